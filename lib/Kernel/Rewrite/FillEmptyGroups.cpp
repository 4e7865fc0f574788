//===- FillEmptyGroups.cpp - Results of groups without elements ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "KernelOpBuilder.h"
#include "norm-mlir/Dialect/Norm/IR/KernelAccess.h"
#include "norm-mlir/Kernel/Analysis/SweepAnalysis.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace mlir::norm {
#define GEN_PASS_DEF_FILLEMPTYGROUPSPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The dimensions that a result does not vary along, though the loops that
/// write it do, and that may have size 0: in sets of which one is to be
/// looked at after the other, since a map that names a size needs to know that
/// it is that one which is 0.
SmallVector<SmallVector<unsigned>>
getMissingDims(KernelOp kernel, unsigned output, const SweepAnalysis &sweeps) {
  std::vector<KernelAccess> accesses = KernelAccess::getAll(kernel);
  const KernelAccess &access = accesses[kernel.getInputs().size() + output];
  bool isOfGroup = llvm::is_contained(sweeps.getGroupOutputs(), output);
  SmallVector<unsigned> kept, reduced;
  SmallVector<SmallVector<unsigned>> sets;
  for (unsigned dim = 0; dim < kernel.getNumDims(); ++dim) {
    int64_t size = kernel.getStaticSizes()[dim];
    bool isReduced = sweeps.getReduced().test(dim);
    if (access.variesAlong(dim) || (isReduced && isOfGroup) ||
        !(ShapedType::isDynamic(size) || size == 0))
      continue;
    if (llvm::any_of(accesses, [&](const KernelAccess &own) {
          return own.namesSizeOf(dim);
        }))
      sets.push_back({dim});
    else
      (isReduced ? reduced : kept).push_back(dim);
  }
  for (ArrayRef<unsigned> together : {ArrayRef(kept), ArrayRef(reduced)})
    if (!together.empty())
      sets.emplace_back(together);
  return sets;
}

/// Makes a kernel for one result alone, in a space of size 1 along `missing`,
/// one of which has size 0: reductions over it give what they start with.
KernelOp createKernelOf(OpBuilder &builder, KernelOp kernel, unsigned output,
                        ArrayRef<unsigned> missing) {
  Location loc = kernel.getLoc();
  SmallVector<OpFoldResult> sizes = kernel.getMixedSizes();
  // In the maps, they stay 0.
  SmallVector<AffineExpr> symbols;
  for (unsigned dim = 0; dim < sizes.size(); ++dim)
    symbols.push_back(llvm::is_contained(missing, dim)
                          ? builder.getAffineConstantExpr(0)
                          : builder.getAffineSymbolExpr(dim));
  for (unsigned dim : missing)
    sizes[dim] = builder.getIndexAttr(1);
  auto getMap = [&](AffineMap map) {
    unsigned numSymbols = map.getNumSymbols();
    return map.replaceDimsAndSymbols({},
                                     ArrayRef(symbols).take_front(numSymbols),
                                     map.getNumDims(), numSymbols);
  };
  KernelOpBuilder part(builder, loc, sizes);
  auto replace = [&](Value value) -> Value {
    if (auto argument = dyn_cast<BlockArgument>(value)) {
      unsigned input = argument.getArgNumber();
      return part.addInput(kernel.getInputs()[input],
                           getMap(kernel.getInputMap(input)),
                           kernel.getOutsideValue(input));
    }
    auto reduce = value.getDefiningOp<ReduceOp>();
    bool isEmpty = reduce && llvm::any_of(missing, [&](unsigned dim) {
                     return llvm::is_contained(reduce.getOver(), dim);
                   });
    if (!isEmpty)
      return nullptr;
    return arith::ConstantOp::create(
        part.inside(), loc,
        getNeutralValue(reduce.getKind(), cast<FloatType>(value.getType())));
  };
  part.addOutput(kernel.getInits()[output], getMap(kernel.getInitMap(output)),
                 part.copy(kernel, kernel.getYielded()[output], replace));
  KernelOp created = part.create();
  created->setAttr(NormDialect::getColdAttrName(), builder.getUnitAttr());
  return created;
}

/// Writes the results of a kernel that exist though its space is empty: a
/// dimension that they do not vary along has size 0, so that the loops visit no
/// point. What it makes is added to `created`.
void fillWhereEmpty(KernelOp kernel, SmallVectorImpl<KernelOp> &created) {
  Location loc = kernel.getLoc();
  OpBuilder builder(kernel);
  SweepAnalysis sweeps(kernel);
  Value zero;
  for (unsigned output = 0; output < kernel.getInits().size(); ++output) {
    // Without a group, or a point of it, there is no block to add up.
    if (kernel.getOuterReduction(output) || kernel.getBlockSize(output) > 0)
      continue;
    for (ArrayRef<unsigned> missing : getMissingDims(kernel, output, sweeps)) {
      if (!zero)
        zero = arith::ConstantIndexOp::create(builder, loc, 0);
      Value isEmpty;
      for (unsigned dim : missing) {
        Value size = getValueOrCreateConstantIndexOp(
            builder, loc, kernel.getMixedSizes()[dim]);
        Value isZero = arith::CmpIOp::create(
            builder, loc, arith::CmpIPredicate::eq, size, zero);
        isEmpty = isEmpty ? arith::OrIOp::create(builder, loc, isEmpty, isZero)
                          : isZero;
      }
      auto guard = scf::IfOp::create(builder, loc, isEmpty);
      OpBuilder inside = guard.getThenBodyBuilder();
      created.push_back(createKernelOf(inside, kernel, output, missing));
    }
  }
}

struct FillEmptyGroups : norm::impl::FillEmptyGroupsPassBase<FillEmptyGroups> {
  using FillEmptyGroupsPassBase::FillEmptyGroupsPassBase;

  void runOnOperation() override {
    SmallVector<KernelOp> kernels;
    getOperation().walk([&](KernelOp kernel) {
      if (kernel.getNumResults() == 0)
        kernels.push_back(kernel);
    });
    // What is written where some sizes are 0 may have others that are.
    while (!kernels.empty())
      fillWhereEmpty(kernels.pop_back_val(), kernels);
  }
};

} // namespace
