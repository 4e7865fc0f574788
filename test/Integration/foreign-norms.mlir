// Norms of groups and channels, softmax and a 2-norm as front ends write them, ops of one number each.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}5 passed, 0 failed

// One axis split in two ways: 2, 12, 5 x 7 as rows of groups, and the channels of the scale.
func.func @group_norm(%arg0: tensor<2x12x5x7xf32> {norm.input = "normal:0,1,40424@2x12x5x7"}, %arg1: tensor<12xf32> {norm.input = "normal:0,1,627895@12"}) -> (tensor<2x12x5x7xf32>) {
  %v1 = tensor.collapse_shape %arg0 [[0, 1, 2, 3]] : tensor<2x12x5x7xf32> into tensor<840xf32>
  %v2 = tensor.expand_shape %v1 [[0, 1]] output_shape [8, 105] : tensor<840xf32> into tensor<8x105xf32>
  %e3 = tensor.empty() : tensor<8x1xf32>
  %t4 = arith.constant 0.00000000e+00 : f32
  %f5 = linalg.fill ins(%t4 : f32) outs(%e3 : tensor<8x1xf32>) -> tensor<8x1xf32>
  %g9 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>], iterator_types = ["parallel", "reduction"]} ins(%v2 : tensor<8x105xf32>) outs(%f5 : tensor<8x1xf32>) {
  ^bb0(%a6: f32, %a7: f32):
    %t8 = arith.addf %a7, %a6 : f32
    linalg.yield %t8 : f32
  } -> tensor<8x1xf32>
  %e10 = tensor.empty() : tensor<8x1xf32>
  %g15 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g9 : tensor<8x1xf32>) outs(%e10 : tensor<8x1xf32>) {
  ^bb0(%a11: f32, %a12: f32):
    %t13 = arith.constant 1.05000000e+02 : f32
    %t14 = arith.divf %a11, %t13 : f32
    linalg.yield %t14 : f32
  } -> tensor<8x1xf32>
  %e16 = tensor.empty() : tensor<8x105xf32>
  %g21 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%v2, %g15 : tensor<8x105xf32>, tensor<8x1xf32>) outs(%e16 : tensor<8x105xf32>) {
  ^bb0(%a17: f32, %a18: f32, %a19: f32):
    %t20 = arith.subf %a17, %a18 : f32
    linalg.yield %t20 : f32
  } -> tensor<8x105xf32>
  %e22 = tensor.empty() : tensor<8x1xf32>
  %t23 = arith.constant 0.00000000e+00 : f32
  %f24 = linalg.fill ins(%t23 : f32) outs(%e22 : tensor<8x1xf32>) -> tensor<8x1xf32>
  %g29 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>], iterator_types = ["parallel", "reduction"]} ins(%g21 : tensor<8x105xf32>) outs(%f24 : tensor<8x1xf32>) {
  ^bb0(%a25: f32, %a26: f32):
    %t27 = arith.mulf %a25, %a25 : f32
    %t28 = arith.addf %t27, %a26 : f32
    linalg.yield %t28 : f32
  } -> tensor<8x1xf32>
  %e30 = tensor.empty() : tensor<8x1xf32>
  %g35 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g29 : tensor<8x1xf32>) outs(%e30 : tensor<8x1xf32>) {
  ^bb0(%a31: f32, %a32: f32):
    %t33 = arith.constant 1.05000000e+02 : f32
    %t34 = arith.divf %a31, %t33 : f32
    linalg.yield %t34 : f32
  } -> tensor<8x1xf32>
  %e36 = tensor.empty() : tensor<8x1xf32>
  %g41 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g35 : tensor<8x1xf32>) outs(%e36 : tensor<8x1xf32>) {
  ^bb0(%a37: f32, %a38: f32):
    %t39 = arith.constant 1.00000000e-02 : f32
    %t40 = arith.addf %a37, %t39 : f32
    linalg.yield %t40 : f32
  } -> tensor<8x1xf32>
  %e42 = tensor.empty() : tensor<8x1xf32>
  %g46 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g41 : tensor<8x1xf32>) outs(%e42 : tensor<8x1xf32>) {
  ^bb0(%a43: f32, %a44: f32):
    %t45 = math.rsqrt %a43 : f32
    linalg.yield %t45 : f32
  } -> tensor<8x1xf32>
  %e47 = tensor.empty() : tensor<8x105xf32>
  %g52 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g21, %g46 : tensor<8x105xf32>, tensor<8x1xf32>) outs(%e47 : tensor<8x105xf32>) {
  ^bb0(%a48: f32, %a49: f32, %a50: f32):
    %t51 = arith.mulf %a48, %a49 : f32
    linalg.yield %t51 : f32
  } -> tensor<8x105xf32>
  %v53 = tensor.collapse_shape %g52 [[0, 1]] : tensor<8x105xf32> into tensor<840xf32>
  %v54 = tensor.expand_shape %v53 [[0, 1, 2, 3]] output_shape [2, 12, 5, 7] : tensor<840xf32> into tensor<2x12x5x7xf32>
  %e55 = tensor.empty() : tensor<2x12x5x7xf32>
  %g60 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d1)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%v54, %arg1 : tensor<2x12x5x7xf32>, tensor<12xf32>) outs(%e55 : tensor<2x12x5x7xf32>) {
  ^bb0(%a56: f32, %a57: f32, %a58: f32):
    %t59 = arith.mulf %a56, %a57 : f32
    linalg.yield %t59 : f32
  } -> tensor<2x12x5x7xf32>
  return %g60 : tensor<2x12x5x7xf32>
}

