//===- Devices.cpp - Where a function's tensors are ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Devices.h"
#include "Errors.h"
#include "Tensors.h"

#include "norm-mlir/Execution/Emulation.h"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;
using namespace mlir::norm;
using namespace norm_python;
using llvm::SmallVector;

Target norm_python::parseTarget(const std::string &name) {
  if (name == "cpu")
    return Target::CPU;
  if (name == "cuda")
    return Target::Cuda;
  if (name == "emulate")
    return Target::Emulate;
  raise(PyExc_ValueError, "expects the target cpu, cuda or emulate; got {0}",
        name);
}

Route norm_python::getRoute(Target target) {
  return target == Target::CPU    ? Route::Kernels
         : target == Target::Cuda ? Route::Cuda
                                  : Route::Emulated;
}

/// A number among an object's attributes; none where it has no such one.
static std::optional<int64_t> getNumber(nb::handle object, const char *name) {
  if (!nb::hasattr(object, name))
    return std::nullopt;
  int64_t number;
  if (!nb::try_cast(object.attr(name), number))
    return std::nullopt;
  return number;
}

void *norm_python::readStream(PyObject *object) {
  auto toHandle = [](int64_t number) {
    return reinterpret_cast<void *>(static_cast<intptr_t>(number));
  };
  if (object == Py_None)
    return nullptr;
  if (PyLong_Check(object)) {
    int64_t number = PyLong_AsLongLong(object);
    if (PyErr_Occurred())
      throw nb::python_error();
    return toHandle(number);
  }
  if (nb::hasattr(object, "__cuda_stream__")) {
    // Version and handle.
    nb::object pair = nb::handle(object).attr("__cuda_stream__")();
    return toHandle(nb::cast<int64_t>(pair[1]));
  }
  for (const char *name : {"cuda_stream", "ptr"})
    if (std::optional<int64_t> number = getNumber(object, name))
      return toHandle(*number);
  raise(PyExc_TypeError,
        "expects stream to be a number, or an object with __cuda_stream__; got "
        "{0}",
        Py_TYPE(object)->tp_name);
}

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

namespace {

/// A dense tensor of a device, whose elements are made by work on a stream.
struct DeviceArray {
  std::shared_ptr<DeviceMemory> memory;
  ElementKind element;
  SmallVector<int64_t> shape;
  void *stream;

  TensorBuffer getBuffer() const { return {element, shape, memory->get()}; }
};

/// What a capsule of DLPack holds: the tensor, its sizes, and its memory.
template <typename Managed>
struct Exported {
  Managed managed;
  SmallVector<int64_t> shape;
  std::shared_ptr<DeviceMemory> memory;

  explicit Exported(const DeviceArray &array)
      : managed{}, shape(array.shape), memory(array.memory) {
    managed.owner = this;
    managed.deleter = [](Managed *self) {
      delete static_cast<Exported *>(self->owner);
    };
    managed.tensor.data = memory->get();
    managed.tensor.deviceType = dlpack::kDeviceCUDA;
    managed.tensor.deviceId = memory->getOrdinal();
    managed.tensor.rank = static_cast<int32_t>(shape.size());
    managed.tensor.type = getDataType(array.element);
    managed.tensor.shape = shape.data();
  }

  /// A capsule, which frees the tensor unless someone has taken it.
  static nb::object makeCapsule(Managed *managed, const char *name) {
    return nb::steal(PyCapsule_New(managed, name, [](PyObject *capsule) {
      const char *name = PyCapsule_GetName(capsule);
      if (llvm::StringRef(name).starts_with("used_"))
        return;
      auto *managed =
          static_cast<Managed *>(PyCapsule_GetPointer(capsule, name));
      managed->deleter(managed);
    }));
  }
};

} // namespace

/// What is wrong with a call of the driver.
static void check(llvm::Error error) {
  if (error)
    raise(PyExc_RuntimeError, std::move(error));
}

nb::object norm_python::createDeviceArray(const Device &device,
                                          TensorBuffer &buffer) {
  auto bytes = denseByteCount(buffer.element, buffer.shape);
  if (!bytes)
    raise(PyExc_MemoryError, "cannot allocate a result of {0}",
          writeBufferType(buffer.shape, buffer.element));
  auto memory = DeviceMemory::allocate(getRoute(device.target), device.getId(),
                                       *bytes, device.stream);
  if (!memory)
    raise(PyExc_MemoryError, "cannot allocate a result of {0}: {1}",
          writeBufferType(buffer.shape, buffer.element),
          toString(memory.takeError()));
  DeviceArray array{std::move(*memory), buffer.element, buffer.shape,
                    device.stream};
  buffer.data = array.memory->get();
  return nb::cast(std::move(array));
}

