//===- Numbers.cpp - Python's numbers as buffers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Errors.h"
#include "Tensors.h"

#include "norm-mlir/Support/FloatFormats.h"

#include "llvm/Support/MathExtras.h"

#include <cstring>

namespace nb = nanobind;
using namespace norm_python;

static llvm::StringRef getTypeName(PyObject *object) {
  return Py_TYPE(object)->tp_name;
}

/// Writes a Python number as a floating-point value.
static void writeFloat(PyObject *object, const ValueName &name,
                       ElementKind element, char *to) {
  double number = PyFloat_AsDouble(object);
  if (number == -1.0 && PyErr_Occurred()) {
    bool isTooLarge = PyErr_ExceptionMatches(PyExc_OverflowError);
    PyErr_Clear();
    if (isTooLarge)
      raise(PyExc_OverflowError, "expects {0} to fit f64; got a larger {1}",
            toString(name), getTypeName(object));
    raise(PyExc_TypeError, "expects {0} to be a number; got {1}",
          toString(name), getTypeName(object));
  }
  auto write = [to](auto value) { std::memcpy(to, &value, sizeof(value)); };
  switch (element) {
  case ElementKind::F64:
    return write(number);
  case ElementKind::F32:
    return write(static_cast<float>(number));
  case ElementKind::BF16:
    return write(mlir::norm::doubleToBf16(number));
  case ElementKind::F16:
    return write(mlir::norm::doubleToF16(number));
  case ElementKind::F8E4M3FN:
    return write(mlir::norm::doubleToF8E4M3FN(number));
  case ElementKind::F8E5M2:
    return write(mlir::norm::doubleToF8E5M2(number));
  default:
    llvm_unreachable("expects a floating-point type");
  }
}

static bool isUnsigned(ElementKind element) {
  return element == ElementKind::U8 || element == ElementKind::U16 ||
         element == ElementKind::U32 || element == ElementKind::U64;
}

/// Writes a Python integer, if the type holds it.
static void writeInteger(PyObject *object, const ValueName &name,
                         ElementKind element, char *to) {
  // NumPy's bools are no integers to Python.
  bool isBool = element == ElementKind::Bool &&
                getTypeName(object).starts_with("numpy.bool");
  nb::object index = isBool ? nb::object(nb::int_(PyObject_IsTrue(object)))
                            : nb::steal(PyNumber_Index(object));
  if (!index.is_valid()) {
    PyErr_Clear();
    raise(PyExc_TypeError, "expects {0} to be an integer; got {1}",
          toString(name), getTypeName(object));
  }
  int bits =
      element == ElementKind::Bool ? 1 : 8 * mlir::norm::byteWidth(element);
  bool isSigned = !isUnsigned(element) && element != ElementKind::Bool;
  int overflow = 0;
  int64_t value = PyLong_AsLongLongAndOverflow(index.ptr(), &overflow);
  bool fits =
      overflow == 0 &&
      (isSigned ? llvm::isIntN(bits, value)
                : value >= 0 && (bits == 64 || llvm::isUIntN(bits, value)));
  if (overflow > 0 && element == ElementKind::U64) {
    value = static_cast<int64_t>(PyLong_AsUnsignedLongLong(index.ptr()));
    fits = !PyErr_Occurred();
    PyErr_Clear();
  }
  if (!fits)
    raise(PyExc_OverflowError, "expects {0} to fit {1} bits, {2}; got {3}",
          toString(name), bits, isSigned ? "signed" : "unsigned",
          nb::str(index).c_str());
  std::memcpy(to, &value, sizeof(value)); // Low bytes first on our hosts.
}

void norm_python::readScalar(PyObject *object, ElementKind element,
                             const ValueName &name, TensorValue &value) {
  value.buffer.element = element;
  value.buffer.data = value.scalar;
  if (mlir::norm::isFloatKind(element))
    writeFloat(object, name, element, value.scalar);
  else
    writeInteger(object, name, element, value.scalar);
}

nb::object norm_python::toNumber(const TensorBuffer &buffer) {
  auto read = [&](auto value) {
    std::memcpy(&value, buffer.data, sizeof(value));
    return value;
  };
  switch (buffer.element) {
  case ElementKind::F64:
    return nb::float_(read(double()));
  case ElementKind::F32:
    return nb::float_(read(float()));
  case ElementKind::BF16:
    return nb::float_(mlir::norm::bf16ToFloat(read(uint16_t())));
  case ElementKind::F16:
    return nb::float_(mlir::norm::f16ToFloat(read(uint16_t())));
  case ElementKind::F8E4M3FN:
    return nb::float_(mlir::norm::f8E4M3FNToFloat(read(uint8_t())));
  case ElementKind::F8E5M2:
    return nb::float_(mlir::norm::f8E5M2ToFloat(read(uint8_t())));
  case ElementKind::Bool:
    return nb::bool_(read(uint8_t()) != 0);
  case ElementKind::I8:
    return nb::int_(read(int8_t()));
  case ElementKind::U8:
    return nb::int_(read(uint8_t()));
  case ElementKind::I16:
    return nb::int_(read(int16_t()));
  case ElementKind::U16:
    return nb::int_(read(uint16_t()));
  case ElementKind::I32:
    return nb::int_(read(int32_t()));
  case ElementKind::U32:
    return nb::int_(read(uint32_t()));
  case ElementKind::I64:
    return nb::int_(read(int64_t()));
  case ElementKind::U64:
    return nb::int_(read(uint64_t()));
  }
  llvm_unreachable("unknown element type");
}
