//===- PassStream.cpp - Device code on the caller's stream ----------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/ElementBytes.h"

#include "mlir/Dialect/LLVMIR/FunctionCallUtils.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

namespace mlir::norm {
#define GEN_PASS_DEF_PASSSTREAMPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Functions of the runtime that the passes of upstream do not declare.
struct RuntimeFunctions {
  LLVM::LLVMFuncOp copy, wait, status;
};

FailureOr<RuntimeFunctions> declareRuntime(ModuleOp module) {
  OpBuilder builder(module.getBodyRegion());
  MLIRContext *context = module.getContext();
  Type pointer = LLVM::LLVMPointerType::get(context),
       nothing = LLVM::LLVMVoidType::get(context), i64 = builder.getI64Type();
  FailureOr<LLVM::LLVMFuncOp> copy = LLVM::lookupOrCreateFn(
                                  builder, module, "mgpuMemcpy",
                                  {pointer, pointer, i64, pointer}, nothing),
                              wait = LLVM::lookupOrCreateFn(
                                  builder, module, "mgpuStreamSynchronize",
                                  pointer, nothing),
                              status = LLVM::lookupOrCreateFn(
                                  builder, module, "normDeviceStatus",
                                  {pointer, i64}, builder.getI32Type());
  if (failed(copy) || failed(wait) || failed(status))
    return failure();
  return RuntimeFunctions{*copy, *wait, *status};
}

/// Whether a buffer is the host's own: memory of the device is what callers
/// give and what gpu.alloc does.
bool isOfHost(Value buffer) {
  while (auto view = buffer.getDefiningOp<ViewLikeOpInterface>())
    buffer = view.getViewSource();
  return buffer.getDefiningOp() &&
         isa<memref::AllocOp, memref::AllocaOp, memref::GetGlobalOp>(
             buffer.getDefiningOp());
}

/// Gives one function its stream.
class StreamPasser {
public:
  StreamPasser(func::FuncOp function, const RuntimeFunctions &runtime)
      : function(function), runtime(runtime), loc(function.getLoc()),
        builder(function.getBody()) {}

  void pass() {
    Type pointer = LLVM::LLVMPointerType::get(builder.getContext());
    auto add = [&](Type type) -> Value {
      unsigned number = function.getNumArguments();
      (void)function.insertArgument(number, type, {}, loc);
      return function.getArgument(number);
    };
    stream = add(pointer);
    Value message = add(pointer), length = add(builder.getI64Type());
    token = UnrealizedConversionCastOp::create(
                builder, loc, gpu::AsyncTokenType::get(builder.getContext()),
                stream)
                .getResult(0);
    function.walk([&](Operation *op) {
      builder.setInsertionPoint(op);
      if (auto launch = dyn_cast<gpu::LaunchFuncOp>(op))
        passTo(launch);
      else if (auto alloc = dyn_cast<gpu::AllocOp>(op))
        passTo(alloc);
      else if (auto dealloc = dyn_cast<gpu::DeallocOp>(op))
        passTo(dealloc);
      else if (auto load = dyn_cast<memref::LoadOp>(op);
               load && !isOfHost(load.getMemref()))
        passTo(load);
      else if (auto returned = dyn_cast<func::ReturnOp>(op))
        returned->setOperands(LLVM::CallOp::create(builder, loc, runtime.status,
                                                   ValueRange{message, length})
                                  .getResults());
    });
    (void)function.insertResult(0, builder.getI32Type(), {});
  }

private:
  void passTo(gpu::LaunchFuncOp launch) {
    std::optional<gpu::KernelDim3> cluster;
    if (launch.hasClusterSize())
      cluster = launch.getClusterSizeOperandValues();
    gpu::LaunchFuncOp::create(
        builder, launch.getLoc(), launch.getKernel(),
        launch.getGridSizeOperandValues(), launch.getBlockSizeOperandValues(),
        launch.getDynamicSharedMemorySize(), launch.getKernelOperands(),
        token.getType(), token, cluster);
    launch.erase();
  }

  void passTo(gpu::AllocOp alloc) {
    auto given = gpu::AllocOp::create(
        builder, alloc.getLoc(), alloc.getType(), token.getType(), token,
        alloc.getDynamicSizes(), alloc.getSymbolOperands(),
        /*hostShared=*/false);
    alloc.getMemref().replaceAllUsesWith(given.getMemref());
    alloc.erase();
  }

  void passTo(gpu::DeallocOp dealloc) {
    gpu::DeallocOp::create(builder, dealloc.getLoc(), token.getType(), token,
                           dealloc.getMemref());
    dealloc.erase();
  }

