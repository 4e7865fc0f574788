//===- EmitGPU.cpp - Write kernels as functions of GPU threads ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "DeviceFunction.h"
#include "GPUCostModel.h"
#include "GPUTarget.h"
#include "LaunchLinalg.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_EMITGPUPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// How one function of the device is written.
struct Variant {
  bool assumesDense; // strides that types do not state are those of dense
                     // buffers
  bool isWide;       // vectors are one access each
};

/// Writes one kernel as a function of the device, and its launch; and a second
/// time, element by element but in the same order, for strides and addresses
/// that wide accesses do not take.
class KernelLauncher {
public:
  KernelLauncher(OpBuilder &builder, KernelOp kernel, gpu::GPUModuleOp module)
      : builder(builder), loc(kernel.getLoc()), kernel(kernel), module(module),
        sweeps(kernel), layout(kernel, sweeps),
        points(findPoints(kernel, sweeps)),
        schedule(
            dyn_cast_if_present<GPUScheduleAttr>(kernel.getScheduleAttr())) {
    if (!schedule || schedule.getIterations() == 0)
      points.reset();
  }

  void emit() {
    OpBuilder::InsertionGuard insertion(builder);
    std::optional<unsigned> axis = getVectorAxis(layout);
    Value condition =
        createStrideCheck(builder, kernel, layout, layout.getAssumptions(axis),
                          kernel.getMixedSizes());
    bool isWide = canBeWide(axis);
    if (isWide)
      condition = createAnd(condition, createAlignmentCheck(*axis));
    if (condition) {
      auto choice = scf::IfOp::create(builder, loc, condition,
                                      /*withElseRegion=*/true);
      builder.setInsertionPointToStart(choice.elseBlock());
      launchByLength({/*assumesDense=*/false, /*isWide=*/false});
      builder.setInsertionPointToStart(choice.thenBlock());
    }
    launchByLength({/*assumesDense=*/true, isWide});
    kernel.erase();
  }

private:
  /// Launches what the first schedule of the chain writes that takes the groups
  /// in one iteration, or the last one.
  void launchByLength(const Variant &variant) {
    OpBuilder::InsertionGuard insertion(builder);
    GPUScheduleAttr first = schedule;
    for (; schedule && schedule.getLonger(); schedule = schedule.getLonger()) {
      Value length = arith::ConstantIndexOp::create(builder, loc, 1);
      for (const KernelAxis &axis : layout.getAxes())
        if (axis.isReduced)
          length = builder.createOrFold<arith::MulIOp>(
              loc, length,
              getValueOrCreateConstantIndexOp(
                  builder, loc,
                  getAxisSize(builder, loc, axis, kernel.getMixedSizes())));
      Value isShort = builder.createOrFold<arith::CmpIOp>(
          loc, arith::CmpIPredicate::ule, length,
          arith::ConstantIndexOp::create(builder, loc, schedule.getStep()));
      auto choice = scf::IfOp::create(builder, loc, isShort,
                                      /*withElseRegion=*/true);
      builder.setInsertionPointToStart(choice.thenBlock());
      launch(variant);
      builder.setInsertionPointToStart(choice.elseBlock());
    }
    launch(variant);
    schedule = first;
  }

  int64_t getLanes() const { return schedule ? schedule.getLanes() : 1; }
  int64_t getBlockSize() const {
    return schedule ? schedule.getThreads() * schedule.getGroups() : kWarp;
  }
  /// Threads of a block that share a group; all, where there is nothing but
  /// points.
  int64_t getThreads() const {
    if ((sweeps.getReduced().none() && points.none()) ||
        layout.getAxes().empty())
      return getBlockSize();
    return schedule ? schedule.getThreads() : 1;
  }
  /// Blocks that share a group. Where all dimensions that vectors could run
  /// along have size 1, one does.
  int64_t getCluster() const {
    std::optional<unsigned> axis = getVectorAxis(layout);
    return schedule && axis && layout.getAxes()[*axis].isReduced
               ? schedule.getCluster()
               : 1;
  }
  BlockForm getForm(const Variant &variant) const {
    bool isBounded = schedule && schedule.getLonger();
    return {getBlockSize() / getThreads(),
            getCluster(),
            variant.isWide,
            isBounded,
            schedule ? schedule.getIterations() : 0,
            schedule && schedule.getInterleaved()};
  }

  /// The axis of a layout that the schedule's vectors run along; any other
  /// where that has size 1.
  std::optional<unsigned> getVectorAxis(const KernelLayout &own) const {
    if (schedule)
      if (std::optional<unsigned> axis = own.getAxisOf(schedule.getVector()))
        return axis;
    for (unsigned axis = own.getAxes().size(); axis-- > 0;)
      if (own.getAxes()[axis].isReduced)
        return axis;
    return own.getAxes().empty() ? std::nullopt
                                 : std::optional(own.getAxes().size() - 1);
  }

