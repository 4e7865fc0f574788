//===- FailureTest.h - Whether a module still fails ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REDUCE_FAILURETEST_H
#define NORM_MLIR_REDUCE_FAILURETEST_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace mlir::norm {

/// How the end of a program is understood.
enum class Convention {
  /// A script's: any exit status but 0, or a signal, says that the module fails
  /// (mlir-reduce's).
  FailsUnlessZero,
  /// A script's: the exit status 0 says so (llvm-reduce's and C-Reduce's).
  FailsIfZero,
  /// One of our tools: how it fails is told apart.
  Tool
};

/// What is run on the text of a module.
struct FailureTestOptions {
  /// The program; its path, or a name on PATH.
  std::string program;
  /// What stands between the program and the file.
  std::vector<std::string> arguments;
  Convention convention = Convention::Tool;
  /// Seconds that it may take. A tool that takes longer hangs, which is a
  /// failure too; a script's verdict is then that the module does not fail.
  unsigned seconds = 60;
};

/// How a module fails, if it does.
struct Failure {
  enum class Kind {
    None,
    /// A script said so.
    Script,
    /// Numbers beyond their bounds.
    Numbers,
    /// An error with a message.
    Error,
    Crash,
    Timeout
  };
  Kind kind = Kind::None;
  /// One line for people; of an error or a crash, the tool's own.
  std::string message;

  /// Whether both are the same kind with the same message, up to numbers,
  /// shapes and places in a file.
  bool isLike(const Failure &other) const;
};

/// Runs a program on the texts of modules, each run in a process of its own.
class FailureTest {
public:
  /// Finds the program. The error is one line.
  static llvm::Expected<FailureTest> create(FailureTestOptions options);

  FailureTest(FailureTest &&other);
  ~FailureTest();

  /// Runs the program on `text`. The error is one line: nothing could be run.
  llvm::Expected<Failure> run(StringRef text);

  /// The command, for messages.
  std::string getCommand() const;
  /// How often a program was run.
  int64_t getNumRuns() const { return numRuns; }

private:
  FailureTest(FailureTestOptions options, std::string program,
              StringRef folder);
  Failure judge(int status, StringRef ending) const;

  FailureTestOptions options;
  std::string program;
  // A temporary folder, with the module and what the program prints; empty
  // once moved from.
  SmallString<128> folder, module, output, errors;
  int64_t numRuns = 0;
};

} // namespace mlir::norm

#endif // NORM_MLIR_REDUCE_FAILURETEST_H
