// Layer normalization of static and dynamic sizes, compiled in the process and
// called with dense buffers, strides, memref descriptors, bf16 and scalars.
// Every value is compared with the formula in double.
//
// RUN: %normc_cc %s %normc_libs -o %t && %t | FileCheck %s
// RUN: env OMP_NUM_THREADS=1 %t | FileCheck %s

#include "Inputs/check.h"

static const char *const text =
    "func.func @dynamic(%x: tensor<?x?xf32>, %w: tensor<?xf32>,\n"
    "                   %b: tensor<?xf32>) -> tensor<?x?xf32> {\n"
    "  %y = norm.layer_norm %x scale(%w : tensor<?xf32>)\n"
    "       bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5\n"
    "       : tensor<?x?xf32>\n"
    "  return %y : tensor<?x?xf32>\n"
    "}\n"
    "func.func @fixed(%x: tensor<3x17xf32>, %w: tensor<17xf32>,\n"
    "                 %b: tensor<17xf32>) -> tensor<3x17xf32> {\n"
    "  %y = norm.layer_norm %x scale(%w : tensor<17xf32>)\n"
    "       bias(%b : tensor<17xf32>) axes = [1] epsilon = 1.0e-5\n"
    "       : tensor<3x17xf32>\n"
    "  return %y : tensor<3x17xf32>\n"
    "}\n"
    "func.func @narrow(%x: tensor<?x?xbf16>) -> tensor<?x?xbf16> {\n"
    "  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5\n"
    "       : tensor<?x?xbf16>\n"
    "  return %y : tensor<?x?xbf16>\n"
    "}\n"
    "func.func @scaled(%x: tensor<?xf32>, %factor: f32)\n"
    "    -> (tensor<?xf32>, f32) {\n"
    "  %zero = arith.constant 0 : index\n"
    "  %n = tensor.dim %x, %zero : tensor<?xf32>\n"
    "  %f = tensor.splat %factor[%n] : tensor<?xf32>\n"
    "  %s = arith.mulf %x, %f : tensor<?xf32>\n"
    "  %y = norm.rms_norm %s axes = [0] epsilon = 0.0 : tensor<?xf32>\n"
    "  return %y, %factor : tensor<?xf32>, f32\n"
    "}\n";

enum { max_rows = 64, max_columns = 600 };
static float x[2 * max_rows * max_columns], y[2 * max_rows * max_columns];
static float w[max_columns], b[max_columns];
static char *message;

static void fill(void) {
  for (int64_t i = 0; i < 2 * max_rows * max_columns; ++i)
    x[i] = 1000.0f + (float)(i * 7919 % 4001) / 4000.0f;
  for (int64_t j = 0; j < max_columns; ++j) {
    w[j] = 0.5f + (float)(j % 13) / 13.0f;
    b[j] = (float)(j % 7) - 3.0f;
  }
}

static NormTensor tensor(void *data, NormType type, int32_t rank,
                         const int64_t *sizes, const int64_t *strides) {
  NormTensor made = {data, type, rank, sizes, strides};
  return made;
}

/// Ends the test unless y is the norm of x, with these strides.
static void compare(const int64_t *sizes, const int64_t *strides_x,
                    const int64_t *strides_y, const char *what) {
  double expected[max_columns], worst = 0;
  for (int64_t i = 0; i < sizes[0]; ++i) {
    layer_norm_row(x + i * strides_x[0], strides_x[1], sizes[1], w, b,
                   expected);
    for (int64_t j = 0; j < sizes[1]; ++j) {
      double error =
          distance(y[i * strides_y[0] + j * strides_y[1]], expected[j]);
      worst = error > worst ? error : worst;
    }
  }
  printf("%s: %s\n", what, worst < 4 ? "below 4 eps" : "FAILED");
  CHECK(worst < 4);
}

/// Calls on x and y with these strides, which may be null.
static void call(const NormFunction *function, const int64_t *sizes,
                 const int64_t *strides_x, const int64_t *strides_y,
                 const char *what) {
  NormTensor inputs[] = {tensor(x, NORM_F32, 2, sizes, strides_x),
                         tensor(w, NORM_F32, 1, sizes + 1, NULL),
                         tensor(b, NORM_F32, 1, sizes + 1, NULL)};
  NormTensor result = tensor(y, NORM_F32, 2, sizes, strides_y);
  int64_t prepared[2] = {-1, -1};
  CHECK_OK(norm_function_prepare(function, inputs, 3, prepared, 2, &message));
  CHECK(prepared[0] == sizes[0] && prepared[1] == sizes[1]);
  memset(y, 0xff, sizeof y); // NaN
  CHECK_OK(norm_function_call(function, inputs, 3, &result, 1, &message));
  const int64_t dense[] = {sizes[1], 1};
  compare(sizes, strides_x ? strides_x : dense, strides_y ? strides_y : dense,
          what);
}

