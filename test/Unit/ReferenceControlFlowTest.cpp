//===- ReferenceControlFlowTest.cpp - Loops, branches and calls ---===//
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

TEST_F(ReferenceTest, For_CarriesTensorAndBounds) {
  addInput("f32", {2}, {1, 3});
  addInput("index", {}, {3});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2xf32>, %n: index) -> (tensor<2xf32>, f32) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %zero = arith.constant 0.0 : f32
      %third = arith.constant dense<0.333333343> : tensor<2xf32>
      %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%t = %x, %s = %zero) -> (tensor<2xf32>, f32) {
        %u = arith.mulf %t, %third : tensor<2xf32>
        %e = tensor.extract %u[%c0] : tensor<2xf32>
        %v = arith.addf %s, %e : f32
        scf.yield %u, %v : tensor<2xf32>, f32
      }
      return %r#0, %r#1 : tensor<2xf32>, f32
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {1.0 / 27, 1.0 / 9}, 1e-7);
  expectValues(results[1], {13.0 / 27}, 1e-6);
  // Three roundings, each of up to half an ulp, and the reference's own.
  EXPECT_GE(results[0].getBound(0), 0x1p-28);
  EXPECT_LE(results[0].getBound(0), 6 * 0x1p-28);
}

TEST_F(ReferenceTest, For_NormInside) {
  addInput("f32", {1, 2}, {1, 3});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<1x2xf32>) -> tensor<1x2xf32> {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c4 = arith.constant 4 : index
      %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%t = %x) -> tensor<1x2xf32> {
        %u = norm.layer_norm %t axes = [1] epsilon = 1.0 : tensor<1x2xf32>
        scf.yield %u : tensor<1x2xf32>
      }
      return %r : tensor<1x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  // Each step divides d by sqrt(d^2 + 1): after k steps 1 / sqrt(k + 1).
  double d = 1 / std::sqrt(5.0);
  expectValues(results[0], {-d, d}, 1e-6);
}

TEST_F(ReferenceTest, While_HalvesUntilSmall) {
  addInput("f32", {2}, {8, 100});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<2xf32>) -> (tensor<2xf32>, index) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %half = arith.constant dense<0.5> : tensor<2xf32>
      %limit = arith.constant 3 : index
      %r:2 = scf.while (%t = %x, %k = %c0) : (tensor<2xf32>, index) -> (tensor<2xf32>, index) {
        %more = arith.cmpi slt, %k, %limit : index
        scf.condition(%more) %t, %k : tensor<2xf32>, index
      } do {
      ^bb0(%t: tensor<2xf32>, %k: index):
        %u = arith.mulf %t, %half : tensor<2xf32>
        %next = arith.addi %k, %c1 : index
        scf.yield %u, %next : tensor<2xf32>, index
      }
      return %r#0, %r#1 : tensor<2xf32>, index
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {1, 12.5}, 0);
  EXPECT_EQ(results[1].getInteger(0), 3);
}

