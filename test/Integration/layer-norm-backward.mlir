// The gradients of a layer norm, written in linalg: dx, and the sums over rows for scale and bias, which leave the kernel
// of dx by blocks of rows. x and dy are read twice.
// RUN: norm-runner %s --all --verify --threads=1 | FileCheck %s
// RUN: norm-runner %s --all --verify --threads=2 | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream-through-kernels | FileCheck %s
// RUN: norm-scalar-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --entry=dynamic --verify --input=normal@1x7 --input=normal:3,2@1x7 --input=normal@7 --input=normal:3,0.1@1 --input=ones@1
// RUN: norm-runner %s --entry=dynamic --verify --input=normal@0x7 --input=normal:3,2@0x7 --input=normal@7 --input=normal:3,0.1@0 --input=ones@0
// RUN: norm-runner %s --entry=dynamic --verify --input=normal@5x0 --input=normal:3,2@5x0 --input=normal@0 --input=normal:3,0.1@5 --input=ones@5
// RUN: norm-runner %s --entry=dynamic --verify --input=special:1@33x17 --input=special:2@33x17 --input=normal@17 --input=normal@33 --input=ones@33
// RUN: %python %S/../check_bits.py --runner=norm-runner %s --type=f32 --entry=dynamic --inputs=997xN,997xN,N,997,997 --N=7,259 --results=3
// RUN: norm-opt %s -norm-cpu-pipeline -mlir-print-ir-after=norm-form-kernels 2>&1 | FileCheck %s --check-prefix=FORM
// RUN: norm-opt %s -norm-cpu-pipeline -mlir-print-ir-before=norm-emit-cpu 2>&1 | FileCheck %s --check-prefix=BLOCKS

// CHECK-COUNT-6: : ok
// CHECK: 2 passed, 0 failed

#all = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>
#column = affine_map<(i, j) -> (j)>

// FORM-LABEL: func.func @dynamic(
// FORM:         norm.kernel
// FORM-DAG:       norm.reduce <add> %{{.+}} over [1] : f32
// FORM-DAG:       norm.reduce <add> %{{.+}} over [0] : f32
// FORM-NOT:     norm.kernel
// FORM:         return

