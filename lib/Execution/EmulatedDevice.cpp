//===- EmulatedDevice.cpp - Device code on this processor -----------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmulatedDevice.h"
#include "EmulatedBlock.h"
#include "EmulatedShared.h"

#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/ExecutionEngine/Orc/ThreadSafeModule.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Host.h"

#include <cmath>
#include <cstring>

using namespace mlir;
using namespace mlir::norm;

namespace {

/// bf16 from f32, to nearest, ties to even. Code for the host calls this by the
/// name that compilers' libraries have; which may not have it.
float truncateToBF16(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  if ((bits & 0x7fffffff) > 0x7f800000)
    bits = bits >> 16 | 0x40;
  else
    bits = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
  std::memcpy(&value, &bits, sizeof(bits));
  return value;
}

} // namespace

/// A function that reads its arguments where an array says and calls `kernel`.
void EmulatedModule::addPackedKernel(llvm::Function &kernel) {
  llvm::Module &module = *kernel.getParent();
  auto *pointer = llvm::PointerType::getUnqual(module.getContext());
  auto *packed = llvm::Function::Create(
      llvm::FunctionType::get(llvm::Type::getVoidTy(module.getContext()),
                              {pointer}, false),
      llvm::GlobalValue::ExternalLinkage, kernel.getName() + ".packed", module);
  llvm::IRBuilder<> builder(
      llvm::BasicBlock::Create(module.getContext(), "", packed));
  llvm::SmallVector<llvm::Value *> arguments;
  for (llvm::Argument &argument : kernel.args()) {
    llvm::Value *address = builder.CreateLoad(
        pointer, builder.CreateConstGEP1_64(pointer, packed->getArg(0),
                                            argument.getArgNo()));
    arguments.push_back(builder.CreateLoad(argument.getType(), address));
    kernels[kernel.getName()].argumentBytes.push_back(
        module.getDataLayout().getTypeStoreSize(argument.getType()));
  }
  builder.CreateCall(&kernel, arguments);
  builder.CreateRetVoid();
}

/// Has `emulated` called in place of `intrinsic`, with the number of the call
/// as its last argument.
static void numberCalls(llvm::Function &intrinsic, llvm::Function &emulated,
                        uint32_t &calls) {
  for (llvm::User *user : llvm::make_early_inc_range(intrinsic.users())) {
    auto *call = llvm::cast<llvm::CallInst>(user);
    llvm::IRBuilder<> builder(call);
    llvm::SmallVector<llvm::Value *> arguments(call->args());
    arguments.push_back(builder.getInt32(calls++));
    call->replaceAllUsesWith(builder.CreateCall(&emulated, arguments));
    call->eraseFromParent();
  }
}

/// Turns code for NVPTX into code for this processor: the same arithmetic, with
/// what only a GPU has as calls.
llvm::Error EmulatedModule::retarget(llvm::Module &module) {
  module.setTargetTriple(jit->getTargetTriple());
  module.setDataLayout(jit->getDataLayout());
  std::vector<EmulatedIntrinsic> known = getEmulatedIntrinsics();
  uint32_t calls = 0;
  llvm::SmallVector<llvm::Function *> entries;
  for (llvm::Function &function : llvm::make_early_inc_range(module)) {
    if (function.getCallingConv() == llvm::CallingConv::PTX_Kernel)
      entries.push_back(&function);
    function.setCallingConv(llvm::CallingConv::C);
    function.removeFnAttr("target-cpu");
    function.removeFnAttr("target-features");
    llvm::StringRef name = function.getName();
    if (!name.starts_with("llvm.nvvm."))
      continue;
    auto found = llvm::find_if(known, [&](const EmulatedIntrinsic &entry) {
      return entry.name == name;
    });
    if (found == known.end())
      return llvm::createStringError("the emulator does not know " + name);
    llvm::FunctionType *type = function.getFunctionType();
    llvm::SmallVector<llvm::Type *> parameters(type->params());
    if (found->isTogether)
      parameters.push_back(llvm::Type::getInt32Ty(module.getContext()));
    llvm::Function *emulated = llvm::Function::Create(
        llvm::FunctionType::get(type->getReturnType(), parameters, false),
        llvm::GlobalValue::ExternalLinkage,
        "emulated" + name.drop_front(strlen("llvm")), module);
    if (found->isTogether)
      numberCalls(function, *emulated, calls);
    else
      function.replaceAllUsesWith(emulated);
    function.eraseFromParent();
  }
  sharedBytes = placeSharedVariables(module);
  for (llvm::Function *kernel : entries)
    addPackedKernel(*kernel);
  return llvm::Error::success();
}

