//===- CompiledModule.cpp - Compiled functions and their calls ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/CompiledModule.h"

#include "mlir/ExecutionEngine/ExecutionEngine.h"
#include "mlir/ExecutionEngine/OptUtils.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Target/TargetMachine.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Memref descriptors of buffers, as the calling convention passes them.
class Descriptors {
public:
  void add(const TensorBuffer &buffer) {
    int64_t rank = buffer.shape.size();
    auto address = reinterpret_cast<intptr_t>(buffer.data);
    SmallVector<int64_t> &words = descriptors.emplace_back();
    words = {address, address, /*offset=*/0};
    words.append(buffer.shape);
    words.append(rank, 1);
    for (int64_t dim = rank - 2; dim >= 0; --dim)
      words[3 + rank + dim] = words[3 + rank + dim + 1] * buffer.shape[dim + 1];
  }

  /// The packed arguments: for each the address of a pointer to its descriptor.
  SmallVector<void *> pack() {
    pointers.reserve(descriptors.size());
    SmallVector<void *> packed;
    for (SmallVector<int64_t> &words : descriptors)
      packed.push_back(&pointers.emplace_back(words.data()));
    return packed;
  }

private:
  std::vector<SmallVector<int64_t>> descriptors;
  std::vector<void *> pointers;
};

/// The input's type and sizes fit what the function's signature states.
llvm::Error checkInput(StringRef function, size_t index,
                       const BufferType &expected, const TensorBuffer &given) {
  if (expected.element == given.element && expected.accepts(given.shape))
    return llvm::Error::success();
  return llvm::createStringError(llvm::formatv(
      "@{0}: expects input {1} of type {2}; got {3}", function, index,
      expected.str(), writeBufferType(given.shape, given.element)));
}

} // namespace

llvm::Expected<SmallVector<SmallVector<int64_t>>>
Entry::prepare(ArrayRef<TensorBuffer> inputs) const {
  if (inputs.size() != signature.inputs.size())
    return llvm::createStringError(
        llvm::formatv("@{0}: expects {1} inputs; got {2}", name,
                      signature.inputs.size(), inputs.size()));
  Descriptors descriptors;
  for (auto [index, input] : llvm::enumerate(inputs)) {
    if (llvm::Error error =
            checkInput(name, index, signature.inputs[index], input))
      return std::move(error);
    descriptors.add(input);
  }
  size_t numSizes = 0;
  for (const BufferType &result : signature.results)
    numSizes += result.shape.size();
  SmallVector<int64_t> sizes(numSizes + 1);
  char message[1024] = "";
  int64_t *sizesPointer = sizes.data();
  char *messagePointer = message;
  int64_t messageLength = sizeof(message);
  int32_t code = 0;
  SmallVector<void *> packed = descriptors.pack();
  packed.append({&sizesPointer, &messagePointer, &messageLength, &code});
  preparePacked(packed.data());
  if (code != 0)
    return llvm::createStringError(llvm::formatv("@{0}: {1}", name, message));

  SmallVector<SmallVector<int64_t>> shapes;
  ArrayRef<int64_t> rest = sizes;
  for (const BufferType &result : signature.results) {
    shapes.emplace_back(rest.take_front(result.shape.size()));
    rest = rest.drop_front(result.shape.size());
  }
  return shapes;
}

void Entry::call(ArrayRef<TensorBuffer> inputs,
                 ArrayRef<TensorBuffer> results) const {
  Descriptors descriptors;
  for (const TensorBuffer &buffer :
       llvm::concat<const TensorBuffer>(inputs, results))
    descriptors.add(buffer);
  callPacked(descriptors.pack().data());
}

CompiledModule::CompiledModule() = default;
CompiledModule::~CompiledModule() = default;

const Entry *CompiledModule::lookup(StringRef name) const {
  auto entry = entries.find(name);
  return entry == entries.end() ? nullptr : &entry->second;
}

llvm::Expected<std::unique_ptr<CompiledModule>>
CompiledModule::compile(ModuleOp module, const CompileOptions &options) {
  std::unique_ptr<CompiledModule> compiled(new CompiledModule());
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!function.isPublic() || function.isExternal())
      continue;
    llvm::Expected<Signature> signature = norm::getSignature(function);
    if (!signature)
      return signature.takeError();
    Entry &entry = compiled->entries[function.getName()];
    entry.name = function.getName().str();
    entry.signature = std::move(*signature);
  }

  OwningOpRef<ModuleOp> lowered = module.clone();
  if (llvm::Error error = lowerModule(*lowered, options))
    return std::move(error);
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> machine =
      createHostMachine();
  if (!machine)
    return machine.takeError();
  auto optimize = makeOptimizingTransformer(3, 0, machine->get());
  ExecutionEngineOptions engineOptions;
  engineOptions.transformer = optimize;
  engineOptions.jitCodeGenOptLevel = llvm::CodeGenOptLevel::Aggressive;
  engineOptions.enableGDBNotificationListener = false;
  engineOptions.enablePerfNotificationListener = false;
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> engineMachine =
      createHostMachine();
  if (!engineMachine)
    return engineMachine.takeError();
  llvm::Expected<std::unique_ptr<ExecutionEngine>> engine =
      ExecutionEngine::create(*lowered, engineOptions,
                              std::move(*engineMachine));
  if (!engine)
    return engine.takeError();
  compiled->engine = std::move(*engine);

  for (auto &[name, entry] : compiled->entries) {
    auto call = compiled->engine->lookupPacked(entry.name);
    if (!call)
      return call.takeError();
    auto prepare = compiled->engine->lookupPacked(entry.name + "__prepare");
    if (!prepare)
      return prepare.takeError();
    entry.callPacked = *call;
    entry.preparePacked = *prepare;
  }
  return std::move(compiled);
}
