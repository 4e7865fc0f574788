// RUN: norm-opt %s -split-input-file -norm-choose-threads -verify-diagnostics | FileCheck %s

// A clause that compares bytes: calls of about as many learn together.

// CHECK-DAG:   llvm.mlir.global internal @norm_threads_state(dense<0> : tensor<36xi64>) {{.*}}: !llvm.array<36 x i64>
// CHECK-DAG:   llvm.func @omp_get_wtime() -> f64
// CHECK-DAG:   func.func private @norm_choose_threads(%{{.+}}: !llvm.ptr) -> (i1, f64)
// CHECK-DAG:   func.func private @norm_note_time(%{{.+}}: !llvm.ptr, %{{.+}}: i1, %{{.+}}: f64)
// CHECK-LABEL: func.func @of_bytes(
// CHECK-SAME:    %[[BYTES:.+]]: index)
// CHECK:         %[[LEAST:.+]] = arith.constant 131072 : index
// CHECK:         %[[ENOUGH:.+]] = arith.cmpi uge, %[[BYTES]], %[[LEAST]]
// CHECK:         %[[STATES:.+]] = llvm.mlir.addressof @norm_threads_state
// CHECK:         %[[TIMES:.+]] = arith.divui %[[BYTES]], %[[LEAST]]
// CHECK:         math.ctlz
// CHECK:         %[[STATE:.+]] = llvm.getelementptr %[[STATES]]
// CHECK:         %[[CHOICE:.+]]:2 = scf.if %[[ENOUGH]] -> (i1, f64) {
// CHECK-NEXT:      %[[OWN:.+]]:2 = func.call @norm_choose_threads(%[[STATE]]) : (!llvm.ptr) -> (i1, f64)
// CHECK-NEXT:      scf.yield %[[OWN]]#0, %[[OWN]]#1
// CHECK:         omp.parallel if(%[[CHOICE]]#0) {
// CHECK:         call @norm_note_time(%[[STATE]], %[[CHOICE]]#0, %[[CHOICE]]#1) : (!llvm.ptr, i1, f64) -> ()
// CHECK-NEXT:    return
func.func @of_bytes(%bytes: index) {
  %least = arith.constant 131072 : index
  %enough = arith.cmpi uge, %bytes, %least : index
  omp.parallel if(%enough) {
    omp.terminator
  }
  return
}

// -----

// Other clauses, and two regions: a state for each.
// CHECK-DAG:   llvm.mlir.global internal @norm_threads_state(dense<0> : tensor<3xi64>)
// CHECK-DAG:   llvm.mlir.global internal @norm_threads_state_0(dense<0> : tensor<3xi64>)
// CHECK-LABEL: func.func @of_conditions(
// CHECK-SAME:    %[[CONDITION:.+]]: i1)
// CHECK:         %[[YES:.+]] = arith.constant true
// CHECK:         scf.if %[[YES]]
// CHECK:         omp.parallel if(%{{.+}}#0)
// CHECK:         scf.if %[[CONDITION]]
// CHECK:         omp.parallel if(%{{.+}}#0)
func.func @of_conditions(%condition: i1) {
  %yes = arith.constant true
  omp.parallel if(%yes) {
    omp.terminator
  }
  omp.parallel if(%condition) {
    omp.terminator
  }
  return
}

// -----

// A branch that starts threads, as entries with serial copies have it.
// CHECK-LABEL: func.func @of_branches(
// CHECK-SAME:    %[[CONDITION:.+]]: i1)
// CHECK:         %[[CHOICE:.+]]:2 = scf.if %[[CONDITION]]
// CHECK:         scf.if %[[CHOICE]]#0 {
// CHECK-NEXT:      omp.parallel {
// CHECK:         } else {
// CHECK-NEXT:      func.call @loop
// CHECK-NEXT:    }
// CHECK-NEXT:    call @norm_note_time(%{{.+}}, %[[CHOICE]]#0, %[[CHOICE]]#1)
func.func private @loop()
func.func @of_branches(%condition: i1) {
  scf.if %condition {
    omp.parallel {
      func.call @loop() : () -> ()
      omp.terminator
    }
  } else {
    func.call @loop() : () -> ()
  }
  return
}

// -----

// Nothing to choose.
// CHECK-LABEL: module {
// CHECK-NEXT:    func.func @without(
// CHECK-NOT:     call
// CHECK:         return
func.func @without() {
  %no = arith.constant false
  omp.parallel if(%no) {
    omp.terminator
  }
  omp.parallel {
    omp.terminator
  }
  return
}

// -----

// expected-error@+1 {{the name 'norm_note_time' is that of a function which threads need}}
func.func @norm_note_time(%condition: i1) {
  omp.parallel if(%condition) {
    omp.terminator
  }
  return
}
