//===- KernelBuilder.cpp - One norm.kernel from a group of ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelBuilder.h"
#include "RegionOrder.h"
#include "RegionWriter.h"
#include "SizeOrigin.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Says which values are known before the kernel of a group.
class Availability {
public:
  Availability(const KernelGroup &group, const GroupGraph &graph)
      : group(group), graph(graph), block(group.ops.front()->getBlock()) {}

  bool operator()(Value value) {
    Operation *def = value.getDefiningOp();
    if (!def || def->getBlock() != block)
      return true;
    auto [entry, isNew] = known.insert({def, false});
    if (isNew)
      entry->second = !graph.dependsOn(def, group.number);
    return entry->second;
  }

private:
  const KernelGroup &group;
  const GroupGraph &graph;
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

KernelOp createKernel(RewriterBase &rewriter, Location loc,
                      ArrayRef<OpFoldResult> sizes, RegionWriter &writer,
                      ArrayRef<Value> inits, ArrayRef<Attribute> initMaps,
                      std::unique_ptr<Block> block) {
  SmallVector<int64_t> staticSizes;
  SmallVector<Value> dynamicSizes;
  dispatchIndexOpFoldResults(sizes, dynamicSizes, staticSizes);
  SmallVector<Value> inputs;
  SmallVector<Attribute> maps, outside;
  for (unsigned number : orderRegion(*block)) {
    inputs.push_back(writer.inputs[number]);
    maps.push_back(writer.maps[number]);
    outside.push_back(writer.outside[number]);
  }
  llvm::append_range(maps, initMaps);
  bool hasOutside = llvm::any_of(
      outside, [](Attribute value) { return !isa<UnitAttr>(value); });
  auto kernel = KernelOp::create(
      rewriter, loc, TypeRange(ValueRange(inits)), dynamicSizes, inputs, inits,
      rewriter.getDenseI64ArrayAttr(staticSizes), rewriter.getArrayAttr(maps),
      hasOutside ? rewriter.getArrayAttr(outside) : ArrayAttr(),
      ScheduleAttr());
  kernel.getBody().push_back(block.release());
  return kernel;
}

} // namespace

LogicalResult
norm::buildKernel(RewriterBase &rewriter, const KernelGroup &group,
                  const GroupGraph &graph,
                  SmallVectorImpl<std::pair<Value, Value>> &replacements) {
  linalg::GenericOp last = group.ops.back();
  Location loc = last.getLoc();
  rewriter.setInsertionPointAfter(last);
  Availability isAvailable(group, graph);
  SmallVector<OpFoldResult> sizes;
  for (unsigned atom = 0; atom < group.axes.getNumAtoms(); ++atom) {
    sizes.push_back(group.axes.getSize(rewriter, loc, atom, isAvailable));
    if (!sizes.back())
      return failure();
  }
  SmallVector<Value> inits, yielded;
  for (Value output : group.outputs) {
    auto type = cast<RankedTensorType>(output.getType());
    SmallVector<OpFoldResult> shape =
        getShape(rewriter, loc, group.axes, output, isAvailable);
    if (int64_t(shape.size()) != type.getRank())
      return failure();
    inits.push_back(
        tensor::EmptyOp::create(rewriter, loc, shape, type.getElementType()));
  }
  auto block = std::make_unique<Block>();
  RegionWriter writer(rewriter, loc, group, sizes, block.get());
  SmallVector<Attribute> initMaps;
  for (Value output : group.outputs) {
    RegionWriter::Index index = writer.getOwnIndex(output);
    yielded.push_back(writer.getElement(output, index));
    initMaps.push_back(AffineMapAttr::get(writer.getMap(output, index)));
  }
  OpBuilder inside(rewriter.getContext());
  inside.setInsertionPointToEnd(block.get());
  YieldOp::create(inside, loc, yielded);
  KernelOp kernel = createKernel(rewriter, loc, sizes, writer, inits, initMaps,
                                 std::move(block));
  rewriter.setInsertionPointAfter(kernel);
  for (auto [output, result] :
       llvm::zip_equal(group.outputs, kernel.getResults())) {
    Value value = result;
    if (value.getType() != output.getType())
      value = tensor::CastOp::create(rewriter, loc, output.getType(), value);
    replacements.push_back({output, value});
  }
  return success();
}
