//===- TorchChains.cpp - Norms that torch-mlir spells out ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// F.normalize, weight_norm and local_response_norm are Python functions, of
// which torch.export leaves the ops that they call. A chain becomes a norm in
// f32 and f64: in bf16 and f16 it states roundings that the norm has not.
//
//===----------------------------------------------------------------------===//

#include "TorchOp.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

using namespace mlir;
using namespace mlir::norm;

using Values = FailureOr<SmallVector<Value>>;

//===----------------------------------------------------------------------===//
// Parts
//===----------------------------------------------------------------------===//

/// The op of this name that makes `value`, with so many operands; null where
/// another one does.
static Operation *getOp(Value value, StringRef name, size_t numOperands) {
  Operation *op = value.getDefiningOp();
  return op && getTorchName(op) == name &&
                 op->getNumOperands() == numOperands && op->getNumResults() == 1
             ? op
             : nullptr;
}

/// The first of these names whose op makes `value`.
static Operation *getOpOf(Value value,
                          ArrayRef<std::pair<StringRef, size_t>> candidates) {
  for (auto [name, numOperands] : candidates)
    if (Operation *op = getOp(value, name, numOperands))
      return op;
  return nullptr;
}

/// Whether two tensors are the same: one value, or one constant.
static bool areSame(Value lhs, Value rhs) {
  if (lhs == rhs)
    return true;
  Operation *left = getOp(lhs, "vtensor.literal", 0),
            *right = getOp(rhs, "vtensor.literal", 0);
  return left && right && lhs.getType() == rhs.getType() &&
         getForeignAttributes(left) == getForeignAttributes(right);
}

static bool isF32OrF64(RankedTensorType type) {
  return type && isa<Float32Type, Float64Type>(type.getElementType());
}

/// The axes that a list of integers names, ascending; nullopt where it is no
/// list of axes of a tensor of rank `rank`.
static std::optional<SmallVector<int64_t>> getAxes(Value list, int64_t rank) {
  std::optional<SmallVector<int64_t>> axes = getTorchIntegers(list);
  if (!axes || axes->empty())
    return std::nullopt;
  for (int64_t &axis : *axes) {
    if (axis < -rank || axis >= rank)
      return std::nullopt;
    axis += axis < 0 ? rank : 0;
  }
  llvm::sort(*axes);
  if (std::adjacent_find(axes->begin(), axes->end()) != axes->end())
    return std::nullopt;
  return axes;
}

namespace {

/// A norm of vectors that keeps its axes.
struct VectorNorm {
  double p;
  SmallVector<int64_t> axes;
};

} // namespace

/// The norm of `input` that `value` is.
static std::optional<VectorNorm> matchVectorNorm(Value value, Value input) {
  Operation *op = getOpOf(
      value, {{"aten.linalg_vector_norm", 5}, {"aten.norm.ScalarOpt_dim", 4}});
  if (!op || !areSame(op->getOperand(0), input) ||
      getTorchBool(op->getOperand(3)) != true ||
      (op->getNumOperands() == 5 && !isTorchNone(op->getOperand(4))))
    return std::nullopt;
  int64_t rank = parseTorchTensor(input.getType()).getRank();
  std::optional<double> p = getTorchNumber(op->getOperand(1));
  std::optional<SmallVector<int64_t>> axes = getAxes(op->getOperand(2), rank);
  if (!p || !(*p > 0.0) || !axes)
    return std::nullopt;
  return VectorNorm{*p, *axes};
}

//===----------------------------------------------------------------------===//
// F.normalize: x / expand(clamp_min(norm(x), eps))
//===----------------------------------------------------------------------===//

/// A bound as the elements' type has it; one that it can't hold is 0 there.
static double roundBound(double bound, Type element) {
  return element.isF32()
             ? static_cast<double>(static_cast<float>(bound)) == 0 ? 0.0 : bound
             : bound;
}

