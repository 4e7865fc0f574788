//===- AttachTarget.cpp - Say which GPU device code is for ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Chips.h"
#include "norm-mlir/Kernel/Passes.h"

#include "GPUCostModel.h"

#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "llvm/ADT/StringExtras.h"

namespace mlir::norm {
#define GEN_PASS_DEF_ATTACHNVVMTARGETPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

constexpr Chip kChips[] = {
    {"sm_80", 70},   {"sm_86", 71},   {"sm_87", 74},  {"sm_88", 90},
    {"sm_89", 78},   {"sm_90", 78},   {"sm_90a", 80}, {"sm_100", 86},
    {"sm_100a", 86}, {"sm_100f", 88}, {"sm_101", 86}, {"sm_103", 88},
    {"sm_103a", 88}, {"sm_110", 90},  {"sm_120", 87}, {"sm_120a", 87},
    {"sm_121", 88},
};

constexpr unsigned kPTXVersions[] = {70, 71, 72, 73, 74, 75, 76, 77, 78, 80,
                                     81, 82, 83, 84, 85, 86, 87, 88, 90};

/// What drivers have had since 2023, where nothing is asked for.
constexpr unsigned kDefaultPTX = 83;

std::string writeVersion(unsigned version) {
  return std::to_string(version / 10) + "." + std::to_string(version % 10);
}

} // namespace

ArrayRef<Chip> norm::getChips() { return kChips; }

bool norm::hasFastDoubles(StringRef chip) {
  return llvm::is_contained({"sm_80", "sm_90", "sm_90a", "sm_100", "sm_100a"},
                            chip);
}

const Chip *norm::findChipFor(unsigned capability) {
  const Chip *newest = nullptr;
  for (const Chip &chip : kChips) {
    unsigned own;
    // Code for one capability alone ends in a letter.
    if (chip.name.drop_front(strlen("sm_")).getAsInteger(10, own) ||
        own > capability)
      continue;
    newest = &chip;
  }
  return newest;
}

namespace {

struct AttachNVVMTarget
    : norm::impl::AttachNVVMTargetPassBase<AttachNVVMTarget> {
  using AttachNVVMTargetPassBase::AttachNVVMTargetPassBase;

  void runOnOperation() override {
    const Chip *found = llvm::find_if(
        kChips, [&](const Chip &known) { return known.name == chip; });
    if (found == std::end(kChips)) {
      getOperation()->emitError()
          << "expects a chip of "
          << llvm::join(llvm::map_range(
                            kChips,
                            [](const Chip &known) { return known.name.str(); }),
                        ", ")
          << "; got \"" << chip << "\"";
      return signalPassFailure();
    }
    std::optional<unsigned> version = chooseVersion(*found);
    if (!version || failed(verifyClusters(*found)))
      return signalPassFailure();
    // For ptxas and the driver's compiler too.
    auto target = NVVM::NVVMTargetAttr::get(&getContext(), /*optLevel=*/3,
                                            "nvptx64-nvidia-cuda", found->name,
                                            "+ptx" + std::to_string(*version));
    getOperation()->walk([&](gpu::GPUModuleOp module) {
      module.setTargetsAttr(ArrayAttr::get(&getContext(), {target}));
    });
  }

private:
  LogicalResult verifyClusters(const Chip &own) {
    if (hasClusters(own.name))
      return success();
    WalkResult result = getOperation()->walk([&](gpu::GPUFuncOp function) {
      std::optional<ArrayRef<int32_t>> size = function.getKnownClusterSize();
      if (!size)
        return WalkResult::advance();
      function.emitError() << "expects a chip from sm_90 on for clusters of "
                           << size->front() << " blocks; got " << own.name;
      return WalkResult::interrupt();
    });
    return failure(result.wasInterrupted());
  }

  /// The version of PTX that is asked for, or one that has the chip.
  std::optional<unsigned> chooseVersion(const Chip &own) {
    if (ptx.empty())
      return std::max(own.firstPTX, kDefaultPTX);
    const unsigned *known = llvm::find_if(kPTXVersions, [&](unsigned version) {
      return writeVersion(version) == ptx;
    });
    if (known == std::end(kPTXVersions)) {
      getOperation()->emitError()
          << "expects a version of PTX from " << writeVersion(kPTXVersions[0])
          << " to " << writeVersion(std::end(kPTXVersions)[-1]) << "; got \""
          << ptx << "\"";
      return std::nullopt;
    }
    if (*known < own.firstPTX) {
      getOperation()->emitError()
          << "expects PTX " << writeVersion(own.firstPTX) << " or later for "
          << own.name << "; got " << ptx;
      return std::nullopt;
    }
    return *known;
  }
};

} // namespace
