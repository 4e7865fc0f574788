//===- CompileCacheTest.cpp - Compiling once and calling often ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/CompileCache.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Parser/Parser.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"
#include "gtest/gtest.h"
#include <thread>

using namespace mlir;
using namespace mlir::norm;

namespace {

constexpr const char *kTwice = R"(
  func.func @f(%x: tensor<?xf32>) -> tensor<?xf32> {
    %y = arith.addf %x, %x : tensor<?xf32>
    return %y : tensor<?xf32>
  }
)";
constexpr const char *kSquare = R"(
  func.func @f(%x: tensor<?xf32>) -> tensor<?xf32> {
    %y = arith.mulf %x, %x : tensor<?xf32>
    return %y : tensor<?xf32>
  }
)";

/// A context with everything that modules of tests use.
struct Context {
  Context() : context(makeRegistry()) {}

  OwningOpRef<ModuleOp> parse(StringRef text) {
    return parseSourceString<ModuleOp>(text, &context);
  }

  static DialectRegistry makeRegistry() {
    DialectRegistry registry;
    registerForCompilation(registry);
    return registry;
  }

  MLIRContext context;
};

class CompileCacheTest : public ::testing::Test {
protected:
  std::shared_ptr<const CompiledModule>
  compile(ModuleOp module, CompileOptions options = CompileOptions()) {
    auto compiled = cache.compile(module, options);
    if (compiled)
      return *compiled;
    ADD_FAILURE() << toString(compiled.takeError());
    return nullptr;
  }

  Context context;
  CompileCache cache;
};

/// @f of one vector.
SmallVector<float> callF(const CompiledModule &compiled,
                         SmallVector<float> input) {
  SmallVector<float> output(input.size());
  int64_t size = input.size();
  TensorBuffer in{
      ElementKind::F32, {size}, reinterpret_cast<char *>(input.data())};
  TensorBuffer out{
      ElementKind::F32, {size}, reinterpret_cast<char *>(output.data())};
  llvm::cantFail(compiled.lookup("f")->call({in}, {out}));
  return output;
}

} // namespace

TEST_F(CompileCacheTest, Hit_SameModule) {
  OwningOpRef<ModuleOp> module = context.parse(kTwice);
  auto first = compile(*module);
  EXPECT_EQ(cache.getMisses(), 1u);
  EXPECT_EQ(cache.getHits(), 0u);
  auto second = compile(*module);
  EXPECT_EQ(first, second);
  EXPECT_EQ(cache.getMisses(), 1u);
  EXPECT_EQ(cache.getHits(), 1u);
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(callF(*second, {1.0f, 2.5f}), (SmallVector<float>{2.0f, 5.0f}));
}

TEST_F(CompileCacheTest, Hit_SameTextInAnotherContextAtOtherLocations) {
  auto first = compile(*context.parse(kTwice));
  Context other;
  auto second = compile(*other.parse("\n\n" + std::string(kTwice)));
  EXPECT_EQ(first, second);
  EXPECT_EQ(cache.getHits(), 1u);
}

TEST_F(CompileCacheTest, Miss_OtherModule) {
  auto twice = compile(*context.parse(kTwice));
  auto square = compile(*context.parse(kSquare));
  EXPECT_NE(twice, square);
  EXPECT_EQ(cache.getMisses(), 2u);
  ASSERT_TRUE(twice && square);
  EXPECT_EQ(callF(*twice, {3.0f}), SmallVector<float>{6.0f});
  EXPECT_EQ(callF(*square, {3.0f}), SmallVector<float>{9.0f});
}

TEST_F(CompileCacheTest, Miss_OtherOptions) {
  OwningOpRef<ModuleOp> module = context.parse(kTwice);
  CompileOptions parallel;
  parallel.parallel = true;
  EXPECT_NE(compile(*module), compile(*module, parallel));
  EXPECT_EQ(cache.getMisses(), 2u);
  EXPECT_EQ(cache.getHits(), 0u);
}

TEST_F(CompileCacheTest, Miss_OtherProcessor) {
  OwningOpRef<ModuleOp> module = context.parse(kTwice);
  CompileOptions older, host;
  older.target.cpu = llvm::Triple(llvm::sys::getProcessTriple()).isX86()
                         ? "x86-64"
                         : "generic";
  host.target.cpu = "host";
  auto compiled = compile(*module, older);
  EXPECT_NE(compiled, compile(*module));
  EXPECT_EQ(cache.getMisses(), 2u);
  // This one by its name.
  compile(*module, host);
  EXPECT_EQ(cache.getMisses(), 2u);
  ASSERT_TRUE(compiled);
  EXPECT_EQ(callF(*compiled, {3.0f}), SmallVector<float>{6.0f});
}

