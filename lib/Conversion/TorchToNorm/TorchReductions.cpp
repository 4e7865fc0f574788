//===- TorchReductions.cpp - Reductions of torch-mlir ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TorchOp.h"
#include "norm-mlir/Conversion/Foreign/ElementwiseBuilders.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"

#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

namespace {

/// What a reduction is over.
struct Reduced {
  Value input;
  SmallVector<int64_t> axes;
  Type element;
  bool keepsAxes = false;
};

/// The operands of a reduction, by number; those that an op lacks are none.
struct ReductionOperands {
  std::optional<unsigned> axes, keepsAxes, type;
};

} // namespace

/// Reads a reduction of floats. Without axes, and with an empty list of them,
/// it is over all; a type that is given is the input's before the reduction.
static FailureOr<Reduced> readReduced(TorchOp op, ReductionOperands at) {
  FailureOr<Value> input = op.readFloatTensor(0);
  RankedTensorType result = op.getResultType(0);
  if (failed(input) || !result || !isa<FloatType>(result.getElementType()))
    return failure();
  Reduced reduced;
  reduced.element = result.getElementType();
  reduced.input = *input;
  if (at.type && !op.isNone(*at.type))
    reduced.input = createConversion(op.getRewriter(), op.getLoc(), *input,
                                     reduced.element);
  int64_t rank = cast<RankedTensorType>(input->getType()).getRank();
  FailureOr<SmallVector<int64_t>> axes = SmallVector<int64_t>();
  if (at.axes && !op.isNone(*at.axes)) {
    axes = op.readIntegers(*at.axes);
    if (succeeded(axes))
      axes = normalizeAxes(op.get(), "dim", *axes, rank);
  }
  FailureOr<bool> keeps =
      at.keepsAxes ? op.readBool(*at.keepsAxes) : FailureOr<bool>(false);
  if (failed(axes) || failed(keeps))
    return failure();
  reduced.axes = *axes;
  if (reduced.axes.empty())
    llvm::append_range(reduced.axes, llvm::seq<int64_t>(rank));
  reduced.keepsAxes = *keeps;
  if (reduced.axes.empty())
    return op->emitOpError() << "expects an input of rank 1 or more; got 0";
  return reduced;
}

template <GroupValue kind>
static Values buildGroupValue(TorchOp op, ReductionOperands at) {
  FailureOr<Reduced> reduced = readReduced(op, at);
  if (failed(reduced))
    return failure();
  return SmallVector<Value>{createGroupReduction(
      op.getRewriter(), op.getLoc(), kind, reduced->input, reduced->axes,
      reduced->element, reduced->keepsAxes)};
}

template <GroupValue kind>
static Values buildOverAxes(TorchOp op) {
  return buildGroupValue<kind>(op, {/*axes=*/1, /*keepsAxes=*/2, /*type=*/3});
}

template <GroupValue kind>
static Values buildOverAll(TorchOp op) {
  return buildGroupValue<kind>(
      op, {/*axes=*/std::nullopt, /*keepsAxes=*/std::nullopt, /*type=*/1});
}

static Values buildMaximum(TorchOp op) {
  return buildGroupValue<GroupValue::Maximum>(
      op, {/*axes=*/1, /*keepsAxes=*/2, /*type=*/std::nullopt});
}

/// x, dim, keepdim -> values, indices, which nothing may read.
static Values buildMaximumAlong(TorchOp op) {
  FailureOr<Reduced> reduced = readReduced(
      op, {/*axes=*/std::nullopt, /*keepsAxes=*/2, /*type=*/std::nullopt});
  FailureOr<int64_t> dim = op.readInteger(1);
  if (failed(reduced) || failed(dim))
    return failure();
  FailureOr<int64_t> axis =
      normalizeAxis(op.get(), "dim", *dim, reduced->axes.size());
  if (failed(axis))
    return failure();
  return SmallVector<Value>{
      createGroupReduction(op.getRewriter(), op.getLoc(), GroupValue::Maximum,
                           reduced->input, *axis, reduced->element,
                           reduced->keepsAxes),
      Value()};
}

//===----------------------------------------------------------------------===//
// Variances
//===----------------------------------------------------------------------===//

/// What the sum of squares is divided by is n minus this: of `unbiased`, 0 or
/// 1; of `correction`, a number, or 1 where it is none.
static FailureOr<double> readCorrection(TorchOp op, unsigned number,
                                        bool isFlag) {
  if (isFlag) {
    FailureOr<bool> isUnbiased = op.readBool(number);
    return failed(isUnbiased) ? FailureOr<double>(failure())
                              : FailureOr<double>(*isUnbiased ? 1.0 : 0.0);
  }
  return op.isNone(number) ? FailureOr<double>(1.0) : op.readNumber(number);
}

