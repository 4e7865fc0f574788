// Two vectors of bf16 take the elements of one register in turn: the even ones, and the odd ones.
// RUN: split-file %s %t
// RUN: norm-opt %t/emit.mlir -norm-emit-cpu | FileCheck %s
// RUN: norm-opt %t/emit.mlir -norm-emit-cpu -norm-expand-math -canonicalize -cse | FileCheck %s --check-prefix=EXPAND
// RUN: norm-opt %t/emit.mlir -norm-emit-cpu -norm-expand-math=native-bf16 -canonicalize -cse | FileCheck %s --check-prefix=NATIVE

// Whole iterations, what fills none, and results that pass the cache by.
// RUN: norm-runner %t/run.mlir --entry=layer_norm --input=special:1@67x300 --input=random:2@300 --input=random:3@300 --verify
// RUN: norm-runner %t/run.mlir --entry=layer_norm --input=random:1@3x1031 --input=random:2@1031 --input=random:3@1031 --verify
// RUN: norm-runner %t/run.mlir --entry=columns --input=special:1@97x97 --input=random:2@97 --input=lognormal:3@97 --input=random:4@97 --input=random:5@97 --verify
// RUN: norm-runner %t/run.mlir --entry=columns --input=random:1@41x256 --input=random:2@256 --input=lognormal:3@256 --input=random:4@256 --input=random:5@256 --verify

// Columns' own values of types that are not sorted.
// RUN: norm-runner %t/types.mlir --all --verify

// CHECK-LABEL: func.func @scale
// CHECK:         scf.for
// CHECK:           %[[X:.+]] = vector.load %{{.+}} : memref<66x64xbf16{{.*}}>, vector<32xbf16>
// CHECK-NEXT:      %[[EVEN:.+]], %[[ODD:.+]] = vector.deinterleave %[[X]] : vector<32xbf16> -> vector<16xbf16>
// CHECK-NOT:       vector.load %{{.+}} : memref<66x64
// CHECK:           %[[W:.+]] = vector.load %{{.+}} : memref<64xf32{{.*}}>, vector<32xf32>
// CHECK-NEXT:      vector.deinterleave %[[W]] : vector<32xf32> -> vector<16xf32>
// CHECK:           %[[Y:.+]] = vector.interleave %{{.+}}, %{{.+}} : vector<16xbf16> -> vector<32xbf16>
// CHECK:           vector.store %[[Y]], %{{.+}} : memref<66x64xbf16{{.*}}>, vector<32xbf16>

// Each is in the half of 32 bits that it is needed in, or where the other one is masked.
// EXPAND-LABEL: func.func @scale
// EXPAND:         scf.for
// EXPAND:           %[[X:.+]] = vector.load %{{.+}} : memref<66x64xbf16{{.*}}>, vector<32xbf16>
// EXPAND:           %[[BITS:.+]] = vector.bitcast %[[X]] : vector<32xbf16> to vector<16xi32>
// EXPAND-DAG:       arith.shli %[[BITS]], %{{.+}} : vector<16xi32>
// EXPAND-DAG:       arith.andi %[[BITS]], %{{.+}} : vector<16xi32>
// EXPAND-NOT:       arith.trunci
// EXPAND:           arith.ori %{{.+}}, %{{.+}} : vector<16xi32>
// EXPAND:           %[[Y:.+]] = vector.bitcast %{{.+}} : vector<16xi32> to vector<32xbf16>
// EXPAND:           vector.store %[[Y]], %{{.+}} : memref<66x64xbf16{{.*}}>, vector<32xbf16>

// One instruction rounds two registers; one look for results of 0 is for two of them.
// NATIVE-LABEL: func.func @scale
// NATIVE:         scf.for
// NATIVE:           %[[FIRST:.+]] = llvm.call_intrinsic "llvm.x86.avx512bf16.cvtne2ps2bf16.512"(%{{.+}}, %{{.+}}) : (vector<16xf32>, vector<16xf32>) -> vector<32xbf16>
// NATIVE:           %[[BITS:.+]] = arith.bitcast %[[FIRST]] : vector<32xbf16> to vector<32xi16>
// NATIVE:           vector.shuffle %[[BITS]], %[[BITS]] [0, 16, 1, 17,
// NATIVE:           llvm.call_intrinsic "llvm.x86.avx512bf16.cvtne2ps2bf16.512"
// NATIVE:           arith.cmpi eq, %{{.+}}, %{{.+}} : vector<32xi16>
// NATIVE:           vector.reduction <or>, %{{.+}} : vector<32xi1> into i1
// NATIVE:           scf.if
// NATIVE-COUNT-4:     llvm.call_intrinsic "llvm.x86.avx512.fpclass.ps.512"
// NATIVE:           } else {

// Elements of f32 are not sorted for bf16 beside them, nor those of a window.
// CHECK-LABEL: func.func @mixed
// CHECK-NOT:     interleave
// CHECK-LABEL: func.func @window
// CHECK-NOT:     interleave

