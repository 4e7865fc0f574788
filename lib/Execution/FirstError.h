//===- FirstError.h - The first diagnostic of a step ------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_EXECUTION_FIRSTERROR_H
#define NORM_MLIR_EXECUTION_FIRSTERROR_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <string>

namespace mlir::norm {

/// Keeps the first error that the context reports, as one line with its
/// location.
class FirstError {
public:
  explicit FirstError(MLIRContext *context)
      : handler(context, [this](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() != DiagnosticSeverity::Error)
            return failure();
          if (text.empty())
            text = write(diagnostic);
          return success();
        }) {}

  /// The error for a step that failed.
  llvm::Error take(StringRef step) const {
    return llvm::createStringError(text.empty() ? step + " failed" : text);
  }

private:
  static std::string write(Diagnostic &diagnostic) {
    std::string line;
    llvm::raw_string_ostream stream(line);
    if (auto location =
            diagnostic.getLocation()->findInstanceOf<FileLineColLoc>())
      stream << location.getFilename().getValue() << ":" << location.getLine()
             << ":" << location.getColumn() << ": ";
    stream << diagnostic;
    return line.substr(0, line.find('\n'));
  }

  std::string text;
  ScopedDiagnosticHandler handler;
};

} // namespace mlir::norm

#endif // NORM_MLIR_EXECUTION_FIRSTERROR_H
