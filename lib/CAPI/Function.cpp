//===- Function.cpp - Calls from C ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionCode.h"

#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::capi;

//===----------------------------------------------------------------------===//
// Code
//===----------------------------------------------------------------------===//

FunctionCode::FunctionCode(std::shared_ptr<const CompiledModule> compiled,
                           StringRef name)
    : name(name.str()), compiled(std::move(compiled)) {
  entry = this->compiled->lookup(name);
  signature = entry->getSignature();
  writeTypes();
}

FunctionCode::FunctionCode(std::shared_ptr<Compiler> compiler,
                           std::unique_ptr<SpecializedFunction> specialized)
    : name(specialized->getName().str()),
      signature(specialized->getSignature()), compiler(std::move(compiler)),
      specialized(std::move(specialized)) {
  writeTypes();
}

void FunctionCode::writeTypes() {
  for (const BufferType &type :
       llvm::concat<const BufferType>(signature.inputs, signature.results))
    for (int64_t size : type.shape)
      sizes.push_back(ShapedType::isDynamic(size) ? NORM_DYNAMIC_SIZE : size);
  const int64_t *next = sizes.data();
  for (auto [types, written] : {std::pair(&signature.inputs, &inputs),
                                std::pair(&signature.results, &results)})
    for (const BufferType &type : *types) {
      auto rank = static_cast<int32_t>(type.shape.size());
      written->push_back(
          {static_cast<NormType>(type.element) + 1, type.isScalar, rank, next});
      next += rank;
    }
}

const NormTensorType *FunctionCode::getInput(size_t index) const {
  return index < inputs.size() ? &inputs[index] : nullptr;
}

const NormTensorType *FunctionCode::getResult(size_t index) const {
  return index < results.size() ? &results[index] : nullptr;
}

llvm::Expected<const Entry *>
FunctionCode::find(ArrayRef<TensorBuffer> inputs) const {
  return specialized ? specialized->find(inputs) : entry;
}

//===----------------------------------------------------------------------===//
// What the module states
//===----------------------------------------------------------------------===//

const char *norm_function_name(const NormFunction *function) {
  return function ? function->code->getName().c_str() : nullptr;
}

size_t norm_function_num_inputs(const NormFunction *function) {
  return function ? function->code->getSignature().inputs.size() : 0;
}

size_t norm_function_num_results(const NormFunction *function) {
  return function ? function->code->getSignature().results.size() : 0;
}

const NormTensorType *norm_function_input_type(const NormFunction *function,
                                               size_t index) {
  return function ? function->code->getInput(index) : nullptr;
}

const NormTensorType *norm_function_result_type(const NormFunction *function,
                                                size_t index) {
  return function ? function->code->getResult(index) : nullptr;
}

void norm_function_destroy(NormFunction *function) { delete function; }

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

namespace {

using Buffers = SmallVector<TensorBuffer, 6>;
using Sizes = SmallVector<SmallVector<int64_t>>;

/// Inputs that a function takes: the code for them, and the sizes of its
/// results.
struct Prepared {
  const Entry *entry = nullptr;
  Sizes sizes;
};

NormStatus prepare(const FunctionCode &code, ArrayRef<TensorBuffer> inputs,
                   Prepared &prepared, char **message) {
  if (llvm::Error error =
          checkInputs(code.getName(), code.getSignature(), inputs))
    return fail(NORM_REFUSED, std::move(error), message);
  llvm::Expected<const Entry *> entry = code.find(inputs);
  if (!entry)
    return fail(NORM_COMPILE_ERROR, entry.takeError(), message);
  llvm::Expected<Sizes> sizes = (*entry)->prepare(inputs);
  if (!sizes)
    return fail(NORM_REFUSED, sizes.takeError(), message);
  prepared = {*entry, std::move(*sizes)};
  return NORM_OK;
}

/// The same with the results, which have these sizes.
NormStatus prepare(const FunctionCode &code, ArrayRef<TensorBuffer> inputs,
                   ArrayRef<TensorBuffer> results, Prepared &prepared,
                   char **message) {
  if (NormStatus status = prepare(code, inputs, prepared, message))
    return status;
  if (llvm::Error error = checkResults(code.getName(), code.getSignature(),
                                       prepared.sizes, results))
    return fail(NORM_REFUSED, std::move(error), message);
  return NORM_OK;
}

/// What a caller passes, read.
struct Arguments {
  Buffers inputs, results;
};

NormStatus read(llvm::Expected<Buffers> given, Buffers &buffers,
                char **message) {
  if (!given)
    return fail(NORM_REFUSED, given.takeError(), message);
  buffers = std::move(*given);
  return NORM_OK;
}

NormStatus read(const FunctionCode &code, const NormTensor *inputs,
                size_t numInputs, const NormTensor *results, size_t numResults,
                Arguments &arguments, char **message) {
  if (NormStatus status =
          read(readTensors(code.getName(), "input", inputs, numInputs),
               arguments.inputs, message))
    return status;
  return read(readTensors(code.getName(), "result", results, numResults),
              arguments.results, message);
}

NormStatus call(const FunctionCode &code, const Arguments &arguments,
                char **message) {
  Prepared prepared;
  if (NormStatus status =
          prepare(code, arguments.inputs, arguments.results, prepared, message))
    return status;
  if (llvm::Error error =
          prepared.entry->call(arguments.inputs, arguments.results))
    return fail(NORM_REFUSED, std::move(error), message);
  return NORM_OK;
}

} // namespace

