// erf of registers of f32 with AVX-512: coefficients from tables, by the lowest bits of a number of quarters.
// RUN: norm-opt %s -norm-expand-math='native-avx512' | FileCheck %s

// CHECK-LABEL: @whole
// CHECK-SAME: %[[X:.+]]: vector<16xf32>
func.func @whole(%x: vector<16xf32>) -> vector<16xf32> {
  // CHECK:         %[[MAGNITUDE:.+]] = math.absf %[[X]]
  // CHECK:         %[[BOUNDED:.+]] = arith.select %{{.+}}, %{{.+}}, %[[MAGNITUDE]]
  // CHECK:         %[[SHIFTED:.+]] = arith.addf %[[BOUNDED]], %{{.+}}
  // CHECK:         %[[INDEX:.+]] = arith.bitcast %[[SHIFTED]] : vector<16xf32> to vector<16xi32>
  // CHECK-COUNT-6: llvm.call_intrinsic "llvm.x86.avx512.permvar.sf.512"(%{{.+}}, %[[INDEX]]) : (vector<16xf32>, vector<16xi32>) -> vector<16xf32>
  // CHECK:         math.copysign %{{.+}}, %[[X]]
  %y = math.erf %x : vector<16xf32>
  return %y : vector<16xf32>
}

// A table is two registers.
// CHECK-LABEL: @half
func.func @half(%x: vector<8xf32>) -> vector<8xf32> {
  // CHECK-COUNT-6: llvm.call_intrinsic "llvm.x86.avx512.vpermi2var.ps.256"(%{{.+}}, %{{.+}}, %{{.+}}) : (vector<8xf32>, vector<8xi32>, vector<8xf32>) -> vector<8xf32>
  %y = math.erf %x : vector<8xf32>
  return %y : vector<8xf32>
}

// CHECK-LABEL: @other
// CHECK-NOT: call_intrinsic
// CHECK-NOT: math.erf
func.func @other(%x: vector<16xf64>, %y: f32) -> (vector<16xf64>, f32) {
  %a = math.erf %x : vector<16xf64>
  %b = math.erf %y : f32
  return %a, %b : vector<16xf64>, f32
}
