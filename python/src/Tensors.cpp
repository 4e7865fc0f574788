//===- Tensors.cpp - Python's tensors as buffers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Tensors.h"
#include "Errors.h"
#include "Threads.h"

#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#define NPY_TARGET_VERSION NPY_1_23_API_VERSION
#include <numpy/arrayobject.h>

#include "llvm/Support/FormatVariadic.h"

namespace nb = nanobind;
using namespace norm_python;

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

std::string norm_python::toString(const ValueName &name) {
  return llvm::formatv("{0} {1} of @{2}", name.what, name.index, name.function);
}

static llvm::StringRef getTypeName(PyObject *object) {
  return Py_TYPE(object)->tp_name;
}

//===----------------------------------------------------------------------===//
// NumPy
//===----------------------------------------------------------------------===//

void norm_python::importNumPy() {
  if (_import_array() < 0)
    throw nb::python_error();
}

/// The type object of an element type of ml_dtypes, imported where it is there
/// already, or where `isNeeded`; null otherwise.
static PyObject *getNarrowType(const char *name, bool isNeeded) {
  nb::object modules = nb::module_::import_("sys").attr("modules");
  if (!isNeeded && !nb::borrow<nb::dict>(modules).contains("ml_dtypes"))
    return nullptr;
  return nb::object(nb::module_::import_("ml_dtypes").attr(name))
      .release()
      .ptr();
}

/// Element types of ml_dtypes; references that are held from their first use.
struct NarrowType {
  ElementKind kind;
  const char *name;
  PyObject *type = nullptr;

  PyObject *get(bool isNeeded) {
    if (!type)
      type = getNarrowType(name, isNeeded);
    return type;
  }
};
static NarrowType narrowTypes[] = {
    {ElementKind::BF16, "bfloat16"},
    {ElementKind::F8E4M3FN, "float8_e4m3fn"},
    {ElementKind::F8E5M2, "float8_e5m2"},
};

static std::optional<ElementKind> getArrayElement(PyArray_Descr *type) {
  switch (type->type_num) {
  case NPY_DOUBLE:
    return ElementKind::F64;
  case NPY_FLOAT:
    return ElementKind::F32;
  case NPY_HALF:
    return ElementKind::F16;
  case NPY_BOOL:
    return ElementKind::Bool;
  case NPY_BYTE:
    return ElementKind::I8;
  case NPY_UBYTE:
    return ElementKind::U8;
  case NPY_SHORT:
    return ElementKind::I16;
  case NPY_USHORT:
    return ElementKind::U16;
  case NPY_INT:
    return ElementKind::I32;
  case NPY_UINT:
    return ElementKind::U32;
  case NPY_LONG:
  case NPY_LONGLONG:
    return ElementKind::I64;
  case NPY_ULONG:
  case NPY_ULONGLONG:
    return ElementKind::U64;
  }
  if (PyTypeNum_ISUSERDEF(type->type_num))
    for (NarrowType &narrow : narrowTypes)
      if (reinterpret_cast<PyObject *>(type->typeobj) == narrow.get(false))
        return narrow.kind;
  return std::nullopt;
}

static void readArray(PyArrayObject *array, const ValueName &name,
                      TensorValue &value) {
  PyArray_Descr *type = PyArray_DESCR(array);
  std::optional<ElementKind> element = getArrayElement(type);
  if (!element || !PyArray_ISNBO(type->byteorder)) {
    nb::str dtype(nb::handle(reinterpret_cast<PyObject *>(type)));
    raise(PyExc_TypeError,
          "expects {0} to have floating-point, integer or bool elements in "
          "native byte order; got a NumPy array of dtype {1}",
          toString(name), dtype.c_str());
  }
  int rank = PyArray_NDIM(array);
  auto *sizes = PyArray_DIMS(array), *strides = PyArray_STRIDES(array);
  value.buffer.element = *element;
  value.buffer.shape.assign(sizes, sizes + rank);
  value.buffer.data = PyArray_BYTES(array);
  value.isReadOnly = !PyArray_ISWRITEABLE(array);
  value.type.family = TensorType::Family::NumPy;
  if (PyArray_IS_C_CONTIGUOUS(array) && PyArray_ISALIGNED(array))
    return;
  int64_t width = mlir::norm::byteWidth(*element);
  for (int axis = 0; axis < rank; ++axis) {
    if (strides[axis] % width != 0 || !PyArray_ISALIGNED(array))
      raise(PyExc_ValueError,
            "expects {0} to have aligned elements; got strides of [{1:$[, ]}] "
            "bytes for elements of {2}",
            toString(name), llvm::make_range(strides, strides + rank), width);
    value.buffer.strides.push_back(strides[axis] / width);
  }
}

