//===- NameEntries.cpp - C entry points under their functions' names ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"

#include "mlir/IR/SymbolTable.h"

namespace mlir::norm {
#define GEN_PASS_DEF_NAMEENTRIESPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {
struct NameEntries : norm::impl::NameEntriesPassBase<NameEntries> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SmallVector<LLVM::LLVMFuncOp> entries;
    for (auto function : module.getOps<LLVM::LLVMFuncOp>()) {
      // Modules that are linked together may have helpers of the same name.
      if (function.isPrivate() && !function.isExternal())
        function.setLinkage(LLVM::Linkage::Internal);
      if (function.getName().starts_with("_mlir_ciface_") &&
          !function.isExternal())
        entries.push_back(function);
    }
    // Uses are looked up once for all entries: a walk for each would take time
    // quadratic in the number of functions.
    SymbolTableCollection tables;
    SymbolTable &symbols = tables.getSymbolTable(module);
    SymbolUserMap users(tables, module);
    auto rename = [&](LLVM::LLVMFuncOp function, StringAttr name) {
      symbols.remove(function);
      function.setName(name);
      symbols.insert(function);
    };
    for (LLVM::LLVMFuncOp entry : entries) {
      StringRef name =
          entry.getName().drop_front(StringRef("_mlir_ciface_").size());
      auto body = symbols.lookup<LLVM::LLVMFuncOp>(name);
      auto bodyName = StringAttr::get(&getContext(), name + "__body");
      auto entryName = StringAttr::get(&getContext(), name);
      if (!body || symbols.lookup(bodyName)) {
        entry.emitOpError() << "expects a function @" << name
                            << " and no symbol @" << bodyName.getValue();
        return signalPassFailure();
      }
      users.replaceAllUsesWith(body, bodyName);
      rename(body, bodyName);
      body.setLinkage(LLVM::Linkage::Internal);
      rename(entry, entryName);
    }
  }
};
} // namespace
