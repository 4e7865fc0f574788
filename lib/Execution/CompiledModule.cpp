//===- CompiledModule.cpp - Compiled functions and their calls ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/CompiledModule.h"
#include "DeviceCall.h"
#include "PackedEntries.h"
#include "norm-mlir/Execution/OpenMPRuntime.h"

#include "mlir/Support/Timing.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Target/TargetMachine.h"
#include <cerrno>
#include <utility>

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Words of the memref descriptor of a buffer of this rank.
size_t countWords(size_t rank) { return 3 + 2 * rank; }

/// Writes memref descriptors one after the other into `words` and their
/// addresses into `pointers`; of scalars the addresses that they have.
template <typename Words, typename Pointers>
void writeDescriptors(const Signature &signature, ArrayRef<TensorBuffer> inputs,
                      ArrayRef<TensorBuffer> results, Words &words,
                      Pointers &pointers) {
  size_t numWords = 0;
  for (const TensorBuffer &buffer :
       llvm::concat<const TensorBuffer>(inputs, results))
    numWords += countWords(buffer.shape.size());
  words.resize(numWords);
  pointers.reserve(inputs.size() + results.size());
  int64_t *next = words.data();
  auto write = [&](const BufferType &type, const TensorBuffer &buffer) {
    if (type.isScalar)
      return pointers.push_back(buffer.data);
    size_t rank = buffer.shape.size();
    pointers.push_back(next);
    next[0] = next[1] = reinterpret_cast<intptr_t>(buffer.data);
    next[2] = 0;
    int64_t *sizes = next + 3, *strides = sizes + rank;
    for (int64_t stride = 1, dim = rank; dim-- > 0; stride *= sizes[dim]) {
      sizes[dim] = buffer.shape[dim];
      strides[dim] = buffer.strides.empty() ? stride : buffer.strides[dim];
    }
    next += countWords(rank);
  };
  for (auto [type, buffer] : llvm::zip(signature.inputs, inputs))
    write(type, buffer);
  for (auto [type, buffer] : llvm::zip(signature.results, results))
    write(type, buffer);
}

/// Room on the stack for the descriptors of most functions.
using StackWords = SmallVector<int64_t, 96>;
using StackPointers = SmallVector<void *, 16>;

/// An empty JIT for this process, which code that is already compiled is added
/// to.
llvm::Expected<std::unique_ptr<llvm::orc::LLJIT>>
createJIT(const llvm::TargetMachine &machine) {
  llvm::orc::JITTargetMachineBuilder builder(machine.getTargetTriple());
  return llvm::orc::LLJITBuilder()
      .setJITTargetMachineBuilder(std::move(builder))
      .setDataLayout(machine.createDataLayout())
      // Nothing in compiled code runs at start or end.
      .setPlatformSetUp(llvm::orc::setUpInactivePlatform)
      .create();
}

/// Functions that run at the start and at the end of a program.
struct StartAndEnd {
  std::vector<std::string> start, end;
};

/// Makes what would run at the start and the end of a program, and loads and
/// unloads device code there, functions to look up.
void exportStartAndEnd(llvm::Module &module, StartAndEnd &functions) {
  auto exportList = [&](StringRef list, std::vector<std::string> &names) {
    llvm::GlobalVariable *variable = module.getGlobalVariable(list);
    if (!variable)
      return;
    auto *entries = dyn_cast<llvm::ConstantArray>(variable->getInitializer());
    for (unsigned i = 0; entries && i < entries->getNumOperands(); ++i) {
      auto *function =
          cast<llvm::Function>(entries->getOperand(i)->getOperand(1));
      function->setLinkage(llvm::GlobalValue::ExternalLinkage);
      names.push_back(function->getName().str());
    }
    variable->eraseFromParent();
  };
  exportList("llvm.global_ctors", functions.start);
  exportList("llvm.global_dtors", functions.end);
}

