//===- TVMFFIEntry.cpp - Functions that TVM-FFI calls ---------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Becomes LLVM IR for any target, once for functions of the CPU and once for
// those of a GPU: what is called here from outside and what is called outside
// takes numbers and addresses alone, for targets pass structs and lists of
// arguments in ways of their own.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Runtime/TVMFFIEntry.h"
#include "TVMFFIText.h"
#include "norm-mlir/Runtime/Device.h"
#include "norm-mlir/Support/FloatFormats.h"

#include <errno.h>
#include <string.h>

using namespace norm_runtime;

#ifndef NORM_ON_DEVICE
#define NORM_ON_DEVICE 0
#endif

namespace {

/// Whether the functions are a GPU's.
constexpr bool isOnDevice = NORM_ON_DEVICE;

//===----------------------------------------------------------------------===//
// Layouts
//===----------------------------------------------------------------------===//

bool hasElements(const TVMFFITensor &tensor) {
  for (int32_t axis = 0; axis < tensor.rank; ++axis)
    if (tensor.shape[axis] == 0)
      return false;
  return true;
}

bool isDense(const TVMFFITensor &tensor) {
  if (!tensor.strides || !hasElements(tensor))
    return true;
  int64_t dense = 1;
  for (int32_t axis = tensor.rank; axis-- > 0; dense *= tensor.shape[axis])
    if (tensor.shape[axis] != 1 && tensor.strides[axis] != dense)
      return false;
  return true;
}

/// Whether two indices may name one element; true for layouts that nest in no
/// order of axes.
bool mayRepeatElements(const TVMFFITensor &tensor) {
  if (!tensor.strides || !hasElements(tensor))
    return false;
  auto getStride = [&](int32_t axis) {
    int64_t stride = tensor.strides[axis];
    return stride < 0 ? -stride : stride;
  };
  for (int32_t axis = 0; axis < tensor.rank; ++axis) {
    if (tensor.shape[axis] == 1)
      continue;
    // From the first to the last element of all axes of lesser strides.
    int64_t reach = 0, stride = getStride(axis);
    for (int32_t other = 0; other < tensor.rank; ++other)
      if (int64_t lesser = getStride(other);
          lesser < stride || (lesser == stride && other < axis))
        reach += lesser * (tensor.shape[other] - 1);
    if (stride <= reach)
      return true;
  }
  return false;
}

char *getData(const TVMFFITensor &tensor) {
  return static_cast<char *>(tensor.data) + tensor.byteOffset;
}

/// The addresses of the first byte of a tensor and of the one past the last.
struct Extent {
  uintptr_t begin, end;

  explicit Extent(const TVMFFITensor &tensor)
      : begin(reinterpret_cast<uintptr_t>(getData(tensor))), end(begin) {
    if (!hasElements(tensor))
      return;
    int64_t first = 0, last = 0, dense = 1;
    for (int32_t axis = tensor.rank; axis-- > 0; dense *= tensor.shape[axis]) {
      int64_t stride = tensor.strides ? tensor.strides[axis] : dense;
      (stride < 0 ? first : last) += stride * (tensor.shape[axis] - 1);
    }
    begin += first * (tensor.bits / 8);
    end += (last + 1) * (tensor.bits / 8);
  }

  bool overlaps(const Extent &other) const {
    return begin < end && other.begin < other.end && begin < other.end &&
           other.begin < end;
  }
};

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// One call: TVM-FFI's values as descriptors and scalars. Members that return
/// false have raised an error.
class Call {
public:
  /// Memory for all buffers of an entry: descriptors one after the other, and
  /// then of each buffer its address, its tensor, and its value as a scalar; of
  /// the results the sizes one after the other, and the objects that were
  /// allocated.
  struct Memory {
    int64_t *words;
    void **pointers;
    const TVMFFITensor **tensors;
    uint64_t *scalars;
    int64_t *sizes;
    TVMFFIValue *objects;
  };

