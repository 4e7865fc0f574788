//===- StableHLOToNorm.cpp - StableHLO to norm ops and arithmetic ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/StableHLOToNorm/StableHLOToNorm.h"
#include "Composites.h"
#include "PrepareModule.h"
#include "StableHLOConversion.h"

#include "norm-mlir/Conversion/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"

#include "mlir/Transforms/RegionUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CONVERTSTABLEHLOTONORMPASS
#include "norm-mlir/Conversion/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

const Table &stablehlo::getTable() {
  static const Table table = [] {
    Table all;
    addElementwiseOps(all);
    addShapeOps(all);
    addSizeOps(all);
    addGatherOps(all);
    addReductionOps(all);
    addProductOps(all);
    addBatchNormOps(all);
    addCustomCalls(all);
    return all;
  }();
  return table;
}

//===----------------------------------------------------------------------===//
// Reading attributes
//===----------------------------------------------------------------------===//

std::string stablehlo::writeType(Type type) {
  std::string text;
  llvm::raw_string_ostream(text) << type;
  return text;
}

FailureOr<std::string> stablehlo::readWord(Operation *op, StringRef name,
                                           std::optional<StringRef> otherwise) {
  Attribute attribute = getForeignAttribute(op, name);
  if (!attribute) {
    if (otherwise)
      return otherwise->str();
    return op->emitOpError() << "expects attribute '" << name << "'; got none";
  }
  std::string text;
  llvm::raw_string_ostream(text) << attribute;
  auto isLetter = [](char c) { return llvm::isAlnum(c) || c == '_'; };
  StringRef rest = StringRef(text).rtrim(">\" )]");
  size_t start = rest.size();
  while (start > 0 && isLetter(rest[start - 1]))
    --start;
  return rest.drop_front(start).str();
}

FailureOr<int64_t> stablehlo::readDim(Operation *op, StringRef name,
                                      int64_t rank) {
  FailureOr<int64_t> dim = readInteger(op, name);
  if (failed(dim))
    return failure();
  if (*dim < 0 || *dim >= rank)
    return op->emitOpError()
           << "expects " << name << " within rank " << rank << "; got " << *dim;
  return dim;
}

FailureOr<SmallVector<int64_t>>
stablehlo::readDims(Operation *op, StringRef name, int64_t rank,
                    std::optional<ArrayRef<int64_t>> otherwise) {
  auto dims = readIntegers(op, name, otherwise);
  if (failed(dims))
    return failure();
  llvm::SmallBitVector isUsed(rank);
  for (int64_t dim : *dims) {
    if (dim < 0 || dim >= rank || isUsed.test(dim))
      return op->emitOpError()
             << "expects " << name << " without repetition within rank " << rank
             << "; got [" << ArrayRef<int64_t>(*dims) << "]";
    isUsed.set(dim);
  }
  return dims;
}

FailureOr<SmallVector<int64_t>>
stablehlo::readPerDim(Operation *op, StringRef name, int64_t rank,
                      int64_t least, std::optional<int64_t> otherwise) {
  SmallVector<int64_t> given(rank, otherwise.value_or(0));
  auto values = readIntegers(op, name,
                             otherwise ? std::optional<ArrayRef<int64_t>>(given)
                                       : std::nullopt);
  if (failed(values))
    return failure();
  if (static_cast<int64_t>(values->size()) == rank &&
      llvm::all_of(*values, [&](int64_t value) { return value >= least; }))
    return values;
  return op->emitOpError() << "expects " << name << " to be " << rank
                           << " integers not less than " << least << "; got ["
                           << ArrayRef<int64_t>(*values) << "]";
}

//===----------------------------------------------------------------------===//
// One op
//===----------------------------------------------------------------------===//

static bool isSupported(Type element) {
  if (isa<Float64Type, Float32Type, BFloat16Type, Float16Type>(element))
    return true;
  return element.isSignlessInteger(1) || element.isSignlessInteger(8) ||
         element.isSignlessInteger(16) || element.isSignlessInteger(32) ||
         element.isSignlessInteger(64) || element.isIndex();
}

/// Checks operands and attributes by number and name.
static LogicalResult checkForm(Operation *op, const OpEntry &entry) {
  if (failed(checkAttributes(op, entry.attributes)))
    return failure();
  if (entry.isVariadic)
    return success();
  return checkOperandCount(op, entry.operands);
}

