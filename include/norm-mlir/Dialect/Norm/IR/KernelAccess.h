//===- KernelAccess.h - What a kernel reads and writes ----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one reader of a kernel's maps: the verifier, the layout, the emitters
// and the way back to linalg all ask it.
//
// In a space of sizes [n, g, k] (d0, d1, d2, with s0, s1, s2 for the sizes),
//
//   map of an operand             kind of the last index     its parts
//   (d0, d2)                      Whole                      d2
//   (d0, d1 * s2 + d2)            Parts                      d1 of s1, d2 of s2
//   (d0, d1 * s2)                 First                      d1 of s1, - of s2
//   (d0, 0)                       First                      none
//   (d0, d1 + d2 - 2)             Window                     none
//   ((d0 * s1 + d1) floordiv 8)   Blocks                     none
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_KERNELACCESS_H
#define NORM_MLIR_DIALECT_NORM_IR_KERNELACCESS_H

#include "mlir/IR/AffineMap.h"
#include "mlir/IR/BuiltinTypeInterfaces.h"

#include <optional>

namespace mlir::norm {

class KernelOp;

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
  /// The product over the sizes of the space, its symbols.
  AffineExpr toExpr(MLIRContext *context) const;
};

/// The index along one dimension of an operand: a sum of different dimensions
/// of the iteration space, each times a number and sizes, and of an offset; or
/// the number of a block of the reduced space.
struct DimAccess {
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
    Whole,  ///< all of it, by one dimension of the space
    Parts,  ///< all of it, by several
    First,  ///< first elements of parts, or of all of it
    Blocks, ///< numbers of blocks, of a reduction by them
    Window  ///< anything else, which may lie outside
  };

  AffineExpr expr;
  SmallVector<Term> terms; // in the order in which the expression names them
  std::optional<int64_t> offset = 0; // a number, where it is one
  Kind kind = Kind::Window;
  SmallVector<Part> parts; // outer first; empty for a window
  SizeProduct walked;      // the product of the parts
  int64_t block = 0;       // points of the reduced space in one, for Blocks

  /// Whether no element of the operand's dimension is left out.
  bool walksAll() const { return kind == Kind::Whole || kind == Kind::Parts; }
  /// The term of dimension `dim`; null where the index does not vary along it.
  const Term *findTerm(unsigned dim) const;

  /// The least and the greatest index, at most the numbers there are, where
  /// all of it is stated.
  std::optional<std::pair<int64_t, int64_t>>
  getRange(ArrayRef<int64_t> staticSizes) const;

private:
  friend class KernelAccess;
  LogicalResult addTerms(ArrayRef<int64_t> staticSizes);
  void classify(ArrayRef<int64_t> staticSizes, int64_t operandSize);
};

/// How a kernel walks one operand: an index for each of its dimensions.
class KernelAccess {
public:
  /// Reads `map` over a space of these sizes, for an operand of this shape;
  /// failure where an index is no sum as above. With a block size, the first
  /// index is the number of a block: its text may be any that affine
  /// expressions are simplified to.
  static FailureOr<KernelAccess> get(AffineMap map,
                                     ArrayRef<int64_t> staticSizes,
                                     ArrayRef<int64_t> operandShape,
                                     int64_t blockSize = 0);
  /// The access of an operand of a verified kernel: inputs, then inits.
  static KernelAccess get(KernelOp kernel, unsigned operand);
  /// Those of all inputs, then of all inits.
  static std::vector<KernelAccess> getAll(KernelOp kernel);

  ArrayRef<DimAccess> getDims() const { return dims; }
  /// Whether the element depends on the index along dimension `dim`.
  bool variesAlong(unsigned dim) const;
  /// Whether the map is written with the size of dimension `dim`.
  bool namesSizeOf(unsigned dim) const;
  /// Whether `dim` is a part, but not the outermost one, of the operand's last
  /// dimension: channels of a group, next to each other.
  bool isInnerPart(unsigned dim) const;

private:
  std::vector<DimAccess> dims;
};

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_KERNELACCESS_H
