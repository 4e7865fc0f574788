//===- Jax.cpp - Compiled functions as XLA's custom calls ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One handler calls every function. Which one, a call's attributes say:
// `module` is its IR and `entry` its name, so that a program that was compiled
// in another process finds all that it needs, and `key` stands for both.
//
//===----------------------------------------------------------------------===//

#include "Jax.h"
#include "Function.h"
#include "Threads.h"
#include "XlaFFI.h"

#include "norm-mlir/Execution/OpenMPRuntime.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

#include <nanobind/stl/string.h>
#include <shared_mutex>

namespace nb = nanobind;
using namespace mlir::norm;
using namespace norm_python;
using llvm::SmallVector;
using llvm::StringRef;

namespace {

/// As in norm_mlir.compiler.
constexpr size_t kSpecializations = 8;

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

/// The functions that XLA's programs call, by their keys. Those programs may
/// live until the process ends, and so do these.
class Functions {
public:
  using Code = std::shared_ptr<SpecializedFunction>;

  void add(StringRef key, Code code) {
    std::unique_lock<std::shared_mutex> lock(mutex);
    functions.try_emplace(key, std::move(code));
  }

  /// The function of this key; compiled from its IR where this process has not
  /// met it yet.
  llvm::Expected<SpecializedFunction *> find(StringRef key, StringRef text,
                                             StringRef entry) {
    if (SpecializedFunction *code = lookup(key))
      return code;
    auto code = SpecializedFunction::create(text, "ir", entry, kSpecializations,
                                            getCompiler());
    if (!code)
      return code.takeError();
    add(key, std::move(*code));
    return lookup(key);
  }

private:
  SpecializedFunction *lookup(StringRef key) const {
    std::shared_lock<std::shared_mutex> lock(mutex);
    auto found = functions.find(key);
    return found == functions.end() ? nullptr : found->second.get();
  }

