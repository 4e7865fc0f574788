// RUN: norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm -split-input-file | FileCheck %s

// Reductions: sums are f64 and rounded once, variances and norms of vectors are statistics.

// CHECK-LABEL: func.func @mean(
// CHECK-SAME:    %[[X:.+]]: tensor<?x3x5xf32>) -> tensor<?x1x5xf32>
// CHECK:         %[[SUMS:.+]] = linalg.generic {{.*}}["parallel", "parallel", "reduction"]} ins(%[[X]] : tensor<?x3x5xf32>) outs(%{{.+}} : tensor<?x5xf64>)
// CHECK:           arith.addf %{{.+}}, %{{.+}} fastmath<reassoc> : f64
// CHECK:         linalg.generic {{.*}} ins(%[[SUMS]] : tensor<?x5xf64>) outs(%{{.+}} : tensor<?x5xf32>)
// CHECK:           arith.divf
// CHECK:           arith.truncf %{{.+}} : f64 to f32
// CHECK:         %[[KEPT:.+]] = tensor.expand_shape %{{.+}} {{\[\[}}0, 1], [2]]
// CHECK-NEXT:    return %[[KEPT]]
func.func @mean(%x: !torch.vtensor<[?,3,5],f32>) -> !torch.vtensor<[?,1,5],f32> {
  %dim = "torch.constant.int"() <{value = -2 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%dim) : (!torch.int) -> !torch.list<int>
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %y = "torch.aten.mean.dim"(%x, %dims, %true, %none) : (!torch.vtensor<[?,3,5],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,1,5],f32>
  return %y : !torch.vtensor<[?,1,5],f32>
}

// -----

// A type that is given is the input's before the sum; no axes are all.
// CHECK-LABEL: func.func @sums(
// CHECK-SAME:    %[[X:.+]]: tensor<3x5xf32>) -> (tensor<bf16>, tensor<f32>)
// CHECK:         %[[NARROW:.+]] = arith.truncf %[[X]] : tensor<3x5xf32> to tensor<3x5xbf16>
// CHECK:         linalg.generic {{.*}}["reduction", "reduction"]} ins(%[[NARROW]] : tensor<3x5xbf16>) outs(%{{.+}} : tensor<f64>)
// CHECK:         linalg.generic {{.*}}["reduction", "reduction"]} ins(%[[X]] : tensor<3x5xf32>) outs(%{{.+}} : tensor<f64>)
func.func @sums(%x: !torch.vtensor<[3,5],f32>) -> (!torch.vtensor<[],bf16>, !torch.vtensor<[],f32>) {
  %bf16 = "torch.constant.int"() <{value = 15 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"() : () -> !torch.list<int>
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.sum"(%x, %bf16) : (!torch.vtensor<[3,5],f32>, !torch.int) -> !torch.vtensor<[],bf16>
  %1 = "torch.aten.sum.dim_IntList"(%x, %dims, %false, %none) : (!torch.vtensor<[3,5],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[],f32>
  return %0, %1 : !torch.vtensor<[],bf16>, !torch.vtensor<[],f32>
}

// -----

// CHECK-LABEL: func.func @variance(
// CHECK-SAME:    %[[X:.+]]: tensor<3x5xbf16>)
// CHECK:         %[[MOMENTS:.+]]:2 = norm.stats <moments> %[[X]] axes = [1] : tensor<3x5xbf16>
// CHECK:         linalg.generic {{.*}} ins(%[[MOMENTS]]#0 : tensor<3xf64>) outs(%{{.+}} : tensor<3xbf16>)
// CHECK:         linalg.generic {{.*}} ins(%[[MOMENTS]]#1 : tensor<3xf64>) outs(%{{.+}} : tensor<3xbf16>)
// CHECK:           arith.divf
// The root is taken in f32.
// CHECK:         norm.stats <moments> %[[X]] axes = [0, 1]
// CHECK:         %[[ROOT:.+]] = math.sqrt %{{.+}} : tensor<f32>
// CHECK:         arith.truncf %[[ROOT]] : tensor<f32> to tensor<bf16>
func.func @variance(%x: !torch.vtensor<[3,5],bf16>) -> (!torch.vtensor<[3],bf16>, !torch.vtensor<[3],bf16>, !torch.vtensor<[],bf16>) {
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%int1) : (!torch.int) -> !torch.list<int>
  %correction = "torch.constant.float"() <{value = 0.000000e+00 : f64}> : () -> !torch.float
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %0:2 = "torch.aten.var_mean.correction"(%x, %dims, %correction, %false) : (!torch.vtensor<[3,5],bf16>, !torch.list<int>, !torch.float, !torch.bool) -> (!torch.vtensor<[3],bf16>, !torch.vtensor<[3],bf16>)
  %1 = "torch.aten.std"(%x, %true) : (!torch.vtensor<[3,5],bf16>, !torch.bool) -> !torch.vtensor<[],bf16>
  return %0#0, %0#1, %1 : !torch.vtensor<[3],bf16>, !torch.vtensor<[3],bf16>, !torch.vtensor<[],bf16>
}

// -----

// Norms of vectors by each p; of max.dim the values alone.
// CHECK-LABEL: func.func @norms(
// CHECK:         norm.stats <abs_power_sum> %{{.+}} axes = [1] {p = 3.000000e+00 : f64}
// CHECK:         norm.stats <abs_sum> %{{.+}} axes = [0, 1]
// CHECK:         linalg.reduce {{.*}} dimensions = [1]
// CHECK:         "torch.aten.linalg_vector_norm"
// CHECK:         "torch.aten.max.dim"
func.func @norms(%x: !torch.vtensor<[3,5],f32>) {
  %p = "torch.constant.float"() <{value = 3.000000e+00 : f64}> : () -> !torch.float
  %zero = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%int1) : (!torch.int) -> !torch.list<int>
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.linalg_vector_norm"(%x, %p, %dims, %false, %none) : (!torch.vtensor<[3,5],f32>, !torch.float, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3],f32>
  %1 = "torch.aten.norm.Scalar"(%x, %int1) : (!torch.vtensor<[3,5],f32>, !torch.int) -> !torch.vtensor<[],f32>
  %2:2 = "torch.aten.max.dim"(%x, %int1, %false) : (!torch.vtensor<[3,5],f32>, !torch.int, !torch.bool) -> (!torch.vtensor<[3],f32>, !torch.vtensor<[3],si64>)
  %3 = "torch.aten.linalg_vector_norm"(%x, %zero, %dims, %false, %none) : (!torch.vtensor<[3,5],f32>, !torch.int, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3],f32>
  %4:2 = "torch.aten.max.dim"(%x, %int1, %false) : (!torch.vtensor<[3,5],f32>, !torch.int, !torch.bool) -> (!torch.vtensor<[3],f32>, !torch.vtensor<[3],si64>)
  "other.use"(%0, %1, %2#0, %3, %4#1) : (!torch.vtensor<[3],f32>, !torch.vtensor<[],f32>, !torch.vtensor<[3],f32>, !torch.vtensor<[3],f32>, !torch.vtensor<[3],si64>) -> ()
  return
}
