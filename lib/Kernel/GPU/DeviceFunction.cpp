//===- DeviceFunction.cpp - A kernel in a function of its own ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceFunction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Transforms/RegionUtils.h"

using namespace mlir;
using namespace mlir::norm;

/// The buffer that `buffer` is a view of; null where that is not known.
static Value getRoot(Value buffer) {
  while (auto view = buffer.getDefiningOp<ViewLikeOpInterface>())
    buffer = view.getViewSource();
  if (auto argument = dyn_cast<BlockArgument>(buffer))
    return isa<func::FuncOp>(argument.getOwner()->getParentOp()) ? buffer
                                                                 : Value();
  return isa<memref::AllocOp, memref::AllocaOp, memref::GetGlobalOp>(
             buffer.getDefiningOp())
             ? buffer
             : Value();
}

DeviceFunction::DeviceFunction(OpBuilder &builder, KernelOp kernel,
                               gpu::GPUModuleOp module, int64_t blockSize)
    : blockSize(blockSize) {
  Location loc = kernel.getLoc();
  OpBuilder inModule = OpBuilder::atBlockEnd(module.getBody());
  std::string name =
      (kernel->getParentOfType<func::FuncOp>().getName() + "_kernel").str();
  function = gpu::GPUFuncOp::create(inModule, loc, name,
                                    inModule.getFunctionType({}, {}));
  SymbolTable(module).insert(function);
  function->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                    builder.getUnitAttr());
  function.setKnownBlockSizeAttr(
      builder.getDenseI32ArrayAttr({int32_t(blockSize), 1, 1}));
  OpBuilder inBody = OpBuilder::atBlockEnd(&function.getBody().front());
  gpu::ReturnOp::create(inBody, loc);

  for (Value buffer : kernel.getMapped())
    if (!values.contains(buffer))
      addBuffer(builder, buffer);
  for (Value size : kernel.getSizes())
    if (!values.contains(size))
      values.map(size, addArgument(size));
  llvm::SetVector<Value> captured;
  getUsedValuesDefinedAbove(kernel->getRegions(), captured);
  inBody.setInsertionPoint(function.getBody().front().getTerminator());
  for (Value value : captured) {
    if (values.contains(value))
      continue;
    Operation *op = value.getDefiningOp();
    if (op && op->hasTrait<OpTrait::ConstantLike>())
      inBody.clone(*op, values);
    else
      values.map(value, addArgument(value));
  }
  inside = cast<KernelOp>(inBody.clone(*kernel, values));
  setAliasing(kernel);
}

/// An argument of the function, for which the launch has `operand`.
Value DeviceFunction::addArgument(Value operand) {
  unsigned number = operands.size();
  operands.push_back(operand);
  (void)function.insertArgument(number, operand.getType(), {},
                                operand.getLoc());
  return function.getArgument(number);
}

/// A value of the host, or a constant, inside.
Value DeviceFunction::addIndex(OpFoldResult value) {
  if (auto host = dyn_cast<Value>(value))
    return addArgument(host);
  OpBuilder inBody(function.getBody().front().getTerminator());
  return arith::ConstantIndexOp::create(inBody, function.getLoc(),
                                        *getConstantIntValue(value));
}

void DeviceFunction::addBuffer(OpBuilder &builder, Value buffer) {
  Location loc = buffer.getLoc();
  auto metadata =
      memref::ExtractStridedMetadataOp::create(builder, loc, buffer);
  pointers[buffer] = operands.size();
  Value pointer = addArgument(metadata.getBaseBuffer());
  auto addAll = [&](SmallVector<OpFoldResult> values) {
    return llvm::map_to_vector(values, [&](OpFoldResult value) -> OpFoldResult {
      if (isa<Attribute>(value))
        return value;
      return addIndex(value);
    });
  };
  OpFoldResult offset = addAll({metadata.getConstifiedMixedOffset()}).front();
  SmallVector<OpFoldResult> sizes = addAll(metadata.getConstifiedMixedSizes());
  SmallVector<OpFoldResult> strides =
      addAll(metadata.getConstifiedMixedStrides());
  OpBuilder inBody(function.getBody().front().getTerminator());
  values.map(buffer, memref::ReinterpretCastOp::create(
                         inBody, loc, cast<MemRefType>(buffer.getType()),
                         pointer, offset, sizes, strides)
                         .getResult());
}

/// States which pointers see nothing that others write.
void DeviceFunction::setAliasing(KernelOp kernel) {
  auto overlaps = [](Value first, Value second) {
    Value root = getRoot(first), other = getRoot(second);
    return !root || !other || root == other;
  };
  Builder builder(kernel.getContext());
  for (auto [buffer, number] : pointers) {
    bool isWritten = llvm::is_contained(kernel.getInits(), buffer);
    bool isApart = llvm::all_of(kernel.getMapped(), [&](Value other) {
      bool matters = isWritten || llvm::is_contained(kernel.getInits(), other);
      return other == buffer
                 ? !isWritten || !llvm::is_contained(kernel.getInputs(), buffer)
                 : !matters || !overlaps(buffer, other);
    });
    if (!isApart)
      continue;
    function.setArgAttr(number, LLVM::LLVMDialect::getNoAliasAttrName(),
                        builder.getUnitAttr());
    if (!isWritten)
      function.setArgAttr(number, LLVM::LLVMDialect::getReadonlyAttrName(),
                          builder.getUnitAttr());
  }
}

void DeviceFunction::launch(OpBuilder &builder, Value grid) {
  Location loc = function.getLoc();
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  Value one = constant(1);
  gpu::LaunchFuncOp::create(builder, loc, function, {grid, one, one},
                            {constant(blockSize), one, one},
                            /*dynamicSharedMemorySize=*/nullptr, operands);
}
