//===- BuildGathers.cpp - Indices of tensor.extract in bodies ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Front ends broadcast and reshape by reading elements: their indices are those
// of the loops, of a dimension that may be broadcast select(size == 1, 0, i),
// or come from constant tensors. What they do is a reshape or a broadcast where
// every index walks one part of one loop.
//
//===----------------------------------------------------------------------===//

#include "BuildExpression.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::norm::raise;

/// Points of a space whose indices are computed one by one.
static constexpr int64_t kMostPoints = 1 << 18;

//===----------------------------------------------------------------------===//
// Indices by their form
//===----------------------------------------------------------------------===//

/// The loop whose number `index` is, seen through a choice of 0 where the
/// dimension that is indexed, of size `size`, has size 1.
std::optional<unsigned> ExpressionBuilder::findLoop(Value index, Expr size) {
  if (auto loop = index.getDefiningOp<linalg::IndexOp>())
    return loop.getDim();
  auto select = index.getDefiningOp<arith::SelectOp>();
  if (!select || !matchPattern(select.getTrueValue(), m_Zero()))
    return std::nullopt;
  auto compare = select.getCondition().getDefiningOp<arith::CmpIOp>();
  if (!compare || compare.getPredicate() != arith::CmpIPredicate::eq ||
      !matchPattern(compare.getRhs(), m_One()) ||
      sizes.evaluate(compare.getLhs()) != size)
    return std::nullopt;
  return findLoop(select.getFalseValue(), size);
}

//===----------------------------------------------------------------------===//
// Indices by their numbers
//===----------------------------------------------------------------------===//

namespace {

/// Computes integers of the body of a linalg op, at one point.
class PointEvaluator {
public:
  PointEvaluator(linalg::LinalgOp op, ArrayRef<int64_t> point)
      : op(op), point(point) {}

  std::optional<int64_t> evaluate(Value value);

private:
  std::optional<int64_t> readConstant(OpOperand &operand);
  std::optional<int64_t> compute(Operation *op, ArrayRef<int64_t> operands);

  linalg::LinalgOp op;
  ArrayRef<int64_t> point;
};

} // namespace

/// The element of a constant tensor of integers.
static std::optional<int64_t> getElement(ElementsAttr elements,
                                         int64_t position) {
  if (auto resource = dyn_cast<DenseI64ResourceElementsAttr>(elements)) {
    std::optional<ArrayRef<int64_t>> data = resource.tryGetAsArrayRef();
    if (!data || position >= static_cast<int64_t>(data->size()))
      return std::nullopt;
    return (*data)[position];
  }
  if (auto resource = dyn_cast<DenseI32ResourceElementsAttr>(elements)) {
    std::optional<ArrayRef<int32_t>> data = resource.tryGetAsArrayRef();
    if (!data || position >= static_cast<int64_t>(data->size()))
      return std::nullopt;
    return (*data)[position];
  }
  auto dense = dyn_cast<DenseIntElementsAttr>(elements);
  if (!dense || dense.getElementType().getIntOrFloatBitWidth() > 64)
    return std::nullopt;
  return dense.getValues<APInt>()[position].getSExtValue();
}

std::optional<int64_t> PointEvaluator::readConstant(OpOperand &operand) {
  ElementsAttr elements;
  if (!matchPattern(operand.get(), m_Constant(&elements)) ||
      !elements.getElementType().isIntOrIndex())
    return std::nullopt;
  AffineMap map = op.getMatchingIndexingMap(&operand);
  SmallVector<int64_t> place = map.compose(point);
  int64_t position = 0;
  for (auto [index, size] :
       llvm::zip_equal(place, elements.getShapedType().getShape()))
    position = position * size + index;
  return getElement(elements, position);
}

std::optional<int64_t> PointEvaluator::evaluate(Value value) {
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant)))
    return constant.getBitWidth() == 1 ? int64_t(constant.getZExtValue())
                                       : constant.getSExtValue();
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    if (argument.getOwner() != op.getBlock())
      return std::nullopt;
    return readConstant(*op.getMatchingOpOperand(argument));
  }
  Operation *def = value.getDefiningOp();
  if (def->getBlock() != op.getBlock() || def->getNumResults() != 1)
    return std::nullopt;
  SmallVector<int64_t> operands;
  for (Value operand : def->getOperands()) {
    std::optional<int64_t> number = evaluate(operand);
    if (!number)
      return std::nullopt;
    operands.push_back(*number);
  }
  return compute(def, operands);
}

