//===- Norm.h - Compiled norms from C ---------------------------*- C -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// IR text to functions that compute on the caller's buffers, in one process:
// parse, run passes, compile, call. It needs no header of MLIR; MLIR.h beside
// it is for users of MLIR's own C API.
//
// Errors. Functions that may fail return a NormStatus and take, as their last
// argument, where a text goes: one line that says what was expected and what
// was given, to be freed with norm_free; null where all went well, or without
// memory for it. That argument may be null. On errors nothing is written to
// other outputs. No input ends the process, but for LLVM's own ends: that it
// runs out of memory, and faults of its parsers, passes and code generation.
// norm-compile, a process of its own, reports these as well.
//
// Ownership. What a function returns through a pointer to a handle is the
// caller's and is destroyed with the function named so, in any order: whatever
// a handle needs of another one stays. Null may be destroyed.
//
// Threads. Any thread may call any function, at the same time. Calls with
// handles of one context wait for one another while they parse, run passes or
// compile; calls of compiled functions do not wait. Only to destroy a handle
// that another thread still uses is the caller's fault, and so is to call one
// NormCall twice at the same time: it has one set of results.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_C_NORM_H
#define NORM_MLIR_C_NORM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NORM_API __attribute__((visibility("default")))
// Enumerations have the width of int32_t in every language, and any value of it
// is checked.

//===----------------------------------------------------------------------===//
// Versions
//===----------------------------------------------------------------------===//

/// The version of this header. Later ones add functions, enumerators and, at
/// the end, options; nothing is taken away or changed.
#define NORM_API_VERSION 1

/// The version of the library, which serves programs that were compiled with a
/// header of that version or an earlier one.
NORM_API int32_t norm_api_version(void);

/// "norm-mlir 0.1.0 (LLVM 22.1.8)". It lives as long as the library.
NORM_API const char *norm_version_text(void);

//===----------------------------------------------------------------------===//
// Results and errors
//===----------------------------------------------------------------------===//

typedef int32_t NormStatus;
enum {
  NORM_OK = 0,
  /// An argument that no call may have: null, a length below 0.
  NORM_INVALID_ARGUMENT = 1,
  /// IR that cannot be read, does not parse, or is not valid.
  NORM_PARSE_ERROR = 2,
  /// A pipeline that does not parse, or a pass that fails.
  NORM_PIPELINE_ERROR = 3,
  /// A module that cannot be compiled, or a file that cannot be written.
  NORM_COMPILE_ERROR = 4,
  /// A name that no function has.
  NORM_NOT_FOUND = 5,
  /// Inputs or results that the function does not take; it has not computed.
  NORM_REFUSED = 6,
  /// What this process has already and what cannot be beside it.
  NORM_CONFLICT = 7
};

/// Frees a text or bytes that a function here has returned; null is nothing.
NORM_API void norm_free(void *memory);

//===----------------------------------------------------------------------===//
// Contexts and modules
//===----------------------------------------------------------------------===//

/// Where modules live: the norm dialect, all of upstream's, and a cache of
/// compiled modules.
typedef struct NormContext NormContext;
/// IR.
typedef struct NormModule NormModule;

/// A new context. It starts no threads. The first one registers all passes in
/// this process, and is refused where another copy of ours has done so, as
/// NormPlugin.so does.
NORM_API NormStatus norm_context_create(NormContext **context, char **message);
NORM_API void norm_context_destroy(NormContext *context);

/// Whether ops and attributes of dialects that are not registered may be parsed
/// (0, which is the default, or 1), as importers need them.
NORM_API NormStatus norm_context_allow_unregistered_dialects(
    NormContext *context, int32_t allow, char **message);

/// Whether the context has threads of its own (0, which is the default, or 1):
/// then the functions of a module are compiled at the same time. A process that
/// forks afterwards has a context without them and must not use it.
NORM_API NormStatus norm_context_use_threads(NormContext *context, int32_t use,
                                             char **message);

/// Parses `size` bytes of IR text or of MLIR's bytecode. `name` stands for them
/// in errors; null is "ir". Text nested deeper than 256 brackets is refused.
NORM_API NormStatus norm_module_parse(NormContext *context, const char *text,
                                      size_t size, const char *name,
                                      NormModule **module, char **message);

/// The same of a file; "-" is standard input.
NORM_API NormStatus norm_module_parse_file(NormContext *context,
                                           const char *path,
                                           NormModule **module, char **message);

/// A copy of a module.
NORM_API NormStatus norm_module_clone(const NormModule *module,
                                      NormModule **clone, char **message);
NORM_API void norm_module_destroy(NormModule *module);

