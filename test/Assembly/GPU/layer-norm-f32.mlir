// LayerNorm of f32 rows with scale and bias.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 250

// SASS @n64_kernel_0: ld.global = 13, ld.global.nc.128 = 12, st.global = 4, st.global.128 = 4, LDG = 13, LDG.128 = 12
// SASS @n64_kernel_0: STG = 4, STG.128 = 4, SHFL = 8, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 130, instructions <= 390
// SASS sm_80,sm_90 @n64_kernel_0: registers <= 48, blocks >= 10
// SASS sm_100 @n64_kernel_0: registers <= 56, blocks >= 9
func.func @n64(%x: tensor<1024x64xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<1024x64xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x64xf32>
  return %y : tensor<1024x64xf32>
}

// SASS @n256_kernel_0: ld.global = 13, ld.global.nc.128 = 12, st.global = 4, st.global.128 = 4, LDG = 13
// SASS @n256_kernel_0: LDG.128 = 12, STG = 4, STG.128 = 4, SHFL = 16, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 140
// SASS @n256_kernel_0: instructions <= 410
// SASS sm_80,sm_90 @n256_kernel_0: registers <= 48, blocks >= 10
// SASS sm_100 @n256_kernel_0: registers <= 56, blocks >= 9
func.func @n256(%x: tensor<1024x256xf32>, %w: tensor<256xf32>, %b: tensor<256xf32>) -> tensor<1024x256xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<256xf32>) bias(%b : tensor<256xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x256xf32>
  return %y : tensor<1024x256xf32>
}

// SASS @n768_kernel_0: ld.global = 10, ld.global.nc.128 = 9, st.global = 3, st.global.128 = 3, LDG = 10, LDG.128 = 9
// SASS @n768_kernel_0: STG = 3, STG.128 = 3, LDS = 2, LDS.128 = 2, STS = 2, SHFL = 20, BAR = 1, MUFU = 8, CALL = 4
// SASS @n768_kernel_0: shared = 32, FP64 <= 150, instructions <= 520
// SASS sm_80 @n768_kernel_0: registers <= 40, blocks >= 24
// SASS sm_90,sm_100 @n768_kernel_0: registers <= 48, blocks >= 20
func.func @n768(%x: tensor<1024x768xf32>, %w: tensor<768xf32>, %b: tensor<768xf32>) -> tensor<1024x768xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<768xf32>) bias(%b : tensor<768xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x768xf32>
  return %y : tensor<1024x768xf32>
}

// SASS @n1000_kernel_0: ld.global = 13, ld.global.nc.128 = 12, st.global = 4, st.global.128 = 4, LDG = 13
// SASS @n1000_kernel_0: LDG.128 = 12, STG = 4, STG.128 = 4, LDS = 2, LDS.128 = 2, STS = 2, SHFL = 20, BAR = 1
// SASS @n1000_kernel_0: MUFU = 8, CALL = 4, shared = 32, FP64 <= 170, instructions <= 600, registers <= 56
// SASS @n1000_kernel_0: blocks >= 18
func.func @n1000(%x: tensor<1024x1000xf32>, %w: tensor<1000xf32>, %b: tensor<1000xf32>) -> tensor<1024x1000xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1000xf32>) bias(%b : tensor<1000xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1000xf32>
  return %y : tensor<1024x1000xf32>
}

// SASS @n1024_kernel_0: ld.global = 13, ld.global.nc.128 = 12, st.global = 4, st.global.128 = 4, LDG = 13
// SASS @n1024_kernel_0: LDG.128 = 12, STG = 4, STG.128 = 4, LDS = 2, LDS.128 = 2, STS = 2, SHFL = 20, BAR = 1
// SASS @n1024_kernel_0: MUFU = 5, CALL = 2, shared = 32, FP64 <= 140, instructions <= 420, registers <= 48
// SASS @n1024_kernel_0: blocks >= 20
func.func @n1024(%x: tensor<1024x1024xf32>, %w: tensor<1024xf32>, %b: tensor<1024xf32>) -> tensor<1024x1024xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1024xf32>) bias(%b : tensor<1024xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1024xf32>
  return %y : tensor<1024x1024xf32>
}

// SASS @n4096_kernel_0: ld.global = 13, ld.global.nc.128 = 12, st.global = 4, st.global.128 = 4, LDG = 13
// SASS @n4096_kernel_0: LDG.128 = 12, STG = 4, STG.128 = 4, LDS = 8, LDS.128 = 8, STS = 2, SHFL = 20, BAR = 1
// SASS @n4096_kernel_0: MUFU = 5, CALL = 2, shared = 128, FP64 <= 150, instructions <= 440, registers <= 48
// SASS @n4096_kernel_0: blocks >= 5
func.func @n4096(%x: tensor<1024x4096xf32>, %w: tensor<4096xf32>, %b: tensor<4096xf32>) -> tensor<1024x4096xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<4096xf32>) bias(%b : tensor<4096xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xf32>
  return %y : tensor<1024x4096xf32>
}

// SASS @n8192_kernel_0: ld.global = 13, ld.global.nc.128 = 12, st.global = 4, st.global.128 = 4, LDG = 13
// SASS @n8192_kernel_0: LDG.128 = 12, STG = 4, STG.128 = 4, LDS = 2, STS = 2, SHFL = 40, BAR = 1, MUFU = 5, CALL = 2
// SASS @n8192_kernel_0: shared = 256, FP64 <= 150, instructions <= 460, registers <= 48, blocks >= 2
func.func @n8192(%x: tensor<1024x8192xf32>, %w: tensor<8192xf32>, %b: tensor<8192xf32>) -> tensor<1024x8192xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<8192xf32>) bias(%b : tensor<8192xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x8192xf32>
  return %y : tensor<1024x8192xf32>
}

// SASS @n16384_kernel_0: ld.global = 13, ld.global.nc.128 = 12, st.global = 4, st.global.128 = 4, LDG = 13
// SASS @n16384_kernel_0: LDG.128 = 12, STG = 4, STG.128 = 4, LDS = 2, STS = 2, SHFL = 40, BAR = 1, MUFU = 5, CALL = 2
// SASS @n16384_kernel_0: shared = 512, FP64 <= 150, instructions <= 450, registers <= 64, blocks >= 1
func.func @n16384(%x: tensor<1024x16384xf32>, %w: tensor<16384xf32>, %b: tensor<16384xf32>) -> tensor<1024x16384xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<16384xf32>) bias(%b : tensor<16384xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x16384xf32>
  return %y : tensor<1024x16384xf32>
}
