// The axes decide which op a norm is.
// RUN: norm-opt %s --norm-raise=remarks=false --canonicalize --cse | FileCheck %s

// Statistics of each channel and batch index, a scale of each channel.
// CHECK-LABEL: func.func @instance_norm(
// CHECK-NEXT:    %[[Y:.+]] = norm.instance_norm %arg0 scale(%arg1 : tensor<6xf32>) bias(%arg2 : tensor<6xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.250000e-01 : tensor<2x6x3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @instance_norm(%x: tensor<2x6x3x5xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<2x6xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<2x6xf32>) -> tensor<2x6xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<2x6x3x5xf32>) outs(%mean_sum_init : tensor<2x6xf32>) dimensions = [2, 3]
  %mean_n = arith.constant dense<15.0> : tensor<2x6xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<2x6xf32>
  %means_e = tensor.empty() : tensor<2x6x3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<2x6xf32>) outs(%means_e : tensor<2x6x3x5xf32>) dimensions = [2, 3]
  %d = arith.subf %x, %means : tensor<2x6x3x5xf32>
  %q = arith.mulf %d, %d : tensor<2x6x3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<2x6xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<2x6xf32>) -> tensor<2x6xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<2x6x3x5xf32>) outs(%var_sum_init : tensor<2x6xf32>) dimensions = [2, 3]
  %var_n = arith.constant dense<15.0> : tensor<2x6xf32>
  %var = arith.divf %var_sum, %var_n : tensor<2x6xf32>
  %eps = arith.constant dense<0.125> : tensor<2x6xf32>
  %inside = arith.addf %var, %eps : tensor<2x6xf32>
  %rstd = math.rsqrt %inside : tensor<2x6xf32>
  %rstds_e = tensor.empty() : tensor<2x6x3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<2x6xf32>) outs(%rstds_e : tensor<2x6x3x5xf32>) dimensions = [2, 3]
  %normalized = arith.mulf %d, %rstds : tensor<2x6x3x5xf32>
  %ws_e = tensor.empty() : tensor<2x6x3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<6xf32>) outs(%ws_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %bs_e = tensor.empty() : tensor<2x6x3x5xf32>
  %bs = linalg.broadcast ins(%b : tensor<6xf32>) outs(%bs_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %p = arith.mulf %normalized, %ws : tensor<2x6x3x5xf32>
  %y = arith.addf %p, %bs : tensor<2x6x3x5xf32>
  return %y : tensor<2x6x3x5xf32>
}

// Statistics of each channel.
// CHECK-LABEL: func.func @batch_norm_training(
// CHECK-NEXT:    %[[Y:.+]] = norm.batch_norm_training %arg0 scale(%arg1 : tensor<6xf32>) bias(%arg2 : tensor<6xf32>) channel_axis = 1 epsilon = 1.250000e-01 : tensor<2x6x3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @batch_norm_training(%x: tensor<2x6x3x5xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<6xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<6xf32>) -> tensor<6xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<2x6x3x5xf32>) outs(%mean_sum_init : tensor<6xf32>) dimensions = [0, 2, 3]
  %mean_n = arith.constant dense<30.0> : tensor<6xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<6xf32>
  %means_e = tensor.empty() : tensor<2x6x3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<6xf32>) outs(%means_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %d = arith.subf %x, %means : tensor<2x6x3x5xf32>
  %q = arith.mulf %d, %d : tensor<2x6x3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<6xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<6xf32>) -> tensor<6xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<2x6x3x5xf32>) outs(%var_sum_init : tensor<6xf32>) dimensions = [0, 2, 3]
  %var_n = arith.constant dense<30.0> : tensor<6xf32>
  %var = arith.divf %var_sum, %var_n : tensor<6xf32>
  %eps = arith.constant dense<0.125> : tensor<6xf32>
  %inside = arith.addf %var, %eps : tensor<6xf32>
  %rstd = math.rsqrt %inside : tensor<6xf32>
  %rstds_e = tensor.empty() : tensor<2x6x3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<6xf32>) outs(%rstds_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %normalized = arith.mulf %d, %rstds : tensor<2x6x3x5xf32>
  %ws_e = tensor.empty() : tensor<2x6x3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<6xf32>) outs(%ws_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %bs_e = tensor.empty() : tensor<2x6x3x5xf32>
  %bs = linalg.broadcast ins(%b : tensor<6xf32>) outs(%bs_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %p = arith.mulf %normalized, %ws : tensor<2x6x3x5xf32>
  %y = arith.addf %p, %bs : tensor<2x6x3x5xf32>
  return %y : tensor<2x6x3x5xf32>
}

// Statistics over the channels, too: group normalization with one group.
// CHECK-LABEL: func.func @one_group(
// CHECK-NEXT:    %[[Y:.+]] = norm.group_norm %arg0 scale(%arg1 : tensor<6xf32>) bias(%arg2 : tensor<6xf32>) num_groups = 1 channel_axis = 1 axes = [2, 3] epsilon = 1.250000e-01 : tensor<2x6x3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @one_group(%x: tensor<2x6x3x5xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<2xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<2xf32>) -> tensor<2xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<2x6x3x5xf32>) outs(%mean_sum_init : tensor<2xf32>) dimensions = [1, 2, 3]
  %mean_n = arith.constant dense<90.0> : tensor<2xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<2xf32>
  %means_e = tensor.empty() : tensor<2x6x3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<2xf32>) outs(%means_e : tensor<2x6x3x5xf32>) dimensions = [1, 2, 3]
  %d = arith.subf %x, %means : tensor<2x6x3x5xf32>
  %q = arith.mulf %d, %d : tensor<2x6x3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<2xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<2xf32>) -> tensor<2xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<2x6x3x5xf32>) outs(%var_sum_init : tensor<2xf32>) dimensions = [1, 2, 3]
  %var_n = arith.constant dense<90.0> : tensor<2xf32>
  %var = arith.divf %var_sum, %var_n : tensor<2xf32>
  %eps = arith.constant dense<0.125> : tensor<2xf32>
  %inside = arith.addf %var, %eps : tensor<2xf32>
  %rstd = math.rsqrt %inside : tensor<2xf32>
  %rstds_e = tensor.empty() : tensor<2x6x3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<2xf32>) outs(%rstds_e : tensor<2x6x3x5xf32>) dimensions = [1, 2, 3]
  %normalized = arith.mulf %d, %rstds : tensor<2x6x3x5xf32>
  %ws_e = tensor.empty() : tensor<2x6x3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<6xf32>) outs(%ws_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %bs_e = tensor.empty() : tensor<2x6x3x5xf32>
  %bs = linalg.broadcast ins(%b : tensor<6xf32>) outs(%bs_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %p = arith.mulf %normalized, %ws : tensor<2x6x3x5xf32>
  %y = arith.addf %p, %bs : tensor<2x6x3x5xf32>
  return %y : tensor<2x6x3x5xf32>
}

// Over the channels alone.
// CHECK-LABEL: func.func @channels_first(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 scale(%arg1 : tensor<6xf32>) bias(%arg2 : tensor<6xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<2x6x3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @channels_first(%x: tensor<2x6x3x5xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<2x3x5xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<2x6x3x5xf32>) outs(%mean_sum_init : tensor<2x3x5xf32>) dimensions = [1]
  %mean_n = arith.constant dense<6.0> : tensor<2x3x5xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<2x3x5xf32>
  %means_e = tensor.empty() : tensor<2x6x3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<2x3x5xf32>) outs(%means_e : tensor<2x6x3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<2x6x3x5xf32>
  %q = arith.mulf %d, %d : tensor<2x6x3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<2x3x5xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<2x6x3x5xf32>) outs(%var_sum_init : tensor<2x3x5xf32>) dimensions = [1]
  %var_n = arith.constant dense<6.0> : tensor<2x3x5xf32>
  %var = arith.divf %var_sum, %var_n : tensor<2x3x5xf32>
  %eps = arith.constant dense<0.125> : tensor<2x3x5xf32>
  %inside = arith.addf %var, %eps : tensor<2x3x5xf32>
  %rstd = math.rsqrt %inside : tensor<2x3x5xf32>
  %rstds_e = tensor.empty() : tensor<2x6x3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<2x3x5xf32>) outs(%rstds_e : tensor<2x6x3x5xf32>) dimensions = [1]
  %normalized = arith.mulf %d, %rstds : tensor<2x6x3x5xf32>
  %ws_e = tensor.empty() : tensor<2x6x3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<6xf32>) outs(%ws_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %bs_e = tensor.empty() : tensor<2x6x3x5xf32>
  %bs = linalg.broadcast ins(%b : tensor<6xf32>) outs(%bs_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %p = arith.mulf %normalized, %ws : tensor<2x6x3x5xf32>
  %y = arith.addf %p, %bs : tensor<2x6x3x5xf32>
  return %y : tensor<2x6x3x5xf32>
}

// Without a scale it is layer normalization, whatever the axes.
// CHECK-LABEL: func.func @no_scale(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [0, 2, 3] epsilon = 1.250000e-01 : tensor<2x6x3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @no_scale(%x: tensor<2x6x3x5xf32>) -> tensor<2x6x3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<6xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<6xf32>) -> tensor<6xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<2x6x3x5xf32>) outs(%mean_sum_init : tensor<6xf32>) dimensions = [0, 2, 3]
  %mean_n = arith.constant dense<30.0> : tensor<6xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<6xf32>
  %means_e = tensor.empty() : tensor<2x6x3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<6xf32>) outs(%means_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %d = arith.subf %x, %means : tensor<2x6x3x5xf32>
  %q = arith.mulf %d, %d : tensor<2x6x3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<6xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<6xf32>) -> tensor<6xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<2x6x3x5xf32>) outs(%var_sum_init : tensor<6xf32>) dimensions = [0, 2, 3]
  %var_n = arith.constant dense<30.0> : tensor<6xf32>
  %var = arith.divf %var_sum, %var_n : tensor<6xf32>
  %eps = arith.constant dense<0.125> : tensor<6xf32>
  %inside = arith.addf %var, %eps : tensor<6xf32>
  %rstd = math.rsqrt %inside : tensor<6xf32>
  %rstds_e = tensor.empty() : tensor<2x6x3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<6xf32>) outs(%rstds_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %normalized = arith.mulf %d, %rstds : tensor<2x6x3x5xf32>
  return %normalized : tensor<2x6x3x5xf32>
}

