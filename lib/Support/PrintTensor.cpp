//===- PrintTensor.cpp - Printing tensors as NumPy does -------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Chooses one format for all shown elements, then writes the nested brackets.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Support/PrintTensor.h"

#include "FloatText.h"
#include "norm-mlir/Support/FloatFormats.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

using namespace llvm;
using namespace mlir::norm;

// NumPy's default print options.
static constexpr int64_t kThreshold = 1000;
static constexpr int64_t kEdgeItems = 3;
static constexpr size_t kLineWidth = 75;

static constexpr unsigned kAllPlaces = std::numeric_limits<unsigned>::max();

namespace {

/// A tensor and which of its elements are shown.
class PrintedTensor {
public:
  PrintedTensor(ElementKind kind, ArrayRef<int64_t> shape, ArrayRef<char> data,
                unsigned precision)
      : kind(kind), shape(shape), data(data), precision(precision),
        strides(shape.size()) {
    int64_t size = 1;
    for (size_t axis = shape.size(); axis-- > 0;) {
      strides[axis] = size;
      size *= shape[axis];
    }
    summarized = size > kThreshold;
  }

  /// Whether the middle of `axis` is left out.
  bool isElided(size_t axis) const {
    return summarized && shape[axis] > 2 * kEdgeItems;
  }

  /// Calls `visit` with the indices along `axis` that are shown.
  void forEachAlong(size_t axis, function_ref<void(int64_t)> visit) const {
    for (int64_t i = 0; i < shape[axis]; ++i) {
      if (isElided(axis) && i == kEdgeItems)
        i = shape[axis] - kEdgeItems;
      visit(i);
    }
  }

  /// Calls `visit` with the offsets, in elements, of all elements shown.
  void forEach(function_ref<void(int64_t)> visit) const { walk(0, 0, visit); }

  template <typename T>
  T load(int64_t offset) const {
    T value;
    std::memcpy(&value, data.data() + offset * sizeof(T), sizeof(T));
    return value;
  }

  /// The value of a floating-point element, exactly.
  double loadFloat(int64_t offset) const {
    switch (kind) {
    case ElementKind::F64:
      return load<double>(offset);
    case ElementKind::F32:
      return load<float>(offset);
    case ElementKind::BF16:
      return bf16ToFloat(load<uint16_t>(offset));
    case ElementKind::F8E4M3FN:
      return f8E4M3FNToFloat(load<uint8_t>(offset));
    case ElementKind::F8E5M2:
      return f8E5M2ToFloat(load<uint8_t>(offset));
    default:
      assert(kind == ElementKind::F16 && "expects a floating-point type");
      return f16ToFloat(load<uint16_t>(offset));
    }
  }

  /// The text of an integer.
  std::string integerText(int64_t offset) const {
    switch (kind) {
    case ElementKind::I8:
      return itostr(load<int8_t>(offset));
    case ElementKind::U8:
      return itostr(load<uint8_t>(offset));
    case ElementKind::I16:
      return itostr(load<int16_t>(offset));
    case ElementKind::U16:
      return itostr(load<uint16_t>(offset));
    case ElementKind::I32:
      return itostr(load<int32_t>(offset));
    case ElementKind::U32:
      return itostr(load<uint32_t>(offset));
    case ElementKind::I64:
      return itostr(load<int64_t>(offset));
    default:
      assert(kind == ElementKind::U64 && "expects an integer type");
      return utostr(load<uint64_t>(offset));
    }
  }

  const ElementKind kind;
  const ArrayRef<int64_t> shape;
  const ArrayRef<char> data;
  const unsigned precision;     // Digits after the point.
  SmallVector<int64_t> strides; // In elements.

private:
  void walk(size_t axis, int64_t offset,
            function_ref<void(int64_t)> visit) const {
    if (axis == shape.size())
      return visit(offset);
    forEachAlong(axis, [&](int64_t i) {
      walk(axis + 1, offset + i * strides[axis], visit);
    });
  }