static PyArray_Descr *getArrayType(ElementKind element) {
  auto get = [](int number) { return PyArray_DescrFromType(number); };
  switch (element) {
  case ElementKind::F64:
    return get(NPY_DOUBLE);
  case ElementKind::F32:
    return get(NPY_FLOAT);
  case ElementKind::F16:
    return get(NPY_HALF);
  case ElementKind::Bool:
    return get(NPY_BOOL);
  case ElementKind::I8:
    return get(NPY_INT8);
  case ElementKind::U8:
    return get(NPY_UINT8);
  case ElementKind::I16:
    return get(NPY_INT16);
  case ElementKind::U16:
    return get(NPY_UINT16);
  case ElementKind::I32:
    return get(NPY_INT32);
  case ElementKind::U32:
    return get(NPY_UINT32);
  case ElementKind::I64:
    return get(NPY_INT64);
  case ElementKind::U64:
    return get(NPY_UINT64);
  case ElementKind::BF16:
  case ElementKind::F8E4M3FN:
  case ElementKind::F8E5M2:
    break;
  }
  for (NarrowType &narrow : narrowTypes)
    if (narrow.kind == element) {
      PyArray_Descr *type;
      if (!PyArray_DescrConverter(narrow.get(true), &type))
        throw nb::python_error();
      return type;
    }
  llvm_unreachable("expects every element type to have one of NumPy");
}

nb::object norm_python::getArrayDtype(ElementKind element) {
  return nb::steal(reinterpret_cast<PyObject *>(getArrayType(element)));
}

static nb::object createArray(TensorBuffer &buffer) {
  // Rank and sizes are those of a function's results, whose rank NumPy has.
  llvm::SmallVector<npy_intp, 6> sizes(buffer.shape.begin(),
                                       buffer.shape.end());
  PyObject *array = PyArray_NewFromDescr(
      &PyArray_Type, getArrayType(buffer.element), sizes.size(), sizes.data(),
      /*strides=*/nullptr, /*data=*/nullptr, /*flags=*/0, /*obj=*/nullptr);
  if (!array)
    throw nb::python_error();
  buffer.data = PyArray_BYTES(reinterpret_cast<PyArrayObject *>(array));
  return nb::steal(array);
}

//===----------------------------------------------------------------------===//
// DLPack
//===----------------------------------------------------------------------===//

static std::optional<ElementKind> getElement(dlpack::DataType type) {
  using dlpack::Code;
  struct Known {
    Code code;
    uint8_t bits;
    ElementKind kind;
  };
  static const Known known[] = {{Code::Float, 32, ElementKind::F32},
                                {Code::BFloat, 16, ElementKind::BF16},
                                {Code::Float, 16, ElementKind::F16},
                                {Code::Float, 64, ElementKind::F64},
                                {Code::Int, 8, ElementKind::I8},
                                {Code::UInt, 8, ElementKind::U8},
                                {Code::Int, 16, ElementKind::I16},
                                {Code::UInt, 16, ElementKind::U16},
                                {Code::Int, 32, ElementKind::I32},
                                {Code::UInt, 32, ElementKind::U32},
                                {Code::Int, 64, ElementKind::I64},
                                {Code::UInt, 64, ElementKind::U64},
                                {Code::Bool, 8, ElementKind::Bool},
                                {Code::Float8E4M3FN, 8, ElementKind::F8E4M3FN},
                                {Code::Float8E5M2, 8, ElementKind::F8E5M2}};
  if (type.lanes == 1)
    for (const Known &candidate : known)
      if (candidate.code == type.code && candidate.bits == type.bits)
        return candidate.kind;
  return std::nullopt;
}