/// The variance and the mean; the first alone where there is one result.
static Values buildVariance(TorchOp op, ReductionOperands at,
                            unsigned correction, bool isFlag,
                            bool isDeviation) {
  FailureOr<Reduced> reduced = readReduced(op, at);
  FailureOr<double> number = readCorrection(op, correction, isFlag);
  if (failed(reduced) || failed(number))
    return failure();
  // The root of a 16-bit float's variance is taken before it is rounded.
  Type element =
      isDeviation ? getArithmeticType(reduced->element) : reduced->element;
  OpBuilder &builder = op.getRewriter();
  SmallVector<Value> values(op->getNumResults());
  Value variance = createVariance(
      builder, op.getLoc(), reduced->input, reduced->axes, *number, element,
      reduced->keepsAxes, values.size() > 1 ? &values[1] : nullptr);
  if (isDeviation)
    variance = createConversion(
        builder, op.getLoc(),
        createArithmetic(builder, op.getLoc(), Arithmetic::Sqrt, variance),
        reduced->element);
  values.front() = variance;
  return values;
}

/// x, dim, correction, keepdim
template <bool isDeviation>
static Values buildCorrected(TorchOp op) {
  return buildVariance(op, {/*axes=*/1, /*keepsAxes=*/3, /*type=*/std::nullopt},
                       /*correction=*/2, /*isFlag=*/false, isDeviation);
}

/// x, dim, unbiased, keepdim
template <bool isDeviation>
static Values buildUnbiased(TorchOp op) {
  return buildVariance(op, {/*axes=*/1, /*keepsAxes=*/3, /*type=*/std::nullopt},
                       /*correction=*/2, /*isFlag=*/true, isDeviation);
}

/// x, unbiased
template <bool isDeviation>
static Values buildUnbiasedOverAll(TorchOp op) {
  return buildVariance(op,
                       {/*axes=*/std::nullopt, /*keepsAxes=*/std::nullopt,
                        /*type=*/std::nullopt},
                       /*correction=*/1, /*isFlag=*/true, isDeviation);
}

//===----------------------------------------------------------------------===//
// Norms of vectors
//===----------------------------------------------------------------------===//

static Values buildNorm(TorchOp op, ReductionOperands at) {
  FailureOr<Reduced> reduced = readReduced(op, at);
  FailureOr<double> p =
      op.isNone(1) ? FailureOr<double>(2.0) : op.readNumber(1);
  if (failed(reduced) || failed(p))
    return failure();
  if (!(*p > 0.0))
    return op->emitOpError()
           << "expects ord to be positive; got " << std::to_string(*p);
  return SmallVector<Value>{
      createVectorNorm(op.getRewriter(), op.getLoc(), reduced->input, *p,
                       reduced->axes, reduced->element, reduced->keepsAxes)};
}

/// x, ord, dim, keepdim, dtype
static Values buildVectorNorm(TorchOp op) {
  return buildNorm(op, {/*axes=*/2, /*keepsAxes=*/3, /*type=*/4});
}

/// x, p, dim, keepdim
static Values buildScalarNorm(TorchOp op) {
  return buildNorm(op, {/*axes=*/2, /*keepsAxes=*/3, /*type=*/std::nullopt});
}

/// x, p
static Values buildNormOverAll(TorchOp op) {
  return buildNorm(op, {/*axes=*/std::nullopt, /*keepsAxes=*/std::nullopt,
                        /*type=*/std::nullopt});
}

void norm::appendReductionEntries(SmallVectorImpl<TorchEntry> &entries) {
  auto add = [&](StringRef name, SmallVector<StringRef> operands,
                 Values (*build)(TorchOp), unsigned numResults = 1) {
    entries.push_back(
        {name, std::move(operands), numResults, build, ForeignKind::Neighbour});
  };
  SmallVector<StringRef> overAxes = {"input", "dim", "keepdim", "dtype"};
  add("aten.sum.dim_IntList", overAxes, buildOverAxes<GroupValue::Sum>);
  add("aten.mean.dim", overAxes, buildOverAxes<GroupValue::Mean>);
  add("aten.sum", {"input", "dtype"}, buildOverAll<GroupValue::Sum>);
  add("aten.mean", {"input", "dtype"}, buildOverAll<GroupValue::Mean>);
  add("aten.amax", {"input", "dim", "keepdim"}, buildMaximum);
  add("aten.max.dim", {"input", "dim", "keepdim"}, buildMaximumAlong, 2);

  SmallVector<StringRef> corrected = {"input", "dim", "correction", "keepdim"},
                         unbiased = {"input", "dim", "unbiased", "keepdim"},
                         all = {"input", "unbiased"};
  add("aten.var.correction", corrected, buildCorrected<false>);
  add("aten.std.correction", corrected, buildCorrected<true>);
  add("aten.var_mean.correction", corrected, buildCorrected<false>, 2);
  add("aten.var.dim", unbiased, buildUnbiased<false>);
  add("aten.std.dim", unbiased, buildUnbiased<true>);
  add("aten.var_mean.dim", unbiased, buildUnbiased<false>, 2);
  add("aten.var", all, buildUnbiasedOverAll<false>);
  add("aten.std", all, buildUnbiasedOverAll<true>);
  add("aten.var_mean", all, buildUnbiasedOverAll<false>, 2);

  add("aten.linalg_vector_norm", {"input", "ord", "dim", "keepdim", "dtype"},
      buildVectorNorm);
  add("aten.norm.ScalarOpt_dim", {"input", "p", "dim", "keepdim"},
      buildScalarNorm);
  add("aten.norm.Scalar", {"input", "p"}, buildNormOverAll);
}
