//===- Passes.td - Passes that make kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_PASSES_TD
#define NORM_MLIR_KERNEL_PASSES_TD

include "mlir/Pass/PassBase.td"

def FormKernelsPass : Pass<"norm-form-kernels", "::mlir::func::FuncOp"> {
  let summary = "Fuse linalg ops on tensors into norm.kernel ops.";
  let description = [{
    Connected linalg.generic ops of a block, in whatever region, become one `norm.kernel`
    where one iteration space holds them and all reductions are over the same of its
    dimensions. Reshapes that split or join dimensions, slices of first elements, windows
    and margins (`tensor.pad`) are absorbed into the maps of its operands; axes of size 1
    are no dimensions; fills and splats become scalars. What does not fit stays as it is,
    for the upstream route; so does an op that another sweep would compute again, where
    that takes longer than to store and read a tensor. `remarks` says why.

    Sizes need not be expressed by sizes of arguments, nor equal ones be one value.

    Before:

    ```mlir
    %sum = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%zero : tensor<4xf32>) {
    %y = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%x, %sum : tensor<4x8xf32>, tensor<4xf32>) outs(%init : tensor<4x8xf32>) {
    ```

    After:

    ```mlir
    %y = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%init : tensor<4x8xf32>) maps = [#map, #map] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [1] : f32
      %q = arith.divf %a, %s : f32
      norm.yield %q : f32
    } -> tensor<4x8xf32>
    ```
  }];
  let options = [
    Option<"target", "target", "std::string", "\"cpu\"", "The target whose cost model decides.">,
    Option<"remarks", "remarks", "bool", "false", "Remark on ops that are not fused, with the reason.">
  ];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect", "::mlir::norm::NormDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def KernelsToLinalgPass : Pass<"norm-kernels-to-linalg", "::mlir::func::FuncOp"> {
  let summary = "Write norm.kernel ops on tensors as linalg.generic ops.";
  let description = [{
    The inverse of `norm-form-kernels`, for the upstream route. The reductions that follow
    as many others, over the same points, become one op; so do the values between them that
    are used at more points than they vary over, and neighbouring results. Conversions are
    repeated where they are used. Maps that split a dimension become reshapes; first
    elements that may not exist, slices; windows, reads in the body, as
    `convert-norm-to-linalg` makes them. From these `norm-form-kernels` makes the same
    kernel again. Maps that it does not make become reads in the body too. A schedule is
    dropped. It takes every kernel on tensors; kernels on buffers stay as they are.

    Before:

    ```mlir
    %y = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%init : tensor<4x8xf32>) maps = [#map, #map] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [1] : f32
      %q = arith.divf %a, %s : f32
      norm.yield %q : f32
    ```

    After:

    ```mlir
    %sum = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%zero : tensor<4xf32>) {
    %y = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%x, %sum : tensor<4x8xf32>, tensor<4xf32>) outs(%init : tensor<4x8xf32>) {
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect"
  ];
}

def ReportKernelsPass : Pass<"norm-report-kernels", "::mlir::func::FuncOp"> {
  let summary = "Remark on how norm.kernel ops walk over memory.";
  let description = [{
    Changes nothing. For every norm.kernel a remark says how its operands lie in memory,
    how many sweeps it takes over them, and what each of these does: the reductions that it
    forms, the results that it writes, and the bytes that it reads and writes, where sizes
    are known. Results of one element per group are written between the sweeps or after
    them.

    - *rows*: vectors run along what is reduced;
    - *columns*: vectors run along what is kept, each lane a group;
    - *lanes*: vectors run along what is reduced, of which only a part is next to each other;
    - *window*: each element reads its neighbours;
    - *points*: nothing is reduced.

    ```mlir
    // After it the same, with a remark: rows, 2 sweeps: 1 reduction, 128 bytes; 1 result, 256 bytes
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
    ```

    With `plan`, the remark is the plan that an emitter writes: the loops, what each of
    them computes, the accumulators.
  }];
  let options = [Option<"plan", "plan", "bool", "false", "Say how the sweeps are written, step by step.">];
}

def SelectSchedulePass : Pass<"norm-select-schedule", "::mlir::func::FuncOp"> {
  let summary = "Choose how norm.kernel ops run.";
  let description = [{
    Gives every norm.kernel without a schedule one, for a CPU or (`target=nvvm`) a GPU: the
    dimension that vectors run along is
    the one whose neighbours most operands have next to each other in memory. On a GPU, groups
    whose size is known at run time get a chain of schedules, for short ones and longer ones,
    and long ones are shared by the blocks of a cluster where the chip has them. What the
    module's target description (`dlti.target_system_spec`) says of its device "CPU" goes
    before the options: `max_vector_op_width`, in bits, and `L3_cache_size_in_bytes` or
    `L2_cache_size_in_bytes`.

    Before:

    ```mlir
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
    ```

    After:

    ```mlir
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, tail = masked> {
    ```
  }];
  let options = [
    Option<"target", "target", "std::string", "\"cpu\"", "What the schedule is for: cpu or nvvm.">,
    Option<"chip", "chip", "std::string", "\"\"", "The GPU's name for ptxas; empty for any.">,
    Option<"vectorBits", "vector-bits", "int64_t", "256", "Bits of a vector register, of a CPU.">,
    Option<"cacheBytes", "cache-bytes", "int64_t", "33554432", "Bytes of the last level of cache, of a CPU.">,
    Option<"nativeBF16", "native-bf16", "bool", "false", "Whether a CPU has AVX512-BF16.">
  ];
}

def SplitKernelsPass : Pass<"norm-split-kernels", "::mlir::func::FuncOp"> {
  let summary = "Split norm.kernel ops whose sweeps share nothing in the cache.";
  let description = [{
    Where groups are long (with vectors along a kept dimension, as in batch normalization of
    channel-last images, from 1024 elements on; else from 2^20 on), where a group's few neighbours in memory alternate with other
    groups' (group normalization of such images), and where rows would compute the same
    again (batch normalization in inference), a kernel on buffers becomes several: those
    that reduce, those that compute what stands between the sweeps, once per group, into
    small buffers, and one that walks the space without reductions.

    On a GPU, groups are long where one block would be left with them while others have
    nothing to do: columns from 256 rows on, images from 2^14 elements on (2^17 where blocks
    form clusters). Their sums are formed by blocks (`norm.reduce ... by`), which the last
    kernel adds up, and writes results of a group, too; of columns of a size known at run time
    a kernel in between does. Channels and values without reductions are left as they are.

    It decides from the reduced sizes and the layout alone.

    Before:

    ```mlir
    norm.kernel sizes = [4096, 8] ins(%x : memref<4096x8xf32>) outs(%y : memref<4096x8xf32>) maps = [#map, #map] {
    ```

    After:

    ```mlir
    norm.kernel sizes = [4096, 8] ins(%x : memref<4096x8xf32>) outs(%sums : memref<8xf32>) maps = [#map, #map1] {
    norm.kernel sizes = [4096, 8] ins(%x, %sums : memref<4096x8xf32>, memref<8xf32>) outs(%y : memref<4096x8xf32>) maps = [#map, #map1, #map] {
    ```
  }];
  let options = [
    Option<"target", "target", "std::string", "\"cpu\"", "The target whose cost model decides.">,
    Option<"chip", "chip", "std::string", "\"\"", "The GPU's name for ptxas; empty for any.">
  ];
  let dependentDialects = ["::mlir::affine::AffineDialect", "::mlir::memref::MemRefDialect"];
}

def FillEmptyGroupsPass : Pass<"norm-fill-empty-groups", "::mlir::func::FuncOp"> {
  let summary = "Write the results of norm.kernel ops that exist though their space is empty.";
  let description = [{
    A result that does not vary along some dimension has elements even where that dimension
    has size 0, and the loops that write it visit no point. Before a kernel on buffers for
    which sizes do not exclude it, a kernel of that result alone is run where the size is
    0: its reductions give what they start with. It is marked `norm.cold`: it gets no
    schedule and no threads.

    Run it once, before the kernels are emitted; twice, it does the same work twice.

    Before:

    ```mlir
    norm.kernel sizes = [%m, %n] ins(%x, %w : memref<?x?xf32>, memref<?xf32>) outs(%y, %z : memref<?x?xf32>, memref<?xf32>) maps = [#map, #map1, #map, #map1] {
    ```

    After:

    ```mlir
    scf.if %is_empty {
      norm.kernel sizes = [1, %n] ins(%w : memref<?xf32>) outs(%z : memref<?xf32>) maps = [#map1, #map1] attributes {norm.cold} {
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::scf::SCFDialect"];
}

def BlockReductionsPass : Pass<"norm-block-reductions", "::mlir::func::FuncOp"> {
  let summary = "Reduce long groups by blocks, then add the blocks up.";
  let description = [{
    A kernel whose outer reductions (norm.kernel, C7) leave it beside other results combines 16
    groups one after the other in a buffer that stays in the cache, and a second kernel adds
    the buffers of all such blocks up: each tensor is read once for both. A kernel on buffers that only reduces, and much (columns of 512 rows or more, rows of
    more than 2^20 elements), becomes two: one that reduces blocks, into a buffer with an
    element for each, and one that adds them. Threads share a group then, and columns are
    in the cache while the vectors of a block's rows are visited one after the other.

    On a GPU (`target=nvvm`), what `norm-split-kernels` takes for long is.

    Blocks depend on the reduced sizes and the layout alone, so a group's bits do too.

    Before:

    ```mlir
    norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%y : memref<8xf32>) maps = [#map, #map1] {
      %s = norm.reduce <add> %a over [0] : f32
    ```

    After:

    ```mlir
    norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%parts : memref<8x8xf32>) maps = [#map, #map2] {
      %s = norm.reduce <add> %a over [0] by 128 : f32
    norm.kernel sizes = [8, 1, 8] ins(%parts : memref<8x8xf32>) outs(%y : memref<8xf32>) maps = [#map3, #map4] {
      %s = norm.reduce <add> %a over [0] : f32
    ```
  }];
  let options = [Option<"target", "target", "std::string", "\"cpu\"", "The target whose cost model decides.">];
  let dependentDialects = ["::mlir::affine::AffineDialect", "::mlir::memref::MemRefDialect"];
}

def EmitCPUPass : Pass<"norm-emit-cpu", "::mlir::func::FuncOp"> {
  let summary = "Write norm.kernel ops on buffers as loops of vectors.";
  let description = [{
    Every sweep over the reduced space becomes a nest of scf.for with accumulators in its
    iter_args; the space that is kept becomes one loop over groups. Where vectors run along
    a reduced dimension, lanes are combined once per group; where they run along a kept
    one, each lane is a group. Results of groups without elements are the business of
    `norm-fill-empty-groups`, which runs before.

    Before:

    ```mlir
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
    ```

    After:

    ```mlir
    scf.for %group = %c0 to %c4 step %c1 {
      %sum = scf.for %i = %c0 to %c8 step %c8 iter_args(%s = %zero) -> (vector<8xf32>) {
    ```
  }];
  let options = [
    Option<"parallel", "parallel", "bool", "false", "Run groups on OpenMP threads.">
  ];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::memref::MemRefDialect", "::mlir::omp::OpenMPDialect", "::mlir::scf::SCFDialect", "::mlir::vector::VectorDialect"
  ];
}

def ChooseThreadsPass : Pass<"norm-choose-threads", "::mlir::ModuleOp"> {
  let summary = "Let parallel regions with an if clause learn whether threads are worth it.";
  let description = [{
    Whether threads are faster depends on more than the work: whether the workers are awake,
    what they share with the caller, what else runs. So each `omp.parallel` whose if clause
    holds measures its calls, on one thread and on all, and takes the faster way; two calls
    in a row take the other one after 8, 16, 32 calls and so on and in each 256, so that it
    notices when that changes. Where the clause is
    `arith.cmpi uge` of a number of bytes, calls of about as many bytes learn together.

    The time is that of `omp_get_wtime`, and what is learned stands in a global of the
    module. Results do not depend on the choice. What has no if clause always forks.

    Before:

    ```mlir
    omp.parallel if(%enough) {
    ```

    After:

    ```mlir
    %choice:2 = scf.if %enough -> (i1, f64) {
      %own:2 = func.call @norm_choose_threads(%state) : (!llvm.ptr) -> (i1, f64)
    omp.parallel if(%choice#0) {
    call @norm_note_time(%state, %choice#0, %choice#1) : (!llvm.ptr, i1, f64) -> ()
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::math::MathDialect", "::mlir::omp::OpenMPDialect", "::mlir::scf::SCFDialect"
  ];
}

def EmitGPUPass : Pass<"norm-emit-gpu", "::mlir::ModuleOp"> {
  let summary = "Write norm.kernel ops on buffers as functions of GPU threads.";
  let description = [{
    Every kernel becomes a `gpu.func`, in a `gpu.module` beside the functions, and a
    `gpu.launch_func`. Buffers are those of the device. Where all of a group's elements are
    taken in one iteration, they stay in registers: later sweeps do not read them again.
    Threads that share a group combine sums by shuffles, between warps in shared memory, and
    between the blocks of a cluster in each other's.

    Wide accesses, of 16 bytes where elements allow, are taken where strides and addresses
    are multiples of them, which the host asks when it launches; else a second function
    computes the same bits element by element. Where a schedule has another one for longer
    groups, the host asks how long they are, too. Linalg ops and copies, which no kernel took,
    become functions of upstream's loops, a thread for each point.

    Before:

    ```mlir
    norm.kernel sizes = [4, 128] ins(%x : memref<4x128xf32>) outs(%y : memref<4x128xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 32> {
    ```

    After:

    ```mlir
    gpu.launch_func @norm_kernels::@f_kernel_0 blocks in (%c4, %c1, %c1) threads in (%c32, %c1, %c1) args(%x : memref<f32>, %y : memref<f32>)
    ```
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect", "::mlir::gpu::GPUDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::memref::MemRefDialect", "::mlir::NVVM::NVVMDialect",
    "::mlir::scf::SCFDialect", "::mlir::vector::VectorDialect"
  ];
}

def AttachNVVMTargetPass : Pass<"norm-attach-nvvm-target"> {
  let summary = "Say which GPU device code is for.";
  let description = [{
    Gives every gpu.module its target. A chip or a version of PTX that does not exist, or
    does not go together, is an error.

    Before:

    ```mlir
    gpu.module @norm_kernels {
    ```

    After:

    ```mlir
    gpu.module @norm_kernels [#nvvm.target<O = 3, chip = "sm_90", features = "+ptx83">] {
    ```
  }];
  let options = [
    Option<"chip", "chip", "std::string", "\"sm_80\"", "The GPU's name for ptxas, sm_80 or later.">,
    Option<"ptx", "ptx", "std::string", "\"\"", "Version of PTX, as 8.3; by default 8.3 or the first that has the chip.">
  ];
  let dependentDialects = ["::mlir::NVVM::NVVMDialect"];
}

def SerializeDeviceCodePass : Pass<"norm-serialize-device-code", "::mlir::ModuleOp"> {
  let summary = "Compile device code to PTX, machine code or bitcode.";
  let description = [{
    As upstream's gpu-module-to-binary, with two errors more: a format whose program (`ptxas`
    for bin, `fatbinary` too for fatbin) is not found, and device code that calls what it does
    not define, which upstream leaves for the driver to refuse. A device library is not needed.

    Before:

    ```mlir
    gpu.module @norm_kernels [#nvvm.target<O = 3, chip = "sm_90", features = "+ptx83">] {
    ```

    After:

    ```mlir
    gpu.binary @norm_kernels [#gpu.object<#nvvm.target<O = 3, chip = "sm_90", features = "+ptx83">
    ```
  }];
  let options = [
    Option<"format", "format", "std::string", "\"isa\"", "isa (PTX), bin (a cubin), fatbin, or llvm (bitcode).">,
    Option<"toolkit", "toolkit", "std::string", "\"\"", "Where bin/ptxas is; else CUDA_HOME and PATH are searched.">
  ];
  let dependentDialects = ["::mlir::gpu::GPUDialect"];
}

def MathToNVVMPass : Pass<"norm-math-to-nvvm"> {
  let summary = "Turn math that a GPU has instructions for into these.";
  let description = [{
    What `norm-expand-math` leaves becomes intrinsics that NVPTX has an instruction for, so
    that no device library is linked. Functions that only CUDA's library has, such as sin, are left to
    upstream, which calls it; any other op of math is an error.

    Before:

    ```mlir
    %r = math.sqrt %x : f64
    ```

    After:

    ```mlir
    %r = llvm.call_intrinsic "llvm.sqrt"(%x) : (f64) -> f64
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect"];
}

def VerifyLevelPass : Pass<"norm-verify-level"> {
  let summary = "Verify that nothing is left that a level does not have.";
  let description = [{
    Changes nothing. Between stages, pipelines state how far the IR has come; an op of an
    earlier level, or of a later one, is an error that names it and the level:

    - `core`: named ops are `norm.stats`, `norm.merge_stats`, `norm.apply` and their like;
    - `linalg`: and these are linalg, apart from `norm.kernel`;
    - `kernels`: as `linalg`, with kernels on tensors;
    - `buffers`: there is no tensor, kernels are on buffers;
    - `loops`: there is no op of the norm dialect;
    - `device`: nor a linalg op or a copy: all of these are launches.

    What is left before LLVM IR is `norm-check-lowered`'s to say.

    ```mlir
    // After -norm-verify-level=level=core the same, with: error: expects no norm.layer_norm at level core, which norm-generalize begins
    %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 : tensor<4x8xf32>
    ```
  }];
  let options = [Option<"level", "level", "std::string", "", "The level: core, linalg, kernels, buffers, loops or device.">];
}

def ExpandMathPass : Pass<"norm-expand-math"> {
  let summary = "Expand floating-point ops into what has vector instructions.";
  let description = [{
    Rewrites the ops of arith and math on floats, scalars and fixed vectors alike, so that
    LLVM compiles them for x86-64-v3, x86-64-v4 and AArch64 without calling a library.

    - Arithmetic on bf16 and f16 is done in f32 and rounded after every op, as the IR says.
    - f32 is rounded to bf16 in integers, and f64 to 16 bits once, as in
      `norm-expand-truncations`.
    - Functions of math become polynomials on a reduced range.

    What it cannot expand it leaves, with a remark that names the op; with `strict` this is
    an error. Do not run it where a library with vector functions is linked. The expansions
    use math.fma, which is a call on machines without the instruction.

    Before:

    ```mlir
    %y = arith.truncf %x : vector<16xf32> to vector<16xbf16>
    ```

    After:

    ```mlir
    %narrow = arith.trunci %bits : vector<16xi32> to vector<16xi16>
    %y = arith.bitcast %narrow : vector<16xi16> to vector<16xbf16>
    ```
  }];
  let options = [
    Option<"nativeBF16", "native-bf16", "bool", "false",
           "Round registers to bf16 by AVX512-BF16's instruction, but those with denormal numbers.">,
    Option<"nativeAVX512", "native-avx512", "bool", "false",
           "Use AVX-512: its estimates of square roots, to divide registers by them and by powers of 3/4, and tables in registers, for erf.">,
    Option<"exact", "exact", "bool", "false", "Compute functions of 16 and 8 bits as those of f32, rounded.">,
    Option<"strict", "strict", "bool", "false", "Fail where an op is left that calls a library.">
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect", "::mlir::math::MathDialect",
    "::mlir::scf::SCFDialect", "::mlir::vector::VectorDialect"
  ];
}

#endif // NORM_MLIR_KERNEL_PASSES_TD
