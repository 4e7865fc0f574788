// RUN: norm-opt %s -norm-name-entries -split-input-file -verify-diagnostics | FileCheck %s

// CHECK: llvm.func internal @f__body(%{{.+}}: !llvm.ptr)
// CHECK: llvm.func @f(%[[X:.+]]: !llvm.ptr) attributes {llvm.emit_c_interface} {
// CHECK:   llvm.call @f__body(%[[P:.+]]) : (!llvm.ptr) -> ()
llvm.func @f(%x: !llvm.ptr) {
  llvm.return
}
llvm.func @_mlir_ciface_f(%x: !llvm.ptr) attributes {llvm.emit_c_interface} {
  %p = llvm.load %x : !llvm.ptr -> !llvm.ptr
  llvm.call @f(%p) : (!llvm.ptr) -> ()
  llvm.return
}
// Functions without a C entry keep their names.
// CHECK: llvm.func @other()
llvm.func @other() {
  llvm.return
}

// -----

llvm.func @g() {
  llvm.return
}
llvm.func @g__body() {
  llvm.return
}
// expected-error @below {{expects a function @g and no symbol @g__body}}
llvm.func @_mlir_ciface_g() {
  llvm.return
}
