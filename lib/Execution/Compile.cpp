//===- Compile.cpp - IR to machine code ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/Compile.h"
#include "norm-mlir/Pipelines/UpstreamPipeline.h"
#include "norm-mlir/Support/NestingDepth.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/Timing.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
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

/// Keeps the first error that the context reports, as one line with its
/// location.
class FirstError {
public:
  explicit FirstError(MLIRContext *context)
      : handler(context, [this](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() != DiagnosticSeverity::Error)
            return failure();
          if (text.empty())
            text = write(diagnostic);
          return success();
        }) {}

  /// The error for a step that failed.
  llvm::Error take(StringRef step) const {
    return llvm::createStringError(text.empty() ? step + " failed" : text);
  }

private:
  static std::string write(Diagnostic &diagnostic) {
    std::string line;
    llvm::raw_string_ostream stream(line);
    if (auto location =
            diagnostic.getLocation()->findInstanceOf<FileLineColLoc>())
      stream << location.getFilename().getValue() << ":" << location.getLine()
             << ":" << location.getColumn() << ": ";
    stream << diagnostic;
    return line.substr(0, line.find('\n'));
  }

  std::string text;
  ScopedDiagnosticHandler handler;
};

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

void optimize(llvm::Module &module, llvm::TargetMachine &machine, Route route) {
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
    return;
  }
  // Loops of a known length, as over a window, are unrolled nevertheless.
  builder.registerLateLoopOptimizationsEPCallback(
      [](llvm::LoopPassManager &manager, llvm::OptimizationLevel level) {
        manager.addPass(llvm::LoopFullUnrollPass(level.getSpeedupLevel()));
      });
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O3)
      .run(module, modules);
}

llvm::Error runPasses(ModuleOp module, const CompileOptions &options,
                      llvm::function_ref<void(OpPassManager &)> addPasses) {
  FirstError firstError(module.getContext());
  PassManager manager(module.getContext());
  if (!options.printAfter.empty()) {
    // Printing a whole module while other functions change would race.
    module.getContext()->disableMultithreading();
    manager.enableIRPrinting(
        [](Pass *, Operation *) { return false; },
        [&](Pass *pass, Operation *) {
          return llvm::is_contained(options.printAfter, pass->getArgument());
        },
        /*printModuleScope=*/true, /*printAfterOnlyOnChange=*/false);
  }
#ifdef NDEBUG
  // The verifier between passes finds our mistakes, not the user's, whose IR
  // the parser has verified.
  manager.enableVerifier(false);
#endif
  addPasses(manager);
  TimingScope timing = nestTiming(options, "Passes");
  manager.enableTiming(timing);
  if (failed(manager.run(module)))
    return firstError.take("lowering");
  return llvm::Error::success();
}

} // namespace

TimingScope norm::nestTiming(const CompileOptions &options, StringRef phase) {
  return options.timing ? options.timing->nest(phase) : TimingScope();
}

llvm::Expected<OwningOpRef<ModuleOp>> norm::parseModule(StringRef path,
                                                        MLIRContext &context) {
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path);
  if (!buffer)
    return llvm::createStringError(path + ": " + buffer.getError().message());
  if (llvm::Error error = checkNestingDepth((*buffer)->getBuffer(), path))
    return std::move(error);
  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(std::move(*buffer), llvm::SMLoc());
  FirstError firstError(&context);
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(sources, &context);
  if (!module)
    return firstError.take("parsing");
  return module;
}

llvm::Error norm::lowerModule(ModuleOp module, const CompileOptions &options,
                              const llvm::TargetMachine &machine) {
  return runPasses(module, options, [&](OpPassManager &manager) {
    RouteOptions route;
    route.parallel = options.parallel;
    route.serialEntries = options.serialEntries;
    route.vectorBits = getVectorBits(machine);
    route.cacheBytes = getCacheBytes(options.target);
    buildRoutePipeline(manager, options.route, route);
  });
}

llvm::Error norm::lowerToRequirements(ModuleOp module,
                                      const CompileOptions &options) {
  return runPasses(module, options, [](OpPassManager &manager) {
    buildRequirementsPipeline(manager);
    // Folds conditions on static sizes.
    manager.addPass(createCanonicalizerPass());
  });
}

llvm::Error norm::lowerToBuffers(ModuleOp module,
                                 const CompileOptions &options) {
  return runPasses(module, options, [&](OpPassManager &manager) {
    buildRouteToBuffersPipeline(manager, options.route);
  });
}

llvm::Expected<std::unique_ptr<llvm::Module>>
norm::compileToLLVM(ModuleOp module, const CompileOptions &options,
                    llvm::TargetMachine &machine, llvm::LLVMContext &context,
                    ModuleHook hook) {
  if (llvm::Error error = lowerModule(module, options, machine))
    return std::move(error);
  std::unique_ptr<llvm::Module> llvmModule;
  {
    TimingScope timing = nestTiming(options, "Translation to LLVM IR");
    FirstError firstError(module.getContext());
    llvmModule = translateModuleToLLVMIR(module, context);
    if (!llvmModule)
      return firstError.take("translation to LLVM IR");
    llvmModule->setTargetTriple(machine.getTargetTriple());
    llvmModule->setDataLayout(machine.createDataLayout());
    hook(*llvmModule);
  }
  TimingScope timing = nestTiming(options, "LLVM's optimizer");
  optimize(*llvmModule, machine, options.route);
  return llvmModule;
}

llvm::Error norm::writeMachineCode(llvm::Module &module,
                                   const CompileOptions &options,
                                   llvm::TargetMachine &machine,
                                   llvm::CodeGenFileType type,
                                   llvm::raw_pwrite_stream &stream) {
  TimingScope timing = nestTiming(options, "Code generation");
  llvm::legacy::PassManager codegen;
  if (machine.addPassesToEmitFile(codegen, stream, nullptr, type,
                                  /*DisableVerify=*/true))
    return llvm::createStringError("the target emits no file of this kind");
  codegen.run(module);
  return llvm::Error::success();
}

llvm::Error norm::emitModule(ModuleOp module, EmitKind kind,
                             const CompileOptions &options,
                             llvm::raw_pwrite_stream &stream) {
  if (kind == EmitKind::Linalg) {
    if (llvm::Error error = runPasses(module, options, buildLinalgPipeline))
      return error;
    stream << module;
    return llvm::Error::success();
  }
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> machine =
      createTargetMachine(options.target);
  if (!machine)
    return machine.takeError();
  llvm::LLVMContext llvmContext;
  llvm::Expected<std::unique_ptr<llvm::Module>> llvmModule =
      compileToLLVM(module, options, **machine, llvmContext);
  if (!llvmModule)
    return llvmModule.takeError();
  if (kind == EmitKind::LLVM) {
    (*llvmModule)->print(stream, nullptr);
    return llvm::Error::success();
  }
  return writeMachineCode(**llvmModule, options, **machine,
                          kind == EmitKind::Assembly
                              ? llvm::CodeGenFileType::AssemblyFile
                              : llvm::CodeGenFileType::ObjectFile,
                          stream);
}
