//===- Passes.td - Passes that mend upstream's route -------*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_UPSTREAMFIXES_PASSES_TD
#define NORM_MLIR_UPSTREAMFIXES_PASSES_TD

include "mlir/Pass/PassBase.td"

def DecomposeUpstreamOpsPass : Pass<"norm-decompose-upstream-ops", "::mlir::func::FuncOp"> {
  let summary = "Write linalg and tensor ops that nothing lowers as ops that something does.";
  let description = [{
    linalg.softmax, linalg.pack, linalg.unpack, the Winograd transforms and tensor.concat
    have a decomposition upstream, which no pass of bufferization or of the way to loops
    applies. Run it before kernels are formed: a softmax becomes one. A slice that drops
    dimensions, and has steps or keeps others of size 1, becomes a slice and a reshape.
    math.clampf becomes a minimum and
    a maximum, as LLVM 23 defines it: LLVM 22 mixes its limits up. math.isinf and
    math.isnormal become comparisons.

    Before:

    ```mlir
    %y = linalg.softmax dimension(1) ins(%x : tensor<4x64xf32>) outs(%init : tensor<4x64xf32>) -> tensor<4x64xf32>
    ```

    After:

    ```mlir
    ins(%x : tensor<4x64xf32>) outs(%lowest : tensor<4xf32>) {
    ins(%x, %max : tensor<4x64xf32>, tensor<4xf32>) outs(%init : tensor<4x64xf32>) {
    ins(%exp : tensor<4x64xf32>) outs(%zero : tensor<4xf32>) {
    ins(%exp, %sum : tensor<4x64xf32>, tensor<4xf32>) outs(%init : tensor<4x64xf32>) {
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect"
  ];
}

def LowerExpandShapesPass : Pass<"norm-lower-expand-shapes"> {
  let summary = "Lower views that split one dimension into several of unknown size.";
  let description = [{
    expand-strided-metadata (LLVM 22) takes one size of each group for unknown and computes it
    from the others, though memref.expand_shape states all of them; of two it crashes. Such a
    view becomes a memref.reinterpret_cast here. Run it before expand-strided-metadata.

    Before:

    ```mlir
    %y = memref.expand_shape %x [[0, 1]] output_shape [%m, %n] : memref<?xf32> into memref<?x?xf32>
    ```

    After:

    ```mlir
    %y = memref.reinterpret_cast %base to offset: [0], sizes: [%m, %n], strides: [%stride, 1] : memref<f32> to memref<?x?xf32>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect"];
}

def LowerCopiesPass : Pass<"norm-lower-copies", "::mlir::func::FuncOp"> {
  let summary = "Lower copies between buffers with strides to memcpy and loops.";
  let description = [{
    memref-to-llvm makes a memcpy of a copy between dense buffers, and of any other a call
    of `memrefCopy`, a function of upstream's runner library. Here it becomes loops over
    the dimensions that are strided on either side around a memcpy of what follows in
    memory, or around the load and store of an element where nothing does. With `parallel`
    threads share the outermost loop of copies of 128 KiB and more, except in functions
    marked `norm.serial`.

    Before:

    ```mlir
    memref.copy %x, %y : memref<7x16xf32, strided<[64, 1], offset: 48>> to memref<7x16xf32>
    ```

    After:

    ```mlir
    scf.for %i = %c0 to %c7 step %c1 {
      %to = llvm.getelementptr
      %from = llvm.getelementptr
      "llvm.intr.memcpy"(%to, %from, %bytes) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i64) -> ()
    ```
  }];
  let options = [
    Option<"parallel", "parallel", "bool", "false", "Share large copies between OpenMP threads.">
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect", "::mlir::memref::MemRefDialect",
    "::mlir::omp::OpenMPDialect", "::mlir::scf::SCFDialect"
  ];
}

def CheckLoweredPass : Pass<"norm-check-lowered", "::mlir::ModuleOp"> {
  let summary = "Report the first op that is not in the LLVM dialect.";
  let description = [{
    The last pass of the pipelines. What no pass has lowered is named at its place in the
    source: the translation to LLVM IR would name the cast in front of it, without a
    location. The pass changes nothing.

    Before:

    ```mlir
    %y = "test.unknown"(%x) : (f32) -> f32
    ```

    After:

    ```mlir
    error: 'test.unknown' op has no lowering to LLVM
    ```
  }];
}

def FreeReductionsPass : Pass<"norm-free-reductions", "::mlir::func::FuncOp"> {
  let summary = "Let float sums of linalg reductions be summed in any order.";
  let description = [{
    A linalg reduction has no order of summation, but the loops that it becomes have one,
    and one chain of thousands of f32 additions loses three digits. Sums of more than 32
    terms are marked `reassoc`, which norm-hoist-accumulators turns into trees of blocks,
    and their loops over kept dimensions go around those over reduced ones. The tree
    depends on the extents alone. Run it on buffers, before loops.

    Before:

    ```mlir
    linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel"]} ins(%x : memref<65536x4xf32>) outs(%y : memref<4xf32>) {
      %sum = arith.addf %out, %in : f32
    ```

    After:

    ```mlir
    linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "reduction"]} ins(%x : memref<65536x4xf32>) outs(%y : memref<4xf32>) {
      %sum = arith.addf %out, %in fastmath<reassoc> : f32
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect"];
}

def FoldEmptyTensorsPass : Pass<"norm-fold-empty-tensors", "::mlir::func::FuncOp"> {
  let summary = "Drop what moves tensors that have no elements.";
  let description = [{
    Upstream's bufferization collapses a `?x0x?` buffer to a type that its verifier
    refuses, and makes slices of pads and concatenations whose offset is the size, which it
    refuses as well. Reshapes, slices and pads without elements become tensor.empty, a pad
    of nothing becomes the padding, an insertion of nothing its destination, and tensor.concat
    forgets operands that are empty. It looks at types only.

    Before:

    ```mlir
    %y = tensor.extract_slice %x[3, 0] [0, 6] [1, 1] : tensor<4x6xf32> to tensor<0x6xf32>
    ```

    After:

    ```mlir
    %y = tensor.empty() : tensor<0x6xf32>
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def CheckBufferizablePass : Pass<"norm-check-bufferizable", "::mlir::ModuleOp"> {
  let summary = "Report the first op on tensors that has no form on buffers.";
  let description = [{
    One-shot bufferization says `op was not bufferized`; this pass before it names the op.
    It changes nothing.

    Before:

    ```mlir
    %y = tensor.gather %x[%i] gather_dims([0]) : (tensor<4x6xf32>, tensor<2x1xindex>) -> tensor<2x1x6xf32>
    ```

    After:

    ```mlir
    error: 'tensor.gather' op has no form on buffers: it can't be compiled
    ```
  }];
}

def FuseElementwisePass : Pass<"norm-fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "Fuse elementwise linalg ops, leaving reshapes where they are.";
  let description = [{
    An elementwise linalg op joins the op that produces its input, where that has no other
    use: no temporary stands between them. Upstream's linalg-fuse-elementwise-ops also
    moves reshapes through the ops that it meets. The small reshape that spreads the
    statistics of group normalization to its channels would become one of the result then,
    and bufferization would copy the result into the caller's buffer.

    Before:

    ```mlir
    %scale = tensor.collapse_shape %factors [[0, 1]] : tensor<3x2xf32> into tensor<6xf32>
    %sum = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<6x4xf32>) outs(%init : tensor<6x4xf32>) {
    %y = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%sum, %scale : tensor<6x4xf32>, tensor<6xf32>) outs(%init : tensor<6x4xf32>) {
    ```

    After:

    ```mlir
    %scale = tensor.collapse_shape %factors [[0, 1]] : tensor<3x2xf32> into tensor<6xf32>
    %y = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%x, %scale : tensor<6x4xf32>, tensor<6xf32>) outs(%init : tensor<6x4xf32>) {
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def SerializeInnerLoopsPass : Pass<"norm-serialize-inner-loops", "::mlir::func::FuncOp"> {
  let summary = "Keep the last dimension of a parallel loop nest sequential.";
  let description = [{
    A parallel nest of two or more dimensions without loops inside becomes a parallel nest
    of all dimensions but the last around a sequential loop: threads share the outer
    dimensions, and LLVM vectorizes the inner loop, which it does not do for a collapsed
    nest. In a function that is marked `norm.serial`, all dimensions become sequential.

    Before:

    ```mlir
    scf.parallel (%i, %j) = (%c0, %c0) to (%n, %m) step (%c1, %c1) {
    ```

    After:

    ```mlir
    scf.parallel (%i) = (%c0) to (%n) step (%c1) {
      scf.for %j = %c0 to %m step %c1 {
    ```
  }];
  let dependentDialects = ["::mlir::scf::SCFDialect"];
}

def KeepRoundingsPass : Pass<"norm-keep-roundings"> {
  let summary = "Keep the conversions that emulated arithmetic rounds with.";
  let description = [{
    Clears the fast-math flags of arith.extf and arith.truncf. Upstream's
    `arith-emulate-unsupported-floats` marks the conversions around each op `contract`, and
    canonicalization then drops a rounding to bf16 or f16 between two ops, which the IR
    states. Run it straight after.

    Before:

    ```mlir
    %y = arith.truncf %x fastmath<contract> : f32 to bf16
    ```

    After:

    ```mlir
    %y = arith.truncf %x : f32 to bf16
    ```
  }];
}

def HoistAccumulatorsPass : Pass<"norm-hoist-accumulators"> {
  let summary = "Carry accumulators through loops in registers, and sum in blocks.";
  let description = [{
    A reduction that was lowered from linalg loads and stores its accumulator in every
    iteration. Where the accumulator's buffer is local to the function or marked as its result,
    so that nothing else in the loop can touch it, this pass carries it as a loop value instead.

    Float sums start at 0 in every loop, and the loop's sum is added to the accumulator
    once. Where the sum has no bits to spare (sums of f32 and less, and f64 sums of f64 elements), loops
    become trees of blocks, so that chains of roundings stay short: an innermost loop that
    reads neighbouring elements has blocks of `block-size`, which LLVM sums in vectors;
    every other loop has blocks of `chain-length`; blocks are added `chain-length` at a time.
    The order of summation depends on the extents alone, never on threads.

    Before:

    ```mlir
    scf.for %j = %c0 to %c8 step %c1 {
      %v = memref.load %x[%j] : memref<8xf64>
      %sum = memref.load %acc[] : memref<f64>
      %next = arith.addf %sum, %v fastmath<reassoc> : f64
      memref.store %next, %acc[] : memref<f64>
    ```

    After:

    ```mlir
    %sum = scf.for %j = %c0 to %c8 step %c1 iter_args(%partial = %zero) -> (f64) {
      %v = memref.load %x[%j] : memref<8xf64>
      %next = arith.addf %partial, %v fastmath<reassoc> : f64
      scf.yield %next : f64
    ```
  }];
  let options = [
    Option<"blockSize", "block-size", "int64_t", "1024", "Neighbouring elements that are summed in vectors.">,
    Option<"chainLength", "chain-length", "int64_t", "16", "Other sums that are added one after the other.">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect"];
}

def CallLibmPass : Pass<"norm-call-libm", "::mlir::ModuleOp"> {
  let summary = "Call libm for functions that LLVM's lowering computes with cancellation.";
  let description = [{
    convert-math-to-llvm computes math.expm1 as exp(x) - 1 and math.log1p as log(1 + x),
    which have no correct digit left where x is small: what the ops are for. They become
    calls of libm before it.

    Before:

    ```mlir
    %y = math.expm1 %x : f32
    ```

    After:

    ```mlir
    %y = call @expm1f(%x) : (f32) -> f32
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::func::FuncDialect", "::mlir::vector::VectorDialect"];
}

def ExpandIntegerPowersPass : Pass<"norm-expand-integer-powers"> {
  let summary = "Write powers with integer exponents as math.powf and products.";
  let description = [{
    LLVM's powi takes one scalar exponent of 32 bits and multiplies as often as it has
    bits, with an error that grows with the exponent; math.ipowi has no counterpart.
    math.fpowi becomes math.powf: of the same type where the exponent is a constant that
    the type holds, else in f64 on the magnitude, with the sign of odd powers put back.
    math.ipowi becomes products of squares.

    Before:

    ```mlir
    %y = math.fpowi %x, %c2 : f32, i32
    ```

    After:

    ```mlir
    %y = math.powf %x, %two : f32
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect"];
}

def ExpandSmallFloatsPass : Pass<"norm-expand-small-floats"> {
  let summary = "Convert to and from floats of 8 bits in integers.";
  let description = [{
    Nothing below arith converts to f8E4M3FN, f8E5M2 and the other formats of 8 bits with a
    sign and a NaN. arith.truncf from f32, f16 and bf16 rounds once, to nearest even;
    beyond the range it gives what APFloat gives: the infinity of formats that have one,
    else NaN. Truncations from f64 go through norm-expand-truncations first, arithmetic
    through `arith-emulate-unsupported-floats`.

    Before:

    ```mlir
    %y = arith.truncf %x : f32 to f8E4M3FN
    ```

    After:

    ```mlir
    %bits = arith.trunci %rounded : i32 to i8
    %y = arith.bitcast %bits : i8 to f8E4M3FN
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect"];
}

def ExpandTruncationsPass : Pass<"norm-expand-truncations"> {
  let summary = "Truncate f64 to 16 or 8 bits through f32, still rounding once.";
  let description = [{
    arith.truncf from f64 to bf16, f16 or 8 bits has no instruction; LLVM calls a function that
    many systems' libraries lack. Two truncations, to f32 and from there, would round
    twice. So the step to f32 rounds to odd: toward zero, with the last bit set where
    anything was lost. Rounding that to 16 bits to nearest is rounding the f64 value once
    (Boldo and Melquiond, 2008).

    Before:

    ```mlir
    %y = arith.truncf %x : f64 to bf16
    ```

    After:

    ```mlir
    %near = arith.truncf %x : f64 to f32
    %odd = arith.bitcast %bits : i32 to f32
    %y = arith.truncf %odd : f32 to bf16
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect"];
}

def ReuseScratchPass : Pass<"norm-reuse-scratch", "::mlir::func::FuncOp"> {
  let summary = "Compute in the buffer that was freed before another of its size is allocated.";
  let description = [{
    The C library gives large buffers back to the system when they are freed, and every
    page of the next one is cleared for it: in a stack of layers that takes as long as a
    kernel. A buffer whose memory is freed becomes the next one of the same type and
    sizes in its block, where no other is allocated between. No more memory is in use than
    before.

    Before:

    ```mlir
    memref.dealloc %a : memref<64x256xf32>
    %b = memref.alloc() : memref<64x256xf32>
    memref.copy %x, %b : memref<64x256xf32> to memref<64x256xf32>
    memref.dealloc %b : memref<64x256xf32>
    ```

    After:

    ```mlir
    memref.copy %x, %a : memref<64x256xf32> to memref<64x256xf32>
    memref.dealloc %a : memref<64x256xf32>
    ```
  }];
  let dependentDialects = ["::mlir::memref::MemRefDialect"];
}

#endif // NORM_MLIR_UPSTREAMFIXES_PASSES_TD
