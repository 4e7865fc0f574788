// A residual sum, LayerNorm and GELU in tiles of rows, made by upstream's driver
// and its transform ops alone: what they give has the bits of what the whole function gives.
//
// A program without a sanitizer's runtime cannot load a plugin with one.
// UNSUPPORTED: asan, ubsan, tsan
// REQUIRES: numpy
//
// RUN: split-file %s %t
// DEFINE: %{prepare} = mlir-opt --load-dialect-plugin=%norm_plugin %t/whole.mlir
// RUN: %{prepare} --transform-preload-library=transform-library-paths=%t/fuse.mlir --transform-interpreter --resolve-ranked-shaped-type-result-dims --canonicalize --cse -o %t/fused.mlir
// RUN: %{prepare} --transform-preload-library=transform-library-paths=%t/fuse_into.mlir --transform-interpreter --resolve-ranked-shaped-type-result-dims --canonicalize --cse -o %t/fused-into.mlir
//
// RUN: FileCheck %t/whole.mlir --input-file=%t/fused.mlir --check-prefixes=CHECK,FOR
// RUN: FileCheck %t/whole.mlir --input-file=%t/fused-into.mlir --check-prefixes=CHECK,FORALL
//
// RUN: norm-runner %t/whole.mlir --all --verify | FileCheck %s --check-prefix=PASS
// RUN: norm-runner %t/fused.mlir --all --verify | FileCheck %s --check-prefix=PASS
// RUN: norm-runner %t/fused-into.mlir --all --verify | FileCheck %s --check-prefix=PASS
// PASS: {{^}}3 passed, 0 failed
//
// DEFINE: %{entry} =
// DEFINE: %{whole} = norm-runner %t/whole.mlir --entry=%{entry} --output=%t/whole.npy
// DEFINE: %{fused} = norm-runner %t/fused.mlir --entry=%{entry} --output=%t/fused.npy
// DEFINE: %{into} = norm-runner %t/fused-into.mlir --entry=%{entry} --output=%t/fused-into.npy
// REDEFINE: %{entry} = static
// RUN: %{whole} && %{fused} && %python %S/../compare_npy.py %t/fused.npy %t/whole.npy
// RUN: %{into} && %python %S/../compare_npy.py %t/fused-into.npy %t/whole.npy
// REDEFINE: %{entry} = dynamic
// RUN: %{whole} && %{fused} && %python %S/../compare_npy.py %t/fused.npy %t/whole.npy
// RUN: %{into} && %python %S/../compare_npy.py %t/fused-into.npy %t/whole.npy
// REDEFINE: %{entry} = bf16
// RUN: %{whole} && %{fused} && %python %S/../compare_npy.py %t/fused.npy %t/whole.npy
// RUN: %{into} && %python %S/../compare_npy.py %t/fused-into.npy %t/whole.npy

//--- whole.mlir

#map = affine_map<(d0, d1) -> (d0, d1)>

// CHECK-LABEL: func.func @static(
// CHECK-NOT:     norm.layer_norm
// FOR:           scf.for
// FORALL:        scf.forall
// CHECK:           linalg.add
// CHECK:           norm.layer_norm
// CHECK:           math.erf
// CHECK-NOT:     linalg.add
// CHECK-NOT:     norm.layer_norm
// CHECK:         return
func.func @static(%x: tensor<7x33xf32> {norm.input = "normal:0,1,1"}, %r: tensor<7x33xf32> {norm.input = "normal:3,2,2"}, %w: tensor<33xf32> {norm.input = "normal:1,1,3"}, %b: tensor<33xf32> {norm.input = "normal:0,1,4"}) -> tensor<7x33xf32> {
  %root = arith.constant 1.41421354 : f32
  %half = arith.constant 0.5 : f32
  %one = arith.constant 1.0 : f32
  %empty = tensor.empty() : tensor<7x33xf32>
  %s = linalg.add ins(%x, %r : tensor<7x33xf32>, tensor<7x33xf32>) outs(%empty : tensor<7x33xf32>) -> tensor<7x33xf32>
  %y = norm.layer_norm %s scale(%w : tensor<33xf32>) bias(%b : tensor<33xf32>) axes = [1] epsilon = 1.0e-5 : tensor<7x33xf32>
  %g = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%y : tensor<7x33xf32>) outs(%empty : tensor<7x33xf32>) {
  ^bb0(%a: f32, %o: f32):
    %0 = arith.divf %a, %root : f32
    %1 = math.erf %0 : f32
    %2 = arith.addf %1, %one : f32
    %3 = arith.mulf %a, %half : f32
    %4 = arith.mulf %3, %2 : f32
    linalg.yield %4 : f32
  } -> tensor<7x33xf32>
  return %g : tensor<7x33xf32>
}

