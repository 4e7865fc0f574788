//===- EmulatedBlock.cpp - Blocks of GPU threads on one CPU thread --------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EmulatedBlock.h"
#include "EmulatedMemory.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Compiler.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <numeric>
#include <random>
#include <setjmp.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#if LLVM_ADDRESS_SANITIZER_BUILD
#include <sanitizer/common_interface_defs.h>
#endif

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

/// A stack as AddressSanitizer knows it, which is told of every switch: it
/// takes the addresses of other stacks for none.
struct KnownStack {
  const void *begin = nullptr;
  size_t bytes = 0;
  void *frames = nullptr; // that AddressSanitizer keeps elsewhere

  /// Before a switch from this stack to another one.
  void leave([[maybe_unused]] const KnownStack &next) {
#if LLVM_ADDRESS_SANITIZER_BUILD
    __sanitizer_start_switch_fiber(&frames, next.begin, next.bytes);
#endif
  }
  /// After a switch to this stack; `last` becomes the one that was left.
  void enter([[maybe_unused]] KnownStack &last) {
#if LLVM_ADDRESS_SANITIZER_BUILD
    __sanitizer_finish_switch_fiber(frames, &last.begin, &last.bytes);
#endif
  }
};

class EmulatedBlock;

/// One thread of the device.
struct Fiber {
  enum class State { Ready, AtBarrier, AtClusterBarrier, InExchange, Done };
  ucontext_t context; // where it begins
  jmp_buf place;      // where it waits
  KnownStack stack;
  bool hasBegun = false;
  State state = State::Ready;
  uint32_t number = 0; // in its block
  EmulatedDim index;
  EmulatedBlock *block = nullptr;
  /// What it shows the others of its warp, in this exchange and in the last
  /// one, which others may not have read yet.
  uint32_t values[2] = {0, 0};
  uint32_t exchanges = 0;
  uint32_t mask = 0; // the lanes that it waits for
  uint32_t call = 0; // of the code's barriers and exchanges, where it waits
  /// How often it has come to the barrier of its cluster, and waited there.
  uint32_t arrivals = 0, waits = 0;
};

/// Shared memory is aligned as the widest variable in it asks.
struct alignas(256) SharedUnit {
  char bytes[256];
};

/// Threads that share memory and have a barrier of their own.
class EmulatedBlock {
public:
  EmulatedBlock(EmulatedDim size, size_t sharedBytes)
      : fibers(size.count()), stacks(size.count()), size(size),
        sharedBytes(sharedBytes),
        shared(new SharedUnit[sharedBytes / sizeof(SharedUnit) + 1]) {}

  void start(EmulatedDim blockIndex);
  /// Has the memory be there, from now on.
  void begin() {
    if (!std::exchange(hasBegun, true))
      std::memset(shared.get(), 0xff, sharedBytes);
  }
  /// Lets threads go on that have what they wait for from others of the block,
  /// once none is ready; sets `fault` where they do not wait for the same.
  bool release(std::string &fault);
  bool hasEnded() const { return areAll({Fiber::State::Done}); }
  /// Sets `fault` where threads of a warp wait in this state at different
  /// calls.
  void checkTogether(Fiber::State state, std::string &fault) const {
    for (uint32_t first = 0; first < fibers.size(); first += kWarp)
      checkWarp(first, state, fault);
  }
  bool areAll(llvm::ArrayRef<Fiber::State> states) const {
    return llvm::all_of(fibers, [&](const Fiber &fiber) {
      return llvm::is_contained(states, fiber.state);
    });
  }
  std::string describeWaiting() const;

  char *getShared() { return reinterpret_cast<char *>(shared.get()); }
  size_t getSharedBytes() const { return sharedBytes; }

  EmulatedDim index;
  std::vector<Fiber> fibers;
  std::vector<Stack> stacks;

private:
  bool releaseWarp(uint32_t first, std::string &fault);
  void checkWarp(uint32_t first, Fiber::State state, std::string &fault) const;

  EmulatedDim size;
  size_t sharedBytes;
  std::unique_ptr<SharedUnit[]> shared;
  bool hasBegun = false;
};

/// The blocks that run together on this thread of the CPU.
class EmulatedCluster {
public:
  EmulatedCluster(const EmulatedLaunch &launch,
                  const std::function<void()> &kernel);

  /// Runs all threads of the launch to their end; returns what is wrong where
  /// they cannot.
  std::string runGrid();

