// A kernel that only reduces: the loops store nothing.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --reduces --stores=none | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --reduces --stores=none | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, {{[1-9][0-9]*}} with sums

func.func @statistics(%x: tensor<?x1000xf32>) -> (tensor<?xf64>, tensor<?xf64>) {
  %s:2 = norm.stats <moments> %x axes = [1] : tensor<?x1000xf32>
  return %s#0, %s#1 : tensor<?xf64>, tensor<?xf64>
}
