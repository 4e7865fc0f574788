//===- Passes.td - Passes that only pipelines need ---------*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_PIPELINES_PASSES_TD
#define NORM_MLIR_PIPELINES_PASSES_TD

include "mlir/Pass/PassBase.td"

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

def AcceptStridesPass : Pass<"norm-accept-strides", "::mlir::ModuleOp"> {
  let summary = "Take arguments of any strides where kernels alone use them.";
  let description = [{
    The arguments of a public function whose users are norm.kernel ops get a layout with
    any offset and strides: the caller may pass a slice or a transposed view without a
    copy. A function that the module itself calls keeps its type. Kernels choose at run time between code for dense rows and code for any strides.

    Before:

    ```mlir
    func.func @f(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
    ```

    After:

    ```mlir
    func.func @f(%x: memref<4x8xf32, strided<[?, ?], offset: ?>>, %y: memref<4x8xf32, strided<[?, ?], offset: ?>>) {
    ```
  }];
}

def CreateSerialEntriesPass : Pass<"norm-create-serial-entries", "::mlir::ModuleOp"> {
  let summary = "Create an entry without threads beside every public function.";
  let description = [{
    A copy `f__serial` of every public function `f` is marked `norm.serial`: later passes
    start no threads in it. It is for hosts that have threads of their own. Loops that are on
    threads already, those of kernels, become functions of a range of iterations, which `f` calls
    for the range of each thread and `f__serial` for all of it. So they are compiled once, and
    both entries compute the same bits.

    Before:

    ```mlir
    func.func @f(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
    ```

    After:

    ```mlir
    func.func @f__serial(%x: memref<4x8xf32>, %y: memref<4x8xf32>) attributes {norm.serial} {
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect", "::mlir::norm::NormDialect",
    "::mlir::scf::SCFDialect"
  ];
}

def ProtectArgumentsPass : Pass<"norm-protect-arguments", "::mlir::func::FuncOp"> {
  let summary = "Mark the arguments of public functions as not writable, and separate results.";
  let description = [{
    A caller's input must not be written. Without this, bufferization may compute an
    elementwise op in place of an argument that is not read afterwards. A tensor that is
    returned twice is copied, since the caller gives a buffer for each result.

    Before:

    ```mlir
    func.func @relu(%x: tensor<4xf32>) -> tensor<4xf32> {
    ```

    After:

    ```mlir
    func.func @relu(%x: tensor<4xf32> {bufferization.writable = false}) -> tensor<4xf32> {
    ```
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect"];
}

def BoxScalarResultsPass : Pass<"norm-box-scalar-results", "::mlir::func::FuncOp"> {
  let summary = "Return the scalar results of public functions in tensors of rank 0.";
  let description = [{
    Scalar results become tensors of rank 0, marked `norm.scalar`. So bufferization gives
    all results of a function places of the caller's, in their order; norm-pass-scalars
    makes these places addresses of scalars.

    Before:

    ```mlir
    func.func @g(%x: tensor<4xf32>, %s: f32) -> (f32, tensor<4xf32>) {
    ```

    After:

    ```mlir
    func.func @g(%x: tensor<4xf32>, %s: f32) -> (tensor<f32> {norm.scalar}, tensor<4xf32>) {
      %boxed = tensor.from_elements %s : tensor<f32>
    ```
  }];
  let dependentDialects = ["::mlir::norm::NormDialect", "::mlir::tensor::TensorDialect"];
}

def PassScalarsPass : Pass<"norm-pass-scalars", "::mlir::func::FuncOp"> {
  let summary = "Pass the scalars of public functions as C does.";
  let description = [{
    The buffer of rank 0 of a scalar result becomes the address of a scalar. Scalars for
    which C has no type are passed in integers: floats of 16 and 8 bits as their bits, i1
    as a byte, of which any value but 0 is true. All others are passed as they are. The
    functions are marked for an entry that C can call, which takes buffers by the addresses of
    their descriptors.

    Before:

    ```mlir
    func.func @g(%x: memref<4xf32>, %h: bf16, %y: memref<bf16> {norm.scalar}) {
    ```

    After:

    ```mlir
    func.func @g(%x: memref<4xf32>, %bits: i16, %address: !llvm.ptr) attributes {llvm.emit_c_interface} {
      %h = arith.bitcast %bits : i16 to bf16
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect", "::mlir::norm::NormDialect"
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

def HoistAccumulatorsPass : Pass<"norm-hoist-accumulators", "::mlir::func::FuncOp"> {
  let summary = "Carry accumulators through loops in registers, and sum in blocks.";
  let description = [{
    A reduction that was lowered from linalg loads and stores its accumulator in every
    iteration. Where the accumulator's buffer is local to the function, so that nothing
    else in the loop can touch it, this pass carries it as a loop value instead.

    Float sums start at 0 in every loop, and the loop's sum is added to the accumulator
    once. Where the sum has no bits to spare (f32 sums, and f64 sums of f64 elements), loops
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

def ExpandTruncationsPass : Pass<"norm-expand-truncations"> {
  let summary = "Truncate f64 to 16 bits through f32, still rounding once.";
  let description = [{
    arith.truncf from f64 to bf16 or f16 has no instruction; LLVM calls a function that
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

def NameEntriesPass : Pass<"norm-name-entries", "::mlir::ModuleOp"> {
  let summary = "Give the C entry points the names of the functions they stand for.";
  let description = [{
    Lowering to LLVM leaves @f, which takes memref descriptors field by field, and
    @_mlir_ciface_f, which takes pointers to descriptors. The calling convention is the
    second under the first one's name: @f becomes the private @f__body, and
    @_mlir_ciface_f becomes @f.

    Before:

    ```mlir
    llvm.func @_mlir_ciface_f(%x: !llvm.ptr) attributes {llvm.emit_c_interface} {
      llvm.call @f(%p) : (!llvm.ptr) -> ()
    ```

    After:

    ```mlir
    llvm.func @f(%x: !llvm.ptr) attributes {llvm.emit_c_interface} {
      llvm.call @f__body(%p) : (!llvm.ptr) -> ()
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // NORM_MLIR_PIPELINES_PASSES_TD
