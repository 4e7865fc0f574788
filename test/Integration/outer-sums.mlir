// Sums, maxima and minima over groups that leave a kernel beside what it computes within them: rows, columns, dimensions in
// between, several that are not next to each other, dimensions of size 1; on one thread and on two.
// RUN: norm-runner %s --all --verify --threads=1 | FileCheck %s
// RUN: norm-runner %s --all --verify --threads=2 | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream-through-kernels | FileCheck %s
// RUN: norm-scalar-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --entry=rows_dynamic --verify --input=normal@0x131
// RUN: norm-runner %s --entry=rows_dynamic --verify --input=normal@33x0
// RUN: norm-runner %s --entry=columns_dynamic --verify --input=normal@17x0x5
// RUN: norm-runner %s --entry=apart_outer_dynamic --verify --input=normal@16x1x3x1
// RUN: norm-opt %s -norm-cpu-pipeline -mlir-print-ir-after=norm-form-kernels 2>&1 | FileCheck %s --check-prefix=ONE

// CHECK: 20 passed, 0 failed

// Each function is one kernel.
// ONE-COUNT-20: norm.kernel
// ONE-NOT: norm.kernel

func.func @rows(%x: tensor<67x131xf32> {norm.input = "normal:3,1"}) -> (tensor<67x131xf32>, tensor<131xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %ea = tensor.empty() : tensor<67x131xf32>
  %ei = tensor.empty() : tensor<67xf32>
  %eo = tensor.empty() : tensor<131xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<67xf32>) -> tensor<67xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<131xf32>) -> tensor<131xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<67x131xf32>) outs(%fi : tensor<67xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<67xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<67x131xf32>, tensor<67xf32>) outs(%ea : tensor<67x131xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<67x131xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>], iterator_types = ["reduction", "parallel"]} ins(%y : tensor<67x131xf32>) outs(%fo : tensor<131xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<131xf32>
  return %y, %o : tensor<67x131xf32>, tensor<131xf32>
}

func.func @rows_max(%x: tensor<67x131xf32> {norm.input = "normal:3,1"}) -> (tensor<67x131xf32>, tensor<131xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0xFF800000 : f32
  %ea = tensor.empty() : tensor<67x131xf32>
  %ei = tensor.empty() : tensor<67xf32>
  %eo = tensor.empty() : tensor<131xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<67xf32>) -> tensor<67xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<131xf32>) -> tensor<131xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<67x131xf32>) outs(%fi : tensor<67xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<67xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<67x131xf32>, tensor<67xf32>) outs(%ea : tensor<67x131xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<67x131xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>], iterator_types = ["reduction", "parallel"]} ins(%y : tensor<67x131xf32>) outs(%fo : tensor<131xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.maximumf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<131xf32>
  return %y, %o : tensor<67x131xf32>, tensor<131xf32>
}

func.func @rows_dynamic(%x: tensor<?x?xf32> {norm.input = "normal:3,1@67x131"}) -> (tensor<?x?xf32>, tensor<?xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %d0 = tensor.dim %x, %c0 : tensor<?x?xf32>
  %c1 = arith.constant 1 : index
  %d1 = tensor.dim %x, %c1 : tensor<?x?xf32>
  %ea = tensor.empty(%d0, %d1) : tensor<?x?xf32>
  %ei = tensor.empty(%d0) : tensor<?xf32>
  %eo = tensor.empty(%d1) : tensor<?xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<?xf32>) -> tensor<?xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<?xf32>) -> tensor<?xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<?x?xf32>) outs(%fi : tensor<?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<?x?xf32>, tensor<?xf32>) outs(%ea : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<?x?xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>], iterator_types = ["reduction", "parallel"]} ins(%y : tensor<?x?xf32>) outs(%fo : tensor<?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?xf32>
  return %y, %o : tensor<?x?xf32>, tensor<?xf32>
}

