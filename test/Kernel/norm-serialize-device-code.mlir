// What upstream makes of device code, and what it lets pass or says in several lines.
// RUN: norm-opt %s -norm-serialize-device-code | FileCheck %s
// RUN: not norm-opt %s -norm-serialize-device-code="format=exe" 2>&1 | FileCheck %s --check-prefix=FORMAT
// RUN: not norm-opt %s -norm-serialize-device-code="toolkit=%t.none" 2>&1 | FileCheck %s --check-prefix=TOOLKIT
// RUN: env CUDA_HOME=%t.none PATH=%t.none not norm-opt %s -norm-serialize-device-code="format=bin" 2>&1 | FileCheck %s --check-prefix=PTXAS
// A toolkit that is asked for is not looked for elsewhere.
// RUN: mkdir -p %t.empty && not norm-opt %s -norm-serialize-device-code="format=bin toolkit=%t.empty" 2>&1 | FileCheck %s --check-prefix=EMPTY
// What a program has said is the reason.
// RUN: mkdir -p %t.bin && printf '#!/bin/sh\necho "ptxas fatal   : Value is not defined" >&2\nexit 1\n' > %t.bin/ptxas && chmod +x %t.bin/ptxas && \
// RUN: env PATH=%t.bin:/usr/bin:/bin CUDA_HOME=%t.none not norm-opt %s -norm-serialize-device-code="format=bin" 2>&1 | FileCheck %s --check-prefix=FAILS
// PTX needs no device library, and a toolkit without one is no error.
// RUN: env CUDA_HOME=%t.none norm-opt %s -norm-serialize-device-code 2>&1 | FileCheck %s --implicit-check-not=error:
// A call of what is not there would be the driver's to refuse.
// RUN: sed -e 's/@inside(%%x)/@__nv_erff(%%x)/; s/@inside/@__nv_erff/; s/ { llvm.return %%y : f32 }//' %s | not norm-opt -norm-serialize-device-code 2>&1 | FileCheck %s --check-prefix=CALL

// The example of the pass.
// CHECK: gpu.binary @norm_kernels [#gpu.object<#nvvm.target<O = 3, chip = "sm_90", features = "+ptx83">
// CHECK-SAME: .entry f_kernel

// FORMAT:  error: expects a format of isa, bin, fatbin or llvm; got "exe"
// TOOLKIT: error: expects a folder for the toolkit; got "{{.+}}.none"
// EMPTY:   error: expects ptxas for the format bin, in {{.+}}.empty/bin; found none
// PTXAS:   error: expects ptxas for the format bin, in CUDA_HOME/bin or on PATH; found none
// FAILS:   error: ptxas fatal   : Value is not defined
// CALL:    error: expects device code that calls nothing outside of it; got a call of __nv_erff
module attributes {gpu.container_module} {
  gpu.module @norm_kernels [#nvvm.target<O = 3, chip = "sm_90", features = "+ptx83">] {
    llvm.func @inside(%y: f32) -> f32 { llvm.return %y : f32 }
    llvm.func @f_kernel(%x: f32, %p: !llvm.ptr) attributes {gpu.kernel, nvvm.kernel} {
      %y = llvm.call @inside(%x) : (f32) -> f32
      llvm.store %y, %p : f32, !llvm.ptr
      llvm.return
    }
  }
}
