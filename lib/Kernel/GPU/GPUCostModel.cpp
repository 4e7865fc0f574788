//===- GPUCostModel.cpp - What is fast on a GPU ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GPUCostModel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Bytes of a row that a thread keeps in registers at most: with 1024 threads
/// there are 64 registers for each, and sums, addresses and parameters take
/// three quarters.
constexpr int64_t kKeptBytes = 64;

/// Values of a row that a thread takes in one iteration at most: each is there
/// as f32, too.
constexpr int64_t kMostValues = 16;

/// Values of a row that a thread of a row on its own takes, where there are
/// threads enough: below that, the exchange takes longer than the sums.
constexpr int64_t kWantedValues = 16;

/// The same where the length of rows is known at run time only: such code has
/// several functions, whose length is the time that they take to compile.
constexpr int64_t kWantedAtRunTime = 8;

/// Threads of the largest block, and blocks of the largest cluster that every
/// GPU with clusters runs.
constexpr int64_t kMostThreads = 1024, kMostBlocks = 8;

/// Threads of a block where nothing asks for more or for less.
constexpr int64_t kBlockThreads = 256;

/// Elements of a row's group, where it is one of an image's or is not, above
/// which blocks share it: other groups are rarely few.
constexpr int64_t kLongestImage = 1 << 14, kLongestRow = 1 << 17;

/// Blocks that groups are cut into: points of the smallest one, points where
/// sizes are known at run time only, and how many there are at most, which what
/// reads the sums adds up.
struct Cut {
  int64_t least, atRunTime, mostBlocks;
};
constexpr Cut kRowCut = {1 << 12, 1 << 14, 64};
constexpr Cut kColumnCut = {64, 512, 128};

/// The dimension that vectors run along where no operand has neighbours next to
/// each other: the innermost that is reduced, or is there at all.
unsigned getInnermost(KernelOp kernel, const SweepAnalysis &sweeps) {
  int last = sweeps.getReduced().find_last();
  return last >= 0 ? last : kernel.getNumDims() - 1;
}

/// Elements of an access: as many as fill it of the narrowest elements that
/// each point of the axis has, and that divide the axis.
int64_t chooseLanes(KernelOp kernel, const KernelLayout &layout,
                    unsigned axis) {
  int64_t bytes = kAccessBytes;
  for (auto [number, operand] : llvm::enumerate(kernel.getMapped()))
    if (layout.getStride(number, axis).isOne())
      bytes = std::min(bytes, getElementBytes(operand.getType()));
  int64_t lanes = kAccessBytes / bytes;
  const SizeProduct &size = layout.getAxes()[axis].size;
  if (size.isStatic())
    while (size.coefficient % lanes != 0)
      lanes /= 2;
  return lanes;
}

/// Whether `dims` are all dimensions that have more than one index.
bool hasAllDims(KernelOp kernel, const llvm::SmallBitVector &dims) {
  for (unsigned dim = 0; dim < dims.size(); ++dim)
    if (!dims.test(dim) && kernel.getStaticSizes()[dim] != 1)
      return false;
  return true;
}

/// The axis that vectors run along: that of results which have the points that
/// share sums, where no operand has all of the space.
std::optional<unsigned> chooseAxis(KernelOp kernel, const KernelLayout &layout,
                                   const llvm::SmallBitVector &points) {
  auto varies = [&](unsigned operand, unsigned axis) {
    return !layout.getStride(operand, axis).isZero();
  };
  unsigned numAxes = layout.getAxes().size();
  unsigned numInputs = kernel.getInputs().size();
  bool isMerge = points.any();
  for (unsigned operand = 0; operand < kernel.getMapped().size(); ++operand) {
    bool isAll = true;
    for (unsigned axis = 0; axis < numAxes; ++axis)
      isAll &= varies(operand, axis);
    isMerge &= !isAll;
  }
  for (unsigned result = numInputs;
       isMerge && result < kernel.getMapped().size(); ++result)
    for (unsigned axis = numAxes; axis-- > 0;)
      if (layout.getStride(result, axis).isOne() &&
          llvm::any_of(llvm::seq(numAxes), [&](unsigned other) {
            return points.test(layout.getAxes()[other].dims.front()) &&
                   varies(result, other);
          }))
        return axis;
  return layout.chooseVectorAxis();
}

