//===- TensorEvaluator.cpp - tensor ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"
#include "Environment.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

//===----------------------------------------------------------------------===//
// Shared parts
//===----------------------------------------------------------------------===//

SmallVector<int64_t> reference::resolve(ArrayRef<OpFoldResult> sizes,
                                        const Environment &environment) {
  return llvm::map_to_vector(sizes, [&](OpFoldResult size) {
    if (auto value = dyn_cast<Value>(size))
      return environment.getInteger(value);
    return cast<IntegerAttr>(cast<Attribute>(size)).getInt();
  });
}

/// Row-major strides.
static SmallVector<int64_t> computeStrides(ArrayRef<int64_t> shape) {
  SmallVector<int64_t> strides(shape.size(), 1);
  for (size_t d = shape.size(); d-- > 1;)
    strides[d - 1] = strides[d] * shape[d];
  return strides;
}

/// A box of elements in a tensor: where it begins and how far it steps.
struct Box {
  int64_t begin;
  SmallVector<int64_t> strides;
};

/// The box at `offsets` with `steps` in a tensor of `shape`.
static Box createBox(ArrayRef<int64_t> shape, ArrayRef<int64_t> offsets,
                     ArrayRef<int64_t> steps) {
  Box box = {0, computeStrides(shape)};
  for (size_t d = 0; d < shape.size(); ++d) {
    box.begin += offsets[d] * box.strides[d];
    box.strides[d] *= steps[d];
  }
  return box;
}

/// A box that is a whole tensor of these sizes.
static Box createWhole(ArrayRef<int64_t> sizes) {
  return {0, computeStrides(sizes)};
}

static void copyBox(ReferenceTensor &target, const Box &to,
                    const ReferenceTensor &source, const Box &from,
                    ArrayRef<int64_t> sizes) {
  if (llvm::is_contained(sizes, 0))
    return;
  if (sizes.empty())
    return target.copy(to.begin, 1, 1, source, from.begin, 1);
  SmallVector<int64_t> index(sizes.size(), 0);
  size_t last = sizes.size() - 1;
  while (true) {
    int64_t toOffset = to.begin, fromOffset = from.begin;
    for (size_t d = 0; d < last; ++d) {
      toOffset += index[d] * to.strides[d];
      fromOffset += index[d] * from.strides[d];
    }
    target.copy(toOffset, to.strides[last], sizes[last], source, fromOffset,
                from.strides[last]);
    size_t d = last;
    while (d > 0 && ++index[d - 1] == sizes[d - 1])
      index[--d] = 0;
    if (d == 0)
      return;
  }
}

/// Whether offsets + (sizes - 1) * steps stays within `shape`.
static bool fitsWithin(ArrayRef<int64_t> shape, ArrayRef<int64_t> offsets,
                       ArrayRef<int64_t> sizes, ArrayRef<int64_t> steps) {
  for (size_t d = 0; d < shape.size(); ++d) {
    int64_t end = offsets[d] + (sizes[d] - 1) * steps[d];
    if (sizes[d] < 0 ||
        (sizes[d] > 0 &&
         (offsets[d] < 0 || end < 0 || std::max(offsets[d], end) >= shape[d])))
      return false;
  }
  return true;
}

/// The element type of a tensor or the type of a scalar, if it is supported.
static std::optional<Type> getSupportedElement(Value value) {
  Type element = getElementTypeOrSelf(value.getType());
  if (isa<VectorType>(value.getType()) || !getReferenceKind(element))
    return std::nullopt;
  return element;
}

//===----------------------------------------------------------------------===//
// Making and reshaping
//===----------------------------------------------------------------------===//

static llvm::Error evaluateConstant(Operation *op, Environment &environment) {
  Attribute constant;
  if (!matchPattern(op, m_Constant(&constant)) || !isa<TypedAttr>(constant))
    return createUnsupportedError(op);
  std::optional<ReferenceTensor> value =
      createConstant(cast<TypedAttr>(constant));
  if (!value)
    return createUnsupportedError(op);
  environment.set(op->getResult(0), *value);
  return llvm::Error::success();
}

static llvm::Error evaluateEmpty(Operation *op, Environment &environment) {
  auto empty = cast<tensor::EmptyOp>(op);
  // Nothing is promised of what it holds.
  ReferenceTensor tensor = ReferenceTensor::allocateSplat(
      empty.getType().getElementType(),
      resolve(empty.getMixedSizes(), environment));
  double unknown = 0;
  int64_t unknownInteger = 0;
  if (tensor.isFloat())
    tensor.write(0, 1, 1, &unknown, &kInfinity);
  else
    tensor.writeIntegers(0, 1, 1, &unknownInteger, &kInfinity);
  environment.set(empty, tensor);
  return llvm::Error::success();
}

