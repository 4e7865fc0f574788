// What norm-raise says of what it raises to something else than was written, and of near misses.
// RUN: norm-opt %s --norm-raise --verify-diagnostics -o /dev/null

// Raised, and said so: the op is more exact.
func.func @of_squares(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %q = arith.mulf %x, %x : tensor<3x5xf32>
  %square_sum_init_0 = arith.constant 0.0 : f32
  %square_sum_init_1 = tensor.empty() : tensor<3xf32>
  %square_sum_init = linalg.fill ins(%square_sum_init_0 : f32) outs(%square_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %square_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%square_sum_init : tensor<3xf32>) dimensions = [1]
  %square_n = arith.constant dense<5.0> : tensor<3xf32>
  %square = arith.divf %square_sum, %square_n : tensor<3xf32>
  %mm = arith.mulf %mean, %mean : tensor<3xf32>
  %var = arith.subf %square, %mm : tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rs_e = tensor.empty() : tensor<3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x5xf32>) dimensions = [1]
  // expected-remark @below {{raised to norm.layer_norm: the variance is taken about the mean, which is more exact than E[x^2] - E[x]^2}}
  %y = arith.mulf %d, %rs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

func.func @of_squares_clamped(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%mean_sum_init : tensor<3xf32>) dimensions = [1]
  %mean_n = arith.constant dense<5.0> : tensor<3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<3xf32>
  %q = arith.mulf %x, %x : tensor<3x5xf32>
  %square_sum_init_0 = arith.constant 0.0 : f32
  %square_sum_init_1 = tensor.empty() : tensor<3xf32>
  %square_sum_init = linalg.fill ins(%square_sum_init_0 : f32) outs(%square_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %square_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%square_sum_init : tensor<3xf32>) dimensions = [1]
  %square_n = arith.constant dense<5.0> : tensor<3xf32>
  %square = arith.divf %square_sum, %square_n : tensor<3xf32>
  %mm = arith.mulf %mean, %mean : tensor<3xf32>
  %var = arith.subf %square, %mm : tensor<3xf32>
  %zero = arith.constant dense<0.0> : tensor<3xf32>
  %clamped = arith.maximumf %zero, %var : tensor<3xf32>
  %means_e = tensor.empty() : tensor<3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%means_e : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %clamped, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rs_e = tensor.empty() : tensor<3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x5xf32>) dimensions = [1]
  // expected-remark @below {{raised to norm.layer_norm: the variance is taken about the mean, which is more exact than E[x^2] - E[x]^2, not below 0}}
  %y = arith.mulf %d, %rs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// n - 1 is made up for.
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
  // expected-remark @below {{raised to norm.layer_norm: the variance is divided by n - 1, for which scale and epsilon make up}}
  %normalized = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %normalized : tensor<3x5xf32>
}

