//===- EntryFacts.h - What callers must know of entries -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CALLINGCONVENTION_ENTRYFACTS_H
#define NORM_MLIR_CALLINGCONVENTION_ENTRYFACTS_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/ADT/StringMap.h"

#include <memory>
#include <mutex>
#include <string>

namespace mlir {
class PassInstrumentation;
} // namespace mlir

namespace mlir::norm {

/// What is seen of a public function while it is lowered.
struct EntryFacts {
  /// The texts of its checks that static sizes do not decide, in their order,
  /// each once.
  SmallVector<std::string> checks;
  /// Which buffers, inputs and then outputs, may have any strides; may be
  /// shorter.
  llvm::SmallBitVector strided;
};

/// The facts of each function, by its name. Any thread may call any member:
/// parts of a module are lowered at the same time.
class FactsOfEntries {
public:
  /// Those of this function, which may be none.
  EntryFacts lookup(StringRef name) const {
    std::lock_guard<std::mutex> lock(mutex);
    return facts.lookup(name);
  }
  void change(StringRef name, llvm::function_ref<void(EntryFacts &)> change) {
    std::lock_guard<std::mutex> lock(mutex);
    change(facts[name]);
  }

private:
  mutable std::mutex mutex;
  llvm::StringMap<EntryFacts> facts;
};

/// Looks at the functions between the passes of a route and adds to `facts`:
/// nothing is lowered for it a second time. `withChecks` simplifies a copy of
/// each function, for the texts of its checks.
std::unique_ptr<PassInstrumentation> createFactsCollector(FactsOfEntries &facts,
                                                          bool withChecks);

} // namespace mlir::norm

#endif // NORM_MLIR_CALLINGCONVENTION_ENTRYFACTS_H
