//===- LowerExpandShapes.cpp - Views with several sizes of one ------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_LOWEREXPANDSHAPESPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

/// `value` where it is only known when code runs, else the number.
static OpFoldResult choose(OpBuilder &builder, int64_t number,
                           OpFoldResult value) {
  return ShapedType::isDynamic(number)
             ? value
             : OpFoldResult(builder.getIndexAttr(number));
}

namespace {

/// memref.expand_shape with several dynamic sizes of one => a view with the
/// strides that they make.
struct LowerExpandShape : OpRewritePattern<memref::ExpandShapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(memref::ExpandShapeOp op,
                                PatternRewriter &rewriter) const override {
    MemRefType type = op.getResultType();
    auto hasSeveral = [&](const ReassociationIndices &group) {
      return llvm::count_if(group, [&](int64_t dim) {
               return type.isDynamicDim(dim);
             }) > 1;
    };
    if (llvm::none_of(op.getReassociationIndices(), hasSeveral))
      return rewriter.notifyMatchFailure(op, "upstream lowers it");
    auto [known, knownOffset] = type.getStridesAndOffset();
    auto source = memref::ExtractStridedMetadataOp::create(
        rewriter, op.getLoc(), op.getSrc());
    OpFoldResult offset = choose(rewriter, knownOffset, source.getOffset());
    SmallVector<OpFoldResult> sizes = op.getMixedOutputShape(),
                              strides(sizes.size());
    for (auto [group, stride] :
         llvm::zip_equal(op.getReassociationIndices(), source.getStrides())) {
      Value next = stride;
      for (int64_t dim : llvm::reverse(group)) {
        strides[dim] = choose(rewriter, known[dim], next);
        next = arith::MulIOp::create(
            rewriter, op.getLoc(), next,
            getValueOrCreateConstantIndexOp(rewriter, op.getLoc(), sizes[dim]));
      }
    }
    rewriter.replaceOpWithNewOp<memref::ReinterpretCastOp>(
        op, type, source.getBaseBuffer(), offset, sizes, strides);
    return success();
  }
};

struct LowerExpandShapes
    : norm::impl::LowerExpandShapesPassBase<LowerExpandShapes> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<LowerExpandShape>(context);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