  bool summarized = false;
};

/// Writes elements of one tensor so that they line up.
class ElementFormat {
public:
  explicit ElementFormat(const PrintedTensor &tensor) : tensor(tensor) {
    if (isFloatKind(tensor.kind)) {
      isFloat = true;
      chooseFloatFormat();
      return;
    }
    if (tensor.kind == ElementKind::Bool) {
      width = 5; // False.
      return;
    }
    tensor.forEach([&](int64_t offset) {
      width = std::max(width, tensor.integerText(offset).size());
    });
  }

  std::string format(int64_t offset) const {
    std::string text = isFloat ? floatText(tensor.loadFloat(offset))
                       : tensor.kind == ElementKind::Bool
                           ? tensor.load<char>(offset) ? "True" : "False"
                           : tensor.integerText(offset);
    return std::string(width - std::min(width, text.size()), ' ') + text;
  }

private:
  void chooseFloatFormat();
  std::string floatText(double value) const;

  const PrintedTensor &tensor;
  bool isFloat = false;
  size_t width = 0;

  // Of floating-point elements.
  bool exponential = false;
  size_t integerWidth = 0;  // Before the point, with the sign.
  size_t fractionWidth = 0; // After the point, without the exponent.
  size_t exponentDigits = 0;
};

} // namespace

/// The magnitude from which on values of this type print with an exponent: the
/// first power of ten of which the type does not hold every integer's digits.
static double exponentCutoff(ElementKind kind, double largest) {
  switch (kind) {
  case ElementKind::F64:
    return largest;
  case ElementKind::F16:
    return 1e3;
  default:
    return 1e6;
  }
}

/// Whether a pair of magnitudes is too far apart, or one too small, for
/// positional notation; computed in the type as NumPy does.
static bool spansTooMuch(ElementKind kind, double smallest, double largest) {
  switch (kind) {
  case ElementKind::F64:
    return smallest < 1e-4 || largest / smallest > 1000;
  case ElementKind::F16:
    return smallest < f16ToFloat(doubleToF16(1e-4)) ||
           f16ToFloat(floatToF16(float(largest) / float(smallest))) > 1000;
  default:
    return smallest < 1e-4f || float(largest) / float(smallest) > 1000;
  }
}

void ElementFormat::chooseFloatFormat() {
  double smallest = std::numeric_limits<double>::infinity();
  double largest = 0;
  bool hasNonFinite = false, hasNegativeInfinity = false;
  tensor.forEach([&](int64_t offset) {
    double value = tensor.loadFloat(offset);
    if (!std::isfinite(value)) {
      hasNonFinite = true;
      hasNegativeInfinity |= std::isinf(value) && value < 0;
      return;
    }
    if (value != 0) {
      smallest = std::min(smallest, std::fabs(value));
      largest = std::max(largest, std::fabs(value));
    }
  });
  exponential = largest != 0 && (largest >= exponentCutoff(tensor.kind, 1e8) ||
                                 spansTooMuch(tensor.kind, smallest, largest));

  tensor.forEach([&](int64_t offset) {
    double value = tensor.loadFloat(offset);
    if (!std::isfinite(value))
      return;
    FloatText text = exponential
                         ? scientificText(value, tensor.kind, tensor.precision)
                         : positionalText(value, tensor.kind, tensor.precision);
    integerWidth = std::max(integerWidth, text.integer.size());
    fractionWidth = std::max(fractionWidth, text.fraction.size());
    if (exponential)
      exponentDigits = std::max(exponentDigits, text.exponent.size() - 1);
  });

  // The point, and in exponential notation the 'e' and the sign.
  width =
      integerWidth + 1 + fractionWidth + (exponential ? 2 + exponentDigits : 0);
  if (hasNonFinite)
    width = std::max<size_t>(width, hasNegativeInfinity ? 4 : 3);
}

std::string ElementFormat::floatText(double value) const {
  if (std::isnan(value))
    return "nan";
  if (std::isinf(value))
    return value < 0 ? "-inf" : "inf";
  if (!exponential) {
    FloatText text = positionalText(value, tensor.kind, tensor.precision);
    text.fraction.resize(fractionWidth, ' ');
    return text.integer + "." + text.fraction;
  }
  FloatText text = scientificTextFixed(value, tensor.kind, fractionWidth);
  size_t zeros =
      exponentDigits - std::min(exponentDigits, text.exponent.size() - 1);
  text.exponent.insert(1, zeros, '0');
  return text.integer + "." + text.fraction + "e" + text.exponent;
}

