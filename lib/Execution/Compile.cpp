//===- Compile.cpp - IR to machine code ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/Compile.h"
#include "FirstError.h"
#include "MergeObjects.h"
#include "Optimize.h"
#include "SplitModule.h"
#include "norm-mlir/Pipelines/UpstreamPipeline.h"
#include "norm-mlir/Support/NestingDepth.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/Timing.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Target/TargetMachine.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Runs passes on `module`, or, where it is in parts, on each of them.
llvm::Error runPasses(ModuleOp module, const CompileOptions &options,
                      llvm::function_ref<void(OpPassManager &)> addPasses,
                      bool onParts = false) {
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
  if (options.facts)
    manager.addInstrumentation(
        createFactsCollector(*options.facts, options.factsOfChecks));
  addPasses(onParts ? manager.nest<ModuleOp>() : manager);
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

/// Parses what the buffer holds; `path` is its name in errors.
static llvm::Expected<OwningOpRef<ModuleOp>>
parseBuffer(std::unique_ptr<llvm::MemoryBuffer> buffer, StringRef path,
            MLIRContext &context) {
  if (llvm::Error error = checkNestingDepth(buffer->getBuffer(), path))
    return std::move(error);
  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(std::move(buffer), llvm::SMLoc());
  FirstError firstError(&context);
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(sources, &context);
  if (!module)
    return firstError.take("parsing");
  return module;
}

llvm::Expected<OwningOpRef<ModuleOp>> norm::parseModule(StringRef path,
                                                        MLIRContext &context) {
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path);
  if (!buffer)
    return llvm::createStringError(path + ": " + buffer.getError().message());
  return parseBuffer(std::move(*buffer), path, context);
}

llvm::Expected<OwningOpRef<ModuleOp>>
norm::parseModuleText(StringRef text, StringRef name, MLIRContext &context) {
  return parseBuffer(llvm::MemoryBuffer::getMemBufferCopy(text, name), name,
                     context);
}

llvm::Error norm::collectFacts(ModuleOp module, const CompileOptions &options) {
  return runPasses(module, options, [&](OpPassManager &manager) {
    buildRouteToBuffersPipeline(manager, options.route);
  });
}

/// All passes from a module as it is written to the LLVM dialect.
static void addLowering(OpPassManager &manager, const CompileOptions &options,
                        const llvm::TargetMachine &machine) {
  RouteOptions route;
  route.parallel = options.parallel;
  route.serialEntries = options.serialEntries;
  route.vectorBits = getVectorBits(machine);
  route.nativeBF16 = hasNativeBF16(machine);
  route.nativeAVX512 = hasAVX512(machine);
  route.cacheBytes = getCacheBytes(options.target);
  route.gpu = options.gpu;
  route.emitKernels = options.emitKernels;
  buildRoutePipeline(manager, options.route, route);
}

/// Moves memory on the stack of a size that is known to where functions begin:
/// launches have some for their arguments, in loops too.
static void hoistAllocas(llvm::Module &module) {
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    llvm::BasicBlock &entry = function.getEntryBlock();
    SmallVector<llvm::AllocaInst *> inner;
    for (llvm::BasicBlock &block : llvm::drop_begin(function))
      for (llvm::Instruction &instruction : block)
        if (auto *alloca = dyn_cast<llvm::AllocaInst>(&instruction);
            alloca && isa<llvm::ConstantInt>(alloca->getArraySize()))
          inner.push_back(alloca);
    for (llvm::AllocaInst *alloca : inner)
      alloca->moveBefore(entry, entry.getFirstInsertionPt());
  }
}

/// A lowered module in optimized LLVM IR. Null, with a diagnostic, where it
/// cannot be translated.
static std::unique_ptr<llvm::Module> translate(ModuleOp module,
                                               const CompileOptions &options,
                                               llvm::TargetMachine &machine,
                                               llvm::LLVMContext &context,
                                               ModuleHook hook) {
  std::unique_ptr<llvm::Module> llvmModule;
  {
    TimingScope timing = nestTiming(options, "Translation to LLVM IR");
    llvmModule = translateModuleToLLVMIR(module, context);
    if (!llvmModule)
      return nullptr;
    llvmModule->setTargetTriple(machine.getTargetTriple());
    llvmModule->setDataLayout(machine.createDataLayout());
    if (isForGPU(options.route))
      hoistAllocas(*llvmModule);
    hook(*llvmModule);
  }
  TimingScope timing = nestTiming(options, "LLVM's optimizer");
  optimize(*llvmModule, machine, options.route);
  return llvmModule;
}

