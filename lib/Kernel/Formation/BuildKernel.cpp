//===- BuildKernel.cpp - One norm.kernel from a fusion of ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BuildKernel.h"
#include "RegionWriter.h"
#include "SizeOrigin.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Says which values are known before the kernel of a fusion.
class Availability {
public:
  Availability(const Fusion &fusion, const FusionGraph &graph)
      : fusion(fusion), graph(graph), block(fusion.ops.front()->getBlock()) {}

  bool operator()(Value value) {
    Operation *def = value.getDefiningOp();
    if (!def || def->getBlock() != block)
      return true;
    auto [entry, isNew] = known.insert({def, false});
    if (isNew)
      entry->second = !graph.dependsOn(def, fusion.number);
    return entry->second;
  }

private:
  const Fusion &fusion;
  const FusionGraph &graph;
  Block *block;
  DenseMap<Operation *, bool> known;
};

/// The sizes of a result; empty where one is not known before the kernel.
SmallVector<OpFoldResult> getShape(OpBuilder &builder, Location loc,
                                   const AxisClasses &axes, Value output,
                                   Availability &isAvailable) {
  auto type = cast<RankedTensorType>(output.getType());
  SmallVector<OpFoldResult> shape;
  for (int64_t dim = 0; dim < type.getRank(); ++dim) {
    OpFoldResult size = axes.getSize(builder, loc, output, dim, isAvailable);
    // First elements have a size of their own.
    if (!size) {
      SizeOrigin origin = getSizeOrigin(output, dim);
      size = origin.stated;
      if (!size && isAvailable(origin.tensor))
        size =
            builder.createOrFold<tensor::DimOp>(loc, origin.tensor, origin.dim);
      auto value = dyn_cast_if_present<Value>(size);
      if (!size || (value && !isAvailable(value)))
        return {};
    }
    shape.push_back(size);
  }
  return shape;
}

} // namespace

LogicalResult
norm::buildKernel(RewriterBase &rewriter, const Fusion &fusion,
                  const FusionGraph &graph,
                  SmallVectorImpl<std::pair<Value, Value>> &replacements) {
  linalg::GenericOp last = fusion.ops.back();
  Location loc = last.getLoc();
  rewriter.setInsertionPointAfter(last);
  Availability isAvailable(fusion, graph);
  SmallVector<OpFoldResult> sizes;
  for (unsigned atom = 0; atom < fusion.axes.getNumAtoms(); ++atom) {
    sizes.push_back(fusion.axes.getSize(rewriter, loc, atom, isAvailable));
    if (!sizes.back())
      return failure();
  }
  SmallVector<Value> inits;
  for (Value output : fusion.outputs) {
    auto type = cast<RankedTensorType>(output.getType());
    SmallVector<OpFoldResult> shape =
        getShape(rewriter, loc, fusion.axes, output, isAvailable);
    if (int64_t(shape.size()) != type.getRank())
      return failure();
    inits.push_back(
        tensor::EmptyOp::create(rewriter, loc, shape, type.getElementType()));
  }
  KernelOpBuilder builder(rewriter, loc, sizes);
  RegionWriter writer(rewriter, loc, fusion, sizes, builder);
  for (auto [output, init] : llvm::zip_equal(fusion.outputs, inits)) {
    RegionWriter::Index index = writer.getOwnIndex(output);
    Value element = writer.getElement(output, index);
    builder.addOutput(init, writer.getMap(output, index), element);
  }
  builder.orderRegion();
  KernelOp kernel = builder.create();
  rewriter.setInsertionPointAfter(kernel);
  for (auto [output, result] :
       llvm::zip_equal(fusion.outputs, kernel.getResults())) {
    Value value = result;
    if (value.getType() != output.getType())
      value = tensor::CastOp::create(rewriter, loc, output.getType(), value);
    replacements.push_back({output, value});
  }
  return success();
}
