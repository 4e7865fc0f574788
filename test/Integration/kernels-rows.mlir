// Rows of awkward lengths through the kernels: every element type, sizes that are known and sizes that are not.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: sed -e 's/f32/f64/g' %s | norm-runner - --route=kernels --all --verify | FileCheck %s
// RUN: sed -e 's/f32/bf16/g' %s | norm-runner - --route=kernels --all --verify | FileCheck %s
// RUN: sed -e 's/f32/f16/g' %s | norm-runner - --route=kernels --all --verify | FileCheck %s

// CHECK-NOT: FAILED
// CHECK: {{^}}31 passed, 0 failed

func.func @static_1(%x: tensor<3x1xf32> {norm.input = "normal:3,2"}, %w: tensor<1xf32> {norm.input = "normal:1,1"}, %b: tensor<1xf32> {norm.input = "normal"}) -> tensor<3x1xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1xf32>) bias(%b : tensor<1xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x1xf32>
  return %y : tensor<3x1xf32>
}

func.func @static_7(%x: tensor<3x7xf32> {norm.input = "normal:3,2"}, %w: tensor<7xf32> {norm.input = "normal:1,1"}, %b: tensor<7xf32> {norm.input = "normal"}) -> tensor<3x7xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<7xf32>) bias(%b : tensor<7xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x7xf32>
  return %y : tensor<3x7xf32>
}

func.func @static_17(%x: tensor<3x17xf32> {norm.input = "normal:3,2"}, %w: tensor<17xf32> {norm.input = "normal:1,1"}, %b: tensor<17xf32> {norm.input = "normal"}) -> tensor<3x17xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<17xf32>) bias(%b : tensor<17xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x17xf32>
  return %y : tensor<3x17xf32>
}

func.func @static_33(%x: tensor<3x33xf32> {norm.input = "normal:3,2"}, %w: tensor<33xf32> {norm.input = "normal:1,1"}, %b: tensor<33xf32> {norm.input = "normal"}) -> tensor<3x33xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<33xf32>) bias(%b : tensor<33xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x33xf32>
  return %y : tensor<3x33xf32>
}

func.func @static_63(%x: tensor<3x63xf32> {norm.input = "normal:3,2"}, %w: tensor<63xf32> {norm.input = "normal:1,1"}, %b: tensor<63xf32> {norm.input = "normal"}) -> tensor<3x63xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<63xf32>) bias(%b : tensor<63xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x63xf32>
  return %y : tensor<3x63xf32>
}

func.func @static_65(%x: tensor<3x65xf32> {norm.input = "normal:3,2"}, %w: tensor<65xf32> {norm.input = "normal:1,1"}, %b: tensor<65xf32> {norm.input = "normal"}) -> tensor<3x65xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<65xf32>) bias(%b : tensor<65xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x65xf32>
  return %y : tensor<3x65xf32>
}

func.func @static_1000(%x: tensor<3x1000xf32> {norm.input = "normal:3,2"}, %w: tensor<1000xf32> {norm.input = "normal:1,1"}, %b: tensor<1000xf32> {norm.input = "normal"}) -> tensor<3x1000xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1000xf32>) bias(%b : tensor<1000xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x1000xf32>
  return %y : tensor<3x1000xf32>
}

func.func @static_1023(%x: tensor<3x1023xf32> {norm.input = "normal:3,2"}, %w: tensor<1023xf32> {norm.input = "normal:1,1"}, %b: tensor<1023xf32> {norm.input = "normal"}) -> tensor<3x1023xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1023xf32>) bias(%b : tensor<1023xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x1023xf32>
  return %y : tensor<3x1023xf32>
}

func.func @static_1025(%x: tensor<3x1025xf32> {norm.input = "normal:3,2"}, %w: tensor<1025xf32> {norm.input = "normal:1,1"}, %b: tensor<1025xf32> {norm.input = "normal"}) -> tensor<3x1025xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1025xf32>) bias(%b : tensor<1025xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x1025xf32>
  return %y : tensor<3x1025xf32>
}

func.func @static_4097(%x: tensor<3x4097xf32> {norm.input = "normal:3,2"}, %w: tensor<4097xf32> {norm.input = "normal:1,1"}, %b: tensor<4097xf32> {norm.input = "normal"}) -> tensor<3x4097xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<4097xf32>) bias(%b : tensor<4097xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x4097xf32>
  return %y : tensor<3x4097xf32>
}

