// Every op that the pass takes, compiled for three machines: nothing is called, and bf16 lanes stay together.
//
// DEFINE: %{type} =
// DEFINE: %{lanes} =
// DEFINE: %{triple} =
// DEFINE: %{cpu} =
// DEFINE: %{compile} = sed -e 's/LANES/vector<%{lanes}x%{type}>/g' -e 's/BOOLS/vector<%{lanes}xi1>/g' -e 's/TYPE/%{type}/g' %s | norm-opt -norm-expand-math=strict -convert-vector-to-llvm -expand-strided-metadata -finalize-memref-to-llvm -convert-math-to-llvm -convert-to-llvm -reconcile-unrealized-casts | mlir-translate --mlir-to-llvmir | opt -O3 -mtriple=%{triple} -mcpu=%{cpu} -S | llc -O3 -mtriple=%{triple} -mcpu=%{cpu}

// REDEFINE: %{triple} = x86_64-linux-gnu
// REDEFINE: %{cpu} = x86-64-v3
// REDEFINE: %{type} = f32
// REDEFINE: %{lanes} = 8
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{lanes} = 1
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{type} = f64
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{lanes} = 4
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{type} = f16
// REDEFINE: %{lanes} = 16
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{lanes} = 1
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{type} = bf16
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{lanes} = 16
// RUN: %{compile} | FileCheck %s --check-prefixes=CHECK,LANES

// REDEFINE: %{cpu} = x86-64-v4
// RUN: %{compile} | FileCheck %s --check-prefixes=CHECK,LANES
// REDEFINE: %{type} = f16
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{type} = f32
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{type} = f64
// REDEFINE: %{lanes} = 8
// RUN: %{compile} | FileCheck %s

// REDEFINE: %{triple} = aarch64-linux-gnu
// REDEFINE: %{cpu} = generic
// REDEFINE: %{lanes} = 2
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{type} = f32
// REDEFINE: %{lanes} = 4
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{type} = bf16
// REDEFINE: %{lanes} = 8
// RUN: %{compile} | FileCheck %s
// REDEFINE: %{type} = f16
// RUN: %{compile} | FileCheck %s

// CHECK:     kernel:
// CHECK-NOT: {{[[:space:]](callq?|blr?)[[:space:]]}}
// CHECK-NOT: {{[[:space:]]b[[:space:]]+[a-z]}}
// CHECK-NOT: @PLT
// LANES-NOT: {{vucomiss|vpinsrw|vpextrw}}
// CHECK:     .size{{[[:space:]]+}}kernel
func.func @kernel(%pa: memref<?xTYPE>, %pb: memref<?xTYPE>, %pc: memref<?xTYPE>, %pr: memref<?xTYPE>) {
  %c0 = arith.constant 0 : index
  %a = vector.load %pa[%c0] : memref<?xTYPE>, LANES
  %b = vector.load %pb[%c0] : memref<?xTYPE>, LANES
  %c = vector.load %pc[%c0] : memref<?xTYPE>, LANES
  %exp = math.exp %a : LANES
  %exp2 = math.exp2 %exp : LANES
  %expm1 = math.expm1 %exp2 : LANES
  %log = math.log %expm1 : LANES
  %log2 = math.log2 %log : LANES
  %log10 = math.log10 %log2 : LANES
  %log1p = math.log1p %log10 : LANES
  %tanh = math.tanh %log1p : LANES
  %erf = math.erf %tanh : LANES
  %cbrt = math.cbrt %erf : LANES
  %rsqrt = math.rsqrt %cbrt : LANES
  %sqrt = math.sqrt %rsqrt : LANES
  %absf = math.absf %sqrt : LANES
  %ceil = math.ceil %absf : LANES
  %floor = math.floor %ceil : LANES
  %round = math.round %floor : LANES
  %roundeven = math.roundeven %round : LANES
  %trunc = math.trunc %roundeven : LANES
  %powf = math.powf %trunc, %b : LANES
  %fma = math.fma %powf, %b, %c : LANES
  %copysign = math.copysign %fma, %a : LANES
  %addf = arith.addf %copysign, %b : LANES
  %subf = arith.subf %addf, %b : LANES
  %mulf = arith.mulf %subf, %b : LANES
  %divf = arith.divf %mulf, %b : LANES
  %maximumf = arith.maximumf %divf, %b : LANES
  %minimumf = arith.minimumf %maximumf, %b : LANES
  %maxnumf = arith.maxnumf %minimumf, %b : LANES
  %minnumf = arith.minnumf %maxnumf, %b : LANES
  %negf = arith.negf %minnumf : LANES
  %less = arith.cmpf olt, %negf, %c : LANES
  %r = arith.select %less, %negf, %c : BOOLS, LANES
  vector.store %r, %pr[%c0] : memref<?xTYPE>, LANES
  return
}