/// Prints a tensor of rank 0: its element as NumPy prints a scalar.
static void printScalar(raw_ostream &os, const PrintedTensor &tensor) {
  if (!isFloatKind(tensor.kind)) {
    os << StringRef(ElementFormat(tensor).format(0)).ltrim();
    return;
  }
  double value = tensor.loadFloat(0);
  double magnitude = std::fabs(value);
  if (!std::isfinite(value)) {
    os << StringRef(ElementFormat(tensor).format(0)).ltrim();
    return;
  }
  if (value == 0 ||
      (magnitude >= 1e-4 && magnitude < exponentCutoff(tensor.kind, 1e16))) {
    FloatText text = positionalText(value, tensor.kind, kAllPlaces);
    os << text.integer << '.' << (text.fraction.empty() ? "0" : text.fraction);
    return;
  }
  FloatText text = scientificText(value, tensor.kind, kAllPlaces);
  os << text.integer << (text.fraction.empty() ? "" : ".") << text.fraction
     << 'e' << text.exponent;
}

/// Prints the elements of the last axis, from `offset` on, broken into lines.
static void printRow(raw_ostream &os, const PrintedTensor &tensor,
                     const ElementFormat &format, int64_t offset) {
  size_t axis = tensor.shape.size() - 1;
  size_t indent = axis + 1;
  // One column less for each closing bracket that may follow. NumPy keeps one
  // free even where none does.
  int64_t limit = int64_t(kLineWidth) - int64_t(axis) - 1;
  std::string line(indent, ' ');
  size_t skipped = indent; // The brackets stand where the first indent would.
  auto append = [&](StringRef word, bool isLast) {
    if (int64_t(line.size() + word.size()) > limit && line.size() > indent) {
      os << StringRef(line).rtrim(' ').drop_front(skipped) << '\n';
      line.assign(indent, ' ');
      skipped = 0;
    }
    line += word;
    if (!isLast)
      line += ' ';
  };
  int64_t size = tensor.shape[axis];
  tensor.forEachAlong(axis, [&](int64_t i) {
    append(format.format(offset + i), i + 1 == size);
    if (tensor.isElided(axis) && i + 1 == kEdgeItems)
      append("...", /*isLast=*/false);
  });
  os << StringRef(line).drop_front(skipped);
}

/// Prints the part of the tensor that begins at `offset` and extends along
/// `axis` and those after it.
static void printNested(raw_ostream &os, const PrintedTensor &tensor,
                        const ElementFormat &format, size_t axis,
                        int64_t offset) {
  os << '[';
  size_t rank = tensor.shape.size();
  if (axis + 1 == rank) {
    printRow(os, tensor, format, offset);
  } else {
    std::string separator(rank - axis - 1, '\n');
    separator.append(axis + 1, ' ');
    tensor.forEachAlong(axis, [&](int64_t i) {
      if (i != 0)
        os << separator;
      printNested(os, tensor, format, axis + 1,
                  offset + i * tensor.strides[axis]);
      if (tensor.isElided(axis) && i + 1 == kEdgeItems)
        os << separator << "...";
    });
  }
  os << ']';
}

void mlir::norm::printTensor(raw_ostream &os, ElementKind kind,
                             ArrayRef<int64_t> shape, ArrayRef<char> data,
                             unsigned precision) {
  assert(denseByteCount(kind, shape) == int64_t(data.size()) &&
         "expects the bytes of all elements");
  if (is_contained(shape, 0)) {
    os << "[]";
    return;
  }
  PrintedTensor tensor(kind, shape, data, precision);
  if (shape.empty())
    return printScalar(os, tensor);
  printNested(os, tensor, ElementFormat(tensor), /*axis=*/0, /*offset=*/0);
}
