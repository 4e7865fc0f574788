//===- CompositeMeaning.h - What a composite's name says --------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_STABLEHLOTONORM_COMPOSITEMEANING_H
#define NORM_MLIR_CONVERSION_STABLEHLOTONORM_COMPOSITEMEANING_H

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

namespace mlir::norm::stablehlo {

/// The normalization that a composite's name and attributes say it is: of its
/// first operand, with its second one as scale and its third one as bias.
struct Meaning {
  enum class Kind { RMSNorm, LayerNorm, GroupNorm };
  Kind kind;
  SmallVector<int64_t> axes;
  /// Any where there is no attribute.
  std::optional<double> epsilon;
  int64_t numGroups = 0, channelAxis = 0;
  bool hasScale = false, hasBias = false;
  /// Whether it is of the composite's operands as they are.
  bool isOfOperands = true;

  /// In words, as "norm.rms_norm axes = [2] epsilon = 1e-5 with scale".
  std::string describe() const;
};

/// Whether a composite of this name has a meaning here.
bool isNamedNorm(StringRef name);

/// Reads and checks the name, the attributes and the operands of a composite
/// for whose name there is one.
FailureOr<Meaning> readMeaning(Operation *op, StringRef name,
                               DictionaryAttr attributes);

/// The meaning of a norm op in the same terms; none for other ops, and for norm
/// ops with attributes of which a composite says nothing. `getNumber` tells
/// which operand of the composite a value is.
std::optional<Meaning>
getMeaning(Operation *op,
           llvm::function_ref<std::optional<unsigned>(Value)> getNumber);

/// Whether `found` is what `expected` says.
bool agree(const Meaning &expected, const Meaning &found);

} // namespace mlir::norm::stablehlo

#endif // NORM_MLIR_CONVERSION_STABLEHLOTONORM_COMPOSITEMEANING_H
