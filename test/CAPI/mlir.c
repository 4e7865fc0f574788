// The dialect and its passes in MLIR's own C API, and the way between its
// modules and ours.
//
// RUN: %normc_cc -I%llvm_include_dir %s %normc_libs -o %t && %t | FileCheck %s

#include "norm-mlir-c/MLIR.h"
#include "Inputs/check.h"
#include "mlir-c/Pass.h"
#include "mlir-c/RegisterEverything.h"

static const char *const text =
    "func.func @f(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {\n"
    "  %y = norm.rms_norm %x axes = [1] epsilon = 0.0 : tensor<2x3xf32>\n"
    "  return %y : tensor<2x3xf32>\n"
    "}\n";

static void print_to(MlirStringRef piece, void *file) {
  fwrite(piece.data, 1, piece.length, file);
}

static void run(MlirModule module, const char *pipeline) {
  MlirOperation op = mlirModuleGetOperation(module);
  MlirPassManager manager = mlirPassManagerCreate(mlirModuleGetContext(module));
  CHECK(mlirLogicalResultIsSuccess(mlirParsePassPipeline(
      mlirPassManagerGetAsOpPassManager(manager),
      mlirStringRefCreateFromCString(pipeline), print_to, stdout)));
  CHECK(mlirLogicalResultIsSuccess(mlirPassManagerRunOnOp(manager, op)));
  mlirPassManagerDestroy(manager);
}

/// Ends the test unless the module computes rows of root mean square 1.
static void compute(const NormModule *module) {
  char *message = NULL;
  NormExecutable *executable = NULL;
  NormFunction *function = NULL;
  CHECK_OK(norm_module_compile(module, NULL, &executable, &message));
  CHECK_OK(norm_executable_lookup(executable, "f", &function, &message));
  float x[] = {1, -2, 2, 0, 3, 4}, y[6];
  const int64_t sizes[] = {2, 3};
  NormTensor input = {x, NORM_F32, 2, sizes, NULL};
  NormTensor result = {y, NORM_F32, 2, sizes, NULL};
  CHECK_OK(norm_function_call(function, &input, 1, &result, 1, &message));
  for (int i = 0; i < 6; ++i)
    CHECK(distance(y[i], x[i] / sqrt((i < 3 ? 9 : 25) / 3.0)) < 4);
  norm_function_destroy(function);
  norm_executable_destroy(executable);
  printf("computed\n");
}

/// A context with as little as a compiler of few dialects has.
static MlirContext create_context(void) {
  MlirDialectRegistry registry = mlirDialectRegistryCreate();
  mlirRegisterNormForCompilation(registry);
  MlirContext context = mlirContextCreateWithRegistry(registry, false);
  mlirDialectRegistryDestroy(registry);
  return context;
}

/// Norms among a caller's own passes, down to LLVM's dialect.
static void lower(void) {
  mlirRegisterNormPasses();
  mlirRegisterNormPasses(); // Again does nothing.
  MlirContext context = create_context();
  MlirModule module =
      mlirModuleCreateParse(context, mlirStringRefCreateFromCString(text));
  CHECK(!mlirModuleIsNull(module));
  run(module, "builtin.module(norm-generalize,convert-norm-to-linalg)");
  mlirOperationPrint(mlirModuleGetOperation(module), print_to, stdout);
  run(module, "builtin.module(norm-cpu-pipeline)");
  mlirOperationPrint(mlirModuleGetOperation(module), print_to, stdout);
  mlirModuleDestroy(module);
  mlirContextDestroy(context);
}

/// The dialect's handle brings the interfaces of its ops: upstream's tiling and
/// decomposition ask for them.
static void use_handle(void) {
  MlirContext context = mlirContextCreate();
  MlirDialectRegistry everything = mlirDialectRegistryCreate();
  mlirRegisterAllDialects(everything);
  mlirContextAppendDialectRegistry(context, everything);
  mlirDialectRegistryDestroy(everything);
  MlirDialectHandle handle = mlirGetDialectHandle__norm__();
  MlirStringRef name = mlirDialectHandleGetNamespace(handle);
  CHECK(name.length == 4 && memcmp(name.data, "norm", 4) == 0);
  mlirDialectHandleRegisterDialect(handle, context);
  CHECK(!mlirDialectIsNull(mlirDialectHandleLoadDialect(handle, context)));
  mlirRegisterAllPasses();
  const char *script =
      "module attributes {transform.with_named_sequence} {\n"
      "  func.func @f(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {\n"
      "    %y = norm.rms_norm %x axes = [1] epsilon = 0.0 : tensor<2x3xf32>\n"
      "    return %y : tensor<2x3xf32>\n"
      "  }\n"
      "  transform.named_sequence @__transform_main(\n"
      "      %root: !transform.any_op {transform.readonly}) {\n"
      "    %norm = transform.structured.match ops{[\"norm.rms_norm\"]} in\n"
      "        %root : (!transform.any_op) -> !transform.any_op\n"
      "    transform.structured.decompose_interface %norm\n"
      "        : (!transform.any_op) -> !transform.any_op\n"
      "    transform.yield\n"
      "  }\n"
      "}\n";
  MlirModule module =
      mlirModuleCreateParse(context, mlirStringRefCreateFromCString(script));
  CHECK(!mlirModuleIsNull(module));
  run(module, "builtin.module(transform-interpreter)");
  mlirOperationPrint(mlirModuleGetOperation(module), print_to, stdout);
  mlirModuleDestroy(module);
  mlirContextDestroy(context);
}

/// A module of another context, and ours in the hands of MLIR's functions.
static void exchange(void) {
  MlirContext context = create_context();
  MlirModule foreign =
      mlirModuleCreateParse(context, mlirStringRefCreateFromCString(text));
  char *message = NULL;
  NormContext *ours = NULL;
  CHECK_OK(norm_context_create(&ours, &message));
  NormModule *module = NULL;
  CHECK_OK(norm_module_from_mlir(ours, foreign, &module, &message));
  mlirModuleDestroy(foreign);
  mlirContextDestroy(context);
  compute(module);
  MlirModule own = norm_module_get_mlir(module);
  CHECK(
      mlirContextEqual(mlirModuleGetContext(own), norm_context_get_mlir(ours)));
  run(own, "builtin.module(norm-generalize)");
  compute(module);
  mlirOperationPrint(mlirModuleGetOperation(own), print_to, stdout);

  MlirModule none = {NULL};
  CHECK(norm_module_from_mlir(ours, none, &module, &message) ==
        NORM_INVALID_ARGUMENT);
  printf("refused: %s\n", message);
  norm_free(message);
  CHECK(mlirContextIsNull(norm_context_get_mlir(NULL)));
  CHECK(mlirModuleIsNull(norm_module_get_mlir(NULL)));
  norm_module_destroy(module);
  norm_context_destroy(ours);
}

int main(void) {
  lower();
  use_handle();
  exchange();
  return 0;
}

// CHECK:     func.func @f
// CHECK:       linalg.generic
// CHECK-NOT:   norm.
// CHECK:     llvm.func @f(
// CHECK:     func.func @f
// CHECK:       norm.stats <second_moment>
// CHECK:       norm.apply
// CHECK:     transform.named_sequence
// CHECK:     computed
// CHECK:     computed
// CHECK:     norm.apply
// CHECK:     refused: norm_module_from_mlir: expects module; got null
