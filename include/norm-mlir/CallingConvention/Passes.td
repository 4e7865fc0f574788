//===- Passes.td - Entries of compiled functions -----------*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CALLINGCONVENTION_PASSES_TD
#define NORM_MLIR_CALLINGCONVENTION_PASSES_TD

include "mlir/Pass/PassBase.td"

def CreatePreparePass : Pass<"norm-create-prepare", "::mlir::ModuleOp"> {
  let summary = "Create the __prepare entry of every public function from its requirements and result sizes.";
  let description = [{
    For each public function `@f` on ranked tensors and scalars this pass creates

    ```
    int32_t f__prepare(inputs..., int64_t *out_sizes, char *msg, int64_t msg_len)
    ```

    It requires the sizes that the inputs' types state, evaluates every norm.require of
    `@f` and stores the sizes of all results, one after the other, to `out_sizes`; a scalar
    has none. It returns 0, or 1 as soon as a requirement fails; then `msg` holds its text, cut
    to `msg_len` bytes with the ending 0. In a loop or a branch that is after the loop or the
    branch. Sizes that are computed, as from a scalar, are refused below 0. Its inputs have types
    without sizes, because it is what checks them. It reads sizes only, no element, wherever the sizes do
    not depend on elements. The requirements leave `@f`. Functions that `@f` calls must have been inlined, and
    named ops generalized.

    Before:

    ```mlir
    norm.require %ok, "expects 4 channels; got {0}"(%n : index)
    ```

    After, in @f__prepare:

    ```mlir
      cf.cond_br %ok, ^bb1, ^bb2
    ^bb2:
      %written = llvm.call @snprintf(%msg, %len, %format, %value)
      return %one : i32
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect", "::mlir::func::FuncDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::norm::NormDialect", "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect"
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

def RefineResultsPass : Pass<"norm-refine-results", "::mlir::ModuleOp"> {
  let summary = "Return tensors of the sizes that are known of them.";
  let description = [{
    A public function that returns casts of tensors to types of fewer known sizes returns
    the tensors themselves: a buffer of a known size is the caller's then, where one of
    another type would be copied to it. Callers pass the same descriptors. A function that
    the module itself calls keeps its type.

    Before:

    ```mlir
    func.func @f(%x: tensor<4xf32>) -> tensor<?xf32> {
      %y = math.exp %x : tensor<4xf32>
      %z = tensor.cast %y : tensor<4xf32> to tensor<?xf32>
      return %z : tensor<?xf32>
    }
    ```

    After:

    ```mlir
    func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
      %y = math.exp %x : tensor<4xf32>
      return %y : tensor<4xf32>
    }
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
    both entries compute the same bits. Where an if clause does not hold, `f` calls them for
    all of the range itself.

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

def CheckScratchPass : Pass<"norm-check-scratch", "::mlir::ModuleOp"> {
  let summary = "Return from a function where malloc has no memory for it.";
  let description = [{
    Where a call of `malloc` in the blocks of a function gives null, the function frees what
    it has allocated and returns: void, or 1 from a `__prepare`. Memory that threads
    allocate for themselves, inside of a region, is not checked, nor that of functions which
    return buffers to others of their module.

    Before:

    ```mlir
    %p = llvm.call @malloc(%bytes) : (i64) -> !llvm.ptr
    ```

    After:

    ```mlir
    %p = llvm.call @malloc(%bytes) : (i64) -> !llvm.ptr
    llvm.store %p, %slot : !llvm.ptr, !llvm.ptr
    %fails = llvm.icmp "eq" %p, %null : !llvm.ptr
    llvm.cond_br %fails, ^bb2, ^bb1
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def OutlineLoopsPass : Pass<"norm-outline-loops", "::mlir::ModuleOp"> {
  let summary = "Make functions of the loops of long functions.";
  let description = [{
    In a function of more than `most-loops` loops or kernels, each that stands outside of
    all others becomes a function of what it reads, and those that are equal, as in the
    layers of a model, become one. The time that LLVM takes for a function grows faster
    than its length; a call costs nothing beside a loop. Constants are repeated.

    Before:

    ```mlir
    func.func @f(%x: memref<8xf32>) {
      scf.for %i = %c0 to %c8 step %c1 {
    ```

    After:

    ```mlir
    func.func @f(%x: memref<8xf32>) {
      call @f__part(%x) : (memref<8xf32>) -> ()
    ```
  }];
  let options = [
    Option<"mostLoops", "most-loops", "int64_t", "12", "Loops of a function that stays as it is.">
  ];
  let dependentDialects = ["::mlir::func::FuncDialect", "::mlir::LLVM::LLVMDialect"];
}

def PlaceScratchPass : Pass<"norm-place-scratch", "::mlir::ModuleOp"> {
  let summary = "Take scratch of the device from one buffer that the caller gives.";
  let description = [{
    For code of a GPU, where allocating may wait for all work. The scratch of a public
    function `f`, of sizes that follow from those of its inputs, becomes views of one buffer:
    a last argument of `f`, marked `norm.scratch`. Its bytes are stored by `f__prepare`,
    to an address that follows `out_sizes`. Views begin at multiples of 256 bytes. What a loop
    carries or a branch gives, and what has a size that is computed from elements, stays as it is.

    Before:

    ```mlir
    func.func @f(%x: memref<?x8xf32>) {
      %n = memref.dim %x, %c0 : memref<?x8xf32>
      %s = gpu.alloc (%n) : memref<?xf32>
    ```

    After:

    ```mlir
    func.func @f(%x: memref<?x8xf32>, %scratch: memref<?xi8> {norm.scratch}) {
      %n = memref.dim %x, %c0 : memref<?x8xf32>
      %s = memref.view %scratch[%c0][%n] : memref<?xi8> to memref<?xf32>
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::gpu::GPUDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::memref::MemRefDialect", "::mlir::norm::NormDialect"
  ];
}

def PassStreamPass : Pass<"norm-pass-stream", "::mlir::ModuleOp"> {
  let summary = "Launch device code on the caller's stream and return what failed.";
  let description = [{
    Public functions with an argument for scratch get three more, `void *stream`,
    `char *msg` and `int64_t msg_len`, and return 0, or 1 with the text of the first
    error in `msg`. Launches are on the stream, and so is scratch that is allocated.
    The function waits for nothing, unless its host code reads an element.

    Before:

    ```mlir
    func.func @f(%x: memref<4xf32>, %scratch: memref<?xi8> {norm.scratch}) {
      gpu.launch_func @norm_kernels::@f_kernel blocks in (%c1, %c1, %c1) threads in (%c32, %c1, %c1) args(%p : memref<f32>)
      return
    ```

    After:

    ```mlir
    func.func @f(%x: memref<4xf32>, %scratch: memref<?xi8> {norm.scratch}, %stream: !llvm.ptr, %msg: !llvm.ptr, %length: i64) -> i32 {
      %token = builtin.unrealized_conversion_cast %stream : !llvm.ptr to !gpu.async.token
      %done = gpu.launch_func async [%token] @norm_kernels::@f_kernel blocks in (%c1, %c1, %c1) threads in (%c32, %c1, %c1) args(%p : memref<f32>)
      %status = llvm.call @normDeviceStatus(%msg, %length) : (!llvm.ptr, i64) -> i32
      return %status : i32
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect", "::mlir::gpu::GPUDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::memref::MemRefDialect", "::mlir::norm::NormDialect"
  ];
}

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

def SeparateResultsPass : Pass<"norm-separate-results", "::mlir::func::FuncOp"> {
  let summary = "Copy buffers that are returned again.";
  let description = [{
    The caller gives a buffer for each result. Two results may come out of bufferization
    as one buffer, where a tensor is returned twice, or where one result is a tensor.empty
    that another is computed in.

    Before:

    ```mlir
    return %y, %y : memref<4xf32>, memref<4xf32>
    ```

    After:

    ```mlir
    %copy = memref.alloc() : memref<4xf32>
    memref.copy %y, %copy : memref<4xf32> to memref<4xf32>
    return %y, %copy : memref<4xf32>, memref<4xf32>
    ```
  }];
  let dependentDialects = ["::mlir::memref::MemRefDialect"];
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

#endif // NORM_MLIR_CALLINGCONVENTION_PASSES_TD
