// REQUIRES: numpy
// The bits of a row, or of an image, are the same on one thread and on two, alone and among others, whatever its length
// and wherever it begins; also where results pass the cache by.

// DEFINE: %{entry} =
// DEFINE: %{inputs} =
// DEFINE: %{lengths} =
// DEFINE: %{results} = 1
// DEFINE: %{check} = %S/../check_bits.py --runner=norm-runner --entry=%{entry} --inputs=%{inputs} --N=%{lengths} --results=%{results}
// DEFINE: %{wide} = %{check} %s --type=f32
// DEFINE: %{narrow} = %{check} %t.bf16.mlir --type=bf16

// REDEFINE: %{lengths} = 1,7,31,32,33,1000,1023,4096
// REDEFINE: %{entry} = layer_norm
// REDEFINE: %{inputs} = 257xN,N,N
// RUN: sed 's/f32/bf16/g' %s > %t.bf16.mlir && %python %{wide} && %python %{narrow}
// REDEFINE: %{lengths} = 1,33,1023
// REDEFINE: %{entry} = rms_norm
// REDEFINE: %{inputs} = 257xN,N
// RUN: %python %{wide} && %python %{narrow}
// REDEFINE: %{lengths} = 7,33,1023
// REDEFINE: %{entry} = layer_norm_gelu
// REDEFINE: %{inputs} = 257xN,N,N
// RUN: %python %{wide} && %python %{narrow}
// REDEFINE: %{entry} = residual_layer_norm
// REDEFINE: %{inputs} = 257xN,257xN,N,N
// REDEFINE: %{results} = 2
// RUN: %python %{wide} && %python %{narrow}

// Past the cache.
// REDEFINE: %{lengths} = 1023
// REDEFINE: %{entry} = layer_norm
// REDEFINE: %{inputs} = 8191xN,N,N
// REDEFINE: %{results} = 1
// RUN: %python %{wide} && %python %{narrow}

// Images: with channels that are apart, and next to each other.
// REDEFINE: %{lengths} = 33
// REDEFINE: %{entry} = batch_norm
// REDEFINE: %{inputs} = 9x12xNx5,12,12,12,12
// RUN: %python %{wide} && %python %{narrow}
// REDEFINE: %{entry} = batch_norm_last
// REDEFINE: %{inputs} = 9x5xNx33,33,33,33,33
// RUN: %python %{wide} && %python %{narrow}
// REDEFINE: %{entry} = group_norm
// REDEFINE: %{inputs} = 9x12xNx5,12,12
// RUN: %python %{wide} && %python %{narrow}
// REDEFINE: %{entry} = group_norm_last
// REDEFINE: %{inputs} = 9x5xNx12,12,12
// RUN: %python %{wide} && %python %{narrow}
// REDEFINE: %{entry} = instance_norm_last
// REDEFINE: %{inputs} = 9x35xNx17,17,17
// RUN: %python %{wide} && %python %{narrow}
// REDEFINE: %{entry} = local_response_norm
// REDEFINE: %{inputs} = 9x12xNx5
// RUN: %python %{wide} && %python %{narrow}

func.func @layer_norm(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @rms_norm(%x: tensor<?x?xf32>, %w: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-6 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @layer_norm_gelu(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %x, %c0 : tensor<?x?xf32>
  %n = tensor.dim %x, %c1 : tensor<?x?xf32>
  %e = tensor.empty(%m, %n) : tensor<?x?xf32>
  %g = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%y : tensor<?x?xf32>) outs(%e : tensor<?x?xf32>) {
  ^bb0(%a: f32, %o: f32):
    %root = arith.constant 0.707 : f32
    %one = arith.constant 1.0 : f32
    %half = arith.constant 0.5 : f32
    %0 = arith.mulf %a, %root : f32
    %1 = math.erf %0 : f32
    %2 = arith.addf %1, %one : f32
    %3 = arith.mulf %a, %half : f32
    %4 = arith.mulf %3, %2 : f32
    linalg.yield %4 : f32
  } -> tensor<?x?xf32>
  return %g : tensor<?x?xf32>
}

func.func @residual_layer_norm(%x: tensor<?x?xf32>, %r: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  %s = arith.addf %x, %r : tensor<?x?xf32>
  %y = norm.layer_norm %s scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y, %s : tensor<?x?xf32>, tensor<?x?xf32>
}

func.func @batch_norm(%x: tensor<?x?x?x?xf32>, %m: tensor<?xf32>, %v: tensor<?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<?xf32>) variance(%v : tensor<?xf32>) scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @batch_norm_last(%x: tensor<?x?x?x?xf32>, %m: tensor<?xf32>, %v: tensor<?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<?xf32>) variance(%v : tensor<?xf32>) scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @group_norm(%x: tensor<?x?x?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @group_norm_last(%x: tensor<?x?x?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @instance_norm_last(%x: tensor<?x?x?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @local_response_norm(%x: tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}