//--- emit.mlir
#element = affine_map<(d0, d1) -> (d0, d1)>
func.func @scale(%x: memref<66x64xbf16>, %w: memref<64xf32>, %y: memref<66x64xbf16>) attributes {norm.serial} {
  norm.kernel sizes = [66, 64] ins(%x, %w : memref<66x64xbf16>, memref<64xf32>) outs(%y : memref<66x64xbf16>) maps = [#element, affine_map<(d0, d1) -> (d1)>, #element] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2, tail = masked> {
  ^bb0(%a: bf16, %b: f32):
    %e = arith.extf %a : bf16 to f32
    %p = arith.mulf %e, %b : f32
    %r = arith.truncf %p : f32 to bf16
    norm.yield %r : bf16
  }
  return
}

func.func @mixed(%x: memref<66x64xbf16>, %y: memref<66x64xf32>) attributes {norm.serial} {
  norm.kernel sizes = [66, 64] ins(%x : memref<66x64xbf16>) outs(%y : memref<66x64xf32>) maps = [#element, #element] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2, tail = masked> {
  ^bb0(%a: bf16):
    %e = arith.extf %a : bf16 to f32
    norm.yield %e : f32
  }
  return
}

func.func @window(%x: memref<66x64xbf16>, %y: memref<66x64xbf16>) attributes {norm.serial} {
  norm.kernel sizes = [66, 64] ins(%x : memref<66x64xbf16>) outs(%y : memref<66x64xbf16>) maps = [affine_map<(d0, d1) -> (d0 - 1, d1)>, #element] outside = [0.000000e+00 : bf16] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2, tail = masked> {
  ^bb0(%a: bf16):
    %e = arith.negf %a : bf16
    norm.yield %e : bf16
  }
  return
}

//--- run.mlir
func.func @layer_norm(%x: tensor<?x?xbf16>, %w: tensor<?xbf16>, %b: tensor<?xf32>) -> tensor<?x?xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<?xbf16>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}

func.func @columns(%x: tensor<?x?xbf16>, %m: tensor<?xf32>, %v: tensor<?xf32>, %w: tensor<?xbf16>, %b: tensor<?xf32>) -> tensor<?x?xbf16> {
  %y = norm.batch_norm %x mean(%m : tensor<?xf32>) variance(%v : tensor<?xf32>) scale(%w : tensor<?xbf16>) bias(%b : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}

//--- types.mlir
#element = affine_map<(i, j) -> (i, j)>
#column = affine_map<(i, j) -> (j)>
func.func @bytes(%x: tensor<130x75xbf16>, %w: tensor<75xf8E4M3FN>, %b: tensor<75xi8>) -> tensor<130x75xbf16> {
  %empty = tensor.empty() : tensor<130x75xbf16>
  %y = linalg.generic {indexing_maps = [#element, #column, #column, #element], iterator_types = ["parallel", "parallel"]} ins(%x, %w, %b : tensor<130x75xbf16>, tensor<75xf8E4M3FN>, tensor<75xi8>) outs(%empty : tensor<130x75xbf16>) {
  ^bb0(%a: bf16, %s: f8E4M3FN, %t: i8, %o: bf16):
    %f = arith.extf %a : bf16 to f32
    %g = arith.extf %s : f8E4M3FN to f32
    %h = arith.sitofp %t : i8 to f32
    %p = arith.mulf %f, %g : f32
    %q = arith.addf %p, %h : f32
    %r = arith.truncf %q : f32 to bf16
    linalg.yield %r : bf16
  } -> tensor<130x75xbf16>
  return %y : tensor<130x75xbf16>
}

func.func @indices(%x: tensor<130x96xbf16>, %n: tensor<96xindex>, %m: tensor<96xi1>, %l: tensor<96xi64>) -> tensor<130x96xbf16> {
  %empty = tensor.empty() : tensor<130x96xbf16>
  %y = linalg.generic {indexing_maps = [#element, #column, #column, #column, #element], iterator_types = ["parallel", "parallel"]} ins(%x, %n, %m, %l : tensor<130x96xbf16>, tensor<96xindex>, tensor<96xi1>, tensor<96xi64>) outs(%empty : tensor<130x96xbf16>) {
  ^bb0(%a: bf16, %i: index, %t: i1, %k: i64, %o: bf16):
    %w = arith.index_cast %i : index to i64
    %sum = arith.addi %w, %k : i64
    %f = arith.sitofp %sum : i64 to f32
    %g = arith.truncf %f : f32 to bf16
    %p = arith.addf %a, %g : bf16
    %r = arith.select %t, %p, %a : bf16
    linalg.yield %r : bf16
  } -> tensor<130x96xbf16>
  return %y : tensor<130x96xbf16>
}

func.func @longs(%x: tensor<130x96xbf16>, %l: tensor<96xi64>, %d: tensor<96xf64>) -> tensor<130x96xbf16> {
  %empty = tensor.empty() : tensor<130x96xbf16>
  %y = linalg.generic {indexing_maps = [#element, #column, #column, #element], iterator_types = ["parallel", "parallel"]} ins(%x, %l, %d : tensor<130x96xbf16>, tensor<96xi64>, tensor<96xf64>) outs(%empty : tensor<130x96xbf16>) {
  ^bb0(%a: bf16, %k: i64, %c: f64, %o: bf16):
    %f = arith.sitofp %k : i64 to f64
    %g = arith.addf %f, %c : f64
    %h = arith.truncf %g : f64 to bf16
    %r = arith.addf %a, %h : bf16
    linalg.yield %r : bf16
  } -> tensor<130x96xbf16>
  return %y : tensor<130x96xbf16>
}
