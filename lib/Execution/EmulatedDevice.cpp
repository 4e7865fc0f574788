//===- EmulatedDevice.cpp - A driver of GPUs without a GPU ----------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmulatedDevice.h"
#include "EmulatedBlock.h"
#include "EmulatedShared.h"
#include "norm-mlir/Execution/Emulation.h"

#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/ExecutionEngine/Orc/ThreadSafeModule.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Host.h"

#include <cstdlib>
#include <cstring>
#include <memory>

using namespace mlir;
using namespace mlir::norm;

namespace {

thread_local std::string fault;
thread_local ThreadOrder threadOrder = ThreadOrder::Forward;

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

/// Device code that has been compiled for this processor.
class DeviceModule {
public:
  static llvm::Expected<std::unique_ptr<DeviceModule>>
  load(llvm::StringRef bitcode);

  /// The kernel as a function of the addresses of its arguments; null for none.
  using Kernel = void (*)(void **);
  llvm::Expected<Kernel> lookup(llvm::StringRef name) {
    auto symbol = jit->lookup((name + ".packed").str());
    if (!symbol)
      return symbol.takeError();
    return symbol->toPtr<Kernel>();
  }
  /// Bytes of shared memory that a block has.
  size_t getSharedBytes() const { return sharedBytes; }

private:
  llvm::Error retarget(llvm::Module &module);
  void addPackedKernel(llvm::Function &kernel);

  std::unique_ptr<llvm::orc::LLJIT> jit;
  size_t sharedBytes = 0;
};

/// A loaded module and one of its kernels, as the driver's handles.
struct DeviceFunctionHandle {
  DeviceModule *module;
  DeviceModule::Kernel kernel;
};

} // namespace

/// A function that reads its arguments where an array says and calls `kernel`.
void DeviceModule::addPackedKernel(llvm::Function &kernel) {
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
  }
  builder.CreateCall(&kernel, arguments);
  builder.CreateRetVoid();
}

/// Turns code for NVPTX into code for this processor: the same arithmetic, with
/// what only a GPU has as calls.
llvm::Error DeviceModule::retarget(llvm::Module &module) {
  module.setTargetTriple(jit->getTargetTriple());
  module.setDataLayout(jit->getDataLayout());
  std::vector<std::pair<std::string, void *>> known = getEmulatedIntrinsics();
  llvm::SmallVector<llvm::Function *> kernels;
  for (llvm::Function &function : llvm::make_early_inc_range(module)) {
    if (function.getCallingConv() == llvm::CallingConv::PTX_Kernel)
      kernels.push_back(&function);
    function.setCallingConv(llvm::CallingConv::C);
    function.removeFnAttr("target-cpu");
    function.removeFnAttr("target-features");
    llvm::StringRef name = function.getName();
    if (!name.starts_with("llvm.nvvm."))
      continue;
    if (llvm::none_of(known, [&](auto &entry) { return entry.first == name; }))
      return llvm::createStringError("the emulator does not know " + name);
    llvm::Function *call = llvm::Function::Create(
        function.getFunctionType(), llvm::GlobalValue::ExternalLinkage,
        "emulated" + name.drop_front(strlen("llvm")), module);
    function.replaceAllUsesWith(call);
    function.eraseFromParent();
  }
  sharedBytes = placeSharedVariables(module);
  for (llvm::Function *kernel : kernels)
    addPackedKernel(*kernel);
  return llvm::Error::success();
}