/// A copy of a NumPy array in memory of a device.
static nb::object copyToDevice(nb::object array, const std::string &target,
                               int32_t id) {
  Device device{parseTarget(target), id};
  if (device.isHost())
    raise(PyExc_ValueError, "expects the target cuda or emulate; got cpu");
  TensorValue value;
  readTensor(array.ptr(), {"argument", 0, "to_device"},
             /*checksGradients=*/false, Device(), value);
  if (!value.buffer.strides.empty())
    raise(PyExc_ValueError, "expects a dense array; got strides [{0:$[, ]}]",
          llvm::make_range(value.buffer.strides.begin(),
                           value.buffer.strides.end()));
  TensorBuffer buffer = value.buffer;
  nb::object made = createDeviceArray(device, buffer);
  auto &created = nb::cast<DeviceArray &>(made);
  if (buffer.data)
    check(created.memory->copyFrom(value.buffer.data, nullptr));
  return made;
}

/// DLPack's protocol: the consumer names the stream that it works on, which the
/// elements must be there for.
static nb::object exportArray(const DeviceArray &array, nb::object stream,
                              nb::object maxVersion, nb::object, nb::object) {
  const DeviceMemory &memory = *array.memory;
  int64_t consumer = stream.is_none() ? 1 : nb::cast<int64_t>(stream);
  int64_t own = array.stream ? reinterpret_cast<int64_t>(array.stream) : 1;
  if (consumer != -1 && consumer != own)
    check(waitForStream(memory.getRoute(), memory.getOrdinal(), array.stream));
  bool isVersioned = !maxVersion.is_none() && nb::cast<int>(maxVersion[0]) >= 1;
  if (!isVersioned)
    return Exported<dlpack::UnversionedTensor>::makeCapsule(
        &(new Exported<dlpack::UnversionedTensor>(array))->managed, "dltensor");
  auto *exported = new Exported<dlpack::ManagedTensor>(array);
  exported->managed.version = {dlpack::kMajorVersion, 0};
  return Exported<dlpack::ManagedTensor>::makeCapsule(&exported->managed,
                                                      "dltensor_versioned");
}

static nb::object copyToHost(const DeviceArray &array) {
  TensorBuffer buffer = array.getBuffer();
  nb::object host = createTensor(TensorType(), Device(), buffer);
  if (array.memory->get())
    check(array.memory->copyTo(buffer.data, array.stream));
  return host;
}

//===----------------------------------------------------------------------===//
// The emulator's streams
//===----------------------------------------------------------------------===//

namespace {

/// A stream of the emulated GPU that captures what it is given, and does it
/// when it is told to.
struct EmulatedStream {
  void *handle = createEmulatedStream();
  EmulatedGraph graph;

  ~EmulatedStream() { destroyEmulatedStream(handle); }
};

} // namespace

void norm_python::bindDevices(nb::module_ &module) {
  nb::class_<DeviceArray>(module, "DeviceArray")
      .def_prop_ro("shape",
                   [](const DeviceArray &array) {
                     nb::list sizes;
                     for (int64_t size : array.shape)
                       sizes.append(size);
                     return nb::tuple(sizes);
                   })
      .def_prop_ro("ndim",
                   [](const DeviceArray &array) { return array.shape.size(); })
      .def_prop_ro(
          "dtype",
          [](const DeviceArray &array) { return getArrayDtype(array.element); })
      .def_prop_ro("target",
                   [](const DeviceArray &array) {
                     return array.memory->getRoute() == Route::Emulated
                                ? "emulate"
                                : "cuda";
                   })
      .def("numpy", &copyToHost)
      .def("__dlpack__", &exportArray, nb::kw_only(),
           nb::arg("stream") = nb::none(), nb::arg("max_version") = nb::none(),
           nb::arg("dl_device") = nb::none(), nb::arg("copy") = nb::none())
      .def("__dlpack_device__", [](const DeviceArray &array) {
        return nb::make_tuple(dlpack::kDeviceCUDA, array.memory->getOrdinal());
      });
  module.def("to_device", &copyToDevice, nb::arg("array"), nb::arg("target"),
             nb::arg("device"));
  nb::class_<EmulatedStream>(module, "EmulatedStream")
      .def("__init__",
           [](EmulatedStream *stream) {
             new (stream) EmulatedStream();
             beginEmulatedCapture(stream->handle);
           })
      .def("__cuda_stream__",
           [](const EmulatedStream &stream) {
             return nb::make_tuple(0,
                                   reinterpret_cast<intptr_t>(stream.handle));
           })
      .def("run", [](EmulatedStream &stream) {
        stream.graph = endEmulatedCapture(stream.handle);
        check(stream.graph.launch());
        beginEmulatedCapture(stream.handle);
        return stream.graph.size();
      });
}