func.func @group_norm_dynamic(%arg0: tensor<?x4x15xf32> {norm.input = "normal:0,1,831877@3x4x15"}, %arg1: tensor<4xf32> {norm.input = "normal:0,1,796635@4"}) -> (tensor<?x4x15xf32>) {
  %v1 = tensor.collapse_shape %arg0 [[0, 1, 2]] : tensor<?x4x15xf32> into tensor<?xf32>
  %t2 = arith.constant 0 : index
  %d3 = tensor.dim %v1, %t2 : tensor<?xf32>
  %t4 = arith.constant 30 : index
  %d5 = arith.divui %d3, %t4 : index
  %v6 = tensor.expand_shape %v1 [[0, 1]] output_shape [%d5, 30] : tensor<?xf32> into tensor<?x30xf32>
  %t7 = arith.constant 0 : index
  %d8 = tensor.dim %v6, %t7 : tensor<?x30xf32>
  %e9 = tensor.empty(%d8) : tensor<?x1xf32>
  %t10 = arith.constant 0.00000000e+00 : f32
  %f11 = linalg.fill ins(%t10 : f32) outs(%e9 : tensor<?x1xf32>) -> tensor<?x1xf32>
  %g15 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>], iterator_types = ["parallel", "reduction"]} ins(%v6 : tensor<?x30xf32>) outs(%f11 : tensor<?x1xf32>) {
  ^bb0(%a12: f32, %a13: f32):
    %t14 = arith.addf %a13, %a12 : f32
    linalg.yield %t14 : f32
  } -> tensor<?x1xf32>
  %t16 = arith.constant 0 : index
  %d17 = tensor.dim %g15, %t16 : tensor<?x1xf32>
  %e18 = tensor.empty(%d17) : tensor<?x1xf32>
  %g23 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g15 : tensor<?x1xf32>) outs(%e18 : tensor<?x1xf32>) {
  ^bb0(%a19: f32, %a20: f32):
    %t21 = arith.constant 3.00000000e+01 : f32
    %t22 = arith.divf %a19, %t21 : f32
    linalg.yield %t22 : f32
  } -> tensor<?x1xf32>
  %t24 = arith.constant 0 : index
  %d25 = tensor.dim %v6, %t24 : tensor<?x30xf32>
  %e26 = tensor.empty(%d25) : tensor<?x30xf32>
  %g31 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%v6, %g23 : tensor<?x30xf32>, tensor<?x1xf32>) outs(%e26 : tensor<?x30xf32>) {
  ^bb0(%a27: f32, %a28: f32, %a29: f32):
    %t30 = arith.subf %a27, %a28 : f32
    linalg.yield %t30 : f32
  } -> tensor<?x30xf32>
  %t32 = arith.constant 0 : index
  %d33 = tensor.dim %g31, %t32 : tensor<?x30xf32>
  %e34 = tensor.empty(%d33) : tensor<?x1xf32>
  %t35 = arith.constant 0.00000000e+00 : f32
  %f36 = linalg.fill ins(%t35 : f32) outs(%e34 : tensor<?x1xf32>) -> tensor<?x1xf32>
  %g41 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>], iterator_types = ["parallel", "reduction"]} ins(%g31 : tensor<?x30xf32>) outs(%f36 : tensor<?x1xf32>) {
  ^bb0(%a37: f32, %a38: f32):
    %t39 = arith.mulf %a37, %a37 : f32
    %t40 = arith.addf %a38, %t39 : f32
    linalg.yield %t40 : f32
  } -> tensor<?x1xf32>
  %t42 = arith.constant 0 : index
  %d43 = tensor.dim %g41, %t42 : tensor<?x1xf32>
  %e44 = tensor.empty(%d43) : tensor<?x1xf32>
  %g49 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g41 : tensor<?x1xf32>) outs(%e44 : tensor<?x1xf32>) {
  ^bb0(%a45: f32, %a46: f32):
    %t47 = arith.constant 3.00000000e+01 : f32
    %t48 = arith.divf %a45, %t47 : f32
    linalg.yield %t48 : f32
  } -> tensor<?x1xf32>
  %t50 = arith.constant 0 : index
  %d51 = tensor.dim %g49, %t50 : tensor<?x1xf32>
  %e52 = tensor.empty(%d51) : tensor<?x1xf32>
  %g57 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g49 : tensor<?x1xf32>) outs(%e52 : tensor<?x1xf32>) {
  ^bb0(%a53: f32, %a54: f32):
    %t55 = arith.constant 1.00000000e-02 : f32
    %t56 = arith.addf %a53, %t55 : f32
    linalg.yield %t56 : f32
  } -> tensor<?x1xf32>
  %t58 = arith.constant 0 : index
  %d59 = tensor.dim %g57, %t58 : tensor<?x1xf32>
  %e60 = tensor.empty(%d59) : tensor<?x1xf32>
  %g64 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g57 : tensor<?x1xf32>) outs(%e60 : tensor<?x1xf32>) {
  ^bb0(%a61: f32, %a62: f32):
    %t63 = math.rsqrt %a61 : f32
    linalg.yield %t63 : f32
  } -> tensor<?x1xf32>
  %t65 = arith.constant 0 : index
  %d66 = tensor.dim %g31, %t65 : tensor<?x30xf32>
  %e67 = tensor.empty(%d66) : tensor<?x30xf32>
  %g72 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g31, %g64 : tensor<?x30xf32>, tensor<?x1xf32>) outs(%e67 : tensor<?x30xf32>) {
  ^bb0(%a68: f32, %a69: f32, %a70: f32):
    %t71 = arith.mulf %a68, %a69 : f32
    linalg.yield %t71 : f32
  } -> tensor<?x30xf32>
  %v73 = tensor.collapse_shape %g72 [[0, 1]] : tensor<?x30xf32> into tensor<?xf32>
  %t74 = arith.constant 0 : index
  %d75 = tensor.dim %v73, %t74 : tensor<?xf32>
  %t76 = arith.constant 60 : index
  %d77 = arith.divui %d75, %t76 : index
  %v78 = tensor.expand_shape %v73 [[0, 1, 2]] output_shape [%d77, 4, 15] : tensor<?xf32> into tensor<?x4x15xf32>
  %t79 = arith.constant 0 : index
  %d80 = tensor.dim %v78, %t79 : tensor<?x4x15xf32>
  %e81 = tensor.empty(%d80) : tensor<?x4x15xf32>
  %g86 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d1)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%v78, %arg1 : tensor<?x4x15xf32>, tensor<4xf32>) outs(%e81 : tensor<?x4x15xf32>) {
  ^bb0(%a82: f32, %a83: f32, %a84: f32):
    %t85 = arith.mulf %a82, %a83 : f32
    linalg.yield %t85 : f32
  } -> tensor<?x4x15xf32>
  return %g86 : tensor<?x4x15xf32>
}