static Values matchNormalize(TorchOp op) {
  Value input = op->getOperand(0);
  RankedTensorType type = parseTorchTensor(input.getType());
  Value divisor = op->getOperand(1);
  if (Operation *expanded = getOpOf(divisor, {{"aten.expand_as", 2},
                                              {"aten.broadcast_to", 2},
                                              {"aten.expand", 3}}))
    divisor = expanded->getOperand(0);
  double epsilon = 0.0;
  Operation *clamp =
      getOpOf(divisor, {{"aten.clamp_min", 2}, {"aten.clamp", 3}});
  if (clamp) {
    std::optional<double> bound = getTorchNumber(clamp->getOperand(1));
    if (!bound || !(*bound >= 0.0) || std::isinf(*bound) ||
        (clamp->getNumOperands() == 3 && !isTorchNone(clamp->getOperand(2))))
      return failure();
    epsilon = roundBound(*bound, type.getElementType());
    divisor = clamp->getOperand(0);
  }
  std::optional<VectorNorm> norm = matchVectorNorm(divisor, input);
  if (!norm)
    return failure();
  OpBuilder &builder = op.getRewriter();
  Value result = LpNormalizeOp::create(
                     builder, op.getLoc(), toBuiltinTensor(builder, input),
                     norm->axes, APFloat(norm->p), APFloat(epsilon),
                     ZeroNorm::NaN, /*return_statistics=*/false, TypeAttr())
                     .getResult();
  return SmallVector<Value>{result};
}

//===----------------------------------------------------------------------===//
// weight_norm: v * (g / norm(v))
//===----------------------------------------------------------------------===//

static Values matchWeightNorm(TorchOp op) {
  Value input = op->getOperand(0);
  int64_t rank = parseTorchTensor(input.getType()).getRank();
  Operation *quotient = getOp(op->getOperand(1), "aten.div.Tensor", 2);
  if (!quotient)
    return failure();
  std::optional<VectorNorm> norm =
      matchVectorNorm(quotient->getOperand(1), input);
  Value lengths = quotient->getOperand(0);
  RankedTensorType type = parseTorchTensor(lengths.getType());
  int64_t numKept = norm ? rank - static_cast<int64_t>(norm->axes.size()) : 0;
  if (!norm || norm->p != 2.0 || numKept > 1 || !isF32OrF64(type) ||
      type.getRank() != rank)
    return failure();
  IntegerAttr kept;
  OpBuilder &builder = op.getRewriter();
  for (int64_t axis : llvm::seq(rank))
    if (!llvm::is_contained(norm->axes, axis))
      kept = builder.getI64IntegerAttr(axis);
    else if (type.getDimSize(axis) != 1)
      return failure();
  Value given = toBuiltinTensor(builder, lengths);
  SmallVector<OpFoldResult> sizes;
  if (kept)
    sizes.push_back(getTracedSize(builder, op.getLoc(), given, kept.getInt()));
  Value scale = createReshape(builder, op.getLoc(), given, sizes);
  return SmallVector<Value>{WeightNormOp::create(
      builder, op.getLoc(), toBuiltinTensor(builder, input), scale, kept,
      TypeAttr())};
}

//===----------------------------------------------------------------------===//
// local_response_norm: x / (alpha * pool(pad(x * x)) + k)^beta
//===----------------------------------------------------------------------===//

namespace {

/// A window along the channels.
struct Window {
  int64_t size;
  WindowConvention convention;
};

} // namespace

static bool areAll(Value list, int64_t number, size_t count) {
  std::optional<SmallVector<int64_t>> integers = getTorchIntegers(list);
  return integers && integers->size() == count &&
         llvm::all_of(*integers, [&](int64_t each) { return each == number; });
}

/// Whether `size` is the size of `tensor`, or of the tensor that `twin` is of
/// the same sizes, along `dim`.
static bool isSizeOf(Value size, Value tensor, Value twin, int64_t dim) {
  RankedTensorType type = parseTorchTensor(tensor.getType());
  if (!type.isDynamicDim(dim))
    return getTorchInteger(size) == type.getDimSize(dim);
  Operation *op = getOp(size, "aten.size.int", 2);
  return op && llvm::is_contained({tensor, twin}, op->getOperand(0)) &&
         getTorchInteger(op->getOperand(1)) == dim;
}

