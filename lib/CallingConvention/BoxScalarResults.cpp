//===- BoxScalarResults.cpp - Scalar results as tensors of rank 0 ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

namespace mlir::norm {
#define GEN_PASS_DEF_BOXSCALARRESULTSPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

struct BoxScalarResults
    : norm::impl::BoxScalarResultsPassBase<BoxScalarResults> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    // An entry that checks sizes returns its status.
    if (!function.isPublic() || function.isExternal() ||
        function.getName().ends_with("__prepare"))
      return;
    SmallVector<Type> results(function.getResultTypes());
    for (auto [index, type] : llvm::enumerate(results)) {
      if (!type.isIntOrIndexOrFloat())
        continue;
      type = RankedTensorType::get({}, type);
      function.setResultAttr(index, NormDialect::getScalarAttrName(),
                             UnitAttr::get(&getContext()));
    }
    function.setFunctionType(
        FunctionType::get(&getContext(), function.getArgumentTypes(), results));
    function.walk([](func::ReturnOp returned) {
      OpBuilder builder(returned);
      for (OpOperand &operand : returned->getOpOperands()) {
        Type type = operand.get().getType();
        if (type.isIntOrIndexOrFloat())
          operand.set(tensor::FromElementsOp::create(
              builder, returned.getLoc(), RankedTensorType::get({}, type),
              operand.get()));
      }
    });
  }
};

} // namespace
