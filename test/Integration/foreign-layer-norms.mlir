// LayerNorm and its gradients as front ends write them, ops of one number each.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}4 passed, 0 failed

// Axes of one element that stay, and maps like (d0, 0).
func.func @layer_norm_unit_axes(%arg0: tensor<33x65xf32> {norm.input = "normal:0,1,140891@33x65"}, %arg1: tensor<65xf32> {norm.input = "normal:0,1,936710@65"}, %arg2: tensor<65xf32> {norm.input = "normal:0,1,799308@65"}) -> (tensor<33x65xf32>) {
  %e1 = tensor.empty() : tensor<33x1xf32>
  %t2 = arith.constant 0.00000000e+00 : f32
  %f3 = linalg.fill ins(%t2 : f32) outs(%e1 : tensor<33x1xf32>) -> tensor<33x1xf32>
  %g7 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>], iterator_types = ["parallel", "reduction"]} ins(%arg0 : tensor<33x65xf32>) outs(%f3 : tensor<33x1xf32>) {
  ^bb0(%a4: f32, %a5: f32):
    %t6 = arith.addf %a5, %a4 : f32
    linalg.yield %t6 : f32
  } -> tensor<33x1xf32>
  %e8 = tensor.empty() : tensor<33x1xf32>
  %g13 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g7 : tensor<33x1xf32>) outs(%e8 : tensor<33x1xf32>) {
  ^bb0(%a9: f32, %a10: f32):
    %t11 = arith.constant 6.50000000e+01 : f32
    %t12 = arith.divf %a9, %t11 : f32
    linalg.yield %t12 : f32
  } -> tensor<33x1xf32>
  %e14 = tensor.empty() : tensor<33x65xf32>
  %g17 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g13 : tensor<33x1xf32>) outs(%e14 : tensor<33x65xf32>) {
  ^bb0(%a15: f32, %a16: f32):
    linalg.yield %a15 : f32
  } -> tensor<33x65xf32>
  %e18 = tensor.empty() : tensor<33x65xf32>
  %g23 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %g17 : tensor<33x65xf32>, tensor<33x65xf32>) outs(%e18 : tensor<33x65xf32>) {
  ^bb0(%a19: f32, %a20: f32, %a21: f32):
    %t22 = arith.subf %a19, %a20 : f32
    linalg.yield %t22 : f32
  } -> tensor<33x65xf32>
  %e24 = tensor.empty() : tensor<33x65xf32>
  %g29 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g23, %g23 : tensor<33x65xf32>, tensor<33x65xf32>) outs(%e24 : tensor<33x65xf32>) {
  ^bb0(%a25: f32, %a26: f32, %a27: f32):
    %t28 = arith.mulf %a25, %a26 : f32
    linalg.yield %t28 : f32
  } -> tensor<33x65xf32>
  %e30 = tensor.empty() : tensor<33x1xf32>
  %t31 = arith.constant 0.00000000e+00 : f32
  %f32 = linalg.fill ins(%t31 : f32) outs(%e30 : tensor<33x1xf32>) -> tensor<33x1xf32>
  %g36 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>], iterator_types = ["parallel", "reduction"]} ins(%g29 : tensor<33x65xf32>) outs(%f32 : tensor<33x1xf32>) {
  ^bb0(%a33: f32, %a34: f32):
    %t35 = arith.addf %a34, %a33 : f32
    linalg.yield %t35 : f32
  } -> tensor<33x1xf32>
  %e37 = tensor.empty() : tensor<33x1xf32>
  %g42 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g36 : tensor<33x1xf32>) outs(%e37 : tensor<33x1xf32>) {
  ^bb0(%a38: f32, %a39: f32):
    %t40 = arith.constant 6.50000000e+01 : f32
    %t41 = arith.divf %a38, %t40 : f32
    linalg.yield %t41 : f32
  } -> tensor<33x1xf32>
  %e43 = tensor.empty() : tensor<33x1xf32>
  %g48 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g42 : tensor<33x1xf32>) outs(%e43 : tensor<33x1xf32>) {
  ^bb0(%a44: f32, %a45: f32):
    %t46 = arith.constant 1.00000000e-02 : f32
    %t47 = arith.addf %a44, %t46 : f32
    linalg.yield %t47 : f32
  } -> tensor<33x1xf32>
  %e49 = tensor.empty() : tensor<33x1xf32>
  %g53 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g48 : tensor<33x1xf32>) outs(%e49 : tensor<33x1xf32>) {
  ^bb0(%a50: f32, %a51: f32):
    %t52 = math.rsqrt %a50 : f32
    linalg.yield %t52 : f32
  } -> tensor<33x1xf32>
  %e54 = tensor.empty() : tensor<33x65xf32>
  %g57 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g53 : tensor<33x1xf32>) outs(%e54 : tensor<33x65xf32>) {
  ^bb0(%a55: f32, %a56: f32):
    linalg.yield %a55 : f32
  } -> tensor<33x65xf32>
  %e58 = tensor.empty() : tensor<33x65xf32>
  %g63 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g23, %g57 : tensor<33x65xf32>, tensor<33x65xf32>) outs(%e58 : tensor<33x65xf32>) {
  ^bb0(%a59: f32, %a60: f32, %a61: f32):
    %t62 = arith.mulf %a59, %a60 : f32
    linalg.yield %t62 : f32
  } -> tensor<33x65xf32>
  %e64 = tensor.empty() : tensor<33x65xf32>
  %g69 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g63, %arg1 : tensor<33x65xf32>, tensor<65xf32>) outs(%e64 : tensor<33x65xf32>) {
  ^bb0(%a65: f32, %a66: f32, %a67: f32):
    %t68 = arith.mulf %a65, %a66 : f32
    linalg.yield %t68 : f32
  } -> tensor<33x65xf32>
  %e70 = tensor.empty() : tensor<33x65xf32>
  %g75 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g69, %arg2 : tensor<33x65xf32>, tensor<65xf32>) outs(%e70 : tensor<33x65xf32>) {
  ^bb0(%a71: f32, %a72: f32, %a73: f32):
    %t74 = arith.addf %a71, %a72 : f32
    linalg.yield %t74 : f32
  } -> tensor<33x65xf32>
  return %g75 : tensor<33x65xf32>
}

