#!/usr/bin/env python3
"""Plants faults into a clean tree and expects the lints of tools/lint.py to find each, and nothing in the clean tree.

Ends with `N passed, N failed`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from lints import lit_tests, ods, pages, source  # noqa: E402
from lints.tree import Tree  # noqa: E402

IR = "include/norm-mlir/Dialect/Norm/IR/"
TRANSFORMS = "include/norm-mlir/Dialect/Norm/Transforms/"
BANNER = """//===- {} - Something small -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""

OPS_TD = """#ifndef NORM_MLIR_DIALECT_NORM_IR_NORMOPS_TD
#define NORM_MLIR_DIALECT_NORM_IR_NORMOPS_TD
include "mlir/IR/OpBase.td"
def Norm_Dialect : Dialect { let name = "norm"; let cppNamespace = "::mlir::norm"; }
class Norm_NormOp<string mnemonic> : Op<Norm_Dialect, mnemonic> {
  let arguments = (ins AnyRankedTensor:$x);
  let results = (outs AnyRankedTensor:$y);
  let assemblyFormat = "$x attr-dict `:` type($x) `->` type($y)";
}
def Norm_RmsOp : Norm_NormOp<"rms"> {
  let summary = "one op";
  let description = [{
    What it says.

    (C1) The axes are in range.
    (C2) The scale fits, unlike in (C1).

    ```mlir
    %y = norm.rms %x : tensor<4xf32> -> tensor<4xf32>
    ```
  }];
}
#endif
"""

PASSES_TD = """#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_PASSES_TD
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_PASSES_TD
include "mlir/Pass/PassBase.td"
def DropPass : Pass<"norm-drop"> {
  let summary = "drops an op";
  let description = [{
    ```mlir
    %a = norm.rms %b : tensor<4xf32> -> tensor<4xf32>
    return %a : tensor<4xf32>
    ```
    becomes
    ```mlir
    return %b : tensor<4xf32>
    ```
  }];
}
#endif
"""

# A tree in which no lint finds anything.
CLEAN = {
    IR + "NormOps.td": BANNER.format("NormOps.td") + OPS_TD,
    TRANSFORMS + "Passes.td": BANNER.format("Passes.td") + PASSES_TD,
    IR + "Norm.h": BANNER.format("Norm.h")
    + """
#ifndef NORM_MLIR_DIALECT_NORM_IR_NORM_H
#define NORM_MLIR_DIALECT_NORM_IR_NORM_H
#endif // NORM_MLIR_DIALECT_NORM_IR_NORM_H
""",
    "lib/Dialect/Norm/IR/NormOps.cpp": BANNER.format("NormOps.cpp") + "// C1: axes.\n// C2: scale.\nint x;\n",
    "tools/norm-opt/norm-opt.cpp": BANNER.format("norm-opt.cpp") + 'static llvm::cl::opt<bool> flag("flag");\n',
    "test/Unit/NpyTest.cpp": BANNER.format("NpyTest.cpp") + "TEST(NpyTest, Reads) { EXPECT_EQ(1, 1); }\n",
    "test/ops.mlir": """// RUN: norm-opt %s | norm-opt | FileCheck %s
// CHECK-LABEL: @f
func.func @f(%x: tensor<4xf32>) {
  %y = norm.rms %x   : tensor<4xf32> -> tensor<4xf32> // Spaces and comments do not matter.
}
""",
    "test/invalid.mlir": """// RUN: norm-opt %s -split-input-file -verify-diagnostics
// expected-error@+1 {{no}}
func.func @rms_c1_axes() { return }
// -----
func.func @rms_C2() { return } // expected-error {{no}}
""",
    "test/drop.mlir": """// RUN: norm-opt %s --norm-drop \\
// RUN:   | FileCheck %s --check-prefixes=CHECK,DROP
// RUN: norm-opt %s > %t
// RUN: diff %t %s
// DROP-LABEL: func @g
func.func @g(%x: tensor<4xf32>) {
  %0 = norm.rms %x : tensor<4xf32> -> tensor<4xf32>
  // CHECK-NEXT: return %[[X:.*]] : tensor<4xf32>
  return %0 : tensor<4xf32>
}
""",
    "test/Inputs/data.mlir": "module {}\n",
}


