// Rows of many lengths on an emulated GPU, where the lengths are known when code is compiled and where they are not.
// RUN: norm-runner %s --all --verify --target=emulate | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --thread-order=reverse | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --thread-order=shuffled | FileCheck %s
// CHECK-NOT: FAILED
// CHECK:     28 passed, 0 failed

func.func @layer_norm_1_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@37x1"}, %w: tensor<?xf32> {norm.input = "normal:1,1@1"}, %b: tensor<?xf32> {norm.input = "normal:1,1@1"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @rms_norm_bf16_1_at_run_time(%x: tensor<?x?xbf16> {norm.input = "normal:3,2@37x1"}, %w: tensor<?xbf16> {norm.input = "normal:1,1@1"}) -> tensor<?x?xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<?xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}
func.func @layer_norm_7_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x7"}, %w: tensor<?xf32> {norm.input = "normal:1,1@7"}, %b: tensor<?xf32> {norm.input = "normal:1,1@7"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @layer_norm_32_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@37x32"}, %w: tensor<?xf32> {norm.input = "normal:1,1@32"}, %b: tensor<?xf32> {norm.input = "normal:1,1@32"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @layer_norm_33_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x33"}, %w: tensor<?xf32> {norm.input = "normal:1,1@33"}, %b: tensor<?xf32> {norm.input = "normal:1,1@33"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @rms_norm_bf16_33_at_run_time(%x: tensor<?x?xbf16> {norm.input = "normal:3,2@3x33"}, %w: tensor<?xbf16> {norm.input = "normal:1,1@33"}) -> tensor<?x?xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<?xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}
func.func @layer_norm_64_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@37x64"}, %w: tensor<?xf32> {norm.input = "normal:1,1@64"}, %b: tensor<?xf32> {norm.input = "normal:1,1@64"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @rms_norm_bf16_64_at_run_time(%x: tensor<?x?xbf16> {norm.input = "normal:3,2@37x64"}, %w: tensor<?xbf16> {norm.input = "normal:1,1@64"}) -> tensor<?x?xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<?xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}
func.func @layer_norm_65_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@5x65"}, %w: tensor<?xf32> {norm.input = "normal:1,1@65"}, %b: tensor<?xf32> {norm.input = "normal:1,1@65"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @layer_norm_100_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x100"}, %w: tensor<?xf32> {norm.input = "normal:1,1@100"}, %b: tensor<?xf32> {norm.input = "normal:1,1@100"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @layer_norm_128_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@37x128"}, %w: tensor<?xf32> {norm.input = "normal:1,1@128"}, %b: tensor<?xf32> {norm.input = "normal:1,1@128"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @layer_norm_256_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@9x256"}, %w: tensor<?xf32> {norm.input = "normal:1,1@256"}, %b: tensor<?xf32> {norm.input = "normal:1,1@256"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @layer_norm_257_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x257"}, %w: tensor<?xf32> {norm.input = "normal:1,1@257"}, %b: tensor<?xf32> {norm.input = "normal:1,1@257"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @rms_norm_bf16_257_at_run_time(%x: tensor<?x?xbf16> {norm.input = "normal:3,2@3x257"}, %w: tensor<?xbf16> {norm.input = "normal:1,1@257"}) -> tensor<?x?xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<?xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}
func.func @layer_norm_768_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x768"}, %w: tensor<?xf32> {norm.input = "normal:1,1@768"}, %b: tensor<?xf32> {norm.input = "normal:1,1@768"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @layer_norm_1000_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x1000"}, %w: tensor<?xf32> {norm.input = "normal:1,1@1000"}, %b: tensor<?xf32> {norm.input = "normal:1,1@1000"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @rms_norm_bf16_1000_at_run_time(%x: tensor<?x?xbf16> {norm.input = "normal:3,2@3x1000"}, %w: tensor<?xbf16> {norm.input = "normal:1,1@1000"}) -> tensor<?x?xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<?xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}
func.func @layer_norm_1024_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@3x1024"}, %w: tensor<?xf32> {norm.input = "normal:1,1@1024"}, %b: tensor<?xf32> {norm.input = "normal:1,1@1024"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @rms_norm_bf16_1024_at_run_time(%x: tensor<?x?xbf16> {norm.input = "normal:3,2@3x1024"}, %w: tensor<?xbf16> {norm.input = "normal:1,1@1024"}) -> tensor<?x?xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<?xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}
func.func @layer_norm_4096_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@2x4096"}, %w: tensor<?xf32> {norm.input = "normal:1,1@4096"}, %b: tensor<?xf32> {norm.input = "normal:1,1@4096"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @layer_norm_5120_at_run_time(%x: tensor<?x?xf32> {norm.input = "normal:3,2@1x5120"}, %w: tensor<?xf32> {norm.input = "normal:1,1@5120"}, %b: tensor<?xf32> {norm.input = "normal:1,1@5120"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @layer_norm_1(%x: tensor<3x1xf32> {norm.input = "normal:3,2"}, %w: tensor<1xf32> {norm.input = "normal:1,1"}, %b: tensor<1xf32> {norm.input = "normal:1,1"}) -> tensor<3x1xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1xf32>) bias(%b : tensor<1xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x1xf32>
  return %y : tensor<3x1xf32>
}
func.func @layer_norm_7(%x: tensor<3x7xf32> {norm.input = "normal:3,2"}, %w: tensor<7xf32> {norm.input = "normal:1,1"}, %b: tensor<7xf32> {norm.input = "normal:1,1"}) -> tensor<3x7xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<7xf32>) bias(%b : tensor<7xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x7xf32>
  return %y : tensor<3x7xf32>
}
func.func @layer_norm_32(%x: tensor<37x32xf32> {norm.input = "normal:3,2"}, %w: tensor<32xf32> {norm.input = "normal:1,1"}, %b: tensor<32xf32> {norm.input = "normal:1,1"}) -> tensor<37x32xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<32xf32>) bias(%b : tensor<32xf32>) axes = [1] epsilon = 1.0e-5 : tensor<37x32xf32>
  return %y : tensor<37x32xf32>
}
func.func @layer_norm_64(%x: tensor<5x64xf32> {norm.input = "normal:3,2"}, %w: tensor<64xf32> {norm.input = "normal:1,1"}, %b: tensor<64xf32> {norm.input = "normal:1,1"}) -> tensor<5x64xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<5x64xf32>
  return %y : tensor<5x64xf32>
}
func.func @layer_norm_100(%x: tensor<3x100xf32> {norm.input = "normal:3,2"}, %w: tensor<100xf32> {norm.input = "normal:1,1"}, %b: tensor<100xf32> {norm.input = "normal:1,1"}) -> tensor<3x100xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<100xf32>) bias(%b : tensor<100xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x100xf32>
  return %y : tensor<3x100xf32>
}
func.func @layer_norm_768(%x: tensor<3x768xf32> {norm.input = "normal:3,2"}, %w: tensor<768xf32> {norm.input = "normal:1,1"}, %b: tensor<768xf32> {norm.input = "normal:1,1"}) -> tensor<3x768xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<768xf32>) bias(%b : tensor<768xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x768xf32>
  return %y : tensor<3x768xf32>
}
func.func @layer_norm_5120(%x: tensor<2x5120xf32> {norm.input = "normal:3,2"}, %w: tensor<5120xf32> {norm.input = "normal:1,1"}, %b: tensor<5120xf32> {norm.input = "normal:1,1"}) -> tensor<2x5120xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<5120xf32>) bias(%b : tensor<5120xf32>) axes = [1] epsilon = 1.0e-5 : tensor<2x5120xf32>
  return %y : tensor<2x5120xf32>
}
