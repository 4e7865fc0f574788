// Groups that threads share, as their sums are formed in blocks: all values are within their bounds, and the bits are
// the same on one thread and on two, alone and among others.
// REQUIRES: numpy
// RUN: norm-runner %s --all --verify --threads=1 | FileCheck %s
// RUN: norm-runner %s --all --verify --threads=2 | FileCheck %s
// RUN: norm-runner %s --entry=layer_norm --verify --input=normal:1000,2@3x1048583 --input=ones | FileCheck %s --check-prefix=ONE
// RUN: norm-runner %s --entry=layer_norm --verify --input=special:3@2x1048583 --input=ones | FileCheck %s --check-prefix=ONE
// RUN: %python %S/../check_bits.py --runner=norm-runner %s --type=f32 --entry=layer_norm --inputs=4xN,N --N=1048583 --results=1
// RUN: norm-opt %s -norm-cpu-pipeline -mlir-print-ir-before=norm-emit-cpu 2>&1 | FileCheck %s --check-prefix=BLOCKS

// CHECK-COUNT-8: : ok
// CHECK: 5 passed, 0 failed
// ONE: result 0: {{.+}}: ok

// BLOCKS-LABEL: func.func @layer_norm(
// BLOCKS:       norm.kernel sizes = [%{{.+}}, 1048583] {{.+}} (d1 floordiv 65536, d0)>
// BLOCKS:       over [1] by 65536
func.func @layer_norm(%x: tensor<?x1048583xf32> {norm.input = "random@2x1048583"}, %w: tensor<1048583xf32>) -> tensor<?x1048583xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1048583xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x1048583xf32>
  return %y : tensor<?x1048583xf32>
}

// The saved statistics are of the whole group too.
func.func @rms_norm(%x: tensor<1100000xbf16>) -> (tensor<1100000xbf16>, tensor<f32>) {
  %y, %rstd = norm.rms_norm %x axes = [0] epsilon = 1.0e-6 {return_statistics} : tensor<1100000xbf16>
  return %y, %rstd : tensor<1100000xbf16>, tensor<f32>
}

// One group of all channels, whose scale varies within it.
// BLOCKS-LABEL: func.func @group_norm(
// BLOCKS:       norm.kernel sizes = [4, 1024, 257] {{.+}} lanes = 8,
// BLOCKS:       over [0, 1, 2] by 65536
func.func @group_norm(%x: tensor<1x4x1024x257xf32>, %w: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<1x4x1024x257xf32> {
  %y = norm.group_norm %x scale(%w : tensor<4xf32>) bias(%b : tensor<4xf32>) num_groups = 1 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<1x4x1024x257xf32>
  return %y : tensor<1x4x1024x257xf32>
}

// Images of a batch that do not follow each other in memory: a block is an image.
// BLOCKS-LABEL: func.func @batch_norm_training(
// BLOCKS:       norm.kernel sizes = [5, 2, 1024, 257]
// BLOCKS:       over [0, 2, 3] by 263168
func.func @batch_norm_training(%x: tensor<5x2x1024x257xf32>, %mean: tensor<2xf32>, %variance: tensor<2xf32>) -> (tensor<5x2x1024x257xf32>, tensor<2xf32>, tensor<2xf32>) {
  %y, %m, %v = norm.batch_norm_training %x running_mean(%mean : tensor<2xf32>) running_variance(%variance : tensor<2xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<5x2x1024x257xf32>
  return %y, %m, %v : tensor<5x2x1024x257xf32>, tensor<2xf32>, tensor<2xf32>
}

func.func @lp_normalize(%x: tensor<1048583xf64>) -> tensor<1048583xf64> {
  %y = norm.lp_normalize %x axes = [0] p = inf epsilon = 1.0e-12 : tensor<1048583xf64>
  return %y : tensor<1048583xf64>
}