class LintTest(unittest.TestCase):
    """Each case writes the clean tree with one change."""

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        for name, text in CLEAN.items():
            self.write(name, text)
        (self.folder / "tools/docs.sh").write_text((ROOT / "tools/docs.sh").read_text())
        (self.folder / "tools/docs.sh").chmod(0o755)
        shutil.copy(ROOT / ".clang-format", self.folder)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def replace(self, name: str, old: str, new: str) -> None:
        self.assertIn(old, CLEAN[name])
        self.write(name, CLEAN[name].replace(old, new))

    def clean(self, *lints) -> None:
        for lint in lints:
            self.assertEqual([str(finding) for finding in lint(Tree(self.folder))], [], lint.__name__)

    def finds(self, lint, *texts: str) -> None:
        """Expects exactly the findings that contain the texts, in any order."""
        found = sorted(str(finding) for finding in lint(Tree(self.folder)))
        self.assertEqual(len(found), len(texts), found)
        for text in texts:
            self.assertTrue(any(text in line for line in found), f"{text!r} in {found}")

    def test_clean(self) -> None:
        self.clean(
            source.file_length,
            source.banners,
            source.header_guards,
            source.forbidden_calls,
            source.command_line_options,
            source.machine_paths,
            source.unit_tests_assert,
            source.clang_format,
            lit_tests.run_lines,
            lit_tests.check_prefixes,
            ods.constraints,
            ods.op_examples,
            ods.pass_examples,
        )
        tree = Tree(self.folder)
        ods.constraints(tree)
        self.assertEqual(tree.notes, ["2 of 2 numbered constraints of 1 ops are covered, by 2 negative tests"])

    def test_file_length(self) -> None:
        self.write("python/long.py", "\n" * 601)
        self.finds(source.file_length, "python/long.py:601: 601 lines")

    def test_banner(self) -> None:
        self.replace(IR + "Norm.h", "- Norm.h -", "- Other.h -")
        self.write("lib/None.cpp", "int y;\n")
        self.finds(source.banners, "names Other.h", "lib/None.cpp:1: no banner", "lib/None.cpp:1: no line `// SPDX")

    def test_header_guard(self) -> None:
        self.replace(IR + "Norm.h", "IR_NORM_H", "NORM_H")
        self.write("lib/Kernel/Bare.h", "int y;\n")
        self.finds(
            source.header_guards,
            "Norm.h:4: include guard NORM_MLIR_DIALECT_NORM_NORM_H; use NORM_MLIR_DIALECT_NORM_IR_NORM_H",
            "use NORM_MLIR_KERNEL_BARE_H",
        )

    def test_forbidden_calls(self) -> None:
        self.write(
            "lib/Bad.cpp", "rewriter.create<AddOp>(l);\n(void)applyPatternsGreedily(m);\n(void)pm.run(m);\n(void)x;\n"
        )
        self.finds(source.forbidden_calls, "lib/Bad.cpp:1:", "lib/Bad.cpp:2:", "lib/Bad.cpp:3:")

    def test_command_line_options(self) -> None:
        self.write("lib/Bad.cpp", 'static llvm::cl::opt<bool> flag("flag");\n')
        self.finds(source.command_line_options, "lib/Bad.cpp:1:")

    def test_machine_paths(self) -> None:
        paths = ["/" + "work/x", "/" + "root", "/" + "tmp/bash_jobs.0"]
        self.write("docs/a.md", "\n".join([*paths, "network/work ./root $x/work /workflow"]))
        self.finds(source.machine_paths, "docs/a.md:1:", "docs/a.md:2:", "docs/a.md:3:")

    def test_unit_tests_assert(self) -> None:
        self.write("test/Unit/EmptyTest.cpp", "TEST(A, B) { EXPECT_TRUE(1); }\nTEST_F(A, C) { run(); }\n")
        self.finds(source.unit_tests_assert, "test/Unit/EmptyTest.cpp:2:")

    def test_clang_format(self) -> None:
        self.replace("lib/Dialect/Norm/IR/NormOps.cpp", "int x;", "int   x ;")
        self.finds(source.clang_format, "not formatted; run clang-format-22 -i lib/Dialect/Norm/IR/NormOps.cpp")

    def test_run_lines(self) -> None:
        self.write("test/none.mlir", "// CHECK: func\n")
        self.write("test/unchecked.test", "RUN: norm-opt %s\n")
        self.write("test/loose.mlir", "// RUN: norm-opt %s -o %t\n// RUN: norm-opt %s --not-a-check\n")
        self.write("test/silent.mlir", "// RUN: norm-opt %s -verify-diagnostics\n")
        self.finds(
            lit_tests.run_lines,
            "test/none.mlir:1: no RUN",
            "test/unchecked.test:1:",
            "test/loose.mlir:1:",
            "test/loose.mlir:2:",
            "test/silent.mlir:1:",
        )

    def test_check_prefixes(self) -> None:
        self.write(
            "test/a.mlir",
            "// RUN: norm-opt %s | FileCheck %s --check-prefix=ONE\n// ONE: x\n// TWO-NEXT: y\n// CHECK: z\n",
        )
        self.write("test/b.mlir", "// RUN: norm-opt %s | FileCheck %s\n// CHECK-NXT: x\n")
        self.write("test/c.mlir", "// RUN: norm-opt %s | FileCheck %s\n// CHECK: x\n// CHECK-NEXT : y\n")
        self.write("test/d.mlir", "// RUN: norm-opt %s -verify-diagnostics\n// CHECK: x\n// expected-error {{no}}\n")
        self.write("test/e.mlir", "// RUN: norm-opt %s | FileCheck %S/Inputs/e.check < %t\n")
        self.write("test/f.mlir", "// RUN: norm-opt %s | FileCheck %s\n// CHECK: x\n// SASS @k: LDG = 1\n")
        self.write("test/g.mlir", "// RUN: norm-sass-check %s\n// SASS @k: LDG = 1\n")
        self.finds(
            lit_tests.check_prefixes,
            "test/a.mlir:3:",
            "test/a.mlir:4:",
            "test/b.mlir:1: no line has the prefix CHECK",
            "test/b.mlir:2:",
            "test/c.mlir:3:",
            "test/d.mlir:2:",
            "test/f.mlir:3:",
        )

    def test_constraint_without_test(self) -> None:
        self.replace("test/invalid.mlir", "@rms_C2()", "@other()")
        self.finds(ods.constraints, "NormOps.td:12: (C2) of norm.rms has no negative test")

    def test_constraint_without_error(self) -> None:
        self.replace("test/invalid.mlir", " // expected-error {{no}}", "")
        self.finds(ods.constraints, "(C2) of norm.rms has no negative test")

    def test_constraint_refused_at_run_time(self) -> None:
        self.replace("test/invalid.mlir", "@rms_C2()", "@other()")
        run = "// RUN: not norm-runner %s --entry=rms_c2_size 2>&1 | FileCheck %s\n// CHECK: no\n"
        self.write("test/Tools/refused.mlir", run + "func.func @rms_c2_size() { return }\n")
        self.clean(ods.constraints)
        self.write("test/Tools/refused.mlir", run.replace("rms_c2_size", "f") + "func.func @rms_c2_size() { return }\n")
        self.finds(ods.constraints, "(C2) of norm.rms has no negative test")

    def test_constraint_that_does_not_exist(self) -> None:
        self.replace("test/invalid.mlir", "@rms_C2()", "@rms_c2() }\nfunc.func @rms_c3_more()")
        self.write("lib/Dialect/Norm/IR/More.cpp", "// C4 is checked here.\n")
        self.finds(ods.constraints, "test/invalid.mlir:6: a test of (C3)", "More.cpp:1: names C4")

    def test_constraint_without_comment(self) -> None:
        self.replace("lib/Dialect/Norm/IR/NormOps.cpp", "// C2: scale.\n", "")
        self.finds(ods.constraints, "(C2) of norm.rms is named in no comment")

    def test_constraint_numbers(self) -> None:
        self.replace(IR + "NormOps.td", "(C2) The", "(C1) The")
        self.finds(ods.constraints, "numbered [1, 1]", "a test of (C2)", "names C2")

    def test_op_example(self) -> None:
        self.replace(IR + "NormOps.td", "%y = norm.rms %x :", "%y = norm.rms %z :")
        self.finds(ods.op_examples, "an example of norm.rms is in no lit test; add there: %y = norm.rms %z")
        self.replace(IR + "NormOps.td", "```mlir", "```text")
        self.finds(ods.op_examples, "norm.rms has no ```mlir example")

    def test_pass_example(self) -> None:
        self.replace(TRANSFORMS + "Passes.td", "return %b : tensor<4xf32>", "return %b : tensor<5xf32>")
        self.finds(
            ods.pass_examples,
            "the example of -norm-drop is in no lit test that runs it; add there: return % : tensor<5xf32>",
        )
        self.write(TRANSFORMS + "Passes.td", CLEAN[TRANSFORMS + "Passes.td"])
        self.replace("test/drop.mlir", "--norm-drop", "--norm-drop-more")
        self.finds(ods.pass_examples, "no lit test runs -norm-drop")
        self.replace(TRANSFORMS + "Passes.td", "```mlir", "```text")
        self.finds(ods.pass_examples, "-norm-drop has no ```mlir blocks")

    def test_generated_docs(self) -> None:
        self.finds(
            ods.generated_docs,
            "docs/NormOps.md:1: stale; run tools/docs.sh",
            "docs/NormAttributes.md:1: stale",
            "docs/NormPasses.md:1: stale",
        )
        subprocess.run([self.folder / "tools/docs.sh"], check=True)
        self.clean(ods.generated_docs)
        self.assertIn("`-norm-drop`", (self.folder / "docs/NormPasses.md").read_text())
        self.replace(IR + "NormOps.td", "What it says.", "What it said.")
        self.finds(ods.generated_docs, "docs/NormOps.md:1: stale")

    def test_page_links(self) -> None:
        page = "# A page\n\n## Its `two` parts\n\n[file](../tools/docs.sh) [part](Other.md#its-two-parts) [x]: y\n"
        self.write("docs/Page.md", page + "```\n[code](nowhere)\n```\nAnd `[code](nowhere)`.\n")
        self.write("docs/Other.md", "# Other\n\n## Its `two` parts\n\n[to itself](#other) [web](https://a.b/c#d)\n")
        self.clean(pages.page_links)
        self.write("docs/Page.md", page.replace("#its-two-parts", "#its-three-parts"))
        self.finds(pages.page_links, "docs/Page.md:5: docs/Other.md has no heading with the anchor #its-three-parts")
        self.write("docs/Page.md", page.replace("../tools/docs.sh", "../tools/doc.sh"))
        self.finds(pages.page_links, "docs/Page.md:5: leads to tools/doc.sh, which is not there")
        self.write("docs/Page.md", page)
        self.write("docs/Page.md", "# A page\n")
        self.write("docs/Other.md", "# Other\n\n[reference]\n\n[reference]: missing.h\n")
        self.finds(pages.page_links, "docs/Other.md:5: leads to docs/missing.h, which is not there")

    def test_site_nav(self) -> None:
        self.write("docs/Page.md", "# A page\n")
        self.clean(pages.site_nav)
        self.write("mkdocs.yml", "nav:\n  - Overview: index.md\n  - Pages:\n      - A page: Page.md\n")
        self.clean(pages.site_nav)
        self.write("docs/Other.md", "# Other\n")
        self.finds(pages.site_nav, "docs/Other.md:1: is not in the nav of mkdocs.yml")
        self.write("mkdocs.yml", "nav:\n  - A: Page.md\n  - B: Other.md\n  - C: Page.md\n  - D: Missing.md\n")
        self.finds(
            pages.site_nav,
            "mkdocs.yml:4: names Page.md twice",
            "mkdocs.yml:5: names docs/Missing.md, which is not there",
        )


if __name__ == "__main__":
    outcome = unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(
        unittest.defaultTestLoader.loadTestsFromTestCase(LintTest)
    )
    bad = len(outcome.failures) + len(outcome.errors)
    print(f"{outcome.testsRun - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)
