// A chip and a version of PTX that has it; what does not exist or go together is one line, where LLVM would abort.
// RUN: norm-opt %s -norm-attach-nvvm-target="chip=sm_90" | FileCheck %s
// RUN: norm-opt %s -norm-attach-nvvm-target="chip=sm_100a" | FileCheck %s --check-prefix=LATER
// RUN: norm-opt %s -norm-attach-nvvm-target="ptx=7.0" | FileCheck %s --check-prefix=FIRST
// RUN: not norm-opt %s -norm-attach-nvvm-target="chip=sm_75" 2>&1 | FileCheck %s --check-prefix=CHIP
// RUN: not norm-opt %s -norm-attach-nvvm-target="chip=sm_90 ptx=6.0" 2>&1 | FileCheck %s --check-prefix=PTX
// RUN: not norm-opt %s -norm-attach-nvvm-target="chip=sm_100 ptx=8.3" 2>&1 | FileCheck %s --check-prefix=EARLY

// CHECK: gpu.module @norm_kernels [#nvvm.target<O = 3, chip = "sm_90", features = "+ptx83">] {
// LATER: chip = "sm_100a", features = "+ptx86"
// FIRST: chip = "sm_80", features = "+ptx70"
// CHIP:  error: expects a chip of sm_80, sm_86, {{.+}}, sm_121; got "sm_75"
// PTX:   error: expects a version of PTX from 7.0 to 9.0; got "6.0"
// EARLY: error: expects PTX 8.6 or later for sm_100; got 8.3
module {
  gpu.module @norm_kernels {
  }
}
