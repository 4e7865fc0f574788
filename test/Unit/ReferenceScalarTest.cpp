//===- ReferenceScalarTest.cpp - Scalars, integers and indices ---===//
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

TEST_F(ReferenceTest, Scalars_ArgumentsAndResults) {
  addInput("f32", {}, {2.5});
  addInput("index", {}, {3});
  addInput("i1", {}, {1});
  auto results = evaluate(R"mlir(
    func.func @f(%a: f32, %n: index, %c: i1) -> (f32, index, tensor<?xf32>) {
      %two = arith.constant 2 : index
      %m = affine.apply affine_map<(d0)[s0] -> (d0 * s0 + 1)>(%n)[%two]
      %k = index.sub %m, %two
      %b = arith.mulf %a, %a : f32
      %r = arith.select %c, %b, %a : f32
      %t = tensor.splat %r[%k] : tensor<?xf32>
      return %b, %m, %t : f32, index, tensor<?xf32>
    })mlir");
  ASSERT_EQ(results.size(), 3u) << error;
  EXPECT_EQ(results[0].getRank(), 0);
  expectValues(results[0], {6.25}, 0);
  EXPECT_EQ(results[1].getInteger(0), 7);
  expectValues(results[2], {6.25, 6.25, 6.25, 6.25, 6.25}, 0);
}

