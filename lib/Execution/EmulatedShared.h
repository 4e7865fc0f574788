//===- EmulatedShared.h - Shared memory of an emulated GPU ------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_EMULATEDSHARED_H
#define NORM_MLIR_EXECUTION_EMULATEDSHARED_H

#include "llvm/IR/Module.h"

namespace mlir::norm {

/// The function by which device code asks where its block's shared memory is.
inline constexpr llvm::StringLiteral kSharedFunction = "emulated.shared";

/// Turns the variables of device code that are in shared memory into places in
/// a memory that each block has one of, as `kSharedFunction` says. Returns its
/// bytes.
uint64_t placeSharedVariables(llvm::Module &module);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_EMULATEDSHARED_H
