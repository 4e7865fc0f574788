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

/// That of this processor, which most code is for, is taken once.
llvm::Expected<std::string> getIdentity(const TargetOptions &options) {
  if (!options.triple.empty() || !options.cpu.empty())
    return getTargetIdentity(options);
  static llvm::Expected<std::string> &host =
      *new llvm::Expected<std::string>(getTargetIdentity(TargetOptions()));
  if (!host)
    return llvm::createStringError("the host's processor is not supported");
  return *host;
}

/// Equal for modules and options that give the same code.
llvm::Expected<std::string> getKey(ModuleOp module,
                                   const CompileOptions &options) {
  llvm::Expected<std::string> target = getIdentity(options.target);
  if (!target)
    return target.takeError();
  HashStream stream;
  stream << int(options.route) << '\n'
         << options.gpu.chip << '\n'
         << options.gpu.ptx << '\n'
         << options.gpu.format << '\n'
         << options.gpu.toolkit << '\n'
         << options.parallel << options.serialEntries << '\n'
         << *target << '\n';
  // The generic form has every attribute of every op.
  module->print(stream, OpPrintingFlags().printGenericOpForm().useLocalScope());
  return stream.finish();
}

} // namespace

/// Holds the mutex of one context: passes load dialects into it, and no other
/// thread may print or change IR of it meanwhile.
class CompileCache::ContextLock {
public:
  ContextLock(CompileCache &cache, MLIRContext *context)
      : cache(cache), context(context) {
    {
      std::lock_guard<std::mutex> lock(cache.mutex);
      std::shared_ptr<std::mutex> &entry = cache.contexts[context];
      if (!entry)
        entry = std::make_shared<std::mutex>();
      mutex = entry;
    }
    mutex->lock();
  }

  ~ContextLock() {
    mutex->unlock();
    std::lock_guard<std::mutex> lock(cache.mutex);
    // This and the map's own are the last: nobody waits for the context.
    if (mutex.use_count() == 2)
      cache.contexts.erase(context);
  }

private:
  CompileCache &cache;
  MLIRContext *context;
  std::shared_ptr<std::mutex> mutex;
};

CompileCache::Compiled CompileCache::findOrStart(const std::string &key) {
  std::unique_lock<std::mutex> lock(mutex);
  while (true) {
    auto found = slotOfKey.find(key);
    if (found != slotOfKey.end()) {
      ++hits;
      slots.splice(slots.begin(), slots, found->second);
      return found->second->compiled;
    }
    auto other = running.find(key);
    if (other == running.end()) {
      running[key] = promises[key].get_future().share();
      return nullptr;
    }
    std::shared_future<Compiled> result = other->second;
    lock.unlock();
    Compiled compiled = result.get();
    lock.lock();
    if (compiled) {
      ++hits;
      return compiled;
    }
  }
}

void CompileCache::finish(const std::string &key, Compiled compiled) {
  std::lock_guard<std::mutex> lock(mutex);
  if (compiled) {
    ++misses;
    slots.push_front({key, compiled});
    slotOfKey[key] = slots.begin();
    while (slots.size() > capacity) {
      slotOfKey.erase(slots.back().key);
      slots.pop_back();
    }
  }
  auto promise = promises.find(key);
  promise->second.set_value(std::move(compiled));
  promises.erase(promise);
  running.erase(key);
}

llvm::Expected<std::shared_ptr<const CompiledModule>>
CompileCache::compile(ModuleOp module, const CompileOptions &options) {
  std::string key;
  {
    ContextLock lock(*this, module.getContext());
    llvm::Expected<std::string> made = getKey(module, options);
    if (!made)
      return made.takeError();
    key = std::move(*made);
  }
  if (Compiled found = findOrStart(key))
    return found;
  ContextLock lock(*this, module.getContext());
  llvm::Expected<std::unique_ptr<CompiledModule>> compiled =
      CompiledModule::compile(module, options);
  if (!compiled) {
    finish(key, nullptr);
    return compiled.takeError();
  }
  Compiled kept = std::move(*compiled);
  finish(key, kept);
  return kept;
}

size_t CompileCache::getHits() const {
  std::lock_guard<std::mutex> lock(mutex);
  return hits;
}

size_t CompileCache::getMisses() const {
  std::lock_guard<std::mutex> lock(mutex);
  return misses;
}

size_t CompileCache::getSize() const {
  std::lock_guard<std::mutex> lock(mutex);
  return slots.size();
}

void CompileCache::clear() {
  std::lock_guard<std::mutex> lock(mutex);
  slotOfKey.clear();
  slots.clear();
}
