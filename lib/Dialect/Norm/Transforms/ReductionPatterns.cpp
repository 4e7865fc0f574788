//===- ReductionPatterns.cpp - Norm ops made simpler ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/Transforms/ReductionPatterns.h"
#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Reducer/ReductionPatternInterface.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// More groups of operands than any named or core op has, and more inputs or
/// outputs than kernels use to have; those beyond go once others are gone.
constexpr unsigned kMaxOperands = 16;

/// Errors of what is only tried are nobody's.
class SilentDiagnostics : public ScopedDiagnosticHandler {
public:
  explicit SilentDiagnostics(MLIRContext *context)
      : ScopedDiagnosticHandler(context,
                                [](Diagnostic &) { return success(); }) {}
};

/// What an op is made of, to be made again.
struct Parts {
  explicit Parts(Operation *op)
      : operands(op->getOperands()), attributes(op->getAttrDictionary()) {}
  SmallVector<Value> operands;
  NamedAttrList attributes;
};

/// `op` again, in no block, with results of `types`.
Operation *draft(Operation *op, const Parts &parts, TypeRange types) {
  return Operation::create(op->getLoc(), op->getName(), types, parts.operands,
                           NamedAttrList(parts.attributes), nullptr, {}, 0);
}

bool verifies(Operation *op, const Parts &parts, TypeRange types) {
  Operation *again = draft(op, parts, types);
  // Whether types are the inferred ones counts among the latter.
  bool valid = succeeded(op->getName().verifyInvariants(again)) &&
               succeeded(op->getName().verifyRegionInvariants(again));
  again->destroy();
  return valid;
}

/// The types that results of `op`, again from `parts`, have; none if it does
/// not verify. They are inferred where they may differ, for which all
/// attributes must be there that the op requires.
std::optional<SmallVector<Type>> findTypes(Operation *op, const Parts &parts,
                                           bool mayInfer) {
  SilentDiagnostics silent(op->getContext());
  SmallVector<Type> types(op->getResultTypes());
  if (verifies(op, parts, types))
    return types;
  if (!mayInfer)
    return std::nullopt;
  Operation *again = draft(op, parts, types);
  types.clear();
  bool inferred = succeeded(cast<InferTypeOpInterface>(again).inferReturnTypes(
      op->getContext(), op->getLoc(), again->getOperands(),
      again->getDiscardableAttrDictionary(), again->getPropertiesStorage(),
      again->getRegions(), types));
  again->destroy();
  if (!inferred || !verifies(op, parts, types))
    return std::nullopt;
  return types;
}

/// What takes the place of each result where results have `types`: they are the
/// same, or some in a row are missing, none of which is used.
std::optional<SmallVector<std::optional<unsigned>>>
alignResults(Operation *op, ArrayRef<Type> types) {
  unsigned before = op->getNumResults(), after = types.size();
  if (after > before)
    return std::nullopt;
  unsigned missing = before - after;
  for (unsigned first = missing == 0 ? after : 0; first <= after; ++first) {
    SmallVector<std::optional<unsigned>> numbers;
    for (unsigned i = 0; i < before; ++i)
      numbers.push_back(i < first             ? std::optional(i)
                        : i < first + missing ? std::nullopt
                                              : std::optional(i - missing));
    bool fits = llvm::all_of(op->getResults(), [&](OpResult result) {
      std::optional<unsigned> number = numbers[result.getResultNumber()];
      return result.use_empty() ||
             (number && types[*number] == result.getType());
    });
    if (fits)
      return numbers;
  }
  return std::nullopt;
}

