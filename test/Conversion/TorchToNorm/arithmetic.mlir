// RUN: norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm -split-input-file | FileCheck %s

// Elementwise ops: one generic each, in f32, rounded once.

// CHECK-DAG:   #[[ALL:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG:   #[[LAST:.+]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG:   #[[FIRST:.+]] = affine_map<(d0, d1) -> (d0, 0)>
// CHECK-LABEL: func.func @add(
// CHECK-SAME:    %[[X:.+]]: tensor<?x8xbf16>, %[[ROW:.+]]: tensor<8xbf16>, %[[COLUMN:.+]]: tensor<?x1xf32>)
// CHECK:         %[[SUM:.+]] = linalg.generic {indexing_maps = [#[[ALL]], #[[LAST]], #[[ALL]]], {{.*}}} ins(%[[X]], %[[ROW]] : tensor<?x8xbf16>, tensor<8xbf16>)
// CHECK-NEXT:    ^bb0(%[[A:[^:]+]]: bf16, %[[B:[^:]+]]: bf16, %{{.+}}: bf16):
// CHECK-DAG:       %[[WIDE_A:.+]] = arith.extf %[[A]] : bf16 to f32
// CHECK-DAG:       %[[WIDE_B:.+]] = arith.extf %[[B]] : bf16 to f32
// CHECK-NEXT:      %[[TWICE:.+]] = arith.mulf %[[WIDE_B]], %{{.+}} : f32
// CHECK-NEXT:      %[[C:.+]] = arith.addf %[[WIDE_A]], %[[TWICE]] : f32
// CHECK-NEXT:      %[[R:.+]] = arith.truncf %[[C]] : f32 to bf16
// CHECK-NEXT:      linalg.yield %[[R]] : bf16
// A tensor of a wider type makes the result wider.
// CHECK:         linalg.generic {indexing_maps = [#[[ALL]], #[[FIRST]], #[[ALL]]], {{.*}}} ins(%[[SUM]], %[[COLUMN]] : tensor<?x8xbf16>, tensor<?x1xf32>)
// CHECK:           arith.divf %{{.+}}, %{{.+}} : f32
// CHECK-NEXT:      linalg.yield
func.func @add(%x: !torch.vtensor<[?,8],bf16>, %row: !torch.vtensor<[8],bf16>, %column: !torch.vtensor<[?,1],f32>) -> !torch.vtensor<[?,8],f32> {
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %0 = "torch.aten.add.Tensor"(%x, %row, %int2) : (!torch.vtensor<[?,8],bf16>, !torch.vtensor<[8],bf16>, !torch.int) -> !torch.vtensor<[?,8],bf16>
  %1 = "torch.aten.div.Tensor"(%0, %column) : (!torch.vtensor<[?,8],bf16>, !torch.vtensor<[?,1],f32>) -> !torch.vtensor<[?,8],f32>
  return %1 : !torch.vtensor<[?,8],f32>
}

// -----

// Numbers: constants, and what is computed of sizes when code runs.
// CHECK-LABEL: func.func @numbers(
// CHECK-SAME:    %[[X:.+]]: tensor<?x3xf32>)
// CHECK:         %[[TWO:.+]] = arith.constant 2.000000e+00 : f32
// CHECK:           %[[SCALED:.+]] = arith.mulf %{{.+}}, %{{.+}} : f32
// CHECK-NEXT:      arith.subf %[[TWO]], %[[SCALED]] : f32
// CHECK:         %[[N:.+]] = tensor.dim %[[X]]
// CHECK:         %[[COUNT:.+]] = arith.truncf %{{.+}} : f64 to f32
// CHECK:           arith.divf %{{.+}}, %[[COUNT]] : f32
func.func @numbers(%x: !torch.vtensor<[?,3],f32>) -> !torch.vtensor<[?,3],f32> {
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %alpha = "torch.constant.float"() <{value = 3.000000e+00 : f64}> : () -> !torch.float
  %0 = "torch.aten.rsub.Scalar"(%x, %int2, %alpha) : (!torch.vtensor<[?,3],f32>, !torch.int, !torch.float) -> !torch.vtensor<[?,3],f32>
  %n = "torch.aten.size.int"(%x, %int0) : (!torch.vtensor<[?,3],f32>, !torch.int) -> !torch.int
  %all = "torch.aten.numel"(%x) : (!torch.vtensor<[?,3],f32>) -> !torch.int
  %ratio = "torch.aten.div.int"(%all, %n) : (!torch.int, !torch.int) -> !torch.float
  %less = "torch.aten.sub.float"(%ratio, %alpha) : (!torch.float, !torch.float) -> !torch.float
  %1 = "torch.aten.div.Scalar"(%0, %less) : (!torch.vtensor<[?,3],f32>, !torch.float) -> !torch.vtensor<[?,3],f32>
  return %1 : !torch.vtensor<[?,3],f32>
}

