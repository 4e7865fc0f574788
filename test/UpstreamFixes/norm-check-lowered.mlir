// RUN: not norm-opt %s -norm-check-lowered -split-input-file -allow-unregistered-dialect 2>&1 | FileCheck %s

// CHECK: :[[#@LINE+2]]:8: error: 'test.unknown' op has no lowering to LLVM
llvm.func @f(%x: f32) -> f32 {
  %y = "test.unknown"(%x) : (f32) -> f32
  llvm.return %y : f32
}

// -----

// The op is named, not the cast in front of it.
// CHECK: :[[#@LINE+4]]:8: error: 'tensor.collapse_shape' op has no lowering to LLVM
// CHECK-NOT: error
llvm.func @g(%x: !llvm.ptr) -> !llvm.ptr {
  %t = builtin.unrealized_conversion_cast %x : !llvm.ptr to tensor<2x3xf32>
  %c = tensor.collapse_shape %t [[0, 1]] : tensor<2x3xf32> into tensor<6xf32>
  %r = builtin.unrealized_conversion_cast %c : tensor<6xf32> to !llvm.ptr
  llvm.return %r : !llvm.ptr
}

// -----

// CHECK: :[[#@LINE+2]]:8: error: type 'tensor<2x3xf32>' has no lowering to LLVM
llvm.func @h(%x: !llvm.ptr) -> !llvm.ptr {
  %t = builtin.unrealized_conversion_cast %x : !llvm.ptr to tensor<2x3xf32>
  %r = builtin.unrealized_conversion_cast %t : tensor<2x3xf32> to !llvm.ptr
  llvm.return %r : !llvm.ptr
}

// -----

// CHECK-NOT: error
llvm.func @complete(%x: f32) -> f32 {
  llvm.return %x : f32
}
