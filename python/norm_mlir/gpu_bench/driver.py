"""The driver of NVIDIA GPUs through ctypes: memory, streams, events and graphs."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_char_p, c_float, c_int, c_size_t, c_uint, c_uint64, c_void_p
from typing import Any, Callable, Dict

LIBRARY = "libcuda.so.1"
# CUdevice_attribute.
_ATTRIBUTES = {"multiprocessors": 16, "l2_bytes": 38, "bus_bits": 37, "memory_kHz": 36, "major": 75, "minor": 76}
_CAPTURE_RELAXED = 2


class DriverError(Exception):
    """A call of the driver that failed; the text is one line with its name."""


class Driver:
    """Device 0 in its primary context, which other libraries of this process share, and one stream."""

    def __init__(self) -> None:
        try:
            self._library = ctypes.CDLL(LIBRARY)
        except OSError as error:
            raise DriverError(f"no GPU driver: {error}") from error
        self._call("cuInit", c_uint(0))
        self._device = c_int()
        self._call("cuDeviceGet", byref(self._device), c_int(0))
        context, stream = c_void_p(), c_void_p()
        self._call("cuDevicePrimaryCtxRetain", byref(context), self._device)
        self._call("cuCtxSetCurrent", context)
        self._call("cuStreamCreate", byref(stream), c_uint(1))
        self.stream = stream

    def _call(self, name: str, *arguments: Any) -> None:
        try:
            function = getattr(self._library, name)
        except AttributeError as error:
            raise DriverError(f"{LIBRARY} has no {name}") from error
        code = function(*arguments)
        if code != 0:
            text = c_char_p()
            self._library.cuGetErrorName(c_int(code), byref(text))
            raise DriverError(f"{name}: {(text.value or b'').decode() or code}")

    def describe(self) -> Dict[str, Any]:
        """Name and numbers of the device, and the driver's version."""
        name, version = ctypes.create_string_buffer(128), c_int()
        self._call("cuDeviceGetName", name, c_int(len(name)), self._device)
        self._call("cuDriverGetVersion", byref(version))
        numbers: Dict[str, Any] = {"device": name.value.decode(), "cuda": f"{version.value // 1000}"}
        numbers["cuda"] += f".{version.value % 1000 // 10}"
        for key, attribute in _ATTRIBUTES.items():
            value = c_int()
            self._call("cuDeviceGetAttribute", byref(value), c_int(attribute), self._device)
            numbers[key] = value.value
        return numbers

    def allocate(self, size: int) -> int:
        """The address of device memory, aligned to 256."""
        address = c_uint64()
        self._call("cuMemAlloc_v2", byref(address), c_size_t(max(1, size)))
        return address.value

    def free(self, address: int) -> None:
        """Gives memory back."""
        self._call("cuMemFree_v2", c_uint64(address))

    def upload(self, address: int, data: bytes) -> None:
        """Copies to the device in the order of the stream, and waits."""
        self._call("cuMemcpyHtoDAsync_v2", c_uint64(address), c_char_p(data), c_size_t(len(data)), self.stream)
        self.wait()

    def download(self, address: int, size: int) -> bytearray:
        """Waits for the stream, then copies from the device."""
        self.wait()
        data = bytearray(size)
        buffer = (ctypes.c_char * size).from_buffer(data) if size else None
        if buffer is not None:
            self._call("cuMemcpyDtoH_v2", buffer, c_uint64(address), c_size_t(size))
        return data

    def copy(self, to: int, source: int, size: int) -> None:
        """Copies on the device, in the order of the stream."""
        self._call("cuMemcpyDtoDAsync_v2", c_uint64(to), c_uint64(source), c_size_t(size), self.stream)

    def fill(self, address: int, byte: int, size: int) -> None:
        """Writes one byte everywhere, in the order of the stream."""
        self._call("cuMemsetD8Async", c_uint64(address), ctypes.c_ubyte(byte), c_size_t(size), self.stream)

    def wait(self) -> None:
        """Waits until the stream is done."""
        self._call("cuStreamSynchronize", self.stream)

    def event(self) -> c_void_p:
        """A new event."""
        event = c_void_p()
        self._call("cuEventCreate", byref(event), c_uint(0))
        return event

    def record(self, event: c_void_p) -> None:
        """Records an event in the stream."""
        self._call("cuEventRecord", event, self.stream)

    def seconds(self, begin: c_void_p, end: c_void_p) -> float:
        """Waits for the second event; the time between the two."""
        milliseconds = c_float()
        self._call("cuEventSynchronize", end)
        self._call("cuEventElapsedTime", byref(milliseconds), begin, end)
        return milliseconds.value * 1e-3

    def capture(self, work: Callable[[], None]) -> "Graph":
        """What `work` gives to the stream, as a graph."""
        graph, executable = c_void_p(), c_void_p()
        self._call("cuStreamBeginCapture_v2", self.stream, c_int(_CAPTURE_RELAXED))
        try:
            work()
        finally:
            self._call("cuStreamEndCapture", self.stream, byref(graph))
        self._call("cuGraphInstantiateWithFlags", byref(executable), graph, c_uint64(0))
        self._call("cuGraphDestroy", graph)
        return Graph(self, executable)

    def launch_graph(self, executable: c_void_p) -> None:
        """Gives a graph to the stream."""
        self._call("cuGraphLaunch", executable, self.stream)

    def free_graph(self, executable: c_void_p) -> None:
        """Gives a graph back."""
        self._call("cuGraphExecDestroy", executable)


class Graph:
    """Captured work, to be launched as a whole."""

    def __init__(self, driver: Driver, executable: c_void_p) -> None:
        self._driver, self._executable = driver, executable

    def launch(self) -> None:
        """Gives the work to the stream."""
        self._driver.launch_graph(self._executable)

    def free(self) -> None:
        """Gives the graph back."""
        self._driver.free_graph(self._executable)
