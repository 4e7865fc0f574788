// Long sums as others write them, without `reassoc`: blocked, wherever their dimension is.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK: {{^}}10 passed, 0 failed

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#col = affine_map<(d0, d1) -> (d1)>
#none = affine_map<(d0, d1) -> ()>
func.func @rows(%x: tensor<?x?xf32> {norm.input = "lognormal:1@4x65539"}) -> tensor<?xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf32>
  %e = tensor.empty(%n) : tensor<?xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  %s = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<?x?xf32>) outs(%f : tensor<?xf32>) {
  ^bb0(%a: f32, %c: f32):
    %p = arith.addf %c, %a : f32
    linalg.yield %p : f32
  } -> tensor<?xf32>
  return %s : tensor<?xf32>
}

func.func @columns(%x: tensor<65539x4xf32> {norm.input = "lognormal:1@65539x4"}) -> tensor<4xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %s = linalg.generic {indexing_maps = [#id, #col], iterator_types = ["reduction", "parallel"]} ins(%x : tensor<65539x4xf32>) outs(%f : tensor<4xf32>) {
  ^bb0(%a: f32, %c: f32):
    %p = arith.addf %a, %c : f32
    linalg.yield %p : f32
  } -> tensor<4xf32>
  return %s : tensor<4xf32>
}

func.func @all(%x: tensor<500x400xf32> {norm.input = "lognormal:1@500x400"}) -> tensor<f32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<f32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<f32>) -> tensor<f32>
  %s = linalg.generic {indexing_maps = [#id, #none], iterator_types = ["reduction", "reduction"]} ins(%x : tensor<500x400xf32>) outs(%f : tensor<f32>) {
  ^bb0(%a: f32, %c: f32):
    %p = arith.addf %a, %c : f32
    linalg.yield %p : f32
  } -> tensor<f32>
  return %s : tensor<f32>
}

func.func @reduce(%x: tensor<65539x4xf32> {norm.input = "lognormal:1@65539x4"}) -> tensor<4xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %s = linalg.reduce { arith.addf } ins(%x : tensor<65539x4xf32>) outs(%f : tensor<4xf32>) dimensions = [0]
  return %s : tensor<4xf32>
}

func.func @half(%x: tensor<4x6000xf16> {norm.input = "normal:0,0.01@4x6000"}) -> tensor<4xf16> {
  %zero = arith.constant 0.0 : f16
  %e = tensor.empty() : tensor<4xf16>
  %f = linalg.fill ins(%zero : f16) outs(%e : tensor<4xf16>) -> tensor<4xf16>
  %s = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x6000xf16>) outs(%f : tensor<4xf16>) {
  ^bb0(%a: f16, %c: f16):
    %p = arith.addf %c, %a : f16
    linalg.yield %p : f16
  } -> tensor<4xf16>
  return %s : tensor<4xf16>
}

func.func @half_dynamic(%x: tensor<?x?xbf16> {norm.input = "lognormal:1@4x6000"}) -> tensor<?xbf16> {
  %zero = arith.constant 0.0 : bf16
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xbf16>
  %e = tensor.empty(%n) : tensor<?xbf16>
  %f = linalg.fill ins(%zero : bf16) outs(%e : tensor<?xbf16>) -> tensor<?xbf16>
  %s = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<?x?xbf16>) outs(%f : tensor<?xbf16>) {
  ^bb0(%a: bf16, %c: bf16):
    %p = arith.addf %c, %a : bf16
    linalg.yield %p : bf16
  } -> tensor<?xbf16>
  return %s : tensor<?xbf16>
}

func.func @double(%x: tensor<4x65539xf64> {norm.input = "lognormal:1@4x65539"}) -> tensor<4xf64> {
  %zero = arith.constant 0.0 : f64
  %e = tensor.empty() : tensor<4xf64>
  %f = linalg.fill ins(%zero : f64) outs(%e : tensor<4xf64>) -> tensor<4xf64>
  %s = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x65539xf64>) outs(%f : tensor<4xf64>) {
  ^bb0(%a: f64, %c: f64):
    %p = arith.addf %c, %a : f64
    linalg.yield %p : f64
  } -> tensor<4xf64>
  return %s : tensor<4xf64>
}

func.func @matmul(%x: tensor<3x20000xf32> {norm.input = "lognormal:1@3x20000"}, %y: tensor<20000x5xf32> {norm.input = "lognormal:1@20000x5"}) -> tensor<3x5xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<3x5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3x5xf32>) -> tensor<3x5xf32>
  %s = linalg.matmul ins(%x, %y : tensor<3x20000xf32>, tensor<20000x5xf32>) outs(%f : tensor<3x5xf32>) -> tensor<3x5xf32>
  return %s : tensor<3x5xf32>
}

func.func @onto_an_input(%x: tensor<4x65539xf32> {norm.input = "lognormal:1@4x65539"}, %y: tensor<4xf32> {norm.input = "lognormal:1@4"}) -> tensor<4xf32> {
  %s = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x65539xf32>) outs(%y : tensor<4xf32>) {
  ^bb0(%a: f32, %c: f32):
    %p = arith.addf %c, %a : f32
    linalg.yield %p : f32
  } -> tensor<4xf32>
  return %s : tensor<4xf32>
}

func.func @in_a_loop(%x: tensor<4x65539xf32> {norm.input = "lognormal:1@4x65539"}) -> tensor<4xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %e = tensor.empty() : tensor<4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%t = %f) -> (tensor<4xf32>) {
  %s = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x65539xf32>) outs(%t : tensor<4xf32>) {
  ^bb0(%a: f32, %c: f32):
    %p = arith.addf %c, %a : f32
    linalg.yield %p : f32
  } -> tensor<4xf32>
    scf.yield %s : tensor<4xf32>
  }
  return %r : tensor<4xf32>
}