// E[x^2] - E[x]^2 with math.fpowi.
func.func @mean_variance(%arg0: tensor<2x3x5x7xf32> {norm.input = "normal:0,1,885440@2x3x5x7"}) -> (tensor<2x3x5x7xf32>) {
  %e1 = tensor.empty() : tensor<1x3x1x1xf32>
  %t2 = arith.constant 0.00000000e+00 : f32
  %f3 = linalg.fill ins(%t2 : f32) outs(%e1 : tensor<1x3x1x1xf32>) -> tensor<1x3x1x1xf32>
  %g7 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%arg0 : tensor<2x3x5x7xf32>) outs(%f3 : tensor<1x3x1x1xf32>) {
  ^bb0(%a4: f32, %a5: f32):
    %t6 = arith.addf %a5, %a4 : f32
    linalg.yield %t6 : f32
  } -> tensor<1x3x1x1xf32>
  %e8 = tensor.empty() : tensor<1x3x1x1xf32>
  %g13 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%g7 : tensor<1x3x1x1xf32>) outs(%e8 : tensor<1x3x1x1xf32>) {
  ^bb0(%a9: f32, %a10: f32):
    %t11 = arith.constant 7.00000000e+01 : f32
    %t12 = arith.divf %a9, %t11 : f32
    linalg.yield %t12 : f32
  } -> tensor<1x3x1x1xf32>
  %e14 = tensor.empty() : tensor<2x3x5x7xf32>
  %g19 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 : tensor<2x3x5x7xf32>) outs(%e14 : tensor<2x3x5x7xf32>) {
  ^bb0(%a15: f32, %a16: f32):
    %t17 = arith.constant 2 : i64
    %t18 = math.fpowi %a15, %t17 : f32, i64
    linalg.yield %t18 : f32
  } -> tensor<2x3x5x7xf32>
  %e20 = tensor.empty() : tensor<1x3x1x1xf32>
  %t21 = arith.constant 0.00000000e+00 : f32
  %f22 = linalg.fill ins(%t21 : f32) outs(%e20 : tensor<1x3x1x1xf32>) -> tensor<1x3x1x1xf32>
  %g26 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>], iterator_types = ["reduction", "parallel", "reduction", "reduction"]} ins(%g19 : tensor<2x3x5x7xf32>) outs(%f22 : tensor<1x3x1x1xf32>) {
  ^bb0(%a23: f32, %a24: f32):
    %t25 = arith.addf %a23, %a24 : f32
    linalg.yield %t25 : f32
  } -> tensor<1x3x1x1xf32>
  %e27 = tensor.empty() : tensor<1x3x1x1xf32>
  %g32 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%g26 : tensor<1x3x1x1xf32>) outs(%e27 : tensor<1x3x1x1xf32>) {
  ^bb0(%a28: f32, %a29: f32):
    %t30 = arith.constant 7.00000000e+01 : f32
    %t31 = arith.divf %a28, %t30 : f32
    linalg.yield %t31 : f32
  } -> tensor<1x3x1x1xf32>
  %e33 = tensor.empty() : tensor<1x3x1x1xf32>
  %g38 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%g13 : tensor<1x3x1x1xf32>) outs(%e33 : tensor<1x3x1x1xf32>) {
  ^bb0(%a34: f32, %a35: f32):
    %t36 = arith.constant 2 : i64
    %t37 = math.fpowi %a34, %t36 : f32, i64
    linalg.yield %t37 : f32
  } -> tensor<1x3x1x1xf32>
  %e39 = tensor.empty() : tensor<1x3x1x1xf32>
  %g44 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%g32, %g38 : tensor<1x3x1x1xf32>, tensor<1x3x1x1xf32>) outs(%e39 : tensor<1x3x1x1xf32>) {
  ^bb0(%a40: f32, %a41: f32, %a42: f32):
    %t43 = arith.subf %a40, %a41 : f32
    linalg.yield %t43 : f32
  } -> tensor<1x3x1x1xf32>
  %e45 = tensor.empty() : tensor<1x3x1x1xf32>
  %g50 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%g44 : tensor<1x3x1x1xf32>) outs(%e45 : tensor<1x3x1x1xf32>) {
  ^bb0(%a46: f32, %a47: f32):
    %t48 = arith.constant 2.50000000e-01 : f32
    %t49 = arith.addf %a46, %t48 : f32
    linalg.yield %t49 : f32
  } -> tensor<1x3x1x1xf32>
  %e51 = tensor.empty() : tensor<1x3x1x1xf32>
  %g55 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%g50 : tensor<1x3x1x1xf32>) outs(%e51 : tensor<1x3x1x1xf32>) {
  ^bb0(%a52: f32, %a53: f32):
    %t54 = math.sqrt %a52 : f32
    linalg.yield %t54 : f32
  } -> tensor<1x3x1x1xf32>
  %e56 = tensor.empty() : tensor<2x3x5x7xf32>
  %g61 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %g13 : tensor<2x3x5x7xf32>, tensor<1x3x1x1xf32>) outs(%e56 : tensor<2x3x5x7xf32>) {
  ^bb0(%a57: f32, %a58: f32, %a59: f32):
    %t60 = arith.subf %a57, %a58 : f32
    linalg.yield %t60 : f32
  } -> tensor<2x3x5x7xf32>
  %e62 = tensor.empty() : tensor<2x3x5x7xf32>
  %g67 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%g61, %g55 : tensor<2x3x5x7xf32>, tensor<1x3x1x1xf32>) outs(%e62 : tensor<2x3x5x7xf32>) {
  ^bb0(%a63: f32, %a64: f32, %a65: f32):
    %t66 = arith.divf %a63, %a64 : f32
    linalg.yield %t66 : f32
  } -> tensor<2x3x5x7xf32>
  return %g67 : tensor<2x3x5x7xf32>
}

