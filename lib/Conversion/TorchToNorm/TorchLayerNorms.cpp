//===- TorchLayerNorms.cpp - Norms over the last axes, and of weights ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TorchOp.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

namespace {

/// What layer and RMS norm begin with.
struct LastAxes {
  Value input;
  SmallVector<int64_t> axes;
};

} // namespace

/// "[8, ?]" of static and dynamic sizes.
static std::string writeSizes(ArrayRef<int64_t> sizes) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  stream << "[";
  llvm::interleaveComma(sizes, stream, [&](int64_t size) {
    if (ShapedType::isDynamic(size))
      stream << "?";
    else
      stream << size;
  });
  stream << "]";
  return text;
}

/// Reads input and normalized_shape, the sizes of the input's last axes. Sizes
/// that only the latter states are checked when code runs.
static FailureOr<LastAxes> readLastAxes(TorchOp op) {
  FailureOr<Value> input = op.readFloatTensor(0);
  FailureOr<SmallVector<OpFoldResult>> shape = op.readIndices(1);
  if (failed(input) || failed(shape))
    return failure();
  auto type = cast<RankedTensorType>(input->getType());
  int64_t first = type.getRank() - static_cast<int64_t>(shape->size());
  SmallVector<int64_t> stated = getStaticSizes(*shape);
  if (first < 0 ||
      failed(verifyCompatibleShape(type.getShape().drop_front(first), stated)))
    return op->emitOpError()
           << "expects an input whose sizes end in normalized_shape "
           << writeSizes(stated) << "; got " << writeSizes(type.getShape());
  SmallVector<int64_t> sizes(type.getShape());
  for (auto [axis, size] : llvm::enumerate(stated)) {
    // A size that is looked up in the input itself is the input's.
    if (ShapedType::isDynamic(size))
      requireSameSizes(
          op.getRewriter(), op.getLoc(), (*shape)[axis],
          getTracedSize(op.getRewriter(), op.getLoc(), *input, first + axis),
          "expects a size of normalized_shape of {0}; got {1}");
    else
      sizes[first + axis] = size;
  }
  LastAxes result;
  result.input =
      castTo(op.getRewriter(), op.getLoc(), *input, type.clone(sizes));
  llvm::append_range(result.axes, llvm::seq(first, type.getRank()));
  return result;
}

/// A statistic as PyTorch saves it: in the type that the result is said to
/// have, with axes of size 1 where it was reduced.
static Value saveStatistic(TorchOp op, unsigned result, Value statistic,
                           ArrayRef<int64_t> axes) {
  RankedTensorType type = op.getResultType(result);
  if (!type || !isa<FloatType>(type.getElementType()))
    return statistic; // Which is refused.
  Value converted = createConversion(op.getRewriter(), op.getLoc(), statistic,
                                     type.getElementType());
  return createUnitDims(op.getRewriter(), op.getLoc(), converted, axes);
}

/// The results of `normalized`, of which all but the first are statistics.
static SmallVector<Value> withStatistics(TorchOp op, Operation *normalized,
                                         ArrayRef<int64_t> axes) {
  SmallVector<Value> values = {normalized->getResult(0)};
  for (unsigned i = 1; i < normalized->getNumResults(); ++i)
    values.push_back(saveStatistic(op, i, normalized->getResult(i), axes));
  values.resize(op->getNumResults());
  return values;
}

//===----------------------------------------------------------------------===//
// Layer norm
//===----------------------------------------------------------------------===//

/// input, normalized_shape, weight, bias, eps -> y[, mean, rstd]
static Values buildLayerNorm(TorchOp op) {
  FailureOr<LastAxes> last = readLastAxes(op);
  FailureOr<Value> scale = op.readOptionalFloatTensor(2);
  FailureOr<Value> bias = op.readOptionalFloatTensor(3);
  FailureOr<double> epsilon = op.readNumber(4);
  if (failed(last) || failed(scale) || failed(bias) || failed(epsilon))
    return failure();
  auto normalized = LayerNormOp::create(
      op.getRewriter(), op.getLoc(), last->input, *scale, *bias, last->axes,
      APFloat(*epsilon), EpsilonMode::InsideSqrt, APFloat(0.0),
      CastPoint::Result, /*return_statistics=*/op.isAnyRead(1, 2),
      EstimatorAttr(), TypeAttr());
  return withStatistics(op, normalized, last->axes);
}

