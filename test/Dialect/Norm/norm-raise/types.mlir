// Element types: what is rounded where.
// RUN: norm-opt %s --norm-raise=remarks=false --canonicalize --cse | FileCheck %s

// bf16 that is computed with in f32 and rounded at the end.
// CHECK-LABEL: func.func @rounded_once(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%arg1 : tensor<5xf32>) bias(%arg2 : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xbf16>
// CHECK-NEXT:    return %[[Y]]
func.func @rounded_once(%x: tensor<3x5xbf16>, %w: tensor<5xf32>, %b: tensor<5xf32>) -> tensor<3x5xbf16> {
  %z = arith.extf %x : tensor<3x5xbf16> to tensor<3x5xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%z : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
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
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %ws_e = tensor.empty() : tensor<3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<5xf32>) outs(%ws_e : tensor<3x5xf32>) dimensions = [0]
  %p = arith.mulf %normalized, %ws : tensor<3x5xf32>
  %bs_e = tensor.empty() : tensor<3x5xf32>
  %bs = linalg.broadcast ins(%b : tensor<5xf32>) outs(%bs_e : tensor<3x5xf32>) dimensions = [0]
  %s = arith.addf %p, %bs : tensor<3x5xf32>
  %y = arith.truncf %s : tensor<3x5xf32> to tensor<3x5xbf16>
  return %y : tensor<3x5xbf16>
}

// Parameters of the type of the input.
// CHECK-LABEL: func.func @narrow_parameters(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%arg1 : tensor<5xf16>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf16>
// CHECK-NEXT:    return %[[Y]]
func.func @narrow_parameters(%x: tensor<3x5xf16>, %w: tensor<5xf16>) -> tensor<3x5xf16> {
  %z = arith.extf %x : tensor<3x5xf16> to tensor<3x5xf32>
  %v = arith.extf %w : tensor<5xf16> to tensor<5xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%z : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
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
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %ws_e = tensor.empty() : tensor<3x5xf32>
  %ws = linalg.broadcast ins(%v : tensor<5xf32>) outs(%ws_e : tensor<3x5xf32>) dimensions = [0]
  %p = arith.mulf %normalized, %ws : tensor<3x5xf32>
  %y = arith.truncf %p : tensor<3x5xf32> to tensor<3x5xf16>
  return %y : tensor<3x5xf16>
}

// Llama's: the normalized value is rounded, then its product.
// CHECK-LABEL: func.func @before_scale(
// CHECK-NEXT:    %[[Y:.+]] = norm.rms_norm %arg0 scale(%arg1 : tensor<5xbf16>) axes = [1] epsilon = 1.250000e-01 {cast_point = #norm.cast_point<before_scale>} : tensor<3x5xbf16>
// CHECK-NEXT:    return %[[Y]]
func.func @before_scale(%x: tensor<3x5xbf16>, %w: tensor<5xbf16>) -> tensor<3x5xbf16> {
  %z = arith.extf %x : tensor<3x5xbf16> to tensor<3x5xf32>
  %q = arith.mulf %z, %z : tensor<3x5xf32>
  %square_sum_init_0 = arith.constant 0.0 : f32
  %square_sum_init_1 = tensor.empty() : tensor<3xf32>
  %square_sum_init = linalg.fill ins(%square_sum_init_0 : f32) outs(%square_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %square_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%square_sum_init : tensor<3xf32>) dimensions = [1]
  %square_n = arith.constant dense<5.0> : tensor<3xf32>
  %square = arith.divf %square_sum, %square_n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %square, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %n = arith.mulf %z, %rstds : tensor<3x5xf32>
  %m = arith.truncf %n : tensor<3x5xf32> to tensor<3x5xbf16>
  %ws_e = tensor.empty() : tensor<3x5xbf16>
  %ws = linalg.broadcast ins(%w : tensor<5xbf16>) outs(%ws_e : tensor<3x5xbf16>) dimensions = [0]
  %y = arith.mulf %m, %ws : tensor<3x5xbf16>
  return %y : tensor<3x5xbf16>
}

// ONNX's: every step of the second stage is rounded.
// CHECK-LABEL: func.func @two_stages(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%arg1 : tensor<5xf16>) bias(%arg2 : tensor<5xf16>) axes = [1] epsilon = 1.250000e-01 {cast_point = #norm.cast_point<before_scale>} : tensor<3x5xf16>
// CHECK-NEXT:    return %[[Y]]
func.func @two_stages(%x: tensor<3x5xf16>, %w: tensor<5xf16>, %b: tensor<5xf16>) -> tensor<3x5xf16> {
  %z = arith.extf %x : tensor<3x5xf16> to tensor<3x5xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%z : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
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
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %m = arith.truncf %normalized : tensor<3x5xf32> to tensor<3x5xf16>
  %ws_e = tensor.empty() : tensor<3x5xf16>
  %ws = linalg.broadcast ins(%w : tensor<5xf16>) outs(%ws_e : tensor<3x5xf16>) dimensions = [0]
  %p = arith.mulf %m, %ws : tensor<3x5xf16>
  %bs_e = tensor.empty() : tensor<3x5xf16>
  %bs = linalg.broadcast ins(%b : tensor<5xf16>) outs(%bs_e : tensor<3x5xf16>) dimensions = [0]
  %s = arith.addf %p, %bs : tensor<3x5xf16>
  return %s : tensor<3x5xf16>
}

