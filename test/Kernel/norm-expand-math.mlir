// RUN: norm-opt %s -norm-expand-math | FileCheck %s
// RUN: norm-opt %s -norm-expand-math='native-bf16' | FileCheck %s --check-prefix=NATIVE

// CHECK-LABEL: @round
// CHECK-SAME: %[[X:.+]]: vector<16xf32>
// NATIVE-LABEL: @round
func.func @round(%x: vector<16xf32>) -> vector<16xbf16> {
  // CHECK-DAG: %[[BITS:.+]] = arith.bitcast %[[X]] : vector<16xf32> to vector<16xi32>
  // CHECK-DAG: %[[NAN:.+]] = arith.cmpf uno, %[[X]], %[[X]] : vector<16xf32>
  // CHECK-NOT: arith.select
  // CHECK:     %[[NARROW:.+]] = arith.trunci %[[LOW:.+]] : vector<16xi32> to vector<16xi16>
  // CHECK:     %[[Y:.+]] = arith.bitcast %[[NARROW]] : vector<16xi16> to vector<16xbf16>
  // CHECK:     return %[[Y]]
  // NATIVE: %[[FLUSHED:.+]] = llvm.call_intrinsic "llvm.x86.avx512bf16.cvtneps2bf16.512"(%{{.+}}) : (vector<16xf32>) -> vector<16xbf16>
  // NATIVE: %[[BITS:.+]] = arith.bitcast %[[FLUSHED]] : vector<16xbf16> to vector<16xi16>
  // NATIVE: %[[DENORMAL:.+]] = llvm.call_intrinsic "llvm.x86.avx512.fpclass.ps.512"(%{{.+}}, %{{.+}}) : (vector<16xf32>, i32) -> vector<16xi1>
  // NATIVE: %[[ANY:.+]] = vector.reduction <or>, %[[DENORMAL]] : vector<16xi1> into i1
  // NATIVE: %[[RARE:.+]] = llvm.intr.expect %[[ANY]], %{{.+}} : i1
  // NATIVE: %[[ROUNDED:.+]] = scf.if %[[RARE]] -> (vector<16xbf16>) {
  // NATIVE:   arith.addf
  // NATIVE:   arith.subf
  // NATIVE:   arith.ori %[[BITS]], %{{.+}} : vector<16xi16>
  // NATIVE: return %[[ROUNDED]]
  %y = arith.truncf %x : vector<16xf32> to vector<16xbf16>
  return %y : vector<16xbf16>
}

// Through f32, rounded to odd.
// CHECK-LABEL: @round_once
// CHECK-SAME: %[[X:.+]]: vector<4xf64>
func.func @round_once(%x: vector<4xf64>) -> vector<4xf16> {
  // CHECK: %[[NEAR:.+]] = arith.truncf %[[X]] : vector<4xf64> to vector<4xf32>
  // CHECK: %[[BACK:.+]] = arith.extf %[[NEAR]] : vector<4xf32> to vector<4xf64>
  // CHECK: arith.cmpf one, %[[BACK]], %[[X]]
  // CHECK: %[[ODD:.+]] = arith.bitcast %{{.+}} : vector<4xi32> to vector<4xf32>
  // CHECK: arith.truncf %[[ODD]] : vector<4xf32> to vector<4xf16>
  %y = arith.truncf %x : vector<4xf64> to vector<4xf16>
  return %y : vector<4xf16>
}

// The sum is rounded before the product, whatever the flags.
// CHECK-LABEL: @round_every_op
// NATIVE-LABEL: @round_every_op
func.func @round_every_op(%x: vector<8xf16>, %y: vector<8xf16>) -> vector<8xf16> {
  // CHECK:      %[[SUM:.+]] = arith.addf %{{.+}}, %{{.+}} fastmath<contract> : vector<8xf32>
  // CHECK-NEXT: %[[ROUNDED:.+]] = arith.truncf %[[SUM]] : vector<8xf32> to vector<8xf16>
  // CHECK:      %[[AGAIN:.+]] = arith.extf %[[ROUNDED]] : vector<8xf16> to vector<8xf32>
  // CHECK:      arith.mulf %[[AGAIN]], %{{.+}} fastmath<contract> : vector<8xf32>
  %sum = arith.addf %x, %y fastmath<contract> : vector<8xf16>
  %product = arith.mulf %sum, %y fastmath<contract> : vector<8xf16>
  return %product : vector<8xf16>
}

// No bf16 but in bits: LLVM would take the selection apart.
// CHECK-LABEL: @bits
// NATIVE-LABEL: @bits
func.func @bits(%c: vector<16xi1>, %x: vector<16xbf16>, %y: vector<16xbf16>) -> vector<16xbf16> {
  // CHECK:     %[[X:.+]] = arith.bitcast %{{.+}} : vector<16xbf16> to vector<16xi16>
  // CHECK:     arith.xori %[[X]], %{{.+}} : vector<16xi16>
  // CHECK:     arith.select %{{.+}}, %{{.+}}, %{{.+}} : vector<16xi1>, vector<16xi16>
  // NATIVE:    arith.select %{{.+}}, %{{.+}}, %{{.+}} : vector<16xi1>, vector<16xi16>
  %minus = arith.negf %x : vector<16xbf16>
  %z = arith.select %c, %minus, %y : vector<16xi1>, vector<16xbf16>
  return %z : vector<16xbf16>
}