/// Replaces `op` by the op of `parts`, if there is one and it has the results
/// that are used.
LogicalResult remake(Operation *op, const Parts &parts, bool mayInfer,
                     PatternRewriter &rewriter) {
  std::optional<SmallVector<Type>> types = findTypes(op, parts, mayInfer);
  if (!types)
    return rewriter.notifyMatchFailure(op, "does not verify without");
  auto numbers = alignResults(op, *types);
  if (!numbers)
    return rewriter.notifyMatchFailure(op, "lacks a result that is used");
  OperationState state(op->getLoc(), op->getName());
  state.addOperands(parts.operands);
  state.addTypes(*types);
  state.addAttributes(parts.attributes);
  Operation *made = rewriter.create(state);
  SmallVector<Value> values;
  for (std::optional<unsigned> number : *numbers)
    values.push_back(number ? made->getResult(*number) : Value());
  rewriter.replaceOp(op, values);
  return success();
}

/// Groups of operands, as in `operandSegmentSizes`; single operands of ops that
/// have no such attribute.
SmallVector<int32_t> getSegments(Operation *op) {
  if (auto sizes = op->getAttrOfType<DenseI32ArrayAttr>("operandSegmentSizes"))
    return SmallVector<int32_t>(sizes.asArrayRef());
  return SmallVector<int32_t>(op->getNumOperands(), 1);
}

/// Leaves out operands: the optional ones that stand at `first` and, of
/// `count`, behind it. Running statistics go in twos.
struct DropOperands : RewritePattern {
  DropOperands(StringRef name, MLIRContext *context, unsigned first,
               unsigned count)
      : RewritePattern(name, 1, context), first(first), count(count) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    SmallVector<int32_t> segments = getSegments(op);
    if (segments.size() < first + count)
      return rewriter.notifyMatchFailure(op, "has fewer operands");
    auto begin = segments.begin() + first, end = begin + count;
    unsigned before = std::accumulate(segments.begin(), begin, 0);
    unsigned dropped = std::accumulate(begin, end, 0);
    if (llvm::is_contained(llvm::make_range(begin, end), 0))
      return rewriter.notifyMatchFailure(op, "does not have the operand");
    Parts parts(op);
    parts.operands.erase(parts.operands.begin() + before,
                         parts.operands.begin() + before + dropped);
    std::fill(begin, end, 0);
    if (op->hasAttr("operandSegmentSizes"))
      parts.attributes.set("operandSegmentSizes",
                           rewriter.getDenseI32ArrayAttr(segments));
    return remake(op, parts, /*mayInfer=*/true, rewriter);
  }

  unsigned first, count;
};

/// Leaves out an attribute that is not its default.
struct DropAttribute : RewritePattern {
  DropAttribute(StringRef name, MLIRContext *context, StringAttr attribute)
      : RewritePattern(name, 1, context), attribute(attribute) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    Parts parts(op);
    Attribute value = parts.attributes.erase(attribute);
    if (!value)
      return rewriter.notifyMatchFailure(op, "does not have the attribute");
    if (op->getNumRegions() == 0) {
      Operation *again = draft(op, parts, op->getResultTypes());
      Attribute standard = again->getAttr(attribute);
      again->destroy();
      if (standard == value)
        return rewriter.notifyMatchFailure(op, "is the default");
      return remake(op, parts,
                    isa<InferTypeOpInterface>(op) &&
                        (standard || isa<UnitAttr>(value)),
                    rewriter);
    }
    SilentDiagnostics silent(op->getContext());
    rewriter.modifyOpInPlace(op, [&] { op->removeAttr(attribute); });
    if (succeeded(op->getName().verifyInvariants(op)))
      return success();
    rewriter.modifyOpInPlace(op, [&] { op->setAttr(attribute, value); });
    return rewriter.notifyMatchFailure(op, "does not verify without");
  }

  StringAttr attribute;
};

/// Makes a kernel again without one input, which is 1 then, or one output.
struct DropKernelOperand : OpRewritePattern<KernelOp> {
  DropKernelOperand(MLIRContext *context, unsigned number, bool isInput)
      : OpRewritePattern(context), number(number), isInput(isInput) {}