  /// Whether vectors along `axis` may be one access each.
  bool canBeWide(std::optional<unsigned> axis) {
    if (!axis || getLanes() == 1)
      return false;
    const SizeProduct &size = layout.getAxes()[*axis].size;
    if (!size.isStatic() || size.coefficient % getLanes() == 0)
      return true;
    kernel.emitRemark("elements are taken one by one: vectors of ")
        << getLanes() << " do not divide " << size.coefficient;
    return false;
  }

  Value createAnd(Value first, Value second) {
    if (!first || !second)
      return first ? first : second;
    return arith::AndIOp::create(builder, loc, first, second);
  }

  /// Whether wide accesses are aligned: each vector begins at a multiple of
  /// `lanes` along its axis, and so do addresses, and strides along all others.
  Value createAlignmentCheck(unsigned axis) {
    auto constant = [&](int64_t value) -> Value {
      return arith::ConstantIndexOp::create(builder, loc, value);
    };
    Value all;
    auto demand = [&](OpFoldResult quantity, int64_t multiple) {
      if (std::optional<int64_t> known = getConstantIntValue(quantity);
          known && *known % multiple == 0)
        return;
      Value rest = arith::RemUIOp::create(
          builder, loc, getValueOrCreateConstantIndexOp(builder, loc, quantity),
          constant(multiple));
      all = createAnd(all, arith::CmpIOp::create(builder, loc,
                                                 arith::CmpIPredicate::eq, rest,
                                                 constant(0)));
    };
    demand(getAxisSize(builder, loc, layout.getAxes()[axis],
                       kernel.getMixedSizes()),
           getLanes());
    unsigned dim = layout.getAxes()[axis].dims.back();
    for (auto [number, operand] : llvm::enumerate(kernel.getMapped())) {
      Type element = getElementTypeOrSelf(operand);
      if (!layout.getStride(number, axis).isOne() || element.isInteger(1))
        continue;
      int64_t bytes = getElementBytes(element);
      int64_t multiple = getAccessAlignment(element, getLanes()) / bytes;
      auto metadata =
          memref::ExtractStridedMetadataOp::create(builder, loc, operand);
      demand(metadata.getConstifiedMixedOffset(), multiple);
      for (auto [access, stride] :
           llvm::zip(layout.getAccess(number).getDims(),
                     metadata.getConstifiedMixedStrides()))
        if (!access.findTerm(dim))
          demand(stride, multiple);
      demand(
          memref::ExtractAlignedPointerAsIndexOp::create(builder, loc, operand)
              .getResult(),
          multiple * bytes);
    }
    return all;
  }

  SweepPlan createPlan(KernelOp own, const SweepAnalysis &analysis,
                       const KernelLayout &ownLayout, const Variant &variant) {
    Width width = {1, 1, getThreads() * getCluster()};
    if (schedule && !ownLayout.getAxes().empty()) {
      width.lanes = schedule.getLanes();
      width.unroll = schedule.getUnroll();
      std::optional<unsigned> axis = getVectorAxis(ownLayout);
      bool hasGroups = analysis.getReduced().any() || points.any();
      if (hasGroups && axis && !ownLayout.getAxes()[*axis].isReduced &&
          !isPoint(ownLayout.getAxes()[*axis]))
        width.neighbours = schedule.getGroups();
    }
    return SweepPlan(own, analysis, ownLayout, getVectorAxis(ownLayout), width,
                     /*hasRest=*/false,
                     variant.isWide || width.lanes == 1 ? SweepForm::Flat
                                                        : SweepForm::Scattered,
                     points);
  }

  bool isPoint(const KernelAxis &axis) const {
    return points.any() && points.test(axis.dims.front());
  }

  void launch(const Variant &variant) {
    KernelLayout own(kernel, sweeps, variant.assumesDense);
    SweepPlan plan = createPlan(kernel, sweeps, own, variant);
    BlockForm form = getForm(variant);
    SmallVector<Value> axisSizes;
    for (const KernelAxis &axis : own.getAxes())
      axisSizes.push_back(getValueOrCreateConstantIndexOp(
          builder, loc,
          getAxisSize(builder, loc, axis, kernel.getMixedSizes())));
    Value grid = createGridSize(builder, loc, plan, axisSizes, form);
    if (std::optional<int64_t> known = getConstantIntValue(grid)) {
      if (*known == 0)
        return;
    } else {
      Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
      Value isAny = arith::CmpIOp::create(builder, loc,
                                          arith::CmpIPredicate::ne, grid, zero);
      auto choice = scf::IfOp::create(builder, loc, isAny);
      builder.setInsertionPointToStart(choice.thenBlock());
    }
    DeviceFunction device(builder, cast<DestinationStyleOpInterface>(*kernel),
                          module, getBlockSize(), form.cluster);
    // Element by element there are many addresses.
    if (!variant.isWide)
      device.allowOneBlock();
    emitBody(device, form, variant);
    device.launch(builder, grid);
  }

