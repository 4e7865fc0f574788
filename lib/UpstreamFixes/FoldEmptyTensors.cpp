//===- FoldEmptyTensors.cpp - What moves no elements ----------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/Utils/Utils.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_FOLDEMPTYTENSORSPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

/// Whether the type says that there are no elements.
static bool isEmpty(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && llvm::is_contained(tensor.getShape(), 0);
}

/// tensor.empty of the sizes of the op's result.
static FailureOr<Value> createEmpty(RewriterBase &rewriter, Operation *op) {
  ReifiedRankedShapedTypeDims sizes;
  if (failed(reifyResultShapes(rewriter, op, sizes)))
    return failure();
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  SmallVector<Value> dynamic;
  for (auto [size, extent] : llvm::zip_equal(sizes[0], type.getShape()))
    if (ShapedType::isDynamic(extent))
      dynamic.push_back(
          getValueOrCreateConstantIndexOp(rewriter, op->getLoc(), size));
  return tensor::EmptyOp::create(rewriter, op->getLoc(), type, dynamic)
      .getResult();
}

namespace {

/// A reshape, slice or pad without elements => tensor.empty. A reshape has none
/// where its source has none.
template <typename Op>
struct FoldMove : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    bool isReshape = isa<tensor::CollapseShapeOp, tensor::ExpandShapeOp>(*op);
    if (!isEmpty(op.getType()) &&
        !(isReshape && isEmpty(op->getOperand(0).getType())))
      return rewriter.notifyMatchFailure(op, "may have elements");
    FailureOr<Value> empty = createEmpty(rewriter, op);
    if (failed(empty))
      return rewriter.notifyMatchFailure(op, "sizes are not known");
    rewriter.replaceOp(op, *empty);
    return success();
  }
};

/// tensor.pad of nothing => linalg.fill, or tensor.generate of what it pads
/// with.
struct FillPadding : OpRewritePattern<tensor::PadOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::PadOp op,
                                PatternRewriter &rewriter) const override {
    if (!isEmpty(op.getSourceType()) || isEmpty(op.getType()))
      return rewriter.notifyMatchFailure(op, "the source may have elements");
    FailureOr<Value> empty = createEmpty(rewriter, op);
    if (failed(empty))
      return rewriter.notifyMatchFailure(op, "sizes are not known");
    if (Value constant = op.getConstantPaddingValue()) {
      Operation *definition = constant.getDefiningOp();
      if (definition && op->isAncestor(definition))
        rewriter.moveOpBefore(definition, op);
      rewriter.replaceOpWithNewOp<linalg::FillOp>(op, constant, *empty);
      return success();
    }
    auto generate = tensor::GenerateOp::create(
        rewriter, op.getLoc(), op.getType(),
        empty->getDefiningOp<tensor::EmptyOp>().getDynamicSizes());
    rewriter.inlineRegionBefore(op.getRegion(), generate.getBody(),
                                generate.getBody().begin());
    rewriter.replaceOp(op, generate);
    return success();
  }
};

/// tensor.insert_slice of nothing => where it is inserted.
struct DropInsertion : OpRewritePattern<tensor::InsertSliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::InsertSliceOp op,
                                PatternRewriter &rewriter) const override {
    if (!isEmpty(op.getSourceType()))
      return rewriter.notifyMatchFailure(op, "the source may have elements");
    rewriter.replaceOp(op, op.getDest());
    return success();
  }
};

/// tensor.concat => of those that have elements.
struct DropConcatenated : OpRewritePattern<tensor::ConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ConcatOp op,
                                PatternRewriter &rewriter) const override {
    SmallVector<Value> inputs;
    for (Value input : op.getInputs())
      if (!isEmpty(input.getType()))
        inputs.push_back(input);
    if (inputs.size() == op.getInputs().size() || inputs.empty())
      return rewriter.notifyMatchFailure(op, "all or none may have elements");
    Value result =
        tensor::ConcatOp::create(rewriter, op.getLoc(), op.getDim(), inputs);
    if (result.getType() != op.getType())
      result =
          tensor::CastOp::create(rewriter, op.getLoc(), op.getType(), result);
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct FoldEmptyTensors
    : norm::impl::FoldEmptyTensorsPassBase<FoldEmptyTensors> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<FoldMove<tensor::CollapseShapeOp>, FoldMove<tensor::ExpandShapeOp>,
            FoldMove<tensor::ExtractSliceOp>, FoldMove<tensor::PadOp>,
            FoldMove<tensor::ConcatOp>, FillPadding, DropInsertion,
            DropConcatenated>(context);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
