/*
 * Calls @layer_norm of layer_norm.mlir from C and checks it against the formula
 * in double.
 *
 *   norm-compile layer_norm.mlir -o layer_norm.o --serial --header=layer_norm.h
 *   cc main.c layer_norm.o -lm
 *
 * or, with OpenMP threads in a shared library,
 *
 *   norm-compile layer_norm.mlir -o liblayer_norm.so --header=layer_norm.h
 *   cc main.c liblayer_norm.so -lm -Wl,-rpath,'$ORIGIN'
 */
#include "layer_norm.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* What layer normalization is, of one row. */
static void reference(const float *x, const float *scale, const float *bias,
                      int64_t columns, double *y) {
  double mean = 0, variance = 0;
  for (int64_t j = 0; j < columns; ++j)
    mean += x[j] / (double)columns;
  for (int64_t j = 0; j < columns; ++j)
    variance += (x[j] - mean) * (x[j] - mean) / (double)columns;
  for (int64_t j = 0; j < columns; ++j)
    y[j] = (x[j] - mean) / sqrt(variance + 1e-5) * scale[j] + bias[j];
}

int main(void) {
  enum { rows = 37, columns = 1025 };
  float *x = malloc(sizeof(float) * rows * columns);
  float scale[columns], bias[columns];
  double expected[columns];
  if (!x)
    return 1;
  for (int64_t i = 0; i < rows * columns; ++i)
    x[i] = 1000.0f + (float)(i * 7919 % 4001) / 4000.0f;
  for (int64_t j = 0; j < columns; ++j) {
    scale[j] = 0.5f + (float)(j % 13) / 13.0f;
    bias[j] = (float)(j % 7) - 3.0f;
  }

  norm_memref_f32_2d x_memref = norm_dense_f32_2d(x, rows, columns);
  norm_memref_f32_1d scale_memref = norm_dense_f32_1d(scale, columns);
  norm_memref_f32_1d bias_memref = norm_dense_f32_1d(bias, columns);

  /* Sizes that do not fit are refused with a reason. */
  int64_t sizes[2];
  char message[256];
  norm_memref_f32_1d short_memref = norm_dense_f32_1d(scale, columns - 1);
  if (layer_norm__prepare(&x_memref, &short_memref, &bias_memref, sizes,
                          message, sizeof message) != 0)
    printf("refused: %s\n", message);

  /* Sizes that fit give the sizes of the result. */
  if (layer_norm__prepare(&x_memref, &scale_memref, &bias_memref, sizes,
                          message, sizeof message) != 0) {
    printf("unexpected: %s\n", message);
    return 1;
  }
  printf("result: %lld x %lld\n", (long long)sizes[0], (long long)sizes[1]);
  float *y = malloc(sizeof(float) * (size_t)(sizes[0] * sizes[1]));
  if (!y)
    return 1;
  norm_memref_f32_2d y_memref = norm_dense_f32_2d(y, sizes[0], sizes[1]);
  layer_norm(&x_memref, &scale_memref, &bias_memref, &y_memref);

  /* Units of the last place of 1, for results of about that size. */
  double worst = 0;
  for (int64_t i = 0; i < rows; ++i) {
    reference(x + i * columns, scale, bias, columns, expected);
    for (int64_t j = 0; j < columns; ++j) {
      double error = fabs(y[i * columns + j] - expected[j]) /
                     (1 + fabs(expected[j])) / 1.1920929e-07;
      if (!(error <= worst))
        worst = error;
    }
  }
  free(x);
  free(y);
  printf("error: %s\n", worst < 4 ? "below 4 eps" : "FAILED");
  return worst < 4 ? 0 : 1;
}
