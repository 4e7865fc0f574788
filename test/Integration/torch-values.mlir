// Norms and neighbours of torch-mlir by hand, with what PyTorch gives.
// RUN: norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm -o %t.mlir
// RUN: norm-runner %t.mlir --entry=local_response_norm --precision=6 --verify | FileCheck %s --check-prefix=WINDOW
// RUN: norm-runner %t.mlir --entry=normalize --precision=6 --verify | FileCheck %s --check-prefix=NORMALIZE
// RUN: norm-runner %t.mlir --entry=weight_norm --precision=6 --verify | FileCheck %s --check-prefix=WEIGHT
// RUN: norm-runner %t.mlir --entry=training --precision=6 --verify | FileCheck %s --check-prefix=TRAINING
// RUN: norm-runner %t.mlir --entry=no_epsilon --precision=6 --verify | FileCheck %s --check-prefix=EPSILON
// RUN: norm-runner %t.mlir --entry=reductions --precision=6 --verify | FileCheck %s --check-prefix=REDUCTIONS
// RUN: norm-runner %t.mlir --entry=views --precision=1 --input=iota@2x6 --input=iota@3x2 --verify | FileCheck %s --check-prefix=VIEWS
// RUN: not norm-runner %t.mlir --entry=views --input=iota@2x6 --input=iota@3x4 2>&1 | FileCheck %s --check-prefix=OTHER-SIZES
// RUN: not norm-runner %t.mlir --entry=stated_size --input=iota@2x7 2>&1 | FileCheck %s --check-prefix=STATED

// The window of two is c - 1 and c: 3 / (1 + (0 + 9) / 2), 1 / (1 + (9 + 1) / 2), 2 / (1 + (1 + 4) / 2).
// WINDOW: ok
// WINDOW-NEXT: {{\[\[\[}}0.545455]
// WINDOW-NEXT:   [0.166667]
// WINDOW-NEXT:   [0.571429]]]
func.func @local_response_norm() -> !torch.vtensor<[1,3,1],f32> {
  %x = "torch.vtensor.literal"() <{value = dense<[[[3.0], [1.0], [2.0]]]> : tensor<1x3x1xf32>}> : () -> !torch.vtensor<[1,3,1],f32>
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %constant = "torch.constant.str"() <{value = "constant"}> : () -> !torch.str
  %0 = "torch.aten.mul.Tensor"(%x, %x) : (!torch.vtensor<[1,3,1],f32>, !torch.vtensor<[1,3,1],f32>) -> !torch.vtensor<[1,3,1],f32>
  %1 = "torch.aten.unsqueeze"(%0, %int1) : (!torch.vtensor<[1,3,1],f32>, !torch.int) -> !torch.vtensor<[1,1,3,1],f32>
  %pads = "torch.prim.ListConstruct"(%int0, %int0, %int1, %int0) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %2 = "torch.aten.pad"(%1, %pads, %constant, %none) : (!torch.vtensor<[1,1,3,1],f32>, !torch.list<int>, !torch.str, !torch.none) -> !torch.vtensor<[1,1,4,1],f32>
  %kernel = "torch.prim.ListConstruct"(%int2, %int1) : (!torch.int, !torch.int) -> !torch.list<int>
  %stride = "torch.prim.ListConstruct"(%int1, %int1) : (!torch.int, !torch.int) -> !torch.list<int>
  %padding = "torch.prim.ListConstruct"(%int0, %int0) : (!torch.int, !torch.int) -> !torch.list<int>
  %3 = "torch.aten.avg_pool2d"(%2, %kernel, %stride, %padding, %false, %true, %none) : (!torch.vtensor<[1,1,4,1],f32>, !torch.list<int>, !torch.list<int>, !torch.list<int>, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[1,1,3,1],f32>
  %4 = "torch.aten.squeeze.dim"(%3, %int1) : (!torch.vtensor<[1,1,3,1],f32>, !torch.int) -> !torch.vtensor<[1,3,1],f32>
  %5 = "torch.aten.mul.Scalar"(%4, %int1) : (!torch.vtensor<[1,3,1],f32>, !torch.int) -> !torch.vtensor<[1,3,1],f32>
  %6 = "torch.aten.add.Scalar"(%5, %int1, %int1) : (!torch.vtensor<[1,3,1],f32>, !torch.int, !torch.int) -> !torch.vtensor<[1,3,1],f32>
  %7 = "torch.aten.pow.Tensor_Scalar"(%6, %int1) : (!torch.vtensor<[1,3,1],f32>, !torch.int) -> !torch.vtensor<[1,3,1],f32>
  %8 = "torch.aten.div.Tensor"(%x, %7) : (!torch.vtensor<[1,3,1],f32>, !torch.vtensor<[1,3,1],f32>) -> !torch.vtensor<[1,3,1],f32>
  return %8 : !torch.vtensor<[1,3,1],f32>
}

// A vector of zeros stays one: it is divided by 1e-12.
// NORMALIZE: ok
// NORMALIZE-NEXT: {{\[\[}}0.6 0.8]
// NORMALIZE-NEXT: [0. 0. ]]
func.func @normalize() -> !torch.vtensor<[2,2],f32> {
  %x = "torch.vtensor.literal"() <{value = dense<[[3.0, 4.0], [0.0, 0.0]]> : tensor<2x2xf32>}> : () -> !torch.vtensor<[2,2],f32>
  %p = "torch.constant.float"() <{value = 2.000000e+00 : f64}> : () -> !torch.float
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%int1) : (!torch.int) -> !torch.list<int>
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.linalg_vector_norm"(%x, %p, %dims, %true, %none) : (!torch.vtensor<[2,2],f32>, !torch.float, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[2,1],f32>
  %eps = "torch.constant.float"() <{value = 9.9999999999999998E-13 : f64}> : () -> !torch.float
  %1 = "torch.aten.clamp_min"(%0, %eps) : (!torch.vtensor<[2,1],f32>, !torch.float) -> !torch.vtensor<[2,1],f32>
  %2 = "torch.aten.expand_as"(%1, %x) : (!torch.vtensor<[2,1],f32>, !torch.vtensor<[2,2],f32>) -> !torch.vtensor<[2,2],f32>
  %3 = "torch.aten.div.Tensor"(%x, %2) : (!torch.vtensor<[2,2],f32>, !torch.vtensor<[2,2],f32>) -> !torch.vtensor<[2,2],f32>
  return %3 : !torch.vtensor<[2,2],f32>
}