// Reshape, norm, reshape, affine.
// CHECK-LABEL: func.func @group_norm(
// CHECK-NEXT:    %[[Y:.+]] = norm.group_norm %arg0 scale(%arg1 : tensor<6xf32>) bias(%arg2 : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.250000e-01 : tensor<2x6x3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @group_norm(%x: tensor<2x6x3x5xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x3x5xf32> {
  %g = tensor.expand_shape %x [[0], [1, 2], [3], [4]] output_shape [2, 3, 2, 3, 5] : tensor<2x6x3x5xf32> into tensor<2x3x2x3x5xf32>
  %rows = tensor.collapse_shape %g [[0], [1], [2, 3, 4]] : tensor<2x3x2x3x5xf32> into tensor<2x3x30xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<2x3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<2x3xf32>) -> tensor<2x3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%rows : tensor<2x3x30xf32>) outs(%mean_sum_init : tensor<2x3xf32>) dimensions = [2]
  %mean_n = arith.constant dense<30.0> : tensor<2x3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<2x3xf32>
  %means_e = tensor.empty() : tensor<2x3x30xf32>
  %means = linalg.broadcast ins(%mean : tensor<2x3xf32>) outs(%means_e : tensor<2x3x30xf32>) dimensions = [2]
  %d = arith.subf %rows, %means : tensor<2x3x30xf32>
  %q = arith.mulf %d, %d : tensor<2x3x30xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<2x3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<2x3xf32>) -> tensor<2x3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<2x3x30xf32>) outs(%var_sum_init : tensor<2x3xf32>) dimensions = [2]
  %var_n = arith.constant dense<30.0> : tensor<2x3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<2x3xf32>
  %eps = arith.constant dense<0.125> : tensor<2x3xf32>
  %inside = arith.addf %var, %eps : tensor<2x3xf32>
  %rstd = math.rsqrt %inside : tensor<2x3xf32>
  %rstds_e = tensor.empty() : tensor<2x3x30xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<2x3xf32>) outs(%rstds_e : tensor<2x3x30xf32>) dimensions = [2]
  %normalized = arith.mulf %d, %rstds : tensor<2x3x30xf32>
  %h = tensor.expand_shape %normalized [[0], [1], [2, 3, 4]] output_shape [2, 3, 2, 3, 5] : tensor<2x3x30xf32> into tensor<2x3x2x3x5xf32>
  %back = tensor.collapse_shape %h [[0], [1, 2], [3], [4]] : tensor<2x3x2x3x5xf32> into tensor<2x6x3x5xf32>
  %ws_e = tensor.empty() : tensor<2x6x3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<6xf32>) outs(%ws_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %bs_e = tensor.empty() : tensor<2x6x3x5xf32>
  %bs = linalg.broadcast ins(%b : tensor<6xf32>) outs(%bs_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %p = arith.mulf %back, %ws : tensor<2x6x3x5xf32>
  %y = arith.addf %p, %bs : tensor<2x6x3x5xf32>
  return %y : tensor<2x6x3x5xf32>
}

// The channels last, the scale in the grouped view.
// CHECK-LABEL: func.func @group_norm_channels_last(
// CHECK-NEXT:    %[[Y:.+]] = norm.group_norm %arg0 scale(%arg1 : tensor<6xf32>) bias(%arg2 : tensor<6xf32>) num_groups = 2 channel_axis = 3 axes = [1, 2] epsilon = 1.250000e-01 : tensor<2x3x5x6xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @group_norm_channels_last(%x: tensor<2x3x5x6xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x3x5x6xf32> {
  %g = tensor.expand_shape %x [[0], [1], [2], [3, 4]] output_shape [2, 3, 5, 2, 3] : tensor<2x3x5x6xf32> into tensor<2x3x5x2x3xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<2x2xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<2x2xf32>) -> tensor<2x2xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%g : tensor<2x3x5x2x3xf32>) outs(%mean_sum_init : tensor<2x2xf32>) dimensions = [1, 2, 4]
  %mean_n = arith.constant dense<45.0> : tensor<2x2xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<2x2xf32>
  %means_e = tensor.empty() : tensor<2x3x5x2x3xf32>
  %means = linalg.broadcast ins(%mean : tensor<2x2xf32>) outs(%means_e : tensor<2x3x5x2x3xf32>) dimensions = [1, 2, 4]
  %d = arith.subf %g, %means : tensor<2x3x5x2x3xf32>
  %q = arith.mulf %d, %d : tensor<2x3x5x2x3xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<2x2xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<2x2xf32>) -> tensor<2x2xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<2x3x5x2x3xf32>) outs(%var_sum_init : tensor<2x2xf32>) dimensions = [1, 2, 4]
  %var_n = arith.constant dense<45.0> : tensor<2x2xf32>
  %var = arith.divf %var_sum, %var_n : tensor<2x2xf32>
  %eps = arith.constant dense<0.125> : tensor<2x2xf32>
  %inside = arith.addf %var, %eps : tensor<2x2xf32>
  %rstd = math.rsqrt %inside : tensor<2x2xf32>
  %rstds_e = tensor.empty() : tensor<2x3x5x2x3xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<2x2xf32>) outs(%rstds_e : tensor<2x3x5x2x3xf32>) dimensions = [1, 2, 4]
  %normalized = arith.mulf %d, %rstds : tensor<2x3x5x2x3xf32>
  %wg = tensor.expand_shape %w [[0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>
  %bg = tensor.expand_shape %b [[0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>
  %ws_e = tensor.empty() : tensor<2x3x5x2x3xf32>
  %ws = linalg.broadcast ins(%wg : tensor<2x3xf32>) outs(%ws_e : tensor<2x3x5x2x3xf32>) dimensions = [0, 1, 2]
  %bs_e = tensor.empty() : tensor<2x3x5x2x3xf32>
  %bs = linalg.broadcast ins(%bg : tensor<2x3xf32>) outs(%bs_e : tensor<2x3x5x2x3xf32>) dimensions = [0, 1, 2]
  %p = arith.mulf %normalized, %ws : tensor<2x3x5x2x3xf32>
  %s = arith.addf %p, %bs : tensor<2x3x5x2x3xf32>
  %y = tensor.collapse_shape %s [[0], [1], [2], [3, 4]] : tensor<2x3x5x2x3xf32> into tensor<2x3x5x6xf32>
  return %y : tensor<2x3x5x6xf32>
}

// A scale for each group.
// CHECK-LABEL: func.func @scale_per_group(
// CHECK-NEXT:    %[[Y:.+]] = norm.group_norm %arg0 scale(%arg1 : tensor<3xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.250000e-01 {affine = #norm.affine<per_group>} : tensor<2x6x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @scale_per_group(%x: tensor<2x6x5xf32>, %w: tensor<3xf32>) -> tensor<2x6x5xf32> {
  %g = tensor.expand_shape %x [[0], [1, 2], [3]] output_shape [2, 3, 2, 5] : tensor<2x6x5xf32> into tensor<2x3x2x5xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<2x3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<2x3xf32>) -> tensor<2x3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%g : tensor<2x3x2x5xf32>) outs(%mean_sum_init : tensor<2x3xf32>) dimensions = [2, 3]
  %mean_n = arith.constant dense<10.0> : tensor<2x3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<2x3xf32>
  %means_e = tensor.empty() : tensor<2x3x2x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<2x3xf32>) outs(%means_e : tensor<2x3x2x5xf32>) dimensions = [2, 3]
  %d = arith.subf %g, %means : tensor<2x3x2x5xf32>
  %q = arith.mulf %d, %d : tensor<2x3x2x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<2x3xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<2x3xf32>) -> tensor<2x3xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<2x3x2x5xf32>) outs(%var_sum_init : tensor<2x3xf32>) dimensions = [2, 3]
  %var_n = arith.constant dense<10.0> : tensor<2x3xf32>
  %var = arith.divf %var_sum, %var_n : tensor<2x3xf32>
  %eps = arith.constant dense<0.125> : tensor<2x3xf32>
  %inside = arith.addf %var, %eps : tensor<2x3xf32>
  %rstd = math.rsqrt %inside : tensor<2x3xf32>
  %rstds_e = tensor.empty() : tensor<2x3x2x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<2x3xf32>) outs(%rstds_e : tensor<2x3x2x5xf32>) dimensions = [2, 3]
  %normalized = arith.mulf %d, %rstds : tensor<2x3x2x5xf32>
  %ws_e = tensor.empty() : tensor<2x3x2x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<3xf32>) outs(%ws_e : tensor<2x3x2x5xf32>) dimensions = [0, 2, 3]
  %p = arith.mulf %normalized, %ws : tensor<2x3x2x5xf32>
  %y = tensor.collapse_shape %p [[0], [1, 2], [3]] : tensor<2x3x2x5xf32> into tensor<2x6x5xf32>
  return %y : tensor<2x6x5xf32>
}

