//===- VerifierUtils.h - Checks that several ops share ----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_VERIFIERUTILS_H
#define NORM_MLIR_DIALECT_NORM_IR_VERIFIERUTILS_H

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

namespace mlir::norm {

/// The shortest decimal text of a value, for reports.
std::string writeFloat(const APFloat &value);

/// Checks that `axes` are unique, ascending and within `rank`; `what` names
/// them in the report.
LogicalResult verifyAxes(Operation *op, StringRef what, ArrayRef<int64_t> axes,
                         int64_t rank);

/// As verifyAxes, and that there is at least one.
LogicalResult verifyReducedAxes(Operation *op, ArrayRef<int64_t> axes,
                                int64_t rank);

/// Checks that the channel axis is within an input of rank `leastRank` or more.
LogicalResult verifyChannelAxis(Operation *op, int64_t channelAxis,
                                int64_t rank, int64_t leastRank = 2);

/// Checks the channel axis and the spatial axes: both within an input of rank 2
/// or more, and disjoint.
LogicalResult verifyChannelAndSpatialAxes(Operation *op, int64_t channelAxis,
                                          ArrayRef<int64_t> axes, int64_t rank);

/// Checks that `parameter`, when given, has the element type `least` or a wider
/// one.
LogicalResult verifyParameterType(Operation *op, StringRef what,
                                  Value parameter, Type least);

/// Whether `value` is more than 0; NaN is not.
bool isPositive(const APFloat &value);

/// Checks that `value` is finite and at least 0 (`positive`: more than 0).
LogicalResult verifyEpsilon(Operation *op, const APFloat &value,
                            bool positive = false);

/// Checks that `value` is finite; `what` names it in the report.
LogicalResult verifyFinite(Operation *op, StringRef what, const APFloat &value);

/// Checks that the offset is finite, and 0 without a scale.
LogicalResult verifyScaleOffset(Operation *op, const APFloat &offset,
                                Value scale);

/// Checks that running statistics are given both or not at all, given where
/// they are used, and used where they are not updated.
LogicalResult verifyRunningUse(Operation *op, Value mean, Value variance,
                               bool isUsed, bool isUpdated);

/// Checks the type of sums over an input of element type `element`.
LogicalResult verifyAccumulator(Operation *op, Type element,
                                std::optional<Type> accumulator);

/// Checks estimator and accumulator of statistics of an input of element type
/// `element`.
LogicalResult verifySummation(Operation *op, Type element, StatisticKind kind,
                              std::optional<Estimator> estimator,
                              std::optional<Type> accumulator);

/// Whether the op to infer types for returns its statistics. While an op is
/// parsed, what stands in its attribute dictionary is not yet a property.
template <typename Adaptor>
bool returnsStatistics(Adaptor adaptor) {
  DictionaryAttr parsed = adaptor.getAttributes();
  return adaptor.getReturnStatistics() ||
         (parsed && parsed.contains("return_statistics"));
}

/// Whether the op to infer types for returns updated running statistics, where
/// it has any.
template <typename Adaptor>
bool updatesRunningStatistics(Adaptor adaptor) {
  DictionaryAttr parsed = adaptor.getAttributes();
  auto flag =
      parsed ? parsed.getAs<BoolAttr>("update_running_stats") : BoolAttr();
  if (!flag)
    flag = adaptor.getProperties().update_running_stats;
  return !flag || flag.getValue();
}

/// Appends the types of updated running statistics to those of an op's results:
/// the operands' own.
template <typename Adaptor>
void appendUpdatedTypes(Adaptor adaptor, SmallVectorImpl<Type> &types) {
  if (!updatesRunningStatistics(adaptor))
    return;
  for (Value running : {adaptor.getRunningMean(), adaptor.getRunningVariance()})
    if (running)
      types.push_back(running.getType());
}

/// `parameter`, when given, has the input's sizes along the affine axes; `what`
/// names it in the report.
void appendAffineCondition(NormOpInterface op, StringRef what, Value parameter,
                           SmallVectorImpl<SizeCondition> &conditions);

/// The type of `input` without all dims but `kept`, with the given element
/// type.
RankedTensorType getKeptType(RankedTensorType input, ArrayRef<int64_t> kept,
                             Type element);

/// The type of a statistic: the input's sizes along all axes but `axes`, in the
/// compute type.
RankedTensorType getStatisticsType(RankedTensorType input,
                                   ArrayRef<int64_t> axes);

/// Reifies the sizes of results whose dims are the dims `dims` of `source`.
SmallVector<OpFoldResult> reifyDims(OpBuilder &builder, Location loc,
                                    Value source, ArrayRef<int64_t> dims);

/// Reifies the sizes of the first `number` results of `op`, whose dims are axes
/// of its input.
void reifyAlongInput(OpBuilder &builder, NormOpInterface op, unsigned number,
                     ReifiedRankedShapedTypeDims &shapes);

/// As above, and after them those of updated running statistics. They keep the
/// operands' types, so their sizes are stated where those of the operands are.
template <typename Op>
void reifyWithUpdated(OpBuilder &builder, Op op, unsigned number,
                      ReifiedRankedShapedTypeDims &shapes) {
  reifyAlongInput(builder, op, number, shapes);
  if (!op.updatesRunningStatistics())
    return;
  for (Value running : {op.getRunningMean(), op.getRunningVariance()})
    shapes.push_back(reifyDims(builder, op.getLoc(), running, {0}));
}

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_VERIFIERUTILS_H
