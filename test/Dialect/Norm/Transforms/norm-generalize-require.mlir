// RUN: norm-opt %s -norm-generalize -cse | FileCheck %s

// What the verifier cannot decide of an op's constraints on sizes becomes
// norm.require; what it has decided does not.

// CHECK-LABEL: func.func @layer_norm_c2_c3_dynamic(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x?xf32>, %[[W:[^:]+]]: tensor<?xf32>, %[[B:[^:]+]]: tensor<4xf32>
// CHECK-DAG:     %[[NX:.+]] = tensor.dim %[[X]]
// CHECK-DAG:     %[[NW:.+]] = tensor.dim %[[W]]
// CHECK:         %[[SCALE_FITS:.+]] = arith.cmpi eq, %[[NX]], %[[NW]] : index
// CHECK-NEXT:    norm.require %[[SCALE_FITS]], "expects scale shape [{0}]; got [{1}]"(%[[NX]], %[[NW]] : index, index)
// CHECK:         %[[C4:.+]] = arith.constant 4 : index
// CHECK:         %[[BIAS_FITS:.+]] = arith.cmpi eq, %[[NX]], %[[C4]] : index
// CHECK-NEXT:    norm.require %[[BIAS_FITS]], "expects bias shape [{0}]; got [4]"(%[[NX]] : index)
// CHECK:         norm.stats
func.func @layer_norm_c2_c3_dynamic(%x: tensor<3x?xf32>, %w: tensor<?xf32>, %b: tensor<4xf32>) -> tensor<3x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x?xf32>
  return %y : tensor<3x?xf32>
}

// Sizes that agree by their types are not compared; the text shows them all.
// CHECK-LABEL: func.func @rms_norm_c2_partly_dynamic(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<5x?x?xf32>, %[[W:[^:]+]]: tensor<5x7x?xf32>
// CHECK:         %[[MIDDLE:.+]] = tensor.dim %[[X]]
// CHECK:         %[[MIDDLE_FITS:.+]] = arith.cmpi eq, %[[MIDDLE]], %{{.+}} : index
// CHECK-DAG:     %[[NX:.+]] = tensor.dim %[[X]]
// CHECK-DAG:     %[[NW:.+]] = tensor.dim %[[W]]
// CHECK:         %[[LAST_FITS:.+]] = arith.cmpi eq, %[[NX]], %[[NW]] : index
// CHECK-NEXT:    %[[FITS:.+]] = arith.andi %[[MIDDLE_FITS]], %[[LAST_FITS]] : i1
// CHECK-NEXT:    norm.require %[[FITS]], "expects scale shape [5, {0}, {1}]; got [5, 7, {2}]"(%[[MIDDLE]], %[[NX]], %[[NW]] : index, index, index)
// CHECK-NOT:     norm.require
// CHECK:         norm.stats
func.func @rms_norm_c2_partly_dynamic(%x: tensor<5x?x?xf32>, %w: tensor<5x7x?xf32>) -> tensor<5x?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<5x7x?xf32>) axes = [0, 1, 2] : tensor<5x?x?xf32>
  return %y : tensor<5x?x?xf32>
}

// CHECK-LABEL: func.func @batch_norm_c3_c4_dynamic(
// CHECK:         norm.require {{.*}}, "expects mean shape [{0}]; got [3]"
// CHECK:         norm.require {{.*}}, "expects variance shape [{0}]; got [{1}]"
// CHECK:         norm.require {{.*}}, "expects scale shape [{0}]; got [3]"
// CHECK:         norm.require {{.*}}, "expects bias shape [{0}]; got [{1}]"
func.func @batch_norm_c3_c4_dynamic(%x: tensor<2x?xf32>, %s: tensor<3xf32>, %d: tensor<?xf32>) -> tensor<2x?xf32> {
  %y = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%d : tensor<?xf32>) scale(%s : tensor<3xf32>) bias(%d : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x?xf32>
  return %y : tensor<2x?xf32>
}

