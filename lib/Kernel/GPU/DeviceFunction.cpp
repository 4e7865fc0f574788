//===- DeviceFunction.cpp - An op in a function of the device ---===//
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
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/StringExtras.h"

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

/// The name of a kernel of the function `name`: one that PTX takes.
static std::string nameKernel(StringRef name) {
  std::string result;
  if (name.empty() || llvm::isDigit(name.front()))
    result += '_';
  for (char letter : name)
    result += llvm::isAlnum(letter) || letter == '$' ? letter : '_';
  return result + "_kernel";
}

DeviceFunction::DeviceFunction(OpBuilder &builder,
                               DestinationStyleOpInterface op,
                               gpu::GPUModuleOp module, int64_t blockSize,
                               int64_t clusterSize)
    : blockSize(blockSize), clusterSize(clusterSize) {
  Location loc = op.getLoc();
  OpBuilder inModule = OpBuilder::atBlockEnd(module.getBody());
  StringRef caller = op->getParentOfType<func::FuncOp>().getName();
  function = gpu::GPUFuncOp::create(inModule, loc, nameKernel(caller),
                                    inModule.getFunctionType({}, {}));
  SymbolTable(module).insert(function);
  function->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                    builder.getUnitAttr());
  function.setKnownBlockSizeAttr(
      builder.getDenseI32ArrayAttr({int32_t(blockSize), 1, 1}));
  if (clusterSize > 1)
    function.setKnownClusterSizeAttr(
        builder.getDenseI32ArrayAttr({int32_t(clusterSize), 1, 1}));
  constexpr int64_t largeBlock = 512;
  if (blockSize > largeBlock)
    allowOneBlock();
  OpBuilder inBody = OpBuilder::atBlockEnd(&function.getBody().front());
  gpu::ReturnOp::create(inBody, loc);

  llvm::SetVector<Value> used(op->operand_begin(), op->operand_end());
  getUsedValuesDefinedAbove(op->getRegions(), used);
  for (Value value : used)
    if (isa<MemRefType>(value.getType()))
      addBuffer(builder, value);
  for (Value value : used)
    addScalar(value);
  inBody.setInsertionPoint(function.getBody().front().getTerminator());
  inside = inBody.clone(*op, values);
  setAliasing(op);
}

void DeviceFunction::allowOneBlock() {
  function->setAttr(NVVM::NVVMDialect::getMinctasmAttrName(),
                    Builder(function).getI32IntegerAttr(1));
}

/// A value of the host, which is no buffer, inside.
void DeviceFunction::addScalar(Value value) {
  if (values.contains(value))
    return;
  Operation *op = value.getDefiningOp();
  if (!op || !op->hasTrait<OpTrait::ConstantLike>())
    return values.map(value, addArgument(value));
  OpBuilder inBody(function.getBody().front().getTerminator());
  inBody.clone(*op, values);
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

/// A constant in memory of the device, as the host has one of its own.
Value DeviceFunction::addGlobal(memref::GetGlobalOp host) {
  auto module = function->getParentOfType<gpu::GPUModuleOp>();
  if (!module.lookupSymbol(host.getName())) {
    auto global = SymbolTable::lookupNearestSymbolFrom<memref::GlobalOp>(
        host, host.getNameAttr());
    OpBuilder inModule = OpBuilder::atBlockBegin(module.getBody());
    inModule.clone(*global);
  }
  OpBuilder inBody(function.getBody().front().getTerminator());
  return memref::GetGlobalOp::create(inBody, host.getLoc(), host.getType(),
                                     host.getName());
}

void DeviceFunction::addBuffer(OpBuilder &builder, Value buffer) {
  Location loc = buffer.getLoc();
  auto metadata =
      memref::ExtractStridedMetadataOp::create(builder, loc, buffer);
  Value pointer;
  if (Value root = getRoot(buffer);
      root && root.getDefiningOp<memref::GetGlobalOp>()) {
    pointer = addGlobal(root.getDefiningOp<memref::GetGlobalOp>());
  } else {
    pointers[buffer] = operands.size();
    pointer = addArgument(metadata.getBaseBuffer());
  }
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
void DeviceFunction::setAliasing(DestinationStyleOpInterface op) {
  auto overlaps = [](Value first, Value second) {
    Value root = getRoot(first), other = getRoot(second);
    return !root || !other || root == other;
  };
  auto isIn = [](const auto &range, Value value) {
    return llvm::is_contained(range, value);
  };
  SmallVector<Value> inputs = op.getDpsInputs();
  SmallVector<Value> inits = llvm::to_vector_of<Value>(op.getDpsInits());
  Builder builder(op.getContext());
  for (auto [buffer, number] : pointers) {
    bool isWritten = isIn(inits, buffer);
    bool isApart = !isWritten || !isIn(inputs, buffer);
    for (const auto &entry : pointers) {
      Value other = entry.first;
      bool matters = other != buffer && (isWritten || isIn(inits, other));
      isApart &= !matters || !overlaps(buffer, other);
    }
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
  std::optional<gpu::KernelDim3> cluster;
  if (clusterSize > 1)
    cluster = gpu::KernelDim3{constant(clusterSize), one, one};
  gpu::LaunchFuncOp::create(builder, loc, function, {grid, one, one},
                            {constant(blockSize), one, one},
                            /*dynamicSharedMemorySize=*/nullptr, operands,
                            /*asyncTokenType=*/nullptr,
                            /*asyncDependencies=*/{}, cluster);
}