//===----------------------------------------------------------------------===//
// RMS norm
//===----------------------------------------------------------------------===//

/// input, normalized_shape, weight, eps -> y[, rstd]. Without eps, the norm's
/// own default is PyTorch's.
static Values buildRMSNorm(TorchOp op) {
  FailureOr<LastAxes> last = readLastAxes(op);
  FailureOr<Value> scale = op.readOptionalFloatTensor(2);
  FloatAttr epsilon;
  if (!op.isNone(3)) {
    FailureOr<double> number = op.readNumber(3);
    if (failed(number))
      return failure();
    epsilon = op.getRewriter().getF64FloatAttr(*number);
  }
  if (failed(last) || failed(scale))
    return failure();
  auto normalized =
      RMSNormOp::create(op.getRewriter(), op.getLoc(), last->input, *scale,
                        last->axes, epsilon, APFloat(0.0), CastPoint::Result,
                        /*return_statistics=*/op.isAnyRead(1, 1), TypeAttr());
  return withStatistics(op, normalized, last->axes);
}

//===----------------------------------------------------------------------===//
// Weight norm
//===----------------------------------------------------------------------===//

/// The lengths along `axis` of a tensor of rank `rank`: PyTorch keeps axes of
/// size 1 beside it.
static FailureOr<Value> readLengths(TorchOp op, int64_t rank,
                                    std::optional<int64_t> axis) {
  FailureOr<Value> lengths = op.readFloatTensor(1);
  if (failed(lengths))
    return failure();
  auto type = cast<RankedTensorType>(lengths->getType());
  bool isScalar = !axis && type.getRank() == 0;
  bool hasUnits =
      type.getRank() == rank &&
      llvm::all_of(llvm::enumerate(type.getShape()), [&](auto dim) {
        return dim.value() == 1 ||
               static_cast<int64_t>(dim.index()) == axis.value_or(-1);
      });
  if (!isScalar && !hasUnits)
    return op->emitOpError()
           << "expects g to have size 1 along all dims but dim; got " << type;
  SmallVector<OpFoldResult> kept;
  if (axis)
    kept.push_back(
        getTracedSize(op.getRewriter(), op.getLoc(), *lengths, *axis));
  return isScalar
             ? *lengths
             : createReshape(op.getRewriter(), op.getLoc(), *lengths, kept);
}

/// v, g, dim -> w[, norms]. In PyTorch -1 is no dim.
static Values buildWeightNorm(TorchOp op) {
  FailureOr<Value> input = op.readFloatTensor(0);
  FailureOr<int64_t> dim = op.readInteger(2);
  if (failed(input) || failed(dim))
    return failure();
  int64_t rank = cast<RankedTensorType>(input->getType()).getRank();
  std::optional<int64_t> axis;
  if (*dim != -1) {
    FailureOr<int64_t> counted = normalizeAxis(op.get(), "dim", *dim, rank);
    if (failed(counted))
      return failure();
    axis = *counted;
  }
  FailureOr<Value> lengths = readLengths(op, rank, axis);
  if (failed(lengths))
    return failure();
  SmallVector<Value> values(op->getNumResults());
  values[0] = WeightNormOp::create(
      op.getRewriter(), op.getLoc(), *input, *lengths,
      axis ? op.getRewriter().getI64IntegerAttr(*axis) : IntegerAttr(),
      TypeAttr());
  return values;
}

void norm::appendLayerNormEntries(SmallVectorImpl<TorchEntry> &entries) {
  SmallVector<StringRef> layer = {"input", "normalized_shape", "weight", "bias",
                                  "eps"};
  SmallVector<StringRef> rms = {"input", "normalized_shape", "weight", "eps"};
  SmallVector<StringRef> layerNorm = layer;
  layerNorm.push_back("cudnn_enable");
  entries.push_back({"aten.layer_norm", layerNorm, 1, buildLayerNorm});
  entries.push_back({"aten.native_layer_norm", layer, 3, buildLayerNorm});
  entries.push_back({"aten.rms_norm", rms, 1, buildRMSNorm});
  entries.push_back({"aten._fused_rms_norm", rms, 2, buildRMSNorm});
  entries.push_back(
      {"aten._weight_norm", {"v", "g", "dim"}, 1, buildWeightNorm});
  entries.push_back(
      {"aten._weight_norm_interface", {"v", "g", "dim"}, 2, buildWeightNorm});
}