  void emitBody(DeviceFunction &device, const BlockForm &form,
                const Variant &variant) {
    auto inside = cast<KernelOp>(device.getOp());
    SweepAnalysis analysis(inside);
    KernelLayout own(inside, analysis, variant.assumesDense);
    SweepPlan plan = createPlan(inside, analysis, own, variant);
    OpBuilder body(inside);
    GPUTarget target(device.getFunction(), form);
    SweepEmitter(body, plan, target).emit();
    inside.erase();
  }

  OpBuilder &builder;
  Location loc;
  KernelOp kernel;
  gpu::GPUModuleOp module;
  SweepAnalysis sweeps;
  KernelLayout layout;
  llvm::SmallBitVector points; // dimensions of those that share sums
  GPUScheduleAttr schedule;    // of the launch at hand
};

/// Refuses what this target does not run.
LogicalResult verifyKernel(KernelOp kernel) {
  if (kernel.getNumResults() != 0)
    return kernel.emitOpError() << "expects buffers; got tensors, which "
                                   "one-shot-bufferize turns into buffers";
  if (ScheduleInterface schedule = kernel.getScheduleAttr();
      schedule && !isa<GPUScheduleAttr>(schedule))
    return kernel.emitOpError() << "expects a schedule for nvvm; got one for "
                                << schedule.getTargetName();
  for (unsigned index = 0; index < kernel.getInits().size(); ++index)
    if (kernel.getOuterReduction(index) && kernel.getBlockSize(index) == 0)
      return kernel.emitOpError()
             << "expects outer reductions by blocks, which "
                "norm-block-reductions makes; got all of "
                "result #"
             << index;
  return success();
}

/// Sums of one kind may need more shared memory than there is.
LogicalResult verifyShared(gpu::GPUFuncOp function) {
  int64_t bytes = 0;
  for (BlockArgument buffer : function.getWorkgroupAttributions()) {
    auto type = cast<MemRefType>(buffer.getType());
    bytes += type.getNumElements() * getElementBytes(type);
  }
  if (bytes <= kMostSharedBytes)
    return success();
  return emitError(function.getLoc())
         << "expects at most " << kMostSharedBytes
         << " bytes of shared memory for the sums of a block; got " << bytes
         << ", of which a schedule of fewer threads, groups or lanes takes "
            "less";
}

/// A copy as an op of linalg.
linalg::LinalgOp generalize(memref::CopyOp copy) {
  OpBuilder builder(copy);
  linalg::LinalgOp other = linalg::makeMemRefCopyOp(
      builder, copy.getLoc(), copy.getSource(), copy.getTarget());
  copy.erase();
  return other;
}

/// A store by the host as an op of linalg: the memory is the device's.
linalg::LinalgOp generalize(memref::StoreOp store) {
  OpBuilder builder(store);
  SmallVector<OpFoldResult> offsets(store.getIndices()),
      ones(store.getIndices().size(), builder.getIndexAttr(1));
  MemRefType type = store.getMemRefType();
  Value element = store.getMemref();
  if (type.getRank() > 0)
    element =
        memref::SubViewOp::create(builder, store.getLoc(),
                                  memref::SubViewOp::inferRankReducedResultType(
                                      {}, type, offsets, ones, ones),
                                  element, offsets, ones, ones);
  auto fill = linalg::FillOp::create(builder, store.getLoc(),
                                     store.getValueToStore(), element);
  store.erase();
  return fill;
}

/// Whether code of the device may use `buffer`, or one that it is a view of or
/// is handed on to.
bool reachesDevice(Value buffer) {
  return llvm::any_of(buffer.getUsers(), [&](Operation *user) {
    // A shape, which the host reads.
    if (auto reshape = dyn_cast<memref::ReshapeOp>(user);
        reshape && reshape.getSource() != buffer)
      return false;
    if (isa<KernelOp, linalg::LinalgOp, memref::CopyOp>(user) ||
        user->hasTrait<OpTrait::IsTerminator>() ||
        isa<RegionBranchOpInterface>(user))
      return true;
    return llvm::any_of(user->getResults(), [](Value result) {
      return isa<BaseMemRefType>(result.getType()) && reachesDevice(result);
    });
  });
}

