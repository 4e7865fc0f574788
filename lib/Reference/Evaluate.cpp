//===- Evaluate.cpp - Functions, blocks and control flow ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reference/Reference.h"

#include "Evaluator.h"

#include "mlir/Dialect/Linalg/IR/LinalgInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

llvm::Error reference::createError(const llvm::Twine &message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), message);
}

llvm::Error reference::createUnsupportedError(Operation *op) {
  return createError("the reference does not evaluate '" +
                     op->getName().getStringRef() + "'");
}

llvm::Error reference::createSizeError(Operation *op,
                                       ArrayRef<int64_t> expected,
                                       ArrayRef<int64_t> actual) {
  return createError("'" + op->getName().getStringRef() + "' expects shape " +
                     writeShape(expected) + "; got " + writeShape(actual));
}

std::string reference::writeShape(ArrayRef<int64_t> shape) {
  auto sizes = llvm::map_to_vector(shape, [](int64_t size) {
    return ShapedType::isDynamic(size) ? "?" : std::to_string(size);
  });
  return "[" + llvm::join(sizes, ", ") + "]";
}

//===----------------------------------------------------------------------===//
// Evaluator
//===----------------------------------------------------------------------===//

const Evaluator::LastUses &Evaluator::getLastUses(Block &block) {
  auto [entry, isNew] = lastUses.try_emplace(&block);
  if (!isNew)
    return entry->second;
  LastUses &uses = entry->second;
  auto add = [&](Value value, Operation *definition) {
    Operation *last = definition;
    for (Operation *user : value.getUsers()) {
      Operation *ancestor = block.findAncestorOpInBlock(*user);
      if (!last || (ancestor && last->isBeforeInBlock(ancestor)))
        last = ancestor;
    }
    if (last)
      uses[last].push_back(value);
  };
  for (BlockArgument argument : block.getArguments())
    add(argument, nullptr);
  for (Operation &op : block)
    for (Value result : op.getResults())
      add(result, &op);
  return uses;
}

Tensors Evaluator::getAll(ValueRange values) const {
  return llvm::map_to_vector(
      values, [&](Value value) { return *environment.get(value); });
}

llvm::Error Evaluator::setResults(Operation *op,
                                  llvm::Expected<Tensors> results) {
  if (!results)
    return results.takeError();
  for (auto [value, tensor] : llvm::zip_equal(op->getResults(), *results))
    environment.set(value, tensor);
  return llvm::Error::success();
}

llvm::Expected<Tensors>
Evaluator::evaluateBlock(Block &block, ArrayRef<ReferenceTensor> arguments) {
  for (auto [argument, tensor] :
       llvm::zip_equal(block.getArguments(), arguments))
    environment.set(argument, tensor);
  for (Operation &op : block.without_terminator()) {
    if (llvm::Error error = evaluateOp(&op))
      return std::move(error);
    // Nested blocks may have added to the table: it is looked up anew.
    const LastUses &uses = getLastUses(block);
    auto dead = uses.find(&op);
    if (dead != uses.end())
      for (Value value : dead->second)
        environment.erase(value);
  }
  return getAll(block.getTerminator()->getOperands());
}

llvm::Error Evaluator::evaluateCall(func::CallOp op) {
  auto callee = dyn_cast_or_null<func::FuncOp>(
      cast<CallOpInterface>(*op).resolveCallable());
  if (!callee)
    return createError("the reference finds no function '" + op.getCallee() +
                       "'");
  return setResults(op, evaluateFunction(callee, getAll(op.getOperands())));
}

llvm::Error Evaluator::evaluateOp(Operation *op) {
  if (OpEvaluator evaluator = lookupNormEvaluator(op))
    return evaluator(op, environment);
  if (OpEvaluator evaluator = lookupTensorEvaluator(op))
    return evaluator(op, environment);
  if (isa<linalg::LinalgOp>(op))
    return evaluateLinalg(op, environment);
  return llvm::TypeSwitch<Operation *, llvm::Error>(op)
      .Case([&](scf::IfOp ifOp) { return evaluateIf(ifOp); })
      .Case([&](scf::ForOp loop) { return evaluateFor(loop); })
      .Case([&](scf::WhileOp loop) { return evaluateWhile(loop); })
      .Case([&](scf::ForallOp loop) { return evaluateForall(loop); })
      .Case([&](scf::IndexSwitchOp choice) {
        return evaluateIndexSwitch(choice);
      })
      .Case([&](scf::ExecuteRegionOp region) {
        return evaluateExecuteRegion(region);
      })
      .Case([&](func::CallOp call) { return evaluateCall(call); })
      .Default([&](Operation *other) {
        return evaluateElementwise(other, environment);
      });
}

llvm::Expected<Tensors>
Evaluator::evaluateFunction(func::FuncOp function,
                            ArrayRef<ReferenceTensor> inputs) {
  if (!function.getBody().hasOneBlock())
    return createError("the reference evaluates functions of one block; '" +
                       function.getName() + "' has " +
                       std::to_string(function.getBody().getBlocks().size()));
  if (!callStack.insert(function).second)
    return createError(
        "the reference does not evaluate recursive functions; '" +
        function.getName() + "' calls itself");
  llvm::Expected<Tensors> results =
      evaluateBlock(function.getBody().front(), inputs);
  callStack.erase(function);
  return results;
}

//===----------------------------------------------------------------------===//
// Entry
//===----------------------------------------------------------------------===//

/// Checks an input against the type of its argument.
static llvm::Error checkInput(Type type, const TensorView &input,
                              unsigned number) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  Type element = tensor ? tensor.getElementType() : type;
  ArrayRef<int64_t> shape = tensor ? tensor.getShape() : ArrayRef<int64_t>();
  std::string place = "argument " + std::to_string(number);
  std::string typeText;
  llvm::raw_string_ostream(typeText) << type;
  if (!getReferenceKind(element))
    return createError("the reference does not evaluate " + place +
                       " of type " + typeText);
  bool isIndex = element.isIndex() && input.element.isSignlessInteger(64);
  if (element != input.element && !isIndex) {
    std::string actual;
    llvm::raw_string_ostream(actual) << input.element;
    return createError(place + " expects type " + typeText +
                       "; got elements of type " + actual);
  }
  bool fits = shape.size() == input.shape.size();
  for (size_t d = 0; fits && d < shape.size(); ++d)
    fits = ShapedType::isDynamic(shape[d]) ? input.shape[d] >= 0
                                           : shape[d] == input.shape[d];
  if (!fits)
    return createError(place + " expects shape " + writeShape(shape) +
                       "; got " + writeShape(input.shape));
  return llvm::Error::success();
}

llvm::Expected<SmallVector<ReferenceTensor>>
norm::evaluateReference(func::FuncOp function, ArrayRef<TensorView> inputs) {
  if (inputs.size() != function.getNumArguments())
    return createError("'" + function.getName() + "' expects " +
                       std::to_string(function.getNumArguments()) +
                       " inputs; got " + std::to_string(inputs.size()));
  Tensors tensors;
  for (auto [number, input] : llvm::enumerate(inputs)) {
    if (llvm::Error error =
            checkInput(function.getArgumentTypes()[number], input, number))
      return std::move(error);
    TensorView view = input;
    view.element = getElementTypeOrSelf(function.getArgumentTypes()[number]);
    tensors.push_back(ReferenceTensor::borrow(view));
  }
  return Evaluator().evaluateFunction(function, tensors);
}