func.func @rows_f64(%x: tensor<67x131xf64> {norm.input = "normal:3,1"}) -> (tensor<67x131xf64>, tensor<131xf64>) {
  %z = arith.constant 0.0 : f64
  %ne = arith.constant 0x7FF0000000000000 : f64
  %ea = tensor.empty() : tensor<67x131xf64>
  %ei = tensor.empty() : tensor<67xf64>
  %eo = tensor.empty() : tensor<131xf64>
  %fi = linalg.fill ins(%z : f64) outs(%ei : tensor<67xf64>) -> tensor<67xf64>
  %fo = linalg.fill ins(%ne : f64) outs(%eo : tensor<131xf64>) -> tensor<131xf64>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<67x131xf64>) outs(%fi : tensor<67xf64>) {
  ^bb0(%a: f64, %b: f64):
    %0 = arith.addf %b, %a : f64
    linalg.yield %0 : f64
  } -> tensor<67xf64>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<67x131xf64>, tensor<67xf64>) outs(%ea : tensor<67x131xf64>) {
  ^bb0(%a: f64, %b: f64, %c: f64):
    %0 = arith.divf %a, %b : f64
    linalg.yield %0 : f64
  } -> tensor<67x131xf64>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>], iterator_types = ["reduction", "parallel"]} ins(%y : tensor<67x131xf64>) outs(%fo : tensor<131xf64>) {
  ^bb0(%a: f64, %b: f64):
    %0 = arith.minimumf %b, %a : f64
    linalg.yield %0 : f64
  } -> tensor<131xf64>
  return %y, %o : tensor<67x131xf64>, tensor<131xf64>
}

func.func @columns(%x: tensor<37x9x131xf32> {norm.input = "normal:3,1"}) -> (tensor<37x9x131xf32>, tensor<9x131xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %ea = tensor.empty() : tensor<37x9x131xf32>
  %ei = tensor.empty() : tensor<37x131xf32>
  %eo = tensor.empty() : tensor<9x131xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<37x131xf32>) -> tensor<37x131xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<9x131xf32>) -> tensor<9x131xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, k)>], iterator_types = ["parallel", "reduction", "parallel"]} ins(%x : tensor<37x9x131xf32>) outs(%fi : tensor<37x131xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<37x131xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %s : tensor<37x9x131xf32>, tensor<37x131xf32>) outs(%ea : tensor<37x9x131xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<37x9x131xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (j, k)>], iterator_types = ["reduction", "parallel", "parallel"]} ins(%y : tensor<37x9x131xf32>) outs(%fo : tensor<9x131xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<9x131xf32>
  return %y, %o : tensor<37x9x131xf32>, tensor<9x131xf32>
}

func.func @columns_max(%x: tensor<37x9x131xf32> {norm.input = "normal:3,1"}) -> (tensor<37x9x131xf32>, tensor<9x131xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0xFF800000 : f32
  %ea = tensor.empty() : tensor<37x9x131xf32>
  %ei = tensor.empty() : tensor<37x131xf32>
  %eo = tensor.empty() : tensor<9x131xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<37x131xf32>) -> tensor<37x131xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<9x131xf32>) -> tensor<9x131xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, k)>], iterator_types = ["parallel", "reduction", "parallel"]} ins(%x : tensor<37x9x131xf32>) outs(%fi : tensor<37x131xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<37x131xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %s : tensor<37x9x131xf32>, tensor<37x131xf32>) outs(%ea : tensor<37x9x131xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<37x9x131xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (j, k)>], iterator_types = ["reduction", "parallel", "parallel"]} ins(%y : tensor<37x9x131xf32>) outs(%fo : tensor<9x131xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.maximumf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<9x131xf32>
  return %y, %o : tensor<37x9x131xf32>, tensor<9x131xf32>
}

func.func @columns_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:3,1@37x9x131"}) -> (tensor<?x?x?xf32>, tensor<?x?xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %d0 = tensor.dim %x, %c0 : tensor<?x?x?xf32>
  %c1 = arith.constant 1 : index
  %d1 = tensor.dim %x, %c1 : tensor<?x?x?xf32>
  %c2 = arith.constant 2 : index
  %d2 = tensor.dim %x, %c2 : tensor<?x?x?xf32>
  %ea = tensor.empty(%d0, %d1, %d2) : tensor<?x?x?xf32>
  %ei = tensor.empty(%d0, %d2) : tensor<?x?xf32>
  %eo = tensor.empty(%d1, %d2) : tensor<?x?xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<?x?xf32>) -> tensor<?x?xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<?x?xf32>) -> tensor<?x?xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, k)>], iterator_types = ["parallel", "reduction", "parallel"]} ins(%x : tensor<?x?x?xf32>) outs(%fi : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?x?xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %s : tensor<?x?x?xf32>, tensor<?x?xf32>) outs(%ea : tensor<?x?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<?x?x?xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (j, k)>], iterator_types = ["reduction", "parallel", "parallel"]} ins(%y : tensor<?x?x?xf32>) outs(%fo : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?x?xf32>
  return %y, %o : tensor<?x?x?xf32>, tensor<?x?xf32>
}

