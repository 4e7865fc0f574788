//===- PrepareModule.cpp - What stands between ops, put in place ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// JAX puts jnp.var and jnp.where into functions of their own, and sizes are
// arguments there. Upstream's inliner keeps calls of functions that hold ops it
// does not know, and StableHLO's are such ops.
//
//===----------------------------------------------------------------------===//

#include "PrepareModule.h"

#include "norm-mlir/Conversion/Foreign/ForeignOp.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::stablehlo;

SmallVector<Value> stablehlo::cloneBody(OpBuilder &builder, func::FuncOp callee,
                                        ValueRange operands) {
  Block &body = callee.getBody().front();
  IRMapping mapping;
  mapping.map(body.getArguments(), operands);
  for (Operation &op : body.without_terminator())
    builder.clone(op, mapping);
  return llvm::map_to_vector(
      body.getTerminator()->getOperands(),
      [&](Value value) { return mapping.lookup(value); });
}

bool stablehlo::isCloneable(func::FuncOp function) {
  return function && function.getBody().hasOneBlock() &&
         isa<func::ReturnOp>(function.getBody().front().getTerminator());
}

namespace {

/// Flattens functions from the innermost callee on.
class Flattener {
public:
  explicit Flattener(ModuleOp module) : symbols(module) {}

  void flatten(func::FuncOp function);

  /// Functions that were cloned into others.
  ArrayRef<func::FuncOp> getCloned() const { return cloned.getArrayRef(); }

private:
  SymbolTable symbols;
  SetVector<func::FuncOp> cloned;
  DenseSet<func::FuncOp> done;
  SmallVector<func::FuncOp> running;
};

} // namespace

void Flattener::flatten(func::FuncOp function) {
  if (!done.insert(function).second)
    return;
  running.push_back(function);
  SmallVector<func::CallOp> calls;
  function.walk([&](func::CallOp call) { calls.push_back(call); });
  for (func::CallOp call : calls) {
    auto callee = symbols.lookup<func::FuncOp>(call.getCallee());
    if (!isCloneable(callee) || llvm::is_contained(running, callee))
      continue;
    flatten(callee);
    OpBuilder builder(call);
    call->replaceAllUsesWith(cloneBody(builder, callee, call.getOperands()));
    call->erase();
    cloned.insert(callee);
  }
  running.pop_back();
}

/// The names of symbols that ops of the module refer to.
static DenseSet<StringAttr> collectReferences(ModuleOp module) {
  DenseSet<StringAttr> names;
  module.walk([&](Operation *op) {
    getForeignAttributes(op).walk([&](SymbolRefAttr reference) {
      names.insert(reference.getRootReference());
    });
  });
  return names;
}

void stablehlo::eraseUnused(ModuleOp module, ArrayRef<func::FuncOp> functions) {
  SmallVector<func::FuncOp> rest(functions);
  while (true) {
    DenseSet<StringAttr> names = collectReferences(module);
    size_t before = rest.size();
    llvm::erase_if(rest, [&](func::FuncOp function) {
      if (!function.isPrivate() || names.contains(function.getSymNameAttr()))
        return false;
      function.erase();
      return true;
    });
    if (rest.size() == before)
      return;
  }
}

/// Puts the bodies of called functions of the module in the place of their
/// calls, but for recursive ones, and removes private functions that nobody
/// refers to then.
static void flattenCalls(ModuleOp module) {
  Flattener flattener(module);
  for (auto function : module.getOps<func::FuncOp>())
    flattener.flatten(function);
  eraseUnused(module, flattener.getCloned());
}

/// Puts the bodies of shape.assuming ops in their place. What they assume of
/// sizes is required where the sizes meet.
static void flattenAssuming(ModuleOp module) {
  SmallVector<Operation *> ops;
  module.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (op->getName().getStringRef() == "shape.assuming" &&
        op->getRegion(0).hasOneBlock())
      ops.push_back(op);
  });
  for (Operation *op : ops) {
    Block &body = op->getRegion(0).front();
    Operation *yield = &body.back();
    op->replaceAllUsesWith(yield->getOperands());
    yield->erase();
    op->getBlock()->getOperations().splice(op->getIterator(),
                                           body.getOperations());
    op->erase();
  }
}

/// No resources of more bytes become part of the IR.
static constexpr size_t kMostBytes = 1 << 16;

ElementsAttr stablehlo::readResource(ElementsAttr elements) {
  auto resource = dyn_cast<DenseResourceElementsAttr>(elements);
  if (!resource || !resource.getType().getElementType().isSignlessInteger())
    return elements;
  AsmResourceBlob *blob = resource.getRawHandle().getBlob();
  bool isSplat;
  if (!blob || blob->getData().size() > kMostBytes ||
      !DenseElementsAttr::isValidRawBuffer(resource.getType(), blob->getData(),
                                           isSplat))
    return elements;
  return DenseElementsAttr::getFromRawBuffer(resource.getType(),
                                             blob->getData());
}

void stablehlo::prepareModule(ModuleOp module) {
  flattenCalls(module);
  flattenAssuming(module);
  module.walk([](arith::ConstantOp constant) {
    if (auto elements = dyn_cast<ElementsAttr>(constant.getValue()))
      constant.setValueAttr(readResource(elements));
  });
}
