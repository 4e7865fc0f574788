// Channels innermost: neighbouring threads take neighbouring channels.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 400

// SASS @batch_norm_f32_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 4, st.global.128 = 4, LDG = 8
// SASS @batch_norm_f32_kernel_0: LDG.128 = 8, STG = 4, STG.128 = 4, SHFL = 0, BAR = 0, MUFU = 11, CALL = 8
// SASS @batch_norm_f32_kernel_0: FP64 <= 100, instructions <= 580, registers <= 48, blocks >= 5
func.func @batch_norm_f32(%x: tensor<32x28x28x128xf32>, %m: tensor<128xf32>, %v: tensor<128xf32>, %w: tensor<128xf32>, %b: tensor<128xf32>) -> tensor<32x28x28x128xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<128xf32>) variance(%v : tensor<128xf32>) scale(%w : tensor<128xf32>) bias(%b : tensor<128xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<32x28x28x128xf32>
  %zero = arith.constant dense<0.0> : tensor<32x28x28x128xf32>
  %r = arith.maximumf %y, %zero : tensor<32x28x28x128xf32>
  return %r : tensor<32x28x28x128xf32>
}

// SASS @batch_norm_bf16_kernel_0: ld.global = 10, ld.global.nc.128 = 10, st.global = 2, st.global.128 = 2, LDG = 10
// SASS @batch_norm_bf16_kernel_0: LDG.128 = 10, STG = 2, STG.128 = 2, SHFL = 0, BAR = 0, MUFU = 19, CALL = 16
// SASS @batch_norm_bf16_kernel_0: FP64 <= 170, instructions <= 880, registers <= 64, blocks >= 4
func.func @batch_norm_bf16(%x: tensor<32x28x28x128xbf16>, %m: tensor<128xf32>, %v: tensor<128xf32>, %w: tensor<128xf32>, %b: tensor<128xf32>) -> tensor<32x28x28x128xbf16> {
  %y = norm.batch_norm %x mean(%m : tensor<128xf32>) variance(%v : tensor<128xf32>) scale(%w : tensor<128xf32>) bias(%b : tensor<128xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<32x28x28x128xbf16>
  %zero = arith.constant dense<0.0> : tensor<32x28x28x128xbf16>
  %r = arith.maximumf %y, %zero : tensor<32x28x28x128xbf16>
  return %r : tensor<32x28x28x128xbf16>
}

// SASS @batch_norm_planes_bf16_kernel_0: ld.global = 6, ld.global.nc.128 = 2, st.global = 2, st.global.128 = 2
// SASS @batch_norm_planes_bf16_kernel_0: LDG = 6, LDG.128 = 2, STG = 2, STG.128 = 2, SHFL = 0, BAR = 0, MUFU = 5
// SASS @batch_norm_planes_bf16_kernel_0: CALL = 2, FP64 <= 50, instructions <= 570, registers <= 32, blocks >= 8
func.func @batch_norm_planes_bf16(%x: tensor<32x128x28x28xbf16>, %m: tensor<128xf32>, %v: tensor<128xf32>, %w: tensor<128xf32>, %b: tensor<128xf32>) -> tensor<32x128x28x28xbf16> {
  %y = norm.batch_norm %x mean(%m : tensor<128xf32>) variance(%v : tensor<128xf32>) scale(%w : tensor<128xf32>) bias(%b : tensor<128xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<32x128x28x28xbf16>
  %zero = arith.constant dense<0.0> : tensor<32x128x28x28xbf16>
  %r = arith.maximumf %y, %zero : tensor<32x128x28x28xbf16>
  return %r : tensor<32x128x28x28xbf16>
}

// SASS @instance_norm_f32_kernel_0: ld.global = 2, ld.global.nc.128 = 2, st.global = 4, st.global.128 = 4, LDG = 9
// SASS @instance_norm_f32_kernel_0: LDG.128 = 9, STG = 4, STG.128 = 4, LDS = 32, LDS.128 = 32, STS = 4, SHFL = 0
// SASS @instance_norm_f32_kernel_0: BAR = 1, shared = 16384, FP64 <= 170, instructions <= 440, blocks >= 4
// SASS sm_80 @instance_norm_f32_kernel_0: registers <= 64
// SASS sm_90,sm_100 @instance_norm_f32_kernel_0: registers <= 56
// SASS @instance_norm_f32_kernel_1: ld.global = 36, ld.global.nc.64 = 8, st.global = 16, LDG = 92, LDG.64 = 64
// SASS @instance_norm_f32_kernel_1: STG = 16, LDS = 32, LDS.128 = 32, STS = 4, SHFL = 0, BAR = 1, MUFU = 20
// SASS @instance_norm_f32_kernel_1: CALL = 16, shared = 16384, FP64 <= 360, instructions <= 1560
// SASS sm_80 @instance_norm_f32_kernel_1: registers <= 112, blocks >= 2
// SASS sm_90,sm_100 @instance_norm_f32_kernel_1: registers <= 136, blocks >= 1
// SASS @instance_norm_f32_kernel_2: ld.global = 11, ld.global.nc.128 = 11, st.global = 4, st.global.128 = 4, LDG = 39
// SASS @instance_norm_f32_kernel_2: LDG.128 = 39, STG = 4, STG.128 = 4, LDS = 32, LDS.128 = 32, STS = 4, SHFL = 0
// SASS @instance_norm_f32_kernel_2: BAR = 1, MUFU = 20, CALL = 16, shared = 16384, FP64 <= 360, instructions <= 1290
// SASS @instance_norm_f32_kernel_2: registers <= 80, blocks >= 3
func.func @instance_norm_f32(%x: tensor<8x28x28x128xf32>, %w: tensor<128xf32>, %b: tensor<128xf32>) -> tensor<8x28x28x128xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<128xf32>) bias(%b : tensor<128xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<8x28x28x128xf32>
  return %y : tensor<8x28x28x128xf32>
}
