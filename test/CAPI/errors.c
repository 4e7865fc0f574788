// Every kind of bad input has its message, in one line, and ends nothing.
//
// RUN: rm -rf %t && mkdir %t && cd %t && \
// RUN: %normc_cc %s %normc_libs -o program && ./program | FileCheck %s
// RUN: ls | FileCheck %s --check-prefix=LEFT --implicit-check-not=out
// LEFT: program

#include "Inputs/check.h"

static NormContext *context;

/// Prints what a call that must fail says.
static void report(const char *what, NormStatus status, char *message) {
  printf("%s: %d: %s\n", what, (int)status, message ? message : "no message");
  CHECK(status != NORM_OK && message && !strchr(message, '\n'));
  norm_free(message);
}

/// REPORT("what", f(x, &message))
#define REPORT(what, call)                                                     \
  do {                                                                         \
    char *message = NULL;                                                      \
    NormStatus status_ = (call);                                               \
    report(what, status_, message);                                            \
  } while (0)

static NormModule *parse(const char *text) {
  char *message = NULL;
  NormModule *module = NULL;
  CHECK_OK(norm_module_parse(context, text, strlen(text), NULL, &module,
                             &message));
  return module;
}

static void refuse_text(const char *what, const char *text) {
  NormModule *module = NULL;
  REPORT(what, norm_module_parse(context, text, strlen(text), NULL, &module,
                                 &message));
  CHECK(module == NULL);
}

static void report_parsing(void) {
  // CHECK-LABEL: {{^}}parsing
  printf("parsing\n");
  refuse_text("syntax", "func.func @f( {");
  // CHECK-NEXT: syntax: 2: ir:1:{{[0-9]+}}: {{.+}}
  refuse_text("dialect", "func.func @f() {\n  foreign.op\n  return\n}");
  // CHECK-NEXT: dialect: 2: ir:2:3: {{.*}}foreign.op
  refuse_text("verifier",
              "func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {\n"
              "  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5\n"
              "       : tensor<4xf32>\n"
              "  return %y : tensor<4xf32>\n}");
  // CHECK-NEXT: verifier: 2: ir:2:{{[0-9]+}}: 'norm.layer_norm' op {{.+}}
  char deep[600];
  memset(deep, '(', sizeof deep - 1);
  deep[sizeof deep - 1] = '\0';
  refuse_text("depth", deep);
  // CHECK-NEXT: depth: 2: ir:1: expects brackets nested at most 256 deep
  NormModule *module = NULL;
  REPORT("file",
         norm_module_parse_file(context, "none.mlir", &module, &message));
  // CHECK-NEXT: file: 2: none.mlir: No such file or directory
  REPORT("no context",
         norm_module_parse(NULL, deep, 1, NULL, &module, &message));
  // CHECK-NEXT: no context: 1: norm_module_parse: expects context; got null
  REPORT("no text",
         norm_module_parse(context, NULL, 0, NULL, &module, &message));
  // CHECK-NEXT: no text: 1: norm_module_parse: expects text; got null
  REPORT("no result", norm_module_parse_file(context, "a", NULL, &message));
  // CHECK-NEXT: no result: 1: norm_module_parse_file: expects module; got null
  CHECK(norm_module_parse(context, "(", 1, NULL, &module, NULL) ==
        NORM_PARSE_ERROR); // Without a place for the message.
}