  LogicalResult matchAndRewrite(KernelOp kernel,
                                PatternRewriter &rewriter) const override {
    unsigned inputs = kernel.getInputs().size();
    if (number >= (isInput ? inputs : kernel.getInits().size()))
      return rewriter.notifyMatchFailure(kernel, "has fewer operands");
    if (!isInput && (kernel.getInits().size() == 1 ||
                     (kernel.hasPureTensorSemantics() &&
                      !kernel.getResult(number).use_empty())))
      return rewriter.notifyMatchFailure(kernel, "the output is used");
    SmallVector<Value> ins(kernel.getInputs()), inits(kernel.getInits());
    SmallVector<Attribute> maps(kernel.getMaps().getValue());
    SmallVector<Attribute> outside;
    if (ArrayAttr stated = kernel.getOutsideAttr())
      llvm::append_range(outside, stated);
    SmallVector<Type> types(kernel.getResultTypes());
    maps.erase(maps.begin() + number + (isInput ? 0 : inputs));
    if (isInput) {
      ins.erase(ins.begin() + number);
      if (!outside.empty())
        outside.erase(outside.begin() + number);
    } else {
      inits.erase(inits.begin() + number);
      if (!types.empty())
        types.erase(types.begin() + number);
    }
    auto made = KernelOp::create(
        rewriter, kernel.getLoc(), types, kernel.getSizes(), ins, inits,
        kernel.getStaticSizesAttr(), rewriter.getArrayAttr(maps),
        kernel.getOutsideAttr() ? rewriter.getArrayAttr(outside) : ArrayAttr(),
        kernel.getScheduleAttr());
    rewriter.inlineRegionBefore(kernel.getBody(), made.getBody(),
                                made.getBody().end());
    dropFromBody(made.getBody().front(), rewriter);
    SmallVector<Value> values(made.getResults());
    if (!isInput && kernel.getNumResults() > 0)
      values.insert(values.begin() + number, Value());
    rewriter.replaceOp(kernel, values);
    return success();
  }

  void dropFromBody(Block &body, PatternRewriter &rewriter) const {
    if (!isInput) {
      Operation *yield = body.getTerminator();
      rewriter.modifyOpInPlace(yield, [&] { yield->eraseOperand(number); });
      return;
    }
    BlockArgument argument = body.getArgument(number);
    if (!argument.use_empty()) {
      OpBuilder::InsertionGuard guard(rewriter);
      rewriter.setInsertionPointToStart(&body);
      rewriter.replaceAllUsesWith(
          argument,
          arith::ConstantOp::create(
              rewriter, argument.getLoc(),
              cast<TypedAttr>(rewriter.getOneAttr(argument.getType()))));
    }
    body.eraseArgument(number);
  }

  unsigned number;
  bool isInput;
};

struct NormReductionPatterns : DialectReductionPatternInterface {
  explicit NormReductionPatterns(Dialect *dialect)
      : DialectReductionPatternInterface(dialect) {}
  void populateReductionPatterns(RewritePatternSet &patterns) const override {
    norm::populateReductionPatterns(patterns);
  }
};

} // namespace

void norm::populateReductionPatterns(RewritePatternSet &patterns) {
  MLIRContext *context = patterns.getContext();
  // Of getRegisteredOperationsByDialect MLIR 22 gives none.
  for (RegisteredOperationName name : context->getRegisteredOperations()) {
    if (name.getDialectNamespace() != NormDialect::getDialectNamespace())
      continue;
    for (StringAttr attribute : name.getAttributeNames())
      if (attribute != "operandSegmentSizes")
        patterns.add<DropAttribute>(name.getStringRef(), context, attribute);
    if (!name.hasInterface<InferTypeOpInterface>())
      continue;
    for (unsigned count : {1, 2})
      for (unsigned first = 1; first < kMaxOperands; ++first)
        patterns.add<DropOperands>(name.getStringRef(), context, first, count);
  }
  for (unsigned number = 0; number < kMaxOperands; ++number)
    patterns.add<DropKernelOperand>(context, number, /*isInput=*/true)
        .add<DropKernelOperand>(context, number, /*isInput=*/false);
}

void norm::registerReductionPatterns(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *, NormDialect *dialect) {
    dialect->addInterfaces<NormReductionPatterns>();
  });
}
