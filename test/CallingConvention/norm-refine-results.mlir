// RUN: norm-opt %s -norm-refine-results | FileCheck %s

// CHECK-LABEL: func.func @known
// CHECK-SAME: -> (tensor<4x5xf32>, tensor<?x5xf32>, tensor<?xf32>)
// CHECK: return %arg0, %arg1, %{{.*}} : tensor<4x5xf32>, tensor<?x5xf32>, tensor<?xf32>
func.func @known(%x: tensor<4x5xf32>, %y: tensor<?x5xf32>, %z: tensor<?xf32>) -> (tensor<?x?xf32>, tensor<?x?xf32>, tensor<?xf32>) {
  %0 = tensor.cast %x : tensor<4x5xf32> to tensor<?x?xf32>
  %1 = tensor.cast %y : tensor<?x5xf32> to tensor<?x?xf32>
  %2 = math.exp %z : tensor<?xf32>
  return %0, %1, %2 : tensor<?x?xf32>, tensor<?x?xf32>, tensor<?xf32>
}

// A cast that states more than is known, in one axis or in all, is a promise that stays.
// CHECK-LABEL: func.func @stated
// CHECK-SAME: -> (tensor<4xf32>, tensor<?x5xf32>)
// CHECK: tensor.cast
// CHECK: tensor.cast
func.func @stated(%x: tensor<?xf32>, %y: tensor<4x?xf32>) -> (tensor<4xf32>, tensor<?x5xf32>) {
  %0 = tensor.cast %x : tensor<?xf32> to tensor<4xf32>
  %1 = tensor.cast %y : tensor<4x?xf32> to tensor<?x5xf32>
  return %0, %1 : tensor<4xf32>, tensor<?x5xf32>
}

// CHECK-LABEL: func.func @called
// CHECK-SAME: -> tensor<?xf32>
// CHECK: tensor.cast
func.func @called(%x: tensor<4xf32>) -> tensor<?xf32> {
  %0 = tensor.cast %x : tensor<4xf32> to tensor<?xf32>
  return %0 : tensor<?xf32>
}

// CHECK-LABEL: func.func @calls
func.func @calls(%x: tensor<4xf32>) -> tensor<?xf32> {
  %0 = func.call @called(%x) : (tensor<4xf32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// CHECK-LABEL: func.func @rank
// CHECK-SAME: -> tensor<*xf32>
func.func @rank(%x: tensor<4xf32>) -> tensor<*xf32> {
  %0 = tensor.cast %x : tensor<4xf32> to tensor<*xf32>
  return %0 : tensor<*xf32>
}

// CHECK: func.func @f(%[[X:.*]]: tensor<4xf32>) -> tensor<4xf32> {
// CHECK: %[[Y:.*]] = math.exp %[[X]] : tensor<4xf32>
// CHECK: return %[[Y]] : tensor<4xf32>
func.func @f(%x: tensor<4xf32>) -> tensor<?xf32> {
  %y = math.exp %x : tensor<4xf32>
  %z = tensor.cast %y : tensor<4xf32> to tensor<?xf32>
  return %z : tensor<?xf32>
}
