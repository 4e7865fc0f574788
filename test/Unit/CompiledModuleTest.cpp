//===- CompiledModuleTest.cpp - Buffers of calls ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/CompiledModule.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"
#include <numeric>

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A residual sum and its norm: two inputs, two results of the same size.
constexpr const char *kResidual = R"(
  func.func @f(%x: tensor<?xf32>, %r: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
    %s = arith.addf %x, %r : tensor<?xf32>
    %y = norm.layer_norm %s axes = [0] epsilon = 1.0e-5 : tensor<?xf32>
    return %y, %s : tensor<?xf32>, tensor<?xf32>
  }
)";

constexpr int64_t kSize = 20;

class CompiledModuleTest : public ::testing::Test {
protected:
  void SetUp() override {
    DialectRegistry registry;
    registerForCompilation(registry);
    MLIRContext context(registry);
    OwningOpRef<ModuleOp> module =
        parseSourceString<ModuleOp>(kResidual, &context);
    auto result = CompiledModule::compile(*module, CompileOptions());
    ASSERT_TRUE(bool(result)) << toString(result.takeError());
    compiled = std::move(*result);
    memory.resize(6 * kSize);
    std::iota(memory.begin(), memory.end(), 1.0f);
  }

  /// The buffer whose first element is number `first` of the memory.
  TensorBuffer at(int64_t first, int64_t size = kSize) {
    return TensorBuffer{ElementKind::F32,
                        {size},
                        reinterpret_cast<char *>(memory.data() + first)};
  }

  /// Why call refuses these buffers, and bind too; empty where they do not.
  std::string getRefusal(ArrayRef<TensorBuffer> inputs,
                         ArrayRef<TensorBuffer> results) {
    const Entry *entry = compiled->lookup("f");
    std::vector<float> before = memory;
    std::string ofBind;
    llvm::Expected<BoundCall> bound = entry->bind(inputs, results);
    if (!bound)
      ofBind = toString(bound.takeError());
    std::string ofCall = toString(entry->call(inputs, results));
    EXPECT_EQ(ofCall, ofBind);
    // What is refused is not computed.
    if (!ofCall.empty()) {
      EXPECT_EQ(memory, before);
    }
    return ofCall;
  }

  std::unique_ptr<CompiledModule> compiled;
  std::vector<float> memory;
};

TEST_F(CompiledModuleTest, ResultInPlaceOfInput_IsRefused) {
  EXPECT_EQ(getRefusal({at(0), at(20)}, {at(40), at(0)}),
            "@f: expects results apart from all other buffers; result 1 "
            "overlaps input 0");
}

TEST_F(CompiledModuleTest, ResultOverInput_IsRefused) {
  // By one element at either end, and within.
  EXPECT_EQ(getRefusal({at(0), at(20)}, {at(39), at(80)}),
            "@f: expects results apart from all other buffers; result 0 "
            "overlaps input 1");
  EXPECT_EQ(getRefusal({at(59), at(100)}, {at(40), at(80)}),
            "@f: expects results apart from all other buffers; result 0 "
            "overlaps input 0");
  EXPECT_EQ(getRefusal({at(0, 60), at(60, 60)}, {at(30, 10), at(100, 10)}),
            "@f: expects results apart from all other buffers; result 0 "
            "overlaps input 0");
}

TEST_F(CompiledModuleTest, ResultOverResult_IsRefused) {
  EXPECT_EQ(getRefusal({at(0), at(20)}, {at(40), at(40)}),
            "@f: expects results apart from all other buffers; result 1 "
            "overlaps result 0");
  EXPECT_EQ(getRefusal({at(0), at(20)}, {at(60), at(41)}),
            "@f: expects results apart from all other buffers; result 1 "
            "overlaps result 0");
}

TEST_F(CompiledModuleTest, NeighbouringBuffers_AreTaken) {
  EXPECT_EQ(getRefusal({at(0), at(20)}, {at(40), at(60)}), "");
  EXPECT_EQ(memory[60], 1.0f + 21.0f);
  EXPECT_EQ(memory[79], 20.0f + 40.0f);
  EXPECT_EQ(memory[0], 1.0f);
  EXPECT_EQ(memory[80], 81.0f);
}

TEST_F(CompiledModuleTest, InputsThatOverlap_AreTaken) {
  EXPECT_EQ(getRefusal({at(0), at(0)}, {at(40), at(60)}), "");
  EXPECT_EQ(memory[79], 20.0f + 20.0f);
  EXPECT_EQ(getRefusal({at(0), at(5)}, {at(40), at(60)}), "");
  EXPECT_EQ(memory[79], 20.0f + 25.0f);
}

TEST_F(CompiledModuleTest, EmptyBuffers_OverlapNothing) {
  EXPECT_EQ(getRefusal({at(5, 0), at(5, 0)}, {at(5, 0), at(5, 0)}), "");
}

/// Every `stride`th element of the memory.
static TensorBuffer withStride(TensorBuffer buffer, int64_t stride) {
  buffer.strides = {stride};
  return buffer;
}

TEST_F(CompiledModuleTest, Strides_AreTakenWhereTheCodeTakesThem) {
  const Entry *entry = compiled->lookup("f");
  for (size_t buffer = 0; buffer < 4; ++buffer)
    EXPECT_TRUE(entry->takesStrides(buffer));
  EXPECT_EQ(getRefusal({withStride(at(0), 2), withStride(at(19), -1)},
                       {at(40), withStride(at(60), 3)}),
            "");
  EXPECT_EQ(memory[60], 1.0f + 20.0f);
  EXPECT_EQ(memory[63], 3.0f + 19.0f);
  EXPECT_EQ(memory[61], 62.0f);
}