/// Whether a kernel reduces its groups by blocks.
bool reducesByBlocks(KernelOp kernel) {
  return llvm::any_of(kernel.getBody().front().getOps<ReduceOp>(),
                      [&](ReduceOp reduce) {
                        return reduce.getBy() && !kernel.isOuter(reduce);
                      });
}

/// Points of a group, where they are known.
std::optional<int64_t> countReduced(KernelOp kernel,
                                    const SweepAnalysis &sweeps) {
  int64_t points = 1;
  for (unsigned dim : sweeps.getReduced().set_bits()) {
    int64_t size = kernel.getStaticSizes()[dim];
    if (ShapedType::isDynamic(size) || llvm::MulOverflow(points, size, points))
      return std::nullopt;
  }
  return points;
}

/// Bytes that more than one sweep reads at a point of the reduced space.
int64_t getKeptBytes(KernelOp kernel, const SweepAnalysis &sweeps) {
  llvm::SmallBitVector seen(kernel.getInputs().size()), kept = seen;
  for (unsigned sweep = 0; sweep < sweeps.getNumSweeps(); ++sweep)
    for (unsigned input : sweeps.getInputs(sweep)) {
      if (seen.test(input))
        kept.set(input);
      seen.set(input);
    }
  int64_t bytes = 0;
  for (unsigned input : kept.set_bits())
    bytes += getElementBytes(kernel.getInputs()[input].getType());
  return std::max<int64_t>(1, bytes);
}

/// How a row is taken: vectors of a thread, threads of a block, rows of a
/// block, blocks of a row.
struct RowShape {
  int64_t unroll, threads, groups, cluster;
};

/// Chooses among shapes of rows for vectors of `lanes` values, of which a
/// thread keeps `kept`.
struct RowShaper {
  int64_t lanes, kept;

  int64_t getWanted() const {
    return std::max<int64_t>(1, kWantedValues / lanes);
  }
  /// Rows of `threads` threads, of which several are in a block where a row is
  /// a warp or less.
  RowShape share(int64_t unroll, int64_t threads) const {
    constexpr int64_t blockThreads = 4 * kWarp;
    return {unroll, threads,
            threads <= kWarp ? blockThreads / threads : int64_t(1), 1};
  }
  /// A row of `vectors` vectors in one block.
  RowShape shape(int64_t vectors) const;
  /// In a cluster, where it is longer than `longest` vectors.
  RowShape shape(int64_t vectors, int64_t longest) const;
};

/// Vectors along a kept dimension that a block takes beside each other.
int64_t countNeighbours(const KernelLayout &layout, unsigned dim,
                        int64_t lanes) {
  const KernelAxis &axis = layout.getAxes()[*layout.getAxisOf(dim)];
  if (!axis.size.isStatic())
    return kWarp;
  int64_t vectors = llvm::divideCeil(axis.size.coefficient, lanes);
  return std::clamp<int64_t>(llvm::PowerOf2Ceil(vectors), kBlockThreads / kWarp,
                             kWarp);
}

/// Columns: neighbours beside each other, of which a few rows, as of a window,
/// are reduced by one thread.
GPUScheduleAttr shapeColumns(KernelOp kernel, const SweepAnalysis &sweeps,
                             const KernelLayout &layout, unsigned dim,
                             int64_t lanes) {
  int64_t groups = countNeighbours(layout, dim, lanes);
  int64_t threads = kBlockThreads / groups;
  std::optional<int64_t> points = countReduced(kernel, sweeps);
  if (points && *points <= kWarp) {
    threads = 1;
    groups = kBlockThreads;
  }
  return GPUScheduleAttr::get(kernel.getContext(), dim, lanes, /*unroll=*/1,
                              threads, groups, /*cluster=*/1, /*iterations=*/0,
                              /*interleaved=*/false, nullptr);
}

