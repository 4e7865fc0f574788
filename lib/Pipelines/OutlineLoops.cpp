//===- OutlineLoops.cpp - Loops of long functions as functions ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"
#include "norm-mlir/Pipelines/Passes.h"

#include "mlir/Dialect/OpenMP/OpenMPDialect.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_OUTLINELOOPSPASS
#include "norm-mlir/Pipelines/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

bool isLoop(Operation &op) {
  return isa<scf::ForOp, scf::IfOp, scf::ParallelOp, scf::WhileOp,
             omp::ParallelOp>(op);
}

struct OutlineLoops : norm::impl::OutlineLoopsPassBase<OutlineLoops> {
  using OutlineLoopsPassBase::OutlineLoopsPassBase;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (auto function :
         llvm::to_vector(getOperation().getOps<func::FuncOp>())) {
      SmallVector<Operation *> loops;
      for (Block &block : function.getBody())
        for (Operation &op : block)
          if (isLoop(op))
            loops.push_back(&op);
      if (int64_t(loops.size()) <= mostLoops)
        continue;
      for (Operation *loop : loops)
        outline(symbols, function, loop);
    }
  }

  /// Moves `loop` into a function of what it reads.
  static void outline(SymbolTable &symbols, func::FuncOp function,
                      Operation *loop) {
    Location loc = loop->getLoc();
    SetVector<Value> read(loop->operand_begin(), loop->operand_end());
    getUsedValuesDefinedAbove(loop->getRegions(), read);
    SmallVector<Value> passed, constants;
    for (Value value : read)
      (matchPattern(value, m_Constant()) ? constants : passed)
          .push_back(value);
    OpBuilder builder(loop->getContext());
    auto part = func::FuncOp::create(
        loc, (function.getName() + "__part").str(),
        builder.getFunctionType(ValueRange(passed).getTypes(),
                                loop->getResultTypes()));
    part.setPrivate();
    part->setAttr("llvm.linkage",
                  LLVM::LinkageAttr::get(loop->getContext(),
                                         LLVM::linkage::Linkage::Internal));
    part->setAttr("no_inline", builder.getUnitAttr());
    if (function->hasAttr(NormDialect::getSerialAttrName()))
      part->setAttr(NormDialect::getSerialAttrName(), builder.getUnitAttr());
    symbols.insert(part, std::next(function->getIterator()));

    builder.setInsertionPoint(loop);
    auto call = func::CallOp::create(builder, loc, part, passed);
    loop->replaceAllUsesWith(call.getResults());
    Block *entry = part.addEntryBlock();
    builder.setInsertionPointToStart(entry);
    auto isInside = [&](OpOperand &use) {
      return loop->isAncestor(use.getOwner());
    };
    for (Value value : constants)
      value.replaceUsesWithIf(
          builder.clone(*value.getDefiningOp())->getResult(0), isInside);
    for (auto [value, argument] :
         llvm::zip_equal(passed, entry->getArguments()))
      value.replaceUsesWithIf(argument, isInside);
    auto end = func::ReturnOp::create(builder, loc, loop->getResults());
    loop->moveBefore(end);
  }
};

} // namespace