static llvm::Error evaluateDim(Operation *op, Environment &environment) {
  auto dim = cast<tensor::DimOp>(op);
  ArrayRef<int64_t> shape = environment.get(dim.getSource())->getShape();
  int64_t index = environment.getInteger(dim.getIndex());
  if (index < 0 || index >= static_cast<int64_t>(shape.size()))
    return createError("'tensor.dim' expects a dimension below " +
                       std::to_string(shape.size()) + "; got " +
                       std::to_string(index));
  environment.set(dim,
                  ReferenceTensor::createInteger(dim.getType(), shape[index]));
  return llvm::Error::success();
}

static llvm::Error evaluateRank(Operation *op, Environment &environment) {
  auto rank = cast<tensor::RankOp>(op);
  environment.set(
      rank, ReferenceTensor::createInteger(
                rank.getType(), environment.get(rank.getTensor())->getRank()));
  return llvm::Error::success();
}

static llvm::Error evaluateCast(Operation *op, Environment &environment) {
  const ReferenceTensor &source = *environment.get(op->getOperand(0));
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  if (!type)
    return createUnsupportedError(op);
  for (auto [expected, actual] :
       llvm::zip_equal(type.getShape(), source.getShape()))
    if (!ShapedType::isDynamic(expected) && expected != actual)
      return createSizeError(op, type.getShape(), source.getShape());
  environment.set(op->getResult(0), ReferenceTensor(source));
  return llvm::Error::success();
}

static llvm::Error setReshaped(Operation *op, const ReferenceTensor &source,
                               ArrayRef<int64_t> shape,
                               Environment &environment) {
  int64_t elements = 1;
  for (int64_t size : shape)
    elements *= size;
  if (elements != source.getNumElements())
    return createSizeError(op, shape, source.getShape());
  environment.set(op->getResult(0), source.reshape(shape));
  return llvm::Error::success();
}

static llvm::Error evaluateExpandShape(Operation *op,
                                       Environment &environment) {
  auto expand = cast<tensor::ExpandShapeOp>(op);
  return setReshaped(op, *environment.get(expand.getSrc()),
                     resolve(expand.getMixedOutputShape(), environment),
                     environment);
}

static llvm::Error evaluateCollapseShape(Operation *op,
                                         Environment &environment) {
  auto collapse = cast<tensor::CollapseShapeOp>(op);
  const ReferenceTensor &source = *environment.get(collapse.getSrc());
  SmallVector<int64_t> shape;
  for (const ReassociationIndices &dims : collapse.getReassociationIndices()) {
    int64_t size = 1;
    for (int64_t dim : dims)
      size *= source.getShape()[dim];
    shape.push_back(size);
  }
  return setReshaped(op, source, shape, environment);
}

static llvm::Error evaluateReshape(Operation *op, Environment &environment) {
  auto reshape = cast<tensor::ReshapeOp>(op);
  const ReferenceTensor &sizes = *environment.get(reshape.getShape());
  SmallVector<int64_t> shape(sizes.getNumElements());
  sizes.readIntegers(0, 1, shape.size(), shape.data());
  return setReshaped(op, *environment.get(reshape.getSource()), shape,
                     environment);
}

static llvm::Error evaluateSplat(Operation *op, Environment &environment) {
  auto splat = cast<tensor::SplatOp>(op);
  if (llvm::Error error = checkExact(op, splat.getDynamicSizes(), environment))
    return error;
  SmallVector<int64_t> shape(splat.getType().getShape());
  unsigned next = 0;
  for (int64_t &size : shape)
    if (ShapedType::isDynamic(size))
      size = environment.getInteger(splat.getDynamicSizes()[next++]);
  ReferenceTensor tensor =
      ReferenceTensor::allocateSplat(splat.getType().getElementType(), shape);
  tensor.copy(0, 1, 1, *environment.get(splat.getInput()), 0, 1);
  environment.set(splat, tensor);
  return llvm::Error::success();
}

