// Results that are slices, pads, concatenations and transposes of others: copies with strides, which call no library.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK: {{^}}22 passed, 0 failed

func.func @columns(%x: tensor<7x64xf32> {norm.input = "normal:0,1@7x64"}) -> tensor<7x16xf32> {
  %v = tensor.extract_slice %x[0, 48] [7, 16] [1, 1] : tensor<7x64xf32> to tensor<7x16xf32>
  return %v : tensor<7x16xf32>
}

func.func @dynamic_columns(%x: tensor<?x?xf32> {norm.input = "normal:0,1@7x64"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf32>
  %m = tensor.dim %x, %c1 : tensor<?x?xf32>
  %h = arith.divui %m, %c1 : index
  %c5 = arith.constant 5 : index
  %w = arith.subi %h, %c5 : index
  %v = tensor.extract_slice %x[0, 5] [%n, %w] [1, 1] : tensor<?x?xf32> to tensor<?x?xf32>
  return %v : tensor<?x?xf32>
}

func.func @every_third(%x: tensor<7x64xbf16> {norm.input = "normal:0,1@7x64"}) -> tensor<4x21xbf16> {
  %v = tensor.extract_slice %x[0, 1] [4, 21] [2, 3] : tensor<7x64xbf16> to tensor<4x21xbf16>
  return %v : tensor<4x21xbf16>
}

func.func @block_of_three(%x: tensor<5x7x8xf64> {norm.input = "normal:0,1@5x7x8"}) -> tensor<5x3x8xf64> {
  %v = tensor.extract_slice %x[0, 2, 0] [5, 3, 8] [1, 1, 1] : tensor<5x7x8xf64> to tensor<5x3x8xf64>
  return %v : tensor<5x3x8xf64>
}

func.func @bits(%x: tensor<7x64xf32> {norm.input = "normal:0,1@7x64"}) -> tensor<7x16xi1> {
  %z = arith.constant dense<0.0> : tensor<7x64xf32>
  %b = arith.cmpf ogt, %x, %z : tensor<7x64xf32>
  %v = tensor.extract_slice %b[0, 48] [7, 16] [1, 1] : tensor<7x64xi1> to tensor<7x16xi1>
  return %v : tensor<7x16xi1>
}

func.func @concat(%x: tensor<7x5xf32> {norm.input = "normal:0,1@7x5"}, %y: tensor<7x3xf32> {norm.input = "normal:0,1@7x3"}) -> tensor<7x8xf32> {
  %v = tensor.concat dim(1) %x, %y : (tensor<7x5xf32>, tensor<7x3xf32>) -> tensor<7x8xf32>
  return %v : tensor<7x8xf32>
}

func.func @concat_dynamic(%x: tensor<?x?xf32> {norm.input = "normal:0,1@7x5"}, %y: tensor<?x?xf32> {norm.input = "normal:0,1@7x3"}) -> tensor<?x?xf32> {
  %v = tensor.concat dim(1) %x, %y : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  return %v : tensor<?x?xf32>
}

func.func @insert(%x: tensor<7x16xf32> {norm.input = "normal:0,1@7x16"}, %y: tensor<7x64xf32> {norm.input = "normal:0,1@7x64"}) -> tensor<7x64xf32> {
  %n = norm.rms_norm %x axes = [1] epsilon = 1.0e-6 : tensor<7x16xf32>
  %v = tensor.insert_slice %n into %y[0, 8] [7, 16] [1, 1] : tensor<7x16xf32> into tensor<7x64xf32>
  return %v : tensor<7x64xf32>
}

func.func @insert_rank_reduced(%x: tensor<7xf32> {norm.input = "normal:0,1@7"}, %y: tensor<7x64xf32> {norm.input = "normal:0,1@7x64"}) -> tensor<7x64xf32> {
  %v = tensor.insert_slice %x into %y[0, 8] [7, 1] [1, 1] : tensor<7xf32> into tensor<7x64xf32>
  return %v : tensor<7x64xf32>
}

func.func @pad(%x: tensor<7x64xf32> {norm.input = "normal:0,1@7x64"}) -> tensor<7x70xf32> {
  %c = arith.constant 0.0 : f32
  %z = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<7x64xf32>
  %v = tensor.pad %z low[0, 2] high[0, 4] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<7x64xf32> to tensor<7x70xf32>
  return %v : tensor<7x70xf32>
}

func.func @pad_dynamic(%x: tensor<?x?xf32> {norm.input = "normal:0,1@7x64"}) -> tensor<?x?xf32> {
  %c = arith.constant 1.0 : f32
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf32>
  %v = tensor.pad %x low[%n, 2] high[0, %n] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  return %v : tensor<?x?xf32>
}

func.func @transposed(%x: tensor<7x64xf32> {norm.input = "normal:0,1@7x64"}) -> tensor<64x7xf32> {
  %e = tensor.empty() : tensor<64x7xf32>
  %v = linalg.transpose ins(%x : tensor<7x64xf32>) outs(%e : tensor<64x7xf32>) permutation = [1, 0]
  return %v : tensor<64x7xf32>
}

func.func @linalg_copy(%x: tensor<7x64xf32> {norm.input = "normal:0,1@7x64"}) -> tensor<7x16xf32> {
  %e = tensor.empty() : tensor<7x16xf32>
  %s = tensor.extract_slice %x[0, 48] [7, 16] [1, 1] : tensor<7x64xf32> to tensor<7x16xf32>
  %v = linalg.copy ins(%s : tensor<7x16xf32>) outs(%e : tensor<7x16xf32>) -> tensor<7x16xf32>
  return %v : tensor<7x16xf32>
}

func.func @one_element(%x: tensor<7x64xf32> {norm.input = "normal:0,1@7x64"}) -> tensor<f32> {
  %v = tensor.extract_slice %x[3, 48] [1, 1] [1, 1] : tensor<7x64xf32> to tensor<f32>
  return %v : tensor<f32>
}

func.func @reshape(%x: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}) -> tensor<3x8xf32> {
  %s = arith.constant dense<[3, 8]> : tensor<2xindex>
  %v = tensor.reshape %x(%s) : (tensor<4x6xf32>, tensor<2xindex>) -> tensor<3x8xf32>
  return %v : tensor<3x8xf32>
}