TEST_F(CompiledModuleTest, ResultsThatRepeatElements_AreRefused) {
  EXPECT_EQ(getRefusal({at(0), at(20)}, {at(40), withStride(at(60), 0)}),
            "@f: expects each element of result 1, 20xf32, at an address of "
            "its own; got strides [0]");
}

TEST_F(CompiledModuleTest, StridedOverlaps_AreFound) {
  EXPECT_EQ(getRefusal({at(0), at(99)}, {at(40), withStride(at(61), 2)}),
            "@f: expects results apart from all other buffers; result 1 "
            "overlaps input 1");
  EXPECT_EQ(getRefusal({at(0), at(100)}, {at(40), withStride(at(61), 2)}), "");
}

/// A scalar by value, one that is returned, and a size.
TEST(CompiledModuleScalarsTest, ValuesOfBuffers) {
  DialectRegistry registry;
  registerForCompilation(registry);
  MLIRContext context(registry);
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(R"(
    func.func @f(%s: f32, %h: bf16, %n: index) -> (tensor<?xf32>, i1, bf16) {
      %t = tensor.splat %s[%n] : tensor<?xf32>
      %w = arith.extf %h : bf16 to f32
      %c = arith.cmpf olt, %s, %w : f32
      return %t, %c, %h : tensor<?xf32>, i1, bf16
    }
  )",
                                                             &context);
  auto compiled =
      llvm::cantFail(CompiledModule::compile(*module, CompileOptions()));
  const Entry *entry = compiled->lookup("f");
  float s = 1.5f, t[3] = {};
  uint16_t h = 0x4000, outH = 0; // 2
  int64_t n = 3;
  uint8_t c = 7;
  auto scalar = [](ElementKind kind, auto &value) {
    return TensorBuffer{kind, {}, reinterpret_cast<char *>(&value)};
  };
  SmallVector<TensorBuffer> inputs = {scalar(ElementKind::F32, s),
                                      scalar(ElementKind::BF16, h),
                                      scalar(ElementKind::I64, n)};
  auto shapes = llvm::cantFail(entry->prepare(inputs));
  ASSERT_EQ(shapes.size(), 3u);
  EXPECT_EQ(shapes[0], SmallVector<int64_t>{3});
  EXPECT_TRUE(shapes[1].empty());
  TensorBuffer result{ElementKind::F32, {3}, reinterpret_cast<char *>(t)};
  BoundCall call =
      llvm::cantFail(entry->bind(inputs, {result, scalar(ElementKind::Bool, c),
                                          scalar(ElementKind::BF16, outH)}));
  call();
  EXPECT_EQ(t[2], 1.5f);
  EXPECT_EQ(c, 1);
  EXPECT_EQ(outH, 0x4000);
  s = 2.5f; // What is bound is the place.
  call();
  EXPECT_EQ(t[0], 2.5f);
  EXPECT_EQ(c, 0);
  n = -1;
  auto refused = entry->prepare(inputs);
  ASSERT_FALSE(bool(refused));
  EXPECT_EQ(toString(refused.takeError()),
            "@f: expects results of sizes of 0 or more; got -1");
}

/// However a module is cut into parts, results have the same bits.
TEST(CompiledModulePartsTest, SameBits) {
  std::string text = R"(
    func.func private @square(%x: tensor<?xf32>) -> tensor<?xf32> {
      %y = arith.mulf %x, %x : tensor<?xf32>
      return %y : tensor<?xf32>
    }
  )";
  constexpr int kFunctions = 5, kElements = 300;
  for (int i = 0; i < kFunctions; ++i)
    text += "func.func @f" + std::to_string(i) +
            R"((%x: tensor<?xf32>) -> tensor<?xf32> {
      %y = norm.layer_norm %x axes = [0] epsilon = 1.0e-5 : tensor<?xf32>
      %z = call @)" +
            (i == 3 ? "f1" : "square") +
            R"((%y) : (tensor<?xf32>) -> tensor<?xf32>
      return %z : tensor<?xf32>
    }
    )";
  DialectRegistry registry;
  registerForCompilation(registry);
  MLIRContext context(registry);
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, &context);
  std::vector<float> input(kElements);
  for (int i = 0; i < kElements; ++i)
    input[i] = float(i * 7919 % 1009) / 100;
  std::vector<std::vector<float>> first;
  for (unsigned perPart : {0u, 1u, 2u, 3u}) {
    CompileOptions options;
    options.parallel = true;
    options.functionsPerPart = perPart;
    auto compiled = llvm::cantFail(CompiledModule::compile(*module, options));
    std::vector<std::vector<float>> all;
    for (int i = 0; i < kFunctions; ++i) {
      std::vector<float> &output = all.emplace_back(kElements);
      TensorBuffer in{ElementKind::F32,
                      {kElements},
                      reinterpret_cast<char *>(input.data())};
      TensorBuffer out{ElementKind::F32,
                       {kElements},
                       reinterpret_cast<char *>(output.data())};
      llvm::cantFail(
          compiled->lookup("f" + std::to_string(i))->call({in}, {out}));
    }
    if (first.empty())
      first = all;
    EXPECT_EQ(all, first) << perPart;
    EXPECT_NE(all[0][1], 0.0f);
  }
}

} // namespace
