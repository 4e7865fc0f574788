// Groups of lengths that are known at run time, and groups that blocks of a cluster share.
// RUN: norm-opt %s -norm-emit-gpu -canonicalize -cse | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>

// The host asks how long rows are: short ones are in registers, the others in a loop.
// CHECK-LABEL: func.func @lengths(
// CHECK:         scf.if
// CHECK:           %[[IS_SHORT:.+]] = arith.cmpi ule, %[[N:.+]], %c32 : index
// CHECK:           scf.if %[[IS_SHORT]] {
// CHECK:             gpu.launch_func @norm_kernels::@lengths_kernel_1 blocks
// CHECK:           } else {
// CHECK:             gpu.launch_func @norm_kernels::@lengths_kernel_2 blocks
// CHECK:         } else {
// CHECK:           scf.if %{{.+}} {
// CHECK:             gpu.launch_func @norm_kernels::@lengths_kernel blocks
// CHECK:           } else {
// CHECK:             gpu.launch_func @norm_kernels::@lengths_kernel_0 blocks
func.func @lengths(%n: index, %x: memref<4x?xf32>, %y: memref<4x?xf32>) {
  norm.kernel sizes = [4, %n] ins(%x : memref<4x?xf32>) outs(%y : memref<4x?xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 8, groups = 4, longer = <vector = 1, lanes = 4, unroll = 1, threads = 64>> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// Where the length is stated, nothing is asked.
// CHECK-LABEL: func.func @stated_length(
// CHECK-NOT:     arith.cmpi ule
// CHECK:         gpu.launch_func @norm_kernels::@stated_length_kernel_0 blocks in (%c4, %c1, %c1) threads in (%c64, %c1, %c1)
func.func @stated_length(%x: memref<4x128xf32>, %y: memref<4x128xf32>) {
  norm.kernel sizes = [4, 128] ins(%x : memref<4x128xf32>) outs(%y : memref<4x128xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 8, groups = 4, longer = <vector = 1, lanes = 4, unroll = 1, threads = 64>> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// Two blocks of 64 threads share a row: each leaves its sum in the other's shared memory.
// CHECK-LABEL: func.func @cluster(
// CHECK:         gpu.launch_func @norm_kernels::@cluster_kernel_0 clusters in (%c2, %c1, %c1) blocks in (%c8, %c1, %c1) threads in (%c64, %c1, %c1)
func.func @cluster(%x: memref<4x512xf32>, %y: memref<4x512xf32>) {
  norm.kernel sizes = [4, 512] ins(%x : memref<4x512xf32>) outs(%y : memref<4x512xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 64, cluster = 2> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// CHECK:       gpu.module @norm_kernels {
// CHECK-LABEL: gpu.func @lengths_kernel_1(
// CHECK:         %[[LOAD:.+]] = scf.if %{{.+}} -> (vector<4xf32>) {
// CHECK-NEXT:      vector.load
// CHECK-NOT:     scf.for
// CHECK-NOT:     vector.load
// CHECK:         arith.divf %[[LOAD]]
// CHECK-LABEL: gpu.func @lengths_kernel_2(
// CHECK:         scf.for
// CHECK:         gpu.barrier
// CHECK:         scf.for
// CHECK-LABEL: gpu.func @cluster_kernel_0(
// CHECK-SAME:    workgroup(%[[WARPS:.+]] : memref<2xf32, #gpu.address_space<workgroup>> {llvm.align = 16 : i64}, %[[BLOCKS:.+]] : memref<2xf32, #gpu.address_space<workgroup>> {llvm.align = 16 : i64})
// CHECK-SAME:    known_cluster_size = array<i32: 2, 1, 1>
// CHECK:         %[[RANK:.+]] = arith.remui %[[BLOCK:.+]], %c2
// CHECK:         %[[ROW:.+]] = arith.divui %[[BLOCK]], %c2
// CHECK:         nvvm.cluster.arrive {aligned}
// CHECK:         vector.load %{{.+}}[%[[ROW]], %{{.+}}]
// CHECK:         memref.store %{{.+}}, %[[WARPS]]
// CHECK:         gpu.barrier
// CHECK:         nvvm.cluster.wait {aligned}
// CHECK:         scf.if
// CHECK:           %[[OFFSET:.+]] = arith.muli %[[RANK]], %c4
// CHECK:           %[[THERE:.+]] = nvvm.mapa %{{.+}}, %{{.+}} : !llvm.ptr<3> -> !llvm.ptr<7>
// CHECK:           llvm.store %{{.+}}, %[[THERE]] : f32, !llvm.ptr<7>
// CHECK:         nvvm.cluster.arrive {aligned}
// CHECK-NEXT:    nvvm.cluster.wait {aligned}
// CHECK-COUNT-2: memref.load %[[BLOCKS]]
// CHECK-NOT:     nvvm.cluster
// CHECK:         gpu.return
