//===- KernelLayout.h - How a kernel's operands lie in memory ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_ANALYSIS_KERNELLAYOUT_H
#define NORM_MLIR_KERNEL_ANALYSIS_KERNELLAYOUT_H

#include "norm-mlir/Dialect/Norm/IR/KernelAccess.h"
#include "norm-mlir/Kernel/Analysis/SweepAnalysis.h"

namespace mlir::norm {

/// Dimensions of the iteration space that every operand walks as one.
struct KernelAxis {
  SmallVector<unsigned> dims; // outer first
  SizeProduct size;
  bool isReduced = false; // by inner reductions
  bool isOuter = false;   // by outer ones
};

/// What must hold at run time for a buffer whose type does not state its
/// strides: the stride along `outer` is that along `inner` times the latter's
/// size, or 1 without `inner`.
struct StrideAssumption {
  unsigned operand;
  unsigned outer;
  std::optional<unsigned> inner;
};

/// The strides of a kernel's operands along the dimensions of its iteration
/// space, from their dense sizes; dimensions of size 1 are left out and those
/// that all operands walk together are joined.
///
/// A size that no type states is known from a map that walks all of it. Where
/// no map does, where two maps disagree, or where it would be 1, which is what
/// a first element looks like, strides beyond it are unknown: these elements
/// are found by the buffer's own strides, and no axes are joined across them.
class KernelLayout {
public:
  /// With `assumeDense`, buffers of any strides are taken for dense ones, under
  /// the conditions that getAssumptions lists; without, nothing is known of
  /// their strides.
  KernelLayout(KernelOp kernel, const SweepAnalysis &sweeps,
               bool assumeDense = true);

  /// The conditions for vectors along `vectorAxis`.
  SmallVector<StrideAssumption>
  getAssumptions(std::optional<unsigned> vectorAxis) const;

  ArrayRef<KernelAxis> getAxes() const { return axes; }
  /// The axis that holds dimension `dim`; none for one of size 1.
  std::optional<unsigned> getAxisOf(unsigned dim) const;
  /// The stride of an operand along an axis, in elements.
  SizeProduct getStride(unsigned operand, unsigned axis) const {
    return strides[operand][axes[axis].dims.back()];
  }
  /// What an operand's map walks.
  const KernelAccess &getAccess(unsigned operand) const {
    return accesses[operand];
  }
  /// The dimensions of an input along which its index may lie outside of it.
  ArrayRef<unsigned> getWindows(unsigned operand) const {
    return windows[operand];
  }
  /// Whether some input has a window.
  bool hasWindow() const {
    return llvm::any_of(windows, [](const auto &own) { return !own.empty(); });
  }
  /// Whether some window lies elsewhere at other indices of an axis.
  bool hasWindowAlong(unsigned axis) const;

  /// Whether some operand has `dim` as an inner part of its last dimension:
  /// channels of a group.
  bool isInnerPart(unsigned dim) const {
    return llvm::any_of(accesses, [&](const KernelAccess &access) {
      return access.isInnerPart(dim);
    });
  }
  /// Whether some map is written with the size of dimension `dim`.
  bool isSizeNamed(unsigned dim) const {
    return llvm::any_of(accesses, [&](const KernelAccess &access) {
      return access.namesSizeOf(dim);
    });
  }

  /// The axis that vectors run along: the one that most operands walk element
  /// by element. None where there is no such axis.
  std::optional<unsigned> chooseVectorAxis() const;

private:
  void findWindows();
  bool isWindow(unsigned operand, unsigned dim) const;
  DenseMap<Value, SmallVector<SizeProduct>> findShapes() const;
  void findStrides(bool assumeDense);
  Value getOperand(unsigned index) const;
  bool isStrided(unsigned operand) const;
  bool canJoin(const KernelAxis &outer, const KernelAxis &inner) const;

  mutable KernelOp kernel;                       // getters are not const
  SmallVector<SmallVector<SizeProduct>> strides; // by operand and dimension
  std::vector<KernelAccess> accesses;            // by operand
  SmallVector<SmallVector<unsigned>> windows;    // by operand
  SmallVector<KernelAxis> axes;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_ANALYSIS_KERNELLAYOUT_H
