//===- ProtectArguments.cpp - Arguments are not writable ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"

namespace mlir::norm {
#define GEN_PASS_DEF_PROTECTARGUMENTSPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {
struct ProtectArguments
    : norm::impl::ProtectArgumentsPassBase<ProtectArguments> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (!function.isPublic())
      return;
    StringRef name = bufferization::BufferizationDialect::kWritableAttrName;
    for (auto [index, type] : llvm::enumerate(function.getArgumentTypes()))
      if (isa<RankedTensorType>(type))
        function.setArgAttr(index, name, BoolAttr::get(&getContext(), false));
  }
};
} // namespace