static void report_pipelines(NormModule *module) {
  // CHECK-LABEL: {{^}}pipelines
  printf("pipelines\n");
#define PIPELINE(what, text)                                                   \
  REPORT(what, norm_module_run_pipeline(module, text, &message))
  PIPELINE("unknown", "builtin.module(norm-nonesuch)");
  // CHECK-NEXT: unknown: 3: pipeline:1:1: 'norm-nonesuch' does not refer to a registered pass or pass pipeline
  PIPELINE("no anchor", "norm-generalize");
  // CHECK-NEXT: no anchor: 3: pipeline: {{.*}}'builtin.module(...)'
  PIPELINE("unclosed", "builtin.module(norm-generalize");
  // CHECK-NEXT: unclosed: 3: pipeline: {{.+}}
  PIPELINE("option", "builtin.module(norm-cpu-pipeline{vector-bits=wide})");
  // CHECK-NEXT: option: 3: pipeline{{.+}}
  PIPELINE("no option", "builtin.module(norm-generalize{colour=red})");
  // CHECK-NEXT: no option: 3: pipeline{{.+}}
  PIPELINE("empty", "");
  // CHECK-NEXT: empty: 3: pipeline{{.+}}
  PIPELINE("anchor", "func.func(canonicalize)");
  // CHECK-NEXT: anchor: 3: ir:{{.*}}can't run 'func.func' pass manager on 'builtin.module' op
  PIPELINE("failing", "builtin.module(norm-check-lowered)");
  // CHECK-NEXT: failing: 3: ir:{{.+}}
  char deep[600];
  memset(deep, '(', sizeof deep - 1);
  deep[sizeof deep - 1] = '\0';
  PIPELINE("depth", deep);
  // CHECK-NEXT: depth: 3: pipeline:1: expects brackets nested at most 256 deep
  PIPELINE("no text", NULL);
  // CHECK-NEXT: no text: 1: norm_module_run_pipeline: expects pipeline; got null
  char *bytes = NULL;
  REPORT("form", norm_module_print(module, 3, &bytes, NULL, &message));
  // CHECK-NEXT: form: 1: norm_module_print: expects a NormPrintForm; got 3
  CHECK(bytes == NULL);
}

static void report_compiling(NormModule *module) {
  // CHECK-LABEL: {{^}}compiling
  printf("compiling\n");
  NormExecutable *executable = NULL;
  NormCompileOptions options = NORM_COMPILE_OPTIONS;
#define COMPILE(what)                                                          \
  REPORT(what, norm_module_compile(module, &options, &executable, &message));  \
  options = (NormCompileOptions)NORM_COMPILE_OPTIONS
  options.cpu = "x86-64-v9";
  COMPILE("cpu");
  // CHECK-NEXT: cpu: 4: expects {{.*}}cpu{{.*}}; got x86-64-v9
  options.cpu = "diamondrapids";
  COMPILE("features");
  // CHECK-NEXT: features: 4: expects code of this process to be for a processor like this one, {{.+}}, which has no {{.+}}; got diamondrapids
  options.triple = "aarch64-linux-gnu";
  COMPILE("triple");
  // CHECK-NEXT: triple: 4: expects code of this process to be for x86_64; got the triple aarch64-linux-gnu
  options.struct_size = 0;
  COMPILE("no size");
  // CHECK-NEXT: no size: 1: expects options that begin with NORM_COMPILE_OPTIONS, of {{[0-9]+}} bytes; got a struct_size of 0
  options.target = 7;
  COMPILE("target");
  // CHECK-NEXT: target: 1: expects a NormTarget; got 7
  options.chip = "sm_90";
  COMPILE("chip");
  // CHECK-NEXT: chip: 1: expects the option chip for NORM_TARGET_CUDA only; got sm_90 for NORM_TARGET_CPU
  options.header = "out.h";
  COMPILE("header");
  // CHECK-NEXT: header: 1: expects the option header for files only; got out.h for memory
  struct {
    NormCompileOptions options;
    int64_t later;
  } newer = {NORM_COMPILE_OPTIONS, 1};
  newer.options.struct_size = sizeof newer;
  REPORT("newer", norm_module_compile(module, &newer.options, &executable,
                                      &message));
  // CHECK-NEXT: newer: 1: expects options of version 1, of {{[0-9]+}} bytes; got more
  REPORT("no module", norm_module_compile(NULL, NULL, &executable, &message));
  // CHECK-NEXT: no module: 1: norm_module_compile: expects module; got null
  NormModule *complex = parse("func.func @f(%x: tensor<4xcomplex<f32>>) {\n"
                              "  return\n}");
  REPORT("type", norm_module_compile(complex, NULL, &executable, &message));
  // CHECK-NEXT: type: 4: @f: expects every argument to be a ranked tensor or a scalar of {{.+}}; argument 0 is tensor<4xcomplex<f32>>
  norm_module_destroy(complex);
  CHECK(executable == NULL);
}

