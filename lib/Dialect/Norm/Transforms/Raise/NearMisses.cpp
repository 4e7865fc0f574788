//===- NearMisses.cpp - What keeps a chain from being a norm ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NormMatch.h"

using namespace mlir;
using namespace mlir::norm::raise;

std::optional<NearMiss> NormMatcher::diagnose(Expr root, const Group &group) {
  return std::nullopt;
}