/// Defines functions of this process that no library exports by these names.
template <typename Symbols>
llvm::Error defineSymbols(llvm::orc::LLJIT &jit, const Symbols &functions) {
  llvm::orc::SymbolMap symbols;
  for (auto [name, address] : functions)
    symbols[jit.mangleAndIntern(name)] = {
        llvm::orc::ExecutorAddr::fromPtr(address),
        llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
  return jit.getMainJITDylib().define(
      llvm::orc::absoluteSymbols(std::move(symbols)));
}

/// What runs device code of this route; null where there is none.
const DeviceDriver *getDriver(Route route) {
  return isForGPU(route) ? &getDeviceDriver(route) : nullptr;
}

} // namespace

llvm::Error norm::checkInputs(StringRef function, const Signature &signature,
                              ArrayRef<TensorBuffer> inputs) {
  if (inputs.size() != signature.inputs.size())
    return llvm::createStringError(
        llvm::formatv("@{0}: expects {1} inputs; got {2}", function,
                      signature.inputs.size(), inputs.size()));
  for (auto [index, pair] :
       llvm::enumerate(llvm::zip(signature.inputs, inputs))) {
    auto &[expected, given] = pair;
    if (expected.element != given.element || !expected.accepts(given.shape))
      return llvm::createStringError(llvm::formatv(
          "@{0}: expects input {1} of type {2}; got {3}", function, index,
          expected.str(), writeBufferType(given.shape, given.element)));
  }
  return llvm::Error::success();
}

llvm::Error norm::checkResults(StringRef function, const Signature &signature,
                               ArrayRef<SmallVector<int64_t>> sizes,
                               ArrayRef<TensorBuffer> results) {
  if (results.size() != signature.results.size())
    return llvm::createStringError(
        llvm::formatv("@{0}: expects {1} results; got {2}", function,
                      signature.results.size(), results.size()));
  for (auto [index, given] : llvm::enumerate(results)) {
    ElementKind element = signature.results[index].element;
    if (element != given.element || sizes[index] != given.shape)
      return llvm::createStringError(
          llvm::formatv("@{0}: expects result {1} of type {2}; got {3}",
                        function, index, writeBufferType(sizes[index], element),
                        writeBufferType(given.shape, given.element)));
  }
  return llvm::Error::success();
}

llvm::Expected<int64_t>
Entry::runPrepare(ArrayRef<TensorBuffer> inputs,
                  MutableArrayRef<int64_t> sizes) const {
  StackWords words;
  StackPointers pointers;
  writeDescriptors(signature, inputs, {}, words, pointers);
  char message[1024] = "";
  int64_t scratchBytes = 0;
  int32_t code =
      driver ? preparePackedOnDevice(pointers.data(), sizes.data(),
                                     &scratchBytes, message, sizeof(message))
             : preparePacked(pointers.data(), sizes.data(), message,
                             sizeof(message));
  if (code != 0)
    return llvm::createStringError(llvm::formatv("@{0}: {1}", name, message));
  return scratchBytes;
}

/// The number of all results' sizes.
static size_t countSizes(const Signature &signature) {
  size_t numSizes = 0;
  for (const BufferType &result : signature.results)
    numSizes += result.shape.size();
  return numSizes;
}

llvm::Expected<SmallVector<SmallVector<int64_t>>>
Entry::prepare(ArrayRef<TensorBuffer> inputs) const {
  if (llvm::Error error = checkInputs(name, signature, inputs))
    return std::move(error);
  if (llvm::Error error = checkStrides("input", 0, inputs, /*isCopied=*/false))
    return std::move(error);
  SmallVector<int64_t> sizes(countSizes(signature) + 1);
  if (llvm::Expected<int64_t> bytes = runPrepare(inputs, sizes); !bytes)
    return bytes.takeError();

  SmallVector<SmallVector<int64_t>> shapes;
  ArrayRef<int64_t> rest = sizes;
  for (const BufferType &result : signature.results) {
    shapes.emplace_back(rest.take_front(result.shape.size()));
    rest = rest.drop_front(result.shape.size());
  }
  return shapes;
}

