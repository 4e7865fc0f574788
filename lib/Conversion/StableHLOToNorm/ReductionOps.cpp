//===- ReductionOps.cpp - Reductions and windows of StableHLO ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// StableHLO leaves the order of a reduction free, and how often the initial
// value takes part. Bodies of one op are converted: sums, products, extremes,
// "and" and "or".
//
//===----------------------------------------------------------------------===//

#include "SizeOps.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/AffineExpr.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

/// Whether a reduction may use this operation.
static bool isCombiner(Arithmetic kind) {
  switch (kind) {
  case Arithmetic::Add:
  case Arithmetic::And:
  case Arithmetic::Maximum:
  case Arithmetic::Minimum:
  case Arithmetic::Multiply:
  case Arithmetic::Or:
  case Arithmetic::Xor:
    return true;
  default:
    return false;
  }
}

std::optional<Arithmetic>
stablehlo::matchCombiner(Region &body, unsigned number, unsigned numInputs) {
  if (!body.hasOneBlock() || body.getNumArguments() != 2 * numInputs)
    return std::nullopt;
  Block &block = body.front();
  if (block.empty())
    return std::nullopt;
  Operation *yield = &block.back();
  if (yield->getName().getStringRef() != "stablehlo.return" ||
      yield->getNumOperands() != numInputs)
    return std::nullopt;
  Operation *op = yield->getOperand(number).getDefiningOp();
  if (!op || op->getNumOperands() != 2)
    return std::nullopt;
  auto kind = lookupArithmetic(op->getName().getStringRef());
  if (!kind || !isCombiner(*kind))
    return std::nullopt;
  Value first = block.getArgument(number),
        second = block.getArgument(number + numInputs);
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  bool isOfBoth =
      (lhs == first && rhs == second) || (lhs == second && rhs == first);
  if (!isOfBoth || lhs.getType() != rhs.getType() ||
      op->getResult(0).getType() != lhs.getType())
    return std::nullopt;
  return kind;
}

/// Operands of a reduction: as many inputs as initial values, of one rank.
static LogicalResult checkInputs(Operation *op) {
  unsigned count = op->getNumOperands();
  if (count == 0 || count % 2 || op->getNumResults() != count / 2 ||
      op->getNumRegions() != 1)
    return op->emitOpError()
           << "expects as many inputs as initial values and results, and a "
              "body; got "
           << count << " operands and " << op->getNumResults() << " results";
  for (unsigned i = 0; i < count / 2; ++i) {
    auto type = cast<RankedTensorType>(op->getOperand(i).getType()),
         first = cast<RankedTensorType>(op->getOperand(0).getType()),
         initial =
             cast<RankedTensorType>(op->getOperand(count / 2 + i).getType());
    if (initial.getRank() != 0 ||
        initial.getElementType() != type.getElementType())
      return op->emitOpError()
             << "expects an initial value of type "
             << RankedTensorType::get({}, type.getElementType()) << "; got "
             << initial;
    if (failed(verifyCompatibleShape(type, first)))
      return op->emitOpError()
             << "expects inputs of one shape; got " << first << " and " << type;
  }
  return success();
}

/// What the body does with the values of each input; none where one of them is
/// not known.
static std::optional<SmallVector<Arithmetic>> matchCombiners(Operation *op) {
  unsigned numInputs = op->getNumResults();
  SmallVector<Arithmetic> kinds;
  for (unsigned i = 0; i < numInputs; ++i) {
    auto kind = matchCombiner(op->getRegion(0), i, numInputs);
    Type element =
        cast<RankedTensorType>(op->getOperand(i).getType()).getElementType();
    if (!kind || !isDefinedFor(*kind, element) ||
        op->getRegion(0).getArgument(i).getType() !=
            RankedTensorType::get({}, element))
      return std::nullopt;
    kinds.push_back(*kind);
  }
  return kinds;
}

static constexpr StringLiteral kUnknownBody =
    "its body is not one of add, and, maximum, minimum, multiply, or, xor of "
    "both values";

static Replacement convertReduce(OpBuilder &builder, Operation *op) {
  if (failed(checkInputs(op)))
    return failure();
  auto type = cast<RankedTensorType>(op->getOperand(0).getType());
  auto dims = readDims(op, "dimensions", type.getRank());
  if (failed(dims))
    return failure();
  auto kinds = matchCombiners(op);
  if (!kinds)
    return Replacement::leave(op, kUnknownBody);
  SmallVector<Value> results;
  for (auto [number, kind] : llvm::enumerate(*kinds)) {
    Value initial = getScalar(builder, op->getLoc(),
                              op->getOperand(kinds->size() + number));
    results.push_back(createReduction(builder, op->getLoc(), kind,
                                      op->getOperand(number), initial, *dims));
  }
  return results;
}

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

namespace {

/// The windows of a reduce_window, per dim.
struct Windows {
  SmallVector<int64_t> sizes, strides, dilations, low, high;
};

} // namespace

static FailureOr<Windows> readWindows(Operation *op, int64_t rank) {
  auto sizes = readPerDim(op, "window_dimensions", rank, 1),
       strides = readPerDim(op, "window_strides", rank, 1, 1),
       dilations = readPerDim(op, "window_dilations", rank, 1, 1);
  if (failed(sizes) || failed(strides) || failed(dilations))
    return failure();
  Windows windows{*sizes, *strides, *dilations, {}, {}};
  windows.low.assign(rank, 0);
  windows.high.assign(rank, 0);
  Attribute padding = getForeignAttribute(op, "padding");
  if (!padding)
    return windows;
  auto pairs = dyn_cast<DenseIntElementsAttr>(padding);
  if (!pairs || pairs.getType().getShape() != ArrayRef<int64_t>{rank, 2})
    return op->emitOpError() << "expects attribute 'padding' to be " << rank
                             << "x2 integers; got " << padding;
  for (auto [place, amount] : llvm::enumerate(pairs.getValues<APInt>()))
    (place % 2 ? windows.high : windows.low)[place / 2] = amount.getSExtValue();
  return windows;
}

