//===- CompileFile.cpp - An IR file to files of machine code ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/CompileFile.h"
#include "Link.h"
#include "TVMFFIEntries.h"
#include "norm-mlir/CallingConvention/CHeader.h"

#include "mlir/Support/Timing.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// A file that appears under its name when it is complete, and is removed
/// otherwise.
class PendingFile {
public:
  static llvm::Expected<PendingFile> create(StringRef path) {
    if (llvm::sys::fs::is_directory(path))
      return llvm::createStringError(path +
                                     ": expects a file to write; got a folder");
    // A device cannot be replaced by a file of its name.
    if (llvm::sys::fs::exists(path) && !llvm::sys::fs::is_regular_file(path))
      return llvm::createStringError(path +
                                     ": expects a file to write; got a device");
    llvm::Expected<llvm::sys::fs::TempFile> file =
        llvm::sys::fs::TempFile::create(path + ".%%%%%%%%.tmp");
    if (!file)
      return llvm::createStringError(
          path + ": " + llvm::errorToErrorCode(file.takeError()).message());
    return PendingFile(path, std::move(*file));
  }

  PendingFile(PendingFile &&) = default;
  ~PendingFile() {
    if (isOpen())
      llvm::consumeError(file.discard());
  }

  /// Where the content is now.
  StringRef getTemporaryPath() const { return file.TmpName; }

  llvm::Error write(StringRef text) {
    llvm::raw_fd_ostream stream(file.FD, /*shouldClose=*/false);
    stream << text;
    stream.flush();
    std::error_code code = stream.error();
    stream.clear_error();
    return code ? llvm::createStringError(path + ": " + code.message())
                : llvm::Error::success();
  }

  /// Gives the file its name.
  llvm::Error keep() {
    if (std::error_code code = llvm::errorToErrorCode(file.keep(path)))
      return llvm::createStringError(path + ": " + code.message());
    return llvm::Error::success();
  }

private:
  PendingFile(StringRef path, llvm::sys::fs::TempFile file)
      : path(path.str()), file(std::move(file)) {}
  bool isOpen() const { return file.FD != -1; }

  std::string path;
  llvm::sys::fs::TempFile file;
};

llvm::Expected<OutputKind> getKind(const CompileFileOptions &options) {
  if (options.kind)
    return *options.kind;
  std::optional<OutputKind> kind =
      llvm::StringSwitch<std::optional<OutputKind>>(
          llvm::sys::path::extension(options.output))
          .Case(".o", OutputKind::Object)
          .Case(".so", OutputKind::Shared)
          .Case(".s", OutputKind::Assembly)
          .Case(".ll", OutputKind::LLVM)
          .Case(".ptx", OutputKind::PTX)
          .Case(".cubin", OutputKind::Cubin)
          .Default(std::nullopt);
  if (kind)
    return *kind;
  return llvm::createStringError(
      "expects --emit, or an output that ends in .o, .so, .s, .ll, .ptx or "
      ".cubin; got " +
      options.output);
}

/// The module's entries. Every one has a signature that C can call.
llvm::Expected<std::vector<CEntry>> getEntries(ModuleOp module) {
  std::vector<CEntry> entries;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!function.isPublic() || function.isExternal())
      continue;
    llvm::Expected<Signature> signature = norm::getSignature(function);
    if (!signature)
      return signature.takeError();
    entries.push_back({function.getName().str(), std::move(*signature)});
  }
  if (entries.empty())
    return llvm::createStringError(
        "expects a public function with a body; got none");
  return entries;
}

bool isDeviceCode(OutputKind kind) {
  return kind == OutputKind::PTX || kind == OutputKind::Cubin;
}

/// Lowers `module` in place. The bytes of the output, or of the object file
/// that a shared library is linked from.
llvm::Expected<std::string> compileBytes(ModuleOp module, OutputKind kind,
                                         const CompileOptions &options,
                                         ModuleHook hook) {
  auto emitKind = kind == OutputKind::LLVM       ? EmitKind::LLVM
                  : kind == OutputKind::Assembly ? EmitKind::Assembly
                  : isDeviceCode(kind)           ? EmitKind::Device
                                                 : EmitKind::Object;
  SmallString<0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  if (llvm::Error error = emitModule(module, emitKind, options, stream, hook))
    return std::move(error);
  return std::string(bytes);
}