  /// Has the running thread wait.
  void wait(Fiber::State state) {
    running->state = state;
    if (_setjmp(running->place) == 0) {
      running->stack.leave(ownStack);
      _longjmp(scheduler, 1);
    }
    running->stack.enter(ownStack);
  }
  /// Has it wait for ever, for this reason.
  void fail(std::string reason) {
    fault = std::move(reason);
    wait(Fiber::State::AtBarrier);
  }

  const EmulatedLaunch launch;
  Fiber *running = nullptr;
  std::vector<std::unique_ptr<EmulatedBlock>> blocks;

private:
  static void enter();
  /// Runs all threads of the blocks from `first` on; sets `fault` and returns
  /// false where they cannot come to their end.
  bool run(EmulatedDim first);
  void resume(EmulatedBlock &block, uint32_t number);
  void runBlock(uint32_t rank);
  bool release();

  const std::function<void()> &kernel;
  std::vector<uint32_t> threads, sequence; // of a block, of blocks: in order
  std::mt19937 random{1};
  jmp_buf scheduler;
  KnownStack ownStack; // of the scheduler
  std::string fault;   // of the running thread
};

thread_local EmulatedCluster *current = nullptr;

} // namespace

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

void EmulatedBlock::start(EmulatedDim blockIndex) {
  index = blockIndex;
  hasBegun = false;
  for (uint32_t number = 0; number < fibers.size(); ++number) {
    Fiber &fiber = fibers[number];
    fiber.state = Fiber::State::Ready;
    fiber.number = number;
    fiber.index = {number % size.x, number / size.x % size.y,
                   number / (size.x * size.y)};
    fiber.block = this;
    fiber.arrivals = fiber.waits = 0;
  }
}

void EmulatedBlock::checkWarp(uint32_t first, Fiber::State state,
                              std::string &fault) const {
  uint32_t last = std::min<uint32_t>(fibers.size(), first + kWarp);
  const Fiber *other = nullptr;
  for (uint32_t i = first; i < last; ++i) {
    const Fiber &fiber = fibers[i];
    if (fiber.state != state)
      continue;
    if (!other)
      other = &fiber;
    if (fiber.call == other->call || !fault.empty())
      continue;
    fault = llvm::formatv(
        "block ({0}, {1}, {2}) diverges: threads {3} and {4} of a warp wait at "
        "different {5}",
        index.x, index.y, index.z, other->number, fiber.number,
        state == Fiber::State::InExchange ? "exchanges" : "barriers");
  }
}

/// Lets the threads of a warp go on where all that they wait for are there.
bool EmulatedBlock::releaseWarp(uint32_t first, std::string &fault) {
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
  checkWarp(first, Fiber::State::InExchange, fault);
  for (uint32_t i = first; i < last; ++i)
    if (fibers[i].state == Fiber::State::InExchange)
      fibers[i].state = Fiber::State::Ready;
  return true;
}

bool EmulatedBlock::release(std::string &fault) {
  bool any = false;
  for (uint32_t first = 0; first < fibers.size(); first += kWarp)
    any |= releaseWarp(first, fault);
  if (any || !areAll({Fiber::State::AtBarrier, Fiber::State::Done}))
    return any;
  checkTogether(Fiber::State::AtBarrier, fault);
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
  std::string atCluster;
  if (uint64_t waiting = count(Fiber::State::AtClusterBarrier))
    atCluster = llvm::formatv(" {0} at their cluster's,", waiting);
  return llvm::formatv(
      "block ({0}, {1}, {2}) does not end: of {3} threads {4} wait at a "
      "barrier,{5} {6} in an exchange, {7} have ended",
      index.x, index.y, index.z, fibers.size(), count(Fiber::State::AtBarrier),
      atCluster, count(Fiber::State::InExchange), count(Fiber::State::Done));
}

//===----------------------------------------------------------------------===//
// Clusters
//===----------------------------------------------------------------------===//

EmulatedCluster::EmulatedCluster(const EmulatedLaunch &launch,
                                 const std::function<void()> &kernel)
    : launch(launch), kernel(kernel), threads(launch.block.count()),
      sequence(launch.cluster) {
  for (uint32_t rank = 0; rank < launch.cluster; ++rank)
    blocks.push_back(
        std::make_unique<EmulatedBlock>(launch.block, launch.sharedBytes));
  for (std::vector<uint32_t> *numbers : {&threads, &sequence}) {
    std::iota(numbers->begin(), numbers->end(), 0);
    if (launch.order == ThreadOrder::Reverse)
      std::reverse(numbers->begin(), numbers->end());
  }
}

