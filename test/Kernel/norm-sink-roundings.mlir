// A bound of a rounded value is one of the value, rounded: no register goes through 16 bits and back. Registers that are
// rounded one after the other are looked at together.
// RUN: norm-opt %s -norm-expand-math='native-bf16' -canonicalize | FileCheck %s

// CHECK-LABEL: @relu_in_bf16
// CHECK-SAME:  %[[X:.+]]: vector<16xf32>
// CHECK:       %[[Y:.+]] = arith.select %{{.+}}, %{{.+}}, %[[X]] : vector<16xi1>, vector<16xf32>
// CHECK:       "llvm.x86.avx512.fpclass.ps.512"(%[[Y]]
// CHECK-NOT:   arith.shrui %{{.+}} : vector<16xi16>
// CHECK:       return
func.func @relu_in_bf16(%x: vector<16xf32>) -> vector<16xbf16> {
  %zeros = arith.constant dense<0.0> : vector<16xbf16>
  %rounded = arith.truncf %x : vector<16xf32> to vector<16xbf16>
  %y = arith.maximumf %rounded, %zeros : vector<16xbf16>
  return %y : vector<16xbf16>
}

// Two bounds, with f32 between the roundings.
// CHECK-LABEL: @relu6_in_f32
// CHECK-SAME:  %[[X:.+]]: vector<8xf32>
// CHECK:       %[[LOW:.+]] = arith.select %{{.+}}, %{{.+}}, %[[X]] : vector<8xi1>, vector<8xf32>
// CHECK:       %[[Y:.+]] = arith.select %{{.+}}, %{{.+}}, %[[LOW]] : vector<8xi1>, vector<8xf32>
// CHECK-NEXT:  %[[NARROW:.+]] = arith.truncf %[[Y]] : vector<8xf32> to vector<8xf16>
// CHECK-NEXT:  return %[[NARROW]]
func.func @relu6_in_f32(%x: vector<8xf32>) -> vector<8xf16> {
  %zeros = arith.constant dense<0.0> : vector<8xf32>
  %sixes = arith.constant dense<6.0> : vector<8xf32>
  %rounded = arith.truncf %x : vector<8xf32> to vector<8xf16>
  %wide = arith.extf %rounded : vector<8xf16> to vector<8xf32>
  %low = arith.maximumf %wide, %zeros : vector<8xf32>
  %y = arith.minimumf %low, %sixes : vector<8xf32>
  %narrow = arith.truncf %y : vector<8xf32> to vector<8xf16>
  return %narrow : vector<8xf16>
}

// What else needs the rounded value has it; a bound that f16 lacks is one of rounded values; and E4M3 has no order of
// what is too large for it.
// CHECK-LABEL: @stay
// CHECK:         arith.truncf %{{.+}} : f32 to f16
// CHECK:         arith.truncf %{{.+}} : f32 to f16
// CHECK:         arith.truncf %{{.+}} : f32 to f16
// CHECK:         arith.truncf %{{.+}} : f32 to f16
// CHECK:         return
func.func @stay(%x: f32) -> (f16, f16, f16) {
  %zero = arith.constant 0.0 : f16
  %tenth = arith.constant 0.1 : f32
  %rounded = arith.truncf %x : f32 to f16
  %y = arith.maximumf %rounded, %zero : f16
  %other = arith.truncf %x : f32 to f16
  %wide = arith.extf %other : f16 to f32
  %bound = arith.maximumf %wide, %tenth : f32
  %z = arith.truncf %bound : f32 to f16
  return %rounded, %y, %z : f16, f16, f16
}

// CHECK-LABEL: @small
// CHECK-COUNT-2: arith.trunci %{{.+}} : i32 to i8
func.func @small(%x: f32) -> f8E4M3FN {
  %six = arith.constant 6.0 : f8E4M3FN
  %rounded = arith.truncf %x : f32 to f8E4M3FN
  %y = arith.minimumf %rounded, %six : f8E4M3FN
  return %y : f8E4M3FN
}

// Five roundings: four, and the one that comes after the first has been used.
// CHECK-LABEL: @together
// CHECK-COUNT-4: "llvm.x86.avx512bf16.cvtneps2bf16.512"
// CHECK-COUNT-4: "llvm.x86.avx512.fpclass.ps.512"
// CHECK:         vector.reduction <or>
// CHECK:         %[[FOUR:.+]]:4 = scf.if
// CHECK-COUNT-4: arith.trunci %{{.+}} : vector<16xi32> to vector<16xi16>
// CHECK:         } else {
// CHECK:         arith.bitcast %[[FOUR]]#0
// CHECK:         "llvm.x86.avx512.fpclass.ps.512"
// CHECK:         %{{.+}} = scf.if %{{.+}} -> (vector<16xbf16>)
func.func @together(%a: vector<16xf32>, %b: vector<16xf32>, %c: vector<16xf32>, %d: vector<16xf32>)
    -> (vector<16xbf16>, vector<16xbf16>, vector<16xbf16>, vector<16xbf16>) {
  %0 = arith.truncf %a : vector<16xf32> to vector<16xbf16>
  %1 = arith.truncf %b : vector<16xf32> to vector<16xbf16>
  %2 = arith.truncf %c : vector<16xf32> to vector<16xbf16>
  %3 = arith.truncf %d : vector<16xf32> to vector<16xbf16>
  %4 = arith.addf %0, %1 : vector<16xbf16>
  return %4, %1, %2, %3 : vector<16xbf16>, vector<16xbf16>, vector<16xbf16>, vector<16xbf16>
}