/// Whether an object file calls the OpenMP runtime.
bool usesOpenMP(StringRef object) {
  // The name of what starts threads, in the table of symbols.
  return object.contains("__kmpc_fork_call");
}

/// Links a shared library into `output` from the bytes of an object file.
llvm::Error link(const CompileFileOptions &options, StringRef bytes,
                 StringRef output) {
  llvm::Expected<PendingFile> object =
      PendingFile::create((options.output + ".o"));
  if (!object)
    return object.takeError();
  if (llvm::Error error = object->write(bytes))
    return error;
  SharedLibrary library;
  library.object = object->getTemporaryPath();
  library.output = output;
  library.soname = llvm::sys::path::filename(options.output);
  library.usesOpenMP = usesOpenMP(bytes);
  library.usesRuntime = options.compile.route == Route::Cuda;
  return linkSharedLibrary(options, library);
}

/// A kind of output that goes with the target.
llvm::Error checkTarget(const CompileFileOptions &options, OutputKind kind) {
  if (options.compile.route != Route::Cuda) {
    if (isDeviceCode(kind))
      return llvm::createStringError(
          "expects --target=cuda for PTX and cubins; got the target cpu");
    return llvm::Error::success();
  }
  StringRef format = options.compile.gpu.format;
  if (format != "isa" && format != "bin" && format != "fatbin")
    return llvm::createStringError(
        "expects --device-code=isa, bin or fatbin; got " + format);
  if (kind == OutputKind::Shared && !isHostArchitecture(options.compile.target))
    return llvm::createStringError(
        "expects this machine's architecture for a shared library that "
        "launches device code; got " +
        options.compile.target.triple);
  return llvm::Error::success();
}

/// The kind of output, none where only a header is written.
llvm::Expected<std::optional<OutputKind>>
checkOutput(const CompileFileOptions &options) {
  if (options.output.empty() && options.header.empty())
    return llvm::createStringError("expects -o or --header; got neither");
  if (options.output == options.header)
    return llvm::createStringError(
        "expects two files for -o and --header; got " + options.output +
        " for both");
  bool hasABI = options.abi != ForeignABI::None;
  if (options.output.empty() && hasABI)
    return llvm::createStringError(
        "expects -o for --abi=tvm-ffi; got --header alone");
  if (options.output.empty())
    return std::nullopt;
  llvm::Expected<OutputKind> kind = getKind(options);
  if (!kind)
    return kind.takeError();
  if (hasABI && isDeviceCode(*kind))
    return llvm::createStringError(
        "expects code of the host for --abi=tvm-ffi; got an output of device "
        "code");
  if (options.output == "-" && *kind == OutputKind::Shared)
    return llvm::createStringError(
        "expects a file for a shared library; got standard output");
  if (llvm::Error error = checkTarget(options, *kind))
    return std::move(error);
  return *kind;
}

/// The file to write to; none for standard output and where there is nothing to
/// write.
llvm::Expected<std::optional<PendingFile>> openFile(StringRef path) {
  if (path.empty() || path == "-")
    return std::nullopt;
  llvm::Expected<PendingFile> file = PendingFile::create(path);
  if (!file)
    return file.takeError();
  return std::move(*file);
}

llvm::Error writeTo(std::optional<PendingFile> &file, StringRef text) {
  if (file)
    return file->write(text);
  llvm::outs() << text;
  return llvm::Error::success();
}

} // namespace

/// What a file is compiled with, to an output of this kind.
static CompileOptions chooseOptions(const CompileFileOptions &options,
                                    std::optional<OutputKind> kind) {
  CompileOptions compile = options.compile;
  if (kind && isDeviceCode(*kind))
    compile.gpu.format = *kind == OutputKind::PTX ? "isa" : "bin";
  compile.parallel = !options.serial && compile.route != Route::Cuda &&
                     isHostArchitecture(compile.target);
  compile.serialEntries = compile.parallel && compile.route == Route::Kernels;
  return compile;
}

/// The text of a C header for `entries`.
static std::string writeHeader(const CompileFileOptions &options,
                               const CompileOptions &compile,
                               ArrayRef<CEntry> entries,
                               const FactsOfEntries &facts) {
  StringRef source = options.file == "-"
                         ? "standard input"
                         : llvm::sys::path::filename(options.file);
  return compile.route == Route::Cuda
             ? writeCHeaderForGPU(entries, facts, source)
             : writeCHeader(entries, facts, source, compile.serialEntries);
}

