//===- Route.cpp - The ways from linalg to the LLVM dialect ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Pipelines/Route.h"
#include "norm-mlir/Pipelines/CPUPipeline.h"
#include "norm-mlir/Pipelines/NVVMPipeline.h"
#include "norm-mlir/Pipelines/UpstreamPipeline.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

struct RouteEntry {
  Route route;
  StringRef name;
  void (*build)(OpPassManager &manager, const RouteOptions &options);
  /// Null where buffers must be dense.
  void (*buildToBuffers)(OpPassManager &manager);
};

void buildKernels(OpPassManager &manager, const RouteOptions &options) {
  CPUPipelineOptions pipeline;
  pipeline.parallel = options.parallel;
  pipeline.serialEntries = options.serialEntries;
  pipeline.vectorBits = options.vectorBits;
  pipeline.cacheBytes = options.cacheBytes;
  pipeline.nativeBF16 = options.nativeBF16;
  pipeline.nativeAVX512 = options.nativeAVX512;
  buildCPUPipeline(manager, pipeline, options.emitKernels);
}

void buildUpstream(OpPassManager &manager, const RouteOptions &options) {
  UpstreamPipelineOptions pipeline;
  pipeline.parallel = options.parallel;
  buildUpstreamPipeline(manager, pipeline);
}

void buildUpstreamThroughKernels(OpPassManager &manager,
                                 const RouteOptions &options) {
  UpstreamPipelineOptions pipeline;
  pipeline.parallel = options.parallel;
  pipeline.throughKernels = true;
  buildUpstreamPipeline(manager, pipeline);
}

void buildCuda(OpPassManager &manager, const RouteOptions &options) {
  NVVMPipelineOptions pipeline;
  pipeline.chip = options.gpu.chip.empty() ? "sm_90" : options.gpu.chip;
  pipeline.ptx = options.gpu.ptx;
  pipeline.format = options.gpu.format;
  pipeline.toolkit = options.gpu.toolkit;
  buildNVVMPipeline(manager, pipeline, options.emitKernels);
}

void buildEmulated(OpPassManager &manager, const RouteOptions &options) {
  RouteOptions emulated = options;
  emulated.gpu.format = "llvm";
  buildCuda(manager, emulated);
}

void buildGPUToBuffers(OpPassManager &manager) {
  buildKernelsOnBuffersPipeline(manager, "nvvm");
}

/// Every route, the preferred one first.
constexpr RouteEntry routes[] = {
    {Route::Kernels, "kernels", buildKernels,
     [](OpPassManager &manager) { buildKernelsOnBuffersPipeline(manager); }},
    {Route::UpstreamThroughKernels, "upstream-through-kernels",
     buildUpstreamThroughKernels, nullptr},
    {Route::Upstream, "upstream", buildUpstream, nullptr},
    {Route::Cuda, "", buildCuda, buildGPUToBuffers},
    {Route::Emulated, "", buildEmulated, buildGPUToBuffers},
};

const RouteEntry &getEntry(Route route) {
  return *llvm::find_if(
      routes, [&](const RouteEntry &entry) { return entry.route == route; });
}

} // namespace

llvm::Expected<Route> norm::parseRoute(StringRef name) {
  for (const RouteEntry &entry : routes)
    if (!entry.name.empty() && entry.name == name)
      return entry.route;
  return llvm::createStringError("expects --route=" + listRoutes() + "; got " +
                                 name);
}

StringRef norm::stringifyRoute(Route route) { return getEntry(route).name; }

std::string norm::listRoutes() {
  SmallVector<StringRef> names;
  for (const RouteEntry &entry : routes)
    if (!entry.name.empty())
      names.push_back(entry.name);
  return llvm::join(names, " or ");
}

void norm::buildRoutePipeline(OpPassManager &manager, Route route,
                              const RouteOptions &options) {
  getEntry(route).build(manager, options);
}

void norm::buildRouteToBuffersPipeline(OpPassManager &manager, Route route) {
  if (auto build = getEntry(route).buildToBuffers)
    return build(manager);
  buildRequirementsPipeline(manager);
}
