/* Calls @two_norms of two-norms.mlir twice, on a stream that it makes up. */
#include "two_norms.h"
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  int64_t rows = 5, sizes[2], scratch_bytes;
  char message[256] = "";
  float *x = calloc(rows * 64, sizeof(float)), *z = calloc(rows * 64, sizeof(float));
  norm_memref_f32_2d input = norm_dense_f32_2d(x, rows, 64), output = norm_dense_f32_2d(z, rows, 64);
  norm_memref_f32_2d wrong = norm_dense_f32_2d(x, rows, 63);
  if (two_norms__prepare(&wrong, sizes, &scratch_bytes, message, sizeof(message)) != 0)
    printf("refused: %s\n", message);
  if (two_norms__prepare(&input, sizes, &scratch_bytes, message, sizeof(message)) != 0)
    return 1;
  printf("sizes %d x %d, %d bytes of scratch\n", (int)sizes[0], (int)sizes[1], (int)scratch_bytes);
  void *scratch = aligned_alloc(256, scratch_bytes);
  for (int call = 0; call < 2; ++call)
    if (two_norms(&input, &output, scratch, (void *)0x1234, message, sizeof(message)) != 0)
      printf("failed: %s\n", message);
  free(x);
  free(z);
  free(scratch);
  return 0;
}
