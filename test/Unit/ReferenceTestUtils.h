//===- ReferenceTestUtils.h - Evaluating IR text -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_TEST_UNIT_REFERENCETESTUTILS_H
#define NORM_MLIR_TEST_UNIT_REFERENCETESTUTILS_H

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Index/IR/IndexDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Parser/Parser.h"
#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"
#include "norm-mlir/Reference/Reference.h"
#include "gtest/gtest.h"
#include <deque>

namespace mlir::norm::test {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Parses one function and evaluates it on tensors made of doubles.
class ReferenceTest : public ::testing::Test {
protected:
  ReferenceTest() {
    context.loadDialect<NormDialect, affine::AffineDialect, arith::ArithDialect,
                        func::FuncDialect, index::IndexDialect,
                        linalg::LinalgDialect, math::MathDialect,
                        scf::SCFDialect, tensor::TensorDialect>();
  }

  Type parseElement(StringRef text) { return parseType(text, &context); }

  /// Adds an input; values are rounded to the element type.
  void addInput(StringRef element, ArrayRef<int64_t> shape,
                ArrayRef<double> values) {
    ReferenceTensor tensor =
        ReferenceTensor::allocate(parseElement(element), shape);
    ASSERT_EQ(tensor.getNumElements(), static_cast<int64_t>(values.size()));
    if (tensor.isFloat()) {
      tensor.write(0, 1, values.size(), values.data());
    } else {
      std::vector<int64_t> integers(values.begin(), values.end());
      tensor.writeIntegers(0, 1, values.size(), integers.data());
    }
    buffers.push_back(encode(tensor));
    shapes.push_back(SmallVector<int64_t>(shape));
    inputs.push_back(
        {tensor.getElementType(), shapes.back(), buffers.back().data()});
  }

  /// The bytes of a tensor as a caller holds them, plus `error(i)`.
  static std::vector<char>
  encode(const ReferenceTensor &tensor,
         llvm::function_ref<double(int64_t)> error = nullptr) {
    int64_t width = byteWidth(tensor.getKind());
    std::vector<char> bytes(tensor.getNumElements() * width);
    for (int64_t i = 0; i < tensor.getNumElements(); ++i) {
      char *target = bytes.data() + i * width;
      if (!tensor.isFloat()) {
        int64_t value = tensor.getInteger(i) + (error ? error(i) : 0);
        std::memcpy(target, &value, width);
        continue;
      }
      double value = tensor.getValue(i) + (error ? error(i) : 0);
      uint64_t bits = encodeFloat(tensor.getKind(), value);
      std::memcpy(target, &bits, width);
    }
    return bytes;
  }

  /// Evaluates @f of `text`; the results, or none with `error` set.
  SmallVector<ReferenceTensor> evaluate(StringRef text) {
    module = parseSourceString<ModuleOp>(text, &context);
    if (!module) {
      ADD_FAILURE() << "the test's IR is not valid";
      return {};
    }
    auto function = module->lookupSymbol<func::FuncOp>("f");
    auto results = evaluateReference(function, inputs);
    if (results)
      return *results;
    error = llvm::toString(results.takeError());
    return {};
  }

  static void expectValues(const ReferenceTensor &tensor,
                           ArrayRef<double> expected, double tolerance) {
    ASSERT_EQ(tensor.getNumElements(), static_cast<int64_t>(expected.size()));
    for (size_t i = 0; i < expected.size(); ++i) {
      double value = tensor.getValue(i);
      if (std::isnan(expected[i]))
        EXPECT_TRUE(std::isnan(value)) << "element " << i << ": " << value;
      else if (std::isinf(expected[i]))
        EXPECT_EQ(value, expected[i]) << "element " << i;
      else
        EXPECT_NEAR(value, expected[i], tolerance) << "element " << i;
    }
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  std::deque<std::vector<char>> buffers;
  std::deque<SmallVector<int64_t>> shapes;
  SmallVector<TensorView> inputs;
  std::string error;
};

} // namespace mlir::norm::test

#endif // NORM_MLIR_TEST_UNIT_REFERENCETESTUTILS_H
