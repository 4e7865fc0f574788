//===- TorchTensors.h - Tensors of torch-mlir -------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// torch-mlir's `!torch.vtensor<[2,?],f32>`, which reaches us as the text of an
// opaque type, is tensor<2x?xf32> here. Between ops that are converted and ops
// that are not stand torch-mlir's own `torch_c.to_builtin_tensor` and
// `torch_c.from_builtin_tensor`.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_FOREIGN_TORCHTENSORS_H
#define NORM_MLIR_CONVERSION_FOREIGN_TORCHTENSORS_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

/// Whether this is a type of the torch dialect.
bool isTorchType(Type type);

/// The builtin type of a `!torch.vtensor` whose rank and element type are
/// known, with signless integers, as torch-mlir has it; null for all others.
RankedTensorType parseTorchTensor(Type type);

/// Whether a `!torch.vtensor` holds unsigned integers of several bits, which
/// their builtin type does not show.
bool isUnsignedTorchTensor(Type type);

/// `type` itself where it is a ranked tensor, else what parseTorchTensor says.
RankedTensorType getBuiltinTensor(Type type);

/// The elements in a builtin type of theirs, which has signless integers; null
/// where it is of other elements or another shape.
TypedAttr withBuiltinType(ElementsAttr elements, RankedTensorType type);

/// The tensor that `value` is, as a value of its builtin type, which it must
/// have: the value itself, what it was made of, or a boundary op.
Value toBuiltinTensor(OpBuilder &builder, Value value);

/// Replaces `value`, a tensor of torch-mlir or a builtin one, by `builtin`, of
/// the same elements and compatible sizes. Users that keep torch-mlir's type
/// read it through a boundary op. `builder` stands where `builtin` is known.
void replaceByBuiltinTensor(RewriterBase &rewriter, Value value, Value builtin);

/// Drops boundary ops that nothing reads, and what is left of pairs.
void dropBoundaries(RewriterBase &rewriter, Operation *root);

/// Gives functions builtin tensors for arguments and results where nothing in
/// them is of torch-mlir's types any more but boundaries and calls of such
/// functions, as torch-func-backend-type-conversion does. Attributes `torch.*`
/// of these functions go.
void convertTorchFunctions(RewriterBase &rewriter, ModuleOp module);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_FOREIGN_TORCHTENSORS_H