// BLOCKS-LABEL: func.func @dynamic(
// BLOCKS:         norm.kernel
// BLOCKS-DAG:       norm.reduce <add> %{{.+}} over [1] : f32
// BLOCKS-DAG:       norm.reduce <add> %{{.+}} over [0] by 16 : f32
// BLOCKS:         norm.kernel sizes = [%{{.+}}, 1, %{{.+}}]
// BLOCKS:           norm.reduce <add> %{{.+}} over [0] : f32
func.func @dynamic(%dy: tensor<?x?xf32> {norm.input = "normal@67x259"}, %x: tensor<?x?xf32> {norm.input = "normal:3,2@67x259"}, %w: tensor<?xf32> {norm.input = "normal:1,0.5@259"}, %mean: tensor<?xf32> {norm.input = "normal:3,0.1@67"}, %rstd: tensor<?xf32> {norm.input = "normal:0.5,0.02@67"}) -> (tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %x, %c0 : tensor<?x?xf32>
  %n = tensor.dim %x, %c1 : tensor<?x?xf32>
  %zero = arith.constant 0.0 : f32
  %matrix = tensor.empty(%m, %n) : tensor<?x?xf32>
  %rows = tensor.empty(%m) : tensor<?xf32>
  %columns = tensor.empty(%n) : tensor<?xf32>
  %rows0 = linalg.fill ins(%zero : f32) outs(%rows : tensor<?xf32>) -> tensor<?xf32>
  %columns0 = linalg.fill ins(%zero : f32) outs(%columns : tensor<?xf32>) -> tensor<?xf32>
  %count = arith.index_cast %n : index to i64
  %countf = arith.sitofp %count : i64 to f32
  %xhat = linalg.generic {indexing_maps = [#all, #row, #row, #all], iterator_types = ["parallel", "parallel"]} ins(%x, %mean, %rstd : tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>) outs(%matrix : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32, %d: f32):
    %e = arith.subf %a, %b : f32
    %f = arith.mulf %e, %c : f32
    linalg.yield %f : f32
  } -> tensor<?x?xf32>
  %g = linalg.generic {indexing_maps = [#all, #column, #all], iterator_types = ["parallel", "parallel"]} ins(%dy, %w : tensor<?x?xf32>, tensor<?xf32>) outs(%matrix : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %d: f32):
    %e = arith.mulf %a, %b : f32
    linalg.yield %e : f32
  } -> tensor<?x?xf32>
  %sums:2 = linalg.generic {indexing_maps = [#all, #all, #row, #row], iterator_types = ["parallel", "reduction"]} ins(%g, %xhat : tensor<?x?xf32>, tensor<?x?xf32>) outs(%rows0, %rows0 : tensor<?xf32>, tensor<?xf32>) {
  ^bb0(%a: f32, %b: f32, %s: f32, %t: f32):
    %e = arith.mulf %a, %b : f32
    %f = arith.addf %s, %e : f32
    %h = arith.addf %t, %a : f32
    linalg.yield %f, %h : f32, f32
  } -> (tensor<?xf32>, tensor<?xf32>)
  %dx = linalg.generic {indexing_maps = [#all, #all, #row, #row, #row, #all], iterator_types = ["parallel", "parallel"]} ins(%g, %xhat, %sums#0, %sums#1, %rstd : tensor<?x?xf32>, tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>) outs(%matrix : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %s: f32, %t: f32, %r: f32, %d: f32):
    %p = arith.divf %s, %countf : f32
    %q = arith.divf %t, %countf : f32
    %e = arith.mulf %b, %p : f32
    %f = arith.addf %e, %q : f32
    %h = arith.subf %a, %f : f32
    %k = arith.mulf %h, %r : f32
    linalg.yield %k : f32
  } -> tensor<?x?xf32>
  %dw = linalg.generic {indexing_maps = [#all, #all, #column], iterator_types = ["reduction", "parallel"]} ins(%dy, %xhat : tensor<?x?xf32>, tensor<?x?xf32>) outs(%columns0 : tensor<?xf32>) {
  ^bb0(%a: f32, %b: f32, %s: f32):
    %e = arith.mulf %a, %b : f32
    %f = arith.addf %s, %e : f32
    linalg.yield %f : f32
  } -> tensor<?xf32>
  %db = linalg.generic {indexing_maps = [#all, #column], iterator_types = ["reduction", "parallel"]} ins(%dy : tensor<?x?xf32>) outs(%columns0 : tensor<?xf32>) {
  ^bb0(%a: f32, %s: f32):
    %f = arith.addf %s, %a : f32
    linalg.yield %f : f32
  } -> tensor<?xf32>
  return %dx, %dw, %db : tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>
}

// Two dimensions of rows are walked as one; bf16, summed in f32; the sums of the columns come first.
func.func @batched(%dy: tensor<3x37x130xbf16>, %x: tensor<3x37x130xbf16>, %rstd: tensor<3x37xf32> {norm.input = "normal:0.5,0.02@3x37"}) -> (tensor<3x37x130xbf16>, tensor<130xf32>, tensor<130xf32>) {
  %zero = arith.constant 0.0 : f32
  %n = arith.constant 130.0 : f32
  %matrix = tensor.empty() : tensor<3x37x130xf32>
  %result = tensor.empty() : tensor<3x37x130xbf16>
  %rows = tensor.empty() : tensor<3x37xf32>
  %columns = tensor.empty() : tensor<130xf32>
  %rows0 = linalg.fill ins(%zero : f32) outs(%rows : tensor<3x37xf32>) -> tensor<3x37xf32>
  %columns0 = linalg.fill ins(%zero : f32) outs(%columns : tensor<130xf32>) -> tensor<130xf32>
  %db = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (k)>], iterator_types = ["reduction", "reduction", "parallel"]} ins(%dy : tensor<3x37x130xbf16>) outs(%columns0 : tensor<130xf32>) {
  ^bb0(%a: bf16, %s: f32):
    %e = arith.extf %a : bf16 to f32
    %f = arith.addf %s, %e : f32
    linalg.yield %f : f32
  } -> tensor<130xf32>
  %xhat = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %rstd : tensor<3x37x130xbf16>, tensor<3x37xf32>) outs(%matrix : tensor<3x37x130xf32>) {
  ^bb0(%a: bf16, %b: f32, %d: f32):
    %e = arith.extf %a : bf16 to f32
    %f = arith.mulf %e, %b : f32
    linalg.yield %f : f32
  } -> tensor<3x37x130xf32>
  %dw = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (k)>], iterator_types = ["reduction", "reduction", "parallel"]} ins(%dy, %xhat : tensor<3x37x130xbf16>, tensor<3x37x130xf32>) outs(%columns0 : tensor<130xf32>) {
  ^bb0(%a: bf16, %b: f32, %s: f32):
    %c = arith.extf %a : bf16 to f32
    %e = arith.mulf %c, %b : f32
    %f = arith.addf %s, %e : f32
    linalg.yield %f : f32
  } -> tensor<130xf32>
  %sum = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%dy, %xhat : tensor<3x37x130xbf16>, tensor<3x37x130xf32>) outs(%rows0 : tensor<3x37xf32>) {
  ^bb0(%a: bf16, %b: f32, %s: f32):
    %c = arith.extf %a : bf16 to f32
    %e = arith.mulf %c, %b : f32
    %f = arith.addf %s, %e : f32
    linalg.yield %f : f32
  } -> tensor<3x37xf32>
  %dx = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>, affine_map<(i, j, k) -> (i, j)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%dy, %xhat, %sum, %rstd : tensor<3x37x130xbf16>, tensor<3x37x130xf32>, tensor<3x37xf32>, tensor<3x37xf32>) outs(%result : tensor<3x37x130xbf16>) {
  ^bb0(%a: bf16, %b: f32, %s: f32, %r: f32, %d: bf16):
    %c = arith.extf %a : bf16 to f32
    %p = arith.divf %s, %n : f32
    %e = arith.mulf %b, %p : f32
    %h = arith.subf %c, %e : f32
    %k = arith.mulf %h, %r : f32
    %o = arith.truncf %k : f32 to bf16
    linalg.yield %o : bf16
  } -> tensor<3x37x130xbf16>
  return %dx, %dw, %db : tensor<3x37x130xbf16>, tensor<130xf32>, tensor<130xf32>
}