// Columns of lengths 5 and 13 get lengths 10 and 26. -1 is no axis from behind but all: the whole gets length 5.
// WEIGHT-COUNT-2: ok
// WEIGHT: result 0
// WEIGHT-NEXT: {{\[\[}} 6. 10.]
// WEIGHT-NEXT: [ 8. 24.]]
// WEIGHT: result 1
// WEIGHT-NEXT: {{\[\[}}1.076937 1.794895]
// WEIGHT-NEXT: [1.435916 4.307749]]
func.func @weight_norm() -> (!torch.vtensor<[2,2],f32>, !torch.vtensor<[2,2],f32>) {
  %v = "torch.vtensor.literal"() <{value = dense<[[3.0, 5.0], [4.0, 12.0]]> : tensor<2x2xf32>}> : () -> !torch.vtensor<[2,2],f32>
  %g = "torch.vtensor.literal"() <{value = dense<[[10.0, 26.0]]> : tensor<1x2xf32>}> : () -> !torch.vtensor<[1,2],f32>
  %five = "torch.vtensor.literal"() <{value = dense<5.0> : tensor<f32>}> : () -> !torch.vtensor<[],f32>
  %dim = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %all = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
  %w = "torch.operator"(%v, %g, %dim) <{name = "torch.aten._weight_norm"}> : (!torch.vtensor<[2,2],f32>, !torch.vtensor<[1,2],f32>, !torch.int) -> !torch.vtensor<[2,2],f32>
  %u = "torch.operator"(%v, %five, %all) <{name = "torch.aten._weight_norm"}> : (!torch.vtensor<[2,2],f32>, !torch.vtensor<[],f32>, !torch.int) -> !torch.vtensor<[2,2],f32>
  return %w, %u : !torch.vtensor<[2,2],f32>, !torch.vtensor<[2,2],f32>
}

// Mean 2, variance 1, of which the unbiased one is 2; they weigh 0.25.
// TRAINING-COUNT-3: ok
// TRAINING: result 0
// TRAINING-NEXT: {{\[\[}}-1.]
// TRAINING-NEXT: [ 1.]]
// TRAINING-NEXT: result 1
// TRAINING-NEXT: [0.5]
// TRAINING-NEXT: result 2
// TRAINING-NEXT: [3.5]
func.func @training() -> (!torch.vtensor<[2,1],f32>, !torch.vtensor<[1],f32>, !torch.vtensor<[1],f32>) {
  %x = "torch.vtensor.literal"() <{value = dense<[[1.0], [3.0]]> : tensor<2x1xf32>}> : () -> !torch.vtensor<[2,1],f32>
  %m = "torch.vtensor.literal"() <{value = dense<0.0> : tensor<1xf32>}> : () -> !torch.vtensor<[1],f32>
  %v = "torch.vtensor.literal"() <{value = dense<4.0> : tensor<1xf32>}> : () -> !torch.vtensor<[1],f32>
  %none = "torch.constant.none"() : () -> !torch.none
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %momentum = "torch.constant.float"() <{value = 2.500000e-01 : f64}> : () -> !torch.float
  %eps = "torch.constant.float"() <{value = 1.000000e-12 : f64}> : () -> !torch.float
  %y:5 = "torch.operator"(%x, %none, %none, %m, %v, %true, %momentum, %eps) <{name = "torch.aten._native_batch_norm_legit_functional"}> : (!torch.vtensor<[2,1],f32>, !torch.none, !torch.none, !torch.vtensor<[1],f32>, !torch.vtensor<[1],f32>, !torch.bool, !torch.float, !torch.float) -> (!torch.vtensor<[2,1],f32>, !torch.vtensor<[1],f32>, !torch.vtensor<[1],f32>, !torch.vtensor<[1],f32>, !torch.vtensor<[1],f32>)
  return %y#0, %y#3, %y#4 : !torch.vtensor<[2,1],f32>, !torch.vtensor<[1],f32>, !torch.vtensor<[1],f32>
}

