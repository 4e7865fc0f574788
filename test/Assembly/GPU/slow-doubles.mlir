// Where f64 is slow, rows are summed in f32: what is left in f64 is what a group has one of.
// RUN: norm-sass-check %s --chip sm_89,sm_120
// REQUIRES: ptxas

// SASS @layer_norm_kernel: ld.global = 49, st.global = 16, LDG = 49, STG = 16, LDS = 14, LDS.128 = 14, STS = 7
// SASS @layer_norm_kernel: SHFL = 35, BAR = 2, MUFU = 5, CALL = 2, shared = 224, FP64 <= 70, instructions <= 1220
// SASS sm_89 @layer_norm_kernel: registers <= 72, blocks >= 3
// SASS sm_120 @layer_norm_kernel: registers <= 64, blocks >= 4
// SASS @layer_norm_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7
// SASS @layer_norm_kernel_0: LDG.128 = 6, STG = 2, STG.128 = 2, LDS = 14, LDS.128 = 14, STS = 7, SHFL = 35, BAR = 2
// SASS @layer_norm_kernel_0: MUFU = 5, CALL = 2, shared = 224, FP64 <= 70, instructions <= 970
// SASS sm_89 @layer_norm_kernel_0: registers <= 48, blocks >= 5
// SASS sm_120 @layer_norm_kernel_0: registers <= 56, blocks >= 4
func.func @layer_norm(%x: tensor<1024x4096xbf16>, %w: tensor<4096xbf16>, %b: tensor<4096xbf16>) -> tensor<1024x4096xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<4096xbf16>) bias(%b : tensor<4096xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xbf16>
  return %y : tensor<1024x4096xbf16>
}

// SASS @rms_norm_kernel: ld.global = 32, st.global = 16, LDG = 32, STG = 16, LDS = 6, LDS.128 = 6, STS = 3, SHFL = 15
// SASS @rms_norm_kernel: BAR = 1, MUFU = 5, CALL = 2, shared = 96, FP64 <= 60, instructions <= 660, registers <= 56
// SASS @rms_norm_kernel: blocks >= 4
// SASS @rms_norm_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 4, st.global.128 = 4, LDG = 8
// SASS @rms_norm_kernel_0: LDG.128 = 8, STG = 4, STG.128 = 4, LDS = 6, LDS.128 = 6, STS = 3, SHFL = 15, BAR = 1
// SASS @rms_norm_kernel_0: MUFU = 5, CALL = 2, shared = 96, FP64 <= 60, instructions <= 430, registers <= 40
// SASS @rms_norm_kernel_0: blocks >= 6
func.func @rms_norm(%x: tensor<1024x4096xf32>, %w: tensor<4096xf32>) -> tensor<1024x4096xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<4096xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xf32>
  return %y : tensor<1024x4096xf32>
}