// The same, with the ones left out by a reshape before each use, and dynamic sizes.
func.func @layer_norm_collapsed(%arg0: tensor<?x?x17xf32> {norm.input = "normal:0,1,140891@2x5x17"}, %arg1: tensor<17xf32> {norm.input = "normal:0,1,936710@17"}, %arg2: tensor<17xf32> {norm.input = "normal:0,1,799308@17"}) -> (tensor<?x?x17xf32>) {
  %t1 = arith.constant 0 : index
  %d2 = tensor.dim %arg0, %t1 : tensor<?x?x17xf32>
  %t3 = arith.constant 1 : index
  %d4 = tensor.dim %arg0, %t3 : tensor<?x?x17xf32>
  %e5 = tensor.empty(%d2, %d4) : tensor<?x?x1xf32>
  %t6 = arith.constant 0.00000000e+00 : f32
  %f7 = linalg.fill ins(%t6 : f32) outs(%e5 : tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
  %g11 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, 0)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%arg0 : tensor<?x?x17xf32>) outs(%f7 : tensor<?x?x1xf32>) {
  ^bb0(%a8: f32, %a9: f32):
    %t10 = arith.addf %a9, %a8 : f32
    linalg.yield %t10 : f32
  } -> tensor<?x?x1xf32>
  %t12 = arith.constant 0 : index
  %d13 = tensor.dim %g11, %t12 : tensor<?x?x1xf32>
  %t14 = arith.constant 1 : index
  %d15 = tensor.dim %g11, %t14 : tensor<?x?x1xf32>
  %e16 = tensor.empty(%d13, %d15) : tensor<?x?x1xf32>
  %g21 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g11 : tensor<?x?x1xf32>) outs(%e16 : tensor<?x?x1xf32>) {
  ^bb0(%a17: f32, %a18: f32):
    %t19 = arith.constant 1.70000000e+01 : f32
    %t20 = arith.divf %a17, %t19 : f32
    linalg.yield %t20 : f32
  } -> tensor<?x?x1xf32>
  %t22 = arith.constant 0 : index
  %d23 = tensor.dim %arg0, %t22 : tensor<?x?x17xf32>
  %t24 = arith.constant 1 : index
  %d25 = tensor.dim %arg0, %t24 : tensor<?x?x17xf32>
  %e26 = tensor.empty(%d23, %d25) : tensor<?x?x17xf32>
  %g29 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, 0)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g21 : tensor<?x?x1xf32>) outs(%e26 : tensor<?x?x17xf32>) {
  ^bb0(%a27: f32, %a28: f32):
    linalg.yield %a27 : f32
  } -> tensor<?x?x17xf32>
  %t30 = arith.constant 0 : index
  %d31 = tensor.dim %arg0, %t30 : tensor<?x?x17xf32>
  %t32 = arith.constant 1 : index
  %d33 = tensor.dim %arg0, %t32 : tensor<?x?x17xf32>
  %e34 = tensor.empty(%d31, %d33) : tensor<?x?x17xf32>
  %g39 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %g29 : tensor<?x?x17xf32>, tensor<?x?x17xf32>) outs(%e34 : tensor<?x?x17xf32>) {
  ^bb0(%a35: f32, %a36: f32, %a37: f32):
    %t38 = arith.subf %a35, %a36 : f32
    linalg.yield %t38 : f32
  } -> tensor<?x?x17xf32>
  %t40 = arith.constant 0 : index
  %d41 = tensor.dim %g39, %t40 : tensor<?x?x17xf32>
  %t42 = arith.constant 1 : index
  %d43 = tensor.dim %g39, %t42 : tensor<?x?x17xf32>
  %e44 = tensor.empty(%d41, %d43) : tensor<?x?x17xf32>
  %g49 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g39, %g39 : tensor<?x?x17xf32>, tensor<?x?x17xf32>) outs(%e44 : tensor<?x?x17xf32>) {
  ^bb0(%a45: f32, %a46: f32, %a47: f32):
    %t48 = arith.mulf %a45, %a46 : f32
    linalg.yield %t48 : f32
  } -> tensor<?x?x17xf32>
  %t50 = arith.constant 0 : index
  %d51 = tensor.dim %g49, %t50 : tensor<?x?x17xf32>
  %t52 = arith.constant 1 : index
  %d53 = tensor.dim %g49, %t52 : tensor<?x?x17xf32>
  %e54 = tensor.empty(%d51, %d53) : tensor<?x?x1xf32>
  %t55 = arith.constant 0.00000000e+00 : f32
  %f56 = linalg.fill ins(%t55 : f32) outs(%e54 : tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
  %g60 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, 0)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%g49 : tensor<?x?x17xf32>) outs(%f56 : tensor<?x?x1xf32>) {
  ^bb0(%a57: f32, %a58: f32):
    %t59 = arith.addf %a58, %a57 : f32
    linalg.yield %t59 : f32
  } -> tensor<?x?x1xf32>
  %t61 = arith.constant 0 : index
  %d62 = tensor.dim %g60, %t61 : tensor<?x?x1xf32>
  %t63 = arith.constant 1 : index
  %d64 = tensor.dim %g60, %t63 : tensor<?x?x1xf32>
  %e65 = tensor.empty(%d62, %d64) : tensor<?x?x1xf32>
  %g70 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g60 : tensor<?x?x1xf32>) outs(%e65 : tensor<?x?x1xf32>) {
  ^bb0(%a66: f32, %a67: f32):
    %t68 = arith.constant 1.70000000e+01 : f32
    %t69 = arith.divf %a66, %t68 : f32
    linalg.yield %t69 : f32
  } -> tensor<?x?x1xf32>
  %t71 = arith.constant 0 : index
  %d72 = tensor.dim %g70, %t71 : tensor<?x?x1xf32>
  %t73 = arith.constant 1 : index
  %d74 = tensor.dim %g70, %t73 : tensor<?x?x1xf32>
  %e75 = tensor.empty(%d72, %d74) : tensor<?x?x1xf32>
  %g80 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g70 : tensor<?x?x1xf32>) outs(%e75 : tensor<?x?x1xf32>) {
  ^bb0(%a76: f32, %a77: f32):
    %t78 = arith.constant 1.00000000e-02 : f32
    %t79 = arith.addf %a76, %t78 : f32
    linalg.yield %t79 : f32
  } -> tensor<?x?x1xf32>
  %t81 = arith.constant 0 : index
  %d82 = tensor.dim %g80, %t81 : tensor<?x?x1xf32>
  %t83 = arith.constant 1 : index
  %d84 = tensor.dim %g80, %t83 : tensor<?x?x1xf32>
  %e85 = tensor.empty(%d82, %d84) : tensor<?x?x1xf32>
  %g89 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g80 : tensor<?x?x1xf32>) outs(%e85 : tensor<?x?x1xf32>) {
  ^bb0(%a86: f32, %a87: f32):
    %t88 = math.rsqrt %a86 : f32
    linalg.yield %t88 : f32
  } -> tensor<?x?x1xf32>
  %t90 = arith.constant 0 : index
  %d91 = tensor.dim %g39, %t90 : tensor<?x?x17xf32>
  %t92 = arith.constant 1 : index
  %d93 = tensor.dim %g39, %t92 : tensor<?x?x17xf32>
  %e94 = tensor.empty(%d91, %d93) : tensor<?x?x17xf32>
  %g97 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, 0)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g89 : tensor<?x?x1xf32>) outs(%e94 : tensor<?x?x17xf32>) {
  ^bb0(%a95: f32, %a96: f32):
    linalg.yield %a95 : f32
  } -> tensor<?x?x17xf32>
  %t98 = arith.constant 0 : index
  %d99 = tensor.dim %g39, %t98 : tensor<?x?x17xf32>
  %t100 = arith.constant 1 : index
  %d101 = tensor.dim %g39, %t100 : tensor<?x?x17xf32>
  %e102 = tensor.empty(%d99, %d101) : tensor<?x?x17xf32>
  %g107 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g39, %g97 : tensor<?x?x17xf32>, tensor<?x?x17xf32>) outs(%e102 : tensor<?x?x17xf32>) {
  ^bb0(%a103: f32, %a104: f32, %a105: f32):
    %t106 = arith.mulf %a103, %a104 : f32
    linalg.yield %t106 : f32
  } -> tensor<?x?x17xf32>
  %t108 = arith.constant 0 : index
  %d109 = tensor.dim %g107, %t108 : tensor<?x?x17xf32>
  %t110 = arith.constant 1 : index
  %d111 = tensor.dim %g107, %t110 : tensor<?x?x17xf32>
  %e112 = tensor.empty(%d109, %d111) : tensor<?x?x17xf32>
  %g117 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g107, %arg1 : tensor<?x?x17xf32>, tensor<17xf32>) outs(%e112 : tensor<?x?x17xf32>) {
  ^bb0(%a113: f32, %a114: f32, %a115: f32):
    %t116 = arith.mulf %a113, %a114 : f32
    linalg.yield %t116 : f32
  } -> tensor<?x?x17xf32>
  %t118 = arith.constant 0 : index
  %d119 = tensor.dim %g117, %t118 : tensor<?x?x17xf32>
  %t120 = arith.constant 1 : index
  %d121 = tensor.dim %g117, %t120 : tensor<?x?x17xf32>
  %e122 = tensor.empty(%d119, %d121) : tensor<?x?x17xf32>
  %g127 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g117, %arg2 : tensor<?x?x17xf32>, tensor<17xf32>) outs(%e122 : tensor<?x?x17xf32>) {
  ^bb0(%a123: f32, %a124: f32, %a125: f32):
    %t126 = arith.addf %a123, %a124 : f32
    linalg.yield %t126 : f32
  } -> tensor<?x?x17xf32>
  return %g127 : tensor<?x?x17xf32>
}