func.func @between(%x: tensor<5x37x131xf32> {norm.input = "normal:3,1"}) -> (tensor<5x37x131xf32>, tensor<5x131xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %ea = tensor.empty() : tensor<5x37x131xf32>
  %ei = tensor.empty() : tensor<5x37xf32>
  %eo = tensor.empty() : tensor<5x131xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<5x37xf32>) -> tensor<5x37xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<5x131xf32>) -> tensor<5x131xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x : tensor<5x37x131xf32>) outs(%fi : tensor<5x37xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<5x37xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %s : tensor<5x37x131xf32>, tensor<5x37xf32>) outs(%ea : tensor<5x37x131xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<5x37x131xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, k)>], iterator_types = ["parallel", "reduction", "parallel"]} ins(%y : tensor<5x37x131xf32>) outs(%fo : tensor<5x131xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<5x131xf32>
  return %y, %o : tensor<5x37x131xf32>, tensor<5x131xf32>
}

func.func @between_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:3,1@5x37x131"}) -> (tensor<?x?x?xf32>, tensor<?x?xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %d0 = tensor.dim %x, %c0 : tensor<?x?x?xf32>
  %c1 = arith.constant 1 : index
  %d1 = tensor.dim %x, %c1 : tensor<?x?x?xf32>
  %c2 = arith.constant 2 : index
  %d2 = tensor.dim %x, %c2 : tensor<?x?x?xf32>
  %ea = tensor.empty(%d0, %d1, %d2) : tensor<?x?x?xf32>
  %ei = tensor.empty(%d0, %d1) : tensor<?x?xf32>
  %eo = tensor.empty(%d0, %d2) : tensor<?x?xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<?x?xf32>) -> tensor<?x?xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<?x?xf32>) -> tensor<?x?xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x : tensor<?x?x?xf32>) outs(%fi : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?x?xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %s : tensor<?x?x?xf32>, tensor<?x?xf32>) outs(%ea : tensor<?x?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<?x?x?xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, k)>], iterator_types = ["parallel", "reduction", "parallel"]} ins(%y : tensor<?x?x?xf32>) outs(%fo : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?x?xf32>
  return %y, %o : tensor<?x?x?xf32>, tensor<?x?xf32>
}

func.func @both(%x: tensor<5x37x131xf32> {norm.input = "normal:3,1"}) -> (tensor<5x37x131xf32>, tensor<131xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %ea = tensor.empty() : tensor<5x37x131xf32>
  %ei = tensor.empty() : tensor<5x37xf32>
  %eo = tensor.empty() : tensor<131xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<5x37xf32>) -> tensor<5x37xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<131xf32>) -> tensor<131xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x : tensor<5x37x131xf32>) outs(%fi : tensor<5x37xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<5x37xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %s : tensor<5x37x131xf32>, tensor<5x37xf32>) outs(%ea : tensor<5x37x131xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<5x37x131xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (k)>], iterator_types = ["reduction", "reduction", "parallel"]} ins(%y : tensor<5x37x131xf32>) outs(%fo : tensor<131xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<131xf32>
  return %y, %o : tensor<5x37x131xf32>, tensor<131xf32>
}

