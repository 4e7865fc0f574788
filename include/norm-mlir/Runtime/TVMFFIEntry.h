//===- TVMFFIEntry.h - Functions that TVM-FFI calls -------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the symbol `__tvm_ffi_<f>` beside a compiled function f calls, with a
// table of what f takes. It unpacks TVM-FFI's values to the descriptors of our
// calling convention, refuses what does not fit with an error of TVM-FFI's, and
// calls f__prepare and f. The code is linked into the compiled module as LLVM
// IR, which needs nothing but the C library and TVM-FFI's.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_RUNTIME_TVMFFIENTRY_H
#define NORM_MLIR_RUNTIME_TVMFFIENTRY_H

#include <stdint.h>

namespace norm_runtime {

struct TVMFFIValue;

/// One input or result of a function; the compiled module holds these as
/// constants of this layout.
struct TVMFFIBuffer {
  /// "?x4xf32", for messages.
  const char *type;
  /// DLPack's code and bits of an element.
  uint32_t code, bits;
  int32_t rank;
  /// Not a tensor, but a number.
  bool isScalar;
  /// Any strides will do.
  bool isStrided;
};

/// A function: its entries as they are called with the addresses of descriptors
/// and scalars, of one calling convention or the other.
struct TVMFFIEntry {
  const char *name;
  /// Inputs, and then results.
  const TVMFFIBuffer *buffers;
  int32_t numInputs, numResults;
  union {
    int32_t (*prepare)(void *const *inputs, int64_t *sizes, char *message,
                       int64_t messageLength);
    int32_t (*prepareOnDevice)(void *const *inputs, int64_t *sizes,
                               int64_t *scratchBytes, char *message,
                               int64_t messageLength);
  };
  union {
    void (*call)(void *const *buffers);
    int32_t (*callOnDevice)(void *const *buffers, void *scratch, void *stream,
                            char *message, int64_t messageLength);
  };
};

extern "C" {

/// Calls a function with `count` values: its inputs and then its results, or
/// the inputs alone; then the library that they come from allocates the
/// results. A function of a GPU runs on TVM-FFI's current stream of the
/// tensors' device. Returns 0, or -1 when an error has been raised.
int32_t normCallTVMFFI(const TVMFFIEntry *entry, const TVMFFIValue *values,
                       int32_t count, TVMFFIValue *result);
}

} // namespace norm_runtime

#endif // NORM_MLIR_RUNTIME_TVMFFIENTRY_H
