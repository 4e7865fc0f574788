//===- KernelLayout.cpp - How a kernel's operands lie in memory ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelLayout.h"

using namespace mlir;
using namespace mlir::norm;

SizeProduct SizeProduct::operator*(const SizeProduct &other) const {
  SizeProduct product;
  if (!isKnown() || !other.isKnown()) {
    product.coefficient = -1;
    return product;
  }
  product.coefficient = coefficient * other.coefficient;
  if (product.coefficient == 0)
    return product;
  product.dims = dims;
  llvm::append_range(product.dims, other.dims);
  llvm::sort(product.dims);
  return product;
}

/// The dimensions that an expression names, in their order of appearance.
static SmallVector<unsigned> getDims(AffineExpr expr) {
  SmallVector<unsigned> dims;
  expr.walk([&](AffineExpr part) {
    if (auto dim = dyn_cast<AffineDimExpr>(part))
      dims.push_back(dim.getPosition());
  });
  return dims;
}

/// The factor of a dimension in a linear expression, as an expression of the
/// symbols.
static AffineExpr getFactor(AffineExpr expr, unsigned dim, unsigned numDims) {
  SmallVector<AffineExpr> zero(numDims,
                               getAffineConstantExpr(0, expr.getContext()));
  AffineExpr origin = expr.replaceDims(zero);
  zero[dim] = getAffineConstantExpr(1, expr.getContext());
  return expr.replaceDims(zero) - origin;
}

SizeProduct KernelLayout::getSize(unsigned dim) const {
  int64_t size = KernelOp(kernel).getStaticSizes()[dim];
  // Strides of a tensor without elements are of no consequence, but 0 would be
  // the stride of an operand that does not vary.
  if (!ShapedType::isDynamic(size))
    return {std::max<int64_t>(size, 1), {}};
  return {1, {dim}};
}

/// A product of sizes that stands in a map; unknown for anything else.
static SizeProduct getProduct(AffineExpr expr, ArrayRef<SizeProduct> sizes) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return {std::max<int64_t>(constant.getValue(), -1), {}};
  if (auto symbol = dyn_cast<AffineSymbolExpr>(expr))
    return sizes[symbol.getPosition()];
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  if (binary && binary.getKind() == AffineExprKind::Mul)
    return getProduct(binary.getLHS(), sizes) *
           getProduct(binary.getRHS(), sizes);
  return {-1, {}};
}

/// Whether an index of a dimension may lie outside of it: a sum of whole
/// dimensions slides, where parts of one dimension fill it; and so does one
/// that does not begin at the first element.
static bool isWindowIndex(AffineExpr expr, unsigned numDims) {
  SmallVector<unsigned> named = getDims(expr);
  AffineExpr zero = getAffineConstantExpr(0, expr.getContext());
  AffineExpr one = getAffineConstantExpr(1, expr.getContext());
  SmallVector<AffineExpr> origin(numDims, zero);
  bool isShifted = !named.empty() && expr.replaceDims(origin) != zero;
  return isShifted || llvm::count_if(named, [&](unsigned dim) {
                        return getFactor(expr, dim, numDims) == one;
                      }) > 1;
}

KernelLayout::KernelLayout(KernelOp kernel, const SweepAnalysis &sweeps,
                           bool assumeDense)
    : kernel(kernel), sweeps(sweeps) {
  findStrides(assumeDense);
  for (unsigned dim = 0; dim < kernel.getNumDims(); ++dim)
    if (kernel.getStaticSizes()[dim] != 1)
      axes.push_back({{dim}, getSize(dim), sweeps.getReduced().test(dim)});
  for (bool changed = true; changed;) {
    changed = false;
    for (unsigned outer = 0; outer < axes.size() && !changed; ++outer)
      for (unsigned inner = 0; inner < axes.size() && !changed; ++inner) {
        if (inner == outer || !canJoin(axes[outer], axes[inner]))
          continue;
        llvm::append_range(axes[outer].dims, axes[inner].dims);
        axes[outer].size = axes[outer].size * axes[inner].size;
        axes.erase(axes.begin() + inner);
        changed = true;
      }
  }
}

/// Whether the type of an operand does not say that it is dense.
bool KernelLayout::isStrided(unsigned operand) const {
  KernelOp op = kernel;
  unsigned numInputs = op.getInputs().size();
  Value value = operand < numInputs ? op.getInputs()[operand]
                                    : op.getInits()[operand - numInputs];
  auto type = dyn_cast<MemRefType>(value.getType());
  return type && !type.getLayout().isIdentity();
}

SmallVector<StrideAssumption>
KernelLayout::getAssumptions(std::optional<unsigned> vectorAxis) const {
  SmallVector<StrideAssumption> assumptions;
  for (unsigned operand = 0; operand < strides.size(); ++operand) {
    if (!isStrided(operand))
      continue;
    for (auto [index, axis] : llvm::enumerate(axes)) {
      if (getStride(operand, index).isZero())
        continue;
      for (unsigned i = 0; i + 1 < axis.dims.size(); ++i)
        assumptions.push_back({operand, axis.dims[i], axis.dims[i + 1]});
      if (vectorAxis == index && getStride(operand, index).isOne())
        assumptions.push_back({operand, axis.dims.back(), std::nullopt});
    }
  }
  return assumptions;
}