static void report_emitting(NormModule *module) {
  // CHECK-LABEL: {{^}}emitting
  printf("emitting\n");
  char *bytes = NULL;
  size_t size = 0;
#define EMIT(what, kind, options)                                              \
  REPORT(what, norm_module_emit(module, kind, options, &bytes, &size, &message))
  EMIT("ptx", NORM_OUTPUT_PTX, NULL);
  // CHECK-NEXT: ptx: 4: expects {{.*}}target{{.*}}cuda for PTX and cubins; got the target cpu
  EMIT("shared", NORM_OUTPUT_SHARED, NULL);
  // CHECK-NEXT: shared: 4: expects a file for a shared library; got memory
  EMIT("kind", 6, NULL);
  // CHECK-NEXT: kind: 1: expects a NormOutputKind; got 6
  NormModule *empty = parse("module {}");
  REPORT("nothing", norm_module_emit(empty, NORM_OUTPUT_OBJECT, NULL, &bytes,
                                     &size, &message));
  // CHECK-NEXT: nothing: 4: expects a public function with a body; got none
  norm_module_destroy(empty);
  CHECK(bytes == NULL && size == 0);
  REPORT("folder", norm_module_write(module, NORM_OUTPUT_OBJECT, "none/out.o",
                                     NULL, &message));
  // CHECK-NEXT: folder: 4: none/out.o: No such file or directory
  REPORT("output", norm_module_write(module, NORM_OUTPUT_OBJECT, "-", NULL,
                                     &message));
  // CHECK-NEXT: output: 1: norm_module_write: expects a file; got standard output
  NormCompileOptions options = NORM_COMPILE_OPTIONS;
  options.linker = "no-such-linker";
  REPORT("linker", norm_module_write(module, NORM_OUTPUT_SHARED, "out.so",
                                     &options, &message));
  // CHECK-NEXT: linker: 4: expects a compiler driver to link a shared library, one of no-such-linker on PATH; found none
  options = (NormCompileOptions)NORM_COMPILE_OPTIONS;
  options.target = NORM_TARGET_CUDA;
  options.runtime_library = "none.a";
  REPORT("runtime", norm_module_write(module, NORM_OUTPUT_SHARED, "out.so",
                                      &options, &message));
  // CHECK-NEXT: runtime: 4: expects the runtime for GPUs in none.a; found none
}

static void report_lookups(NormModule *module, NormExecutable *executable) {
  // CHECK-LABEL: {{^}}lookups
  printf("lookups\n");
  NormFunction *function = NULL;
  REPORT("unknown",
         norm_executable_lookup(executable, "h", &function, &message));
  // CHECK-NEXT: unknown: 5: expects the name of a public function, @f, @g; got @h
  REPORT("several",
         norm_executable_lookup(executable, NULL, &function, &message));
  // CHECK-NEXT: several: 5: expects the name of one of several functions; got none of @f, @g
  REPORT("private", norm_module_specialize(module, "helper", 1, NULL,
                                           &function, &message));
  // CHECK-NEXT: private: 5: expects the name of a public function, @f, @g; got @helper
  REPORT("no executable",
         norm_executable_lookup(NULL, "f", &function, &message));
  // CHECK-NEXT: no executable: 1: norm_executable_lookup: expects executable; got null
  CHECK(function == NULL);
  // Nothing can be asked of nothing.
  CHECK(norm_function_name(NULL) == NULL);
  CHECK(norm_function_num_inputs(NULL) == 0);
  CHECK(norm_function_input_type(NULL, 0) == NULL);
  norm_function_destroy(NULL);
  norm_executable_destroy(NULL);
  norm_module_destroy(NULL);
  norm_context_destroy(NULL);
  norm_call_destroy(NULL);
  norm_free(NULL);
}

