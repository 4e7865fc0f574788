//===- StableHLOConversion.h - Converters of single ops ---------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One table, by the name of an op; files by kind of op add to it.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_STABLEHLOTONORM_STABLEHLOCONVERSION_H
#define NORM_MLIR_CONVERSION_STABLEHLOTONORM_STABLEHLOCONVERSION_H

#include "norm-mlir/Conversion/Foreign/ForeignOp.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"

#include "mlir/IR/PatternMatch.h"
#include "llvm/ADT/StringMap.h"

namespace mlir::norm::stablehlo {

/// What becomes of an op: values in the place of its results, nothing (it stays
/// as it is), or an error, which has been reported.
class Replacement {
public:
  Replacement(Value value) : values(SmallVector<Value>{value}) {}
  Replacement(SmallVector<Value> values) : values(std::move(values)) {}
  /// An error.
  Replacement(LogicalResult error) { assert(failed(error)); }
  Replacement(const InFlightDiagnostic &) {}

  /// The op stays, and a remark says why.
  static Replacement leave(Operation *op, const Twine &reason) {
    op->emitRemark() << "'" << op->getName()
                     << "' is left as it is: " << reason;
    Replacement replacement{SmallVector<Value>()};
    replacement.isLeft = true;
    return replacement;
  }

  bool isError() const { return !values; }
  bool isDone() const { return values && !isLeft; }
  ArrayRef<Value> getValues() const { return *values; }

private:
  std::optional<SmallVector<Value>> values;
  bool isLeft = false;
};

/// Builds what stands for `op` before it. Results may be of types with other
/// static sizes than the op's; the caller casts.
using Convert = Replacement (*)(OpBuilder &builder, Operation *op);

/// What all ops of a name have in common.
struct OpEntry {
  Convert convert;
  /// Operands in order; the last one stands for any number where `isVariadic`.
  SmallVector<StringRef, 4> operands;
  SmallVector<StringRef, 4> attributes;
  bool isVariadic = false;
  /// Whether the op takes and gives ranked tensors of floats, signless
  /// integers and indices; others stay.
  bool takesTensors = true;
};

using Table = llvm::StringMap<OpEntry>;

void addElementwiseOps(Table &table);
void addShapeOps(Table &table);
void addSizeOps(Table &table);
void addGatherOps(Table &table);
void addReductionOps(Table &table);
void addProductOps(Table &table);
void addBatchNormOps(Table &table);
void addCustomCalls(Table &table);

/// All of them.
const Table &getTable();

/// Converts `op`, an op of the table, and replaces it; false where it stays.
FailureOr<bool> convertOp(RewriterBase &rewriter, Operation *op,
                          const OpEntry &entry);

/// The type as text.
std::string writeType(Type type);

/// The last word of an attribute that names one of several values, in any of
/// the spellings #stablehlo<direction EQ>, #stablehlo.direction<EQ> and "EQ".
FailureOr<std::string> readWord(Operation *op, StringRef name,
                                std::optional<StringRef> otherwise = {});

/// Reads a dim of a tensor of this rank.
FailureOr<int64_t> readDim(Operation *op, StringRef name, int64_t rank);

/// Reads different dims of a tensor of this rank, in the order given.
FailureOr<SmallVector<int64_t>>
readDims(Operation *op, StringRef name, int64_t rank,
         std::optional<ArrayRef<int64_t>> otherwise = {});

/// Reads one integer per dim, none of them less than `least`.
FailureOr<SmallVector<int64_t>>
readPerDim(Operation *op, StringRef name, int64_t rank, int64_t least,
           std::optional<int64_t> otherwise = {});

/// The elements of a tensor of sizes and the like as scalars: of a static
/// tensor of rank 0 or 1 with few elements whose producer says what they are.
std::optional<SmallVector<Value>> getKnownElements(OpBuilder &builder,
                                                   Location loc, Value tensor);

/// A tensor of `type` with these elements.
Value createElements(OpBuilder &builder, Location loc, RankedTensorType type,
                     ArrayRef<Value> elements);

/// The only operation of a reduction's body, of its arguments `number` and
/// `number` + `numInputs`; none for others.
std::optional<Arithmetic> matchCombiner(Region &body, unsigned number,
                                        unsigned numInputs);

/// The operation that an elementwise op of this name is.
std::optional<Arithmetic> lookupArithmetic(StringRef name);

} // namespace mlir::norm::stablehlo

#endif // NORM_MLIR_CONVERSION_STABLEHLOTONORM_STABLEHLOCONVERSION_H