// Channels that are cut the other way are no group normalization: a layer normalization of the view.
// CHECK-LABEL: func.func @shuffled_channels(
// CHECK-NEXT:    %[[V:.+]] = tensor.expand_shape %arg0
// CHECK-NEXT:    %[[N:.+]] = norm.layer_norm %[[V]] axes = [1, 3, 4] epsilon = 1.250000e-01 : tensor<2x3x2x3x5xf32>
// CHECK-NEXT:    %[[Y:.+]] = tensor.collapse_shape %[[N]]
// CHECK-NEXT:    return %[[Y]]
func.func @shuffled_channels(%x: tensor<2x6x3x5xf32>) -> tensor<2x6x3x5xf32> {
  %g = tensor.expand_shape %x [[0], [1, 2], [3], [4]] output_shape [2, 3, 2, 3, 5] : tensor<2x6x3x5xf32> into tensor<2x3x2x3x5xf32>
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<2x2xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<2x2xf32>) -> tensor<2x2xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%g : tensor<2x3x2x3x5xf32>) outs(%mean_sum_init : tensor<2x2xf32>) dimensions = [1, 3, 4]
  %mean_n = arith.constant dense<45.0> : tensor<2x2xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<2x2xf32>
  %means_e = tensor.empty() : tensor<2x3x2x3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<2x2xf32>) outs(%means_e : tensor<2x3x2x3x5xf32>) dimensions = [1, 3, 4]
  %d = arith.subf %g, %means : tensor<2x3x2x3x5xf32>
  %q = arith.mulf %d, %d : tensor<2x3x2x3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<2x2xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<2x2xf32>) -> tensor<2x2xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<2x3x2x3x5xf32>) outs(%var_sum_init : tensor<2x2xf32>) dimensions = [1, 3, 4]
  %var_n = arith.constant dense<45.0> : tensor<2x2xf32>
  %var = arith.divf %var_sum, %var_n : tensor<2x2xf32>
  %eps = arith.constant dense<0.125> : tensor<2x2xf32>
  %inside = arith.addf %var, %eps : tensor<2x2xf32>
  %rstd = math.rsqrt %inside : tensor<2x2xf32>
  %rstds_e = tensor.empty() : tensor<2x3x2x3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<2x2xf32>) outs(%rstds_e : tensor<2x3x2x3x5xf32>) dimensions = [1, 3, 4]
  %normalized = arith.mulf %d, %rstds : tensor<2x3x2x3x5xf32>
  %y = tensor.collapse_shape %normalized [[0], [1, 2], [3], [4]] : tensor<2x3x2x3x5xf32> into tensor<2x6x3x5xf32>
  return %y : tensor<2x6x3x5xf32>
}

