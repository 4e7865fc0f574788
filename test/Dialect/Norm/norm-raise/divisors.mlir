// Spellings of what a norm divides by.
// RUN: norm-opt %s --norm-raise=remarks=false --canonicalize --cse | FileCheck %s

// x / (v + e)^1/2
// CHECK-LABEL: func.func @root_and_quotient(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @root_and_quotient(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %q = arith.mulf %d, %d : tensor<3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%var_sum_init : tensor<3xf32>) dimensions = [1]
  %var_n = arith.constant dense<5.0> : tensor<3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %deviation = math.sqrt %inside : tensor<3xf32>
  %deviations_e = tensor.empty() : tensor<3x5xf32>
  %deviations = linalg.broadcast ins(%deviation : tensor<3xf32>) outs(%deviations_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.divf %d, %deviations : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// x * (1 / (v + e)^1/2)
// CHECK-LABEL: func.func @reciprocal_of_the_root(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @reciprocal_of_the_root(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %q = arith.mulf %d, %d : tensor<3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%var_sum_init : tensor<3xf32>) dimensions = [1]
  %var_n = arith.constant dense<5.0> : tensor<3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %one = arith.constant dense<1.0> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %deviation = math.sqrt %inside : tensor<3xf32>
  %rstd = arith.divf %one, %deviation : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// x * (v + e)^-0.5
// CHECK-LABEL: func.func @power(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @power(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %q = arith.mulf %d, %d : tensor<3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%var_sum_init : tensor<3xf32>) dimensions = [1]
  %var_n = arith.constant dense<5.0> : tensor<3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %half = arith.constant dense<-0.5> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.powf %inside, %half : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// x / (v + e)^0.5
// CHECK-LABEL: func.func @quotient_by_a_power(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @quotient_by_a_power(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %q = arith.mulf %d, %d : tensor<3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%var_sum_init : tensor<3xf32>) dimensions = [1]
  %var_n = arith.constant dense<5.0> : tensor<3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %half = arith.constant dense<0.5> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %deviation = math.powf %inside, %half : tensor<3xf32>
  %deviations_e = tensor.empty() : tensor<3x5xf32>
  %deviations = linalg.broadcast ins(%deviation : tensor<3xf32>) outs(%deviations_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.divf %d, %deviations : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// No epsilon at all.
// CHECK-LABEL: func.func @no_epsilon(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 0.000000e+00 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @no_epsilon(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %q = arith.mulf %d, %d : tensor<3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%var_sum_init : tensor<3xf32>) dimensions = [1]
  %var_n = arith.constant dense<5.0> : tensor<3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<3xf32>
  %rstd = math.rsqrt %var : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// Epsilon beside the deviation: mean-variance normalization.
// CHECK-LABEL: func.func @epsilon_outside(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @epsilon_outside(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %q = arith.mulf %d, %d : tensor<3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%var_sum_init : tensor<3xf32>) dimensions = [1]
  %var_n = arith.constant dense<5.0> : tensor<3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<3xf32>
  %root = math.sqrt %var : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %deviation = arith.addf %root, %eps : tensor<3xf32>
  %deviations_e = tensor.empty() : tensor<3x5xf32>
  %deviations = linalg.broadcast ins(%deviation : tensor<3xf32>) outs(%deviations_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.divf %d, %deviations : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// n - 1 is made up for by epsilon and scale: (v n / (n - 1) + e)^-1/2 = ((n - 1) / n)^1/2 (v + e (n - 1) / n)^-1/2.
// CHECK-LABEL: func.func @unbiased(
// CHECK-NEXT:    %[[SCALE:.+]] = arith.constant dense<0.89442718> : tensor<5xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%[[SCALE]] : tensor<5xf32>) axes = [1] epsilon = 1.000000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @unbiased(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %q = arith.mulf %d, %d : tensor<3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%var_sum_init : tensor<3xf32>) dimensions = [1]
  %var_n = arith.constant dense<4.0> : tensor<3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %normalized : tensor<3x5xf32>
}

// The mean of squares: RMS normalization.
// CHECK-LABEL: func.func @root_mean_square(
// CHECK-NEXT:    %[[Y:.+]] = norm.rms_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @root_mean_square(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %q = arith.mulf %x, %x : tensor<3x5xf32>
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
  %y = arith.mulf %x, %rstds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// CHECK-LABEL: func.func @two_norm(
// CHECK-NEXT:    %[[Y:.+]] = norm.lp_normalize %arg0 axes = [1] p = 2.000000e+00 epsilon = 5.000000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @two_norm(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %q = arith.mulf %x, %x : tensor<3x5xf32>
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<3xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%sum_init : tensor<3xf32>) dimensions = [1]
  %norm = math.sqrt %sum : tensor<3xf32>
  %eps = arith.constant dense<0.5> : tensor<3xf32>
  %bounded = arith.maximumf %norm, %eps : tensor<3xf32>
  %norms_e = tensor.empty() : tensor<3x5xf32>
  %norms = linalg.broadcast ins(%bounded : tensor<3xf32>) outs(%norms_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.divf %x, %norms : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// CHECK-LABEL: func.func @one_norm(
// CHECK-NEXT:    %[[Y:.+]] = norm.lp_normalize %arg0 axes = [1] p = 1.000000e+00 epsilon = 5.000000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @one_norm(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %q = math.absf %x : tensor<3x5xf32>
  %norm_init_0 = arith.constant 0.0 : f32
  %norm_init_1 = tensor.empty() : tensor<3xf32>
  %norm_init = linalg.fill ins(%norm_init_0 : f32) outs(%norm_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %norm = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%norm_init : tensor<3xf32>) dimensions = [1]
  %eps = arith.constant dense<0.5> : tensor<3xf32>
  %bounded = arith.maximumf %norm, %eps : tensor<3xf32>
  %norms_e = tensor.empty() : tensor<3x5xf32>
  %norms = linalg.broadcast ins(%bounded : tensor<3xf32>) outs(%norms_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.divf %x, %norms : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// CHECK-LABEL: func.func @largest_magnitude(
// CHECK-NEXT:    %[[Y:.+]] = norm.lp_normalize %arg0 axes = [1] p = inf epsilon = 5.000000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @largest_magnitude(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %q = math.absf %x : tensor<3x5xf32>
  %norm_init_0 = arith.constant 0xFF800000 : f32
  %norm_init_1 = tensor.empty() : tensor<3xf32>
  %norm_init = linalg.fill ins(%norm_init_0 : f32) outs(%norm_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %norm = linalg.reduce { arith.maximumf } ins(%q : tensor<3x5xf32>) outs(%norm_init : tensor<3xf32>) dimensions = [1]
  %eps = arith.constant dense<0.5> : tensor<3xf32>
  %bounded = arith.maximumf %norm, %eps : tensor<3xf32>
  %norms_e = tensor.empty() : tensor<3x5xf32>
  %norms = linalg.broadcast ins(%bounded : tensor<3xf32>) outs(%norms_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.divf %x, %norms : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// 1/3 in f32 is no third: what is left of it is an exponent of the norm, and the norm is no p-norm.
// CHECK-LABEL: func.func @three_norm(
// CHECK-NOT:     norm.
func.func @three_norm(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %a = math.absf %x : tensor<3x5xf32>
  %three = arith.constant dense<3.0> : tensor<3x5xf32>
  %q = math.powf %a, %three : tensor<3x5xf32>
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<3xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%sum_init : tensor<3xf32>) dimensions = [1]
  %third = arith.constant dense<0.333333333333333333> : tensor<3xf32>
  %norm = math.powf %sum, %third : tensor<3xf32>
  %eps = arith.constant dense<0.5> : tensor<3xf32>
  %bounded = arith.maximumf %norm, %eps : tensor<3xf32>
  %norms_e = tensor.empty() : tensor<3x5xf32>
  %norms = linalg.broadcast ins(%bounded : tensor<3xf32>) outs(%norms_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.divf %x, %norms : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// CHECK-LABEL: func.func @four_norm(
// CHECK-NEXT:    %[[Y:.+]] = norm.lp_normalize %arg0 axes = [1] p = 4.000000e+00 epsilon = 5.000000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @four_norm(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %s = arith.mulf %x, %x : tensor<3x5xf32>
  %q = arith.mulf %s, %s : tensor<3x5xf32>
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<3xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%sum_init : tensor<3xf32>) dimensions = [1]
  %quarter = arith.constant dense<0.25> : tensor<3xf32>
  %norm = math.powf %sum, %quarter : tensor<3xf32>
  %eps = arith.constant dense<0.5> : tensor<3xf32>
  %bounded = arith.maximumf %norm, %eps : tensor<3xf32>
  %norms_e = tensor.empty() : tensor<3x5xf32>
  %norms = linalg.broadcast ins(%bounded : tensor<3xf32>) outs(%norms_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.divf %x, %norms : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// A bound of the sum of squares is one of the norm, whose square it is.
// CHECK-LABEL: func.func @bounded_squares(
// CHECK-NEXT:    %[[Y:.+]] = norm.lp_normalize %arg0 axes = [1] p = 2.000000e+00 epsilon = 5.000000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @bounded_squares(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %q = arith.mulf %x, %x : tensor<3x5xf32>
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<3xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%sum_init : tensor<3xf32>) dimensions = [1]
  %eps = arith.constant dense<0.25> : tensor<3xf32>
  %bounded = arith.maximumf %sum, %eps : tensor<3xf32>
  %rstd = math.rsqrt %bounded : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %x, %rstds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// No bound of the norm.
// CHECK-LABEL: func.func @norm_alone(
// CHECK-NEXT:    %[[Y:.+]] = norm.lp_normalize %arg0 axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @norm_alone(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %q = arith.mulf %x, %x : tensor<3x5xf32>
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<3xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%sum_init : tensor<3xf32>) dimensions = [1]
  %norm = math.sqrt %sum : tensor<3xf32>
  %norms_e = tensor.empty() : tensor<3x5xf32>
  %norms = linalg.broadcast ins(%norm : tensor<3xf32>) outs(%norms_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.divf %x, %norms : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}