func.func @softmax(%arg0: tensor<?x?xf32> {norm.input = "normal:0,1,885440@4x33"}) -> (tensor<?x?xf32>) {
  %t1 = arith.constant 0 : index
  %d2 = tensor.dim %arg0, %t1 : tensor<?x?xf32>
  %e3 = tensor.empty(%d2) : tensor<?x1xf32>
  %t4 = arith.constant -1.00000000e+04 : f32
  %f5 = linalg.fill ins(%t4 : f32) outs(%e3 : tensor<?x1xf32>) -> tensor<?x1xf32>
  %g9 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>], iterator_types = ["parallel", "reduction"]} ins(%arg0 : tensor<?x?xf32>) outs(%f5 : tensor<?x1xf32>) {
  ^bb0(%a6: f32, %a7: f32):
    %t8 = arith.maximumf %a6, %a7 : f32
    linalg.yield %t8 : f32
  } -> tensor<?x1xf32>
  %t10 = arith.constant 0 : index
  %d11 = tensor.dim %arg0, %t10 : tensor<?x?xf32>
  %t12 = arith.constant 1 : index
  %d13 = tensor.dim %arg0, %t12 : tensor<?x?xf32>
  %e14 = tensor.empty(%d11, %d13) : tensor<?x?xf32>
  %g19 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%arg0, %g9 : tensor<?x?xf32>, tensor<?x1xf32>) outs(%e14 : tensor<?x?xf32>) {
  ^bb0(%a15: f32, %a16: f32, %a17: f32):
    %t18 = arith.subf %a15, %a16 : f32
    linalg.yield %t18 : f32
  } -> tensor<?x?xf32>
  %t20 = arith.constant 0 : index
  %d21 = tensor.dim %g19, %t20 : tensor<?x?xf32>
  %t22 = arith.constant 1 : index
  %d23 = tensor.dim %g19, %t22 : tensor<?x?xf32>
  %e24 = tensor.empty(%d21, %d23) : tensor<?x?xf32>
  %g28 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g19 : tensor<?x?xf32>) outs(%e24 : tensor<?x?xf32>) {
  ^bb0(%a25: f32, %a26: f32):
    %t27 = math.exp %a25 : f32
    linalg.yield %t27 : f32
  } -> tensor<?x?xf32>
  %t29 = arith.constant 0 : index
  %d30 = tensor.dim %g28, %t29 : tensor<?x?xf32>
  %e31 = tensor.empty(%d30) : tensor<?x1xf32>
  %t32 = arith.constant 0.00000000e+00 : f32
  %f33 = linalg.fill ins(%t32 : f32) outs(%e31 : tensor<?x1xf32>) -> tensor<?x1xf32>
  %g37 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>], iterator_types = ["parallel", "reduction"]} ins(%g28 : tensor<?x?xf32>) outs(%f33 : tensor<?x1xf32>) {
  ^bb0(%a34: f32, %a35: f32):
    %t36 = arith.addf %a35, %a34 : f32
    linalg.yield %t36 : f32
  } -> tensor<?x1xf32>
  %t38 = arith.constant 0 : index
  %d39 = tensor.dim %g28, %t38 : tensor<?x?xf32>
  %t40 = arith.constant 1 : index
  %d41 = tensor.dim %g28, %t40 : tensor<?x?xf32>
  %e42 = tensor.empty(%d39, %d41) : tensor<?x?xf32>
  %g47 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%g28, %g37 : tensor<?x?xf32>, tensor<?x1xf32>) outs(%e42 : tensor<?x?xf32>) {
  ^bb0(%a43: f32, %a44: f32, %a45: f32):
    %t46 = arith.divf %a43, %a44 : f32
    linalg.yield %t46 : f32
  } -> tensor<?x?xf32>
  return %g47 : tensor<?x?xf32>
}