/// Whether all types are of tensors that are converted; an error where they are
/// none at all.
static FailureOr<bool> checkTypes(Operation *op, const OpEntry &entry) {
  if (!entry.takesTensors)
    return true;
  if (op->getNumResults() == 0)
    return op->emitOpError() << "expects a result; got none";
  bool areSupported = true;
  auto check = [&](StringRef what, Type type) -> LogicalResult {
    FailureOr<RankedTensorType> tensor = requireRankedTensor(op, what, type);
    if (failed(tensor))
      return failure();
    areSupported &= isSupported(tensor->getElementType());
    return success();
  };
  for (Type type : op->getOperandTypes())
    if (failed(check("operand", type)))
      return failure();
  for (Type type : op->getResultTypes())
    if (failed(check("result", type)))
      return failure();
  if (!areSupported)
    (void)Replacement::leave(op, "its elements are not all f64, f32, bf16, f16 "
                                 "or signless integers");
  return areSupported;
}

/// The values that replace the op's results, cast to the results' types where
/// these know other sizes.
static LogicalResult castResults(OpBuilder &builder, Operation *op,
                                 MutableArrayRef<Value> values) {
  if (values.size() != op->getNumResults())
    return op->emitOpError() << "expects " << values.size()
                             << (values.size() == 1 ? " result" : " results")
                             << "; got " << op->getNumResults();
  for (auto [value, result] : llvm::zip_equal(values, op->getResults())) {
    if (!value) // for a result that is not read
      continue;
    if (getElementTypeOrSelf(value) != getElementTypeOrSelf(result) ||
        failed(verifyCompatibleShape(value.getType(), result.getType())))
      return op->emitOpError() << "expects a result of type " << value.getType()
                               << "; got " << result.getType();
    value = castTo(builder, op->getLoc(), value, result.getType());
  }
  return success();
}

FailureOr<bool> stablehlo::convertOp(RewriterBase &rewriter, Operation *op,
                                     const OpEntry &entry) {
  if (failed(checkForm(op, entry)))
    return failure();
  FailureOr<bool> hasTypes = checkTypes(op, entry);
  if (failed(hasTypes) || !*hasTypes)
    return hasTypes;
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPoint(op);
  Replacement replacement = entry.convert(rewriter, op);
  if (replacement.isError())
    return failure();
  if (!replacement.isDone())
    return false;
  SmallVector<Value> values(replacement.getValues());
  if (failed(castResults(rewriter, op, values)))
    return failure();
  rewriter.replaceOp(op, values);
  return true;
}

namespace {

/// An op of the table => what it stands for.
struct ConvertNamedOp : RewritePattern {
  ConvertNamedOp(StringRef name, const OpEntry &entry, MLIRContext *context)
      : RewritePattern(name, /*benefit=*/1, context), entry(entry) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    FailureOr<bool> isConverted = convertOp(rewriter, op, entry);
    if (succeeded(isConverted) && *isConverted)
      return success();
    return rewriter.notifyMatchFailure(op, "the op is not converted");
  }

  const OpEntry &entry;
};

} // namespace

void norm::populateStableHLOToNormPatterns(RewritePatternSet &patterns) {
  for (const auto &[name, entry] : getTable())
    patterns.add(
        std::make_unique<ConvertNamedOp>(name, entry, patterns.getContext()));
}

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

/// Converts every op of the table, operands before those that read them, so
/// that sizes are known where they are used.
static LogicalResult convertOps(ModuleOp module) {
  SmallVector<std::pair<Operation *, const OpEntry *>> ops;
  module.walk<WalkOrder::PreOrder>([&](Operation *op) {
    auto entry = getTable().find(op->getName().getStringRef());
    if (entry == getTable().end())
      return WalkResult::advance();
    ops.emplace_back(op, &entry->second);
    return WalkResult::skip(); // what is inside is part of the op
  });
  IRRewriter rewriter(module.getContext());
  bool isValid = true;
  for (auto [op, entry] : ops)
    isValid &= succeeded(convertOp(rewriter, op, *entry));
  return success(isValid);
}

LogicalResult
norm::convertStableHLOToNorm(ModuleOp module,
                             const StableHLOToNormOptions &options) {
  return convertWhole(module, [&](ModuleOp copy) -> LogicalResult {
    prepareModule(copy);
    if (failed(convertOps(copy)) || failed(convertComposites(copy, options)))
      return failure();
    // What was computed of sizes alone is read no more.
    IRRewriter rewriter(copy.getContext());
    while (succeeded(runRegionDCE(rewriter, copy->getRegions()))) {
    }
    return success();
  });
}

namespace {

struct ConvertStableHLOToNormPass
    : norm::impl::ConvertStableHLOToNormPassBase<ConvertStableHLOToNormPass> {
  using ConvertStableHLOToNormPassBase::ConvertStableHLOToNormPassBase;

  void runOnOperation() override {
    StableHLOToNormOptions options;
    options.inlineComposites = inlineComposites;
    if (failed(convertStableHLOToNorm(getOperation(), options)))
      signalPassFailure();
  }
};

} // namespace