  Call(const TVMFFIEntry &entry, const Memory &memory)
      : entry(entry), memory(memory), nextWord(memory.words) {}

  bool run(const TVMFFIValue *values, int32_t count, TVMFFIValue *result);

private:
  bool readInput(int32_t index, const TVMFFIValue &value);
  bool prepare();
  bool readResults(const TVMFFIValue *values);
  bool allocateResults();
  bool compute();
  bool returnResults(TVMFFIValue *result);

  bool readTensor(int32_t index, const TVMFFIValue &value);
  bool checkDevice(int32_t index, const TVMFFITensor &tensor);
  bool checkLayout(int32_t index, const TVMFFITensor &tensor);
  bool checkResult(int32_t index, const TVMFFITensor &tensor,
                   const int64_t *expected);
  bool checkApart(int32_t index, const TVMFFITensor &tensor);
  bool readScalar(int32_t index, const TVMFFIValue &value);
  bool readInteger(int32_t index, int64_t number);
  void writeDescriptor(int32_t index, const TVMFFITensor &tensor);

  /// "@f expects argument 1", or "result 0", of all buffers.
  Text expect(int32_t index) const {
    bool isInput = index < entry.numInputs;
    return Text()
        .add("@")
        .add(entry.name)
        .add(isInput ? " expects argument " : " expects result ")
        .add(isInput ? index : index - entry.numInputs);
  }
  /// "@f: ", before what __prepare says.
  Text say(const char *text) const {
    return Text().add("@").add(entry.name).add(": ").add(text);
  }

  const TVMFFIEntry &entry;
  const Memory memory;
  int64_t *nextWord;
  /// The device of the first tensor.
  int32_t deviceId = -1;
  int64_t scratchBytes = 0;
  int32_t numObjects = 0;
};

const TVMFFITensor *getTensor(const TVMFFIValue &value) {
  if (value.kind == kTensorPointer)
    return static_cast<TVMFFITensor *>(value.pointer);
  if (value.kind == kTensorObject)
    return reinterpret_cast<TVMFFITensor *>(static_cast<char *>(value.pointer) +
                                            kObjectHeader);
  return nullptr;
}

} // namespace

bool Call::checkDevice(int32_t index, const TVMFFITensor &tensor) {
  int32_t type = isOnDevice ? kDeviceCUDA : kDeviceCPU;
  bool isFirst = deviceId < 0;
  if (isFirst)
    deviceId = tensor.deviceId;
  if (tensor.deviceType == type && (!isOnDevice || tensor.deviceId == deviceId))
    return true;
  Text text = expect(index);
  if (tensor.deviceType == type)
    text.add(" on DLPack device ")
        .add(type)
        .add(":")
        .add(deviceId)
        .add(", where the first tensor is");
  else
    text.add(isOnDevice ? " in memory of a CUDA device"
                        : " in memory of the CPU");
  return text.add("; got a tensor on DLPack device ")
      .add(tensor.deviceType)
      .add(":")
      .add(tensor.deviceId)
      .raise("ValueError");
}

bool Call::checkLayout(int32_t index, const TVMFFITensor &tensor) {
  if (!entry.buffers[index].isStrided && !isDense(tensor))
    return expect(index)
        .add(", ")
        .addType(tensor)
        .add(", dense and row-major; got ")
        .addStrides(tensor)
        .raise("ValueError");
  if (hasElements(tensor) &&
      reinterpret_cast<uintptr_t>(getData(tensor)) % (tensor.bits / 8) != 0)
    return expect(index)
        .add(", ")
        .addType(tensor)
        .add(", at an address that its elements divide; got one of remainder ")
        .add(int64_t(reinterpret_cast<uintptr_t>(getData(tensor)) %
                     (tensor.bits / 8)))
        .raise("ValueError");
  return true;
}