// A result of another type: the norm is in f32.
// CHECK-LABEL: func.func @to_another_type(
// CHECK-NEXT:    %[[X:.+]] = arith.extf %arg0 : tensor<3x5xf16> to tensor<3x5xf32>
// CHECK-NEXT:    %[[N:.+]] = norm.layer_norm %[[X]] axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    %[[Y:.+]] = arith.truncf %[[N]] : tensor<3x5xf32> to tensor<3x5xbf16>
// CHECK-NEXT:    return %[[Y]]
func.func @to_another_type(%x: tensor<3x5xf16>) -> tensor<3x5xbf16> {
  %z = arith.extf %x : tensor<3x5xf16> to tensor<3x5xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%z : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
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
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %y = arith.truncf %normalized : tensor<3x5xf32> to tensor<3x5xbf16>
  return %y : tensor<3x5xbf16>
}

// A result that is not rounded.
// CHECK-LABEL: func.func @to_a_wider_type(
// CHECK-NEXT:    %[[X:.+]] = arith.extf %arg0 : tensor<3x5xbf16> to tensor<3x5xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %[[X]] axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @to_a_wider_type(%x: tensor<3x5xbf16>) -> tensor<3x5xf32> {
  %z = arith.extf %x : tensor<3x5xbf16> to tensor<3x5xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%z : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
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
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %normalized : tensor<3x5xf32>
}

// CHECK-LABEL: func.func @double(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%arg1 : tensor<5xf64>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf64>
// CHECK-NEXT:    return %[[Y]]
func.func @double(%x: tensor<3x5xf64>, %w: tensor<5xf64>) -> tensor<3x5xf64> {
  %mean_sum_init_0 = arith.constant 0.0 : f64
  %mean_sum_init_1 = tensor.empty() : tensor<3xf64>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f64) outs(%mean_sum_init_1 : tensor<3xf64>) -> tensor<3xf64>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf64>) outs(%mean_sum_init : tensor<3xf64>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf64>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf64>
  %means_e = tensor.empty() : tensor<3x5xf64>
  %means = linalg.broadcast ins(%mean : tensor<3xf64>) outs(%means_e : tensor<3x5xf64>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf64>
  %q = arith.mulf %d, %d : tensor<3x5xf64>
  %var_sum_init_0 = arith.constant 0.0 : f64
  %var_sum_init_1 = tensor.empty() : tensor<3xf64>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f64) outs(%var_sum_init_1 : tensor<3xf64>) -> tensor<3xf64>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf64>) outs(%var_sum_init : tensor<3xf64>) dimensions = [1]
  %var_n = arith.constant dense<5.0> : tensor<3xf64>
  %var = arith.divf %var_sum, %var_n : tensor<3xf64>
  %eps = arith.constant dense<0.125> : tensor<3xf64>
  %inside = arith.addf %var, %eps : tensor<3xf64>
  %rstd = math.rsqrt %inside : tensor<3xf64>
  %rstds_e = tensor.empty() : tensor<3x5xf64>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf64>) outs(%rstds_e : tensor<3x5xf64>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf64>
  %ws_e = tensor.empty() : tensor<3x5xf64>
  %ws = linalg.broadcast ins(%w : tensor<5xf64>) outs(%ws_e : tensor<3x5xf64>) dimensions = [0]
  %p = arith.mulf %normalized, %ws : tensor<3x5xf64>
  return %p : tensor<3x5xf64>
}

