// Threads that parse, compile, call and destroy with one context, and with
// their own, at the same time.
//
// RUN: %normc_cc %s %normc_libs -o %t && env OMP_NUM_THREADS=2 %t | FileCheck %s
// CHECK: done

#include "Inputs/check.h"

#include <pthread.h>

enum { num_threads = 4, num_rounds = 3, columns = 19 };

static NormContext *shared;
/// Compiled for the sizes of calls, while others call it.
static NormFunction *specialized;

static NormFunction *compile(NormContext *context, int number) {
  char text[300], *message = NULL;
  // Threads of an even number compile the same.
  int written =
      snprintf(text, sizeof text,
               "func.func @f(%%x: tensor<?x?xf32>) -> tensor<?x?xf32> {\n"
               "  %%y = norm.rms_norm %%x axes = [1] epsilon = %d.0e-30 :\n"
               "       tensor<?x?xf32>\n"
               "  return %%y : tensor<?x?xf32>\n}\n",
               number % 2 == 0 ? 1 : number);
  NormModule *module = NULL;
  CHECK_OK(norm_module_parse(context, text, (size_t)written, NULL, &module,
                             &message));
  CHECK_OK(norm_module_run_pipeline(module, "builtin.module(norm-generalize)",
                                    &message));
  NormExecutable *executable = NULL;
  NormFunction *function = NULL;
  CHECK_OK(norm_module_compile(module, NULL, &executable, &message));
  CHECK_OK(norm_executable_lookup(executable, NULL, &function, &message));
  norm_module_destroy(module);
  norm_executable_destroy(executable);
  return function;
}

/// Normalizes `rows` rows of ones and checks them.
static void call(const NormFunction *function, int64_t rows) {
  float *x = malloc(sizeof *x * (size_t)rows * columns);
  float *y = malloc(sizeof *y * (size_t)rows * columns);
  char *message = NULL;
  CHECK(x && y);
  for (int64_t i = 0; i < rows * columns; ++i)
    x[i] = 3;
  const int64_t sizes[] = {rows, columns};
  NormTensor input = {x, NORM_F32, 2, sizes, NULL};
  NormTensor result = {y, NORM_F32, 2, sizes, NULL};
  CHECK_OK(norm_function_call(function, &input, 1, &result, 1, &message));
  for (int64_t i = 0; i < rows * columns; ++i)
    CHECK(distance(y[i], 1) < 4);
  free(x);
  free(y);
}

static void *work(void *data) {
  int number = *(int *)data;
  for (int round = 0; round < num_rounds; ++round) {
    NormFunction *function = compile(shared, number);
    call(function, 100 + number);
    norm_function_destroy(function);
    call(specialized, 1 + (number + round) % 3);
  }
  char *message = NULL;
  NormContext *own = NULL;
  CHECK_OK(norm_context_create(&own, &message));
  NormFunction *function = compile(own, number);
  norm_context_destroy(own);
  call(function, 3);
  norm_function_destroy(function);
  // An error is the thread's own.
  CHECK(norm_set_max_threads(-number, &message) == NORM_INVALID_ARGUMENT);
  CHECK(atoi(strrchr(message, ' ')) == -number);
  norm_free(message);
  return NULL;
}

int main(void) {
  char *message = NULL;
  int32_t threads = 0;
  CHECK_OK(norm_set_max_threads(2, &message));
  CHECK_OK(norm_get_max_threads(&threads, &message));
  CHECK(threads == 2);
  CHECK_OK(norm_context_create(&shared, &message));
  const char *text = "func.func @g(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {\n"
                     "  %y = norm.rms_norm %x axes = [1] epsilon = 0.0\n"
                     "       : tensor<?x?xf32>\n"
                     "  return %y : tensor<?x?xf32>\n}\n";
  NormModule *module = NULL;
  CHECK_OK(
      norm_module_parse(shared, text, strlen(text), NULL, &module, &message));
  CHECK_OK(
      norm_module_specialize(module, NULL, 2, NULL, &specialized, &message));
  norm_module_destroy(module);

  pthread_t ids[num_threads];
  int numbers[num_threads];
  for (int i = 0; i < num_threads; ++i) {
    numbers[i] = i;
    CHECK(pthread_create(&ids[i], NULL, work, &numbers[i]) == 0);
  }
  for (int i = 0; i < num_threads; ++i)
    CHECK(pthread_join(ids[i], NULL) == 0);
  norm_function_destroy(specialized);
  norm_context_destroy(shared);
  printf("done\n");
  return 0;
}
