/*
 * What has to run without an interpreter around it: loops of calls of compiled
 * functions, and the copies that they are compared with. Compiled by the
 * harness; see native.py.
 */
#include <stdint.h>
#include <string.h>
#include <time.h>
#ifdef _OPENMP
#include <omp.h>
#endif

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Threads of the loops of this thread from now on. */
void bench_set_threads(int threads) {
#ifdef _OPENMP
  omp_set_num_threads(threads);
#else
  (void)threads;
#endif
}

/* Whether copies can use several threads. */
int bench_has_threads(void) {
#ifdef _OPENMP
  return 1;
#else
  return 0;
#endif
}

/* A call of the C entry of a compiled function: pointers to descriptors. */
typedef struct {
  void (*function)();
  int64_t count;
  void *arguments[14];
} Call;

static void invoke(const Call *call) {
  void *const *a = call->arguments;
  typedef void *P;
  switch (call->count) {
#define NORM_CASE(n, types, values)                                            \
  case n:                                                                      \
    ((void(*) types)call->function)values;                                     \
    break;
    NORM_CASE(2, (P, P), (a[0], a[1]))
    NORM_CASE(3, (P, P, P), (a[0], a[1], a[2]))
    NORM_CASE(4, (P, P, P, P), (a[0], a[1], a[2], a[3]))
    NORM_CASE(5, (P, P, P, P, P), (a[0], a[1], a[2], a[3], a[4]))
    NORM_CASE(6, (P, P, P, P, P, P), (a[0], a[1], a[2], a[3], a[4], a[5]))
    NORM_CASE(7, (P, P, P, P, P, P, P),
              (a[0], a[1], a[2], a[3], a[4], a[5], a[6]))
    NORM_CASE(8, (P, P, P, P, P, P, P, P),
              (a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]))
    NORM_CASE(9, (P, P, P, P, P, P, P, P, P),
              (a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]))
    NORM_CASE(10, (P, P, P, P, P, P, P, P, P, P),
              (a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]))
  }
}

/*
 * Seconds of `iterations` iterations. One is `steps` calls on one set of
 * buffers; iteration i takes set (start + i) % sets.
 */
double bench_calls(const Call *calls, int64_t steps, int64_t sets,
                   int64_t start, int64_t iterations) {
  int64_t set = start % sets;
  double begin = seconds();
  for (int64_t i = 0; i < iterations; ++i) {
    for (int64_t step = 0; step < steps; ++step)
      invoke(&calls[set * steps + step]);
    set = set + 1 == sets ? 0 : set + 1;
  }
  return seconds() - begin;
}

typedef float Vector __attribute__((vector_size(64)));

static void copy_vectors(char *to, const char *from, int64_t bytes) {
  Vector *out = (Vector *)to;
  const Vector *in = (const Vector *)from;
  for (int64_t i = 0; i < bytes / (int64_t)sizeof(Vector); ++i)
    out[i] = in[i];
}

static void copy_nontemporal(char *to, const char *from, int64_t bytes) {
#if defined(__clang__)
  Vector *out = (Vector *)to;
  const Vector *in = (const Vector *)from;
  for (int64_t i = 0; i < bytes / (int64_t)sizeof(Vector); ++i)
    __builtin_nontemporal_store(in[i], &out[i]);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
#else
  copy_vectors(to, from, bytes);
#endif
}

static void copy_part(int kind, char *to, const char *from, int64_t bytes) {
  if (kind == 0)
    memcpy(to, from, (size_t)bytes);
  else if (kind == 1)
    copy_vectors(to, from, bytes);
  else
    copy_nontemporal(to, from, bytes);
}

static void copy_once(int kind, char *to, const char *from, int64_t bytes,
                      int threads) {
  if (threads == 1) {
    copy_part(kind, to, from, bytes);
    return;
  }
  int64_t part = (bytes / threads + 63) / 64 * 64;
#ifdef _OPENMP
#pragma omp parallel for schedule(static) num_threads(threads)
#endif
  for (int thread = 0; thread < threads; ++thread) {
    int64_t begin = thread * part;
    int64_t end = begin + part < bytes ? begin + part : bytes;
    if (begin < end)
      copy_part(kind, to + begin, from + begin, end - begin);
  }
}

/*
 * Seconds of `iterations` copies of `bytes` bytes, a multiple of 64, between
 * buffers aligned to 64. `kind` is 0 for memcpy, 1 for a loop of vectors, 2 for
 * a loop with non-temporal stores.
 */
double bench_copies(int kind, char *const *to, char *const *from, int64_t bytes,
                    int64_t sets, int64_t start, int64_t iterations,
                    int threads) {
  int64_t set = start % sets;
  double begin = seconds();
  for (int64_t i = 0; i < iterations; ++i) {
    copy_once(kind, to[set], from[set], bytes, threads);
    set = set + 1 == sets ? 0 : set + 1;
  }
  return seconds() - begin;
}
