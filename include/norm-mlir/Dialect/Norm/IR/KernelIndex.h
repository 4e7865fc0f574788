//===- KernelIndex.h - What the maps of a kernel walk -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one reading of a kernel's maps: the verifier, the layout, the emitters
// and the way back to linalg all ask it.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_KERNELINDEX_H
#define NORM_MLIR_DIALECT_NORM_IR_KERNELINDEX_H

#include "mlir/IR/AffineMap.h"

#include <optional>

namespace mlir::norm {

/// A product of a number and of sizes of the iteration space; unknown where
/// `coefficient` is negative.
struct SizeProduct {
  int64_t coefficient = 1;
  SmallVector<unsigned> dims; // ascending

  static SizeProduct getUnknown() { return {-1, {}}; }
  /// The size of dimension `dim`: a number where it is stated, but not for 0,
  /// so that a stride of 0 is that of an operand that does not vary.
  static SizeProduct getSize(unsigned dim, ArrayRef<int64_t> staticSizes);

  bool isKnown() const { return coefficient >= 0; }
  bool isZero() const { return coefficient == 0; }
  bool isOne() const { return coefficient == 1 && dims.empty(); }
  bool isStatic() const { return isKnown() && dims.empty(); }
  bool operator==(const SizeProduct &other) const {
    return coefficient == other.coefficient && dims == other.dims;
  }
  /// Unknown where a factor is, or where the product exceeds 64 bits.
  SizeProduct operator*(const SizeProduct &other) const;
  /// What `other` is to be multiplied with to give this one, where that is a
  /// product of sizes.
  std::optional<SizeProduct> divideBy(const SizeProduct &other) const;
};

/// An index along one dimension of a kernel's operand: a sum of different
/// dimensions of the iteration space, each times a number and sizes, and of an
/// offset.
struct KernelIndex {
  struct Term {
    unsigned dim;
    int64_t factor;              // a number, not 0
    SmallVector<unsigned> sizes; // the other factors, ascending

    /// The product; unknown for a negative number.
    SizeProduct getStride() const {
      return factor < 0 ? SizeProduct::getUnknown()
                        : SizeProduct{factor, sizes};
    }
  };
  /// A part of the operand's dimension, as reshapes split it: one that a
  /// dimension of the space walks, or one whose first element is taken.
  struct Part {
    std::optional<unsigned> dim;
    SizeProduct size;
  };
  /// What the index walks of its operand's dimension.
  enum class Kind {
    Whole, ///< all of it, in parts: d1 * s2 + d2
    First, ///< first elements of parts: d1 * s2, or 0
    Window ///< anything else, which may lie outside
  };

  SmallVector<Term> terms; // in the order in which the expression names them
  std::optional<int64_t> offset = 0; // a number, where it is one
  Kind kind = Kind::Window;
  SmallVector<Part> parts; // outer first; for Whole and First
  SizeProduct walked;      // the product of the parts

  /// Reads an index of a space of these sizes; failure where it is no such sum.
  /// `operandSize` is the size of the operand's dimension, or dynamic.
  static FailureOr<KernelIndex>
  get(AffineExpr expr, ArrayRef<int64_t> staticSizes, int64_t operandSize);

  /// The least and the greatest index, at most the numbers there are, where
  /// all of it is stated.
  std::optional<std::pair<int64_t, int64_t>>
  getRange(ArrayRef<int64_t> staticSizes) const;

private:
  LogicalResult addTerms(AffineExpr expr, ArrayRef<int64_t> staticSizes);
  void classify(ArrayRef<int64_t> staticSizes, int64_t operandSize);
};

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_KERNELINDEX_H
