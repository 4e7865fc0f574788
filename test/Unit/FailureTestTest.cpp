//===- FailureTestTest.cpp - Tests of how modules fail --------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Shells stand for our tools: what they print, and how they end, is understood.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reduce/FailureTest.h"

#include "gtest/gtest.h"

using namespace mlir::norm;
using Kind = Failure::Kind;

/// How a tool fails that does what `script` says; $0 is the module's file.
static Failure runScript(std::string script, llvm::StringRef text = "") {
  FailureTestOptions options;
  options.program = "sh";
  options.arguments = {"-c", std::move(script)};
  options.seconds = 2;
  FailureTest test = llvm::cantFail(FailureTest::create(options));
  return llvm::cantFail(test.run(text));
}

TEST(FailureTestTest, Tells_HowAToolEnds) {
  EXPECT_EQ(runScript("exit 0").kind, Kind::None);
  Failure error = runScript("echo one; echo two.mlir:3:4: error: three >&2; "
                            "echo four >&2; exit 1");
  EXPECT_EQ(error.kind, Kind::Error);
  EXPECT_EQ(error.message, "two.mlir:3:4: error: three");
  EXPECT_EQ(runScript("echo norm-runner: no >&2; exit 1").message,
            "norm-runner: no");
  EXPECT_EQ(runScript("exit 3").message, "exit status 3");
  Failure numbers = runScript("echo @f; echo 'result 0: far: FAILED at [0]: "
                              "got 1, reference 2'; exit 1");
  EXPECT_EQ(numbers.kind, Kind::Numbers);
  EXPECT_EQ(numbers.message,
            "result 0: far: FAILED at [0]: got 1, reference 2");
  EXPECT_EQ(runScript("kill -SEGV $$").kind, Kind::Crash);
  Failure assertion = runScript("echo x >&2; echo 'f: Assertion `a < b` "
                                "failed' >&2; kill -ABRT $$");
  EXPECT_EQ(assertion.kind, Kind::Crash);
  EXPECT_EQ(assertion.message, "f: Assertion `a < b` failed");
  Failure hangs = runScript("sleep 100");
  EXPECT_EQ(hangs.kind, Kind::Timeout);
  EXPECT_EQ(hangs.message, "takes longer than 2 s");
}

TEST(FailureTestTest, Gives_TheModuleInAFile) {
  EXPECT_EQ(
      runScript("grep -q 'of one line' \"$0\"", "A text of one line").kind,
      Kind::None);
  // The name of the folder is another in every run.
  EXPECT_EQ(runScript("echo $0:1:2: error: no >&2; exit 1").message,
            "module.mlir:1:2: error: no");
}

TEST(FailureTestTest, Forgets_WhatWasPrintedBefore) {
  FailureTestOptions options;
  options.program = "sh";
  options.arguments = {"-c", "cat \"$0\"; exit 1"};
  FailureTest test = llvm::cantFail(FailureTest::create(options));
  EXPECT_EQ(llvm::cantFail(test.run("y: FAILED at [0], and so on")).kind,
            Kind::Numbers);
  EXPECT_EQ(llvm::cantFail(test.run("")).kind, Kind::Error);
  EXPECT_EQ(test.getNumRuns(), 2);
}

static Failure makeError(llvm::StringRef message) {
  return {Kind::Error, message.str()};
}

TEST(FailureTestTest, IsLike_UpToNumbersShapesAndPlaces) {
  EXPECT_TRUE(
      makeError("a.mlir:3:4: error: expects [4, 8]; got [3, 8]")
          .isLike(makeError("b:17:1: error: expects [1, 1]; got [2, 1]")));
  EXPECT_TRUE(makeError("error: of type tensor<4x?x8xf32>")
                  .isLike(makeError("error: of type tensor<1xf32>")));
  EXPECT_FALSE(makeError("error: of type tensor<4xf32>")
                   .isLike(makeError("error: of type memref<4xf32>")));
  EXPECT_FALSE(makeError("error: one").isLike(makeError("error: two")));
  EXPECT_FALSE(makeError("one").isLike({Kind::Crash, "one"}));
  EXPECT_FALSE(Failure({Kind::Crash, "Assertion `a` failed"})
                   .isLike({Kind::Crash, "Segmentation fault"}));
  // Of numbers every result may be the first one.
  EXPECT_TRUE(
      Failure({Kind::Numbers, "result 0"}).isLike({Kind::Numbers, "result 1"}));
}

TEST(FailureTestTest, Refuses_WhatCannotBeRun) {
  FailureTestOptions options;
  options.program = "no-such-program";
  llvm::Expected<FailureTest> test = FailureTest::create(options);
  ASSERT_FALSE(bool(test));
  EXPECT_EQ(llvm::toString(test.takeError()),
            "expects a program to run; got no-such-program: No such file or "
            "directory");
}
