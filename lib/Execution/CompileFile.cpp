//===- CompileFile.cpp - An IR file to files of machine code ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Execution/CompileFile.h"
#include "CHeader.h"
#include "Link.h"

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
          .Default(std::nullopt);
  if (kind)
    return *kind;
  return llvm::createStringError(
      "expects --emit, or an output that ends in .o, .so, .s or .ll; got " +
      options.output);
}

/// The module's entries. Every one has a signature that C can call.
llvm::Expected<SmallVector<func::FuncOp>> getEntries(ModuleOp module) {
  SmallVector<func::FuncOp> entries;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!function.isPublic() || function.isExternal())
      continue;
    llvm::Expected<Signature> signature = norm::getSignature(function);
    if (!signature)
      return signature.takeError();
    entries.push_back(function);
  }
  if (entries.empty())
    return llvm::createStringError(
        "expects a public function with a body; got none");
  return entries;
}

/// Lowers `module` in place. The bytes of the output, or of the object file
/// that a shared library is linked from.
llvm::Expected<std::string> compileBytes(ModuleOp module, OutputKind kind,
                                         const CompileOptions &options) {
  auto emitKind = kind == OutputKind::LLVM       ? EmitKind::LLVM
                  : kind == OutputKind::Assembly ? EmitKind::Assembly
                                                 : EmitKind::Object;
  SmallString<0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  if (llvm::Error error = emitModule(module, emitKind, options, stream))
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
  return linkSharedLibrary(options, object->getTemporaryPath(), output,
                           llvm::sys::path::filename(options.output),
                           usesOpenMP(bytes));
}

} // namespace

llvm::Error norm::compileFile(const CompileFileOptions &options,
                              DialectRegistry &registry) {
  if (options.output.empty() && options.header.empty())
    return llvm::createStringError("expects -o or --header; got neither");
  std::optional<OutputKind> kind;
  if (!options.output.empty()) {
    llvm::Expected<OutputKind> found = getKind(options);
    if (!found)
      return found.takeError();
    kind = *found;
  }
  bool toScreen = options.output == "-";
  if (toScreen && kind == OutputKind::Shared)
    return llvm::createStringError(
        "expects a file for a shared library; got standard output");

  CompileOptions compile = options.compile;
  compile.parallel =
      !options.serial && isHostArchitecture(options.compile.target);
  compile.serialEntries =
      compile.parallel && options.compile.route == Route::Kernels;
  // Before any file is touched.
  if (llvm::Expected<std::string> known = getTargetIdentity(compile.target);
      !known)
    return known.takeError();
  std::optional<PendingFile> output, header;
  for (auto [path, pending] :
       {std::make_pair(StringRef(options.output), &output),
        {StringRef(options.header), &header}}) {
    if (path.empty() || path == "-")
      continue;
    llvm::Expected<PendingFile> created = PendingFile::create(path);
    if (!created)
      return created.takeError();
    pending->emplace(std::move(*created));
  }

  MLIRContext context(registry);
  TimingScope parseTiming = nestTiming(compile, "Parser");
  llvm::Expected<OwningOpRef<ModuleOp>> module =
      parseModule(options.file, context);
  parseTiming.stop();
  if (!module)
    return module.takeError();
  llvm::Expected<SmallVector<func::FuncOp>> entries = getEntries(**module);
  if (!entries)
    return entries.takeError();
  std::string headerText;
  if (!options.header.empty()) {
    llvm::raw_string_ostream stream(headerText);
    StringRef source = options.file == "-"
                           ? "standard input"
                           : llvm::sys::path::filename(options.file);
    if (llvm::Error error =
            writeCHeader(stream, **module, *entries, source, compile))
      return error;
    if (header)
      if (llvm::Error error = header->write(headerText))
        return error;
  }
  if (kind) {
    llvm::Expected<std::string> bytes = compileBytes(**module, *kind, compile);
    if (!bytes)
      return bytes.takeError();
    if (toScreen)
      llvm::outs() << *bytes;
    else if (llvm::Error error =
                 kind == OutputKind::Shared
                     ? link(options, *bytes, output->getTemporaryPath())
                     : output->write(*bytes))
      return error;
  }
  if (options.header == "-")
    llvm::outs() << headerText;
  for (std::optional<PendingFile> *file : {&header, &output})
    if (*file)
      if (llvm::Error error = (*file)->keep())
        return error;
  return llvm::Error::success();
}
