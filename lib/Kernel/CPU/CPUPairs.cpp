//===- CPUPairs.cpp - Pairs of vectors that take elements in turn ---------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two vectors of bf16 fill one register. As the halves of it, their elements
// have to be moved to lanes of f32 and back, across the register. As elements
// in turn, the even ones in one vector and the odd ones in the other, each is
// in its lane already: it is shifted into place, or the other is masked.
//
//===----------------------------------------------------------------------===//

#include "CPUTarget.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::norm;

/// Whether LLVM has instructions, and types, to sort elements of a type.
static bool canSort(Type element) {
  return element.isIntOrFloat() && element.getIntOrFloatBitWidth() >= 16;
}

/// Whether all that lies along the vectors may be read and written in pairs,
/// and it pays: what varies from group to group, too, is bf16, and other
/// types' elements, which are sorted by instructions, are read once for many
/// groups.
bool CPUTarget::canPairVectors(SweepEmitter &emitter) {
  const SweepPlan &plan = emitter.plan;
  if (!plan.vectorAxis || plan.isFlat() || plan.width.lanes == 1)
    return false;
  bool hasBF16 = false;
  for (auto [number, operand] :
       llvm::enumerate(KernelOp(plan.kernel).getMapped())) {
    const OperandView &view = emitter.getView(number);
    if (!view.windows.empty())
      return false;
    if (!llvm::is_contained(view.axes, *plan.vectorAxis))
      continue;
    if (!view.isContiguous)
      return false;
    Type element = getElementTypeOrSelf(operand);
    bool isShared =
        view.axes.size() == 1 && (plan.rows > 1 || !plan.isSweptByVectors);
    if (element.isBF16())
      hasBF16 = true;
    else if (!isShared || !canSort(element))
      return false;
  }
  return hasBF16;
}

/// Whether the vectors at the point are in pairs: without one over, and with no
/// lane that rests.
bool CPUTarget::arePaired(SweepEmitter &emitter) const {
  return pairsVectors && !lanes && emitter.point.width.unroll % 2 == 0;
}

/// One vector of a pair: the even elements of the two, or the odd ones. The
/// other one, read before, has brought both.
Value CPUTarget::readOfPair(SweepEmitter &emitter, const OperandView &view,
                            VectorType type, int64_t vector) {
  OpBuilder &builder = emitter.builder;
  Location loc = emitter.loc;
  int64_t first = vector - vector % 2;
  bool isRead = vector != first && lastPair.view == &view &&
                lastPair.first == first && lastPair.read &&
                lastPair.read->getBlock() == builder.getInsertionBlock();
  if (!isRead) {
    auto both =
        VectorType::get(2 * type.getNumElements(), type.getElementType());
    Value loaded = vector::LoadOp::create(builder, loc, both, view.buffer,
                                          emitter.getIndices(view, first, 0));
    lastPair = {&view, first,
                vector::DeinterleaveOp::create(builder, loc, loaded)};
  }
  return lastPair.read->getResult(vector - first);
}

/// Pairs in the order of memory.
SmallVector<Value> CPUTarget::joinPairs(SweepEmitter &emitter,
                                        ArrayRef<Value> vectors) {
  SmallVector<Value> joined;
  for (size_t i = 0; i < vectors.size(); i += 2)
    joined.push_back(vector::InterleaveOp::create(emitter.builder, emitter.loc,
                                                  vectors[i], vectors[i + 1]));
  return joined;
}