// CHECK-LABEL: func.func @batch_norm_training_c3_c4_dynamic(
// CHECK:         norm.require {{.*}}, "expects scale shape [3]; got [{0}]"
// CHECK:         norm.require {{.*}}, "expects bias shape [3]; got [{0}]"
// CHECK:         norm.require {{.*}}, "expects running_mean shape [3]; got [{0}]"
// CHECK:         norm.require {{.*}}, "expects running_variance shape [3]; got [{0}]"
// CHECK-NOT:     norm.require
// CHECK:         norm.stats
func.func @batch_norm_training_c3_c4_dynamic(%x: tensor<2x3xf32>, %d: tensor<?xf32>) -> tensor<2x3xf32> {
  %y:3 = norm.batch_norm_training %x scale(%d : tensor<?xf32>) bias(%d : tensor<?xf32>) running_mean(%d : tensor<?xf32>) running_variance(%d : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 : tensor<2x3xf32>
  return %y#0 : tensor<2x3xf32>
}

// One reduced size other than 1 is enough: the product then is not 1.
// CHECK-LABEL: func.func @batch_norm_training_c9_dynamic(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x3x?xf32>
// CHECK-DAG:     %[[ONE:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[BATCH:.+]] = tensor.dim %[[X]]
// CHECK:         %[[BATCH_DIFFERS:.+]] = arith.cmpi ne, %[[BATCH]], %[[ONE]] : index
// CHECK:         %[[WIDTH:.+]] = tensor.dim %[[X]]
// CHECK:         %[[WIDTH_DIFFERS:.+]] = arith.cmpi ne, %[[WIDTH]], %[[ONE]] : index
// CHECK:         %[[DIFFERS:.+]] = arith.ori %[[BATCH_DIFFERS]], %[[WIDTH_DIFFERS]] : i1
// CHECK:         norm.require %[[DIFFERS]], "expects more than 1 value per channel when training; got input size [{0}, 3, {1}]"(%[[BATCH]], %[[WIDTH]] : index, index)
func.func @batch_norm_training_c9_dynamic(%x: tensor<?x3x?xf32>) -> tensor<?x3x?xf32> {
  %y = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 : tensor<?x3x?xf32>
  return %y : tensor<?x3x?xf32>
}

// CHECK-LABEL: func.func @decided_by_types(
// CHECK-NOT:     norm.require
// CHECK:         return
func.func @decided_by_types(%x: tensor<?x3x4xf32>, %s: tensor<3x4xf32>, %c: tensor<4xf32>) -> tensor<?x3x4xf32> {
  %y = norm.layer_norm %x scale(%s : tensor<3x4xf32>) axes = [1, 2] epsilon = 1.0e-5 : tensor<?x3x4xf32>
  %z = norm.batch_norm_training %y scale(%c : tensor<4xf32>) channel_axis = 2 epsilon = 1.0e-5 : tensor<?x3x4xf32>
  return %z : tensor<?x3x4xf32>
}

// CHECK-LABEL: func.func @switchable_norm_c4_c5_c6_c11_dynamic(
// CHECK:         norm.require {{.*}}, "expects scale shape [{0}]; got [3]"
// CHECK:         norm.require {{.*}}, "expects mean_weights shape [3]; got [{0}]"
// CHECK:         norm.require {{.*}}, "expects running_mean shape [{0}]; got [3]"
// CHECK:         norm.require {{.*}}, "expects running_variance shape [{0}]; got [{1}]"
// CHECK:         norm.require {{.*}}, "expects more than 1 value per instance for its unbiased variance; got input size [2, {0}, {1}, 1]"
// CHECK-NOT:     norm.require
// CHECK:         norm.stats
func.func @switchable_norm_c4_c5_c6_c11_dynamic(%x: tensor<2x?x?x1xf32>, %s: tensor<3xf32>, %d: tensor<?xf32>) -> tensor<2x?x?x1xf32> {
  %y:3 = norm.switchable_norm %x scale(%s : tensor<3xf32>) mean_weights(%d : tensor<?xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%d : tensor<?xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x?x?x1xf32>
  return %y#0 : tensor<2x?x?x1xf32>
}

// Running statistics that are only read say nothing of the batch's size.
// CHECK-LABEL: func.func @batch_norm_training_only_read_dynamic(
// CHECK-NOT:     norm.require
// CHECK:         norm.apply
func.func @batch_norm_training_only_read_dynamic(%x: tensor<?x3xf32>, %s: tensor<3xf32>) -> tensor<?x3xf32> {
  %y = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 {use_running_stats, update_running_stats = false} : tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}