static float memory[64];
static const int64_t sizes[] = {2, 8}, wrong_sizes[] = {2, 7};
static const int64_t cube[] = {2, 2, 2}, negative[] = {2, -8};
static const int64_t huge[] = {INT64_MAX / 2, 8}, far_apart[] = {INT64_MAX, 1};
static const int64_t same[] = {0, 1}, pairs[] = {16, 2};

typedef struct {
  NormTensor inputs[2], result;
} Buffers;

/// Those of a call that succeeds: f(x: 2x8, w: 8).
static Buffers good(void) {
  Buffers buffers = {{{memory, NORM_F32, 2, sizes, NULL},
                      {memory + 16, NORM_F32, 1, sizes + 1, NULL}},
                     {memory + 32, NORM_F32, 2, sizes, NULL}};
  return buffers;
}

static void report_inputs(const NormFunction *function) {
  // CHECK-LABEL: {{^}}inputs
  printf("inputs\n");
  Buffers buffers = good();
  char *message = NULL;
  CHECK_OK(norm_function_call(function, buffers.inputs, 2, &buffers.result, 1,
                              &message));
#define CALL(what, change)                                                     \
  buffers = good();                                                            \
  change;                                                                      \
  REPORT(what, norm_function_call(function, buffers.inputs, 2,                 \
                                  &buffers.result, 1, &message))
  CALL("type", buffers.inputs[0].type = NORM_F64);
  // CHECK-NEXT: type: 6: @f: expects input 0 of type ?x?xf32; got 2x8xf64
  CALL("rank", (buffers.inputs[0].rank = 3, buffers.inputs[0].sizes = cube));
  // CHECK-NEXT: rank: 6: @f: expects input 0 of type ?x?xf32; got 2x2x2xf32
  CALL("size", buffers.inputs[0].sizes = wrong_sizes);
  // CHECK-NEXT: size: 6: @f: expects scale shape [7]; got [8]
  CALL("no such type", buffers.inputs[1].type = 99);
  // CHECK-NEXT: no such type: 6: @f: expects input 1 to have a NormType; got 99
  CALL("zero type", buffers.inputs[1].type = 0);
  // CHECK-NEXT: zero type: 6: @f: expects input 1 to have a NormType; got 0
  CALL("rank below 0", buffers.inputs[0].rank = -1);
  // CHECK-NEXT: rank below 0: 6: @f: expects input 0 of a rank from 0 to 64; got -1
  CALL("no sizes", buffers.inputs[0].sizes = NULL);
  // CHECK-NEXT: no sizes: 6: @f: expects input 0 to have 2 sizes; got null
  CALL("size below 0", buffers.inputs[0].sizes = negative);
  // CHECK-NEXT: size below 0: 6: @f: expects input 0 of sizes that are 0 or more; got [2, -8]
  CALL("huge", buffers.inputs[0].sizes = huge);
  // CHECK-NEXT: huge: 6: @f: expects input 0 of fewer than 2^63 bytes; got 4611686018427387903x8xf32
  CALL("far apart", buffers.inputs[0].strides = far_apart);
  // CHECK-NEXT: far apart: 6: @f: expects input 0 within 2^63 bytes; got strides [9223372036854775807, 1] of 2x8xf32
  CALL("no data", buffers.inputs[0].data = NULL);
  // CHECK-NEXT: no data: 6: @f: expects input 0 to have data for 2x8xf32; got null
  CALL("alignment", buffers.inputs[0].data = (char *)memory + 1);
  // CHECK-NEXT: alignment: 6: @f: expects input 0 of f32 at a multiple of 4 bytes; got 0x{{[0-9a-f]+}}
  REPORT("too few", norm_function_call(function, buffers.inputs, 1,
                                       &buffers.result, 1, &message));
  // CHECK-NEXT: too few: 6: @f: expects input 0 of f32 at
  buffers = good();
  REPORT("too few", norm_function_call(function, buffers.inputs, 1,
                                       &buffers.result, 1, &message));
  // CHECK-NEXT: too few: 6: @f: expects 2 inputs; got 1
  REPORT("no inputs",
         norm_function_call(function, NULL, 2, &buffers.result, 1, &message));
  // CHECK-NEXT: no inputs: 6: @f: expects 2 inputs; got null
  REPORT("no function", norm_function_call(NULL, buffers.inputs, 2,
                                           &buffers.result, 1, &message));
  // CHECK-NEXT: no function: 1: norm_function_call: expects function; got null
}

