// RUN: norm-opt %s -norm-expand-math -verify-diagnostics -split-input-file | FileCheck %s
// RUN: not norm-opt %s -norm-expand-math=strict -split-input-file 2>&1 | FileCheck %s --check-prefix=STRICT

// CHECK-LABEL: @sinh
func.func @sinh(%x: vector<4xf64>) -> vector<4xf64> {
  // STRICT: error: 'math.sinh' op has no expansion: it would call a library
  // CHECK: math.sinh %{{.+}} : vector<4xf64>
  // expected-remark @below {{'math.sinh' op has no expansion: it calls a library}}
  %y = math.sinh %x : vector<4xf64>
  return %y : vector<4xf64>
}

// -----

// CHECK-LABEL: @remainder
func.func @remainder(%x: vector<8xbf16>) -> vector<8xbf16> {
  // STRICT: error: 'arith.remf' op has no expansion: it would call a library
  // CHECK: arith.remf %{{.+}} : vector<8xf32>
  // expected-remark @below {{'arith.remf' op has no expansion: it calls a library}}
  %y = arith.remf %x, %x : vector<8xbf16>
  return %y : vector<8xbf16>
}

// -----

// Tensors are no lanes.
// CHECK-LABEL: @tensor
func.func @tensor(%x: tensor<8xf32>) -> tensor<8xf32> {
  // STRICT: error: 'math.erf' op has no expansion: it would call a library
  // expected-remark @below {{'math.erf' op has no expansion: it calls a library}}
  %y = math.erf %x : tensor<8xf32>
  return %y : tensor<8xf32>
}
