// Scalars as arguments and results, beside tensors of rank 0, on both routes.
// RUN: norm-runner %s --all --verify | FileCheck %s --check-prefix=ALL --implicit-check-not=FAILED
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s --check-prefix=ALL --implicit-check-not=FAILED
// ALL: 8 passed, 0 failed
// RUN: norm-runner %s --entry=all_types --input=2.5 --input=-0.125 --input=1.5 --input=-3 --input=4 --input=1 --input=-128 --input=-32768 --input=-5 --input=-6 --input=0.5 --input=-1.75 | FileCheck %s --check-prefix=TYPES
// RUN: norm-runner %s --entry=size --input=2 --input=7 | FileCheck %s --check-prefix=SIZE
// RUN: not norm-runner %s --entry=size --input=2 --input=-7 2>&1 | FileCheck %s --check-prefix=NEGATIVE
// RUN: norm-runner %s --entry=slice --input=iota --input=1 --input=2 --verify | FileCheck %s --check-prefix=SLICE
// RUN: norm-runner %s --entry=rank_0 --input=3 --input=2 --output=%t.npy && norm-runner %s --entry=rank_0 --input=%t.npy --input=%t.npy | FileCheck %s --check-prefix=RANK-0

// A factor for all elements.
func.func @factor(%x: tensor<4x3xf32>, %s: f32) -> tensor<4x3xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<4x3xf32>
  %t = tensor.splat %s : tensor<4x3xf32>
  %z = arith.mulf %y, %t : tensor<4x3xf32>
  return %z : tensor<4x3xf32>
}

// Every type that a scalar may have, and results in another order.
// TYPES:      result 0: f16
// TYPES-NEXT: -1.75
// TYPES-NEXT: result 1: f64
// TYPES-NEXT: 2.5
// TYPES-NEXT: result 2: f32
// TYPES-NEXT: -0.125
// TYPES-NEXT: result 3: bf16
// TYPES-NEXT: 1.5
// TYPES-NEXT: result 4: i64
// TYPES-NEXT: -3
// TYPES-NEXT: result 5: i64
// TYPES-NEXT: 4
// TYPES-NEXT: result 6: bool
// TYPES-NEXT: True
// TYPES-NEXT: result 7: i8
// TYPES-NEXT: -128
// TYPES-NEXT: result 8: i16
// TYPES-NEXT: -32768
// TYPES-NEXT: result 9: i32
// TYPES-NEXT: -5
// TYPES-NEXT: result 10: i64
// TYPES-NEXT: -6
// TYPES-NEXT: result 11: f32
// TYPES-NEXT: 0.5
func.func @all_types(%d: f64, %f: f32, %b: bf16, %i: i64, %n: index, %p: i1, %i8: i8, %i16: i16, %i32: i32,
                     %j: i64, %g: f32, %h: f16)
    -> (f16, f64, f32, bf16, i64, index, i1, i8, i16, i32, i64, f32) {
  return %h, %d, %f, %b, %i, %n, %p, %i8, %i16, %i32, %j, %g
      : f16, f64, f32, bf16, i64, index, i1, i8, i16, i32, i64, f32
}

// Scalars only.
func.func @only(%a: f32, %b: f32) -> (f32, i1) {
  %c = arith.addf %a, %b : f32
  %d = arith.cmpf olt, %a, %b : f32
  return %c, %d : f32, i1
}

// A size: __prepare takes it as it is, and refuses what is none.
// SIZE:     [2. 2. 2. 2. 2. 2. 2.]
// NEGATIVE: norm-runner: @size: expects results of sizes of 0 or more; got -7
func.func @size(%s: f32, %n: index {norm.input = "5"}) -> tensor<?xf32> {
  %e = tensor.empty(%n) : tensor<?xf32>
  %t = linalg.fill ins(%s : f32) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  return %t : tensor<?xf32>
}

// Offset and size of a slice, whose norm is taken.
// SLICE: {{^}}result 0: {{.*}}: ok
// SLICE: [-1.2247
func.func @slice(%x: tensor<4x3xf32>, %from: index {norm.input = "1"}, %n: i32 {norm.input = "3"}) -> tensor<?x3xf32> {
  %size = arith.index_cast %n : i32 to index
  %y = tensor.extract_slice %x[%from, 0][%size, 3][1, 1] : tensor<4x3xf32> to tensor<?x3xf32>
  %z = norm.layer_norm %y axes = [1] epsilon = 1.0e-5 : tensor<?x3xf32>
  return %z : tensor<?x3xf32>
}

// A tensor of rank 0 is another type than a scalar, and a file of rank 0 is either.
// RANK-0: 8.0
func.func @rank_0(%s: f32, %t: tensor<f32>) -> f32 {
  %v = tensor.extract %t[] : tensor<f32>
  %y = arith.minimumf %s, %v : f32
  %two = arith.constant 2.0 : f32
  %z = arith.mulf %y, %two : f32
  return %z : f32
}

// An element of a kernel's result, one value twice, and an argument.
func.func @element(%x: tensor<4x3xf32>, %s: bf16) -> (f32, tensor<4x3xf32>, f32, bf16) {
  %c1 = arith.constant 1 : index
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x3xf32>
  %e = tensor.extract %y[%c1, %c1] : tensor<4x3xf32>
  return %e, %y, %e, %s : f32, tensor<4x3xf32>, f32, bf16
}

// The choice of one of two graphs.
func.func @choice(%x: tensor<4x3xf32>, %p: i1) -> tensor<4x3xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x3xf32>
  %z = scf.if %p -> tensor<4x3xf32> {
    scf.yield %y : tensor<4x3xf32>
  } else {
    %n = arith.negf %y : tensor<4x3xf32>
    scf.yield %n : tensor<4x3xf32>
  }
  return %z : tensor<4x3xf32>
}
