// Rows that two blocks share where the chip has clusters, and a loop over them where it has not.
// RUN: norm-opt %s -norm-nvvm-pipeline="chip=sm_90" | sed -e 's/\\0A/\n/g' -e 's/\\09/ /g' | FileCheck %s --check-prefixes=CHECK,CLUSTER
// RUN: norm-opt %s -norm-nvvm-pipeline="chip=sm_80" | sed -e 's/\\0A/\n/g' -e 's/\\09/ /g' | FileCheck %s --check-prefixes=CHECK,LOOP

// CHECK-NOT:       .local
// CHECK:           .entry f_kernel_0(
// CLUSTER:         .maxntid 1024, 1, 1
// LOOP:            .maxntid 512, 1, 1
// CLUSTER-NEXT:    .minnctapersm 1
// CLUSTER-NEXT:    .explicitcluster
// CLUSTER-NEXT:    .reqnctapercluster 2, 1, 1
// CHECK-NOT:       .local
// CLUSTER:         barrier.cluster.arrive.aligned;
// CLUSTER-COUNT-4: ld.global.nc.v4.b32
// CLUSTER:         bar.sync 0;
// CLUSTER:         barrier.cluster.wait.aligned;
// CLUSTER:         mapa.shared::cluster.u64
// CLUSTER:         st.shared::cluster.b64
// CLUSTER:         barrier.cluster.arrive.aligned;
// CLUSTER:         barrier.cluster.wait.aligned;
// CLUSTER-NOT:     barrier.cluster
// CLUSTER-COUNT-4: st.global.v4.b32
// LOOP-NOT:        cluster
// LOOP-COUNT-4:    ld.global.nc.v4.b32
// LOOP:            bra
// LOOP:            bar.sync 0;
// LOOP-COUNT-4:    st.global.v4.b32
// LOOP:            bra
// CHECK:           ret;
func.func @f(%x: tensor<3x32768xf32>) -> tensor<3x32768xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x32768xf32>
  return %y : tensor<3x32768xf32>
}
