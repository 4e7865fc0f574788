// RUN: norm-opt %s -norm-hoist-accumulators | FileCheck %s
// RUN: norm-opt %s -norm-hoist-accumulators='block-size=4 chain-length=2' | FileCheck %s --check-prefix=BLOCKS
// RUN: norm-opt %s -norm-hoist-accumulators -debug-only=norm-hoist-accumulators -o %t 2>&1 | FileCheck %s --check-prefix=DEBUG
// RUN: not norm-opt %s -norm-hoist-accumulators='block-size=0' 2>&1 | FileCheck %s --check-prefix=SIZE
// RUN: not norm-opt %s -norm-hoist-accumulators='chain-length=1048577' 2>&1 | FileCheck %s --check-prefix=CHAIN

// DEBUG-DAG: another access may touch the buffer
// DEBUG-DAG: something in the loop may touch memory
// SIZE: expects block-size from 1 to 2^20; got 0
// CHAIN: expects chain-length from 1 to 2^20; got 1048577

// CHECK-LABEL: @sum
// BLOCKS-LABEL: @sum
func.func @sum(%x: memref<8xf64>) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %zero = arith.constant 0.0 : f64
  %acc = memref.alloc() : memref<f64>
  memref.store %zero, %acc[] : memref<f64>
  // CHECK:      %[[OLD:.+]] = memref.load %[[ACC:.+]][] : memref<f64>
  // CHECK-NEXT: %[[ZERO:.+]] = arith.constant 0.000000e+00 : f64
  // CHECK-NEXT: %[[SUM:.+]] = scf.for %[[J:.+]] = %c0 to %c8 step %c1 iter_args(%[[PARTIAL:.+]] = %[[ZERO]]) -> (f64) {
  // CHECK-NEXT:   %[[V:.+]] = memref.load %{{.+}}[%[[J]]] : memref<8xf64>
  // CHECK-NEXT:   %[[NEXT:.+]] = arith.addf %[[PARTIAL]], %[[V]] fastmath<reassoc> : f64
  // CHECK-NEXT:   scf.yield %[[NEXT]] : f64
  // CHECK:      %[[TOTAL:.+]] = arith.addf %[[OLD]], %[[SUM]] fastmath<reassoc> : f64
  // CHECK-NEXT: memref.store %[[TOTAL]], %[[ACC]][] : memref<f64>

  // Blocks of four, each summed from 0; the last one ends with the loop.
  // BLOCKS:      scf.for %[[BEGIN:.+]] = %c0 to %c8 step %c4 iter_args(%[[TOTAL:.+]] = %[[ZERO:.+]]) -> (f64) {
  // BLOCKS-NEXT:   %[[LEFT:.+]] = arith.subi %c8, %[[BEGIN]]
  // BLOCKS-NEXT:   %[[LENGTH:.+]] = arith.minui %[[LEFT]], %c4
  // BLOCKS-NEXT:   %[[END:.+]] = arith.addi %[[BEGIN]], %[[LENGTH]]
  // BLOCKS-NEXT:   %[[SUM:.+]] = scf.for %{{.+}} = %[[BEGIN]] to %[[END]] step %c1 iter_args(%{{.+}} = %[[ZERO]]) -> (f64) {
  // BLOCKS:        %[[NEXT:.+]] = arith.addf %[[TOTAL]], %[[SUM]]
  // BLOCKS-NEXT:   scf.yield %[[NEXT]]
  scf.for %j = %c0 to %c8 step %c1 {
    %v = memref.load %x[%j] : memref<8xf64>
    %sum = memref.load %acc[] : memref<f64>
    %next = arith.addf %sum, %v fastmath<reassoc> : f64
    memref.store %next, %acc[] : memref<f64>
  }
  %result = memref.load %acc[] : memref<f64>
  memref.dealloc %acc : memref<f64>
  return %result : f64
}

// The documented form of the result is what the pass leaves alone.
// CHECK-LABEL: @carried
func.func @carried(%x: memref<8xf64>) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %zero = arith.constant 0.0 : f64
  // CHECK: scf.for
  // CHECK-NOT: scf.for
  %sum = scf.for %j = %c0 to %c8 step %c1 iter_args(%partial = %zero) -> (f64) {
    %v = memref.load %x[%j] : memref<8xf64>
    %next = arith.addf %partial, %v fastmath<reassoc> : f64
    scf.yield %next : f64
  }
  return %sum : f64
}

// Both loops of a nest start afresh: the inner sum is added to the outer one, that to the buffer. The outer loop is a
// tree of chains of 16; the inner one, which reads neighbours, of blocks of 1024.
// CHECK-LABEL: @nest
func.func @nest(%x: memref<?x?xf64>, %n: index, %m: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %acc = memref.alloc() : memref<f64>
  // CHECK:        memref.load %{{.+}}[] : memref<f64>
  // CHECK:        scf.for {{.+}} step %c4096
  // CHECK:          scf.for {{.+}} step %c256
  // CHECK:            scf.for {{.+}} step %c16
  // CHECK:              scf.for {{.+}} step %c1 iter_args(%[[SO_FAR:.+]] = %{{.+}}) -> (f64) {
  // CHECK:                %[[INNER:.+]] = scf.for {{.+}} step %c262144
  // CHECK:                  scf.for {{.+}} step %c16384
  // CHECK:                    scf.for {{.+}} step %c1024
  // CHECK:                      arith.addf {{.+}} fastmath<reassoc> : f64
  // CHECK:                %[[NEXT:.+]] = arith.addf %[[SO_FAR]], %[[INNER]] : f64
  // CHECK-NEXT:           scf.yield %[[NEXT]]
  // CHECK:        memref.store %{{.+}}, %{{.+}}[] : memref<f64>
  scf.for %i = %c0 to %n step %c1 {
    scf.for %j = %c0 to %m step %c1 {
      %v = memref.load %x[%i, %j] : memref<?x?xf64>
      %sum = memref.load %acc[] : memref<f64>
      %next = arith.addf %sum, %v fastmath<reassoc> : f64
      memref.store %next, %acc[] : memref<f64>
    }
  }
  %result = memref.load %acc[] : memref<f64>
  memref.dealloc %acc : memref<f64>
  return %result : f64
}

