// Softmax, written as a maximum and exponentials that are divided by their sum.
// RUN: norm-sass-check %s
// REQUIRES: ptxas

// Where addresses are no multiples of 16, single elements.
// SASS @*_kernel: LDG.128 = 0, STG.128 = 0

#space = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// SASS @f32_256_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 4, st.global.128 = 4, LDG = 4, LDG.128 = 4
// SASS @f32_256_kernel_0: STG = 4, STG.128 = 4, SHFL = 8, BAR = 0, MUFU = 18, CALL = 16, instructions <= 920
// SASS @f32_256_kernel_0: registers <= 40, blocks >= 12
func.func @f32_256(%x: tensor<1024x256xf32>) -> tensor<1024x256xf32> {
  %lowest = arith.constant 0xFF800000 : f32
  %e = tensor.empty() : tensor<1024xf32>
  %init = linalg.fill ins(%lowest : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %top = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<1024x256xf32>) outs(%init : tensor<1024xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %0 = arith.maximumf %acc, %a : f32
    linalg.yield %0 : f32
  } -> tensor<1024xf32>
  %y0 = tensor.empty() : tensor<1024x256xf32>
  %p = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%x, %top : tensor<1024x256xf32>, tensor<1024xf32>) outs(%y0 : tensor<1024x256xf32>) {
  ^bb0(%a: f32, %m: f32, %o: f32):
    %0 = arith.subf %a, %m : f32
    %1 = math.exp %0 : f32
    linalg.yield %1 : f32
  } -> tensor<1024x256xf32>
  %zero = arith.constant 0.0 : f32
  %none = linalg.fill ins(%zero : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %sum = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%p : tensor<1024x256xf32>) outs(%none : tensor<1024xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %0 = arith.addf %acc, %a : f32
    linalg.yield %0 : f32
  } -> tensor<1024xf32>
  %y = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%p, %sum : tensor<1024x256xf32>, tensor<1024xf32>) outs(%y0 : tensor<1024x256xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<1024x256xf32>
  return %y : tensor<1024x256xf32>
}

// SASS @f32_1024_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 4, st.global.128 = 4, LDG = 4
// SASS @f32_1024_kernel_0: LDG.128 = 4, STG = 4, STG.128 = 4, LDS = 2, STS = 2, SHFL = 10, BAR = 2, MUFU = 18
// SASS @f32_1024_kernel_0: CALL = 16, shared = 24, instructions <= 920, registers <= 32, blocks >= 32
func.func @f32_1024(%x: tensor<1024x1024xf32>) -> tensor<1024x1024xf32> {
  %lowest = arith.constant 0xFF800000 : f32
  %e = tensor.empty() : tensor<1024xf32>
  %init = linalg.fill ins(%lowest : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %top = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<1024x1024xf32>) outs(%init : tensor<1024xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %0 = arith.maximumf %acc, %a : f32
    linalg.yield %0 : f32
  } -> tensor<1024xf32>
  %y0 = tensor.empty() : tensor<1024x1024xf32>
  %p = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%x, %top : tensor<1024x1024xf32>, tensor<1024xf32>) outs(%y0 : tensor<1024x1024xf32>) {
  ^bb0(%a: f32, %m: f32, %o: f32):
    %0 = arith.subf %a, %m : f32
    %1 = math.exp %0 : f32
    linalg.yield %1 : f32
  } -> tensor<1024x1024xf32>
  %zero = arith.constant 0.0 : f32
  %none = linalg.fill ins(%zero : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %sum = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%p : tensor<1024x1024xf32>) outs(%none : tensor<1024xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %0 = arith.addf %acc, %a : f32
    linalg.yield %0 : f32
  } -> tensor<1024xf32>
  %y = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%p, %sum : tensor<1024x1024xf32>, tensor<1024xf32>) outs(%y0 : tensor<1024x1024xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<1024x1024xf32>
  return %y : tensor<1024x1024xf32>
}

