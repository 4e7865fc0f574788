// Norms without a name become norm.stats and norm.apply.
// RUN: norm-opt %s --norm-raise=remarks=false --canonicalize --cse | FileCheck %s

// Divided by the deviation, about 0.
// CHECK-LABEL: func.func @no_mean_subtracted(
// CHECK:         %[[S:.+]]:2 = norm.stats <moments> %arg0 axes = [1] : tensor<3x5xf32>
// CHECK:         %[[R:.+]] = linalg.generic {{.*}} ins(%[[S]]#1 : tensor<3xf64>)
// CHECK:         %[[Y:.+]] = norm.apply %arg0 rstd(%[[R]] : tensor<3xf64>) statistics_axes = [0] affine_axes = [] : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @no_mean_subtracted(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
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
  %y = arith.mulf %x, %rstds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// RMS normalization has no such epsilon.
// CHECK-LABEL: func.func @epsilon_beside_the_root_mean_square(
// CHECK:         %[[S:.+]] = norm.stats <second_moment> %arg0 axes = [1] : tensor<3x5xf32>
// CHECK:         %[[R:.+]] = linalg.generic {{.*}} ins(%[[S]] : tensor<3xf64>)
// CHECK:         %[[Y:.+]] = norm.apply %arg0 rstd(%[[R]] : tensor<3xf64>) scale(%arg1 : tensor<5xf32>) statistics_axes = [0] affine_axes = [1] : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @epsilon_beside_the_root_mean_square(%x: tensor<3x5xf32>, %w: tensor<5xf32>) -> tensor<3x5xf32> {
  %q = arith.mulf %x, %x : tensor<3x5xf32>
  %square_sum_init_0 = arith.constant 0.0 : f32
  %square_sum_init_1 = tensor.empty() : tensor<3xf32>
  %square_sum_init = linalg.fill ins(%square_sum_init_0 : f32) outs(%square_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %square_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%square_sum_init : tensor<3xf32>) dimensions = [1]
  %square_n = arith.constant dense<5.0> : tensor<3xf32>
  %square = arith.divf %square_sum, %square_n : tensor<3xf32>
  %root = math.sqrt %square : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %deviation = arith.addf %root, %eps : tensor<3xf32>
  %ds_e = tensor.empty() : tensor<3x5xf32>
  %ds = linalg.broadcast ins(%deviation : tensor<3xf32>) outs(%ds_e : tensor<3x5xf32>) dimensions = [1]
  %n = arith.divf %x, %ds : tensor<3x5xf32>
  %ws_e = tensor.empty() : tensor<3x5xf32>
  %ws = linalg.broadcast ins(%w : tensor<5xf32>) outs(%ws_e : tensor<3x5xf32>) dimensions = [0]
  %p = arith.mulf %n, %ws : tensor<3x5xf32>
  return %p : tensor<3x5xf32>
}

// A variance that is bounded, not added to.
// CHECK-LABEL: func.func @bounded_variance(
// CHECK:         %[[S:.+]]:2 = norm.stats <moments> %arg0 axes = [1] : tensor<3x5xf32>
// CHECK:         %[[R:.+]] = linalg.generic {{.*}} ins(%[[S]]#1 : tensor<3xf64>)
// CHECK:           arith.maximumf
// CHECK:         %[[Y:.+]] = norm.apply %arg0 mean(%[[S]]#0 : tensor<3xf64>) rstd(%[[R]] : tensor<3xf64>) statistics_axes = [0] affine_axes = [] : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @bounded_variance(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
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
  %bounded = arith.maximumf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %bounded : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// An epsilon of each row.
// CHECK-LABEL: func.func @epsilon_per_row(
// CHECK:         %[[S:.+]]:2 = norm.stats <moments> %arg0 axes = [1] : tensor<3x5xf32>
// CHECK:         %[[R:.+]] = linalg.generic {{.*}} ins(%{{.*}}, %{{.*}} : tensor<3xf{{.*}}>, tensor<3xf{{.*}}>)
// CHECK:         %[[Y:.+]] = norm.apply %arg0 mean(%[[S]]#0 : tensor<3xf64>) rstd(%[[R]] : tensor<3xf64>) statistics_axes = [0] affine_axes = [] : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @epsilon_per_row(%x: tensor<3x5xf32>, %e: tensor<3xf32>) -> tensor<3x5xf32> {
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
  %a = math.absf %e : tensor<3xf32>
  %inside = arith.addf %var, %a : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds_e = tensor.empty() : tensor<3x5xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rstds_e : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}
