// RUN: norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm -split-input-file -verify-diagnostics | FileCheck %s

// Group, batch and instance norm of torch-mlir: the channel is axis 1.

// CHECK-LABEL: func.func @group_norm(
// CHECK:         norm.group_norm %{{.+}} scale(%{{.+}} : tensor<4xf32>) num_groups = 2 channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<?x4x?x3xf32>
// CHECK:         norm.group_norm %{{.+}} num_groups = 2 channel_axis = 1 axes = [] epsilon = 1.000000e-05 : tensor<5x4xf32>
func.func @group_norm(%x: !torch.vtensor<[?,4,?,3],f32>, %matrix: !torch.vtensor<[5,4],f32>, %w: !torch.vtensor<[4],f32>) -> (!torch.vtensor<[?,4,?,3],f32>, !torch.vtensor<[5,4],f32>) {
  %groups = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %none = "torch.constant.none"() : () -> !torch.none
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %y = "torch.aten.group_norm"(%x, %groups, %w, %none, %eps, %false) : (!torch.vtensor<[?,4,?,3],f32>, !torch.int, !torch.vtensor<[4],f32>, !torch.none, !torch.float, !torch.bool) -> !torch.vtensor<[?,4,?,3],f32>
  %z = "torch.aten.group_norm"(%matrix, %groups, %none, %none, %eps, %false) : (!torch.vtensor<[5,4],f32>, !torch.int, !torch.none, !torch.none, !torch.float, !torch.bool) -> !torch.vtensor<[5,4],f32>
  return %y, %z : !torch.vtensor<[?,4,?,3],f32>, !torch.vtensor<[5,4],f32>
}

// -----

// CHECK-LABEL: func.func @native_group_norm(
// CHECK:         %[[Y:.+]], %[[STATISTICS:.+]]:2 = norm.group_norm %{{.+}} num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {return_statistics} : tensor<2x6x3x4xf32>
// CHECK-NEXT:    return %[[Y]], %[[STATISTICS]]#0, %[[STATISTICS]]#1 : tensor<2x6x3x4xf32>, tensor<2x3xf32>, tensor<2x3xf32>
func.func @native_group_norm(%x: !torch.vtensor<[2,6,3,4],f32>) -> (!torch.vtensor<[2,6,3,4],f32>, !torch.vtensor<[2,3],f32>, !torch.vtensor<[2,3],f32>) {
  %none = "torch.constant.none"() : () -> !torch.none
  %n = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %c = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
  %hw = "torch.constant.int"() <{value = 12 : i64}> : () -> !torch.int
  %groups = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y:3 = "torch.aten.native_group_norm"(%x, %none, %none, %n, %c, %hw, %groups, %eps) : (!torch.vtensor<[2,6,3,4],f32>, !torch.none, !torch.none, !torch.int, !torch.int, !torch.int, !torch.int, !torch.float) -> (!torch.vtensor<[2,6,3,4],f32>, !torch.vtensor<[2,3],f32>, !torch.vtensor<[2,3],f32>)
  return %y#0, %y#1, %y#2 : !torch.vtensor<[2,6,3,4],f32>, !torch.vtensor<[2,3],f32>, !torch.vtensor<[2,3],f32>
}

// -----

