// With `relaxed` roundings to 16 bits do not keep a chain from being a norm.
// RUN: norm-opt %s --norm-raise=relaxed --canonicalize --cse | FileCheck %s

// CHECK-LABEL: func.func @rounded_mean(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x5xbf16>
// CHECK-NEXT:    return %[[Y]]
func.func @rounded_mean(%x: tensor<3x5xbf16>) -> tensor<3x5xbf16> {
  %z = arith.extf %x : tensor<3x5xbf16> to tensor<3x5xf32>
  %mean0_sum_init_0 = arith.constant 0.0 : f32
  %mean0_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean0_sum_init = linalg.fill ins(%mean0_sum_init_0 : f32) outs(%mean0_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean0_sum = linalg.reduce { arith.addf } ins(%z : tensor<3x5xf32>) outs(%mean0_sum_init : tensor<3xf32>) dimensions = [1]
  %mean0_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean0 = arith.divf %mean0_sum, %mean0_n : tensor<3xf32>
  %m16 = arith.truncf %mean0 : tensor<3xf32> to tensor<3xbf16>
  %mean = arith.extf %m16 : tensor<3xbf16> to tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %z, %means : tensor<3x5xf32>
  %q = arith.mulf %d, %d : tensor<3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%var_sum_init : tensor<3xf32>) dimensions = [1]
  %var_n = arith.constant dense<5.0> : tensor<3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rs_e = tensor.empty() : tensor<3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x5xf32>) dimensions = [1]
  %n = arith.mulf %d, %rs : tensor<3x5xf32>
  %y = arith.truncf %n : tensor<3x5xf32> to tensor<3x5xbf16>
  return %y : tensor<3x5xbf16>
}

// CHECK-LABEL: func.func @all_in_bf16(
// CHECK-NEXT:    %[[Y:.+]] = norm.rms_norm %arg0 scale(%arg1 : tensor<5xbf16>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xbf16>
// CHECK-NEXT:    return %[[Y]]
func.func @all_in_bf16(%x: tensor<3x5xbf16>, %w: tensor<5xbf16>) -> tensor<3x5xbf16> {
  %q = arith.mulf %x, %x : tensor<3x5xbf16>
  %square_sum_init_0 = arith.constant 0.0 : bf16
  %square_sum_init_1 = tensor.empty() : tensor<3xbf16>
  %square_sum_init = linalg.fill ins(%square_sum_init_0 : bf16) outs(%square_sum_init_1 : tensor<3xbf16>) -> tensor<3xbf16>
  %square_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xbf16>) outs(%square_sum_init : tensor<3xbf16>) dimensions = [1]
  %square_n = arith.constant dense<5.0> : tensor<3xbf16>
  %square = arith.divf %square_sum, %square_n : tensor<3xbf16>
  %eps = arith.constant dense<0.125> : tensor<3xbf16>
  %inside = arith.addf %square, %eps : tensor<3xbf16>
  %rstd = math.rsqrt %inside : tensor<3xbf16>
  %rs_e = tensor.empty() : tensor<3x5xbf16>
  %rs = linalg.broadcast ins(%rstd : tensor<3xbf16>) outs(%rs_e : tensor<3x5xbf16>) dimensions = [1]
  %n = arith.mulf %x, %rs : tensor<3x5xbf16>
  %ws_e = tensor.empty() : tensor<3x5xbf16>
  %ws = linalg.broadcast ins(%w : tensor<5xbf16>) outs(%ws_e : tensor<3x5xbf16>) dimensions = [0]
  %y = arith.mulf %n, %ws : tensor<3x5xbf16>
  return %y : tensor<3x5xbf16>
}
