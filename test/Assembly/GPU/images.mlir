// Images: sums by blocks, which the kernel that writes the points adds up, or by the blocks of a cluster.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// SASS @batch_norm_training_f32_kernel: ld.global = 8, st.global = 8, st.global.64 = 8, LDG = 36, STG = 8, STG.64 = 8
// SASS @batch_norm_training_f32_kernel: LDS = 32, LDS.128 = 32, STS = 4, SHFL = 0, BAR = 1, shared = 16384
// SASS @batch_norm_training_f32_kernel: FP64 <= 170, instructions <= 1000, blocks >= 2
// SASS sm_80 @batch_norm_training_f32_kernel: CALL = 1, registers <= 96
// SASS sm_90,sm_100 @batch_norm_training_f32_kernel: registers <= 112
// SASS @batch_norm_training_f32_kernel_0: ld.global = 2, ld.global.nc.128 = 2, st.global = 4, st.global.128 = 4
// SASS @batch_norm_training_f32_kernel_0: LDG = 9, LDG.128 = 9, STG = 4, STG.128 = 4, LDS = 32, LDS.128 = 32, STS = 4
// SASS @batch_norm_training_f32_kernel_0: SHFL = 0, BAR = 1, shared = 16384, FP64 <= 170, instructions <= 430
// SASS @batch_norm_training_f32_kernel_0: blocks >= 4
// SASS sm_80 @batch_norm_training_f32_kernel_0: registers <= 64
// SASS sm_90,sm_100 @batch_norm_training_f32_kernel_0: registers <= 56
// SASS @batch_norm_training_f32_kernel_1: ld.global = 44, ld.global.nc.64 = 8, st.global = 24, LDG = 100, LDG.64 = 64
// SASS @batch_norm_training_f32_kernel_1: STG = 24, LDS = 32, LDS.128 = 32, STS = 4, SHFL = 0, BAR = 1, MUFU = 24
// SASS @batch_norm_training_f32_kernel_1: shared = 16384, FP64 <= 420, instructions <= 1830, blocks >= 2
// SASS sm_80 @batch_norm_training_f32_kernel_1: CALL = 21, registers <= 96
// SASS sm_90,sm_100 @batch_norm_training_f32_kernel_1: CALL = 20, registers <= 120
// SASS @batch_norm_training_f32_kernel_2: ld.global = 13, ld.global.nc.128 = 13, st.global = 6, st.global.128 = 6
// SASS @batch_norm_training_f32_kernel_2: LDG = 41, LDG.128 = 41, STG = 6, STG.128 = 6, LDS = 32, LDS.128 = 32
// SASS @batch_norm_training_f32_kernel_2: STS = 4, SHFL = 0, BAR = 1, MUFU = 24, CALL = 20, shared = 16384
// SASS @batch_norm_training_f32_kernel_2: FP64 <= 420, instructions <= 1470, registers <= 64, blocks >= 4
func.func @batch_norm_training_f32(%x: tensor<32x28x28x128xf32>, %w: tensor<128xf32>, %b: tensor<128xf32>, %m: tensor<128xf32>, %v: tensor<128xf32>) -> (tensor<32x28x28x128xf32>, tensor<128xf32>, tensor<128xf32>) {
  %y:3 = norm.batch_norm_training %x scale(%w : tensor<128xf32>) bias(%b : tensor<128xf32>) running_mean(%m : tensor<128xf32>) running_variance(%v : tensor<128xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 0.1 : tensor<32x28x28x128xf32>
  return %y#0, %y#1, %y#2 : tensor<32x28x28x128xf32>, tensor<128xf32>, tensor<128xf32>
}

// SASS @batch_norm_training_bf16_kernel: ld.global = 16, st.global = 16, st.global.64 = 16, LDG = 16, STG = 16
// SASS @batch_norm_training_bf16_kernel: STG.64 = 16, LDS = 128, LDS.128 = 128, STS = 8, SHFL = 0, BAR = 1
// SASS @batch_norm_training_bf16_kernel: shared = 32768, FP64 <= 290, instructions <= 720
// SASS sm_80 @batch_norm_training_bf16_kernel: registers <= 128, blocks >= 2
// SASS sm_90 @batch_norm_training_bf16_kernel: registers <= 136, blocks >= 1
// SASS sm_100 @batch_norm_training_bf16_kernel: registers <= 144, blocks >= 1
// SASS @batch_norm_training_bf16_kernel_0: ld.global = 2, ld.global.nc.128 = 2, st.global = 8, st.global.128 = 8
// SASS @batch_norm_training_bf16_kernel_0: LDG = 2, LDG.128 = 2, STG = 8, STG.128 = 8, LDS = 128, LDS.128 = 128
// SASS @batch_norm_training_bf16_kernel_0: STS = 8, SHFL = 0, BAR = 1, shared = 32768, FP64 <= 290
// SASS @batch_norm_training_bf16_kernel_0: instructions <= 630
// SASS sm_80 @batch_norm_training_bf16_kernel_0: registers <= 88, blocks >= 2
// SASS sm_90,sm_100 @batch_norm_training_bf16_kernel_0: registers <= 80, blocks >= 3
// SASS @batch_norm_training_bf16_kernel_1: ld.global = 72, ld.global.nc.64 = 16, st.global = 32, LDG = 72
// SASS @batch_norm_training_bf16_kernel_1: LDG.64 = 16, STG = 32, LDS = 128, LDS.128 = 128, STS = 8, SHFL = 0
// SASS @batch_norm_training_bf16_kernel_1: BAR = 1, MUFU = 44, shared = 32768, FP64 <= 800, instructions <= 2880
// SASS sm_80 @batch_norm_training_bf16_kernel_1: CALL = 41, registers <= 128, blocks >= 2
// SASS sm_90,sm_100 @batch_norm_training_bf16_kernel_1: CALL = 40, registers <= 144, blocks >= 1
// SASS @batch_norm_training_bf16_kernel_2: ld.global = 19, ld.global.nc.128 = 19, st.global = 6, st.global.128 = 6
// SASS @batch_norm_training_bf16_kernel_2: LDG = 75, LDG.128 = 75, STG = 6, STG.128 = 6, LDS = 128, LDS.128 = 128
// SASS @batch_norm_training_bf16_kernel_2: STS = 8, SHFL = 0, BAR = 1, MUFU = 44, CALL = 40, shared = 32768
// SASS @batch_norm_training_bf16_kernel_2: FP64 <= 930, instructions <= 2710, blocks >= 2
// SASS sm_80,sm_90 @batch_norm_training_bf16_kernel_2: registers <= 104
// SASS sm_100 @batch_norm_training_bf16_kernel_2: registers <= 112
func.func @batch_norm_training_bf16(%x: tensor<32x28x28x128xbf16>, %w: tensor<128xf32>, %b: tensor<128xf32>, %m: tensor<128xf32>, %v: tensor<128xf32>) -> (tensor<32x28x28x128xbf16>, tensor<128xf32>, tensor<128xf32>) {
  %y:3 = norm.batch_norm_training %x scale(%w : tensor<128xf32>) bias(%b : tensor<128xf32>) running_mean(%m : tensor<128xf32>) running_variance(%v : tensor<128xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 0.1 : tensor<32x28x28x128xbf16>
  return %y#0, %y#1, %y#2 : tensor<32x28x28x128xbf16>, tensor<128xf32>, tensor<128xf32>
}

// SASS @batch_norm_training_planes_f32_kernel: LDS.128 = 8, STS = 2, BAR = 1, FP64 <= 210, instructions <= 1610
// SASS sm_80 @batch_norm_training_planes_f32_kernel: ld.global = 17, st.global = 2, st.global.64 = 2, LDG = 17
// SASS sm_80 @batch_norm_training_planes_f32_kernel: STG = 2, STG.64 = 2, LDS = 8, SHFL = 20, shared = 128
// SASS sm_80 @batch_norm_training_planes_f32_kernel: registers <= 80, blocks >= 3
// SASS sm_90,sm_100 @batch_norm_training_planes_f32_kernel: ld.global = 21, st.global = 18, LDG = 21, STG = 18
// SASS sm_90,sm_100 @batch_norm_training_planes_f32_kernel: LDS = 10, SHFL = 40, MUFU = 9, CALL = 5, shared = 544
// SASS sm_90,sm_100 @batch_norm_training_planes_f32_kernel: warnings = 2, spills = 48, stack = 24, LDL = 6, STL = 6
// SASS sm_90,sm_100 @batch_norm_training_planes_f32_kernel: registers <= 72, blocks >= 1
// SASS @batch_norm_training_planes_f32_kernel_0: ld.global.nc.128 = 4, LDG.128 = 4, LDS.128 = 8, STS = 2, BAR = 1
// SASS @batch_norm_training_planes_f32_kernel_0: FP64 <= 210, instructions <= 870
// SASS sm_80 @batch_norm_training_planes_f32_kernel_0: ld.global = 5, st.global = 2, st.global.64 = 2, LDG = 5
// SASS sm_80 @batch_norm_training_planes_f32_kernel_0: STG = 2, STG.64 = 2, LDS = 8, SHFL = 20, shared = 128
// SASS sm_80 @batch_norm_training_planes_f32_kernel_0: registers <= 64, blocks >= 4
// SASS sm_90,sm_100 @batch_norm_training_planes_f32_kernel_0: ld.global = 9, st.global = 6, st.global.128 = 4
// SASS sm_90,sm_100 @batch_norm_training_planes_f32_kernel_0: LDG = 9, STG = 6, STG.128 = 4, LDS = 10, SHFL = 40
// SASS sm_90,sm_100 @batch_norm_training_planes_f32_kernel_0: MUFU = 9, CALL = 5, shared = 544, registers <= 72
// SASS sm_90,sm_100 @batch_norm_training_planes_f32_kernel_0: blocks >= 1
// SASS sm_80 @batch_norm_training_planes_f32_kernel_1: ld.global = 23, ld.global.nc.64 = 2, st.global = 18, LDG = 23
// SASS sm_80 @batch_norm_training_planes_f32_kernel_1: LDG.64 = 2, STG = 18, LDS = 8, LDS.128 = 8, STS = 2, SHFL = 20
// SASS sm_80 @batch_norm_training_planes_f32_kernel_1: BAR = 1, MUFU = 9, CALL = 5, shared = 128, FP64 <= 140
// SASS sm_80 @batch_norm_training_planes_f32_kernel_1: instructions <= 1950, registers <= 184, blocks >= 1
// SASS sm_80 @batch_norm_training_planes_f32_kernel_2: ld.global = 11, ld.global.nc.128 = 4, ld.global.nc.64 = 2
// SASS sm_80 @batch_norm_training_planes_f32_kernel_2: st.global = 6, st.global.128 = 4, LDG = 11, LDG.128 = 4
// SASS sm_80 @batch_norm_training_planes_f32_kernel_2: LDG.64 = 2, STG = 6, STG.128 = 4, LDS = 8, LDS.128 = 8
// SASS sm_80 @batch_norm_training_planes_f32_kernel_2: STS = 2, SHFL = 20, BAR = 1, MUFU = 9, CALL = 5, shared = 128
// SASS sm_80 @batch_norm_training_planes_f32_kernel_2: FP64 <= 140, instructions <= 810, registers <= 40, blocks >= 6
func.func @batch_norm_training_planes_f32(%x: tensor<32x64x56x56xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>, %m: tensor<64xf32>, %v: tensor<64xf32>) -> (tensor<32x64x56x56xf32>, tensor<64xf32>, tensor<64xf32>) {
  %y:3 = norm.batch_norm_training %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) running_mean(%m : tensor<64xf32>) running_variance(%v : tensor<64xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<32x64x56x56xf32>
  return %y#0, %y#1, %y#2 : tensor<32x64x56x56xf32>, tensor<64xf32>, tensor<64xf32>
}

// SASS @group_norm_bf16_kernel: LDS.128 = 8, STS = 2, BAR = 1, FP64 <= 170, instructions <= 1130
// SASS sm_80 @group_norm_bf16_kernel: ld.global = 17, st.global = 2, st.global.64 = 2, LDG = 17, STG = 2, STG.64 = 2
// SASS sm_80 @group_norm_bf16_kernel: LDS = 8, SHFL = 20, shared = 128, registers <= 64, blocks >= 4
// SASS sm_90,sm_100 @group_norm_bf16_kernel: ld.global = 39, st.global = 16, LDG = 39, STG = 16, LDS = 10, SHFL = 40
// SASS sm_90,sm_100 @group_norm_bf16_kernel: MUFU = 5, CALL = 2, shared = 384, registers <= 72, blocks >= 1
// SASS @group_norm_bf16_kernel_0: st.global = 2, STG = 2, LDS.128 = 8, STS = 2, BAR = 1, FP64 <= 170
// SASS @group_norm_bf16_kernel_0: instructions <= 800
// SASS sm_80 @group_norm_bf16_kernel_0: ld.global = 3, ld.global.nc.128 = 2, st.global.64 = 2, LDG = 3, LDG.128 = 2
// SASS sm_80 @group_norm_bf16_kernel_0: STG.64 = 2, LDS = 8, SHFL = 20, shared = 128, registers <= 64, blocks >= 4
// SASS sm_90,sm_100 @group_norm_bf16_kernel_0: ld.global = 5, ld.global.nc.128 = 4, st.global.128 = 2, LDG = 5
// SASS sm_90,sm_100 @group_norm_bf16_kernel_0: LDG.128 = 4, STG.128 = 2, LDS = 10, SHFL = 40, MUFU = 5, CALL = 2
// SASS sm_90,sm_100 @group_norm_bf16_kernel_0: shared = 384, registers <= 56, blocks >= 2
// SASS sm_80 @group_norm_bf16_kernel_1: ld.global = 49, ld.global.nc.64 = 2, st.global = 16, LDG = 49, LDG.64 = 2
// SASS sm_80 @group_norm_bf16_kernel_1: STG = 16, LDS = 8, LDS.128 = 8, STS = 2, SHFL = 20, BAR = 1, MUFU = 5
// SASS sm_80 @group_norm_bf16_kernel_1: CALL = 3, shared = 128, FP64 <= 110, instructions <= 1450, registers <= 144
// SASS sm_80 @group_norm_bf16_kernel_1: blocks >= 1
// SASS sm_80 @group_norm_bf16_kernel_2: ld.global = 7, ld.global.nc.128 = 4, ld.global.nc.64 = 2, st.global = 2
// SASS sm_80 @group_norm_bf16_kernel_2: st.global.128 = 2, LDG = 7, LDG.128 = 4, LDG.64 = 2, STG = 2, STG.128 = 2
// SASS sm_80 @group_norm_bf16_kernel_2: LDS = 8, LDS.128 = 8, STS = 2, SHFL = 20, BAR = 1, MUFU = 5, CALL = 3
// SASS sm_80 @group_norm_bf16_kernel_2: shared = 128, FP64 <= 100, instructions <= 710, registers <= 48, blocks >= 5
func.func @group_norm_bf16(%x: tensor<2x64x64x512xbf16>, %w: tensor<512xbf16>, %b: tensor<512xbf16>) -> tensor<2x64x64x512xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<512xbf16>) bias(%b : tensor<512xbf16>) num_groups = 32 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x64x64x512xbf16>
  return %y : tensor<2x64x64x512xbf16>
}