static std::optional<int64_t> compare(arith::CmpIPredicate predicate, int64_t a,
                                      int64_t b) {
  switch (predicate) {
  case arith::CmpIPredicate::eq:
    return a == b;
  case arith::CmpIPredicate::ne:
    return a != b;
  case arith::CmpIPredicate::slt:
    return a < b;
  case arith::CmpIPredicate::sle:
    return a <= b;
  case arith::CmpIPredicate::sgt:
    return a > b;
  case arith::CmpIPredicate::sge:
    return a >= b;
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> PointEvaluator::compute(Operation *scalarOp,
                                               ArrayRef<int64_t> operands) {
  using Result = std::optional<int64_t>;
  return llvm::TypeSwitch<Operation *, Result>(scalarOp)
      .Case(
          [&](linalg::IndexOp index) { return Result(point[index.getDim()]); })
      .Case<arith::IndexCastOp, arith::ExtSIOp>(
          [&](Operation *) { return Result(operands[0]); })
      .Case<arith::AddIOp>(
          [&](Operation *) { return Result(operands[0] + operands[1]); })
      .Case<arith::SubIOp>(
          [&](Operation *) { return Result(operands[0] - operands[1]); })
      .Case<arith::MulIOp>(
          [&](Operation *) { return Result(operands[0] * operands[1]); })
      .Case<arith::DivSIOp, arith::FloorDivSIOp, arith::DivUIOp>(
          [&](Operation *) {
            return operands[0] < 0 || operands[1] <= 0
                       ? Result()
                       : Result(operands[0] / operands[1]);
          })
      .Case<arith::RemSIOp, arith::RemUIOp>([&](Operation *) {
        return operands[0] < 0 || operands[1] <= 0
                   ? Result()
                   : Result(operands[0] % operands[1]);
      })
      .Case([&](arith::CmpIOp op) {
        return compare(op.getPredicate(), operands[0], operands[1]);
      })
      .Case([&](arith::SelectOp) {
        return Result(operands[0] ? operands[1] : operands[2]);
      })
      .Default([](Operation *) { return Result(); });
}

namespace {

/// What an index walks: index = loop / stride % size.
struct Walk {
  unsigned loop;
  int64_t stride, size;
};

} // namespace

/// The walk that gives `numbers`, one for each point of the space `shape`. An
/// index that is 0 everywhere walks nothing (size 1).
static std::optional<Walk> findWalk(ArrayRef<int64_t> numbers,
                                    ArrayRef<int64_t> shape, int64_t size) {
  if (llvm::all_of(numbers, [](int64_t number) { return number == 0; }))
    return size == 1 ? std::optional(Walk{0, 1, 1}) : std::nullopt;
  int64_t step = 1;
  for (unsigned loop = shape.size(); loop-- > 0; step *= shape[loop]) {
    // The first number that differs from 0 along this loop alone.
    int64_t stride = 1;
    while (stride < shape[loop] && numbers[stride * step] == 0)
      ++stride;
    if (stride == shape[loop])
      continue;
    for (auto [point, number] : llvm::enumerate(numbers))
      if (number != int64_t(point) / step % shape[loop] / stride % size)
        return std::nullopt;
    return Walk{loop, stride, size};
  }
  return std::nullopt;
}

/// The sizes of the parts of a loop that walks divide it into, outermost first,
/// and which part each walk is; nothing where they overlap.
static std::optional<SmallVector<int64_t>>
divideLoop(int64_t extent, ArrayRef<Walk> walks, SmallVector<size_t> &places) {
  SmallVector<size_t> order = llvm::to_vector(llvm::seq(walks.size()));
  llvm::sort(order, [&](size_t a, size_t b) {
    return walks[a].stride < walks[b].stride;
  });
  SmallVector<int64_t> inwards;
  places.assign(walks.size(), 0);
  int64_t covered = 1;
  for (size_t number : order) {
    const Walk &walk = walks[number];
    if (walk.stride % covered != 0)
      return std::nullopt;
    if (walk.stride != covered)
      inwards.push_back(walk.stride / covered);
    places[number] = inwards.size();
    inwards.push_back(walk.size);
    covered = walk.stride * walk.size;
  }
  if (extent % covered != 0)
    return std::nullopt;
  if (extent != covered)
    inwards.push_back(extent / covered);
  for (size_t &place : places)
    place = inwards.size() - 1 - place;
  std::reverse(inwards.begin(), inwards.end());
  return inwards;
}

/// The numbers that an index has at every point of the loops of `op`.
static std::optional<SmallVector<int64_t>>
computeNumbers(linalg::LinalgOp op, Value index, ArrayRef<int64_t> shape) {
  SmallVector<int64_t> numbers, point(shape.size(), 0);
  int64_t points = 1;
  for (int64_t size : shape)
    if (llvm::MulOverflow(points, size, points) || points > kMostPoints)
      return std::nullopt;
  for (int64_t number = 0; number < points; ++number) {
    std::optional<int64_t> value = PointEvaluator(op, point).evaluate(index);
    if (!value)
      return std::nullopt;
    numbers.push_back(*value);
    for (int64_t loop = shape.size() - 1;
         loop >= 0 && ++point[loop] == shape[loop]; --loop)
      point[loop] = 0;
  }
  return numbers;
}

std::optional<Index> ExpressionBuilder::walkedIndex(linalg::LinalgOp op,
                                                    tensor::ExtractOp extract,
                                                    const Loops &loops) {
  SmallVector<int64_t> shape = op.getStaticLoopRanges();
  if (ShapedType::isDynamicShape(shape))
    return std::nullopt;
  auto type = cast<RankedTensorType>(extract.getTensor().getType());
  SmallVector<Walk> walks;
  for (auto [dim, value] : llvm::enumerate(extract.getIndices())) {
    std::optional<SmallVector<int64_t>> numbers =
        computeNumbers(op, value, shape);
    if (!numbers || numbers->empty() || type.isDynamicDim(dim))
      return std::nullopt;
    std::optional<Walk> walk = findWalk(*numbers, shape, type.getDimSize(dim));
    if (!walk)
      return std::nullopt;
    walks.push_back(*walk);
  }
  Index index(walks.size());
  for (size_t loop = 0; loop < loops.size(); ++loop) {
    const std::optional<AxisList> &list = loops[loop];
    SmallVector<size_t> dims =
        llvm::filter_to_vector(llvm::seq(walks.size()), [&](size_t dim) {
          return walks[dim].size != 1 && walks[dim].loop == loop;
        });
    SmallVector<Walk> own =
        llvm::map_to_vector(dims, [&](size_t dim) { return walks[dim]; });
    SmallVector<size_t> places;
    std::optional<SmallVector<int64_t>> sizes =
        divideLoop(shape[loop], own, places);
    if (!sizes)
      return std::nullopt;
    if (dims.empty())
      continue;
    std::optional<Index> parts =
        partition(*list, llvm::map_to_vector(*sizes, [&](int64_t size) {
          return algebra.constant(size);
        }));
    if (!parts)
      return std::nullopt;
    for (auto [dim, place] : llvm::zip_equal(dims, places))
      index[dim] = (*parts)[place];
  }
  return index;
}

std::optional<Index> ExpressionBuilder::getGatheredIndex(
    linalg::LinalgOp op, tensor::ExtractOp extract, const Loops &loops) {
  auto type = dyn_cast<RankedTensorType>(extract.getTensor().getType());
  if (!type)
    return std::nullopt;
  Index index;
  for (auto [dim, value] : llvm::enumerate(extract.getIndices())) {
    Expr size = sizes.getSize(extract.getTensor(), dim);
    std::optional<unsigned> loop = findLoop(value, size);
    if (loop && getLoopSize(op, *loop) == size)
      index.push_back(*loops[*loop]);
    else if (type.getDimSize(dim) == 1 && matchPattern(value, m_Zero()))
      index.push_back({});
    else
      return walkedIndex(op, extract, loops);
  }
  return index;
}
