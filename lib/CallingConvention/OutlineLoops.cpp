//===- OutlineLoops.cpp - Loops of long functions as functions ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/OpenMP/OpenMPDialect.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_OUTLINELOOPSPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

bool isLoop(Operation &op) {
  return isa<KernelOp, scf::ForOp, scf::IfOp, scf::ParallelOp, scf::WhileOp,
             omp::ParallelOp>(op);
}

/// Functions with equal bodies, of which one is enough.
struct EqualFunctions : llvm::DenseMapInfo<Operation *> {
  static unsigned getHashValue(Operation *function) {
    llvm::hash_code hash =
        hash_value(Type(cast<func::FuncOp>(function).getFunctionType()));
    DenseMap<Value, unsigned> numbers;
    function->walk<WalkOrder::PreOrder>([&](Operation *op) {
      for (Region &region : op->getRegions())
        for (Block &block : region)
          for (Value argument : block.getArguments())
            numbers.insert({argument, numbers.size()});
      if (op == function)
        return;
      hash = llvm::hash_combine(hash, op->getName(), op->hashProperties(),
                                op->getDiscardableAttrDictionary());
      for (Value operand : op->getOperands())
        hash = llvm::hash_combine(hash, numbers.lookup(operand));
      for (Value result : op->getResults()) {
        hash = llvm::hash_combine(hash, result.getType());
        numbers.insert({result, numbers.size()});
      }
    });
    return hash;
  }

  static bool isEqual(Operation *a, Operation *b) {
    if (a == b)
      return true;
    if (a == getEmptyKey() || a == getTombstoneKey() || b == getEmptyKey() ||
        b == getTombstoneKey())
      return false;
    auto first = cast<func::FuncOp>(a), second = cast<func::FuncOp>(b);
    return first.getFunctionType() == second.getFunctionType() &&
           first->hasAttr(NormDialect::getSerialAttrName()) ==
               second->hasAttr(NormDialect::getSerialAttrName()) &&
           OperationEquivalence::isRegionEquivalentTo(
               &first.getBody(), &second.getBody(),
               OperationEquivalence::IgnoreLocations);
  }
};

class Outliner {
public:
  explicit Outliner(ModuleOp module) : symbols(module) {}

  /// Calls a function in place of `loop`, which becomes its body, or that of an
  /// equal one.
  void outline(func::FuncOp function, Operation *loop);

private:
  SymbolTable symbols;
  llvm::DenseSet<Operation *, EqualFunctions> parts;
};

/// A function for what is in `function`, without a name in the module.
func::FuncOp createPart(func::FuncOp function, TypeRange arguments,
                        TypeRange results) {
  OpBuilder builder(function.getContext());
  auto part = func::FuncOp::create(function.getLoc(),
                                   (function.getName() + "__part").str(),
                                   builder.getFunctionType(arguments, results));
  part.setPrivate();
  part->setAttr("llvm.linkage",
                LLVM::LinkageAttr::get(function.getContext(),
                                       LLVM::linkage::Linkage::Internal));
  // Else LLVM would put it back.
  part->setAttr("passthrough", builder.getStrArrayAttr({"noinline"}));
  if (function->hasAttr(NormDialect::getSerialAttrName()))
    part->setAttr(NormDialect::getSerialAttrName(), builder.getUnitAttr());
  return part;
}

void Outliner::outline(func::FuncOp function, Operation *loop) {
  Location loc = loop->getLoc();
  SetVector<Value> read(loop->operand_begin(), loop->operand_end());
  getUsedValuesDefinedAbove(loop->getRegions(), read);
  SmallVector<Value> passed, constants;
  for (Value value : read)
    (matchPattern(value, m_Constant()) ? constants : passed).push_back(value);
  func::FuncOp part = createPart(function, ValueRange(passed).getTypes(),
                                 loop->getResultTypes());
  OpBuilder builder(loop);
  auto call = func::CallOp::create(builder, loc, part, passed);
  loop->replaceAllUsesWith(call.getResults());
  Block *entry = part.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  auto isInside = [&](OpOperand &use) {
    return loop->isAncestor(use.getOwner());
  };
  for (Value value : constants)
    value.replaceUsesWithIf(builder.clone(*value.getDefiningOp())->getResult(0),
                            isInside);
  for (auto [value, argument] : llvm::zip_equal(passed, entry->getArguments()))
    value.replaceUsesWithIf(argument, isInside);
  auto end = func::ReturnOp::create(builder, loc, loop->getResults());
  loop->moveBefore(end);

  auto [known, isNew] = parts.insert(part);
  if (isNew) {
    symbols.insert(part, std::next(function->getIterator()));
    call.setCallee(part.getName());
    return;
  }
  call.setCallee(cast<func::FuncOp>(*known).getName());
  part.erase();
}

struct OutlineLoops : norm::impl::OutlineLoopsPassBase<OutlineLoops> {
  using OutlineLoopsPassBase::OutlineLoopsPassBase;

  void runOnOperation() override {
    Outliner outliner(getOperation());
    for (auto function :
         llvm::to_vector(getOperation().getOps<func::FuncOp>())) {
      SmallVector<Operation *> loops;
      for (Block &block : function.getBody())
        for (Operation &op : block)
          if (isLoop(op))
            loops.push_back(&op);
      if (int64_t(loops.size()) > mostLoops)
        for (Operation *loop : loops)
          outliner.outline(function, loop);
    }
  }
};

} // namespace
