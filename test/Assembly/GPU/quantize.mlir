// RMSNorm to 8 bits, scaled by the largest magnitude of the row.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 120

#space = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#group = affine_map<(d0) -> (d0)>

// SASS @i8_f32_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 2, st.global.128 = 1, LDG = 8, LDG.128 = 8
// SASS @i8_f32_kernel_0: STG = 2, STG.128 = 1, LDS = 6, LDS.128 = 6, STS = 2, SHFL = 15, BAR = 2, MUFU = 23
// SASS @i8_f32_kernel_0: CALL = 19, shared = 96, FP64 <= 90, instructions <= 840, registers <= 40, blocks >= 6
func.func @i8_f32(%x: tensor<1024x4096xf32>, %w: tensor<4096xf32>) -> (tensor<1024x4096xi8>, tensor<1024xf32>) {
  %y = norm.rms_norm %x scale(%w : tensor<4096xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xf32>
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<1024xf32>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %absmax = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<1024x4096xf32>) outs(%init : tensor<1024xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %abs = math.absf %a : f32
    %max = arith.maximumf %acc, %abs : f32
    linalg.yield %max : f32
  } -> tensor<1024xf32>
  %scale = linalg.generic {indexing_maps = [#group, #group], iterator_types = ["parallel"]} ins(%absmax : tensor<1024xf32>) outs(%e : tensor<1024xf32>) {
  ^bb0(%a: f32, %o: f32):
    %k = arith.constant 127.0 : f32
    %s = arith.divf %a, %k : f32
    linalg.yield %s : f32
  } -> tensor<1024xf32>
  %q0 = tensor.empty() : tensor<1024x4096xi8>
  %q = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%y, %scale : tensor<1024x4096xf32>, tensor<1024xf32>) outs(%q0 : tensor<1024x4096xi8>) {
  ^bb0(%a: f32, %s: f32, %o: i8):
    %lo = arith.constant -128.0 : f32
    %hi = arith.constant 127.0 : f32
    %d = arith.divf %a, %s : f32
    %r = math.roundeven %d : f32
    %c = arith.maximumf %r, %lo : f32
    %c2 = arith.minimumf %c, %hi : f32
    %i = arith.fptosi %c2 : f32 to i8
    linalg.yield %i : i8
  } -> tensor<1024x4096xi8>
  return %q, %scale : tensor<1024x4096xi8>, tensor<1024xf32>
}

// SASS @f8e4m3_f32_kernel_0: ld.global = 8, ld.global.nc.128 = 8, st.global = 2, st.global.128 = 1, LDG = 8
// SASS @f8e4m3_f32_kernel_0: LDG.128 = 8, STG = 2, STG.128 = 1, LDS = 6, LDS.128 = 6, STS = 2, SHFL = 15, BAR = 2
// SASS @f8e4m3_f32_kernel_0: MUFU = 23, CALL = 19, shared = 96, FP64 <= 90, instructions <= 1020, registers <= 40
// SASS @f8e4m3_f32_kernel_0: blocks >= 6
func.func @f8e4m3_f32(%x: tensor<1024x4096xf32>, %w: tensor<4096xf32>) -> (tensor<1024x4096xf8E4M3FN>, tensor<1024xf32>) {
  %y = norm.rms_norm %x scale(%w : tensor<4096xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xf32>
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<1024xf32>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %absmax = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<1024x4096xf32>) outs(%init : tensor<1024xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %abs = math.absf %a : f32
    %max = arith.maximumf %acc, %abs : f32
    linalg.yield %max : f32
  } -> tensor<1024xf32>
  %scale = linalg.generic {indexing_maps = [#group, #group], iterator_types = ["parallel"]} ins(%absmax : tensor<1024xf32>) outs(%e : tensor<1024xf32>) {
  ^bb0(%a: f32, %o: f32):
    %k = arith.constant 448.0 : f32
    %s = arith.divf %a, %k : f32
    linalg.yield %s : f32
  } -> tensor<1024xf32>
  %q0 = tensor.empty() : tensor<1024x4096xf8E4M3FN>
  %q = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%y, %scale : tensor<1024x4096xf32>, tensor<1024xf32>) outs(%q0 : tensor<1024x4096xf8E4M3FN>) {
  ^bb0(%a: f32, %s: f32, %o: f8E4M3FN):
    %lo = arith.constant -448.0 : f32
    %hi = arith.constant 448.0 : f32
    %d = arith.divf %a, %s : f32
    %c = arith.maximumf %d, %lo : f32
    %c2 = arith.minimumf %c, %hi : f32
    %i = arith.truncf %c2 : f32 to f8E4M3FN
    linalg.yield %i : f8E4M3FN
  } -> tensor<1024x4096xf8E4M3FN>
  return %q, %scale : tensor<1024x4096xf8E4M3FN>, tensor<1024xf32>
}