// Nor where it says that it is one of f32; a sum, and a constant that bf16 lacks, are rounded.
// CHECK-LABEL: @relu_in_f32
// NATIVE-LABEL: @relu_in_f32
func.func @relu_in_f32(%x: vector<16xbf16>) -> vector<16xbf16> {
  // CHECK-NOT:  arith.constant dense<32767>
  // CHECK:      %[[HALF:.+]] = arith.shrui %{{.+}}, %{{.+}} : vector<16xi32>
  // CHECK-NEXT: arith.trunci %[[HALF]] : vector<16xi32> to vector<16xi16>
  // NATIVE-NOT: arith.truncf
  // NATIVE:     arith.trunci
  %zero = arith.constant 0.0 : f32
  %zeros = vector.broadcast %zero : f32 to vector<16xf32>
  %wide = arith.extf %x : vector<16xbf16> to vector<16xf32>
  %max = arith.maximumf %wide, %zeros : vector<16xf32>
  %y = arith.truncf %max : vector<16xf32> to vector<16xbf16>
  return %y : vector<16xbf16>
}

// CHECK-LABEL: @rounded_all_the_same
// CHECK-COUNT-2: arith.constant dense<32767>
// NATIVE-LABEL: @rounded_all_the_same
// NATIVE-COUNT-2: llvm.call_intrinsic "llvm.x86.avx512bf16.cvtneps2bf16.512"
func.func @rounded_all_the_same(%x: vector<16xbf16>) -> (vector<16xbf16>, vector<16xbf16>) {
  %tenth = arith.constant dense<0.1> : vector<16xf32>
  %wide = arith.extf %x : vector<16xbf16> to vector<16xf32>
  %max = arith.maximumf %wide, %tenth : vector<16xf32>
  %sum = arith.addf %wide, %wide : vector<16xf32>
  %y = arith.truncf %max : vector<16xf32> to vector<16xbf16>
  %z = arith.truncf %sum : vector<16xf32> to vector<16xbf16>
  return %y, %z : vector<16xbf16>, vector<16xbf16>
}

// A maximum of bf16 is bf16: nothing is rounded.
// CHECK-LABEL: @relu
func.func @relu(%x: bf16) -> bf16 {
  // CHECK:     %[[COND:.+]] = arith.cmpf ole, %[[X:.+]], %[[ZERO:.+]] : f32
  // CHECK:     %[[Y:.+]] = arith.select %[[COND]], %[[ZERO]], %[[X]] : f32
  // CHECK:     %[[BITS:.+]] = arith.bitcast %[[Y]] : f32 to i32
  // CHECK-NOT: arith.addi
  // CHECK:     arith.shrui %[[BITS]]
  %zero = arith.constant 0.0 : bf16
  %y = arith.maximumf %x, %zero : bf16
  return %y : bf16
}

// CHECK-LABEL: @clamp
// CHECK-SAME: %[[X:.+]]: vector<4xf64>
func.func @clamp(%x: vector<4xf64>) -> vector<4xf64> {
  // CHECK: %[[ABOVE:.+]] = arith.cmpf ogt, %[[X]], %[[SIX:.+]] : vector<4xf64>
  // CHECK: %[[MIN:.+]] = arith.select %[[ABOVE]], %[[SIX]], %[[X]]
  // CHECK: arith.cmpf olt, %[[MIN]], %{{.+}} : vector<4xf64>
  %six = arith.constant dense<6.0> : vector<4xf64>
  %one = arith.constant dense<1.0> : vector<4xf64>
  %min = arith.minimumf %six, %x : vector<4xf64>
  %max = arith.maximumf %min, %one : vector<4xf64>
  return %max : vector<4xf64>
}

// sqrt(x) sqrt(sqrt(x)).
// CHECK-LABEL: @power_of_three_quarters
func.func @power_of_three_quarters(%x: vector<8xf32>) -> vector<8xf32> {
  // CHECK:      %[[ROOT:.+]] = math.sqrt %{{.+}} : vector<8xf32>
  // CHECK-NEXT: %[[SECOND:.+]] = math.sqrt %[[ROOT]] : vector<8xf32>
  // CHECK-NEXT: %[[Y:.+]] = arith.mulf %[[ROOT]], %[[SECOND]] : vector<8xf32>
  // CHECK-NEXT: return %[[Y]]
  %beta = arith.constant 0.75 : f32
  %exponent = vector.broadcast %beta : f32 to vector<8xf32>
  %y = math.powf %x, %exponent : vector<8xf32>
  return %y : vector<8xf32>
}

// CHECK-LABEL: @square
func.func @square(%x: f32) -> f32 {
  // CHECK: %[[Y:.+]] = arith.mulf %[[X:.+]], %[[X]] : f32
  // CHECK-NEXT: return %[[Y]]
  %two = arith.constant 2.0 : f32
  %y = math.powf %x, %two : f32
  return %y : f32
}

// In f64, where an error of the exponent does not show.
// CHECK-LABEL: @power
func.func @power(%x: vector<8xf32>, %y: vector<8xf32>) -> vector<8xf32> {
  // CHECK-NOT: math.powf
  // CHECK:     arith.extf %{{.+}} : vector<8xf32> to vector<8xf64>
  // CHECK:     arith.truncf %{{.+}} : vector<8xf64> to vector<8xf32>
  %z = math.powf %x, %y : vector<8xf32>
  return %z : vector<8xf32>
}

// CHECK-LABEL: @exponential
func.func @exponential(%x: vector<3xf64>, %t: tensor<4xf64>) -> (vector<3xf64>, f64) {
  // CHECK-NOT: math.exp
  // CHECK:     math.fma
  // CHECK:     return
  %y = math.exp %x : vector<3xf64>
  %c0 = arith.constant 0 : index
  %e = tensor.extract %t[%c0] : tensor<4xf64>
  %z = math.exp %e : f64
  return %y, %z : vector<3xf64>, f64
}
