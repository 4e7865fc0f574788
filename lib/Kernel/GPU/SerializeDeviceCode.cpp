//===- SerializeDeviceCode.cpp - Device code to PTX or machine code -------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Kernel/Passes.h"

#include "mlir/Dialect/GPU/IR/CompilationInterfaces.h"
#include "mlir/Dialect/GPU/Transforms/Passes.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"

namespace mlir::norm {
#define GEN_PASS_DEF_SERIALIZEDEVICECODEPASS
#include "norm-mlir/Kernel/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Where toolkits say that they are.
constexpr StringLiteral kToolkitVariables[] = {"CUDA_ROOT", "CUDA_HOME",
                                               "CUDA_PATH"};

/// Whether a program of a toolkit is in the one that is asked for; without one
/// as upstream looks for it, in that which a variable names, and on PATH.
bool hasProgram(StringRef toolkit, StringRef program) {
  auto isIn = [&](StringRef root) {
    SmallString<128> path(root);
    llvm::sys::path::append(path, "bin", program);
    return llvm::sys::fs::can_execute(path);
  };
  if (!toolkit.empty())
    return isIn(toolkit);
  for (StringRef variable : kToolkitVariables)
    if (std::optional<std::string> root = llvm::sys::Process::GetEnv(variable))
      return isIn(*root) || llvm::sys::findProgramByName(program);
  return bool(llvm::sys::findProgramByName(program));
}

/// The functions that PTX calls and does not define.
std::string findExternal(StringRef ptx) {
  auto [before, after] = ptx.split(".extern .func");
  if (after.empty())
    return "";
  // .extern .func (.param .b32 result) name (parameters)
  after = after.ltrim();
  if (after.starts_with("("))
    after = after.split(')').second.ltrim();
  return after.take_until([](char c) { return c == '(' || isspace(c); }).str();
}

/// Whether upstream only misses a folder of the device library.
bool isAboutLibrary(StringRef error) {
  return error.starts_with("CUDA path:") ||
         error.starts_with("LibDevice path:");
}

/// The line of an error, and of what a program has printed, that says most.
StringRef findReason(StringRef error) {
  SmallVector<StringRef> lines;
  error.trim().split(lines, '\n');
  for (StringRef line : llvm::drop_begin(lines))
    if (line.contains("fatal") || line.contains("error"))
      return line.trim();
  return lines.front();
}

struct SerializeDeviceCode
    : norm::impl::SerializeDeviceCodePassBase<SerializeDeviceCode> {
  using SerializeDeviceCodePassBase::SerializeDeviceCodePassBase;

  void runOnOperation() override {
    std::optional<gpu::CompilationTarget> target = parseFormat();
    if (!target || failed(verifyPrograms(*target)))
      return signalPassFailure();
    std::string external, reason;
    auto keepExternal = [&](StringRef ptx) { external = findExternal(ptx); };
    // Bitcode is code without a library, whatever there is on this machine: no
    // folder is a toolkit without one.
    bool isBitcode = *target == gpu::CompilationTarget::Offload;
    gpu::TargetOptions options(
        isBitcode ? StringRef("/dev/null") : StringRef(toolkit), {}, {}, {},
        *target, {}, {}, {}, {}, keepExternal);
    LogicalResult result = failure();
    {
      // Upstream says that there is no device library, which nothing calls; the
      // reason comes before what failed with it.
      ScopedDiagnosticHandler handler(
          &getContext(), [&](Diagnostic &diagnostic) {
            if (diagnostic.getSeverity() == DiagnosticSeverity::Error &&
                reason.empty() && !isAboutLibrary(diagnostic.str()))
              reason = diagnostic.str();
            return success();
          });
      result =
          gpu::transformGpuModulesToBinaries(getOperation(), nullptr, options);
    }
    if (!external.empty()) {
      getOperation().emitError() << "expects device code that calls nothing "
                                    "outside of it; got a call of "
                                 << external
                                 << (StringRef(external).starts_with("__nv_")
                                         ? ", which is in a CUDA toolkit's "
                                           "device library"
                                         : "");
      return signalPassFailure();
    }
    if (failed(result)) {
      getOperation().emitError() << findReason(reason);
      return signalPassFailure();
    }
  }

private:
  std::optional<gpu::CompilationTarget> parseFormat() {
    auto target =
        llvm::StringSwitch<std::optional<gpu::CompilationTarget>>(format)
            .Case("isa", gpu::CompilationTarget::Assembly)
            .Case("bin", gpu::CompilationTarget::Binary)
            .Case("fatbin", gpu::CompilationTarget::Fatbin)
            .Case("llvm", gpu::CompilationTarget::Offload)
            .Default(std::nullopt);
    if (!target)
      getOperation().emitError()
          << "expects a format of isa, bin, fatbin or llvm; got \"" << format
          << "\"";
    return target;
  }

  /// Formats that programs of a toolkit make have them.
  LogicalResult verifyPrograms(gpu::CompilationTarget target) {
    if (!toolkit.empty() && !llvm::sys::fs::is_directory(toolkit))
      return getOperation().emitError()
             << "expects a folder for the toolkit; got \"" << toolkit << "\"";
    SmallVector<StringRef> programs;
    if (target == gpu::CompilationTarget::Binary ||
        target == gpu::CompilationTarget::Fatbin)
      programs.push_back("ptxas");
    if (target == gpu::CompilationTarget::Fatbin)
      programs.push_back("fatbinary");
    for (StringRef program : programs)
      if (!hasProgram(toolkit, program))
        return getOperation().emitError()
               << "expects " << program << " for the format " << format
               << ", in "
               << (toolkit.empty() ? "CUDA_HOME/bin or on PATH"
                                   : toolkit + "/bin")
               << "; found none (it comes with CUDA, and with "
                  "the Python package nvidia-cuda-nvcc)";
    return success();
  }
};

} // namespace
