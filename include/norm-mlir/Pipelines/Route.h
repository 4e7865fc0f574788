//===- Route.h - The ways from linalg to the LLVM dialect -------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PIPELINES_ROUTE_H
#define NORM_MLIR_PIPELINES_ROUTE_H

#include "norm-mlir/Pipelines/CPUPipeline.h"

#include "mlir/Pass/PassManager.h"
#include "llvm/Support/Error.h"

namespace mlir::norm {

/// The way that a module takes to the LLVM dialect. A new one is an enumerator
/// here and a row of the table in Route.cpp; every tool then takes it.
/// The last two are those of GPU code, for NVIDIA's driver and for the
/// emulator; no name asks for them.
enum class Route { Kernels, UpstreamThroughKernels, Upstream, Cuda, Emulated };

/// The GPU that device code is for, and its form.
struct GPUOptions {
  /// As ptxas has it; sm_90 where it is empty.
  std::string chip;
  /// Version of PTX, as 8.3; empty for the default of the chip.
  std::string ptx;
  /// What is in the host's code: isa (PTX, which the driver compiles), bin or
  /// fatbin (by ptxas).
  std::string format = "isa";
  /// Where bin/ptxas is; empty to search.
  std::string toolkit;
};

/// What every route is told.
struct RouteOptions {
  /// Run loops over groups on OpenMP threads.
  bool parallel = false;
  /// Create an entry f__serial without threads beside every function f. The
  /// routes through upstream's passes have none.
  bool serialEntries = false;
  /// Bits of a vector register of the target.
  int64_t vectorBits = 256;
  /// Bytes of the last level of cache of the target.
  int64_t cacheBytes = 32 << 20;
  /// Whether the target has AVX512-BF16.
  bool nativeBF16 = false;
  /// Whether it has AVX-512: estimates of square roots, tables in registers.
  bool nativeAVX512 = false;
  /// For the routes of GPU code.
  GPUOptions gpu;
  /// What writes kernels as loops; `norm-emit-cpu` by default.
  EmitKernels emitKernels;
};

/// Whether code of this route runs on a GPU. Its device code is one module, and
/// entries take a stream.
inline bool isForGPU(Route route) {
  return route == Route::Cuda || route == Route::Emulated;
}

/// The route of this name. An error is one line that lists all names.
llvm::Expected<Route> parseRoute(StringRef name);

/// The name that parseRoute takes.
StringRef stringifyRoute(Route route);

/// All names, "kernels or upstream".
std::string listRoutes();

/// Adds the passes of a route, from named ops on tensors to the LLVM dialect.
/// Functions follow the calling convention.
void buildRoutePipeline(OpPassManager &manager, Route route,
                        const RouteOptions &options);

/// Adds the passes of a route up to where the types of functions say which
/// strides the caller's buffers may have: inputs, then outputs. For a route
/// that takes dense buffers only, up to where all checks are norm.require ops.
void buildRouteToBuffersPipeline(OpPassManager &manager, Route route);

} // namespace mlir::norm

#endif // NORM_MLIR_PIPELINES_ROUTE_H
