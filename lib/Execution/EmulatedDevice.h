//===- EmulatedDevice.h - Device code on this processor ---------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_EMULATEDDEVICE_H
#define NORM_MLIR_EXECUTION_EMULATEDDEVICE_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace llvm {
class Function;
class Module;
namespace orc {
class LLJIT;
} // namespace orc
} // namespace llvm

namespace mlir::norm {

class EmulatedModule;

/// A kernel as the driver's handle.
struct EmulatedKernel {
  EmulatedModule *module = nullptr;
  /// Takes the addresses of its arguments.
  void (*call)(void **) = nullptr;
  /// The bytes of each of them.
  std::vector<size_t> argumentBytes;
};

/// Device code that has been compiled for this processor.
class EmulatedModule {
public:
  static llvm::Expected<std::unique_ptr<EmulatedModule>>
  load(llvm::StringRef bitcode);
  ~EmulatedModule();

  /// The kernel of this name; an error where there is none.
  llvm::Expected<EmulatedKernel *> lookup(llvm::StringRef name);

  /// Bytes of shared memory that a block has.
  size_t getSharedBytes() const { return sharedBytes; }

private:
  EmulatedModule();
  llvm::Error retarget(llvm::Module &module);
  void addPackedKernel(llvm::Function &kernel);

  std::unique_ptr<llvm::orc::LLJIT> jit;
  size_t sharedBytes = 0;
  llvm::StringMap<EmulatedKernel> kernels;
  std::mutex mutex;
};

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_EMULATEDDEVICE_H
