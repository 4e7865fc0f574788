//===- ReferenceTensor.cpp - Values with error bounds ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reference/ReferenceTensor.h"
#include "norm-mlir/Support/FloatFormats.h"

#include "llvm/ADT/STLExtras.h"
#include <cassert>
#include <cstdlib>
#include <new>

using namespace mlir;
using namespace mlir::norm;

/// Zeroed memory, which the system provides page by page as it is written.
static std::shared_ptr<char> allocateBytes(int64_t count, int64_t width) {
  void *memory = std::calloc(std::max<int64_t>(count, 1), width);
  if (!memory)
    llvm::report_bad_alloc_error("the reference is out of memory");
  return std::shared_ptr<char>(static_cast<char *>(memory), std::free);
}

//===----------------------------------------------------------------------===//
// Loops over elements
//===----------------------------------------------------------------------===//

/// result[i] = convert(data[begin + i * stride]); T is the stored type.
template <typename T, typename Result, typename Convert>
static void readElements(const char *data, int64_t begin, int64_t stride,
                         int64_t count, Result *result, Convert convert) {
  const T *source = reinterpret_cast<const T *>(data) + begin;
  if (stride == 0) {
    std::fill_n(result, count, convert(*source));
    return;
  }
  if (stride == 1) {
    for (int64_t i = 0; i < count; ++i)
      result[i] = convert(source[i]);
    return;
  }
  for (int64_t i = 0; i < count; ++i)
    result[i] = convert(source[i * stride]);
}

/// data[begin + i * stride] = convert(i).
template <typename T, typename Convert>
static void writeElements(char *data, int64_t begin, int64_t stride,
                          int64_t count, Convert convert) {
  T *target = reinterpret_cast<T *>(data) + begin;
  if (stride == 1) {
    for (int64_t i = 0; i < count; ++i)
      target[i] = convert(i);
    return;
  }
  for (int64_t i = 0; i < count; ++i)
    target[i * stride] = convert(i);
}

/// A bound of f64 elements: the sign-less upper bits of a double, rounded up.
struct WideBound {
  using Bits = uint32_t;
  static double decode(Bits bits) {
    return llvm::bit_cast<double>(uint64_t(bits) << 31);
  }
  static Bits encode(double bound) {
    uint64_t bits = llvm::bit_cast<uint64_t>(bound) + 0x7fffffff;
    // NaN promises nothing, as infinity.
    return std::min<uint64_t>(bits, 0x7ff0000000000000) >> 31;
  }
};

/// A bound of other elements: the sign-less upper bits of a float, rounded up.
struct NarrowBound {
  using Bits = uint16_t;
  static double decode(Bits bits) {
    return llvm::bit_cast<float>(uint32_t(bits) << 15);
  }
  static Bits encode(double bound) {
    float nearest = static_cast<float>(bound);
    uint32_t bits = llvm::bit_cast<uint32_t>(nearest);
    bits += (nearest < bound) + 0x7fff;
    return std::min<uint32_t>(bits, 0x7f800000) >> 15;
  }
};

//===----------------------------------------------------------------------===//
// Making tensors
//===----------------------------------------------------------------------===//

void ReferenceTensor::setShape(ArrayRef<int64_t> newShape) {
  shape.assign(newShape.begin(), newShape.end());
  numElements = 1;
  for (int64_t size : shape)
    numElements *= size;
}

ReferenceTensor ReferenceTensor::allocate(Type element,
                                          ArrayRef<int64_t> shape) {
  ReferenceTensor tensor;
  tensor.element = element;
  tensor.kind = *getReferenceKind(element);
  tensor.setShape(shape);
  tensor.storage = allocateBytes(tensor.numElements, byteWidth(tensor.kind));
  tensor.data = tensor.storage.get();
  return tensor;
}

ReferenceTensor ReferenceTensor::allocateSplat(Type element,
                                               ArrayRef<int64_t> shape) {
  ReferenceTensor tensor = allocate(element, {1});
  tensor.setShape(shape);
  tensor.splat = true;
  return tensor;
}

ReferenceTensor ReferenceTensor::borrow(const TensorView &view) {
  ReferenceTensor tensor;
  tensor.element = view.element;
  tensor.kind = *getReferenceKind(view.element);
  tensor.setShape(view.shape);
  tensor.data = view.data;
  return tensor;
}

