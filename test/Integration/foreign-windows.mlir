// Local response normalization in the spellings of front ends: where its window comes from.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}3 passed, 0 failed

// A window as a map with a sum, as slices added up, and as pooling.
func.func @response_generic(%arg0: tensor<2x9x7xf32> {norm.input = "normal:0,1,575347@2x9x7"}) -> (tensor<2x9x7xf32>) {
  %e1 = tensor.empty() : tensor<2x9x7xf32>
  %g6 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %arg0 : tensor<2x9x7xf32>, tensor<2x9x7xf32>) outs(%e1 : tensor<2x9x7xf32>) {
  ^bb0(%a2: f32, %a3: f32, %a4: f32):
    %t5 = arith.mulf %a2, %a3 : f32
    linalg.yield %t5 : f32
  } -> tensor<2x9x7xf32>
  %t7 = arith.constant 0.00000000e+00 : f32
  %v8 = tensor.pad %g6 low[0, 2, 0] high[0, 2, 0] {
  ^bb0(%i9: index, %i10: index, %i11: index):
    tensor.yield %t7 : f32
  } : tensor<2x9x7xf32> to tensor<2x13x7xf32>
  %e12 = tensor.empty() : tensor<5xf32>
  %e13 = tensor.empty() : tensor<2x9x7xf32>
  %t14 = arith.constant 0.00000000e+00 : f32
  %f15 = linalg.fill ins(%t14 : f32) outs(%e13 : tensor<2x9x7xf32>) -> tensor<2x9x7xf32>
  %g20 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1 + d3, d2)>, affine_map<(d0, d1, d2, d3) -> (d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%v8, %e12 : tensor<2x13x7xf32>, tensor<5xf32>) outs(%f15 : tensor<2x9x7xf32>) {
  ^bb0(%a16: f32, %a17: f32, %a18: f32):
    %t19 = arith.addf %a18, %a16 : f32
    linalg.yield %t19 : f32
  } -> tensor<2x9x7xf32>
  %e21 = tensor.empty() : tensor<2x9x7xf32>
  %g26 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g20 : tensor<2x9x7xf32>) outs(%e21 : tensor<2x9x7xf32>) {
  ^bb0(%a22: f32, %a23: f32):
    %t24 = arith.constant 5.00000000e-02 : f32
    %t25 = arith.mulf %a22, %t24 : f32
    linalg.yield %t25 : f32
  } -> tensor<2x9x7xf32>
  %e27 = tensor.empty() : tensor<2x9x7xf32>
  %g32 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g26 : tensor<2x9x7xf32>) outs(%e27 : tensor<2x9x7xf32>) {
  ^bb0(%a28: f32, %a29: f32):
    %t30 = arith.constant 1.00000000e+00 : f32
    %t31 = arith.addf %a28, %t30 : f32
    linalg.yield %t31 : f32
  } -> tensor<2x9x7xf32>
  %e33 = tensor.empty() : tensor<2x9x7xf32>
  %g38 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g32 : tensor<2x9x7xf32>) outs(%e33 : tensor<2x9x7xf32>) {
  ^bb0(%a34: f32, %a35: f32):
    %t36 = arith.constant 5.00000000e-01 : f32
    %t37 = math.powf %a34, %t36 : f32
    linalg.yield %t37 : f32
  } -> tensor<2x9x7xf32>
  %e39 = tensor.empty() : tensor<2x9x7xf32>
  %g44 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %g38 : tensor<2x9x7xf32>, tensor<2x9x7xf32>) outs(%e39 : tensor<2x9x7xf32>) {
  ^bb0(%a40: f32, %a41: f32, %a42: f32):
    %t43 = arith.divf %a40, %a41 : f32
    linalg.yield %t43 : f32
  } -> tensor<2x9x7xf32>
  return %g44 : tensor<2x9x7xf32>
}