TEST_F(ReferenceTest, Scalars_IndexArrivesAsI64) {
  int64_t n = 5;
  inputs.push_back({parseElement("i64"), {}, reinterpret_cast<char *>(&n)});
  auto results = evaluate(R"mlir(
    func.func @f(%n: index) -> i64 {
      %m = arith.index_cast %n : index to i64
      return %m : i64
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  EXPECT_EQ(results[0].getInteger(0), 5);
}

TEST_F(ReferenceTest, Integers_TwoResults) {
  addInput("i8", {3}, {-1, 16, 127});
  addInput("i8", {3}, {-1, 16, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%a: tensor<3xi8>, %b: tensor<3xi8>) -> (tensor<3xi8>, tensor<3xi8>, tensor<3xi8>, tensor<3xi8>, tensor<3xi8>, tensor<3xi1>) {
      %ul, %uh = arith.mului_extended %a, %b : tensor<3xi8>
      %sl, %sh = arith.mulsi_extended %a, %b : tensor<3xi8>
      %s, %c = arith.addui_extended %a, %b : tensor<3xi8>, tensor<3xi1>
      return %ul, %uh, %sl, %sh, %s, %c : tensor<3xi8>, tensor<3xi8>, tensor<3xi8>, tensor<3xi8>, tensor<3xi8>, tensor<3xi1>
    })mlir");
  ASSERT_EQ(results.size(), 6u) << error;
  // 255 * 255 = 0xfe01; 16 * 16 = 0x0100; 127 * 2 = 0x00fe.
  expectValues(results[0], {1, 0, -2}, 0);
  expectValues(results[1], {-2, 1, 0}, 0);
  expectValues(results[2], {1, 0, -2}, 0);
  expectValues(results[3], {0, 1, 0}, 0);
  // 255 + 255 = 0x1fe.
  expectValues(results[4], {-2, 32, -127}, 0);
  expectValues(results[5], {1, 0, 0}, 0);
}

TEST_F(ReferenceTest, Integers_ExtendedInBody) {
  addInput("i64", {2}, {-1, 3});
  auto results = evaluate(R"mlir(
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%a: tensor<2xi64>) -> tensor<2xi64> {
      %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<2xi64>) outs(%a : tensor<2xi64>) {
      ^bb0(%x: i64, %o: i64):
        %low, %high = arith.mului_extended %x, %x : i64
        linalg.yield %high : i64
      } -> tensor<2xi64>
      return %y : tensor<2xi64>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  // (2^64 - 1)^2 = 2^128 - 2^65 + 1.
  expectValues(results[0], {-2, 0}, 0);
}

TEST_F(ReferenceTest, Integers_Narrow) {
  addInput("i8", {4}, {7, 8, -9, 100});
  auto results = evaluate(R"mlir(
    func.func @f(%a: tensor<4xi8>) -> (tensor<4xi8>, tensor<4xi8>) {
      %n = arith.trunci %a : tensor<4xi8> to tensor<4xi4>
      %m = arith.addi %n, %n : tensor<4xi4>
      %s = arith.extsi %n : tensor<4xi4> to tensor<4xi8>
      %u = arith.extui %m : tensor<4xi4> to tensor<4xi8>
      return %s, %u : tensor<4xi8>, tensor<4xi8>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  // -9 is 0b11110111, 100 is 0b01100100.
  expectValues(results[0], {7, -8, 7, 4}, 0);
  expectValues(results[1], {14, 0, 14, 8}, 0);
}

TEST_F(ReferenceTest, Integers_DivisionsAndMath) {
  addInput("i32", {4}, {7, -7, 7, -7});
  addInput("i32", {4}, {2, 2, -2, -2});
  auto results = evaluate(R"mlir(
    func.func @f(%a: tensor<4xi32>, %b: tensor<4xi32>) -> (tensor<4xi32>, tensor<4xi32>, tensor<4xi32>, tensor<4xi32>, tensor<4xi32>, tensor<4xi32>) {
      %c = arith.ceildivsi %a, %b : tensor<4xi32>
      %f = arith.floordivsi %a, %b : tensor<4xi32>
      %abs = math.absi %a : tensor<4xi32>
      %p = math.ipowi %a, %b : tensor<4xi32>
      %lz = math.ctlz %abs : tensor<4xi32>
      %ones = math.ctpop %a : tensor<4xi32>
      return %c, %f, %abs, %p, %lz, %ones : tensor<4xi32>, tensor<4xi32>, tensor<4xi32>, tensor<4xi32>, tensor<4xi32>, tensor<4xi32>
    })mlir");
  ASSERT_EQ(results.size(), 6u) << error;
  expectValues(results[0], {4, -3, -3, 4}, 0);
  expectValues(results[1], {3, -4, -4, 3}, 0);
  expectValues(results[2], {7, 7, 7, 7}, 0);
  expectValues(results[3], {49, 49, 0, 0}, 0);
  expectValues(results[4], {29, 29, 29, 29}, 0);
  expectValues(results[5], {3, 30, 3, 30}, 0);
}

TEST_F(ReferenceTest, Index_OpsInBody) {
  addInput("index", {3}, {5, -5, 6});
  auto results = evaluate(R"mlir(
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%a: tensor<3xindex>) -> (tensor<3xindex>, tensor<3xi1>) {
      %e = tensor.empty() : tensor<3xindex>
      %f = tensor.empty() : tensor<3xi1>
      %y:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a : tensor<3xindex>) outs(%e, %f : tensor<3xindex>, tensor<3xi1>) {
      ^bb0(%x: index, %o: index, %p: i1):
        %i = linalg.index 0 : index
        %two = index.constant 2
        %d = index.floordivs %x, %two
        %s = index.add %d, %i
        %m = affine.min affine_map<(d0) -> (d0, 4)>(%s)
        %c = index.cmp slt(%x, %i)
        linalg.yield %m, %c : index, i1
      } -> (tensor<3xindex>, tensor<3xi1>)
      return %y#0, %y#1 : tensor<3xindex>, tensor<3xi1>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {2, -2, 4}, 0);
  expectValues(results[1], {0, 1, 0}, 0);
}

TEST_F(ReferenceTest, Index_Delinearize) {
  addInput("index", {}, {23});
  auto results = evaluate(R"mlir(
    func.func @f(%i: index) -> (index, index, index, index) {
      %a:3 = affine.delinearize_index %i into (2, 3, 4) : index, index, index
      %l = affine.linearize_index [%a#0, %a#1, %a#2] by (2, 3, 4) : index
      return %a#0, %a#1, %a#2, %l : index, index, index, index
    })mlir");
  ASSERT_EQ(results.size(), 4u) << error;
  EXPECT_EQ(results[0].getInteger(0), 1);
  EXPECT_EQ(results[1].getInteger(0), 2);
  EXPECT_EQ(results[2].getInteger(0), 3);
  EXPECT_EQ(results[3].getInteger(0), 23);
}

TEST_F(ReferenceTest, FPowI) {
  addInput("f32", {5}, {2, -3, 0.5, 0, 1e30});
  addInput("i32", {5}, {10, 3, -2, -1, 2});
  auto results = evaluate(R"mlir(
    func.func @f(%a: tensor<5xf32>, %n: tensor<5xi32>) -> tensor<5xf32> {
      %y = math.fpowi %a, %n : tensor<5xf32>, tensor<5xi32>
      return %y : tensor<5xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {1024, -27, 4, kInf, kInf}, 0);
  // 8 ulps of the function, 10 half epsilons of the products.
  EXPECT_NEAR(results[0].getBound(0), 8 * 0x1p-13 + 1024 * 5 * 0x1p-23, 1e-5);
  EXPECT_EQ(results[0].getBound(4), 0);
}

TEST_F(ReferenceTest, Math_AnglesAndClasses) {
  addInput("f64", {3}, {1, -1, 0.25});
  auto results = evaluate(R"mlir(
    func.func @f(%a: tensor<3xf64>) -> (tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xi1>) {
      %t = math.atan2 %a, %a : tensor<3xf64>
      %s, %c = math.sincos %a : tensor<3xf64>
      %b = math.cbrt %a : tensor<3xf64>
      %n = math.isnan %a : tensor<3xf64>
      return %t, %s, %c, %b, %n : tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xi1>
    })mlir");
  ASSERT_EQ(results.size(), 5u) << error;
  double pi = 3.14159265358979323846;
  expectValues(results[0], {pi / 4, -3 * pi / 4, pi / 4}, 1e-15);
  expectValues(results[1], {std::sin(1), -std::sin(1), std::sin(0.25)}, 1e-15);
  expectValues(results[2], {std::cos(1), std::cos(1), std::cos(0.25)}, 1e-15);
  expectValues(results[3], {1, -1, 0.6299605249474366}, 1e-15);
  expectValues(results[4], {0, 0, 0}, 0);
}

TEST_F(ReferenceTest, Scalars_InexactIndexIsAnError) {
  addInput("f32", {4}, {0.1, 0.2, 0.3, 0.4});
  evaluate(R"mlir(
    func.func @f(%a: tensor<4xf32>) -> f32 {
      %c0 = arith.constant 0 : index
      %x = tensor.extract %a[%c0] : tensor<4xf32>
      %y = arith.mulf %x, %x : f32
      %z = arith.divf %x, %y : f32
      %w = arith.divf %z, %z : f32
      %i = arith.fptosi %w : f32 to i32
      %j = arith.index_cast %i : i32 to index
      %r = tensor.extract %a[%j] : tensor<4xf32>
      return %r : f32
    })mlir");
  EXPECT_EQ(error, "the reference cannot tell what 'tensor.extract' does: "
                   "operand 1 is within rounding errors");
}

} // namespace
