//===- ParameterBuilder.cpp - Arithmetic on parameters ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FoldAffineUtils.h"
#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"

using namespace mlir;
using namespace mlir::norm;

static RankedTensorType getTensorType(Value tensor) {
  return cast<RankedTensorType>(tensor.getType());
}

static SmallVector<int64_t> getAllDims(Value tensor) {
  return llvm::to_vector(llvm::seq(getTensorType(tensor).getRank()));
}

/// A map from `rank` dims to `dims`.
static AffineMap getDimsMap(MLIRContext *context, int64_t rank,
                            ArrayRef<int64_t> dims) {
  return AffineMap::getMultiDimMapWithTargets(
      rank,
      llvm::map_to_vector(dims, [](int64_t dim) -> unsigned { return dim; }),
      context);
}

/// For every element of a tensor of the static `shape`, in row-major order, the
/// element of a dense tensor whose dims are the dims `dims` of it.
static void forEachElement(ArrayRef<int64_t> shape, ArrayRef<int64_t> dims,
                           llvm::function_ref<void(int64_t, int64_t)> visit) {
  SmallVector<int64_t> steps(shape.size(), 0), index(shape.size(), 0);
  int64_t step = 1;
  for (int64_t dim : llvm::reverse(dims)) {
    steps[dim] = step;
    step *= shape[dim];
  }
  int64_t count = ShapedType::getNumElements(shape), offset = 0;
  for (int64_t element = 0; element < count; ++element) {
    visit(element, offset);
    for (int64_t dim = shape.size() - 1; dim >= 0; --dim) {
      offset += steps[dim];
      if (++index[dim] < shape[dim])
        break;
      offset -= steps[dim] * shape[dim];
      index[dim] = 0;
    }
  }
}

static APFloat convertValue(APFloat value, FloatType type) {
  bool losesInfo;
  value.convert(type.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                &losesInfo);
  return value;
}

//===----------------------------------------------------------------------===//
// Elementwise
//===----------------------------------------------------------------------===//

Value ParameterBuilder::add(Value a, Value b) {
  return rewriter.createOrFold<arith::AddFOp>(loc, a, b);
}

Value ParameterBuilder::subtract(Value a, Value b) {
  return rewriter.createOrFold<arith::SubFOp>(loc, a, b);
}

Value ParameterBuilder::multiply(Value a, Value b) {
  return rewriter.createOrFold<arith::MulFOp>(loc, a, b);
}

Value ParameterBuilder::divide(Value a, Value b) {
  return rewriter.createOrFold<arith::DivFOp>(loc, a, b);
}

Value ParameterBuilder::negate(Value a) {
  return rewriter.createOrFold<arith::NegFOp>(loc, a);
}

Value ParameterBuilder::sqrt(Value a) {
  return rewriter.createOrFold<math::SqrtOp>(loc, a);
}

Value ParameterBuilder::convert(Value tensor, Type element) {
  FloatType from = getFloatElement(tensor);
  if (from == element)
    return tensor;
  Type type = getTensorType(tensor).clone(element);
  if (from.getWidth() < element.getIntOrFloatBitWidth())
    return rewriter.createOrFold<arith::ExtFOp>(loc, type, tensor);
  if (from.getWidth() > element.getIntOrFloatBitWidth())
    return rewriter.createOrFold<arith::TruncFOp>(loc, type, tensor);
  return convert(convert(tensor, rewriter.getF32Type()), element);
}

Value ParameterBuilder::splat(ArrayRef<OpFoldResult> sizes,
                              const BroadcastOperand &scalar) {
  Type element = scalar.constant ? scalar.constant.getType()
                                 : getElementTypeOrSelf(scalar.source);
  SmallVector<int64_t> shape;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(sizes, dynamicSizes, shape);
  auto type = RankedTensorType::get(shape, element);
  if (scalar.constant && type.hasStaticShape())
    return arith::ConstantOp::create(
        rewriter, loc,
        DenseElementsAttr::get(type, scalar.constant.getValue()));
  Value value = scalar.source;
  if (scalar.constant)
    value = arith::ConstantOp::create(rewriter, loc, scalar.constant);
  else if (isa<RankedTensorType>(value.getType()))
    value = tensor::ExtractOp::create(rewriter, loc, value, ValueRange());
  Value empty = tensor::EmptyOp::create(rewriter, loc, sizes, element);
  return linalg::FillOp::create(rewriter, loc, value, empty).getResult(0);
}

Value ParameterBuilder::splat(Value like, const BroadcastOperand &scalar) {
  return splat(getSizes(rewriter, loc, like, getAllDims(like)), scalar);
}

