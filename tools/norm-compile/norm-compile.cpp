//===- norm-compile.cpp - Compile an IR file ahead of time ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/CompileFile.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "mlir/Support/Timing.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Signals.h"
#include <unistd.h>

using namespace llvm;
using mlir::norm::OutputKind;

/// The LLVM dylib brings options of its own for tools that this is not; those
/// whose names are ours would end the process before main.
static bool makeWay() {
  for (StringRef name : {"o", "emit", "header", "cpu", "triple", "serial",
                         "route", "linker", "timing", "target", "chip", "ptx",
                         "device-code", "toolkit", "runtime-library", "abi"})
    if (cl::Option *option = cl::getRegisteredOptions().lookup(name))
      option->removeArgument();
  return true;
}
[[maybe_unused]] static const bool madeWay = makeWay();

static cl::OptionCategory category("norm-compile options");
static mlir::norm::CompileFileOptions options;

static cl::opt<std::string, true> file(cl::Positional, cl::desc("<IR file>"),
                                       cl::location(options.file),
                                       cl::cat(category));
static cl::opt<std::string, true>
    output("o",
           cl::desc("File to write: .o, .so, .s, .ll, .ptx or .cubin; \"-\" "
                    "with --emit for standard output."),
           cl::value_desc("file"), cl::location(options.output),
           cl::cat(category));
static cl::opt<OutputKind> emitKind(
    "emit", cl::desc("What to write, whatever the name of the file."),
    cl::values(clEnumValN(OutputKind::Object, "object", "object file"),
               clEnumValN(OutputKind::Shared, "shared", "shared library"),
               clEnumValN(OutputKind::Assembly, "assembly", "assembly"),
               clEnumValN(OutputKind::LLVM, "llvm", "optimized LLVM IR"),
               clEnumValN(OutputKind::PTX, "ptx", "PTX of the device code"),
               clEnumValN(OutputKind::Cubin, "cubin",
                          "machine code of the device, by ptxas")),
    cl::cat(category));
static cl::opt<std::string, true> header("header",
                                         cl::desc("C and C++ header to write."),
                                         cl::value_desc("file"),
                                         cl::location(options.header),
                                         cl::cat(category));
static cl::opt<std::string, true>
    cpu("cpu",
        cl::desc("Processor: host (default), or LLVM's name for one, as in "
                 "x86-64-v3 or znver4."),
        cl::value_desc("name"), cl::location(options.compile.target.cpu),
        cl::cat(category));
static cl::opt<std::string, true>
    triple("triple",
           cl::desc("Target, as in aarch64-linux-gnu; this machine's without "
                    "it. Another architecture gets --serial."),
           cl::value_desc("triple"),
           cl::location(options.compile.target.triple), cl::cat(category));
static cl::opt<bool, true>
    serial("serial", cl::desc("Code without OpenMP: one thread per call."),
           cl::location(options.serial), cl::cat(category));
using mlir::norm::ForeignABI;
static cl::opt<ForeignABI, true>
    abi("abi", cl::desc("Callers that every function gets a symbol for:"),
        cl::location(options.abi),
        cl::values(clEnumValN(ForeignABI::None, "c", "C alone (default)"),
                   clEnumValN(ForeignABI::TVMFFI, "tvm-ffi",
                              "TVM-FFI too, as __tvm_ffi_<name>")),
        cl::cat(category));
static const std::string routeHelp =
    "Way to machine code: " + mlir::norm::listRoutes() + ".";
static cl::opt<std::string> route("route", cl::desc(routeHelp),
                                  cl::value_desc("name"), cl::cat(category));
static cl::opt<std::string, true>
    linker("linker",
           cl::desc("Compiler driver that links shared libraries; without it "
                    "clang-22, clang, cc or gcc on PATH."),
           cl::value_desc("program"), cl::location(options.linker),
           cl::cat(category));