/// Rows of which few elements are next to each other: `neighbours` of them
/// beside each other, a warp or less for each.
GPUScheduleAttr shapeInterleaved(MLIRContext *context, unsigned dim,
                                 int64_t lanes, std::optional<int64_t> points,
                                 int64_t neighbours) {
  int64_t unroll = std::max<int64_t>(1, kWantedValues / lanes);
  int64_t threads = std::min(kWarp, kBlockThreads / neighbours);
  if (points) {
    int64_t vectors = std::max<int64_t>(1, llvm::divideCeil(*points, lanes));
    threads = std::clamp<int64_t>(
        llvm::PowerOf2Ceil(llvm::divideCeil(vectors, unroll)),
        kWarp / neighbours, threads);
    unroll = std::min<int64_t>(unroll, llvm::divideCeil(vectors, threads));
  }
  return GPUScheduleAttr::get(context, dim, lanes, unroll, threads, neighbours,
                              /*cluster=*/1, /*iterations=*/0,
                              /*interleaved=*/true, nullptr);
}

/// The product of the sizes of kept axes, of those along `points` or of the
/// others; nothing where it is not known.
std::optional<int64_t> countKept(const KernelLayout &layout,
                                 const llvm::SmallBitVector &points,
                                 bool isPoint) {
  int64_t product = 1;
  for (const KernelAxis &axis : layout.getAxes()) {
    if (axis.isReduced || points.test(axis.dims.front()) != isPoint)
      continue;
    if (!axis.size.isStatic() ||
        llvm::MulOverflow(product, axis.size.coefficient, product))
      return std::nullopt;
  }
  return product;
}

/// Points that share sums: as many for a block that the GPU is full, and that
/// the parts of the sums, which each block reads from the second level of
/// cache, are not much more than its points.
GPUScheduleAttr shapePoints(KernelOp kernel, const SweepAnalysis &sweeps,
                            const KernelLayout &layout, unsigned dim,
                            int64_t lanes, const llvm::SmallBitVector &points,
                            int64_t interleaved) {
  // Blocks that fill a GPU of some hundred multiprocessors.
  constexpr int64_t enoughBlocks = 512;
  std::optional<int64_t> own = countKept(layout, points, /*isPoint=*/true);
  std::optional<int64_t> groups = countKept(layout, points, /*isPoint=*/false);
  int64_t unroll = std::max<int64_t>(1, kWantedValues / lanes);
  bool isAlong = points.test(dim);
  int64_t neighbours = 1, threads = kBlockThreads;
  if (!isAlong) {
    neighbours = countNeighbours(layout, dim, lanes);
    threads = kBlockThreads / neighbours;
  } else if (interleaved > 1) {
    neighbours = interleaved;
    threads = std::min(kWarp, kBlockThreads / neighbours);
  } else if (own) {
    threads = llvm::PowerOf2Ceil(llvm::divideCeil(*own, lanes * unroll));
    threads = std::clamp<int64_t>(threads, kWarp, kBlockThreads);
  }
  // What one iteration takes, of the points and of everything.
  int64_t step = unroll * threads * (isAlong ? lanes : 1);
  int64_t all = unroll * threads * neighbours * lanes;
  int64_t iterations = 16, elements;
  if (own && groups && !llvm::MulOverflow(*own, *groups, elements)) {
    int64_t parts = countReduced(kernel, sweeps).value_or(0);
    int64_t least = isAlong ? 1 : llvm::divideCeil(parts * lanes / 4, step);
    int64_t most = std::max<int64_t>(1, llvm::divideCeil(*own, step));
    iterations = llvm::divideCeil(elements, all * enoughBlocks);
    iterations = std::clamp(std::max(iterations, least), int64_t(1), most);
  }
  return GPUScheduleAttr::get(kernel.getContext(), dim, lanes, unroll, threads,
                              neighbours, /*cluster=*/1, iterations,
                              isAlong && interleaved > 1, nullptr);
}