NormStatus norm_function_prepare(const NormFunction *function,
                                 const NormTensor *inputs, size_t num_inputs,
                                 int64_t *sizes, size_t num_sizes,
                                 char **message) {
  if (NormStatus status =
          begin("norm_function_prepare", {{"function", function}}, message))
    return status;
  const FunctionCode &code = *function->code;
  Buffers buffers;
  if (NormStatus status =
          read(readTensors(code.getName(), "input", inputs, num_inputs),
               buffers, message))
    return status;
  size_t needed = 0;
  for (const BufferType &result : code.getSignature().results)
    needed += result.shape.size();
  if (num_sizes < needed || (needed > 0 && !sizes))
    return fail(NORM_INVALID_ARGUMENT,
                llvm::Twine("@") + code.getName() + ": expects room for " +
                    llvm::Twine(needed) + " sizes of results; got " +
                    (sizes ? llvm::Twine(num_sizes) : llvm::Twine("null")),
                message);
  Prepared prepared;
  if (NormStatus status = prepare(code, buffers, prepared, message))
    return status;
  for (ArrayRef<int64_t> ofResult : prepared.sizes)
    sizes = std::copy(ofResult.begin(), ofResult.end(), sizes);
  return NORM_OK;
}

NormStatus norm_function_call(const NormFunction *function,
                              const NormTensor *inputs, size_t num_inputs,
                              const NormTensor *results, size_t num_results,
                              char **message) {
  if (NormStatus status =
          begin("norm_function_call", {{"function", function}}, message))
    return status;
  Arguments arguments;
  if (NormStatus status = read(*function->code, inputs, num_inputs, results,
                               num_results, arguments, message))
    return status;
  return call(*function->code, arguments, message);
}

NormStatus norm_function_call_memrefs(const NormFunction *function,
                                      void *const *inputs, void *const *results,
                                      char **message) {
  if (NormStatus status = begin("norm_function_call_memrefs",
                                {{"function", function}}, message))
    return status;
  const FunctionCode &code = *function->code;
  Arguments arguments;
  if (NormStatus status = read(readDescriptors(code.getName(), "input", inputs,
                                               code.getSignature().inputs),
                               arguments.inputs, message))
    return status;
  if (NormStatus status =
          read(readDescriptors(code.getName(), "result", results,
                               code.getSignature().results),
               arguments.results, message))
    return status;
  return call(code, arguments, message);
}

//===----------------------------------------------------------------------===//
// Bound calls
//===----------------------------------------------------------------------===//

struct NormCall {
  /// Keeps the code.
  std::shared_ptr<const FunctionCode> code;
  BoundCall bound;
};

NormStatus norm_function_bind(const NormFunction *function,
                              const NormTensor *inputs, size_t num_inputs,
                              const NormTensor *results, size_t num_results,
                              NormCall **call, char **message) {
  if (NormStatus status =
          begin("norm_function_bind", {{"function", function}, {"call", call}},
                message))
    return status;
  Arguments arguments;
  if (NormStatus status = read(*function->code, inputs, num_inputs, results,
                               num_results, arguments, message))
    return status;
  Prepared prepared;
  if (NormStatus status = prepare(*function->code, arguments.inputs,
                                  arguments.results, prepared, message))
    return status;
  llvm::Expected<BoundCall> bound =
      prepared.entry->bind(arguments.inputs, arguments.results);
  if (!bound)
    return fail(NORM_REFUSED, bound.takeError(), message);
  // Its inputs would stay those of now.
  if (bound->isOnDevice())
    return fail(NORM_REFUSED,
                llvm::Twine("@") + function->code->getName() +
                    ": expects code for the target cpu to bind; got a GPU's",
                message);
  *call = new NormCall{function->code, std::move(*bound)};
  return NORM_OK;
}

NormStatus norm_call_run(const NormCall *call, char **message) {
  if (NormStatus status = begin("norm_call_run", {{"call", call}}, message))
    return status;
  call->bound();
  return NORM_OK;
}

void norm_call_destroy(NormCall *call) { delete call; }
