// Faults in the code of a kernel break its budgets: each is one that costs time and no bits.
// RUN: norm-opt %s -norm-nvvm-pipeline="chip=sm_90" > %t.mlir && grep -h SASS %s > %t.budgets
// RUN: cat %t.budgets %t.mlir > %t.same.mlir && norm-sass-check %t.same.mlir --chip=sm_90 | FileCheck %s --check-prefix=SAME
// SAME: 2 kernels within 11 bounds

// An access of 16 bytes less, and two of 8 instead.
// RUN: sed -e 's/ld.global.nc.v4.b32 \\09{\([^,]*, [^,]*\), \([^}]*\)}, \[\(%%rd[0-9]*\)\];/ld.global.nc.v2.b32 \\09{\1}, [\3];\\0Ald.global.nc.v2.b32 \\09{\2}, [\3+8];/' %t.mlir > %t.wide
// RUN: cat %t.budgets %t.wide > %t.wide.mlir && not norm-sass-check %t.wide.mlir --chip=sm_90 --ptx | FileCheck %s --check-prefix=WIDE
// WIDE: expects ld.global.nc.128 = 6; got {{[0-5]$}}

// RUN: sed -e 's/bar.sync \\090;/&\\0A&/g' %t.mlir > %t.barrier
// RUN: cat %t.budgets %t.barrier > %t.barrier.mlir && not norm-sass-check %t.barrier.mlir --chip=sm_90 | FileCheck %s --check-prefix=BARRIER
// BARRIER: sm_90 @f_kernel_0: expects BAR = 1; got 2

// RUN: sed -e 's/\(shfl.sync.bfly.b32 \\09\)\(%%r[0-9]*\)\([^;]*\), 16, 31, -1;/&\\0A\1\2, \2, 16, 31, -1;/g' %t.mlir > %t.shuffle
// RUN: cat %t.budgets %t.shuffle > %t.shuffle.mlir && not norm-sass-check %t.shuffle.mlir --chip=sm_90 | FileCheck %s --check-prefix=SHUFFLE
// SHUFFLE: sm_90 @f_kernel_0: expects SHFL = 20; got 2{{[1-9]}}

// Fewer registers than values.
// RUN: sed -e 's/.maxntid 256, 1, 1/&\\0A.maxnreg 24/' %t.mlir > %t.spill
// RUN: cat %t.budgets %t.spill > %t.spill.mlir && not norm-sass-check %t.spill.mlir --chip=sm_90 | FileCheck %s --check-prefix=SPILL
// SPILL: sm_90 @f_kernel: expects spills = 0 without a budget for it; got {{[1-9]}}

// RUN: sed -e 's/.address_size 64/&\\0A.extern .func __nv_expf;/' %t.mlir > %t.extern
// RUN: cat %t.budgets %t.extern > %t.extern.mlir && not norm-sass-check %t.extern.mlir --chip=sm_90 | FileCheck %s --check-prefix=EXTERN
// EXTERN: expects no .extern in PTX; got .extern .func __nv_expf;
// REQUIRES: ptxas-of-budgets

// SASS @f_kernel: LDG.128 = 0, STG.128 = 0, FP64 <= 180
// SASS @f_kernel_0: ld.global = 7, ld.global.nc.128 = 6, LDG.128 = 6, STG.128 = 2, SHFL = 20, BAR = 1, shared = 128
// SASS @f_kernel_0: FP64 <= 160
func.func @f(%x: tensor<1024x4096xbf16>, %w: tensor<4096xbf16>, %b: tensor<4096xbf16>) -> tensor<1024x4096xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<4096xbf16>) bias(%b : tensor<4096xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x4096xbf16>
  return %y : tensor<1024x4096xbf16>
}