func.func @layer_norm_dropped_axes(%arg0: tensor<?x?xf64> {norm.input = "normal:0,1,249523@5x31"}, %arg1: tensor<31xf64> {norm.input = "normal:0,1,577539@31"}) -> (tensor<?x?xf64>) {
  %t1 = arith.constant 0 : index
  %d2 = tensor.dim %arg0, %t1 : tensor<?x?xf64>
  %e3 = tensor.empty(%d2) : tensor<?xf64>
  %t4 = arith.constant 0.00000000e+00 : f64
  %f5 = linalg.fill ins(%t4 : f64) outs(%e3 : tensor<?xf64>) -> tensor<?xf64>
  %g9 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%arg0 : tensor<?x?xf64>) outs(%f5 : tensor<?xf64>) {
  ^bb0(%a6: f64, %a7: f64):
    %t8 = arith.addf %a6, %a7 : f64
    linalg.yield %t8 : f64
  } -> tensor<?xf64>
  %t10 = arith.constant 0 : index
  %d11 = tensor.dim %g9, %t10 : tensor<?xf64>
  %e12 = tensor.empty(%d11) : tensor<?xf64>
  %g17 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%g9 : tensor<?xf64>) outs(%e12 : tensor<?xf64>) {
  ^bb0(%a13: f64, %a14: f64):
    %t15 = arith.constant 3.10000000e+01 : f64
    %t16 = arith.divf %a13, %t15 : f64
    linalg.yield %t16 : f64
  } -> tensor<?xf64>
  %t18 = arith.constant 0 : index
  %d19 = tensor.dim %arg0, %t18 : tensor<?x?xf64>
  %t20 = arith.constant 1 : index
  %d21 = tensor.dim %arg0, %t20 : tensor<?x?xf64>
  %e22 = tensor.empty(%d19, %d21) : tensor<?x?xf64>
  %g27 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %g17 : tensor<?x?xf64>, tensor<?xf64>) outs(%e22 : tensor<?x?xf64>) {
  ^bb0(%a23: f64, %a24: f64, %a25: f64):
    %t26 = arith.subf %a23, %a24 : f64
    linalg.yield %t26 : f64
  } -> tensor<?x?xf64>
  %t28 = arith.constant 0 : index
  %d29 = tensor.dim %g27, %t28 : tensor<?x?xf64>
  %t30 = arith.constant 1 : index
  %d31 = tensor.dim %g27, %t30 : tensor<?x?xf64>
  %e32 = tensor.empty(%d29, %d31) : tensor<?x?xf64>
  %g37 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g27, %g27 : tensor<?x?xf64>, tensor<?x?xf64>) outs(%e32 : tensor<?x?xf64>) {
  ^bb0(%a33: f64, %a34: f64, %a35: f64):
    %t36 = arith.mulf %a33, %a34 : f64
    linalg.yield %t36 : f64
  } -> tensor<?x?xf64>
  %t38 = arith.constant 0 : index
  %d39 = tensor.dim %g37, %t38 : tensor<?x?xf64>
  %e40 = tensor.empty(%d39) : tensor<?xf64>
  %t41 = arith.constant 0.00000000e+00 : f64
  %f42 = linalg.fill ins(%t41 : f64) outs(%e40 : tensor<?xf64>) -> tensor<?xf64>
  %g46 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%g37 : tensor<?x?xf64>) outs(%f42 : tensor<?xf64>) {
  ^bb0(%a43: f64, %a44: f64):
    %t45 = arith.addf %a43, %a44 : f64
    linalg.yield %t45 : f64
  } -> tensor<?xf64>
  %t47 = arith.constant 0 : index
  %d48 = tensor.dim %g46, %t47 : tensor<?xf64>
  %e49 = tensor.empty(%d48) : tensor<?xf64>
  %g54 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%g46 : tensor<?xf64>) outs(%e49 : tensor<?xf64>) {
  ^bb0(%a50: f64, %a51: f64):
    %t52 = arith.constant 3.10000000e+01 : f64
    %t53 = arith.divf %a50, %t52 : f64
    linalg.yield %t53 : f64
  } -> tensor<?xf64>
  %t55 = arith.constant 0 : index
  %d56 = tensor.dim %g54, %t55 : tensor<?xf64>
  %e57 = tensor.empty(%d56) : tensor<?xf64>
  %g62 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%g54 : tensor<?xf64>) outs(%e57 : tensor<?xf64>) {
  ^bb0(%a58: f64, %a59: f64):
    %t60 = arith.constant 1.00000000e-02 : f64
    %t61 = arith.addf %a58, %t60 : f64
    linalg.yield %t61 : f64
  } -> tensor<?xf64>
  %t63 = arith.constant 0 : index
  %d64 = tensor.dim %g62, %t63 : tensor<?xf64>
  %e65 = tensor.empty(%d64) : tensor<?xf64>
  %g69 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%g62 : tensor<?xf64>) outs(%e65 : tensor<?xf64>) {
  ^bb0(%a66: f64, %a67: f64):
    %t68 = math.rsqrt %a66 : f64
    linalg.yield %t68 : f64
  } -> tensor<?xf64>
  %t70 = arith.constant 0 : index
  %d71 = tensor.dim %g27, %t70 : tensor<?x?xf64>
  %t72 = arith.constant 1 : index
  %d73 = tensor.dim %g27, %t72 : tensor<?x?xf64>
  %e74 = tensor.empty(%d71, %d73) : tensor<?x?xf64>
  %g79 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g27, %g69 : tensor<?x?xf64>, tensor<?xf64>) outs(%e74 : tensor<?x?xf64>) {
  ^bb0(%a75: f64, %a76: f64, %a77: f64):
    %t78 = arith.mulf %a75, %a76 : f64
    linalg.yield %t78 : f64
  } -> tensor<?x?xf64>
  %t80 = arith.constant 0 : index
  %d81 = tensor.dim %g79, %t80 : tensor<?x?xf64>
  %t82 = arith.constant 1 : index
  %d83 = tensor.dim %g79, %t82 : tensor<?x?xf64>
  %e84 = tensor.empty(%d81, %d83) : tensor<?x?xf64>
  %g89 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g79, %arg1 : tensor<?x?xf64>, tensor<31xf64>) outs(%e84 : tensor<?x?xf64>) {
  ^bb0(%a85: f64, %a86: f64, %a87: f64):
    %t88 = arith.mulf %a85, %a86 : f64
    linalg.yield %t88 : f64
  } -> tensor<?x?xf64>
  return %g89 : tensor<?x?xf64>
}