/// A fiber runs its thread in one block after the other.
void EmulatedCluster::enter() {
  current->running->stack.enter(current->ownStack);
  while (true) {
    current->kernel();
    current->wait(Fiber::State::Done);
  }
}

/// Runs a thread until it waits or ends. Signals stay as they are, so that no
/// switch asks the system for anything.
void EmulatedCluster::resume(EmulatedBlock &block, uint32_t number) {
  Fiber &fiber = block.fibers[number];
  if (fiber.state != Fiber::State::Ready)
    return;
  block.begin();
  running = &fiber;
  if (_setjmp(scheduler) != 0) {
    ownStack.enter(fiber.stack);
    return;
  }
  bool isNew = !std::exchange(fiber.hasBegun, true);
  if (isNew) {
    // Stacks that all end at the same place of a page would share a few lines
    // of the cache.
    size_t unused = fiber.number % 128 * 448;
    fiber.stack = {block.stacks[number].begin(), kStackBytes - unused};
  }
  ownStack.leave(fiber.stack);
  if (!isNew)
    _longjmp(fiber.place, 1);
  getcontext(&fiber.context);
  fiber.context.uc_stack = {block.stacks[number].begin(), 0, fiber.stack.bytes};
  fiber.context.uc_link = nullptr;
  makecontext(&fiber.context, enter, 0);
  setcontext(&fiber.context);
}

/// Runs the threads of a block until they wait for other blocks, which may not
/// have begun then.
void EmulatedCluster::runBlock(uint32_t rank) {
  EmulatedBlock &block = *blocks[rank];
  do {
    if (launch.order == ThreadOrder::Shuffled)
      std::shuffle(threads.begin(), threads.end(), random);
    for (uint32_t number : threads) {
      resume(block, number);
      if (!fault.empty())
        return;
    }
  } while (block.release(fault) && fault.empty());
}

/// Lets the threads at the cluster's barrier go on where all that have not
/// ended have come as often as they wait for.
bool EmulatedCluster::release() {
  for (auto &block : blocks)
    block->checkTogether(Fiber::State::AtClusterBarrier, fault);
  uint32_t least = ~0u;
  for (auto &block : blocks)
    for (Fiber &fiber : block->fibers)
      if (fiber.state != Fiber::State::Done)
        least = std::min(least, fiber.arrivals);
  bool any = false;
  for (auto &block : blocks)
    for (Fiber &fiber : block->fibers)
      if (fiber.state == Fiber::State::AtClusterBarrier &&
          fiber.waits <= least) {
        fiber.state = Fiber::State::Ready;
        any = true;
      }
  return any;
}

bool EmulatedCluster::run(EmulatedDim first) {
  for (uint32_t number = 0; number < blocks.size(); ++number)
    blocks[number]->start({first.x + number, first.y, first.z});
  while (fault.empty()) {
    if (launch.order == ThreadOrder::Shuffled)
      std::shuffle(sequence.begin(), sequence.end(), random);
    for (uint32_t rank : sequence)
      if (fault.empty())
        runBlock(rank);
    auto left = llvm::find_if(
        blocks, [](const auto &block) { return !block->hasEnded(); });
    if (!fault.empty() || left == blocks.end())
      break;
    if (!release() && fault.empty())
      fault = (*left)->describeWaiting();
  }
  return fault.empty();
}

std::string EmulatedCluster::runGrid() {
  EmulatedDim grid = launch.grid;
  std::vector<uint64_t> clusters(grid.count() / launch.cluster);
  std::iota(clusters.begin(), clusters.end(), 0);
  if (launch.order == ThreadOrder::Reverse)
    std::reverse(clusters.begin(), clusters.end());
  if (launch.order == ThreadOrder::Shuffled)
    std::shuffle(clusters.begin(), clusters.end(), std::mt19937(1));
  EmulatedCluster *outer = std::exchange(current, this);
  std::string access = runGuarded([&] {
    for (uint64_t number : clusters) {
      uint64_t x = number * launch.cluster;
      if (!run({uint32_t(x % grid.x), uint32_t(x / grid.x % grid.y),
                uint32_t(x / grid.x / grid.y)}))
        return;
    }
  });
  current = outer;
  if (access.empty())
    return fault;
  // The thread that had the fault has been left without a switch.
  running->stack.leave(ownStack);
  ownStack.enter(running->stack);
  return access;
}

