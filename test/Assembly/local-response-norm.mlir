// Windows: each element sums its own, in f32. Results of windows do not pass the cache by.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --stores=none --widens=0 | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --stores=none --widens=0 | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, 0 with sums

func.func @local_response_norm(%x: tensor<?x96x?x?xf32>) -> tensor<?x96x?x?xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<?x96x?x?xf32>
  return %y : tensor<?x96x?x?xf32>
}
