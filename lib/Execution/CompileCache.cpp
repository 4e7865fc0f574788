//===- CompileCache.cpp - Modules compiled once per process ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/CompileCache.h"

#include "llvm/Support/SHA256.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Hashes what is written to it.
class HashStream : public llvm::raw_ostream {
public:
  HashStream() : raw_ostream(/*unbuffered=*/false) {}
  ~HashStream() override { flush(); }

  std::string finish() {
    flush();
    auto digest = hash.final();
    return std::string(digest.begin(), digest.end());
  }

private:
  void write_impl(const char *data, size_t size) override {
    hash.update(llvm::StringRef(data, size));
    position += size;
  }
  uint64_t current_pos() const override { return position; }

  llvm::SHA256 hash;
  uint64_t position = 0;
};

/// Equal for modules and options that give the same code.
llvm::Expected<std::string> getKey(ModuleOp module,
                                   const CompileOptions &options) {
  // Code is compiled for this process, so the host's identity is taken once.
  static llvm::Expected<std::string> &host =
      *new llvm::Expected<std::string>(getTargetIdentity(TargetOptions()));
  if (!host)
    return llvm::createStringError("the host's processor is not supported");
  HashStream stream;
  stream << stringifyRoute(options.route) << '\n'
         << options.parallel << options.serialEntries << '\n'
         << *host << '\n';
  // The generic form has every attribute of every op.
  module->print(stream, OpPrintingFlags().printGenericOpForm().useLocalScope());
  return stream.finish();
}

} // namespace

std::shared_ptr<const CompiledModule>
CompileCache::find(const std::string &key) {
  std::lock_guard<std::mutex> lock(mapMutex);
  auto found = modules.find(key);
  if (found == modules.end())
    return nullptr;
  ++hits;
  return found->second;
}

llvm::Expected<std::shared_ptr<const CompiledModule>>
CompileCache::compile(ModuleOp module, const CompileOptions &options) {
  llvm::Expected<std::string> key = getKey(module, options);
  if (!key)
    return key.takeError();
  if (std::shared_ptr<const CompiledModule> found = find(*key))
    return found;
  std::lock_guard<std::mutex> compileLock(compileMutex);
  // Another thread may have compiled it in the meantime.
  if (std::shared_ptr<const CompiledModule> found = find(*key))
    return found;
  llvm::Expected<std::unique_ptr<CompiledModule>> compiled =
      CompiledModule::compile(module, options);
  if (!compiled)
    return compiled.takeError();
  std::lock_guard<std::mutex> lock(mapMutex);
  ++misses;
  return modules[*key] = std::move(*compiled);
}

size_t CompileCache::getHits() const {
  std::lock_guard<std::mutex> lock(mapMutex);
  return hits;
}

size_t CompileCache::getMisses() const {
  std::lock_guard<std::mutex> lock(mapMutex);
  return misses;
}

void CompileCache::clear() {
  std::lock_guard<std::mutex> lock(mapMutex);
  modules.clear();
}
