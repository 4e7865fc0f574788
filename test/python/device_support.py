"""Tensors of foreign libraries in the emulator's memory, which DLPack takes for a GPU's."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

import norm_mlir
from norm_mlir import _native


def to_device(array: np.ndarray) -> norm_mlir.DeviceArray:
    """A copy in the emulator's memory."""
    return norm_mlir.to_device(np.ascontiguousarray(array), "emulate")


class OfDLPack:
    """A tensor of a library that offers only `__dlpack__`, and says on which streams it was asked for."""

    def __init__(self, array: Any) -> None:
        self.array = array if isinstance(array, norm_mlir.DeviceArray) else to_device(array)
        self.streams: list[Any] = []

    def __dlpack__(self, *, stream: Any = None, max_version: Any = None) -> Any:
        self.streams.append(stream)
        return self.array.__dlpack__(stream=stream, max_version=max_version)

    def __dlpack_device__(self) -> tuple[int, int]:
        return self.array.__dlpack_device__()

    def numpy(self) -> np.ndarray:
        """The values."""
        return self.array.numpy()


class OfLibrary(OfDLPack):
    """One whose library makes its own of others'."""

    def __array_namespace__(self, api_version: Any = None) -> Any:
        return OfLibrary

    @staticmethod
    def from_dlpack(array: Any) -> "OfLibrary":
        return OfLibrary(array)


class _DataType(ctypes.Structure):
    _fields_ = [("code", ctypes.c_uint8), ("bits", ctypes.c_uint8), ("lanes", ctypes.c_uint16)]


class _Tensor(ctypes.Structure):
    _fields_ = [
        ("data", ctypes.c_void_p),
        ("device_type", ctypes.c_int32),
        ("device_id", ctypes.c_int32),
        ("rank", ctypes.c_int32),
        ("type", _DataType),
        ("shape", ctypes.POINTER(ctypes.c_int64)),
        ("strides", ctypes.POINTER(ctypes.c_int64)),
        ("byte_offset", ctypes.c_uint64),
    ]


class _Managed(ctypes.Structure):
    _fields_ = [
        ("major", ctypes.c_uint32),
        ("minor", ctypes.c_uint32),
        ("owner", ctypes.c_void_p),
        ("deleter", ctypes.c_void_p),
        ("flags", ctypes.c_uint64),
        ("tensor", _Tensor),
    ]


# Capsules keep the address of their name.
_NAME = b"dlpack_exchange_api"
_get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_get_pointer.restype, _get_pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
_increment = ctypes.pythonapi.Py_IncRef
_increment.argtypes = [ctypes.py_object]

_ALLOCATE = ctypes.CFUNCTYPE(
    ctypes.c_int,
    ctypes.POINTER(_Tensor),
    ctypes.POINTER(ctypes.c_void_p),
    ctypes.c_void_p,
    ctypes.c_void_p,
)
_TO_OBJECT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
_VIEW = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.py_object, ctypes.POINTER(_Tensor))
_GET_STREAM = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int32, ctypes.c_int32, ctypes.POINTER(ctypes.c_void_p))


class _ExchangeAPI(ctypes.Structure):
    _fields_ = [
        ("major", ctypes.c_uint32),
        ("minor", ctypes.c_uint32),
        ("previous", ctypes.c_void_p),
        ("allocate", _ALLOCATE),
        ("from_object", ctypes.c_void_p),
        ("to_object", _TO_OBJECT),
        ("view", _VIEW),
        ("get_stream", _GET_STREAM),
    ]


class OfExchange:
    """A tensor of a library with a table of C functions, as torch has it: a view with strides, allocation, and a stream
    that is current."""

    current_stream: Any = None
    __dlpack_c_exchange_api__: Any = None
    _allocated: list[Any] = []

    def __init__(self, array: Any, axes: tuple[int, ...] = (), device: int = 0) -> None:
        self.array = array if isinstance(array, norm_mlir.DeviceArray) else to_device(array)
        self.axes = axes or tuple(range(self.array.ndim))
        self.device = device
        self._capsule = self.array.__dlpack__(stream=-1, max_version=(1, 0))
        address = _get_pointer(self._capsule, b"dltensor_versioned")
        self.tensor = ctypes.cast(address, ctypes.POINTER(_Managed)).contents.tensor
        shape = self.array.shape
        strides = [int(np.prod(shape[axis + 1 :])) for axis in range(len(shape))]
        size = ctypes.c_int64 * max(len(shape), 1)
        self._shape = size(*(shape[axis] for axis in self.axes))
        self._strides = size(*(strides[axis] for axis in self.axes))

    def numpy(self) -> np.ndarray:
        """The values."""
        return self.array.numpy().transpose(self.axes)

    @staticmethod
    def _view(tensor: "OfExchange", view: Any) -> int:
        view[0] = tensor.tensor
        view[0].shape, view[0].strides = tensor._shape, tensor._strides
        view[0].device_id = tensor.device
        return 0

    @staticmethod
    def _allocate(prototype: Any, managed: Any, _: Any, __: Any) -> int:
        like = prototype[0]
        kinds = {2: "float", 4: "bfloat", 0: "int"}
        shape = [like.shape[axis] for axis in range(like.rank)]
        name = f"{kinds[like.type.code]}{like.type.bits}"
        import ml_dtypes

        dtype = ml_dtypes.bfloat16 if name == "bfloat16" else np.dtype(name)
        tensor = OfExchange(to_device(np.full(shape, 7).astype(dtype)))
        OfExchange._allocated.append((tensor, like.device_type, like.device_id))
        managed[0] = _get_pointer(tensor._capsule, b"dltensor_versioned")
        return 0

    @staticmethod
    def _to_object(managed: Any, result: Any) -> int:
        tensor, *_ = OfExchange._allocated[-1]
        _increment(tensor)
        result[0] = id(tensor)
        return 0

    @staticmethod
    def _get_stream(device_type: int, device_id: int, result: Any) -> int:
        stream = OfExchange.current_stream
        result[0] = None if stream is None else stream.__cuda_stream__()[1]
        return 0


_API = _ExchangeAPI(
    1,
    2,
    None,
    _ALLOCATE(OfExchange._allocate),
    None,
    _TO_OBJECT(OfExchange._to_object),
    _VIEW(OfExchange._view),
    _GET_STREAM(OfExchange._get_stream),
)
OfExchange.__dlpack_c_exchange_api__ = _new_capsule(ctypes.addressof(_API), _NAME, None)

EmulatedStream = _native.EmulatedStream
