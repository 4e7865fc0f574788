//===- PrintTensor.h - Printing tensors as NumPy does --------- -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints tensors the way print(array) shows NumPy's arrays.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_SUPPORT_PRINTTENSOR_H
#define NORM_MLIR_SUPPORT_PRINTTENSOR_H

#include "norm-mlir/Support/Npy.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdint>

namespace mlir::norm {

/// Prints the tensor `data`, which holds the elements of `shape` dense, in
/// C order and in the host's byte order, as `print(array)` of NumPy 2.4 does
/// with the default print options, without the line break that `print` adds:
///
///   [[ 1.   -2.25]
///    [ 0.5   3.  ]]
///
/// Tensors of more than 1000 elements are summarized to the first and the last
/// three of each dimension above 6, and the digits, widths and the choice of
/// exponents depend on the elements shown only. Floating-point elements have
/// the fewest digits that tell them apart within their own type, at most
/// `precision` after the point (NumPy's print option of that name). A tensor of
/// rank 0 prints as a scalar, with all the digits that its type needs; a tensor
/// without elements prints as `[]`.
///
/// NumPy has no bf16 and no fp8, which print by the rules of f32: fp8 with all
/// digits, as 0.09375, bf16 with the fewest that tell its values apart, so that
/// the one nearest to 0.1 prints as 0.1.
///
/// `data` takes `denseByteCount(kind, shape)` bytes, which must have a value,
/// and needs no alignment. It is not copied, and only the elements shown are
/// read. A Bool is False if its byte is 0.
void printTensor(llvm::raw_ostream &os, ElementKind kind,
                 llvm::ArrayRef<int64_t> shape, llvm::ArrayRef<char> data,
                 unsigned precision = 8);

} // namespace mlir::norm

#endif // NORM_MLIR_SUPPORT_PRINTTENSOR_H
