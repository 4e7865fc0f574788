//===- PassScalars.cpp - Scalars at the C boundary ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Conversion/LLVMCommon/MemRefBuilder.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"

namespace mlir::norm {
#define GEN_PASS_DEF_PASSSCALARSPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The integer in which C passes a scalar that it has no type for; null where
/// it has one.
Type getPassedType(Type type) {
  if (type.isInteger(1))
    return IntegerType::get(type.getContext(), 8);
  if (isa<FloatType>(type) && type.getIntOrFloatBitWidth() <= 16)
    return IntegerType::get(type.getContext(), type.getIntOrFloatBitWidth());
  return nullptr;
}

/// The scalar that `passed` stands for.
Value createScalar(OpBuilder &builder, Location loc, Type type, Value passed) {
  if (!type.isInteger(1))
    return arith::BitcastOp::create(builder, loc, type, passed);
  // Any value of the byte but 0 is true.
  Value zero = arith::ConstantIntOp::create(builder, loc, passed.getType(), 0);
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne, passed,
                               zero);
}

/// The buffer of rank 0 at the address `pointer`.
Value createBuffer(OpBuilder &builder, Location loc, MemRefType type,
                   Value pointer) {
  LLVMTypeConverter converter(builder.getContext());
  Value descriptor =
      MemRefDescriptor::fromStaticShape(builder, loc, converter, type, pointer);
  return UnrealizedConversionCastOp::create(builder, loc, type, descriptor)
      .getResult(0);
}

/// The bytes at the address `pointer`, as many as anyone asks for.
Value createScratch(OpBuilder &builder, Location loc, MemRefType type,
                    Value pointer) {
  LLVMTypeConverter converter(builder.getContext());
  auto descriptor =
      MemRefDescriptor::poison(builder, loc, converter.convertType(type));
  descriptor.setAllocatedPtr(builder, loc, pointer);
  descriptor.setAlignedPtr(builder, loc, pointer);
  descriptor.setConstantOffset(builder, loc, 0);
  descriptor.setConstantSize(builder, loc, 0,
                             std::numeric_limits<int64_t>::max());
  descriptor.setConstantStride(builder, loc, 0, 1);
  return UnrealizedConversionCastOp::create(builder, loc, type,
                                            Value(descriptor))
      .getResult(0);
}

struct PassScalars : norm::impl::PassScalarsPassBase<PassScalars> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (!function.isPublic() || function.isExternal())
      return;
    Block &entry = function.getBody().front();
    OpBuilder builder = OpBuilder::atBlockBegin(&entry);
    for (BlockArgument argument : entry.getArguments()) {
      Location loc = argument.getLoc();
      Type type = argument.getType();
      unsigned number = argument.getArgNumber();
      bool isResult =
          bool(function.getArgAttr(number, NormDialect::getScalarAttrName()));
      bool isScratch =
          bool(function.getArgAttr(number, NormDialect::getScratchAttrName()));
      Type passed = isResult || isScratch
                        ? LLVM::LLVMPointerType::get(&getContext())
                        : getPassedType(type);
      if (!passed)
        continue;
      // What reads the argument reads what is made of it.
      auto placeholder =
          UnrealizedConversionCastOp::create(builder, loc, type, argument);
      argument.replaceAllUsesExcept(placeholder.getResult(0), placeholder);
      argument.setType(passed);
      Value value;
      if (isResult)
        value = createBuffer(builder, loc, cast<MemRefType>(type), argument);
      else if (isScratch)
        value = createScratch(builder, loc, cast<MemRefType>(type), argument);
      else
        value = createScalar(builder, loc, type, argument);
      placeholder.getResult(0).replaceAllUsesWith(value);
      placeholder.erase();
      function.removeArgAttr(number, NormDialect::getScalarAttrName());
      function.removeArgAttr(number, NormDialect::getScratchAttrName());
    }
    function.setFunctionType(FunctionType::get(
        &getContext(), entry.getArgumentTypes(), function.getResultTypes()));
    function->setAttr(LLVM::LLVMDialect::getEmitCWrapperAttrName(),
                      UnitAttr::get(&getContext()));
  }
};

} // namespace