ReferenceTensor ReferenceTensor::createInteger(Type element, int64_t value) {
  ReferenceTensor tensor = allocate(element, {});
  tensor.writeIntegers(0, 1, 1, &value);
  return tensor;
}

ReferenceTensor ReferenceTensor::reshape(ArrayRef<int64_t> newShape) const {
  ReferenceTensor tensor = *this;
  tensor.setShape(newShape);
  assert(tensor.numElements == numElements && "expects as many elements");
  return tensor;
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

double ReferenceTensor::getValue(int64_t i) const {
  if (!isFloat())
    return static_cast<double>(getInteger(i));
  double value;
  readValues(i, 1, 1, &value);
  return value;
}

int64_t ReferenceTensor::getInteger(int64_t i) const {
  int64_t value;
  readIntegers(i, 1, 1, &value);
  return value;
}

double ReferenceTensor::getBound(int64_t i) const {
  double bound;
  readBounds(i, 1, 1, &bound);
  return bound;
}

void ReferenceTensor::readValues(int64_t begin, int64_t stride, int64_t count,
                                 double *values) const {
  if (count <= 0)
    return;
  if (splat)
    begin = stride = 0;
  switch (kind) {
  case ReferenceKind::F64:
    return readElements<double>(data, begin, stride, count, values,
                                [](double x) { return x; });
  case ReferenceKind::F32:
    return readElements<float>(data, begin, stride, count, values,
                               [](float x) { return double(x); });
  case ReferenceKind::BF16:
    return readElements<uint16_t>(data, begin, stride, count, values,
                                  bf16ToFloat);
  case ReferenceKind::F16:
    return readElements<uint16_t>(data, begin, stride, count, values,
                                  f16ToFloat);
  default:
    assert(isFloat() && "expects a tensor of floats");
    return readElements<uint8_t>(
        data, begin, stride, count, values,
        [&](uint8_t bits) { return decodeFloat(kind, bits); });
  }
}

void ReferenceTensor::readIntegers(int64_t begin, int64_t stride, int64_t count,
                                   int64_t *values) const {
  if (count <= 0)
    return;
  if (splat)
    begin = stride = 0;
  auto widen = [](auto x) { return static_cast<int64_t>(x); };
  switch (kind) {
  case ReferenceKind::I64:
    return readElements<int64_t>(data, begin, stride, count, values, widen);
  case ReferenceKind::I32:
    return readElements<int32_t>(data, begin, stride, count, values, widen);
  case ReferenceKind::I16:
    return readElements<int16_t>(data, begin, stride, count, values, widen);
  case ReferenceKind::I8:
    return readElements<int8_t>(data, begin, stride, count, values, widen);
  case ReferenceKind::Bool:
    return readElements<uint8_t>(data, begin, stride, count, values,
                                 [](uint8_t x) { return int64_t(x & 1); });
  default:
    llvm_unreachable("expects a tensor of integers");
  }
}

void ReferenceTensor::readBounds(int64_t begin, int64_t stride, int64_t count,
                                 double *result) const {
  if (count <= 0)
    return;
  if (!bounds) {
    std::fill_n(result, count, 0.0);
    return;
  }
  if (splat)
    begin = stride = 0;
  if (kind == ReferenceKind::F64)
    return readElements<WideBound::Bits>(bounds.get(), begin, stride, count,
                                         result, WideBound::decode);
  readElements<NarrowBound::Bits>(bounds.get(), begin, stride, count, result,
                                  NarrowBound::decode);
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

void ReferenceTensor::writeBounds(int64_t begin, int64_t stride, int64_t count,
                                  const double *newBounds) {
  if (!bounds) {
    // Not (bound == 0): NaN counts.
    if (llvm::all_of(ArrayRef<double>(newBounds, count),
                     [](double bound) { return bound == 0; }))
      return;
    bounds =
        allocateBytes(splat ? 1 : numElements, kind == ReferenceKind::F64
                                                   ? sizeof(WideBound::Bits)
                                                   : sizeof(NarrowBound::Bits));
  }
  if (kind == ReferenceKind::F64)
    return writeElements<WideBound::Bits>(
        bounds.get(), begin, stride, count,
        [&](int64_t i) { return WideBound::encode(newBounds[i]); });
  writeElements<NarrowBound::Bits>(
      bounds.get(), begin, stride, count,
      [&](int64_t i) { return NarrowBound::encode(newBounds[i]); });
}

void ReferenceTensor::write(int64_t begin, int64_t stride, int64_t count,
                            const double *values, const double *newBounds) {
  assert(storage && "expects a tensor of the reference's own");
  constexpr int64_t blockSize = 256;
  double rounded[blockSize], grown[blockSize];
  const FloatFormat &format = FloatFormat::get(kind);
  while (count > 0) {
    int64_t block = std::min(count, blockSize);
    // The common case, a finite value that stays finite, without branches.
    bool isOrdinary = true;
    for (int64_t i = 0; i < block; ++i) {
      double value = values[i], bound = newBounds ? newBounds[i] : 0;
      rounded[i] = kind == ReferenceKind::F32
                       ? static_cast<double>(static_cast<float>(value))
                       : format.round(value);
      grown[i] = bound + std::fabs(rounded[i] - value);
      isOrdinary &= std::fabs(value) + bound < format.overflow;
    }
    if (!isOrdinary)
      for (int64_t i = 0; i < block; ++i) {
        Estimate stored =
            format.store({values[i], newBounds ? newBounds[i] : 0});
        rounded[i] = stored.value;
        grown[i] = stored.bound;
      }
    char *target = storage.get();
    switch (kind) {
    case ReferenceKind::F64:
      writeElements<double>(target, begin, stride, block,
                            [&](int64_t i) { return rounded[i]; });
      break;
    case ReferenceKind::F32:
      writeElements<float>(target, begin, stride, block, [&](int64_t i) {
        return static_cast<float>(rounded[i]);
      });
      break;
    case ReferenceKind::BF16:
      writeElements<uint16_t>(target, begin, stride, block, [&](int64_t i) {
        return llvm::bit_cast<uint32_t>(static_cast<float>(rounded[i])) >> 16;
      });
      break;
    case ReferenceKind::F16:
      writeElements<uint16_t>(target, begin, stride, block, [&](int64_t i) {
        return doubleToF16(rounded[i]);
      });
      break;
    default:
      writeElements<uint8_t>(target, begin, stride, block, [&](int64_t i) {
        return encodeFloat(kind, rounded[i]);
      });
      break;
    }
    writeBounds(begin, stride, block, grown);
    begin += block * stride;
    values += block;
    newBounds = newBounds ? newBounds + block : nullptr;
    count -= block;
  }
}

void ReferenceTensor::writeIntegers(int64_t begin, int64_t stride,
                                    int64_t count, const int64_t *values,
                                    const double *newBounds) {
  assert(storage && "expects a tensor of the reference's own");
  char *target = storage.get();
  auto narrow = [&](int64_t i) { return values[i]; };
  switch (byteWidth(kind)) {
  case 8:
    writeElements<int64_t>(target, begin, stride, count, narrow);
    break;
  case 4:
    writeElements<int32_t>(target, begin, stride, count, narrow);
    break;
  case 2:
    writeElements<int16_t>(target, begin, stride, count, narrow);
    break;
  default:
    writeElements<int8_t>(target, begin, stride, count, [&](int64_t i) {
      return kind == ReferenceKind::Bool ? values[i] & 1 : values[i];
    });
    break;
  }
  if (newBounds)
    writeBounds(begin, stride, count, newBounds);
}

void ReferenceTensor::copy(int64_t begin, int64_t stride, int64_t count,
                           const ReferenceTensor &source, int64_t sourceBegin,
                           int64_t sourceStride) {
  assert(storage && kind == source.kind && "expects the same element type");
  constexpr int64_t blockSize = 256;
  double bound[blockSize];
  int64_t width = byteWidth(kind);
  if (source.splat)
    sourceBegin = sourceStride = 0;
  while (count > 0) {
    int64_t block = std::min(count, blockSize);
    char *target = storage.get() + begin * width;
    const char *from = source.data + sourceBegin * width;
    if (stride == 1 && sourceStride == 1)
      std::memcpy(target, from, block * width);
    else
      for (int64_t i = 0; i < block; ++i)
        std::memcpy(target + i * stride * width,
                    from + i * sourceStride * width, width);
    if (bounds || !source.isExact()) {
      source.readBounds(sourceBegin, sourceStride, block, bound);
      writeBounds(begin, stride, block, bound);
    }
    begin += block * stride;
    sourceBegin += block * sourceStride;
    count -= block;
  }
}
