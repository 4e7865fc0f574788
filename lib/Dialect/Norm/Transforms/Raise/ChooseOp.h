//===- ChooseOp.h - Which op a norm is --------------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_CHOOSEOP_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_CHOOSEOP_H

#include "NormMatch.h"

namespace mlir::norm::raise {

enum class NormKind {
  LayerNorm,
  RMSNorm,
  GroupNorm,
  InstanceNorm,
  BatchNorm,
  BatchNormTraining,
  LpNormalize,
  WeightNorm,
  LocalResponseNorm,
  Core, // norm.stats and norm.apply
};

/// An op, its axes, and what is left for ops around it.
struct OpChoice {
  NormKind kind = NormKind::Core;
  /// The axes that each dimension of the op's input runs along.
  Index layout;
  /// Dimensions inside a group; without the channels of group norm.
  SmallVector<int64_t> axes;
  int64_t channel = 0;
  int64_t groups = 1;
  /// Dimensions that scale and bias run along, and their axes.
  SmallVector<int64_t> affineDims;
  Index affineLayout;
  bool isPerGroup = false;
  /// Scale and bias are applied by an elementwise op; the bias alone where the
  /// op keeps the scale.
  bool splitsAffine = false;
  bool keepsScale = false;
};

/// `layout` with dimensions split so that each is reduced or kept as a whole.
Index separateReduced(const Group &group, const Index &layout);

/// The op for a norm whose input has dimensions along `layout`. Nothing where
/// there is none for this layout.
std::optional<OpChoice> chooseOp(Algebra &algebra, const NormMatch &match,
                                 const Index &layout);

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_CHOOSEOP_H
