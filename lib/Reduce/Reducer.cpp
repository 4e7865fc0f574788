//===- Reducer.cpp - Makes a module that fails smaller ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Delta debugging: of each reduction, all changes are tried together, then
// halves of them, down to single ones; what keeps the failure stays.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reduce/Reducer.h"
#include "Inputs.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Iterators.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/Support/Debug.h"
#include "llvm/Support/xxhash.h"
#include <tuple>
#include <unordered_set>

#define DEBUG_TYPE "norm-reduce"

using namespace mlir;
using namespace mlir::norm;

bool ModuleSize::operator<(const ModuleSize &other) const {
  return std::tie(operations, values, extent, text) <
         std::tie(other.operations, other.values, other.extent, other.text);
}

std::string norm::printModule(ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module->print(stream, OpPrintingFlags().useLocalScope());
  stream << "\n";
  return text;
}

/// The rank and the stated sizes of a type, added up; 0 of a scalar's.
static int64_t getExtent(Type type) {
  auto shaped = dyn_cast<ShapedType>(type);
  if (!shaped || !shaped.hasRank())
    return 0;
  int64_t extent = shaped.getRank();
  for (int64_t size : shaped.getShape())
    extent += ShapedType::isDynamic(size) ? 0 : size;
  return extent;
}

ModuleSize norm::measure(ModuleOp module, StringRef text) {
  ModuleSize size;
  size.text = text.size();
  auto count = [&](Value value) {
    ++size.values;
    size.extent += getExtent(value.getType());
  };
  module->walk([&](Operation *op) {
    if (op == module || matchPattern(op, m_Constant()))
      return;
    ++size.operations;
    for (Value operand : op->getOperands())
      size.values += !matchPattern(operand, m_Constant());
    llvm::for_each(op->getResults(), count);
    for (Region &region : op->getRegions())
      for (Block &block : region)
        llvm::for_each(block.getArguments(), count);
  });
  size.extent += getExtentOfInputs(module);
  return size;
}

Candidate::Candidate(ModuleOp original) : module(original.clone()) {
  module->walk([&](Operation *op) {
    if (isOpTriviallyDead(op))
      unused.insert(op);
  });
}

void Candidate::finish() {
  // What stands in an op that is erased too comes first.
  for (Operation *op : llvm::reverse(erased)) {
    op->dropAllUses();
    op->erase();
  }
  // Backwards, so that users go before what they use.
  module->walk<WalkOrder::PostOrder, ReverseIterator>([&](Operation *op) {
    if (isOpTriviallyDead(op) && !unused.contains(op))
      op->erase();
  });
}

Reduction::~Reduction() = default;

namespace {

class Reducer {
public:
  Reducer(OwningOpRef<ModuleOp> &current, const Failure &failure,
          FailureTest &test)
      : current(current), failure(failure), test(test) {
    std::string text = printModule(*current);
    size = measure(*current, text);
    tested.insert(llvm::xxh3_64bits(text));
  }

  /// Makes as many of the reduction's changes as keep the failure; returns
  /// whether there are any.
  llvm::Expected<bool> apply(Reduction &reduction);

private:
  llvm::Expected<bool> accept(Candidate &candidate);

  OwningOpRef<ModuleOp> &current;
  const Failure &failure;
  FailureTest &test;
  ModuleSize size;
  // Texts that were tested.
  std::unordered_set<uint64_t> tested;
};

} // namespace

/// Keeps the candidate if it is valid, smaller, and fails like the first.
llvm::Expected<bool> Reducer::accept(Candidate &candidate) {
  if (candidate.isRejected())
    return false;
  candidate.finish();
  if (failed(verify(candidate.getModule())))
    return false;
  std::string text = printModule(candidate.getModule());
  ModuleSize now = measure(candidate.getModule(), text);
  if (!(now < size) || !tested.insert(llvm::xxh3_64bits(text)).second)
    return false;
  llvm::Expected<Failure> found = test.run(text);
  if (!found)
    return found.takeError();
  if (!found->isLike(failure))
    return false;
  current = candidate.take();
  size = now;
  return true;
}

llvm::Expected<bool> Reducer::apply(Reduction &reduction) {
  bool progressed = false;
  SmallVector<Change> changes;
  {
    Candidate all(*current);
    reduction.findChanges(all, changes);
  }
  for (size_t step = changes.size(); step > 0; step /= 2) {
    for (size_t begin = 0;;) {
      Candidate candidate(*current);
      changes.clear();
      reduction.findChanges(candidate, changes);
      if (begin >= changes.size())
        break;
      for (const Change &change :
           ArrayRef<Change>(changes).drop_front(begin).take_front(step))
        change(candidate);
      llvm::Expected<bool> accepted = accept(candidate);
      if (!accepted)
        return accepted.takeError();
      // Changes that were made are gone, and others stand in their place.
      if (*accepted)
        LLVM_DEBUG(llvm::dbgs()
                   << "norm-reduce: " << reduction.getName() << ", " << step
                   << " at once: " << size.operations << " operations\n");
      else
        begin += step;
      progressed |= *accepted;
    }
  }
  return progressed;
}

llvm::Error norm::reduceModule(OwningOpRef<ModuleOp> &module,
                               const Failure &failure, FailureTest &test,
                               Reductions &reductions) {
  // Errors of what is only tried are nobody's.
  ScopedDiagnosticHandler silent(module->getContext(),
                                 [](Diagnostic &) { return success(); });
  Reducer reducer(module, failure, test);
  for (bool progressed = true; progressed;) {
    progressed = false;
    for (std::unique_ptr<Reduction> &reduction : reductions) {
      llvm::Expected<bool> applied = reducer.apply(*reduction);
      if (!applied)
        return applied.takeError();
      progressed |= *applied;
    }
  }
  return llvm::Error::success();
}

Reductions norm::createReductions(MLIRContext *context) {
  Reductions reductions;
  addFunctionReductions(reductions);
  addOpReductions(reductions);
  addRegionReductions(reductions);
  addPatternReductions(reductions, context);
  // One result after the other, so of ops that are left, with what is left of
  // them.
  addReturnReductions(reductions);
  addShapeReductions(reductions);
  addAxisReductions(reductions);
  return reductions;
}