/// Whether `value` is `squares`, of the sizes [N, C, ...] of `input`, with an
/// axis of size 1 in front of the channels.
static bool isUnsqueezed(Value value, Value squares, Value input) {
  if (Operation *op = getOp(value, "aten.unsqueeze", 2))
    return op->getOperand(0) == squares &&
           getTorchInteger(op->getOperand(1)) == 1;
  Operation *op = getOpOf(value, {{"aten.view", 2}, {"aten.reshape", 2}});
  if (!op || op->getOperand(0) != squares)
    return false;
  std::optional<ValueRange> sizes = getTorchList(op->getOperand(1));
  return sizes && sizes->size() > 3 &&
         isSizeOf((*sizes)[0], input, squares, 0) &&
         getTorchInteger((*sizes)[1]) == 1 &&
         isSizeOf((*sizes)[2], input, squares, 1);
}

/// The window that is padded: lists of paddings begin with the last axis.
static std::optional<Window> matchPadding(Operation *pad, int64_t size,
                                          size_t rank) {
  std::optional<SmallVector<int64_t>> paddings =
      getTorchIntegers(pad->getOperand(1));
  Value filler = pad->getOperands().back();
  bool isZero = getTorchNumber(filler) == 0.0 ||
                (pad->getNumOperands() == 4 && isTorchNone(filler) &&
                 getTorchString(pad->getOperand(2)) == "constant");
  if (!paddings || paddings->size() != 2 * (rank - 2) || !isZero)
    return std::nullopt;
  int64_t after = paddings->pop_back_val(), before = paddings->pop_back_val();
  if (llvm::any_of(*paddings, [](int64_t each) { return each != 0; }))
    return std::nullopt;
  if (before == size / 2 && after == (size - 1) / 2)
    return Window{size, WindowConvention::Torch};
  if (before == (size - 1) / 2 && after == size / 2)
    return Window{size, WindowConvention::ONNX};
  return std::nullopt;
}

static bool isSquare(Value value, Value input) {
  if (Operation *op = getOp(value, "aten.mul.Tensor", 2))
    return op->getOperand(0) == input && op->getOperand(1) == input;
  if (Operation *op = getOp(value, "aten.pow.Tensor_Scalar", 2))
    return op->getOperand(0) == input &&
           getTorchNumber(op->getOperand(1)) == 2.0;
  Operation *op = getOp(value, "aten.square", 1);
  return op && op->getOperand(0) == input;
}

/// Means of windows of squares along the channels, in a tensor of rank 4 or 5
/// whose axis 1 has size 1.
static std::optional<Window> matchPool(Value value, Value input) {
  Operation *pool =
      getOpOf(value, {{"aten.avg_pool2d", 7}, {"aten.avg_pool3d", 7}});
  RankedTensorType type =
      pool ? parseTorchTensor(value.getType()) : RankedTensorType();
  if (!type || (type.getRank() != 4 && type.getRank() != 5))
    return std::nullopt;
  size_t numAxes = type.getRank() - 2;
  std::optional<SmallVector<int64_t>> kernel =
      getTorchIntegers(pool->getOperand(1));
  bool hasWindow = kernel && kernel->size() == numAxes && kernel->front() > 0 &&
                   llvm::all_of(llvm::drop_begin(*kernel),
                                [](int64_t size) { return size == 1; });
  // Stride 1, no padding of its own, and pads count.
  if (!hasWindow || !areAll(pool->getOperand(2), 1, numAxes) ||
      !areAll(pool->getOperand(3), 0, numAxes) ||
      getTorchBool(pool->getOperand(4)) != false ||
      getTorchBool(pool->getOperand(5)) != true ||
      !isTorchNone(pool->getOperand(6)))
    return std::nullopt;
  Operation *pad = getOpOf(pool->getOperand(0),
                           {{"aten.pad", 4}, {"aten.constant_pad_nd", 3}});
  std::optional<Window> window =
      pad ? matchPadding(pad, kernel->front(), type.getRank()) : std::nullopt;
  if (!window)
    return std::nullopt;
  Operation *unsqueezed = pad->getOperand(0).getDefiningOp();
  if (!unsqueezed || unsqueezed->getNumOperands() == 0)
    return std::nullopt;
  Value squares = unsqueezed->getOperand(0);
  return isSquare(squares, input) &&
                 isUnsqueezed(pad->getOperand(0), squares, input)
             ? window
             : std::nullopt;
}