func.func @both_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:3,1@5x37x131"}) -> (tensor<?x?x?xf32>, tensor<?xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %d0 = tensor.dim %x, %c0 : tensor<?x?x?xf32>
  %c1 = arith.constant 1 : index
  %d1 = tensor.dim %x, %c1 : tensor<?x?x?xf32>
  %c2 = arith.constant 2 : index
  %d2 = tensor.dim %x, %c2 : tensor<?x?x?xf32>
  %ea = tensor.empty(%d0, %d1, %d2) : tensor<?x?x?xf32>
  %ei = tensor.empty(%d0, %d1) : tensor<?x?xf32>
  %eo = tensor.empty(%d2) : tensor<?xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<?x?xf32>) -> tensor<?x?xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<?xf32>) -> tensor<?xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x : tensor<?x?x?xf32>) outs(%fi : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?x?xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %s : tensor<?x?x?xf32>, tensor<?x?xf32>) outs(%ea : tensor<?x?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<?x?x?xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (k)>], iterator_types = ["reduction", "reduction", "parallel"]} ins(%y : tensor<?x?x?xf32>) outs(%fo : tensor<?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?xf32>
  return %y, %o : tensor<?x?x?xf32>, tensor<?xf32>
}

func.func @apart(%x: tensor<19x6x4x33xf32> {norm.input = "normal:3,1"}) -> (tensor<19x6x4x33xf32>, tensor<6x4x33xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %ea = tensor.empty() : tensor<19x6x4x33xf32>
  %ei = tensor.empty() : tensor<19x4xf32>
  %eo = tensor.empty() : tensor<6x4x33xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<19x4xf32>) -> tensor<19x4xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<6x4x33xf32>) -> tensor<6x4x33xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, k)>], iterator_types = ["parallel", "reduction", "parallel", "reduction"]} ins(%x : tensor<19x6x4x33xf32>) outs(%fi : tensor<19x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<19x4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, k)>, affine_map<(i, j, k, l) -> (i, j, k, l)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%x, %s : tensor<19x6x4x33xf32>, tensor<19x4xf32>) outs(%ea : tensor<19x6x4x33xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<19x6x4x33xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (j, k, l)>], iterator_types = ["reduction", "parallel", "parallel", "parallel"]} ins(%y : tensor<19x6x4x33xf32>) outs(%fo : tensor<6x4x33xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<6x4x33xf32>
  return %y, %o : tensor<19x6x4x33xf32>, tensor<6x4x33xf32>
}

func.func @apart_dynamic(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,1@19x6x4x33"}) -> (tensor<?x?x?x?xf32>, tensor<?x?x?xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %d0 = tensor.dim %x, %c0 : tensor<?x?x?x?xf32>
  %c1 = arith.constant 1 : index
  %d1 = tensor.dim %x, %c1 : tensor<?x?x?x?xf32>
  %c2 = arith.constant 2 : index
  %d2 = tensor.dim %x, %c2 : tensor<?x?x?x?xf32>
  %c3 = arith.constant 3 : index
  %d3 = tensor.dim %x, %c3 : tensor<?x?x?x?xf32>
  %ea = tensor.empty(%d0, %d1, %d2, %d3) : tensor<?x?x?x?xf32>
  %ei = tensor.empty(%d0, %d2) : tensor<?x?xf32>
  %eo = tensor.empty(%d1, %d2, %d3) : tensor<?x?x?xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<?x?xf32>) -> tensor<?x?xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, k)>], iterator_types = ["parallel", "reduction", "parallel", "reduction"]} ins(%x : tensor<?x?x?x?xf32>) outs(%fi : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?x?xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, k)>, affine_map<(i, j, k, l) -> (i, j, k, l)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%x, %s : tensor<?x?x?x?xf32>, tensor<?x?xf32>) outs(%ea : tensor<?x?x?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<?x?x?x?xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (j, k, l)>], iterator_types = ["reduction", "parallel", "parallel", "parallel"]} ins(%y : tensor<?x?x?x?xf32>) outs(%fo : tensor<?x?x?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?x?x?xf32>
  return %y, %o : tensor<?x?x?x?xf32>, tensor<?x?x?xf32>
}

