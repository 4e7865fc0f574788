// RUN: norm-opt %s -norm-accept-strides | FileCheck %s

#map = affine_map<(i, j) -> (i, j)>

// CHECK: func.func @f(%[[X:.+]]: memref<4x8xf32, strided<[?, ?], offset: ?>>, %[[Y:.+]]: memref<4x8xf32, strided<[?, ?], offset: ?>>) {
func.func @f(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %n = arith.negf %a : f32
    norm.yield %n : f32
  }
  return
}

// Another op may count on a dense buffer; scalars have no strides; a layout that is stated stays.
// CHECK: func.func @dense(%{{.+}}: memref<4x8xf32>, %{{.+}}: memref<f32>, %{{.+}}: memref<4x8xf32, strided<[16, 1]>>)
func.func @dense(%x: memref<4x8xf32>, %s: memref<f32>, %y: memref<4x8xf32, strided<[16, 1]>>) {
  memref.copy %x, %y : memref<4x8xf32> to memref<4x8xf32, strided<[16, 1]>>
  return
}

// A call names the type of its callee.
// CHECK: func.func @callee(%{{.+}}: memref<4x8xf32>)
func.func @callee(%x: memref<4x8xf32>) {
  return
}

// CHECK: func.func @caller(%[[X:.+]]: memref<4x8xf32>)
// CHECK:   call @callee(%[[X]]) : (memref<4x8xf32>) -> ()
func.func @caller(%x: memref<4x8xf32>) {
  func.call @callee(%x) : (memref<4x8xf32>) -> ()
  return
}

// CHECK: func.func private @local(%{{.+}}: memref<4x8xf32>)
func.func private @local(%x: memref<4x8xf32>) {
  return
}
