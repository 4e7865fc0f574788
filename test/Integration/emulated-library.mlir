// Functions that only the device library of CUDA has: the emulator takes those of this machine, and PTX without a toolkit
// is refused.
// RUN: norm-runner %s --all --verify --target=emulate | FileCheck %s
// RUN: env -u CUDA_HOME -u CUDA_PATH -u CUDA_ROOT not norm-compile %s --target=cuda --emit=ptx -o - 2>&1 | FileCheck %s --check-prefix=PTX
// CHECK: 2 passed, 0 failed
// PTX:   norm-compile: {{.+}}expects device code that calls nothing outside of it; got a call of __nv_{{.+}}, which is in a CUDA toolkit's device library

func.func @f32(%x: tensor<5x64xf32>) -> (tensor<5x64xf32>, tensor<5x64xf32>) {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<5x64xf32>
  %s = math.sin %y : tensor<5x64xf32>
  %a = math.atan2 %s, %x : tensor<5x64xf32>
  %t = math.tan %x : tensor<5x64xf32>
  return %a, %t : tensor<5x64xf32>, tensor<5x64xf32>
}

func.func @bf16(%x: tensor<3x65xbf16>) -> tensor<3x65xbf16> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x65xbf16>
  %c = math.cos %y : tensor<3x65xbf16>
  return %c : tensor<3x65xbf16>
}
