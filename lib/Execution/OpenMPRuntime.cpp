//===- OpenMPRuntime.cpp - Whose threads compiled code uses ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Names and arguments beginning with kmpc are those of LLVM's runtime, as its
// kmp.h declares them; those beginning with GOMP are those of libgomp's
// libgomp_g.h.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/OpenMPRuntime.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdarg>
#include <dlfcn.h>
#include <link.h>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

using namespace mlir;
using namespace mlir::norm;

namespace {

/// What is called of a runtime.
struct Runtime {
  std::string path;
  void (*parallel)(void (*)(void *), void *, unsigned threads, unsigned flags);
  void (*barrier)();
  int (*getThreadNum)();
  int (*getNumThreads)();
  int (*getMaxThreads)();
  void (*setNumThreads)(int);
  double (*getWTime)();
};

std::atomic<const Runtime *> current = nullptr;
/// That of the parallel region that this thread is in, which keeps it though
/// `current` changes.
thread_local const Runtime *ofRegion = nullptr;
/// How many regions by one thread this thread is in, within that.
thread_local int numSerialized = 0;

const Runtime &getRuntime() { return ofRegion ? *ofRegion : *current.load(); }

/// Whether this thread shares loops with others.
bool isInTeam() { return ofRegion && numSerialized == 0; }

using Microtask = void (*)(int32_t *thread, int32_t *bound, void *argument);

/// A parallel region: what each of its threads calls.
struct Region {
  const Runtime *runtime;
  Microtask task;
  void *argument;
};

void runInThread(void *data) {
  const auto &region = *static_cast<const Region *>(data);
  const Runtime *before = std::exchange(ofRegion, region.runtime);
  int serializedBefore = std::exchange(numSerialized, 0);
  int32_t thread = region.runtime->getThreadNum(), bound = 0;
  region.task(&thread, &bound, region.argument);
  ofRegion = before;
  numSerialized = serializedBefore;
}

//===----------------------------------------------------------------------===//
// Regions on a caller's threads
//===----------------------------------------------------------------------===//

/// Those of this thread's calls; null for the OpenMP runtime's.
thread_local const LoopThreads *loopThreads = nullptr;
/// The part of a region that this thread runs, and how many parts there are.
thread_local unsigned part = 0, numParts = 1;

/// A region within a region, by the thread that comes to it.
void runAlone(void (*run)(void *), void *data, unsigned, unsigned) {
  unsigned partBefore = std::exchange(part, 0);
  unsigned numBefore = std::exchange(numParts, 1);
  run(data);
  part = partBefore;
  numParts = numBefore;
}

/// What code within such a region sees. Threads need not wait for one another
/// there: regions are one loop each, and end with it.
const Runtime &getPartRuntime() {
  static const Runtime runtime = {"",
                                  runAlone,
                                  [] {},
                                  [] { return int(part); },
                                  [] { return int(numParts); },
                                  [] { return 1; },
                                  [](int) {},
                                  [] { return current.load()->getWTime(); }};
  return runtime;
}

/// A region whose parts are taken by whichever threads come. Threads that come
/// when none is left find this still there.
class PartedRegion {
public:
  PartedRegion(Microtask task, void *argument, unsigned count)
      : region{&getPartRuntime(), task, argument}, count(count) {}

  /// Runs parts until none is left.
  void work() {
    unsigned numDone = 0;
    for (unsigned taken; (taken = next++) < count; ++numDone) {
      part = taken;
      numParts = count;
      runInThread(&region);
    }
    part = 0;
    numParts = 1;
    if (numDone == 0)
      return;
    std::lock_guard<std::mutex> lock(mutex);
    done += numDone;
    if (done == count)
      isDone.notify_all();
  }

