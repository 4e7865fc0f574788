// RMSNorm of bf16 rows with a scale.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 180

// SASS @n64_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n64_kernel_0: STG = 2, STG.128 = 2, SHFL = 4, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 80, instructions <= 490
// SASS @n64_kernel_0: registers <= 48, blocks >= 10
func.func @n64(%x: tensor<1024x64xbf16>, %w: tensor<64xbf16>) -> tensor<1024x64xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<64xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x64xbf16>
  return %y : tensor<1024x64xbf16>
}

// SASS @n256_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n256_kernel_0: STG = 2, STG.128 = 2, SHFL = 8, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 80, instructions <= 500
// SASS @n256_kernel_0: registers <= 48, blocks >= 10
func.func @n256(%x: tensor<1024x256xbf16>, %w: tensor<256xbf16>) -> tensor<1024x256xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<256xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x256xbf16>
  return %y : tensor<1024x256xbf16>
}

// SASS @n768_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n768_kernel_0: STG = 2, STG.128 = 2, LDS = 1, LDS.128 = 1, STS = 1, SHFL = 10, BAR = 1, MUFU = 7, CALL = 3
// SASS @n768_kernel_0: shared = 16, FP64 <= 110, instructions <= 620, registers <= 40, blocks >= 24
func.func @n768(%x: tensor<1024x768xbf16>, %w: tensor<768xbf16>) -> tensor<1024x768xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<768xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x768xbf16>
  return %y : tensor<1024x768xbf16>
}

// SASS @n1000_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n1000_kernel_0: STG = 2, STG.128 = 2, LDS = 1, LDS.128 = 1, STS = 1, SHFL = 10, BAR = 1, MUFU = 7, CALL = 3
// SASS @n1000_kernel_0: shared = 16, FP64 <= 110, instructions <= 620, registers <= 40, blocks >= 24
func.func @n1000(%x: tensor<1024x1000xbf16>, %w: tensor<1000xbf16>) -> tensor<1024x1000xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<1000xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1000xbf16>
  return %y : tensor<1024x1000xbf16>
}

// SASS @n1024_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n1024_kernel_0: STG = 2, STG.128 = 2, LDS = 1, LDS.128 = 1, STS = 1, SHFL = 10, BAR = 1, MUFU = 5, CALL = 2
// SASS @n1024_kernel_0: shared = 16, FP64 <= 90, instructions <= 480, registers <= 40, blocks >= 24
func.func @n1024(%x: tensor<1024x1024xbf16>, %w: tensor<1024xbf16>) -> tensor<1024x1024xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<1024xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1024xbf16>
  return %y : tensor<1024x1024xbf16>
}

// SASS @n4096_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n4096_kernel_0: STG = 2, STG.128 = 2, LDS = 4, LDS.128 = 4, STS = 1, SHFL = 10, BAR = 1, MUFU = 5, CALL = 2
// SASS @n4096_kernel_0: shared = 64, FP64 <= 90, instructions <= 490, registers <= 40, blocks >= 6
func.func @n4096(%x: tensor<1024x4096xbf16>, %w: tensor<4096xbf16>) -> tensor<1024x4096xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<4096xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xbf16>
  return %y : tensor<1024x4096xbf16>
}

// For sm_100, ptxas spills a register to have 40 of them, and three blocks of 512 threads.
// SASS @n8192_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n8192_kernel_0: STG = 2, STG.128 = 2, LDS = 1, STS = 1, SHFL = 20, BAR = 1, MUFU = 5, CALL = 2, shared = 128
// SASS @n8192_kernel_0: FP64 <= 90, instructions <= 510, registers <= 40, blocks >= 3
func.func @n8192(%x: tensor<1024x8192xbf16>, %w: tensor<8192xbf16>) -> tensor<1024x8192xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<8192xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x8192xbf16>
  return %y : tensor<1024x8192xbf16>
}

// SASS @n16384_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n16384_kernel_0: STG = 2, STG.128 = 2, LDS = 1, STS = 1, SHFL = 20, BAR = 1, MUFU = 5, CALL = 2, shared = 256
// SASS @n16384_kernel_0: FP64 <= 90, instructions <= 510, blocks >= 1
// SASS sm_80 @n16384_kernel_0: registers <= 48
// SASS sm_90,sm_100 @n16384_kernel_0: registers <= 56
func.func @n16384(%x: tensor<1024x16384xbf16>, %w: tensor<16384xbf16>) -> tensor<1024x16384xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<16384xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x16384xbf16>
  return %y : tensor<1024x16384xbf16>
}