void Call::writeDescriptor(int32_t index, const TVMFFITensor &tensor) {
  memory.tensors[index] = &tensor;
  if (entry.buffers[index].isScalar) {
    memory.pointers[index] = getData(tensor);
    return;
  }
  memory.pointers[index] = nextWord;
  nextWord[0] = nextWord[1] = reinterpret_cast<intptr_t>(getData(tensor));
  nextWord[2] = 0;
  int64_t *sizes = nextWord + 3, *strides = sizes + tensor.rank;
  int64_t dense = 1;
  for (int32_t axis = tensor.rank; axis-- > 0; dense *= sizes[axis]) {
    sizes[axis] = tensor.shape[axis];
    strides[axis] = tensor.strides ? tensor.strides[axis] : dense;
  }
  nextWord = strides + tensor.rank;
}

bool Call::readTensor(int32_t index, const TVMFFIValue &value) {
  const TVMFFIBuffer &stated = entry.buffers[index];
  const TVMFFITensor *tensor = getTensor(value);
  if (!tensor)
    return expect(index)
        .add(" to be a tensor of type ")
        .add(stated.type)
        .add("; got ")
        .add(getKindName(value.kind))
        .raise("TypeError");
  bool isOfElements = tensor->code == stated.code &&
                      tensor->bits == stated.bits && tensor->lanes == 1;
  if (!isOfElements || tensor->rank != stated.rank)
    return expect(index)
        .add(" of type ")
        .add(stated.type)
        .add("; got ")
        .addType(*tensor)
        .raise(isOfElements ? "ValueError" : "TypeError");
  if (!checkDevice(index, *tensor) || !checkLayout(index, *tensor))
    return false;
  writeDescriptor(index, *tensor);
  return true;
}

/// Writes an integer, if the type holds it.
bool Call::readInteger(int32_t index, int64_t number) {
  const TVMFFIBuffer &stated = entry.buffers[index];
  uint32_t bits = stated.code == kBoolean ? 1 : stated.bits;
  bool isSigned = stated.code == kInt;
  bool fits = isSigned ? bits == 64 || (number >= -(int64_t(1) << (bits - 1)) &&
                                        number < (int64_t(1) << (bits - 1)))
                       : number >= 0 && (bits == 64 || number >> bits == 0);
  if (!fits)
    return expect(index)
        .add(" to fit ")
        .add(bits)
        .add(isSigned ? " bits, signed; got " : " bits, unsigned; got ")
        .add(number)
        .raise("ValueError");
  memory.scalars[index] = number;
  return true;
}

bool Call::readScalar(int32_t index, const TVMFFIValue &value) {
  const TVMFFIBuffer &stated = entry.buffers[index];
  memory.pointers[index] = &memory.scalars[index];
  bool isInteger = value.kind == kInteger || value.kind == kBool;
  bool takesIntegers =
      stated.code == kInt || stated.code == kUInt || stated.code == kBoolean;
  if (!isInteger && (value.kind != kFloat || takesIntegers))
    return expect(index)
        .add(takesIntegers ? " to be an integer, " : " to be a number, ")
        .add(stated.type)
        .add("; got ")
        .add(getKindName(value.kind))
        .raise("TypeError");
  if (takesIntegers)
    return readInteger(index, value.integer);
  double number = isInteger ? double(value.integer) : value.number;
  uint64_t &bits = memory.scalars[index];
  if (stated.code == kBFloat)
    bits = mlir::norm::doubleToBf16(number);
  else if (stated.code == kFloat8E4M3FN)
    bits = mlir::norm::doubleToF8E4M3FN(number);
  else if (stated.code == kFloat8E5M2)
    bits = mlir::norm::doubleToF8E5M2(number);
  else if (stated.bits == 16)
    bits = mlir::norm::doubleToF16(number);
  else if (float narrow = float(number); stated.bits == 32)
    memcpy(&bits, &narrow, sizeof(narrow));
  else
    memcpy(&bits, &number, sizeof(number));
  return true;
}

bool Call::readInput(int32_t index, const TVMFFIValue &value) {
  memory.tensors[index] = nullptr;
  return entry.buffers[index].isScalar ? readScalar(index, value)
                                       : readTensor(index, value);
}

