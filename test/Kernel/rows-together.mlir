// Rows that are taken together: their sums in turn, one last sweep that reads what they share once. Those that fill no
// block, and short matrices, are taken one by one.
// RUN: split-file %s %t
// RUN: norm-opt %t/plan.mlir -norm-report-kernels=plan -o /dev/null 2>&1 | FileCheck %s --match-full-lines --strict-whitespace
// RUN: norm-opt %t/plan.mlir -norm-emit-cpu | FileCheck %s --check-prefix=EMIT

// 67 rows are 16 blocks and 3 rows, 63 too few, and 64 of 4100 elements too long.
// RUN: norm-runner %t/run.mlir --entry=residual --input=random:1@67x300 --input=special:2@67x300 --input=random:3@300 --input=random:4@300 --verify
// RUN: norm-runner %t/run.mlir --entry=residual --input=random:1@63x37 --input=random:2@63x37 --input=random:3@37 --input=random:4@37 --verify
// RUN: norm-runner %t/run.mlir --entry=residual --input=random:1@64x4100 --input=random:2@64x4100 --input=random:3@4100 --input=random:4@4100 --verify
// RUN: norm-runner %t/run.mlir --entry=inference --input=special:1@67x37 --input=random:2@37 --input=lognormal:3@37 --input=random:4@37 --input=random:5@37 --verify
// RUN: norm-runner %t/run.mlir --entry=statistics --verify

// A result that the first sweep writes, the last one reads back.
//      CHECK:{{.*}} remark: groups [d0], 4 together; sweeps over [d1], vectors along [d1]
// CHECK-NEXT:sweep 0:
// CHECK-NEXT:  in [d1]: %x0, %x1, %0, %1
// CHECK-NEXT:  reduces %2 = add %1: slots 0, 1
// CHECK-NEXT:  in blocks of 3 levels
// CHECK-NEXT:  writes 0: %0
// CHECK-NEXT:sweep 1:
// CHECK-NEXT:  at the group: %3
// CHECK-NEXT:  in [d1]: %x2, %0, %4, %5
// CHECK-NEXT:  reads back 0: %0
// CHECK-NEXT:  writes 1: %5

// EMIT-LABEL: func.func @rows
// EMIT:         %[[SUMS:.+]] = scf.for %[[ROW:.+]] = %{{.+}} to %{{.+}} step %{{.+}} iter_args(%[[BEFORE:.+]] = %{{.+}}) -> (vector<4xbf16>)
// EMIT:           vector.insert %{{.+}}, %[[BEFORE]] [%[[ROW]]] : bf16 into vector<4xbf16>
// EMIT:         scf.if
// EMIT-COUNT-4:   vector.extract %[[SUMS]][{{[0-3]}}] : bf16 from vector<4xbf16>
// EMIT:           scf.for
// EMIT:             vector.load %{{.+}} : memref<64xbf16
// EMIT-COUNT-4:     vector.load %{{.+}} : memref<66x64xbf16
// EMIT-NOT:         vector.load
// EMIT-COUNT-4:     vector.store
// EMIT:         } else {
// EMIT:           scf.for %[[NUMBER:.+]] = %{{.+}}
// EMIT:             vector.extract %[[SUMS]][%[[NUMBER]]] : bf16 from vector<4xbf16>

//--- plan.mlir
func.func @rows(%x: memref<66x64xbf16>, %r: memref<66x64xbf16>, %w: memref<64xbf16>, %sum: memref<66x64xbf16>, %y: memref<66x64xbf16>) attributes {norm.serial} {
  norm.kernel sizes = [66, 64] ins(%x, %r, %w : memref<66x64xbf16>, memref<66x64xbf16>, memref<64xbf16>) outs(%sum, %y : memref<66x64xbf16>, memref<66x64xbf16>) maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2, tail = masked> {
  ^bb0(%a: bf16, %b: bf16, %c: bf16):
    %s = arith.addf %a, %b : bf16
    %e = arith.extf %s : bf16 to f32
    %t = norm.reduce <add> %e over [1] : f32
    %q = arith.truncf %t : f32 to bf16
    %d = arith.subf %s, %q : bf16
    %p = arith.mulf %d, %c : bf16
    norm.yield %s, %p : bf16, bf16
  }
  return
}

//--- run.mlir
func.func @residual(%x: tensor<?x?xbf16>, %r: tensor<?x?xbf16>, %w: tensor<?xbf16>, %b: tensor<?xbf16>) -> (tensor<?x?xbf16>, tensor<?x?xbf16>) {
  %sum = arith.addf %x, %r : tensor<?x?xbf16>
  %y = norm.layer_norm %sum scale(%w : tensor<?xbf16>) bias(%b : tensor<?xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %sum, %y : tensor<?x?xbf16>, tensor<?x?xbf16>
}

func.func @inference(%x: tensor<?x?xf16>, %m: tensor<?xf32>, %v: tensor<?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf16> {
  %y = norm.batch_norm %x mean(%m : tensor<?xf32>) variance(%v : tensor<?xf32>) scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x?xf16>
  %zero = arith.constant 0.0 : f16
  %z = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%y : tensor<?x?xf16>) outs(%x : tensor<?x?xf16>) {
  ^bb0(%a: f16, %o: f16):
    %max = arith.maximumf %a, %zero : f16
    linalg.yield %max : f16
  } -> tensor<?x?xf16>
  return %z : tensor<?x?xf16>
}

func.func @statistics(%x: tensor<5x70x96xbf16>, %w: tensor<96xbf16>) -> (tensor<5x70x96xbf16>, tensor<5x70xf32>) {
  %y, %rstd = norm.rms_norm %x scale(%w : tensor<96xbf16>) axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<5x70x96xbf16>
  return %y, %rstd : tensor<5x70x96xbf16>, tensor<5x70xf32>
}
