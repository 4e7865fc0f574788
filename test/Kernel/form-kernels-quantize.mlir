// RUN: norm-opt %s -norm-linalg-pipeline -norm-form-kernels | FileCheck %s

// Layer normalization into the input of an integer or f8 matmul: rounded and clamped in the kernel that normalizes.
// CHECK-DAG: #[[M0:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
// CHECK-DAG: #[[M1:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, 0)>
// CHECK-DAG: #[[M2:.+]] = affine_map<(d0, d1)[s0, s1] -> (d1)>
// CHECK-DAG: #[[M3:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0)>

// Dynamic quantization: the largest magnitude of the row is a third reduction of it, after those of the statistics.
// CHECK-LABEL: func.func @int8_rows(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [%{{.+}}, 64] ins(%{{.+}}, %{{.+}}, %{{.+}} : tensor<?x64xf32>, tensor<?x64xf32>, tensor<64xf32>) outs({{.+}} : tensor<?xf32>, tensor<?x64xi8>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M2]], #[[M3]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <max> %{{.+}} over [1] : f32
// CHECK:           norm.yield %{{.+}}, %{{.+}} : f32, i8
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @int8_rows(%x: tensor<?x64xf32>, %w: tensor<64xf32>) -> (tensor<?x64xi8>, tensor<?xf32>) {
  %y = norm.layer_norm %x scale(%w : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x64xf32>
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %m = tensor.dim %x, %c0 : tensor<?x64xf32>
  %e = tensor.empty(%m) : tensor<?xf32>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  %absmax = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<?x64xf32>) outs(%init : tensor<?xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %abs = math.absf %a : f32
    %max = arith.maximumf %acc, %abs : f32
    linalg.yield %max : f32
  } -> tensor<?xf32>
  %scale = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%absmax : tensor<?xf32>) outs(%e : tensor<?xf32>) {
  ^bb0(%a: f32, %o: f32):
    %k = arith.constant 127.0 : f32
    %s = arith.divf %a, %k : f32
    linalg.yield %s : f32
  } -> tensor<?xf32>
  %q0 = tensor.empty(%m) : tensor<?x64xi8>
  %q = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%y, %scale : tensor<?x64xf32>, tensor<?xf32>) outs(%q0 : tensor<?x64xi8>) {
  ^bb0(%a: f32, %s: f32, %o: i8):
    %lo = arith.constant -128.0 : f32
    %hi = arith.constant 127.0 : f32
    %d = arith.divf %a, %s : f32
    %r = math.roundeven %d : f32
    %c = arith.maximumf %r, %lo : f32
    %c2 = arith.minimumf %c, %hi : f32
    %i = arith.fptosi %c2 : f32 to i8
    linalg.yield %i : i8
  } -> tensor<?x64xi8>
  return %q, %scale : tensor<?x64xi8>, tensor<?xf32>
}

// CHECK-LABEL: func.func @int8_static(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}} : tensor<4x64xf32>) outs({{.+}} : tensor<4x64xi8>)
// CHECK-SAME:      maps = [#[[M0]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : i8
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @int8_static(%x: tensor<4x64xf32>) -> tensor<4x64xi8> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-6 : tensor<4x64xf32>
  %inv = arith.constant dense<50.0> : tensor<4x64xf32>
  %lo = arith.constant dense<-128.0> : tensor<4x64xf32>
  %hi = arith.constant dense<127.0> : tensor<4x64xf32>
  %0 = arith.mulf %y, %inv : tensor<4x64xf32>
  %1 = math.roundeven %0 : tensor<4x64xf32>
  %2 = arith.maximumf %1, %lo : tensor<4x64xf32>
  %3 = arith.minimumf %2, %hi : tensor<4x64xf32>
  %4 = arith.fptosi %3 : tensor<4x64xf32> to tensor<4x64xi8>
  return %4 : tensor<4x64xi8>
}

// CHECK-LABEL: func.func @f8_static(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}} : tensor<4x64xf32>) outs({{.+}} : tensor<4x64xf8E4M3FN>)
// CHECK-SAME:      maps = [#[[M0]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f8E4M3FN
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @f8_static(%x: tensor<4x64xf32>) -> tensor<4x64xf8E4M3FN> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-6 : tensor<4x64xf32>
  %inv = arith.constant dense<50.0> : tensor<4x64xf32>
  %lo = arith.constant dense<-448.0> : tensor<4x64xf32>
  %hi = arith.constant dense<448.0> : tensor<4x64xf32>
  %0 = arith.mulf %y, %inv : tensor<4x64xf32>
  %2 = arith.maximumf %0, %lo : tensor<4x64xf32>
  %3 = arith.minimumf %2, %hi : tensor<4x64xf32>
  %4 = arith.truncf %3 : tensor<4x64xf32> to tensor<4x64xf8E4M3FN>
  return %4 : tensor<4x64xf8E4M3FN>
}
