//===- AxisReductions.cpp - Fewer axes ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An axis that a norm op or an elementwise op has in all of its tensors alike
// is left out of each of them: of an argument, and from there of all that has
// it too.
//
//===----------------------------------------------------------------------===//

#include "Inputs.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Reduce/Reduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Leaves out one axis of a value, and of all values that have it too.
class AxisRemoval {
public:
  /// Finds out what has the axis; returns false where an op needs it, or is not
  /// known to do without.
  bool begin(Value value, int64_t axis) { return mark(value, axis); }

  /// Changes types and attributes. Call it once `begin` is done.
  void finish();

private:
  bool mark(Value value, int64_t axis);
  bool visit(Operation *op);
  bool visitNorm(NormOpInterface op);
  bool visitElementwise(Operation *op);
  void removeFromAttributes(NormOpInterface op);

  // In the order in which they were found.
  llvm::MapVector<Value, int64_t> axes;
};

} // namespace

/// The position of `axis` among `along`, which a parameter or a statistic runs
/// along; nothing if it does not.
static std::optional<int64_t> findPosition(ArrayRef<int64_t> along,
                                           int64_t axis) {
  const auto *found = llvm::find(along, axis);
  if (found == along.end())
    return std::nullopt;
  return found - along.begin();
}

bool AxisRemoval::mark(Value value, int64_t axis) {
  auto [entry, isNew] = axes.insert({value, axis});
  if (!isNew)
    return entry->second == axis;
  auto type = dyn_cast<RankedTensorType>(value.getType());
  if (!type || axis >= type.getRank())
    return false;
  if (Operation *source = value.getDefiningOp()) {
    if (!visit(source))
      return false;
  } else if (!isa<func::FuncOp>(value.getParentBlock()->getParentOp())) {
    return false;
  }
  return llvm::all_of(value.getUsers(),
                      [&](Operation *user) { return visit(user); });
}

bool AxisRemoval::visit(Operation *op) {
  if (isa<func::ReturnOp>(op))
    return true;
  if (auto norm = dyn_cast<NormOpInterface>(op))
    return visitNorm(norm);
  return visitElementwise(op);
}

bool AxisRemoval::visitElementwise(Operation *op) {
  auto constant = dyn_cast<arith::ConstantOp>(op);
  bool isSplat = constant && isa<SplatElementsAttr>(constant.getValue());
  if (!isSplat && !OpTrait::hasElementwiseMappableTraits(op))
    return false;
  std::optional<int64_t> axis;
  SmallVector<Value> values(op->getOperands());
  llvm::append_range(values, op->getResults());
  for (Value value : values)
    if (auto *found = axes.find(value); found != axes.end())
      axis = found->second;
  return axis && llvm::all_of(values, [&](Value value) {
           return !isa<ShapedType>(value.getType()) || mark(value, *axis);
         });
}

bool AxisRemoval::visitNorm(NormOpInterface op) {
  auto *found = axes.find(op.getNormalized());
  if (found == axes.end())
    found = axes.find(op->getResult(0));
  // Reached by a parameter or a statistic alone, which do not say which axis.
  if (found == axes.end())
    return false;
  int64_t axis = found->second;
  for (StringRef name : {"channel_axis", "axis"})
    if (auto stated = op->getAttrOfType<IntegerAttr>(name);
        stated && stated.getInt() == axis)
      return false;
  if (!mark(op.getNormalized(), axis))
    return false;
  for (OpResult result : op->getResults())
    if (auto position =
            findPosition(op.getResultAxes(result.getResultNumber()), axis))
      if (!mark(result, *position))
        return false;
  std::optional<int64_t> position = findPosition(op.getAffineAxes(), axis);
  return !position || llvm::all_of(op->getOperands(), [&](Value operand) {
    return operand == op.getNormalized() || mark(operand, *position);
  });
}

/// Numbers of axes without `axis`, those behind it one less.
static SmallVector<int64_t> withoutAxis(ArrayRef<int64_t> numbers,
                                        int64_t axis) {
  SmallVector<int64_t> rest;
  for (int64_t number : numbers)
    if (number != axis)
      rest.push_back(number > axis ? number - 1 : number);
  return rest;
}

void AxisRemoval::removeFromAttributes(NormOpInterface op) {
  int64_t axis = axes.lookup(op.getNormalized());
  if (auto stated = op->getAttrOfType<DenseI64ArrayAttr>("axes"))
    op->setAttr("axes",
                DenseI64ArrayAttr::get(op->getContext(),
                                       withoutAxis(stated.asArrayRef(), axis)));
  for (StringRef name : {"channel_axis", "axis"})
    if (auto stated = op->getAttrOfType<IntegerAttr>(name);
        stated && stated.getInt() > axis)
      op->setAttr(name,
                  IntegerAttr::get(stated.getType(), stated.getInt() - 1));
}

/// Leaves out the size of an axis that the input of an argument states.
static void removeFromInput(BlockArgument argument, int64_t axis) {
  auto function = cast<FunctionOpInterface>(argument.getOwner()->getParentOp());
  std::optional<InputSpec> spec = getInput(function, argument.getArgNumber());
  if (!spec || !spec->sizes || axis >= int64_t(spec->sizes->size()))
    return;
  spec->sizes->erase(spec->sizes->begin() + axis);
  setInput(function, argument.getArgNumber(), *spec);
}

void AxisRemoval::finish() {
  llvm::SetVector<Operation *> norms, functions;
  for (auto [value, axis] : axes) {
    auto type = cast<RankedTensorType>(value.getType());
    SmallVector<int64_t> shape(type.getShape());
    shape.erase(shape.begin() + axis);
    value.setType(type.clone(shape));
    for (Operation *user : value.getUsers())
      if (isa<NormOpInterface>(user))
        norms.insert(user);
    functions.insert(value.getParentRegion()->getParentOfType<func::FuncOp>());
    if (auto argument = dyn_cast<BlockArgument>(value))
      removeFromInput(argument, axis);
    else if (auto constant = value.getDefiningOp<arith::ConstantOp>())
      constant.setValueAttr(cast<SplatElementsAttr>(constant.getValue())
                                .resizeSplat(type.clone(shape)));
  }
  for (Operation *op : norms)
    removeFromAttributes(cast<NormOpInterface>(op));
  for (Operation *op : functions) {
    auto function = cast<func::FuncOp>(op);
    Operation *end = function.getBody().back().getTerminator();
    function.setType(FunctionType::get(op->getContext(),
                                       function.getBody().getArgumentTypes(),
                                       end->getOperandTypes()));
  }
}

namespace {

struct RemoveAxes : Reduction {
  StringRef getName() const override { return "remove-axes"; }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    ModuleOp module = candidate.getModule();
    module.walk([&](func::FuncOp function) {
      if (function.isExternal() ||
          !SymbolTable::symbolKnownUseEmpty(function, module))
        return;
      for (BlockArgument argument : function.getArguments())
        if (auto type = dyn_cast<RankedTensorType>(argument.getType()))
          for (int64_t axis = type.getRank() - 1; axis >= 0; --axis)
            changes.push_back([argument, axis](Candidate &) {
              AxisRemoval removal;
              if (removal.begin(argument, axis))
                removal.finish();
            });
    });
  }
};

} // namespace

void norm::addAxisReductions(Reductions &reductions) {
  reductions.push_back(std::make_unique<RemoveAxes>());
}
