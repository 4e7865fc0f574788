// Norms in tiles with what is before and after them, made by upstream's driver
// and its transform ops alone: what they give has the bits of what the whole function gives.
//
// UNSUPPORTED: asan, ubsan, tsan
// REQUIRES: numpy
//
// RUN: split-file %s %t
// DEFINE: %{name} =
// DEFINE: %{tile} = mlir-opt --load-dialect-plugin=%norm_plugin %t/%{name}.mlir --convert-elementwise-to-linalg --linalg-fuse-elementwise-ops --transform-preload-library=transform-library-paths=%t/%{name}.transform.mlir --transform-interpreter --resolve-ranked-shaped-type-result-dims --canonicalize --cse -o %t/tiled.mlir
// DEFINE: %{entry} =
// DEFINE: %{run} = norm-runner %t/%{name}.mlir --entry=%{entry} --output=%t/whole.npy && norm-runner %t/tiled.mlir --entry=%{entry} --output=%t/tiled.npy
//
// REDEFINE: %{name} = group_norm
// RUN: %{tile} && FileCheck %t/group_norm.mlir --input-file=%t/tiled.mlir
// RUN: norm-runner %t/tiled.mlir --all --verify | FileCheck %s --check-prefix=TWO
// REDEFINE: %{entry} = static
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
// REDEFINE: %{entry} = dynamic
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
//
// REDEFINE: %{name} = batch_norm
// RUN: %{tile} && FileCheck %t/batch_norm.mlir --input-file=%t/tiled.mlir
// RUN: norm-runner %t/tiled.mlir --all --verify | FileCheck %s --check-prefix=TWO
// REDEFINE: %{entry} = static
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
// REDEFINE: %{entry} = dynamic
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
//
// REDEFINE: %{name} = rms_norm
// RUN: %{tile} && FileCheck %t/rms_norm.mlir --input-file=%t/tiled.mlir
// RUN: norm-runner %t/tiled.mlir --all --verify | FileCheck %s --check-prefix=TWO
// REDEFINE: %{entry} = static
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
// REDEFINE: %{entry} = dynamic
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
//
// REDEFINE: %{name} = response
// RUN: %{tile} && FileCheck %t/response.mlir --input-file=%t/tiled.mlir
// RUN: norm-runner %t/tiled.mlir --all --verify | FileCheck %s --check-prefix=TWO
// REDEFINE: %{entry} = static
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
// REDEFINE: %{entry} = dynamic
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
//
// TWO: {{^}}2 passed, 0 failed

//--- group_norm.mlir

// GroupNorm and SiLU, one image at a time.
// CHECK-LABEL: func.func @static(
// CHECK:         scf.for
// CHECK:           norm.group_norm {{.*}} : tensor<1x6x3x5xf32>
// CHECK:           linalg.generic
// CHECK-NOT:     norm.group_norm
// CHECK:         return
func.func @static(%x: tensor<3x6x3x5xf32> {norm.input = "normal:5,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1,3"}, %b: tensor<6xf32> {norm.input = "normal:0,1,4"}) -> tensor<3x6x3x5xf32> {
  %one = arith.constant dense<1.0> : tensor<3x6x3x5xf32>
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<3x6x3x5xf32>
  %0 = arith.negf %y : tensor<3x6x3x5xf32>
  %1 = math.exp %0 : tensor<3x6x3x5xf32>
  %2 = arith.addf %1, %one : tensor<3x6x3x5xf32>
  %3 = arith.divf %y, %2 : tensor<3x6x3x5xf32>
  return %3 : tensor<3x6x3x5xf32>
}

// CHECK-LABEL: func.func @dynamic(
// CHECK:         scf.for
// CHECK:           norm.group_norm {{.*}} : tensor<1x?x?x?xbf16>
// CHECK:           linalg.generic
// CHECK-NOT:     norm.group_norm
// CHECK:         return
func.func @dynamic(%x: tensor<?x?x?x?xbf16> {norm.input = "normal:5,2@5x4x7x6"}, %w: tensor<?xf32> {norm.input = "normal:1,1,3@6"}, %b: tensor<?xf32> {norm.input = "normal:0,1,4@6"}) -> tensor<?x?x?x?xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 3 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xbf16>
  %z = arith.extf %y : tensor<?x?x?x?xbf16> to tensor<?x?x?x?xf32>
  %0 = arith.negf %z : tensor<?x?x?x?xf32>
  %1 = math.exp %0 : tensor<?x?x?x?xf32>
  %2 = math.log1p %1 : tensor<?x?x?x?xf32>
  %3 = arith.subf %z, %2 : tensor<?x?x?x?xf32>
  %4 = arith.truncf %3 : tensor<?x?x?x?xf32> to tensor<?x?x?x?xbf16>
  return %4 : tensor<?x?x?x?xbf16>
}

//--- group_norm.transform.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %return = transform.structured.match ops{["func.return"]} in %root : (!transform.any_op) -> !transform.any_op
    %last = transform.get_producer_of_operand %return[0] : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.fuse %last tile_sizes [1] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

//--- batch_norm.mlir

