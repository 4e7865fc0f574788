//===- Composites.cpp - Composites of StableHLO ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A composite's name is a hint, its decomposition is what it means. LiteRT's
// front end, for one, writes layer normalization over the last axes as
// odml.group_norm of one group with channel axis 1. So the decomposition is
// raised, and what comes of it is compared with what the name says.
//
//===----------------------------------------------------------------------===//

#include "Composites.h"
#include "CompositeMeaning.h"
#include "PrepareModule.h"

#include "norm-mlir/Conversion/Foreign/ForeignOp.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"
#include "norm-mlir/Dialect/Norm/Transforms/RaiseNorms.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

static constexpr StringLiteral kComposite = "stablehlo.composite";

namespace {

class CompositeConverter {
public:
  CompositeConverter(ModuleOp module, const StableHLOToNormOptions &options)
      : symbols(module), options(options) {}

  /// Converts the composites in `function`, and before those that their
  /// decompositions have.
  LogicalResult convertIn(func::FuncOp function);

  /// Functions that took the place of a composite.
  ArrayRef<func::FuncOp> getUsed() const { return used.getArrayRef(); }

private:
  LogicalResult convert(Operation *op);
  /// The function that `op` names, of operands and results of the op's types.
  FailureOr<func::FuncOp> getDecomposition(Operation *op);
  /// A composite that is named after a norm, with the decomposition raised.
  LogicalResult convertNorm(Operation *op, StringRef name,
                            DictionaryAttr attributes,
                            func::FuncOp decomposition);
  void replace(Operation *op, func::FuncOp decomposition);

  SymbolTable symbols;
  const StableHLOToNormOptions &options;
  SetVector<func::FuncOp> used;
  DenseSet<func::FuncOp> done;
};

} // namespace

FailureOr<func::FuncOp> CompositeConverter::getDecomposition(Operation *op) {
  auto reference = dyn_cast_or_null<FlatSymbolRefAttr>(
      getForeignAttribute(op, "decomposition"));
  auto function = reference ? symbols.lookup<func::FuncOp>(reference.getAttr())
                            : func::FuncOp();
  if (!isCloneable(function)) {
    InFlightDiagnostic error =
        op->emitOpError()
        << "expects decomposition to name a function of one block; got ";
    if (reference)
      return error << reference;
    return error << "none";
  }
  if (llvm::equal(function.getArgumentTypes(), op->getOperandTypes()) &&
      llvm::equal(function.getResultTypes(), op->getResultTypes()))
    return function;
  return op->emitOpError() << "expects a decomposition of type "
                           << FunctionType::get(op->getContext(),
                                                op->getOperandTypes(),
                                                op->getResultTypes())
                           << "; got " << function.getFunctionType();
}

/// The only operation of the raised body, through casts; null where there are
/// others.
static Operation *getOnlyOp(func::FuncOp raised) {
  auto source = [](Value value) {
    while (auto cast = value.getDefiningOp<tensor::CastOp>())
      value = cast.getSource();
    return value;
  };
  Operation *terminator = raised.getBody().front().getTerminator();
  return source(terminator->getOperand(0)).getDefiningOp();
}

/// The ops of the raised body by their names, each once.
static std::string listOps(func::FuncOp raised) {
  SetVector<StringRef> names;
  raised.walk([&](Operation *op) {
    if (op->getParentOp() == raised && !isa<func::ReturnOp>(op) &&
        !op->hasTrait<OpTrait::ConstantLike>())
      names.insert(op->getName().getStringRef());
  });
  return llvm::join(names, ", ");
}

/// Which argument of its function a value is, through casts and views that add
/// or drop dims of size 1.
static std::optional<unsigned> getArgumentNumber(Value value) {
  auto dropUnits = [](Value tensor) {
    SmallVector<int64_t> sizes(
        cast<RankedTensorType>(tensor.getType()).getShape());
    llvm::erase(sizes, 1);
    return sizes;
  };
  while (Operation *op = value.getDefiningOp()) {
    bool isView = isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op) &&
                  dropUnits(op->getOperand(0)) == dropUnits(value);
    if (!isView && !isa<tensor::CastOp>(op))
      break;
    value = op->getOperand(0);
  }
  auto argument = dyn_cast<BlockArgument>(value);
  return argument ? std::optional<unsigned>(argument.getArgNumber())
                  : std::nullopt;
}