dlpack::DataType norm_python::getDataType(ElementKind element) {
  using dlpack::Code;
  auto bits = static_cast<uint8_t>(8 * mlir::norm::byteWidth(element));
  switch (element) {
  case ElementKind::F64:
  case ElementKind::F32:
  case ElementKind::F16:
    return {Code::Float, bits, 1};
  case ElementKind::BF16:
    return {Code::BFloat, bits, 1};
  case ElementKind::F8E4M3FN:
    return {Code::Float8E4M3FN, bits, 1};
  case ElementKind::F8E5M2:
    return {Code::Float8E5M2, bits, 1};
  case ElementKind::Bool:
    return {Code::Bool, bits, 1};
  case ElementKind::I8:
  case ElementKind::I16:
  case ElementKind::I32:
  case ElementKind::I64:
    return {Code::Int, bits, 1};
  case ElementKind::U8:
  case ElementKind::U16:
  case ElementKind::U32:
  case ElementKind::U64:
    return {Code::UInt, bits, 1};
  }
  llvm_unreachable("unknown element type");
}

/// "the memory of the CPU", which a call is for.
static const char *describeMemory(const Device &device) {
  return device.isHost() ? "the memory of the CPU"
                         : "the memory of a CUDA device";
}

static void readView(const dlpack::Tensor &tensor, PyObject *object,
                     const ValueName &name, const Device &device,
                     TensorValue &value) {
  if (tensor.deviceType != device.getType())
    raise(PyExc_TypeError,
          "expects {0} in {1}; got {2} on DLPack device {3}:{4}",
          toString(name), describeMemory(device), getTypeName(object),
          tensor.deviceType, tensor.deviceId);
  value.deviceId = tensor.deviceId;
  std::optional<ElementKind> element = getElement(tensor.type);
  if (!element)
    raise(PyExc_TypeError,
          "expects {0} to have floating-point, integer or bool elements; got "
          "{1} of DLPack type {2} of {3} bits",
          toString(name), getTypeName(object), int(tensor.type.code),
          int(tensor.type.bits));
  value.buffer.element = *element;
  value.buffer.shape.assign(tensor.shape, tensor.shape + tensor.rank);
  value.buffer.data = static_cast<char *>(tensor.data) + tensor.byteOffset;
  if (tensor.strides) {
    value.buffer.strides.assign(tensor.strides, tensor.strides + tensor.rank);
    if (value.buffer.isDense())
      value.buffer.strides.clear();
  }
  if (!tensor.data && !llvm::is_contained(value.buffer.shape, 0))
    raise(PyExc_TypeError, "expects {0} to have memory; got {1} without any",
          toString(name), getTypeName(object));
}

/// Whether a tensor's results would need a history that they would not get.
static bool losesGradient(PyObject *object) {
  static PyObject *attribute = PyUnicode_InternFromString("requires_grad");
  nb::object required = nb::steal(PyObject_GetAttr(object, attribute));
  if (!required.is_valid()) {
    PyErr_Clear();
    return false;
  }
  return required.ptr() == Py_True &&
         nb::cast<bool>(
             nb::module_::import_("torch").attr("is_grad_enabled")());
}

/// Whether a tensor's elements are the negatives of those in memory, as those
/// of torch's `x.conj().imag` are. Between such elements lie the real parts, so
/// that dense ones need not be asked, which takes longer than reading them.
static bool isNegated(PyObject *object, const TensorBuffer &buffer) {
  if (buffer.strides.empty() &&
      mlir::norm::denseByteCount(buffer.element, buffer.shape) >
          mlir::norm::byteWidth(buffer.element))
    return false;
  static PyObject *method = PyUnicode_InternFromString("is_neg");
  nb::object negated =
      nb::steal(PyObject_CallMethodObjArgs(object, method, nullptr));
  if (!negated.is_valid())
    PyErr_Clear();
  return negated.ptr() == Py_True;
}

/// Raises TypeError with the first line of the exception that is set.
[[noreturn]] static void raiseNotExchanged(PyObject *object,
                                           const ValueName &name,
                                           const Device &device) {
  std::string reason = nb::python_error().what();
  llvm::StringRef line = llvm::StringRef(reason).split('\n').first;
  raise(PyExc_TypeError, "expects {0} to be a tensor in {1}; got a {2}: {3}",
        toString(name), describeMemory(device), getTypeName(object), line);
}

/// Raises TypeError for negated values.
static void checkNotNegated(PyObject *object, const ValueName &name,
                            const TensorBuffer &buffer) {
  if (isNegated(object, buffer))
    raise(PyExc_TypeError,
          "expects {0} with its values in memory; got a {1} of negated ones "
          "(call it on .resolve_neg())",
          toString(name), getTypeName(object));
}

