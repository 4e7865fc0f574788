// Statistics of rows are summed in f32, where the op leaves the choice.
// RUN: norm-opt %s -norm-narrow-accumulators | FileCheck %s
// RUN: norm-opt %s -norm-narrow-accumulators=max-elements=32 | FileCheck %s --check-prefix=SHORT
// RUN: norm-opt %s -norm-nvvm-pipeline="chip=sm_120" -mlir-print-ir-after=norm-generalize -o /dev/null 2>&1 | FileCheck %s --check-prefix=SLOW
// RUN: norm-opt %s -norm-nvvm-pipeline="chip=sm_90" -mlir-print-ir-after=norm-generalize -o /dev/null 2>&1 | FileCheck %s --check-prefix=FAST

// SLOW: norm.stats {{.*}}accumulator = f32
// FAST-LABEL: func.func @rows(
// FAST-NOT:     accumulator = f32
// FAST:         return

// CHECK-LABEL: func.func @rows(
// CHECK:         %[[Y:.+]] = norm.layer_norm %[[X:.+]] axes = [1] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x4xf32>
// CHECK:         norm.rms_norm %{{.+}} axes = [1, 2] epsilon = 1.000000e-05 {accumulator = f32} : tensor<3x4x8xbf16>
// CHECK:         norm.layer_norm %{{.+}} axes = [1] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x?xf16>
// CHECK:         norm.group_norm {{.+}} {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x12x5xf32>
// CHECK:         norm.instance_norm {{.+}} {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x12x5xf32>
// SHORT-LABEL: func.func @rows(
// SHORT:         norm.rms_norm {{.+}} {accumulator = f32} : tensor<3x4x8xbf16>
// SHORT:         norm.group_norm {{.+}} {accumulator = f32, estimator = #norm.estimator<two_pass>}
// SHORT-LABEL: func.func @long(
// SHORT-NOT:     accumulator
// SHORT:         return
func.func @rows(%x: tensor<3x4xf32>, %y: tensor<3x4x8xbf16>, %z: tensor<3x?xf16>, %i: tensor<2x12x5xf32>) -> (tensor<3x4xf32>, tensor<3x4x8xbf16>, tensor<3x?xf16>, tensor<2x12x5xf32>, tensor<2x12x5xf32>) {
  %a = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %b = norm.rms_norm %y axes = [1, 2] epsilon = 1.0e-5 : tensor<3x4x8xbf16>
  %c = norm.layer_norm %z axes = [1] epsilon = 1.0e-5 : tensor<3x?xf16>
  %d = norm.group_norm %i num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x12x5xf32>
  %e = norm.instance_norm %i channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x12x5xf32>
  return %a, %b, %c, %d, %e : tensor<3x4xf32>, tensor<3x4x8xbf16>, tensor<3x?xf16>, tensor<2x12x5xf32>, tensor<2x12x5xf32>
}

// CHECK-LABEL: func.func @long(
// CHECK:         norm.rms_norm %{{.+}} axes = [1] epsilon = 1.000000e-05 {accumulator = f32} : tensor<3x33xf32>
func.func @long(%x: tensor<3x33xf32>) -> tensor<3x33xf32> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x33xf32>
  return %y : tensor<3x33xf32>
}

// What says how it is summed, f64, columns, channels innermost, images of any size, and what registers do not hold;
// and core ops, whose results are as wide as they say.
// CHECK-LABEL: func.func @others(
// CHECK:         norm.layer_norm {{.+}} {estimator = #norm.estimator<shifted>} : tensor<3x4xf32>
// CHECK:         norm.rms_norm {{.+}} {accumulator = f64} : tensor<3x4xf32>
// CHECK-NOT:     accumulator
// CHECK:         return
func.func @others(%x: tensor<3x4xf32>, %d: tensor<3x4xf64>, %i: tensor<3x4x6xf32>, %t: tensor<3x?x?xf32>, %l: tensor<3x16385xf32>) -> (tensor<3x4xf32>, tensor<3x4xf32>, tensor<3x4xf64>, tensor<3x4xf32>, tensor<3x4x6xf32>, tensor<3x?x?xf32>, tensor<3x16385xf32>, tensor<3xf64>) {
  %a = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {estimator = #norm.estimator<shifted>} : tensor<3x4xf32>
  %b = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 {accumulator = f64} : tensor<3x4xf32>
  %c = norm.rms_norm %d axes = [1] epsilon = 1.0e-5 : tensor<3x4xf64>
  %e = norm.rms_norm %x axes = [0] epsilon = 1.0e-5 : tensor<3x4xf32>
  %f = norm.group_norm %i num_groups = 2 channel_axis = 2 axes = [1] epsilon = 1.0e-5 : tensor<3x4x6xf32>
  %g = norm.rms_norm %t axes = [1, 2] epsilon = 1.0e-5 : tensor<3x?x?xf32>
  %h = norm.rms_norm %l axes = [1] epsilon = 1.0e-5 : tensor<3x16385xf32>
  %s = norm.stats <second_moment> %x axes = [1] : tensor<3x4xf32>
  return %a, %b, %c, %e, %f, %g, %h, %s : tensor<3x4xf32>, tensor<3x4xf32>, tensor<3x4xf64>, tensor<3x4xf32>, tensor<3x4x6xf32>, tensor<3x?x?xf32>, tensor<3x16385xf32>, tensor<3xf64>
}