// SASS @f32_4096_kernel_0: ld.global = 4, ld.global.nc.128 = 4, st.global = 4, st.global.128 = 4, LDG = 4
// SASS @f32_4096_kernel_0: LDG.128 = 4, STG = 4, STG.128 = 4, LDS = 4, LDS.128 = 4, STS = 2, SHFL = 10, BAR = 2
// SASS @f32_4096_kernel_0: MUFU = 18, CALL = 16, shared = 64, instructions <= 940, registers <= 40, blocks >= 6
func.func @f32_4096(%x: tensor<1024x4096xf32>) -> tensor<1024x4096xf32> {
  %lowest = arith.constant 0xFF800000 : f32
  %e = tensor.empty() : tensor<1024xf32>
  %init = linalg.fill ins(%lowest : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %top = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<1024x4096xf32>) outs(%init : tensor<1024xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %0 = arith.maximumf %acc, %a : f32
    linalg.yield %0 : f32
  } -> tensor<1024xf32>
  %y0 = tensor.empty() : tensor<1024x4096xf32>
  %p = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%x, %top : tensor<1024x4096xf32>, tensor<1024xf32>) outs(%y0 : tensor<1024x4096xf32>) {
  ^bb0(%a: f32, %m: f32, %o: f32):
    %0 = arith.subf %a, %m : f32
    %1 = math.exp %0 : f32
    linalg.yield %1 : f32
  } -> tensor<1024x4096xf32>
  %zero = arith.constant 0.0 : f32
  %none = linalg.fill ins(%zero : f32) outs(%e : tensor<1024xf32>) -> tensor<1024xf32>
  %sum = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%p : tensor<1024x4096xf32>) outs(%none : tensor<1024xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %0 = arith.addf %acc, %a : f32
    linalg.yield %0 : f32
  } -> tensor<1024xf32>
  %y = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%p, %sum : tensor<1024x4096xf32>, tensor<1024xf32>) outs(%y0 : tensor<1024x4096xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<1024x4096xf32>
  return %y : tensor<1024x4096xf32>
}

// SASS @bf16_256_kernel_0: ld.global = 2, ld.global.nc.128 = 2, st.global = 2, st.global.128 = 2, LDG = 2
// SASS @bf16_256_kernel_0: LDG.128 = 2, STG = 2, STG.128 = 2, SHFL = 8, BAR = 0, MUFU = 18, CALL = 16
// SASS @bf16_256_kernel_0: instructions <= 1490, registers <= 40, blocks >= 12
func.func @bf16_256(%x: tensor<1024x256xbf16>) -> tensor<1024x256xbf16> {
  %lowest = arith.constant 0xFF80 : bf16
  %e = tensor.empty() : tensor<1024xbf16>
  %init = linalg.fill ins(%lowest : bf16) outs(%e : tensor<1024xbf16>) -> tensor<1024xbf16>
  %top = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<1024x256xbf16>) outs(%init : tensor<1024xbf16>) {
  ^bb0(%a: bf16, %acc: bf16):
    %0 = arith.maximumf %acc, %a : bf16
    linalg.yield %0 : bf16
  } -> tensor<1024xbf16>
  %y0 = tensor.empty() : tensor<1024x256xbf16>
  %p = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%x, %top : tensor<1024x256xbf16>, tensor<1024xbf16>) outs(%y0 : tensor<1024x256xbf16>) {
  ^bb0(%a: bf16, %m: bf16, %o: bf16):
    %0 = arith.subf %a, %m : bf16
    %1 = math.exp %0 : bf16
    linalg.yield %1 : bf16
  } -> tensor<1024x256xbf16>
  %zero = arith.constant 0.0 : bf16
  %none = linalg.fill ins(%zero : bf16) outs(%e : tensor<1024xbf16>) -> tensor<1024xbf16>
  %sum = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%p : tensor<1024x256xbf16>) outs(%none : tensor<1024xbf16>) {
  ^bb0(%a: bf16, %acc: bf16):
    %0 = arith.addf %acc, %a : bf16
    linalg.yield %0 : bf16
  } -> tensor<1024xbf16>
  %y = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%p, %sum : tensor<1024x256xbf16>, tensor<1024xbf16>) outs(%y0 : tensor<1024x256xbf16>) {
  ^bb0(%a: bf16, %b: bf16, %o: bf16):
    %0 = arith.divf %a, %b : bf16
    linalg.yield %0 : bf16
  } -> tensor<1024x256xbf16>
  return %y : tensor<1024x256xbf16>
}