/// Defines what device code calls.
static llvm::Error defineRuntime(llvm::orc::LLJIT &jit) {
  llvm::orc::SymbolMap symbols;
  auto define = [&](llvm::StringRef name, void *address) {
    symbols[jit.mangleAndIntern(name)] = {
        llvm::orc::ExecutorAddr::fromPtr(address),
        llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
  };
  for (auto &[name, address] : getEmulatedIntrinsics())
    define("emulated" + name.substr(strlen("llvm")), address);
  define(kSharedFunction, reinterpret_cast<void *>(getEmulatedShared));
  define("__truncsfbf2", reinterpret_cast<void *>(truncateToBF16));
  define("memset", reinterpret_cast<void *>(
                       static_cast<void *(*)(void *, int, size_t)>(memset)));
  define("memcpy",
         reinterpret_cast<void *>(
             static_cast<void *(*)(void *, const void *, size_t)>(memcpy)));
  return jit.getMainJITDylib().define(
      llvm::orc::absoluteSymbols(std::move(symbols)));
}

llvm::Expected<std::unique_ptr<DeviceModule>>
DeviceModule::load(llvm::StringRef bitcode) {
  auto device = std::make_unique<DeviceModule>();
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

llvm::Error norm::takeEmulationError() {
  std::string message = std::exchange(fault, std::string());
  if (message.empty())
    return llvm::Error::success();
  return llvm::createStringError("emulated GPU: " + message);
}

void norm::setEmulatedOrder(ThreadOrder order) { threadOrder = order; }

//===----------------------------------------------------------------------===//
// The driver
//===----------------------------------------------------------------------===//

namespace {

void report(llvm::Error error) {
  std::string message = toString(std::move(error));
  if (fault.empty())
    fault = message.substr(0, message.find('\n'));
}

void *loadModule(void *data, size_t size) {
  auto module =
      DeviceModule::load(llvm::StringRef(static_cast<char *>(data), size));
  if (module)
    return module->release();
  report(module.takeError());
  return nullptr;
}

void unloadModule(void *module) { delete static_cast<DeviceModule *>(module); }

void *getFunction(void *module, const char *name) {
  if (!module)
    return nullptr;
  auto *device = static_cast<DeviceModule *>(module);
  auto kernel = device->lookup(name);
  if (!kernel) {
    report(kernel.takeError());
    return nullptr;
  }
  return new DeviceFunctionHandle{device, *kernel};
}

void launch(void *function, EmulatedLaunch launch, void **params) {
  std::unique_ptr<DeviceFunctionHandle> handle(
      static_cast<DeviceFunctionHandle *>(function));
  if (!handle || !fault.empty())
    return;
  launch.sharedBytes = handle->module->getSharedBytes();
  launch.order = threadOrder;
  fault = runEmulatedGrid(launch, [&] { handle->kernel(params); });
}

EmulatedDim getDim(intptr_t x, intptr_t y, intptr_t z) {
  return {uint32_t(x), uint32_t(y), uint32_t(z)};
}

void launchKernel(void *function, intptr_t gridX, intptr_t gridY,
                  intptr_t gridZ, intptr_t blockX, intptr_t blockY,
                  intptr_t blockZ, int32_t, void *, void **params, void **,
                  size_t) {
  launch(function,
         {getDim(gridX, gridY, gridZ), getDim(blockX, blockY, blockZ)}, params);
}

void launchClusterKernel(void *function, intptr_t clusterX, intptr_t clusterY,
                         intptr_t clusterZ, intptr_t gridX, intptr_t gridY,
                         intptr_t gridZ, intptr_t blockX, intptr_t blockY,
                         intptr_t blockZ, int32_t, void *, void **params,
                         void **) {
  // Clusters of other forms are refused, as ones of no blocks are.
  bool isAlongX = clusterY == 1 && clusterZ == 1;
  launch(function,
         {getDim(gridX, gridY, gridZ), getDim(blockX, blockY, blockZ),
          isAlongX ? uint32_t(clusterX) : 0},
         params);
}

void *createStream() { return nullptr; }
void destroyStream(void *) {}
void synchronizeStream(void *) {}

} // namespace

std::vector<std::pair<std::string, void *>> norm::getEmulatedDriver() {
  auto address = [](auto *function) {
    return reinterpret_cast<void *>(function);
  };
  return {
      {"mgpuModuleLoad", address(loadModule)},
      {"mgpuModuleUnload", address(unloadModule)},
      {"mgpuModuleGetFunction", address(getFunction)},
      {"mgpuLaunchKernel", address(launchKernel)},
      {"mgpuLaunchClusterKernel", address(launchClusterKernel)},
      {"mgpuStreamCreate", address(createStream)},
      {"mgpuStreamDestroy", address(destroyStream)},
      {"mgpuStreamSynchronize", address(synchronizeStream)},
  };
}
