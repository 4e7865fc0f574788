/* Calls @two_norms of two-norms.mlir as TVM-FFI calls functions, with an interface of TVM-FFI's that this file makes up:
 * errors and what is asked for are printed. An argument is the DLPack type of the device, 1 or 2; a second one is what
 * goes wrong. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tensor {
  void *data;
  int32_t device_type, device_id, rank;
  uint8_t code, bits;
  uint16_t lanes;
  int64_t *shape, *strides;
  uint64_t byte_offset;
};
struct object {
  char header[24];
  struct tensor tensor;
};
struct value {
  int32_t kind;
  uint32_t zero;
  union {
    int64_t integer;
    double number;
    void *pointer;
  };
};

int __tvm_ffi_two_norms(void *handle, const struct value *values, int32_t count, struct value *result);

void TVMFFIErrorSetRaisedFromCStr(const char *kind, const char *message) { printf("%s: %s\n", kind, message); }
void *TVMFFIEnvGetStream(int32_t type, int32_t id) { return (void *)(uint64_t)(0x1000 * type + id); }
static int allocates = 1;
void *TVMFFIEnvGetDLPackManagedTensorAllocator(void) { return allocates ? &allocates : NULL; }
int TVMFFIEnvTensorAlloc(struct tensor *like, void **result) {
  struct object *object = calloc(1, sizeof(struct object));
  printf("allocated on %d:%d: rank %d, type %d of %d bits, %d x %d\n", like->device_type, like->device_id, like->rank,
         like->code, like->bits, (int)like->shape[0], (int)like->shape[1]);
  object->tensor = *like;
  object->tensor.shape = malloc(sizeof(int64_t) * like->rank);
  memcpy(object->tensor.shape, like->shape, sizeof(int64_t) * like->rank);
  object->tensor.data = calloc(like->shape[0] * like->shape[1], like->bits / 8);
  *result = object;
  return 0;
}
int TVMFFIObjectDecRef(void *object) {
  printf("released\n");
  free(((struct object *)object)->tensor.shape);
  free(((struct object *)object)->tensor.data);
  free(object);
  return 0;
}

static void call(const char *what, struct value *values, int count) {
  struct value result = {0};
  int code = __tvm_ffi_two_norms(NULL, values, count, &result);
  printf("%s: %d, kind %d\n", what, code, result.kind);
  if (result.kind == 70)
    TVMFFIObjectDecRef(result.pointer);
}

int main(int argc, char **argv) {
  int device = atoi(argv[1]);
  const char *wrong = argc > 2 ? argv[2] : "";
  int64_t shape[] = {3, 64};
  float *x = calloc(3 * 64, sizeof(float)), *y = calloc(3 * 64, sizeof(float));
  for (int i = 0; i < 3 * 64; ++i)
    x[i] = (float)(i % 7);
  struct tensor input = {x, device, 0, 2, 2, 32, 1, shape, NULL, 0}, output = input;
  output.data = y;
  struct value values[] = {{7, 0, {.pointer = &input}}, {7, 0, {.pointer = &output}}};
  if (strcmp(wrong, "device") == 0)
    input.device_type = 3 - device;
  if (strcmp(wrong, "other") == 0)
    output.device_id = 1;
  if (strcmp(wrong, "second") == 0)
    input.device_id = output.device_id = 1;
  if (strcmp(wrong, "lanes") == 0)
    input.lanes = 2;
  if (strcmp(wrong, "allocator") == 0)
    allocates = 0;
  if (strcmp(wrong, "shape") == 0)
    shape[1] = 63;
  if (strcmp(wrong, "kind") == 0)
    values[0].kind = 4;
  call("given", values, 2);
  call("allocated", values, 1);
  if (device == 1 && !*wrong)
    printf("%s\n", y[0] != 0 ? "computed" : "not computed");
  free(x);
  free(y);
  return 0;
}