// All of the arithmetic is in f64, and so is the norm.
// CHECK-LABEL: func.func @in_double(
// CHECK-NEXT:    %[[X:.+]] = arith.extf %arg0 : tensor<3x5xf32> to tensor<3x5xf64>
// CHECK-NEXT:    %[[N:.+]] = norm.layer_norm %[[X]] axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf64>
// CHECK-NEXT:    %[[Y:.+]] = arith.truncf %[[N]] : tensor<3x5xf64> to tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @in_double(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %z = arith.extf %x : tensor<3x5xf32> to tensor<3x5xf64>
  %mean_sum_init_0 = arith.constant 0.0 : f64
  %mean_sum_init_1 = tensor.empty() : tensor<3xf64>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f64) outs(%mean_sum_init_1 : tensor<3xf64>) -> tensor<3xf64>
  %mean_sum = linalg.reduce { arith.addf } ins(%z : tensor<3x5xf64>) outs(%mean_sum_init : tensor<3xf64>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf64>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf64>
  %means_e = tensor.empty() : tensor<3x5xf64>
  %means = linalg.broadcast ins(%mean : tensor<3xf64>) outs(%means_e : tensor<3x5xf64>) dimensions = [1]
  %d = arith.subf %z, %means : tensor<3x5xf64>
  %q = arith.mulf %d, %d : tensor<3x5xf64>
  %var_sum_init_0 = arith.constant 0.0 : f64
  %var_sum_init_1 = tensor.empty() : tensor<3xf64>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f64) outs(%var_sum_init_1 : tensor<3xf64>) -> tensor<3xf64>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf64>) outs(%var_sum_init : tensor<3xf64>) dimensions = [1]
  %var_n = arith.constant dense<5.0> : tensor<3xf64>
  %var = arith.divf %var_sum, %var_n : tensor<3xf64>
  %eps = arith.constant dense<0.125> : tensor<3xf64>
  %inside = arith.addf %var, %eps : tensor<3xf64>
  %rstd = math.rsqrt %inside : tensor<3xf64>
  %rstds_e = tensor.empty() : tensor<3x5xf64>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf64>) outs(%rstds_e : tensor<3x5xf64>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf64>
  %y = arith.truncf %normalized : tensor<3x5xf64> to tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// f64 that is rounded first: a number of f32 is what is normalized.
// CHECK-LABEL: func.func @rounded_first(
// CHECK-NEXT:    %[[X:.+]] = arith.truncf %arg0 : tensor<3x5xf64> to tensor<3x5xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %[[X]] axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @rounded_first(%x: tensor<3x5xf64>) -> tensor<3x5xf32> {
  %z = arith.truncf %x : tensor<3x5xf64> to tensor<3x5xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%z : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
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
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %normalized : tensor<3x5xf32>
}

// What is normalized is itself rounded: that stays.
// CHECK-LABEL: func.func @rounded_sum(
// CHECK-NEXT:    %[[X:.+]] = arith.addf %arg0, %arg1 : tensor<3x5xbf16>
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %[[X]] scale(%arg2 : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xbf16>
// CHECK-NEXT:    return %[[Y]]
func.func @rounded_sum(%x: tensor<3x5xbf16>, %r: tensor<3x5xbf16>, %w: tensor<5xf32>) -> tensor<3x5xbf16> {
  %u = arith.addf %x, %r : tensor<3x5xbf16>
  %z = arith.extf %u : tensor<3x5xbf16> to tensor<3x5xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%z : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
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
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %ws_e = tensor.empty() : tensor<3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<5xf32>) outs(%ws_e : tensor<3x5xf32>) dimensions = [0]
  %p = arith.mulf %normalized, %ws : tensor<3x5xf32>
  %y = arith.truncf %p : tensor<3x5xf32> to tensor<3x5xbf16>
  return %y : tensor<3x5xbf16>
}

// An epsilon that is 0 in f16 bounds a norm in f32.
// CHECK-LABEL: func.func @small_epsilon(
// CHECK-NEXT:    %[[X:.+]] = arith.extf %arg0 : tensor<3x5xf16> to tensor<3x5xf32>
// CHECK-NEXT:    %[[N:.+]] = norm.lp_normalize %[[X]] axes = [1] p = 2.000000e+00 epsilon = 9.9999999600419{{.*}}E-13 : tensor<3x5xf32>
// CHECK-NEXT:    %[[Y:.+]] = arith.truncf %[[N]] : tensor<3x5xf32> to tensor<3x5xf16>
// CHECK-NEXT:    return %[[Y]]
func.func @small_epsilon(%x: tensor<3x5xf16>) -> tensor<3x5xf16> {
  %z = arith.extf %x : tensor<3x5xf16> to tensor<3x5xf32>
  %q = arith.mulf %z, %z : tensor<3x5xf32>
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<3xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%sum_init : tensor<3xf32>) dimensions = [1]
  %n = math.sqrt %sum : tensor<3xf32>
  %eps = arith.constant dense<1.0e-12> : tensor<3xf32>
  %bounded = arith.maximumf %n, %eps : tensor<3xf32>
  %ns_e = tensor.empty() : tensor<3x5xf32>
  %ns = linalg.broadcast ins(%bounded : tensor<3xf32>) outs(%ns_e : tensor<3x5xf32>) dimensions = [1]
  %v = arith.divf %z, %ns : tensor<3x5xf32>
  %y = arith.truncf %v : tensor<3x5xf32> to tensor<3x5xf16>
  return %y : tensor<3x5xf16>
}
