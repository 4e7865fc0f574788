//===- CarrySizes.h - Sizes of tensors that loops give ----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CALLINGCONVENTION_CARRYSIZES_H
#define NORM_MLIR_CALLINGCONVENTION_CARRYSIZES_H

#include "norm-mlir/CallingConvention/Passes.h"

#include "mlir/IR/PatternMatch.h"
#include "llvm/ADT/DenseMap.h"

namespace mlir::norm {

/// The values that hold sizes of tensors: by tensor and dimension.
using CarriedSizes = llvm::DenseMap<std::pair<Value, int64_t>, Value>;

/// Has each scf.for, scf.while and scf.if of `function` give, beside every
/// tensor of a dynamic size, that size as an index. Where no iteration changes
/// it, the loop need not run for it once canonicalization has seen that.
CarriedSizes carrySizes(func::FuncOp function);

/// Forgets the sizes of tensors that are erased.
class CarriedSizesListener : public RewriterBase::Listener {
public:
  explicit CarriedSizesListener(CarriedSizes &sizes) : sizes(sizes) {}
  void notifyOperationErased(Operation *op) override {
    forget(op->getResults());
  }
  /// The body of a loop may go into another one, and only its block ends.
  void notifyBlockErased(Block *block) override {
    forget(block->getArguments());
  }

private:
  void forget(ValueRange values);

  CarriedSizes &sizes;
};

/// Adds patterns by which sizes of those tensors become the values in `sizes`,
/// which outlives them; and loops and branches that give what they got
/// disappear.
void populateCarriedSizePatterns(RewritePatternSet &patterns,
                                 const CarriedSizes &sizes);

} // namespace mlir::norm

#endif // NORM_MLIR_CALLINGCONVENTION_CARRYSIZES_H