// CHECK-LABEL: func.func @batch_norm_evaluation(
// CHECK-SAME:    %[[X:.+]]: tensor<?x4xf32>, %[[S:.+]]: tensor<4xf32>)
// CHECK:         norm.batch_norm %[[X]] mean(%[[S]] : tensor<4xf32>) variance(%[[S]] : tensor<4xf32>) bias(%[[S]] : tensor<4xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<?x4xf32>
// What a CPU saves there has no elements.
// CHECK:         %[[Z:.+]] = norm.batch_norm %[[X]]
// CHECK:         %[[SAVED:.+]] = tensor.empty() : tensor<0xf32>
// CHECK:         return %{{.+}}, %[[Z]], %[[SAVED]]
func.func @batch_norm_evaluation(%x: !torch.vtensor<[?,4],f32>, %s: !torch.vtensor<[4],f32>) -> (!torch.vtensor<[?,4],f32>, !torch.vtensor<[?,4],f32>, !torch.vtensor<[0],f32>) {
  %none = "torch.constant.none"() : () -> !torch.none
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %momentum = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y = "torch.aten.batch_norm"(%x, %none, %s, %s, %s, %false, %momentum, %eps, %false) : (!torch.vtensor<[?,4],f32>, !torch.none, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[?,4],f32>
  %z:3 = "torch.operator"(%x, %none, %none, %s, %s, %momentum, %eps) <{name = "torch.aten._native_batch_norm_legit_no_training"}> : (!torch.vtensor<[?,4],f32>, !torch.none, !torch.none, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.float, !torch.float) -> (!torch.vtensor<[?,4],f32>, !torch.vtensor<[0],f32>, !torch.vtensor<[0],f32>)
  return %y, %z#0, %z#1 : !torch.vtensor<[?,4],f32>, !torch.vtensor<[?,4],f32>, !torch.vtensor<[0],f32>
}

// -----

// The functional form returns updated statistics.
// CHECK-LABEL: func.func @batch_norm_training(
// CHECK-SAME:    %[[X:.+]]: tensor<2x4x3xf32>, %[[M:.+]]: tensor<4xf32>, %[[V:.+]]: tensor<4xf32>)
// CHECK:         %[[Y:.+]], %[[REST:.+]]:4 = norm.batch_norm_training %[[X]] running_mean(%[[M]] : tensor<4xf32>) running_variance(%[[V]] : tensor<4xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 {return_statistics} : tensor<2x4x3xf32>
// CHECK-NEXT:    return %[[Y]], %[[REST]]#0, %[[REST]]#1, %[[REST]]#2, %[[REST]]#3
func.func @batch_norm_training(%x: !torch.vtensor<[2,4,3],f32>, %m: !torch.vtensor<[4],f32>, %v: !torch.vtensor<[4],f32>) -> (!torch.vtensor<[2,4,3],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>) {
  %none = "torch.constant.none"() : () -> !torch.none
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %momentum = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y:5 = "torch.operator"(%x, %none, %none, %m, %v, %true, %momentum, %eps) <{name = "torch.aten._native_batch_norm_legit_functional"}> : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.bool, !torch.float, !torch.float) -> (!torch.vtensor<[2,4,3],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>)
  return %y#0, %y#1, %y#2, %y#3, %y#4 : !torch.vtensor<[2,4,3],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>
}

// -----

// Forms in which PyTorch writes running statistics in place have no results for them.
// CHECK-LABEL: func.func @updates_are_lost(
// CHECK:         norm.batch_norm_training %{{[^ ]+}} channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x4x3xf32>
// CHECK:         norm.instance_norm %{{[^ ]+}} channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x4x3xf32>
func.func @updates_are_lost(%x: !torch.vtensor<[2,4,3],f32>, %m: !torch.vtensor<[4],f32>) -> (!torch.vtensor<[2,4,3],f32>, !torch.vtensor<[2,4,3],f32>) {
  %none = "torch.constant.none"() : () -> !torch.none
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %momentum = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  // expected-warning@+1 {{updates of running_mean and running_var are no results of torch.aten.batch_norm, and are lost}}
  %y = "torch.aten.batch_norm"(%x, %none, %none, %m, %m, %true, %momentum, %eps, %true) : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[2,4,3],f32>
  // expected-warning@+1 {{updates of running_mean and running_var are no results of torch.aten.instance_norm, and are lost}}
  %z = "torch.aten.instance_norm"(%x, %none, %none, %m, %m, %true, %momentum, %eps, %true) : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[2,4,3],f32>
  return %y, %z : !torch.vtensor<[2,4,3],f32>, !torch.vtensor<[2,4,3],f32>
}

// -----

