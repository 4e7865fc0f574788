// Quotients that say that they may be: by AVX-512's estimates of inverse roots, where these are numbers.
// RUN: norm-opt %s -norm-expand-math='native-avx512' | FileCheck %s
// RUN: norm-opt %s -norm-expand-math | FileCheck %s --check-prefix=PLAIN
// PLAIN-NOT: rsqrt14

// CHECK-LABEL: @three_quarters
// CHECK-SAME:  %[[A:.+]]: vector<16xf32>, %[[X:.+]]: vector<16xf32>
// CHECK:       %[[W:.+]] = llvm.call_intrinsic "llvm.x86.avx512.rsqrt14.ps.512"(%[[X]], %[[X]], %{{.+}}) : (vector<16xf32>, vector<16xf32>, i16) -> vector<16xf32>
// CHECK:       llvm.call_intrinsic "llvm.x86.avx512.fpclass.ps.512"(%[[W]], %{{.+}})
// CHECK:       %[[Y:.+]] = scf.if
// CHECK:         %[[HALF:.+]] = math.sqrt %[[X]]
// CHECK:         %[[QUARTER:.+]] = math.sqrt %[[HALF]]
// CHECK:         %[[POWER:.+]] = arith.mulf %[[HALF]], %[[QUARTER]]
// CHECK:         arith.divf %[[A]], %[[POWER]]
// CHECK:       } else {
// CHECK:         "llvm.x86.avx512.rsqrt14.ps.512"(%[[W]]
// CHECK-COUNT-2: math.fma
// CHECK:         arith.mulf %[[A]], %{{.+}}
// CHECK:       }
// CHECK-NOT:   sqrt
// CHECK:       return %[[Y]]
func.func @three_quarters(%a: vector<16xf32>, %x: vector<16xf32>) -> vector<16xf32> {
  %half = math.sqrt %x : vector<16xf32>
  %quarter = math.sqrt %half : vector<16xf32>
  %power = arith.mulf %half, %quarter : vector<16xf32>
  %y = arith.divf %a, %power {norm.estimated} : vector<16xf32>
  return %y : vector<16xf32>
}

// CHECK-LABEL: @root
// CHECK:       "llvm.x86.avx512.rsqrt14.ps.256"(%{{.+}}) : (vector<8xf32>, vector<8xf32>, i8) -> vector<8xf32>
// CHECK-NOT:   rsqrt14
// CHECK:       return
func.func @root(%a: vector<8xf32>, %x: vector<8xf32>) -> vector<8xf32> {
  %root = math.sqrt %x : vector<8xf32>
  %y = arith.divf %a, %root {norm.estimated} : vector<8xf32>
  return %y : vector<8xf32>
}

// Others are not so exact, are no registers, or need the root too.
// CHECK-LABEL: @exact
// CHECK-NOT:   rsqrt14
func.func @exact(%a: vector<16xf32>, %x: vector<16xf32>, %b: f32, %c: f32) -> (vector<16xf32>, vector<16xf32>, vector<16xf32>, f32) {
  %root = math.sqrt %x : vector<16xf32>
  %y = arith.divf %a, %root : vector<16xf32>
  %other = math.sqrt %a : vector<16xf32>
  %z = arith.divf %a, %other {norm.estimated} : vector<16xf32>
  %scalar = math.sqrt %c : f32
  %u = arith.divf %b, %scalar {norm.estimated} : f32
  return %y, %z, %other, %u : vector<16xf32>, vector<16xf32>, vector<16xf32>, f32
}
