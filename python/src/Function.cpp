//===- Function.cpp - Compiled functions as Python objects ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Function.h"
#include "Errors.h"
#include "Tensors.h"
#include "Threads.h"

#include "norm-mlir/Execution/OpenMPRuntime.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

namespace nb = nanobind;
using namespace mlir::norm;
using namespace norm_python;
using llvm::ArrayRef;
using llvm::SmallVector;

namespace {

using Values = SmallVector<TensorValue, 6>;
using Buffers = SmallVector<TensorBuffer, 6>;

/// The class of compiler errors; a reference that is held.
PyObject *compileError;

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// One call: Python's values as buffers.
class Call {
public:
  explicit Call(const Function &function)
      : code(*function.code), checksGradients(function.checksGradients),
        leavesOutNone(function.leavesOutNone), unitAxes(function.unitAxes),
        signature(code.getSignature()) {
    device.target = function.target;
  }

  PyObject *run(PyObject *arguments, PyObject *out, PyObject *stream);
  /// The results' types, "2x3xf32", without computing.
  std::vector<std::string> prepare(PyObject *arguments);

private:
  void readInputs(PyObject *arguments, PyObject *stream);
  void readTensorOnDevice(PyObject *object, const ValueName &name,
                          bool checksGradients, TensorValue &value);
  const Entry &findEntry();
  void readResults(PyObject *out);
  void createResults();
  void compute(const Entry &entry);
  PyObject *getResults();

  SpecializedFunction &code;
  bool checksGradients, leavesOutNone;
  ArrayRef<size_t> unitAxes;
  const Signature &signature;
  Values values, outs;
  Buffers inputs, results;
  SmallVector<SmallVector<int64_t>> shapes;
  SmallVector<nb::object, 4> objects;
  SmallVector<uint64_t, 4> scalars;
  /// That of the first tensor among the inputs.
  TensorType type;
  Device device;
};

} // namespace

Compiler &norm_python::getCompiler(Target target) {
  auto create = [](Target target) -> Compiler & {
    CompileOptions options;
    options.parallel = target == Target::CPU;
    options.route = getRoute(target);
    if (target == Target::Cuda) {
      llvm::Expected<std::string> chip = findDeviceChip();
      if (!chip)
        raise(PyExc_RuntimeError, chip.takeError());
      options.gpu.chip = std::move(*chip);
    }
    return *new Compiler(options);
  };
  // One for each target, once it is asked for. With Python's lock held.
  static Compiler *compilers[3];
  Compiler *&compiler = compilers[static_cast<int>(target)];
  if (!compiler)
    compiler = &create(target);
  return *compiler;
}

/// The same as readTensor; all tensors are on the device of the first one.
void Call::readTensorOnDevice(PyObject *object, const ValueName &name,
                              bool checksGradients, TensorValue &value) {
  readTensor(object, name, checksGradients, device, value);
  if (device.isHost())
    return;
  if (device.id < 0)
    device.id = value.deviceId;
  if (value.deviceId != device.id)
    raise(PyExc_ValueError,
          "expects {0} on CUDA device {1}, where the first tensor is; got one "
          "on device {2}",
          toString(name), device.id, value.deviceId);
}

void Call::readInputs(PyObject *arguments, PyObject *stream) {
  SmallVector<PyObject *, 8> objects;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(arguments); ++i)
    if (PyObject *object = PyTuple_GET_ITEM(arguments, i);
        object != Py_None || !leavesOutNone)
      objects.push_back(object);
  size_t given = objects.size(), expected = signature.inputs.size();
  if (given != expected)
    raise(PyExc_TypeError, "@{0} expects {1} arguments; got {2}",
          code.getName(), expected, given);
  if (stream)
    device.stream = readStream(stream);
  else if (!device.isHost())
    findStream(objects, device);
  values.resize(given);
  for (size_t i = 0; i < given; ++i) {
    const BufferType &stated = signature.inputs[i];
    PyObject *object = objects[i];
    ValueName name{"argument", i, code.getName()};
    if (stated.isScalar) {
      readScalar(object, stated.element, name, values[i]);
    } else {
      readTensorOnDevice(object, name, checksGradients, values[i]);
      if (type.family == TensorType::Family::None)
        type = values[i].type;
      const TensorBuffer &buffer = values[i].buffer;
      if (buffer.element != stated.element || !stated.accepts(buffer.shape))
        raise(buffer.element != stated.element ? PyExc_TypeError
                                               : PyExc_ValueError,
              "@{0} expects argument {1} of type {2}; got {3}", code.getName(),
              i, stated.str(), writeBufferType(buffer.shape, buffer.element));
    }
    inputs.push_back(std::move(values[i].buffer));
  }
}

