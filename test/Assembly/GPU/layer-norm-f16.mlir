// LayerNorm of f16 rows with scale and bias.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 250

// SASS @n64_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n64_kernel_0: STG = 2, STG.128 = 2, SHFL = 8, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 130, instructions <= 440
// SASS sm_80,sm_90 @n64_kernel_0: registers <= 48, blocks >= 10
// SASS sm_100 @n64_kernel_0: registers <= 40, blocks >= 12
func.func @n64(%x: tensor<1024x64xf16>, %w: tensor<64xf16>, %b: tensor<64xf16>) -> tensor<1024x64xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<64xf16>) bias(%b : tensor<64xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x64xf16>
  return %y : tensor<1024x64xf16>
}

// SASS @n256_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n256_kernel_0: STG = 2, STG.128 = 2, SHFL = 16, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 130, instructions <= 460
// SASS sm_80,sm_90 @n256_kernel_0: registers <= 48, blocks >= 10
// SASS sm_100 @n256_kernel_0: registers <= 40, blocks >= 12
func.func @n256(%x: tensor<1024x256xf16>, %w: tensor<256xf16>, %b: tensor<256xf16>) -> tensor<1024x256xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<256xf16>) bias(%b : tensor<256xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x256xf16>
  return %y : tensor<1024x256xf16>
}

// SASS @n768_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n768_kernel_0: STG = 2, STG.128 = 2, LDS = 2, LDS.128 = 2, STS = 2, SHFL = 20, BAR = 1, MUFU = 8, CALL = 4
// SASS @n768_kernel_0: shared = 32, FP64 <= 170, instructions <= 670, registers <= 48, blocks >= 20
func.func @n768(%x: tensor<1024x768xf16>, %w: tensor<768xf16>, %b: tensor<768xf16>) -> tensor<1024x768xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<768xf16>) bias(%b : tensor<768xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x768xf16>
  return %y : tensor<1024x768xf16>
}

// SASS @n1000_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n1000_kernel_0: STG = 2, STG.128 = 2, LDS = 2, LDS.128 = 2, STS = 2, SHFL = 20, BAR = 1, MUFU = 8, CALL = 4
// SASS @n1000_kernel_0: shared = 32, FP64 <= 170, instructions <= 670, registers <= 48, blocks >= 20
func.func @n1000(%x: tensor<1024x1000xf16>, %w: tensor<1000xf16>, %b: tensor<1000xf16>) -> tensor<1024x1000xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<1000xf16>) bias(%b : tensor<1000xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1000xf16>
  return %y : tensor<1024x1000xf16>
}

// SASS @n1024_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n1024_kernel_0: STG = 2, STG.128 = 2, LDS = 2, LDS.128 = 2, STS = 2, SHFL = 20, BAR = 1, MUFU = 5, CALL = 2
// SASS @n1024_kernel_0: shared = 32, FP64 <= 140, instructions <= 460
// SASS sm_80,sm_90 @n1024_kernel_0: registers <= 40, blocks >= 24
// SASS sm_100 @n1024_kernel_0: registers <= 48, blocks >= 20
func.func @n1024(%x: tensor<1024x1024xf16>, %w: tensor<1024xf16>, %b: tensor<1024xf16>) -> tensor<1024x1024xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<1024xf16>) bias(%b : tensor<1024xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1024xf16>
  return %y : tensor<1024x1024xf16>
}

// SASS @n4096_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n4096_kernel_0: STG = 2, STG.128 = 2, LDS = 8, LDS.128 = 8, STS = 2, SHFL = 20, BAR = 1, MUFU = 5, CALL = 2
// SASS @n4096_kernel_0: shared = 128, FP64 <= 150, instructions <= 480
// SASS sm_80,sm_90 @n4096_kernel_0: registers <= 40, blocks >= 6
// SASS sm_100 @n4096_kernel_0: registers <= 48, blocks >= 5
func.func @n4096(%x: tensor<1024x4096xf16>, %w: tensor<4096xf16>, %b: tensor<4096xf16>) -> tensor<1024x4096xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<4096xf16>) bias(%b : tensor<4096xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xf16>
  return %y : tensor<1024x4096xf16>
}

// SASS @n8192_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n8192_kernel_0: STG = 2, STG.128 = 2, LDS = 2, STS = 2, SHFL = 40, BAR = 1, MUFU = 5, CALL = 2, shared = 256
// SASS @n8192_kernel_0: FP64 <= 140, instructions <= 510, registers <= 40, blocks >= 3
func.func @n8192(%x: tensor<1024x8192xf16>, %w: tensor<8192xf16>, %b: tensor<8192xf16>) -> tensor<1024x8192xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<8192xf16>) bias(%b : tensor<8192xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x8192xf16>
  return %y : tensor<1024x8192xf16>
}

// SASS sm_80 @n16384_kernel: warnings = 2, spills = 16, stack = 8, LDL = 1, STL = 1
// SASS @n16384_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n16384_kernel_0: STG = 2, STG.128 = 2, LDS = 2, STS = 2, SHFL = 40, BAR = 1, MUFU = 5, CALL = 2, shared = 512
// SASS @n16384_kernel_0: FP64 <= 140, instructions <= 500, blocks >= 1
// SASS sm_80 @n16384_kernel_0: registers <= 48
// SASS sm_90,sm_100 @n16384_kernel_0: registers <= 56
func.func @n16384(%x: tensor<1024x16384xf16>, %w: tensor<16384xf16>, %b: tensor<16384xf16>) -> tensor<1024x16384xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<16384xf16>) bias(%b : tensor<16384xf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x16384xf16>
  return %y : tensor<1024x16384xf16>
}