  void wait() {
    std::unique_lock<std::mutex> lock(mutex);
    isDone.wait(lock, [&] { return done == count; });
  }

private:
  Region region;
  const unsigned count;
  std::atomic<unsigned> next = 0;
  unsigned done = 0;
  std::mutex mutex;
  std::condition_variable isDone;
};

void forkOnLoopThreads(const LoopThreads &threads, Microtask task,
                       void *argument) {
  using Shared = std::shared_ptr<PartedRegion>;
  auto region = std::make_shared<PartedRegion>(task, argument, threads.count);
  // Parts may have regions of their own, which stay on one thread; some run
  // here while others are started, where that is how tasks are started.
  const LoopThreads *own = std::exchange(loopThreads, nullptr);
  for (unsigned other = 1; other < threads.count; ++other) {
    auto *owned = new Shared(region);
    bool isStarted = threads.start(
        [](void *data) {
          std::unique_ptr<Shared> owned(static_cast<Shared *>(data));
          (*owned)->work();
        },
        owned);
    if (!isStarted) {
      delete owned;
      break;
    }
  }
  region->work();
  loopThreads = own;
  region->wait();
}

void fork(unsigned threads, Microtask task, void *argument) {
  if (loopThreads && !ofRegion && threads != 1 && loopThreads->count > 1)
    return forkOnLoopThreads(*loopThreads, task, argument);
  const Runtime &runtime =
      loopThreads && !ofRegion ? getPartRuntime() : getRuntime();
  Region region{&runtime, task, argument};
  runtime.parallel(runInThread, &region, threads, 0);
}

/// Regions have one argument, the address of all that they use, or none.
void checkArgumentCount(int32_t count) {
  if (count > 1)
    llvm::report_fatal_error("expects parallel regions of one argument");
}

void kmpcForkCall(void *location, int32_t count, Microtask task, ...) {
  checkArgumentCount(count);
  void *argument = nullptr;
  if (count == 1) {
    va_list arguments;
    va_start(arguments, task);
    argument = va_arg(arguments, void *);
    va_end(arguments);
  }
  fork(0, task, argument);
}

void kmpcForkCallIf(void *location, int32_t count, Microtask task,
                    int32_t condition, void *argument) {
  checkArgumentCount(count);
  fork(condition ? 0 : 1, task, argument);
}

int32_t kmpcGlobalThreadNum(void *location) {
  return isInTeam() ? ofRegion->getThreadNum() : 0;
}

void kmpcBarrier(void *location, int32_t thread) {
  if (isInTeam())
    ofRegion->barrier();
}

void kmpcForStaticFini(void *location, int32_t thread) {}

/// The share of this thread of the iterations from `lower` to `upper`,
/// inclusive: blocks whose sizes differ by one at most, as LLVM's runtime deals
/// them out without a chunk size.
template <typename Bound>
void kmpcForStaticInit(void *location, int32_t thread, int32_t schedule,
                       int32_t *isLast, Bound *lower, Bound *upper,
                       int64_t *stride, int64_t increment, int64_t chunk) {
  constexpr int32_t kStatic = 34;
  if (schedule != kStatic || increment <= 0)
    llvm::report_fatal_error("expects loops of a static schedule");
  *isLast = 0;
  if (*upper < *lower)
    return;
  uint64_t step = increment;
  uint64_t trips = (uint64_t(*upper) - uint64_t(*lower)) / step + 1;
  uint64_t threads = isInTeam() ? ofRegion->getNumThreads() : 1;
  uint64_t number = isInTeam() ? ofRegion->getThreadNum() : 0;
  uint64_t size = trips / threads, rest = trips % threads;
  uint64_t first = number * size + std::min(number, rest);
  uint64_t count = size + (number < rest);
  *isLast = first + count == trips && count > 0;
  *stride = trips * step;
  *lower += static_cast<Bound>(first * step);
  // Without iterations, the upper bound is below the lower one.
  *upper = *lower + static_cast<Bound>(count * step) - static_cast<Bound>(step);
}

/// A region by one thread, between the two calls.
void kmpcSerializedParallel(void *location, int32_t thread) { ++numSerialized; }
void kmpcEndSerializedParallel(void *location, int32_t thread) {
  --numSerialized;
}

double ompGetWTime() { return getRuntime().getWTime(); }

template <typename Function>
llvm::Error find(void *library, StringRef path, const char *name,
                 Function *&function) {
  function = reinterpret_cast<Function *>(dlsym(library, name));
  if (function)
    return llvm::Error::success();
  return llvm::createStringError(llvm::formatv(
      "expects an OpenMP runtime with {0}; {1} has none", name, path));
}

llvm::Expected<std::unique_ptr<Runtime>> load(StringRef path) {
  auto runtime = std::make_unique<Runtime>();
  runtime->path = path.str();
  void *library = dlopen(runtime->path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return llvm::createStringError(llvm::formatv(
        "cannot load the OpenMP runtime {0}: {1}", path, dlerror()));
  auto findAll = [&](auto &&...functions) {
    llvm::Error error = llvm::Error::success();
    auto findOne = [&](auto function) {
      if (!error)
        error = find(library, path, function.first, *function.second);
    };
    (findOne(functions), ...);
    return error;
  };
  if (llvm::Error error =
          findAll(std::pair("GOMP_parallel", &runtime->parallel),
                  std::pair("GOMP_barrier", &runtime->barrier),
                  std::pair("omp_get_thread_num", &runtime->getThreadNum),
                  std::pair("omp_get_num_threads", &runtime->getNumThreads),
                  std::pair("omp_get_max_threads", &runtime->getMaxThreads),
                  std::pair("omp_set_num_threads", &runtime->setNumThreads),
                  std::pair("omp_get_wtime", &runtime->getWTime)))
    return std::move(error);
  return std::move(runtime);
}

/// How well a loaded library suits: 0 for none that is an OpenMP runtime.
int rate(llvm::StringRef path) {
  llvm::StringRef name = llvm::sys::path::filename(path);
  if (name.starts_with("libgomp") || name.starts_with("libomp.") ||
      name.starts_with("libiomp5."))
    return path.contains("/torch/lib/") ? 2 : 1;
  return 0;
}

template <typename Function>
std::pair<llvm::StringRef, void *> name(llvm::StringRef name,
                                        Function *function) {
  return {name, reinterpret_cast<void *>(function)};
}

} // namespace

llvm::Error norm::useOpenMPRuntime(llvm::StringRef path) {
  // Those that were used stay: regions may still run on them.
  static std::mutex &mutex = *new std::mutex();
  static auto &loaded = *new std::vector<std::unique_ptr<Runtime>>();
  std::lock_guard<std::mutex> lock(mutex);
  for (const std::unique_ptr<Runtime> &runtime : loaded)
    if (runtime->path == path) {
      current = runtime.get();
      return llvm::Error::success();
    }
  llvm::Expected<std::unique_ptr<Runtime>> runtime = load(path);
  if (!runtime)
    return runtime.takeError();
  loaded.push_back(std::move(*runtime));
  current = loaded.back().get();
  return llvm::Error::success();
}

llvm::Error norm::useLoadedOpenMPRuntime(llvm::StringRef otherwise) {
  struct Best {
    std::string path;
    int rating = 0;
  } best;
  auto look = [](dl_phdr_info *info, size_t, void *data) {
    auto &best = *static_cast<Best *>(data);
    if (int rating = rate(info->dlpi_name); rating > best.rating)
      best = {info->dlpi_name, rating};
    return 0;
  };
  dl_iterate_phdr(look, &best);
  if (!best.path.empty()) {
    llvm::Error error = useOpenMPRuntime(best.path);
    if (!error)
      return error;
    llvm::consumeError(std::move(error));
  }
  return useOpenMPRuntime(otherwise);
}

std::string norm::getOpenMPRuntime() {
  const Runtime *runtime = current;
  return runtime ? runtime->path : std::string();
}

int norm::getMaxThreads() { return getRuntime().getMaxThreads(); }
void norm::setMaxThreads(int threads) { getRuntime().setNumThreads(threads); }

LoopThreadsScope::LoopThreadsScope(const LoopThreads &threads)
    : before(std::exchange(loopThreads, &threads)) {}
LoopThreadsScope::~LoopThreadsScope() { loopThreads = before; }

llvm::ArrayRef<std::pair<llvm::StringRef, void *>> norm::getOpenMPSymbols() {
  static const std::pair<llvm::StringRef, void *> symbols[] = {
      name("__kmpc_fork_call", kmpcForkCall),
      name("__kmpc_fork_call_if", kmpcForkCallIf),
      name("__kmpc_global_thread_num", kmpcGlobalThreadNum),
      name("__kmpc_barrier", kmpcBarrier),
      name("__kmpc_for_static_init_8", kmpcForStaticInit<int64_t>),
      name("__kmpc_for_static_init_8u", kmpcForStaticInit<uint64_t>),
      name("__kmpc_for_static_fini", kmpcForStaticFini),
      name("__kmpc_serialized_parallel", kmpcSerializedParallel),
      name("__kmpc_end_serialized_parallel", kmpcEndSerializedParallel),
      name("omp_get_wtime", ompGetWTime)};
  if (!current.load())
    return {};
  return symbols;
}