// -----

// Counters are integers.
// CHECK-LABEL: func.func @integers(
// CHECK-SAME:    %[[N:.+]]: tensor<i64>) -> (tensor<i64>, tensor<2xf32>)
// CHECK:           arith.addi %{{.+}}, %{{.+}} : i64
// CHECK:         %[[PAIR:.+]] = arith.constant dense<[3, -1]> : tensor<2xi64>
// CHECK:           arith.sitofp %{{.+}} : i64 to f32
// CHECK:           math.sqrt
func.func @integers(%n: !torch.vtensor<[],si64>) -> (!torch.vtensor<[],si64>, !torch.vtensor<[2],f32>) {
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %one = "torch.prim.NumToTensor.Scalar"(%int1) : (!torch.int) -> !torch.vtensor<[],si64>
  %0 = "torch.aten.add.Tensor"(%n, %one, %int1) : (!torch.vtensor<[],si64>, !torch.vtensor<[],si64>, !torch.int) -> !torch.vtensor<[],si64>
  %pair = "torch.vtensor.literal"() <{value = dense<[3, -1]> : tensor<2xsi64>}> : () -> !torch.vtensor<[2],si64>
  %1 = "torch.aten.sqrt"(%pair) : (!torch.vtensor<[2],si64>) -> !torch.vtensor<[2],f32>
  return %0, %1 : !torch.vtensor<[],si64>, !torch.vtensor<[2],f32>
}

// -----

// A bound is rounded to the elements' type first.
// CHECK-LABEL: func.func @clamp(
// CHECK:         %[[WIDE:.+]] = arith.constant 0.0999755859 : f32
// CHECK:           arith.maximumf %{{.+}}, %[[WIDE]] : f32
// CHECK:           arith.minimumf
// CHECK:           arith.maximumf
func.func @clamp(%x: !torch.vtensor<[3],f16>) -> !torch.vtensor<[3],f16> {
  %low = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
  %high = "torch.constant.int"() <{value = 4 : i64}> : () -> !torch.int
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.clamp"(%x, %low, %none) : (!torch.vtensor<[3],f16>, !torch.float, !torch.none) -> !torch.vtensor<[3],f16>
  %1 = "torch.aten.clamp_max"(%0, %high) : (!torch.vtensor<[3],f16>, !torch.int) -> !torch.vtensor<[3],f16>
  %2 = "torch.aten.relu"(%1) : (!torch.vtensor<[3],f16>) -> !torch.vtensor<[3],f16>
  return %2 : !torch.vtensor<[3],f16>
}

// -----

// What is not in the table stays, as do forms that are not known, and pairs of types and sizes that do not fit.
// CHECK-LABEL: func.func @left(
// CHECK:         "torch.aten.gelu"
// CHECK:         "torch.aten.pow.Tensor_Scalar"
// CHECK:         "torch.aten.add.Tensor"
// CHECK:         "torch.aten.mul.Tensor"
// CHECK:         "torch.aten.div.Scalar"
// CHECK:         "torch.aten.sqrt"
// CHECK:         "torch.aten.acos"
// CHECK-NOT:     linalg
// CHECK:         return
func.func @left(%x: !torch.vtensor<[3],f32>, %wide: !torch.vtensor<[3],f64>, %bytes: !torch.vtensor<[3],ui8>, %four: !torch.vtensor<[4],f32>, %n: !torch.float) {
  %quick = "torch.constant.str"() <{value = "quick"}> : () -> !torch.str
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %0 = "torch.aten.gelu"(%x, %quick) : (!torch.vtensor<[3],f32>, !torch.str) -> !torch.vtensor<[3],f32>
  %1 = "torch.aten.pow.Tensor_Scalar"(%0, %n) : (!torch.vtensor<[3],f32>, !torch.float) -> !torch.vtensor<[3],f32>
  %2 = "torch.aten.add.Tensor"(%1, %four, %int1) : (!torch.vtensor<[3],f32>, !torch.vtensor<[4],f32>, !torch.int) -> !torch.vtensor<[3],f32>
  %3 = "torch.aten.mul.Tensor"(%2, %wide) : (!torch.vtensor<[3],f32>, !torch.vtensor<[3],f64>) -> !torch.vtensor<[3],f32>
  %4 = "torch.aten.div.Scalar"(%3, %n) : (!torch.vtensor<[3],f32>, !torch.float) -> !torch.vtensor<[3],f32>
  %5 = "torch.aten.sqrt"(%bytes) : (!torch.vtensor<[3],ui8>) -> !torch.vtensor<[3],f32>
  %6 = "torch.aten.acos"(%4) : (!torch.vtensor<[3],f32>) -> !torch.vtensor<[3],f32>
  "other.use"(%5, %6) : (!torch.vtensor<[3],f32>, !torch.vtensor<[3],f32>) -> ()
  return
}
