//===- ChooseOp.cpp - Which op a norm is ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The axes that are reduced and those that scale and bias run along decide. Ops
// that refuse sizes which the chain takes (a group of one element, an empty
// axis) are chosen only where the sizes cannot be those.
//
//===----------------------------------------------------------------------===//

#include "ChooseOp.h"

using namespace mlir;
using namespace mlir::norm::raise;

namespace {

/// Looks at a norm in one layout.
class OpChooser {
public:
  OpChooser(Algebra &algebra, const NormMatch &match, const Index &layout);

  std::optional<OpChoice> choose();

private:
  std::optional<OpChoice> chooseMoments();
  std::optional<OpChoice> chooseGroupNorm();
  std::optional<OpChoice> chooseOneGroup();
  std::optional<OpChoice> chooseSecondMoment();
  std::optional<OpChoice> chooseVectorNorm();
  std::optional<OpChoice> chooseBatchNorm();
  std::optional<OpChoice> chooseResponseNorm();
  std::optional<OpChoice> chooseCore();

  /// Whether scale and bias run along these dimensions, or there are none.
  bool hasAffine() const { return !affine.empty(); }
  /// A choice with scale and bias along `dims`.
  OpChoice create(NormKind kind, ArrayRef<int64_t> dims);
  /// The norm alone, in a layout in which every dimension is reduced or kept;
  /// scale and bias are an op of their own.
  OpChoice createPlain(NormKind kind);
  bool hasPlural(ArrayRef<int64_t> dims) const;

  Algebra &algebra;
  const NormMatch &match;
  Index layout;
  /// Dimensions all of whose axes are reduced, some of whose are, and that
  /// scale and bias vary over.
  SmallVector<int64_t> reduced, mixed, affine;
  /// Dimensions that are neither reduced nor of size 1.
  SmallVector<int64_t> kept;
};

} // namespace

OpChooser::OpChooser(Algebra &algebra, const NormMatch &match,
                     const Index &layout)
    : algebra(algebra), match(match), layout(layout) {
  for (auto [dim, list] : llvm::enumerate(layout)) {
    size_t count = llvm::count_if(list, [&](Axis axis) {
      return llvm::is_contained(match.group.reduced, axis);
    });
    if (count == 0 && !list.empty())
      kept.push_back(dim);
    else if (count == list.size() && !list.empty())
      reduced.push_back(dim);
    else if (count != 0)
      mixed.push_back(dim);
    if ((match.scale && match.scale->variesOver(list)) ||
        (match.bias && match.bias->variesOver(list)))
      affine.push_back(dim);
  }
  // A number is a vector of equal ones, along the axes of the op that has the
  // fewest conditions.
  if (affine.empty() && (match.scale || match.bias))
    affine = mixed.empty() ? reduced : mixed;
}

OpChoice OpChooser::create(NormKind kind, ArrayRef<int64_t> dims) {
  OpChoice choice;
  choice.kind = kind;
  choice.layout = layout;
  choice.axes = reduced;
  choice.affineDims = SmallVector<int64_t>(dims);
  for (int64_t dim : dims)
    choice.affineLayout.push_back(layout[dim]);
  return choice;
}

Index norm::raise::separateReduced(const Group &group, const Index &layout) {
  Index view;
  for (const AxisList &list : layout) {
    AxisList part;
    bool isReduced = false;
    for (Axis axis : list) {
      bool next = llvm::is_contained(group.reduced, axis);
      if (!part.empty() && next != isReduced) {
        view.push_back(part);
        part.clear();
      }
      isReduced = next;
      part.push_back(axis);
    }
    view.push_back(part);
  }
  return view;
}

OpChoice OpChooser::createPlain(NormKind kind) {
  OpChooser inView(algebra, match, separateReduced(match.group, layout));
  OpChoice choice = inView.create(kind, {});
  choice.splitsAffine = match.scale || match.bias;
  return choice;
}

/// Whether a group has several elements, whatever the sizes are.
bool OpChooser::hasPlural(ArrayRef<int64_t> dims) const {
  return llvm::any_of(dims, [&](int64_t dim) {
    Expr size = algebra.countPoints(layout[dim]);
    return size->isConstant() && size->constant > 1.0;
  });
}

//===----------------------------------------------------------------------===//
// Norms of the mean and the variance
//===----------------------------------------------------------------------===//

/// One dimension is cut into groups and the channels of a group.
std::optional<OpChoice> OpChooser::chooseGroupNorm() {
  if (mixed.size() != 1)
    return std::nullopt;
  int64_t channel = mixed[0];
  const AxisList &list = layout[channel];
  auto isReduced = [&](Axis axis) {
    return llvm::is_contained(match.group.reduced, axis);
  };
  size_t cut = llvm::find_if(list, isReduced) - list.begin();
  AxisList groups(ArrayRef<Axis>(list).take_front(cut));
  Expr count = algebra.countPoints(groups),
       channels = algebra.countPoints(list);
  if (!std::all_of(list.begin() + cut, list.end(), isReduced) ||
      !count->isConstant() || !channels->isConstant())
    return std::nullopt;
  // An empty image is refused, and one value for each group.
  for (int64_t dim : reduced) {
    Expr size = algebra.countPoints(layout[dim]);
    if (!size->isConstant() || size->constant == 0.0)
      return std::nullopt;
  }
  if (channels->constant == count->constant && !hasPlural(reduced))
    return std::nullopt;
  if (hasAffine() && affine != mixed)
    return std::nullopt;
  OpChoice choice = create(NormKind::GroupNorm, affine);
  choice.channel = channel;
  choice.groups = count->constant;
  AxisList inner(ArrayRef<Axis>(list).drop_front(cut));
  choice.isPerGroup = hasAffine() &&
                      !(match.scale && match.scale->variesOver(inner)) &&
                      !(match.bias && match.bias->variesOver(inner));
  if (choice.isPerGroup)
    choice.affineLayout = {groups};
  return choice;
}

