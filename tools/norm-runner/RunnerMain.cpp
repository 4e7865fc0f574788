//===- RunnerMain.cpp - Compile, run and verify a function ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunnerMain.h"

#include "norm-mlir/Execution/Runner.h"
#include "norm-mlir/Pipelines/Registration.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"

using namespace llvm;
using mlir::norm::EmitKind;

/// The LLVM dylib brings options of its own for tools that this is not; those
/// whose names are ours would end the process before main.
static bool makeWay() {
  for (StringRef name : {"all", "emit", "entry", "input", "output", "precision",
                         "print-ir-after", "route", "target", "thread-order",
                         "threads", "time", "verify", "chip"})
    if (cl::Option *option = cl::getRegisteredOptions().lookup(name))
      option->removeArgument();
  return true;
}
[[maybe_unused]] static const bool madeWay = makeWay();

static cl::OptionCategory category("norm-runner options");
/// What runs compiled code.
enum class Target { CPU, Cuda, Emulate };

static cl::opt<std::string> file(cl::Positional, cl::desc("<IR file>"),
                                 cl::init("-"), cl::cat(category));
static cl::opt<std::string>
    entry("entry",
          cl::desc("Function to run; may be left out where there is only one."),
          cl::value_desc("name"), cl::cat(category));
static cl::opt<bool>
    all("all",
        cl::desc("Run every function; inputs are the arguments' norm.input "
                 "attributes, or random."),
        cl::cat(category));
static cl::list<std::string>
    inputs("input",
           cl::desc("Argument, in order: FILE.npy, or "
                    "KIND[:PARAMETERS][@SIZES] with KIND random[:SEED], "
                    "normal[:MEAN,STD[,SEED]], lognormal[:SIGMA[,SEED]], "
                    "special[:SEED] (some NaN and infinities), "
                    "outliers:FACTOR,FIRST,COUNT,PERIOD[,SEED], "
                    "alternating:MAGNITUDE[,SEED], "
                    "constant:VALUE or VALUE, zeros, ones or iota; "
                    "SIZES as in 8192x4096 for dynamic sizes. Default: random, "
                    "the same in every run."),
           cl::value_desc("spec"), cl::cat(category));
static cl::list<std::string> outputs(
    "output",
    cl::desc("File to write a result to, in order (.npy); others are printed."),
    cl::value_desc("file"), cl::cat(category));
static cl::opt<unsigned>
    precision("precision",
              cl::desc("Digits after the point in printed results (8)."),
              cl::init(8), cl::value_desc("N"), cl::cat(category));
static cl::opt<bool> verify(
    "verify",
    cl::desc("Compare with the float64 reference; exit 1 beyond its bounds."),
    cl::cat(category));
static cl::opt<std::string> timedRuns(
    "time", cl::ValueOptional,
    cl::desc("Time N calls (100) and print their bandwidth beside a copy's."),
    cl::value_desc("N"), cl::cat(category));
static cl::opt<unsigned>
    threads("threads",
            cl::desc("OpenMP threads; 0 for all (default). --emit with 1 gives "
                     "serial code."),
            cl::value_desc("N"), cl::cat(category));
static const std::string routeHelp =
    "Way to machine code: " + mlir::norm::listRoutes() + ".";
static cl::opt<std::string> route("route", cl::desc(routeHelp),
                                  cl::value_desc("name"), cl::cat(category));
static cl::opt<Target> target(
    "target", cl::desc("What runs the code:"), cl::init(Target::CPU),
    cl::values(clEnumValN(Target::CPU, "cpu", "this processor (default)"),
               clEnumValN(Target::Cuda, "cuda", "an NVIDIA GPU"),
               clEnumValN(Target::Emulate, "emulate",
                          "GPU code, on this processor")),
    cl::cat(category));
static cl::opt<std::string>
    chip("chip",
         cl::desc("GPU that code is for, as in sm_90; by default the device's, "
                  "and sm_90 to emulate."),
         cl::value_desc("name"), cl::cat(category));
static cl::opt<mlir::norm::ThreadOrder> threadOrder(
    "thread-order",
    cl::desc("The order in which threads of an emulated GPU run:"),
    cl::init(mlir::norm::ThreadOrder::Forward),
    cl::values(clEnumValN(mlir::norm::ThreadOrder::Forward, "forward",
                          "by number (default)"),
               clEnumValN(mlir::norm::ThreadOrder::Reverse, "reverse",
                          "the last one first"),
               clEnumValN(mlir::norm::ThreadOrder::Shuffled, "shuffled",
                          "another one after each wait")),
    cl::cat(category));
static cl::list<std::string>
    printAfter("print-ir-after", cl::CommaSeparated,
               cl::desc("Print the IR to stderr after these passes."),
               cl::value_desc("pass,..."), cl::cat(category));
static cl::opt<EmitKind> emitKind(
    "emit", cl::desc("Write the module in this form instead of running it."),
    cl::values(clEnumValN(EmitKind::Linalg, "linalg", "linalg on tensors"),
               clEnumValN(EmitKind::LLVM, "llvm", "optimized LLVM IR"),
               clEnumValN(EmitKind::Assembly, "asm",
                          "assembly for this processor"),
               clEnumValN(EmitKind::Object, "object",
                          "object file for this processor")),
    cl::cat(category));

static int fail(const Twine &message) {
  errs() << "norm-runner: " << message << "\n";
  return 1;
}

int mlir::norm::runnerMain(int argc, char **argv, EmitKernels emitKernels) {
  InitLLVM initialize(argc, argv);
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(
      argc, argv,
      "Compiles a function of an IR file, runs it and verifies its results.\n");

  mlir::norm::RunnerOptions options;
  options.file = file;
  options.entry = StringRef(entry).ltrim('@').str();
  options.all = all;
  options.inputs = inputs;
  options.outputs = outputs;
  options.precision = precision;
  options.verify = verify;
  options.threads = threads;
  options.printAfter = printAfter;
  options.emitKernels = std::move(emitKernels);
  if (!route.empty()) {
    Expected<mlir::norm::Route> parsed = mlir::norm::parseRoute(route);
    if (!parsed)
      return fail(toString(parsed.takeError()));
    options.route = *parsed;
  }
  if (target != Target::CPU) {
    if (!route.empty())
      return fail("expects --route for the target cpu only; got " + route);
    options.route = target == Target::Cuda ? mlir::norm::Route::Cuda
                                           : mlir::norm::Route::Emulated;
    options.threadOrder = threadOrder;
    options.gpu.chip = chip;
  } else if (!chip.empty()) {
    return fail("expects --chip for the targets cuda and emulate; got " + chip);
  }
  if (threadOrder.getNumOccurrences() > 0 && target != Target::Emulate)
    return fail("expects --thread-order for the target emulate only");
  if (emitKind.getNumOccurrences() > 0)
    options.emit = emitKind;
  if (timedRuns.getNumOccurrences() > 0) {
    options.timedRuns = 100;
    if (!timedRuns.empty() &&
        (StringRef(timedRuns).getAsInteger(10, options.timedRuns) ||
         options.timedRuns < 1))
      return fail("expects --time=N with N 1 or more; got " + timedRuns);
  }

  mlir::DialectRegistry registry;
  mlir::norm::registerForCompilation(registry);
  Expected<bool> isWithin = mlir::norm::run(options, registry, outs());
  if (!isWithin)
    return fail(toString(isWithin.takeError()));
  outs().flush();
  if (std::error_code code = outs().error()) {
    outs().clear_error();
    return fail("standard output: " + code.message());
  }
  return *isWithin ? 0 : 1;
}