func.func @response_slices(%arg0: tensor<?x?x?xf32> {norm.input = "normal:0,1,81182@2x9x7"}) -> (tensor<?x?x?xf32>) {
  %t1 = arith.constant 0 : index
  %d2 = tensor.dim %arg0, %t1 : tensor<?x?x?xf32>
  %t3 = arith.constant 1 : index
  %d4 = tensor.dim %arg0, %t3 : tensor<?x?x?xf32>
  %t5 = arith.constant 2 : index
  %d6 = tensor.dim %arg0, %t5 : tensor<?x?x?xf32>
  %e7 = tensor.empty(%d2, %d4, %d6) : tensor<?x?x?xf32>
  %g12 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %arg0 : tensor<?x?x?xf32>, tensor<?x?x?xf32>) outs(%e7 : tensor<?x?x?xf32>) {
  ^bb0(%a8: f32, %a9: f32, %a10: f32):
    %t11 = arith.mulf %a8, %a9 : f32
    linalg.yield %t11 : f32
  } -> tensor<?x?x?xf32>
  %t13 = arith.constant 0.00000000e+00 : f32
  %v14 = tensor.pad %g12 low[1, 0, 0] high[1, 0, 0] {
  ^bb0(%i15: index, %i16: index, %i17: index):
    tensor.yield %t13 : f32
  } : tensor<?x?x?xf32> to tensor<?x?x?xf32>
  %t18 = arith.constant 0 : index
  %d19 = tensor.dim %arg0, %t18 : tensor<?x?x?xf32>
  %t20 = arith.constant 1 : index
  %d21 = tensor.dim %arg0, %t20 : tensor<?x?x?xf32>
  %t22 = arith.constant 2 : index
  %d23 = tensor.dim %arg0, %t22 : tensor<?x?x?xf32>
  %v24 = tensor.extract_slice %v14[0, 0, 0] [%d19, %d21, %d23] [1, 1, 1] : tensor<?x?x?xf32> to tensor<?x?x?xf32>
  %t25 = arith.constant 0 : index
  %d26 = tensor.dim %arg0, %t25 : tensor<?x?x?xf32>
  %t27 = arith.constant 1 : index
  %d28 = tensor.dim %arg0, %t27 : tensor<?x?x?xf32>
  %t29 = arith.constant 2 : index
  %d30 = tensor.dim %arg0, %t29 : tensor<?x?x?xf32>
  %v31 = tensor.extract_slice %v14[1, 0, 0] [%d26, %d28, %d30] [1, 1, 1] : tensor<?x?x?xf32> to tensor<?x?x?xf32>
  %t32 = arith.constant 0 : index
  %d33 = tensor.dim %v24, %t32 : tensor<?x?x?xf32>
  %t34 = arith.constant 1 : index
  %d35 = tensor.dim %v24, %t34 : tensor<?x?x?xf32>
  %t36 = arith.constant 2 : index
  %d37 = tensor.dim %v24, %t36 : tensor<?x?x?xf32>
  %e38 = tensor.empty(%d33, %d35, %d37) : tensor<?x?x?xf32>
  %g43 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%v24, %v31 : tensor<?x?x?xf32>, tensor<?x?x?xf32>) outs(%e38 : tensor<?x?x?xf32>) {
  ^bb0(%a39: f32, %a40: f32, %a41: f32):
    %t42 = arith.addf %a39, %a40 : f32
    linalg.yield %t42 : f32
  } -> tensor<?x?x?xf32>
  %t44 = arith.constant 0 : index
  %d45 = tensor.dim %arg0, %t44 : tensor<?x?x?xf32>
  %t46 = arith.constant 1 : index
  %d47 = tensor.dim %arg0, %t46 : tensor<?x?x?xf32>
  %t48 = arith.constant 2 : index
  %d49 = tensor.dim %arg0, %t48 : tensor<?x?x?xf32>
  %v50 = tensor.extract_slice %v14[2, 0, 0] [%d45, %d47, %d49] [1, 1, 1] : tensor<?x?x?xf32> to tensor<?x?x?xf32>
  %t51 = arith.constant 0 : index
  %d52 = tensor.dim %g43, %t51 : tensor<?x?x?xf32>
  %t53 = arith.constant 1 : index
  %d54 = tensor.dim %g43, %t53 : tensor<?x?x?xf32>
  %t55 = arith.constant 2 : index
  %d56 = tensor.dim %g43, %t55 : tensor<?x?x?xf32>
  %e57 = tensor.empty(%d52, %d54, %d56) : tensor<?x?x?xf32>
  %g62 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g43, %v50 : tensor<?x?x?xf32>, tensor<?x?x?xf32>) outs(%e57 : tensor<?x?x?xf32>) {
  ^bb0(%a58: f32, %a59: f32, %a60: f32):
    %t61 = arith.addf %a58, %a59 : f32
    linalg.yield %t61 : f32
  } -> tensor<?x?x?xf32>
  %t63 = arith.constant 0 : index
  %d64 = tensor.dim %g62, %t63 : tensor<?x?x?xf32>
  %t65 = arith.constant 1 : index
  %d66 = tensor.dim %g62, %t65 : tensor<?x?x?xf32>
  %t67 = arith.constant 2 : index
  %d68 = tensor.dim %g62, %t67 : tensor<?x?x?xf32>
  %e69 = tensor.empty(%d64, %d66, %d68) : tensor<?x?x?xf32>
  %g74 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g62 : tensor<?x?x?xf32>) outs(%e69 : tensor<?x?x?xf32>) {
  ^bb0(%a70: f32, %a71: f32):
    %t72 = arith.constant 5.00000000e-02 : f32
    %t73 = arith.mulf %a70, %t72 : f32
    linalg.yield %t73 : f32
  } -> tensor<?x?x?xf32>
  %t75 = arith.constant 0 : index
  %d76 = tensor.dim %g74, %t75 : tensor<?x?x?xf32>
  %t77 = arith.constant 1 : index
  %d78 = tensor.dim %g74, %t77 : tensor<?x?x?xf32>
  %t79 = arith.constant 2 : index
  %d80 = tensor.dim %g74, %t79 : tensor<?x?x?xf32>
  %e81 = tensor.empty(%d76, %d78, %d80) : tensor<?x?x?xf32>
  %g86 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g74 : tensor<?x?x?xf32>) outs(%e81 : tensor<?x?x?xf32>) {
  ^bb0(%a82: f32, %a83: f32):
    %t84 = arith.constant 1.00000000e+00 : f32
    %t85 = arith.addf %a82, %t84 : f32
    linalg.yield %t85 : f32
  } -> tensor<?x?x?xf32>
  %t87 = arith.constant 0 : index
  %d88 = tensor.dim %g86, %t87 : tensor<?x?x?xf32>
  %t89 = arith.constant 1 : index
  %d90 = tensor.dim %g86, %t89 : tensor<?x?x?xf32>
  %t91 = arith.constant 2 : index
  %d92 = tensor.dim %g86, %t91 : tensor<?x?x?xf32>
  %e93 = tensor.empty(%d88, %d90, %d92) : tensor<?x?x?xf32>
  %g98 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g86 : tensor<?x?x?xf32>) outs(%e93 : tensor<?x?x?xf32>) {
  ^bb0(%a94: f32, %a95: f32):
    %t96 = arith.constant 1.00000000e+00 : f32
    %t97 = math.powf %a94, %t96 : f32
    linalg.yield %t97 : f32
  } -> tensor<?x?x?xf32>
  %t99 = arith.constant 0 : index
  %d100 = tensor.dim %arg0, %t99 : tensor<?x?x?xf32>
  %t101 = arith.constant 1 : index
  %d102 = tensor.dim %arg0, %t101 : tensor<?x?x?xf32>
  %t103 = arith.constant 2 : index
  %d104 = tensor.dim %arg0, %t103 : tensor<?x?x?xf32>
  %e105 = tensor.empty(%d100, %d102, %d104) : tensor<?x?x?xf32>
  %g110 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %g98 : tensor<?x?x?xf32>, tensor<?x?x?xf32>) outs(%e105 : tensor<?x?x?xf32>) {
  ^bb0(%a106: f32, %a107: f32, %a108: f32):
    %t109 = arith.divf %a106, %a107 : f32
    linalg.yield %t109 : f32
  } -> tensor<?x?x?xf32>
  return %g110 : tensor<?x?x?xf32>
}

