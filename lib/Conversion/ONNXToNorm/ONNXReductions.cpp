//===- ONNXReductions.cpp - Reductions of ONNX ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ONNXNode.h"
#include "norm-mlir/Conversion/Foreign/ElementwiseBuilders.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

namespace {

struct Reduced {
  Value input;
  SmallVector<int64_t> axes;
  Type element;
  bool keepsAxes = true;
};

} // namespace

/// Axes are an attribute or, later, an operand; without them a reduction is
/// over all, or with noop_with_empty_axes over none.
static FailureOr<Reduced> readReduced(ONNXNode node) {
  FailureOr<Value> input = node.readFloatTensor(0);
  FailureOr<int64_t> keeps = node.readInteger("keepdims", 1);
  FailureOr<int64_t> isNoop = node.readInteger("noop_with_empty_axes", 0);
  if (failed(input) || failed(keeps) || failed(isNoop))
    return failure();
  std::optional<SmallVector<int64_t>> axes = SmallVector<int64_t>();
  if (node.has("axes")) {
    FailureOr<SmallVector<int64_t>> given = node.readIntegers("axes");
    axes = failed(given) ? std::nullopt : std::optional(*given);
  } else if (!node.isNone(1)) {
    axes = getONNXIntegers(node.getOperand(1));
  }
  auto type = cast<RankedTensorType>(input->getType());
  FailureOr<SmallVector<int64_t>> counted =
      axes ? normalizeAxes(node.get(), "axes", *axes, type.getRank())
           : FailureOr<SmallVector<int64_t>>(failure());
  if (failed(counted))
    return failure();
  if (counted->empty() && *isNoop == 0)
    llvm::append_range(*counted, llvm::seq<int64_t>(type.getRank()));
  if (counted->empty())
    return failure();
  Reduced reduced;
  reduced.input = *input;
  reduced.axes = *counted;
  reduced.element = type.getElementType();
  reduced.keepsAxes = *keeps != 0;
  return reduced;
}

template <GroupValue kind>
static Values buildGroupValue(ONNXNode node) {
  FailureOr<Reduced> reduced = readReduced(node);
  if (failed(reduced))
    return failure();
  return SmallVector<Value>{createGroupReduction(
      node.getRewriter(), node.getLoc(), kind, reduced->input, reduced->axes,
      reduced->element, reduced->keepsAxes)};
}

template <int p>
static Values buildVectorNorm(ONNXNode node) {
  FailureOr<Reduced> reduced = readReduced(node);
  if (failed(reduced))
    return failure();
  return SmallVector<Value>{
      createVectorNorm(node.getRewriter(), node.getLoc(), reduced->input, p,
                       reduced->axes, reduced->element, reduced->keepsAxes)};
}

/// Squares are f64, as their sum is.
static Values buildSumSquare(ONNXNode node) {
  FailureOr<Reduced> reduced = readReduced(node);
  if (failed(reduced))
    return failure();
  OpBuilder &builder = node.getRewriter();
  FailureOr<Value> squares = createBroadcastElementwise(
      builder, node.getLoc(), reduced->input, builder.getF64Type(),
      [](OpBuilder &b, Location l, ValueRange x) {
        return createArithmetic(b, l, Arithmetic::Square, x);
      });
  if (failed(squares))
    return failure();
  return SmallVector<Value>{createGroupReduction(
      builder, node.getLoc(), GroupValue::Sum, *squares, reduced->axes,
      reduced->element, reduced->keepsAxes)};
}

void norm::appendReductionEntries(SmallVectorImpl<ONNXEntry> &entries) {
  struct Function {
    StringRef name;
    SmallVector<int64_t> versions;
    Values (*build)(ONNXNode);
  };
  const Function functions[] = {
      {"ReduceMean", {1, 11, 13, 18}, buildGroupValue<GroupValue::Mean>},
      {"ReduceSum", {1, 11, 13}, buildGroupValue<GroupValue::Sum>},
      {"ReduceMax",
       {1, 11, 12, 13, 18, 20},
       buildGroupValue<GroupValue::Maximum>},
      {"ReduceSumSquare", {1, 11, 13, 18}, buildSumSquare},
      {"ReduceL1", {1, 11, 13, 18}, buildVectorNorm<1>},
      {"ReduceL2", {1, 11, 13, 18}, buildVectorNorm<2>},
  };
  for (const Function &function : functions)
    entries.push_back({function.name,
                       function.versions,
                       1,
                       {"data", "axes"},
                       1,
                       1,
                       {"axes", "keepdims", "noop_with_empty_axes"},
                       function.build,
                       ForeignKind::Neighbour});
}
