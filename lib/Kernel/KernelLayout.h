//===- KernelLayout.h - How a kernel's operands lie in memory ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_KERNELLAYOUT_H
#define NORM_MLIR_KERNEL_KERNELLAYOUT_H

#include "norm-mlir/Kernel/SweepAnalysis.h"

namespace mlir::norm {

/// A product of a number and of sizes of the iteration space; unknown where
/// `coefficient` is negative.
struct SizeProduct {
  int64_t coefficient = 1;
  SmallVector<unsigned> dims; // ascending

  bool isKnown() const { return coefficient >= 0; }
  bool isZero() const { return coefficient == 0; }
  bool isOne() const { return coefficient == 1 && dims.empty(); }
  bool operator==(const SizeProduct &other) const {
    return coefficient == other.coefficient && dims == other.dims;
  }
  SizeProduct operator*(const SizeProduct &other) const;
};

/// Dimensions of the iteration space that every operand walks as one.
struct Axis {
  SmallVector<unsigned> dims; // outer first
  SizeProduct size;
  bool isReduced = false;
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

  ArrayRef<Axis> getAxes() const { return axes; }
  /// The axis that holds dimension `dim`; none for one of size 1.
  std::optional<unsigned> getAxisOf(unsigned dim) const;
  /// The stride of an operand along an axis, in elements.
  SizeProduct getStride(unsigned operand, unsigned axis) const {
    return strides[operand][axes[axis].dims.back()];
  }
  /// The dimension along which an input's index may lie outside of it, and the
  /// result of its map that does.
  struct Window {
    unsigned result;
    SmallVector<unsigned> dims;
  };
  const std::optional<Window> &getWindow(unsigned operand) const {
    return windows[operand];
  }

  /// Whether some operand has `dim` as the inner part of a dimension of its
  /// own, its last: channels of a group.
  bool isInnerPart(unsigned dim) const;

  /// The axis that vectors run along: the one that most operands walk element
  /// by element. None where there is no such axis.
  std::optional<unsigned> chooseVectorAxis() const;

private:
  SizeProduct getSize(unsigned dim) const;
  void findStrides(bool assumeDense);
  bool isStrided(unsigned operand) const;
  bool canJoin(const Axis &outer, const Axis &inner) const;

  KernelOp kernel;
  const SweepAnalysis &sweeps;
  SmallVector<SmallVector<SizeProduct>> strides; // by operand and dimension
  SmallVector<std::optional<Window>> windows;
  SmallVector<Axis> axes;
};

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_KERNELLAYOUT_H
