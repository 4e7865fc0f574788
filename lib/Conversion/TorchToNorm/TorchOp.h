//===- TorchOp.h - Reading ops of torch-mlir --------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_TORCHTONORM_TORCHOP_H
#define NORM_MLIR_CONVERSION_TORCHTONORM_TORCHOP_H

#include "norm-mlir/Conversion/Foreign/ForeignOp.h"
#include "norm-mlir/Conversion/Foreign/ForeignRewrite.h"

namespace mlir::norm {

/// What an op of torch-mlir computes, as in "aten.layer_norm": its name without
/// "torch.", also where it is unknown there and stands in a torch.operator.
/// Empty for other ops.
StringRef getTorchName(Operation *op);

/// What `value` was before torch.derefine.
Value lookThroughDerefine(Value value);

/// The number of torch.constant.float or .int; nullopt for other values.
std::optional<double> getTorchNumber(Value value);

/// The number of torch.constant.int; nullopt for other values.
std::optional<int64_t> getTorchInteger(Value value);

/// The value of torch.constant.bool; nullopt for other values.
std::optional<bool> getTorchBool(Value value);

/// The text of torch.constant.str; nullopt for other values.
std::optional<StringRef> getTorchString(Value value);

/// Whether this is torch.constant.none.
bool isTorchNone(Value value);

/// The elements of torch.prim.ListConstruct; nullopt for other values.
std::optional<ValueRange> getTorchList(Value value);

/// The numbers of a list of torch.constant.int; nullopt for other values.
std::optional<SmallVector<int64_t>> getTorchIntegers(Value value);

/// An integer that is known when code runs, as an index: a constant, the size
/// or the number of elements of a tensor, and sums, differences, products and
/// quotients of such; nullopt for other values. `builder` stands where it is
/// needed.
std::optional<OpFoldResult> getTorchIndex(OpBuilder &builder, Value value);

/// A number that is known when code runs, as f64: such an integer, a constant,
/// and what is computed of them; null for other values.
Value createTorchFloat(OpBuilder &builder, Value value);

/// An op, with the names that its operands have in PyTorch. Readers report what
/// is not as expected.
class TorchOp {
public:
  TorchOp(Operation *op, ArrayRef<StringRef> names, RewriterBase &rewriter)
      : op(op), names(names), rewriter(rewriter) {}

  Operation *operator->() const { return op; }
  Operation *get() const { return op; }
  Location getLoc() const { return op->getLoc(); }
  RewriterBase &getRewriter() const { return rewriter; }

  /// Whether the operand is missing behind the others, or none.
  bool isNone(unsigned number) const;

  /// A tensor of any elements, as a builtin one.
  FailureOr<Value> readTensor(unsigned number) const;

  /// A tensor of f64, f32, bf16 or f16.
  FailureOr<Value> readFloatTensor(unsigned number) const;

  /// As above; null where it is none.
  FailureOr<Value> readOptionalFloatTensor(unsigned number) const;

  FailureOr<double> readNumber(unsigned number) const;
  FailureOr<int64_t> readInteger(unsigned number) const;
  FailureOr<bool> readBool(unsigned number) const;
  FailureOr<StringRef> readString(unsigned number) const;
  FailureOr<SmallVector<int64_t>> readIntegers(unsigned number) const;

  /// Integers that need not be known before code runs.
  FailureOr<SmallVector<OpFoldResult>> readIndices(unsigned number) const;

  /// The builtin type that a result is said to have; null where it has none.
  RankedTensorType getResultType(unsigned number) const;

  /// Whether something reads any of the results from this one to the next
  /// `count`; those that there are not nothing reads.
  bool isAnyRead(unsigned first, unsigned count) const;

private:
  /// Reports that the operand is not `what`.
  InFlightDiagnostic refuse(unsigned number, const Twine &what) const;

  template <typename T>
  FailureOr<T> readConstant(unsigned number, StringRef what,
                            std::optional<T> (*read)(Value)) const {
    if (std::optional<T> value = read(op->getOperand(number)))
      return *value;
    return refuse(number, what);
  }

  Operation *op;
  ArrayRef<StringRef> names;
  RewriterBase &rewriter;
};

/// One op that is converted: its name, as getTorchName gives it, the names of
/// its operands, of which the last `numOptional` may be missing, the number of
/// its results, what builds its values, and the attributes it may have.
struct TorchEntry {
  StringRef name;
  SmallVector<StringRef> operands;
  unsigned numResults;
  FailureOr<SmallVector<Value>> (*build)(TorchOp op);
  ForeignKind kind = ForeignKind::Norm;
  unsigned numOptional = 0;
  SmallVector<StringRef> attributes = {};
};

/// The norms and their neighbours.
ArrayRef<TorchEntry> getTorchEntries();

/// The entry of this name; null where there is none.
const TorchEntry *findTorchEntry(StringRef name);

/// All of them, in the order of their files.
void appendLayerNormEntries(SmallVectorImpl<TorchEntry> &entries);
void appendChannelNormEntries(SmallVectorImpl<TorchEntry> &entries);
void appendArithmeticEntries(SmallVectorImpl<TorchEntry> &entries);
void appendReductionEntries(SmallVectorImpl<TorchEntry> &entries);
void appendProductEntries(SmallVectorImpl<TorchEntry> &entries);
void appendShapeEntries(SmallVectorImpl<TorchEntry> &entries);

/// Replaces an op by what its entry builds; see replaceForeignOp.
LogicalResult convertTorchOp(RewriterBase &rewriter, Operation *op,
                             const TorchEntry &entry);

/// Replaces `op` where it ends a chain of ops that spells a norm; what else the
/// chain consists of is left, and mostly unread.
LogicalResult convertTorchChain(RewriterBase &rewriter, Operation *op);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_TORCHTONORM_TORCHOP_H
