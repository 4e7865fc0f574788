// RUN: norm-opt %s -norm-pass-scalars | FileCheck %s

// What C has no type for is an integer, and a scalar result an address.
// CHECK-LABEL: func.func @f(
// CHECK-SAME:    %[[S:[^:]+]]: f32, %[[H:[^:]+]]: i16, %[[E:[^:]+]]: i8, %[[P:[^:]+]]: i8, %[[N:[^:]+]]: index,
// CHECK-SAME:    %[[T:[^:]+]]: memref<f32>, %[[Y:[^:]+]]: !llvm.ptr, %[[Z:[^:]+]]: !llvm.ptr) attributes {llvm.emit_c_interface}
// CHECK-DAG:     arith.bitcast %[[H]] : i16 to bf16
// CHECK-DAG:     arith.bitcast %[[E]] : i8 to f8E5M2
// CHECK-DAG:     arith.cmpi ne, %[[P]], %{{.+}} : i8
// CHECK-DAG:     llvm.insertvalue %[[Y]]
// CHECK-DAG:     llvm.insertvalue %[[Z]]
// CHECK:         memref.store %{{.+}}, %{{.+}}[] : memref<bf16>
func.func @f(%s: f32, %h: bf16, %e: f8E5M2, %p: i1, %n: index, %t: memref<f32>, %y: memref<bf16> {norm.scalar},
             %z: memref<f8E5M2> {norm.scalar}) {
  memref.store %s, %t[] : memref<f32>
  scf.if %p {
    memref.store %h, %y[] : memref<bf16>
    memref.store %e, %z[] : memref<f8E5M2>
  }
  return
}

// CHECK-LABEL: func.func private @local(%{{.+}}: bf16, %{{.+}}: i1) {
func.func private @local(%h: bf16, %p: i1) {
  return
}

// The example of the pass.
// CHECK: func.func @g(%[[X:.+]]: memref<4xf32>, %[[BITS:.+]]: i16, %[[ADDRESS:.+]]: !llvm.ptr) attributes {llvm.emit_c_interface} {
// CHECK:   %[[H:.+]] = arith.bitcast %[[BITS]] : i16 to bf16
func.func @g(%x: memref<4xf32>, %h: bf16, %y: memref<bf16> {norm.scalar}) {
  memref.store %h, %y[] : memref<bf16>
  return
}