/// Checks the inputs' sizes and computes the results'.
bool Call::prepare() {
  char message[896];
  int32_t refused =
      isOnDevice
          ? entry.prepareOnDevice(memory.pointers, memory.sizes, &scratchBytes,
                                  message, sizeof(message))
          : entry.prepare(memory.pointers, memory.sizes, message,
                          sizeof(message));
  return !refused || say(message).raise("ValueError");
}

/// A result shares no byte with another buffer, and none of its elements is
/// written twice: kernels read their inputs in several sweeps, and on several
/// threads.
bool Call::checkApart(int32_t index, const TVMFFITensor &tensor) {
  if (mayRepeatElements(tensor))
    return expect(index)
        .add(", ")
        .addType(tensor)
        .add(", to have each element at an address of its own; got ")
        .addStrides(tensor)
        .raise("ValueError");
  Extent own(tensor);
  for (int32_t other = 0; other < index; ++other) {
    if (!memory.tensors[other] || !own.overlaps(Extent(*memory.tensors[other])))
      continue;
    bool isInput = other < entry.numInputs;
    return expect(index)
        .add(" apart from all other buffers; got one that overlaps ")
        .add(isInput ? "argument " : "result ")
        .add(isInput ? other : other - entry.numInputs)
        .raise("ValueError");
  }
  return true;
}

bool Call::checkResult(int32_t index, const TVMFFITensor &tensor,
                       const int64_t *expected) {
  const TVMFFIBuffer &stated = entry.buffers[index];
  if (memcmp(tensor.shape, expected, sizeof(int64_t) * stated.rank) != 0)
    return expect(index)
        .add(" of type ")
        .addSizes(expected, stated.rank)
        .addElement(stated.code, stated.bits, 1)
        .add("; got ")
        .addType(tensor)
        .raise("ValueError");
  return checkApart(index, tensor);
}

/// Results that the caller gives.
bool Call::readResults(const TVMFFIValue *values) {
  const int64_t *expected = memory.sizes;
  for (int32_t i = 0; i < entry.numResults; ++i) {
    int32_t index = entry.numInputs + i;
    if (!readTensor(index, values[i]) ||
        !checkResult(index, *memory.tensors[index], expected))
      return false;
    expected += entry.buffers[index].rank;
  }
  return true;
}

/// Results of the library that the caller's tensors are of.
bool Call::allocateResults() {
  if (entry.numResults == 0)
    return true;
  if (!TVMFFIEnvGetDLPackManagedTensorAllocator ||
      !TVMFFIEnvGetDLPackManagedTensorAllocator())
    return say("expects its results as last arguments where the library of the "
               "others allocates none; got ")
        .add(entry.numInputs)
        .add(" arguments")
        .raise("TypeError");
  int64_t *sizes = memory.sizes;
  for (int32_t i = 0; i < entry.numResults; ++i) {
    const TVMFFIBuffer &stated = entry.buffers[entry.numInputs + i];
    TVMFFITensor prototype = {};
    prototype.deviceType = isOnDevice ? kDeviceCUDA : kDeviceCPU;
    prototype.deviceId = deviceId < 0 ? 0 : deviceId;
    prototype.rank = stated.rank;
    prototype.code = static_cast<uint8_t>(stated.code);
    prototype.bits = static_cast<uint8_t>(stated.bits);
    prototype.lanes = 1;
    prototype.shape = sizes;
    sizes += stated.rank;
    TVMFFIValue &value = memory.objects[i];
    value = {kTensorObject, 0, {0}};
    if (TVMFFIEnvTensorAlloc(&prototype, &value.pointer) != 0)
      return false;
    ++numObjects;
    writeDescriptor(entry.numInputs + i, *getTensor(value));
  }
  return true;
}

