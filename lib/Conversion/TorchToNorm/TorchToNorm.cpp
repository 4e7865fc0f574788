//===- TorchToNorm.cpp - Import norms of torch-mlir ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/TorchToNorm/TorchToNorm.h"
#include "TorchOp.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"
#include "norm-mlir/Conversion/Passes.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CONVERTTORCHTONORMPASS
#include "norm-mlir/Conversion/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// What goes
//===----------------------------------------------------------------------===//

/// Ops that are no entries and whose results are all that they do.
static bool doesNothingElse(Operation *op) {
  static const llvm::StringSet<> names = {
      "aten.Float.Scalar",  "aten.add",
      "aten.add.float",     "aten.add.int",
      "aten.add_.Tensor",   "aten.avg_pool2d",
      "aten.avg_pool3d",    "aten.constant_pad_nd",
      "aten.div",           "aten.div.float",
      "aten.div.int",       "aten.floordiv.int",
      "aten.mul",           "aten.mul.float",
      "aten.mul.int",       "aten.numel",
      "aten.pad",           "aten.size.int",
      "aten.sub",           "aten.sub.float",
      "aten.sub.int",       "constant.bool",
      "constant.device",    "constant.float",
      "constant.int",       "constant.none",
      "constant.str",       "derefine",
      "prim.ListConstruct", "symbolic_int"};
  // Values, unlike `!torch.tensor`, are never written.
  auto isValue = [](Type type) {
    auto opaque = dyn_cast<OpaqueType>(type);
    return !opaque || !opaque.getTypeData().starts_with("tensor");
  };
  StringRef name = getTorchName(op);
  if (!llvm::all_of(op->getOperandTypes(), isValue))
    return false;
  const TorchEntry *entry = findTorchEntry(name);
  return names.contains(name) ||
         (entry && entry->kind == ForeignKind::Neighbour);
}

/// Whether nothing keeps the type of a tensor but boundaries, functions, and
/// statements about it.
static bool isConverted(Value tensor) {
  return llvm::all_of(tensor.getUsers(), [](Operation *user) {
    StringRef name = getTorchName(user);
    return user->getName().getDialectNamespace() == "torch_c" ||
           user->getName().getDialectNamespace() == "func" ||
           name == "bind_symbolic_shape" ||
           name == "aten._assert_tensor_metadata";
  });
}

/// Whether torch.aten._assert_tensor_metadata asserts what the type says.
static bool isMetadataKnown(Operation *op) {
  if (op->getNumOperands() < 4)
    return false;
  RankedTensorType type = parseTorchTensor(op->getOperand(0).getType());
  Value code = op->getOperand(3);
  if (!type || !isTorchNone(op->getOperand(1)) ||
      !isTorchNone(op->getOperand(2)))
    return false;
  if (isTorchNone(code))
    return true;
  // The numbers of torch.dtype.
  Builder builder(op->getContext());
  Type element = llvm::StringSwitch<Type>(
                     std::to_string(getTorchInteger(code).value_or(-1)))
                     .Case("3", builder.getI32Type())
                     .Case("4", builder.getI64Type())
                     .Case("5", builder.getF16Type())
                     .Case("6", builder.getF32Type())
                     .Case("7", builder.getF64Type())
                     .Case("11", builder.getI1Type())
                     .Case("15", builder.getBF16Type())
                     .Default(Type());
  return type.getElementType() == element;
}

/// Drops statements about tensors that are builtin ones now.
static void dropStatements(RewriterBase &rewriter, ModuleOp module) {
  SmallVector<Operation *> statements;
  module.walk([&](Operation *op) {
    StringRef name = getTorchName(op);
    bool isStatement =
        name == "bind_symbolic_shape" ||
        (name == "aten._assert_tensor_metadata" && isMetadataKnown(op));
    if (isStatement && op->getNumOperands() > 0 && op->getNumResults() == 0 &&
        isConverted(op->getOperand(0)))
      statements.push_back(op);
  });
  for (Operation *op : statements)
    rewriter.eraseOp(op);
}

