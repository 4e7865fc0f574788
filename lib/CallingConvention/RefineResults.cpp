//===- RefineResults.cpp - Results of known sizes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::norm {
#define GEN_PASS_DEF_REFINERESULTSPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

/// The tensor that is cast to one of fewer known sizes; null for another value.
static Value getRefined(Value value) {
  auto cast = value.getDefiningOp<tensor::CastOp>();
  if (!cast)
    return nullptr;
  auto known = dyn_cast<RankedTensorType>(cast.getSource().getType());
  auto stated = dyn_cast<RankedTensorType>(cast.getType());
  if (!known || !stated || known.getEncoding() != stated.getEncoding())
    return nullptr;
  for (auto [size, other] : llvm::zip(known.getShape(), stated.getShape()))
    if (size != other && !ShapedType::isDynamic(other))
      return nullptr;
  return cast.getSource();
}

namespace {
struct RefineResults : norm::impl::RefineResultsPassBase<RefineResults> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (!function.isPublic() || function.isExternal() ||
          !function.getBody().hasOneBlock() ||
          !SymbolTable::symbolKnownUseEmpty(function.getOperation(),
                                            getOperation()))
        continue;
      Operation *returned = function.getBody().front().getTerminator();
      for (OpOperand &operand : returned->getOpOperands())
        if (Value refined = getRefined(operand.get()))
          operand.set(refined);
      function.setType(FunctionType::get(&getContext(),
                                         function.getArgumentTypes(),
                                         returned->getOperandTypes()));
    }
  }
};
} // namespace