static void readThroughAPI(const dlpack::ExchangeAPI &api, PyObject *object,
                           const ValueName &name, bool checksGradients,
                           const Device &device, TensorValue &value) {
  if (checksGradients && losesGradient(object))
    raise(PyExc_TypeError,
          "expects {0} without gradients, which a compiled function does not "
          "have; got a {1} with requires_grad=True (call it on .detach(), or "
          "under torch.no_grad())",
          toString(name), getTypeName(object));
  value.type.family = TensorType::Family::Exchange;
  value.type.api = &api;
  if (api.viewObject) {
    dlpack::Tensor view;
    if (api.viewObject(object, &view) != 0)
      raiseNotExchanged(object, name, device);
    readView(view, object, name, device, value);
    return checkNotNegated(object, name, value.buffer);
  }
  dlpack::ManagedTensor *managed;
  if (api.fromObject(object, &managed) != 0)
    raiseNotExchanged(object, name, device);
  value.owner = nb::capsule(managed, [](void *tensor) noexcept {
    auto *managed = static_cast<dlpack::ManagedTensor *>(tensor);
    if (managed->deleter)
      managed->deleter(managed);
  });
  value.isReadOnly = managed->flags & dlpack::kReadOnly;
  readView(managed->tensor, object, name, device, value);
  checkNotNegated(object, name, value.buffer);
}

/// Calls `__dlpack__`, for a tensor of version 1 where the object can, and on
/// the call's stream.
static nb::object exportTensor(nb::handle object, const Device &device) {
  nb::object method = object.attr("__dlpack__");
  nb::dict versioned, options;
  if (!device.isHost())
    versioned["stream"] = options["stream"] = device.getStreamNumber();
  versioned["max_version"] = nb::make_tuple(1, 0);
  try {
    return method(**versioned);
  } catch (nb::python_error &error) {
    if (!error.matches(PyExc_TypeError))
      throw;
  }
  return method(**options);
}

static void readThroughDLPack(PyObject *object, const ValueName &name,
                              const Device &device, TensorValue &value) {
  value.type.family = TensorType::Family::DLPack;
  value.type.object = object;
  value.owner = exportTensor(object, device);
  PyObject *capsule = value.owner.ptr();
  if (PyCapsule_IsValid(capsule, "dltensor_versioned")) {
    auto *managed = static_cast<dlpack::ManagedTensor *>(
        PyCapsule_GetPointer(capsule, "dltensor_versioned"));
    if (managed->version.major != dlpack::kMajorVersion)
      raise(PyExc_TypeError, "expects {0} by DLPack {1}; got version {2}",
            toString(name), dlpack::kMajorVersion, managed->version.major);
    value.isReadOnly = managed->flags & dlpack::kReadOnly;
    return readView(managed->tensor, object, name, device, value);
  }
  if (PyCapsule_IsValid(capsule, "dltensor")) {
    auto *managed = static_cast<dlpack::UnversionedTensor *>(
        PyCapsule_GetPointer(capsule, "dltensor"));
    value.isReadOnly = true; // It does not say; JAX's, which are, come so.
    return readView(managed->tensor, object, name, device, value);
  }
  raise(PyExc_TypeError,
        "expects {0}.__dlpack__() to return a DLPack capsule; got {1}",
        toString(name), getTypeName(capsule));
}

/// The functions that a type offers; null where it offers none of our version.
static const dlpack::ExchangeAPI *findAPI(PyTypeObject *type) {
  nb::object capsule = nb::steal(PyObject_GetAttrString(
      reinterpret_cast<PyObject *>(type), "__dlpack_c_exchange_api__"));
  if (!capsule.is_valid()) {
    PyErr_Clear();
    return nullptr;
  }
  auto *api = static_cast<const dlpack::ExchangeAPI *>(
      PyCapsule_GetPointer(capsule.ptr(), "dlpack_exchange_api"));
  if (!api)
    throw nb::python_error();
  while (api && api->version.major != dlpack::kMajorVersion)
    api = api->previous;
  return api;
}

