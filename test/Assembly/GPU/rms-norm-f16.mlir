// RMSNorm of f16 rows with a scale.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 180

// SASS @n64_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n64_kernel_0: STG = 2, STG.128 = 2, SHFL = 4, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 80, instructions <= 330
// SASS @n64_kernel_0: registers <= 32, blocks >= 16
func.func @n64(%x: tensor<1024x64xf16>, %w: tensor<64xf16>) -> tensor<1024x64xf16> {
  %y = norm.rms_norm %x scale(%w : tensor<64xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x64xf16>
  return %y : tensor<1024x64xf16>
}

// SASS @n256_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n256_kernel_0: STG = 2, STG.128 = 2, SHFL = 8, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 80, instructions <= 340
// SASS @n256_kernel_0: registers <= 32, blocks >= 16
func.func @n256(%x: tensor<1024x256xf16>, %w: tensor<256xf16>) -> tensor<1024x256xf16> {
  %y = norm.rms_norm %x scale(%w : tensor<256xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x256xf16>
  return %y : tensor<1024x256xf16>
}

// SASS @n768_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n768_kernel_0: STG = 2, STG.128 = 2, LDS = 1, LDS.128 = 1, STS = 1, SHFL = 10, BAR = 1, MUFU = 7, CALL = 3
// SASS @n768_kernel_0: shared = 16, FP64 <= 110, instructions <= 470, registers <= 32, blocks >= 32
func.func @n768(%x: tensor<1024x768xf16>, %w: tensor<768xf16>) -> tensor<1024x768xf16> {
  %y = norm.rms_norm %x scale(%w : tensor<768xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x768xf16>
  return %y : tensor<1024x768xf16>
}

// SASS @n1000_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n1000_kernel_0: STG = 2, STG.128 = 2, LDS = 1, LDS.128 = 1, STS = 1, SHFL = 10, BAR = 1, MUFU = 7, CALL = 3
// SASS @n1000_kernel_0: shared = 16, FP64 <= 110, instructions <= 470, registers <= 32, blocks >= 32
func.func @n1000(%x: tensor<1024x1000xf16>, %w: tensor<1000xf16>) -> tensor<1024x1000xf16> {
  %y = norm.rms_norm %x scale(%w : tensor<1000xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1000xf16>
  return %y : tensor<1024x1000xf16>
}

// SASS @n1024_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n1024_kernel_0: STG = 2, STG.128 = 2, LDS = 1, LDS.128 = 1, STS = 1, SHFL = 10, BAR = 1, MUFU = 5, CALL = 2
// SASS @n1024_kernel_0: shared = 16, FP64 <= 90, instructions <= 330, registers <= 32, blocks >= 32
func.func @n1024(%x: tensor<1024x1024xf16>, %w: tensor<1024xf16>) -> tensor<1024x1024xf16> {
  %y = norm.rms_norm %x scale(%w : tensor<1024xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1024xf16>
  return %y : tensor<1024x1024xf16>
}

// SASS @n4096_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n4096_kernel_0: STG = 2, STG.128 = 2, LDS = 4, LDS.128 = 4, STS = 1, SHFL = 10, BAR = 1, MUFU = 5, CALL = 2
// SASS @n4096_kernel_0: shared = 64, FP64 <= 90, instructions <= 340, registers <= 32, blocks >= 8
func.func @n4096(%x: tensor<1024x4096xf16>, %w: tensor<4096xf16>) -> tensor<1024x4096xf16> {
  %y = norm.rms_norm %x scale(%w : tensor<4096xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xf16>
  return %y : tensor<1024x4096xf16>
}

// SASS @n8192_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n8192_kernel_0: STG = 2, STG.128 = 2, LDS = 1, STS = 1, SHFL = 20, BAR = 1, MUFU = 5, CALL = 2, shared = 128
// SASS @n8192_kernel_0: FP64 <= 90, instructions <= 370, registers <= 40, blocks >= 3
func.func @n8192(%x: tensor<1024x8192xf16>, %w: tensor<8192xf16>) -> tensor<1024x8192xf16> {
  %y = norm.rms_norm %x scale(%w : tensor<8192xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x8192xf16>
  return %y : tensor<1024x8192xf16>
}

// SASS @n16384_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 2, LDG = 4, LDG.128 = 4
// SASS @n16384_kernel_0: STG = 2, STG.128 = 2, LDS = 1, STS = 1, SHFL = 20, BAR = 1, MUFU = 5, CALL = 2, shared = 256
// SASS @n16384_kernel_0: FP64 <= 90, instructions <= 350, registers <= 48, blocks >= 1
func.func @n16384(%x: tensor<1024x16384xf16>, %w: tensor<16384xf16>) -> tensor<1024x16384xf16> {
  %y = norm.rms_norm %x scale(%w : tensor<16384xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x16384xf16>
  return %y : tensor<1024x16384xf16>
}
