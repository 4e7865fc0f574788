//===- CHeader.h - Declarations of compiled functions in C -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CALLINGCONVENTION_CHEADER_H
#define NORM_MLIR_CALLINGCONVENTION_CHEADER_H

#include "norm-mlir/CallingConvention/BufferType.h"
#include "norm-mlir/CallingConvention/EntryFacts.h"

namespace mlir::norm {

/// A function that a header declares.
struct CEntry {
  std::string name;
  Signature signature;
};

/// An error of one line that names a function which has no name in C.
llvm::Error checkCNames(ArrayRef<CEntry> entries);

/// A header, for C and C++, that declares the entries of every function, with
/// `hasSerial` its __serial too, and the descriptors of their buffers. Any
/// number of such headers can be included together: what they share is defined
/// by the first. `source` names the IR file.
std::string writeCHeader(ArrayRef<CEntry> entries, const FactsOfEntries &facts,
                         StringRef source, bool hasSerial);

/// The same for functions that launch kernels on a GPU.
std::string writeCHeaderForGPU(ArrayRef<CEntry> entries,
                               const FactsOfEntries &facts, StringRef source);

} // namespace mlir::norm

#endif // NORM_MLIR_CALLINGCONVENTION_CHEADER_H
