//===- EmulatedDevice.h - A driver of GPUs without a GPU --------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What compiled host code asks of a driver (`mgpu*`), on device code in the
// form of LLVM bitcode: it is compiled for this processor, and its threads run
// one after the other (EmulatedBlock.h). Memory of the device is memory of the
// host.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_EMULATEDDEVICE_H
#define NORM_MLIR_EXECUTION_EMULATEDDEVICE_H

#include "llvm/Support/Error.h"
#include <string>
#include <utility>
#include <vector>

namespace mlir::norm {

/// Names and addresses of the driver's functions for compiled host code.
std::vector<std::pair<std::string, void *>> getEmulatedDriver();

/// The first fault of the launches on this thread since the last call.
llvm::Error takeEmulationError();

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_EMULATEDDEVICE_H