/// Runs the passes of a text such as "builtin.module(norm-generalize,cse)", as
/// mlir-opt's --pass-pipeline takes it. On errors the module is as it was.
NORM_API NormStatus norm_module_run_pipeline(NormModule *module,
                                             const char *pipeline,
                                             char **message);

typedef int32_t NormPrintForm;
enum {
  NORM_PRINT_TEXT = 0,
  /// Text that tools without our dialect read, too.
  NORM_PRINT_GENERIC = 1,
  NORM_PRINT_BYTECODE = 2
};

/// Writes a module to memory, which is the caller's to free; a 0 that `size`
/// does not count follows it. `size` may be null.
NORM_API NormStatus norm_module_print(const NormModule *module,
                                      NormPrintForm form, char **bytes,
                                      size_t *size, char **message);

//===----------------------------------------------------------------------===//
// Compiling
//===----------------------------------------------------------------------===//

typedef int32_t NormTarget;
enum {
  NORM_TARGET_CPU = 0,
  /// An NVIDIA GPU. In this process, calls compute on copies in its memory.
  NORM_TARGET_CUDA = 1
};

/// How a module is compiled. Begin with NORM_COMPILE_OPTIONS; null in place of
/// the struct is that. Texts are those of norm-compile's options of these
/// names, and null is their default.
typedef struct NormCompileOptions {
  /// The size of this struct where it was compiled.
  size_t struct_size;
  /// Processor: "host", or LLVM's name for one, as in x86-64-v3. In this
  /// process it is one whose code this one runs.
  const char *cpu;
  /// Target of files, as in aarch64-linux-gnu; the host's.
  const char *triple;
  /// 1: code without OpenMP, one thread per call.
  int32_t serial;
  NormTarget target;
  /// For NORM_TARGET_CUDA alone: the GPU, the version of PTX, what a shared
  /// library holds, where bin/ptxas is.
  const char *chip, *ptx, *device_code, *toolkit;
  /// For norm_module_write alone: a C header to write, the program that links
  /// shared libraries, libNormRuntime.a.
  const char *header, *linker, *runtime_library;
} NormCompileOptions;

/// The defaults: this processor, with OpenMP.
#define NORM_COMPILE_OPTIONS                                                   \
  {sizeof(NormCompileOptions),                                                 \
   NULL,                                                                       \
   NULL,                                                                       \
   0,                                                                          \
   NORM_TARGET_CPU,                                                            \
   NULL,                                                                       \
   NULL,                                                                       \
   NULL,                                                                       \
   NULL,                                                                       \
   NULL,                                                                       \
   NULL,                                                                       \
   NULL}

/// The public functions of a module in machine code in this process.
typedef struct NormExecutable NormExecutable;
/// One of them.
typedef struct NormFunction NormFunction;

/// Compiles a copy of a module; equal modules of a context once. Functions take
/// ranked tensors and scalars.
NORM_API NormStatus norm_module_compile(const NormModule *module,
                                        const NormCompileOptions *options,
                                        NormExecutable **executable,
                                        char **message);
NORM_API void norm_executable_destroy(NormExecutable *executable);

/// The function of this name, without the @; null takes the only public one.
NORM_API NormStatus norm_executable_lookup(const NormExecutable *executable,
                                           const char *name,
                                           NormFunction **function,
                                           char **message);

/// A function of a copy of a module that is compiled for the sizes it is called
/// with: once for each of the first `limit` sizes, and once more for all
/// others. That is what sizes cost which the module leaves open ("?"), in the
/// first call with them; errors of compiling are those of the call.
NORM_API NormStatus norm_module_specialize(const NormModule *module,
                                           const char *name, size_t limit,
                                           const NormCompileOptions *options,
                                           NormFunction **function,
                                           char **message);
NORM_API void norm_function_destroy(NormFunction *function);

typedef int32_t NormOutputKind;
enum {
  NORM_OUTPUT_OBJECT = 0,
  /// For norm_module_write alone.
  NORM_OUTPUT_SHARED = 1,
  NORM_OUTPUT_ASSEMBLY = 2,
  NORM_OUTPUT_LLVM = 3,
  /// Device code, for NORM_TARGET_CUDA.
  NORM_OUTPUT_PTX = 4,
  NORM_OUTPUT_CUBIN = 5
};

/// Compiles a copy of a module to memory, which is the caller's to free; a 0
/// that `size` does not count follows it. Functions have the calling convention
/// of norm-compile's outputs.
NORM_API NormStatus norm_module_emit(const NormModule *module,
                                     NormOutputKind kind,
                                     const NormCompileOptions *options,
                                     char **bytes, size_t *size,
                                     char **message);

/// The same to a file, and the header of the options beside it. On errors no
/// file is written or changed.
NORM_API NormStatus norm_module_write(const NormModule *module,
                                      NormOutputKind kind, const char *path,
                                      const NormCompileOptions *options,
                                      char **message);

