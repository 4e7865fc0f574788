//===- Chips.h - The GPUs that code is emitted for --------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_CHIPS_H
#define NORM_MLIR_KERNEL_CHIPS_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace mlir::norm {

/// A chip and the first version of PTX that has it. A version is ten times the
/// one that people write.
struct Chip {
  StringLiteral name;
  unsigned firstPTX;
};

/// Chips that have instructions for bf16, as LLVM 22 knows them: for another
/// pair it ends the process.
ArrayRef<Chip> getChips();

/// Whether a chip computes in f64 at half the rate of f32: those of data
/// centres, from sm_80 to sm_100. Others do at 1/64 or less.
bool hasFastDoubles(StringRef chip);

/// The newest chip whose code a device of this compute capability, 90 for 9.0,
/// runs; null where the device is older than all.
const Chip *findChipFor(unsigned capability);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_CHIPS_H
