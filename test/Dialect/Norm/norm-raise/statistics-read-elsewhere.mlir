// Statistics that are read elsewhere are not computed twice.
// RUN: norm-opt %s --norm-raise=remarks=false --canonicalize --cse | FileCheck %s

// Statistics in the type of the op are returned by it.
// CHECK-LABEL: func.func @mean_and_deviation(
// CHECK-NEXT:    %[[Y:.+]], %[[S:.+]]:2 = norm.layer_norm %arg0 scale(%arg1 : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 {return_statistics} : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]], %[[S]]#0, %[[S]]#1
func.func @mean_and_deviation(%x: tensor<3x5xf32>, %w: tensor<5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>, tensor<3xf32>) {
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
  %p = arith.mulf %normalized, %ws : tensor<3x5xf32>
  return %p, %mean, %rstd : tensor<3x5xf32>, tensor<3xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @root_mean_square(
// CHECK-NEXT:    %[[Y:.+]], %[[S:.+]] = norm.rms_norm %arg0 axes = [1] epsilon = 1.250000e-01 {return_statistics} : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]], %[[S]]
func.func @root_mean_square(%x: tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>) {
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
  return %y, %rstd : tensor<3x5xf32>, tensor<3xf32>
}

// A variance is none of them; it comes from norm.stats, which is the one that the op decomposes into.
// CHECK-LABEL: func.func @variance(
// CHECK:         %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    %[[S:.+]]:2 = norm.stats <moments> %arg0 axes = [1] : tensor<3x5xf32>
// CHECK-NOT:     linalg.reduce
// CHECK:         linalg.generic {{.*}} ins(%[[S]]#1 : tensor<3xf64>)
// CHECK-NOT:     linalg.reduce
// CHECK:         return
func.func @variance(%x: tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>) {
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
  return %normalized, %var : tensor<3x5xf32>, tensor<3xf32>
}

// The difference from the mean stays, with the mean of the op.
// CHECK-LABEL: func.func @difference(
// CHECK-NEXT:    %[[Y:.+]], %[[S:.+]]:2 = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 {return_statistics} : tensor<3x5xf32>
// CHECK:         %[[M:.+]] = linalg.broadcast ins(%[[S]]#0 : tensor<3xf32>)
// CHECK-NEXT:    %[[D:.+]] = arith.subf %arg0, %[[M]]
// CHECK-NEXT:    return %[[Y]], %[[D]]
func.func @difference(%x: tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3x5xf32>) {
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
  return %normalized, %d : tensor<3x5xf32>, tensor<3x5xf32>
}

// Running averages that take in mean and unbiased variance: 0.75 of the old ones and 0.25 of the new ones.
// CHECK-LABEL: func.func @running_statistics(
// CHECK-NEXT:    %[[Y:.+]], %[[S:.+]]:2 = norm.batch_norm_training %arg0 scale(%arg3 : tensor<3xf32>) running_mean(%arg1 : tensor<3xf32>) running_variance(%arg2 : tensor<3xf32>) channel_axis = 1 epsilon = 1.250000e-01 momentum = 2.500000e-01 : tensor<4x3x5xf32>
// CHECK-NEXT:    return %[[Y]], %[[S]]#0, %[[S]]#1
func.func @running_statistics(%x: tensor<4x3x5xf32>, %rm: tensor<3xf32>, %rv: tensor<3xf32>, %w: tensor<3xf32>) -> (tensor<4x3x5xf32>, tensor<3xf32>, tensor<3xf32>) {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<4x3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [0, 2]
  %mean_n = arith.constant dense<20.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %means_e = tensor.empty() : tensor<4x3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<4x3x5xf32>) dimensions = [0, 2]
  %d = arith.subf %x, %means : tensor<4x3x5xf32>
  %q = arith.mulf %d, %d : tensor<4x3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<4x3x5xf32>) outs(%var_sum_init : tensor<3xf32>) dimensions = [0, 2]
  %var_n = arith.constant dense<20.0> : tensor<3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<4x3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<4x3x5xf32>) dimensions = [0, 2]
  %normalized = arith.mulf %d, %rstds : tensor<4x3x5xf32>
  %ws_e = tensor.empty() : tensor<4x3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<3xf32>) outs(%ws_e : tensor<4x3x5xf32>) dimensions = [0, 2]
  %y = arith.mulf %normalized, %ws : tensor<4x3x5xf32>
  %keep = arith.constant dense<0.75> : tensor<3xf32>
  %take = arith.constant dense<0.25> : tensor<3xf32>
  %om = arith.mulf %rm, %keep : tensor<3xf32>
  %nm = arith.mulf %mean, %take : tensor<3xf32>
  %m = arith.addf %om, %nm : tensor<3xf32>
  %correction = arith.constant dense<1.05263157894736836> : tensor<3xf32>
  %uv = arith.mulf %var, %correction : tensor<3xf32>
  %ov = arith.mulf %rv, %keep : tensor<3xf32>
  %nv = arith.mulf %uv, %take : tensor<3xf32>
  %vv = arith.addf %ov, %nv : tensor<3xf32>
  return %y, %m, %vv : tensor<4x3x5xf32>, tensor<3xf32>, tensor<3xf32>
}

// ONNX takes in the biased variance. Without a scale it is batch normalization, too.
// CHECK-LABEL: func.func @biased_running_statistics(
// CHECK-NEXT:    %[[Y:.+]], %[[S:.+]]:2 = norm.batch_norm_training %arg0 running_mean(%arg1 : tensor<3xf32>) running_variance(%arg2 : tensor<3xf32>) channel_axis = 1 epsilon = 1.250000e-01 momentum = 2.500000e-01 {unbiased_running_variance = false} : tensor<4x3x5xf32>
// CHECK-NEXT:    return %[[Y]], %[[S]]#0, %[[S]]#1
func.func @biased_running_statistics(%x: tensor<4x3x5xf32>, %rm: tensor<3xf32>, %rv: tensor<3xf32>) -> (tensor<4x3x5xf32>, tensor<3xf32>, tensor<3xf32>) {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<4x3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [0, 2]
  %mean_n = arith.constant dense<20.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %means_e = tensor.empty() : tensor<4x3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<4x3x5xf32>) dimensions = [0, 2]
  %d = arith.subf %x, %means : tensor<4x3x5xf32>
  %q = arith.mulf %d, %d : tensor<4x3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<4x3x5xf32>) outs(%var_sum_init : tensor<3xf32>) dimensions = [0, 2]
  %var_n = arith.constant dense<20.0> : tensor<3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<4x3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<4x3x5xf32>) dimensions = [0, 2]
  %normalized = arith.mulf %d, %rstds : tensor<4x3x5xf32>
  %keep = arith.constant dense<0.75> : tensor<3xf32>
  %take = arith.constant dense<0.25> : tensor<3xf32>
  %om = arith.mulf %rm, %keep : tensor<3xf32>
  %nm = arith.mulf %mean, %take : tensor<3xf32>
  %m = arith.addf %om, %nm : tensor<3xf32>
  %ov = arith.mulf %rv, %keep : tensor<3xf32>
  %nv = arith.mulf %var, %take : tensor<3xf32>
  %vv = arith.addf %ov, %nv : tensor<3xf32>
  return %normalized, %m, %vv : tensor<4x3x5xf32>, tensor<3xf32>, tensor<3xf32>
}