/// The code for these inputs, whose sizes fit one another.
const Entry &Call::findEntry() {
  llvm::Expected<const Entry *> entry = nullptr;
  {
    // Compiling takes milliseconds and waits for other threads that compile.
    nb::gil_scoped_release release;
    entry = code.find(inputs);
  }
  if (!entry)
    raise(compileError, entry.takeError());
  auto prepared = (*entry)->prepare(inputs);
  if (!prepared)
    raise(PyExc_ValueError, prepared.takeError());
  shapes = std::move(*prepared);
  return **entry;
}

/// Results that the caller gives: one tensor, or a tuple or list of them.
void Call::readResults(PyObject *out) {
  size_t expected = signature.results.size();
  bool isSequence = PyTuple_Check(out) || PyList_Check(out);
  // A tuple of its own: a tensor's __dlpack__ may change the list.
  nb::object held;
  if (isSequence) {
    held = nb::steal(PySequence_Tuple(out));
    if (!held.is_valid())
      throw nb::python_error();
  }
  size_t given = isSequence ? PyTuple_GET_SIZE(held.ptr()) : 1;
  if (given != expected)
    raise(PyExc_TypeError, "@{0} expects {1} results in out; got {2}",
          code.getName(), expected, given);
  outs.resize(given);
  for (size_t i = 0; i < given; ++i) {
    PyObject *object = isSequence ? PyTuple_GET_ITEM(held.ptr(), i) : out;
    const BufferType &stated = signature.results[i];
    if (stated.isScalar && device.isHost())
      raise(PyExc_TypeError,
            "@{0} returns result {1}, of type {2}, as a number; "
            "got out for it",
            code.getName(), i, stated.str());
    ValueName name{"result", i, code.getName()};
    readTensorOnDevice(object, name, /*checksGradients=*/true, outs[i]);
    if (outs[i].isReadOnly)
      raise(PyExc_ValueError,
            "@{0} expects result {1} to be writable; got a "
            "read-only {2}",
            code.getName(), i, Py_TYPE(object)->tp_name);
    TensorBuffer &buffer = outs[i].buffer;
    if (buffer.element != stated.element || buffer.shape != shapes[i])
      raise(buffer.element != stated.element ? PyExc_TypeError
                                             : PyExc_ValueError,
            "@{0} expects result {1} of type {2}; got {3}", code.getName(), i,
            writeBufferType(shapes[i], stated.element),
            writeBufferType(buffer.shape, buffer.element));
    results.push_back(std::move(buffer));
    objects.push_back(nb::borrow(object));
  }
}

void Call::createResults() {
  scalars.resize(signature.results.size());
  for (auto [index, stated] : llvm::enumerate(signature.results)) {
    TensorBuffer buffer{stated.element, shapes[index], nullptr};
    // On a device, a scalar is a tensor of rank 0: its value is not there yet.
    if (stated.isScalar && device.isHost()) {
      buffer.data = reinterpret_cast<char *>(&scalars[index]);
      objects.emplace_back();
    } else {
      TensorBuffer whole = buffer;
      if (index < unitAxes.size())
        whole.shape.append(unitAxes[index], 1);
      objects.push_back(createTensor(type, device, whole));
      buffer.data = whole.data;
    }
    results.push_back(std::move(buffer));
  }
}

void Call::compute(const Entry &entry) {
  llvm::Error error = llvm::Error::success();
  {
    nb::gil_scoped_release release;
    error = device.isHost()
                ? entry.call(inputs, results)
                : entry.enqueue(inputs, results, device.getId(), device.stream);
  }
  if (error)
    raise(PyExc_ValueError, std::move(error));
}

PyObject *Call::getResults() {
  for (auto [index, stated] : llvm::enumerate(signature.results))
    objects[index] = stated.isScalar && device.isHost()
                         ? toNumber(results[index])
                         : finishTensor(type, std::move(objects[index]));
  if (objects.size() == 1)
    return objects.front().release().ptr();
  PyObject *tuple = PyTuple_New(objects.size());
  for (auto [index, object] : llvm::enumerate(objects))
    PyTuple_SET_ITEM(tuple, index, object.release().ptr());
  return tuple;
}

PyObject *Call::run(PyObject *arguments, PyObject *out, PyObject *stream) {
  readInputs(arguments, stream);
  const Entry &entry = findEntry();
  if (out)
    readResults(out);
  else
    createResults();
  compute(entry);
  if (out)
    return nb::borrow(out).release().ptr();
  return getResults();
}

std::vector<std::string> Call::prepare(PyObject *arguments) {
  readInputs(arguments, nullptr);
  findEntry();
  std::vector<std::string> types;
  for (auto [type, shape] : llvm::zip_equal(signature.results, shapes))
    types.push_back(writeBufferType(shape, type.element));
  return types;
}

