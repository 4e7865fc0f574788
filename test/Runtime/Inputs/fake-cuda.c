/* A libcuda.so.1 that runs nothing: memory is the host's, and calls that a test looks at are printed. The variable
 * FAKE_CUDA_FAILS names a call that fails; FAKE_CUDA_CAPABILITY is the device's, 90 without it. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int answer(const char *call) {
  const char *fails = getenv("FAKE_CUDA_FAILS");
  return fails && strcmp(fails, call) == 0 ? 1 : 0;
}

static void *current;

int cuInit(unsigned flags) { return answer("cuInit"); }
int cuGetErrorName(int code, const char **name) {
  *name = "CUDA_ERROR_INVALID_VALUE";
  return 0;
}
int cuGetErrorString(int code, const char **text) {
  *text = "invalid argument";
  return 0;
}
int cuDeviceGet(int *device, int ordinal) {
  *device = ordinal;
  return answer("cuDeviceGet");
}
int cuDeviceGetAttribute(int *value, int attribute, int device) {
  const char *capability = getenv("FAKE_CUDA_CAPABILITY");
  int number = capability ? atoi(capability) : 90;
  *value = attribute == 75 ? number / 10 : number % 10;
  return 0;
}
int cuDevicePrimaryCtxRetain(void **context, int device) {
  printf(device ? "cuDevicePrimaryCtxRetain of %d\n" : "cuDevicePrimaryCtxRetain\n", device);
  *context = (void *)(uint64_t)(0x77 + device);
  return answer("cuDevicePrimaryCtxRetain");
}
int cuCtxGetCurrent(void **context) {
  *context = current;
  return 0;
}
int cuCtxSetCurrent(void *context) {
  current = context;
  return 0;
}
int cuCtxGetDevice(int *device) {
  *device = current ? (int)((uint64_t)current - 0x77) : 0;
  return 0;
}
int cuModuleLoadData(void **module, const void *image) {
  printf("cuModuleLoadData of a file of %.3s\n", (const char *)image + 1);
  *module = (void *)0x1;
  return answer("cuModuleLoadData");
}
int cuModuleLoadDataEx(void **module, const void *image, unsigned count, int *options, void **values) {
  const char *text = image;
  printf("cuModuleLoadDataEx of PTX that ends with \"%c\", level %d\n", text[strlen(text) - 2],
         options[count - 1] == 7 ? (int)(size_t)values[count - 1] : -1);
  *module = (void *)0x1;
  if (!answer("cuModuleLoadDataEx"))
    return 0;
  snprintf(values[0], (size_t)values[1], "ptxas fatal : Unsupported .version\nmore");
  return 1;
}
int cuModuleUnload(void *module) { return 0; }
int cuModuleGetFunction(void **function, void *module, const char *name) {
  printf("cuModuleGetFunction %s\n", name);
  *function = (void *)0x2;
  return answer("cuModuleGetFunction");
}
int cuLaunchKernel(void *function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                   unsigned shared, void *stream, void **parameters, void **extra) {
  printf("cuLaunchKernel %u x %u on stream %p\n", gx, bx, stream);
  return answer("cuLaunchKernel");
}

/* CUlaunchConfig, with the attribute for the blocks of a cluster. */
struct attribute {
  int id;
  char padding[4];
  unsigned x, y, z;
  char rest[52];
};
struct config {
  unsigned gx, gy, gz, bx, by, bz, shared;
  void *stream;
  struct attribute *attributes;
  unsigned count;
};
#ifndef WITHOUT_CLUSTERS
int cuLaunchKernelEx(const struct config *config, void *function, void **parameters, void **extra) {
  printf("cuLaunchKernelEx %u x %u, attribute %d: %u x %u x %u, on stream %p\n", config->gx, config->bx,
         config->attributes[0].id, config->attributes[0].x, config->attributes[0].y, config->attributes[0].z,
         config->stream);
  return answer("cuLaunchKernelEx");
}
#endif
int cuStreamCreate(void **stream, unsigned flags) {
  *stream = (void *)0x55;
  return answer("cuStreamCreate");
}
int cuStreamDestroy_v2(void *stream) { return 0; }
int cuStreamSynchronize(void *stream) { return answer("cuStreamSynchronize"); }
int cuMemAllocAsync(uint64_t *pointer, size_t bytes, void *stream) {
  *pointer = (uint64_t)calloc(1, bytes);
  return answer("cuMemAllocAsync");
}
int cuMemFreeAsync(uint64_t pointer, void *stream) {
  free((void *)pointer);
  return 0;
}
int cuMemcpyAsync(uint64_t to, uint64_t from, size_t bytes, void *stream) {
  memcpy((void *)to, (void *)from, bytes);
  return answer("cuMemcpyAsync");
}