// CHECK-LABEL: func.func @dynamic(
// CHECK-NOT:     norm.layer_norm
// FOR:           scf.for
// FORALL:        scf.forall
// CHECK:           linalg.add
// CHECK:           norm.layer_norm
// CHECK:           math.erf
// CHECK-NOT:     linalg.add
// CHECK-NOT:     norm.layer_norm
// CHECK:         return
func.func @dynamic(%x: tensor<?x?xf32> {norm.input = "normal:0,1,1@13x70"}, %r: tensor<?x?xf32> {norm.input = "normal:3,2,2@13x70"}, %w: tensor<?xf32> {norm.input = "normal:1,1,3@70"}, %b: tensor<?xf32> {norm.input = "normal:0,1,4@70"}) -> tensor<?x?xf32> {
  %root = arith.constant 1.41421354 : f32
  %half = arith.constant 0.5 : f32
  %one = arith.constant 1.0 : f32
  %c0 = arith.constant 0 : index
  %rows = tensor.dim %x, %c0 : tensor<?x?xf32>
  %c1 = arith.constant 1 : index
  %columns = tensor.dim %x, %c1 : tensor<?x?xf32>
  %empty = tensor.empty(%rows, %columns) : tensor<?x?xf32>
  %s = linalg.add ins(%x, %r : tensor<?x?xf32>, tensor<?x?xf32>) outs(%empty : tensor<?x?xf32>) -> tensor<?x?xf32>
  %y = norm.layer_norm %s scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  %g = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%y : tensor<?x?xf32>) outs(%empty : tensor<?x?xf32>) {
  ^bb0(%a: f32, %o: f32):
    %0 = arith.divf %a, %root : f32
    %1 = math.erf %0 : f32
    %2 = arith.addf %1, %one : f32
    %3 = arith.mulf %a, %half : f32
    %4 = arith.mulf %3, %2 : f32
    linalg.yield %4 : f32
  } -> tensor<?x?xf32>
  return %g : tensor<?x?xf32>
}

// CHECK-LABEL: func.func @bf16(
// CHECK-NOT:     norm.layer_norm
// FOR:           scf.for
// FORALL:        scf.forall
// CHECK:           linalg.add
// CHECK:           norm.layer_norm
// CHECK:           math.erf
// CHECK-NOT:     linalg.add
// CHECK-NOT:     norm.layer_norm
// CHECK:         return
func.func @bf16(%x: tensor<?x48xbf16> {norm.input = "normal:0,1,1@9x48"}, %r: tensor<?x48xbf16> {norm.input = "normal:3,2,2@9x48"}, %w: tensor<48xf32> {norm.input = "normal:1,1,3"}, %b: tensor<48xf32> {norm.input = "normal:0,1,4"}) -> tensor<?x48xbf16> {
  %root = arith.constant 1.41421354 : f32
  %half = arith.constant 0.5 : f32
  %one = arith.constant 1.0 : f32
  %c0 = arith.constant 0 : index
  %rows = tensor.dim %x, %c0 : tensor<?x48xbf16>
  %empty = tensor.empty(%rows) : tensor<?x48xbf16>
  %s = linalg.add ins(%x, %r : tensor<?x48xbf16>, tensor<?x48xbf16>) outs(%empty : tensor<?x48xbf16>) -> tensor<?x48xbf16>
  %y = norm.layer_norm %s scale(%w : tensor<48xf32>) bias(%b : tensor<48xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x48xbf16>
  %g = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%y : tensor<?x48xbf16>) outs(%empty : tensor<?x48xbf16>) {
  ^bb0(%a: bf16, %o: bf16):
    %e = arith.extf %a : bf16 to f32
    %0 = arith.divf %e, %root : f32
    %1 = math.erf %0 : f32
    %2 = arith.addf %1, %one : f32
    %3 = arith.mulf %e, %half : f32
    %4 = arith.mulf %3, %2 : f32
    %5 = arith.truncf %4 : f32 to bf16
    linalg.yield %5 : bf16
  } -> tensor<?x48xbf16>
  return %g : tensor<?x48xbf16>
}

//--- fuse.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %return = transform.structured.match ops{["func.return"]} in %root : (!transform.any_op) -> !transform.any_op
    %gelu = transform.get_producer_of_operand %return[0] : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.fuse %gelu tile_sizes [4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

//--- fuse_into.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @fuse(%function: !transform.any_op {transform.readonly}) {
    %return = transform.structured.match ops{["func.return"]} in %function : (!transform.any_op) -> !transform.any_op
    %gelu = transform.get_producer_of_operand %return[0] : (!transform.any_op) -> !transform.any_op
    %norm = transform.structured.match ops{["norm.layer_norm"]} in %function : (!transform.any_op) -> !transform.any_op
    %add = transform.get_producer_of_operand %norm[0] : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_forall %gelu tile_sizes [4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %0, %loop1 = transform.structured.fuse_into_containing_op %norm into %loop : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)
    %1, %loop2 = transform.structured.fuse_into_containing_op %add into %loop1 : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %functions = transform.structured.match ops{["func.func"]} in %root : (!transform.any_op) -> !transform.any_op
    transform.foreach %functions : !transform.any_op {
    ^bb0(%function: !transform.any_op):
      transform.include @fuse failures(propagate) (%function) : (!transform.any_op) -> ()
    }
    transform.yield
  }
}
