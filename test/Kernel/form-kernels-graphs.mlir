// RUN: norm-opt %s -norm-linalg-pipeline -norm-form-kernels | FileCheck %s

// Several results, several inputs, and what stands between kernels.
// CHECK-DAG: #[[M0:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
// CHECK-DAG: #[[M1:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, 0)>
// CHECK-DAG: #[[M2:.+]] = affine_map<(d0, d1)[s0, s1] -> (0, d1)>
// CHECK-DAG: #[[M3:.+]] = affine_map<(d0, d1)[s0, s1] -> (d1, d0)>

// Nothing connects the two.
// CHECK-LABEL: func.func @two_inputs(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @two_inputs(%a: tensor<4x64xf32>, %b: tensor<4x64xf32>) -> (tensor<4x64xf32>, tensor<4x64xf32>) {
  %y = norm.layer_norm %a axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = norm.layer_norm %b axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %y, %z : tensor<4x64xf32>, tensor<4x64xf32>
}

// One space, the same dimension reduced.
// CHECK-LABEL: func.func @two_inputs_added(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>, tensor<4x64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M0]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @two_inputs_added(%a: tensor<4x64xf32>, %b: tensor<4x64xf32>) -> tensor<4x64xf32> {
  %y = norm.layer_norm %a axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = norm.rms_norm %b axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %s = arith.addf %y, %z : tensor<4x64xf32>
  return %s : tensor<4x64xf32>
}

// No op reads both results or gives both inputs: kernels are formed along results.
// CHECK-LABEL: func.func @same_input(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}} : tensor<4x64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @same_input(%a: tensor<4x64xf32>) -> (tensor<4x64xf32>, tensor<4x64xf32>) {
  %y = norm.layer_norm %a axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = norm.rms_norm %a axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %y, %z : tensor<4x64xf32>, tensor<4x64xf32>
}

// The transpose is the map of the input; the reduced dimension is the input's first.
// CHECK-LABEL: func.func @transposed(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [8, 8] ins(%{{.+}}, %{{.+}} : tensor<8x8xf32>, tensor<8x8xf32>) outs({{.+}} : tensor<8x8xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M2]], #[[M3]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [0] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [0] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @transposed(%x: tensor<8x8xf32>, %e: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %t = linalg.transpose ins(%x : tensor<8x8xf32>) outs(%e : tensor<8x8xf32>) permutation = [1, 0]
  %y = norm.layer_norm %t axes = [1] epsilon = 1.0e-5 : tensor<8x8xf32>
  return %y : tensor<8x8xf32>
}

// x[i, j] + x[j, i] has an axis of x walk with itself: the transpose is a kernel of its own.
// CHECK-LABEL: func.func @plus_transposed(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [8, 8] ins(%{{.+}} : tensor<8x8xf32>) outs({{.+}} : tensor<8x8xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M3]]] {
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [8, 8] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>) outs({{.+}} : tensor<8x8xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M0]], #[[M1]], #[[M1]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @plus_transposed(%x: tensor<8x8xf32>, %e: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %t = linalg.transpose ins(%x : tensor<8x8xf32>) outs(%e : tensor<8x8xf32>) permutation = [1, 0]
  %s = arith.addf %t, %x : tensor<8x8xf32>
  %y = norm.layer_norm %s axes = [1] epsilon = 1.0e-5 : tensor<8x8xf32>
  return %y : tensor<8x8xf32>
}

// CHECK-LABEL: func.func @returned_and_used(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>) outs({{.+}} : tensor<4x64xf32>, tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M0]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}} : f32, f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @returned_and_used(%x: tensor<4x64xf32>) -> (tensor<4x64xf32>, tensor<4x64xf32>) {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = math.tanh %y : tensor<4x64xf32>
  return %y, %z : tensor<4x64xf32>, tensor<4x64xf32>
}

// The matmul reads the result and is read beside it.
// CHECK-LABEL: func.func @between(
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK:         linalg.matmul
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M0]], #[[M0]]] {
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     norm.kernel
// CHECK:         return
func.func @between(%x: tensor<4x64xf32>, %w: tensor<64x64xf32>, %e: tensor<4x64xf32>) -> tensor<4x64xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = linalg.matmul ins(%y, %w : tensor<4x64xf32>, tensor<64x64xf32>) outs(%e : tensor<4x64xf32>) -> tensor<4x64xf32>
  %s = arith.addf %y, %z : tensor<4x64xf32>
  return %s : tensor<4x64xf32>
}

// CHECK-LABEL: func.func @matmul(
// CHECK:         norm.kernel sizes = [64, 64] ins(%{{.+}}, %{{.+}} : tensor<64x64xf32>, tensor<64x64xf32>) outs({{.+}} : tensor<64x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK:         linalg.matmul
// CHECK:         norm.kernel sizes = [64, 64] ins(%{{.+}}, %{{.+}} : tensor<64x64xf32>, tensor<64x64xf32>) outs({{.+}} : tensor<64x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     norm.kernel
// CHECK:         return
func.func @matmul(%x: tensor<64x64xf32>, %w: tensor<64x64xf32>, %e: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<64x64xf32>
  %p = linalg.matmul ins(%y, %w : tensor<64x64xf32>, tensor<64x64xf32>) outs(%e : tensor<64x64xf32>) -> tensor<64x64xf32>
  %z = norm.layer_norm %p axes = [1] epsilon = 1.0e-5 : tensor<64x64xf32>
  return %z : tensor<64x64xf32>
}