// Mean and variance are arguments.
// CHECK-LABEL: func.func @batch_norm(
// CHECK-NEXT:    %[[Y:.+]] = norm.batch_norm %arg0 mean(%arg1 : tensor<6xf32>) variance(%arg2 : tensor<6xf32>) scale(%arg3 : tensor<6xf32>) bias(%arg4 : tensor<6xf32>) channel_axis = 1 epsilon = 1.250000e-01 : tensor<2x6x3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @batch_norm(%x: tensor<2x6x3x5xf32>, %m: tensor<6xf32>, %v: tensor<6xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x3x5xf32> {
  %eps = arith.constant dense<0.125> : tensor<6xf32>
  %inside = arith.addf %v, %eps : tensor<6xf32>
  %rstd = math.rsqrt %inside : tensor<6xf32>
  %ms_e = tensor.empty() : tensor<2x6x3x5xf32>
  %ms = linalg.broadcast ins(%m : tensor<6xf32>) outs(%ms_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %rs_e = tensor.empty() : tensor<2x6x3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<6xf32>) outs(%rs_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %d = arith.subf %x, %ms : tensor<2x6x3x5xf32>
  %n = arith.mulf %d, %rs : tensor<2x6x3x5xf32>
  %ws_e = tensor.empty() : tensor<2x6x3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<6xf32>) outs(%ws_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %bs_e = tensor.empty() : tensor<2x6x3x5xf32>
  %bs = linalg.broadcast ins(%b : tensor<6xf32>) outs(%bs_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %p = arith.mulf %n, %ws : tensor<2x6x3x5xf32>
  %y = arith.addf %p, %bs : tensor<2x6x3x5xf32>
  return %y : tensor<2x6x3x5xf32>
}

// The same as x * s + t.
// CHECK-LABEL: func.func @batch_norm_folded(
// CHECK-NEXT:    %[[Y:.+]] = norm.batch_norm %arg0 mean(%arg1 : tensor<6xf32>) variance(%arg2 : tensor<6xf32>) scale(%arg3 : tensor<6xf32>) bias(%arg4 : tensor<6xf32>) channel_axis = 1 epsilon = 1.250000e-01 : tensor<2x6x3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @batch_norm_folded(%x: tensor<2x6x3x5xf32>, %m: tensor<6xf32>, %v: tensor<6xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x3x5xf32> {
  %eps = arith.constant dense<0.125> : tensor<6xf32>
  %inside = arith.addf %v, %eps : tensor<6xf32>
  %rstd = math.rsqrt %inside : tensor<6xf32>
  %s = arith.mulf %rstd, %w : tensor<6xf32>
  %ms = arith.mulf %m, %s : tensor<6xf32>
  %t = arith.subf %b, %ms : tensor<6xf32>
  %ss_e = tensor.empty() : tensor<2x6x3x5xf32>
  %ss = linalg.broadcast ins(%s : tensor<6xf32>) outs(%ss_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %ts_e = tensor.empty() : tensor<2x6x3x5xf32>
  %ts = linalg.broadcast ins(%t : tensor<6xf32>) outs(%ts_e : tensor<2x6x3x5xf32>) dimensions = [0, 2, 3]
  %p = arith.mulf %x, %ss : tensor<2x6x3x5xf32>
  %y = arith.addf %p, %ts : tensor<2x6x3x5xf32>
  return %y : tensor<2x6x3x5xf32>
}

// A length for each slice.
// CHECK-LABEL: func.func @weight_norm(
// CHECK-NEXT:    %[[Y:.+]] = norm.weight_norm %arg0 scale(%arg1 : tensor<2xf32>) axis = 0 : tensor<2x6x3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @weight_norm(%x: tensor<2x6x3x5xf32>, %g: tensor<2xf32>) -> tensor<2x6x3x5xf32> {
  %q = arith.mulf %x, %x : tensor<2x6x3x5xf32>
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<2xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<2xf32>) -> tensor<2xf32>
  %sum = linalg.reduce { arith.addf } ins(%q : tensor<2x6x3x5xf32>) outs(%sum_init : tensor<2xf32>) dimensions = [1, 2, 3]
  %norm = math.sqrt %sum : tensor<2xf32>
  %factor = arith.divf %g, %norm : tensor<2xf32>
  %factors_e = tensor.empty() : tensor<2x6x3x5xf32>
  %factors = linalg.broadcast ins(%factor : tensor<2xf32>) outs(%factors_e : tensor<2x6x3x5xf32>) dimensions = [1, 2, 3]
  %y = arith.mulf %x, %factors : tensor<2x6x3x5xf32>
  return %y : tensor<2x6x3x5xf32>
}

