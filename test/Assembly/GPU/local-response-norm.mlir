// Windows over channels: five reads of an element, which the cache serves.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// SASS @planes_f32_kernel: ld.global = 11, st.global = 1, LDG = 11, STG = 1, SHFL = 0, BAR = 0, MUFU = 6, CALL = 3
// SASS @planes_f32_kernel: instructions <= 360, registers <= 32, blocks >= 8
// SASS @planes_f32_kernel_0: ld.global = 11, st.global = 1, LDG = 11, STG = 1, SHFL = 0, BAR = 0, MUFU = 6, CALL = 3
// SASS @planes_f32_kernel_0: instructions <= 340, registers <= 32, blocks >= 8
func.func @planes_f32(%x: tensor<32x96x27x27xf32>) -> tensor<32x96x27x27xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<32x96x27x27xf32>
  return %y : tensor<32x96x27x27xf32>
}

// SASS @channels_bf16_kernel: ld.global = 38, st.global = 8, LDG = 38, STG = 8, SHFL = 0, BAR = 0, MUFU = 27
// SASS @channels_bf16_kernel: CALL = 24, instructions <= 1310, blocks >= 3
// SASS sm_80 @channels_bf16_kernel: registers <= 80
// SASS sm_90,sm_100 @channels_bf16_kernel: registers <= 72
// SASS @channels_bf16_kernel_0: ld.global = 31, ld.global.nc.128 = 1, st.global = 1, st.global.128 = 1, LDG = 31
// SASS @channels_bf16_kernel_0: LDG.128 = 1, STG = 1, STG.128 = 1, SHFL = 0, BAR = 0, MUFU = 27, CALL = 24
// SASS @channels_bf16_kernel_0: instructions <= 1270, blocks >= 3
// SASS sm_80,sm_90 @channels_bf16_kernel_0: registers <= 80
// SASS sm_100 @channels_bf16_kernel_0: registers <= 72
func.func @channels_bf16(%x: tensor<32x27x27x96xbf16>) -> tensor<32x27x27x96xbf16> {
  %y = norm.local_response_norm %x channel_axis = 3 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<32x27x27x96xbf16>
  return %y : tensor<32x27x27x96xbf16>
}
