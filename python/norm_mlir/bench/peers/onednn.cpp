//===- onednn.cpp - Normalizations by primitives of oneDNN ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compiled by onednn.py on first use, and called through ctypes. A program is a
// list of primitives for one graph, bound to sets of buffers that the caller
// owns, and run in a timed loop. What oneDNN 3.2 has no primitive for is
// composed: RMS normalization of a reduction and a layer normalization of given
// statistics, instance normalization of a batch normalization of single
// channels, group normalization of a layer normalization of groups and a
// product and sum by channel.
//
//===----------------------------------------------------------------------===//

#include "oneapi/dnnl/dnnl.hpp"
#include <chrono>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

using namespace dnnl;
using Tag = memory::format_tag;
using Type = memory::data_type;
using Flags = normalization_flags;

namespace {

enum Buffer { X, R, Sum, W, B, Mean, Var, NewMean, NewVar, Result, First };
enum Norm { LayerNorm, RMSNorm, BatchNorm, Training, GroupNorm, LRN, Softmax };
enum Way { Plain, ByRows, ByColumns, ByBlocks };

/// What onednn.py asks for. `dims` are rows and columns, or N, C, H and W in
/// whichever order memory has; a way is the order in which primitives compute.
struct Spec {
  int32_t norm, after, adds, isBF16, rank, channelsLast, groups, way;
  int64_t dims[4];
  float epsilon, momentum, alpha, beta, k;
  int32_t size;
};

/// An operand of a primitive: what it looks like, and where it begins.
struct Slot {
  int argument;
  memory::desc desc;
  int buffer;
  size_t offset = 0;
};

struct Step {
  primitive op;
  std::vector<Slot> slots;
};

/// A step on one set of buffers, ready for the C interface.
struct Call {
  const_dnnl_primitive_t op;
  std::vector<memory> memories;
  std::vector<dnnl_exec_arg_t> arguments;
};

algorithm activationOf(int after) {
  return after == 1   ? algorithm::eltwise_relu
         : after == 2 ? algorithm::eltwise_swish
                      : algorithm::eltwise_gelu_erf;
}

/// The slope of ReLU below 0, or the factor in swish.
float slopeOf(int after) { return after == 1 ? 0.0f : 1.0f; }

class Program {
public:
  explicit Program(const Spec &spec)
      : spec(spec), cpu(engine::kind::cpu, 0), queue(cpu) {
    type = spec.isBF16 ? Type::bf16 : Type::f32;
    if (spec.rank == 2)
      buildRows();
    else
      buildImages();
  }

  void bind(void *const *buffers) {
    calls.emplace_back();
    for (const Step &step : steps) {
      Call call{step.op.get(), {}, {}};
      for (const Slot &slot : step.slots) {
        char *base = slot.buffer < First
                         ? static_cast<char *>(buffers[slot.buffer])
                         : scratchAt(slot.buffer);
        call.memories.emplace_back(slot.desc, cpu, base + slot.offset);
        call.arguments.push_back({slot.argument, call.memories.back().get()});
      }
      calls.back().push_back(std::move(call));
    }
    sets.emplace_back(buffers, buffers + First);
  }

  double run(int64_t start, int64_t iterations, int64_t count) {
    auto begin = std::chrono::steady_clock::now();
    for (int64_t i = start; i < start + iterations; ++i) {
      for (const Call &call : calls[i % count])
        if (dnnl_primitive_execute(call.op, queue.get(), call.arguments.size(),
                                   call.arguments.data()) != dnnl_success)
          return -1;
      if (spec.norm == Training)
        updateStatistics(sets[i % count]);
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() -
                                         begin)
        .count();
  }

  std::string names;

private:
  int addScratch(size_t bytes) {
    scratch.emplace_back(bytes + 64);
    return First + static_cast<int>(scratch.size()) - 1;
  }

  /// The first cache line of scratch memory.
  char *scratchAt(int buffer) {
    auto address = reinterpret_cast<uintptr_t>(scratch[buffer - First].data());
    return reinterpret_cast<char *>((address + 63) / 64 * 64);
  }

  template <typename Op>
  void add(typename Op::primitive_desc desc, std::vector<Slot> slots) {
    names += (names.empty() ? "" : ", ") + std::string(desc.impl_info_str());
    steps.push_back({Op(desc), std::move(slots)});
  }

  /// The activation, in place, where there is one.
  void activate(const memory::desc &desc, int buffer) {
    if (!spec.after)
      return;
    add<eltwise_forward>(
        {cpu, prop_kind::forward_inference, activationOf(spec.after), desc,
         desc, slopeOf(spec.after)},
        {{DNNL_ARG_SRC, desc, buffer}, {DNNL_ARG_DST, desc, buffer}});
  }