func.func @apart_outer(%x: tensor<19x6x4x33xf32> {norm.input = "normal:3,1"}) -> (tensor<19x6x4x33xf32>, tensor<6x33xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %ea = tensor.empty() : tensor<19x6x4x33xf32>
  %ei = tensor.empty() : tensor<19x6x4xf32>
  %eo = tensor.empty() : tensor<6x33xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<19x6x4xf32>) -> tensor<19x6x4xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<6x33xf32>) -> tensor<6x33xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%x : tensor<19x6x4x33xf32>) outs(%fi : tensor<19x6x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<19x6x4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, j, k)>, affine_map<(i, j, k, l) -> (i, j, k, l)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%x, %s : tensor<19x6x4x33xf32>, tensor<19x6x4xf32>) outs(%ea : tensor<19x6x4x33xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<19x6x4x33xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (j, l)>], iterator_types = ["reduction", "parallel", "reduction", "parallel"]} ins(%y : tensor<19x6x4x33xf32>) outs(%fo : tensor<6x33xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<6x33xf32>
  return %y, %o : tensor<19x6x4x33xf32>, tensor<6x33xf32>
}

func.func @apart_outer_max(%x: tensor<19x6x4x33xf32> {norm.input = "normal:3,1"}) -> (tensor<19x6x4x33xf32>, tensor<6x33xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0xFF800000 : f32
  %ea = tensor.empty() : tensor<19x6x4x33xf32>
  %ei = tensor.empty() : tensor<19x6x4xf32>
  %eo = tensor.empty() : tensor<6x33xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<19x6x4xf32>) -> tensor<19x6x4xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<6x33xf32>) -> tensor<6x33xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%x : tensor<19x6x4x33xf32>) outs(%fi : tensor<19x6x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<19x6x4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, j, k)>, affine_map<(i, j, k, l) -> (i, j, k, l)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%x, %s : tensor<19x6x4x33xf32>, tensor<19x6x4xf32>) outs(%ea : tensor<19x6x4x33xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<19x6x4x33xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (j, l)>], iterator_types = ["reduction", "parallel", "reduction", "parallel"]} ins(%y : tensor<19x6x4x33xf32>) outs(%fo : tensor<6x33xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.maximumf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<6x33xf32>
  return %y, %o : tensor<19x6x4x33xf32>, tensor<6x33xf32>
}

func.func @apart_outer_dynamic(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,1@19x6x4x33"}) -> (tensor<?x?x?x?xf32>, tensor<?x?xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %d0 = tensor.dim %x, %c0 : tensor<?x?x?x?xf32>
  %c1 = arith.constant 1 : index
  %d1 = tensor.dim %x, %c1 : tensor<?x?x?x?xf32>
  %c2 = arith.constant 2 : index
  %d2 = tensor.dim %x, %c2 : tensor<?x?x?x?xf32>
  %c3 = arith.constant 3 : index
  %d3 = tensor.dim %x, %c3 : tensor<?x?x?x?xf32>
  %ea = tensor.empty(%d0, %d1, %d2, %d3) : tensor<?x?x?x?xf32>
  %ei = tensor.empty(%d0, %d1, %d2) : tensor<?x?x?xf32>
  %eo = tensor.empty(%d1, %d3) : tensor<?x?xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<?x?xf32>) -> tensor<?x?xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%x : tensor<?x?x?x?xf32>) outs(%fi : tensor<?x?x?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?x?x?xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, j, k)>, affine_map<(i, j, k, l) -> (i, j, k, l)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%x, %s : tensor<?x?x?x?xf32>, tensor<?x?x?xf32>) outs(%ea : tensor<?x?x?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<?x?x?x?xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (j, l)>], iterator_types = ["reduction", "parallel", "reduction", "parallel"]} ins(%y : tensor<?x?x?x?xf32>) outs(%fo : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<?x?xf32>
  return %y, %o : tensor<?x?x?x?xf32>, tensor<?x?xf32>
}

