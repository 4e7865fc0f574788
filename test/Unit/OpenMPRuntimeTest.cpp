//===- OpenMPRuntimeTest.cpp - Whose threads compiled code uses ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/OpenMPRuntime.h"
#include "norm-mlir/Execution/CompiledModule.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringMap.h"
#include "gtest/gtest.h"
#include <numeric>
#include <thread>

/// LLVM's runtime holds the memory of teams that `GOMP_parallel` makes where
/// LeakSanitizer does not see it, until the process ends.
extern "C" const char *__lsan_default_suppressions() {
  return "leak:libomp.so\n";
}

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A function of the table, with its type.
template <typename Function>
Function *lookup(StringRef name) {
  for (auto [known, address] : getOpenMPSymbols())
    if (known == name)
      return reinterpret_cast<Function *>(address);
  return nullptr;
}

using ForkCall = void(void *, int32_t, void (*)(int32_t *, int32_t *, void *),
                      ...);
using StaticInit = void(void *, int32_t, int32_t, int32_t *, int64_t *,
                        int64_t *, int64_t *, int64_t, int64_t);

class OpenMPRuntimeTest : public ::testing::Test {
protected:
  void SetUp() override {
    llvm::cantFail(useOpenMPRuntime(NORM_OPENMP_LIBRARY));
    before = getMaxThreads();
  }
  void TearDown() override { setMaxThreads(before); }

  int before;
};

/// Which iterations of a loop each thread got, as counts by iteration.
struct Loop {
  int64_t lower, upper, increment;
  std::vector<int> *counts;
  std::vector<int> *lasts;
};

void runLoop(int32_t *thread, int32_t *, void *data) {
  auto &loop = *static_cast<Loop *>(data);
  int64_t lower = loop.lower, upper = loop.upper, stride = 0;
  int32_t isLast = 0;
  lookup<StaticInit>("__kmpc_for_static_init_8")(
      nullptr, *thread, /*schedule=*/34, &isLast, &lower, &upper, &stride,
      loop.increment, 0);
  (*loop.lasts)[*thread] = isLast;
  for (int64_t i = lower; i <= upper; i += loop.increment)
    ++(*loop.counts)[i - loop.lower];
}

TEST_F(OpenMPRuntimeTest, Loops_AreSharedOnce) {
  for (int threads : {1, 2, 3, 8})
    for (int64_t trips : {0, 1, 2, 5, 7, 64})
      for (int64_t increment : {1, 3}) {
        setMaxThreads(threads);
        std::vector<int> counts(trips * increment + 1), lasts(threads);
        Loop loop{-4, -4 + trips * increment - 1, increment, &counts, &lasts};
        lookup<ForkCall>("__kmpc_fork_call")(nullptr, 1, runLoop, &loop);
        for (int64_t i = 0; i < trips * increment; ++i)
          EXPECT_EQ(counts[i], i % increment == 0)
              << threads << " threads, " << trips << " trips of " << increment;
        EXPECT_EQ(std::accumulate(lasts.begin(), lasts.end(), 0), trips > 0);
      }
}

TEST_F(OpenMPRuntimeTest, RegionsByOneThread_HaveLoopsOfTheirOwn) {
  setMaxThreads(2);
  std::vector<int> counts(2 * 6), lasts(1);
  auto run = [](int32_t *thread, int32_t *, void *data) {
    // Both threads go through the whole loop.
    lookup<void(void *, int32_t)>("__kmpc_serialized_parallel")(nullptr, 0);
    int32_t number =
        lookup<int32_t(void *)>("__kmpc_global_thread_num")(nullptr);
    EXPECT_EQ(number, 0);
    std::vector<int> own(6), last(1);
    Loop loop{0, 5, 1, &own, &last};
    runLoop(&number, nullptr, &loop);
    lookup<void(void *, int32_t)>("__kmpc_end_serialized_parallel")(nullptr, 0);
    std::copy(own.begin(), own.end(), static_cast<int *>(data) + *thread * 6);
  };
  lookup<ForkCall>("__kmpc_fork_call")(nullptr, 1, run, counts.data());
  for (int count : counts)
    EXPECT_EQ(count, 1);
}

