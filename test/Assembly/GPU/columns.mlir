// Channels innermost: neighbouring threads take neighbouring channels.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 400

// SASS @batch_norm_f32_kernel_0: ld.global = 2, ld.global.nc.128 = 2, st.global = 1, st.global.128 = 1, LDG = 2
// SASS @batch_norm_f32_kernel_0: LDG.128 = 2, STG = 1, STG.128 = 1, SHFL = 0, BAR = 0, MUFU = 11, CALL = 8
// SASS @batch_norm_f32_kernel_0: FP64 <= 100, instructions <= 360, registers <= 32, blocks >= 8
// SASS @batch_norm_f32_kernel_1: ld.global = 23, st.global = 8, LDG = 23, STG = 8, SHFL = 0, BAR = 0
// SASS @batch_norm_f32_kernel_1: instructions <= 440, registers <= 64, blocks >= 4
// SASS @batch_norm_f32_kernel_2: ld.global = 5, ld.global.nc.128 = 5, st.global = 2, st.global.128 = 2, LDG = 5
// SASS @batch_norm_f32_kernel_2: LDG.128 = 5, STG = 2, STG.128 = 2, SHFL = 0, BAR = 0, instructions <= 110
// SASS @batch_norm_f32_kernel_2: registers <= 32, blocks >= 8
func.func @batch_norm_f32(%x: tensor<32x28x28x128xf32>, %m: tensor<128xf32>, %v: tensor<128xf32>, %w: tensor<128xf32>, %b: tensor<128xf32>) -> tensor<32x28x28x128xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<128xf32>) variance(%v : tensor<128xf32>) scale(%w : tensor<128xf32>) bias(%b : tensor<128xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<32x28x28x128xf32>
  %zero = arith.constant dense<0.0> : tensor<32x28x28x128xf32>
  %r = arith.maximumf %y, %zero : tensor<32x28x28x128xf32>
  return %r : tensor<32x28x28x128xf32>
}

// SASS @batch_norm_bf16_kernel_0: ld.global = 2, ld.global.nc.128 = 2, st.global = 1, st.global.128 = 1, LDG = 2
// SASS @batch_norm_bf16_kernel_0: LDG.128 = 2, STG = 1, STG.128 = 1, SHFL = 0, BAR = 0, MUFU = 11, CALL = 8
// SASS @batch_norm_bf16_kernel_0: FP64 <= 100, instructions <= 360, registers <= 32, blocks >= 8
// SASS @batch_norm_bf16_kernel_1: ld.global = 32, st.global = 8, LDG = 32, STG = 8, SHFL = 0, BAR = 0
// SASS @batch_norm_bf16_kernel_1: instructions <= 340, registers <= 48, blocks >= 5
// SASS @batch_norm_bf16_kernel_2: ld.global = 7, ld.global.nc.128 = 7, st.global = 1, st.global.128 = 1, LDG = 7
// SASS @batch_norm_bf16_kernel_2: LDG.128 = 7, STG = 1, STG.128 = 1, SHFL = 0, BAR = 0, instructions <= 190
// SASS sm_80,sm_90 @batch_norm_bf16_kernel_2: registers <= 40, blocks >= 6
// SASS sm_100 @batch_norm_bf16_kernel_2: registers <= 32, blocks >= 8
func.func @batch_norm_bf16(%x: tensor<32x28x28x128xbf16>, %m: tensor<128xf32>, %v: tensor<128xf32>, %w: tensor<128xf32>, %b: tensor<128xf32>) -> tensor<32x28x28x128xbf16> {
  %y = norm.batch_norm %x mean(%m : tensor<128xf32>) variance(%v : tensor<128xf32>) scale(%w : tensor<128xf32>) bias(%b : tensor<128xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<32x28x28x128xbf16>
  %zero = arith.constant dense<0.0> : tensor<32x28x28x128xbf16>
  %r = arith.maximumf %y, %zero : tensor<32x28x28x128xbf16>
  return %r : tensor<32x28x28x128xbf16>
}

// SASS @batch_norm_planes_bf16_kernel_0: ld.global = 5, ld.global.nc.128 = 1, st.global = 1, st.global.128 = 1
// SASS @batch_norm_planes_bf16_kernel_0: LDG = 5, LDG.128 = 1, STG = 1, STG.128 = 1, SHFL = 0, BAR = 0, MUFU = 5
// SASS @batch_norm_planes_bf16_kernel_0: CALL = 2, FP64 <= 50, instructions <= 360, registers <= 32, blocks >= 8
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
// SASS @instance_norm_f32_kernel_1: ld.global = 16, ld.global.nc.64 = 8, st.global = 12, LDG = 16, LDG.64 = 8
// SASS @instance_norm_f32_kernel_1: STG = 12, SHFL = 0, BAR = 0, MUFU = 20, CALL = 16, FP64 <= 240
// SASS @instance_norm_f32_kernel_1: instructions <= 870, registers <= 64, blocks >= 4
// SASS @instance_norm_f32_kernel_2: ld.global = 54, ld.global.nc.128 = 54, st.global = 3, st.global.128 = 3, LDG = 54
// SASS @instance_norm_f32_kernel_2: LDG.128 = 54, STG = 3, STG.128 = 3, SHFL = 0, BAR = 0, MUFU = 20, CALL = 16
// SASS @instance_norm_f32_kernel_2: FP64 <= 340, instructions <= 1020, registers <= 128, blocks >= 2
// SASS @instance_norm_f32_kernel_3: ld.global = 28, st.global = 8, LDG = 28, STG = 8, SHFL = 0, BAR = 0
// SASS @instance_norm_f32_kernel_3: instructions <= 440, registers <= 72, blocks >= 3
// SASS @instance_norm_f32_kernel_4: ld.global = 6, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 6
// SASS @instance_norm_f32_kernel_4: LDG.128 = 6, STG = 2, STG.128 = 2, SHFL = 0, BAR = 0, instructions <= 170
// SASS @instance_norm_f32_kernel_4: registers <= 40, blocks >= 6
func.func @instance_norm_f32(%x: tensor<8x28x28x128xf32>, %w: tensor<128xf32>, %b: tensor<128xf32>) -> tensor<8x28x28x128xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<128xf32>) bias(%b : tensor<128xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<8x28x28x128xf32>
  return %y : tensor<8x28x28x128xf32>
}
