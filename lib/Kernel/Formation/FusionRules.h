//===- FusionRules.h - What one kernel holds ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_FORMATION_FUSIONRULES_H
#define NORM_MLIR_KERNEL_FORMATION_FUSIONRULES_H

#include "Fusions.h"
#include "PaddedViews.h"
#include "Schedule/CostModel.h"

namespace mlir::norm {

/// A dimension of which an op reads the first element, and what produces it.
struct FirstElement {
  linalg::GenericOp producer;
  Value tensor;
  unsigned dim;
};

/// A margin through which an op reads what another one produces.
struct PaddedRead {
  linalg::GenericOp producer;
  Margin margin;
};

/// The iteration space of a fusion: classes of its axes, ascending.
struct FusionSpace {
  SmallVector<unsigned> walked;  // by some loop
  SmallVector<unsigned> reduced; // by inner reductions
  SmallVector<unsigned> outer;   // by outer ones, which are not read inside
  SmallVector<linalg::GenericOp> outerOps;
  size_t widest = 0;                  // the most of them that one op walks
  SmallVector<unsigned> dynamicParts; // that may be in no loop
};

/// The reductions before each op of a fusion, in a chain, and the sweeps that
/// its kernel takes.
struct FusionStages {
  DenseMap<Operation *, unsigned> stages;
  unsigned numSweeps = 1;
};

/// What is known of a fusion that grows: enough to tell, without a look at all
/// of its ops, whether one more fits.
struct GrowingFusion {
  Fusion fusion;
  FusionSpace space;
  FusionStages sweeps;
  SmallVector<FirstElement> firstElements;
  SmallVector<linalg::GenericOp> windowed; // what windows read
  SmallVector<PaddedRead> padded;
  llvm::SetVector<unsigned> producers; // fusions, some of which have joined
  /// Fusions that this one will never join, with the reason.
  llvm::MapVector<unsigned, std::string> apart;
};

/// Why ops do not fit in one kernel; empty where they do.
struct Misfit {
  std::string why;
  bool isForever = true; // whatever else joins

  explicit operator bool() const { return !why.empty(); }
};

/// A fusion of one op, which has no obstacle. Failure where an axis of it walks
/// with itself, or is split in two ways.
FailureOr<GrowingFusion> startFusion(linalg::GenericOp op);

/// Adds the ops of other fusions to the axes of `base`, on trial, and checks
/// that they are one kernel: the axes walk together, one op has all of them,
/// and all reductions are over the same of them, but for outer ones, whose
/// results no op of the kernel reads. `isMember` says what it computes; `space`
/// is theirs, then.
Misfit checkAxes(GrowingFusion &base, ArrayRef<GrowingFusion *> others,
                 function_ref<bool(Operation *)> isMember, FusionSpace &space);

/// Whether first elements or windows are read of what the kernel computes, and
/// may not be. `isMember` says what it computes.
Misfit checkReads(ArrayRef<GrowingFusion *> parts, const AxisClasses &axes,
                  const FusionSpace &space, const CostModel &model,
                  function_ref<bool(Operation *)> isMember);

/// Whether one kernel for the fusions would compute more again, in sweeps of
/// their own, than the tensors are worth that no longer stand between them.
/// `added` gets the stages of what joins the first fusion, or of all.
bool costsMore(ArrayRef<GrowingFusion *> parts, const AxisClasses &axes,
               const FusionSpace &space, const CostModel &model,
               FusionStages &added);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_FORMATION_FUSIONRULES_H