// Elements that lie apart are summed one by one, in chains of 16; sums of narrower elements have bits to spare.
// CHECK-LABEL: @column
func.func @column(%x: memref<16x4xf64>, %y: memref<?x4xf32>, %n: index) -> (f64, f64) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c16 = arith.constant 16 : index
  %acc = memref.alloc() : memref<f64>
  // CHECK:      scf.for %{{.+}} = %c0 to %c16 step %c1
  // CHECK-NEXT:   memref.load
  // CHECK-NEXT:   arith.addf {{.+}} : f64
  scf.for %i = %c0 to %c16 step %c1 {
    %v = memref.load %x[%i, %c1] : memref<16x4xf64>
    %sum = memref.load %acc[] : memref<f64>
    %next = arith.addf %sum, %v fastmath<reassoc> : f64
    memref.store %next, %acc[] : memref<f64>
  }
  %other = memref.alloc() : memref<f64>
  // CHECK:      scf.for %{{.+}} = %c0 to %{{.+}} step %c1 iter_args
  // CHECK-NEXT:   memref.load
  scf.for %i = %c0 to %n step %c1 {
    %v = memref.load %y[%i, %c1] : memref<?x4xf32>
    %wide = arith.extf %v : f32 to f64
    %sum = memref.load %other[] : memref<f64>
    %next = arith.addf %sum, %wide fastmath<reassoc> : f64
    memref.store %next, %other[] : memref<f64>
  }
  %first = memref.load %acc[] : memref<f64>
  %second = memref.load %other[] : memref<f64>
  memref.dealloc %acc : memref<f64>
  memref.dealloc %other : memref<f64>
  return %first, %second : f64, f64
}

// A maximum has no neutral start here: the loop carries the old value.
// CHECK-LABEL: @maximum
func.func @maximum(%x: memref<?xf32>, %n: index) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %acc = memref.alloc() : memref<f32>
  // CHECK:      %[[OLD:.+]] = memref.load %[[ACC:.+]][] : memref<f32>
  // CHECK-NEXT: %[[MAX:.+]] = scf.for {{.+}} iter_args(%{{.+}} = %[[OLD]]) -> (f32) {
  // CHECK:      memref.store %[[MAX]], %[[ACC]][] : memref<f32>
  scf.for %j = %c0 to %n step %c1 {
    %v = memref.load %x[%j] : memref<?xf32>
    %max = memref.load %acc[] : memref<f32>
    %next = arith.maximumf %max, %v : f32
    memref.store %next, %acc[] : memref<f32>
  }
  %result = memref.load %acc[] : memref<f32>
  memref.dealloc %acc : memref<f32>
  return %result : f32
}

// Two arguments may be one buffer, and a sum without reassoc keeps its order: nothing is carried or begun at 0.
// CHECK-LABEL: @aliased
func.func @aliased(%x: memref<?xf64>, %acc: memref<f64>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  // CHECK:     scf.for
  // CHECK-NOT: iter_args
  // CHECK:     memref.store %{{.+}}, %{{.+}}[] : memref<f64>
  // CHECK:     return
  scf.for %j = %c0 to %n step %c1 {
    %v = memref.load %x[%j] : memref<?xf64>
    %sum = memref.load %acc[] : memref<f64>
    %next = arith.addf %sum, %v fastmath<reassoc> : f64
    memref.store %next, %acc[] : memref<f64>
  }
  return
}

// CHECK-LABEL: @ordered
func.func @ordered(%x: memref<?xf64>, %n: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %acc = memref.alloc() : memref<f64>
  // CHECK: %[[OLD:.+]] = memref.load %{{.+}}[] : memref<f64>
  // CHECK-NEXT: scf.for {{.+}} iter_args(%{{.+}} = %[[OLD]]) -> (f64)
  scf.for %j = %c0 to %n step %c1 {
    %v = memref.load %x[%j] : memref<?xf64>
    %sum = memref.load %acc[] : memref<f64>
    %next = arith.addf %sum, %v : f64
    memref.store %next, %acc[] : memref<f64>
  }
  %result = memref.load %acc[] : memref<f64>
  memref.dealloc %acc : memref<f64>
  return %result : f64
}

// A call may touch the buffer.
func.func private @anything()
// CHECK-LABEL: @call
func.func @call(%n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %one = arith.constant 1.0 : f64
  %acc = memref.alloc() : memref<f64>
  // CHECK:     scf.for
  // CHECK-NOT: iter_args
  // CHECK:     return
  scf.for %j = %c0 to %n step %c1 {
    %sum = memref.load %acc[] : memref<f64>
    %next = arith.addf %sum, %one fastmath<reassoc> : f64
    memref.store %next, %acc[] : memref<f64>
    func.call @anything() : () -> ()
  }
  memref.dealloc %acc : memref<f64>
  return
}