// Without running statistics there is nothing to lose.
// CHECK-LABEL: func.func @no_statistics(
// CHECK:         %[[Y:.+]], %[[STATISTICS:.+]]:2 = norm.batch_norm_training %{{[^ ]+}} channel_axis = 1 epsilon = 1.000000e-05 {return_statistics} : tensor<1x8x3x3xbf16>
// CHECK:         arith.truncf %[[STATISTICS]]#1 : tensor<8xf32> to tensor<8xbf16>
func.func @no_statistics(%x: !torch.vtensor<[1,8,3,3],bf16>) -> (!torch.vtensor<[1,8,3,3],bf16>, !torch.vtensor<[8],bf16>) {
  %none = "torch.constant.none"() : () -> !torch.none
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %momentum = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y:3 = "torch.operator"(%x, %none, %none, %true, %momentum, %eps) <{name = "torch.aten._native_batch_norm_legit.no_stats"}> : (!torch.vtensor<[1,8,3,3],bf16>, !torch.none, !torch.none, !torch.bool, !torch.float, !torch.float) -> (!torch.vtensor<[1,8,3,3],bf16>, !torch.vtensor<[8],bf16>, !torch.vtensor<[8],bf16>)
  return %y#0, %y#2 : !torch.vtensor<[1,8,3,3],bf16>, !torch.vtensor<[8],bf16>
}

// -----

// Which of the newer forms trains is in its name.
// CHECK-LABEL: func.func @batch_norm_with_update(
// CHECK:         %[[Y:.+]], %[[REST:.+]]:2 = norm.batch_norm_training
// CHECK:         %[[Z:.+]] = norm.batch_norm %
// CHECK:         return %[[Y]], %[[REST]]#0, %[[REST]]#1, %[[Z]]
func.func @batch_norm_with_update(%x: !torch.vtensor<[2,4,3],f32>, %m: !torch.vtensor<[4],f32>) -> (!torch.vtensor<[2,4,3],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[2,4,3],f32>) {
  %none = "torch.constant.none"() : () -> !torch.none
  %momentum = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y:6 = "torch.operator"(%x, %none, %none, %m, %m, %momentum, %eps) <{name = "torch.aten._batch_norm_with_update_functional"}> : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.float, !torch.float) -> (!torch.vtensor<[2,4,3],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[0],ui8>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>)
  %z:4 = "torch.operator"(%x, %none, %none, %m, %m, %momentum, %eps) <{name = "torch.aten._batch_norm_no_update"}> : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.float, !torch.float) -> (!torch.vtensor<[2,4,3],f32>, !torch.vtensor<[0],f32>, !torch.vtensor<[0],f32>, !torch.vtensor<[0],ui8>)
  return %y#0, %y#4, %y#5, %z#0 : !torch.vtensor<[2,4,3],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[2,4,3],f32>
}

// -----

// CHECK-LABEL: func.func @instance_norm(
// CHECK:         norm.instance_norm %{{.+}} scale(%{{.+}} : tensor<4xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<?x4x3x3xf32>
// Evaluation with running statistics is batch norm.
// CHECK:         norm.batch_norm %{{.+}} mean(%{{.+}} : tensor<4xf32>) variance(%{{.+}} : tensor<4xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<?x4x3x3xf32>
func.func @instance_norm(%x: !torch.vtensor<[?,4,3,3],f32>, %s: !torch.vtensor<[4],f32>) -> (!torch.vtensor<[?,4,3,3],f32>, !torch.vtensor<[?,4,3,3],f32>) {
  %none = "torch.constant.none"() : () -> !torch.none
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %momentum = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y = "torch.aten.instance_norm"(%x, %s, %none, %none, %none, %true, %momentum, %eps, %true) : (!torch.vtensor<[?,4,3,3],f32>, !torch.vtensor<[4],f32>, !torch.none, !torch.none, !torch.none, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[?,4,3,3],f32>
  %z = "torch.aten.instance_norm"(%x, %none, %none, %s, %s, %false, %momentum, %eps, %true) : (!torch.vtensor<[?,4,3,3],f32>, !torch.none, !torch.none, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[?,4,3,3],f32>
  return %y, %z : !torch.vtensor<[?,4,3,3],f32>, !torch.vtensor<[?,4,3,3],f32>
}