/// Group normalization with one group, of a scale for each channel.
std::optional<OpChoice> OpChooser::chooseOneGroup() {
  bool isFixed = llvm::all_of(reduced, [&](int64_t dim) {
    Expr size = algebra.countPoints(layout[dim]);
    return size->isConstant() && size->constant != 0.0;
  });
  if (!isFixed || !hasPlural(reduced))
    return std::nullopt;
  OpChoice choice = create(NormKind::GroupNorm, affine);
  choice.channel = affine[0];
  llvm::erase(choice.axes, choice.channel);
  return choice;
}

std::optional<OpChoice> OpChooser::chooseMoments() {
  if (reduced.empty() && mixed.empty())
    return std::nullopt;
  if (mixed.empty() && (!hasAffine() || affine == reduced))
    return create(NormKind::LayerNorm, affine);
  bool isReduced = llvm::any_of(
      affine, [&](int64_t dim) { return llvm::is_contained(reduced, dim); });
  std::optional<OpChoice> choice;
  if (match.divisor == Divisor::Root && !match.roundsBeforeScale) {
    if (!mixed.empty()) {
      choice = chooseGroupNorm();
    } else if (affine.size() == 1 && isReduced) {
      choice = chooseOneGroup();
    } else if (affine.size() == 1 && hasPlural(reduced)) {
      bool isBatch = kept.size() == 1 && match.epsilon > 0.0;
      choice =
          create(isBatch ? NormKind::BatchNormTraining : NormKind::InstanceNorm,
                 affine);
      choice->channel = affine[0];
    }
  }
  if (choice)
    return choice;
  // Scale and bias that are constant in a group are two of its statistics.
  return isReduced || !hasAffine() ? createPlain(NormKind::LayerNorm)
                                   : chooseCore();
}

//===----------------------------------------------------------------------===//
// Others
//===----------------------------------------------------------------------===//

std::optional<OpChoice> OpChooser::chooseSecondMoment() {
  if (mixed.empty() && !match.bias && (!hasAffine() || affine == reduced))
    return create(NormKind::RMSNorm, affine);
  return createPlain(NormKind::RMSNorm);
}

std::optional<OpChoice> OpChooser::chooseVectorNorm() {
  if (match.epsilon == 0.0 && match.statistic == kMeanSquare && match.scale &&
      !match.bias && mixed.empty() && affine.size() == 1 && affine == kept &&
      !match.rounded)
    return create(NormKind::WeightNorm, affine);
  return createPlain(NormKind::LpNormalize);
}

std::optional<OpChoice> OpChooser::chooseBatchNorm() {
  SmallVector<int64_t> dims;
  for (auto [dim, list] : llvm::enumerate(layout))
    if (match.variance->variesOver(list) || match.mean->variesOver(list) ||
        llvm::is_contained(affine, dim))
      dims.push_back(dim);
  if (dims.size() != 1 || layout.size() < 2)
    return std::nullopt;
  OpChoice choice = create(NormKind::BatchNorm, dims);
  choice.channel = dims[0];
  return choice;
}

std::optional<OpChoice> OpChooser::chooseResponseNorm() {
  if (reduced.size() != 1 || !mixed.empty() || layout.size() < 3 ||
      match.windowOffset > 0)
    return std::nullopt;
  int64_t before = -match.windowOffset;
  if (before != match.windowSize / 2 && before != (match.windowSize - 1) / 2)
    return std::nullopt;
  OpChoice choice = create(NormKind::LocalResponseNorm, {});
  choice.channel = reduced[0];
  return choice;
}

std::optional<OpChoice> OpChooser::chooseCore() {
  OpChoice plain = createPlain(NormKind::Core);
  OpChooser inView(algebra, match, plain.layout);
  // What varies over everything is no parameter.
  if (!kept.empty() &&
      inView.affine.size() == inView.kept.size() + inView.reduced.size())
    return plain;
  return inView.create(NormKind::Core, inView.affine);
}

std::optional<OpChoice> OpChooser::choose() {
  switch (match.divisor) {
  case Divisor::Root:
  case Divisor::RootPlus:
    if (match.statistic == kVariance)
      return chooseMoments();
    if (match.divisor == Divisor::Root)
      return chooseSecondMoment();
    return chooseCore();
  case Divisor::NormAtLeast:
    return chooseVectorNorm();
  case Divisor::Window:
    return chooseResponseNorm();
  case Divisor::Given:
    return chooseBatchNorm();
  case Divisor::Other:
    return chooseCore();
  }
  llvm_unreachable("every divisor is one of these");
}

std::optional<OpChoice> norm::raise::chooseOp(Algebra &algebra,
                                              const NormMatch &match,
                                              const Index &layout) {
  std::optional<OpChoice> choice = OpChooser(algebra, match, layout).choose();
  if (!choice || !choice->splitsAffine || !match.scale || !match.bias)
    return choice;
  // A residual need not take the scale with it.
  NormMatch scaled = match;
  scaled.bias = nullptr;
  std::optional<OpChoice> withScale =
      OpChooser(algebra, scaled, layout).choose();
  if (!withScale || withScale->splitsAffine)
    return choice;
  withScale->splitsAffine = withScale->keepsScale = true;
  return withScale;
}
