// Kernels as functions of threads: what a thread reads, keeps, exchanges and writes.
// RUN: norm-opt %s -norm-emit-gpu -canonicalize -cse | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>

// A warp takes a row, which is read once: the second sweep finds it in registers. Where addresses are no multiples of
// 16, a second function takes single elements.
// CHECK-LABEL: func.func @f(
// CHECK-COUNT-2: memref.extract_aligned_pointer_as_index
// CHECK:         scf.if %{{.+}} {
// CHECK:           gpu.launch_func @norm_kernels::@f_kernel_0 blocks in (%[[C4:.+]], %[[C1:.+]], %[[C1]]) threads in (%[[C32:.+]], %[[C1]], %[[C1]]) args(%[[X:.+]] : memref<f32>, %[[Y:.+]] : memref<f32>)
// CHECK:         } else {
// CHECK:           gpu.launch_func @norm_kernels::@f_kernel blocks
func.func @f(%x: memref<4x128xf32>, %y: memref<4x128xf32>) {
  norm.kernel sizes = [4, 128] ins(%x : memref<4x128xf32>) outs(%y : memref<4x128xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 32> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// Rows of a length and a number that are known at run time: a loop over both sweeps, eight warps, shared memory.
// CHECK-LABEL: func.func @dynamic(
// CHECK:         %[[REST:.+]] = arith.remui %{{.+}}, %c4 : index
// CHECK:         gpu.launch_func @norm_kernels::@dynamic_kernel_0 blocks
func.func @dynamic(%x: memref<?x?xf32>, %y: memref<?x?xf32>, %m: index, %n: index) {
  norm.kernel sizes = [%m, %n] ins(%x : memref<?x?xf32>) outs(%y : memref<?x?xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 256> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// Four rows of 8 in a warp: threads beyond the last row take that one again, and do not write it.
// CHECK-LABEL: func.func @short(
func.func @short(%x: memref<5x8xf64>, %y: memref<5xf64>) {
  norm.kernel sizes = [5, 8] ins(%x : memref<5x8xf64>) outs(%y : memref<5xf64>) maps = [#map, #row] schedule = #norm.gpu_schedule<vector = 1, lanes = 1, unroll = 1, threads = 8, groups = 4> {
  ^bb0(%a: f64):
    %s = norm.reduce <add> %a over [1] : f64
    norm.yield %s : f64
  }
  return
}

// Columns: neighbouring threads take neighbouring columns, the eight that share them every eighth row.
// CHECK-LABEL: func.func @columns(
func.func @columns(%x: memref<100x64xf32>, %y: memref<64xf32>) {
  norm.kernel sizes = [100, 64] ins(%x : memref<100x64xf32>) outs(%y : memref<64xf32>) maps = [#map, #column] schedule = #norm.gpu_schedule<vector = 1, lanes = 1, unroll = 1, threads = 8, groups = 32> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [0] : f32
    norm.yield %s : f32
  }
  return
}

// Points that share sums: a block takes two rows of each of its eight threads in one of three iterations, 48 rows, of
// which three blocks take 100. They all reduce the parts, and the first one writes the results.
// CHECK-LABEL: func.func @points(
// CHECK:         gpu.launch_func @norm_kernels::@points_kernel_0 blocks in (%c3, %c1, %c1) threads in (%c32, %c1, %c1)
func.func @points(%x: memref<100x16xf32>, %p: memref<20x16xf32>, %y: memref<100x16xf32>, %z: memref<16xf32>) {
  norm.kernel sizes = [100, 16, 20] ins(%x, %p : memref<100x16xf32>, memref<20x16xf32>) outs(%y, %z : memref<100x16xf32>, memref<16xf32>) maps = [affine_map<(i, j, b) -> (i, j)>, affine_map<(i, j, b) -> (b, j)>, affine_map<(i, j, b) -> (i, j)>, affine_map<(i, j, b) -> (j)>] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 8, groups = 4, iterations = 3> {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <max> %b over [2] : f32
    %q = arith.subf %a, %s : f32
    norm.yield %q, %s : f32, f32
  }
  return
}

// What no kernel takes: a thread for each point of the parallel loops.
// CHECK-LABEL: func.func @no_kernel(
// CHECK:         gpu.launch_func @norm_kernels::@no_kernel_kernel blocks in (%c4, %c1, %c1) threads in (%c256, %c1, %c1)
func.func @no_kernel(%x: memref<1000x7xi64>, %y: memref<1000xi64>) {
  linalg.generic {indexing_maps = [#map, #row], iterator_types = ["parallel", "reduction"]} ins(%x : memref<1000x7xi64>) outs(%y : memref<1000xi64>) {
  ^bb0(%a: i64, %b: i64):
    %s = arith.addi %a, %b : i64
    linalg.yield %s : i64
  }
  return
}

// CHECK:       gpu.module @norm_kernels {
// CHECK-LABEL: gpu.func @f_kernel(
// CHECK-SAME:    known_block_size = array<i32: 32, 1, 1>
// CHECK-NOT:     vector.load
// CHECK:         gpu.return
// CHECK-LABEL: gpu.func @f_kernel_0(
// CHECK-SAME:    %[[XP:.+]]: memref<f32> {llvm.noalias, llvm.readonly}, %[[YP:.+]]: memref<f32> {llvm.noalias}) kernel
// CHECK:         %[[X:.+]] = memref.reinterpret_cast %[[XP]] to offset: [0], sizes: [4, 128], strides: [128, 1]
// CHECK:         %[[BLOCK:.+]] = gpu.block_id x
// CHECK:         %[[THREAD:.+]] = gpu.thread_id x
// CHECK:         %[[FIRST:.+]] = arith.muli %[[THREAD]], %c4
// CHECK:         %[[A:.+]] = vector.load %[[X]][%[[BLOCK]], %[[FIRST]]] {alignment = 16 : i64}
// CHECK:         %[[LOW:.+]] = vector.shuffle %[[A]], %[[A]] [0, 1]
// CHECK:         %[[HIGH:.+]] = vector.shuffle %[[A]], %[[A]] [2, 3]
// CHECK:         arith.addf %[[LOW]], %[[HIGH]]
// CHECK-COUNT-5: gpu.shuffle xor
// CHECK-NOT:     gpu.barrier
// CHECK-NOT:     vector.load
// CHECK:         %[[Q:.+]] = arith.divf %[[A]], %{{.+}} : vector<4xf32>
// CHECK:         vector.store %[[Q]], %{{.+}}[%[[BLOCK]], %[[FIRST]]] {alignment = 16 : i64}
// CHECK-LABEL: gpu.func @dynamic_kernel_0(
// CHECK-SAME:    workgroup(%[[SHARED:.+]] : memref<8xf32, #gpu.address_space<workgroup>> {llvm.align = 16 : i64})
// CHECK:         scf.for %{{.+}} = %{{.+}} to %{{.+}} step %c2048 iter_args
// CHECK:         gpu.shuffle xor
// CHECK:         scf.if
// CHECK-NEXT:      memref.store %{{.+}}, %[[SHARED]]
// CHECK:         gpu.barrier
// CHECK-COUNT-8: memref.load %[[SHARED]]
// CHECK:         scf.for %{{.+}} = %{{.+}} to %{{.+}} step %c2048 {
// CHECK-LABEL: gpu.func @short_kernel(
// CHECK:         %[[ROW:.+]] = arith.minui
// CHECK-COUNT-6: gpu.shuffle xor %{{.+}} : i32
// CHECK-NOT:     gpu.shuffle
// CHECK:         scf.if
// CHECK-NEXT:      memref.store
// CHECK-LABEL: gpu.func @columns_kernel(
// CHECK-SAME:    memref<256xf32, #gpu.address_space<workgroup>>
// CHECK:         scf.for %{{.+}} = %{{.+}} to %c100 step %c8
// CHECK:         gpu.barrier
// CHECK-COUNT-7: arith.maximumf
// CHECK-LABEL: gpu.func @points_kernel_0(
// CHECK:         %[[RANGE:.+]] = arith.remui %{{.+}}, %c3
// CHECK:         %[[BEGIN:.+]] = arith.muli %[[RANGE]], %c48
// CHECK:         scf.for %{{.+}} = %{{.+}} to %c20 step %c8
// CHECK:         gpu.barrier
// CHECK:         %[[IS_FIRST:.+]] = arith.cmpi eq, %[[BEGIN]], %c0
// CHECK:         %[[IS_WRITER:.+]] = arith.andi %{{.+}}, %[[IS_FIRST]]
// CHECK:         scf.if %{{.+}} {
// CHECK-NEXT:      vector.store
// CHECK:         %[[STOP:.+]] = arith.addi %[[BEGIN]], %c48
// CHECK:         %[[END:.+]] = arith.minui %[[STOP]], %c100
// CHECK:         scf.for %{{.+}} = %{{.+}} to %[[END]] step %c16
// CHECK-COUNT-2:   vector.load
// CHECK-COUNT-2:   vector.store
// CHECK-LABEL: gpu.func @no_kernel_kernel(
// CHECK:         arith.cmpi ult, %{{.+}}, %c1000
// CHECK:         scf.for %{{.+}} = %c0 to %c7 step %c1
// CHECK:           arith.addi %{{.+}} : i64
