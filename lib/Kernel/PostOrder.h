//===- PostOrder.h - Values after what they are computed from ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_POSTORDER_H
#define NORM_MLIR_KERNEL_POSTORDER_H

#include "mlir/IR/ValueRange.h"

namespace mlir::norm {

/// Visits `root` after what it is computed from: of each value, `enter` gives
/// the values that come before it, or nothing where it is to be left out;
/// `visit` is called on the value once these have been visited. `enter` is
/// called once per path and is to leave out what has been visited. Chains may
/// have any length: nothing is kept on the stack.
inline void visitPostOrder(Value root,
                           function_ref<std::optional<ValueRange>(Value)> enter,
                           function_ref<void(Value)> visit) {
  struct Entry {
    Value value;
    ValueRange before;
    unsigned next = 0;
  };
  SmallVector<Entry> path;
  auto push = [&](Value value) {
    if (std::optional<ValueRange> before = enter(value))
      path.push_back({value, *before});
  };
  push(root);
  while (!path.empty()) {
    Entry &top = path.back();
    if (top.next < top.before.size()) {
      Value value = top.before[top.next++];
      push(value);
      continue;
    }
    visit(path.pop_back_val().value);
  }
}

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_POSTORDER_H