/// Buffers are dense where the code takes no strides, or where they are copied
/// to a device; `first` is the number of the first one among all.
llvm::Error Entry::checkStrides(StringRef what, size_t first,
                                ArrayRef<TensorBuffer> buffers,
                                bool isCopied) const {
  for (auto [index, buffer] : llvm::enumerate(buffers)) {
    if (buffer.strides.empty() || (!isCopied && takesStrides(first + index)))
      continue;
    if (!buffer.isDense())
      return llvm::createStringError(llvm::formatv(
          "@{0}: expects {1} {2}, {3}, dense and row-major; got "
          "strides [{4:$[, ]}]",
          name, what, index, writeBufferType(buffer.shape, buffer.element),
          llvm::iterator_range(buffer.strides)));
  }
  return llvm::Error::success();
}

/// No result shares a byte with an input or another result, and none of its
/// elements is written twice: kernels read their inputs in several sweeps, and
/// on several threads.
llvm::Error Entry::checkBuffers(ArrayRef<TensorBuffer> inputs,
                                ArrayRef<TensorBuffer> results,
                                bool isCopied) const {
  if (llvm::Error error = checkStrides("input", 0, inputs, isCopied))
    return error;
  if (llvm::Error error =
          checkStrides("result", inputs.size(), results, isCopied))
    return error;
  for (auto [index, result] : llvm::enumerate(results)) {
    auto [begin, end] = result.getExtent();
    auto overlaps = [begin = begin, end = end](const TensorBuffer &other) {
      auto [otherBegin, otherEnd] = other.getExtent();
      return begin < end && otherBegin < otherEnd && begin < otherEnd &&
             otherBegin < end;
    };
    auto refuse = [&, index = index](StringRef what, size_t number) {
      return llvm::createStringError(
          llvm::formatv("@{0}: expects results apart from all other buffers; "
                        "result {1} overlaps {2} {3}",
                        name, index, what, number));
    };
    for (auto [number, input] : llvm::enumerate(inputs))
      if (overlaps(input))
        return refuse("input", number);
    for (auto [number, other] : llvm::enumerate(results.take_front(index)))
      if (overlaps(other))
        return refuse("result", number);
    if (result.mayRepeatElements())
      return llvm::createStringError(llvm::formatv(
          "@{0}: expects each element of result {1}, {2}, at an address of its "
          "own; got strides [{3:$[, ]}]",
          name, index, writeBufferType(result.shape, result.element),
          llvm::iterator_range(result.strides)));
  }
  return llvm::Error::success();
}

llvm::Expected<std::shared_ptr<DeviceCall>>
Entry::createDeviceCall(ArrayRef<TensorBuffer> inputs,
                        ArrayRef<TensorBuffer> results) const {
  SmallVector<int64_t> sizes(countSizes(signature) + 1);
  llvm::Expected<int64_t> scratchBytes = runPrepare(inputs, sizes);
  if (!scratchBytes)
    return scratchBytes.takeError();
  return DeviceCall::create(*driver, signature, inputs, results, *scratchBytes);
}

/// Computes on copies of the buffers on the device.
llvm::Error Entry::callOnDevice(ArrayRef<TensorBuffer> inputs,
                                ArrayRef<TensorBuffer> results) const {
  llvm::Expected<std::shared_ptr<DeviceCall>> call =
      createDeviceCall(inputs, results);
  if (!call)
    return call.takeError();
  StackWords words;
  StackPointers pointers;
  writeDescriptors(signature, (*call)->getInputs(), (*call)->getResults(),
                   words, pointers);
  if (llvm::Error error = (*call)->launch(callPackedOnDevice, pointers.data()))
    return error;
  if (llvm::Error error = (*call)->copyResults(results))
    return error;
  return (*call)->release();
}

llvm::Error Entry::call(ArrayRef<TensorBuffer> inputs,
                        ArrayRef<TensorBuffer> results) const {
  if (llvm::Error error = checkBuffers(inputs, results, driver != nullptr))
    return error;
  if (driver)
    return callOnDevice(inputs, results);
  StackWords words;
  StackPointers pointers;
  writeDescriptors(signature, inputs, results, words, pointers);
  int before = std::exchange(errno, 0);
  callPacked(pointers.data());
  if (std::exchange(errno, before) == ENOMEM)
    return llvm::createStringError(
        llvm::formatv("@{0}: no memory for intermediate results", name));
  return llvm::Error::success();
}