func.func @response_pooling(%arg0: tensor<2x9x7xf32> {norm.input = "normal:0,1,885440@2x9x7"}) -> (tensor<2x9x7xf32>) {
  %e1 = tensor.empty() : tensor<2x9x7xf32>
  %g6 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %arg0 : tensor<2x9x7xf32>, tensor<2x9x7xf32>) outs(%e1 : tensor<2x9x7xf32>) {
  ^bb0(%a2: f32, %a3: f32, %a4: f32):
    %t5 = arith.mulf %a2, %a3 : f32
    linalg.yield %t5 : f32
  } -> tensor<2x9x7xf32>
  %t7 = arith.constant 0.00000000e+00 : f32
  %v8 = tensor.pad %g6 low[0, 0, 0] high[0, 0, 1] {
  ^bb0(%i9: index, %i10: index, %i11: index):
    tensor.yield %t7 : f32
  } : tensor<2x9x7xf32> to tensor<2x9x8xf32>
  %e12 = tensor.empty() : tensor<2xf32>
  %e13 = tensor.empty() : tensor<2x9x7xf32>
  %t14 = arith.constant 0.00000000e+00 : f32
  %f15 = linalg.fill ins(%t14 : f32) outs(%e13 : tensor<2x9x7xf32>) -> tensor<2x9x7xf32>
  %v16 = linalg.pooling_ncw_sum {dilations = dense<1> : vector<1xi64>, strides = dense<1> : vector<1xi64>} ins(%v8, %e12 : tensor<2x9x8xf32>, tensor<2xf32>) outs(%f15 : tensor<2x9x7xf32>) -> tensor<2x9x7xf32>
  %e17 = tensor.empty() : tensor<2x9x7xf32>
  %g22 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%v16 : tensor<2x9x7xf32>) outs(%e17 : tensor<2x9x7xf32>) {
  ^bb0(%a18: f32, %a19: f32):
    %t20 = arith.constant 5.00000000e-02 : f32
    %t21 = arith.mulf %a18, %t20 : f32
    linalg.yield %t21 : f32
  } -> tensor<2x9x7xf32>
  %e23 = tensor.empty() : tensor<2x9x7xf32>
  %g28 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g22 : tensor<2x9x7xf32>) outs(%e23 : tensor<2x9x7xf32>) {
  ^bb0(%a24: f32, %a25: f32):
    %t26 = arith.constant 1.00000000e+00 : f32
    %t27 = arith.addf %a24, %t26 : f32
    linalg.yield %t27 : f32
  } -> tensor<2x9x7xf32>
  %e29 = tensor.empty() : tensor<2x9x7xf32>
  %g34 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g28 : tensor<2x9x7xf32>) outs(%e29 : tensor<2x9x7xf32>) {
  ^bb0(%a30: f32, %a31: f32):
    %t32 = arith.constant 5.00000000e-01 : f32
    %t33 = math.powf %a30, %t32 : f32
    linalg.yield %t33 : f32
  } -> tensor<2x9x7xf32>
  %e35 = tensor.empty() : tensor<2x9x7xf32>
  %g40 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %g34 : tensor<2x9x7xf32>, tensor<2x9x7xf32>) outs(%e35 : tensor<2x9x7xf32>) {
  ^bb0(%a36: f32, %a37: f32, %a38: f32):
    %t39 = arith.divf %a36, %a37 : f32
    linalg.yield %t39 : f32
  } -> tensor<2x9x7xf32>
  return %g40 : tensor<2x9x7xf32>
}