void KernelLayout::findStrides(bool assumeDense) {
  unsigned numDims = kernel.getNumDims();
  SmallVector<SizeProduct> sizes;
  for (unsigned dim = 0; dim < numDims; ++dim)
    sizes.push_back(getSize(dim));
  SmallVector<Value> operands(kernel.getInputs());
  llvm::append_range(operands, kernel.getInits());
  // The sizes of each tensor's dimensions, as some map of it says.
  DenseMap<Value, SmallVector<SizeProduct>> shapes;
  for (auto [index, operand] : llvm::enumerate(operands)) {
    auto type = cast<ShapedType>(operand.getType());
    SmallVector<SizeProduct> &shape = shapes[operand];
    shape.resize(type.getRank(), SizeProduct{-1, {}});
    AffineMap map = kernel.getInputMap(index);
    for (int64_t dim = 0; dim < type.getRank(); ++dim) {
      SmallVector<unsigned> named = getDims(map.getResult(dim));
      if (!type.isDynamicDim(dim)) {
        shape[dim] = {std::max<int64_t>(type.getDimSize(dim), 1), {}};
      } else if (!named.empty() && !shape[dim].isKnown()) {
        // Parts of a dimension fill it; a window leaves it to other maps.
        SizeProduct size;
        bool isWindow =
            index < kernel.getInputs().size() && kernel.getOutsideValue(index);
        for (unsigned part : named)
          size = size * sizes[part];
        isWindow = isWindow && (named.size() > 1 ||
                                isWindowIndex(map.getResult(dim), numDims));
        shape[dim] = isWindow ? SizeProduct{-1, {}} : size;
      }
    }
  }
  for (auto [index, operand] : llvm::enumerate(operands)) {
    AffineMap map = kernel.getInputMap(index);
    SmallVector<SizeProduct> &own =
        strides.emplace_back(numDims, SizeProduct{0, {}});
    std::optional<Window> &window = windows.emplace_back();
    SizeProduct stride;
    ArrayRef<SizeProduct> shape = shapes[operand];
    bool isInput = index < kernel.getInputs().size();
    for (int64_t result = int64_t(map.getNumResults()) - 1; result >= 0;
         --result) {
      SmallVector<unsigned> named = getDims(map.getResult(result));
      for (unsigned dim : named) {
        SizeProduct factor =
            getProduct(getFactor(map.getResult(result), dim, numDims), sizes);
        own[dim] = factor * stride;
      }
      if (isInput && kernel.getOutsideValue(index) &&
          isWindowIndex(map.getResult(result), numDims))
        window = Window{static_cast<unsigned>(result), named};
      stride = stride * shape[result];
    }
    if (!assumeDense && isStrided(index))
      for (SizeProduct &known : own)
        if (!known.isZero())
          known = SizeProduct{-1, {}};
  }
}

bool KernelLayout::canJoin(const Axis &outer, const Axis &inner) const {
  // Equal roles in every reduction.
  for (unsigned sweep = 0; sweep < sweeps.getNumSweeps(); ++sweep)
    for (ReduceOp reduce : sweeps.getReductions(sweep))
      if (llvm::is_contained(reduce.getOver(), outer.dims.back()) !=
          llvm::is_contained(reduce.getOver(), inner.dims.back()))
        return false;
  for (auto [index, operand] : llvm::enumerate(strides)) {
    const SizeProduct &far = operand[outer.dims.back()];
    const SizeProduct &near = operand[inner.dims.back()];
    if (!far.isKnown() || !near.isKnown() || !(far == near * inner.size))
      return false;
    if (windows[index])
      for (unsigned dim : windows[index]->dims)
        if (llvm::is_contained(outer.dims, dim) ||
            llvm::is_contained(inner.dims, dim))
          return false;
  }
  return true;
}

std::optional<unsigned> KernelLayout::getAxisOf(unsigned dim) const {
  for (auto [index, axis] : llvm::enumerate(axes))
    if (llvm::is_contained(axis.dims, dim))
      return index;
  return std::nullopt;
}

bool KernelLayout::isInnerPart(unsigned dim) const {
  for (AffineMap map :
       KernelOp(kernel).getMaps().getAsValueRange<AffineMapAttr>()) {
    if (map.getNumResults() == 0)
      continue;
    AffineExpr last = map.getResults().back();
    if (isa<AffineBinaryOpExpr>(last) && last.isFunctionOfDim(dim))
      return true;
  }
  return false;
}

std::optional<unsigned> KernelLayout::chooseVectorAxis() const {
  std::optional<unsigned> best;
  unsigned most = 0;
  for (unsigned axis = 0; axis < axes.size(); ++axis) {
    unsigned weight = 0;
    for (unsigned operand = 0; operand < strides.size(); ++operand) {
      // Operands that vary over the whole space count most.
      unsigned extent = 0;
      for (unsigned other = 0; other < axes.size(); ++other)
        extent += !getStride(operand, other).isZero();
      if (getStride(operand, axis).isOne())
        weight += extent * extent;
    }
    if (weight > most) {
      most = weight;
      best = axis;
    }
  }
  return best;
}
