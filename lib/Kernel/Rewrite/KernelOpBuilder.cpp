//===- KernelOpBuilder.cpp - Puts a norm.kernel together ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelOpBuilder.h"

#include "PostOrder.h"
#include "RegionOrder.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::norm;

KernelOpBuilder::KernelOpBuilder(OpBuilder &builder, Location loc,
                                 ArrayRef<OpFoldResult> sizes)
    : builder(builder), loc(loc), sizes(sizes),
      block(std::make_unique<Block>()), body(builder.getContext()) {
  body.setInsertionPointToEnd(block.get());
}

Value KernelOpBuilder::addInput(Value operand, AffineMap map, Attribute value) {
  inputs.push_back(operand);
  inputMaps.push_back(AffineMapAttr::get(map));
  outside.push_back(value ? value : body.getUnitAttr());
  return block->addArgument(getElementTypeOrSelf(operand), operand.getLoc());
}

void KernelOpBuilder::addOutput(Value init, AffineMap map, Value value) {
  inits.push_back(init);
  initMaps.push_back(AffineMapAttr::get(map));
  yielded.push_back(value);
}

Value KernelOpBuilder::copy(KernelOp kernel, Value root, Replacement replace,
                            Copier copyOp) {
  visitPostOrder(
      root,
      [&](Value value) -> std::optional<ValueRange> {
        if (value.getParentRegion() != &kernel.getBody() ||
            copies.contains(value))
          return std::nullopt;
        if (Value replaced = replace(value)) {
          copies.map(value, replaced);
          return std::nullopt;
        }
        Operation *def = value.getDefiningOp();
        return def ? ValueRange(def->getOperands()) : ValueRange();
      },
      [&](Value value) {
        if (Operation *def = value.getDefiningOp()) {
          Value own = copyOp ? copyOp(def, copies) : Value();
          copies.map(value, own ? own : body.clone(*def, copies)->getResult(0));
          return;
        }
        unsigned number = cast<BlockArgument>(value).getArgNumber();
        copies.map(value, addInput(kernel.getInputs()[number],
                                   kernel.getInputMap(number),
                                   kernel.getOutsideValue(number)));
      });
  return copies.lookupOrDefault(root);
}

void KernelOpBuilder::addYield() {
  if (block->empty() || !isa<YieldOp>(block->back()))
    YieldOp::create(body, loc, yielded);
}

void KernelOpBuilder::orderRegion() {
  addYield();
  SmallVector<unsigned> order = norm::orderRegion(*block);
  auto permute = [&](auto &values) {
    values = llvm::map_to_vector(
        order, [&](unsigned number) { return values[number]; });
  };
  permute(inputs);
  permute(inputMaps);
  permute(outside);
}

KernelOp KernelOpBuilder::create(ScheduleInterface schedule) {
  addYield();
  SmallVector<int64_t> staticSizes;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(sizes, dynamicSizes, staticSizes);
  SmallVector<Attribute> maps = inputMaps;
  llvm::append_range(maps, initMaps);
  bool hasOutside = llvm::any_of(
      outside, [](Attribute value) { return !isa<UnitAttr>(value); });
  TypeRange results;
  if (isa<TensorType>(inits.front().getType()))
    results = TypeRange(ValueRange(inits));
  auto kernel = KernelOp::create(
      builder, loc, results, dynamicSizes, inputs, inits,
      builder.getDenseI64ArrayAttr(staticSizes), builder.getArrayAttr(maps),
      hasOutside ? builder.getArrayAttr(outside) : ArrayAttr(), schedule);
  kernel.getBody().push_back(block.release());
  return kernel;
}
