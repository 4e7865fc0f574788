// torch-mlir 20261001, torch 2.13.0, to torch.
// self.norm = nn.LayerNorm(11)
// self.norm.weight.data.copy_((torch.arange(11) + 4) / 8)
// self.norm.bias.data.copy_((torch.arange(11) - 5) / 4)
// self.norm(x)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],f32>) -> !torch.vtensor<[3,5,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],f32>):
    %0 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %1 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %2 = "torch.vtensor.literal"() <{value = dense_resource<torch_tensor_11_torch.float32_1> : tensor<11xf32>}> : () -> !torch.vtensor<[11],f32>
    %3 = "torch.vtensor.literal"() <{value = dense_resource<torch_tensor_11_torch.float32> : tensor<11xf32>}> : () -> !torch.vtensor<[11],f32>
    %4 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %5 = "torch.prim.ListConstruct"(%4) : (!torch.int) -> !torch.list<int>
    %6 = "torch.aten.layer_norm"(%arg0, %5, %3, %2, %1, %0) : (!torch.vtensor<[3,5,11],f32>, !torch.list<int>, !torch.vtensor<[11],f32>, !torch.vtensor<[11],f32>, !torch.float, !torch.bool) -> !torch.vtensor<[3,5,11],f32>
    "func.return"(%6) : (!torch.vtensor<[3,5,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_11_torch.float32_1: "0x040000000000A0BF000080BF000040BF000000BF000080BE000000000000803E0000003F0000403F0000803F0000A03F",
      torch_tensor_11_torch.float32: "0x040000000000003F0000203F0000403F0000603F0000803F0000903F0000A03F0000B03F0000C03F0000D03F0000E03F"
    }
  }
#-}