func.func @dynamic_0(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x0"}, %w: tensor<?xf32> {norm.input = "normal:1,1@0"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @dynamic_1(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x1"}, %w: tensor<?xf32> {norm.input = "normal:1,1@1"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @dynamic_7(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x7"}, %w: tensor<?xf32> {norm.input = "normal:1,1@7"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @dynamic_17(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x17"}, %w: tensor<?xf32> {norm.input = "normal:1,1@17"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @dynamic_33(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x33"}, %w: tensor<?xf32> {norm.input = "normal:1,1@33"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @dynamic_63(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x63"}, %w: tensor<?xf32> {norm.input = "normal:1,1@63"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @dynamic_65(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x65"}, %w: tensor<?xf32> {norm.input = "normal:1,1@65"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @dynamic_1000(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x1000"}, %w: tensor<?xf32> {norm.input = "normal:1,1@1000"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @dynamic_1023(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x1023"}, %w: tensor<?xf32> {norm.input = "normal:1,1@1023"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @dynamic_1025(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x1025"}, %w: tensor<?xf32> {norm.input = "normal:1,1@1025"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @dynamic_4097(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x4097"}, %w: tensor<?xf32> {norm.input = "normal:1,1@4097"}) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @rows_0(%x: tensor<?x33xf32> {norm.input = "normal:3,2@0x33"}, %w: tensor<33xf32> {norm.input = "normal:1,1"}, %b: tensor<33xf32> {norm.input = "normal"}) -> tensor<?x33xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<33xf32>) bias(%b : tensor<33xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x33xf32>
  return %y : tensor<?x33xf32>
}

func.func @rows_7(%x: tensor<?x33xf32> {norm.input = "normal:3,2@7x33"}, %w: tensor<33xf32> {norm.input = "normal:1,1"}, %b: tensor<33xf32> {norm.input = "normal"}) -> tensor<?x33xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<33xf32>) bias(%b : tensor<33xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x33xf32>
  return %y : tensor<?x33xf32>
}

func.func @rows_1025(%x: tensor<?x33xf32> {norm.input = "normal:3,2@1025x33"}, %w: tensor<33xf32> {norm.input = "normal:1,1"}, %b: tensor<33xf32> {norm.input = "normal"}) -> tensor<?x33xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<33xf32>) bias(%b : tensor<33xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x33xf32>
  return %y : tensor<?x33xf32>
}

func.func @static_no_elements(%x: tensor<3x0xf32> {norm.input = "normal:3,2"}, %w: tensor<0xf32> {norm.input = "normal:1,1"}, %b: tensor<0xf32> {norm.input = "normal"}) -> tensor<3x0xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<0xf32>) bias(%b : tensor<0xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x0xf32>
  return %y : tensor<3x0xf32>
}

func.func @no_rows(%x: tensor<0x33xf32> {norm.input = "normal:3,2"}, %w: tensor<33xf32> {norm.input = "normal:1,1"}, %b: tensor<33xf32> {norm.input = "normal"}) -> tensor<0x33xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<33xf32>) bias(%b : tensor<33xf32>) axes = [1] epsilon = 1.0e-5 : tensor<0x33xf32>
  return %y : tensor<0x33xf32>
}

func.func @rank_1(%x: tensor<65xf32> {norm.input = "normal:3,2"}, %w: tensor<65xf32> {norm.input = "normal:1,1"}, %b: tensor<65xf32> {norm.input = "normal"}) -> tensor<65xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<65xf32>) bias(%b : tensor<65xf32>) axes = [0] epsilon = 1.0e-5 : tensor<65xf32>
  return %y : tensor<65xf32>
}

func.func @rank_1_dynamic(%x: tensor<?xf32> {norm.input = "normal:3,2@1023"}, %w: tensor<?xf32> {norm.input = "normal:1,1@1023"}, %b: tensor<?xf32> {norm.input = "normal@1023"}) -> tensor<?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [0] epsilon = 1.0e-5 : tensor<?xf32>
  return %y : tensor<?xf32>
}

func.func @rank_3(%x: tensor<2x3x65xf32> {norm.input = "normal:3,2"}, %w: tensor<3x65xf32> {norm.input = "normal:1,1"}) -> tensor<2x3x65xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<3x65xf32>) axes = [1, 2] epsilon = 1.0e-5 : tensor<2x3x65xf32>
  return %y : tensor<2x3x65xf32>
}

func.func @rank_4_dynamic(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@2x3x7x9"}, %w: tensor<?x?xf32> {norm.input = "normal:1,1@7x9"}) -> tensor<?x?x?x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?x?xf32>) axes = [2, 3] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @rank_5(%x: tensor<2x1x3x5x17xf32> {norm.input = "normal:3,2"}, %w: tensor<3x5x17xf32> {norm.input = "normal:1,1"}, %b: tensor<3x5x17xf32> {norm.input = "normal"}) -> tensor<2x1x3x5x17xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<3x5x17xf32>) bias(%b : tensor<3x5x17xf32>) axes = [2, 3, 4] epsilon = 1.0e-5 : tensor<2x1x3x5x17xf32>
  return %y : tensor<2x1x3x5x17xf32>
}