/// Points of a block of a group of `points`.
int64_t cutGroup(std::optional<int64_t> points, const Cut &cut) {
  if (!points)
    return cut.atRunTime;
  int64_t least = llvm::divideCeil(*points, cut.mostBlocks);
  return llvm::alignTo(std::max(least, cut.least), cut.least);
}

} // namespace

/// As few threads as keep the row in registers, and a loop where it is longer
/// than all registers of a block.
RowShape RowShaper::shape(int64_t vectors) const {
  auto roundUp = [](int64_t threads) -> int64_t {
    return llvm::alignTo(threads, kWarp);
  };
  vectors = std::max<int64_t>(1, vectors);
  int64_t wanted = getWanted();
  int64_t enough = llvm::divideCeil(vectors, wanted);
  if (enough <= kWarp) {
    int64_t threads = llvm::PowerOf2Ceil(enough);
    return share(llvm::divideCeil(vectors, threads), threads);
  }
  // A loop takes addresses and conditions beside the values: twice as many
  // registers for each of half as many threads.
  if (vectors > kMostThreads * kept)
    return share(std::min(wanted, kept), kMostThreads / 2);
  int64_t threads = roundUp(enough);
  if (threads > kMostThreads / 2)
    threads = std::clamp(roundUp(llvm::divideCeil(vectors, kept)),
                         kMostThreads / 2, kMostThreads);
  return share(std::min<int64_t>(kept, llvm::divideCeil(vectors, threads)),
               threads);
}

RowShape RowShaper::shape(int64_t vectors, int64_t longest) const {
  if (vectors <= longest)
    return shape(vectors);
  int64_t cluster = std::min<int64_t>(
      kMostBlocks, llvm::PowerOf2Ceil(llvm::divideCeil(vectors, longest)));
  RowShape own = shape(llvm::divideCeil(vectors, cluster));
  own.cluster = cluster;
  return own;
}

bool norm::hasClusters(StringRef chip) {
  constexpr unsigned firstWithClusters = 90;
  unsigned version = 0;
  return chip.consume_front("sm_") && !chip.consumeInteger(10, version) &&
         version >= firstWithClusters;
}

llvm::SmallBitVector norm::findPoints(KernelOp kernel,
                                      const SweepAnalysis &sweeps) {
  llvm::SmallBitVector none(kernel.getNumDims());
  if (sweeps.getOuter().any() || reducesByBlocks(kernel))
    return none;
  llvm::SmallBitVector points = sweeps.getShared();
  if (sweeps.getReduced().none()) {
    // What some of the points share, and none that all differ in.
    bool isAny = false;
    points.set();
    for (Value value : findExpensive(kernel)) {
      llvm::SmallBitVector extent = sweeps.getExtent(value);
      if (extent.none() || hasAllDims(kernel, extent))
        continue;
      isAny = true;
      points.reset(extent);
    }
    if (!isAny)
      return none;
  }
  bool isMany = llvm::any_of(points.set_bits(), [&](unsigned dim) {
    return kernel.getStaticSizes()[dim] != 1;
  });
  return isMany ? points : none;
}

