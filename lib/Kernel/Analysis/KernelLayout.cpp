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

KernelLayout::KernelLayout(KernelOp kernel, const SweepAnalysis &sweeps,
                           bool assumeDense)
    : kernel(kernel), accesses(KernelAccess::getAll(kernel)) {
  findWindows();
  findStrides(assumeDense);
  ArrayRef<int64_t> sizes = kernel.getStaticSizes();
  for (unsigned dim = 0; dim < kernel.getNumDims(); ++dim)
    if (sizes[dim] != 1)
      axes.push_back({{dim},
                      SizeProduct::getSize(dim, sizes),
                      sweeps.getReduced().test(dim),
                      sweeps.getOuter().test(dim)});
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

Value KernelLayout::getOperand(unsigned index) const {
  return kernel.getMapped()[index];
}

bool KernelLayout::isStrided(unsigned operand) const {
  auto type = dyn_cast<MemRefType>(getOperand(operand).getType());
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

void KernelLayout::findWindows() {
  for (unsigned operand = 0; operand < accesses.size(); ++operand) {
    SmallVector<unsigned> &outside = windows.emplace_back();
    for (unsigned dim = 0; dim < accesses[operand].getDims().size(); ++dim)
      if (isWindow(operand, dim))
        outside.push_back(dim);
  }
}

/// Whether an index may lie outside of its operand's dimension.
bool KernelLayout::isWindow(unsigned operand, unsigned dim) const {
  const DimAccess &index = accesses[operand].getDims()[dim];
  if (operand >= kernel.getInputs().size() ||
      !kernel.getOutsideValue(operand) || index.kind != DimAccess::Kind::Window)
    return false;
  int64_t size =
      cast<ShapedType>(getOperand(operand).getType()).getDimSize(dim);
  auto range = index.getRange(kernel.getStaticSizes());
  return !range || ShapedType::isDynamic(size) || range->first < 0 ||
         range->second >= size;
}

/// The sizes of the operands' dimensions, unknown where nothing tells them.
DenseMap<Value, SmallVector<SizeProduct>> KernelLayout::findShapes() const {
  DenseMap<Value, SmallVector<SizeProduct>> shapes;
  DenseMap<Value, llvm::SmallBitVector> claimed;
  for (unsigned operand = 0; operand < accesses.size(); ++operand) {
    Value value = getOperand(operand);
    auto type = cast<ShapedType>(value.getType());
    SmallVector<SizeProduct> &shape = shapes[value];
    llvm::SmallBitVector &known = claimed[value];
    shape.resize(type.getRank(), SizeProduct::getUnknown());
    known.resize(type.getRank());
    for (auto [dim, index] : llvm::enumerate(accesses[operand].getDims())) {
      int64_t size = type.getDimSize(dim);
      if (!ShapedType::isDynamic(size) && size != 0) {
        shape[dim] = {size, {}};
        continue;
      }
      // Strides of a tensor without elements are of no consequence.
      if (!index.walksAll() || index.walked.isOne())
        continue;
      if (!known.test(dim))
        shape[dim] = index.walked;
      else if (!(shape[dim] == index.walked))
        shape[dim] = SizeProduct::getUnknown();
      known.set(dim);
    }
  }
  return shapes;
}

void KernelLayout::findStrides(bool assumeDense) {
  DenseMap<Value, SmallVector<SizeProduct>> shapes = findShapes();
  for (unsigned operand = 0; operand < accesses.size(); ++operand) {
    SmallVector<SizeProduct> &own =
        strides.emplace_back(kernel.getNumDims(), SizeProduct{0, {}});
    SizeProduct stride;
    ArrayRef<SizeProduct> shape = shapes[getOperand(operand)];
    for (unsigned dim = shape.size(); dim-- > 0; stride = stride * shape[dim])
      for (const DimAccess::Term &term : accesses[operand].getDims()[dim].terms)
        own[term.dim] = own[term.dim].isZero() ? term.getStride() * stride
                                               : SizeProduct::getUnknown();
    if (!assumeDense && isStrided(operand))
      for (SizeProduct &known : own)
        if (!known.isZero())
          known = SizeProduct::getUnknown();
  }
}

bool KernelLayout::canJoin(const KernelAxis &outer,
                           const KernelAxis &inner) const {
  // Equal roles in the reductions, which are all over the same dimensions.
  if (outer.isReduced != inner.isReduced || outer.isOuter != inner.isOuter ||
      !(outer.size * inner.size).isKnown())
    return false;
  for (auto [operand, own] : llvm::enumerate(strides)) {
    const SizeProduct &far = own[outer.dims.back()];
    const SizeProduct &near = own[inner.dims.back()];
    if (!far.isKnown() || !near.isKnown() || !(far == near * inner.size))
      return false;
    for (unsigned window : windows[operand])
      for (unsigned dim : llvm::concat<const unsigned>(outer.dims, inner.dims))
        if (accesses[operand].getDims()[window].findTerm(dim))
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

bool KernelLayout::hasWindowAlong(unsigned axis) const {
  for (auto [operand, own] : llvm::enumerate(windows))
    for (unsigned place : own)
      for (const DimAccess::Term &term :
           accesses[operand].getDims()[place].terms)
        if (llvm::is_contained(axes[axis].dims, term.dim))
          return true;
  return false;
}

std::optional<unsigned> KernelLayout::chooseVectorAxis() const {
  std::optional<unsigned> best;
  // How many operands lie densely along the axis, by the number of axes that
  // they vary along, those of most axes first: however many parameters there
  // are, what varies over the whole space is read and written most.
  SmallVector<unsigned> most(axes.size(), 0);
  for (unsigned axis = 0; axis < axes.size(); ++axis) {
    // Lanes would be combined with each other at every point.
    if (axes[axis].isOuter)
      continue;
    SmallVector<unsigned> dense(axes.size(), 0);
    for (unsigned operand = 0; operand < strides.size(); ++operand) {
      unsigned numConstant = 0;
      for (unsigned other = 0; other < axes.size(); ++other)
        numConstant += getStride(operand, other).isZero();
      if (getStride(operand, axis).isOne())
        ++dense[numConstant];
    }
    if (std::lexicographical_compare(most.begin(), most.end(), dense.begin(),
                                     dense.end())) {
      most = std::move(dense);
      best = axis;
    }
  }
  return best;
}