  mutable std::shared_mutex mutex;
  llvm::StringMap<Code> functions;
};

Functions &getFunctions() {
  static Functions &functions = *new Functions();
  return functions;
}

//===----------------------------------------------------------------------===//
// Buffers
//===----------------------------------------------------------------------===//

std::optional<ElementKind> getElement(xla::DataType type) {
  switch (type) {
  case xla::DataType::Bool:
    return ElementKind::Bool;
  case xla::DataType::S8:
    return ElementKind::I8;
  case xla::DataType::S16:
    return ElementKind::I16;
  case xla::DataType::S32:
    return ElementKind::I32;
  case xla::DataType::S64:
    return ElementKind::I64;
  case xla::DataType::U8:
    return ElementKind::U8;
  case xla::DataType::U16:
    return ElementKind::U16;
  case xla::DataType::U32:
    return ElementKind::U32;
  case xla::DataType::U64:
    return ElementKind::U64;
  case xla::DataType::F16:
    return ElementKind::F16;
  case xla::DataType::F32:
    return ElementKind::F32;
  case xla::DataType::F64:
    return ElementKind::F64;
  case xla::DataType::BF16:
    return ElementKind::BF16;
  case xla::DataType::F8E5M2:
    return ElementKind::F8E5M2;
  case xla::DataType::F8E4M3FN:
    return ElementKind::F8E4M3FN;
  }
  return std::nullopt;
}

using Buffers = SmallVector<TensorBuffer, 6>;

/// XLA's values as buffers of the function's types.
llvm::Error readValues(StringRef function, StringRef what,
                       llvm::ArrayRef<BufferType> types,
                       const xla::Values &values, Buffers &buffers) {
  if (size_t(values.count) != types.size())
    return llvm::createStringError(
        llvm::formatv("@{0} expects {1} {2}s; got {3}", function, types.size(),
                      what, values.count));
  for (auto [index, type] : llvm::enumerate(types)) {
    if (values.types[index] != xla::kBuffer)
      return llvm::createStringError(llvm::formatv(
          "@{0} expects {1} {2} to be a buffer; got another value", function,
          what, index));
    auto *given = static_cast<const xla::Buffer *>(values.values[index]);
    std::optional<ElementKind> element = getElement(given->type);
    if (!element)
      return llvm::createStringError(llvm::formatv(
          "@{0} expects {1} {2} of type {3}; got elements of XLA's type {4}",
          function, what, index, type.str(), int(given->type)));
    TensorBuffer buffer{
        *element, SmallVector<int64_t>(given->dims, given->dims + given->rank),
        static_cast<char *>(given->data)};
    if (buffer.element != type.element || !type.accepts(buffer.shape))
      return llvm::createStringError(llvm::formatv(
          "@{0} expects {1} {2} of type {3}; got {4}", function, what, index,
          type.str(), writeBufferType(buffer.shape, buffer.element)));
    buffers.push_back(std::move(buffer));
  }
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// XLA's threads for the loops of a call, which it lends: a second pool would
/// take the processors from them.
class XlaThreads {
public:
  explicit XlaThreads(const xla::CallFrame &frame) : frame(frame) {}

  /// How many there are; 0 where XLA lends none.
  unsigned count() const {
    int64_t count = 0;
    xla::CountThreads arguments{sizeof(arguments), nullptr, frame.context,
                                &count};
    return succeeds(frame.api->countThreads(&arguments)) ? unsigned(count) : 0;
  }

  bool start(void (*task)(void *), void *data) const {
    xla::Schedule arguments{sizeof(arguments), nullptr, frame.context, task,
                            data};
    return succeeds(frame.api->schedule(&arguments));
  }

private:
  bool succeeds(xla::Error *error) const {
    if (!error)
      return true;
    xla::DestroyError arguments{sizeof(arguments), nullptr, error};
    frame.api->destroyError(&arguments);
    return false;
  }

  const xla::CallFrame &frame;
};

StringRef getString(const xla::Attributes &attributes, StringRef name) {
  for (int64_t i = 0; i < attributes.count; ++i) {
    const xla::String &given = *attributes.names[i];
    if (StringRef(given.data, given.length) != name ||
        attributes.types[i] != xla::kString)
      continue;
    auto *value = static_cast<const xla::String *>(attributes.values[i]);
    return StringRef(value->data, value->length);
  }
  return StringRef();
}

llvm::Error compute(const xla::CallFrame &frame, const Entry &entry,
                    llvm::ArrayRef<TensorBuffer> inputs,
                    llvm::ArrayRef<TensorBuffer> results) {
  XlaThreads threads(frame);
  unsigned count = threads.count();
  if (count == 0)
    return entry.call(inputs, results);
  auto start = [&](void (*task)(void *), void *data) {
    return threads.start(task, data);
  };
  LoopThreads lent{count, start};
  LoopThreadsScope scope(lent);
  return entry.call(inputs, results);
}

llvm::Error call(const xla::CallFrame &frame) {
  llvm::Expected<SpecializedFunction *> code = getFunctions().find(
      getString(frame.attributes, "key"), getString(frame.attributes, "module"),
      getString(frame.attributes, "entry"));
  if (!code)
    return code.takeError();
  StringRef name = (*code)->getName();
  const Signature &signature = (*code)->getSignature();
  Buffers inputs, results;
  if (llvm::Error error = readValues(name, "argument", signature.inputs,
                                     frame.arguments, inputs))
    return error;
  if (llvm::Error error =
          readValues(name, "result", signature.results, frame.results, results))
    return error;
  llvm::Expected<const Entry *> entry = (*code)->find(inputs);
  if (!entry)
    return entry.takeError();
  auto shapes = (*entry)->prepare(inputs);
  if (!shapes)
    return shapes.takeError();
  for (auto [index, result] : llvm::enumerate(results))
    if (result.shape != (*shapes)[index])
      return llvm::createStringError(llvm::formatv(
          "@{0} expects result {1} of type {2}; got {3}", name, index,
          writeBufferType((*shapes)[index], result.element),
          writeBufferType(result.shape, result.element)));
  return compute(frame, **entry, inputs, results);
}

/// Answers what this handler is.
void describe(xla::Metadata &metadata) {
  metadata.version = {sizeof(xla::Version), nullptr, xla::kMajorVersion,
                      xla::kMinorVersion};
  metadata.traits = 0;
}

xla::Error *createError(const xla::API &api, const std::string &text) {
  xla::CreateError arguments{sizeof(arguments), nullptr, text.c_str(),
                             xla::ErrorCode::InvalidArgument};
  return api.createError(&arguments);
}

/// XLA's call, of any stage.
xla::Error *handle(xla::CallFrame *frame) {
  for (xla::Extension *next = frame->extension; next; next = next->next)
    if (next->type == xla::kMetadata) {
      describe(*reinterpret_cast<xla::MetadataExtension *>(next)->metadata);
      return nullptr;
    }
  if (frame->size < sizeof(xla::CallFrame) ||
      frame->api->size < sizeof(xla::API) ||
      frame->arguments.size != sizeof(xla::Values) ||
      frame->attributes.size != sizeof(xla::Attributes))
    return createError(*frame->api,
                       llvm::formatv("norm_mlir expects version {0}.{1} of "
                                     "XLA's foreign functions; got {2}.{3}",
                                     xla::kMajorVersion, xla::kMinorVersion,
                                     frame->api->version.major,
                                     frame->api->version.minor));
  if (frame->stage != xla::kExecute)
    return nullptr;
  if (llvm::Error error = call(*frame))
    return createError(*frame->api, toString(std::move(error)));
  return nullptr;
}

} // namespace

void norm_python::bindJax(nb::module_ &module) {
  module.def("jax_handler", [] {
    // What the handler compiles needs one, and cannot raise that there is none.
    if (getOpenMPRuntime().empty())
      chooseOpenMPRuntime();
    // Made with Python's lock, which the handler does not have.
    getCompiler();
    return nb::steal(
        PyCapsule_New(reinterpret_cast<void *>(&handle), nullptr, nullptr));
  });
  module.def("add_jax_function",
             [](const std::string &key, const Function &function) {
               getFunctions().add(key, function.code);
             });
}
