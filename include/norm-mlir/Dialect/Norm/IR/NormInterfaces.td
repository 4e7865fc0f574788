//===- NormInterfaces.td - What every named op answers -----*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMINTERFACES_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMINTERFACES_TD

include "mlir/IR/OpBase.td"
include "mlir/Interfaces/InferTypeOpInterface.td"

def Norm_NormOpInterface : OpInterface<"NormOpInterface"> {
  let cppNamespace = "::mlir::norm";
  let description = [{
    The questions that generalization, the reference evaluator and tiling ask of a
    named op. A *group* is the set of elements that share their statistics: the
    reduced axes run inside a group, the kept axes number the groups. Only group_norm
    cuts an axis: its channels, which count as reduced, make several groups.
  }];
  let methods = [
    InterfaceMethod<"The tensor to normalize.",
      "::mlir::TypedValue<::mlir::RankedTensorType>", "getNormalized">,
    InterfaceMethod<"The axes inside a group, ascending.",
      "::llvm::SmallVector<int64_t>", "getReducedAxes">,
    InterfaceMethod<"The axes that number the groups, ascending.",
      "::llvm::SmallVector<int64_t>", "getKeptAxes", (ins), "", [{
        return complementAxes($_op.getNormalized().getType().getRank(), $_op.getReducedAxes());
      }]>,
    InterfaceMethod<"The axes of the input that scale and bias run along, ascending.",
      "::llvm::SmallVector<int64_t>", "getAffineAxes">,
    InterfaceMethod<"The axes of the input that the dims of a result run along, in order.",
      "::llvm::SmallVector<int64_t>", "getResultAxes", (ins "unsigned":$number), "", [{
        return number == 0 ? complementAxes($_op.getNormalized().getType().getRank(), {}) : $_op.getKeptAxes();
      }]>,
    InterfaceMethod<"The axes that no tile may cut, ascending: statistics are taken over all of their elements.",
      "::llvm::SmallVector<int64_t>", "getWholeAxes", (ins), "", [{
        return $_op.getReducedAxes();
      }]>,
    InterfaceMethod<"What tiling and bounds of sizes ask: the axes of the input, and the part of each operand and result that belongs to a part of it.",
      "::mlir::norm::IterationSpace", "getIterationSpace", (ins), "", [{
        return ::mlir::norm::makeInputSpace($_op);
      }]>,
    InterfaceMethod<"The statistic that the op divides by.",
      "::mlir::norm::StatisticKind", "getStatistic">,
    InterfaceMethod<"What keeps the divisor from 0: added to the variance (or mean square) or to its root.",
      "double", "getEpsilonValue">,
    InterfaceMethod<"Whether epsilon is added before or after the root is taken.",
      "::mlir::norm::EpsilonMode", "getEpsilonMode", (ins), "", [{
        return ::mlir::norm::EpsilonMode::InsideSqrt;
      }]>,
    InterfaceMethod<"Appends the op's conditions on sizes: those that are static are verified, the others become norm.require.",
      "void", "getSizeConditions", (ins "::llvm::SmallVectorImpl<::mlir::norm::SizeCondition> &":$conditions)>
  ];
}

def Norm_ScheduleInterface : AttrInterface<"ScheduleInterface"> {
  let cppNamespace = "::mlir::norm";
  let description = [{
    How the sweeps of a `norm.kernel` run on one kind of target. A schedule changes the time
    that a kernel takes, and the bits of its sums within what `docs/Numerics.md` promises;
    each target has an attribute of its own, a cost model that chooses it, and an emitter
    that reads it.
  }];
  let methods = [
    InterfaceMethod<"The target whose emitter obeys the schedule, in one word.",
      "::llvm::StringRef", "getTargetName">,
    InterfaceMethod<"Refuses, with an error on the kernel, what this schedule cannot run.",
      "::llvm::LogicalResult", "verifyKernel", (ins "::mlir::Operation *":$kernel)>
  ];
}

#endif // NORM_MLIR_DIALECT_NORM_IR_NORMINTERFACES_TD
