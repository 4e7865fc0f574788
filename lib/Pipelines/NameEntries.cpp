//===- NameEntries.cpp - C entry points under their functions' names ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Pipelines/Passes.h"

#include "mlir/IR/SymbolTable.h"

namespace mlir::norm {
#define GEN_PASS_DEF_NAMEENTRIESPASS
#include "norm-mlir/Pipelines/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {
struct NameEntries : norm::impl::NameEntriesPassBase<NameEntries> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SmallVector<LLVM::LLVMFuncOp> entries;
    for (auto function : module.getOps<LLVM::LLVMFuncOp>())
      if (function.getName().starts_with("_mlir_ciface_") &&
          !function.isExternal())
        entries.push_back(function);
    for (LLVM::LLVMFuncOp entry : entries) {
      StringRef name =
          entry.getName().drop_front(StringRef("_mlir_ciface_").size());
      auto body = module.lookupSymbol<LLVM::LLVMFuncOp>(name);
      auto bodyName = StringAttr::get(&getContext(), name + "__body");
      auto entryName = StringAttr::get(&getContext(), name);
      if (!body || module.lookupSymbol(bodyName)) {
        entry.emitOpError() << "expects a function @" << name
                            << " and no symbol @" << bodyName.getValue();
        return signalPassFailure();
      }
      if (failed(SymbolTable::replaceAllSymbolUses(body, bodyName, module)))
        return signalPassFailure();
      body.setName(bodyName);
      body.setLinkage(LLVM::Linkage::Internal);
      entry.setName(entryName);
    }
  }
};
} // namespace