// No op of a name.
func.func @epsilon_beside_the_root_mean_square(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
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
  // expected-remark @below {{raised to norm.stats and norm.apply: epsilon is added outside of the root, as norm.rms_norm does not}}
  %y = arith.divf %x, %ds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

func.func @not_centred(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
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
  %rs_e = tensor.empty() : tensor<3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x5xf32>) dimensions = [1]
  // expected-remark @below {{raised to norm.stats and norm.apply: the input is divided by its deviation, but the mean is not subtracted}}
  %y = arith.mulf %x, %rs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

func.func @bounded(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
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
  %rs_e = tensor.empty() : tensor<3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x5xf32>) dimensions = [1]
  // expected-remark @below {{raised to norm.stats and norm.apply: what is divided by is no root of a statistic and epsilon}}
  %y = arith.mulf %d, %rs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// A maximum that drops NaN, torch-mlir's clamp.
func.func @drops_nan(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %q = arith.mulf %x, %x : tensor<3x5xf32>
  %sum_init_0 = arith.constant 0.0 : f32
  %sum_init_1 = tensor.empty() : tensor<3xf32>
  %sum_init = linalg.fill ins(%sum_init_0 : f32) outs(%sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%sum_init : tensor<3xf32>) dimensions = [1]
  %n = math.sqrt %sum : tensor<3xf32>
  %eps = arith.constant dense<1.0e-12> : tensor<3xf32>
  %less = arith.cmpf ult, %n, %eps : tensor<3xf32>
  %bounded = arith.select %less, %eps, %n : tensor<3xi1>, tensor<3xf32>
  %ns_e = tensor.empty() : tensor<3x5xf32>
  %ns = linalg.broadcast ins(%bounded : tensor<3xf32>) outs(%ns_e : tensor<3x5xf32>) dimensions = [1]
  // expected-remark @below {{raised to norm.lp_normalize: NaN anywhere in a group makes the whole group NaN, which a maximum of the chain drops}}
  %y = arith.divf %x, %ns : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// JAX's mean of bf16: taken in f32, and rounded. The difference from it is rounded nowhere: its root mean square is
// the deviation.
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

// All of it in bf16: the first of the roundings is named.
func.func @rounded_squares(%x: tensor<3x5xbf16>) -> tensor<3x5xbf16> {
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
  // expected-remark @below {{not raised to a norm: what is summed is rounded to bf16, which norm ops do not do between their steps}}
  %y = arith.mulf %x, %rs : tensor<3x5xbf16>
  return %y : tensor<3x5xbf16>
}

func.func @rounded_deviation(%x: tensor<3x5xf16>) -> tensor<3x5xf16> {
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
  %r16 = arith.truncf %rstd : tensor<3xf32> to tensor<3xf16>
  %rw = arith.extf %r16 : tensor<3xf16> to tensor<3xf32>
  %rs_e = tensor.empty() : tensor<3x5xf32>
  %rs = linalg.broadcast ins(%rw : tensor<3xf32>) outs(%rs_e : tensor<3x5xf32>) dimensions = [1]
  // expected-remark @below {{not raised to a norm: the deviation is rounded to f16, which norm ops do not do between their steps}}
  %n = arith.mulf %d, %rs : tensor<3x5xf32>
  %y = arith.truncf %n : tensor<3x5xf32> to tensor<3x5xf16>
  return %y : tensor<3x5xf16>
}

func.func @rounded_difference(%x: tensor<3x5xf16>) -> tensor<3x5xf16> {
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
  %d16 = arith.truncf %d : tensor<3x5xf32> to tensor<3x5xf16>
  %dw = arith.extf %d16 : tensor<3x5xf16> to tensor<3x5xf32>
  %rs_e = tensor.empty() : tensor<3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x5xf32>) dimensions = [1]
  // expected-remark @below {{not raised to a norm: a difference from the input is rounded to f16, which norm ops do not do between their steps}}
  %n = arith.mulf %dw, %rs : tensor<3x5xf32>
  %y = arith.truncf %n : tensor<3x5xf32> to tensor<3x5xf16>
  return %y : tensor<3x5xf16>
}

// A mean of rows, and a variance of everything about it.
func.func @other_axes(%x: tensor<2x3x5xf32>) -> tensor<2x3x5xf32> {
  %mean_sum_init_0 = arith.constant 0.0 : f32
  %mean_sum_init_1 = tensor.empty() : tensor<2x3xf32>
  %mean_sum_init = linalg.fill ins(%mean_sum_init_0 : f32) outs(%mean_sum_init_1 : tensor<2x3xf32>) -> tensor<2x3xf32>
  %mean_sum = linalg.reduce { arith.addf } ins(%x : tensor<2x3x5xf32>) outs(%mean_sum_init : tensor<2x3xf32>) dimensions = [2]
  %mean_n = arith.constant dense<5.0> : tensor<2x3xf32>
  %mean = arith.divf %mean_sum, %mean_n : tensor<2x3xf32>
  %means_e = tensor.empty() : tensor<2x3x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<2x3xf32>) outs(%means_e : tensor<2x3x5xf32>) dimensions = [2]
  %d = arith.subf %x, %means : tensor<2x3x5xf32>
  %q = arith.mulf %d, %d : tensor<2x3x5xf32>
  %var0_sum_init_0 = arith.constant 0.0 : f32
  %var0_sum_init_1 = tensor.empty() : tensor<2xf32>
  %var0_sum_init = linalg.fill ins(%var0_sum_init_0 : f32) outs(%var0_sum_init_1 : tensor<2xf32>) -> tensor<2xf32>
  %var0_sum = linalg.reduce { arith.addf } ins(%x : tensor<2x3x5xf32>) outs(%var0_sum_init : tensor<2xf32>) dimensions = [1, 2]
  %var0_n = arith.constant dense<15.0> : tensor<2xf32>
  %var0 = arith.divf %var0_sum, %var0_n : tensor<2xf32>
  %ms_e = tensor.empty() : tensor<2x3x5xf32>
  %ms = linalg.broadcast ins(%var0 : tensor<2xf32>) outs(%ms_e : tensor<2x3x5xf32>) dimensions = [1, 2]
  %e = arith.subf %x, %ms : tensor<2x3x5xf32>
  %p = arith.mulf %e, %e : tensor<2x3x5xf32>
  %var_sum_init_0 = arith.constant 0.0 : f32
  %var_sum_init_1 = tensor.empty() : tensor<2xf32>
  %var_sum_init = linalg.fill ins(%var_sum_init_0 : f32) outs(%var_sum_init_1 : tensor<2xf32>) -> tensor<2xf32>
  %var_sum = linalg.reduce { arith.addf } ins(%p : tensor<2x3x5xf32>) outs(%var_sum_init : tensor<2xf32>) dimensions = [1, 2]
  %var_n = arith.constant dense<15.0> : tensor<2xf32>
  %var = arith.divf %var_sum, %var_n : tensor<2xf32>
  %eps = arith.constant dense<0.125> : tensor<2xf32>
  %inside = arith.addf %var, %eps : tensor<2xf32>
  %rstd = math.rsqrt %inside : tensor<2xf32>
  %rs_e = tensor.empty() : tensor<2x3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<2xf32>) outs(%rs_e : tensor<2x3x5xf32>) dimensions = [1, 2]
  // expected-remark @below {{not raised to a norm: statistics of one input are over different axes: [1, 2] and [2]}}
  %y = arith.mulf %d, %rs : tensor<2x3x5xf32>
  return %y : tensor<2x3x5xf32>
}

