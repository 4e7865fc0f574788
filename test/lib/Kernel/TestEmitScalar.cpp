//===- TestEmitScalar.cpp - Writes kernels as plain loops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The smallest target there can be: scalar loops over memrefs, one thread, no
// vectors, no assumption on strides. It shows what a target has to say, and
// that nothing about CPUs stands above it.
//
//===----------------------------------------------------------------------===//

#include "../TestPasses.h"
#include "Emit/SweepEmitter.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/Pass.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

class ScalarTarget : public TargetEmitter {
public:
  void emitGroups(SweepEmitter &emitter) override {
    OpBuilder::InsertionGuard insertion(emitter.builder);
    SmallVector<Value> counts = emitter.getGroupCounts(), position;
    Value zero =
        arith::ConstantIndexOp::create(emitter.builder, emitter.loc, 0);
    Value one = arith::ConstantIndexOp::create(emitter.builder, emitter.loc, 1);
    for (Value count : counts) {
      auto loop =
          scf::ForOp::create(emitter.builder, emitter.loc, zero, count, one);
      emitter.builder.setInsertionPointToStart(loop.getBody());
      position.push_back(loop.getInductionVar());
    }
    emitter.setGroup(position);
    emitter.emitGroup({});
  }

  Carried emitVectors(SweepEmitter &emitter, Value begin, Value end,
                      Carried carried) override {
    return emitter.emitChain(begin, end, {}, std::move(carried),
                             /*isTree=*/true);
  }

  Value read(SweepEmitter &emitter, unsigned operand, bool isVector,
             int64_t vector, int64_t lane) override {
    const OperandView &view = emitter.getView(operand);
    return memref::LoadOp::create(emitter.builder, emitter.loc, view.buffer,
                                  emitter.getIndices(view, 0, 0));
  }

  void write(SweepEmitter &emitter, unsigned output,
             ArrayRef<Value> values) override {
    const OperandView &view = emitter.getOutputView(output);
    memref::StoreOp::create(emitter.builder, emitter.loc, values.front(),
                            view.buffer, emitter.getIndices(view, 0, 0));
  }

  void combine(SweepEmitter &, ArrayRef<ReductionKind>,
               MutableArrayRef<Value>) override {}
};

struct TestEmitScalar
    : PassWrapper<TestEmitScalar, OperationPass<func::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(TestEmitScalar)

  StringRef getArgument() const override { return "test-norm-emit-scalar"; }
  StringRef getDescription() const override {
    return "Write every norm.kernel on buffers as scalar loops.";
  }
  void getDependentDialects(DialectRegistry &registry) const override {
    registry.insert<affine::AffineDialect, arith::ArithDialect,
                    memref::MemRefDialect, scf::SCFDialect>();
  }

  void runOnOperation() override {
    SmallVector<KernelOp> kernels;
    getOperation().walk([&](KernelOp kernel) {
      if (kernel.getNumResults() == 0)
        kernels.push_back(kernel);
    });
    for (KernelOp kernel : kernels) {
      SweepAnalysis sweeps(kernel);
      KernelLayout layout(kernel, sweeps, /*assumeDense=*/false);
      SweepPlan plan(kernel, sweeps, layout, std::nullopt, {},
                     /*hasRest=*/false);
      OpBuilder builder(kernel);
      ScalarTarget target;
      SweepEmitter(builder, plan, target).emit();
      kernel.erase();
    }
  }
};

} // namespace

void norm::test::addEmitScalarPass(OpPassManager &manager) {
  manager.addNestedPass<func::FuncOp>(std::make_unique<TestEmitScalar>());
}

void norm::test::registerTestEmitScalarPass() {
  PassRegistration<TestEmitScalar>();
}