namespace {

/// What a job writes, before it has been computed.
struct Outputs {
  /// None where only a header is written.
  std::optional<OutputKind> kind;
  CompileOptions compile;
  std::optional<PendingFile> output, header;
};

/// Refuses what cannot be written, before anything is computed and before any
/// file is touched.
llvm::Expected<Outputs> openOutputs(const CompileFileOptions &options) {
  Outputs outputs;
  llvm::Expected<std::optional<OutputKind>> kind = checkOutput(options);
  if (!kind)
    return kind.takeError();
  outputs.kind = *kind;
  outputs.compile = chooseOptions(options, *kind);
  if (llvm::Expected<std::string> known =
          getTargetIdentity(outputs.compile.target);
      !known)
    return known.takeError();
  for (auto [file, path] : {std::pair(&outputs.output, &options.output),
                            std::pair(&outputs.header, &options.header)}) {
    llvm::Expected<std::optional<PendingFile>> opened = openFile(*path);
    if (!opened)
      return opened.takeError();
    if (*opened)
      file->emplace(std::move(**opened));
  }
  return std::move(outputs);
}

/// Lowers `module` and writes everything.
llvm::Error writeOutputs(ModuleOp module, const CompileFileOptions &options,
                         Outputs outputs) {
  llvm::Expected<std::vector<CEntry>> entries = getEntries(module);
  if (!entries)
    return entries.takeError();
  FactsOfEntries facts;
  bool isForTVMFFI = options.abi == ForeignABI::TVMFFI;
  CompileOptions &compile = outputs.compile;
  if (!options.header.empty() || isForTVMFFI) {
    compile.facts = &facts;
    compile.factsOfChecks = !options.header.empty();
  }
  if (!options.header.empty())
    if (llvm::Error error = checkCNames(*entries))
      return error;
  if (isForTVMFFI)
    if (llvm::Error error = checkTVMFFINames(*entries))
      return error;
  if (outputs.kind) {
    llvm::Expected<std::string> bytes =
        compileBytes(module, *outputs.kind, compile, [&](llvm::Module &part) {
          if (isForTVMFFI)
            addTVMFFIEntries(part, *entries, facts,
                             compile.route == Route::Cuda);
        });
    if (!bytes)
      return bytes.takeError();
    if (llvm::Error error =
            *outputs.kind == OutputKind::Shared
                ? link(options, *bytes, outputs.output->getTemporaryPath())
                : writeTo(outputs.output, *bytes))
      return error;
  } else if (llvm::Error error = collectFacts(module, compile)) {
    return error;
  }
  if (!options.header.empty())
    if (llvm::Error error = writeTo(
            outputs.header, writeHeader(options, compile, *entries, facts)))
      return error;
  for (std::optional<PendingFile> *file : {&outputs.header, &outputs.output})
    if (*file)
      if (llvm::Error error = (*file)->keep())
        return error;
  return llvm::Error::success();
}

} // namespace

llvm::Error norm::compileFile(const CompileFileOptions &options,
                              DialectRegistry &registry) {
  llvm::Expected<Outputs> outputs = openOutputs(options);
  if (!outputs)
    return outputs.takeError();
  MLIRContext context(registry);
  TimingScope parseTiming = nestTiming(outputs->compile, "Parser");
  llvm::Expected<OwningOpRef<ModuleOp>> module =
      parseModule(options.file, context);
  parseTiming.stop();
  if (!module)
    return module.takeError();
  return writeOutputs(**module, options, std::move(*outputs));
}

llvm::Error norm::compileModule(ModuleOp module,
                                const CompileFileOptions &options) {
  llvm::Expected<Outputs> outputs = openOutputs(options);
  if (!outputs)
    return outputs.takeError();
  return writeOutputs(module, options, std::move(*outputs));
}

llvm::Expected<std::string>
norm::compileToBytes(ModuleOp module, const CompileFileOptions &options) {
  llvm::Expected<OutputKind> kind = getKind(options);
  if (!kind)
    return kind.takeError();
  if (*kind == OutputKind::Shared)
    return llvm::createStringError(
        "expects a file for a shared library; got memory");
  if (llvm::Error error = checkTarget(options, *kind))
    return std::move(error);
  // Every entry has a signature that C can call.
  if (llvm::Expected<std::vector<CEntry>> entries = getEntries(module);
      !entries)
    return entries.takeError();
  return compileBytes(module, *kind, chooseOptions(options, *kind),
                      [](llvm::Module &) {});
}