  void buildRows() {
    memory::desc rows({spec.dims[0], spec.dims[1]}, type, Tag::ab);
    int source = X;
    if (spec.adds) {
      add<binary>({cpu, algorithm::binary_add, rows, rows, rows},
                  {{DNNL_ARG_SRC_0, rows, X},
                   {DNNL_ARG_SRC_1, rows, R},
                   {DNNL_ARG_DST, rows, Sum}});
      source = Sum;
    }
    if (spec.norm == Softmax) {
      add<softmax_forward>(
          {cpu, prop_kind::forward_inference, algorithm::softmax_accurate, rows,
           rows, 1},
          {{DNNL_ARG_SRC, rows, source}, {DNNL_ARG_DST, rows, Result}});
      return;
    }
    memory::desc columns({spec.dims[1]}, Type::f32, Tag::a);
    std::vector<Slot> slots = {{DNNL_ARG_SRC, rows, source},
                               {DNNL_ARG_DST, rows, Result},
                               {DNNL_ARG_SCALE, columns, W}};
    Flags flags = Flags::use_scale;
    if (spec.norm == RMSNorm) {
      addMeanSquares(rows, source, slots);
      flags = flags | Flags::use_global_stats;
    } else {
      slots.push_back({DNNL_ARG_SHIFT, columns, B});
      flags = flags | Flags::use_shift;
    }
    add<layer_normalization_forward>(
        {cpu, prop_kind::forward_inference, rows, rows, spec.epsilon, flags},
        slots);
    activate(rows, Result);
  }

  /// The mean of the squares of each row as a variance, and zeros as its mean.
  void addMeanSquares(const memory::desc &rows, int source,
                      std::vector<Slot> &slots) {
    memory::desc sums({spec.dims[0], 1}, Type::f32, Tag::ab);
    memory::desc statistics({spec.dims[0]}, Type::f32, Tag::a);
    int zeros = addScratch(statistics.get_size());
    int squares = addScratch(statistics.get_size());
    post_ops divide;
    divide.append_eltwise(algorithm::eltwise_linear,
                          1.0f / static_cast<float>(spec.dims[1]), 0);
    primitive_attr attributes;
    attributes.set_post_ops(divide);
    add<reduction>(
        {cpu, algorithm::reduction_norm_lp_power_p_sum, rows, sums, 2.0f, 0.0f,
         attributes},
        {{DNNL_ARG_SRC, rows, source}, {DNNL_ARG_DST, sums, squares}});
    slots.push_back({DNNL_ARG_MEAN, statistics, zeros});
    slots.push_back({DNNL_ARG_VARIANCE, statistics, squares});
  }

  void addReorder(const memory::desc &from, int source, const memory::desc &to,
                  int target) {
    add<reorder>({cpu, from, cpu, to},
                 {{DNNL_ARG_FROM, from, source}, {DNNL_ARG_TO, to, target}});
  }

  void buildImages() {
    memory::dims dims(spec.dims, spec.dims + 4);
    Tag outerTag = spec.channelsLast ? Tag::nhwc : Tag::nchw;
    Tag tags[] = {outerTag, Tag::nchw, Tag::nhwc, Tag::nChw16c};
    memory::desc outer(dims, type, outerTag);
    memory::desc inner(dims, type, tags[spec.way]);
    int source = X, target = Result;
    if (inner != outer) {
      source = addScratch(inner.get_size());
      target = addScratch(inner.get_size());
      addReorder(outer, X, inner, source);
    }
    if (spec.norm == LRN)
      add<lrn_forward>(
          {cpu, prop_kind::forward_inference, algorithm::lrn_across_channels,
           inner, inner, spec.size, spec.alpha, spec.beta, spec.k},
          {{DNNL_ARG_SRC, inner, source}, {DNNL_ARG_DST, inner, target}});
    else if (spec.norm == GroupNorm && spec.groups < dims[1])
      addGroups(inner, source, target);
    else
      addBatches(inner, source, target);
    if (inner != outer)
      addReorder(inner, target, outer, Result);
  }

