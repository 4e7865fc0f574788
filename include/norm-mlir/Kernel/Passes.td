//===- Passes.td - Passes that make kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_PASSES_TD
#define NORM_MLIR_KERNEL_PASSES_TD

include "mlir/Pass/PassBase.td"

def ExpandMathPass : Pass<"norm-expand-math"> {
  let summary = "Expand floating-point ops into what has vector instructions.";
  let description = [{
    Rewrites the ops of arith and math on floats, scalars and fixed vectors alike, so that
    LLVM compiles them for x86-64-v3, x86-64-v4 and AArch64 without calling a library.

    - Arithmetic on bf16 and f16 is done in f32 and rounded after every op, as the IR says.
    - f32 is rounded to bf16 in integers, and f64 to 16 bits once, as in
      `norm-expand-truncations`.
    - Functions of math become polynomials on a reduced range.

    What it cannot expand it leaves, with a remark that names the op; with `strict` this is
    an error. Do not run it where a library with vector functions is linked. The expansions
    use math.fma, which is a call on machines without the instruction.

    Before:

    ```mlir
    %y = arith.truncf %x : vector<16xf32> to vector<16xbf16>
    ```

    After:

    ```mlir
    %narrow = arith.trunci %bits : vector<16xi32> to vector<16xi16>
    %y = arith.bitcast %narrow : vector<16xi16> to vector<16xbf16>
    ```
  }];
  let options = [
    Option<"nativeBF16", "native-bf16", "bool", "false",
           "Leave roundings from f32 to bf16 to the target's instruction, which on x86-64 flushes denormals.">,
    Option<"strict", "strict", "bool", "false", "Fail where an op is left that calls a library.">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect"];
}

#endif // NORM_MLIR_KERNEL_PASSES_TD