static void report_results(const NormFunction *function) {
  // CHECK-LABEL: {{^}}results
  printf("results\n");
  Buffers buffers;
  CALL("type", buffers.result.type = NORM_BF16);
  // CHECK-NEXT: type: 6: @f: expects result 0 of type 2x8xf32; got 2x8xbf16
  CALL("size", buffers.result.sizes = wrong_sizes);
  // CHECK-NEXT: size: 6: @f: expects result 0 of type 2x8xf32; got 2x7xf32
  CALL("overlap", buffers.result.data = memory + 8);
  // CHECK-NEXT: overlap: 6: @f: expects results apart from all other buffers; result 0 overlaps input 0
  CALL("repeated", buffers.result.strides = same);
  // CHECK-NEXT: repeated: 6: @f: expects each element of result 0, 2x8xf32, at an address of its own; got strides [0, 1]
  CALL("no data", buffers.result.data = NULL);
  // CHECK-NEXT: no data: 6: @f: expects result 0 to have data for 2x8xf32; got null
  buffers = good();
  REPORT("too many", norm_function_call(function, buffers.inputs, 2,
                                        &buffers.result, 0, &message));
  // CHECK-NEXT: too many: 6: @f: expects 1 results; got 0
  REPORT("no results",
         norm_function_call(function, buffers.inputs, 2, NULL, 1, &message));
  // CHECK-NEXT: no results: 6: @f: expects 1 results; got null
  NormCall *call = NULL;
  buffers.result.sizes = wrong_sizes;
  REPORT("bind", norm_function_bind(function, buffers.inputs, 2,
                                    &buffers.result, 1, &call, &message));
  // CHECK-NEXT: bind: 6: @f: expects result 0 of type 2x8xf32; got 2x7xf32
  CHECK(call == NULL);
  REPORT("no call", norm_call_run(NULL, &message));
  // CHECK-NEXT: no call: 1: norm_call_run: expects call; got null
  int64_t prepared[2] = {-1, -1};
  REPORT("room", norm_function_prepare(function, buffers.inputs, 2, prepared, 1,
                                       &message));
  // CHECK-NEXT: room: 1: @f: expects room for 2 sizes of results; got 1
  REPORT("no room", norm_function_prepare(function, buffers.inputs, 2, NULL, 2,
                                          &message));
  // CHECK-NEXT: no room: 1: @f: expects room for 2 sizes of results; got null
  CHECK(prepared[0] == -1);
  void *nothing[] = {NULL, NULL};
  REPORT("descriptor", norm_function_call_memrefs(function, nothing, nothing,
                                                  &message));
  // CHECK-NEXT: descriptor: 6: @f: expects input 0 to have a descriptor; got null
  REPORT("descriptors",
         norm_function_call_memrefs(function, NULL, nothing, &message));
  // CHECK-NEXT: descriptors: 6: @f: expects 2 inputs; got null
}

