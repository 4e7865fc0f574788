//===- ReferenceFloat8Test.cpp - Floats of 8 bits ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceTestUtils.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::test;

namespace {

TEST_F(ReferenceTest, Float8_TruncationRoundsOnceToEven) {
  // 464 ties to 448; beyond it NaN follows in E4M3FN, an infinity in E5M2.
  addInput("f32", {8}, {1.0625, 1.1875, 464, 465, 1e-4, 61439, 61440, -0.0});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<8xf32>) -> (tensor<8xf8E4M3FN>, tensor<8xf8E5M2>) {
      %a = arith.truncf %x : tensor<8xf32> to tensor<8xf8E4M3FN>
      %b = arith.truncf %x : tensor<8xf32> to tensor<8xf8E5M2>
      return %a, %b : tensor<8xf8E4M3FN>, tensor<8xf8E5M2>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {1, 1.25, 448, kNaN, 0, kNaN, kNaN, 0}, 0);
  expectValues(results[1],
               {1, 1.25, 448, 448, 6.103515625e-05 * 1.75, 57344, kInf, 0}, 0);
  EXPECT_TRUE(results[0].isExact());
  EXPECT_TRUE(results[1].isExact());
}

TEST_F(ReferenceTest, Float8_Arguments) {
  addInput("f8E4M3FN", {3}, {0.5, -448, 0.001953125});
  addInput("f8E5M2", {2}, {-57344, kInf});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<3xf8E4M3FN>, %y: tensor<2xf8E5M2>) -> (tensor<3xf32>, tensor<2xf32>) {
      %a = arith.extf %x : tensor<3xf8E4M3FN> to tensor<3xf32>
      %b = arith.extf %y : tensor<2xf8E5M2> to tensor<2xf32>
      return %a, %b : tensor<3xf32>, tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {0.5, -448, 0.001953125}, 0);
  expectValues(results[1], {-57344, kInf}, 0);
}

TEST_F(ReferenceTest, Float8_InexactOperands) {
  // 0.1f * 10 may be on either side of a tie or of the overflow.
  addInput("f32", {3}, {1.0, 46.4, 100});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<3xf32>) -> tensor<3xf8E4M3FN> {
      %ten = arith.constant dense<10.0> : tensor<3xf32>
      %y = arith.mulf %x, %ten : tensor<3xf32>
      %a = arith.truncf %y : tensor<3xf32> to tensor<3xf8E4M3FN>
      return %a : tensor<3xf8E4M3FN>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  EXPECT_EQ(results[0].getValue(0), 10);
  EXPECT_LT(results[0].getBound(0), 0.51);
  EXPECT_TRUE(std::isinf(results[0].getBound(1)));
  EXPECT_TRUE(std::isnan(results[0].getValue(2)));
  EXPECT_EQ(results[0].getBound(2), 0);
}

TEST_F(ReferenceTest, Float8_Bitcast) {
  addInput("f8E4M3FN", {2}, {1, -2});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2xf8E4M3FN>) -> (tensor<2xi8>, tensor<2xf8E4M3FN>) {
      %a = arith.bitcast %x : tensor<2xf8E4M3FN> to tensor<2xi8>
      %b = tensor.bitcast %a : tensor<2xi8> to tensor<2xf8E4M3FN>
      return %a, %b : tensor<2xi8>, tensor<2xf8E4M3FN>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  // 1 is 0 0111 000, -2 is 1 1000 000.
  expectValues(results[0], {0x38, -64}, 0);
  expectValues(results[1], {1, -2}, 0);
}

TEST_F(ReferenceTest, Float8_OtherFormatsAreNamed) {
  addInput("f32", {2}, {1, 2});
  evaluate(R"mlir(
    func.func @f(%x: tensor<2xf32>) -> tensor<2xf4E2M1FN> {
      %a = arith.truncf %x : tensor<2xf32> to tensor<2xf4E2M1FN>
      return %a : tensor<2xf4E2M1FN>
    })mlir");
  EXPECT_EQ(error, "the reference does not evaluate 'arith.truncf'");
}

} // namespace