func.func @l2_normalize(%arg0: tensor<3x4x33xbf16> {norm.input = "normal:0,1,831877@3x4x33"}) -> (tensor<3x4x33xbf16>) {
  %e1 = tensor.empty() : tensor<3x1x33xbf16>
  %t2 = arith.constant 0.00000000e+00 : bf16
  %f3 = linalg.fill ins(%t2 : bf16) outs(%e1 : tensor<3x1x33xbf16>) -> tensor<3x1x33xbf16>
  %g8 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, 0, d2)>], iterator_types = ["parallel", "reduction", "parallel"]} ins(%arg0 : tensor<3x4x33xbf16>) outs(%f3 : tensor<3x1x33xbf16>) {
  ^bb0(%a4: bf16, %a5: bf16):
    %t6 = arith.mulf %a4, %a4 : bf16
    %t7 = arith.addf %a5, %t6 : bf16
    linalg.yield %t7 : bf16
  } -> tensor<3x1x33xbf16>
  %e9 = tensor.empty() : tensor<3x1x33xbf16>
  %g14 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g8 : tensor<3x1x33xbf16>) outs(%e9 : tensor<3x1x33xbf16>) {
  ^bb0(%a10: bf16, %a11: bf16):
    %t12 = arith.constant 1.00000000e-02 : bf16
    %t13 = arith.maximumf %a10, %t12 : bf16
    linalg.yield %t13 : bf16
  } -> tensor<3x1x33xbf16>
  %e15 = tensor.empty() : tensor<3x1x33xbf16>
  %g19 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g14 : tensor<3x1x33xbf16>) outs(%e15 : tensor<3x1x33xbf16>) {
  ^bb0(%a16: bf16, %a17: bf16):
    %t18 = math.sqrt %a16 : bf16
    linalg.yield %t18 : bf16
  } -> tensor<3x1x33xbf16>
  %e20 = tensor.empty() : tensor<3x4x33xbf16>
  %g25 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, 0, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %g19 : tensor<3x4x33xbf16>, tensor<3x1x33xbf16>) outs(%e20 : tensor<3x4x33xbf16>) {
  ^bb0(%a21: bf16, %a22: bf16, %a23: bf16):
    %t24 = arith.divf %a21, %a22 : bf16
    linalg.yield %t24 : bf16
  } -> tensor<3x4x33xbf16>
  return %g25 : tensor<3x4x33xbf16>
}