TEST_F(CompileCacheTest, Miss_LargeConstantsThatDiffer) {
  auto text = [](StringRef last) {
    std::string values;
    for (int i = 0; i < 199; ++i)
      values += "1.0, ";
    return "func.func @f() -> tensor<200xf32> { %c = arith.constant dense<[" +
           values + last.str() +
           "]> : tensor<200xf32> return %c : "
           "tensor<200xf32> }";
  };
  EXPECT_NE(compile(*context.parse(text("2.0"))),
            compile(*context.parse(text("3.0"))));
  EXPECT_EQ(cache.getHits(), 0u);
}

TEST_F(CompileCacheTest, Error_IsNotKept) {
  OwningOpRef<ModuleOp> module =
      context.parse("func.func @f(%x: i4) -> i4 { return %x : i4 }");
  for (int i = 0; i < 2; ++i) {
    auto compiled = cache.compile(*module, CompileOptions());
    ASSERT_FALSE(static_cast<bool>(compiled));
    EXPECT_EQ(toString(compiled.takeError()).find("@f: expects every argument"),
              0u);
  }
  EXPECT_EQ(cache.getMisses(), 0u);
}

TEST_F(CompileCacheTest, Clear_KeepsModulesInUse) {
  OwningOpRef<ModuleOp> module = context.parse(kTwice);
  auto first = compile(*module);
  cache.clear();
  EXPECT_NE(first, compile(*module));
  EXPECT_EQ(cache.getMisses(), 2u);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(callF(*first, {4.0f}), SmallVector<float>{8.0f});
}

TEST_F(CompileCacheTest, Capacity_KeepsThoseAskedForLast) {
  CompileCache two(2);
  auto compileConstant = [&](int value) {
    std::string text = "func.func @f() -> i64 { %c = arith.constant " +
                       std::to_string(value) + " : i64 return %c : i64 }";
    return llvm::cantFail(two.compile(*context.parse(text), CompileOptions()));
  };
  auto first = compileConstant(1);
  compileConstant(2);
  EXPECT_EQ(compileConstant(1), first);
  EXPECT_EQ(two.getSize(), 2u);
  compileConstant(3); // In place of 2, which nobody asked for since.
  EXPECT_EQ(two.getSize(), 2u);
  EXPECT_EQ(compileConstant(1), first);
  EXPECT_EQ(two.getMisses(), 3u);
  compileConstant(2);
  EXPECT_EQ(two.getMisses(), 4u);
}

TEST_F(CompileCacheTest, Threads_ShareOneContext) {
  // Modules of one context that differ, while others of it are compiled.
  constexpr int kThreads = 4;
  SmallVector<OwningOpRef<ModuleOp>> modules;
  for (int i = 0; i < kThreads; ++i)
    modules.push_back(context.parse(i % 2 ? kTwice : kSquare));
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i)
    threads.emplace_back([&, i] {
      for (int repeat = 0; repeat < 3; ++repeat)
        llvm::cantFail(cache.compile(*modules[i], CompileOptions()));
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(cache.getMisses(), 2u);
  EXPECT_EQ(cache.getHits(), 3u * kThreads - 2);
}

TEST_F(CompileCacheTest, Threads_CompileOnce) {
  constexpr int kThreads = 4;
  std::shared_ptr<const CompiledModule> compiled[kThreads];
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i)
    threads.emplace_back([&, i] {
      Context own;
      OwningOpRef<ModuleOp> module = own.parse(kTwice);
      auto result = cache.compile(*module, CompileOptions());
      if (result)
        compiled[i] = *result;
      else
        llvm::consumeError(result.takeError());
    });
  for (std::thread &thread : threads)
    thread.join();
  ASSERT_NE(compiled[0], nullptr);
  for (int i = 1; i < kThreads; ++i)
    EXPECT_EQ(compiled[i], compiled[0]);
  EXPECT_EQ(cache.getMisses(), 1u);
  EXPECT_EQ(cache.getHits(), kThreads - 1u);
}

TEST_F(CompileCacheTest, BoundCall_SeesWhatItsBuffersHold) {
  auto compiled = compile(*context.parse(kTwice));
  ASSERT_NE(compiled, nullptr);
  float input[] = {1.0f, 2.0f, 3.0f}, output[3];
  TensorBuffer in{ElementKind::F32, {3}, reinterpret_cast<char *>(input)};
  TensorBuffer out{ElementKind::F32, {3}, reinterpret_cast<char *>(output)};
  BoundCall call = llvm::cantFail(compiled->lookup("f")->bind({in}, {out}));
  call();
  EXPECT_EQ(output[2], 6.0f);
  input[2] = 5.0f;
  BoundCall moved = std::move(call);
  moved();
  EXPECT_EQ(output[2], 10.0f);
}
