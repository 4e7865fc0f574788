//===- SplitModule.cpp - Modules to parts that compile on their own ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SplitModule.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Symbols of one module, in the order in which they were found.
using Symbols = llvm::SetVector<Operation *>;

/// Whether copies of `symbol` are as good as one: functions and what is never
/// written.
bool mayBeCopied(Operation *symbol) {
  if (auto global = dyn_cast<memref::GlobalOp>(symbol))
    return global.getConstant();
  return isa<func::FuncOp>(symbol);
}

class Splitter {
public:
  explicit Splitter(ModuleOp module) : module(module), symbols(module) {}

  /// Whether parts of this module are independent of each other.
  bool canSplit() {
    for (Operation &op : *module.getBody()) {
      auto symbol = dyn_cast<SymbolOpInterface>(op);
      // The names of entries and of the C library are checked in a part, which
      // does not see those of others.
      if (!symbol || !mayBeCopied(&op) || isEntryOfAnother(symbol.getName()) ||
          (isDefinition(op) && symbol.getName() == "snprintf"))
        return false;
    }
    return true;
  }

  /// The public functions that have a body.
  SmallVector<func::FuncOp> getEntries() {
    return llvm::filter_to_vector(
        module.getOps<func::FuncOp>(), [](func::FuncOp function) {
          return function.isPublic() && !function.isExternal();
        });
  }

  /// A module with these entries and copies of what they use.
  ModuleOp createPart(ArrayRef<func::FuncOp> entries) {
    auto part = cast<ModuleOp>(module->cloneWithoutRegions());
    part.getBodyRegion().emplaceBlock();
    part->removeAttr(SymbolTable::getSymbolAttrName());
    OpBuilder builder = OpBuilder::atBlockEnd(part.getBody());
    Symbols used;
    for (func::FuncOp entry : entries)
      used.insert(entry);
    for (size_t next = 0; next < used.size(); ++next)
      addUses(used[next], used);
    for (Operation *symbol : used) {
      Operation *copy = builder.clone(*symbol);
      // An entry of another part, which is called here.
      auto function = dyn_cast<func::FuncOp>(copy);
      if (function && !llvm::is_contained(entries, cast<func::FuncOp>(symbol)))
        function.setPrivate();
    }
    return part;
  }

private:
  static bool isDefinition(Operation &op) {
    auto function = dyn_cast<func::FuncOp>(op);
    return function && !function.isExternal();
  }

  /// Whether a function of this module has an entry of this name.
  bool isEntryOfAnother(StringRef name) {
    return (name.consume_back("__prepare") || name.consume_back("__serial")) &&
           symbols.lookup(name);
  }

  void addUses(Operation *symbol, Symbols &used) {
    std::optional<SymbolTable::UseRange> uses =
        SymbolTable::getSymbolUses(symbol);
    if (!uses)
      return;
    for (SymbolTable::SymbolUse use : *uses)
      if (Operation *user =
              symbols.lookup(use.getSymbolRef().getRootReference()))
        used.insert(user);
  }

  ModuleOp module;
  SymbolTable symbols;
};

} // namespace

SmallVector<ModuleOp> norm::splitModule(ModuleOp module,
                                        unsigned functionsPerPart) {
  Splitter splitter(module);
  SmallVector<func::FuncOp> entries = splitter.getEntries();
  if (functionsPerPart == 0 || entries.size() <= functionsPerPart ||
      !splitter.canSplit())
    return {module};
  SmallVector<ModuleOp> parts;
  for (ArrayRef<func::FuncOp> rest = entries; !rest.empty();
       rest = rest.drop_front(std::min<size_t>(rest.size(), functionsPerPart)))
    parts.push_back(splitter.createPart(rest.take_front(functionsPerPart)));
  module.getBody()->clear();
  for (ModuleOp part : parts)
    module.push_back(part);
  return parts;
}
