//===- ForeignOp.h - Reading ops of dialects not ours -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Importers read ops of dialects that are not registered: text in generic form.
// Nobody has verified such an op, so what is read from it is checked here, and
// what it should not be is reported at the op.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_FOREIGN_FOREIGNOP_H
#define NORM_MLIR_CONVERSION_FOREIGN_FOREIGNOP_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace mlir::norm {

/// All attributes of an op that is not registered: those of its dictionary and
/// those in `<{...}>`, where the generic form has attributes that are part of
/// the op's definition.
DictionaryAttr getForeignAttributes(Operation *op);

/// The attribute of this name, from either place; null where there is none.
Attribute getForeignAttribute(Operation *op, StringRef name);

/// Checks that the op has no attributes but these; not all need be there. What
/// a dialect notes on ops of others ("mhlo.sharding") may always be.
LogicalResult checkAttributes(Operation *op, ArrayRef<StringRef> known);

/// Checks that the op has operands for all of `names`; those from the
/// `required`th on may be missing.
LogicalResult checkOperandCount(Operation *op, ArrayRef<StringRef> names,
                                size_t required);
inline LogicalResult checkOperandCount(Operation *op,
                                       ArrayRef<StringRef> names) {
  return checkOperandCount(op, names, names.size());
}

/// Checks that the op has from `least` to `most` results.
LogicalResult checkResultCount(Operation *op, size_t least, size_t most);

/// Reads an attribute of any float type. Without it the result is `otherwise`;
/// where that is none, the attribute is required.
FailureOr<double> readFloat(Operation *op, StringRef name,
                            std::optional<double> otherwise = std::nullopt);

/// Reads an attribute of any integer type but i1, or index.
FailureOr<int64_t> readInteger(Operation *op, StringRef name,
                               std::optional<int64_t> otherwise = std::nullopt);

/// Reads an attribute of type i1.
FailureOr<bool> readBool(Operation *op, StringRef name,
                         std::optional<bool> otherwise = std::nullopt);

/// Reads a list of integers: an array of them, array<i64: ...>, or a dense
/// vector.
FailureOr<SmallVector<int64_t>>
readIntegers(Operation *op, StringRef name,
             std::optional<ArrayRef<int64_t>> otherwise = std::nullopt);

/// Reads a string.
FailureOr<StringRef>
readString(Operation *op, StringRef name,
           std::optional<StringRef> otherwise = std::nullopt);

/// Reads the integers of an attribute that stands in any of the forms of
/// readIntegers; nullopt for others.
std::optional<SmallVector<int64_t>> parseIntegers(Attribute attribute);

/// The type as that of a ranked tensor without encoding; `what` names the value
/// in the report.
FailureOr<RankedTensorType> requireRankedTensor(Operation *op, StringRef what,
                                                Type type);

/// As above, of f64, f32, bf16 or f16: what norm ops take.
FailureOr<RankedTensorType> requireFloatTensor(Operation *op, StringRef what,
                                               Type type);

/// An axis of a tensor of rank `rank`, counted from the front; negative ones
/// are counted from behind. `what` names it in the report.
FailureOr<int64_t> normalizeAxis(Operation *op, StringRef what, int64_t axis,
                                 int64_t rank);

/// As above for several, which have to be different; they come back ascending.
FailureOr<SmallVector<int64_t>> normalizeAxes(Operation *op, StringRef what,
                                              ArrayRef<int64_t> axes,
                                              int64_t rank);

/// Verifies `built`, an op of ours that stands for `foreign`; what its verifier
/// finds is reported at `foreign`, as of an op of that name.
LogicalResult verifyAs(Operation *foreign, Operation *built);

/// Has `convert` change a copy of the module, and the module become that copy
/// where it succeeds and the copy is valid. Otherwise the module stays as it
/// is. `convert` goes on after an op that it refuses, so that each is reported.
LogicalResult convertWhole(ModuleOp module,
                           llvm::function_ref<LogicalResult(ModuleOp)> convert);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_FOREIGN_FOREIGNOP_H
