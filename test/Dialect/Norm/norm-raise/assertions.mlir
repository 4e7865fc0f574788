// Front ends assert what they assume of sizes.
// RUN: norm-opt %s --norm-raise=remarks=false --canonicalize --cse | FileCheck %s

#rows = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>

// What sizes do not decide is required of them; what is computed is none of sizes.
// CHECK-LABEL: func.func @assertions(
// CHECK:         norm.rms_norm
// CHECK:         %[[SAME:.+]] = arith.cmpi eq
// CHECK:         norm.require %[[SAME]], "expects as many columns"
// CHECK:         cf.assert %{{.+}}, "expects a number"
func.func @assertions(%x: tensor<3x?xf32> {norm.input = "normal:0,1,7@3x5"}, %w: tensor<?xf32> {norm.input = "normal:0,1,8@5"}, %number: i32) -> tensor<3x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %seven = arith.constant 7 : i32
  %zero = arith.constant 0.0 : f32
  %columns = tensor.dim %x, %c1 : tensor<3x?xf32>
  %scales = tensor.dim %w, %c0 : tensor<?xf32>
  %same = arith.cmpi eq, %columns, %scales : index
  cf.assert %same, "expects as many columns"
  %is_seven = arith.cmpi eq, %number, %seven : i32
  cf.assert %is_seven, "expects a number"
  %count = arith.index_cast %columns : index to i64
  %n = arith.sitofp %count : i64 to f32
  %e = tensor.empty() : tensor<3xf32>
  %e2 = tensor.empty(%columns) : tensor<3x?xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3xf32>) -> tensor<3xf32>
  %squares = linalg.generic {indexing_maps = [#rows, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<3x?xf32>) outs(%f : tensor<3xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = math.fma %a, %a, %o : f32
    linalg.yield %s : f32
  } -> tensor<3xf32>
  %y = linalg.generic {indexing_maps = [#rows, #row, #column, #rows], iterator_types = ["parallel", "parallel"]} ins(%x, %squares, %w : tensor<3x?xf32>, tensor<3xf32>, tensor<?xf32>) outs(%e2 : tensor<3x?xf32>) {
  ^bb0(%a: f32, %c: f32, %d: f32, %o: f32):
    %m = arith.divf %c, %n : f32
    %r = math.rsqrt %m : f32
    %p = arith.mulf %a, %r : f32
    %s = arith.mulf %p, %d : f32
    linalg.yield %s : f32
  } -> tensor<3x?xf32>
  return %y : tensor<3x?xf32>
}
