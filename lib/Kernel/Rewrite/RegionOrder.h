//===- RegionOrder.h - One form of a kernel's region ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_REWRITE_REGIONORDER_H
#define NORM_MLIR_KERNEL_REWRITE_REGIONORDER_H

#include "mlir/IR/Operation.h"

namespace mlir::norm {

/// Gives the region of a kernel the one form that its scalars have, however
/// they were spread over ops: equal ops are one, none is dead, and each stands
/// where the yielded values, from the first to the last, need it first. So do
/// the arguments; returns their former numbers. The block stands in no region
/// yet.
SmallVector<unsigned> orderRegion(Block &block);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_REWRITE_REGIONORDER_H
