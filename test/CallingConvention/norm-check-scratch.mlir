// RUN: norm-opt %s -norm-check-scratch | FileCheck %s

llvm.func @malloc(i64) -> !llvm.ptr
llvm.func @free(!llvm.ptr)
llvm.func @use(!llvm.ptr)

// What was allocated before is freed, once, and nothing is done with null.
// CHECK-LABEL: llvm.func @two(
// CHECK-SAME:    %[[BYTES:.+]]: i64)
// CHECK:         %[[NULL:.+]] = llvm.mlir.zero
// CHECK:         %[[SLOT:.+]] = llvm.alloca
// CHECK:         llvm.store %[[NULL]], %[[SLOT]]
// CHECK:         %[[SLOT_2:.+]] = llvm.alloca
// CHECK:         llvm.store %[[NULL]], %[[SLOT_2]]
// CHECK:         %[[P:.+]] = llvm.call @malloc(%[[BYTES]]) : (i64) -> !llvm.ptr
// CHECK:         llvm.store %[[P]], %[[SLOT]] : !llvm.ptr, !llvm.ptr
// CHECK:         %[[FAILS:.+]] = llvm.icmp "eq" %[[P]], %[[NULL]] : !llvm.ptr
// CHECK:         llvm.cond_br %[[FAILS]], ^bb3, ^bb1
// CHECK:       ^bb1:
// CHECK:         llvm.call @use(%[[P]])
// CHECK:         llvm.store %[[NULL]], %[[SLOT]]
// CHECK:         llvm.call @free(%[[P]])
// CHECK:         %[[Q:.+]] = llvm.call @malloc
// CHECK:         llvm.cond_br %{{.+}}, ^bb3, ^bb2
// CHECK:       ^bb2:
// CHECK:         llvm.call @free(%[[Q]])
// CHECK:         llvm.return
// CHECK:       ^bb3:
// CHECK:         %[[HELD:.+]] = llvm.load %[[SLOT]]
// CHECK:         llvm.call @free(%[[HELD]])
// CHECK:         %[[HELD_2:.+]] = llvm.load %[[SLOT_2]]
// CHECK:         llvm.call @free(%[[HELD_2]])
// CHECK:         llvm.return
llvm.func @two(%bytes: i64) {
  %p = llvm.call @malloc(%bytes) : (i64) -> !llvm.ptr
  llvm.call @use(%p) : (!llvm.ptr) -> ()
  llvm.call @free(%p) : (!llvm.ptr) -> ()
  %q = llvm.call @malloc(%bytes) : (i64) -> !llvm.ptr
  llvm.call @free(%q) : (!llvm.ptr) -> ()
  llvm.return
}

// The example of the pass; an entry that checks sizes refuses.
// CHECK-LABEL: llvm.func @f__prepare__body(
// CHECK:         %[[P:.+]] = llvm.call @malloc(%[[BYTES:.+]]) : (i64) -> !llvm.ptr
// CHECK:         llvm.store %[[P]], %[[SLOT:.+]] : !llvm.ptr, !llvm.ptr
// CHECK:         %[[FAILS:.+]] = llvm.icmp "eq" %[[P]], %[[NULL:.+]] : !llvm.ptr
// CHECK:         llvm.cond_br %[[FAILS]], ^bb2, ^bb1
// CHECK:       ^bb2:
// CHECK:         llvm.store %{{.+}}, %{{.+}} : i8, !llvm.ptr
// CHECK:         %[[ONE:.+]] = llvm.mlir.constant(1 : i32)
// CHECK:         llvm.return %[[ONE]]
llvm.func @f__prepare__body(%bytes: i64, %sizes: !llvm.ptr, %message: !llvm.ptr, %length: i64) -> i32 {
  %p = llvm.call @malloc(%bytes) : (i64) -> !llvm.ptr
  llvm.call @free(%p) : (!llvm.ptr) -> ()
  %zero = llvm.mlir.constant(0 : i32) : i32
  llvm.return %zero : i32
}

// A buffer for another function is that one's to check.
// CHECK-LABEL: llvm.func @gives(
// CHECK-NOT:     llvm.icmp
llvm.func @gives(%bytes: i64) -> !llvm.ptr {
  %p = llvm.call @malloc(%bytes) : (i64) -> !llvm.ptr
  llvm.return %p : !llvm.ptr
}