ScheduleInterface
GPUCostModel::chooseSchedule(KernelOp kernel, const SweepAnalysis &sweeps,
                             const KernelLayout &layout) const {
  MLIRContext *context = kernel.getContext();
  if (kernel.getNumDims() == 0)
    return nullptr;
  llvm::SmallBitVector shared = findPoints(kernel, sweeps);
  std::optional<unsigned> axis = chooseAxis(kernel, layout, shared);
  unsigned dim =
      axis ? layout.getAxes()[*axis].dims.back() : getInnermost(kernel, sweeps);
  int64_t lanes = axis ? chooseLanes(kernel, layout, *axis) : 1;
  int64_t interleaved =
      axis ? countInterleaved(kernel, sweeps, layout, *axis) : 1;
  // A root of a few points is no work for a block of its own.
  constexpr int64_t manyPoints = 2048;
  bool isWorthIt =
      sweeps.getReduced().any() || !shared.test(dim) ||
      countKept(layout, shared, /*isPoint=*/true).value_or(manyPoints) >=
          manyPoints;
  if (shared.any() && axis && !sweeps.getReduced().test(dim) && isWorthIt)
    return shapePoints(kernel, sweeps, layout, dim, lanes, shared, interleaved);
  if (sweeps.getReduced().none())
    return GPUScheduleAttr::get(context, dim, lanes,
                                std::max<int64_t>(1, 8 / lanes), kBlockThreads,
                                /*groups=*/1, /*cluster=*/1, /*iterations=*/0,
                                /*interleaved=*/false, nullptr);
  if (!sweeps.getReduced().test(dim))
    return shapeColumns(kernel, sweeps, layout, dim, lanes);
  std::optional<int64_t> points = countReduced(kernel, sweeps);
  // A larger block is a loop of what a smaller one is.
  if (reducesByBlocks(kernel))
    points = std::min(points.value_or(kRowCut.least), kRowCut.least);
  if (interleaved > 1)
    return shapeInterleaved(context, dim, lanes, points, interleaved);
  return shapeRows(kernel, sweeps, dim, lanes, points, shared.any());
}

/// Rows of `points` elements, or of any length, whose blocks walk points that
/// share their sums.
GPUScheduleAttr GPUCostModel::shapeRows(KernelOp kernel,
                                        const SweepAnalysis &sweeps,
                                        unsigned dim, int64_t lanes,
                                        std::optional<int64_t> points,
                                        bool hasShared) const {
  int64_t most = std::max<int64_t>(1, kMostValues / lanes);
  int64_t kept = kKeptBytes / (lanes * getKeptBytes(kernel, sweeps));
  RowShaper shaper = {lanes, std::clamp<int64_t>(kept, 1, most)};
  // Groups that are combined in turn are not equally many everywhere, and what
  // shares a warp runs in step.
  bool isInTurn = sweeps.getOuter().any();
  auto create = [&](RowShape shape, GPUScheduleAttr longer) {
    if (isInTurn && shape.groups > 1)
      shape = {shape.unroll, kWarp, 1, 1};
    return GPUScheduleAttr::get(kernel.getContext(), dim, lanes, shape.unroll,
                                shape.threads, shape.groups, shape.cluster,
                                hasShared ? 1 : 0, /*interleaved=*/false,
                                longer);
  };
  if (points) {
    int64_t vectors = llvm::divideCeil(*points, lanes);
    if (!sharesInClusters || isInTurn || hasShared || reducesByBlocks(kernel))
      return create(shaper.shape(vectors), nullptr);
    // Images have few groups, which are to fill the GPU.
    bool isImage = sweeps.getReduced().count() > 1;
    int64_t longest = isImage ? kBlockThreads * shaper.getWanted()
                              : kMostThreads * shaper.kept;
    return create(shaper.shape(vectors, longest), nullptr);
  }
  // The longest first: that is what the shorter ones refer to.
  GPUScheduleAttr schedule;
  int64_t unroll = std::max<int64_t>(1, kWantedAtRunTime / lanes);
  for (int64_t threads : {kBlockThreads, kWarp, kWarp / 4})
    if (threads >= kWarp || !isInTurn)
      schedule = create(shaper.share(unroll, threads), schedule);
  return schedule;
}

