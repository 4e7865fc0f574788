// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | FileCheck %s

// The batch normalization ops of StableHLO.

// The example of the pass.
// CHECK-LABEL: func.func @inference(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x4x5x3xf32>, %[[W:[^:]+]]: tensor<3xf32>, %[[B:[^:]+]]: tensor<3xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>, %[[VARIANCE:[^:]+]]: tensor<3xf32>)
// CHECK-NEXT:    %[[Y:.+]] = norm.batch_norm %[[X]] mean(%[[MEAN]] : tensor<3xf32>) variance(%[[VARIANCE]] : tensor<3xf32>) scale(%[[W]] : tensor<3xf32>) bias(%[[B]] : tensor<3xf32>) channel_axis = 3 epsilon = 0.0010000000474974513 : tensor<2x4x5x3xf32>
func.func @inference(%x: tensor<2x4x5x3xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>, %mean: tensor<3xf32>, %var: tensor<3xf32>) -> tensor<2x4x5x3xf32> {
  %y = "stablehlo.batch_norm_inference"(%x, %w, %b, %mean, %var) <{epsilon = 1.0e-03 : f32, feature_index = 3 : i64}> : (tensor<2x4x5x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x4x5x3xf32>
  return %y : tensor<2x4x5x3xf32>
}

// The mean and the biased variance of the batch are running statistics that take all of it.
// CHECK-LABEL: func.func @training(
// CHECK-SAME:    %[[X:.+]]: tensor<?x3x5xbf16>, %[[W:.+]]: tensor<3xbf16>, %[[B:.+]]: tensor<3xbf16>)
// CHECK:         %[[ZERO:.+]] = arith.constant dense<0.000000e+00> : tensor<3xbf16>
// CHECK:         %[[Y:.+]], %[[STATISTICS:.+]]:2 = norm.batch_norm_training %[[X]] scale(%[[W]] : tensor<3xbf16>) bias(%[[B]] : tensor<3xbf16>) running_mean(%[[ZERO]] : tensor<3xbf16>) running_variance(%[[ZERO]] : tensor<3xbf16>) channel_axis = 1 epsilon = 1.250000e-01 momentum = 1.000000e+00 {unbiased_running_variance = false} : tensor<?x3x5xbf16>
// CHECK:         return %[[Y]], %[[STATISTICS]]#0, %[[STATISTICS]]#1
func.func @training(%x: tensor<?x3x5xbf16>, %w: tensor<3xbf16>, %b: tensor<3xbf16>) -> (tensor<?x3x5xbf16>, tensor<3xbf16>, tensor<3xbf16>) {
  %0:3 = "stablehlo.batch_norm_training"(%x, %w, %b) <{epsilon = 1.25e-01 : f32, feature_index = 1 : i64}> : (tensor<?x3x5xbf16>, tensor<3xbf16>, tensor<3xbf16>) -> (tensor<?x3x5xbf16>, tensor<3xbf16>, tensor<3xbf16>)
  return %0#0, %0#1, %0#2 : tensor<?x3x5xbf16>, tensor<3xbf16>, tensor<3xbf16>
}

// Nobody asks for them. The attributes may stand where older versions have them.
// CHECK-LABEL: func.func @training_output(
// CHECK-NEXT:    norm.batch_norm_training %{{.+}} scale(%{{.+}} : tensor<3xf32>) bias(%{{.+}} : tensor<3xf32>) channel_axis = 1 epsilon = 1.250000e-01 : tensor<2x3xf32>
func.func @training_output(%x: tensor<2x3xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<2x3xf32> {
  %0:3 = "stablehlo.batch_norm_training"(%x, %w, %b) {epsilon = 1.25e-01 : f32, feature_index = 1 : i64} : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>)
  return %0#0 : tensor<2x3xf32>
}

// StableHLO defines what norm.batch_norm_training refuses: one value per feature, and no epsilon.
// CHECK-LABEL: func.func @one_value(
// CHECK:         %[[ROW:.+]] = tensor.expand_shape %{{.+}} {{\[}}[0, 1]] output_shape [1, 3] : tensor<3xf32> into tensor<1x3xf32>
// CHECK:         norm.stats <moments> %[[ROW]] axes = [0] : tensor<1x3xf32>
// CHECK:         norm.apply %[[ROW]] mean({{.*}}statistics_axes = [1] affine_axes = [1] : tensor<1x3xf32>
// CHECK-LABEL: func.func @no_epsilon(
// CHECK:         norm.stats <moments>
// CHECK:         norm.apply
func.func @one_value(%x: tensor<3xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<3xf32> {
  %0:3 = "stablehlo.batch_norm_training"(%x, %w, %b) <{epsilon = 1.25e-01 : f32, feature_index = 0 : i64}> : (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
  return %0#0 : tensor<3xf32>
}
func.func @no_epsilon(%x: tensor<?x3xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<3xf32>) {
  %0:3 = "stablehlo.batch_norm_training"(%x, %w, %b) <{epsilon = 0.0 : f32, feature_index = 1 : i64}> : (tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>)
  return %0#0, %0#2 : tensor<?x3xf32>, tensor<3xf32>
}

// Rows of a matrix that are features of a batch of 1, without scale and offset: LiteRT's layer normalization.
// CHECK-LABEL: func.func @rows(
// CHECK-SAME:    %[[X:.+]]: tensor<3x5x11xf32>)
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %[[X]] axes = [2] epsilon = 1.250000e-01 : tensor<3x5x11xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @rows(%x: tensor<3x5x11xf32>) -> tensor<3x5x11xf32> {
  %one = "stablehlo.constant"() <{value = dense<1.0> : tensor<15xf32>}> : () -> tensor<15xf32>
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<15xf32>}> : () -> tensor<15xf32>
  %0 = "stablehlo.reshape"(%x) : (tensor<3x5x11xf32>) -> tensor<1x15x11xf32>
  %1:3 = "stablehlo.batch_norm_training"(%0, %one, %zero) <{epsilon = 1.25e-01 : f32, feature_index = 1 : i64}> : (tensor<1x15x11xf32>, tensor<15xf32>, tensor<15xf32>) -> (tensor<1x15x11xf32>, tensor<15xf32>, tensor<15xf32>)
  %2 = "stablehlo.reshape"(%1#0) : (tensor<1x15x11xf32>) -> tensor<3x5x11xf32>
  return %2 : tensor<3x5x11xf32>
}

// Gradients: two sums in f64, three factors per feature, one elementwise op.
// CHECK-LABEL: func.func @grad(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x?xf32>, %[[W:[^:]+]]: tensor<3xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>, %[[VARIANCE:[^:]+]]: tensor<3xf32>, %[[G:[^:]+]]: tensor<2x3x?xf32>)
// CHECK:         %[[SUMS:.+]]:2 = linalg.generic {{.*}}["parallel", "reduction", "reduction"]} ins(%[[X]], %[[G]], %[[MEAN]] : tensor<2x3x?xf32>, tensor<2x3x?xf32>, tensor<3xf32>)
// CHECK:         %[[WIDE:.+]] = arith.extf %[[VARIANCE]] : tensor<3xf32> to tensor<3xf64>
// CHECK:         %[[SQUARE:.+]] = arith.addf %[[WIDE]], %{{.+}} : tensor<3xf64>
// CHECK:         %[[DEVIATION:.+]] = math.sqrt %[[SQUARE]] : tensor<3xf64>
// CHECK:         %[[RSTD:.+]] = arith.divf %{{.+}}, %[[DEVIATION]] : tensor<3xf64>
// CHECK:         %[[DX:.+]] = linalg.generic {{.*}}["parallel", "parallel", "parallel"]} ins(%[[X]], %[[G]], %[[MEAN]], %{{.+}}, %{{.+}}, %{{.+}} : {{.*}}) outs(%{{.+}} : tensor<2x3x?xf32>)
// CHECK:         %[[WIDE_DW:.+]] = arith.mulf %[[SUMS]]#1, %[[RSTD]] : tensor<3xf64>
// CHECK:         %[[DW:.+]] = arith.truncf %[[WIDE_DW]] : tensor<3xf64> to tensor<3xf32>
// CHECK:         %[[DB:.+]] = arith.truncf %[[SUMS]]#0 : tensor<3xf64> to tensor<3xf32>
// CHECK:         return %[[DX]], %[[DW]], %[[DB]]
func.func @grad(%x: tensor<2x3x?xf32>, %w: tensor<3xf32>, %mean: tensor<3xf32>, %var: tensor<3xf32>, %g: tensor<2x3x?xf32>) -> (tensor<2x3x?xf32>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = "stablehlo.batch_norm_grad"(%x, %w, %mean, %var, %g) <{epsilon = 1.25e-01 : f32, feature_index = 1 : i64}> : (tensor<2x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<2x3x?xf32>) -> (tensor<2x3x?xf32>, tensor<3xf32>, tensor<3xf32>)
  return %0#0, %0#1, %0#2 : tensor<2x3x?xf32>, tensor<3xf32>, tensor<3xf32>
}