// SASS @bf16_1024_kernel_0: ld.global = 2, ld.global.nc.128 = 2, st.global = 2, st.global.128 = 2, LDG = 2
// SASS @bf16_1024_kernel_0: LDG.128 = 2, STG = 2, STG.128 = 2, LDS = 2, STS = 2, SHFL = 10, BAR = 2, MUFU = 18
// SASS @bf16_1024_kernel_0: CALL = 16, shared = 20, instructions <= 1530
// SASS sm_80 @bf16_1024_kernel_0: registers <= 40, blocks >= 24
// SASS sm_90,sm_100 @bf16_1024_kernel_0: registers <= 32, blocks >= 32
func.func @bf16_1024(%x: tensor<1024x1024xbf16>) -> tensor<1024x1024xbf16> {
  %lowest = arith.constant 0xFF80 : bf16
  %e = tensor.empty() : tensor<1024xbf16>
  %init = linalg.fill ins(%lowest : bf16) outs(%e : tensor<1024xbf16>) -> tensor<1024xbf16>
  %top = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<1024x1024xbf16>) outs(%init : tensor<1024xbf16>) {
  ^bb0(%a: bf16, %acc: bf16):
    %0 = arith.maximumf %acc, %a : bf16
    linalg.yield %0 : bf16
  } -> tensor<1024xbf16>
  %y0 = tensor.empty() : tensor<1024x1024xbf16>
  %p = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%x, %top : tensor<1024x1024xbf16>, tensor<1024xbf16>) outs(%y0 : tensor<1024x1024xbf16>) {
  ^bb0(%a: bf16, %m: bf16, %o: bf16):
    %0 = arith.subf %a, %m : bf16
    %1 = math.exp %0 : bf16
    linalg.yield %1 : bf16
  } -> tensor<1024x1024xbf16>
  %zero = arith.constant 0.0 : bf16
  %none = linalg.fill ins(%zero : bf16) outs(%e : tensor<1024xbf16>) -> tensor<1024xbf16>
  %sum = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%p : tensor<1024x1024xbf16>) outs(%none : tensor<1024xbf16>) {
  ^bb0(%a: bf16, %acc: bf16):
    %0 = arith.addf %acc, %a : bf16
    linalg.yield %0 : bf16
  } -> tensor<1024xbf16>
  %y = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%p, %sum : tensor<1024x1024xbf16>, tensor<1024xbf16>) outs(%y0 : tensor<1024x1024xbf16>) {
  ^bb0(%a: bf16, %b: bf16, %o: bf16):
    %0 = arith.divf %a, %b : bf16
    linalg.yield %0 : bf16
  } -> tensor<1024x1024xbf16>
  return %y : tensor<1024x1024xbf16>
}

// SASS @bf16_4096_kernel_0: ld.global = 2, ld.global.nc.128 = 2, st.global = 2, st.global.128 = 2, LDG = 2
// SASS @bf16_4096_kernel_0: LDG.128 = 2, STG = 2, STG.128 = 2, LDS = 2, LDS.128 = 2, STS = 2, SHFL = 10, BAR = 2
// SASS @bf16_4096_kernel_0: MUFU = 18, CALL = 16, shared = 32, instructions <= 1610
// SASS sm_80,sm_90 @bf16_4096_kernel_0: registers <= 40, blocks >= 6
// SASS sm_100 @bf16_4096_kernel_0: registers <= 32, blocks >= 8
func.func @bf16_4096(%x: tensor<1024x4096xbf16>) -> tensor<1024x4096xbf16> {
  %lowest = arith.constant 0xFF80 : bf16
  %e = tensor.empty() : tensor<1024xbf16>
  %init = linalg.fill ins(%lowest : bf16) outs(%e : tensor<1024xbf16>) -> tensor<1024xbf16>
  %top = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<1024x4096xbf16>) outs(%init : tensor<1024xbf16>) {
  ^bb0(%a: bf16, %acc: bf16):
    %0 = arith.maximumf %acc, %a : bf16
    linalg.yield %0 : bf16
  } -> tensor<1024xbf16>
  %y0 = tensor.empty() : tensor<1024x4096xbf16>
  %p = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%x, %top : tensor<1024x4096xbf16>, tensor<1024xbf16>) outs(%y0 : tensor<1024x4096xbf16>) {
  ^bb0(%a: bf16, %m: bf16, %o: bf16):
    %0 = arith.subf %a, %m : bf16
    %1 = math.exp %0 : bf16
    linalg.yield %1 : bf16
  } -> tensor<1024x4096xbf16>
  %zero = arith.constant 0.0 : bf16
  %none = linalg.fill ins(%zero : bf16) outs(%e : tensor<1024xbf16>) -> tensor<1024xbf16>
  %sum = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%p : tensor<1024x4096xbf16>) outs(%none : tensor<1024xbf16>) {
  ^bb0(%a: bf16, %acc: bf16):
    %0 = arith.addf %acc, %a : bf16
    linalg.yield %0 : bf16
  } -> tensor<1024xbf16>
  %y = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%p, %sum : tensor<1024x4096xbf16>, tensor<1024xbf16>) outs(%y0 : tensor<1024x4096xbf16>) {
  ^bb0(%a: bf16, %b: bf16, %o: bf16):
    %0 = arith.divf %a, %b : bf16
    linalg.yield %0 : bf16
  } -> tensor<1024x4096xbf16>
  return %y : tensor<1024x4096xbf16>
}
