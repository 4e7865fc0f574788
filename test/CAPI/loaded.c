// The library in a process that loads it by itself, with no name of it visible
// to others, as interpreters do; and after another copy of our passes.
//
// RUN: %normc_cc %s -ldl -lm -o %t && %t %norm_obj_root/lib/libNormC.so | FileCheck %s
// RUN: %t %norm_obj_root/lib/libNormC.so %norm_plugin | FileCheck %s --check-prefix=PLUGIN
//
// CHECK: 0.8485 1.1314
// PLUGIN: 7: norm_context_create: expects this process to have the passes of libNormC.so alone; got those of NormPlugin.so or another copy

#define _POSIX_C_SOURCE 200809L
#include "Inputs/check.h"

#include <dlfcn.h>

static void *library;

/// FIND(f): a pointer f_ to the function f of the library.
#define FIND(name)                                                             \
  __typeof__(&name) name##_;                                                   \
  *(void **)&name##_ = dlsym(library, #name);                                  \
  CHECK(name##_)

/// What upstream's tools call of a plugin.
typedef struct {
  uint32_t version;
  const char *name, *plugin_version;
  void (*register_passes)(void);
} PluginInfo;

static void load_plugin(const char *path) {
  void *plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  PluginInfo (*get_info)(void);
  CHECK(plugin);
  *(void **)&get_info = dlsym(plugin, "mlirGetPassPluginInfo");
  CHECK(get_info);
  get_info().register_passes();
}

int main(int argc, char **argv) {
  CHECK(argc >= 2);
  library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (!library)
    printf("%s\n", dlerror());
  CHECK(library);
  if (argc > 2)
    load_plugin(argv[2]);
  FIND(norm_context_create);
  FIND(norm_context_destroy);
  FIND(norm_module_parse);
  FIND(norm_module_destroy);
  FIND(norm_module_specialize);
  FIND(norm_function_call);
  FIND(norm_function_destroy);

  char *message = NULL;
  NormContext *context = NULL;
  NormStatus status = norm_context_create_(&context, &message);
  if (status != NORM_OK) {
    printf("%d: %s\n", (int)status, message);
    free(message);
    return 0;
  }
  const char *text = "func.func @f(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {\n"
                     "  %y = norm.rms_norm %x axes = [1] epsilon = 0.0\n"
                     "       : tensor<?x?xf32>\n"
                     "  return %y : tensor<?x?xf32>\n}\n";
  NormModule *module = NULL;
  NormFunction *function = NULL;
  CHECK_OK(
      norm_module_parse_(context, text, strlen(text), NULL, &module, &message));
  // With loops on threads, whose functions no library shows by name.
  CHECK_OK(norm_module_specialize_(module, "f", 0, NULL, &function, &message));
  float x[] = {3, 4}, y[2];
  const int64_t sizes[] = {1, 2};
  NormTensor input = {x, NORM_F32, 2, sizes, NULL};
  NormTensor result = {y, NORM_F32, 2, sizes, NULL};
  CHECK_OK(norm_function_call_(function, &input, 1, &result, 1, &message));
  printf("%.4f %.4f\n", y[0], y[1]);
  norm_function_destroy_(function);
  norm_module_destroy_(module);
  norm_context_destroy_(context);
  return 0;
}