namespace {

/// The keyword arguments; null where they are not given or None.
struct Keywords {
  PyObject *out = nullptr, *stream = nullptr;
};

} // namespace

static Keywords readKeywords(PyObject *keywords, bool isOnDevice) {
  Keywords given;
  if (!keywords)
    return given;
  static PyObject *out = PyUnicode_InternFromString("out");
  static PyObject *stream = PyUnicode_InternFromString("stream");
  given.out = PyDict_GetItemWithError(keywords, out);
  if (isOnDevice)
    given.stream = PyDict_GetItemWithError(keywords, stream);
  if (PyDict_GET_SIZE(keywords) !=
      (given.out != nullptr) + (given.stream != nullptr))
    raise(PyExc_TypeError,
          "a compiled function expects no keyword argument but {0}; got others",
          isOnDevice ? "out and stream" : "out");
  for (PyObject **value : {&given.out, &given.stream})
    if (*value == Py_None)
      *value = nullptr;
  return given;
}

/// Python's call of a function, without the layers that would box arguments.
static PyObject *callFunction(PyObject *self, PyObject *arguments,
                              PyObject *keywords) noexcept {
  try {
    if (!nb::inst_ready(self))
      raise(PyExc_TypeError, "expects a compiled function; got one that was "
                             "never made");
    auto *function = nb::inst_ptr<Function>(self);
    Keywords given = readKeywords(keywords, function->target != Target::CPU);
    return Call(*function).run(arguments, given.out, given.stream);
  } catch (nb::python_error &error) {
    error.restore();
  } catch (const std::bad_alloc &) {
    PyErr_NoMemory();
  } catch (const std::exception &error) {
    PyErr_SetString(PyExc_RuntimeError, error.what());
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//
// The module's members
//===----------------------------------------------------------------------===//

static std::vector<std::string> getTypes(ArrayRef<BufferType> types) {
  std::vector<std::string> names;
  for (const BufferType &type : types)
    names.push_back(type.str());
  return names;
}

static Function compileText(nb::handle text, const std::string &entry,
                            size_t limit, const std::string &name,
                            bool checksGradients, bool leavesOutNone,
                            std::vector<size_t> unitAxes,
                            const std::string &targetName) {
  const char *data;
  Py_ssize_t size;
  if (PyBytes_Check(text.ptr())) {
    data = PyBytes_AS_STRING(text.ptr());
    size = PyBytes_GET_SIZE(text.ptr());
  } else {
    data = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
    if (!data)
      throw nb::python_error();
  }
  if (getOpenMPRuntime().empty())
    chooseOpenMPRuntime();
  Target target = parseTarget(targetName);
  Compiler &compiler = getCompiler(target);
  llvm::Expected<std::unique_ptr<SpecializedFunction>> code = nullptr;
  {
    nb::gil_scoped_release release;
    code = SpecializedFunction::create(llvm::StringRef(data, size), name, entry,
                                       limit, compiler);
  }
  if (!code)
    raise(compileError, code.takeError());
  return Function{std::move(*code), checksGradients, leavesOutNone,
                  std::move(unitAxes), target};
}

void norm_python::bindFunction(nb::module_ &module) {
  compileError =
      PyErr_NewExceptionWithDoc("norm_mlir.CompileError",
                                "IR that does not parse, is not valid, or "
                                "cannot be compiled; its text is "
                                "the compiler's message, with the place.",
                                PyExc_ValueError, nullptr);
  module.attr("CompileError") = nb::borrow(compileError);

  static PyType_Slot slots[] = {
      {Py_tp_call, reinterpret_cast<void *>(callFunction)}, {0, nullptr}};
  nb::class_<Function>(module, "Function", nb::type_slots(slots),
                       nb::is_weak_referenceable())
      .def_prop_ro("name",
                   [](const Function &function) {
                     return function.code->getName().str();
                   })
      .def_prop_ro("inputs",
                   [](const Function &function) {
                     return getTypes(function.code->getSignature().inputs);
                   })
      .def_prop_ro("outputs",
                   [](const Function &function) {
                     return getTypes(function.code->getSignature().results);
                   })
      .def_prop_ro("specializations",
                   [](const Function &function) {
                     return function.code->getNumSpecializations();
                   })
      .def("result_types", [](const Function &function, nb::args arguments) {
        return Call(function).prepare(arguments.ptr());
      });
  module.def("compile_text", &compileText, nb::arg("text"), nb::arg("entry"),
             nb::arg("limit"), nb::arg("name"), nb::arg("checks_gradients"),
             nb::arg("leaves_out_none"), nb::arg("unit_axes"),
             nb::arg("target"));
}