// BatchNorm of given statistics and ReLU, some channels and pixels at a time.
// CHECK-LABEL: func.func @static(
// CHECK:         scf.for
// CHECK:           scf.for
// CHECK:             norm.batch_norm {{.*}} : tensor<2x?x3x?xf32>
// CHECK:             linalg.generic
// CHECK-NOT:     norm.batch_norm
// CHECK:         return
func.func @static(%x: tensor<2x5x3x7xf32> {norm.input = "normal:5,2"}, %m: tensor<5xf32> {norm.input = "normal:5,1,2"}, %v: tensor<5xf32> {norm.input = "lognormal"}, %w: tensor<5xf32> {norm.input = "normal:1,1,3"}, %b: tensor<5xf32> {norm.input = "normal:0,1,4"}) -> tensor<2x5x3x7xf32> {
  %zero = arith.constant dense<0.0> : tensor<2x5x3x7xf32>
  %y = norm.batch_norm %x mean(%m : tensor<5xf32>) variance(%v : tensor<5xf32>) scale(%w : tensor<5xf32>) bias(%b : tensor<5xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x5x3x7xf32>
  %z = arith.maximumf %y, %zero : tensor<2x5x3x7xf32>
  return %z : tensor<2x5x3x7xf32>
}

// CHECK-LABEL: func.func @dynamic(
// CHECK:         scf.for
// CHECK:           scf.for
// CHECK:             norm.batch_norm {{.*}} : tensor<?x?x?x?xbf16>
// CHECK:             linalg.generic
// CHECK-NOT:     norm.batch_norm
// CHECK:         return
func.func @dynamic(%x: tensor<?x?x?x?xbf16> {norm.input = "normal:5,2@2x5x3x7"}, %m: tensor<?xf32> {norm.input = "normal:5,1,2@5"}, %v: tensor<?xf32> {norm.input = "lognormal@5"}) -> tensor<?x?x?x?xbf16> {
  %y = norm.batch_norm %x mean(%m : tensor<?xf32>) variance(%v : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x?x?x?xbf16>
  %z = math.absf %y : tensor<?x?x?x?xbf16>
  return %z : tensor<?x?x?x?xbf16>
}

//--- batch_norm.transform.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %return = transform.structured.match ops{["func.return"]} in %root : (!transform.any_op) -> !transform.any_op
    %last = transform.get_producer_of_operand %return[0] : (!transform.any_op) -> !transform.any_op
    %tiled, %loops:2 = transform.structured.fuse %last tile_sizes [0, 2, 0, 3] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

//--- rms_norm.mlir

// RMSNorm of a product: the rows of the product are computed in the norm's tile.
// CHECK-LABEL: func.func @static(
// CHECK:         scf.for
// CHECK:           linalg.fill
// CHECK:           linalg.matmul
// CHECK:           norm.rms_norm
// CHECK-NOT:     linalg.matmul
// CHECK:         return
func.func @static(%a: tensor<9x17xf32> {norm.input = "normal:0,1,1"}, %b: tensor<17x20xf32> {norm.input = "normal:0,1,2"}, %w: tensor<20xf32> {norm.input = "normal:1,1,3"}) -> tensor<9x20xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<9x20xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<9x20xf32>) -> tensor<9x20xf32>
  %x = linalg.matmul ins(%a, %b : tensor<9x17xf32>, tensor<17x20xf32>) outs(%init : tensor<9x20xf32>) -> tensor<9x20xf32>
  %y = norm.rms_norm %x scale(%w : tensor<20xf32>) axes = [1] epsilon = 1.0e-5 : tensor<9x20xf32>
  return %y : tensor<9x20xf32>
}

// CHECK-LABEL: func.func @dynamic(
// CHECK:         scf.for
// CHECK:           linalg.matmul
// CHECK:           norm.rms_norm
// CHECK-NOT:     linalg.matmul
// CHECK:         return
func.func @dynamic(%a: tensor<?x?xf32> {norm.input = "normal:0,1,1@6x19"}, %b: tensor<?x?xf32> {norm.input = "normal:0,1,2@19x21"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %rows = tensor.dim %a, %c0 : tensor<?x?xf32>
  %columns = tensor.dim %b, %c1 : tensor<?x?xf32>
  %empty = tensor.empty(%rows, %columns) : tensor<?x?xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<?x?xf32>) -> tensor<?x?xf32>
  %x = linalg.matmul ins(%a, %b : tensor<?x?xf32>, tensor<?x?xf32>) outs(%init : tensor<?x?xf32>) -> tensor<?x?xf32>
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

//--- rms_norm.transform.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %norm = transform.structured.match ops{["norm.rms_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.fuse %norm tile_sizes [4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

//--- response.mlir

// Local response normalization, a few channels at a time: tiles read those around them.
// CHECK-LABEL: func.func @static(
// CHECK:         scf.for
// CHECK:           norm.local_response_norm {{.*}} : tensor<2x?x6xf32>
// CHECK-NOT:     norm.local_response_norm
// CHECK:         return
func.func @static(%x: tensor<2x11x6xf32> {norm.input = "normal:0,30"}) -> tensor<2x11x6xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0 beta = 0.75 k = 1.0 : tensor<2x11x6xf32>
  return %y : tensor<2x11x6xf32>
}

// CHECK-LABEL: func.func @dynamic(
// CHECK:         scf.for
// CHECK:           norm.local_response_norm {{.*}} : tensor<?x?x?xbf16>
// CHECK-NOT:     norm.local_response_norm
// CHECK:         return
func.func @dynamic(%x: tensor<?x?x?xbf16> {norm.input = "normal:0,30@2x13x3"}) -> tensor<?x?x?xbf16> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.0 beta = 0.75 k = 1.0 {window = #norm.window<onnx>} : tensor<?x?x?xbf16>
  return %y : tensor<?x?x?xbf16>
}

//--- response.transform.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %norm = transform.structured.match ops{["norm.local_response_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %norm tile_sizes [0, 3, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
