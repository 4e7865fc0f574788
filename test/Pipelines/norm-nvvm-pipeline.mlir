// PTX of a LayerNorm: accesses of 16 bytes, one read of x and one write of y, one barrier; no library, no local memory.
// RUN: norm-opt %s -norm-nvvm-pipeline="chip=sm_90 ptx=8.3" | sed -e 's/\\0A/\n/g' -e 's/\\09/ /g' | FileCheck %s

// CHECK:         gpu.launch_func <%{{.+}} : !llvm.ptr> @norm_kernels::@f_kernel_0 blocks
// CHECK:         gpu.launch_func <%{{.+}} : !llvm.ptr> @norm_kernels::@f_kernel blocks
// CHECK:         .version 8.3
// CHECK-NEXT:    .target sm_90
// CHECK-NOT:     .extern
// CHECK-NOT:     .local
// CHECK:         .entry f_kernel_0(
// CHECK:         .maxntid 64, 1, 1
// CHECK-NOT:     .local
// CHECK:         ld.global.nc.b32
// CHECK-COUNT-4: ld.global.nc.v4.b32
// CHECK-NOT:     ld.global
// CHECK:         shfl.sync.bfly.b32 %{{.+}}, %{{.+}}, 16, 31, -1;
// CHECK:         bar.sync 0;
// CHECK-NOT:     bar.sync
// CHECK-NOT:     call
// CHECK-COUNT-4: st.global.v4.b32
// CHECK-NOT:     st.global
// CHECK:         ret;
func.func @f(%x: tensor<64x1024xf32>) -> tensor<64x1024xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 : tensor<64x1024xf32>
  return %y : tensor<64x1024xf32>
}
