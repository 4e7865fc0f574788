//===- KernelReads.cpp - A kernel's operands for linalg ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelReads.h"

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"

#include "mlir/Dialect/Affine/Utils.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::norm;

/// Whether a first element of an axis of this size may not exist.
static bool mayBeEmpty(OpFoldResult size) {
  std::optional<int64_t> constant = getConstantIntValue(size);
  return !constant || *constant == 0;
}

/// The parts of all dimensions in a row.
static SmallVector<IndexPart> flatten(ArrayRef<SmallVector<IndexPart>> split) {
  SmallVector<IndexPart> all;
  for (ArrayRef<IndexPart> parts : split)
    llvm::append_range(all, parts);
  return all;
}

/// Which of the split dimensions each dimension becomes.
static SmallVector<ReassociationIndices>
getReassociation(ArrayRef<SmallVector<IndexPart>> split) {
  SmallVector<ReassociationIndices> groups;
  int64_t next = 0;
  for (ArrayRef<IndexPart> parts : split) {
    ReassociationIndices &group = groups.emplace_back();
    for (size_t i = 0; i < parts.size(); ++i)
      group.push_back(next++);
  }
  return groups;
}

/// The types before and after the dimensions of a tensor of this type are
/// split, as static as sizes are.
static std::pair<RankedTensorType, RankedTensorType>
getSplitTypes(RankedTensorType type, ArrayRef<SmallVector<IndexPart>> split) {
  SmallVector<int64_t> whole, shape;
  for (auto [dim, parts] : llvm::enumerate(split)) {
    int64_t product = 1;
    for (IndexPart part : parts) {
      int64_t size =
          getConstantIntValue(part.size).value_or(ShapedType::kDynamic);
      // Not split, a dimension keeps what its type says.
      if (parts.size() == 1)
        size = type.getDimSize(dim);
      shape.push_back(size);
      bool isDynamic =
          ShapedType::isDynamic(size) || ShapedType::isDynamic(product);
      product = isDynamic ? ShapedType::kDynamic : product * size;
    }
    whole.push_back(product);
  }
  return {type.clone(whole), type.clone(shape)};
}

static Value castTo(OpBuilder &builder, Location loc, Value tensor,
                    RankedTensorType type) {
  if (tensor.getType() == type)
    return tensor;
  return tensor::CastOp::create(builder, loc, type, tensor);
}

/// Whether a dimension has two parts whose sizes are no constants: upstream's
/// lowering of memref.expand_shape takes one.
static bool hasTwoDynamicParts(ArrayRef<SmallVector<IndexPart>> split) {
  return llvm::any_of(split, [](ArrayRef<IndexPart> parts) {
    return llvm::count_if(parts, [](IndexPart part) {
             return !getConstantIntValue(part.size);
           }) > 1;
  });
}

Value KernelReads::expand(Value tensor,
                          ArrayRef<SmallVector<IndexPart>> split) {
  if (llvm::all_of(split, [](const auto &parts) { return parts.size() == 1; }))
    return tensor;
  auto [whole, shape] =
      getSplitTypes(cast<RankedTensorType>(tensor.getType()), split);
  SmallVector<OpFoldResult> sizes;
  for (auto [dim, size] : llvm::enumerate(shape.getShape())) {
    OpFoldResult known = flatten(split)[dim].size;
    sizes.push_back(ShapedType::isDynamic(size) ? known
                                                : builder.getIndexAttr(size));
  }
  return tensor::ExpandShapeOp::create(builder, loc, shape,
                                       castTo(builder, loc, tensor, whole),
                                       getReassociation(split), sizes);
}

FailureOr<KernelRead> KernelReads::createView(unsigned input) {
  Value tensor = kernel.getInputs()[input];
  // Before an op is made, all dimensions are known to be split.
  SmallVector<SmallVector<IndexPart>> split;
  for (unsigned dim = 0; dim < parts.getAccess(input).getDims().size(); ++dim) {
    FailureOr<SmallVector<IndexPart>> own = parts.split(builder, input, dim);
    if (failed(own))
      return failure();
    split.push_back(*own);
  }
  if (hasTwoDynamicParts(split))
    return failure();
  KernelRead read;
  bool hasFirst = false;
  for (IndexPart part : flatten(split)) {
    hasFirst |= !part.dim && mayBeEmpty(part.size);
    read.indices.push_back(part.dim ? builder.getAffineDimExpr(*part.dim)
                                    : builder.getAffineConstantExpr(0));
  }
  TypedAttr outside = kernel.getOutsideValue(input);
  if (!hasFirst || !outside) {
    read.tensor = expand(tensor, split);
    return read;
  }
  // A tensor without elements has no slice at offset 0 either.
  if (!matchPattern(outside, m_PosZeroFloat()) ||
      llvm::is_contained(cast<ShapedType>(tensor.getType()).getShape(), 0))
    return failure();
  return createFirstElements(expand(tensor, split), read.indices);
}