TEST_F(OpenMPRuntimeTest, LoopThreads_ShareLoopsOnceHoweverTasksAreRun) {
  using Task = void (*)(void *);
  std::vector<std::thread> started;
  std::vector<std::pair<Task, void *>> kept;
  auto onThreads = [&](Task task, void *data) {
    started.emplace_back(task, data);
    return true;
  };
  auto atOnce = [](Task task, void *data) {
    task(data);
    return true;
  };
  auto tooLate = [&](Task task, void *data) {
    kept.emplace_back(task, data);
    return true;
  };
  auto never = [](Task, void *) { return false; };
  for (unsigned count : {1, 2, 7})
    for (llvm::function_ref<bool(Task, void *)> start :
         std::initializer_list<llvm::function_ref<bool(Task, void *)>>{
             onThreads, atOnce, tooLate, never}) {
      LoopThreads threads{count, start};
      std::vector<int> counts(64), lasts(count);
      Loop loop{0, 63, 1, &counts, &lasts};
      {
        LoopThreadsScope scope(threads);
        lookup<ForkCall>("__kmpc_fork_call")(nullptr, 1, runLoop, &loop);
      }
      EXPECT_EQ(counts, std::vector<int>(64, 1)) << count << " threads";
      EXPECT_EQ(std::accumulate(lasts.begin(), lasts.end(), 0), 1);
    }
  for (std::thread &thread : started)
    thread.join();
  for (auto [task, data] : kept)
    task(data);
  EXPECT_EQ(kept.size(), 1u + 6u);
}

TEST_F(OpenMPRuntimeTest, LoopThreads_RegionsWithinPartsStayOnTheirThread) {
  auto atOnce = [](void (*task)(void *), void *data) {
    task(data);
    return true;
  };
  LoopThreads threads{3, atOnce};
  LoopThreadsScope scope(threads);
  std::vector<int> counts(3 * 6);
  auto run = [](int32_t *thread, int32_t *, void *data) {
    std::vector<int> own(6), last(1);
    Loop loop{0, 5, 1, &own, &last};
    lookup<ForkCall>("__kmpc_fork_call")(nullptr, 1, runLoop, &loop);
    std::copy(own.begin(), own.end(), static_cast<int *>(data) + *thread * 6);
  };
  lookup<ForkCall>("__kmpc_fork_call")(nullptr, 1, run, counts.data());
  EXPECT_EQ(counts, std::vector<int>(3 * 6, 1));
}

TEST_F(OpenMPRuntimeTest, WhatIsNoRuntime_IsRefused) {
  std::string used = getOpenMPRuntime();
  EXPECT_NE(toString(useOpenMPRuntime("/no/such/library.so"))
                .find("cannot load the OpenMP runtime /no/such/library.so: "),
            std::string::npos);
  EXPECT_EQ(toString(useOpenMPRuntime("libm.so.6")),
            "expects an OpenMP runtime with GOMP_parallel; libm.so.6 has none");
  EXPECT_EQ(getOpenMPRuntime(), used);
}

TEST_F(OpenMPRuntimeTest, CompiledCode_GivesTheSameBitsOnAnyThreads) {
  DialectRegistry registry;
  registerForCompilation(registry);
  MLIRContext context(registry);
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(R"(
    func.func @f(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
      %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
      return %y : tensor<?x?xf32>
    }
  )",
                                                             &context);
  CompileOptions options;
  options.parallel = true;
  auto compiled = llvm::cantFail(CompiledModule::compile(*module, options));
  constexpr int64_t kRows = 1031, kSize = 517;
  std::vector<float> x(kRows * kSize), once(x.size()), again(x.size());
  for (size_t i = 0; i < x.size(); ++i)
    x[i] = static_cast<float>(i % 977) - 400.0f;
  auto buffer = [](std::vector<float> &values) {
    return TensorBuffer{ElementKind::F32,
                        {kRows, kSize},
                        reinterpret_cast<char *>(values.data())};
  };
  const Entry *entry = compiled->lookup("f");
  setMaxThreads(1);
  llvm::cantFail(entry->call({buffer(x)}, {buffer(once)}));
  for (int threads : {2, 5}) {
    setMaxThreads(threads);
    // The first calls of a function fork, whatever they find of it.
    llvm::cantFail(entry->call({buffer(x)}, {buffer(again)}));
    EXPECT_EQ(once, again);
  }
  std::vector<std::thread> started;
  auto onThreads = [&](void (*task)(void *), void *data) {
    started.emplace_back(task, data);
    return true;
  };
  LoopThreads threads{3, onThreads};
  LoopThreadsScope scope(threads);
  std::fill(again.begin(), again.end(), 0.0f);
  llvm::cantFail(entry->call({buffer(x)}, {buffer(again)}));
  EXPECT_EQ(once, again);
  for (std::thread &thread : started)
    thread.join();
}

} // namespace
