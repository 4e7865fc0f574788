// The kernel that README.md shows. What stands there as `...` is not looked at.
// RUN: norm-opt %s -norm-generalize -convert-norm-to-linalg -canonicalize -norm-form-kernels | FileCheck %s

// CHECK: #[[ELEMENT:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
// CHECK: #[[FIRST:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, 0)>
// CHECK: #[[PARAMETER:.+]] = affine_map<(d0, d1)[s0, s1] -> (d1)>

// CHECK-LABEL: func.func @layer_norm(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xf32>, %[[W:[^:]+]]: tensor<?xf32>, %[[B:[^:]+]]: tensor<?xf32>
// CHECK:         norm.kernel sizes = [%{{.+}}, %{{.+}}] ins(%[[X]], %[[X]], %[[W]], %[[B]] :
// CHECK-SAME:      maps = [#[[ELEMENT]], #[[FIRST]], #[[PARAMETER]], #[[PARAMETER]], #[[ELEMENT]]] outside = [unit, 0.000000e+00 : f32, unit, unit] {
// CHECK-NEXT:    ^bb0(%[[XI:.+]]: f32, %[[X0:.+]]: f32, %[[WI:.+]]: f32, %[[BI:.+]]: f32):
// CHECK-NEXT:      %[[K:.+]] = arith.extf %[[X0]] : f32 to f64
// CHECK-NEXT:      %[[WIDE:.+]] = arith.extf %[[XI]] : f32 to f64
// CHECK-NEXT:      %[[D:.+]] = arith.subf %[[WIDE]], %[[K]] : f64
// CHECK-NEXT:      %[[SUM:.+]] = norm.reduce <add> %[[D]] over [1] : f64
// CHECK:           %[[CENTRED:.+]] = arith.subf %[[XI]], %{{.+}} : f32
// CHECK:           %[[SQUARE:.+]] = arith.mulf %[[D]], %[[D]] : f64
// CHECK-NEXT:      %[[SQUARES:.+]] = norm.reduce <add> %[[SQUARE]] over [1] : f64
// CHECK:           %[[PRODUCT:.+]] = arith.mulf %[[CENTRED]], %{{.+}} fastmath<contract> : f32
// CHECK:           %[[NORMALIZED:.+]] = arith.addf %[[PRODUCT]], %{{.+}} fastmath<contract> : f32
// CHECK-NEXT:      %[[SCALED:.+]] = arith.mulf %[[NORMALIZED]], %[[WI]] fastmath<contract> : f32
// CHECK-NEXT:      %[[YI:.+]] = arith.addf %[[SCALED]], %[[BI]] fastmath<contract> : f32
// CHECK-NEXT:      norm.yield %[[YI]] : f32
// CHECK-NEXT:    } -> tensor<?x?xf32>
func.func @layer_norm(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
