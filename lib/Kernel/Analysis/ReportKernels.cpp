//===- ReportKernels.cpp - Say how kernels walk over memory ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "SweepPlan.h"

#include "llvm/Support/FormatVariadic.h"

namespace mlir::norm {
#define GEN_PASS_DEF_REPORTKERNELSPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// How vectors lie in the groups of a kernel, in one word.
StringRef getMemoryClass(KernelOp kernel, const SweepAnalysis &sweeps,
                         const KernelLayout &layout) {
  if (layout.hasWindow())
    return "window";
  if (sweeps.getReduced().none())
    return "points";
  std::optional<unsigned> vectorAxis = layout.chooseVectorAxis();
  if (!vectorAxis)
    return "scattered";
  const KernelAxis &axis = layout.getAxes()[*vectorAxis];
  if (!axis.isReduced)
    return "columns";
  bool hasOthers =
      llvm::any_of(sweeps.getReduced().set_bits(), [&](unsigned dim) {
        return !llvm::is_contained(axis.dims, dim);
      });
  return hasOthers && layout.isInnerPart(axis.dims.front()) ? "lanes" : "rows";
}

/// "2 results", "1 result".
std::string count(size_t number, StringRef thing) {
  return llvm::formatv("{0} {1}{2}", number, thing, number == 1 ? "" : "s");
}

/// "rows, 2 sweeps: 2 reductions, 128 bytes; 1 result, 256 bytes".
std::string describe(KernelOp kernel) {
  SweepAnalysis sweeps(kernel);
  KernelLayout layout(kernel, sweeps);
  SmallVector<std::string> walks;
  for (unsigned sweep = 0; sweep < sweeps.getNumSweeps(); ++sweep) {
    SmallVector<std::string> parts;
    if (size_t reductions = sweeps.getReductions(sweep).size())
      parts.push_back(count(reductions, "reduction"));
    if (size_t results = sweeps.getOutputs(sweep).size())
      parts.push_back(count(results, "result"));
    if (std::optional<int64_t> bytes = sweeps.getBytes(sweep))
      parts.push_back(count(*bytes, "byte"));
    walks.push_back(llvm::join(parts, ", "));
  }
  if (!sweeps.getGroupOutputs().empty()) {
    walks.push_back(count(sweeps.getGroupOutputs().size(), "result") +
                    " per group");
    int64_t bytes = 0;
    bool isKnown = llvm::all_of(sweeps.getGroupOutputs(), [&](unsigned output) {
      auto own = getOperandBytes(kernel.getInits()[output].getType());
      return own && !llvm::AddOverflow(bytes, *own, bytes);
    });
    if (isKnown)
      walks.back() += ", " + count(bytes, "byte");
  }
  return llvm::formatv("{0}, {1}: {2}", getMemoryClass(kernel, sweeps, layout),
                       count(sweeps.getNumSweeps(), "sweep"),
                       llvm::join(walks, "; "));
}

/// The plan of a kernel's sweeps, at the width of its schedule.
std::string describePlan(KernelOp kernel) {
  SweepAnalysis sweeps(kernel);
  KernelLayout layout(kernel, sweeps);
  std::optional<unsigned> axis = layout.chooseVectorAxis();
  Width width;
  bool hasRest = true;
  if (auto schedule =
          dyn_cast_if_present<CPUScheduleAttr>(kernel.getScheduleAttr())) {
    axis = layout.getAxisOf(schedule.getVector());
    width = {schedule.getLanes(), schedule.getUnroll()};
    hasRest = schedule.getTail() == Tail::Scalar;
  }
  std::string text;
  llvm::raw_string_ostream stream(text);
  SweepPlan(kernel, sweeps, layout, axis, width, hasRest).print(stream);
  return text;
}

struct ReportKernels : norm::impl::ReportKernelsPassBase<ReportKernels> {
  using ReportKernelsPassBase::ReportKernelsPassBase;

  void runOnOperation() override {
    getOperation().walk([&](KernelOp kernel) {
      kernel.emitRemark(plan ? describePlan(kernel) : describe(kernel));
    });
    markAllAnalysesPreserved();
  }
};

} // namespace
