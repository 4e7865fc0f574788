//===- PackedEntries.cpp - Calls of entries by arrays ---------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PackedEntries.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace mlir;
using namespace mlir::norm;

std::string norm::getPackedName(StringRef name) {
  return (name + ".packed").str();
}

llvm::Function *norm::addPackedEntry(llvm::Module &module, StringRef name,
                                     size_t numBuffers) {
  llvm::Function *function = module.getFunction(name);
  assert(function && "expects the entries of the signature in LLVM IR");
  llvm::FunctionType *type = function->getFunctionType();
  auto *pointer = llvm::PointerType::getUnqual(module.getContext());
  SmallVector<llvm::Type *> parameters = {pointer};
  llvm::append_range(parameters, type->params().drop_front(numBuffers));
  auto *packed = llvm::Function::Create(
      llvm::FunctionType::get(type->getReturnType(), parameters, false),
      llvm::GlobalValue::ExternalLinkage, getPackedName(name), module);
  llvm::IRBuilder<> builder(
      llvm::BasicBlock::Create(module.getContext(), "", packed));
  SmallVector<llvm::Value *> arguments;
  for (size_t i = 0; i < numBuffers; ++i) {
    llvm::Value *address = builder.CreateLoad(
        pointer, builder.CreateConstGEP1_64(pointer, packed->getArg(0), i));
    llvm::Type *parameter = type->getParamType(i);
    arguments.push_back(parameter->isPointerTy()
                            ? address
                            : builder.CreateLoad(parameter, address));
  }
  for (llvm::Argument &argument : llvm::drop_begin(packed->args()))
    arguments.push_back(&argument);
  llvm::CallInst *call = builder.CreateCall(function, arguments);
  call->setTailCall();
  call->setIsNoInline(); // One copy of the function, not two.
  if (type->getReturnType()->isVoidTy())
    builder.CreateRetVoid();
  else
    builder.CreateRet(call);
  return packed;
}
