//===- SpecializedFunctionTest.cpp - Code for the sizes of calls ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/SpecializedFunction.h"

#include "gtest/gtest.h"
#include <numeric>
#include <thread>

using namespace mlir;
using namespace mlir::norm;

namespace {

constexpr const char *kScaled = R"(
  func.func @f(%x: tensor<?x?xf32>, %w: tensor<?xf32>) -> tensor<?x?xf32> {
    %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
    return %y : tensor<?x?xf32>
  }
  func.func @g(%x: tensor<4xf32>) -> tensor<4xf32> {
    %y = norm.rms_norm %x axes = [0] epsilon = 1.0e-5 : tensor<4xf32>
    return %y : tensor<4xf32>
  }
)";

Compiler &getCompiler() {
  static Compiler compiler{CompileOptions()};
  return compiler;
}

llvm::Expected<std::unique_ptr<SpecializedFunction>>
create(StringRef entry, size_t limit, StringRef text = kScaled) {
  return SpecializedFunction::create(text, "ir", entry, limit, getCompiler());
}

/// Rows of ones, and their weights.
struct Rows {
  Rows(int64_t rows, int64_t size, int64_t weights = -1)
      : x(rows * size, 1.0f), w(weights < 0 ? size : weights, 2.0f) {
    auto address = [](std::vector<float> &values) {
      return reinterpret_cast<char *>(values.data());
    };
    buffers = {{ElementKind::F32, {rows, size}, address(x)},
               {ElementKind::F32, {int64_t(w.size())}, address(w)}};
  }

  std::vector<float> x, w;
  SmallVector<TensorBuffer> buffers;
};

/// The code for rows of these sizes.
const Entry *find(SpecializedFunction &function, Rows &rows) {
  return llvm::cantFail(function.find(rows.buffers));
}

TEST(SpecializedFunctionTest, SizesUpToTheLimit_HaveCodeOfTheirOwn) {
  auto function = llvm::cantFail(create("f", 2));
  Rows first(2, 3), second(2, 4), third(2, 5), fourth(7, 5);
  const Entry *ofFirst = find(*function, first);
  EXPECT_EQ(function->getNumSpecializations(), 1u);
  const Entry *ofSecond = find(*function, second);
  EXPECT_NE(ofFirst, ofSecond);
  const Entry *ofOthers = find(*function, third);
  EXPECT_NE(ofOthers, ofFirst);
  EXPECT_EQ(find(*function, fourth), ofOthers);
  // And they keep it.
  EXPECT_EQ(find(*function, first), ofFirst);
  EXPECT_EQ(function->getNumSpecializations(), 2u);
}

TEST(SpecializedFunctionTest, Code_ComputesWhatTheTextSays) {
  for (size_t limit : {0, 1}) {
    auto function = llvm::cantFail(create("f", limit));
    Rows rows(3, 17);
    const Entry *entry = find(*function, rows);
    auto shapes = llvm::cantFail(entry->prepare(rows.buffers));
    EXPECT_EQ(shapes[0], (SmallVector<int64_t>{3, 17}));
    std::vector<float> y(3 * 17);
    TensorBuffer result{ElementKind::F32, shapes[0],
                        reinterpret_cast<char *>(y.data())};
    llvm::cantFail(entry->call(rows.buffers, {result}));
    for (float value : y)
      EXPECT_NEAR(value, 2.0f, 1e-4);
  }
}

TEST(SpecializedFunctionTest, SizesThatDoNotFit_AreRefusedByPrepare) {
  auto function = llvm::cantFail(create("f", 4));
  Rows rows(2, 3, /*weights=*/5);
  const Entry *entry = find(*function, rows);
  EXPECT_EQ(function->getNumSpecializations(), 0u);
  EXPECT_EQ(toString(entry->prepare(rows.buffers).takeError()),
            "@f: expects scale shape [3]; got [5]");
}

TEST(SpecializedFunctionTest, StaticFunction_IsCompiledOnce) {
  auto function = llvm::cantFail(create("g", 4));
  Rows rows(1, 4);
  rows.buffers.resize(1);
  rows.buffers[0].shape = {4};
  EXPECT_NE(find(*function, rows), nullptr);
  EXPECT_EQ(function->getNumSpecializations(), 0u);
}

TEST(SpecializedFunctionTest, Names_AreTold) {
  EXPECT_EQ(toString(create("h", 1).takeError()),
            "expects the name of a public function, @f, @g; got @h");
  EXPECT_EQ(toString(create("", 1).takeError()),
            "expects the name of one of several functions; got none of @f, @g");
  EXPECT_EQ(toString(create("", 1, "module {}").takeError()),
            "expects a public function; got none");
  EXPECT_EQ(toString(create("", 1, "func.func @f(").takeError()),
            "ir:1:13: expected non-function type");
}

TEST(SpecializedFunctionTest, Threads_GetOneCode) {
  auto function = llvm::cantFail(create("f", 3));
  std::vector<const Entry *> entries(8);
  std::vector<std::thread> threads;
  for (const Entry *&entry : entries)
    threads.emplace_back([&] {
      Rows rows(5, 9);
      entry = find(*function, rows);
    });
  for (std::thread &thread : threads)
    thread.join();
  for (const Entry *entry : entries)
    EXPECT_EQ(entry, entries[0]);
  EXPECT_EQ(function->getNumSpecializations(), 1u);
}

} // namespace
