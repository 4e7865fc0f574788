//===- BufferType.cpp - Types at the function boundary ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/CallingConvention/BufferType.h"

#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::norm;

std::string norm::writeBufferType(ArrayRef<int64_t> shape,
                                  ElementKind element) {
  std::string text;
  for (int64_t size : shape)
    text += (ShapedType::isDynamic(size) ? "?" : std::to_string(size)) + "x";
  return text + stringifyElementKind(element).str();
}

bool BufferType::accepts(ArrayRef<int64_t> sizes) const {
  return sizes.size() == shape.size() &&
         llvm::all_of(llvm::zip(shape, sizes), [](auto pair) {
           auto [stated, size] = pair;
           return ShapedType::isDynamic(stated) || stated == size;
         });
}

std::string BufferType::str() const {
  return (isScalar ? "scalar " : "") + writeBufferType(shape, element);
}

std::optional<ElementKind> norm::getElementKind(Type element) {
  if (element.isF64())
    return ElementKind::F64;
  if (element.isF32())
    return ElementKind::F32;
  if (element.isBF16())
    return ElementKind::BF16;
  if (element.isF16())
    return ElementKind::F16;
  if (isa<Float8E4M3FNType>(element))
    return ElementKind::F8E4M3FN;
  if (isa<Float8E5M2Type>(element))
    return ElementKind::F8E5M2;
  if (element.isIndex())
    return ElementKind::I64;
  auto integer = dyn_cast<IntegerType>(element);
  if (!integer)
    return std::nullopt;
  bool isUnsigned = integer.isUnsigned();
  switch (integer.getWidth()) {
  case 1:
    return ElementKind::Bool;
  case 8:
    return isUnsigned ? ElementKind::U8 : ElementKind::I8;
  case 16:
    return isUnsigned ? ElementKind::U16 : ElementKind::I16;
  case 32:
    return isUnsigned ? ElementKind::U32 : ElementKind::I32;
  case 64:
    return isUnsigned ? ElementKind::U64 : ElementKind::I64;
  default:
    return std::nullopt;
  }
}

llvm::Expected<Signature> norm::getSignature(func::FuncOp function) {
  Signature signature;
  auto convert = [&](TypeRange types, StringRef what,
                     SmallVectorImpl<BufferType> &converted) -> llvm::Error {
    for (auto [index, type] : llvm::enumerate(types)) {
      auto tensor = dyn_cast<RankedTensorType>(type);
      std::optional<ElementKind> element =
          getElementKind(tensor ? tensor.getElementType() : type);
      if (!element)
        return llvm::createStringError(llvm::formatv(
            "@{0}: expects every {1} to be a ranked tensor or a scalar of f64, "
            "f32, bf16, f16, f8E4M3FN, f8E5M2, index or integers of 1, 8, 16, "
            "32 or 64 bits; {1} {2} is {3}",
            function.getName(), what, index, type));
      BufferType &buffer = converted.emplace_back();
      buffer.element = *element;
      buffer.isScalar = !tensor;
      if (tensor)
        llvm::append_range(buffer.shape, tensor.getShape());
    }
    return llvm::Error::success();
  };
  if (llvm::Error error =
          convert(function.getArgumentTypes(), "argument", signature.inputs))
    return std::move(error);
  if (llvm::Error error =
          convert(function.getResultTypes(), "result", signature.results))
    return std::move(error);
  return signature;
}
