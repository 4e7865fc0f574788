//===- EmulatedMemory.cpp - Memory of a GPU that is none ------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmulatedMemory.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <csetjmp>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <map>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

using namespace mlir;
using namespace mlir::norm;

namespace {

constexpr size_t kAlignment = 16; // of the widest access
constexpr unsigned char kPoison = 0xff, kSlack = 0xa5;

size_t getPageBytes() { return sysconf(_SC_PAGESIZE); }

/// Pages between two that nothing may touch; the buffer is at their end.
struct Buffer {
  size_t bytes, pageBytes;
  unsigned char *pages; // the first that is the buffer's
};

/// All buffers, by their addresses.
struct Buffers {
  std::mutex mutex;
  std::map<uintptr_t, Buffer> all;
  unsigned numAccesses = 0;

  void protect(int protection) {
    for (auto &[begin, buffer] : all)
      mprotect(buffer.pages, buffer.pageBytes, protection);
  }
};

Buffers &getBuffers() {
  static Buffers buffers;
  return buffers;
}

/// Where an access went.
std::string describe(uintptr_t address) {
  Buffers &buffers = getBuffers();
  std::lock_guard<std::mutex> lock(buffers.mutex);
  for (auto &[begin, buffer] : buffers.all) {
    uintptr_t pages = reinterpret_cast<uintptr_t>(buffer.pages);
    if (address >= pages + buffer.pageBytes &&
        address < pages + buffer.pageBytes + getPageBytes())
      return llvm::formatv(
          "an access {0} bytes behind the end of a buffer of {1} bytes",
          address - begin - buffer.bytes, buffer.bytes);
    if (address < pages && address >= pages - getPageBytes())
      return llvm::formatv(
          "an access {0} bytes before the start of a buffer of {1} bytes",
          begin - address, buffer.bytes);
  }
  return llvm::formatv("an access at {0:x}, which is no buffer's, or one that "
                       "is not aligned as its type asks",
                       address);
}

/// Where a thread of this processor goes on after a fault; null while it runs
/// nothing of the device.
thread_local sigjmp_buf *resume;
thread_local uintptr_t faultAddress;
struct sigaction before[2];
constexpr int kSignals[2] = {SIGSEGV, SIGBUS};

void handleFault(int signal, siginfo_t *info, void *context) {
  if (resume) {
    faultAddress = reinterpret_cast<uintptr_t>(info->si_addr);
    siglongjmp(*resume, 1);
  }
  // Not ours: as without us.
  sigaction(signal, &before[signal == SIGSEGV ? 0 : 1], nullptr);
}

void installHandler() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction action = {};
    action.sa_sigaction = handleFault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    for (int i = 0; i < 2; ++i)
      sigaction(kSignals[i], &action, &before[i]);
  });
}

} // namespace

void *norm::allocateEmulated(size_t bytes) {
  size_t page = getPageBytes();
  size_t held = llvm::alignTo(bytes, kAlignment);
  size_t pageBytes = llvm::alignTo(held, page);
  void *mapping = mmap(nullptr, pageBytes + 2 * page, PROT_NONE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapping == MAP_FAILED)
    return nullptr;
  auto *pages = static_cast<unsigned char *>(mapping) + page;
  if (mprotect(pages, pageBytes, PROT_READ | PROT_WRITE) != 0) {
    munmap(mapping, pageBytes + 2 * page);
    return nullptr;
  }
  unsigned char *begin = pages + pageBytes - held;
  std::memset(pages, kSlack, begin - pages);
  std::memset(begin, kPoison, bytes);
  std::memset(begin + bytes, kSlack, held - bytes);
  Buffers &buffers = getBuffers();
  std::lock_guard<std::mutex> lock(buffers.mutex);
  buffers.all[reinterpret_cast<uintptr_t>(begin)] = {bytes, pageBytes, pages};
  if (buffers.numAccesses == 0)
    mprotect(pages, pageBytes, PROT_NONE);
  return begin;
}

EmulatedAccess::EmulatedAccess() {
  Buffers &buffers = getBuffers();
  std::lock_guard<std::mutex> lock(buffers.mutex);
  if (buffers.numAccesses++ == 0)
    buffers.protect(PROT_READ | PROT_WRITE);
}

EmulatedAccess::~EmulatedAccess() {
  Buffers &buffers = getBuffers();
  std::lock_guard<std::mutex> lock(buffers.mutex);
  if (--buffers.numAccesses == 0)
    buffers.protect(PROT_NONE);
}

std::string norm::freeEmulated(void *pointer) {
  Buffer buffer;
  {
    Buffers &buffers = getBuffers();
    std::lock_guard<std::mutex> lock(buffers.mutex);
    auto found = buffers.all.find(reinterpret_cast<uintptr_t>(pointer));
    if (found == buffers.all.end())
      return llvm::formatv("expects a buffer to free; got {0}", pointer);
    buffer = found->second;
    buffers.all.erase(found);
  }
  // Nobody else has it any more.
  mprotect(buffer.pages, buffer.pageBytes, PROT_READ | PROT_WRITE);
  auto *begin = static_cast<unsigned char *>(pointer);
  auto isIntact = [](const unsigned char *from, const unsigned char *to) {
    return std::all_of(from, to, [](unsigned char c) { return c == kSlack; });
  };
  std::string fault;
  if (!isIntact(buffer.pages, begin) ||
      !isIntact(begin + buffer.bytes, buffer.pages + buffer.pageBytes))
    fault = llvm::formatv("bytes beside a buffer of {0} bytes were written",
                          buffer.bytes);
  size_t page = getPageBytes();
  munmap(buffer.pages - page, buffer.pageBytes + 2 * page);
  return fault;
}

std::string norm::runGuarded(const std::function<void()> &work) {
  installHandler();
  // The handler needs a stack that is not the thread's that failed.
  alignas(16) static thread_local char handlerStack[64 << 10];
  stack_t own = {}, other = {};
  own.ss_sp = handlerStack;
  own.ss_size = sizeof(handlerStack);
  sigaltstack(&own, &other);
  sigjmp_buf here;
  resume = &here;
  bool failed = sigsetjmp(here, /*savemask=*/1) != 0;
  if (!failed)
    work();
  resume = nullptr;
  sigaltstack(&other, nullptr);
  return failed ? describe(faultAddress) : "";
}