KernelRead KernelReads::createFirstElements(Value tensor,
                                            ArrayRef<AffineExpr> indices) {
  SmallVector<OpFoldResult> sizes = tensor::getMixedSizes(builder, loc, tensor);
  SmallVector<OpFoldResult> offsets(sizes.size(), builder.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(sizes.size(), builder.getIndexAttr(1));
  SmallVector<OpFoldResult> keptSizes;
  SmallVector<AffineExpr> kept, reduced;
  Value one = arith::ConstantIndexOp::create(builder, loc, 1);
  for (auto [dim, index] : llvm::enumerate(indices)) {
    bool isFirst = isa<AffineConstantExpr>(index);
    (isFirst ? reduced : kept).push_back(builder.getAffineDimExpr(dim));
    if (!isFirst)
      keptSizes.push_back(sizes[dim]);
    auto size = dyn_cast<Value>(sizes[dim]);
    if (!size) {
      sizes[dim] = isFirst ? builder.getIndexAttr(1) : sizes[dim];
      continue;
    }
    // As for the first elements of norm.stats, the offset of no element is -1.
    Value atMostOne = arith::MinUIOp::create(builder, loc, size, one);
    offsets[dim] =
        arith::SubIOp::create(builder, loc, atMostOne, one).getResult();
    sizes[dim] = isFirst ? atMostOne : size;
  }
  Value slice = tensor::ExtractSliceOp::create(builder, loc, tensor, offsets,
                                               sizes, strides);
  // Its loops are the kept dimensions, then the others.
  SmallVector<AffineExpr> dims(indices.size());
  for (auto [position, dim] :
       llvm::enumerate(llvm::concat<AffineExpr>(kept, reduced)))
    dims[cast<AffineDimExpr>(dim).getPosition()] =
        builder.getAffineDimExpr(position);
  Value sums = createSums(
      builder, loc, slice,
      AffineMap::get(dims.size(), 0, dims, builder.getContext()), kept.size(),
      keptSizes, getElementTypeOrSelf(tensor.getType()),
      [](OpBuilder &, Location, ValueRange scalars) -> SmallVector<Value> {
        return {scalars[0]};
      })[0];
  KernelRead read;
  read.tensor = sums;
  for (AffineExpr dim : kept)
    read.indices.push_back(indices[cast<AffineDimExpr>(dim).getPosition()]);
  return read;
}

const KernelRead &KernelReads::get(unsigned input) {
  std::optional<KernelRead> &known = reads[input];
  if (known)
    return *known;
  FailureOr<KernelRead> view = createView(input);
  known = succeeded(view) ? *view : KernelRead();
  if (known->tensor)
    return *known;
  Value tensor = kernel.getInputs()[input];
  for (OpFoldResult size : tensor::getMixedSizes(builder, loc, tensor))
    known->bounds.push_back(
        getValueOrCreateConstantIndexOp(builder, loc, size));
  for (OpFoldResult size : kernel.getMixedSizes())
    known->symbols.push_back(
        getValueOrCreateConstantIndexOp(builder, loc, size));
  return *known;
}

Value KernelReads::createIndex(OpBuilder &body, unsigned dim,
                               ArrayRef<unsigned> loops) {
  const unsigned *loop = llvm::find(loops, dim);
  if (loop == loops.end())
    return arith::ConstantIndexOp::create(body, loc, 0);
  return linalg::IndexOp::create(body, loc, loop - loops.begin());
}

Value KernelReads::createWindowRead(OpBuilder &body, unsigned input,
                                    ArrayRef<unsigned> loops) {
  TypedAttr outside = kernel.getOutsideValue(input);
  if (!outside)
    return nullptr;
  Value tensor = kernel.getInputs()[input];
  std::optional<WindowIndex> window;
  unsigned axis = 0;
  SmallVector<unsigned> walkedBy; // the dimension along each one
  for (auto [dim, index] : llvm::enumerate(parts.getAccess(input).getDims())) {
    if (isa<AffineDimExpr>(index.expr)) {
      walkedBy.push_back(index.terms.front().dim);
      continue;
    }
    FailureOr<WindowIndex> own = parts.getWindow(input, dim);
    if (failed(own) || window)
      return nullptr;
    window = *own;
    axis = dim;
    walkedBy.push_back(own->center);
  }
  if (!window)
    return nullptr;
  auto getLoop = [&](unsigned dim) { return createIndex(body, dim, loops); };
  SmallVector<Value> indices = llvm::map_to_vector(walkedBy, getLoop);
  Value center = indices[axis], step = getLoop(window->step);
  Value start = center;
  if (window->before != 0)
    start = arith::SubIOp::create(
        body, loc, center,
        arith::ConstantIndexOp::create(body, loc, window->before));
  Value position = arith::AddIOp::create(body, loc, start, step);
  Value isInside = arith::CmpIOp::create(body, loc, arith::CmpIPredicate::ult,
                                         position, reads[input]->bounds[axis]);
  indices[axis] =
      arith::SelectOp::create(body, loc, isInside, position, center);
  Value element = tensor::ExtractOp::create(body, loc, tensor, indices);
  return arith::SelectOp::create(body, loc, isInside, element,
                                 arith::ConstantOp::create(body, loc, outside));
}

Value KernelReads::createRead(OpBuilder &body, unsigned input,
                              ArrayRef<unsigned> loops) {
  if (Value window = createWindowRead(body, input, loops))
    return window;
  Value tensor = kernel.getInputs()[input];
  AffineMap map = kernel.getInputMap(input);
  const KernelRead &read = *reads[input];
  SmallVector<Value> dims(map.getNumDims());
  for (unsigned dim = 0; dim < dims.size(); ++dim)
    if (map.isFunctionOfDim(dim))
      dims[dim] = createIndex(body, dim, loops);
  SmallVector<Value> indices;
  for (AffineExpr expr : map.getResults())
    indices.push_back(
        affine::expandAffineExpr(body, loc, expr, dims, read.symbols));
  TypedAttr outside = kernel.getOutsideValue(input);
  if (!outside || indices.empty())
    return tensor::ExtractOp::create(body, loc, tensor, indices);
  Value isInside;
  for (auto [index, bound] : llvm::zip_equal(indices, read.bounds)) {
    // As unsigned numbers, indices before the tensor are beyond it too.
    Value isBelow = arith::CmpIOp::create(body, loc, arith::CmpIPredicate::ult,
                                          index, bound);
    isInside = isInside ? arith::AndIOp::create(body, loc, isInside, isBelow)
                        : isBelow;
  }
  auto choice = scf::IfOp::create(
      body, loc, isInside,
      [&](OpBuilder &b, Location l) {
        Value element = tensor::ExtractOp::create(b, l, tensor, indices);
        scf::YieldOp::create(b, l, element);
      },
      [&](OpBuilder &b, Location l) {
        scf::YieldOp::create(
            b, l, arith::ConstantOp::create(b, l, outside).getResult());
      });
  return choice.getResult(0);
}

KernelWrite KernelReads::getWrite(unsigned number) {
  Value init = kernel.getInits()[number];
  unsigned operand = kernel.getInputs().size() + number;
  KernelWrite &write = writes[number];
  // All of an init is walked.
  for (unsigned dim = 0; dim < parts.getAccess(operand).getDims().size(); ++dim)
    write.parts.push_back(*parts.split(builder, operand, dim));
  bool isWalked = true; // and the init may be split
  SmallVector<OpFoldResult> sizes;
  for (IndexPart part : flatten(write.parts)) {
    isWalked &= part.dim.has_value();
    if (part.dim) {
      write.dims.push_back(*part.dim);
      sizes.push_back(part.size);
    }
  }
  isWalked &= !hasTwoDynamicParts(write.parts);
  write.init =
      isWalked ? expand(init, write.parts)
               : tensor::EmptyOp::create(builder, loc, sizes,
                                         getElementTypeOrSelf(init.getType()))
                     .getResult();
  return write;
}

Value KernelReads::finishWrite(unsigned number, Value written) {
  const KernelWrite &write = writes[number];
  auto type = cast<RankedTensorType>(kernel.getInits()[number].getType());
  SmallVector<IndexPart> all = flatten(write.parts);
  // The dimensions of size 1 that nothing walks are put back.
  if (write.dims.size() != all.size()) {
    SmallVector<SmallVector<IndexPart>> split;
    for (IndexPart part : all) {
      if (part.dim || split.empty())
        split.emplace_back();
      split.back().push_back(part);
    }
    // Those in front go with the first that is walked.
    if (split.size() > 1 && !split.front().front().dim) {
      llvm::append_range(split.front(), split[1]);
      split.erase(split.begin() + 1);
    }
    if (write.dims.empty())
      split.clear();
    SmallVector<OpFoldResult> sizes =
        llvm::map_to_vector(all, [](IndexPart part) { return part.size; });
    SmallVector<int64_t> shape;
    for (OpFoldResult size : sizes)
      shape.push_back(getConstantIntValue(size).value_or(ShapedType::kDynamic));
    written =
        tensor::ExpandShapeOp::create(builder, loc, type.clone(shape), written,
                                      getReassociation(split), sizes);
  }
  if (llvm::any_of(write.parts,
                   [](const auto &parts) { return parts.size() != 1; }))
    written = tensor::CollapseShapeOp::create(
        builder, loc, getSplitTypes(type, write.parts).first, written,
        getReassociation(write.parts));
  return castTo(builder, loc, written, type);
}