  /// An element that the host reads is copied to it, once all that comes before
  /// has been done.
  void passTo(memref::LoadOp load) {
    Location at = load.getLoc();
    Type element = load.getType();
    SmallVector<OpFoldResult> offsets(load.getIndices()),
        ones(load.getIndices().size(), builder.getIndexAttr(1));
    MemRefType type = load.getMemRefType();
    auto reduced = memref::SubViewOp::inferRankReducedResultType(
        {}, type, offsets, ones, ones);
    Value view = load.getMemref();
    if (type.getRank() > 0)
      view = memref::SubViewOp::create(builder, at, reduced, view, offsets,
                                       ones, ones);
    Value source = createAddress(view);
    Value slot = createSlot(element);
    // Nothing is copied after an error.
    memref::StoreOp::create(
        builder, at,
        arith::ConstantOp::create(builder, at, builder.getZeroAttr(element)),
        slot, ValueRange());
    Value destination = createAddress(slot);
    Value bytes = LLVM::ConstantOp::create(builder, at, builder.getI64Type(),
                                           getElementBytes(element));
    LLVM::CallOp::create(builder, at, runtime.copy,
                         ValueRange{destination, source, bytes, stream});
    LLVM::CallOp::create(builder, at, runtime.wait, stream);
    load.replaceAllUsesWith(
        memref::LoadOp::create(builder, at, slot, ValueRange()).getResult());
    load.erase();
  }

  /// Memory of the host for one element, once for the function.
  Value createSlot(Type element) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(&function.getBody().front());
    return memref::AllocaOp::create(builder, loc, MemRefType::get({}, element));
  }

  /// The address of the element of a buffer of rank 0.
  Value createAddress(Value buffer) {
    auto metadata =
        memref::ExtractStridedMetadataOp::create(builder, loc, buffer);
    Value base = memref::ExtractAlignedPointerAsIndexOp::create(
        builder, loc, metadata.getBaseBuffer());
    Value bytes = arith::ConstantIndexOp::create(
        builder, loc, getElementBytes(buffer.getType()));
    Value offset =
        arith::MulIOp::create(builder, loc, metadata.getOffset(), bytes);
    Value address = arith::AddIOp::create(builder, loc, base, offset);
    address =
        arith::IndexCastOp::create(builder, loc, builder.getI64Type(), address);
    return LLVM::IntToPtrOp::create(builder, loc, stream.getType(), address);
  }

  func::FuncOp function;
  const RuntimeFunctions &runtime;
  Location loc;
  OpBuilder builder;
  Value stream, token;
};

bool isReadFromDevice(Operation *op) {
  auto load = dyn_cast<memref::LoadOp>(op);
  return load && !isOfHost(load.getMemref());
}

/// The entry that checks sizes runs on the host alone.
LogicalResult verifyPrepare(func::FuncOp prepare) {
  WalkResult result = prepare.walk([](Operation *op) {
    if (!isa<gpu::LaunchFuncOp, gpu::AllocOp>(op) && !isReadFromDevice(op))
      return WalkResult::advance();
    op->emitOpError()
        << "expects sizes of results that follow from sizes and scalars on a "
           "GPU; got one that is computed from elements";
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}

/// A constant in the host's memory must not come to a launch.
LogicalResult verifyConstants(func::FuncOp function) {
  WalkResult result = function.walk([](memref::GetGlobalOp constant) {
    SmallVector<Value> reached = {constant};
    while (!reached.empty()) {
      Value buffer = reached.pop_back_val();
      for (Operation *user : buffer.getUsers()) {
        // A shape, which the host reads.
        if (auto reshape = dyn_cast<memref::ReshapeOp>(user);
            reshape && reshape.getSource() != buffer)
          continue;
        for (Value value : user->getResults())
          if (isa<BaseMemRefType>(value.getType()))
            reached.push_back(value);
        if (isa<gpu::LaunchFuncOp, RegionBranchTerminatorOpInterface>(user)) {
          constant.emitOpError() << "expects constants that kernels read "
                                    "themselves on a GPU; got one that is "
                                    "chosen at run time: @"
                                 << constant.getName();
          return WalkResult::interrupt();
        }
      }
    }
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

/// Shapes are read by the host.
LogicalResult verifyShapes(func::FuncOp function) {
  WalkResult result = function.walk([](memref::ReshapeOp reshape) {
    if (isOfHost(reshape.getShape()))
      return WalkResult::advance();
    reshape.emitOpError() << "expects a shape that the host computes on a GPU; "
                             "got one of the device";
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}

struct PassStream : norm::impl::PassStreamPassBase<PassStream> {
  void runOnOperation() override {
    SmallVector<func::FuncOp> entries;
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (!function.isPublic() || function.isExternal())
        continue;
      if (function.getNumArguments() > 0 &&
          function.getArgAttr(function.getNumArguments() - 1,
                              NormDialect::getScratchAttrName())) {
        if (failed(verifyConstants(function)) || failed(verifyShapes(function)))
          return signalPassFailure();
        entries.push_back(function);
      } else if (function.getName().ends_with("__prepare") &&
                 failed(verifyPrepare(function)))
        return signalPassFailure();
    }
    if (entries.empty())
      return;
    FailureOr<RuntimeFunctions> runtime = declareRuntime(getOperation());
    if (failed(runtime))
      return signalPassFailure();
    for (func::FuncOp function : entries)
      StreamPasser(function, *runtime).pass();
  }
};

} // namespace
