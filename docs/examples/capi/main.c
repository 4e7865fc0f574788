/* Compiles a LayerNorm in this process and calls it:
 *
 *   cc main.c $(pkg-config --cflags --libs normmlir) -o main
 *
 * or with CMakeLists.txt beside it. */
#include "norm-mlir-c/Norm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char text[] =
    "func.func @f(%x: tensor<?x4xf32>, %w: tensor<4xf32>) -> tensor<?x4xf32> {\n"
    "  %y = norm.layer_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x4xf32>\n"
    "  return %y : tensor<?x4xf32>\n"
    "}\n";

/* Every error has a text, one line. */
static void check(NormStatus status, char *message) {
  if (status == NORM_OK)
    return;
  fprintf(stderr, "main: %s\n", message);
  exit(1);
}

int main(void) {
  char *message;
  NormContext *context;
  NormModule *module;
  NormExecutable *executable;
  NormFunction *f;
  check(norm_context_create(&context, &message), message);
  check(norm_module_parse(context, text, strlen(text), "text", &module, &message), message);
  check(norm_module_compile(module, NULL, &executable, &message), message);
  check(norm_executable_lookup(executable, "f", &f, &message), message);

  float x[] = {1, 2, 3, 4, 10, 20, 30, 40}, w[] = {1, 1, 1, 2}, y[8];
  int64_t rows[] = {2, 4}, row[] = {4}, short_row[] = {3};
  NormTensor inputs[] = {{x, NORM_F32, 2, rows, NULL}, {w, NORM_F32, 1, row, NULL}};
  NormTensor result = {y, NORM_F32, 2, rows, NULL};
  check(norm_function_call(f, inputs, 2, &result, 1, &message), message);
  for (int i = 0; i < 8; ++i)
    printf("%7.4f%s", y[i], i % 4 == 3 ? "\n" : " ");

  inputs[1].sizes = short_row; /* What does not fit is refused with a reason. */
  if (norm_function_call(f, inputs, 2, &result, 1, &message) != NORM_OK)
    printf("refused: %s\n", message);
  norm_free(message);
  norm_function_destroy(f);
  norm_executable_destroy(executable);
  norm_module_destroy(module);
  norm_context_destroy(context);
  return 0;
}
