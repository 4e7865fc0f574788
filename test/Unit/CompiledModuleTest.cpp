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

} // namespace