llvm::Error Entry::enqueue(ArrayRef<TensorBuffer> inputs,
                           ArrayRef<TensorBuffer> results, int32_t ordinal,
                           void *stream) const {
  assert(driver && "expects a function of a GPU");
  if (llvm::Error error = checkBuffers(inputs, results, /*isCopied=*/false))
    return error;
  SmallVector<int64_t> sizes(countSizes(signature) + 1);
  llvm::Expected<int64_t> scratchBytes = runPrepare(inputs, sizes);
  if (!scratchBytes)
    return scratchBytes.takeError();
  StackWords words;
  StackPointers pointers;
  writeDescriptors(signature, inputs, results, words, pointers);
  void *previous = driver->enter(ordinal);
  // In the order of the stream, so that it may be freed before it is used.
  void *scratch = driver->memAlloc(*scratchBytes, stream, false);
  llvm::Error error = driver->takeError();
  char message[512];
  if (!error && callPackedOnDevice(pointers.data(), scratch, stream, message,
                                   sizeof(message)) != 0)
    error = llvm::createStringError(StringRef(message));
  driver->memFree(scratch, stream);
  driver->leave(previous);
  llvm::Error last = driver->takeError();
  if (!error)
    return last;
  // What fails after the first error is no news.
  llvm::consumeError(std::move(last));
  return error;
}

llvm::Expected<BoundCall> Entry::bind(ArrayRef<TensorBuffer> inputs,
                                      ArrayRef<TensorBuffer> results) const {
  if (llvm::Error error = checkBuffers(inputs, results, driver != nullptr))
    return std::move(error);
  BoundCall bound;
  if (driver) {
    llvm::Expected<std::shared_ptr<DeviceCall>> call =
        createDeviceCall(inputs, results);
    if (!call)
      return call.takeError();
    bound.device = std::move(*call);
    bound.functionOnDevice = callPackedOnDevice;
    writeDescriptors(signature, bound.device->getInputs(),
                     bound.device->getResults(), bound.words, bound.pointers);
    return bound;
  }
  bound.function = callPacked;
  writeDescriptors(signature, inputs, results, bound.words, bound.pointers);
  return bound;
}

void BoundCall::callOnDevice() const {
  auto keep = [&](llvm::Error error) {
    std::string text = toString(std::move(error));
    if (firstError.empty())
      firstError = std::move(text);
  };
  keep(device->launch(functionOnDevice, pointers.data()));
  keep(device->wait());
}

llvm::Error BoundCall::takeError() const {
  if (firstError.empty())
    return llvm::Error::success();
  return llvm::createStringError(std::exchange(firstError, ""));
}

llvm::Expected<EmulatedGraph> BoundCall::capture() const {
  assert(device && "expects a call on an emulated GPU");
  beginEmulatedCapture(device->getStream());
  llvm::Error error = device->launch(functionOnDevice, pointers.data());
  EmulatedGraph graph = endEmulatedCapture(device->getStream());
  if (error)
    return std::move(error);
  return graph;
}

llvm::Error BoundCall::copyResults(ArrayRef<TensorBuffer> results) const {
  assert(device && "expects a call on a GPU");
  return device->copyResults(results);
}

CompiledModule::CompiledModule() = default;
CompiledModule::~CompiledModule() {
  for (void (*unload)() : unloaders)
    unload();
}

const Entry *CompiledModule::lookup(StringRef name) const {
  auto entry = entries.find(name);
  return entry == entries.end() ? nullptr : &entry->second;
}

/// Lists the functions that a caller may look up.
llvm::Error CompiledModule::addEntries(ModuleOp module) {
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!function.isPublic() || function.isExternal())
      continue;
    llvm::Expected<Signature> signature = norm::getSignature(function);
    if (!signature)
      return signature.takeError();
    Entry &entry = entries[function.getName()];
    entry.name = function.getName().str();
    entry.signature = std::move(*signature);
  }
  return llvm::Error::success();
}

void CompiledModule::addFacts(const FactsOfEntries &facts) {
  for (auto &[name, entry] : entries)
    entry.strided = facts.lookup(name).strided;
}

