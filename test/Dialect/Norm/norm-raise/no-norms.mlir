// What looks a little like a norm stays as it is, and is not remarked on.
// RUN: norm-opt %s --norm-raise --verify-diagnostics | FileCheck %s

// CHECK-LABEL: func.func @softmax(
// CHECK-NOT:     norm.
func.func @softmax(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %m_init_0 = arith.constant 0xFF800000 : f32
  %m_init_1 = tensor.empty() : tensor<3xf32>
  %m_init = linalg.fill ins(%m_init_0 : f32) outs(%m_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %m = linalg.reduce { arith.maximumf } ins(%x : tensor<3x5xf32>) outs(%m_init : tensor<3xf32>) dimensions = [1]
  %ms_e = tensor.empty() : tensor<3x5xf32>
  %ms = linalg.broadcast ins(%m : tensor<3xf32>) outs(%ms_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %ms : tensor<3x5xf32>
  %e = math.exp %d : tensor<3x5xf32>
  %s_init_0 = arith.constant 0.0 : f32
  %s_init_1 = tensor.empty() : tensor<3xf32>
  %s_init = linalg.fill ins(%s_init_0 : f32) outs(%s_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %s = linalg.reduce { arith.addf } ins(%e : tensor<3x5xf32>) outs(%s_init : tensor<3xf32>) dimensions = [1]
  %ss_e = tensor.empty() : tensor<3x5xf32>
  %ss = linalg.broadcast ins(%s : tensor<3xf32>) outs(%ss_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.divf %e, %ss : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// A root of another tensor.
// CHECK-LABEL: func.func @square_root_of_a_mean(
// CHECK-NOT:     norm.
func.func @square_root_of_a_mean(%x: tensor<3x5xf32>, %z: tensor<3x5xf32>) -> tensor<3x5xf32> {
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
  %rs_e = tensor.empty() : tensor<3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %x, %rs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// CHECK-LABEL: func.func @difference_from_the_mean(
// CHECK-NOT:     norm.
func.func @difference_from_the_mean(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  return %d : tensor<3x5xf32>
}

// CHECK-LABEL: func.func @distance(
// CHECK-NOT:     norm.
func.func @distance(%x: tensor<3x5xf32>, %z: tensor<3x5xf32>) -> tensor<3xf32> {
  %d = arith.subf %x, %z : tensor<3x5xf32>
  %q = arith.mulf %d, %d : tensor<3x5xf32>
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<3xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%sum_init : tensor<3xf32>) dimensions = [1]
  %y = math.sqrt %sum : tensor<3xf32>
  return %y : tensor<3xf32>
}

// CHECK-LABEL: func.func @squeeze_and_excite(
// CHECK-NOT:     norm.
func.func @squeeze_and_excite(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %t = math.tanh %mean : tensor<3xf32>
  %ts_e = tensor.empty() : tensor<3x5xf32>
  %ts = linalg.broadcast ins(%t : tensor<3xf32>) outs(%ts_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %x, %ts : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// There is nothing to normalize.
// CHECK-LABEL: func.func @empty_groups(
// CHECK-NOT:     norm.
func.func @empty_groups(%x: tensor<3x0xf32>) -> tensor<3x0xf32> {
  %q = arith.mulf %x, %x : tensor<3x0xf32>
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<3xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%q : tensor<3x0xf32>) outs(%sum_init : tensor<3xf32>) dimensions = [1]
  %n = arith.constant dense<0.0> : tensor<3xf32>
  %square = arith.divf %sum, %n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %square, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rs_e = tensor.empty() : tensor<3x0xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x0xf32>) dimensions = [1]
  %y = arith.mulf %x, %rs : tensor<3x0xf32>
  return %y : tensor<3x0xf32>
}

// Groups of one element: the mean is the element.
// CHECK-LABEL: func.func @single_elements(
// CHECK-NOT:     norm.
func.func @single_elements(%x: tensor<3x1xf32>) -> tensor<3x1xf32> {
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<3xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%x : tensor<3x1xf32>) outs(%sum_init : tensor<3xf32>) dimensions = [1]
  %ms_e = tensor.empty() : tensor<3x1xf32>
  %ms = linalg.broadcast ins(%sum : tensor<3xf32>) outs(%ms_e : tensor<3x1xf32>) dimensions = [1]
  %d = arith.subf %x, %ms : tensor<3x1xf32>
  %q = arith.mulf %d, %d : tensor<3x1xf32>
  %var_init_0 = arith.constant 0.0 : f32
  %var_init_1 = tensor.empty() : tensor<3xf32>
  %var_init = linalg.fill ins(%var_init_0 : f32) outs(%var_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %var = linalg.reduce { arith.addf } ins(%q : tensor<3x1xf32>) outs(%var_init : tensor<3xf32>) dimensions = [1]
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rs_e = tensor.empty() : tensor<3x1xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x1xf32>) dimensions = [1]
  %y = arith.mulf %d, %rs : tensor<3x1xf32>
  return %y : tensor<3x1xf32>
}

// CHECK-LABEL: func.func @scaled_by_the_variance(
// CHECK-NOT:     norm.
func.func @scaled_by_the_variance(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
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
  %vs_e = tensor.empty() : tensor<3x5xf32>
  %vs = linalg.broadcast ins(%var : tensor<3xf32>) outs(%vs_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %x, %vs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}