//===----------------------------------------------------------------------===//
// Calling
//===----------------------------------------------------------------------===//

/// The types of elements. `index` is I64; a BOOL is a byte, 0 or 1.
typedef int32_t NormType;
enum {
  NORM_F64 = 1,
  NORM_F32 = 2,
  NORM_BF16 = 3,
  NORM_F16 = 4,
  NORM_I8 = 5,
  NORM_U8 = 6,
  NORM_I16 = 7,
  NORM_U16 = 8,
  NORM_I32 = 9,
  NORM_U32 = 10,
  NORM_I64 = 11,
  NORM_U64 = 12,
  NORM_BOOL = 13,
  NORM_F8E4M3FN = 14,
  NORM_F8E5M2 = 15
};

/// A caller's buffer. That of a scalar has rank 0 and holds its value.
typedef struct NormTensor {
  /// The address of element [0, ..., 0], a multiple of the element's size. It
  /// may be null where there are no elements.
  void *data;
  NormType type;
  int32_t rank;
  /// `rank` sizes; may be null for rank 0.
  const int64_t *sizes;
  /// Elements from one index to the next, for each axis; null for a dense
  /// row-major buffer.
  const int64_t *strides;
} NormTensor;

/// A size that is known at the call.
#define NORM_DYNAMIC_SIZE ((int64_t)-1)

/// The type of an input or a result.
typedef struct NormTensorType {
  NormType type;
  /// 1 for a scalar, which is no tensor of rank 0.
  int32_t is_scalar;
  int32_t rank;
  const int64_t *sizes;
} NormTensorType;

/// What the module states of a function; it lives as long as the function. Of a
/// null function it is null and 0.
NORM_API const char *norm_function_name(const NormFunction *function);
NORM_API size_t norm_function_num_inputs(const NormFunction *function);
NORM_API size_t norm_function_num_results(const NormFunction *function);
/// Null where there is no input or result of this number.
NORM_API const NormTensorType *
norm_function_input_type(const NormFunction *function, size_t index);
NORM_API const NormTensorType *
norm_function_result_type(const NormFunction *function, size_t index);

/// Checks inputs, whose elements it does not read, and writes the sizes of all
/// results, one after the other, to `sizes`, which has room for `num_sizes`:
/// the ranks of the results added up, or more.
NORM_API NormStatus norm_function_prepare(const NormFunction *function,
                                          const NormTensor *inputs,
                                          size_t num_inputs, int64_t *sizes,
                                          size_t num_sizes, char **message);

/// Computes into the caller's results, whose sizes are those that prepare
/// gives. Inputs are only read and may overlap one another; a result overlaps
/// nothing. Strides are taken where kernels work on buffers in place, and
/// refused elsewhere. Everything is checked before anything is computed.
NORM_API NormStatus norm_function_call(const NormFunction *function,
                                       const NormTensor *inputs,
                                       size_t num_inputs,
                                       const NormTensor *results,
                                       size_t num_results, char **message);

/// The same with MLIR's ranked memref descriptors, as many as the function has
/// inputs and results: their addresses, and of scalars those of the values.
/// Types and ranks of elements are the caller's care.
NORM_API NormStatus norm_function_call_memrefs(const NormFunction *function,
                                               void *const *inputs,
                                               void *const *results,
                                               char **message);

/// A call whose buffers are bound: it costs what the compiled function costs.
typedef struct NormCall NormCall;

/// Checks everything that norm_function_call checks, once, for a function of
/// NORM_TARGET_CPU. The buffers outlive the call; sizes and strides are copied.
NORM_API NormStatus norm_function_bind(const NormFunction *function,
                                       const NormTensor *inputs,
                                       size_t num_inputs,
                                       const NormTensor *results,
                                       size_t num_results, NormCall **call,
                                       char **message);
/// Computes on what the bound buffers hold now.
NORM_API NormStatus norm_call_run(const NormCall *call, char **message);
NORM_API void norm_call_destroy(NormCall *call);

//===----------------------------------------------------------------------===//
// Threads of compiled functions
//===----------------------------------------------------------------------===//

/// Functions compute on the threads of the OpenMP runtime that the process has
/// loaded when the first of them is compiled, or of LLVM's where there is none.
/// From now on they use that in this file, whatever is loaded.
NORM_API NormStatus norm_use_openmp_runtime(const char *path, char **message);

/// The number of threads that a call from this thread may take; 1 or more.
NORM_API NormStatus norm_set_max_threads(int32_t threads, char **message);
NORM_API NormStatus norm_get_max_threads(int32_t *threads, char **message);

#ifdef __cplusplus
}
#endif

#endif // NORM_MLIR_C_NORM_H
