// RUN: norm-opt %s -one-shot-bufferize='bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map' -split-input-file -verify-diagnostics | FileCheck %s

// Upstream's bufferization takes kernels to buffers: inputs are read, inits written.

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// An init that nobody reads later is written in place.
// CHECK-LABEL: func.func @in_place(
// CHECK-SAME:    %[[X:[^:]+]]: memref<4x8xf32>, %[[Y:[^:]+]]: memref<4x8xf32>
// CHECK-NOT:     memref.copy
// CHECK:         %[[R:.+]] = memref.alloc() {{.*}} : memref<4xf32>
// CHECK:         norm.kernel sizes = [4, 8] ins(%[[X]] : memref<4x8xf32>) outs(%[[Y]], %[[R]] : memref<4x8xf32>, memref<4xf32>)
// CHECK-NOT:     memref.copy
// CHECK:         return %[[Y]], %[[R]]
func.func @in_place(%x: tensor<4x8xf32> {bufferization.writable = false}, %y: tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4xf32>) {
  %empty = tensor.empty() : tensor<4xf32>
  %k:2 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y, %empty : tensor<4x8xf32>, tensor<4xf32>) maps = [#map, #map, #row] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q, %s : f32, f32
  } -> tensor<4x8xf32>, tensor<4xf32>
  return %k#0, %k#1 : tensor<4x8xf32>, tensor<4xf32>
}

// One whose elements are an input's gets a buffer of its own: a kernel may read its inputs
// again after it has written. Nothing is copied into it, for inits are not read.
// CHECK-LABEL: func.func @input_as_init(
// CHECK-SAME:    %[[X:[^:]+]]: memref<4x8xf32>
// CHECK:         %[[Y:.+]] = memref.alloc() {{.*}} : memref<4x8xf32>
// CHECK-NOT:     memref.copy
// CHECK:         norm.kernel sizes = [4, 8] ins(%[[X]] : memref<4x8xf32>) outs(%[[Y]] : memref<4x8xf32>)
func.func @input_as_init(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %k = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%x : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  } -> tensor<4x8xf32>
  return %k : tensor<4x8xf32>
}

// Tiles are written into their places.
// CHECK-LABEL: func.func @tiles(
// CHECK-SAME:    %[[X:[^:]+]]: memref<6x8xf32>, %[[Y:[^:]+]]: memref<6x8xf32>
// CHECK:         scf.for %[[I:.+]] = %c0 to %c6 step %c2
// CHECK-DAG:       %[[XT:.+]] = memref.subview %[[X]][%[[I]], 0] [2, 8]
// CHECK-DAG:       %[[YT:.+]] = memref.subview %{{.+}}[%[[I]], 0] [2, 8]
// CHECK:           norm.kernel sizes = [2, 8] ins(%[[XT]] : {{.*}}) outs(%[[YT]] : {{.*}})
func.func @tiles(%x: tensor<6x8xf32> {bufferization.writable = false}, %y: tensor<6x8xf32>) -> tensor<6x8xf32> {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %c6 = arith.constant 6 : index
  %r = scf.for %i = %c0 to %c6 step %c2 iter_args(%t = %y) -> (tensor<6x8xf32>) {
    %xt = tensor.extract_slice %x[%i, 0] [2, 8] [1, 1] : tensor<6x8xf32> to tensor<2x8xf32>
    %yt = tensor.extract_slice %t[%i, 0] [2, 8] [1, 1] : tensor<6x8xf32> to tensor<2x8xf32>
    %k = norm.kernel sizes = [2, 8] ins(%xt : tensor<2x8xf32>) outs(%yt : tensor<2x8xf32>) maps = [#map, #map] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [1] : f32
      %q = arith.divf %a, %s : f32
      norm.yield %q : f32
    } -> tensor<2x8xf32>
    %u = tensor.insert_slice %k into %t[%i, 0] [2, 8] [1, 1] : tensor<2x8xf32> into tensor<6x8xf32>
    scf.yield %u : tensor<6x8xf32>
  }
  return %r : tensor<6x8xf32>
}

// -----

// Named ops have no form on buffers: they are lowered first.
func.func @named(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  // expected-error @below {{op was not bufferized}}
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}
