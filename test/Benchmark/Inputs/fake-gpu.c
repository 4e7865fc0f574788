/* The driver of test/Runtime that runs nothing, with what benchmarks call beside launches: memory is the host's, events
 * are the host's clock, and a graph is empty. The device has 1 MiB of second-level cache. */
#include <stdio.h>
#define cuDeviceGetAttribute fakeCapability
#define printf(...) ((void)0)
#include "../../Runtime/Inputs/fake-cuda.c"
#undef printf
#undef cuDeviceGetAttribute
#include <time.h>

int cuDeviceGetAttribute(int *value, int attribute, int device) {
  if (attribute == 75 || attribute == 76)
    return fakeCapability(value, attribute, device);
  *value = attribute == 38 ? 1 << 20 : 1;
  return 0;
}
int cuDeviceGetName(char *name, int length, int device) {
  snprintf(name, (size_t)length, "Fake GPU");
  return 0;
}
int cuDriverGetVersion(int *version) {
  *version = 13000;
  return 0;
}
int cuMemAlloc_v2(uint64_t *pointer, size_t bytes) {
  *pointer = (uint64_t)aligned_alloc(256, (bytes + 255) / 256 * 256);
  return answer("cuMemAlloc_v2");
}
int cuMemFree_v2(uint64_t pointer) {
  free((void *)pointer);
  return 0;
}
int cuMemcpyHtoDAsync_v2(uint64_t to, const void *from, size_t bytes, void *stream) {
  memcpy((void *)to, from, bytes);
  return answer("cuMemcpyHtoDAsync_v2");
}
int cuMemcpyDtoH_v2(void *to, uint64_t from, size_t bytes) {
  memcpy(to, (void *)from, bytes);
  return answer("cuMemcpyDtoH_v2");
}
int cuMemcpyDtoDAsync_v2(uint64_t to, uint64_t from, size_t bytes, void *stream) {
  memmove((void *)to, (void *)from, bytes);
  return answer("cuMemcpyDtoDAsync_v2");
}
int cuMemsetD8Async(uint64_t to, unsigned char byte, size_t count, void *stream) {
  memset((void *)to, byte, count);
  return answer("cuMemsetD8Async");
}
int cuEventCreate(void **event, unsigned flags) {
  *event = calloc(1, sizeof(struct timespec));
  return 0;
}
int cuEventRecord(void *event, void *stream) {
  clock_gettime(CLOCK_MONOTONIC, event);
  return answer("cuEventRecord");
}
int cuEventSynchronize(void *event) { return answer("cuEventSynchronize"); }
int cuEventElapsedTime(float *milliseconds, void *from, void *to) {
  const struct timespec *begin = from, *end = to;
  *milliseconds =
      1e3f * (float)(end->tv_sec - begin->tv_sec) + 1e-6f * (float)(end->tv_nsec - begin->tv_nsec);
  return 0;
}
int cuStreamBeginCapture_v2(void *stream, int mode) { return answer("cuStreamBeginCapture_v2"); }
int cuStreamEndCapture(void *stream, void **graph) {
  *graph = (void *)0x3;
  return answer("cuStreamEndCapture");
}
int cuGraphInstantiateWithFlags(void **executable, void *graph, uint64_t flags) {
  *executable = (void *)0x4;
  return 0;
}
int cuGraphLaunch(void *executable, void *stream) { return answer("cuGraphLaunch"); }
int cuGraphExecDestroy(void *executable) { return 0; }
int cuGraphDestroy(void *graph) { return 0; }
