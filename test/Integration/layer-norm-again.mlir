// A normalized tensor normalizes to itself; outputs printed in public PyTorch tutorials.
// RUN: norm-runner %s --entry=functional --verify --precision=4 | FileCheck %s --check-prefix=FUNCTIONAL
// RUN: norm-runner %s --entry=functional_affine --verify --precision=4 | FileCheck %s --check-prefix=FUNCTIONAL_AFFINE
// RUN: norm-runner %s --entry=module_twice --verify --precision=4 | FileCheck %s --check-prefix=MODULE_TWICE
// RUN: norm-runner %s --entry=other_twice --verify --precision=4 | FileCheck %s --check-prefix=OTHER_TWICE

// F.layer_norm output, normalized again; the printed input is rounded, so the output is compared with a tolerance.
// FUNCTIONAL: result 0: {{.*}}ok
// FUNCTIONAL-NOT: False
// FUNCTIONAL: True
// FUNCTIONAL-NOT: False
func.func @functional() -> tensor<2x3x4xi1> {
  %x = arith.constant dense<[[[-0.809499979019165, -1.1224000453948975, 1.2965999841690063, 0.6353999972343445], [-1.0214999914169312, -0.9660999774932861, 0.838699996471405, 1.148800015449524], [-0.30469998717308044, 1.041200041770935, -1.4977999925613403, 0.7613000273704529]], [[0.46050000190734863, 1.214400053024292, -1.5121999979019165, -0.16269999742507935], [1.5676000118255615, 0.1340000033378601, -1.0470999479293823, -0.6545000076293945], [1.5388000011444092, -0.35199999809265137, -1.2273000478744507, 0.04050000011920929]]]> : tensor<2x3x4xf32>
  %y = norm.layer_norm %x axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf32>
  %expected = arith.constant dense<[[[-0.8095, -1.1224, 1.2966, 0.6354], [-1.0215, -0.9661, 0.8387, 1.1488], [-0.3047, 1.0412, -1.4978, 0.7613]], [[0.4605, 1.2144, -1.5122, -0.1627], [1.5676, 0.134, -1.0471, -0.6545], [1.5388, -0.352, -1.2273, 0.0405]]]> : tensor<2x3x4xf32>
  %tolerance = arith.constant dense<0.0001> : tensor<2x3x4xf32>
  %difference = arith.subf %y, %expected : tensor<2x3x4xf32>
  %distance = math.absf %difference : tensor<2x3x4xf32>
  %near = arith.cmpf ole, %distance, %tolerance : tensor<2x3x4xf32>
  return %near : tensor<2x3x4xi1>
}

// F.layer_norm with w, b, from the plain output; the printed input is rounded, so the output is compared with a tolerance.
// FUNCTIONAL_AFFINE: result 0: {{.*}}ok
// FUNCTIONAL_AFFINE-NOT: False
// FUNCTIONAL_AFFINE: True
// FUNCTIONAL_AFFINE-NOT: False
func.func @functional_affine() -> tensor<2x3x4xi1> {
  %x = arith.constant dense<[[[-0.809499979019165, -1.1224000453948975, 1.2965999841690063, 0.6353999972343445], [-1.0214999914169312, -0.9660999774932861, 0.838699996471405, 1.148800015449524], [-0.30469998717308044, 1.041200041770935, -1.4977999925613403, 0.7613000273704529]], [[0.46050000190734863, 1.214400053024292, -1.5121999979019165, -0.16269999742507935], [1.5676000118255615, 0.1340000033378601, -1.0470999479293823, -0.6545000076293945], [1.5388000011444092, -0.35199999809265137, -1.2273000478744507, 0.04050000011920929]]]> : tensor<2x3x4xf32>
  %scale = arith.constant dense<[1.0, 1.0, 2.0, 2.0]> : tensor<4xf32>
  %bias = arith.constant dense<[1.0, 1.0, 1.0, 1.0]> : tensor<4xf32>
  %y = norm.layer_norm %x scale(%scale : tensor<4xf32>) bias(%bias : tensor<4xf32>) axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf32>
  %expected = arith.constant dense<[[[0.1905, -0.1224, 3.5931, 2.2708], [-0.0215, 0.0339, 2.6775, 3.2976], [0.6953, 2.0412, -1.9956, 2.5225]], [[1.4605, 2.2144, -2.0243, 0.6746], [2.5676, 1.134, -1.0942, -0.309], [2.5388, 0.648, -1.4546, 1.081]]]> : tensor<2x3x4xf32>
  %tolerance = arith.constant dense<0.0002> : tensor<2x3x4xf32>
  %difference = arith.subf %y, %expected : tensor<2x3x4xf32>
  %distance = math.absf %difference : tensor<2x3x4xf32>
  %near = arith.cmpf ole, %distance, %tolerance : tensor<2x3x4xf32>
  return %near : tensor<2x3x4xi1>
}