func.func @apart_outer_f64(%x: tensor<19x6x4x33xf64> {norm.input = "normal:3,1"}) -> (tensor<19x6x4x33xf64>, tensor<6x33xf64>) {
  %z = arith.constant 0.0 : f64
  %ne = arith.constant 0x7FF0000000000000 : f64
  %ea = tensor.empty() : tensor<19x6x4x33xf64>
  %ei = tensor.empty() : tensor<19x6x4xf64>
  %eo = tensor.empty() : tensor<6x33xf64>
  %fi = linalg.fill ins(%z : f64) outs(%ei : tensor<19x6x4xf64>) -> tensor<19x6x4xf64>
  %fo = linalg.fill ins(%ne : f64) outs(%eo : tensor<6x33xf64>) -> tensor<6x33xf64>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%x : tensor<19x6x4x33xf64>) outs(%fi : tensor<19x6x4xf64>) {
  ^bb0(%a: f64, %b: f64):
    %0 = arith.addf %b, %a : f64
    linalg.yield %0 : f64
  } -> tensor<19x6x4xf64>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, j, k)>, affine_map<(i, j, k, l) -> (i, j, k, l)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%x, %s : tensor<19x6x4x33xf64>, tensor<19x6x4xf64>) outs(%ea : tensor<19x6x4x33xf64>) {
  ^bb0(%a: f64, %b: f64, %c: f64):
    %0 = arith.divf %a, %b : f64
    linalg.yield %0 : f64
  } -> tensor<19x6x4x33xf64>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (j, l)>], iterator_types = ["reduction", "parallel", "reduction", "parallel"]} ins(%y : tensor<19x6x4x33xf64>) outs(%fo : tensor<6x33xf64>) {
  ^bb0(%a: f64, %b: f64):
    %0 = arith.minimumf %b, %a : f64
    linalg.yield %0 : f64
  } -> tensor<6x33xf64>
  return %y, %o : tensor<19x6x4x33xf64>, tensor<6x33xf64>
}

func.func @unit(%x: tensor<1x6x33xf32> {norm.input = "normal:3,1"}) -> (tensor<1x6x33xf32>, tensor<6x33xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %ea = tensor.empty() : tensor<1x6x33xf32>
  %ei = tensor.empty() : tensor<1x6xf32>
  %eo = tensor.empty() : tensor<6x33xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<1x6xf32>) -> tensor<1x6xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<6x33xf32>) -> tensor<6x33xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x : tensor<1x6x33xf32>) outs(%fi : tensor<1x6xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<1x6xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %s : tensor<1x6x33xf32>, tensor<1x6xf32>) outs(%ea : tensor<1x6x33xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<1x6x33xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (j, k)>], iterator_types = ["reduction", "parallel", "parallel"]} ins(%y : tensor<1x6x33xf32>) outs(%fo : tensor<6x33xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<6x33xf32>
  return %y, %o : tensor<1x6x33xf32>, tensor<6x33xf32>
}

func.func @unit_inner(%x: tensor<35x6x1xf32> {norm.input = "normal:3,1"}) -> (tensor<35x6x1xf32>, tensor<6x1xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %ea = tensor.empty() : tensor<35x6x1xf32>
  %ei = tensor.empty() : tensor<35x6xf32>
  %eo = tensor.empty() : tensor<6x1xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<35x6xf32>) -> tensor<35x6xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<6x1xf32>) -> tensor<6x1xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x : tensor<35x6x1xf32>) outs(%fi : tensor<35x6xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<35x6xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, j)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %s : tensor<35x6x1xf32>, tensor<35x6xf32>) outs(%ea : tensor<35x6x1xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<35x6x1xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (j, k)>], iterator_types = ["reduction", "parallel", "parallel"]} ins(%y : tensor<35x6x1xf32>) outs(%fo : tensor<6x1xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<6x1xf32>
  return %y, %o : tensor<35x6x1xf32>, tensor<6x1xf32>
}

func.func @few(%x: tensor<40x17xf32> {norm.input = "normal:3,1"}) -> (tensor<40x17xf32>, tensor<17xf32>) {
  %z = arith.constant 0.0 : f32
  %ne = arith.constant 0.0 : f32
  %ea = tensor.empty() : tensor<40x17xf32>
  %ei = tensor.empty() : tensor<40xf32>
  %eo = tensor.empty() : tensor<17xf32>
  %fi = linalg.fill ins(%z : f32) outs(%ei : tensor<40xf32>) -> tensor<40xf32>
  %fo = linalg.fill ins(%ne : f32) outs(%eo : tensor<17xf32>) -> tensor<17xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<40x17xf32>) outs(%fi : tensor<40xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<40xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<40x17xf32>, tensor<40xf32>) outs(%ea : tensor<40x17xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<40x17xf32>
  %o = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>], iterator_types = ["reduction", "parallel"]} ins(%y : tensor<40x17xf32>) outs(%fo : tensor<17xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<17xf32>
  return %y, %o : tensor<40x17xf32>, tensor<17xf32>
}