// SASS @i8_bf16_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 1, LDG = 4, LDG.128 = 4
// SASS @i8_bf16_kernel_0: STG = 2, STG.128 = 1, LDS = 6, LDS.128 = 6, STS = 2, SHFL = 15, BAR = 2, MUFU = 23
// SASS @i8_bf16_kernel_0: CALL = 19, shared = 96, FP64 <= 90, instructions <= 990
// SASS sm_80,sm_90 @i8_bf16_kernel_0: registers <= 40, blocks >= 6
// SASS sm_100 @i8_bf16_kernel_0: registers <= 48, blocks >= 5
func.func @i8_bf16(%x: tensor<1024x4096xbf16>, %w: tensor<4096xbf16>) -> (tensor<1024x4096xi8>, tensor<1024xf32>) {
  %y = norm.rms_norm %x scale(%w : tensor<4096xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xbf16>
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<1024xf32>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %absmax = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<1024x4096xbf16>) outs(%init : tensor<1024xf32>) {
  ^bb0(%a: bf16, %acc: f32):
    %f = arith.extf %a : bf16 to f32
    %abs = math.absf %f : f32
    %max = arith.maximumf %acc, %abs : f32
    linalg.yield %max : f32
  } -> tensor<1024xf32>
  %scale = linalg.generic {indexing_maps = [#group, #group], iterator_types = ["parallel"]} ins(%absmax : tensor<1024xf32>) outs(%e : tensor<1024xf32>) {
  ^bb0(%a: f32, %o: f32):
    %k = arith.constant 127.0 : f32
    %s = arith.divf %a, %k : f32
    linalg.yield %s : f32
  } -> tensor<1024xf32>
  %q0 = tensor.empty() : tensor<1024x4096xi8>
  %q = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%y, %scale : tensor<1024x4096xbf16>, tensor<1024xf32>) outs(%q0 : tensor<1024x4096xi8>) {
  ^bb0(%a: bf16, %s: f32, %o: i8):
    %lo = arith.constant -128.0 : f32
    %hi = arith.constant 127.0 : f32
    %f = arith.extf %a : bf16 to f32
    %d = arith.divf %f, %s : f32
    %r = math.roundeven %d : f32
    %c = arith.maximumf %r, %lo : f32
    %c2 = arith.minimumf %c, %hi : f32
    %i = arith.fptosi %c2 : f32 to i8
    linalg.yield %i : i8
  } -> tensor<1024x4096xi8>
  return %q, %scale : tensor<1024x4096xi8>, tensor<1024xf32>
}