func.func @from_elements(%x: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}) -> tensor<2x1xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = tensor.extract %x[%c0, %c1] : tensor<4x6xf32>
  %b = tensor.extract %x[%c1, %c0] : tensor<4x6xf32>
  %v = tensor.from_elements %a, %b : tensor<2x1xf32>
  return %v : tensor<2x1xf32>
}

func.func @generate(%x: tensor<?x6xf32> {norm.input = "normal:0,1@4x6"}) -> tensor<?x6xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c0 : tensor<?x6xf32>
  %v = tensor.generate %n {
  ^bb0(%i: index, %j: index):
    %a = tensor.extract %x[%i, %j] : tensor<?x6xf32>
    %b = arith.negf %a : f32
    tensor.yield %b : f32
  } : tensor<?x6xf32>
  return %v : tensor<?x6xf32>
}

func.func @forall_columns(%x: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}) -> tensor<4x6xf32> {
  %e = tensor.empty() : tensor<4x6xf32>
  %r = scf.forall (%i) in (3) shared_outs(%o = %e) -> (tensor<4x6xf32>) {
    %p = affine.apply affine_map<(d0) -> (d0 * 2)>(%i)
    %s = tensor.extract_slice %x[0, %p] [4, 2] [1, 1] : tensor<4x6xf32> to tensor<4x2xf32>
    %n = norm.rms_norm %s axes = [1] epsilon = 1.0e-6 : tensor<4x2xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %n into %o[0, %p] [4, 2] [1, 1] : tensor<4x2xf32> into tensor<4x6xf32>
    }
  }
  return %r : tensor<4x6xf32>
}

func.func @large_columns(%x: tensor<700x640xf32> {norm.input = "normal:0,1@700x640"}) -> tensor<700x600xf32> {
  %v = tensor.extract_slice %x[0, 40] [700, 600] [1, 1] : tensor<700x640xf32> to tensor<700x600xf32>
  return %v : tensor<700x600xf32>
}

func.func @large_dynamic_columns(%x: tensor<?x640xf32> {norm.input = "normal:0,1@700x640"}) -> tensor<?x600xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x640xf32>
  %v = tensor.extract_slice %x[0, 40] [%n, 600] [1, 1] : tensor<?x640xf32> to tensor<?x600xf32>
  return %v : tensor<?x600xf32>
}

func.func @steps(%x: tensor<?x?xf32> {norm.input = "normal:0,1@9x12"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf32>
  %c2 = arith.constant 2 : index
  %h = arith.divui %n, %c2 : index
  %v = tensor.extract_slice %x[0, 1] [%h, %h] [%c2, %c2] : tensor<?x?xf32> to tensor<?x?xf32>
  return %v : tensor<?x?xf32>
}

func.func @empty_columns(%x: tensor<?x4xf32> {norm.input = "normal:0,1@0x4"}) -> tensor<?x2xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x4xf32>
  %v = tensor.extract_slice %x[0, 1] [%n, 2] [1, 1] : tensor<?x4xf32> to tensor<?x2xf32>
  return %v : tensor<?x2xf32>
}
