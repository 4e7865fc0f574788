// Where scale and bias stand, and what they are made of.
// RUN: norm-opt %s --norm-raise=remarks=false --canonicalize --cse | FileCheck %s

// CHECK-LABEL: func.func @scale_and_bias(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%arg1 : tensor<5xf32>) bias(%arg2 : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @scale_and_bias(%x: tensor<3x5xf32>, %w: tensor<5xf32>, %b: tensor<5xf32>) -> tensor<3x5xf32> {
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
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %ws_e = tensor.empty() : tensor<3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<5xf32>) outs(%ws_e : tensor<3x5xf32>) dimensions = [0]
  %bs_e = tensor.empty() : tensor<3x5xf32>
  %bs = linalg.broadcast ins(%b : tensor<5xf32>) outs(%bs_e : tensor<3x5xf32>) dimensions = [0]
  %p = arith.mulf %normalized, %ws : tensor<3x5xf32>
  %y = arith.addf %p, %bs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// x * s + t with s = r w and t = b - m s, which cancels.
// CHECK-LABEL: func.func @folded(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%arg1 : tensor<5xf32>) bias(%arg2 : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @folded(%x: tensor<3x5xf32>, %w: tensor<5xf32>, %b: tensor<5xf32>) -> tensor<3x5xf32> {
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
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %ws_e = tensor.empty() : tensor<3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<5xf32>) outs(%ws_e : tensor<3x5xf32>) dimensions = [0]
  %bs_e = tensor.empty() : tensor<3x5xf32>
  %bs = linalg.broadcast ins(%b : tensor<5xf32>) outs(%bs_e : tensor<3x5xf32>) dimensions = [0]
  %s = arith.mulf %rstds, %ws : tensor<3x5xf32>
  %ms = arith.mulf %means, %s : tensor<3x5xf32>
  %t = arith.subf %bs, %ms : tensor<3x5xf32>
  %p = arith.mulf %x, %s : tensor<3x5xf32>
  %y = arith.addf %p, %t : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// (x - m) * (r w)
// CHECK-LABEL: func.func @joint_factor(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%arg1 : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @joint_factor(%x: tensor<3x5xf32>, %w: tensor<5xf32>) -> tensor<3x5xf32> {
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
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %ws_e = tensor.empty() : tensor<3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<5xf32>) outs(%ws_e : tensor<3x5xf32>) dimensions = [0]
  %s = arith.mulf %rstds, %ws : tensor<3x5xf32>
  %y = arith.mulf %d, %s : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// CHECK-LABEL: func.func @bias_alone(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 bias(%arg1 : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @bias_alone(%x: tensor<3x5xf32>, %b: tensor<5xf32>) -> tensor<3x5xf32> {
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
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %bs_e = tensor.empty() : tensor<3x5xf32>
  %bs = linalg.broadcast ins(%b : tensor<5xf32>) outs(%bs_e : tensor<3x5xf32>) dimensions = [0]
  %y = arith.addf %normalized, %bs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// 1 + gamma
// CHECK-LABEL: func.func @zero_centred(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%arg1 : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 {scale_offset = 1.000000e+00 : f64} : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @zero_centred(%x: tensor<3x5xf32>, %w: tensor<5xf32>) -> tensor<3x5xf32> {
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
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %one = arith.constant dense<1.0> : tensor<5xf32>
  %g = arith.addf %w, %one : tensor<5xf32>
  %gs_e = tensor.empty() : tensor<3x5xf32>
  %gs = linalg.broadcast ins(%g : tensor<5xf32>) outs(%gs_e : tensor<3x5xf32>) dimensions = [0]
  %y = arith.mulf %normalized, %gs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// A scale that is a number.
// CHECK-LABEL: func.func @number(
// CHECK-NEXT:    %[[SCALE:.+]] = arith.constant dense<2.500000e+00> : tensor<5xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%[[SCALE]] : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @number(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
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
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %two = arith.constant dense<2.5> : tensor<3x5xf32>
  %y = arith.mulf %normalized, %two : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// Parameters lose axes of one element.
// CHECK-LABEL: func.func @with_unit_axes(
// CHECK-NEXT:    %[[W:.+]] = tensor.collapse_shape %arg1 {{.*}} : tensor<1x5xf32> into tensor<5xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%[[W]] : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @with_unit_axes(%x: tensor<3x5xf32>, %w: tensor<1x5xf32>) -> tensor<3x5xf32> {
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
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %ws_e = tensor.empty() : tensor<3x5xf32>
  %ws = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%w : tensor<1x5xf32>) outs(%ws_e : tensor<3x5xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<3x5xf32>
  %y = arith.mulf %normalized, %ws : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// Two factors are multiplied once, not for every element.
// CHECK-LABEL: func.func @computed_parameters(
// CHECK:         %[[W:.+]] = linalg.generic {{.*}} ins(%arg1, %arg2 : tensor<5xf32>, tensor<5xf32>)
// CHECK:           arith.mulf
// CHECK:         %[[Y:.+]] = norm.layer_norm %arg0 scale(%[[W]] : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @computed_parameters(%x: tensor<3x5xf32>, %w: tensor<5xf32>, %v: tensor<5xf32>) -> tensor<3x5xf32> {
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
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %ws_e = tensor.empty() : tensor<3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<5xf32>) outs(%ws_e : tensor<3x5xf32>) dimensions = [0]
  %vs_e = tensor.empty() : tensor<3x5xf32>
  %vs = linalg.broadcast ins(%v : tensor<5xf32>) outs(%vs_e : tensor<3x5xf32>) dimensions = [0]
  %p = arith.mulf %normalized, %ws : tensor<3x5xf32>
  %y = arith.mulf %p, %vs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// A scale along the rows joins what is constant in them: instance normalization of a tensor without batch. What is
// added to every element stays beside the norm.
// CHECK-LABEL: func.func @along_rows(
// CHECK-NEXT:    %[[N:.+]] = norm.batch_norm_training %arg0 scale(%arg1 : tensor<3xf32>) channel_axis = 0 epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    %[[Y:.+]] = arith.addf %[[N]], %arg0
// CHECK-NEXT:    return %[[Y]]
func.func @along_rows(%x: tensor<3x5xf32>, %w: tensor<3xf32>) -> tensor<3x5xf32> {
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
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  %ws_e = tensor.empty() : tensor<3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<3xf32>) outs(%ws_e : tensor<3x5xf32>) dimensions = [1]
  %p = arith.mulf %normalized, %ws : tensor<3x5xf32>
  %y = arith.addf %p, %x : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}