static void call_everything(const NormFunction *dynamic) {
  const int64_t sizes[][2] = {{7, 600}, {64, 1}, {1, 599}, {3, 17}};
  for (int i = 0; i < 4; ++i)
    call(dynamic, sizes[i], NULL, NULL, "dynamic");
  const int64_t none[2] = {0, 5};
  call(dynamic, none, NULL, NULL, "no rows");
  // Rows with something between them, and columns of a transposed buffer.
  const int64_t padded[] = {23, 1}, transposed[] = {1, 3}, apart[] = {60, 2};
  call(dynamic, sizes[3], padded, NULL, "padded rows");
  call(dynamic, sizes[3], transposed, NULL, "transposed input");
  call(dynamic, sizes[3], padded, transposed, "transposed result");
  call(dynamic, sizes[3], apart, apart, "every second element");
}

/// As upstream's callers pass tensors.
static void call_descriptors(const NormFunction *function) {
  struct {
    float *allocated, *aligned;
    int64_t offset, sizes[2], strides[2];
  } in = {x, x, 5, {3, 17}, {23, 1}}, out = {y, y, 0, {3, 17}, {17, 1}};
  struct {
    float *allocated, *aligned;
    int64_t offset, sizes[1], strides[1];
  } scale = {w, w, 0, {17}, {1}}, bias = {b, b, 0, {17}, {1}};
  void *inputs[] = {&in, &scale, &bias}, *results[] = {&out};
  memset(y, 0xff, sizeof y);
  CHECK_OK(norm_function_call_memrefs(function, inputs, results, &message));
  double expected[17];
  for (int64_t i = 0; i < 3; ++i) {
    layer_norm_row(x + 5 + i * 23, 1, 17, w, b, expected);
    for (int64_t j = 0; j < 17; ++j)
      CHECK(distance(y[i * 17 + j], expected[j]) < 4);
  }
  printf("descriptors: as expected\n");
}

static void call_bound(const NormFunction *function) {
  const int64_t sizes[] = {5, 33}, dense[] = {33, 1};
  NormTensor inputs[] = {tensor(x, NORM_F32, 2, sizes, NULL),
                         tensor(w, NORM_F32, 1, sizes + 1, NULL),
                         tensor(b, NORM_F32, 1, sizes + 1, NULL)};
  NormTensor result = tensor(y, NORM_F32, 2, sizes, NULL);
  NormCall *bound = NULL;
  CHECK_OK(
      norm_function_bind(function, inputs, 3, &result, 1, &bound, &message));
  for (int i = 0; i < 3; ++i) {
    x[7] += 1.0f; // Each call reads what is there now.
    memset(y, 0xff, sizeof y);
    CHECK_OK(norm_call_run(bound, &message));
    compare(sizes, dense, dense, "bound");
  }
  norm_call_destroy(bound);
  fill();
}

static void call_narrow(const NormFunction *function) {
  enum { rows = 3, columns = 37 };
  static uint16_t in[rows * columns], out[rows * columns];
  float wide[rows * columns], ones[columns], zeros[columns] = {0};
  double expected[columns];
  for (int64_t i = 0; i < rows * columns; ++i) {
    in[i] = to_bf16((float)(i * 31 % 17) - 4.0f);
    wide[i] = from_bf16(in[i]);
  }
  for (int64_t j = 0; j < columns; ++j)
    ones[j] = 1;
  const int64_t sizes[] = {rows, columns};
  NormTensor input = tensor(in, NORM_BF16, 2, sizes, NULL);
  NormTensor result = tensor(out, NORM_BF16, 2, sizes, NULL);
  CHECK_OK(norm_function_call(function, &input, 1, &result, 1, &message));
  for (int64_t i = 0; i < rows; ++i) {
    layer_norm_row(wide + i * columns, 1, columns, ones, zeros, expected);
    for (int64_t j = 0; j < columns; ++j) {
      float nearest = from_bf16(to_bf16((float)expected[j]));
      CHECK(fabs(from_bf16(out[i * columns + j]) - nearest) <=
            fabs(nearest) / 128);
    }
  }
  printf("bf16: as expected\n");
}

