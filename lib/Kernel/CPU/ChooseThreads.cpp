//===- ChooseThreads.cpp - Parallel regions that learn whether to fork ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a fork costs depends on whether the workers wait awake, on what else
// the processors do and on what they share, so that nothing but the time that
// calls take tells whether threads are worth it.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/OpenMP/OpenMPDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Parser/Parser.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CHOOSETHREADSPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

/// A state is the number of calls, and the seconds that calls took: on the
/// calling thread, and on all. It is read and written without order: threads
/// that call at a time may lose each other's notes, which are there to be
/// replaced.
///
/// The first four calls fork, the first of which creates the workers; the next
/// two do not. Then the faster way is taken, and two calls in a row take the
/// other, whose first may wake the workers and is not noted: after 8, 16, 32
/// calls and so on, for what is learned first may come from a bad moment, and
/// in each 256. A time that is noted is the least one seen, growing by an
/// eighth with every call that takes longer, so that one disturbed call changes
/// nothing.
static constexpr StringLiteral kHelpers = R"mlir(
llvm.func @omp_get_wtime() -> f64
func.func private @norm_choose_threads(%state: !llvm.ptr) -> (i1, f64) attributes {llvm.linkage = #llvm.linkage<internal>, passthrough = ["noinline"]} {
  %none = arith.constant -1.0 : f64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %forking = arith.constant 4 : i64
  %starting = arith.constant 6 : i64
  %period = arith.constant 255 : i64
  %probe = arith.constant 254 : i64
  %begin = arith.constant 0 : i64
  %serial_at = llvm.getelementptr %state[8] : (!llvm.ptr) -> !llvm.ptr, i8
  %threads_at = llvm.getelementptr %state[16] : (!llvm.ptr) -> !llvm.ptr, i8
  %calls = llvm.load %state atomic unordered {alignment = 8 : i64} : !llvm.ptr -> i64
  %serial = llvm.load %serial_at atomic unordered {alignment = 8 : i64} : !llvm.ptr -> f64
  %threads = llvm.load %threads_at atomic unordered {alignment = 8 : i64} : !llvm.ptr -> f64
  %next = arith.addi %calls, %one : i64
  llvm.store %next, %state atomic unordered {alignment = 8 : i64} : i64, !llvm.ptr
  %is_better = arith.cmpf ole, %threads, %serial : f64
  %phase = arith.andi %calls, %period : i64
  %is_late = arith.cmpi uge, %phase, %probe : i64
  %before = arith.subi %calls, %one : i64
  %before_that = arith.subi %calls, %two : i64
  %bits = arith.andi %calls, %before : i64
  %bits_before = arith.andi %before, %before_that : i64
  %is_power = arith.cmpi eq, %bits, %begin : i64
  %follows_power = arith.cmpi eq, %bits_before, %begin : i64
  %is_early = arith.ori %is_power, %follows_power : i1
  %is_probe = arith.ori %is_late, %is_early : i1
  %chosen = arith.xori %is_better, %is_probe : i1
  %is_start = arith.cmpi ult, %calls, %starting : i64
  %is_first = arith.cmpi ult, %calls, %forking : i64
  %fork = arith.select %is_start, %is_first, %chosen : i1
  %creates = arith.cmpi eq, %calls, %begin : i64
  %is_first_late = arith.cmpi eq, %phase, %probe : i64
  %may_wake = arith.ori %is_first_late, %is_power : i1
  %is_beyond = arith.cmpi uge, %calls, %starting : i64
  %wakes = arith.andi %may_wake, %is_beyond : i1
  %is_unnoted = arith.ori %creates, %wakes : i1
  %start = scf.if %is_unnoted -> f64 {
    scf.yield %none : f64
  } else {
    %now = llvm.call @omp_get_wtime() : () -> f64
    scf.yield %now : f64
  }
  return %fork, %start : i1, f64
}
func.func private @norm_note_time(%state: !llvm.ptr, %fork: i1, %start: f64) attributes {llvm.linkage = #llvm.linkage<internal>, passthrough = ["noinline"]} {
  %zero = arith.constant 0.0 : f64
  %growth = arith.constant 1.125 : f64
  %is_noted = arith.cmpf oge, %start, %zero : f64
  scf.if %is_noted {
    %now = llvm.call @omp_get_wtime() : () -> f64
    %time = arith.subf %now, %start : f64
    %serial_at = llvm.getelementptr %state[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %threads_at = llvm.getelementptr %state[16] : (!llvm.ptr) -> !llvm.ptr, i8
    %at = arith.select %fork, %threads_at, %serial_at : !llvm.ptr
    %old = llvm.load %at atomic unordered {alignment = 8 : i64} : !llvm.ptr -> f64
    %grown = arith.mulf %old, %growth : f64
    %is_new = arith.cmpf oeq, %old, %zero : f64
    %is_less = arith.cmpf olt, %time, %grown : f64
    %takes = arith.ori %is_new, %is_less : i1
    %noted = arith.select %takes, %time, %grown : f64
    llvm.store %noted, %at atomic unordered {alignment = 8 : i64} : f64, !llvm.ptr
  }
  return
}
)mlir";

static constexpr StringLiteral kChoose = "norm_choose_threads",
                               kNote = "norm_note_time";

/// The bytes of a state, and how many there are for a size that is known when
/// the kernel is called: one for every power of two from the least that forks.
static constexpr int64_t kStateBytes = 24, kStates = 12;

namespace {

/// Where threads start if a condition holds.
struct Fork {
  Operation *op;
  OpOperand *condition;

