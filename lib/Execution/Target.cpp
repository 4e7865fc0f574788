//===- Target.cpp - The machine that code is compiled for ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/Target.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A target with nothing left to default.
struct ResolvedTarget {
  const llvm::Target *target = nullptr;
  llvm::Triple triple;
  std::string cpu, features;
};

/// Code generation is set up once per process, and for other architectures than
/// the host's only when asked for.
void initializeTargets(bool all) {
  static bool native = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    llvm::InitializeNativeTargetAsmParser();
    return true;
  }();
  (void)native;
  if (!all)
    return;
  static bool others = [] {
    llvm::InitializeAllTargetInfos();
    llvm::InitializeAllTargets();
    llvm::InitializeAllTargetMCs();
    llvm::InitializeAllAsmPrinters();
    llvm::InitializeAllAsmParsers();
    return true;
  }();
  (void)others;
}

llvm::Triple getTriple(const TargetOptions &options) {
  return llvm::Triple(llvm::Triple::normalize(
      options.triple.empty() ? llvm::sys::getProcessTriple() : options.triple));
}

/// All features of this processor, in a fixed order.
std::string getHostFeatures() {
  SmallVector<std::string> features;
  for (auto &[name, present] : llvm::sys::getHostCPUFeatures())
    features.push_back((present ? "+" : "-") + name.str());
  llvm::sort(features);
  return llvm::join(features, ",");
}

/// LLVM only warns of a processor that it does not know, and ends the process
/// at one that does not run 64-bit code.
llvm::Error checkProcessor(const ResolvedTarget &resolved) {
  std::unique_ptr<llvm::MCSubtargetInfo> info(
      resolved.target->createMCSubtargetInfo(resolved.triple, "", ""));
  if (info && info->isCPUStringValid(resolved.cpu)) {
    info.reset(resolved.target->createMCSubtargetInfo(resolved.triple,
                                                      resolved.cpu, ""));
    if (!resolved.triple.isX86() || info->checkFeatures("+64bit"))
      return llvm::Error::success();
  }
  std::string nearest;
  unsigned distance = 3;
  for (const llvm::SubtargetSubTypeKV &known :
       info->getAllProcessorDescriptions()) {
    unsigned found =
        StringRef(known.Key).edit_distance(resolved.cpu, true, distance);
    if (found < distance) {
      distance = found;
      nearest = known.Key;
    }
  }
  std::string hint = nearest.empty() || nearest == resolved.cpu
                         ? std::string()
                         : "; did you mean " + nearest + "?";
  return llvm::createStringError(llvm::formatv(
      "expects --cpu=host or a 64-bit processor of {0}; got {1}{2}",
      resolved.triple.getArchName(), resolved.cpu, hint));
}

llvm::Expected<ResolvedTarget> resolve(const TargetOptions &options) {
  ResolvedTarget resolved;
  resolved.triple = getTriple(options);
  if (!resolved.triple.isOSLinux() ||
      (resolved.triple.getArch() != llvm::Triple::x86_64 &&
       resolved.triple.getArch() != llvm::Triple::aarch64) ||
      resolved.triple.isX32())
    return llvm::createStringError(
        "expects --triple of 64-bit Linux on x86_64 or aarch64; got " +
        resolved.triple.str());
  bool isHost = isHostArchitecture(options);
  initializeTargets(/*all=*/!isHost);
  std::string error;
  resolved.target = llvm::TargetRegistry::lookupTarget(resolved.triple, error);
  if (!resolved.target)
    return llvm::createStringError(StringRef(error).split('\n').first);
  resolved.cpu = options.cpu;
  if (resolved.cpu.empty())
    resolved.cpu = isHost ? "host" : "generic";
  if (resolved.cpu == "host") {
    if (!isHost)
      return llvm::createStringError(llvm::formatv(
          "expects --cpu to name a processor of {0}; got host, which is {1}",
          resolved.triple.getArchName(),
          llvm::Triple(llvm::sys::getProcessTriple()).getArchName()));
    resolved.cpu = llvm::sys::getHostCPUName().str();
    resolved.features = getHostFeatures();
  }
  if (llvm::Error error = checkProcessor(resolved))
    return std::move(error);
  return resolved;
}

} // namespace

