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

#include "mlir/ExecutionEngine/OptUtils.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/ExecutionEngine/Orc/JITTargetMachineBuilder.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"

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

/// Native code generation is set up once per process.
void initializeTarget() {
  static bool once = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    llvm::InitializeNativeTargetAsmParser();
    return true;
  }();
  (void)once;
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
  addPasses(manager);
  if (failed(manager.run(module)))
    return firstError.take("lowering");
  return llvm::Error::success();
}

} // namespace

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

llvm::Error norm::lowerModule(ModuleOp module, const CompileOptions &options) {
  return runPasses(module, options, [&](OpPassManager &manager) {
    UpstreamPipelineOptions pipeline;
    pipeline.parallel = options.parallel;
    buildUpstreamPipeline(manager, pipeline);
  });
}

llvm::Expected<std::unique_ptr<llvm::TargetMachine>> norm::createHostMachine() {
  initializeTarget();
  auto builder = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!builder)
    return builder.takeError();
  builder->setRelocationModel(llvm::Reloc::PIC_);
  builder->setCodeGenOptLevel(llvm::CodeGenOptLevel::Aggressive);
  return builder->createTargetMachine();
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
  if (llvm::Error error = lowerModule(module, options))
    return error;
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> machine =
      createHostMachine();
  if (!machine)
    return machine.takeError();
  llvm::LLVMContext llvmContext;
  std::unique_ptr<llvm::Module> llvmModule =
      translateModuleToLLVMIR(module, llvmContext);
  if (!llvmModule)
    return llvm::createStringError("translation to LLVM IR failed");
  llvmModule->setTargetTriple((*machine)->getTargetTriple());
  llvmModule->setDataLayout((*machine)->createDataLayout());
  if (llvm::Error error =
          makeOptimizingTransformer(3, 0, machine->get())(llvmModule.get()))
    return error;
  if (kind == EmitKind::LLVM) {
    llvmModule->print(stream, nullptr);
    return llvm::Error::success();
  }
  llvm::legacy::PassManager codegen;
  auto fileType = kind == EmitKind::Assembly
                      ? llvm::CodeGenFileType::AssemblyFile
                      : llvm::CodeGenFileType::ObjectFile;
  if ((*machine)->addPassesToEmitFile(codegen, stream, nullptr, fileType))
    return llvm::createStringError(
        "the host's target emits no file of this kind");
  codegen.run(*llvmModule);
  return llvm::Error::success();
}