  /// That of a region: of its if clause, or of the branch that it is.
  static std::optional<Fork> of(omp::ParallelOp region) {
    if (region.getIfExpr())
      return Fork{region, &*region.getIfExprMutable().begin()};
    auto branch = dyn_cast<scf::IfOp>(region->getParentOp());
    if (branch && branch.elseBlock() &&
        region->getBlock() == branch.thenBlock() &&
        llvm::hasSingleElement(branch.thenBlock()->without_terminator()))
      return Fork{branch, &branch.getConditionMutable()};
    return std::nullopt;
  }
};

struct ChooseThreads : norm::impl::ChooseThreadsPassBase<ChooseThreads> {
  void runOnOperation() override {
    SmallVector<Fork> forks;
    getOperation().walk([&](omp::ParallelOp region) {
      std::optional<Fork> fork = Fork::of(region);
      if (fork && !matchPattern(fork->condition->get(), m_Zero()))
        forks.push_back(*fork);
    });
    if (forks.empty())
      return;
    SymbolTable symbols(getOperation());
    if (failed(addHelpers(symbols)))
      return signalPassFailure();
    for (const Fork &fork : forks)
      choose(fork, symbols);
  }

private:
  LogicalResult addHelpers(SymbolTable &symbols) {
    OwningOpRef<ModuleOp> helpers =
        parseSourceString<ModuleOp>(kHelpers, &getContext());
    if (!helpers)
      return failure();
    for (Operation &op : llvm::make_early_inc_range(*helpers->getBody())) {
      auto name = cast<SymbolOpInterface>(op).getNameAttr();
      if (Operation *known = symbols.lookup(name)) {
        if (!isa<LLVM::LLVMFuncOp>(known))
          return known->emitError()
                 << "the name '" << name.getValue()
                 << "' is that of a function which threads need";
        continue;
      }
      op.remove();
      symbols.insert(&op, getOperation().getBody()->begin());
    }
    return success();
  }

  /// The states of one region, all zeros.
  LLVM::GlobalOp createStates(SymbolTable &symbols, Location loc,
                              int64_t count) {
    OpBuilder builder(&getContext());
    auto type =
        LLVM::LLVMArrayType::get(builder.getI64Type(), count * kStateBytes / 8);
    auto states = LLVM::GlobalOp::create(
        builder, loc, type, /*isConstant=*/false, LLVM::Linkage::Internal,
        "norm_threads_state",
        builder.getZeroAttr(RankedTensorType::get(count * kStateBytes / 8,
                                                  builder.getI64Type())),
        /*alignment=*/8);
    symbols.insert(states, getOperation().getBody()->begin());
    return states;
  }

  /// The number of the state for `bytes`, of which there are at least `least`.
  static Value getStateNumber(OpBuilder &builder, Location loc, Value bytes,
                              Value least) {
    Type i64 = builder.getI64Type();
    auto constant = [&](int64_t value) -> Value {
      return arith::ConstantIntOp::create(builder, loc, i64, value);
    };
    Value times = arith::DivUIOp::create(builder, loc, bytes, least);
    Value wide = arith::IndexCastOp::create(builder, loc, i64, times);
    Value zeros = math::CountLeadingZerosOp::create(builder, loc, wide);
    Value number = arith::SubIOp::create(builder, loc, constant(63), zeros);
    return arith::MinUIOp::create(builder, loc, number, constant(kStates - 1));
  }

  /// The address of the state that a call takes.
  Value getState(OpBuilder &builder, const Fork &fork, SymbolTable &symbols) {
    Location loc = fork.op->getLoc();
    auto comparison = fork.condition->get().getDefiningOp<arith::CmpIOp>();
    bool hasBytes = comparison &&
                    comparison.getPredicate() == arith::CmpIPredicate::uge &&
                    comparison.getLhs().getType().isIndex();
    Value states = LLVM::AddressOfOp::create(
        builder, loc, createStates(symbols, loc, hasBytes ? kStates : 1));
    if (!hasBytes)
      return states;
    Value number =
        getStateNumber(builder, loc, comparison.getLhs(), comparison.getRhs());
    Value offset = arith::MulIOp::create(
        builder, loc, number,
        arith::ConstantIntOp::create(builder, loc, builder.getI64Type(),
                                     kStateBytes));
    return LLVM::GEPOp::create(builder, loc, states.getType(),
                               builder.getI8Type(), states, offset);
  }

  void choose(const Fork &fork, SymbolTable &symbols) {
    OpBuilder builder(fork.op);
    Location loc = fork.op->getLoc();
    Value state = getState(builder, fork, symbols);
    Type i1 = builder.getI1Type(), f64 = builder.getF64Type();
    auto choice = scf::IfOp::create(
        builder, loc, fork.condition->get(),
        [&](OpBuilder &b, Location) {
          auto call =
              func::CallOp::create(b, loc, kChoose, TypeRange{i1, f64}, state);
          scf::YieldOp::create(b, loc, call.getResults());
        },
        [&](OpBuilder &b, Location) {
          Value no = arith::ConstantIntOp::create(b, loc, i1, 0);
          Value unnoted =
              arith::ConstantOp::create(b, loc, b.getF64FloatAttr(-1.0));
          scf::YieldOp::create(b, loc, ValueRange{no, unnoted});
        });
    fork.condition->set(choice.getResult(0));
    builder.setInsertionPointAfter(fork.op);
    func::CallOp::create(
        builder, loc, kNote, TypeRange{},
        ValueRange{state, choice.getResult(0), choice.getResult(1)});
  }
};

} // namespace
