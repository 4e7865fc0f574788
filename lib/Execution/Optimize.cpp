//===- Optimize.cpp - LLVM's passes for compiled code ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Optimize.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/IPO/AlwaysInliner.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/IndVarSimplify.h"
#include "llvm/Transforms/Scalar/LICM.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/LoopRotation.h"
#include "llvm/Transforms/Scalar/LoopUnrollPass.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// What is left to do for kernels, which are written as the vector loops that
/// they are to be: LLVM's O3 takes four times as long, for code that is no
/// faster.
llvm::ModulePassManager buildKernelOptimizer() {
  llvm::LoopPassManager invariants, unrolling;
  invariants.addPass(llvm::LoopRotatePass());
  invariants.addPass(llvm::LICMPass(llvm::LICMOptions()));
  // Loops of a known length, as over a window.
  unrolling.addPass(llvm::IndVarSimplifyPass());
  unrolling.addPass(llvm::LoopFullUnrollPass(/*OptLevel=*/3));

  llvm::FunctionPassManager manager;
  auto addCleanup = [&] {
    manager.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/true));
    manager.addPass(llvm::InstCombinePass());
    manager.addPass(llvm::SimplifyCFGPass());
  };
  manager.addPass(llvm::SROAPass(llvm::SROAOptions::ModifyCFG));
  addCleanup();
  manager.addPass(llvm::createFunctionToLoopPassAdaptor(std::move(invariants),
                                                        /*UseMemorySSA=*/true));
  manager.addPass(llvm::createFunctionToLoopPassAdaptor(std::move(unrolling)));
  addCleanup();
  llvm::ModulePassManager module;
  module.addPass(llvm::AlwaysInlinerPass());
  module.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(manager)));
  return module;
}

/// Has functions that are called in one place inlined there: the bodies of
/// entries.
void markBodies(llvm::Module &module) {
  for (llvm::Function &function : module)
    if (function.hasLocalLinkage() && function.hasOneUse() &&
        !function.hasFnAttribute(llvm::Attribute::NoInline) &&
        llvm::isa<llvm::CallInst>(function.user_back()) &&
        llvm::cast<llvm::CallInst>(function.user_back())->getCalledFunction() ==
            &function)
      function.addFnAttr(llvm::Attribute::AlwaysInline);
}

/// LLVM's O3, less what takes a quarter of the time to compile and gives
/// nothing that can be measured here: unrolling of loops whose length is not
/// known, which are vectorized and interleaved already, and vectorization of
/// straight-line code.
llvm::PipelineTuningOptions getTuning() {
  llvm::PipelineTuningOptions tuning;
  tuning.LoopUnrolling = false;
  tuning.SLPVectorization = false;
  return tuning;
}

} // namespace

/// Loads single elements of bf16 as integers. LLVM 22 takes the sign of one
/// that is loaded as a float for positive on x86-64, where its bits and its
/// value are both used; an integer's it does not. No pass that follows folds
/// the two.
static void loadBFloatsAsIntegers(llvm::Module &module) {
  SmallVector<llvm::LoadInst *> loads;
  for (llvm::Function &function : module)
    for (llvm::Instruction &instruction : llvm::instructions(function))
      if (auto *load = dyn_cast<llvm::LoadInst>(&instruction))
        if (load->getType()->isBFloatTy() && load->isSimple())
          loads.push_back(load);
  for (llvm::LoadInst *load : loads) {
    llvm::IRBuilder<> builder(load);
    llvm::Value *bits = builder.CreateAlignedLoad(
        builder.getInt16Ty(), load->getPointerOperand(), load->getAlign());
    load->replaceAllUsesWith(builder.CreateBitCast(bits, load->getType()));
    load->eraseFromParent();
  }
}

void norm::optimize(llvm::Module &module, llvm::TargetMachine &machine,
                    Route route) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine, getTuning());
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  if (route == Route::Kernels) {
    markBodies(module);
    buildKernelOptimizer().run(module, modules);
    loadBFloatsAsIntegers(module);
    return;
  }
  // Loops of a known length, as over a window, are unrolled nevertheless.
  builder.registerLateLoopOptimizationsEPCallback(
      [](llvm::LoopPassManager &manager, llvm::OptimizationLevel level) {
        manager.addPass(llvm::LoopFullUnrollPass(level.getSpeedupLevel()));
      });
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O3)
      .run(module, modules);
  loadBFloatsAsIntegers(module);
}