static void call_scalars(const NormFunction *function) {
  float values[] = {1, -2, 2}, factor = -3, got[3], returned = 0;
  const int64_t size = 3;
  NormTensor inputs[] = {tensor(values, NORM_F32, 1, &size, NULL),
                         tensor(&factor, NORM_F32, 0, NULL, NULL)};
  NormTensor results[] = {tensor(got, NORM_F32, 1, &size, NULL),
                          tensor(&returned, NORM_F32, 0, NULL, NULL)};
  CHECK(norm_function_input_type(function, 1)->is_scalar);
  CHECK_OK(norm_function_call(function, inputs, 2, results, 2, &message));
  for (int i = 0; i < 3; ++i)
    CHECK(distance(got[i], -values[i] / sqrt(3.0)) < 4);
  CHECK(returned == factor);
  printf("scalars: as expected\n");
}

static NormFunction *lookup(const NormExecutable *executable,
                            const char *name) {
  NormFunction *function = NULL;
  CHECK_OK(norm_executable_lookup(executable, name, &function, &message));
  CHECK(strcmp(norm_function_name(function), name) == 0);
  return function;
}

/// What a module states of its functions.
static void check_signature(const NormFunction *dynamic,
                            const NormFunction *fixed) {
  CHECK(norm_function_num_inputs(dynamic) == 3);
  CHECK(norm_function_num_results(dynamic) == 1);
  const NormTensorType *type = norm_function_input_type(dynamic, 0);
  CHECK(type->type == NORM_F32 && type->rank == 2 && !type->is_scalar);
  CHECK(type->sizes[0] == NORM_DYNAMIC_SIZE);
  type = norm_function_result_type(fixed, 0);
  CHECK(type->sizes[0] == 3 && type->sizes[1] == 17);
  CHECK(norm_function_input_type(fixed, 3) == NULL);
  CHECK(norm_function_result_type(fixed, 1) == NULL);
}

int main(void) {
  fill();
  NormContext *context = NULL;
  CHECK_OK(norm_context_create(&context, &message));
  NormModule *module = NULL;
  CHECK_OK(norm_module_parse(context, text, strlen(text), "calls.c", &module,
                             &message));
  const int64_t fixed_sizes[] = {3, 17};
  for (int variant = 0; variant < 3; ++variant) {
    NormCompileOptions options = NORM_COMPILE_OPTIONS;
    options.serial = variant == 1;
    options.cpu = variant == 2 ? "x86-64-v2" : NULL;
    NormExecutable *executable = NULL;
    CHECK_OK(norm_module_compile(module, &options, &executable, &message));
    NormFunction *dynamic = lookup(executable, "dynamic");
    NormFunction *fixed = lookup(executable, "fixed");
    NormFunction *narrow = lookup(executable, "narrow");
    NormFunction *scaled = lookup(executable, "scaled");
    norm_executable_destroy(executable); // Functions keep what they need.
    printf("%s\n", variant == 0 ? "threads" : variant == 1 ? "serial" : "v2");
    check_signature(dynamic, fixed);
    call(fixed, fixed_sizes, NULL, NULL, "static");
    call_everything(dynamic);
    call_descriptors(dynamic);
    call_bound(dynamic);
    call_narrow(narrow);
    call_scalars(scaled);
    norm_function_destroy(dynamic);
    norm_function_destroy(fixed);
    norm_function_destroy(narrow);
    norm_function_destroy(scaled);
  }
  NormFunction *specialized = NULL;
  CHECK_OK(norm_module_specialize(module, "dynamic", 2, NULL, &specialized,
                                  &message));
  // In an order in which no handle outlives what it was made of.
  norm_context_destroy(context);
  norm_module_destroy(module);
  printf("specialized\n");
  call_everything(specialized);
  norm_function_destroy(specialized);
  printf("done\n");
  return 0;
}

// CHECK:      threads
// CHECK-NEXT: static: below 4 eps
// CHECK-NEXT: dynamic: below 4 eps
// CHECK-NEXT: dynamic: below 4 eps
// CHECK-NEXT: dynamic: below 4 eps
// CHECK-NEXT: dynamic: below 4 eps
// CHECK-NEXT: no rows: below 4 eps
// CHECK-NEXT: padded rows: below 4 eps
// CHECK-NEXT: transposed input: below 4 eps
// CHECK-NEXT: transposed result: below 4 eps
// CHECK-NEXT: every second element: below 4 eps
// CHECK-NEXT: descriptors: as expected
// CHECK-COUNT-3: bound: below 4 eps
// CHECK-NEXT: bf16: as expected
// CHECK-NEXT: scalars: as expected
// CHECK-NEXT: serial
// CHECK:      descriptors: as expected
// CHECK:      scalars: as expected
// CHECK-NEXT: v2
// CHECK:      descriptors: as expected
// CHECK:      scalars: as expected
// CHECK-NEXT: specialized
// CHECK:      every second element: below 4 eps
// CHECK-NEXT: done