/// Functions of CUDA's device library, without their prefix.
#define NORM_LIBRARY(name)                                                     \
  {#name, (double (*)(double))name, (float (*)(float))name##f}
static const struct {
  const char *name;
  double (*wide)(double);
  float (*narrow)(float);
} library[] = {
    NORM_LIBRARY(acos),  NORM_LIBRARY(acosh), NORM_LIBRARY(asin),
    NORM_LIBRARY(asinh), NORM_LIBRARY(atan),  NORM_LIBRARY(atanh),
    NORM_LIBRARY(cbrt),  NORM_LIBRARY(cos),   NORM_LIBRARY(cosh),
    NORM_LIBRARY(erfc),  NORM_LIBRARY(exp2),  NORM_LIBRARY(expm1),
    NORM_LIBRARY(log10), NORM_LIBRARY(log1p), NORM_LIBRARY(log2),
    NORM_LIBRARY(sin),   NORM_LIBRARY(sinh),  NORM_LIBRARY(tan),
};
#undef NORM_LIBRARY

/// Defines what device code calls.
static llvm::Error defineRuntime(llvm::orc::LLJIT &jit) {
  llvm::orc::SymbolMap symbols;
  auto define = [&](llvm::StringRef name, void *address) {
    symbols[jit.mangleAndIntern(name)] = {
        llvm::orc::ExecutorAddr::fromPtr(address),
        llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
  };
  for (const EmulatedIntrinsic &own : getEmulatedIntrinsics())
    define("emulated" + own.name.substr(strlen("llvm")), own.address);
  define(kSharedFunction, reinterpret_cast<void *>(getEmulatedShared));
  for (const auto &function : library) {
    std::string name = std::string("__nv_") + function.name;
    define(name, reinterpret_cast<void *>(function.wide));
    define(name + "f", reinterpret_cast<void *>(function.narrow));
  }
  using Binary = double (*)(double, double);
  define("__nv_atan2", reinterpret_cast<void *>(static_cast<Binary>(atan2)));
  define("__nv_atan2f", reinterpret_cast<void *>(atan2f));
  define("__nv_fmod", reinterpret_cast<void *>(static_cast<Binary>(fmod)));
  define("__nv_fmodf", reinterpret_cast<void *>(fmodf));
  define("__truncsfbf2", reinterpret_cast<void *>(truncateToBF16));
  define("memset", reinterpret_cast<void *>(
                       static_cast<void *(*)(void *, int, size_t)>(memset)));
  define("memcpy",
         reinterpret_cast<void *>(
             static_cast<void *(*)(void *, const void *, size_t)>(memcpy)));
  return jit.getMainJITDylib().define(
      llvm::orc::absoluteSymbols(std::move(symbols)));
}

llvm::Expected<std::unique_ptr<EmulatedModule>>
EmulatedModule::load(llvm::StringRef bitcode) {
  std::unique_ptr<EmulatedModule> device(new EmulatedModule());
  auto context = std::make_unique<llvm::LLVMContext>();
  auto module = llvm::parseBitcodeFile(
      llvm::MemoryBufferRef(bitcode, "device code"), *context);
  if (!module)
    return module.takeError();
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  // No instruction that rounds bf16, which flushes denormals; products are
  // rounded with sums, as on a GPU.
  auto host = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!host)
    return host.takeError();
  llvm::orc::JITTargetMachineBuilder machine(host->getTargetTriple());
  if (llvm::sys::getHostCPUFeatures().lookup("avx2"))
    machine.setCPU("x86-64-v3");
  auto jit = llvm::orc::LLJITBuilder()
                 .setJITTargetMachineBuilder(machine)
                 .setPlatformSetUp(llvm::orc::setUpInactivePlatform)
                 .create();
  if (!jit)
    return jit.takeError();
  device->jit = std::move(*jit);
  if (llvm::Error error = device->retarget(**module))
    return std::move(error);
  if (llvm::Error error = defineRuntime(*device->jit))
    return std::move(error);
  if (llvm::Error error = device->jit->addIRModule(
          llvm::orc::ThreadSafeModule(std::move(*module), std::move(context))))
    return std::move(error);
  return std::move(device);
}

EmulatedModule::EmulatedModule() = default;
EmulatedModule::~EmulatedModule() = default;

llvm::Expected<EmulatedKernel *> EmulatedModule::lookup(llvm::StringRef name) {
  std::lock_guard<std::mutex> lock(mutex);
  EmulatedKernel &kernel = kernels[name];
  if (kernel.call)
    return &kernel;
  auto symbol = jit->lookup((name + ".packed").str());
  if (!symbol)
    return symbol.takeError();
  kernel.module = this;
  kernel.call = symbol->toPtr<void (*)(void **)>();
  return &kernel;
}
