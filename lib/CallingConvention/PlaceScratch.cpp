//===- PlaceScratch.cpp - Scratch as views of the caller's buffer ---------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/Passes.h"
#include "norm-mlir/Dialect/Norm/IR/ElementBytes.h"

#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "llvm/ADT/SetVector.h"

namespace mlir::norm {
#define GEN_PASS_DEF_PLACESCRATCHPASS
#include "norm-mlir/CallingConvention/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// What the driver gives is aligned so, and what no access exceeds.
constexpr int64_t kAlignment = 256;

/// Whether nothing but views of `buffer` and ops that end before the next one
/// begins hold it; adds the ops that free it to `frees`.
bool isLocal(Value buffer, SmallVectorImpl<Operation *> &frees) {
  for (Operation *user : buffer.getUsers()) {
    if (isa<gpu::DeallocOp>(user)) {
      frees.push_back(user);
      continue;
    }
    if (user->hasTrait<OpTrait::IsTerminator>() ||
        isa<RegionBranchOpInterface, CallOpInterface>(user))
      return false;
    for (Value result : user->getResults()) {
      if (!isa<BaseMemRefType>(result.getType()))
        continue;
      if (!isa<ViewLikeOpInterface, memref::ExtractStridedMetadataOp>(user) ||
          !isLocal(result, frees))
        return false;
    }
  }
  return true;
}

/// The ops that compute `value` from sizes of the first `numInputs` arguments
/// and from those that are scalars, operands first; false where it comes from
/// elsewhere.
bool collectSlice(Value value, unsigned numInputs,
                  llvm::SetVector<Operation *> &slice) {
  Operation *op = value.getDefiningOp();
  if (!op) {
    auto argument = cast<BlockArgument>(value);
    return isa<func::FuncOp>(argument.getOwner()->getParentOp()) &&
           argument.getArgNumber() < numInputs;
  }
  if (slice.contains(op))
    return true;
  if (op->getNumRegions() != 0 || !isPure(op) ||
      (isa<BaseMemRefType>(value.getType())) ||
      !llvm::all_of(op->getOperands(), [&](Value operand) {
        return (!isa<BaseMemRefType>(operand.getType()) ||
                isa<memref::DimOp>(op)) &&
               collectSlice(operand, numInputs, slice);
      }))
    return false;
  slice.insert(op);
  return true;
}

/// Places the scratch of one function.
class ScratchPlacer {
public:
  ScratchPlacer(func::FuncOp function, func::FuncOp prepare)
      : function(function), prepare(prepare) {}

  void place() {
    // The last three arguments of the other entry are no inputs.
    unsigned numInputs = prepare.getNumArguments() - 3;
    function.walk([&](gpu::AllocOp alloc) {
      Place place{alloc, {}};
      if (alloc.getType().getLayout().isIdentity() &&
          alloc.getSymbolOperands().empty() &&
          isLocal(alloc.getMemref(), place.frees) &&
          llvm::all_of(alloc.getDynamicSizes(), [&](Value size) {
            return collectSlice(size, numInputs, slice);
          }))
        places.push_back(std::move(place));
    });
    storeBytes(numInputs);
    replace();
  }

private:
  struct Place {
    gpu::AllocOp alloc;
    SmallVector<Operation *> frees;
  };

  /// Where each place begins and the last one ends, the arguments of
  /// `function` being those in `values`.
  SmallVector<Value> createOffsets(OpBuilder &builder, IRMapping &values) {
    Location loc = function.getLoc();
    for (Operation *op : slice)
      builder.clone(*op, values);
    auto constant = [&](int64_t value) -> Value {
      return arith::ConstantIndexOp::create(builder, loc, value);
    };
    SmallVector<Value> offsets = {constant(0)};
    for (Place &place : places) {
      MemRefType type = place.alloc.getType();
      int64_t known = getElementBytes(type);
      for (int64_t size : type.getShape())
        known *= ShapedType::isDynamic(size) ? 1 : size;
      Value bytes = constant(known);
      for (Value size : place.alloc.getDynamicSizes())
        bytes = builder.createOrFold<arith::MulIOp>(
            loc, bytes, values.lookupOrDefault(size));
      Value units = builder.createOrFold<arith::CeilDivUIOp>(
          loc, bytes, constant(kAlignment));
      bytes =
          builder.createOrFold<arith::MulIOp>(loc, units, constant(kAlignment));
      offsets.push_back(
          builder.createOrFold<arith::AddIOp>(loc, offsets.back(), bytes));
    }
    return offsets;
  }

  /// The entry that checks sizes says how many bytes there are.
  void storeBytes(unsigned numInputs) {
    Location loc = prepare.getLoc();
    Block &entry = prepare.getBody().front();
    Type pointer = LLVM::LLVMPointerType::get(prepare.getContext());
    unsigned number = numInputs + 1; // after out_sizes
    (void)prepare.insertArgument(number, pointer, {}, loc);
    OpBuilder builder = OpBuilder::atBlockBegin(&entry);
    IRMapping values;
    values.map(function.getArguments().take_front(numInputs),
               prepare.getArguments().take_front(numInputs));
    Value bytes = createOffsets(builder, values).back();
    bytes =
        arith::IndexCastOp::create(builder, loc, builder.getI64Type(), bytes);
    LLVM::StoreOp::create(builder, loc, bytes, prepare.getArgument(number));
  }

  void replace() {
    OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
    Location loc = function.getLoc();
    unsigned number = function.getNumArguments();
    auto type = MemRefType::get({ShapedType::kDynamic}, builder.getI8Type());
    (void)function.insertArgument(
        number, type,
        builder.getDictionaryAttr(builder.getNamedAttr(
            NormDialect::getScratchAttrName(), builder.getUnitAttr())),
        loc);
    IRMapping values;
    SmallVector<Value> offsets = createOffsets(builder, values);
    for (auto [place, offset] : llvm::zip(places, offsets)) {
      for (Operation *op : place.frees)
        op->erase();
      builder.setInsertionPoint(place.alloc);
      Value view = memref::ViewOp::create(
          builder, place.alloc.getLoc(), place.alloc.getType(),
          function.getArgument(number), offset, place.alloc.getDynamicSizes());
      place.alloc.getMemref().replaceAllUsesWith(view);
      place.alloc.erase();
    }
  }

  func::FuncOp function, prepare;
  SmallVector<Place> places;
  llvm::SetVector<Operation *> slice; // what computes sizes
};

struct PlaceScratch : norm::impl::PlaceScratchPassBase<PlaceScratch> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (auto prepare = symbols.lookup<func::FuncOp>(
              (function.getName() + "__prepare").str());
          prepare && function.isPublic() && !function.isExternal())
        ScratchPlacer(function, prepare).place();
  }
};

} // namespace
