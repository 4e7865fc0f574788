//===- CheckScratch.cpp - Return where scratch cannot be had ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"

#include "mlir/Dialect/LLVMIR/FunctionCallUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CHECKSCRATCHPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The calls of `callee` in the function's own blocks: a region inside, as one
/// that threads run, cannot be left.
SmallVector<LLVM::CallOp> findCalls(LLVM::LLVMFuncOp function,
                                    StringRef callee) {
  SmallVector<LLVM::CallOp> calls;
  for (Block &block : function.getBody())
    for (auto call : block.getOps<LLVM::CallOp>())
      if (call.getCallee() == callee)
        calls.push_back(call);
  return calls;
}

bool returnsNothing(LLVM::LLVMFuncOp function) {
  return isa<LLVM::LLVMVoidType>(function.getFunctionType().getReturnType());
}

/// The body of an entry that checks sizes.
bool isPrepare(LLVM::LLVMFuncOp function) {
  return function.getName().contains("__prepare") &&
         function.getFunctionType().getReturnType().isInteger(32) &&
         function.getNumArguments() >= 3;
}

/// What is allocated in a function, and where it is remembered.
class ScratchChecker {
public:
  explicit ScratchChecker(LLVM::LLVMFuncOp function)
      : function(function), loc(function.getLoc()),
        builder(function.getContext()),
        pointer(LLVM::LLVMPointerType::get(function.getContext())) {}

  void check() {
    SmallVector<LLVM::CallOp> allocations = findCalls(function, "malloc");
    if (allocations.empty())
      return;
    Block &entry = function.getBody().front();
    builder.setInsertionPointToStart(&entry);
    none = LLVM::ZeroOp::create(builder, loc, pointer);
    Value one = LLVM::ConstantOp::create(builder, loc, builder.getI64Type(), 1);
    staysInMemory = allocations.size() > 8;
    for (LLVM::CallOp allocation : allocations) {
      Value slot = LLVM::AllocaOp::create(builder, loc, pointer, pointer, one);
      store(none, slot);
      slots[allocation.getResult()] = slot;
    }
    for (LLVM::CallOp deallocation : findCalls(function, "free"))
      forget(deallocation);
    Block *failure = createFailure();
    for (LLVM::CallOp allocation : allocations)
      returnUnlessGiven(allocation, failure);
  }

private:
  void store(Value value, Value slot) {
    LLVM::StoreOp::create(builder, loc, value, slot, /*alignment=*/0,
                          staysInMemory);
  }
  Value load(Value slot) {
    return LLVM::LoadOp::create(builder, loc, pointer, slot, /*alignment=*/0,
                                staysInMemory);
  }

  /// What is freed is not freed again.
  void forget(LLVM::CallOp deallocation) {
    builder.setInsertionPoint(deallocation);
    Value freed = deallocation.getOperand(0);
    if (Value slot = slots.lookup(freed)) {
      store(none, slot);
      return;
    }
    // One of several.
    for (auto [allocated, slot] : slots) {
      Value held = load(slot);
      Value same = LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::eq,
                                        held, freed);
      store(LLVM::SelectOp::create(builder, loc, same, none, held), slot);
    }
  }

  /// Frees what has been allocated and returns; an entry that checks sizes
  /// refuses, without a text.
  Block *createFailure() {
    Block *failure =
        builder.createBlock(&function.getBody(), function.getBody().end());
    for (auto [allocated, slot] : slots) {
      Value held = load(slot);
      LLVM::CallOp::create(builder, loc, TypeRange(), "free", held);
    }
    if (returnsNothing(function)) {
      LLVM::ReturnOp::create(builder, loc, ValueRange());
      return failure;
    }
    auto constant = [&](unsigned bits, int64_t value) -> Value {
      return LLVM::ConstantOp::create(builder, loc,
                                      builder.getIntegerType(bits), value);
    };
    auto arguments = function.getBody().front().getArguments();
    Value message = arguments.end()[-2], length = arguments.back();
    Value hasRoom = LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::sgt,
                                         length, constant(64, 0));
    Value end = LLVM::SelectOp::create(builder, loc, hasRoom, message,
                                       slots.front().second);
    LLVM::StoreOp::create(builder, loc, constant(8, 0), end);
    LLVM::ReturnOp::create(builder, loc, ValueRange(constant(32, 1)));
    return failure;
  }

  void returnUnlessGiven(LLVM::CallOp allocation, Block *failure) {
    builder.setInsertionPointAfter(allocation);
    Value given = allocation.getResult();
    store(given, slots[given]);
    Value fails = LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::eq,
                                       given, none);
    Block *block = builder.getInsertionBlock();
    Block *rest = block->splitBlock(builder.getInsertionPoint());
    builder.setInsertionPointToEnd(block);
    LLVM::CondBrOp::create(builder, loc, fails, failure, rest);
  }

  LLVM::LLVMFuncOp function;
  Location loc;
  OpBuilder builder;
  Type pointer;
  Value none;
  llvm::MapVector<Value, Value> slots;
  /// Many places stay in memory: as values, each would come from each
  /// allocation to the end of all, and take LLVM the square of their number.
  bool staysInMemory = false;
};

struct CheckScratch : norm::impl::CheckScratchPassBase<CheckScratch> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    if (!module.lookupSymbol("malloc"))
      return;
    OpBuilder builder(module.getBodyRegion());
    if (failed(LLVM::lookupOrCreateFreeFn(builder, module)))
      return signalPassFailure();
    for (auto function : module.getOps<LLVM::LLVMFuncOp>())
      if (!function.isExternal() &&
          (returnsNothing(function) || isPrepare(function)))
        ScratchChecker(function).check();
  }
};

} // namespace
