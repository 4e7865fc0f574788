//===- TVMFFIEntries.cpp - Symbols that TVM-FFI calls ---------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TVMFFIEntries.h"
#include "PackedEntries.h"
#include "norm-mlir/Runtime/TVMFFIEntry.h"

#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Transforms/IPO/Internalize.h"

using namespace mlir;
using namespace mlir::norm;
using norm_runtime::TVMFFIBuffer;
using norm_runtime::TVMFFIEntry;

// The constants that are written here are read as these.
static_assert(offsetof(TVMFFIBuffer, code) == 8 &&
              offsetof(TVMFFIBuffer, rank) == 16 &&
              offsetof(TVMFFIBuffer, isScalar) == 20 &&
              offsetof(TVMFFIBuffer, isStrided) == 21 &&
              sizeof(TVMFFIBuffer) == 24);
static_assert(offsetof(TVMFFIEntry, buffers) == 8 &&
              offsetof(TVMFFIEntry, numInputs) == 16 &&
              offsetof(TVMFFIEntry, prepare) == 24 &&
              offsetof(TVMFFIEntry, call) == 32 && sizeof(TVMFFIEntry) == 40);

/// TVMFFIEntry.cpp as LLVM bitcode.
static constexpr unsigned char kBitcode[] = {
#include "norm-mlir/Runtime/TVMFFIEntry0.inc"
};
static constexpr unsigned char kBitcodeOnDevice[] = {
#include "norm-mlir/Runtime/TVMFFIEntry1.inc"
};

static std::string getSymbol(StringRef name) {
  return ("__tvm_ffi_" + name).str();
}

/// DLPack's code of an element.
static uint32_t getCode(ElementKind element) {
  switch (element) {
  case ElementKind::F64:
  case ElementKind::F32:
  case ElementKind::F16:
    return 2;
  case ElementKind::BF16:
    return 4;
  case ElementKind::F8E4M3FN:
    return 10;
  case ElementKind::F8E5M2:
    return 12;
  case ElementKind::Bool:
    return 6;
  case ElementKind::I8:
  case ElementKind::I16:
  case ElementKind::I32:
  case ElementKind::I64:
    return 0;
  case ElementKind::U8:
  case ElementKind::U16:
  case ElementKind::U32:
  case ElementKind::U64:
    return 1;
  }
  llvm_unreachable("unknown element kind");
}

namespace {

/// Writes the tables of functions, and the functions that name them.
class EntryWriter {
public:
  explicit EntryWriter(llvm::Module &module)
      : module(module), builder(module.getContext()) {}

  void write(const CEntry &entry, const EntryFacts &facts);

private:
  llvm::Constant *getNumber(uint64_t value) { return builder.getInt32(value); }
  llvm::Constant *writeConstant(llvm::Constant *initializer);
  llvm::Constant *writeBuffers(const Signature &signature,
                               const llvm::SmallBitVector &strided);
  llvm::Constant *getPacked(StringRef name, size_t numBuffers);

  llvm::Module &module;
  llvm::IRBuilder<> builder;
};

} // namespace

/// The address of a constant that only this module knows.
llvm::Constant *EntryWriter::writeConstant(llvm::Constant *initializer) {
  auto *variable = new llvm::GlobalVariable(
      module, initializer->getType(), /*isConstant=*/true,
      llvm::GlobalValue::PrivateLinkage, initializer);
  variable->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
  return variable;
}

llvm::Constant *EntryWriter::writeBuffers(const Signature &signature,
                                          const llvm::SmallBitVector &strided) {
  SmallVector<llvm::Constant *> buffers;
  for (const BufferType &type :
       llvm::concat<const BufferType>(signature.inputs, signature.results)) {
    size_t index = buffers.size();
    bool isStrided = index < strided.size() && strided[index];
    buffers.push_back(llvm::ConstantStruct::getAnon(
        {writeConstant(llvm::ConstantDataArray::getString(module.getContext(),
                                                          type.str())),
         getNumber(getCode(type.element)),
         getNumber(8 * byteWidth(type.element)), getNumber(type.shape.size()),
         builder.getInt8(type.isScalar), builder.getInt8(isStrided)}));
  }
  if (buffers.empty())
    return llvm::ConstantPointerNull::get(builder.getPtrTy());
  auto *type = llvm::ArrayType::get(buffers.front()->getType(), buffers.size());
  return writeConstant(llvm::ConstantArray::get(type, buffers));
}

