// RUN: norm-opt %s -split-input-file -norm-generalize -norm-create-prepare | FileCheck %s

// @f__prepare evaluates the requirements of @f and tells the sizes of its
// results, reading sizes only.

// The example of the pass, in a function whose result sizes are its arguments'.
// The text of the message has the format of snprintf: {0} is %lld, % is %%.
// CHECK-DAG:   llvm.mlir.global internal constant @[[STATED:.+]]("expects input 0 shape [?, 4]; got [%lld, %lld]\00")
// CHECK-DAG:   llvm.mlir.global internal constant @[[MESSAGE:.+]]("expects 4 channels; got %lld\00")
// CHECK-DAG:   llvm.mlir.global internal constant @[[OTHER:.+]]("100%% of {{\[}}%lld, 4]; %lld, %lld\00")
// CHECK-DAG:   llvm.func @snprintf(!llvm.ptr, i64, !llvm.ptr, ...) -> i32
// CHECK-LABEL: func.func @requirements(
// CHECK-NOT:     norm.require
// CHECK:         norm.apply
// CHECK:         return
// CHECK-LABEL: func.func @requirements__prepare(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xf32>, %[[OUT:[^:]+]]: !llvm.ptr, %[[MSG:[^:]+]]: !llvm.ptr, %[[LEN:[^:]+]]: i64) -> i32
// CHECK-DAG:     %[[REFUSED:.+]] = arith.constant 1 : i32
// CHECK-DAG:     %[[ACCEPTED:.+]] = arith.constant 0 : i32
// CHECK-DAG:     %[[STATED_ADDRESS:.+]] = llvm.mlir.addressof @[[STATED]] : !llvm.ptr
// CHECK-DAG:     %[[ADDRESS:.+]] = llvm.mlir.addressof @[[MESSAGE]] : !llvm.ptr
// CHECK-DAG:     %[[C4:.+]] = arith.constant 4 : i64
// CHECK-NOT:     norm.
// The size that the type states comes first, and what is refused ends the function.
// CHECK:         cf.cond_br %{{.+}}, ^[[SECOND:.+]], ^[[STATED_FAILS:.+]]
// CHECK:       ^[[SECOND]]:
// CHECK:         %[[OK:.+]] = arith.cmpi eq
// CHECK:         cf.cond_br %[[OK]], ^[[THIRD:.+]], ^[[SECOND_FAILS:.+]]
// CHECK:       ^[[THIRD]]:
// CHECK:         cf.cond_br %[[OK]], ^[[END:.+]], ^[[THIRD_FAILS:.+]]
// CHECK:       ^[[END]]:
// CHECK:         %[[ROWS:.+]] = tensor.dim %[[X]]
// CHECK:         %[[SIZE:.+]] = arith.index_cast %[[ROWS]] : index to i64
// CHECK:         llvm.store %[[SIZE]], %[[OUT]] : i64, !llvm.ptr
// CHECK:         %[[NEXT:.+]] = llvm.getelementptr %[[OUT]][1]
// CHECK:         llvm.store %[[C4]], %[[NEXT]] : i64, !llvm.ptr
// CHECK:         return %[[ACCEPTED]] : i32
// CHECK:       ^[[STATED_FAILS]]:
// CHECK:         llvm.call @snprintf(%[[MSG]], %[[LEN]], %[[STATED_ADDRESS]],
// CHECK:         return %[[REFUSED]] : i32
// CHECK:       ^[[SECOND_FAILS]]:
// CHECK:         %[[VALUE:.+]] = arith.index_cast %{{.+}} : index to i64
// CHECK:         llvm.call @snprintf(%[[MSG]], %[[LEN]], %[[ADDRESS]], %[[VALUE]])
// CHECK:         return %[[REFUSED]] : i32
// CHECK:       ^[[THIRD_FAILS]]:
// CHECK:         llvm.call @snprintf(%[[MSG]], %[[LEN]], %{{.+}}, %[[C4]], %{{.+}}, %[[C4]])
// CHECK:         return %[[REFUSED]] : i32
func.func @requirements(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %zero = arith.constant 0 : index
  %four = arith.constant 4 : index
  %wide = arith.constant 4 : i64
  %n = tensor.dim %x, %zero : tensor<?x4xf32>
  %ok = arith.cmpi eq, %n, %four : index
  norm.require %ok, "expects 4 channels; got {0}"(%n : index)
  norm.require %ok, "100% of [{1}, 4]; {0}, {1}"(%n, %wide : index, i64)
  %y = norm.rms_norm %x axes = [1] : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// -----

// Sizes of all results one after the other; what computes elements only is dead,
// and so is the op that reads them.
// CHECK-LABEL: func.func @sizes__prepare(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xbf16>, %{{[^:]+}}: tensor<?xf32>, %[[OUT:[^:]+]]: !llvm.ptr,
// CHECK-NOT:     linalg.
// CHECK-NOT:     norm.
// CHECK:         llvm.store %{{.+}}, %[[OUT]] : i64, !llvm.ptr
// CHECK:         %[[AT_1:.+]] = llvm.getelementptr %[[OUT]][1]
// CHECK:         llvm.store %{{.+}}, %[[AT_1]]
// CHECK:         %[[AT_2:.+]] = llvm.getelementptr %[[OUT]][2]
// CHECK:         llvm.store %{{.+}}, %[[AT_2]]
// CHECK-NOT:     llvm.getelementptr
// CHECK-NOT:     linalg.
// CHECK-NOT:     norm.
// CHECK:         return
// CHECK-COUNT-2: llvm.call @snprintf
func.func @sizes(%x: tensor<?x3xbf16>, %w: tensor<3xf32>) -> (tensor<?x3xbf16>, tensor<?xf32>, tensor<f64>) {
  %y, %r = norm.rms_norm %x scale(%w : tensor<3xf32>) axes = [1] {return_statistics} : tensor<?x3xbf16>
  %z = linalg.exp ins(%y : tensor<?x3xbf16>) outs(%x : tensor<?x3xbf16>) -> tensor<?x3xbf16>
  %s = arith.constant dense<0.0> : tensor<f64>
  return %z, %r, %s : tensor<?x3xbf16>, tensor<?xf32>, tensor<f64>
}

// -----

// Attributes of arguments and results stay with @f. Private functions and
// declarations have no entry; a function without requirements needs no snprintf.
// CHECK-NOT:   @snprintf
// CHECK-LABEL: func.func @attributes(
// CHECK-SAME:    {bufferization.writable = false}) -> (tensor<?xi8> {
// CHECK-LABEL: func.func @attributes__prepare(
// CHECK-NOT:     bufferization.writable
// CHECK-SAME:    -> i32
// CHECK-LABEL: func.func private @helper(
// CHECK-NOT:   helper__prepare
// CHECK-NOT:   declared__prepare
func.func @attributes(%x: tensor<?xi8> {bufferization.writable = false}) -> (tensor<?xi8> {bufferization.writable = false}) {
  return %x : tensor<?xi8>
}
func.func private @helper(%x: f32) -> f32 {
  return %x : f32
}
func.func private @declared(tensor<*xf32>)

// -----

// Sizes that depend on elements are read from them.
// CHECK-LABEL: func.func @size_from_element__prepare(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?xi64>
// CHECK:         tensor.extract
// CHECK:         llvm.store
func.func @size_from_element(%x: tensor<1xi64>) -> tensor<?xf32> {
  %zero = arith.constant 0 : index
  %n = tensor.extract %x[%zero] : tensor<1xi64>
  %size = arith.index_cast %n : i64 to index
  %y = tensor.empty(%size) : tensor<?xf32>
  return %y : tensor<?xf32>
}

// -----

// Two entries share snprintf, and every message has a name of its own.
// CHECK-COUNT-2: llvm.mlir.global internal constant @{{.+}}("expects\00")
// CHECK:         llvm.func @snprintf
// CHECK-NOT:     llvm.func
// CHECK:         func.func @first__prepare(
// CHECK:         func.func @second__prepare(
func.func @first(%x: tensor<i1>) {
  %c = tensor.extract %x[] : tensor<i1>
  norm.require %c, "expects"
  return
}
func.func @second(%x: tensor<i1>) {
  %c = tensor.extract %x[] : tensor<i1>
  norm.require %c, "expects"
  return
}

// -----

// A scalar is an argument of __prepare, and a size that is computed from it is
// refused below 0. Scalar results have no sizes.
// CHECK-LABEL: func.func @scalars__prepare(
// CHECK-SAME:    %[[S:[^:]+]]: f32, %[[N:[^:]+]]: index, %[[OUT:[^:]+]]: !llvm.ptr,
// CHECK:         %[[HOLDS:.+]] = arith.cmpi sge, %[[N]], %{{.+}} : index
// CHECK:         cf.cond_br %[[HOLDS]], ^bb1, ^bb2
// CHECK:         llvm.store %{{.+}}, %[[OUT]] : i64
// CHECK-NOT:     llvm.store
// CHECK:       ^bb2:
// CHECK:         %[[WRITTEN:.+]] = llvm.call @snprintf(%[[MSG:.+]], %[[LEN:.+]], %[[FORMAT:.+]], %[[VALUE:.+]])
// CHECK:         return %[[ONE:.+]] : i32
func.func @scalars(%s: f32, %n: index) -> (f32, tensor<?xf32>) {
  %t = tensor.splat %s[%n] : tensor<?xf32>
  return %s, %t : f32, tensor<?xf32>
}

// -----

// Within a branch the text of the first that fails is kept, and the function
// ends after the branch: the division is not reached.
// CHECK-LABEL: func.func @nested__prepare(
// CHECK:         %[[STATUS:.+]] = llvm.alloca
// CHECK:         scf.if
// CHECK:           scf.if
// CHECK:             llvm.call @snprintf(
// CHECK:             llvm.store %{{.+}}, %[[STATUS]]
// CHECK:         %[[CURRENT:.+]] = llvm.load %[[STATUS]]
// CHECK:         %[[GOES_ON:.+]] = arith.cmpi eq, %[[CURRENT]]
// CHECK:         cf.cond_br %[[GOES_ON]], ^[[REST:.+]], ^
// CHECK:       ^[[REST]]:
// CHECK:         arith.divui
func.func @nested(%n: index, %p: i1) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %c8 = arith.constant 8 : index
  scf.if %p {
    %ok = arith.cmpi ne, %n, %c0 : index
    norm.require %ok, "expects a divisor; got {0}"(%n : index)
  }
  %q = arith.divui %c8, %n : index
  %t = tensor.empty(%q) : tensor<?xf32>
  return %t : tensor<?xf32>
}

