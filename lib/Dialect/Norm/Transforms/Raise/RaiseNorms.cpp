//===- RaiseNorms.cpp - Find norms in a region and replace them ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/Transforms/RaiseNorms.h"

using namespace mlir;
using namespace mlir::norm;

int64_t norm::raiseNorms(RewriterBase &rewriter, Region &region,
                         const RaiseOptions &options) {
  return 0;
}
