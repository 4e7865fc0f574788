"""Compiled functions: GPU code in shared libraries of norm-compile, or the same code in an emulator."""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from ctypes import addressof, c_int64, c_void_p
from pathlib import Path
from typing import Callable, List, Sequence

from .driver import Driver
from .manifest import Buffer, Case


class CallError(Exception):
    """A compiled function that refuses or fails; the text is one line."""


def _descriptor(buffer: Buffer, address: int) -> ctypes.Array:
    """MLIR's descriptor of a dense memref: two pointers, offset, sizes, strides in elements."""
    strides: List[int] = []
    for size in reversed(buffer.shape):
        strides.insert(0, strides[0] * last if strides else 1)
        last = size
    return (c_int64 * (3 + 2 * len(buffer.shape)))(address, address, 0, *buffer.shape, *strides)


class Function:
    """One entry of a library: `prepare` checks sizes, then calls can be bound to addresses."""

    def __init__(self, path: Path, name: str, inputs: Sequence[Buffer], outputs: Sequence[Buffer]) -> None:
        self._inputs, self._outputs = inputs, outputs
        library = ctypes.CDLL(str(path))
        self._run, self._prepare = getattr(library, name), getattr(library, name + "__prepare")
        self.scratch_bytes = self._check()

    def _check(self) -> int:
        """The bytes of scratch; raises CallError where sizes are refused or the results have others."""
        descriptors = [_descriptor(buffer, 0) for buffer in self._inputs]
        sizes = (c_int64 * max(1, sum(len(buffer.shape) for buffer in self._outputs)))()
        scratch, message = c_int64(), ctypes.create_string_buffer(512)
        pointers = [c_void_p(addressof(one)) for one in descriptors]
        if self._prepare(*pointers, sizes, ctypes.byref(scratch), message, c_int64(len(message))) != 0:
            raise CallError(f"prepare: {message.value.decode()}")
        expected = [size for buffer in self._outputs for size in buffer.shape]
        if list(sizes)[: len(expected)] != expected:
            raise CallError(f"expects outputs of sizes {expected}; prepare gives {list(sizes)}")
        return scratch.value

    def bind(self, addresses: Sequence[int], scratch: int, driver: Driver) -> Callable[[], None]:
        """A call on buffers at these addresses, inputs before outputs; it raises CallError."""
        descriptors = [_descriptor(*pair) for pair in zip((*self._inputs, *self._outputs), addresses)]
        message = ctypes.create_string_buffer(512)
        arguments = [c_void_p(addressof(one)) for one in descriptors]
        arguments += [c_void_p(scratch), driver.stream, message, c_int64(len(message))]
        run = self._run

        def call(_keep: object = descriptors) -> None:
            if run(*arguments) != 0:
                raise CallError(message.value.decode())

        return call


_NPY_TYPES = {"f32": "<f4", "bf16": "V2", "f16": "<f2", "f8E4M3FN": "|u1", "i8": "|i1"}


def _write_npy(path: Path, buffer: Buffer, data: bytes) -> None:
    shape = "".join(f"{size}, " for size in buffer.shape)
    header = f"{{'descr': '{_NPY_TYPES[buffer.dtype]}', 'fortran_order': False, 'shape': ({shape}), }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode() + data)


def emulate(runner: str, folder: Path, case: Case, addresses: Sequence[int], driver: Driver) -> None:
    """Runs a case by `norm-runner --target=emulate` on copies of its buffers; raises CallError."""
    count = len(case.inputs)
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name, f"{i}.npy") for i in range(len(addresses))]
        for path, buffer, address in zip(files, case.inputs, addresses):
            _write_npy(path, buffer, bytes(driver.download(address, buffer.size)))
        command = [runner, str(folder / case.source), "--target=emulate"]
        command += [f"--input={path}" for path in files[:count]]
        command += [f"--output={path}" for path in files[count:]]
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0:
            raise CallError((result.stderr.strip().splitlines() or ["norm-runner fails"])[0])
        for path, buffer, address in zip(files[count:], case.outputs, addresses[count:]):
            driver.upload(address, path.read_bytes()[-buffer.size :])
