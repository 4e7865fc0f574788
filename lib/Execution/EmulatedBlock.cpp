//===- EmulatedBlock.cpp - A block of GPU threads on one CPU thread -------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmulatedBlock.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <setjmp.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

using namespace mlir;
using namespace mlir::norm;

namespace {

constexpr uint32_t kWarp = 32;
constexpr size_t kStackBytes = 256 * 1024;

/// A stack whose lowest page nothing may touch.
class Stack {
public:
  Stack() : guard(sysconf(_SC_PAGESIZE)) {
    base = static_cast<char *>(mmap(nullptr, guard + kStackBytes,
                                    PROT_READ | PROT_WRITE,
                                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    if (base == MAP_FAILED)
      llvm::report_bad_alloc_error("no memory for the stack of a thread");
    mprotect(base, guard, PROT_NONE);
  }
  ~Stack() { munmap(base, guard + kStackBytes); }
  Stack(const Stack &) = delete;
  Stack &operator=(const Stack &) = delete;
  char *begin() const { return base + guard; }

private:
  size_t guard;
  char *base;
};

/// One thread of the device.
struct Fiber {
  enum class State { Ready, AtBarrier, InExchange, Done };
  ucontext_t context; // where it begins
  jmp_buf place;      // where it waits
  bool hasBegun = false;
  State state = State::Ready;
  uint32_t number = 0;
  EmulatedDim index; // in its block
  /// What it shows the others of its warp, in this exchange and in the last
  /// one, which others may not have read yet.
  uint32_t values[2] = {0, 0};
  uint32_t exchanges = 0;
  uint32_t mask = 0; // the lanes that it waits for
};

/// The block that runs on this thread of the CPU.
class EmulatedBlock {
public:
  EmulatedBlock(EmulatedDim size, EmulatedDim grid, ThreadOrder order,
                const std::function<void()> &kernel)
      : size(size), grid(grid), order(order), kernel(kernel),
        fibers(size.count()), stacks(size.count()), places(size.count()) {
    std::iota(places.begin(), places.end(), 0);
    if (order == ThreadOrder::Reverse)
      std::reverse(places.begin(), places.end());
  }

  /// Runs all threads to their end; returns what is wrong where they cannot.
  std::string run(EmulatedDim blockIndex);

  /// Has the running thread wait.
  void wait(Fiber::State state) {
    running->state = state;
    if (_setjmp(running->place) == 0)
      _longjmp(scheduler, 1);
  }
  std::string fault; // of the running thread, which waits for ever
  Fiber *running = nullptr;
  EmulatedDim index, size, grid;
  std::vector<Fiber> &getFibers() { return fibers; }

private:
  static void enter();
  void start(Fiber &fiber, uint32_t number);
  void resume(Fiber &fiber);
  bool release();
  bool releaseWarp(uint32_t first);
  std::string describeWaiting() const;

  ThreadOrder order;
  const std::function<void()> &kernel;
  std::vector<Fiber> fibers;
  std::vector<Stack> stacks;
  std::vector<uint32_t> places;
  std::mt19937 random{1};
  jmp_buf scheduler;
};

thread_local EmulatedBlock *current = nullptr;

} // namespace

/// A fiber runs its thread in one block after the other.
void EmulatedBlock::enter() {
  while (true) {
    current->kernel();
    current->wait(Fiber::State::Done);
  }
}

void EmulatedBlock::start(Fiber &fiber, uint32_t number) {
  fiber.state = Fiber::State::Ready;
  fiber.number = number;
  fiber.index = {number % size.x, number / size.x % size.y,
                 number / (size.x * size.y)};
}

/// Runs a thread until it waits or ends. Signals stay as they are, so that no
/// switch asks the system for anything.
void EmulatedBlock::resume(Fiber &fiber) {
  running = &fiber;
  if (_setjmp(scheduler) != 0)
    return;
  if (std::exchange(fiber.hasBegun, true))
    _longjmp(fiber.place, 1);
  getcontext(&fiber.context);
  // Stacks that all end at the same place of a page would share a few lines of
  // the cache.
  size_t unused = fiber.number % 128 * 448;
  fiber.context.uc_stack = {stacks[fiber.number].begin(), 0,
                            kStackBytes - unused};
  fiber.context.uc_link = nullptr;
  makecontext(&fiber.context, enter, 0);
  setcontext(&fiber.context);
}

/// Lets the threads of a warp go on where all that they wait for are there.
bool EmulatedBlock::releaseWarp(uint32_t first) {
  uint32_t last = std::min<uint32_t>(fibers.size(), first + kWarp);
  uint32_t there = 0, wanted = 0;
  for (uint32_t i = first; i < last; ++i) {
    uint32_t lane = 1u << (i - first);
    if (fibers[i].state == Fiber::State::InExchange) {
      there |= lane;
      wanted |= fibers[i].mask;
    }
  }
  uint32_t existing = last - first == kWarp ? ~0u : (1u << (last - first)) - 1;
  wanted &= existing;
  if (there == 0 || (wanted & ~there) != 0)
    return false;
  for (uint32_t i = first; i < last; ++i)
    if (fibers[i].state == Fiber::State::InExchange)
      fibers[i].state = Fiber::State::Ready;
  return true;
}

/// Lets threads go on that have what they wait for, once none is ready.
bool EmulatedBlock::release() {
  bool any = false;
  for (uint32_t first = 0; first < fibers.size(); first += kWarp)
    any |= releaseWarp(first);
  if (any)
    return true;
  bool allAtBarrier = llvm::all_of(fibers, [](const Fiber &fiber) {
    return fiber.state == Fiber::State::AtBarrier ||
           fiber.state == Fiber::State::Done;
  });
  if (!allAtBarrier)
    return false;
  for (Fiber &fiber : fibers)
    if (fiber.state == Fiber::State::AtBarrier) {
      fiber.state = Fiber::State::Ready;
      any = true;
    }
  return any;
}

std::string EmulatedBlock::describeWaiting() const {
  auto count = [&](Fiber::State state) {
    return llvm::count_if(
        fibers, [&](const Fiber &fiber) { return fiber.state == state; });
  };
  return llvm::formatv(
      "block ({0}, {1}, {2}) does not end: of {3} threads {4} wait at a "
      "barrier, {5} in an exchange, {6} have ended",
      index.x, index.y, index.z, fibers.size(), count(Fiber::State::AtBarrier),
      count(Fiber::State::InExchange), count(Fiber::State::Done));
}

std::string EmulatedBlock::run(EmulatedDim blockIndex) {
  index = blockIndex;
  EmulatedBlock *outer = std::exchange(current, this);
  for (auto [number, fiber] : llvm::enumerate(fibers))
    start(fiber, number);
  std::string message;
  while (true) {
    if (order == ThreadOrder::Shuffled)
      std::shuffle(places.begin(), places.end(), random);
    bool hasRun = false;
    for (uint32_t place : places) {
      if (fibers[place].state != Fiber::State::Ready)
        continue;
      hasRun = true;
      resume(fibers[place]);
      if (!fault.empty())
        break;
    }
    if (!fault.empty()) {
      message = fault;
      break;
    }
    if (llvm::all_of(fibers, [](const Fiber &fiber) {
          return fiber.state == Fiber::State::Done;
        }))
      break;
    if (!hasRun && !release()) {
      message = describeWaiting();
      break;
    }
  }
  current = outer;
  return message;
}

std::string norm::runEmulatedGrid(EmulatedDim grid, EmulatedDim block,
                                  ThreadOrder order,
                                  const std::function<void()> &kernel,
                                  const std::function<void()> &beforeBlock) {
  if (block.count() == 0 || block.count() > 1024 || grid.count() == 0)
    return llvm::formatv("expects blocks of 1 to 1024 threads, and a block at "
                         "least; got {0} blocks of {1} threads",
                         grid.count(), block.count());
  EmulatedBlock emulated(block, grid, order, kernel);
  for (uint32_t z = 0; z < grid.z; ++z)
    for (uint32_t y = 0; y < grid.y; ++y)
      for (uint32_t x = 0; x < grid.x; ++x) {
        beforeBlock();
        if (std::string fault = emulated.run({x, y, z}); !fault.empty())
          return fault;
      }
  return "";
}

//===----------------------------------------------------------------------===//
// What device code calls
//===----------------------------------------------------------------------===//

namespace {

void waitAtBarrier(uint32_t) { current->wait(Fiber::State::AtBarrier); }

/// A shuffle of PTX: all lanes of `mask` show a value, then each reads that of
/// `source`.
uint32_t exchange(uint32_t mask, uint32_t value, uint32_t source) {
  Fiber &own = *current->running;
  uint32_t lane = own.number % kWarp;
  // Lanes count their exchanges, of which each has the same number then.
  if (mask != ~0u) {
    current->fault = llvm::formatv(
        "expects exchanges of whole warps; got one of lanes {0:x}", mask);
    current->wait(Fiber::State::InExchange);
  }
  uint32_t turn = own.exchanges++ % 2;
  own.values[turn] = value;
  own.mask = mask;
  current->wait(Fiber::State::InExchange);
  std::vector<Fiber> &fibers = current->getFibers();
  uint32_t other = own.number - lane + source;
  return other < fibers.size() ? fibers[other].values[turn] : value;
}

/// Where the lane that reads beyond its segment finds its own value.
uint32_t getSource(uint32_t lane, uint32_t source, uint32_t clamp) {
  uint32_t segment = clamp >> 8 & 31, last = clamp & 31;
  uint32_t most = (lane & segment) | (last & ~segment);
  return source <= most ? source : lane;
}

uint32_t shuffleXor(uint32_t mask, uint32_t value, uint32_t distance,
                    uint32_t clamp) {
  uint32_t lane = current->running->number % kWarp;
  return exchange(mask, value, getSource(lane, lane ^ distance, clamp));
}

float shuffleXorFloat(uint32_t mask, float value, uint32_t distance,
                      uint32_t clamp) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  bits = shuffleXor(mask, bits, distance, clamp);
  std::memcpy(&value, &bits, sizeof(bits));
  return value;
}

uint32_t getThreadX() { return current->running->index.x; }
uint32_t getThreadY() { return current->running->index.y; }
uint32_t getThreadZ() { return current->running->index.z; }
uint32_t getBlockX() { return current->index.x; }
uint32_t getBlockY() { return current->index.y; }
uint32_t getBlockZ() { return current->index.z; }
uint32_t getBlockSizeX() { return current->size.x; }
uint32_t getGridSizeX() { return current->grid.x; }

} // namespace

std::vector<std::pair<std::string, void *>> norm::getEmulatedIntrinsics() {
  auto address = [](auto *function) {
    return reinterpret_cast<void *>(function);
  };
  return {
      {"llvm.nvvm.read.ptx.sreg.tid.x", address(getThreadX)},
      {"llvm.nvvm.read.ptx.sreg.tid.y", address(getThreadY)},
      {"llvm.nvvm.read.ptx.sreg.tid.z", address(getThreadZ)},
      {"llvm.nvvm.read.ptx.sreg.ctaid.x", address(getBlockX)},
      {"llvm.nvvm.read.ptx.sreg.ctaid.y", address(getBlockY)},
      {"llvm.nvvm.read.ptx.sreg.ctaid.z", address(getBlockZ)},
      {"llvm.nvvm.read.ptx.sreg.ntid.x", address(getBlockSizeX)},
      {"llvm.nvvm.read.ptx.sreg.nctaid.x", address(getGridSizeX)},
      {"llvm.nvvm.barrier.cta.sync.aligned.all", address(waitAtBarrier)},
      {"llvm.nvvm.shfl.sync.bfly.i32", address(shuffleXor)},
      {"llvm.nvvm.shfl.sync.bfly.f32", address(shuffleXorFloat)},
  };
}
