// Rows beyond the registers of a block: in clusters, or read again in a loop.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// SASS @layer_norm_32768_kernel: st.global = 16, STG = 16, STS = 2, SHFL = 40, BAR = 1, MUFU = 5, FP64 <= 150
// SASS @layer_norm_32768_kernel: instructions <= 1010, blocks >= 1
// SASS sm_80 @layer_norm_32768_kernel: ld.global = 65, LDG = 65, LDS = 2, CALL = 3, shared = 256, registers <= 96
// SASS sm_90,sm_100 @layer_norm_32768_kernel: ld.global = 49, LDG = 49, LDS = 4, LDS.128 = 2, CALL = 2, shared = 544
// SASS sm_90,sm_100 @layer_norm_32768_kernel: registers <= 64
// SASS @layer_norm_32768_kernel_0: st.global = 2, st.global.128 = 2, STG = 2, STG.128 = 2, STS = 2, SHFL = 40
// SASS @layer_norm_32768_kernel_0: BAR = 1, MUFU = 5, FP64 <= 150, instructions <= 780
// SASS sm_80 @layer_norm_32768_kernel_0: ld.global = 9, ld.global.nc.128 = 8, LDG = 9, LDG.128 = 8, LDS = 2, CALL = 3
// SASS sm_80 @layer_norm_32768_kernel_0: shared = 256, registers <= 48, blocks >= 2
// SASS sm_90,sm_100 @layer_norm_32768_kernel_0: ld.global = 7, ld.global.nc.128 = 6, LDG = 7, LDG.128 = 6, LDS = 4
// SASS sm_90,sm_100 @layer_norm_32768_kernel_0: LDS.128 = 2, CALL = 2, shared = 544, registers <= 64, blocks >= 1
func.func @layer_norm_32768(%x: tensor<64x32768xbf16>, %w: tensor<32768xbf16>, %b: tensor<32768xbf16>) -> tensor<64x32768xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<32768xbf16>) bias(%b : tensor<32768xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<64x32768xbf16>
  return %y : tensor<64x32768xbf16>
}

// SASS @layer_norm_131072_kernel: st.global = 16, STG = 16, STS = 2, SHFL = 40, BAR = 1, MUFU = 5, FP64 <= 160
// SASS @layer_norm_131072_kernel: instructions <= 1010, blocks >= 1
// SASS sm_80 @layer_norm_131072_kernel: ld.global = 65, LDG = 65, LDS = 2, CALL = 3, shared = 256, registers <= 96
// SASS sm_90,sm_100 @layer_norm_131072_kernel: ld.global = 49, LDG = 49, LDS = 10, LDS.128 = 8, CALL = 2
// SASS sm_90,sm_100 @layer_norm_131072_kernel: shared = 640, registers <= 64
// SASS @layer_norm_131072_kernel_0: st.global = 2, st.global.128 = 2, STG = 2, STG.128 = 2, STS = 2, SHFL = 40
// SASS @layer_norm_131072_kernel_0: BAR = 1, MUFU = 5, FP64 <= 160, instructions <= 780
// SASS sm_80 @layer_norm_131072_kernel_0: ld.global = 9, ld.global.nc.128 = 8, LDG = 9, LDG.128 = 8, LDS = 2
// SASS sm_80 @layer_norm_131072_kernel_0: CALL = 3, shared = 256, registers <= 48, blocks >= 2
// SASS sm_90,sm_100 @layer_norm_131072_kernel_0: ld.global = 7, ld.global.nc.128 = 6, LDG = 7, LDG.128 = 6, LDS = 10
// SASS sm_90,sm_100 @layer_norm_131072_kernel_0: LDS.128 = 8, CALL = 2, shared = 640, registers <= 64, blocks >= 1
func.func @layer_norm_131072(%x: tensor<16x131072xbf16>, %w: tensor<131072xbf16>, %b: tensor<131072xbf16>) -> tensor<16x131072xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<131072xbf16>) bias(%b : tensor<131072xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<16x131072xbf16>
  return %y : tensor<16x131072xbf16>
}

// SASS @rms_norm_65536_kernel: st.global = 16, STG = 16, STS = 1, SHFL = 20, BAR = 1, MUFU = 5, FP64 <= 90
// SASS @rms_norm_65536_kernel: instructions <= 980, blocks >= 1
// SASS sm_80 @rms_norm_65536_kernel: ld.global = 48, LDG = 48, LDS = 1, CALL = 3, shared = 128, registers <= 128
// SASS sm_90,sm_100 @rms_norm_65536_kernel: ld.global = 32, LDG = 32, LDS = 3, LDS.128 = 2, CALL = 2, shared = 288
// SASS sm_90,sm_100 @rms_norm_65536_kernel: registers <= 56
// SASS @rms_norm_65536_kernel_0: st.global = 4, st.global.128 = 4, STG = 4, STG.128 = 4, STS = 1, SHFL = 20, BAR = 1
// SASS @rms_norm_65536_kernel_0: MUFU = 5, CALL = 2, FP64 <= 90, instructions <= 370
// SASS sm_80 @rms_norm_65536_kernel_0: ld.global = 12, ld.global.nc.128 = 12, LDG = 12, LDG.128 = 12, LDS = 1
// SASS sm_80 @rms_norm_65536_kernel_0: shared = 128, registers <= 40, blocks >= 3
// SASS sm_90,sm_100 @rms_norm_65536_kernel_0: ld.global = 8, ld.global.nc.128 = 8, LDG = 8, LDG.128 = 8, LDS = 3
// SASS sm_90,sm_100 @rms_norm_65536_kernel_0: LDS.128 = 2, shared = 288, registers <= 56, blocks >= 1
func.func @rms_norm_65536(%x: tensor<32x65536xf32>, %w: tensor<65536xf32>) -> tensor<32x65536xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<65536xf32>) axes = [1] epsilon = 1.0e-5 : tensor<32x65536xf32>
  return %y : tensor<32x65536xf32>
}