// What is subtracted is no mean of the input.
func.func @foreign_mean(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
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
  %c = arith.mulf %x, %d : tensor<3x5xf32>
  %other_sum_init_0 = arith.constant 0.0 : f32
  %other_sum_init_1 = tensor.empty() : tensor<3xf32>
  %other_sum_init = linalg.fill ins(%other_sum_init_0 : f32) outs(%other_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %other_sum = linalg.reduce { arith.addf } ins(%c : tensor<3x5xf32>) outs(%other_sum_init : tensor<3xf32>) dimensions = [1]
  %other_n = arith.constant dense<5.0> : tensor<3xf32>
  %other = arith.divf %other_sum, %other_n : tensor<3xf32>
  %os_e = tensor.empty() : tensor<3x5xf32>
  %os = linalg.broadcast ins(%other : tensor<3xf32>) outs(%os_e : tensor<3x5xf32>) dimensions = [1]
  %g = arith.subf %x, %os : tensor<3x5xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rs_e = tensor.empty() : tensor<3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x5xf32>) dimensions = [1]
  // expected-remark @below {{not raised to a norm: what is subtracted is no mean of the input}}
  %y = arith.mulf %g, %rs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// A root of something else.
func.func @fourth_powers(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %s = arith.mulf %x, %x : tensor<3x5xf32>
  %q = arith.mulf %s, %s : tensor<3x5xf32>
  %k_sum_init_0 = arith.constant 0.0 : f32
  %k_sum_init_1 = tensor.empty() : tensor<3xf32>
  %k_sum_init = linalg.fill ins(%k_sum_init_0 : f32) outs(%k_sum_init_1 : tensor<3xf32>) -> tensor<3xf32>
  %k_sum = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%k_sum_init : tensor<3xf32>) dimensions = [1]
  %k_n = arith.constant dense<5.0> : tensor<3xf32>
  %k = arith.divf %k_sum, %k_n : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %inside = arith.addf %k, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rs_e = tensor.empty() : tensor<3x5xf32>
  %rs = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%rs_e : tensor<3x5xf32>) dimensions = [1]
  // expected-remark @below {{not raised to a norm: what is divided by is no root of a variance or a mean square, and no norm}}
  %y = arith.mulf %x, %rs : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}
