// Clusters of blocks, which not all chips have.
// RUN: norm-opt %s -norm-attach-nvvm-target="chip=sm_89" -verify-diagnostics

gpu.module @norm_kernels {
  // expected-error@+1 {{expects a chip from sm_90 on for clusters of 4 blocks; got sm_89}}
  gpu.func @f() kernel attributes {known_cluster_size = array<i32: 4, 1, 1>} {
    gpu.return
  }
}
