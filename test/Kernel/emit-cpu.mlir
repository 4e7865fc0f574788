// Rows: accumulators, tails, trees, and stores past the cache.
// RUN: norm-opt %s -norm-emit-cpu | FileCheck %s --check-prefix=DOC
// RUN: norm-opt %s -norm-emit-cpu -canonicalize -cse | FileCheck %s
// RUN: norm-opt %s -norm-emit-cpu=parallel -canonicalize -cse | FileCheck %s --check-prefix=PARALLEL

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// DOC-LABEL: func.func @documented(
// DOC:       scf.for %[[GROUP:.+]] = %[[C0:.+]] to %[[C4:.+]] step %[[C1:.+]] {
// DOC:       %[[SUM:.+]] = scf.for %[[I:.+]] = %[[FROM:.+]] to %[[TO:.+]] step %[[C8:.+]] iter_args(%[[S:.+]] = %[[ZERO:.+]]) -> (vector<8xf32>) {
func.func @documented(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// A length that is known takes as many loops as it fills.
// CHECK-LABEL: func.func @whole_vectors(
// CHECK:         scf.for %[[ROW:.+]] = %c0 to %c4 step %c1 {
// CHECK:           %[[SUMS:.+]]:2 = scf.for %[[I:.+]] = %c0 to %c64 step %c16 iter_args(%[[S0:.+]] = %[[ZERO:.+]], %[[S1:.+]] = %[[ZERO]]) -> (vector<8xf64>, vector<8xf64>) {
// CHECK-COUNT-2:     vector.load
// CHECK:             arith.addf %[[S0]], %{{.+}} fastmath<contract> : vector<8xf64>
// CHECK:             arith.addf %[[S1]], %{{.+}} fastmath<contract> : vector<8xf64>
// CHECK-NOT:       memref.load
// CHECK:           %[[BOTH:.+]] = arith.addf %[[SUMS]]#0, %[[SUMS]]#1 fastmath<contract> : vector<8xf64>
// CHECK:           vector.reduction <add>, %[[BOTH]] fastmath<reassoc> : vector<8xf64> into f64
// CHECK:           scf.for %{{.+}} = %c0 to %c64 step %c16 {
// CHECK-COUNT-2:     vector.store
// CHECK-NOT:       memref.store
// CHECK:         return
func.func @whole_vectors(%x: memref<4x64xf32>, %y: memref<4x64xf32>) {
  norm.kernel sizes = [4, 64] ins(%x : memref<4x64xf32>) outs(%y : memref<4x64xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, stores = regular> {
  ^bb0(%a: f32):
    %b = arith.extf %a : f32 to f64
    %s = norm.reduce <add> %b over [1] : f64
    %t = arith.truncf %s : f64 to f32
    %q = arith.divf %a, %t : f32
    norm.yield %q : f32
  }
  return
}

// Others: loops of all vectors, of one, and of single elements, and a sum for the last.
// CHECK-LABEL: func.func @tails(
// CHECK-SAME:    %[[N:[^:]+]]: index
// CHECK:         %[[TWO:.+]]:2 = scf.for %{{.+}} = %c0 to %[[END:.+]] step %c16 iter_args
// CHECK:         %[[ONE:.+]] = scf.for %{{.+}} = %[[END]] to %[[LAST:.+]] step %c8 iter_args(%{{.+}} = %[[TWO]]#0) -> (vector<8xf64>) {
// CHECK:         %[[REST:.+]] = scf.for %{{.+}} = %[[LAST]] to %[[N]] step %c1 iter_args(%{{.+}} = %{{.+}}) -> (f64) {
// CHECK:         %[[BOTH:.+]] = arith.addf %[[ONE]], %[[TWO]]#1 fastmath<contract> : vector<8xf64>
// CHECK:         %[[SUM:.+]] = vector.reduction <add>, %[[BOTH]] fastmath<reassoc>
// CHECK:         arith.addf %[[SUM]], %[[REST]]
func.func @tails(%n: index, %x: memref<4x?xf32>, %y: memref<4xf64>) {
  norm.kernel sizes = [4, %n] ins(%x : memref<4x?xf32>) outs(%y : memref<4xf64>) maps = [#map, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, stores = regular> {
  ^bb0(%a: f32):
    %b = arith.extf %a : f32 to f64
    %s = norm.reduce <add> %b over [1] : f64
    norm.yield %s : f64
  }
  return
}

// Where results exceed the cache: single elements up to the first aligned vector, then aligned vectors of integers.
// CHECK-LABEL: func.func @past_the_cache(
// CHECK:         %[[EXCEEDS:.+]] = arith.cmpi uge, %{{.+}}, %c750
// CHECK:         scf.for
// CHECK:           %[[ADDRESS:.+]] = memref.extract_aligned_pointer_as_index
// CHECK:           %[[HEAD:.+]] = arith.minui
// CHECK:           %[[ALIGNED:.+]] = arith.cmpi eq, %{{.+}}, %c0
// CHECK:           %[[BOTH:.+]] = arith.andi %[[EXCEEDS]], %[[ALIGNED]]
// CHECK:           scf.if %[[BOTH]] {
// CHECK:             scf.for %{{.+}} = %c0 to %[[HEAD]] step %c1 {
// CHECK:               memref.store
// CHECK:             scf.for %{{.+}} = %[[HEAD]] to %[[LAST:.+]] step %c16 {
// CHECK:               %[[BITS:.+]] = arith.bitcast %{{.+}} : vector<16xbf16> to vector<16xi16>
// CHECK:               llvm.store %[[BITS]], %{{.+}} {alignment = 32 : i64, nontemporal} : vector<16xi16>, !llvm.ptr
// CHECK:             scf.for %{{.+}} = %[[LAST]] to %{{.+}} step %c1 {
// CHECK:           } else {
// CHECK:             vector.store %{{.+}} vector<16xbf16>
// CHECK:         scf.if %[[EXCEEDS]] {
// CHECK-NEXT:      llvm.fence seq_cst
// Threads have a fence each, before they meet.
// PARALLEL-LABEL: func.func @past_the_cache(
// PARALLEL:       %[[EXCEEDS:.+]] = arith.cmpi uge, %{{.+}}, %c750
// PARALLEL:       %[[ENOUGH:.+]] = arith.cmpi uge, %{{.+}}, %c131072
// PARALLEL:       omp.parallel if(%[[ENOUGH]]) {
// PARALLEL:         omp.wsloop nowait {
// PARALLEL:           omp.loop_nest (%{{.+}}) : index = (%c0) to (%{{.+}}) step (%c1) {
// PARALLEL:             nontemporal
// PARALLEL:         scf.if %[[EXCEEDS]] {
// PARALLEL-NEXT:      llvm.fence seq_cst
// PARALLEL-NEXT:    }
// PARALLEL-NEXT:    omp.terminator
func.func @past_the_cache(%m: index, %n: index, %x: memref<?x?xbf16>, %w: memref<?xbf16>, %y: memref<?x?xbf16>) {
  norm.kernel sizes = [%m, %n] ins(%x, %w : memref<?x?xbf16>, memref<?xbf16>) outs(%y : memref<?x?xbf16>) maps = [#map, #row, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 1, cache = 1000> {
  ^bb0(%a: bf16, %b: bf16):
    %q = arith.mulf %a, %b : bf16
    norm.yield %q : bf16
  }
  return
}

// Threads share the groups, where there is work for them.
// PARALLEL-LABEL: func.func @regular(
// PARALLEL:       omp.parallel if(
// PARALLEL:         omp.wsloop nowait {
// PARALLEL-NOT:     llvm.fence
// PARALLEL:         omp.terminator
func.func @regular(%m: index, %n: index, %x: memref<?x?xf32>, %w: memref<?xf32>, %y: memref<?x?xf32>) {
  norm.kernel sizes = [%m, %n] ins(%x, %w : memref<?x?xf32>, memref<?xf32>) outs(%y : memref<?x?xf32>) maps = [#map, #row, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1, stores = regular> {
  ^bb0(%a: f32, %b: f32):
    %q = arith.mulf %a, %b : f32
    norm.yield %q : f32
  }
  return
}

// Sums of f32 are trees of chains of 16.
// CHECK-LABEL: func.func @narrow_sums(
// CHECK:         scf.for %{{.+}} = %c0 to %c32768 step %c2048 iter_args(%[[OUTER:.+]] = %[[ZERO:.+]]) -> (vector<8xf32>) {
// CHECK:           %[[MIDDLE:.+]] = scf.for %{{.+}} = %{{.+}} to %{{.+}} step %c128 iter_args(%{{.+}} = %[[ZERO]]) -> (vector<8xf32>) {
// CHECK:             %[[INNER:.+]] = scf.for %{{.+}} = %{{.+}} to %{{.+}} step %c8 iter_args(%{{.+}} = %[[ZERO]]) -> (vector<8xf32>) {
// CHECK:           arith.addf %[[OUTER]], %[[MIDDLE]] fastmath<contract> : vector<8xf32>
func.func @narrow_sums(%x: memref<4x32768xf32>, %y: memref<4xf32>) {
  norm.kernel sizes = [4, 32768] ins(%x : memref<4x32768xf32>) outs(%y : memref<4xf32>) maps = [#map, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %s : f32
  }
  return
}

// Maxima are not: they do not round.
// CHECK-LABEL: func.func @maxima(
// CHECK:         scf.for %{{.+}} = %c0 to %c65536 step %c8 iter_args
// CHECK-NOT:     scf.for
// CHECK:         vector.reduction <maximumf>
func.func @maxima(%x: memref<4x65536xf32>, %y: memref<4xf32>) {
  norm.kernel sizes = [4, 65536] ins(%x : memref<4x65536xf32>) outs(%y : memref<4xf32>) maps = [#map, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [1] : f32
    norm.yield %s : f32
  }
  return
}

// A block of a row is a row of its own.
// CHECK-LABEL: func.func @blocks_of_rows(
// CHECK:         scf.for %{{.+}} = %c0 to %c6 step %c1 {
// CHECK:           %[[FROM:.+]] = arith.muli %{{.+}}, %c64
// CHECK:           %[[TO:.+]] = arith.addi %[[FROM]],
// CHECK:           scf.for %{{.+}} = %[[FROM]] to %{{.+}} step %c16 iter_args
// CHECK:           memref.store
// PARALLEL-LABEL: func.func @blocks_of_rows(
// PARALLEL:         omp.loop_nest (%{{.+}}) : index = (%c0) to (%c6) step (%c1) {
func.func @blocks_of_rows(%x: memref<3x100xf32>, %p: memref<2x3xf64>) {
  norm.kernel sizes = [3, 100] ins(%x : memref<3x100xf32>) outs(%p : memref<2x3xf64>) maps = [#map, affine_map<(d0, d1) -> (d1 floordiv 64, d0)>] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2> {
  ^bb0(%a: f32):
    %b = arith.extf %a : f32 to f64
    %s = norm.reduce <add> %b over [1] by 64 : f64
    norm.yield %s : f64
  }
  return
}