/// Adds to a part of the code what the calls of its functions go through.
void CompiledModule::addPackedEntries(llvm::Module &part) const {
  for (auto &[name, entry] : entries) {
    if (!part.getFunction(entry.name))
      continue; // In another part.
    size_t inputs = entry.signature.inputs.size();
    size_t all = inputs + entry.signature.results.size();
    addPackedEntry(part, entry.name, all);
    addPackedEntry(part, entry.name + "__prepare", inputs);
  }
}

/// The function `name` of the linked code.
template <typename Function>
llvm::Error CompiledModule::find(StringRef name, Function *&function) {
  auto symbol = jit->lookup(name);
  if (!symbol)
    return symbol.takeError();
  function = symbol->toPtr<Function *>();
  return llvm::Error::success();
}

/// Loads device code, by the functions `start`, which `end` unload again.
llvm::Error CompiledModule::loadDeviceCode(ArrayRef<std::string> start,
                                           ArrayRef<std::string> end,
                                           const DeviceDriver &driver) {
  for (const std::string &name : end) {
    void (*unload)();
    if (llvm::Error error = find(name, unload))
      return error;
    unloaders.push_back(unload);
  }
  for (const std::string &name : start) {
    void (*load)();
    if (llvm::Error error = find(name, load))
      return error;
    load();
    if (llvm::Error error = driver.takeError())
      return error;
  }
  return llvm::Error::success();
}

llvm::Error CompiledModule::findEntries(const DeviceDriver *driver) {
  for (auto &[name, entry] : entries) {
    std::string call = getPackedName(entry.name);
    std::string prepare = getPackedName(entry.name + "__prepare");
    entry.driver = driver;
    // The same functions, of one convention or the other.
    if (llvm::Error error = find(call, entry.callPacked))
      return error;
    if (llvm::Error error = find(call, entry.callPackedOnDevice))
      return error;
    if (llvm::Error error = find(prepare, entry.preparePacked))
      return error;
    if (llvm::Error error = find(prepare, entry.preparePackedOnDevice))
      return error;
  }
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<CompiledModule>>
CompiledModule::compile(ModuleOp module, const CompileOptions &options) {
  std::unique_ptr<CompiledModule> compiled(new CompiledModule());
  if (llvm::Error error = compiled->addEntries(module))
    return std::move(error);
  if (llvm::Error error = checkRunsHere(options.target))
    return std::move(error);
  CompileOptions hostOptions = options;
  FactsOfEntries facts;
  if (!hostOptions.facts) {
    hostOptions.facts = &facts;
    hostOptions.factsOfChecks = false;
  }
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> machine =
      createTargetMachine(hostOptions.target);
  if (!machine)
    return machine.takeError();
  const DeviceDriver *driver = getDriver(options.route);
  StartAndEnd startAndEnd;
  OwningOpRef<ModuleOp> lowered = module.clone();
  llvm::Expected<std::vector<std::string>> objects =
      compileToObjects(*lowered, hostOptions, [&](llvm::Module &part) {
        compiled->addPackedEntries(part);
        if (driver)
          exportStartAndEnd(part, startAndEnd);
      });
  if (!objects)
    return objects.takeError();
  compiled->addFacts(*hostOptions.facts);

  TimingScope timing = nestTiming(options, "Linking into the process");
  llvm::Expected<std::unique_ptr<llvm::orc::LLJIT>> jit = createJIT(**machine);
  if (!jit)
    return jit.takeError();
  compiled->jit = std::move(*jit);
  if (llvm::Error error = defineSymbols(*compiled->jit, getOpenMPSymbols()))
    return std::move(error);
  if (driver)
    if (llvm::Error error = defineSymbols(*compiled->jit, driver->getSymbols()))
      return std::move(error);
  for (const std::string &object : *objects)
    if (llvm::Error error = compiled->jit->addObjectFile(
            llvm::MemoryBuffer::getMemBufferCopy(object)))
      return std::move(error);
  if (driver)
    if (llvm::Error error = compiled->loadDeviceCode(startAndEnd.start,
                                                     startAndEnd.end, *driver))
      return std::move(error);
  if (llvm::Error error = compiled->findEntries(driver))
    return std::move(error);
  return std::move(compiled);
}