// LayerNorm output, normalized again; the printed input is rounded, so the output is compared with a tolerance.
// MODULE_TWICE: result 0: {{.*}}ok
// MODULE_TWICE-NOT: False
// MODULE_TWICE: True
// MODULE_TWICE-NOT: False
func.func @module_twice() -> tensor<2x3x4xi1> {
  %x = arith.constant dense<[[[0.7475000023841858, -1.7060999870300293, 0.6675999760627747, 0.29100000858306885], [0.1143999993801117, -0.647599995136261, 1.5752999782562256, -1.042099952697754], [-1.0277999639511108, -0.7498000264167786, 0.25589999556541443, 1.5218000411987305]], [[-1.0527000427246094, -0.8723000288009644, 1.3353999853134155, 0.5895000100135803], [-0.6402999758720398, -1.1398999691009521, 1.4842000007629395, 0.296099990606308], [0.7351999878883362, -0.8235999941825867, -1.1341999769210815, 1.222599983215332]]]> : tensor<2x3x4xf32>
  %y = norm.layer_norm %x axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf32>
  %expected = arith.constant dense<[[[0.7475, -1.7061, 0.6676, 0.291], [0.1144, -0.6476, 1.5753, -1.0421], [-1.0278, -0.7498, 0.2559, 1.5218]], [[-1.0527, -0.8723, 1.3354, 0.5895], [-0.6403, -1.1399, 1.4842, 0.2961], [0.7352, -0.8236, -1.1342, 1.2226]]]> : tensor<2x3x4xf32>
  %tolerance = arith.constant dense<0.0001> : tensor<2x3x4xf32>
  %difference = arith.subf %y, %expected : tensor<2x3x4xf32>
  %distance = math.absf %difference : tensor<2x3x4xf32>
  %near = arith.cmpf ole, %distance, %tolerance : tensor<2x3x4xf32>
  return %near : tensor<2x3x4xi1>
}

// LayerNorm of the other x, normalized again; the printed input is rounded, so the output is compared with a tolerance.
// OTHER_TWICE: result 0: {{.*}}ok
// OTHER_TWICE-NOT: False
// OTHER_TWICE: True
// OTHER_TWICE-NOT: False
func.func @other_twice() -> tensor<2x3x4xi1> {
  %x = arith.constant dense<[[[0.12929999828338623, -1.0033999681472778, 1.5759999752044678, -0.7017999887466431], [-1.3981000185012817, -0.4828000068664551, 1.0875999927520752, 0.7932999730110168], [-1.7034000158309937, 0.8544999957084656, 0.4875999987125397, 0.3612000048160553]], [[-1.475000023841858, 1.2211999893188477, -0.260699987411499, 0.5144000053405762], [0.70169997215271, -0.8349999785423279, 1.2502000331878662, -1.1168999671936035], [-1.7273000478744507, 0.6965000033378601, 0.5146999955177307, 0.5160999894142151]]]> : tensor<2x3x4xf32>
  %y = norm.layer_norm %x axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf32>
  %expected = arith.constant dense<[[[0.1293, -1.0034, 1.576, -0.7018], [-1.3981, -0.4828, 1.0876, 0.7933], [-1.7034, 0.8545, 0.4876, 0.3612]], [[-1.475, 1.2212, -0.2607, 0.5144], [0.7017, -0.835, 1.2502, -1.1169], [-1.7273, 0.6965, 0.5147, 0.5161]]]> : tensor<2x3x4xf32>
  %tolerance = arith.constant dense<0.0001> : tensor<2x3x4xf32>
  %difference = arith.subf %y, %expected : tensor<2x3x4xf32>
  %distance = math.absf %difference : tensor<2x3x4xf32>
  %near = arith.cmpf ole, %distance, %tolerance : tensor<2x3x4xf32>
  return %near : tensor<2x3x4xi1>
}
