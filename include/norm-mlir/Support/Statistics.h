//===- Statistics.h - What passes count -------------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Release builds of LLVM, which packages ship, compile llvm::Statistic and
// mlir::Pass::Statistic to nothing, with another layout than code with
// assertions sees. These counters count in every build.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_SUPPORT_STATISTICS_H
#define NORM_MLIR_SUPPORT_STATISTICS_H

#include "llvm/Support/raw_ostream.h"

#include <atomic>
#include <cstdint>

namespace mlir::norm {

/// A number that a pass counts over the life of the process; a variable of
/// static storage. Counting is thread-safe.
class Statistic {
public:
  /// `component` is the pass' flag, `description` what is counted.
  constexpr Statistic(const char *component, const char *description)
      : component(component), description(description) {}

  Statistic &operator+=(int64_t number);
  Statistic &operator++() { return *this += 1; }

private:
  friend void printStatistics(llvm::raw_ostream &stream);

  const char *component, *description;
  std::atomic<int64_t> value{0};
  std::atomic<bool> isListed{false};
  Statistic *next = nullptr;
};

/// Prints every statistic that has counted, one line each:
/// "3 norm-generalize - Named ops decomposed".
void printStatistics(llvm::raw_ostream &stream);

} // namespace mlir::norm

#endif // NORM_MLIR_SUPPORT_STATISTICS_H