TEST_F(ReferenceTest, If_UncertainConditionJoinsBranches) {
  addInput("f32", {}, {0.1});
  addInput("f32", {2}, {1, 5});
  auto results = evaluate(R"mlir(
    func.func @f(%a: f32, %x: tensor<2xf32>) -> tensor<2xf32> {
      %two = arith.constant dense<2.0> : tensor<2xf32>
      %s = arith.mulf %a, %a : f32
      %c = arith.cmpf oeq, %s, %s : f32
      %r = scf.if %c -> tensor<2xf32> {
        scf.yield %x : tensor<2xf32>
      } else {
        %y = arith.addf %x, %two : tensor<2xf32>
        scf.yield %y : tensor<2xf32>
      }
      return %r : tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {1, 5}, 0);
  EXPECT_NEAR(results[0].getBound(0), 2, 0.01);
  EXPECT_NEAR(results[0].getBound(1), 2, 0.01);
}

TEST_F(ReferenceTest, IndexSwitchAndExecuteRegion) {
  addInput("index", {}, {2});
  addInput("f32", {1}, {7});
  auto results = evaluate(R"mlir(
    func.func @f(%i: index, %x: tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>) {
      %r = scf.index_switch %i -> tensor<1xf32>
      case 1 {
        scf.yield %x : tensor<1xf32>
      }
      case 2 {
        %y = arith.addf %x, %x : tensor<1xf32>
        scf.yield %y : tensor<1xf32>
      }
      default {
        %z = arith.negf %x : tensor<1xf32>
        scf.yield %z : tensor<1xf32>
      }
      %s = scf.execute_region -> tensor<1xf32> {
        %q = arith.mulf %r, %x : tensor<1xf32>
        scf.yield %q : tensor<1xf32>
      }
      return %r, %s : tensor<1xf32>, tensor<1xf32>
    })mlir");
  ASSERT_EQ(results.size(), 2u) << error;
  expectValues(results[0], {14}, 0);
  expectValues(results[1], {98}, 0);
}

TEST_F(ReferenceTest, Forall_InsertsSlices) {
  addInput("f32", {3, 2}, {1, 2, 3, 4, 5, 6});
  auto results = evaluate(R"mlir(
    func.func @f(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
      %e = tensor.empty() : tensor<3x2xf32>
      %r = scf.forall (%i) in (3) shared_outs(%o = %e) -> tensor<3x2xf32> {
        %row = tensor.extract_slice %x[%i, 0] [1, 2] [1, 1] : tensor<3x2xf32> to tensor<2xf32>
        %sum = arith.addf %row, %row : tensor<2xf32>
        %j = affine.apply affine_map<(d0) -> (2 - d0)>(%i)
        scf.forall.in_parallel {
          tensor.parallel_insert_slice %sum into %o[%j, 0] [1, 2] [1, 1] : tensor<2xf32> into tensor<3x2xf32>
        }
      }
      return %r : tensor<3x2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {10, 12, 6, 8, 2, 4}, 0);
}

TEST_F(ReferenceTest, Call_OfPrivateFunctionTwice) {
  addInput("f32", {2}, {1, 2});
  auto results = evaluate(R"mlir(
    func.func private @g(%x: tensor<2xf32>, %k: f32) -> (tensor<2xf32>, f32) {
      %s = tensor.splat %k : tensor<2xf32>
      %y = arith.mulf %x, %s : tensor<2xf32>
      %m = arith.addf %k, %k : f32
      return %y, %m : tensor<2xf32>, f32
    }
    func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
      %k = arith.constant 3.0 : f32
      %a, %m = call @g(%x, %k) : (tensor<2xf32>, f32) -> (tensor<2xf32>, f32)
      %b, %n = call @g(%a, %m) : (tensor<2xf32>, f32) -> (tensor<2xf32>, f32)
      return %b : tensor<2xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {18, 36}, 0);
}

TEST_F(ReferenceTest, Body_WithBranch) {
  addInput("f32", {4}, {-1, 2, -3, 4});
  auto results = evaluate(R"mlir(
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
      %zero = arith.constant 0.0 : f32
      %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%x : tensor<4xf32>) {
      ^bb0(%a: f32, %o: f32):
        %c = arith.cmpf olt, %a, %zero : f32
        %i = linalg.index 0 : index
        %r = scf.if %c -> f32 {
          %j = arith.index_cast %i : index to i32
          %k = arith.sitofp %j : i32 to f32
          scf.yield %k : f32
        } else {
          scf.yield %a : f32
        }
        linalg.yield %r : f32
      } -> tensor<4xf32>
      return %y : tensor<4xf32>
    })mlir");
  ASSERT_EQ(results.size(), 1u) << error;
  expectValues(results[0], {0, 2, 2, 4}, 0);
}

TEST_F(ReferenceTest, Unsupported_NamesTheOp) {
  addInput("f32", {2}, {1, 2});
  evaluate(R"mlir(
    func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
      %c0 = arith.constant 0 : index
      %r = affine.for %i = 0 to 2 iter_args(%t = %x) -> tensor<2xf32> {
        affine.yield %t : tensor<2xf32>
      }
      return %r : tensor<2xf32>
    })mlir");
  EXPECT_EQ(error, "the reference does not evaluate 'affine.for'");
}

} // namespace
