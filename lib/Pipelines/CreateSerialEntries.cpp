//===- CreateSerialEntries.cpp - Create the __serial entries ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Pipelines/Passes.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CREATESERIALENTRIESPASS
#include "norm-mlir/Pipelines/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

struct CreateSerialEntries
    : norm::impl::CreateSerialEntriesPassBase<CreateSerialEntries> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (auto function :
         llvm::to_vector(getOperation().getOps<func::FuncOp>())) {
      // An entry that checks sizes computes nothing.
      if (!function.isPublic() || function.isExternal() ||
          function.getName().ends_with("__prepare"))
        continue;
      std::string name = (function.getName() + "__serial").str();
      if (Operation *other = symbols.lookup(name)) {
        other->emitError() << "expects no symbol @" << name
                           << ", the name of the serial entry of @"
                           << function.getName();
        return signalPassFailure();
      }
      func::FuncOp serial = function.clone();
      serial.setName(name);
      serial->setAttr(NormDialect::getSerialAttrName(),
                      UnitAttr::get(&getContext()));
      symbols.insert(serial, std::next(function->getIterator()));
    }
  }
};

} // namespace
