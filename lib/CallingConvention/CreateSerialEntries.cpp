//===- CreateSerialEntries.cpp - Create the __serial entries ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/OpenMP/OpenMPDialect.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CREATESERIALENTRIESPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The loop that is all that the threads of `region` share; null where there
/// is none such.
omp::LoopNestOp getSharedLoop(omp::ParallelOp region) {
  if (!region.getRegion().hasOneBlock())
    return nullptr;
  omp::LoopNestOp found;
  for (auto worksharing : region.getOps<omp::WsloopOp>()) {
    auto nest = dyn_cast<omp::LoopNestOp>(worksharing.getWrappedLoop());
    if (found || !nest || nest.getNumLoops() != 1 ||
        worksharing->getNumOperands() != 0 || !nest.getRegion().hasOneBlock())
      return nullptr;
    found = nest;
  }
  return found;
}

/// What a loop reads of its surroundings: `passed` as arguments, `repeated` as
/// copies of the ops, each after its operands.
struct Captures {
  SetVector<Value> passed;
  SetVector<Operation *> repeated;

  void add(Value value) {
    Operation *op = value.getDefiningOp();
    // Constants are known to the loop's code, and vectors stay in registers.
    bool isRepeated =
        op && op->getNumRegions() == 0 && isPure(op) &&
        (matchPattern(op, m_Constant()) || isa<VectorType>(value.getType()));
    if (!isRepeated) {
      passed.insert(value);
      return;
    }
    for (Value operand : op->getOperands())
      add(operand);
    repeated.insert(op);
  }
};

/// Moves the body of `nest` into a function of a range of iterations, and calls
/// that for all of them in place of the loop.
func::CallOp outline(SymbolTable &symbols, func::FuncOp function,
                     omp::LoopNestOp nest) {
  Location loc = nest.getLoc();
  SetVector<Value> above;
  getUsedValuesDefinedAbove(nest.getRegion(), above);
  Captures captures;
  for (Value value : above)
    captures.add(value);

  OpBuilder builder(nest.getContext());
  Type index = builder.getIndexType();
  SmallVector<Value> passed = captures.passed.takeVector();
  SmallVector<Type> types =
      llvm::map_to_vector(passed, [](Value value) { return value.getType(); });
  types.append({index, index});
  auto loop = func::FuncOp::create(loc, (function.getName() + "__loop").str(),
                                   builder.getFunctionType(types, {}));
  loop.setPrivate();
  loop->setAttr("llvm.linkage",
                LLVM::LinkageAttr::get(nest.getContext(),
                                       LLVM::linkage::Linkage::Internal));
  symbols.insert(loop, std::next(function->getIterator()));
  Block *entry = loop.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  IRMapping mapping;
  mapping.map(passed, entry->getArguments().drop_back(2));
  for (Operation *op : captures.repeated)
    builder.clone(*op, mapping);
  Value step = arith::ConstantIndexOp::create(builder, loc, 1);
  auto body = scf::ForOp::create(builder, loc, entry->getArguments().end()[-2],
                                 entry->getArguments().back(), step);
  func::ReturnOp::create(builder, loc);
  Block &iteration = nest.getRegion().front();
  mapping.map(iteration.getArgument(0), body.getInductionVar());
  builder.setInsertionPointToStart(body.getBody());
  for (Operation &op : iteration.without_terminator())
    builder.clone(op, mapping);

  auto worksharing = cast<omp::WsloopOp>(nest->getParentOp());
  builder.setInsertionPoint(worksharing);
  passed.push_back(nest.getLoopLowerBounds().front());
  passed.push_back(nest.getLoopUpperBounds().front());
  auto call = func::CallOp::create(builder, loc, loop, passed);
  worksharing.erase();
  return call;
}