/// The same, remembered for the types that were asked for last, which are kept
/// so that no other type has their address.
static const dlpack::ExchangeAPI *getAPI(PyTypeObject *type) {
  struct Slot {
    PyTypeObject *type = nullptr;
    const dlpack::ExchangeAPI *api = nullptr;
  };
  static Slot slots[16];
  static size_t next = 0;
  for (const Slot &slot : slots)
    if (slot.type == type)
      return slot.api;
  const dlpack::ExchangeAPI *api = findAPI(type);
  // Its library may have brought threads of its own.
  if (api)
    chooseOpenMPRuntime();
  Slot &slot = slots[next++ % std::size(slots)];
  PyTypeObject *before = slot.type;
  Py_INCREF(type);
  slot = {type, api};
  Py_XDECREF(before);
  return api;
}

static nb::object createThroughAPI(const dlpack::ExchangeAPI &api,
                                   const Device &device, TensorBuffer &buffer) {
  dlpack::Tensor prototype{};
  prototype.deviceType = device.getType();
  prototype.deviceId = device.getId();
  prototype.rank = buffer.shape.size();
  prototype.type = getDataType(buffer.element);
  prototype.shape = buffer.shape.data();
  std::string message;
  dlpack::ManagedTensor *managed = nullptr;
  auto setError = [](void *context, const char *kind, const char *text) {
    *static_cast<std::string *>(context) =
        llvm::formatv("{0}: {1}", kind, llvm::StringRef(text).split('\n').first)
            .str();
  };
  if (api.allocate(&prototype, &managed, &message, setError) != 0)
    raise(PyExc_MemoryError, "cannot allocate a result of {0}: {1}",
          mlir::norm::writeBufferType(buffer.shape, buffer.element), message);
  buffer.data =
      static_cast<char *>(managed->tensor.data) + managed->tensor.byteOffset;
  void *object = nullptr;
  if (api.toObject(managed, &object) != 0)
    throw nb::python_error();
  return nb::steal(static_cast<PyObject *>(object));
}

//===----------------------------------------------------------------------===//
// Any tensor
//===----------------------------------------------------------------------===//

void norm_python::readTensor(PyObject *object, const ValueName &name,
                             bool checksGradients, const Device &device,
                             TensorValue &value) {
  if (PyArray_Check(object)) {
    if (device.isHost())
      return readArray(reinterpret_cast<PyArrayObject *>(object), name, value);
    raise(PyExc_TypeError, "expects {0} in {1}; got a NumPy array",
          toString(name), describeMemory(device));
  }
  if (const dlpack::ExchangeAPI *api = getAPI(Py_TYPE(object)))
    return readThroughAPI(*api, object, name, checksGradients, device, value);
  if (PyObject_HasAttrString(object, "__dlpack__"))
    return readThroughDLPack(object, name, device, value);
  raise(PyExc_TypeError,
        "expects {0} to be a tensor (a NumPy array, or an object with "
        "__dlpack__); got {1}",
        toString(name), getTypeName(object));
}

void norm_python::findStream(llvm::ArrayRef<PyObject *> objects,
                             Device &device) {
  for (PyObject *object : objects) {
    const dlpack::ExchangeAPI *api = getAPI(Py_TYPE(object));
    dlpack::Tensor view;
    if (!api || !api->viewObject || !api->getStream)
      continue;
    // What is wrong with a tensor is said when it is read.
    if (api->viewObject(object, &view) != 0) {
      PyErr_Clear();
      continue;
    }
    if (view.deviceType != device.getType())
      continue;
    if (api->getStream(view.deviceType, view.deviceId, &device.stream) != 0)
      throw nb::python_error();
    return;
  }
}

nb::object norm_python::createTensor(const TensorType &like,
                                     const Device &device,
                                     TensorBuffer &buffer) {
  if (like.family == TensorType::Family::Exchange)
    return createThroughAPI(*like.api, device, buffer);
  return device.isHost() ? createArray(buffer)
                         : createDeviceArray(device, buffer);
}

nb::object norm_python::finishTensor(const TensorType &like,
                                     nb::object tensor) {
  if (like.family != TensorType::Family::DLPack)
    return tensor;
  // The array API's ways to a library's own tensors; without it, NumPy's or
  // ours.
  nb::handle object(like.object);
  if (!nb::hasattr(object, "__array_namespace__"))
    return tensor;
  nb::object library = object.attr("__array_namespace__")();
  return library.attr(PyArray_Check(tensor.ptr()) ? "asarray"
                                                  : "from_dlpack")(tensor);
}
