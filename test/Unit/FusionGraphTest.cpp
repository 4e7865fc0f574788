//===- FusionGraphTest.cpp - What depends on what in a block ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Formation/FusionGraph.h"
#include "KernelTestUtils.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A block whose ops have an attribute `name`.
class FusionGraphTest : public IRTest {
protected:
  Block &parse(StringRef body) {
    std::string text = ("func.func private @effect()\n"
                        "func.func @f(%x: f32, %t: tensor<4x8xf32>) {\n" +
                        body + "\nreturn\n}")
                           .str();
    module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module) << text;
    auto function = module->lookupSymbol<func::FuncOp>("f");
    function.walk([&](Operation *op) {
      if (auto name = op->getAttrOfType<StringAttr>("name"))
        named[name.getValue()] = op;
    });
    return function.getBody().front();
  }

  llvm::StringMap<Operation *> named;
};

TEST_F(FusionGraphTest, Detour_IsAPathOutAndBack) {
  Block &block = parse(R"(
    %a = arith.negf %x {name = "a"} : f32
    %b = arith.negf %a {name = "b"} : f32
    %c = arith.addf %a, %b {name = "c"} : f32
    %d = arith.addf %a, %c {name = "d"} : f32)");
  FusionGraph graph(block);
  unsigned a = graph.addFusion(named["a"]);
  unsigned c = graph.addFusion(named["c"]);
  // b is in no kernel, and c waits for it.
  EXPECT_EQ(graph.findDetour({a, c}), Detour::ThroughOthers);
  unsigned b = graph.addFusion(named["b"]);
  EXPECT_EQ(graph.findDetour({a, c}), Detour::ThroughFusions);
  EXPECT_EQ(graph.findDetour({a, b, c}), Detour::None);
  graph.merge({a, b});
  EXPECT_EQ(graph.getFusion(b), a);
  EXPECT_EQ(graph.findDetour({a, c}), Detour::None);
  EXPECT_EQ(graph.findFusion(named["b"]), a);
  EXPECT_EQ(graph.findFusion(named["d"]), std::nullopt);
}

TEST_F(FusionGraphTest, Detour_RunsThroughAMergedGroup) {
  Block &block = parse(R"(
    %a = arith.negf %x {name = "a"} : f32
    %b = arith.negf %x {name = "b"} : f32
    %c = arith.addf %a, %b {name = "c"} : f32
    %d = arith.addf %b, %x {name = "d"} : f32
    %e = arith.addf %c, %d {name = "e"} : f32)");
  FusionGraph graph(block);
  unsigned a = graph.addFusion(named["a"]);
  unsigned b = graph.addFusion(named["b"]);
  unsigned c = graph.addFusion(named["c"]);
  unsigned d = graph.addFusion(named["d"]);
  unsigned e = graph.addFusion(named["e"]);
  graph.merge({b, c}); // reads a
  EXPECT_EQ(graph.findDetour({d, e}), Detour::None);
  // As one kernel, a and e would wait for {b, c}, which waits for a.
  EXPECT_EQ(graph.findDetour({a, e}), Detour::ThroughFusions);
}

TEST_F(FusionGraphTest, Views_AreReadInside) {
  Block &block = parse(R"(
    %a = linalg.exp {name = "a"} ins(%t : tensor<4x8xf32>) outs(%t : tensor<4x8xf32>) -> tensor<4x8xf32>
    %v = tensor.collapse_shape %a [[0, 1]] {name = "v"} : tensor<4x8xf32> into tensor<32xf32>
    %b = linalg.exp {name = "b"} ins(%v : tensor<32xf32>) outs(%v : tensor<32xf32>) -> tensor<32xf32>)");
  FusionGraph graph(block);
  unsigned a = graph.addFusion(named["a"]);
  unsigned b = graph.addFusion(named["b"]);
  EXPECT_EQ(graph.findDetour({a, b}), Detour::None);
  EXPECT_TRUE(graph.dependsOn(named["b"], a));
  EXPECT_TRUE(graph.dependsOn(named["v"], a));
  EXPECT_FALSE(graph.dependsOn(named["a"], b));
}

TEST_F(FusionGraphTest, Effects_AreADependence) {
  Block &block = parse(R"(
    func.call @effect() {name = "first"} : () -> ()
    %a = arith.negf %x {name = "a"} : f32
    func.call @effect() {name = "second"} : () -> ())");
  FusionGraph graph(block);
  unsigned first = graph.addFusion(named["first"]);
  unsigned a = graph.addFusion(named["a"]);
  EXPECT_TRUE(graph.dependsOn(named["second"], first));
  EXPECT_FALSE(graph.dependsOn(named["second"], a));
  EXPECT_FALSE(graph.dependsOn(named["a"], first));
}

TEST_F(FusionGraphTest, Regions_ReadForTheirOp) {
  Block &block = parse(R"(
    %a = arith.negf %x {name = "a"} : f32
    %c = arith.constant true
    %b = scf.if %c -> f32 {
      %n = arith.negf %a {name = "nested"} : f32
      scf.yield %n : f32
    } else {
      scf.yield %x : f32
    } {name = "b"})");
  FusionGraph graph(block);
  unsigned a = graph.addFusion(named["a"]);
  EXPECT_TRUE(graph.dependsOn(named["b"], a));
  EXPECT_TRUE(graph.dependsOn(named["nested"], a));
}

TEST_F(FusionGraphTest, Sort_KeepsEffectsAndPlaces) {
  Block &block = parse(R"(
    %a = arith.negf %x {name = "a"} : f32
    func.call @effect() {name = "first"} : () -> ()
    %b = arith.negf %a {name = "b"} : f32
    func.call @effect() {name = "second"} : () -> ()
    %c = arith.negf %x {name = "c"} : f32)");
  // As a kernel does: a stands behind its user, and the second effect reads it.
  named["a"]->moveAfter(named["second"]);
  sortBlock(block);
  std::string order;
  for (Operation &op : block)
    if (auto name = op.getAttrOfType<StringAttr>("name"))
      order += name.getValue().str() + " ";
  EXPECT_EQ(order, "first a b second c ");
}

} // namespace