int64_t GPUCostModel::chooseBlockSize(KernelOp kernel,
                                      const SweepAnalysis &sweeps,
                                      const KernelLayout &layout) const {
  if (!sweeps.reducesOnly())
    return 0;
  std::optional<unsigned> axis = layout.chooseVectorAxis();
  bool isLong = axis && (layout.getAxes()[*axis].isReduced
                             ? hasLongRows(kernel, sweeps)
                             : hasLongColumns(kernel, sweeps));
  return isLong ? chooseSplitSize(kernel, sweeps, layout) : 0;
}

int64_t GPUCostModel::chooseSplitSize(KernelOp kernel,
                                      const SweepAnalysis &sweeps,
                                      const KernelLayout &layout) const {
  std::optional<unsigned> axis = layout.chooseVectorAxis();
  bool isInRows = axis && layout.getAxes()[*axis].isReduced;
  return cutGroup(countReduced(kernel, sweeps),
                  isInRows ? kRowCut : kColumnCut);
}

bool GPUCostModel::mergesAtPoints(KernelOp kernel, const SweepAnalysis &sweeps,
                                  const KernelAxis &axis) const {
  // Columns of any length could have any number of parts, which each block of
  // the second kernel would read.
  return axis.isReduced || countReduced(kernel, sweeps);
}

int64_t GPUCostModel::countInterleaved(KernelOp kernel,
                                       const SweepAnalysis &sweeps,
                                       const KernelLayout &layout,
                                       unsigned axis) const {
  // What memory moves at once, and what a group's threads should read of it. A
  // cluster reads elements once, which makes up for half of that.
  constexpr int64_t sectorBytes = 32, wantedBytes = 64;
  const KernelAxis &own = layout.getAxes()[axis];
  bool isPart = own.dims.size() == 1 && own.size.isStatic() &&
                layout.isInnerPart(own.dims.front());
  bool hasRows = (sweeps.getReduced() | findPoints(kernel, sweeps)).count() > 1;
  if (!isPart || !hasRows || sweeps.getOuter().any())
    return 1;
  int64_t bytes = sectorBytes;
  for (auto [number, operand] : llvm::enumerate(kernel.getMapped()))
    if (layout.getStride(number, axis).isOne())
      bytes = std::min(bytes, getElementBytes(operand.getType()));
  int64_t run = std::max<int64_t>(1, own.size.coefficient) * bytes;
  if (run >= (sharesInClusters ? sectorBytes / 2 : sectorBytes))
    return 1;
  return std::clamp<int64_t>(
      llvm::PowerOf2Ceil(llvm::divideCeil(wantedBytes, run)), 2, kWarp);
}

bool GPUCostModel::hasLongColumns(KernelOp kernel,
                                  const SweepAnalysis &sweeps) const {
  // Several dimensions are those of an image and a batch.
  std::optional<int64_t> points = countReduced(kernel, sweeps);
  return points ? *points > 4 * kColumnCut.least
                : sweeps.getReduced().count() > 1 || sweeps.reducesOnly();
}

bool GPUCostModel::hasLongRows(KernelOp kernel,
                               const SweepAnalysis &sweeps) const {
  std::optional<int64_t> points = countReduced(kernel, sweeps);
  bool isImage = sweeps.getReduced().count() > 1;
  if (!points)
    return isImage;
  KernelLayout layout(kernel, sweeps);
  std::optional<unsigned> axis = layout.chooseVectorAxis();
  if (axis && countInterleaved(kernel, sweeps, layout, *axis) > 1)
    return *points > kLongestImage;
  // The blocks of a cluster share groups without a second kernel.
  return *points > (isImage && !sharesInClusters ? kLongestImage : kLongestRow);
}

int64_t GPUCostModel::getOpCost(Operation *op) const {
  if (op->hasTrait<OpTrait::ConstantLike>())
    return 0;
  if (isa<arith::DivFOp, math::SqrtOp, math::RsqrtOp>(op))
    return 10;
  if (isa<math::TanhOp, math::ErfOp>(op))
    return 25;
  if (isa<math::PowFOp>(op))
    return 40;
  return isa<math::MathDialect>(op->getDialect()) ? 12 : 1;
}