static llvm::Error evaluateFromElements(Operation *op,
                                        Environment &environment) {
  auto from = cast<tensor::FromElementsOp>(op);
  auto type = from.getType();
  ReferenceTensor tensor =
      ReferenceTensor::allocate(type.getElementType(), type.getShape());
  for (auto [i, element] : llvm::enumerate(from.getElements()))
    tensor.copy(i, 1, 1, *environment.get(element), 0, 1);
  environment.set(from, tensor);
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Parts
//===----------------------------------------------------------------------===//

static llvm::Error evaluateExtract(Operation *op, Environment &environment) {
  auto extract = cast<tensor::ExtractOp>(op);
  const ReferenceTensor &source = *environment.get(extract.getTensor());
  SmallVector<int64_t> index =
      resolve(getAsOpFoldResult(extract.getIndices()), environment);
  SmallVector<int64_t> ones(index.size(), 1);
  if (!fitsWithin(source.getShape(), index, ones, ones))
    return createError("'tensor.extract' expects an index within " +
                       writeShape(source.getShape()) + "; got " +
                       writeShape(index));
  ReferenceTensor element =
      ReferenceTensor::allocate(source.getElementType(), {});
  element.copy(0, 1, 1, source, createBox(source.getShape(), index, ones).begin,
               1);
  environment.set(extract, element);
  return llvm::Error::success();
}

static llvm::Error evaluateExtractSlice(Operation *op,
                                        Environment &environment) {
  auto slice = cast<tensor::ExtractSliceOp>(op);
  const ReferenceTensor &source = *environment.get(slice.getSource());
  SmallVector<int64_t> offsets = resolve(slice.getMixedOffsets(), environment);
  SmallVector<int64_t> sizes = resolve(slice.getMixedSizes(), environment);
  SmallVector<int64_t> steps = resolve(slice.getMixedStrides(), environment);
  if (!fitsWithin(source.getShape(), offsets, sizes, steps))
    return createSizeError(op, sizes, source.getShape());
  ReferenceTensor result =
      ReferenceTensor::allocate(source.getElementType(), sizes);
  copyBox(result, createWhole(sizes), source,
          createBox(source.getShape(), offsets, steps), sizes);
  llvm::SmallBitVector dropped = slice.getDroppedDims();
  SmallVector<int64_t> shape;
  for (size_t d = 0; d < sizes.size(); ++d)
    if (!dropped.test(d))
      shape.push_back(sizes[d]);
  environment.set(slice, result.reshape(shape));
  return llvm::Error::success();
}

/// A tensor of its own with the elements of `source`.
static ReferenceTensor duplicate(const ReferenceTensor &source) {
  ReferenceTensor result =
      ReferenceTensor::allocate(source.getElementType(), source.getShape());
  result.copy(0, 1, source.getNumElements(), source, 0, 1);
  return result;
}

/// Puts a slice into the destination, the result taking its place; an op in
/// parallel has no result, and what it writes to becomes the new tensor.
template <typename InsertOp>
static llvm::Error insertSlice(InsertOp insert, Value written,
                               Environment &environment) {
  Operation *op = insert;
  const ReferenceTensor &source = *environment.get(insert.getSource());
  const ReferenceTensor &target = *environment.get(insert.getDest());
  SmallVector<int64_t> offsets = resolve(insert.getMixedOffsets(), environment);
  SmallVector<int64_t> sizes = resolve(insert.getMixedSizes(), environment);
  SmallVector<int64_t> steps = resolve(insert.getMixedStrides(), environment);
  int64_t elements = 1;
  for (int64_t size : sizes)
    elements *= size;
  if (!fitsWithin(target.getShape(), offsets, sizes, steps) ||
      elements != source.getNumElements())
    return createSizeError(op, sizes, source.getShape());
  ReferenceTensor result = duplicate(target);
  copyBox(result, createBox(target.getShape(), offsets, steps), source,
          createWhole(sizes), sizes);
  environment.set(written, result);
  return llvm::Error::success();
}

static llvm::Error evaluateInsertSlice(Operation *op,
                                       Environment &environment) {
  auto insert = cast<tensor::InsertSliceOp>(op);
  return insertSlice(insert, insert, environment);
}

static llvm::Error evaluateParallelInsertSlice(Operation *op,
                                               Environment &environment) {
  auto insert = cast<tensor::ParallelInsertSliceOp>(op);
  return insertSlice(insert, insert.getDest(), environment);
}

static llvm::Error evaluateInsert(Operation *op, Environment &environment) {
  auto insert = cast<tensor::InsertOp>(op);
  const ReferenceTensor &target = *environment.get(insert.getDest());
  SmallVector<int64_t> index =
      resolve(getAsOpFoldResult(insert.getIndices()), environment);
  if (llvm::Error error = checkExact(op, insert.getIndices(), environment))
    return error;
  SmallVector<int64_t> ones(index.size(), 1);
  if (!fitsWithin(target.getShape(), index, ones, ones))
    return createError("'tensor.insert' expects an index within " +
                       writeShape(target.getShape()) + "; got " +
                       writeShape(index));
  ReferenceTensor result = duplicate(target);
  result.copy(createBox(target.getShape(), index, ones).begin, 1, 1,
              *environment.get(insert.getScalar()), 0, 1);
  environment.set(insert, result);
  return llvm::Error::success();
}

static llvm::Error evaluatePad(Operation *op, Environment &environment) {
  auto pad = cast<tensor::PadOp>(op);
  const ReferenceTensor &source = *environment.get(pad.getSource());
  SmallVector<int64_t> low = resolve(pad.getMixedLowPad(), environment);
  SmallVector<int64_t> high = resolve(pad.getMixedHighPad(), environment);
  SmallVector<int64_t> shape(source.getShape()), ones(shape.size(), 1);
  for (size_t d = 0; d < shape.size(); ++d) {
    if (low[d] < 0 || high[d] < 0)
      return createError("'tensor.pad' expects padding not below 0; got " +
                         writeShape(low) + " and " + writeShape(high));
    shape[d] += low[d] + high[d];
  }
  ReferenceTensor result =
      ReferenceTensor::allocate(source.getElementType(), shape);
  if (llvm::Error error = evaluatePadRegion(op, result, environment))
    return error;
  copyBox(result, createBox(shape, low, ones), source,
          createWhole(source.getShape()), source.getShape());
  environment.set(pad, result);
  return llvm::Error::success();
}

static llvm::Error evaluateConcat(Operation *op, Environment &environment) {
  auto concat = cast<tensor::ConcatOp>(op);
  int64_t axis = concat.getDim();
  SmallVector<int64_t> shape;
  for (Value input : concat.getInputs()) {
    ArrayRef<int64_t> part = environment.get(input)->getShape();
    if (shape.empty()) {
      shape = llvm::to_vector(part);
      continue;
    }
    SmallVector<int64_t> expected(shape);
    expected[axis] = part[axis];
    if (expected != part)
      return createSizeError(op, expected, part);
    shape[axis] += part[axis];
  }
  ReferenceTensor result =
      ReferenceTensor::allocate(concat.getType().getElementType(), shape);
  SmallVector<int64_t> offsets(shape.size(), 0), ones(shape.size(), 1);
  for (Value input : concat.getInputs()) {
    const ReferenceTensor &part = *environment.get(input);
    copyBox(result, createBox(shape, offsets, ones), part,
            createWhole(part.getShape()), part.getShape());
    offsets[axis] += part.getShape()[axis];
  }
  environment.set(concat, result);
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Table
//===----------------------------------------------------------------------===//

/// An evaluator that reads its op's integers as sizes and places.
template <OpEvaluator evaluator>
static llvm::Error withExactIndices(Operation *op, Environment &environment) {
  SmallVector<Value> indices;
  for (Value operand : op->getOperands())
    if (operand.getType().isIndex())
      indices.push_back(operand);
  if (llvm::Error error = checkExact(op, indices, environment))
    return error;
  return evaluator(op, environment);
}

OpEvaluator reference::lookupTensorEvaluator(Operation *op) {
  static const llvm::StringMap<OpEvaluator> table = {
      {"arith.constant", evaluateConstant},
      {"index.bool.constant", evaluateConstant},
      {"index.constant", evaluateConstant},
      {"linalg.pack", withExactIndices<evaluatePack>},
      {"linalg.softmax", evaluateSoftmax},
      {"linalg.unpack", withExactIndices<evaluateUnpack>},
      {"tensor.cast", evaluateCast},
      {"tensor.collapse_shape", evaluateCollapseShape},
      {"tensor.concat", evaluateConcat},
      {"tensor.dim", withExactIndices<evaluateDim>},
      {"tensor.empty", withExactIndices<evaluateEmpty>},
      {"tensor.expand_shape", withExactIndices<evaluateExpandShape>},
      {"tensor.extract", withExactIndices<evaluateExtract>},
      {"tensor.extract_slice", withExactIndices<evaluateExtractSlice>},
      {"tensor.from_elements", evaluateFromElements},
      {"tensor.generate", withExactIndices<evaluateGenerate>},
      {"tensor.insert", evaluateInsert},
      {"tensor.insert_slice", withExactIndices<evaluateInsertSlice>},
      {"tensor.pad", withExactIndices<evaluatePad>},
      {"tensor.parallel_insert_slice",
       withExactIndices<evaluateParallelInsertSlice>},
      {"tensor.rank", evaluateRank},
      {"tensor.reshape", evaluateReshape},
      {"tensor.splat", evaluateSplat},
  };
  bool isSupported = llvm::all_of(op->getResults(), getSupportedElement);
  return isSupported ? table.lookup(op->getName().getStringRef()) : nullptr;
}
