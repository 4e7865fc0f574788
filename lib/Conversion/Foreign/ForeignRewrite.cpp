//===- ForeignRewrite.cpp - Replacing ops of dialects not ours ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/Foreign/ForeignRewrite.h"
#include "norm-mlir/Conversion/Foreign/ForeignOp.h"
#include "norm-mlir/Conversion/Foreign/TorchTensors.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/Threading.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Remembers the ops that are built while it listens.
struct BuiltOps : RewriterBase::ForwardingListener {
  explicit BuiltOps(RewriterBase &rewriter)
      : RewriterBase::ForwardingListener(rewriter.getListener()),
        rewriter(rewriter), previous(rewriter.getListener()) {
    rewriter.setListener(this);
  }
  ~BuiltOps() override { rewriter.setListener(previous); }

  void notifyOperationInserted(Operation *op,
                               OpBuilder::InsertPoint from) override {
    ForwardingListener::notifyOperationInserted(op, from);
    ops.insert(op);
  }
  void notifyOperationErased(Operation *op) override {
    ForwardingListener::notifyOperationErased(op);
    ops.remove(op);
  }

  RewriterBase &rewriter;
  OpBuilder::Listener *previous;
  llvm::SetVector<Operation *> ops;
};

/// Swallows what this thread reports.
struct Silence : ScopedDiagnosticHandler {
  explicit Silence(MLIRContext *context)
      : ScopedDiagnosticHandler(
            context, [thread = llvm::get_threadid()](Diagnostic &) {
              return success(llvm::get_threadid() == thread);
            }) {}
};

} // namespace

/// Checks that a result that is read is the tensor that the op says it is.
static LogicalResult checkResult(Operation *op, OpResult result, Value built) {
  RankedTensorType declared = getBuiltinTensor(result.getType());
  if (!declared)
    return op->emitOpError()
           << "expects result " << result.getResultNumber()
           << " to be a ranked tensor; got " << result.getType();
  if (!built)
    return op->emitOpError() << "expects result " << result.getResultNumber()
                             << " not to be read; got a use of it";
  auto given = cast<RankedTensorType>(built.getType());
  if (declared.getElementType() == given.getElementType() &&
      succeeded(verifyCompatibleShape(declared, given)))
    return success();
  return op->emitOpError() << "expects result " << result.getResultNumber()
                           << " of type " << given << "; got "
                           << result.getType();
}

static FailureOr<SmallVector<Value>> buildVerified(RewriterBase &rewriter,
                                                   Operation *op,
                                                   BuiltOps &built,
                                                   ForeignBuilder build) {
  FailureOr<SmallVector<Value>> values = build(rewriter);
  if (failed(values))
    return failure();
  for (Operation *each : built.ops)
    if (failed(verifyAs(op, each)))
      return failure();
  for (auto [result, value] : llvm::zip_equal(op->getResults(), *values))
    if (!result.use_empty() && failed(checkResult(op, result, value)))
      return failure();
  return values;
}

LogicalResult norm::replaceForeignOp(RewriterBase &rewriter, Operation *op,
                                     ForeignKind kind, ForeignBuilder build) {
  BuiltOps built(rewriter);
  std::optional<Silence> silence;
  if (kind == ForeignKind::Neighbour)
    silence.emplace(op->getContext());
  rewriter.setInsertionPoint(op);
  FailureOr<SmallVector<Value>> values =
      buildVerified(rewriter, op, built, build);
  if (failed(values)) {
    while (!built.ops.empty())
      rewriter.eraseOp(built.ops.back());
    return failure();
  }
  rewriter.setInsertionPoint(op);
  for (auto [result, value] : llvm::zip_equal(op->getResults(), *values))
    if (!result.use_empty())
      replaceByBuiltinTensor(rewriter, result, value);
  rewriter.eraseOp(op);
  return success();
}

void norm::eraseUnread(RewriterBase &rewriter, Operation *root,
                       llvm::function_ref<bool(Operation *)> isPure) {
  SmallVector<Operation *> ops;
  root->walk([&](Operation *op) {
    if (op != root && isPure(op))
      ops.push_back(op);
  });
  // What reads a value mostly comes after it.
  for (bool isChanged = true; isChanged;) {
    isChanged = false;
    for (Operation *&op : llvm::reverse(ops))
      if (op && op->use_empty()) {
        rewriter.eraseOp(op);
        op = nullptr;
        isChanged = true;
      }
  }
}
