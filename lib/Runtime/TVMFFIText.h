//===- TVMFFIText.h - Messages to TVM-FFI -----------------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_RUNTIME_TVMFFITEXT_H
#define NORM_MLIR_RUNTIME_TVMFFITEXT_H

#include "TVMFFI.h"

namespace norm_runtime {

/// DLPack's codes of elements.
enum : uint32_t {
  kInt = 0,
  kUInt = 1,
  kIEEEFloat = 2,
  kBFloat = 4,
  kBoolean = 6,
  kFloat8E4M3FN = 10,
  kFloat8E5M2 = 12
};

/// A message, cut where it is too long.
class Text {
public:
  Text &add(const char *text) {
    while (*text && length + 1 < sizeof(bytes))
      bytes[length++] = *text++;
    bytes[length] = '\0';
    return *this;
  }
  Text &add(int64_t number) {
    char digits[24];
    char *next = digits + sizeof(digits);
    *--next = '\0';
    uint64_t rest = number < 0 ? -static_cast<uint64_t>(number) : number;
    do
      *--next = static_cast<char>('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
      *--next = '-';
    return add(next);
  }
  Text &add(int32_t number) { return add(int64_t(number)); }
  Text &add(uint32_t number) { return add(int64_t(number)); }
  Text &addElement(uint32_t code, uint32_t bits, uint32_t lanes);
  Text &addSizes(const int64_t *sizes, int32_t rank) {
    for (int32_t axis = 0; axis < rank; ++axis)
      add(sizes[axis]).add("x");
    return *this;
  }
  /// "2x3xf32"
  Text &addType(const TVMFFITensor &tensor) {
    return addSizes(tensor.shape, tensor.rank)
        .addElement(tensor.code, tensor.bits, tensor.lanes);
  }
  Text &addStrides(const TVMFFITensor &tensor) {
    add("strides [");
    for (int32_t axis = 0; axis < tensor.rank; ++axis)
      add(axis ? ", " : "").add(tensor.strides[axis]);
    return add("]");
  }

  /// Raises an error of a kind that is Python's.
  bool raise(const char *kind) const {
    if (TVMFFIErrorSetRaisedFromCStr)
      TVMFFIErrorSetRaisedFromCStr(kind, bytes);
    return false;
  }

private:
  char bytes[1024] = "";
  size_t length = 0;
};

/// "f32", as in other messages, or of other elements "(DLPack type 5 of 64
/// bits)".
inline Text &Text::addElement(uint32_t code, uint32_t bits, uint32_t lanes) {
  if (lanes == 1)
    switch (code) {
    case kInt:
      return add("i").add(bits);
    case kUInt:
      return add("u").add(bits);
    case kIEEEFloat:
      return add("f").add(bits);
    case kBFloat:
      return add("bf").add(bits);
    case kBoolean:
      return add("bool");
    case kFloat8E4M3FN:
      return add("f8E4M3FN");
    case kFloat8E5M2:
      return add("f8E5M2");
    }
  add("(DLPack type ").add(code).add(" of ").add(bits).add(" bits");
  return lanes == 1 ? add(")") : add(", ").add(lanes).add(" lanes)");
}

/// What Python calls a value of this kind.
inline const char *getKindName(int32_t kind) {
  switch (kind) {
  case kNone:
    return "None";
  case kInteger:
    return "an int";
  case kBool:
    return "a bool";
  case kFloat:
    return "a float";
  case kTensorPointer:
  case kTensorObject:
    return "a tensor";
  case kRawString:
  case kSmallString:
  case kStringObject:
    return "a str";
  }
  return "another object";
}

} // namespace norm_runtime

#endif // NORM_MLIR_RUNTIME_TVMFFITEXT_H
