// GroupNorm and SiLU in one kernel, with channels outermost.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 260

// SASS @f32_2_kernel_0: ld.global = 13, ld.global.nc.128 = 4, st.global = 4, st.global.128 = 4, LDG = 13, LDG.128 = 4
// SASS @f32_2_kernel_0: STG = 4, STG.128 = 4, LDS = 6, LDS.128 = 4, STS = 2, SHFL = 20, BAR = 1, MUFU = 26, CALL = 20
// SASS @f32_2_kernel_0: shared = 88, FP64 <= 180, instructions <= 1580
// SASS sm_80 @f32_2_kernel_0: registers <= 56, blocks >= 7
// SASS sm_90,sm_100 @f32_2_kernel_0: registers <= 64, blocks >= 6
func.func @f32_2(%x: tensor<2x320x16x16xf32>, %w: tensor<320xf32>, %b: tensor<320xf32>) -> tensor<2x320x16x16xf32> {
  %y = norm.group_norm %x scale(%w : tensor<320xf32>) bias(%b : tensor<320xf32>) num_groups = 32 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x320x16x16xf32>
  %one = arith.constant dense<1.0> : tensor<2x320x16x16xf32>
  %0 = arith.negf %y : tensor<2x320x16x16xf32>
  %1 = math.exp %0 : tensor<2x320x16x16xf32>
  %2 = arith.addf %1, %one : tensor<2x320x16x16xf32>
  %3 = arith.divf %y, %2 : tensor<2x320x16x16xf32>
  return %3 : tensor<2x320x16x16xf32>
}

// SASS @f32_4_kernel_0: ld.global = 13, ld.global.nc.128 = 4, st.global = 4, st.global.128 = 4, LDG = 13, LDG.128 = 4
// SASS @f32_4_kernel_0: STG = 4, STG.128 = 4, STS = 2, BAR = 1, MUFU = 26, CALL = 20, FP64 <= 190
// SASS @f32_4_kernel_0: instructions <= 1640
// SASS sm_80 @f32_4_kernel_0: LDS = 2, SHFL = 40, shared = 320, registers <= 72, blocks >= 1
// SASS sm_90,sm_100 @f32_4_kernel_0: LDS = 10, LDS.128 = 8, SHFL = 20, shared = 160, registers <= 64, blocks >= 6
func.func @f32_4(%x: tensor<4x320x32x32xf32>, %w: tensor<320xf32>, %b: tensor<320xf32>) -> tensor<4x320x32x32xf32> {
  %y = norm.group_norm %x scale(%w : tensor<320xf32>) bias(%b : tensor<320xf32>) num_groups = 32 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<4x320x32x32xf32>
  %one = arith.constant dense<1.0> : tensor<4x320x32x32xf32>
  %0 = arith.negf %y : tensor<4x320x32x32xf32>
  %1 = math.exp %0 : tensor<4x320x32x32xf32>
  %2 = arith.addf %1, %one : tensor<4x320x32x32xf32>
  %3 = arith.divf %y, %2 : tensor<4x320x32x32xf32>
  return %3 : tensor<4x320x32x32xf32>
}

// SASS @bf16_2_kernel_0: ld.global = 7, ld.global.nc.128 = 2, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 2
// SASS @bf16_2_kernel_0: STG = 2, STG.128 = 2, LDS = 6, LDS.128 = 4, STS = 2, SHFL = 20, BAR = 1, MUFU = 26
// SASS @bf16_2_kernel_0: CALL = 20, shared = 88, FP64 <= 180, instructions <= 2010, registers <= 56, blocks >= 7
func.func @bf16_2(%x: tensor<2x320x16x16xbf16>, %w: tensor<320xbf16>, %b: tensor<320xbf16>) -> tensor<2x320x16x16xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<320xbf16>) bias(%b : tensor<320xbf16>) num_groups = 32 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x320x16x16xbf16>
  %one = arith.constant dense<1.0> : tensor<2x320x16x16xbf16>
  %0 = arith.negf %y : tensor<2x320x16x16xbf16>
  %1 = math.exp %0 : tensor<2x320x16x16xbf16>
  %2 = arith.addf %1, %one : tensor<2x320x16x16xbf16>
  %3 = arith.divf %y, %2 : tensor<2x320x16x16xbf16>
  return %3 : tensor<2x320x16x16xbf16>
}

// SASS @bf16_4_kernel_0: ld.global = 7, ld.global.nc.128 = 2, st.global = 2, st.global.128 = 2, LDG = 7, LDG.128 = 2
// SASS @bf16_4_kernel_0: STG = 2, STG.128 = 2, STS = 2, BAR = 1, MUFU = 26, CALL = 20, FP64 <= 190
// SASS @bf16_4_kernel_0: instructions <= 2080
// SASS sm_80 @bf16_4_kernel_0: LDS = 2, SHFL = 40, shared = 320, registers <= 64, blocks >= 1
// SASS sm_90 @bf16_4_kernel_0: LDS = 10, LDS.128 = 8, SHFL = 20, shared = 160, registers <= 56, blocks >= 7
// SASS sm_100 @bf16_4_kernel_0: LDS = 10, LDS.128 = 8, SHFL = 20, shared = 160, registers <= 64, blocks >= 6
func.func @bf16_4(%x: tensor<4x320x32x32xbf16>, %w: tensor<320xbf16>, %b: tensor<320xbf16>) -> tensor<4x320x32x32xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<320xbf16>) bias(%b : tensor<320xbf16>) num_groups = 32 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<4x320x32x32xbf16>
  %one = arith.constant dense<1.0> : tensor<4x320x32x32xbf16>
  %0 = arith.negf %y : tensor<4x320x32x32xbf16>
  %1 = math.exp %0 : tensor<4x320x32x32xbf16>
  %2 = arith.addf %1, %one : tensor<4x320x32x32xbf16>
  %3 = arith.divf %y, %2 : tensor<4x320x32x32xbf16>
  return %3 : tensor<4x320x32x32xbf16>
}