// Four channels are a group: neighbouring threads take neighbouring groups.
// SASS @group_norm_channels_bf16_kernel: ld.global = 17, st.global = 2, st.global.64 = 2, LDG = 17, STG = 2
// SASS @group_norm_channels_bf16_kernel: STG.64 = 2, LDS = 64, STS = 2, SHFL = 0, BAR = 1, shared = 4096, FP64 <= 140
// SASS @group_norm_channels_bf16_kernel: instructions <= 810, blocks >= 2
// SASS sm_80 @group_norm_channels_bf16_kernel: CALL = 1, registers <= 96
// SASS sm_90,sm_100 @group_norm_channels_bf16_kernel: registers <= 120
// SASS @group_norm_channels_bf16_kernel_0: ld.global = 5, ld.global.nc.64 = 4, st.global = 2, st.global.64 = 2
// SASS @group_norm_channels_bf16_kernel_0: LDG = 5, LDG.64 = 4, STG = 2, STG.64 = 2, LDS = 64, STS = 2, SHFL = 0
// SASS @group_norm_channels_bf16_kernel_0: BAR = 1, shared = 4096, FP64 <= 140, instructions <= 480, blocks >= 4
// SASS sm_80,sm_100 @group_norm_channels_bf16_kernel_0: registers <= 64
// SASS sm_90 @group_norm_channels_bf16_kernel_0: registers <= 56
// SASS @group_norm_channels_bf16_kernel_1: ld.global = 27, ld.global.nc.64 = 2, st.global = 16, LDG = 27, LDG.64 = 2
// SASS @group_norm_channels_bf16_kernel_1: STG = 16, LDS = 64, STS = 2, SHFL = 0, BAR = 1, MUFU = 5, CALL = 2
// SASS @group_norm_channels_bf16_kernel_1: shared = 4096, FP64 <= 140, instructions <= 1260
// SASS sm_80,sm_90 @group_norm_channels_bf16_kernel_1: registers <= 128, blocks >= 2
// SASS sm_100 @group_norm_channels_bf16_kernel_1: registers <= 152, blocks >= 1
// SASS @group_norm_channels_bf16_kernel_2: ld.global = 9, ld.global.nc.64 = 8, st.global = 4, st.global.64 = 4
// SASS @group_norm_channels_bf16_kernel_2: LDG = 9, LDG.64 = 8, STG = 4, STG.64 = 4, LDS = 64, STS = 2, SHFL = 0
// SASS @group_norm_channels_bf16_kernel_2: BAR = 1, MUFU = 5, CALL = 2, shared = 4096, FP64 <= 140
// SASS @group_norm_channels_bf16_kernel_2: instructions <= 820, registers <= 48, blocks >= 5
func.func @group_norm_channels_bf16(%x: tensor<1x256x256x128xbf16>, %w: tensor<128xbf16>, %b: tensor<128xbf16>) -> tensor<1x256x256x128xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<128xbf16>) bias(%b : tensor<128xbf16>) num_groups = 32 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<1x256x256x128xbf16>
  return %y : tensor<1x256x256x128xbf16>
}