// The gradients of the input and of the scale.
func.func @gradient(%arg0: tensor<16x33xf32> {norm.input = "normal:0,1,249523@16x33"}, %arg1: tensor<16x33xf32> {norm.input = "normal:0,1,960437@16x33"}) -> (tensor<16x33xf32>, tensor<33xf32>) {
  %e1 = tensor.empty() : tensor<16xf32>
  %t2 = arith.constant 0.00000000e+00 : f32
  %f3 = linalg.fill ins(%t2 : f32) outs(%e1 : tensor<16xf32>) -> tensor<16xf32>
  %g7 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%arg0 : tensor<16x33xf32>) outs(%f3 : tensor<16xf32>) {
  ^bb0(%a4: f32, %a5: f32):
    %t6 = arith.addf %a5, %a4 : f32
    linalg.yield %t6 : f32
  } -> tensor<16xf32>
  %e8 = tensor.empty() : tensor<16xf32>
  %g13 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%g7 : tensor<16xf32>) outs(%e8 : tensor<16xf32>) {
  ^bb0(%a9: f32, %a10: f32):
    %t11 = arith.constant 3.30000000e+01 : f32
    %t12 = arith.divf %a9, %t11 : f32
    linalg.yield %t12 : f32
  } -> tensor<16xf32>
  %e14 = tensor.empty() : tensor<16x33xf32>
  %g19 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %g13 : tensor<16x33xf32>, tensor<16xf32>) outs(%e14 : tensor<16x33xf32>) {
  ^bb0(%a15: f32, %a16: f32, %a17: f32):
    %t18 = arith.subf %a15, %a16 : f32
    linalg.yield %t18 : f32
  } -> tensor<16x33xf32>
  %e20 = tensor.empty() : tensor<16xf32>
  %t21 = arith.constant 0.00000000e+00 : f32
  %f22 = linalg.fill ins(%t21 : f32) outs(%e20 : tensor<16xf32>) -> tensor<16xf32>
  %g27 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%g19 : tensor<16x33xf32>) outs(%f22 : tensor<16xf32>) {
  ^bb0(%a23: f32, %a24: f32):
    %t25 = arith.mulf %a23, %a23 : f32
    %t26 = arith.addf %a24, %t25 : f32
    linalg.yield %t26 : f32
  } -> tensor<16xf32>
  %e28 = tensor.empty() : tensor<16xf32>
  %g33 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%g27 : tensor<16xf32>) outs(%e28 : tensor<16xf32>) {
  ^bb0(%a29: f32, %a30: f32):
    %t31 = arith.constant 3.30000000e+01 : f32
    %t32 = arith.divf %a29, %t31 : f32
    linalg.yield %t32 : f32
  } -> tensor<16xf32>
  %e34 = tensor.empty() : tensor<16xf32>
  %g39 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%g33 : tensor<16xf32>) outs(%e34 : tensor<16xf32>) {
  ^bb0(%a35: f32, %a36: f32):
    %t37 = arith.constant 1.00000000e-01 : f32
    %t38 = arith.addf %a35, %t37 : f32
    linalg.yield %t38 : f32
  } -> tensor<16xf32>
  %e40 = tensor.empty() : tensor<16xf32>
  %g44 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%g39 : tensor<16xf32>) outs(%e40 : tensor<16xf32>) {
  ^bb0(%a41: f32, %a42: f32):
    %t43 = math.rsqrt %a41 : f32
    linalg.yield %t43 : f32
  } -> tensor<16xf32>
  %e45 = tensor.empty() : tensor<16x33xf32>
  %g50 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g19, %g44 : tensor<16x33xf32>, tensor<16xf32>) outs(%e45 : tensor<16x33xf32>) {
  ^bb0(%a46: f32, %a47: f32, %a48: f32):
    %t49 = arith.mulf %a46, %a47 : f32
    linalg.yield %t49 : f32
  } -> tensor<16x33xf32>
  %e51 = tensor.empty() : tensor<16x33xf32>
  %g56 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg1, %g50 : tensor<16x33xf32>, tensor<16x33xf32>) outs(%e51 : tensor<16x33xf32>) {
  ^bb0(%a52: f32, %a53: f32, %a54: f32):
    %t55 = arith.mulf %a52, %a53 : f32
    linalg.yield %t55 : f32
  } -> tensor<16x33xf32>
  %e57 = tensor.empty() : tensor<33xf32>
  %t58 = arith.constant 0.00000000e+00 : f32
  %f59 = linalg.fill ins(%t58 : f32) outs(%e57 : tensor<33xf32>) -> tensor<33xf32>
  %g63 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>], iterator_types = ["reduction", "parallel"]} ins(%g56 : tensor<16x33xf32>) outs(%f59 : tensor<33xf32>) {
  ^bb0(%a60: f32, %a61: f32):
    %t62 = arith.addf %a60, %a61 : f32
    linalg.yield %t62 : f32
  } -> tensor<33xf32>
  %e64 = tensor.empty() : tensor<16xf32>
  %t65 = arith.constant 0.00000000e+00 : f32
  %f66 = linalg.fill ins(%t65 : f32) outs(%e64 : tensor<16xf32>) -> tensor<16xf32>
  %g70 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%g56 : tensor<16x33xf32>) outs(%f66 : tensor<16xf32>) {
  ^bb0(%a67: f32, %a68: f32):
    %t69 = arith.addf %a68, %a67 : f32
    linalg.yield %t69 : f32
  } -> tensor<16xf32>
  %e71 = tensor.empty() : tensor<16xf32>
  %g76 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%g70 : tensor<16xf32>) outs(%e71 : tensor<16xf32>) {
  ^bb0(%a72: f32, %a73: f32):
    %t74 = arith.constant 3.30000000e+01 : f32
    %t75 = arith.divf %a72, %t74 : f32
    linalg.yield %t75 : f32
  } -> tensor<16xf32>
  %e77 = tensor.empty() : tensor<16xf32>
  %t78 = arith.constant 0.00000000e+00 : f32
  %f79 = linalg.fill ins(%t78 : f32) outs(%e77 : tensor<16xf32>) -> tensor<16xf32>
  %g83 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%arg1 : tensor<16x33xf32>) outs(%f79 : tensor<16xf32>) {
  ^bb0(%a80: f32, %a81: f32):
    %t82 = arith.addf %a81, %a80 : f32
    linalg.yield %t82 : f32
  } -> tensor<16xf32>
  %e84 = tensor.empty() : tensor<16xf32>
  %g89 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%g83 : tensor<16xf32>) outs(%e84 : tensor<16xf32>) {
  ^bb0(%a85: f32, %a86: f32):
    %t87 = arith.constant 3.30000000e+01 : f32
    %t88 = arith.divf %a85, %t87 : f32
    linalg.yield %t88 : f32
  } -> tensor<16xf32>
  %e90 = tensor.empty() : tensor<16x33xf32>
  %g95 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g50, %g76 : tensor<16x33xf32>, tensor<16xf32>) outs(%e90 : tensor<16x33xf32>) {
  ^bb0(%a91: f32, %a92: f32, %a93: f32):
    %t94 = arith.mulf %a91, %a92 : f32
    linalg.yield %t94 : f32
  } -> tensor<16x33xf32>
  %e96 = tensor.empty() : tensor<16x33xf32>
  %g101 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg1, %g95 : tensor<16x33xf32>, tensor<16x33xf32>) outs(%e96 : tensor<16x33xf32>) {
  ^bb0(%a97: f32, %a98: f32, %a99: f32):
    %t100 = arith.subf %a97, %a98 : f32
    linalg.yield %t100 : f32
  } -> tensor<16x33xf32>
  %e102 = tensor.empty() : tensor<16x33xf32>
  %g107 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g101, %g89 : tensor<16x33xf32>, tensor<16xf32>) outs(%e102 : tensor<16x33xf32>) {
  ^bb0(%a103: f32, %a104: f32, %a105: f32):
    %t106 = arith.subf %a103, %a104 : f32
    linalg.yield %t106 : f32
  } -> tensor<16x33xf32>
  %e108 = tensor.empty() : tensor<16x33xf32>
  %g113 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g107, %g44 : tensor<16x33xf32>, tensor<16xf32>) outs(%e108 : tensor<16x33xf32>) {
  ^bb0(%a109: f32, %a110: f32, %a111: f32):
    %t112 = arith.mulf %a109, %a110 : f32
    linalg.yield %t112 : f32
  } -> tensor<16x33xf32>
  return %g113, %g63 : tensor<16x33xf32>, tensor<33xf32>
}
