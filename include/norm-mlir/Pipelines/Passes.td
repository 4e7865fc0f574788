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

def ProtectArgumentsPass : Pass<"norm-protect-arguments", "::mlir::func::FuncOp"> {
  let summary = "Mark the arguments of public functions as not writable.";
  let description = [{
    A caller's input must not be written. Without this, bufferization may compute an
    elementwise op in place of an argument that is not read afterwards.

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

def SerializeInnerLoopsPass : Pass<"norm-serialize-inner-loops", "::mlir::func::FuncOp"> {
  let summary = "Keep the last dimension of a parallel loop nest sequential.";
  let description = [{
    A parallel nest of two or more dimensions without loops inside becomes a parallel nest
    of all dimensions but the last around a sequential loop: threads share the outer
    dimensions, and LLVM vectorizes the inner loop, which it does not do for a collapsed
    nest.

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

def HoistAccumulatorsPass : Pass<"norm-hoist-accumulators", "::mlir::func::FuncOp"> {
  let summary = "Carry accumulators through loops in registers, and sum in blocks.";
  let description = [{
    A reduction that was lowered from linalg loads and stores its accumulator in every
    iteration. Where the accumulator's buffer is local to the function, so that nothing
    else in the loop can touch it, this pass carries it as a loop value instead.

    Float sums start at 0 in every loop, and the loop's sum is added to the accumulator
    once; innermost loops longer than `block-size` are split into blocks. So no chain of
    roundings is longer than a block, whatever the size. The order of summation depends on
    the extents alone, never on threads.

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
  let options = [Option<"blockSize", "block-size", "int64_t", "1024", "Elements that are summed in one chain.">];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect"];
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