// SASS @f8e4m3_bf16_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 1, LDG = 4
// SASS @f8e4m3_bf16_kernel_0: LDG.128 = 4, STG = 2, STG.128 = 1, LDS = 6, LDS.128 = 6, STS = 2, SHFL = 15, BAR = 2
// SASS @f8e4m3_bf16_kernel_0: MUFU = 23, CALL = 19, shared = 96, FP64 <= 90, instructions <= 1170
// SASS sm_80,sm_90 @f8e4m3_bf16_kernel_0: registers <= 40, blocks >= 6
// SASS sm_100 @f8e4m3_bf16_kernel_0: registers <= 48, blocks >= 5
func.func @f8e4m3_bf16(%x: tensor<1024x4096xbf16>, %w: tensor<4096xbf16>) -> (tensor<1024x4096xf8E4M3FN>, tensor<1024xf32>) {
  %y = norm.rms_norm %x scale(%w : tensor<4096xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xbf16>
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<1024xf32>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %absmax = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<1024x4096xbf16>) outs(%init : tensor<1024xf32>) {
  ^bb0(%a: bf16, %acc: f32):
    %f = arith.extf %a : bf16 to f32
    %abs = math.absf %f : f32
    %max = arith.maximumf %acc, %abs : f32
    linalg.yield %max : f32
  } -> tensor<1024xf32>
  %scale = linalg.generic {indexing_maps = [#group, #group], iterator_types = ["parallel"]} ins(%absmax : tensor<1024xf32>) outs(%e : tensor<1024xf32>) {
  ^bb0(%a: f32, %o: f32):
    %k = arith.constant 448.0 : f32
    %s = arith.divf %a, %k : f32
    linalg.yield %s : f32
  } -> tensor<1024xf32>
  %q0 = tensor.empty() : tensor<1024x4096xf8E4M3FN>
  %q = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%y, %scale : tensor<1024x4096xbf16>, tensor<1024xf32>) outs(%q0 : tensor<1024x4096xf8E4M3FN>) {
  ^bb0(%a: bf16, %s: f32, %o: f8E4M3FN):
    %lo = arith.constant -448.0 : f32
    %hi = arith.constant 448.0 : f32
    %f = arith.extf %a : bf16 to f32
    %d = arith.divf %f, %s : f32
    %c = arith.maximumf %d, %lo : f32
    %c2 = arith.minimumf %c, %hi : f32
    %i = arith.truncf %c2 : f32 to f8E4M3FN
    linalg.yield %i : f8E4M3FN
  } -> tensor<1024x4096xf8E4M3FN>
  return %q, %scale : tensor<1024x4096xf8E4M3FN>, tensor<1024xf32>
}

// SASS @i8_short_bf16_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 2, st.global.128 = 1, LDG = 4
// SASS @i8_short_bf16_kernel_0: LDG.128 = 4, STG = 2, STG.128 = 1, LDS = 2, LDS.128 = 1, STS = 2, SHFL = 15, BAR = 2
// SASS @i8_short_bf16_kernel_0: MUFU = 25, CALL = 20, shared = 24, FP64 <= 120, instructions <= 1180, registers <= 48
// SASS @i8_short_bf16_kernel_0: blocks >= 20
func.func @i8_short_bf16(%x: tensor<1024x768xbf16>, %w: tensor<768xbf16>) -> (tensor<1024x768xi8>, tensor<1024xf32>) {
  %y = norm.rms_norm %x scale(%w : tensor<768xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x768xbf16>
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<1024xf32>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %absmax = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<1024x768xbf16>) outs(%init : tensor<1024xf32>) {
  ^bb0(%a: bf16, %acc: f32):
    %f = arith.extf %a : bf16 to f32
    %abs = math.absf %f : f32
    %max = arith.maximumf %acc, %abs : f32
    linalg.yield %max : f32
  } -> tensor<1024xf32>
  %scale = linalg.generic {indexing_maps = [#group, #group], iterator_types = ["parallel"]} ins(%absmax : tensor<1024xf32>) outs(%e : tensor<1024xf32>) {
  ^bb0(%a: f32, %o: f32):
    %k = arith.constant 127.0 : f32
    %s = arith.divf %a, %k : f32
    linalg.yield %s : f32
  } -> tensor<1024xf32>
  %q0 = tensor.empty() : tensor<1024x768xi8>
  %q = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%y, %scale : tensor<1024x768xbf16>, tensor<1024xf32>) outs(%q0 : tensor<1024x768xi8>) {
  ^bb0(%a: bf16, %s: f32, %o: i8):
    %lo = arith.constant -128.0 : f32
    %hi = arith.constant 127.0 : f32
    %f = arith.extf %a : bf16 to f32
    %d = arith.divf %f, %s : f32
    %r = math.roundeven %d : f32
    %c = arith.maximumf %r, %lo : f32
    %c2 = arith.minimumf %c, %hi : f32
    %i = arith.fptosi %c2 : f32 to i8
    linalg.yield %i : i8
  } -> tensor<1024x768xi8>
  return %q, %scale : tensor<1024x768xi8>, tensor<1024xf32>
}
