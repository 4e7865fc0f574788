// The plan of a kernel as an emitter reads it: loops, what each of them computes, accumulators.
// RUN: norm-opt %s -norm-report-kernels=plan -o /dev/null 2>&1 | FileCheck %s --match-full-lines --strict-whitespace

//      CHECK:{{.*}} remark: groups [d0]; sweeps over [d1], vectors along [d1]
// CHECK-NEXT:sweep 0:
// CHECK-NEXT:  in [d1]: %x0
// CHECK-NEXT:  reduces %0 = add %x0: slots 0, 1
// CHECK-NEXT:  in blocks of 3 levels
// CHECK-NEXT:sweep 1:
// CHECK-NEXT:  in [d1]: %x0, %1
// CHECK-NEXT:  writes 0: %1
func.func @rows(%x: memref<4x64xf32>, %y: memref<4x64xf32>) {
  norm.kernel sizes = [4, 64] ins(%x : memref<4x64xf32>) outs(%y : memref<4x64xf32>) maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, tail = masked> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
