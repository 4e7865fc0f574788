// RUN: norm-opt %s -norm-emit-cpu -canonicalize -cse | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>

// Sixteen vectors of an iteration are added up in f32, in four chains of four; their sum is widened and carried.
// CHECK-LABEL: func.func @row(
// CHECK:         scf.for
// CHECK:           %[[SUM:.+]] = scf.for %{{.+}} = %{{.+}} to %{{.+}} step %c256 iter_args(%[[CARRIED:.+]] = %{{.+}}) -> (vector<16xf64>) {
// CHECK-COUNT-8:     vector.load %{{.+}} : memref<4x1024xbf16>, vector<32xbf16>
// CHECK-NOT:         f64
// CHECK-COUNT-15:    arith.addf %{{.+}}, %{{.+}} fastmath<contract> : vector<16xf32>
// CHECK-NEXT:        %[[WIDE:.+]] = arith.extf %{{.+}} : vector<16xf32> to vector<16xf64>
// CHECK-NEXT:        %[[NEXT:.+]] = arith.addf %[[CARRIED]], %[[WIDE]] fastmath<contract> : vector<16xf64>
// CHECK-NEXT:        scf.yield %[[NEXT]]
// CHECK:           vector.reduction <add>, %[[SUM]]
func.func @row(%x: memref<4x1024xbf16>, %y: memref<4xf64>) {
  norm.kernel sizes = [4, 1024] ins(%x : memref<4x1024xbf16>) outs(%y : memref<4xf64>) maps = [#map, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2> {
  ^bb0(%a: bf16):
    %wide = arith.extf %a : bf16 to f64
    %s = norm.reduce <add> %wide over [1] chain = 6 : f64
    norm.yield %s : f64
  }
  return
}

// No chain is longer than the IR allows, nor has it terms that are not extended.
// CHECK-LABEL: func.func @shorter(
// CHECK-NOT:     vector<16xf32>
// CHECK:         return
func.func @shorter(%x: memref<4x1024xbf16>, %w: memref<4x1024xf64>, %y: memref<4xf64>, %z: memref<4xf64>) {
  norm.kernel sizes = [4, 1024] ins(%x : memref<4x1024xbf16>) outs(%y : memref<4xf64>) maps = [#map, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2, dots = true> {
  ^bb0(%a: bf16):
    %wide = arith.extf %a : bf16 to f64
    %s = norm.reduce <add> %wide over [1] chain = 4 : f64
    norm.yield %s : f64
  }
  norm.kernel sizes = [4, 1024] ins(%w : memref<4x1024xf64>) outs(%z : memref<4xf64>) maps = [#map, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2> {
  ^bb0(%a: f64):
    %s = norm.reduce <add> %a over [1] chain = 6 : f64
    norm.yield %s : f64
  }
  return
}

// By an instruction that adds up products of pairs, where the processor has it.
// CHECK-LABEL: func.func @dots(
// CHECK:         scf.for {{.*}} step %c256 iter_args
// CHECK-COUNT-8:   llvm.call_intrinsic "llvm.x86.avx512bf16.dpbf16ps.512"(%{{.+}}, %{{.+}}, %{{.+}}) : (vector<16xf32>, vector<32xbf16>, vector<32xbf16>) -> vector<16xf32>
// CHECK-COUNT-3:   arith.addf %{{.+}}, %{{.+}} fastmath<contract> : vector<16xf32>
// CHECK-NEXT:      arith.extf
func.func @dots(%x: memref<4x1024xbf16>, %y: memref<4xf64>) {
  norm.kernel sizes = [4, 1024] ins(%x : memref<4x1024xbf16>) outs(%y : memref<4xf64>) maps = [#map, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2, dots = true> {
  ^bb0(%a: bf16):
    %narrow = arith.extf %a : bf16 to f32
    %square = arith.mulf %narrow, %narrow : f32
    %wide = arith.extf %square : f32 to f64
    %s = norm.reduce <add> %wide over [1] chain = 6 : f64
    norm.yield %s : f64
  }
  return
}

// Where vectors stand across rows, eight of these are added up first, and what is left of them one by one.
// CHECK-LABEL: func.func @columns(
// CHECK:         scf.for {{.*}} to %c96 step %c8 iter_args(%[[CARRIED:.+]] = %{{.+}}) -> (vector<16xf64>) {
// CHECK-COUNT-8:   arith.extf %{{.+}} : vector<16xbf16> to vector<16xf32>
// CHECK:           arith.addf %{{.+}}, %{{.+}} fastmath<contract> : vector<16xf32>
// CHECK:           %[[WIDE:.+]] = arith.extf %{{.+}} : vector<16xf32> to vector<16xf64>
// CHECK-NEXT:      arith.addf %[[CARRIED]], %[[WIDE]]
// CHECK:         scf.for %{{.+}} = %c96 to %c101 step %c1
// CHECK:           arith.extf %{{.+}} : vector<16xbf16> to vector<16xf64>
func.func @columns(%x: memref<101x16xbf16>, %y: memref<16xf64>) {
  norm.kernel sizes = [101, 16] ins(%x : memref<101x16xbf16>) outs(%y : memref<16xf64>) maps = [#map, #column] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 1> {
  ^bb0(%a: bf16):
    %wide = arith.extf %a : bf16 to f64
    %s = norm.reduce <add> %wide over [0] chain = 6 : f64
    norm.yield %s : f64
  }
  return
}

// A sum of zeros is not walked.
// CHECK-LABEL: func.func @skipped(
// CHECK:         %[[IS_NEEDED:.+]] = arith.cmpf ogt
// CHECK:         %[[SUM:.+]] = scf.if %[[IS_NEEDED]] -> (f32) {
// CHECK:           scf.for
// CHECK-NOT:         arith.select
// CHECK:           vector.reduction <add>
// CHECK:         } else {
// CHECK-NEXT:      scf.yield %{{.+}} : f32
// CHECK:         memref.store %[[SUM]]
func.func @skipped(%x: memref<4x64xf32>, %y: memref<4xf32>) {
  norm.kernel sizes = [4, 64] ins(%x : memref<4x64xf32>) outs(%y : memref<4xf32>) maps = [#map, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2> {
  ^bb0(%a: f32):
    %zero = arith.constant 0.0 : f32
    %s = norm.reduce <add> %a over [1] : f32
    %is_needed = arith.cmpf ogt, %s, %zero : f32
    %kept = arith.select %is_needed, %a, %zero : f32
    %square = arith.mulf %kept, %kept : f32
    %t = norm.reduce <add> %square over [1] : f32
    norm.yield %t : f32
  }
  return
}
