// RUN: norm-opt %s -canonicalize | FileCheck %s

// What batch normalization folds: a scale of ones and a bias of -0.0.

// CHECK-LABEL: func.func @batch_norm_unit_scale(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x3x?xf32>, %[[S:[^:]+]]: tensor<3xf32>
// CHECK-NEXT:    norm.batch_norm %[[X]] mean(%[[S]] : tensor<3xf32>) variance(%[[S]] : tensor<3xf32>) bias(%[[S]] : tensor<3xf32>) channel_axis = 1
func.func @batch_norm_unit_scale(%x: tensor<?x3x?xf32>, %s: tensor<3xf32>) -> tensor<?x3x?xf32> {
  %one = arith.constant dense<1.0> : tensor<3xf32>
  %y = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) scale(%one : tensor<3xf32>) bias(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x3x?xf32>
  return %y : tensor<?x3x?xf32>
}

// CHECK-LABEL: func.func @batch_norm_other_scale_stays(
// CHECK:         norm.batch_norm {{.*}} scale(
func.func @batch_norm_other_scale_stays(%x: tensor<2x3xf32>, %s: tensor<3xf32>) -> tensor<2x3xf32> {
  %w = arith.constant dense<[1.0, 1.0, 1.5]> : tensor<3xf32>
  %y = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) scale(%w : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// The scale says that there are 3 channels, which a run-time check still has to
// find.
// CHECK-LABEL: func.func @batch_norm_unit_scale_of_unchecked_size(
// CHECK:         norm.batch_norm {{.*}} scale(%{{.+}} : tensor<3xf32>)
func.func @batch_norm_unit_scale_of_unchecked_size(%x: tensor<2x?xf32>, %s: tensor<?xf32>) -> tensor<2x?xf32> {
  %one = arith.constant dense<1.0> : tensor<3xf32>
  %y = norm.batch_norm %x mean(%s : tensor<?xf32>) variance(%s : tensor<?xf32>) scale(%one : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x?xf32>
  return %y : tensor<2x?xf32>
}

// CHECK-LABEL: func.func @batch_norm_training_unit_scale(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>, %[[S:[^:]+]]: tensor<3xf32>
// CHECK-NEXT:    norm.batch_norm_training %[[X]] bias(%[[S]] : tensor<3xf32>) running_mean(%[[S]] : tensor<3xf32>) running_variance(%[[S]] : tensor<3xf32>)
// CHECK-SAME:      momentum = 5.000000e-01 {unbiased_running_variance = false}
func.func @batch_norm_training_unit_scale(%x: tensor<2x3xf32>, %s: tensor<3xf32>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %one = arith.constant dense<1.0> : tensor<3xf32>
  %y:3 = norm.batch_norm_training %x scale(%one : tensor<3xf32>) bias(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 {unbiased_running_variance = false} : tensor<2x3xf32>
  return %y#0, %y#1, %y#2 : tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @batch_norm_training_unit_scale_of_unchecked_size(
// CHECK:         norm.batch_norm_training {{.*}} scale(%{{.+}} : tensor<3xf32>)
func.func @batch_norm_training_unit_scale_of_unchecked_size(%x: tensor<2x?xf32>) -> tensor<2x?xf32> {
  %one = arith.constant dense<1.0> : tensor<3xf32>
  %y = norm.batch_norm_training %x scale(%one : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x?xf32>
  return %y : tensor<2x?xf32>
}

// x + -0.0 is x; x + 0.0 is not where x is -0.0.
// CHECK-LABEL: func.func @batch_norm_neutral_bias(
// CHECK-NOT:     bias(
// CHECK:         return
func.func @batch_norm_neutral_bias(%x: tensor<?x3x?xf32>, %s: tensor<3xf32>) -> tensor<?x3x?xf32> {
  %b = arith.constant dense<-0.0> : tensor<3xf32>
  %y = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x3x?xf32>
  return %y : tensor<?x3x?xf32>
}

// CHECK-LABEL: func.func @batch_norm_zero_bias_stays(
// CHECK:         norm.batch_norm {{.*}} bias(
func.func @batch_norm_zero_bias_stays(%x: tensor<2x3xf32>, %s: tensor<3xf32>) -> tensor<2x3xf32> {
  %b = arith.constant dense<[0.0, -0.0, -0.0]> : tensor<3xf32>
  %y = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// CHECK-LABEL: func.func @batch_norm_training_neutral_bias(
// CHECK-NEXT:    norm.batch_norm_training %{{[^ ]+}} channel_axis = 1
func.func @batch_norm_training_neutral_bias(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %b = arith.constant dense<-0.0> : tensor<3xf32>
  %y = norm.batch_norm_training %x bias(%b : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}