bool norm::isHostArchitecture(const TargetOptions &options) {
  return getTriple(options).getArch() ==
         llvm::Triple(llvm::sys::getProcessTriple()).getArch();
}

llvm::Error norm::checkRunsHere(const TargetOptions &options) {
  if (!isHostArchitecture(options))
    return llvm::createStringError(llvm::formatv(
        "expects code of this process to be for {0}; got the triple {1}",
        llvm::Triple(llvm::sys::getProcessTriple()).getArchName(),
        options.triple));
  if (options.cpu.empty() || options.cpu == "host")
    return llvm::Error::success();
  llvm::Expected<ResolvedTarget> resolved = resolve(options);
  if (!resolved)
    return resolved.takeError();
  std::unique_ptr<llvm::MCSubtargetInfo> info(
      resolved->target->createMCSubtargetInfo(resolved->triple, resolved->cpu,
                                              resolved->features));
  for (auto &[name, present] : llvm::sys::getHostCPUFeatures())
    if (!present && info->checkFeatures(("+" + name).str()))
      return llvm::createStringError(llvm::formatv(
          "expects code of this process to be for a processor like this one, "
          "{0}, which has no {1}; got {2}",
          llvm::sys::getHostCPUName(), name, resolved->cpu));
  return llvm::Error::success();
}

llvm::Expected<std::string>
norm::getTargetIdentity(const TargetOptions &options) {
  llvm::Expected<ResolvedTarget> resolved = resolve(options);
  if (!resolved)
    return resolved.takeError();
  return resolved->triple.str() + " " + resolved->cpu + " " +
         resolved->features;
}

llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
norm::createTargetMachine(const TargetOptions &options) {
  llvm::Expected<ResolvedTarget> resolved = resolve(options);
  if (!resolved)
    return resolved.takeError();
  std::unique_ptr<llvm::TargetMachine> machine(
      resolved->target->createTargetMachine(
          resolved->triple, resolved->cpu, resolved->features,
          llvm::TargetOptions(), llvm::Reloc::PIC_, std::nullopt,
          llvm::CodeGenOptLevel::Aggressive));
  if (!machine)
    return llvm::createStringError("LLVM has no machine for " +
                                   resolved->triple.str());
  return machine;
}

int64_t norm::getVectorBits(const llvm::TargetMachine &machine) {
  if (!machine.getTargetTriple().isX86())
    return 128;
  const llvm::MCSubtargetInfo &features = *machine.getMCSubtargetInfo();
  if (features.checkFeatures("+avx512f,+avx512bw,+avx512dq,+avx512vl"))
    return 512;
  return features.checkFeatures("+avx2") ? 256 : 128;
}

bool norm::hasAVX512(const llvm::TargetMachine &machine) {
  return machine.getTargetTriple().isX86() && getVectorBits(machine) == 512;
}

bool norm::hasNativeBF16(const llvm::TargetMachine &machine) {
  return hasAVX512(machine) &&
         machine.getMCSubtargetInfo()->checkFeatures("+avx512bf16");
}

int64_t norm::getCacheBytes(const TargetOptions &options) {
  constexpr int64_t otherwise = 32 << 20;
  bool isHost = isHostArchitecture(options) &&
                (options.cpu.empty() || options.cpu == "host");
  if (!isHost)
    return otherwise;
  // What one processor reaches; sysconf gives the sum over the package.
  auto text = llvm::MemoryBuffer::getFileAsStream(
      "/sys/devices/system/cpu/cpu0/cache/index3/size");
  int64_t kibibytes = 0;
  if (!text || (*text)->getBuffer().trim().consumeInteger(10, kibibytes))
    return otherwise;
  return kibibytes * 1024;
}