/// A function of LLVM's OpenMP runtime.
LLVM::LLVMFuncOp getRuntimeFunction(SymbolTable &symbols, StringRef name,
                                    Type result, ArrayRef<Type> arguments) {
  if (auto known = symbols.lookup<LLVM::LLVMFuncOp>(name))
    return known;
  auto module = cast<ModuleOp>(symbols.getOp());
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  auto function =
      LLVM::LLVMFuncOp::create(builder, module.getLoc(), name,
                               LLVM::LLVMFunctionType::get(result, arguments));
  symbols.insert(function);
  return function;
}

/// Calls the loop for the iterations of the thread, as a worksharing loop of
/// the static schedule has them. The runtime's functions are those that
/// compilers call, which no other OpenMP in the process defines.
void shareIterations(SymbolTable &symbols, func::CallOp call) {
  OpBuilder builder(call);
  Location loc = call.getLoc();
  Type pointer = LLVM::LLVMPointerType::get(call.getContext());
  Type i32 = builder.getI32Type(), i64 = builder.getI64Type();
  Type none = LLVM::LLVMVoidType::get(call.getContext());
  auto constant = [&](Type type, int64_t value) -> Value {
    return LLVM::ConstantOp::create(builder, loc, type, value);
  };
  Value place = LLVM::ZeroOp::create(builder, loc, pointer);
  Value one = constant(i64, 1);
  Value thread = LLVM::CallOp::create(
                     builder, loc,
                     getRuntimeFunction(symbols, "__kmpc_global_thread_num",
                                        i32, {pointer}),
                     place)
                     .getResult();
  auto allocate = [&](Type type, Value value) -> Value {
    Value address = LLVM::AllocaOp::create(builder, loc, pointer, type, one);
    LLVM::StoreOp::create(builder, loc, value, address);
    return address;
  };
  // From the first iteration to the last one, both included.
  OperandRange operands = call.getOperands();
  auto toInteger = [&](Value value) -> Value {
    return arith::IndexCastOp::create(builder, loc, i64, value);
  };
  Value last =
      arith::SubIOp::create(builder, loc, toInteger(operands.back()), one);
  Value isLast = allocate(i32, constant(i32, 0));
  Value lower = allocate(i64, toInteger(operands.end()[-2]));
  Value upper = allocate(i64, last);
  Value stride = allocate(i64, one);
  constexpr int64_t kStatic = 34; // kmp_sch_static
  LLVM::CallOp::create(builder, loc,
                       getRuntimeFunction(symbols, "__kmpc_for_static_init_8",
                                          none,
                                          {pointer, i32, i32, pointer, pointer,
                                           pointer, pointer, i64, i64}),
                       ValueRange{place, thread, constant(i32, kStatic), isLast,
                                  lower, upper, stride, one, one});
  Value from = LLVM::LoadOp::create(builder, loc, i64, lower);
  Value end = LLVM::LoadOp::create(builder, loc, i64, upper);
  end = arith::AddIOp::create(
      builder, loc, arith::MinSIOp::create(builder, loc, end, last), one);
  Type index = builder.getIndexType();
  unsigned count = call.getNumOperands();
  call.setOperand(count - 2,
                  arith::IndexCastOp::create(builder, loc, index, from));
  call.setOperand(count - 1,
                  arith::IndexCastOp::create(builder, loc, index, end));
  builder.setInsertionPointAfter(call);
  LLVM::CallOp::create(builder, loc,
                       getRuntimeFunction(symbols, "__kmpc_for_static_fini",
                                          none, {pointer, i32}),
                       ValueRange{place, thread});
}

/// Runs what threads would run on the calling thread: regions with a loop of
/// their own, which has become a call.
void dropThreads(func::FuncOp serial) {
  serial.walk([](omp::ParallelOp region) {
    if (!region.getRegion().hasOneBlock() ||
        !region.getOps<omp::WsloopOp>().empty())
      return;
    Block &block = region.getRegion().front();
    block.getTerminator()->erase();
    region->getBlock()->getOperations().splice(region->getIterator(),
                                               block.getOperations());
    region.erase();
  });
}

