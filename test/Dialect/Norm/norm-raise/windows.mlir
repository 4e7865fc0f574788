// Windows along an axis, with a margin of zeros.
// RUN: norm-opt %s --norm-raise=remarks=false --canonicalize --cse | FileCheck %s

#space = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#window = affine_map<(d0, d1, d2, d3) -> (d0, d1 + d3, d2)>
#extent = affine_map<(d0, d1, d2, d3) -> (d3)>

// alpha is that of the mean: 5 * 0.25.
// CHECK-LABEL: func.func @squares_in_the_window(
// CHECK-NEXT:    %[[Y:.+]] = norm.local_response_norm %arg0 channel_axis = 1 size = 5 alpha = 1.250000e+00 beta = 7.500000e-01 k = 1.500000e+00 : tensor<2x7x9xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @squares_in_the_window(%x: tensor<2x7x9xf32>) -> tensor<2x7x9xf32> {
  %zero = arith.constant 0.0 : f32
  %alpha = arith.constant dense<0.25> : tensor<2x7x9xf32>
  %k = arith.constant dense<1.5> : tensor<2x7x9xf32>
  %beta = arith.constant dense<0.75> : tensor<2x7x9xf32>
  %p = tensor.pad %x low[0, 2, 0] high[0, 2, 0] {
  ^bb0(%i: index, %j: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<2x7x9xf32> to tensor<2x11x9xf32>
  %e = tensor.empty() : tensor<2x7x9xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x7x9xf32>) -> tensor<2x7x9xf32>
  %t = tensor.empty() : tensor<5xf32>
  %s = linalg.generic {indexing_maps = [#window, #extent, #space], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%p, %t : tensor<2x11x9xf32>, tensor<5xf32>) outs(%f : tensor<2x7x9xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %q = arith.mulf %a, %a : f32
    %r = arith.addf %o, %q : f32
    linalg.yield %r : f32
  } -> tensor<2x7x9xf32>
  %m = arith.mulf %s, %alpha : tensor<2x7x9xf32>
  %u = arith.addf %m, %k : tensor<2x7x9xf32>
  %w = math.powf %u, %beta : tensor<2x7x9xf32>
  %y = arith.divf %x, %w : tensor<2x7x9xf32>
  return %y : tensor<2x7x9xf32>
}

// A product with the reciprocal power.
// CHECK-LABEL: func.func @squares_before_it(
// CHECK-NEXT:    %[[Y:.+]] = norm.local_response_norm %arg0 channel_axis = 1 size = 3 alpha = 7.500000e-01 beta = 5.000000e-01 k = 1.500000e+00 : tensor<2x7x9xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @squares_before_it(%x: tensor<2x7x9xf32>) -> tensor<2x7x9xf32> {
  %zero = arith.constant 0.0 : f32
  %alpha = arith.constant dense<0.25> : tensor<2x7x9xf32>
  %k = arith.constant dense<1.5> : tensor<2x7x9xf32>
  %beta = arith.constant dense<-0.5> : tensor<2x7x9xf32>
  %q = arith.mulf %x, %x : tensor<2x7x9xf32>
  %p = tensor.pad %q low[0, 1, 0] high[0, 1, 0] {
  ^bb0(%i: index, %j: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<2x7x9xf32> to tensor<2x9x9xf32>
  %e = tensor.empty() : tensor<2x7x9xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x7x9xf32>) -> tensor<2x7x9xf32>
  %t = tensor.empty() : tensor<3xf32>
  %s = linalg.generic {indexing_maps = [#window, #extent, #space], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%p, %t : tensor<2x9x9xf32>, tensor<3xf32>) outs(%f : tensor<2x7x9xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %r = arith.addf %o, %a : f32
    linalg.yield %r : f32
  } -> tensor<2x7x9xf32>
  %m = arith.mulf %s, %alpha : tensor<2x7x9xf32>
  %u = arith.addf %m, %k : tensor<2x7x9xf32>
  %w = math.powf %u, %beta : tensor<2x7x9xf32>
  %y = arith.mulf %x, %w : tensor<2x7x9xf32>
  return %y : tensor<2x7x9xf32>
}

// PyTorch's even window has one channel more before.
// CHECK-LABEL: func.func @even_window(
// CHECK-NEXT:    %[[Y:.+]] = norm.local_response_norm %arg0 channel_axis = 1 size = 4 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.500000e+00 : tensor<2x7x9xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @even_window(%x: tensor<2x7x9xf32>) -> tensor<2x7x9xf32> {
  %zero = arith.constant 0.0 : f32
  %alpha = arith.constant dense<0.25> : tensor<2x7x9xf32>
  %k = arith.constant dense<1.5> : tensor<2x7x9xf32>
  %beta = arith.constant dense<0.75> : tensor<2x7x9xf32>
  %p = tensor.pad %x low[0, 2, 0] high[0, 1, 0] {
  ^bb0(%i: index, %j: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<2x7x9xf32> to tensor<2x10x9xf32>
  %e = tensor.empty() : tensor<2x7x9xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x7x9xf32>) -> tensor<2x7x9xf32>
  %t = tensor.empty() : tensor<4xf32>
  %s = linalg.generic {indexing_maps = [#window, #extent, #space], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%p, %t : tensor<2x10x9xf32>, tensor<4xf32>) outs(%f : tensor<2x7x9xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %q = arith.mulf %a, %a : f32
    %r = arith.addf %o, %q : f32
    linalg.yield %r : f32
  } -> tensor<2x7x9xf32>
  %m = arith.mulf %s, %alpha : tensor<2x7x9xf32>
  %u = arith.addf %m, %k : tensor<2x7x9xf32>
  %w = math.powf %u, %beta : tensor<2x7x9xf32>
  %y = arith.divf %x, %w : tensor<2x7x9xf32>
  return %y : tensor<2x7x9xf32>
}

// ONNX's has it behind.
// CHECK-LABEL: func.func @mirrored_window(
// CHECK-NEXT:    %[[Y:.+]] = norm.local_response_norm %arg0 channel_axis = 1 size = 4 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.500000e+00 {window = #norm.window<onnx>} : tensor<2x7x9xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @mirrored_window(%x: tensor<2x7x9xf32>) -> tensor<2x7x9xf32> {
  %zero = arith.constant 0.0 : f32
  %alpha = arith.constant dense<0.25> : tensor<2x7x9xf32>
  %k = arith.constant dense<1.5> : tensor<2x7x9xf32>
  %beta = arith.constant dense<0.75> : tensor<2x7x9xf32>
  %p = tensor.pad %x low[0, 1, 0] high[0, 2, 0] {
  ^bb0(%i: index, %j: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<2x7x9xf32> to tensor<2x10x9xf32>
  %e = tensor.empty() : tensor<2x7x9xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x7x9xf32>) -> tensor<2x7x9xf32>
  %t = tensor.empty() : tensor<4xf32>
  %s = linalg.generic {indexing_maps = [#window, #extent, #space], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%p, %t : tensor<2x10x9xf32>, tensor<4xf32>) outs(%f : tensor<2x7x9xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %q = arith.mulf %a, %a : f32
    %r = arith.addf %o, %q : f32
    linalg.yield %r : f32
  } -> tensor<2x7x9xf32>
  %m = arith.mulf %s, %alpha : tensor<2x7x9xf32>
  %u = arith.addf %m, %k : tensor<2x7x9xf32>
  %w = math.powf %u, %beta : tensor<2x7x9xf32>
  %y = arith.divf %x, %w : tensor<2x7x9xf32>
  return %y : tensor<2x7x9xf32>
}

// CHECK-LABEL: func.func @dynamic(
// CHECK-NEXT:    %[[Y:.+]] = norm.local_response_norm %arg0 channel_axis = 1 size = 5 alpha = 1.250000e+00 beta = 7.500000e-01 k = 1.500000e+00 : tensor<?x7x9xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @dynamic(%x: tensor<?x7x9xf32> {norm.input = "normal:0,1,3@2x7x9"}) -> tensor<?x7x9xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x7x9xf32>
  %alpha_s = arith.constant 0.25 : f32
  %alpha = tensor.splat %alpha_s[%n] : tensor<?x7x9xf32>
  %k_s = arith.constant 1.5 : f32
  %k = tensor.splat %k_s[%n] : tensor<?x7x9xf32>
  %beta_s = arith.constant 0.75 : f32
  %beta = tensor.splat %beta_s[%n] : tensor<?x7x9xf32>
  %p = tensor.pad %x low[0, 2, 0] high[0, 2, 0] {
  ^bb0(%i: index, %j: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<?x7x9xf32> to tensor<?x11x9xf32>
  %e = tensor.empty(%n) : tensor<?x7x9xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<?x7x9xf32>) -> tensor<?x7x9xf32>
  %t = tensor.empty() : tensor<5xf32>
  %s = linalg.generic {indexing_maps = [#window, #extent, #space], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%p, %t : tensor<?x11x9xf32>, tensor<5xf32>) outs(%f : tensor<?x7x9xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %q = arith.mulf %a, %a : f32
    %r = arith.addf %o, %q : f32
    linalg.yield %r : f32
  } -> tensor<?x7x9xf32>
  %m = arith.mulf %s, %alpha : tensor<?x7x9xf32>
  %u = arith.addf %m, %k : tensor<?x7x9xf32>
  %w = math.powf %u, %beta : tensor<?x7x9xf32>
  %y = arith.divf %x, %w : tensor<?x7x9xf32>
  return %y : tensor<?x7x9xf32>
}

// A window that no op has.
// CHECK-LABEL: func.func @one_sided(
// CHECK-NOT:     norm.
func.func @one_sided(%x: tensor<2x7x9xf32>) -> tensor<2x7x9xf32> {
  %zero = arith.constant 0.0 : f32
  %alpha = arith.constant dense<0.25> : tensor<2x7x9xf32>
  %k = arith.constant dense<1.5> : tensor<2x7x9xf32>
  %beta = arith.constant dense<0.75> : tensor<2x7x9xf32>
  %p = tensor.pad %x low[0, 4, 0] high[0, 0, 0] {
  ^bb0(%i: index, %j: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<2x7x9xf32> to tensor<2x11x9xf32>
  %e = tensor.empty() : tensor<2x7x9xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x7x9xf32>) -> tensor<2x7x9xf32>
  %t = tensor.empty() : tensor<5xf32>
  %s = linalg.generic {indexing_maps = [#window, #extent, #space], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%p, %t : tensor<2x11x9xf32>, tensor<5xf32>) outs(%f : tensor<2x7x9xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %q = arith.mulf %a, %a : f32
    %r = arith.addf %o, %q : f32
    linalg.yield %r : f32
  } -> tensor<2x7x9xf32>
  %m = arith.mulf %s, %alpha : tensor<2x7x9xf32>
  %u = arith.addf %m, %k : tensor<2x7x9xf32>
  %w = math.powf %u, %beta : tensor<2x7x9xf32>
  %y = arith.divf %x, %w : tensor<2x7x9xf32>
  return %y : tensor<2x7x9xf32>
}
