//===- Statistics.cpp - What passes count ---------------------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Support/Statistics.h"

#include "llvm/Support/Format.h"

using namespace mlir::norm;

/// The statistics that have counted, last first.
static std::atomic<Statistic *> listed{nullptr};

Statistic &Statistic::operator+=(int64_t number) {
  value.fetch_add(number, std::memory_order_relaxed);
  if (number != 0 && !isListed.exchange(true)) {
    next = listed.load();
    while (!listed.compare_exchange_weak(next, this)) {
    }
  }
  return *this;
}

void mlir::norm::printStatistics(llvm::raw_ostream &stream) {
  for (Statistic *one = listed.load(); one; one = one->next)
    stream << llvm::format("%8lld ", static_cast<long long>(one->value.load()))
           << one->component << " - " << one->description << "\n";
}