std::string norm::runEmulatedGrid(const EmulatedLaunch &launch,
                                  const std::function<void()> &kernel) {
  EmulatedDim grid = launch.grid;
  if (launch.block.count() == 0 || launch.block.count() > 1024 ||
      grid.count() == 0)
    return llvm::formatv("expects blocks of 1 to 1024 threads, and a block at "
                         "least; got {0} blocks of {1} threads",
                         grid.count(), launch.block.count());
  if (launch.cluster == 0 || launch.cluster > 8 || grid.x % launch.cluster != 0)
    return llvm::formatv(
        "expects whole clusters of 1 to 8 blocks along x; got {0} "
        "blocks in clusters of {1}",
        grid.x, launch.cluster);
  EmulatedCluster emulated(launch, kernel);
  return emulated.runGrid();
}

void *norm::getEmulatedShared() { return current->running->block->getShared(); }

//===----------------------------------------------------------------------===//
// What device code calls
//===----------------------------------------------------------------------===//

namespace {

void waitAtBarrier(uint32_t, uint32_t call) {
  current->running->call = call;
  current->wait(Fiber::State::AtBarrier);
}

void arriveAtCluster() {
  Fiber &own = *current->running;
  if (own.arrivals++ != own.waits)
    current->fail("a thread comes to the barrier of its cluster again before "
                  "it waits there");
}

void waitAtCluster(uint32_t call) {
  Fiber &own = *current->running;
  own.call = call;
  if (++own.waits != own.arrivals)
    current->fail("a thread waits at the barrier of its cluster without having "
                  "come there");
  current->wait(Fiber::State::AtClusterBarrier);
}

/// The place in the shared memory of block `rank` of the cluster that `address`
/// is in this one's.
void *mapShared(void *address, uint32_t rank) {
  EmulatedBlock &own = *current->running->block;
  size_t offset = static_cast<char *>(address) - own.getShared();
  if (offset >= own.getSharedBytes() || rank >= current->blocks.size())
    current->fail(llvm::formatv("expects an address in shared memory, and one "
                                "of {0} blocks of a cluster; got block {1}",
                                current->blocks.size(), rank));
  EmulatedBlock &other = *current->blocks[rank];
  if (other.hasEnded())
    current->fail(llvm::formatv("block {0} of the cluster has ended when "
                                "another one reaches for its shared memory",
                                rank));
  return other.getShared() + offset;
}

/// A shuffle of PTX: all lanes of `mask` show a value, then each reads that of
/// `source`.
uint32_t exchange(uint32_t mask, uint32_t value, uint32_t source,
                  uint32_t call) {
  Fiber &own = *current->running;
  uint32_t lane = own.number % kWarp;
  // Lanes count their exchanges, of which each has the same number then.
  if (mask != ~0u)
    current->fail(llvm::formatv(
        "expects exchanges of whole warps; got one of lanes {0:x}", mask));
  uint32_t turn = own.exchanges++ % 2;
  own.values[turn] = value;
  own.mask = mask;
  own.call = call;
  current->wait(Fiber::State::InExchange);
  std::vector<Fiber> &fibers = own.block->fibers;
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
                    uint32_t clamp, uint32_t call) {
  uint32_t lane = current->running->number % kWarp;
  return exchange(mask, value, getSource(lane, lane ^ distance, clamp), call);
}

float shuffleXorFloat(uint32_t mask, float value, uint32_t distance,
                      uint32_t clamp, uint32_t call) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  bits = shuffleXor(mask, bits, distance, clamp, call);
  std::memcpy(&value, &bits, sizeof(bits));
  return value;
}

uint32_t getThreadX() { return current->running->index.x; }
uint32_t getThreadY() { return current->running->index.y; }
uint32_t getThreadZ() { return current->running->index.z; }
uint32_t getBlockX() { return current->running->block->index.x; }
uint32_t getBlockY() { return current->running->block->index.y; }
uint32_t getBlockZ() { return current->running->block->index.z; }
uint32_t getBlockSizeX() { return current->launch.block.x; }
uint32_t getGridSizeX() { return current->launch.grid.x; }

} // namespace

std::vector<EmulatedIntrinsic> norm::getEmulatedIntrinsics() {
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
      {"llvm.nvvm.barrier.cta.sync.aligned.all", address(waitAtBarrier), true},
      {"llvm.nvvm.barrier.cluster.arrive.aligned", address(arriveAtCluster)},
      {"llvm.nvvm.barrier.cluster.wait.aligned", address(waitAtCluster), true},
      {"llvm.nvvm.mapa.shared.cluster", address(mapShared)},
      {"llvm.nvvm.shfl.sync.bfly.i32", address(shuffleXor), true},
      {"llvm.nvvm.shfl.sync.bfly.f32", address(shuffleXorFloat), true},
  };
}
