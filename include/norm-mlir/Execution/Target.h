//===- Target.h - The machine that code is compiled for -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_TARGET_H
#define NORM_MLIR_EXECUTION_TARGET_H

#include "llvm/Support/Error.h"

#include <memory>
#include <string>

namespace llvm {
class TargetMachine;
} // namespace llvm

namespace mlir::norm {

/// The machine that code is compiled for.
struct TargetOptions {
  /// An x86-64 or AArch64 Linux triple; empty for the host's.
  std::string triple;
  /// LLVM's name of a processor, such as x86-64-v3; "host" for this one with
  /// all its features. Empty is "host" for the host's architecture and
  /// "generic" for another one.
  std::string cpu;
};

/// Whether code for these options is for the architecture of this process.
bool isHostArchitecture(const TargetOptions &options);

/// Refuses targets whose code this processor does not run: of another
/// architecture, or with features that it lacks. An error is one line.
llvm::Error checkRunsHere(const TargetOptions &options);

/// The target in full, "x86_64-pc-linux-gnu znver4 +avx2,...": code for two
/// options of one identity is the same. An error is one line that names the
/// unknown triple or processor.
llvm::Expected<std::string> getTargetIdentity(const TargetOptions &options);

/// A machine for position-independent code. Errors as for getTargetIdentity.
llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
createTargetMachine(const TargetOptions &options);

/// Bits of the widest vector register of a machine: 512 with AVX-512, 256 with
/// AVX2, otherwise 128.
int64_t getVectorBits(const llvm::TargetMachine &machine);

/// Whether the target has AVX512-BF16, and 512 bits.
bool hasNativeBF16(const llvm::TargetMachine &machine);

/// Whether the target has AVX-512: its parts F, BW, DQ and VL.
bool hasAVX512(const llvm::TargetMachine &machine);

/// Bytes of the last level of cache: what this machine reports where the target
/// is the host's processor, else 32 MiB.
int64_t getCacheBytes(const TargetOptions &options);

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_TARGET_H