/// How many windows there are along a dim of `size` elements, padding included.
static OpFoldResult countWindows(OpBuilder &builder, Location loc,
                                 OpFoldResult size, const Windows &windows,
                                 int64_t dim) {
  int64_t extent = (windows.sizes[dim] - 1) * windows.dilations[dim];
  AffineExpr s = builder.getAffineSymbolExpr(0);
  AffineExpr count = (s + windows.low[dim] + windows.high[dim] - extent - 1)
                         .floorDiv(windows.strides[dim]) +
                     1;
  // None where the window is longer than what it moves along.
  AffineMap map = AffineMap::get(
      0, 1, {count, builder.getAffineConstantExpr(0)}, builder.getContext());
  return affine::makeComposedFoldedAffineMax(builder, loc, map, size);
}

/// `input` with the initial value around it, if there is any padding.
static Value pad(OpBuilder &builder, Location loc, Value input, Value initial,
                 const Windows &windows) {
  auto isZero = [](int64_t amount) { return amount == 0; };
  if (llvm::all_of(windows.low, isZero) && llvm::all_of(windows.high, isZero))
    return input;
  MLIRContext *context = builder.getContext();
  return tensor::PadOp::create(builder, loc, /*resultType=*/Type(), input,
                               getAsIndexOpFoldResult(context, windows.low),
                               getAsIndexOpFoldResult(context, windows.high),
                               initial);
}

/// One reduction over the windows' dims that have more than one element.
static Value createWindowReduction(OpBuilder &builder, Location loc,
                                   Arithmetic kind, Value input, Value initial,
                                   const Windows &windows) {
  auto type = cast<RankedTensorType>(input.getType());
  int64_t rank = type.getRank(), numWindowDims = 0;
  SmallVector<OpFoldResult> sizes = getTracedSizes(builder, loc, input);
  SmallVector<AffineExpr> places, extents;
  SmallVector<int64_t> shape;
  for (int64_t dim = 0; dim < rank; ++dim) {
    sizes[dim] = countWindows(builder, loc, sizes[dim], windows, dim);
    AffineExpr place = builder.getAffineDimExpr(dim) * windows.strides[dim];
    if (windows.sizes[dim] > 1) {
      extents.push_back(builder.getAffineDimExpr(rank + numWindowDims++));
      place = place + extents.back() * windows.dilations[dim];
      shape.push_back(windows.sizes[dim]);
    }
    places.push_back(place);
  }
  Value empty =
      tensor::EmptyOp::create(builder, loc, sizes, type.getElementType());
  if (llvm::is_contained(getStaticSizes(sizes), 0))
    return empty;
  Value padded = pad(builder, loc, input, initial, windows);
  // Nobody reads it: it says how long the windows are.
  Value extent =
      tensor::EmptyOp::create(builder, loc, shape, type.getElementType());
  Value start =
      linalg::FillOp::create(builder, loc, initial, empty).getResult(0);
  int64_t numDims = rank + numWindowDims;
  MLIRContext *context = builder.getContext();
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  iterators.resize(numDims, utils::IteratorType::reduction);
  return linalg::GenericOp::create(
             builder, loc, start.getType(), ValueRange{padded, extent}, start,
             {AffineMap::get(numDims, 0, places, context),
              AffineMap::get(numDims, 0, extents, context),
              AffineMap::getMultiDimIdentityMap(numDims, context)
                  .getMajorSubMap(rank)},
             iterators,
             [&](OpBuilder &b, Location l, ValueRange scalars) {
               linalg::YieldOp::create(
                   b, l, createCombination(b, l, kind, scalars[2], scalars[0]));
             })
      .getResult(0);
}

static Replacement convertReduceWindow(OpBuilder &builder, Operation *op) {
  if (failed(checkInputs(op)))
    return failure();
  int64_t rank = cast<RankedTensorType>(op->getOperand(0).getType()).getRank();
  FailureOr<Windows> windows = readWindows(op, rank);
  auto base = readPerDim(op, "base_dilations", rank, 1, 1);
  if (failed(windows) || failed(base))
    return failure();
  if (llvm::any_of(*base, [](int64_t dilation) { return dilation > 1; }))
    return Replacement::leave(op, "its base is dilated");
  auto isNegative = [](int64_t amount) { return amount < 0; };
  if (llvm::any_of(windows->low, isNegative) ||
      llvm::any_of(windows->high, isNegative))
    return Replacement::leave(op, "its padding takes elements away");
  auto kinds = matchCombiners(op);
  if (!kinds)
    return Replacement::leave(op, kUnknownBody);
  SmallVector<Value> results;
  for (auto [number, kind] : llvm::enumerate(*kinds)) {
    Value initial = getScalar(builder, op->getLoc(),
                              op->getOperand(kinds->size() + number));
    results.push_back(createWindowReduction(builder, op->getLoc(), kind,
                                            op->getOperand(number), initial,
                                            *windows));
  }
  return results;
}

void stablehlo::addReductionOps(Table &table) {
  OpEntry &reduce = table["stablehlo.reduce"];
  reduce = {convertReduce, {"inputs"}, {"dimensions"}};
  reduce.isVariadic = true;
  OpEntry &window = table["stablehlo.reduce_window"];
  window = {convertReduceWindow,
            {"inputs"},
            {"window_dimensions", "window_strides", "base_dilations",
             "window_dilations", "padding"}};
  window.isVariadic = true;
}