// -----

// A loop that changes no size need not run for the sizes, and one that swaps
// them computes no tensors.
// CHECK-LABEL: func.func @unchanged__prepare(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xf32>
// CHECK-NOT:     scf.for
// CHECK-NOT:     scf.while
// CHECK-NOT:     linalg.exp
// CHECK:         scf.if %{{.+}} -> (i32) {
// CHECK:           %[[N:.+]] = tensor.dim %[[X]], %c0
// CHECK-NEXT:      %[[SIZE:.+]] = arith.index_cast %[[N]] : index to i64
// CHECK-NEXT:      llvm.store %[[SIZE]]
// CHECK:         return
func.func @unchanged(%x: tensor<?x9xf32>, %p: i1) -> tensor<?x9xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%s = %x) -> (tensor<?x9xf32>) {
    %n = linalg.exp ins(%s : tensor<?x9xf32>) outs(%s : tensor<?x9xf32>) -> tensor<?x9xf32>
    scf.yield %n : tensor<?x9xf32>
  }
  %w:2 = scf.while (%s = %r, %i = %c0) : (tensor<?x9xf32>, index) -> (tensor<?x9xf32>, index) {
    %more = arith.cmpi slt, %i, %c3 : index
    scf.condition(%more) %s, %i : tensor<?x9xf32>, index
  } do {
  ^bb0(%s: tensor<?x9xf32>, %i: index):
    %n = linalg.exp ins(%s : tensor<?x9xf32>) outs(%s : tensor<?x9xf32>) -> tensor<?x9xf32>
    %j = arith.addi %i, %c1 : index
    scf.yield %n, %j : tensor<?x9xf32>, index
  }
  %b = scf.if %p -> (tensor<?x9xf32>) {
    %n = linalg.exp ins(%w#0 : tensor<?x9xf32>) outs(%w#0 : tensor<?x9xf32>) -> tensor<?x9xf32>
    scf.yield %n : tensor<?x9xf32>
  } else {
    scf.yield %w#0 : tensor<?x9xf32>
  }
  return %b : tensor<?x9xf32>
}