#if !NORM_ON_DEVICE
bool Call::compute() {
  int before = errno;
  errno = 0;
  entry.call(memory.pointers);
  bool lacksMemory = errno == ENOMEM;
  errno = before;
  return !lacksMemory ||
         say("no memory for intermediate results").raise("MemoryError");
}
#else
bool Call::compute() {
  char message[896], ignored[1];
  int32_t ordinal = deviceId < 0 ? 0 : deviceId;
  void *stream =
      TVMFFIEnvGetStream ? TVMFFIEnvGetStream(kDeviceCUDA, ordinal) : nullptr;
  void *previous = normDeviceEnter(ordinal);
  // In the order of the stream, so that it may be freed before it is used.
  void *scratch = mgpuMemAlloc(scratchBytes, stream, false);
  int32_t failed = normDeviceStatus(message, sizeof(message));
  if (!failed)
    failed = entry.callOnDevice(memory.pointers, scratch, stream, message,
                                sizeof(message));
  mgpuMemFree(scratch, stream);
  normDeviceLeave(previous);
  // What fails after the first error is no news.
  if (failed)
    normDeviceStatus(ignored, sizeof(ignored));
  else
    failed = normDeviceStatus(message, sizeof(message));
  return !failed || say(message).raise("RuntimeError");
}
#endif

/// One result by itself, several in an array.
bool Call::returnResults(TVMFFIValue *result) {
  if (numObjects == 1) {
    *result = memory.objects[0];
    numObjects = 0;
    return true;
  }
  if (numObjects == 0)
    return true;
  void *makeArray;
  TVMFFIString name = {"ffi.Array", 9};
  if (TVMFFIFunctionGetGlobal(&name, &makeArray) != 0)
    return false;
  bool isMade =
      TVMFFIFunctionCall(makeArray, memory.objects, numObjects, result) == 0;
  TVMFFIObjectDecRef(makeArray);
  return isMade;
}

bool Call::run(const TVMFFIValue *values, int32_t count, TVMFFIValue *result) {
  bool allocates = count == entry.numInputs;
  if (!allocates && count != entry.numInputs + entry.numResults)
    return say("expects ")
        .add(entry.numInputs + entry.numResults)
        .add(" arguments, the last ")
        .add(entry.numResults)
        .add(" for results, or ")
        .add(entry.numInputs)
        .add("; got ")
        .add(count)
        .raise("TypeError");
  for (int32_t i = 0; i < entry.numInputs; ++i)
    if (!readInput(i, values[i]))
      return false;
  bool isDone =
      prepare() &&
      (allocates ? allocateResults() : readResults(values + entry.numInputs)) &&
      compute() && returnResults(result);
  for (int32_t i = 0; i < numObjects; ++i)
    TVMFFIObjectDecRef(memory.objects[i].pointer);
  return isDone;
}

int32_t norm_runtime::normCallTVMFFI(const TVMFFIEntry *entry,
                                     const TVMFFIValue *values, int32_t count,
                                     TVMFFIValue *result) {
  size_t numInputs = entry->numInputs, numSizes = 0, numWords = 0;
  size_t numBuffers = numInputs + entry->numResults;
  for (size_t i = 0; i < numBuffers; ++i) {
    size_t rank = entry->buffers[i].rank;
    numWords += 3 + 2 * rank;
    if (i >= numInputs)
      numSizes += rank;
  }
  // On the stack; of one more where there are none.
#define NORM_ALLOCATE(type, count)                                             \
  static_cast<type *>(__builtin_alloca(sizeof(type) * ((count) + 1)))
  Call::Memory memory = {NORM_ALLOCATE(int64_t, numWords),
                         NORM_ALLOCATE(void *, numBuffers),
                         NORM_ALLOCATE(const TVMFFITensor *, numBuffers),
                         NORM_ALLOCATE(uint64_t, numBuffers),
                         NORM_ALLOCATE(int64_t, numSizes),
                         NORM_ALLOCATE(TVMFFIValue, numBuffers)};
#undef NORM_ALLOCATE
  return Call(*entry, memory).run(values, count, result) ? 0 : -1;
}
