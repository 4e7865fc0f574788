// Sums of 16-bit inputs in chains of f32, for every way that they may go: about 0, about the mean, in f64.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s
// RUN: norm-opt %s -norm-generalize -convert-norm-to-linalg -canonicalize -norm-form-kernels | norm-runner - --all --verify | FileCheck %s
// CHECK: 11 passed, 0 failed

func.func @about_0_and_mean(%x: tensor<37x1000xbf16> {norm.input = "normal:1,2,3"}) -> (tensor<37xf64>, tensor<37xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] {chain = 6 : i64} : tensor<37x1000xbf16>
  return %mean, %m2 : tensor<37xf64>, tensor<37xf64>
}
func.func @beyond_f32(%x: tensor<37x1000xbf16> {norm.input = "normal:0,1e30,3"}) -> (tensor<37xf64>, tensor<37xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] {chain = 6 : i64} : tensor<37x1000xbf16>
  return %mean, %m2 : tensor<37xf64>, tensor<37xf64>
}
func.func @outliers(%x: tensor<37x1000xbf16> {norm.input = "outliers:1e4,0,1,1000,3"}) -> (tensor<37xf64>, tensor<37xf64>, tensor<37xf64>, tensor<37xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] {chain = 6 : i64} : tensor<37x1000xbf16>
  %s = norm.stats <abs_sum> %x axes = [1] {chain = 6 : i64} : tensor<37x1000xbf16>
  %q = norm.stats <second_moment> %x axes = [1] {chain = 6 : i64} : tensor<37x1000xbf16>
  return %mean, %m2, %s, %q : tensor<37xf64>, tensor<37xf64>, tensor<37xf64>, tensor<37xf64>
}
func.func @alternating(%x: tensor<1000x37xf16> {norm.input = "alternating:1000,3"}) -> (tensor<37xf64>, tensor<37xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [0] {chain = 6 : i64} : tensor<1000x37xf16>
  return %mean, %m2 : tensor<37xf64>, tensor<37xf64>
}

func.func @below_f32(%x: tensor<5x1000xbf16> {norm.input = "normal:0,1e-30,3"}, %y: tensor<5x1000xf16> {norm.input = "normal:0,1e-6,3"}) -> (tensor<5xf64>, tensor<5xf64>, tensor<5xf64>, tensor<5xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] {chain = 6 : i64} : tensor<5x1000xbf16>
  %mean_2, %m2_2 = norm.stats <moments> %y axes = [1] {chain = 6 : i64} : tensor<5x1000xf16>
  return %mean, %m2, %mean_2, %m2_2 : tensor<5xf64>, tensor<5xf64>, tensor<5xf64>, tensor<5xf64>
}

// Statistics that are saved, of groups of which some go one way and some another.
func.func @mixed(%x: tensor<300x96xbf16> {norm.input = "outliers:1e20,7,1,96,3"}) -> (tensor<300x96xbf16>, tensor<300xf32>, tensor<300xf32>, tensor<300x96xbf16>) {
  %y, %mean, %rstd = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<300x96xbf16>
  %z = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 : tensor<300x96xbf16>
  return %y, %mean, %rstd, %z : tensor<300x96xbf16>, tensor<300xf32>, tensor<300xf32>, tensor<300x96xbf16>
}

// A bias that cancels what it joins leaves the error of the statistics.
func.func @cancelled(%row: tensor<1x1000xbf16> {norm.input = "normal:0.25,1,5"}, %w: tensor<1000xf32> {norm.input = "normal:0,1,6"}) -> tensor<1x1000xbf16> {
  %wide = arith.extf %row : tensor<1x1000xbf16> to tensor<1x1000xf64>
  %w_wide = arith.extf %w : tensor<1000xf32> to tensor<1000xf64>
  %exact = norm.layer_norm %wide scale(%w_wide : tensor<1000xf64>) axes = [1] epsilon = 1.0e-5 : tensor<1x1000xf64>
  %first = tensor.extract_slice %exact[0, 0] [1, 1000] [1, 1] : tensor<1x1000xf64> to tensor<1000xf64>
  %minus = arith.negf %first : tensor<1000xf64>
  %bias = arith.truncf %minus : tensor<1000xf64> to tensor<1000xf32>
  %y = norm.layer_norm %row scale(%w : tensor<1000xf32>) bias(%bias : tensor<1000xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1x1000xbf16>
  return %y : tensor<1x1000xbf16>
}

func.func @no_elements(%x: tensor<3x0xbf16>) -> (tensor<3xf64>, tensor<3xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] {chain = 6 : i64} : tensor<3x0xbf16>
  return %mean, %m2 : tensor<3xf64>, tensor<3xf64>
}

// What is added up is known to the compiler, or one for all.
func.func @constants() -> (tensor<3x8xbf16>, tensor<2x3xbf16>, tensor<2x3xf16>) {
  %x = arith.constant dense<1.5> : tensor<3x8xbf16>
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x8xbf16>
  %y = arith.constant dense<[[1.5, 2.0, 3.0], [0.0, 0.0, 1.0]]> : tensor<2x3xbf16>
  %1 = norm.rms_norm %y axes = [1] epsilon = 1.0e-5 : tensor<2x3xbf16>
  %z = arith.constant dense<2.0> : tensor<2x3xf16>
  %2 = norm.lp_normalize %z axes = [1] p = 1.0 epsilon = 1.0e-5 : tensor<2x3xf16>
  return %0, %1, %2 : tensor<3x8xbf16>, tensor<2x3xbf16>, tensor<2x3xf16>
}

func.func @filled(%v: bf16) -> tensor<900x40xbf16> {
  %e = tensor.empty() : tensor<900x40xbf16>
  %x = linalg.fill ins(%v : bf16) outs(%e : tensor<900x40xbf16>) -> tensor<900x40xbf16>
  %y = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 : tensor<900x40xbf16>
  return %y : tensor<900x40xbf16>
}

func.func @shorter_chain(%x: tensor<5x1000xbf16> {norm.input = "outliers:1e4,0,200,1000,3"}) -> (tensor<5xf64>, tensor<5xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] {chain = 1 : i64} : tensor<5x1000xbf16>
  return %mean, %m2 : tensor<5xf64>, tensor<5xf64>
}