  /// Batch normalization; of each image of the batch, where the statistics are
  /// an instance's.
  void addBatches(const memory::desc &desc, int source, int target) {
    memory::dims dims = desc.get_dims();
    bool isInstance = spec.norm == GroupNorm;
    bool isPlain = desc == memory::desc(dims, type, Tag::nchw);
    int64_t images = isInstance && !isPlain ? dims[0] : 1;
    if (isInstance)
      dims = isPlain ? memory::dims{1, dims[0] * dims[1], dims[2], dims[3]}
                     : memory::dims{1, dims[1], dims[2], dims[3]};
    Tag tag = isPlain                ? Tag::nchw
              : spec.way == ByBlocks ? Tag::nChw16c
                                     : Tag::nhwc;
    memory::desc data(dims, type, tag);
    memory::desc channels({dims[1]}, Type::f32, Tag::a);
    Flags flags = Flags::use_scale | Flags::use_shift;
    if (spec.norm == BatchNorm)
      flags = flags | Flags::use_global_stats;
    if (spec.after == 1)
      flags = flags | Flags::fuse_norm_relu;
    prop_kind kind = spec.norm == Training ? prop_kind::forward_training
                                           : prop_kind::forward_inference;
    if (spec.norm == Training)
      for (int &buffer : batch)
        buffer = addScratch(channels.get_size());
    for (int64_t image = 0; image < images; ++image) {
      size_t offset = image * data.get_size();
      std::vector<Slot> slots = {{DNNL_ARG_SRC, data, source, offset},
                                 {DNNL_ARG_DST, data, target, offset},
                                 {DNNL_ARG_SCALE, channels, W},
                                 {DNNL_ARG_SHIFT, channels, B}};
      bool isGiven = spec.norm == BatchNorm;
      if (isGiven || spec.norm == Training) {
        slots.push_back({DNNL_ARG_MEAN, channels, isGiven ? Mean : batch[0]});
        slots.push_back(
            {DNNL_ARG_VARIANCE, channels, isGiven ? Var : batch[1]});
      }
      add<batch_normalization_forward>(
          {cpu, kind, data, data, spec.epsilon, flags}, slots);
    }
    if (spec.after != 1)
      activate(desc, target);
  }

  /// Layer normalization of groups as rows, then scale, bias and activation.
  void addGroups(const memory::desc &desc, int source, int target) {
    memory::dims dims = desc.get_dims();
    if (desc != memory::desc(dims, type, Tag::nchw))
      throw std::runtime_error("groups of channels need NCHW");
    int64_t rows = dims[0] * spec.groups;
    memory::desc matrix({rows, dims[1] / spec.groups * dims[2] * dims[3]}, type,
                        Tag::ab);
    add<layer_normalization_forward>(
        {cpu, prop_kind::forward_inference, matrix, matrix, spec.epsilon,
         Flags::none},
        {{DNNL_ARG_SRC, matrix, source}, {DNNL_ARG_DST, matrix, target}});
    memory::desc channels({1, dims[1], 1, 1}, Type::f32, Tag::nchw);
    post_ops rest;
    rest.append_binary(algorithm::binary_add, channels);
    if (spec.after)
      rest.append_eltwise(activationOf(spec.after), slopeOf(spec.after), 0);
    primitive_attr attributes;
    attributes.set_post_ops(rest);
    add<binary>(
        {cpu, algorithm::binary_mul, desc, channels, desc, attributes},
        {{DNNL_ARG_SRC_0, desc, target},
         {DNNL_ARG_SRC_1, channels, W},
         {DNNL_ARG_DST, desc, target},
         {DNNL_ARG_ATTR_MULTIPLE_POST_OP(0) | DNNL_ARG_SRC_1, channels, B}});
  }

  /// Running statistics of a training step, which oneDNN leaves to its caller.
  void updateStatistics(const std::vector<void *> &set) {
    auto floats = [](void *data) { return reinterpret_cast<float *>(data); };
    float *mean = floats(scratchAt(batch[0]));
    float *variance = floats(scratchAt(batch[1]));
    auto count = static_cast<float>(spec.dims[0] * spec.dims[2] * spec.dims[3]);
    float keep = 1 - spec.momentum;
    float unbiased = spec.momentum * count / (count - 1);
    for (int64_t c = 0; c < spec.dims[1]; ++c) {
      floats(set[NewMean])[c] =
          keep * floats(set[Mean])[c] + spec.momentum * mean[c];
      floats(set[NewVar])[c] =
          keep * floats(set[Var])[c] + unbiased * variance[c];
    }
  }

  Spec spec;
  engine cpu;
  stream queue;
  Type type;
  int batch[2] = {0, 0};
  std::vector<std::vector<char>> scratch;
  std::vector<Step> steps;
  std::vector<std::vector<Call>> calls;
  std::vector<std::vector<void *>> sets;
};

} // namespace

extern "C" {

/// A program, or null with the reason in `text`, which else names what oneDNN
/// chose.
void *norm_onednn_create(const Spec *spec, char *text, size_t size) {
  try {
    auto *program = new Program(*spec);
    strncpy(text, program->names.c_str(), size - 1);
    return program;
  } catch (const std::exception &error) {
    strncpy(text, error.what(), size - 1);
    return nullptr;
  }
}

/// Adds a set of buffers, addresses in the order of `Buffer`.
void norm_onednn_bind(void *program, void *const *buffers) {
  static_cast<Program *>(program)->bind(buffers);
}

/// Seconds of calls over the first `sets` sets; negative where one fails.
double norm_onednn_run(void *program, int64_t start, int64_t iterations,
                       int64_t sets) {
  return static_cast<Program *>(program)->run(start, iterations, sets);
}

void norm_onednn_destroy(void *program) {
  delete static_cast<Program *>(program);
}
}
