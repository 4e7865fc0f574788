// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.group_norm(x, 3, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x6x5x7xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<2x6x5x7xf32>, %arg1: tensor<6xf32>, %arg2: tensor<6xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "arith.constant"() <{value = dense<70> : tensor<1xi64>}> : () -> tensor<1xi64>
    %3 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %4 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %5 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_1> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %6 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_2> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %7 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_3> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %8 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_4> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %9 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_5> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %10 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_6> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %11 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_7> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %12 = "stablehlo.reshape"(%arg0) : (tensor<2x6x5x7xf32>) -> tensor<2x3x2x35xf32>
    %13 = "stablehlo.convert"(%12) : (tensor<2x3x2x35xf32>) -> tensor<2x3x2x35xf64>
    %14 = "stablehlo.reduce"(%13, %0) <{dimensions = array<i64: 2, 3>}> ({
    ^bb0(%arg7: tensor<f64>, %arg8: tensor<f64>):
      %70 = "stablehlo.add"(%arg7, %arg8) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%70) : (tensor<f64>) -> ()
    }) : (tensor<2x3x2x35xf64>, tensor<f64>) -> tensor<2x3xf64>
    %15 = "stablehlo.reshape"(%14) : (tensor<2x3xf64>) -> tensor<2x3x1x1xf64>
    %16 = "stablehlo.convert"(%2) : (tensor<1xi64>) -> tensor<1xf64>
    %17 = "stablehlo.reshape"(%16) : (tensor<1xf64>) -> tensor<f64>
    %18 = "stablehlo.broadcast_in_dim"(%17) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<2x3x1x1xf64>
    %19 = "stablehlo.divide"(%15, %18) : (tensor<2x3x1x1xf64>, tensor<2x3x1x1xf64>) -> tensor<2x3x1x1xf64>
    %20 = "stablehlo.broadcast_in_dim"(%19) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x3x1x1xf64>) -> tensor<2x3x2x35xf64>
    %21 = "stablehlo.subtract"(%13, %20) : (tensor<2x3x2x35xf64>, tensor<2x3x2x35xf64>) -> tensor<2x3x2x35xf64>
    %22 = "stablehlo.multiply"(%21, %21) : (tensor<2x3x2x35xf64>, tensor<2x3x2x35xf64>) -> tensor<2x3x2x35xf64>
    %23 = "stablehlo.reduce"(%22, %0) <{dimensions = array<i64: 2, 3>}> ({
    ^bb0(%arg5: tensor<f64>, %arg6: tensor<f64>):
      %69 = "stablehlo.add"(%arg5, %arg6) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%69) : (tensor<f64>) -> ()
    }) : (tensor<2x3x2x35xf64>, tensor<f64>) -> tensor<2x3xf64>
    %24 = "stablehlo.reshape"(%23) : (tensor<2x3xf64>) -> tensor<2x3x1x1xf64>
    %25 = "stablehlo.divide"(%24, %18) : (tensor<2x3x1x1xf64>, tensor<2x3x1x1xf64>) -> tensor<2x3x1x1xf64>
    %26 = "stablehlo.convert"(%25) : (tensor<2x3x1x1xf64>) -> tensor<2x3x1x1xf32>
    %27 = "stablehlo.reduce"(%12, %1) <{dimensions = array<i64: 2, 3>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %68 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%68) : (tensor<f32>) -> ()
    }) : (tensor<2x3x2x35xf32>, tensor<f32>) -> tensor<2x3xf32>
    %28 = "stablehlo.reshape"(%27) : (tensor<2x3xf32>) -> tensor<2x3x1x1xf32>
    %29 = "stablehlo.convert"(%2) : (tensor<1xi64>) -> tensor<1xf32>
    %30 = "stablehlo.reshape"(%29) : (tensor<1xf32>) -> tensor<f32>
    %31 = "stablehlo.broadcast_in_dim"(%30) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3x1x1xf32>
    %32 = "stablehlo.divide"(%28, %31) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %33 = "stablehlo.convert"(%3) : (tensor<1xf64>) -> tensor<1xf32>
    %34 = "stablehlo.reshape"(%33) : (tensor<1xf32>) -> tensor<f32>
    %35 = "stablehlo.broadcast_in_dim"(%34) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3x1x1xf32>
    %36 = "stablehlo.add"(%26, %35) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %37 = "stablehlo.rsqrt"(%36) : (tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %38 = "stablehlo.reshape"(%arg1) : (tensor<6xf32>) -> tensor<1x3x2x1xf32>
    %39 = "stablehlo.broadcast_in_dim"(%37) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x3x1x1xf32>) -> tensor<2x3x2x1xf32>
    %40 = "stablehlo.broadcast_in_dim"(%38) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %41 = "stablehlo.multiply"(%39, %40) : (tensor<2x3x2x1xf32>, tensor<2x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %42 = "stablehlo.negate"(%32) : (tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %43 = "stablehlo.broadcast_in_dim"(%42) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x3x1x1xf32>) -> tensor<2x3x2x1xf32>
    %44 = "stablehlo.multiply"(%43, %41) : (tensor<2x3x2x1xf32>, tensor<2x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %45 = "stablehlo.reshape"(%arg2) : (tensor<6xf32>) -> tensor<1x3x2x1xf32>
    %46 = "stablehlo.broadcast_in_dim"(%45) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %47 = "stablehlo.add"(%44, %46) : (tensor<2x3x2x1xf32>, tensor<2x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %48 = "stablehlo.reshape"(%4) : (tensor<2x6xi64>) -> tensor<2x6x1xi64>
    %49 = "stablehlo.reshape"(%5) : (tensor<2x6xi64>) -> tensor<2x6x1xi64>
    %50 = "stablehlo.reshape"(%6) : (tensor<2x6xi64>) -> tensor<2x6x1xi64>
    %51 = "stablehlo.reshape"(%7) : (tensor<2x6xi64>) -> tensor<2x6x1xi64>
    %52 = "stablehlo.concatenate"(%48, %49, %50, %51) <{dimension = 2 : i64}> : (tensor<2x6x1xi64>, tensor<2x6x1xi64>, tensor<2x6x1xi64>, tensor<2x6x1xi64>) -> tensor<2x6x4xi64>
    %53 = "stablehlo.gather"(%41, %52) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0, 1, 2, 3], start_index_map = [0, 1, 2, 3], index_vector_dim = 2>, slice_sizes = array<i64: 1, 1, 1, 1>}> : (tensor<2x3x2x1xf32>, tensor<2x6x4xi64>) -> tensor<2x6xf32>
    %54 = "stablehlo.reshape"(%8) : (tensor<2x6xi64>) -> tensor<2x6x1xi64>
    %55 = "stablehlo.reshape"(%9) : (tensor<2x6xi64>) -> tensor<2x6x1xi64>
    %56 = "stablehlo.reshape"(%10) : (tensor<2x6xi64>) -> tensor<2x6x1xi64>
    %57 = "stablehlo.reshape"(%11) : (tensor<2x6xi64>) -> tensor<2x6x1xi64>
    %58 = "stablehlo.concatenate"(%54, %55, %56, %57) <{dimension = 2 : i64}> : (tensor<2x6x1xi64>, tensor<2x6x1xi64>, tensor<2x6x1xi64>, tensor<2x6x1xi64>) -> tensor<2x6x4xi64>
    %59 = "stablehlo.gather"(%47, %58) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0, 1, 2, 3], start_index_map = [0, 1, 2, 3], index_vector_dim = 2>, slice_sizes = array<i64: 1, 1, 1, 1>}> : (tensor<2x3x2x1xf32>, tensor<2x6x4xi64>) -> tensor<2x6xf32>
    %60 = "stablehlo.reshape"(%53) : (tensor<2x6xf32>) -> tensor<2x6x1xf32>
    %61 = "stablehlo.reshape"(%60) : (tensor<2x6x1xf32>) -> tensor<2x6x1x1xf32>
    %62 = "stablehlo.reshape"(%59) : (tensor<2x6xf32>) -> tensor<2x6x1xf32>
    %63 = "stablehlo.reshape"(%62) : (tensor<2x6x1xf32>) -> tensor<2x6x1x1xf32>
    %64 = "stablehlo.broadcast_in_dim"(%61) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x6x1x1xf32>) -> tensor<2x6x5x7xf32>
    %65 = "stablehlo.multiply"(%arg0, %64) : (tensor<2x6x5x7xf32>, tensor<2x6x5x7xf32>) -> tensor<2x6x5x7xf32>
    %66 = "stablehlo.broadcast_in_dim"(%63) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x6x1x1xf32>) -> tensor<2x6x5x7xf32>
    %67 = "stablehlo.add"(%65, %66) : (tensor<2x6x5x7xf32>, tensor<2x6x5x7xf32>) -> tensor<2x6x5x7xf32>
    "func.return"(%67) : (tensor<2x6x5x7xf32>) -> ()
  }) : () -> ()
}) : () -> ()

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_2_6_torch.int64: "0x08000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000010000000000000001000000000000000100000000000000010000000000000001000000000000000100000000000000",
      torch_tensor_2_6_torch.int64_1: "0x08000000000000000000000000000000000000000100000000000000010000000000000002000000000000000200000000000000000000000000000000000000000000000100000000000000010000000000000002000000000000000200000000000000",
      torch_tensor_2_6_torch.int64_2: "0x08000000000000000000000001000000000000000000000000000000010000000000000000000000000000000100000000000000000000000000000001000000000000000000000000000000010000000000000000000000000000000100000000000000",
      torch_tensor_2_6_torch.int64_3: "0x08000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_2_6_torch.int64_4: "0x08000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000010000000000000001000000000000000100000000000000010000000000000001000000000000000100000000000000",
      torch_tensor_2_6_torch.int64_5: "0x08000000000000000000000000000000000000000100000000000000010000000000000002000000000000000200000000000000000000000000000000000000000000000100000000000000010000000000000002000000000000000200000000000000",
      torch_tensor_2_6_torch.int64_6: "0x08000000000000000000000001000000000000000000000000000000010000000000000000000000000000000100000000000000000000000000000001000000000000000000000000000000010000000000000000000000000000000100000000000000",
      torch_tensor_2_6_torch.int64_7: "0x08000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    }
  }
#-}
