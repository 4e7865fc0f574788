//===- ProductOps.cpp - Products of matrices of StableHLO ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A dot_general has dims of three kinds on both sides: batch, free, contracted.
// Each kind becomes one dim of a (batch) matrix, and the product's dims are
// split again.
//
//===----------------------------------------------------------------------===//

#include "SizeOps.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

namespace {

/// One side of a product.
struct Side {
  Value operand;
  SmallVector<int64_t> batch, contracted, free;

  RankedTensorType getType() const {
    return cast<RankedTensorType>(operand.getType());
  }
};

} // namespace

/// The integers of `name = [...]` in the text of an attribute; none where there
/// is no such list.
static SmallVector<int64_t> parseList(StringRef text, StringRef name) {
  SmallVector<int64_t> values;
  size_t start = text.find((name + " = [").str());
  if (start == StringRef::npos)
    return values;
  StringRef list = text.substr(start + name.size() + 4);
  SmallVector<StringRef> parts;
  list.take_until([](char c) { return c == ']'; })
      .split(parts, ',', -1, /*KeepEmpty=*/false);
  for (StringRef part : parts) {
    int64_t value = -1;
    (void)part.trim().getAsInteger(10, value);
    values.push_back(value);
  }
  return values;
}

static FailureOr<Side> readSide(Operation *op, unsigned number,
                                StringRef text) {
  std::string name = number == 0 ? "lhs" : "rhs";
  Side side{op->getOperand(number),
            parseList(text, name + "_batching_dimensions"),
            parseList(text, name + "_contracting_dimensions"),
            {}};
  int64_t rank = side.getType().getRank();
  llvm::SmallBitVector isUsed(rank);
  for (ArrayRef<int64_t> dims :
       {ArrayRef(side.batch), ArrayRef(side.contracted)})
    for (int64_t dim : dims) {
      if (dim < 0 || dim >= rank || isUsed.test(dim))
        return op->emitOpError() << "expects different dimensions of " << name
                                 << " within rank " << rank << "; got " << text;
      isUsed.set(dim);
    }
  for (int64_t dim = 0; dim < rank; ++dim)
    if (!isUsed.test(dim))
      side.free.push_back(dim);
  return side;
}

/// Checks that the dims that stand for one another have one size.
static LogicalResult checkSizes(Operation *op, const Side &lhs,
                                const Side &rhs) {
  auto check = [&](ArrayRef<int64_t> left,
                   ArrayRef<int64_t> right) -> LogicalResult {
    if (left.size() != right.size())
      return op->emitOpError()
             << "expects as many dimensions of lhs as of rhs; got "
             << left.size() << " and " << right.size();
    for (auto [a, b] : llvm::zip_equal(left, right)) {
      int64_t sizes[] = {lhs.getType().getDimSize(a),
                         rhs.getType().getDimSize(b)};
      if (failed(verifyCompatibleShape(sizes[0], sizes[1])))
        return op->emitOpError()
               << "expects one size of lhs and rhs; got " << sizes[0] << " and "
               << sizes[1] << " along dimensions " << a << " and " << b;
    }
    return success();
  };
  return success(succeeded(check(lhs.batch, rhs.batch)) &&
                 succeeded(check(lhs.contracted, rhs.contracted)));
}

/// The sizes of `side` along `dims`.
static SmallVector<OpFoldResult> getSizesAlong(OpBuilder &builder, Location loc,
                                               const Side &side,
                                               ArrayRef<int64_t> dims) {
  return llvm::map_to_vector(dims, [&](int64_t dim) {
    return getTracedSize(builder, loc, side.operand, dim);
  });
}

/// `side` as a matrix of the dims `rows` by the dims `columns`, with the batch
/// dims as one before them, if there are any.
static Value createMatrix(OpBuilder &builder, Location loc, const Side &side,
                          ArrayRef<int64_t> rows, ArrayRef<int64_t> columns) {
  SmallVector<int64_t> order(side.batch);
  llvm::append_range(order, rows);
  llvm::append_range(order, columns);
  Value value = createTranspose(builder, loc, side.operand, order);
  SmallVector<OpFoldResult> sizes;
  auto append = [&](ArrayRef<int64_t> dims) {
    OpFoldResult product = builder.getIndexAttr(1);
    for (OpFoldResult size : getSizesAlong(builder, loc, side, dims))
      product = createSizeProduct(builder, loc, product, size);
    sizes.push_back(product);
  };
  if (!side.batch.empty())
    append(side.batch);
  append(rows);
  append(columns);
  return createReshape(builder, loc, value, sizes);
}

static Replacement convertProduct(OpBuilder &builder, Operation *op,
                                  const Side &lhs, const Side &rhs) {
  if (failed(checkSizes(op, lhs, rhs)))
    return failure();
  Type element = lhs.getType().getElementType();
  auto result = cast<RankedTensorType>(op->getResult(0).getType());
  if (!isa<FloatType>(element) || rhs.getType().getElementType() != element ||
      result.getElementType() != element)
    return Replacement::leave(
        op, "its operands and its result are not of one type of floats");
  Location loc = op->getLoc();
  Value product = createMatmul(
      builder, loc, createMatrix(builder, loc, lhs, lhs.free, lhs.contracted),
      createMatrix(builder, loc, rhs, rhs.contracted, rhs.free));
  SmallVector<OpFoldResult> sizes = getSizesAlong(builder, loc, lhs, lhs.batch);
  llvm::append_range(sizes, getSizesAlong(builder, loc, lhs, lhs.free));
  llvm::append_range(sizes, getSizesAlong(builder, loc, rhs, rhs.free));
  if (static_cast<int64_t>(sizes.size()) != result.getRank())
    return op->emitOpError()
           << "expects a result of rank " << sizes.size() << "; got " << result;
  return createReshape(builder, loc, product, sizes);
}

static Replacement convertDotGeneral(OpBuilder &builder, Operation *op) {
  Attribute numbers = getForeignAttribute(op, "dot_dimension_numbers");
  if (!numbers)
    return op->emitOpError()
           << "expects attribute 'dot_dimension_numbers'; got none";
  std::string text;
  llvm::raw_string_ostream(text) << numbers;
  FailureOr<Side> lhs = readSide(op, 0, text), rhs = readSide(op, 1, text);
  if (failed(lhs) || failed(rhs))
    return failure();
  return convertProduct(builder, op, *lhs, *rhs);
}

/// The last dim of lhs with the first one of rhs.
static Replacement convertDot(OpBuilder &builder, Operation *op) {
  Side sides[2];
  for (unsigned number : {0, 1}) {
    Side &side = sides[number];
    side.operand = op->getOperand(number);
    int64_t rank = side.getType().getRank();
    if (rank < 1 || rank > 2)
      return op->emitOpError()
             << "expects operands of rank 1 or 2; got " << side.getType();
    int64_t contracted = number == 0 ? rank - 1 : 0;
    side.contracted = {contracted};
    if (rank == 2)
      side.free = {1 - contracted};
  }
  return convertProduct(builder, op, sides[0], sides[1]);
}

void stablehlo::addProductOps(Table &table) {
  table["stablehlo.dot"] = {convertDot, {"lhs", "rhs"}, {"precision_config"}};
  table["stablehlo.dot_general"] = {
      convertDotGeneral,
      {"lhs", "rhs"},
      {"dot_dimension_numbers", "precision_config", "algorithm"}};
}
