//===- TorchFunctions.cpp - Functions of torch-mlir's tensors ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/Foreign/ForeignOp.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::norm;

using Functions = llvm::SetVector<Operation *>;

/// Whether all types are builtin ones, or have one.
static bool areTensors(TypeRange types) {
  return llvm::all_of(types, [](Type type) {
    return !isTorchType(type) || parseTorchTensor(type);
  });
}

static bool hasTorchTypes(TypeRange types) {
  return llvm::any_of(types, isTorchType);
}

static bool hasTorchTypes(Operation *op) {
  return hasTorchTypes(op->getOperandTypes()) ||
         hasTorchTypes(op->getResultTypes());
}

static bool isBoundary(Operation *op) {
  return op->getName().getDialectNamespace() == "torch_c";
}

/// The function that a call calls, where it is known.
static Operation *getCallee(func::CallOp call) {
  return SymbolTable::lookupNearestSymbolFrom(call, call.getCalleeAttr());
}

/// Whether nothing in the function keeps torch-mlir's types, calls aside.
static bool isConverted(func::FuncOp function) {
  if (function.isExternal() ||
      !areTensors(function.getFunctionType().getInputs()) ||
      !areTensors(function.getFunctionType().getResults()) ||
      !(hasTorchTypes(function.getFunctionType().getInputs()) ||
        hasTorchTypes(function.getFunctionType().getResults())))
    return false;
  for (Block &block : function.getBody())
    if (!block.isEntryBlock() && hasTorchTypes(block.getArgumentTypes()))
      return false;
  WalkResult result = function.walk([&](Operation *op) {
    bool mayHave = op == function || isBoundary(op) ||
                   isa<func::ReturnOp, func::CallOp>(op);
    return !mayHave && hasTorchTypes(op) ? WalkResult::interrupt()
                                         : WalkResult::advance();
  });
  return !result.wasInterrupted();
}

/// The names of functions that something other than a call names, which would
/// not know of their new type.
static llvm::StringSet<> getNamedElsewhere(ModuleOp module) {
  llvm::StringSet<> names;
  module.walk([&](Operation *op) {
    if (!isa<func::CallOp>(op))
      getForeignAttributes(op).walk([&](SymbolRefAttr symbol) {
        names.insert(symbol.getRootReference().getValue());
      });
  });
  return names;
}

/// Functions to convert: those above whose calls are of such functions, too.
static Functions findConverted(ModuleOp module) {
  Functions functions;
  llvm::StringSet<> namedElsewhere = getNamedElsewhere(module);
  module.walk([&](func::FuncOp function) {
    if (isConverted(function) && !namedElsewhere.contains(function.getName()))
      functions.insert(function);
  });
  bool isChanged = true;
  while (isChanged) {
    isChanged = functions.remove_if([&](Operation *function) {
      return function
          ->walk([&](func::CallOp call) {
            return hasTorchTypes(call) && !functions.contains(getCallee(call))
                       ? WalkResult::interrupt()
                       : WalkResult::advance();
          })
          .wasInterrupted();
    });
  }
  return functions;
}

static SmallVector<Type> getBuiltinTypes(TypeRange types) {
  return llvm::map_to_vector(types, [](Type type) {
    return isTorchType(type) ? Type(parseTorchTensor(type)) : type;
  });
}

/// The operands as builtin tensors, where they are torch-mlir's.
static void convertOperands(RewriterBase &rewriter, Operation *op) {
  for (OpOperand &operand : op->getOpOperands())
    if (isTorchType(operand.get().getType()))
      operand.set(toBuiltinTensor(rewriter, operand.get()));
}

/// Gives a value its builtin type, at an insertion point where it is known.
static void convertInPlace(RewriterBase &rewriter, Value value) {
  if (!isTorchType(value.getType()))
    return;
  // A value of the old type stands in while uses are sorted.
  OperationState state(value.getLoc(), "torch_c.from_builtin_tensor");
  state.addOperands(value);
  state.addTypes(value.getType());
  Operation *old = rewriter.create(state);
  rewriter.replaceAllUsesExcept(value, old->getResult(0), old);
  value.setType(parseTorchTensor(value.getType()));
}

static void dropTorchAttributes(FunctionOpInterface function) {
  auto isTorchs = [](NamedAttribute attribute) {
    return attribute.getName().getValue().starts_with("torch.");
  };
  for (NamedAttribute attribute :
       llvm::to_vector(function->getDiscardableAttrs()))
    if (isTorchs(attribute))
      function->removeDiscardableAttr(attribute.getName());
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    for (NamedAttribute attribute : function.getArgAttrs(i))
      if (isTorchs(attribute))
        function.removeArgAttr(i, attribute.getName());
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    for (NamedAttribute attribute : function.getResultAttrs(i))
      if (isTorchs(attribute))
        function.removeResultAttr(i, attribute.getName());
}

static void convertFunction(RewriterBase &rewriter, func::FuncOp function) {
  Block &entry = function.front();
  rewriter.setInsertionPointToStart(&entry);
  for (BlockArgument argument : entry.getArguments())
    convertInPlace(rewriter, argument);
  function.walk([&](func::ReturnOp op) { convertOperands(rewriter, op); });
  function.setFunctionType(FunctionType::get(
      function.getContext(), entry.getArgumentTypes(),
      getBuiltinTypes(function.getFunctionType().getResults())));
  dropTorchAttributes(cast<FunctionOpInterface>(function.getOperation()));
}

void norm::convertTorchFunctions(RewriterBase &rewriter, ModuleOp module) {
  Functions functions = findConverted(module);
  for (Operation *function : functions)
    convertFunction(rewriter, cast<func::FuncOp>(function));
  module.walk([&](func::CallOp call) {
    if (!functions.contains(getCallee(call)))
      return;
    convertOperands(rewriter, call);
    rewriter.setInsertionPointAfter(call);
    for (Value result : call.getResults())
      convertInPlace(rewriter, result);
  });
  dropBoundaries(rewriter, module);
}
