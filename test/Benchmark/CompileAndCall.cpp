//===- CompileAndCall.cpp - Cost of compiling and of calling ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints what one layer normalization costs in a process: to compile, from the
// creation of a context to a function that can be called; to look up in the
// cache; and to call, with one row of 16 elements, without OpenMP.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/CompileCache.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Parser/Parser.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <ctime>

using namespace mlir;
using namespace mlir::norm;

namespace {

constexpr const char *kLayerNorm = R"(
  func.func @layer_norm(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf32> {
    %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
    return %y : tensor<?x?xf32>
  }
)";

/// CPU time of this process, which other work on the machine hardly changes.
double getSeconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

/// Seconds of the fastest and of the median of `repeats` runs of `count` times
/// `work`, for one time.
std::pair<double, double> measure(int repeats, int count,
                                  llvm::function_ref<void()> work) {
  std::vector<double> seconds;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    double start = getSeconds();
    for (int i = 0; i < count; ++i)
      work();
    seconds.push_back((getSeconds() - start) / count);
  }
  llvm::sort(seconds);
  return {seconds.front(), seconds[seconds.size() / 2]};
}

void print(StringRef what, std::pair<double, double> seconds, double unit,
           StringRef unitName) {
  llvm::outs() << llvm::left_justify(what, 42)
               << llvm::format("%9.2f  %9.2f ", seconds.first / unit,
                               seconds.second / unit)
               << unitName << "\n";
}

/// A cold compilation: nothing is shared with the one before but the process.
std::shared_ptr<const CompiledModule> compileCold(bool parallel) {
  DialectRegistry registry;
  registerForCompilation(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  OwningOpRef<ModuleOp> module =
      parseSourceString<ModuleOp>(kLayerNorm, &context);
  CompileOptions options;
  options.parallel = parallel;
  return llvm::cantFail(CompiledModule::compile(*module, options));
}

} // namespace

int main() {
  llvm::outs() << llvm::left_justify("CPU time", 42)
               << "  fastest     median\n";
  print("compile, first in the process",
        measure(1, 1, [] { compileCold(/*parallel=*/false); }), 1e-3, "ms");
  print("compile", measure(20, 1, [] { compileCold(/*parallel=*/false); }),
        1e-3, "ms");
  print("compile with OpenMP",
        measure(20, 1, [] { compileCold(/*parallel=*/true); }), 1e-3, "ms");

  DialectRegistry registry;
  registerForCompilation(registry);
  MLIRContext context(registry);
  OwningOpRef<ModuleOp> module =
      parseSourceString<ModuleOp>(kLayerNorm, &context);
  CompileCache cache;
  auto lookUp = [&] { return llvm::cantFail(cache.compile(*module, {})); };
  std::shared_ptr<const CompiledModule> compiled = lookUp();
  print("compile again, from the cache", measure(20, 100, [&] { lookUp(); }),
        1e-6, "us");

  const Entry &entry = *compiled->lookup("layer_norm");
  alignas(64) float x[16], w[16], b[16], y[16];
  for (int i = 0; i < 16; ++i)
    x[i] = w[i] = b[i] = static_cast<float>(i);
  auto buffer = [](ArrayRef<int64_t> shape, float *data) {
    return TensorBuffer{ElementKind::F32, SmallVector<int64_t>(shape),
                        reinterpret_cast<char *>(data)};
  };
  SmallVector<TensorBuffer> inputs = {buffer({1, 16}, x), buffer({16}, w),
                                      buffer({16}, b)};
  SmallVector<TensorBuffer> results = {buffer({1, 16}, y)};
  print("prepare",
        measure(20, 10000,
                [&] { llvm::cantFail(entry.prepare(inputs).takeError()); }),
        1e-9, "ns");
  print(
      "call",
      measure(20, 10000, [&] { llvm::cantFail(entry.call(inputs, results)); }),
      1e-9, "ns");
  BoundCall bound = llvm::cantFail(entry.bind(inputs, results));
  print("call that is bound", measure(20, 10000, [&] { bound(); }), 1e-9, "ns");
  return 0;
}
