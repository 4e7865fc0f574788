//===- ShapeReductions.cpp - Smaller sizes ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A size is changed wherever it stands, so that what was equal stays equal;
// where that breaks a product of sizes, the candidate does not verify.
//
//===----------------------------------------------------------------------===//

#include "Inputs.h"
#include "norm-mlir/Reduce/Reduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include <set>

using namespace mlir;
using namespace mlir::norm;

/// Attributes that hold sizes.
static constexpr StringLiteral kSizeAttrs[] = {"static_sizes",
                                               "static_output_shape"};

/// All sizes of 2 or more of a module, ascending.
static std::set<int64_t> findSizes(ModuleOp module) {
  std::set<int64_t> sizes;
  auto add = [&](ArrayRef<int64_t> shape) {
    for (int64_t size : shape)
      if (size > 1)
        sizes.insert(size);
  };
  auto addType = [&](Type type) {
    auto shaped = dyn_cast<ShapedType>(type);
    if (shaped && shaped.hasRank())
      add(shaped.getShape());
  };
  module.walk([&](Operation *op) {
    llvm::for_each(op->getResultTypes(), addType);
    for (Region &region : op->getRegions())
      for (Block &block : region)
        llvm::for_each(block.getArgumentTypes(), addType);
    if (auto function = dyn_cast<FunctionOpInterface>(op))
      for (unsigned index = 0; index < function.getNumArguments(); ++index)
        if (std::optional<InputSpec> spec = getInput(function, index);
            spec && spec->sizes)
          add(*spec->sizes);
  });
  return sizes;
}

/// The tensor or buffer type `type` with each size `from` as `to`.
static ShapedType replaceSize(ShapedType type, int64_t from, int64_t to) {
  if (!type.hasRank())
    return type;
  SmallVector<int64_t> shape(type.getShape());
  std::replace(shape.begin(), shape.end(), from, to);
  return type.clone(shape);
}

/// Replaces `from` by `to` in what states sizes beside types: attributes, and
/// inputs of functions.
static void replaceStatedSizes(Operation *op, int64_t from, int64_t to) {
  for (StringRef name : kSizeAttrs)
    if (auto sizes = op->getAttrOfType<DenseI64ArrayAttr>(name)) {
      SmallVector<int64_t> replaced(sizes.asArrayRef());
      std::replace(replaced.begin(), replaced.end(), from, to);
      op->setAttr(name, DenseI64ArrayAttr::get(op->getContext(), replaced));
    }
  if (auto constant = dyn_cast<arith::ConstantIndexOp>(op))
    if (constant.value() == from)
      constant.setValueAttr(Builder(op->getContext()).getIndexAttr(to));
  auto function = dyn_cast<FunctionOpInterface>(op);
  if (!function)
    return;
  for (unsigned index = 0; index < function.getNumArguments(); ++index) {
    std::optional<InputSpec> spec = getInput(function, index);
    if (!spec || !spec->sizes)
      continue;
    std::replace(spec->sizes->begin(), spec->sizes->end(), from, to);
    setInput(function, index, *spec);
  }
}

/// Replaces the size `from` by `to` in the whole module.
static void replaceSizes(ModuleOp module, int64_t from, int64_t to) {
  AttrTypeReplacer replacer;
  auto replaceType = [=](ShapedType type) {
    return replaceSize(type, from, to);
  };
  replacer.addReplacement(
      [=](RankedTensorType type) -> Type { return replaceType(type); });
  replacer.addReplacement([=](MemRefType type) -> Type {
    // A layout states strides, which follow from sizes in their own way.
    return type.getLayout().isIdentity() ? Type(replaceType(type)) : type;
  });
  // Constants keep one of their elements.
  replacer.addReplacement(
      [=](DenseElementsAttr elements) -> std::pair<Attribute, WalkResult> {
        ShapedType type = replaceType(elements.getType());
        if (type == elements.getType() || elements.empty())
          return {elements, WalkResult::skip()};
        return {DenseElementsAttr::get(
                    type, *elements.getValues<Attribute>().begin()),
                WalkResult::skip()};
      });
  replacer.recursivelyReplaceElementsIn(module, /*replaceAttrs=*/true,
                                        /*replaceLocs=*/false,
                                        /*replaceTypes=*/true);
  module.walk([&](Operation *op) { replaceStatedSizes(op, from, to); });
}

namespace {

/// Makes each size one of those that `choose` gives for it.
struct ShrinkSizes : Reduction {
  ShrinkSizes(StringRef name, int64_t (*choose)(int64_t))
      : name(name), choose(choose) {}

  StringRef getName() const override { return name; }

  void findChanges(Candidate &candidate,
                   SmallVectorImpl<Change> &changes) override {
    // Ascending, so that no size becomes one that is changed afterwards.
    for (int64_t size : findSizes(candidate.getModule()))
      if (int64_t chosen = choose(size); chosen < size)
        changes.push_back([size, chosen](Candidate &candidate) {
          replaceSizes(candidate.getModule(), size, chosen);
        });
  }

  StringRef name;
  int64_t (*choose)(int64_t);
};

} // namespace

void norm::addShapeReductions(Reductions &reductions) {
  auto add = [&](StringRef name, int64_t (*choose)(int64_t)) {
    reductions.push_back(std::make_unique<ShrinkSizes>(name, choose));
  };
  add("sizes-to-1", +[](int64_t) -> int64_t { return 1; });
  add("sizes-to-2", +[](int64_t) -> int64_t { return 2; });
  // Halves keep multiples of vectors and groups, one less what lies beyond.
  add("sizes-to-halves", +[](int64_t size) { return size / 2; });
  add("sizes-less-1", +[](int64_t size) { return size - 1; });
}
