//===- ReuseScratch.cpp - Scratch that follows scratch in its place ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

namespace mlir::norm {
#define GEN_PASS_DEF_REUSESCRATCHPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {

/// Buffers of a block that are freed, and could be allocated next.
class FreedBuffers {
public:
  void add(memref::DeallocOp dealloc) {
    if (auto alloc = dealloc.getMemref().getDefiningOp<memref::AllocOp>())
      freed.push_back({alloc, dealloc});
  }

  /// Makes `next` a buffer that was freed; else all of them stay freed, so that
  /// their memory is there for it.
  void reuseFor(memref::AllocOp next) {
    auto *found = llvm::find_if(freed, [&](const Buffer &buffer) {
      return buffer.alloc->getBlock() == next->getBlock() &&
             isSameSize(buffer.alloc, next);
    });
    if (found == freed.end())
      return freed.clear();
    next.replaceAllUsesWith(found->alloc.getResult());
    found->dealloc.erase();
    next.erase();
    freed.erase(found);
  }

private:
  struct Buffer {
    memref::AllocOp alloc;
    memref::DeallocOp dealloc;
  };

  static bool isSameSize(memref::AllocOp a, memref::AllocOp b) {
    return a.getType() == b.getType() && a->getOperands() == b->getOperands() &&
           a.getAlignment() == b.getAlignment();
  }

  SmallVector<Buffer> freed;
};

struct ReuseScratch : norm::impl::ReuseScratchPassBase<ReuseScratch> {
  void runOnOperation() override {
    getOperation().walk([](Block *block) {
      FreedBuffers freed;
      for (Operation &op : llvm::make_early_inc_range(*block)) {
        if (auto dealloc = dyn_cast<memref::DeallocOp>(op))
          freed.add(dealloc);
        else if (auto alloc = dyn_cast<memref::AllocOp>(op))
          freed.reuseFor(alloc);
      }
    });
  }
};

} // namespace