/// A region with an if clause, whose loop has become a call, starts threads
/// where the condition holds; elsewhere the caller makes the call itself: a
/// region of one thread would take a microsecond.
void callWithoutThreads(func::CallOp call) {
  auto region = call->getParentOfType<omp::ParallelOp>();
  Value condition = region.getIfExpr();
  if (!condition)
    return;
  OpBuilder builder(region);
  auto choice = scf::IfOp::create(builder, region.getLoc(), condition,
                                  /*withElseRegion=*/true);
  builder.setInsertionPoint(choice.elseYield());
  for (Operation &op : region.getRegion().front().without_terminator())
    builder.clone(op);
  region.getIfExprMutable().clear();
  region->moveBefore(choice.thenYield());
}

/// Copies functions of one module that start no threads.
class SerialCopier {
public:
  explicit SerialCopier(SymbolTable &symbols) : symbols(symbols) {}

  /// A copy of `function`, and of what it calls, under this name.
  void copy(func::FuncOp function, StringRef name) {
    func::FuncOp serial = function.clone();
    serial.setName(name);
    serial->setAttr(NormDialect::getSerialAttrName(),
                    UnitAttr::get(function.getContext()));
    symbols.insert(serial, std::next(function->getIterator()));
    copies[function] = serial;
    dropThreads(serial);
    serial.walk([&](func::CallOp call) {
      auto callee = symbols.lookup<func::FuncOp>(call.getCallee());
      if (!callee || !mayStartThreads(callee))
        return;
      if (!copies.contains(callee))
        copy(callee, (callee.getName() + "__serial").str());
      call.setCallee(copies[callee].getName());
    });
  }

private:
  /// Whether there is anything in `function` that runs on threads, or what
  /// later passes make such of.
  bool mayStartThreads(func::FuncOp function) {
    if (function.isExternal())
      return false;
    auto [known, isNew] = threaded.try_emplace(function, false);
    if (!isNew)
      return known->second;
    bool isThreaded =
        function
            .walk([&](Operation *op) {
              auto call = dyn_cast<func::CallOp>(op);
              auto callee = call
                                ? symbols.lookup<func::FuncOp>(call.getCallee())
                                : func::FuncOp();
              return WalkResult(isa<omp::ParallelOp, scf::ParallelOp,
                                        linalg::LinalgOp, memref::CopyOp>(op) ||
                                        (callee && mayStartThreads(callee))
                                    ? WalkResult::interrupt()
                                    : WalkResult::advance());
            })
            .wasInterrupted();
    return threaded[function] = isThreaded;
  }

  SymbolTable &symbols;
  llvm::DenseMap<Operation *, func::FuncOp> copies;
  llvm::DenseMap<Operation *, bool> threaded;
};

struct CreateSerialEntries
    : norm::impl::CreateSerialEntriesPassBase<CreateSerialEntries> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    SmallVector<func::FuncOp> entries;
    SmallVector<func::CallOp> calls;
    for (auto function :
         llvm::to_vector(getOperation().getOps<func::FuncOp>())) {
      // An entry that checks sizes computes nothing.
      if (function.isExternal() || function.getName().ends_with("__prepare"))
        continue;
      function.walk([&](omp::ParallelOp region) {
        if (omp::LoopNestOp nest = getSharedLoop(region))
          calls.push_back(outline(symbols, function, nest));
      });
      if (!function.isPublic())
        continue;
      entries.push_back(function);
      std::string name = (function.getName() + "__serial").str();
      if (Operation *other = symbols.lookup(name)) {
        other->emitError() << "expects no symbol @" << name
                           << ", the name of the serial entry of @"
                           << function.getName();
        return signalPassFailure();
      }
    }
    SerialCopier copier(symbols);
    for (func::FuncOp entry : entries)
      copier.copy(entry, (entry.getName() + "__serial").str());
    for (func::CallOp call : calls) {
      callWithoutThreads(call);
      shareIterations(symbols, call);
    }
  }
};

} // namespace
