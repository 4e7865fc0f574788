//===- EmulatedDriver.cpp - A driver of GPUs without a GPU ----------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceDriver.h"
#include "EmulatedBlock.h"
#include "EmulatedDevice.h"
#include "EmulatedMemory.h"
#include "norm-mlir/Execution/Emulation.h"

#include "llvm/Support/FormatVariadic.h"
#include <cstdio>
#include <cstring>

using namespace mlir;
using namespace mlir::norm;

namespace {

thread_local std::string fault;
thread_local ThreadOrder threadOrder = ThreadOrder::Forward;

/// Keeps the first line of an error.
void report(llvm::StringRef message) {
  if (fault.empty())
    fault = "emulated GPU: " + message.split('\n').first.str();
}

/// What a stream has to do is done at once, unless it is being captured.
struct Stream {
  bool isCaptured = false;
  EmulatedGraph graph;
};

/// Does `work`, or adds it to what the stream captures.
void enqueue(void *stream, EmulatedGraph::Work work) {
  auto *own = static_cast<Stream *>(stream);
  if (own && own->isCaptured)
    return own->graph.add(std::move(work));
  work();
}

/// Whether a call that a graph cannot hold may go on.
bool isAllowed(void *stream, llvm::StringRef call) {
  auto *own = static_cast<Stream *>(stream);
  if (!own || !own->isCaptured)
    return true;
  report((call + ": expects a stream that is not being captured").str());
  return false;
}

void *loadModule(void *data, size_t size) {
  auto module =
      EmulatedModule::load(llvm::StringRef(static_cast<char *>(data), size));
  if (module)
    return module->release();
  report(toString(module.takeError()));
  return nullptr;
}

void *loadText(void *, int) {
  report("expects device code as bitcode; got PTX");
  return nullptr;
}

void unloadModule(void *module) {
  delete static_cast<EmulatedModule *>(module);
}

void *getFunction(void *module, const char *name) {
  if (!module)
    return nullptr;
  auto kernel = static_cast<EmulatedModule *>(module)->lookup(name);
  if (kernel)
    return *kernel;
  report(toString(kernel.takeError()));
  return nullptr;
}

/// The arguments of a launch, which outlive it.
struct Arguments {
  std::vector<std::vector<char>> values;

  Arguments(const EmulatedKernel &kernel, void **parameters) {
    for (auto [index, bytes] : llvm::enumerate(kernel.argumentBytes)) {
      const char *value = static_cast<char *>(parameters[index]);
      values.emplace_back(value, value + bytes);
    }
  }
};

void launch(void *function, EmulatedLaunch launch, void *stream,
            void **parameters) {
  auto *kernel = static_cast<EmulatedKernel *>(function);
  if (!kernel || !fault.empty())
    return;
  launch.sharedBytes = kernel->module->getSharedBytes();
  enqueue(stream, [=, arguments = Arguments(*kernel, parameters)]() mutable {
    launch.order = threadOrder;
    std::vector<void *> addresses;
    for (std::vector<char> &value : arguments.values)
      addresses.push_back(value.data());
    EmulatedAccess allowed;
    std::string found =
        runEmulatedGrid(launch, [&] { kernel->call(addresses.data()); });
    if (!found.empty())
      report(found);
  });
}

EmulatedDim getDim(intptr_t x, intptr_t y, intptr_t z) {
  return {uint32_t(x), uint32_t(y), uint32_t(z)};
}

void launchKernel(void *function, intptr_t gridX, intptr_t gridY,
                  intptr_t gridZ, intptr_t blockX, intptr_t blockY,
                  intptr_t blockZ, int32_t, void *stream, void **parameters,
                  void **, size_t) {
  launch(function,
         {getDim(gridX, gridY, gridZ), getDim(blockX, blockY, blockZ)}, stream,
         parameters);
}

void launchClusterKernel(void *function, intptr_t clusterX, intptr_t clusterY,
                         intptr_t clusterZ, intptr_t gridX, intptr_t gridY,
                         intptr_t gridZ, intptr_t blockX, intptr_t blockY,
                         intptr_t blockZ, int32_t, void *stream,
                         void **parameters, void **) {
  // Clusters of other forms are refused, as ones of no blocks are.
  bool isAlongX = clusterY == 1 && clusterZ == 1;
  launch(function,
         {getDim(gridX, gridY, gridZ), getDim(blockX, blockY, blockZ),
          isAlongX ? uint32_t(clusterX) : 0},
         stream, parameters);
}

void *createStream() { return new Stream(); }
void destroyStream(void *stream) { delete static_cast<Stream *>(stream); }
void synchronizeStream(void *stream) {
  (void)isAllowed(stream, "mgpuStreamSynchronize");
}

void *allocate(uint64_t bytes, void *stream, bool) {
  if (bytes == 0 || !fault.empty() || !isAllowed(stream, "mgpuMemAlloc"))
    return nullptr;
  void *pointer = allocateEmulated(bytes);
  if (!pointer)
    report(llvm::formatv("mgpuMemAlloc: no memory for {0} bytes", bytes).str());
  return pointer;
}

void release(void *pointer, void *stream) {
  if (!pointer || !isAllowed(stream, "mgpuMemFree"))
    return;
  if (std::string found = freeEmulated(pointer); !found.empty())
    report(found);
}

void copy(void *destination, void *source, size_t bytes, void *stream) {
  if (bytes == 0 || !fault.empty())
    return;
  enqueue(stream, [=] {
    EmulatedAccess allowed;
    std::memcpy(destination, source, bytes);
  });
}

int32_t takeStatus(char *message, int64_t length) {
  if (fault.empty())
    return 0;
  if (length > 0)
    std::snprintf(message, length, "%s", fault.c_str());
  fault.clear();
  return 1;
}

/// There is one device, and no context.
void *enter(int32_t ordinal) {
  if (ordinal != 0)
    report(llvm::formatv("expects device 0; got {0}", ordinal).str());
  return nullptr;
}
void leave(void *) {}

} // namespace

const DeviceDriver &norm::getEmulatedDriver() {
  static const DeviceDriver driver = {
      loadModule,   loadText,      unloadModule,
      getFunction,  launchKernel,  launchClusterKernel,
      createStream, destroyStream, synchronizeStream,
      allocate,     release,       copy,
      takeStatus,   enter,         leave,
  };
  return driver;
}

void norm::setEmulatedOrder(ThreadOrder order) { threadOrder = order; }

void *norm::createEmulatedStream() { return createStream(); }
void norm::destroyEmulatedStream(void *stream) { destroyStream(stream); }

void norm::beginEmulatedCapture(void *stream) {
  static_cast<Stream *>(stream)->isCaptured = true;
}

EmulatedGraph norm::endEmulatedCapture(void *stream) {
  auto *own = static_cast<Stream *>(stream);
  own->isCaptured = false;
  return std::exchange(own->graph, EmulatedGraph());
}

llvm::Error EmulatedGraph::launch() const {
  for (Work work : nodes)
    work();
  return getEmulatedDriver().takeError();
}