/// What `buffer` is a view of.
Value getViewed(Value buffer) {
  while (Operation *op = buffer.getDefiningOp()) {
    if (auto view = dyn_cast<ViewLikeOpInterface>(op))
      buffer = view.getViewSource();
    else if (auto metadata = dyn_cast<memref::ExtractStridedMetadataOp>(op))
      buffer = metadata.getSource();
    else
      break;
  }
  return buffer;
}

/// Whether the buffer is the host's: no kernel takes it, as that in which
/// deallocation notes what is owned.
bool isOfHost(Value buffer) {
  Value root = getViewed(buffer);
  if (auto argument = dyn_cast<BlockArgument>(root)) {
    auto function = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
    return function && !function.isPublic();
  }
  return isa<memref::AllocOp, memref::AllocaOp>(root.getDefiningOp()) &&
         !reachesDevice(root);
}

/// What stands in the host's code of a module.
struct HostOps {
  SmallVector<KernelOp> kernels;
  SmallVector<linalg::LinalgOp> others; // which no kernel took
  SmallVector<memref::AllocOp> allocs;
  SmallVector<memref::DeallocOp> deallocs;

  void collect(ModuleOp module) {
    SmallVector<memref::CopyOp> copies;
    SmallVector<memref::StoreOp> stores;
    module.walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (auto kernel = dyn_cast<KernelOp>(op))
        kernels.push_back(kernel);
      else if (auto copy = dyn_cast<memref::CopyOp>(op))
        copies.push_back(copy);
      else if (auto store = dyn_cast<memref::StoreOp>(op);
               store && !isOfHost(store.getMemref()))
        stores.push_back(store);
      else if (auto other = dyn_cast<linalg::LinalgOp>(op))
        others.push_back(other);
      else if (auto alloc = dyn_cast<memref::AllocOp>(op);
               alloc && !isOfHost(alloc))
        allocs.push_back(alloc);
      else if (auto dealloc = dyn_cast<memref::DeallocOp>(op);
               dealloc && !isOfHost(dealloc.getMemref()))
        deallocs.push_back(dealloc);
      return isa<KernelOp, linalg::LinalgOp, gpu::GPUModuleOp>(op)
                 ? WalkResult::skip()
                 : WalkResult::advance();
    });
    for (memref::CopyOp copy : copies)
      others.push_back(generalize(copy));
    for (memref::StoreOp store : stores)
      others.push_back(generalize(store));
  }

  /// Scratch is memory of the device.
  void moveScratch() {
    for (memref::AllocOp alloc : allocs) {
      OpBuilder builder(alloc);
      auto own = gpu::AllocOp::create(
          builder, alloc.getLoc(), alloc.getType(), /*asyncToken=*/Type(),
          /*asyncDependencies=*/ValueRange(), alloc.getDynamicSizes(),
          alloc.getSymbolOperands(), /*hostShared=*/false);
      alloc.replaceAllUsesWith(own.getMemref());
      alloc.erase();
    }
    for (memref::DeallocOp dealloc : deallocs) {
      OpBuilder builder(dealloc);
      gpu::DeallocOp::create(builder, dealloc.getLoc(), /*asyncToken=*/Type(),
                             /*asyncDependencies=*/ValueRange(),
                             dealloc.getMemref());
      dealloc.erase();
    }
  }
};

struct EmitGPU : norm::impl::EmitGPUPassBase<EmitGPU> {
  using EmitGPUPassBase::EmitGPUPassBase;

  void runOnOperation() override {
    HostOps host;
    host.collect(getOperation());
    if (host.kernels.empty() && host.others.empty())
      return;
    for (KernelOp kernel : host.kernels)
      if (failed(verifyKernel(kernel)))
        return signalPassFailure();
    OpBuilder builder = OpBuilder::atBlockEnd(getOperation().getBody());
    getOperation()->setAttr(gpu::GPUDialect::getContainerModuleAttrName(),
                            builder.getUnitAttr());
    auto module = gpu::GPUModuleOp::create(builder, getOperation().getLoc(),
                                           "norm_kernels");
    SymbolTable(getOperation()).insert(module);
    for (KernelOp kernel : host.kernels) {
      builder.setInsertionPoint(kernel);
      KernelLauncher(builder, kernel, module).emit();
    }
    for (linalg::LinalgOp other : host.others) {
      builder.setInsertionPoint(other);
      if (failed(launchLinalg(builder, other, module)))
        return signalPassFailure();
    }
    for (auto function : module.getOps<gpu::GPUFuncOp>())
      if (failed(verifyShared(function)))
        return signalPassFailure();
    host.moveScratch();
  }
};

} // namespace
