// RMSNorm of f32 rows with a scale.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 180

// SASS @n64_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 4, st.global.128 = 4, LDG = 8, LDG.128 = 8
// SASS @n64_kernel_0: STG = 4, STG.128 = 4, SHFL = 4, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 80, instructions <= 300
// SASS @n64_kernel_0: registers <= 40, blocks >= 12
func.func @n64(%x: tensor<1024x64xf32>, %w: tensor<64xf32>) -> tensor<1024x64xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x64xf32>
  return %y : tensor<1024x64xf32>
}

// SASS @n256_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 4, st.global.128 = 4, LDG = 8, LDG.128 = 8
// SASS @n256_kernel_0: STG = 4, STG.128 = 4, SHFL = 8, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 80, instructions <= 300
// SASS @n256_kernel_0: registers <= 40, blocks >= 12
func.func @n256(%x: tensor<1024x256xf32>, %w: tensor<256xf32>) -> tensor<1024x256xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<256xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x256xf32>
  return %y : tensor<1024x256xf32>
}

// SASS @n768_kernel_0: ld.global = 6, ld.global.nc.128 = 6, st.global = 3, st.global.128 = 3, LDG = 6, LDG.128 = 6
// SASS @n768_kernel_0: STG = 3, STG.128 = 3, LDS = 1, LDS.128 = 1, STS = 1, SHFL = 10, BAR = 1, MUFU = 7, CALL = 3
// SASS @n768_kernel_0: shared = 16, FP64 <= 100, instructions <= 380, registers <= 32, blocks >= 32
func.func @n768(%x: tensor<1024x768xf32>, %w: tensor<768xf32>) -> tensor<1024x768xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<768xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x768xf32>
  return %y : tensor<1024x768xf32>
}

// SASS @n1000_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 4, st.global.128 = 4, LDG = 8, LDG.128 = 8
// SASS @n1000_kernel_0: STG = 4, STG.128 = 4, LDS = 1, LDS.128 = 1, STS = 1, SHFL = 10, BAR = 1, MUFU = 7, CALL = 3
// SASS @n1000_kernel_0: shared = 16, FP64 <= 110, instructions <= 420, registers <= 40, blocks >= 24
func.func @n1000(%x: tensor<1024x1000xf32>, %w: tensor<1000xf32>) -> tensor<1024x1000xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<1000xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1000xf32>
  return %y : tensor<1024x1000xf32>
}

// SASS @n1024_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 4, st.global.128 = 4, LDG = 8, LDG.128 = 8
// SASS @n1024_kernel_0: STG = 4, STG.128 = 4, LDS = 1, LDS.128 = 1, STS = 1, SHFL = 10, BAR = 1, MUFU = 5, CALL = 2
// SASS @n1024_kernel_0: shared = 16, FP64 <= 90, instructions <= 290, registers <= 40, blocks >= 24
func.func @n1024(%x: tensor<1024x1024xf32>, %w: tensor<1024xf32>) -> tensor<1024x1024xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<1024xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1024xf32>
  return %y : tensor<1024x1024xf32>
}

// SASS @n4096_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 4, st.global.128 = 4, LDG = 8, LDG.128 = 8
// SASS @n4096_kernel_0: STG = 4, STG.128 = 4, LDS = 4, LDS.128 = 4, STS = 1, SHFL = 10, BAR = 1, MUFU = 5, CALL = 2
// SASS @n4096_kernel_0: shared = 64, FP64 <= 90, instructions <= 300, registers <= 40, blocks >= 6
func.func @n4096(%x: tensor<1024x4096xf32>, %w: tensor<4096xf32>) -> tensor<1024x4096xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<4096xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xf32>
  return %y : tensor<1024x4096xf32>
}

// SASS @n8192_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 4, st.global.128 = 4, LDG = 8, LDG.128 = 8
// SASS @n8192_kernel_0: STG = 4, STG.128 = 4, LDS = 1, STS = 1, SHFL = 20, BAR = 1, MUFU = 5, CALL = 2, shared = 128
// SASS @n8192_kernel_0: FP64 <= 90, instructions <= 330, registers <= 40, blocks >= 3
func.func @n8192(%x: tensor<1024x8192xf32>, %w: tensor<8192xf32>) -> tensor<1024x8192xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<8192xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x8192xf32>
  return %y : tensor<1024x8192xf32>
}

// SASS @n16384_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 4, st.global.128 = 4, LDG = 8, LDG.128 = 8
// SASS @n16384_kernel_0: STG = 4, STG.128 = 4, LDS = 1, STS = 1, SHFL = 20, BAR = 1, MUFU = 5, CALL = 2, shared = 256
// SASS @n16384_kernel_0: FP64 <= 90, instructions <= 320, registers <= 56, blocks >= 1
func.func @n16384(%x: tensor<1024x16384xf32>, %w: tensor<16384xf32>) -> tensor<1024x16384xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<16384xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x16384xf32>
  return %y : tensor<1024x16384xf32>
}
