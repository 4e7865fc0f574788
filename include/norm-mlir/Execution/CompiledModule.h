//===- CompiledModule.h - Compiled functions and their calls -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_COMPILEDMODULE_H
#define NORM_MLIR_EXECUTION_COMPILEDMODULE_H

#include "norm-mlir/CallingConvention/BufferType.h"
#include "norm-mlir/Execution/Compile.h"
#include "norm-mlir/Execution/Emulation.h"
#include "norm-mlir/Execution/TensorBuffer.h"

#include "llvm/ADT/StringMap.h"

namespace llvm::orc {
class LLJIT;
} // namespace llvm::orc

namespace mlir::norm {

class DeviceCall;
struct DeviceDriver;

/// A call whose buffers are bound: their addresses and sizes are written down
/// once, and each call costs what the compiled function costs. The buffers and
/// the compiled module outlive it. For a GPU it computes on copies of its own.
class BoundCall {
public:
  void operator()() const {
    if (device)
      return callOnDevice();
    function(pointers.data());
  }

  /// Whether a GPU computes, and the call waits for it.
  bool isOnDevice() const { return device != nullptr; }

  /// The first error of calls on a GPU since the last time, one line.
  llvm::Error takeError() const;

  /// What a call has an emulated GPU do, captured instead of done. An error, of
  /// one line, where the call asks for what a graph cannot hold.
  llvm::Expected<EmulatedGraph> capture() const;

  /// Copies the results of the last call from the GPU.
  llvm::Error copyResults(ArrayRef<TensorBuffer> results) const;

private:
  friend class Entry;
  /// Waits for the results, which stay on the device.
  void callOnDevice() const;

  void (*function)(void *const *) = nullptr;
  std::vector<int64_t> words;
  std::vector<void *> pointers;
  /// Null for a call on this processor.
  std::shared_ptr<DeviceCall> device;
  mutable std::string firstError;
  int32_t (*functionOnDevice)(void *const *, void *, void *, char *,
                              int64_t) = nullptr;
};

/// Refuses inputs of another number, type or size than a signature states. An
/// error is one line that begins with the function's name.
llvm::Error checkInputs(StringRef function, const Signature &signature,
                        ArrayRef<TensorBuffer> inputs);

/// Refuses results of another number or type than a signature states, or of
/// other sizes than these, which prepare gives. Errors are as above.
llvm::Error checkResults(StringRef function, const Signature &signature,
                         ArrayRef<SmallVector<int64_t>> sizes,
                         ArrayRef<TensorBuffer> results);

/// One function of a compiled module, called by the calling convention: prepare
/// checks the inputs and gives the results' sizes, call computes into the
/// caller's buffers.
class Entry {
public:
  const Signature &getSignature() const { return signature; }

  /// Whether a buffer, of inputs and then results, may have any strides.
  bool takesStrides(size_t buffer) const {
    return buffer < strided.size() && strided[buffer];
  }

  /// The sizes of all results for these inputs. An error is one line: inputs
  /// that do not fit the signature, strides where the code takes none, or the
  /// text of the first requirement that fails.
  llvm::Expected<SmallVector<SmallVector<int64_t>>>
  prepare(ArrayRef<TensorBuffer> inputs) const;

  /// Computes the results. `inputs` have passed prepare, `results` have the
  /// sizes it gave. A result that overlaps another buffer or itself is an error
  /// of one line, and nothing is computed; so are strides where the code takes
  /// none, and that there is no memory for what the function keeps meanwhile.
  /// Inputs may overlap one another. For a GPU, buffers are the host's and
  /// dense, and copied to the device and back.
  llvm::Error call(ArrayRef<TensorBuffer> inputs,
                   ArrayRef<TensorBuffer> results) const;

  /// For functions of a GPU: launches on buffers in memory of device `ordinal`,
  /// scalar results too, in the order of `stream`, and returns before the
  /// results are there. Conditions and errors are those of call.
  llvm::Error enqueue(ArrayRef<TensorBuffer> inputs,
                      ArrayRef<TensorBuffer> results, int32_t ordinal,
                      void *stream) const;

  /// The same as call for many calls on the same buffers, which are checked
  /// here.
  llvm::Expected<BoundCall> bind(ArrayRef<TensorBuffer> inputs,
                                 ArrayRef<TensorBuffer> results) const;

private:
  friend class CompiledModule;
  llvm::Error checkStrides(StringRef what, size_t first,
                           ArrayRef<TensorBuffer> buffers, bool isCopied) const;
  llvm::Error checkBuffers(ArrayRef<TensorBuffer> inputs,
                           ArrayRef<TensorBuffer> results, bool isCopied) const;
  /// Writes the sizes of all results, one after the other, to `sizes`; the
  /// bytes of scratch that a call on a device takes.
  llvm::Expected<int64_t> runPrepare(ArrayRef<TensorBuffer> inputs,
                                     MutableArrayRef<int64_t> sizes) const;
  llvm::Expected<std::shared_ptr<DeviceCall>>
  createDeviceCall(ArrayRef<TensorBuffer> inputs,
                   ArrayRef<TensorBuffer> results) const;
  llvm::Error callOnDevice(ArrayRef<TensorBuffer> inputs,
                           ArrayRef<TensorBuffer> results) const;

  std::string name;
  Signature signature;
  llvm::SmallBitVector strided;
  /// What device the entry launches on; null for none. The entries of compiled
  /// code are those of one of two calling conventions.
  const DeviceDriver *driver = nullptr;
  void (*callPacked)(void *const *descriptors) = nullptr;
  int32_t (*callPackedOnDevice)(void *const *descriptors, void *scratch,
                                void *stream, char *message,
                                int64_t messageLength) = nullptr;
  int32_t (*preparePacked)(void *const *descriptors, int64_t *sizes,
                           char *message, int64_t messageLength) = nullptr;
  int32_t (*preparePackedOnDevice)(void *const *descriptors, int64_t *sizes,
                                   int64_t *scratchBytes, char *message,
                                   int64_t messageLength) = nullptr;
};

/// A module in machine code in this process. Calls of one module's entries may
/// run at the same time.
class CompiledModule {
public:
  /// Compiles a copy of `module` for this processor, or for another one whose
  /// code this one runs: `options.target`. An error is one line.
  static llvm::Expected<std::unique_ptr<CompiledModule>>
  compile(ModuleOp module, const CompileOptions &options);
  ~CompiledModule();

  /// The entry of the public function of this name; null where there is none.
  const Entry *lookup(StringRef name) const;

private:
  CompiledModule();
  llvm::Error addEntries(ModuleOp module);
  void addFacts(const FactsOfEntries &facts);
  void addPackedEntries(llvm::Module &part) const;
  template <typename Function>
  llvm::Error find(StringRef name, Function *&function);
  llvm::Error loadDeviceCode(ArrayRef<std::string> start,
                             ArrayRef<std::string> end,
                             const DeviceDriver &driver);
  llvm::Error findEntries(const DeviceDriver *driver);

  std::unique_ptr<llvm::orc::LLJIT> jit;
  llvm::StringMap<Entry> entries;
  std::vector<void (*)()> unloaders; // of device code
};

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_COMPILEDMODULE_H