Value ParameterBuilder::splat(Value like, double value) {
  BroadcastOperand scalar;
  scalar.constant = rewriter.getFloatAttr(getFloatElement(like), value);
  return splat(like, scalar);
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

Value ParameterBuilder::reshape(Value vector, ArrayRef<int64_t> shape) {
  RankedTensorType from = getTensorType(vector);
  if (from.getShape() == shape)
    return vector;
  auto to = RankedTensorType::get(shape, from.getElementType());
  SmallVector<ReassociationIndices> groups =
      *getReassociationIndicesForReshape(from, to);
  if (to.getRank() > from.getRank())
    return rewriter.createOrFold<tensor::ExpandShapeOp>(loc, to, vector,
                                                        groups);
  return rewriter.createOrFold<tensor::CollapseShapeOp>(loc, to, vector,
                                                        groups);
}

Value ParameterBuilder::broadcast(Value vector, Value like,
                                  ArrayRef<int64_t> dims) {
  // The tensor that a linalg op writes to has its sizes; an empty one can be
  // written to once more.
  while (auto op = like.getDefiningOp<linalg::LinalgOp>())
    like = op.getDpsInits()[cast<OpResult>(like).getResultNumber()];
  Type element = getFloatElement(vector);
  Value init = like;
  if (!like.getDefiningOp<tensor::EmptyOp>() ||
      getElementTypeOrSelf(like) != element)
    init = tensor::EmptyOp::create(
        rewriter, loc, getSizes(rewriter, loc, like, getAllDims(like)),
        element);
  return linalg::BroadcastOp::create(
             rewriter, loc, vector, init,
             complementAxes(getTensorType(like).getRank(), dims))
      ->getResult(0);
}

Value ParameterBuilder::expand(Value vector, ArrayRef<int64_t> shape,
                               ArrayRef<int64_t> dims) {
  FloatType element = getFloatElement(vector);
  if (DenseElementsAttr values = getConstant(vector)) {
    auto value = values.value_begin<APFloat>();
    SmallVector<APFloat> elements;
    forEachElement(shape, dims, [&](int64_t, int64_t position) {
      elements.push_back(*(value + position));
    });
    return arith::ConstantOp::create(
        rewriter, loc,
        DenseElementsAttr::get(RankedTensorType::get(shape, element),
                               elements));
  }
  return broadcast(
      vector, tensor::EmptyOp::create(rewriter, loc, shape, element), dims);
}

//===----------------------------------------------------------------------===//
// Weights
//===----------------------------------------------------------------------===//

Value ParameterBuilder::scaleAlong(Value tensor, Value factor,
                                   ArrayRef<int64_t> dims) {
  RankedTensorType type = getTensorType(tensor);
  FloatType element = getFloatElement(tensor),
            compute = getFloatElement(factor);
  DenseElementsAttr values = getConstant(tensor), factors = getConstant(factor);
  if (values && factors) {
    auto value = values.value_begin<APFloat>(),
         scale = factors.value_begin<APFloat>();
    SmallVector<APFloat> products;
    products.reserve(type.getNumElements());
    forEachElement(type.getShape(), dims, [&](int64_t index, int64_t position) {
      APFloat product = convertValue(*(value + index), compute);
      product.multiply(*(scale + position), APFloat::rmNearestTiesToEven);
      products.push_back(convertValue(product, element));
    });
    return arith::ConstantOp::create(rewriter, loc,
                                     DenseElementsAttr::get(type, products));
  }
  int64_t rank = type.getRank();
  Value scaled = createElementwise(
      rewriter, loc, {tensor, factor},
      {rewriter.getMultiDimIdentityMap(rank),
       getDimsMap(rewriter.getContext(), rank, dims)},
      getSizes(rewriter, loc, tensor, getAllDims(tensor)), element,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value product = arith::MulFOp::create(
            b, l, convertFloat(b, l, scalars[0], compute), scalars[1]);
        return {convertFloat(b, l, product, element)};
      })[0];
  return scaled;
}

Value ParameterBuilder::contract(Value tensor, Value vector,
                                 ArrayRef<int64_t> dims,
                                 ArrayRef<int64_t> reduced) {
  RankedTensorType type = getTensorType(tensor);
  int64_t rank = type.getRank();
  FloatType compute = getFloatElement(vector);
  SmallVector<int64_t> kept = complementAxes(rank, reduced);
  DenseElementsAttr values = getConstant(tensor), factors = getConstant(vector);
  if (values && factors) {
    SmallVector<int64_t> shape = llvm::map_to_vector(
        kept, [&](int64_t dim) { return type.getDimSize(dim); });
    SmallVector<int64_t> positions;
    forEachElement(type.getShape(), dims,
                   [&](int64_t, int64_t p) { positions.push_back(p); });
    // One rounding at the end for sums of f32.
    SmallVector<APFloat> sums(ShapedType::getNumElements(shape), APFloat(0.0));
    auto value = values.value_begin<APFloat>(),
         factor = factors.value_begin<APFloat>();
    auto f64 = Float64Type::get(rewriter.getContext());
    forEachElement(type.getShape(), kept, [&](int64_t index, int64_t position) {
      APFloat product = convertValue(*(value + index), f64);
      product.multiply(convertValue(*(factor + positions[index]), f64),
                       APFloat::rmNearestTiesToEven);
      sums[position].add(product, APFloat::rmNearestTiesToEven);
    });
    for (APFloat &sum : sums)
      sum = convertValue(sum, compute);
    return arith::ConstantOp::create(
        rewriter, loc,
        DenseElementsAttr::get(RankedTensorType::get(shape, compute), sums));
  }

  Value empty = tensor::EmptyOp::create(
      rewriter, loc, getSizes(rewriter, loc, tensor, kept), compute);
  Value zero = createFloat(rewriter, loc, compute, 0.0);
  Value init = linalg::FillOp::create(rewriter, loc, zero, empty).getResult(0);
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  for (int64_t dim : reduced)
    iterators[dim] = utils::IteratorType::reduction;
  MLIRContext *context = rewriter.getContext();
  auto generic = linalg::GenericOp::create(
      rewriter, loc, init.getType(), ValueRange{tensor, vector}, init,
      {rewriter.getMultiDimIdentityMap(rank), getDimsMap(context, rank, dims),
       getDimsMap(context, rank, kept)},
      iterators, [&](OpBuilder &b, Location l, ValueRange scalars) {
        Value product = arith::MulFOp::create(
            b, l, convertFloat(b, l, scalars[0], compute), scalars[1]);
        linalg::YieldOp::create(
            b, l, arith::AddFOp::create(b, l, product, scalars[2]).getResult());
      });
  return generic.getResult(0);
}
