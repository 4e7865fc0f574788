// RUN: norm-opt %s -split-input-file -norm-create-prepare -verify-diagnostics

// What a calling convention cannot carry, and entries that cannot be made.

// expected-error@+1 {{'func.func' op expects every argument to be a ranked tensor or a scalar of integers, index or floats; argument 1 is 'tensor<*xf32>'}}
func.func @unranked_argument(%x: tensor<4xf32>, %y: tensor<*xf32>) {
  return
}

// -----

// expected-error@+1 {{'func.func' op expects every argument to be a ranked tensor or a scalar of integers, index or floats; argument 0 is 'memref<4xf32>'}}
func.func @memref_argument(%x: memref<4xf32>) {
  return
}

// -----

// expected-error@+1 {{'func.func' op expects every result to be a ranked tensor or a scalar of integers, index or floats; result 1 is 'complex<f32>'}}
func.func @complex_scalar(%x: tensor<4xf32>) -> (tensor<4xf32>, complex<f32>) {
  %c = complex.constant [0.0 : f32, 1.0 : f32] : complex<f32>
  return %x, %c : tensor<4xf32>, complex<f32>
}

// -----

// expected-error@+1 {{'func.func' op expects every result to be a ranked tensor or a scalar of integers, index or floats; result 0 is 'tensor<2xcomplex<f32>>'}}
func.func @complex_result() -> tensor<2xcomplex<f32>> {
  %c = tensor.empty() : tensor<2xcomplex<f32>>
  return %c : tensor<2xcomplex<f32>>
}

// -----

// expected-error@+1 {{'func.func' op expects no symbol @taken__prepare; got one}}
func.func @taken(%x: tensor<4xf32>) {
  return
}
func.func private @taken__prepare()

// -----

func.func @recursive(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{'func.call' op expects calls to be inlined before norm-create-prepare; got a call of @recursive, which may be recursive}}
  %y = call @recursive(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

func.func private @declared(tensor<4xf32>) -> tensor<4xf32>
func.func @call_in_a_region(%x: tensor<4xf32>, %c: tensor<i1>) -> tensor<4xf32> {
  %b = tensor.extract %c[] : tensor<i1>
  %y = scf.if %b -> tensor<4xf32> {
    // expected-error@+1 {{'func.call' op expects calls to be inlined before norm-create-prepare; got a call of @declared, which may be recursive}}
    %z = func.call @declared(%x) : (tensor<4xf32>) -> tensor<4xf32>
    scf.yield %z : tensor<4xf32>
  } else {
    scf.yield %x : tensor<4xf32>
  }
  return %y : tensor<4xf32>
}

// -----

func.func @named(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @below {{expects norm-generalize before norm-create-prepare, for the conditions on sizes}}
  %y = norm.rms_norm %x axes = [0] : tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// expected-error @below {{expects another name: @snprintf is the C library's, which writes messages}}
func.func @snprintf(%x: tensor<4xf32>) -> tensor<4xf32> {
  return %x : tensor<4xf32>
}