/// What a pool is before its axes are the input's again.
static Value stripViews(Value value, Value input) {
  if (Operation *op = getOpOf(value, {{"aten.view", 2}, {"aten.reshape", 2}})) {
    std::optional<ValueRange> sizes = getTorchList(op->getOperand(1));
    RankedTensorType type = parseTorchTensor(input.getType());
    if (!sizes || static_cast<int64_t>(sizes->size()) != type.getRank())
      return value;
    for (auto [dim, size] : llvm::enumerate(*sizes))
      if (!isSizeOf(size, input, input, dim))
        return value;
    value = op->getOperand(0);
  }
  if (Operation *op = getOp(value, "aten.squeeze.dims", 2))
    return areAll(op->getOperand(1), 1, 1) ? op->getOperand(0) : Value();
  Operation *op = getOp(value, "aten.squeeze.dim", 2);
  return op && getTorchInteger(op->getOperand(1)) == 1 ? op->getOperand(0)
                                                       : Value();
}

static Values matchLocalResponseNorm(TorchOp op) {
  Value input = op->getOperand(0);
  Operation *power = getOp(op->getOperand(1), "aten.pow.Tensor_Scalar", 2);
  Operation *sum =
      power ? getOp(power->getOperand(0), "aten.add.Scalar", 3) : nullptr;
  Operation *product =
      sum ? getOp(sum->getOperand(0), "aten.mul.Scalar", 2) : nullptr;
  if (!product || getTorchNumber(sum->getOperand(2)) != 1.0)
    return failure();
  std::optional<double> beta = getTorchNumber(power->getOperand(1)),
                        k = getTorchNumber(sum->getOperand(1)),
                        alpha = getTorchNumber(product->getOperand(1));
  Value pool = stripViews(product->getOperand(0), input);
  std::optional<Window> window = pool ? matchPool(pool, input) : std::nullopt;
  if (!beta || !k || !alpha || !window)
    return failure();
  OpBuilder &builder = op.getRewriter();
  return SmallVector<Value>{LocalResponseNormOp::create(
      builder, op.getLoc(), toBuiltinTensor(builder, input),
      /*channel_axis=*/1, window->size, APFloat(*alpha), APFloat(*beta),
      APFloat(*k), window->convention)};
}

//===----------------------------------------------------------------------===//
// All of them
//===----------------------------------------------------------------------===//

LogicalResult norm::convertTorchChain(RewriterBase &rewriter, Operation *op) {
  using Match = Values (*)(TorchOp);
  static const std::pair<StringRef, Match> chains[] = {
      {"aten.div.Tensor", matchNormalize},
      {"aten.div.Tensor", matchLocalResponseNorm},
      {"aten.mul.Tensor", matchWeightNorm},
  };
  StringRef name = getTorchName(op);
  for (auto [root, match] : chains) {
    if (name != root || op->getNumOperands() != 2 || op->getNumResults() != 1 ||
        !isF32OrF64(parseTorchTensor(op->getOperand(0).getType())))
      continue;
    if (succeeded(replaceForeignOp(rewriter, op, ForeignKind::Neighbour,
                                   [&, match = match](RewriterBase &rewriter) {
                                     return match(TorchOp(op, {}, rewriter));
                                   })))
      return success();
  }
  return failure();
}