// -----

// CHECK-LABEL: func.func @swapped__prepare(
// CHECK:         %[[R:.+]]:4 = scf.for {{.+}} iter_args(%{{.+}} = %{{.+}}, %{{.+}} = %{{.+}}, %[[NA:.+]] = %{{.+}}, %[[NB:.+]] = %{{.+}}) -> (tensor<?xf32>, tensor<?xf32>, index, index)
// CHECK-NOT:       linalg.exp
// CHECK:           scf.yield %{{.+}}, %{{.+}}, %[[NB]], %[[NA]] : tensor<?xf32>, tensor<?xf32>, index, index
// CHECK-DAG:     arith.index_cast %[[R]]#2 : index to i64
// CHECK-DAG:     arith.index_cast %[[R]]#3 : index to i64
func.func @swapped(%x: tensor<?xf32>, %y: tensor<?xf32>, %n: index) -> (tensor<?xf32>, tensor<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x, %b = %y) -> (tensor<?xf32>, tensor<?xf32>) {
    %t = linalg.exp ins(%a : tensor<?xf32>) outs(%a : tensor<?xf32>) -> tensor<?xf32>
    scf.yield %b, %t : tensor<?xf32>, tensor<?xf32>
  }
  return %r#0, %r#1 : tensor<?xf32>, tensor<?xf32>
}

// -----

// The size of one tensor is another one's, which does not change.
// CHECK-LABEL: func.func @follows__prepare(
// CHECK-NOT:     scf.for
// CHECK:         return
func.func @follows(%x: tensor<?xf32>, %n: index) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x, %b = %x) -> (tensor<?xf32>, tensor<?xf32>) {
    %s = linalg.exp ins(%b : tensor<?xf32>) outs(%b : tensor<?xf32>) -> tensor<?xf32>
    %t = linalg.abs ins(%b : tensor<?xf32>) outs(%b : tensor<?xf32>) -> tensor<?xf32>
    scf.yield %s, %t : tensor<?xf32>, tensor<?xf32>
  }
  return %r#0 : tensor<?xf32>
}