LogicalResult CompositeConverter::convertNorm(Operation *op, StringRef name,
                                              DictionaryAttr attributes,
                                              func::FuncOp decomposition) {
  FailureOr<Meaning> expected = readMeaning(op, name, attributes);
  if (failed(expected))
    return failure();
  OwningOpRef<func::FuncOp> raised = decomposition.clone();
  IRRewriter rewriter(op->getContext());
  std::string remark;
  RaiseOptions raiseOptions;
  raiseOptions.remark = [&](Operation *, const Twine &text) {
    if (remark.empty())
      remark = text.str();
  };
  raiseNorms(rewriter, raised->getBody(), raiseOptions);
  RewritePatternSet patterns(op->getContext());
  populateFoldAffineIntoNormPatterns(patterns);
  if (failed(applyPatternsGreedily(*raised, std::move(patterns))))
    return op->emitOpError() << "expects a decomposition whose affine steps "
                                "fold; got ones without an end";

  Operation *only = getOnlyOp(*raised);
  std::optional<Meaning> found =
      only ? getMeaning(only, getArgumentNumber) : std::nullopt;
  if (found && agree(*expected, *found)) {
    replace(op, *raised);
    return success();
  }
  std::string given = found ? found->describe() : listOps(*raised);
  if (!found && !remark.empty())
    given += " (" + remark + ")";
  std::string text = "expects the decomposition of '" + name.str() +
                     "' to be " + expected->describe() + "; got " + given;
  if (!options.inlineComposites)
    return op->emitOpError() << text;
  op->emitRemark() << text;
  replace(op, decomposition);
  return success();
}

void CompositeConverter::replace(Operation *op, func::FuncOp decomposition) {
  OpBuilder builder(op);
  op->replaceAllUsesWith(cloneBody(builder, decomposition, op->getOperands()));
  op->erase();
}

LogicalResult CompositeConverter::convert(Operation *op) {
  if (failed(checkAttributes(
          op, {"composite_attributes", "decomposition", "name", "version"})))
    return failure();
  FailureOr<StringRef> name = readString(op, "name");
  if (failed(name))
    return failure();
  if (!isNamedNorm(*name) && !options.inlineComposites)
    return success();
  Attribute attributes = getForeignAttribute(op, "composite_attributes");
  auto dictionary = attributes ? dyn_cast<DictionaryAttr>(attributes)
                               : DictionaryAttr::get(op->getContext());
  if (!dictionary)
    return op->emitOpError()
           << "expects composite_attributes to be a dictionary; got "
           << attributes;
  FailureOr<func::FuncOp> decomposition = getDecomposition(op);
  if (failed(decomposition) || failed(convertIn(*decomposition)))
    return failure();
  used.insert(*decomposition);
  if (isNamedNorm(*name))
    return convertNorm(op, *name, dictionary, *decomposition);
  replace(op, *decomposition);
  return success();
}

LogicalResult CompositeConverter::convertIn(func::FuncOp function) {
  if (!done.insert(function).second)
    return success();
  SmallVector<Operation *> composites;
  function.walk([&](Operation *op) {
    if (op->getName().getStringRef() == kComposite)
      composites.push_back(op);
  });
  bool isValid = true;
  for (Operation *op : composites)
    isValid &= succeeded(convert(op));
  return success(isValid);
}

LogicalResult
stablehlo::convertComposites(ModuleOp module,
                             const StableHLOToNormOptions &options) {
  CompositeConverter converter(module, options);
  bool isValid = true;
  for (auto function : module.getOps<func::FuncOp>())
    isValid &= succeeded(converter.convertIn(function));
  if (!isValid)
    return failure();
  eraseUnused(module, converter.getUsed());
  return success();
}
