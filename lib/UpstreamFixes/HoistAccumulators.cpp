//===- HoistAccumulators.cpp - Carry accumulators in registers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Support/Statistics.h"
#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "llvm/Support/DebugLog.h"

namespace mlir::norm {
#define GEN_PASS_DEF_HOISTACCUMULATORSPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

#define DEBUG_TYPE "norm-hoist-accumulators"
static mlir::norm::Statistic numHoisted(DEBUG_TYPE,
                                        "Accumulators carried in registers");

using namespace mlir;

namespace {

/// A value that a loop loads, combines and stores again in every iteration.
struct HoistedAccumulator {
  memref::LoadOp load;
  memref::StoreOp store;
  arith::AddFOp sum; // the combination, where it is a float sum
};

} // namespace

/// The buffer that `memref` is a view of.
static Value getBuffer(Value memref) {
  while (auto view = memref.getDefiningOp<ViewLikeOpInterface>())
    memref = view.getViewSource();
  return memref;
}

/// Whether the buffer is one that the function writes a result to, or an
/// argument of which it is said that nothing else points there.
static bool isResult(Value buffer) {
  auto argument = dyn_cast<BlockArgument>(buffer);
  auto function =
      argument
          ? dyn_cast<FunctionOpInterface>(argument.getOwner()->getParentOp())
          : nullptr;
  if (!function || argument.getArgNumber() >= function.getNumArguments())
    return false;
  unsigned number = argument.getArgNumber();
  return function.getArgAttr(number, "bufferize.result") ||
         function.getArgAttr(number, LLVM::LLVMDialect::getNoAliasAttrName());
}

/// Whether accesses to the two buffers never touch the same memory: they are
/// different, and one of them is allocated in this function or by the caller
/// for a result.
static bool areDistinct(Value first, Value second) {
  auto isLocal = [](Value buffer) {
    return isResult(buffer) ||
           isa_and_present<memref::AllocOp, memref::AllocaOp>(
               buffer.getDefiningOp());
  };
  return first != second && (isLocal(first) || isLocal(second));
}

/// All loads and stores in `loop`; failure where something else may touch
/// memory.
static FailureOr<SmallVector<Operation *>> collectAccesses(scf::ForOp loop) {
  SmallVector<Operation *> accesses;
  WalkResult result = loop.getBody()->walk([&](Operation *op) {
    if (isa<memref::LoadOp, memref::StoreOp>(op)) {
      accesses.push_back(op);
      return WalkResult::advance();
    }
    bool recurses = op->hasTrait<OpTrait::HasRecursiveMemoryEffects>();
    return recurses || isMemoryEffectFree(op) ? WalkResult::advance()
                                              : WalkResult::interrupt();
  });
  if (result.wasInterrupted())
    return failure();
  return accesses;
}

static Value getAccessed(Operation *access) {
  if (auto load = dyn_cast<memref::LoadOp>(access))
    return load.getMemRef();
  return cast<memref::StoreOp>(access).getMemRef();
}

/// The accumulators of `loop`: buffer and indices do not change in the loop,
/// and no other access touches the buffer.
static SmallVector<HoistedAccumulator>
findAccumulators(scf::ForOp loop, ArrayRef<Operation *> accesses) {
  SmallVector<HoistedAccumulator> accumulators;
  for (auto store : loop.getBody()->getOps<memref::StoreOp>()) {
    if (!loop.isDefinedOutsideOfLoop(store.getMemRef()) ||
        !llvm::all_of(store.getIndices(), [&](Value index) {
          return loop.isDefinedOutsideOfLoop(index);
        }))
      continue;
    HoistedAccumulator accumulator{
        nullptr, store, store.getValue().getDefiningOp<arith::AddFOp>()};
    Value buffer = getBuffer(store.getMemRef());
    bool isPrivate = true;
    for (Operation *access : accesses) {
      auto load = dyn_cast<memref::LoadOp>(access);
      bool isPartner = load && !accumulator.load &&
                       load->getBlock() == store->getBlock() &&
                       load->isBeforeInBlock(store) &&
                       load.getMemRef() == store.getMemRef() &&
                       load.getIndices() == store.getIndices();
      if (isPartner)
        accumulator.load = load;
      else if (access != store &&
               !areDistinct(buffer, getBuffer(getAccessed(access))))
        isPrivate = false;
    }
    if (!isPrivate || !accumulator.load) {
      LDBG() << store << ": "
             << (isPrivate ? "stored but not loaded before"
                           : "another access may touch the buffer");
      continue;
    }
    // A sum may start at 0 where the old value goes into nothing but the sum.
    arith::AddFOp &sum = accumulator.sum;
    if (sum &&
        (!accumulator.load->hasOneUse() ||
         *accumulator.load->user_begin() != sum ||
         !bitEnumContainsAll(sum.getFastmath(), arith::FastMathFlags::reassoc)))
      sum = nullptr;
    accumulators.push_back(accumulator);
  }
  return accumulators;
}

/// Carries `accumulators` through `loop`; returns the new loop.
static scf::ForOp carryAccumulators(IRRewriter &rewriter, scf::ForOp loop,
                                    ArrayRef<HoistedAccumulator> accumulators) {
  Location loc = loop.getLoc();
  rewriter.setInsertionPoint(loop);
  SmallVector<Value> outer, inits;
  for (HoistedAccumulator accumulator : accumulators) {
    outer.push_back(memref::LoadOp::create(rewriter, loc,
                                           accumulator.load.getMemRef(),
                                           accumulator.load.getIndices()));
    Type type = outer.back().getType();
    inits.push_back(accumulator.sum
                        ? arith::ConstantOp::create(rewriter, loc,
                                                    rewriter.getZeroAttr(type))
                              .getResult()
                        : outer.back());
  }
  auto yields = [&](OpBuilder &, Location, ArrayRef<BlockArgument>) {
    return llvm::map_to_vector(accumulators, [](HoistedAccumulator a) {
      return Value(a.store.getValue());
    });
  };
  size_t carried = loop.getNumResults();
  auto replaced = cast<scf::ForOp>(*loop.replaceWithAdditionalYields(
      rewriter, inits, /*replaceInitOperandUsesInLoop=*/false, yields));
  rewriter.setInsertionPointAfter(replaced);
  for (auto [index, entry] : llvm::enumerate(accumulators)) {
    HoistedAccumulator accumulator = entry;
    Value result = replaced.getResult(carried + index);
    if (accumulator.sum)
      result = arith::AddFOp::create(rewriter, loc, outer[index], result,
                                     arith::FastMathFlags::reassoc);
    memref::StoreOp::create(rewriter, loc, result,
                            accumulator.store.getMemRef(),
                            accumulator.store.getIndices());
    rewriter.replaceOp(accumulator.load,
                       replaced.getRegionIterArgs()[carried + index]);
    rewriter.eraseOp(accumulator.store);
  }
  return replaced;
}

/// Whether sums of `loop` round noticeably: a sum of f32 or less, or one of f64
/// over elements that are f64 themselves. An f64 sum of narrower elements has
/// bits to spare.
static bool isWorkingPrecision(scf::ForOp loop) {
  if (llvm::any_of(loop.getResultTypes(), [](Type type) {
        return isa<FloatType>(type) && type.getIntOrFloatBitWidth() <= 32;
      }))
    return true;
  return loop.getBody()
      ->walk([&](memref::LoadOp load) {
        bool isElement =
            load.getType().isF64() &&
            llvm::is_contained(load.getIndices(), loop.getInductionVar());
        return isElement ? WalkResult::interrupt() : WalkResult::advance();
      })
      .wasInterrupted();
}

/// Whether LLVM vectorizes a loop of sums: it is innermost and reads
/// neighbouring elements.
static bool isVectorized(scf::ForOp loop) {
  if (!loop.getBody()->getOps<scf::ForOp>().empty())
    return false;
  Value step = loop.getInductionVar();
  bool readsNeighbours = false;
  for (auto load : loop.getBody()->getOps<memref::LoadOp>()) {
    auto indices = load.getIndices();
    if (!llvm::is_contained(indices, step))
      continue;
    if (llvm::is_contained(indices.drop_back(), step) ||
        !load.getMemRefType().areTrailingDimsContiguous(1))
      return false;
    readsNeighbours = true;
  }
  return readsNeighbours;
}

/// Splits a loop that carries nothing but float sums from 0 into blocks of
/// `blockSize` iterations, each with its own sums. Returns the loop of a block.
static scf::ForOp splitIntoBlocks(IRRewriter &rewriter, scf::ForOp loop,
                                  int64_t blockSize) {
  std::optional<int64_t> lower = getConstantIntValue(loop.getLowerBound());
  std::optional<int64_t> upper = getConstantIntValue(loop.getUpperBound());
  if (getConstantIntValue(loop.getStep()) != 1 ||
      (lower && upper && *upper - *lower <= blockSize))
    return loop;
  Location loc = loop.getLoc();
  rewriter.setInsertionPoint(loop);
  Value step = arith::ConstantIndexOp::create(rewriter, loc, blockSize);
  scf::ForOp block;
  auto blocks = scf::ForOp::create(
      rewriter, loc, loop.getLowerBound(), loop.getUpperBound(), step,
      loop.getInitArgs(),
      [&](OpBuilder &builder, Location nestedLoc, Value begin,
          ValueRange totals) {
        // Not begin + blockSize, which could overflow: the block ends at the
        // smaller of the two distances.
        Value left = arith::SubIOp::create(builder, nestedLoc,
                                           loop.getUpperBound(), begin);
        Value length = arith::MinUIOp::create(builder, nestedLoc, left, step);
        Value end = arith::AddIOp::create(builder, nestedLoc, begin, length);
        IRMapping mapping;
        block = cast<scf::ForOp>(builder.clone(*loop, mapping));
        block.setLowerBound(begin);
        block.setUpperBound(end);
        SmallVector<Value> sums;
        for (auto [total, sum] : llvm::zip_equal(totals, block.getResults()))
          sums.push_back(arith::AddFOp::create(builder, nestedLoc, total, sum));
        scf::YieldOp::create(builder, nestedLoc, sums);
      });
  rewriter.replaceOp(loop, blocks);
  return block;
}

/// Splits a loop into blocks of blocks: at most `chainLength` sums of one level
/// are added one after the other, but for the outermost of three.
static void splitIntoTree(IRRewriter &rewriter, scf::ForOp loop,
                          int64_t blockSize, int64_t chainLength) {
  int64_t leaf = chainLength;
  if (isVectorized(loop)) {
    leaf = blockSize;
  } else {
    // Nothing is gained by another order here.
    for (Value sum : loop.getYieldedValues())
      sum.getDefiningOp<arith::AddFOp>().setFastmath(
          arith::FastMathFlags::none);
  }
  for (int64_t size :
       {leaf * chainLength * chainLength, leaf * chainLength, leaf})
    loop = splitIntoBlocks(rewriter, loop, size);
}

namespace {

struct HoistAccumulators
    : norm::impl::HoistAccumulatorsPassBase<HoistAccumulators> {
  using HoistAccumulatorsPassBase::HoistAccumulatorsPassBase;

  void runOnOperation() override {
    for (const Option<int64_t> *option : {&blockSize, &chainLength}) {
      // Three levels of them are multiplied.
      if (*option >= 1 && *option <= int64_t(1) << 20)
        continue;
      getOperation()->emitError()
          << "expects " << option->getArgStr() << " from 1 to 2^20; got "
          << option->getValue();
      return signalPassFailure();
    }
    // Inner loops first: what they load before and store after is carried by
    // the loop around them.
    SmallVector<scf::ForOp> loops;
    getOperation()->walk([&](scf::ForOp loop) { loops.push_back(loop); });
    IRRewriter rewriter(&getContext());
    for (scf::ForOp loop : loops) {
      FailureOr<SmallVector<Operation *>> accesses = collectAccesses(loop);
      if (failed(accesses)) {
        LDBG() << loop.getLoc() << ": something in the loop may touch memory";
        continue;
      }
      SmallVector<HoistedAccumulator> accumulators =
          findAccumulators(loop, *accesses);
      if (accumulators.empty())
        continue;
      numHoisted += accumulators.size();
      bool sumsOnly =
          loop.getNumResults() == 0 &&
          llvm::all_of(accumulators,
                       [](const HoistedAccumulator &a) { return bool(a.sum); });
      scf::ForOp carried = carryAccumulators(rewriter, loop, accumulators);
      if (sumsOnly && isWorkingPrecision(carried))
        splitIntoTree(rewriter, carried, blockSize, chainLength);
    }
  }
};

} // namespace
