// LayerNorm of bf16 rows with scale and bias.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 250

// SASS @n64_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n64_kernel_0: STG = 2, STG.128 = 2, SHFL = 8, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 130, instructions <= 600
// SASS @n64_kernel_0: registers <= 56, blocks >= 9
func.func @n64(%x: tensor<1024x64xbf16>, %w: tensor<64xbf16>, %b: tensor<64xbf16>) -> tensor<1024x64xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<64xbf16>) bias(%b : tensor<64xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x64xbf16>
  return %y : tensor<1024x64xbf16>
}

// SASS @n256_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n256_kernel_0: STG = 2, STG.128 = 2, SHFL = 16, BAR = 0, MUFU = 5, CALL = 2, FP64 <= 130, instructions <= 610
// SASS @n256_kernel_0: registers <= 56, blocks >= 9
func.func @n256(%x: tensor<1024x256xbf16>, %w: tensor<256xbf16>, %b: tensor<256xbf16>) -> tensor<1024x256xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<256xbf16>) bias(%b : tensor<256xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x256xbf16>
  return %y : tensor<1024x256xbf16>
}

// SASS @n768_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n768_kernel_0: STG = 2, STG.128 = 2, LDS = 2, LDS.128 = 2, STS = 2, SHFL = 20, BAR = 1, MUFU = 8, CALL = 4
// SASS @n768_kernel_0: shared = 32, FP64 <= 170, instructions <= 820
// SASS sm_80,sm_100 @n768_kernel_0: registers <= 48, blocks >= 20
// SASS sm_90 @n768_kernel_0: registers <= 56, blocks >= 18
func.func @n768(%x: tensor<1024x768xbf16>, %w: tensor<768xbf16>, %b: tensor<768xbf16>) -> tensor<1024x768xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<768xbf16>) bias(%b : tensor<768xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x768xbf16>
  return %y : tensor<1024x768xbf16>
}

// SASS @n1000_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n1000_kernel_0: STG = 2, STG.128 = 2, LDS = 2, LDS.128 = 2, STS = 2, SHFL = 20, BAR = 1, MUFU = 8, CALL = 4
// SASS @n1000_kernel_0: shared = 32, FP64 <= 170, instructions <= 820
// SASS sm_80,sm_100 @n1000_kernel_0: registers <= 48, blocks >= 20
// SASS sm_90 @n1000_kernel_0: registers <= 56, blocks >= 18
func.func @n1000(%x: tensor<1024x1000xbf16>, %w: tensor<1000xbf16>, %b: tensor<1000xbf16>) -> tensor<1024x1000xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<1000xbf16>) bias(%b : tensor<1000xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1000xbf16>
  return %y : tensor<1024x1000xbf16>
}

// SASS @n1024_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n1024_kernel_0: STG = 2, STG.128 = 2, LDS = 2, LDS.128 = 2, STS = 2, SHFL = 20, BAR = 1, MUFU = 5, CALL = 2
// SASS @n1024_kernel_0: shared = 32, FP64 <= 140, instructions <= 620
// SASS sm_80,sm_90 @n1024_kernel_0: registers <= 40, blocks >= 24
// SASS sm_100 @n1024_kernel_0: registers <= 48, blocks >= 20
func.func @n1024(%x: tensor<1024x1024xbf16>, %w: tensor<1024xbf16>, %b: tensor<1024xbf16>) -> tensor<1024x1024xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<1024xbf16>) bias(%b : tensor<1024xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x1024xbf16>
  return %y : tensor<1024x1024xbf16>
}

// SASS @n4096_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n4096_kernel_0: STG = 2, STG.128 = 2, LDS = 8, LDS.128 = 8, STS = 2, SHFL = 20, BAR = 1, MUFU = 5, CALL = 2
// SASS @n4096_kernel_0: shared = 128, FP64 <= 150, instructions <= 640
// SASS sm_80,sm_90 @n4096_kernel_0: registers <= 40, blocks >= 6
// SASS sm_100 @n4096_kernel_0: registers <= 48, blocks >= 5
func.func @n4096(%x: tensor<1024x4096xbf16>, %w: tensor<4096xbf16>, %b: tensor<4096xbf16>) -> tensor<1024x4096xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<4096xbf16>) bias(%b : tensor<4096xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xbf16>
  return %y : tensor<1024x4096xbf16>
}

// SASS @n8192_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n8192_kernel_0: STG = 2, STG.128 = 2, LDS = 2, STS = 2, SHFL = 40, BAR = 1, MUFU = 5, CALL = 2, shared = 256
// SASS @n8192_kernel_0: FP64 <= 150, instructions <= 670
// SASS sm_80 @n8192_kernel_0: registers <= 40, blocks >= 3
// SASS sm_90,sm_100 @n8192_kernel_0: registers <= 48, blocks >= 2
func.func @n8192(%x: tensor<1024x8192xbf16>, %w: tensor<8192xbf16>, %b: tensor<8192xbf16>) -> tensor<1024x8192xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<8192xbf16>) bias(%b : tensor<8192xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x8192xbf16>
  return %y : tensor<1024x8192xbf16>
}

// SASS sm_90 @n16384_kernel: warnings = 2, spills = 24, stack = 16, LDL = 3, STL = 3
// SASS @n16384_kernel_0: ld.global = 7, ld.global.nc.128 = 6, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 6
// SASS @n16384_kernel_0: STG = 2, STG.128 = 2, LDS = 2, STS = 2, SHFL = 40, BAR = 1, MUFU = 5, CALL = 2, shared = 512
// SASS @n16384_kernel_0: FP64 <= 150, instructions <= 660, blocks >= 1
// SASS sm_80 @n16384_kernel_0: registers <= 48
// SASS sm_90,sm_100 @n16384_kernel_0: registers <= 64
func.func @n16384(%x: tensor<1024x16384xbf16>, %w: tensor<16384xbf16>, %b: tensor<16384xbf16>) -> tensor<1024x16384xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<16384xbf16>) bias(%b : tensor<16384xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x16384xbf16>
  return %y : tensor<1024x16384xbf16>
}
