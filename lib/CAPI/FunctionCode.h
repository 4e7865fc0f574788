//===- FunctionCode.h - A compiled function for C ---------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CAPI_FUNCTIONCODE_H
#define NORM_MLIR_CAPI_FUNCTIONCODE_H

#include "Handles.h"

namespace mlir::norm::capi {

/// A function and what keeps its code: an entry of a compiled module, or one
/// that is compiled for the sizes of calls.
class FunctionCode {
public:
  FunctionCode(std::shared_ptr<const CompiledModule> compiled, StringRef name);
  FunctionCode(std::shared_ptr<Compiler> compiler,
               std::unique_ptr<SpecializedFunction> specialized);

  const std::string &getName() const { return name; }
  const Signature &getSignature() const { return signature; }

  /// The types of the signature for C; null beyond the last.
  const NormTensorType *getInput(size_t index) const;
  const NormTensorType *getResult(size_t index) const;

  /// The code for inputs that fit the signature, which may be compiled now.
  llvm::Expected<const Entry *> find(ArrayRef<TensorBuffer> inputs) const;

private:
  void writeTypes();

  std::string name;
  Signature signature;
  std::vector<NormTensorType> inputs, results;
  /// Of all of them, one after the other.
  std::vector<int64_t> sizes;
  // What the function was made of is destroyed before the compiler.
  std::shared_ptr<Compiler> compiler;
  std::unique_ptr<SpecializedFunction> specialized;
  std::shared_ptr<const CompiledModule> compiled;
  const Entry *entry = nullptr;
};

/// A caller's buffers as ours. An error is one line that names the function and
/// the buffer, `what` and a number; sizes that the function does not take are
/// none here.
llvm::Expected<SmallVector<TensorBuffer, 6>>
readTensors(StringRef function, StringRef what, const NormTensor *tensors,
            size_t count);

/// The same of memref descriptors of these types.
llvm::Expected<SmallVector<TensorBuffer, 6>>
readDescriptors(StringRef function, StringRef what, void *const *descriptors,
                ArrayRef<BufferType> types);

} // namespace mlir::norm::capi

#endif // NORM_MLIR_CAPI_FUNCTIONCODE_H
