//===- Timing.cpp - Time and bandwidth of a call ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/Timing.h"

#include "llvm/Support/Format.h"
#include <algorithm>
#include <chrono>
#include <cstring>

using namespace mlir;
using namespace mlir::norm;

static int64_t getByteCount(const TensorBuffer &buffer) {
  return denseByteCount(buffer.element, buffer.shape).value_or(0);
}

static double secondsOf(llvm::function_ref<void()> work) {
  auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
      .count();
}

/// The value below which the fraction `q` of the sorted values lies (nearest
/// rank).
static double quantile(ArrayRef<double> sorted, double q) {
  return sorted[std::min<size_t>(sorted.size() - 1,
                                 static_cast<size_t>(q * sorted.size()))];
}

/// Copies in blocks that threads share as they share rows of a kernel.
static void copyBytes(char *destination, const char *source, int64_t bytes) {
  constexpr int64_t kBlock = 1 << 18;
#pragma omp parallel for schedule(static) if (bytes > kBlock)
  for (int64_t begin = 0; begin < bytes; begin += kBlock)
    std::memcpy(destination + begin, source + begin,
                std::min(kBlock, bytes - begin));
}

llvm::Expected<Timing> norm::timeCalls(const Entry &entry,
                                       ArrayRef<TensorBuffer> inputs,
                                       ArrayRef<TensorBuffer> results,
                                       int64_t runs) {
  llvm::Expected<BoundCall> call = entry.bind(inputs, results);
  if (!call)
    return call.takeError();
  Timing timing;
  timing.runs = runs;
  for (const TensorBuffer &buffer :
       llvm::concat<const TensorBuffer>(inputs, results))
    timing.minimalBytes += getByteCount(buffer);
  auto largest = [](ArrayRef<TensorBuffer> buffers) -> const TensorBuffer * {
    const TensorBuffer *found = llvm::max_element(
        buffers, [](const TensorBuffer &a, const TensorBuffer &b) {
          return getByteCount(a) < getByteCount(b);
        });
    return found == buffers.end() ? nullptr : found;
  };
  const TensorBuffer *source = largest(inputs), *destination = largest(results);
  // A copy on this processor says nothing of a GPU.
  bool isComparable = source && destination && !call->isOnDevice();
  int64_t copied =
      isComparable ? std::min(getByteCount(*source), getByteCount(*destination))
                   : 0;

  std::vector<double> calls, copies;
  (*call)(); // pages, caches and threads are warm from here on
  for (int64_t run = 0; run < runs; ++run) {
    calls.push_back(secondsOf(*call));
    if (copied > 0)
      copies.push_back(secondsOf(
          [&] { copyBytes(destination->data, source->data, copied); }));
  }
  if (llvm::Error error = call->takeError())
    return std::move(error);
  llvm::sort(calls);
  llvm::sort(copies);
  timing.median = quantile(calls, 0.5);
  timing.p10 = quantile(calls, 0.1);
  timing.p90 = quantile(calls, 0.9);
  timing.bandwidth = timing.minimalBytes / std::max(timing.median, 1e-9);
  if (!copies.empty())
    timing.copyBandwidth = 2.0 * copied / std::max(quantile(copies, 0.5), 1e-9);
  return timing;
}

void norm::printTiming(llvm::raw_ostream &stream, const Timing &timing) {
  auto print = [&](double seconds) {
    if (seconds < 1e-3)
      stream << llvm::format("%.3g us", seconds * 1e6);
    else
      stream << llvm::format("%.4g ms", seconds * 1e3);
  };
  stream << "time: median ";
  print(timing.median);
  stream << ", p10 ";
  print(timing.p10);
  stream << ", p90 ";
  print(timing.p90);
  stream << " (" << timing.runs << " runs); "
         << llvm::format("%.3g GB/s", timing.bandwidth / 1e9);
  if (timing.copyBandwidth > 0)
    stream << llvm::format(", %.3g of copy (%.3g GB/s)",
                           timing.bandwidth / timing.copyBandwidth,
                           timing.copyBandwidth / 1e9);
  stream << "\n";
}