/// Checks that the expressions of torch.bind_symbolic_shape are those of the
/// tensor's sizes.
static LogicalResult checkSymbolicShape(Operation *op) {
  auto map = dyn_cast_or_null<AffineMapAttr>(
      getForeignAttribute(op, "shape_expressions"));
  RankedTensorType type = op->getNumOperands() > 0
                              ? parseTorchTensor(op->getOperand(0).getType())
                              : RankedTensorType();
  if (!map || !type)
    return op->emitOpError() << "expects a ranked tensor and an affine map of "
                                "its sizes; got "
                             << op->getOperandTypes();
  AffineMap sizes = map.getValue();
  size_t numSymbols = op->getNumOperands() - 1;
  if (sizes.getNumDims() != 0 || sizes.getNumSymbols() != numSymbols)
    return op->emitOpError()
           << "expects an affine map of " << numSymbols
           << " symbols, as many as there are operands; got " << map;
  if (sizes.getNumResults() != type.getRank())
    return op->emitOpError()
           << "expects " << type.getRank() << " sizes, one for each dim of "
           << op->getOperand(0).getType() << "; got " << map;
  for (auto [expression, size] :
       llvm::zip_equal(sizes.getResults(), type.getShape())) {
    auto constant = dyn_cast<AffineConstantExpr>(expression);
    if (constant && constant.getValue() != size)
      return op->emitOpError()
             << "expects the sizes of " << op->getOperand(0).getType()
             << "; got " << map;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

/// Converts entries; false where one is refused that has to be converted.
static LogicalResult convertEntries(RewriterBase &rewriter, ModuleOp module) {
  SmallVector<std::pair<Operation *, const TorchEntry *>> ops;
  module.walk([&](Operation *op) {
    if (const TorchEntry *entry = findTorchEntry(getTorchName(op)))
      ops.emplace_back(op, entry);
  });
  LogicalResult result = success();
  for (auto [op, entry] : ops)
    if (failed(convertTorchOp(rewriter, op, *entry)) &&
        entry->kind == ForeignKind::Norm)
      result = failure();
  return result;
}

static void convertChains(RewriterBase &rewriter, ModuleOp module) {
  SmallVector<Operation *> ops;
  module.walk([&](Operation *op) {
    if (!getTorchName(op).empty())
      ops.push_back(op);
  });
  for (Operation *op : ops)
    (void)convertTorchChain(rewriter, op);
}

static LogicalResult checkSymbolicShapes(ModuleOp module) {
  LogicalResult result = success();
  module.walk([&](Operation *op) {
    if (getTorchName(op) == "bind_symbolic_shape" &&
        failed(checkSymbolicShape(op)))
      result = failure();
  });
  return result;
}

LogicalResult norm::convertTorchToNorm(ModuleOp module) {
  return convertWhole(module, [](ModuleOp copy) -> LogicalResult {
    IRRewriter rewriter(copy.getContext());
    LogicalResult shapes = checkSymbolicShapes(copy);
    convertChains(rewriter, copy);
    eraseUnread(rewriter, copy, doesNothingElse);
    if (failed(convertEntries(rewriter, copy)) || failed(shapes))
      return failure();
    dropBoundaries(rewriter, copy);
    dropStatements(rewriter, copy);
    eraseUnread(rewriter, copy, doesNothingElse);
    convertTorchFunctions(rewriter, copy);
    return success();
  });
}

namespace {

/// Converts ops of one name.
struct TorchEntryPattern : RewritePattern {
  TorchEntryPattern(const TorchEntry &entry, StringRef name,
                    MLIRContext *context)
      : RewritePattern(name, /*benefit=*/1, context), entry(entry) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (getTorchName(op) != entry.name)
      return rewriter.notifyMatchFailure(op, "it is an operator of another "
                                             "name");
    return convertTorchOp(rewriter, op, entry);
  }

  const TorchEntry &entry;
};

/// Converts the last op of a chain.
struct TorchChainPattern : RewritePattern {
  TorchChainPattern(StringRef name, MLIRContext *context)
      : RewritePattern(name, /*benefit=*/2, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    return convertTorchChain(rewriter, op);
  }
};

struct ConvertTorchToNorm
    : norm::impl::ConvertTorchToNormPassBase<ConvertTorchToNorm> {
  void runOnOperation() override {
    if (failed(convertTorchToNorm(getOperation())))
      signalPassFailure();
  }
};

} // namespace

static void addEntryPatterns(RewritePatternSet &patterns, ForeignKind kind) {
  MLIRContext *context = patterns.getContext();
  for (const TorchEntry &entry : getTorchEntries()) {
    if (entry.kind != kind)
      continue;
    for (const std::string &name :
         {"torch." + entry.name.str(), std::string("torch.operator")})
      patterns.add(std::make_unique<TorchEntryPattern>(entry, name, context));
  }
}

void norm::populateTorchToNormPatterns(RewritePatternSet &patterns) {
  addEntryPatterns(patterns, ForeignKind::Norm);
}

void norm::populateTorchNeighboursPatterns(RewritePatternSet &patterns) {
  addEntryPatterns(patterns, ForeignKind::Neighbour);
}

void norm::populateTorchChainToNormPatterns(RewritePatternSet &patterns) {
  for (StringRef name : {"torch.aten.div.Tensor", "torch.aten.mul.Tensor"})
    patterns.add(
        std::make_unique<TorchChainPattern>(name, patterns.getContext()));
}
