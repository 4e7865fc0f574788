// RUN: norm-opt %s -norm-protect-arguments | FileCheck %s

// CHECK: func.func @relu(%[[X:.+]]: tensor<4xf32> {bufferization.writable = false}) -> tensor<4xf32> {
func.func @relu(%x: tensor<4xf32>) -> tensor<4xf32> {
  %zero = arith.constant dense<0.0> : tensor<4xf32>
  %y = arith.maximumf %x, %zero : tensor<4xf32>
  return %y : tensor<4xf32>
}

// Scalars are passed by value, and private functions have no outside caller.
// CHECK: func.func @scalar(%{{.+}}: f32, %{{.+}}: tensor<f32> {bufferization.writable = false})
func.func @scalar(%s: f32, %x: tensor<f32>) -> f32 {
  return %s : f32
}

// CHECK: func.func private @local(%{{.+}}: tensor<4xf32>) -> tensor<4xf32>
func.func private @local(%x: tensor<4xf32>) -> tensor<4xf32> {
  return %x : tensor<4xf32>
}