static llvm::Error writeMachineCode(llvm::Module &module,
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

namespace {

/// The objects that the parts of a module become.
struct PartObjects {
  const CompileOptions &options;
  ModuleHook hook;
  llvm::DenseMap<Operation *, std::string> objects;
};

/// The last pass of a part: machine code, in an LLVM context of its own. As a
/// pass it runs on the thread that has lowered the part, while others lower
/// theirs, and only parts that are being worked on take memory.
struct EmitObject : PassWrapper<EmitObject, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(EmitObject)
  explicit EmitObject(PartObjects &parts) : parts(parts) {}

  StringRef getName() const override { return "EmitObject"; }

  void runOnOperation() override {
    ModuleOp module = getOperation();
    std::unique_ptr<llvm::TargetMachine> machine =
        cantFail(createTargetMachine(parts.options.target));
    llvm::LLVMContext context;
    std::unique_ptr<llvm::Module> llvmModule =
        translate(module, parts.options, *machine, context, parts.hook);
    if (!llvmModule)
      return signalPassFailure();
    SmallVector<char, 0> bytes;
    llvm::raw_svector_ostream stream(bytes);
    if (llvm::Error error =
            writeMachineCode(*llvmModule, parts.options, *machine,
                             llvm::CodeGenFileType::ObjectFile, stream)) {
      emitError(UnknownLoc::get(&getContext())) << toString(std::move(error));
      return signalPassFailure();
    }
    parts.objects.find(module)->second.assign(bytes.begin(), bytes.end());
    module.getBody()->clear();
  }

  PartObjects &parts;
};

} // namespace

llvm::Expected<std::vector<std::string>>
norm::compileToObjects(ModuleOp module, const CompileOptions &options,
                       ModuleHook hook) {
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> machine =
      createTargetMachine(options.target);
  if (!machine)
    return machine.takeError();
  // What is printed between passes is the whole module.
  bool isWhole = !options.printAfter.empty() || isForGPU(options.route);
  SmallVector<ModuleOp> parts =
      splitModule(module, isWhole ? 0 : options.functionsPerPart);
  PartObjects objects{options, hook,
                      llvm::DenseMap<Operation *, std::string>()};
  for (ModuleOp part : parts)
    objects.objects.try_emplace(part);
  if (llvm::Error error = runPasses(
          module, options,
          [&](OpPassManager &manager) {
            addLowering(manager, options, **machine);
            manager.addPass(std::make_unique<EmitObject>(objects));
          },
          /*onParts=*/parts.front() != module))
    return std::move(error);
  std::vector<std::string> ordered;
  for (ModuleOp part : parts)
    ordered.push_back(std::move(objects.objects[part]));
  return ordered;
}

/// Writes the device code of a lowered module.
static llvm::Error writeDeviceCode(ModuleOp module,
                                   llvm::raw_pwrite_stream &stream) {
  auto binaries = module.getOps<gpu::BinaryOp>();
  if (binaries.empty())
    return llvm::createStringError(
        "expects a function that has something to compute on a GPU; got none");
  for (gpu::BinaryOp binary : binaries)
    for (Attribute object : binary.getObjects())
      stream << cast<gpu::ObjectAttr>(object).getObject().getValue().rtrim(
          '\0');
  return llvm::Error::success();
}

llvm::Error norm::emitModule(ModuleOp module, EmitKind kind,
                             const CompileOptions &options,
                             llvm::raw_pwrite_stream &stream, ModuleHook hook) {
  if (kind == EmitKind::Linalg) {
    if (llvm::Error error = runPasses(module, options, buildLinalgPipeline))
      return error;
    stream << module;
    return llvm::Error::success();
  }
  if (kind == EmitKind::Object) {
    // Without a linker that makes one object of several, there is one part.
    std::optional<std::string> merger = findMerger(options.target);
    CompileOptions ofParts = options;
    if (!merger)
      ofParts.functionsPerPart = 0;
    llvm::Expected<std::vector<std::string>> parts =
        compileToObjects(module, ofParts, hook);
    if (!parts)
      return parts.takeError();
    llvm::Expected<std::string> object = parts->size() == 1
                                             ? std::move(parts->front())
                                             : mergeObjects(*merger, *parts);
    if (!object)
      return object.takeError();
    stream << *object;
    return llvm::Error::success();
  }
  // What is no object is one module's, in one context.
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> machine =
      createTargetMachine(options.target);
  if (!machine)
    return machine.takeError();
  if (llvm::Error error =
          runPasses(module, options, [&](OpPassManager &manager) {
            addLowering(manager, options, **machine);
          }))
    return error;
  if (kind == EmitKind::Device)
    return writeDeviceCode(module, stream);
  llvm::LLVMContext context;
  FirstError firstError(module.getContext());
  std::unique_ptr<llvm::Module> llvmModule =
      translate(module, options, **machine, context, hook);
  if (!llvmModule)
    return firstError.take("translation to LLVM IR");
  if (kind == EmitKind::Assembly)
    return writeMachineCode(*llvmModule, options, **machine,
                            llvm::CodeGenFileType::AssemblyFile, stream);
  llvmModule->print(stream, nullptr);
  return llvm::Error::success();
}