// 2^-12 / sqrt(2^-24 + 2^-23) = 1 / sqrt(3).
// EPSILON: ok
// EPSILON-NEXT: {{\[\[}}0.57735 0.57735]]
func.func @no_epsilon() -> !torch.vtensor<[1,2],f32> {
  %x = "torch.vtensor.literal"() <{value = dense<2.44140625E-4> : tensor<1x2xf32>}> : () -> !torch.vtensor<[1,2],f32>
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int2) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[1,2],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[1,2],f32>
  return %y : !torch.vtensor<[1,2],f32>
}

// The variance of 1, 2, 6 with n - 1 = 2 is 7, that with n - 3 infinite; the 3-norm is (1 + 8 + 216)^(1/3).
// REDUCTIONS-COUNT-4: ok
// REDUCTIONS: result 0
// REDUCTIONS-NEXT: 7.0
// REDUCTIONS-NEXT: result 1
// REDUCTIONS-NEXT: inf
// REDUCTIONS-NEXT: result 2
// REDUCTIONS-NEXT: 6.082202
// REDUCTIONS-NEXT: result 3
// REDUCTIONS-NEXT: 6.0
func.func @reductions() -> (!torch.vtensor<[],f32>, !torch.vtensor<[],f32>, !torch.vtensor<[],f32>, !torch.vtensor<[],f32>) {
  %x = "torch.vtensor.literal"() <{value = dense<[1.0, 2.0, 6.0]> : tensor<3xf32>}> : () -> !torch.vtensor<[3],f32>
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int3 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%int0) : (!torch.int) -> !torch.list<int>
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.var.correction"(%x, %dims, %none, %false) : (!torch.vtensor<[3],f32>, !torch.list<int>, !torch.none, !torch.bool) -> !torch.vtensor<[],f32>
  %1 = "torch.aten.var.correction"(%x, %dims, %int3, %false) : (!torch.vtensor<[3],f32>, !torch.list<int>, !torch.int, !torch.bool) -> !torch.vtensor<[],f32>
  %2 = "torch.aten.linalg_vector_norm"(%x, %int3, %dims, %false, %none) : (!torch.vtensor<[3],f32>, !torch.int, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[],f32>
  %3 = "torch.aten.amax"(%x, %dims, %false) : (!torch.vtensor<[3],f32>, !torch.list<int>, !torch.bool) -> !torch.vtensor<[],f32>
  return %0, %1, %2, %3 : !torch.vtensor<[],f32>, !torch.vtensor<[],f32>, !torch.vtensor<[],f32>, !torch.vtensor<[],f32>
}

// Sizes of another tensor, of which both split one axis.
// VIEWS: ok
// VIEWS-NEXT: {{\[\[\[}} 0. 1.]
// VIEWS-NEXT: [ 2. 3.]
// VIEWS-NEXT: [ 4. 5.]]
// OTHER-SIZES: expects a reshape to keep the number of elements, 24 of the new sizes; got 12
func.func @views(%x: !torch.vtensor<[?,?],f32>, %other: !torch.vtensor<[?,?],f32>) -> !torch.vtensor<[?,?,?],f32> {
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %k = "torch.aten.size.int"(%x, %int0) : (!torch.vtensor<[?,?],f32>, !torch.int) -> !torch.int
  %n = "torch.aten.size.int"(%other, %int0) : (!torch.vtensor<[?,?],f32>, !torch.int) -> !torch.int
  %m = "torch.aten.size.int"(%other, %int1) : (!torch.vtensor<[?,?],f32>, !torch.int) -> !torch.int
  %sizes = "torch.prim.ListConstruct"(%k, %n, %m) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %0 = "torch.aten.view"(%x, %sizes) : (!torch.vtensor<[?,?],f32>, !torch.list<int>) -> !torch.vtensor<[?,?,?],f32>
  return %0 : !torch.vtensor<[?,?,?],f32>
}

// A size that normalized_shape alone states.
// STATED: expects a size that the tensor.cast states; got 6 and 7
func.func @stated_size(%x: !torch.vtensor<[?,?],f32>) -> !torch.vtensor<[?,?],f32> {
  %int6 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int6) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[?,?],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[?,?],f32>
  return %y : !torch.vtensor<[?,?],f32>
}
