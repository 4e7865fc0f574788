//===- ONNXToNorm.cpp - Import norms of ONNX ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/ONNXToNorm/ONNXToNorm.h"
#include "ONNXNode.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"
#include "norm-mlir/Conversion/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CONVERTONNXTONORMPASS
#include "norm-mlir/Conversion/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// onnx-mlir's functions
//===----------------------------------------------------------------------===//

static constexpr StringLiteral returnName = "onnx.Return";
static constexpr StringLiteral entryPointName = "onnx.EntryPoint";

/// Whether all nodes of the function were converted.
static bool isConverted(func::FuncOp function) {
  return !function
              ->walk([](Operation *op) {
                bool isNode = op->getName().getDialectNamespace() == "onnx" &&
                              op->getName().getStringRef() != returnName;
                return isNode ? WalkResult::interrupt() : WalkResult::advance();
              })
              .wasInterrupted();
}

static void dropAttributes(FunctionOpInterface function) {
  auto isONNX = [](NamedAttribute attribute) {
    return attribute.getName().getValue().starts_with("onnx.");
  };
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    for (NamedAttribute attribute : function.getArgAttrs(i))
      if (isONNX(attribute))
        function.removeArgAttr(i, attribute.getName());
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    for (NamedAttribute attribute : function.getResultAttrs(i))
      if (isONNX(attribute))
        function.removeResultAttr(i, attribute.getName());
}

/// Makes a converted function a plain one: with func.return, without names of
/// ONNX, and without the op that makes it an entry point there.
static void convertFunctions(RewriterBase &rewriter, ModuleOp module) {
  SmallVector<Operation *> returns, entryPoints;
  llvm::SmallPtrSet<Operation *, 4> converted;
  module.walk([&](func::FuncOp function) {
    if (function.isExternal() || !isConverted(function))
      return;
    converted.insert(function);
    dropAttributes(cast<FunctionOpInterface>(function.getOperation()));
    function.walk([&](Operation *op) {
      if (op->getName().getStringRef() == returnName)
        returns.push_back(op);
    });
  });
  module.walk([&](Operation *op) {
    if (op->getName().getStringRef() != entryPointName)
      return;
    auto symbol =
        dyn_cast_or_null<SymbolRefAttr>(getForeignAttribute(op, "func"));
    Operation *function =
        symbol ? SymbolTable::lookupNearestSymbolFrom(op, symbol) : nullptr;
    if (converted.contains(function))
      entryPoints.push_back(op);
  });
  for (Operation *op : returns) {
    rewriter.setInsertionPoint(op);
    rewriter.replaceOpWithNewOp<func::ReturnOp>(op, op->getOperands());
  }
  for (Operation *op : entryPoints)
    rewriter.eraseOp(op);
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

/// Ops whose results are all that they do.
static bool doesNothingElse(Operation *op) {
  StringRef name = op->getName().getStringRef();
  const ONNXEntry *entry = findONNXEntry(getONNXName(op).name);
  return name == "onnx.NoValue" || name == "torch.constant.none" ||
         (entry && entry->kind == ForeignKind::Neighbour);
}

/// Converts entries; fails where one is refused that has to be converted.
static LogicalResult convertEntries(RewriterBase &rewriter, ModuleOp module) {
  SmallVector<std::pair<Operation *, const ONNXEntry *>> ops;
  module.walk([&](Operation *op) {
    if (const ONNXEntry *entry = findONNXEntry(getONNXName(op).name))
      ops.emplace_back(op, entry);
  });
  LogicalResult result = success();
  for (auto [op, entry] : ops)
    if (failed(convertONNXNode(rewriter, op, *entry)) &&
        entry->kind == ForeignKind::Norm)
      result = failure();
  return result;
}

LogicalResult norm::convertONNXToNorm(ModuleOp module) {
  return convertWhole(module, [](ModuleOp copy) -> LogicalResult {
    IRRewriter rewriter(copy.getContext());
    if (failed(convertEntries(rewriter, copy)))
      return failure();
    dropBoundaries(rewriter, copy);
    eraseUnread(rewriter, copy, doesNothingElse);
    convertTorchFunctions(rewriter, copy);
    convertFunctions(rewriter, copy);
    return success();
  });
}

namespace {

/// Converts nodes of one name, in one of the forms.
struct ONNXEntryPattern : RewritePattern {
  ONNXEntryPattern(const ONNXEntry &entry, StringRef name, MLIRContext *context)
      : RewritePattern(name, /*benefit=*/1, context), entry(entry) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (getONNXName(op).name != entry.name)
      return rewriter.notifyMatchFailure(op, "it is a node of another name");
    return convertONNXNode(rewriter, op, entry);
  }

  const ONNXEntry &entry;
};

struct ConvertONNXToNorm
    : norm::impl::ConvertONNXToNormPassBase<ConvertONNXToNorm> {
  void runOnOperation() override {
    if (failed(convertONNXToNorm(getOperation())))
      signalPassFailure();
  }
};

} // namespace

/// The names of ops that may be the entry's node.
static SmallVector<std::string> getOpNames(const ONNXEntry &entry) {
  SmallVector<std::string> names = {"torch.operator"};
  if (entry.name.contains('.')) {
    names.push_back("onnx.Custom");
    return names;
  }
  names.push_back(("onnx." + entry.name).str());
  for (int64_t version : entry.versions)
    names.push_back(("onnx." + entry.name + "V" + Twine(version)).str());
  return names;
}

static void addEntryPatterns(RewritePatternSet &patterns, ForeignKind kind) {
  for (const ONNXEntry &entry : getONNXEntries())
    if (entry.kind == kind)
      for (const std::string &name : getOpNames(entry))
        patterns.add(std::make_unique<ONNXEntryPattern>(entry, name,
                                                        patterns.getContext()));
}

void norm::populateONNXToNormPatterns(RewritePatternSet &patterns) {
  addEntryPatterns(patterns, ForeignKind::Norm);
}

void norm::populateONNXNeighboursPatterns(RewritePatternSet &patterns) {
  addEntryPatterns(patterns, ForeignKind::Neighbour);
}
