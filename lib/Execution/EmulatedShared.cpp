//===- EmulatedShared.cpp - Shared memory of an emulated GPU --------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmulatedShared.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/ReplaceConstant.h"
#include "llvm/Support/Alignment.h"

using namespace mlir;
using namespace mlir::norm;

/// NVPTX's number for shared memory.
static constexpr unsigned kSharedSpace = 3;

/// Has every instruction that names `variable` take what lies `offset` bytes
/// behind the memory of its block.
static void place(llvm::GlobalVariable &variable, uint64_t offset,
                  llvm::FunctionCallee getMemory) {
  for (llvm::Use &use : llvm::make_early_inc_range(variable.uses())) {
    auto *user = llvm::cast<llvm::Instruction>(use.getUser());
    llvm::BasicBlock &entry = user->getFunction()->getEntryBlock();
    llvm::IRBuilder<> builder(&entry, entry.getFirstInsertionPt());
    llvm::Value *memory = builder.CreateCall(getMemory);
    use.set(builder.CreateConstGEP1_64(builder.getInt8Ty(), memory, offset));
  }
  variable.eraseFromParent();
}

uint64_t norm::placeSharedVariables(llvm::Module &module) {
  llvm::SmallVector<llvm::GlobalVariable *> variables;
  for (llvm::GlobalVariable &variable : module.globals())
    if (variable.getAddressSpace() == kSharedSpace)
      variables.push_back(&variable);
  if (variables.empty())
    return 0;
  llvm::SmallVector<llvm::Constant *> constants(variables.begin(),
                                                variables.end());
  llvm::convertUsersOfConstantsToInstructions(constants);
  llvm::FunctionCallee getMemory = module.getOrInsertFunction(
      kSharedFunction,
      llvm::PointerType::get(module.getContext(), kSharedSpace));
  uint64_t bytes = 0;
  for (llvm::GlobalVariable *variable : variables) {
    bytes = llvm::alignTo(bytes, variable->getAlign().valueOrOne());
    uint64_t size =
        module.getDataLayout().getTypeAllocSize(variable->getValueType());
    place(*variable, bytes, getMemory);
    bytes += size;
  }
  return bytes;
}