// The input is read the other way round; the norm stays with its layout.
// CHECK-LABEL: func.func @transposed(
// CHECK-NEXT:    %[[N:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<2x6x3x5xf32>
// CHECK:         %[[Y:.+]] = linalg.transpose ins(%[[N]] : tensor<2x6x3x5xf32>) {{.*}} permutation = [0, 2, 3, 1]
// CHECK-NEXT:    return %[[Y]]
func.func @transposed(%x: tensor<2x6x3x5xf32>) -> tensor<2x3x5x6xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<2x3x5xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<2x6x3x5xf32>) outs(%mean_sum_init : tensor<2x3x5xf32>) dimensions = [1]
  %mean_n = arith.constant dense<6.0> : tensor<2x3x5xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<2x3x5xf32>
  %means_e = tensor.empty() : tensor<2x3x5x6xf32>
  %means = linalg.broadcast ins(%mean : tensor<2x3x5xf32>) outs(%means_e : tensor<2x3x5x6xf32>) dimensions = [3]
  %d_e = tensor.empty() : tensor<2x3x5x6xf32>
  %d = linalg.generic {indexing_maps = [affine_map<(n, h, w, c) -> (n, c, h, w)>, affine_map<(n, h, w, c) -> (n, h, w, c)>, affine_map<(n, h, w, c) -> (n, h, w, c)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%x, %means : tensor<2x6x3x5xf32>, tensor<2x3x5x6xf32>) outs(%d_e : tensor<2x3x5x6xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %s = arith.subf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<2x3x5x6xf32>
  %q = arith.mulf %d, %d : tensor<2x3x5x6xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<2x3x5xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%q : tensor<2x3x5x6xf32>) outs(%var_sum_init : tensor<2x3x5xf32>) dimensions = [3]
  %var_n = arith.constant dense<6.0> : tensor<2x3x5xf32>
  %var = arith.divf %var_sum, %var_n : tensor<2x3x5xf32>
  %eps = arith.constant dense<0.125> : tensor<2x3x5xf32>
  %inside = arith.addf %var, %eps : tensor<2x3x5xf32>
  %rstd = math.rsqrt %inside : tensor<2x3x5xf32>
  %rstds_e = tensor.empty() : tensor<2x3x5x6xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<2x3x5xf32>) outs(%rstds_e : tensor<2x3x5x6xf32>) dimensions = [3]
  %y = arith.mulf %d, %rstds : tensor<2x3x5x6xf32>
  return %y : tensor<2x3x5x6xf32>
}