/// Strides that code which takes dense buffers only refuses.
static void report_strides(const NormFunction *function) {
  // CHECK-LABEL: {{^}}strides
  printf("strides\n");
  int32_t values[32] = {0};
  int64_t totals[2];
  NormTensor input = {values, NORM_I32, 2, sizes, pairs};
  NormTensor result = {totals, NORM_I64, 1, sizes, NULL};
  REPORT("dense",
         norm_function_call(function, &input, 1, &result, 1, &message));
  // CHECK-NEXT: dense: 6: @g: expects input 0, 2x8xi32, dense and row-major; got strides [16, 2]
}

static void report_threads(void) {
  // CHECK-LABEL: {{^}}threads
  printf("threads\n");
  REPORT("runtime", norm_use_openmp_runtime("none.so", &message));
  // CHECK-NEXT: runtime: 1: cannot load the OpenMP runtime none.so: {{.+}}
  REPORT("number", norm_set_max_threads(0, &message));
  // CHECK-NEXT: number: 1: norm_set_max_threads: expects 1 or more threads; got 0
  REPORT("place", norm_get_max_threads(NULL, &message));
  // CHECK-NEXT: place: 1: norm_get_max_threads: expects threads; got null
}

int main(void) {
  char *message = NULL;
  CHECK(norm_context_create(NULL, NULL) == NORM_INVALID_ARGUMENT);
  CHECK_OK(norm_context_create(&context, &message));
  NormModule *module = parse(
      "func.func @f(%x: tensor<?x?xf32>, %w: tensor<?xf32>)\n"
      "    -> tensor<?x?xf32> {\n"
      "  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1]\n"
      "       epsilon = 1.0e-5 : tensor<?x?xf32>\n"
      "  return %y : tensor<?x?xf32>\n}\n"
      "func.func @g(%x: tensor<2x8xi32>) -> tensor<2xi64> {\n"
      "  %y = call @helper(%x) : (tensor<2x8xi32>) -> tensor<2xi64>\n"
      "  return %y : tensor<2xi64>\n}\n"
      "func.func private @helper(%x: tensor<2x8xi32>) -> tensor<2xi64> {\n"
      "  %empty = tensor.empty() : tensor<2xi64>\n"
      "  %zero = arith.constant 0 : i64\n"
      "  %init = linalg.fill ins(%zero : i64) outs(%empty : tensor<2xi64>)\n"
      "      -> tensor<2xi64>\n"
      "  %y = linalg.generic {\n"
      "      indexing_maps = [affine_map<(i, j) -> (i, j)>,\n"
      "                       affine_map<(i, j) -> (i)>],\n"
      "      iterator_types = [\"parallel\", \"reduction\"]}\n"
      "      ins(%x : tensor<2x8xi32>) outs(%init : tensor<2xi64>) {\n"
      "  ^bb0(%a: i32, %sum: i64):\n"
      "    %wide = arith.extsi %a : i32 to i64\n"
      "    %next = arith.addi %sum, %wide : i64\n"
      "    linalg.yield %next : i64\n"
      "  } -> tensor<2xi64>\n"
      "  return %y : tensor<2xi64>\n}\n");
  report_parsing();
  report_pipelines(module);
  report_compiling(module);
  report_emitting(module);

  // All of it has left the module as it was.
  NormExecutable *executable = NULL;
  NormFunction *f = NULL, *g = NULL;
  CHECK_OK(norm_module_compile(module, NULL, &executable, &message));
  report_lookups(module, executable);
  CHECK_OK(norm_executable_lookup(executable, "f", &f, &message));
  CHECK_OK(norm_executable_lookup(executable, "g", &g, &message));
  report_inputs(f);
  report_results(f);
  report_strides(g);
  report_threads();
  norm_function_destroy(f);
  norm_function_destroy(g);
  norm_executable_destroy(executable);
  norm_module_destroy(module);
  norm_context_destroy(context);
  return 0;
}