llvm::Constant *EntryWriter::getPacked(StringRef name, size_t numBuffers) {
  llvm::Function *packed = addPackedEntry(module, name, numBuffers);
  packed->setLinkage(llvm::GlobalValue::InternalLinkage);
  return packed;
}

void EntryWriter::write(const CEntry &entry, const EntryFacts &facts) {
  const auto &[name, signature] = entry;
  size_t numInputs = signature.inputs.size();
  size_t numResults = signature.results.size();
  llvm::Constant *table = writeConstant(llvm::ConstantStruct::getAnon(
      {writeConstant(
           llvm::ConstantDataArray::getString(module.getContext(), name)),
       writeBuffers(signature, facts.strided), getNumber(numInputs),
       getNumber(numResults), getPacked(name + "__prepare", numInputs),
       getPacked(name, numInputs + numResults)}));

  // int32_t (void *unused, const TVMFFIValue *, int32_t, TVMFFIValue *)
  llvm::Type *pointer = builder.getPtrTy(), *number = builder.getInt32Ty();
  auto *function = llvm::Function::Create(
      llvm::FunctionType::get(number, {pointer, pointer, number, pointer},
                              false),
      llvm::GlobalValue::ExternalLinkage, getSymbol(name), module);
  builder.SetInsertPoint(
      llvm::BasicBlock::Create(module.getContext(), "", function));
  llvm::FunctionCallee callee = module.getOrInsertFunction(
      "normCallTVMFFI", number, pointer, pointer, number, pointer);
  builder.CreateRet(
      builder.CreateCall(callee, {table, function->getArg(1),
                                  function->getArg(2), function->getArg(3)}));
}

/// Adds the code that these functions call, as code for the module's target
/// that no other module sees.
static void linkRuntime(llvm::Module &module, bool isOnDevice) {
  auto bytes = isOnDevice ? ArrayRef<unsigned char>(kBitcodeOnDevice)
                          : ArrayRef<unsigned char>(kBitcode);
  std::unique_ptr<llvm::Module> runtime = llvm::cantFail(llvm::parseBitcodeFile(
      {llvm::toStringRef(bytes), "TVMFFIEntry"}, module.getContext()));
  runtime->setTargetTriple(module.getTargetTriple());
  runtime->setDataLayout(module.getDataLayout());
  while (!runtime->named_metadata_empty())
    runtime->eraseNamedMetadata(&*runtime->named_metadata_begin());
  for (llvm::Function &function : *runtime)
    for (StringRef attribute : {"target-cpu", "target-features", "tune-cpu"})
      function.removeFnAttr(attribute);
  bool failed = llvm::Linker::linkModules(
      module, std::move(runtime), llvm::Linker::LinkOnlyNeeded,
      [](llvm::Module &linked, const llvm::StringSet<> &names) {
        llvm::internalizeModule(linked, [&](const llvm::GlobalValue &value) {
          return !value.hasName() || !names.contains(value.getName());
        });
      });
  assert(!failed && "expects no symbol of the runtime's in compiled code");
  (void)failed;
}

llvm::Error norm::checkTVMFFINames(ArrayRef<CEntry> entries) {
  llvm::StringSet<> names;
  for (const CEntry &entry : entries)
    names.insert(entry.name);
  for (const CEntry &entry : entries)
    if (names.contains(getSymbol(entry.name)))
      return llvm::createStringError(
          "expects no function @" + getSymbol(entry.name) +
          ", the symbol of @" + entry.name + " for --abi=tvm-ffi; got one");
  return llvm::Error::success();
}

void norm::addTVMFFIEntries(llvm::Module &part, ArrayRef<CEntry> entries,
                            const FactsOfEntries &facts, bool isOnDevice) {
  EntryWriter writer(part);
  bool isEmpty = true;
  for (const CEntry &entry : entries) {
    if (!part.getFunction(entry.name))
      continue; // In another part.
    writer.write(entry, facts.lookup(entry.name));
    isEmpty = false;
  }
  if (!isEmpty)
    linkRuntime(part, isOnDevice);
}