static cl::opt<std::string, true> runtimeLibrary(
    "runtime-library",
    cl::desc("libNormRuntime.a, which shared libraries for a GPU hold; without "
             "it the one in ../lib from this program."),
    cl::value_desc("file"), cl::location(options.runtimeLibrary),
    cl::cat(category));
/// What runs compiled code.
enum class Target { CPU, Cuda };
static cl::opt<Target>
    target("target", cl::desc("What runs the code:"), cl::init(Target::CPU),
           cl::values(clEnumValN(Target::CPU, "cpu", "a processor (default)"),
                      clEnumValN(Target::Cuda, "cuda", "an NVIDIA GPU")),
           cl::cat(category));
static cl::opt<std::string, true> chip("chip",
                                       cl::desc("GPU, as in sm_90 (default)."),
                                       cl::value_desc("name"),
                                       cl::location(options.compile.gpu.chip),
                                       cl::cat(category));
static cl::opt<std::string, true>
    ptx("ptx", cl::desc("Version of PTX; 8.3, or the first that has the chip."),
        cl::value_desc("version"), cl::location(options.compile.gpu.ptx),
        cl::cat(category));
static cl::opt<std::string, true> deviceCode(
    "device-code",
    cl::desc("What a shared library holds: isa (default; PTX, which the driver "
             "compiles at the first launch), bin or fatbin (by ptxas)."),
    cl::value_desc("format"), cl::location(options.compile.gpu.format),
    cl::cat(category));
static cl::opt<std::string, true>
    toolkit("toolkit",
            cl::desc("Where bin/ptxas is; else CUDA_HOME and PATH are "
                     "searched."),
            cl::value_desc("folder"), cl::location(options.compile.gpu.toolkit),
            cl::cat(category));
static cl::opt<bool> timing("timing",
                            cl::desc("Print the time of each phase and pass."),
                            cl::cat(category));

/// What LLVM cannot compile ends the process; it ends it like any other error.
static void failFatally(void *, const char *reason, bool) {
  errs() << "norm-compile: LLVM cannot compile this for the target: "
         << StringRef(reason).split('\n').first << "\n";
  sys::RunInterruptHandlers(); // Removes what is not complete.
  _exit(1);
}

int main(int argc, char **argv) {
  InitLLVM initialize(argc, argv);
  install_fatal_error_handler(failFatally);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(
      argc, argv, "Compiles the functions of an IR file ahead of time.\n");
  auto fail = [](Error error) {
    errs() << "norm-compile: " << toString(std::move(error)) << "\n";
    return 1;
  };

  if (emitKind.getNumOccurrences() > 0)
    options.kind = emitKind;
  if (!route.empty()) {
    Expected<mlir::norm::Route> parsed = mlir::norm::parseRoute(route);
    if (!parsed)
      return fail(parsed.takeError());
    options.compile.route = *parsed;
  }
  if (target == Target::Cuda) {
    if (!route.empty())
      return fail(createStringError(
          "expects --route for the target cpu only; got " + route));
    options.compile.route = mlir::norm::Route::Cuda;
  } else {
    for (const cl::Option *option : std::initializer_list<const cl::Option *>{
             &chip, &ptx, &deviceCode, &toolkit, &runtimeLibrary})
      if (option->getNumOccurrences() > 0)
        return fail(createStringError("expects --" + option->ArgStr +
                                      " for the target cuda only"));
  }
  mlir::DefaultTimingManager timingManager;
  timingManager.setEnabled(timing);
  mlir::TimingScope total = timingManager.getRootScope();
  options.compile.timing = &total;

  mlir::DialectRegistry registry;
  mlir::norm::registerForCompilation(registry);
  if (Error error = mlir::norm::compileFile(options, registry))
    return fail(std::move(error));
  outs().flush();
  if (std::error_code code = outs().error()) {
    outs().clear_error();
    return fail(createStringError("standard output: " + code.message()));
  }
  return 0;
}
