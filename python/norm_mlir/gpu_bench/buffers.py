"""Sets of device buffers, and inputs that both the device and the reference know."""

from __future__ import annotations

import random
from typing import Callable, Dict, List, Sequence, Tuple

from .driver import Driver
from .elements import POISON, decode, encode
from .manifest import Buffer, Case

# Inputs repeat after this many elements, a prime, so that no two rows of usual lengths are alike.
PERIOD = 100003
# Of each buffer on the device, for the widest accesses.
ALIGNMENT = 512

_tiles: Dict[Tuple[str, str, int], Tuple[bytes, List[float]]] = {}


def _value(role: str, number: float) -> float:
    """A standard normal number made to suit a role; a mean beside 0 shows statistics that are not centred."""
    if role == "input":
        return number * 1.5 + 0.5
    if role == "scale":
        return 1 + number * 0.1
    return abs(number) + 0.5 if role == "variance" else number


def _tile(role: str, dtype: str, seed: int) -> Tuple[bytes, List[float]]:
    """The bytes of a period, and the numbers that they are."""
    key = role, dtype, seed
    if key not in _tiles:
        gauss = random.Random(seed).gauss
        data = encode([_value(role, gauss(0, 1)) for _ in range(PERIOD)], dtype)
        _tiles[key] = data, decode(data, dtype, slice(None))
    return _tiles[key]


Reader = Callable[[str, Sequence[int]], List[float]]


def input_reader(case: Case) -> Reader:
    """Reads elements of the inputs, by name and indices, as they were uploaded."""
    values = {buffer.name: _tile(buffer.role, buffer.dtype, i)[1] for i, buffer in enumerate(case.inputs)}

    def read(name: str, indices: Sequence[int]) -> List[float]:
        tile = values[name]
        return [tile[index % PERIOD] for index in indices]

    return read


def repeat(driver: Driver, address: int, data: bytes, size: int) -> None:
    """Fills device memory with copies of some bytes, the last one cut."""
    driver.upload(address, data[:size])
    done = min(len(data), size)
    while done < size:
        step = min(done, size - done)
        driver.copy(address + done, address, step)
        done += step


def fill_with_numbers(driver: Driver, address: int, size: int) -> None:
    """Fills device memory with f32."""
    repeat(driver, address, _tile("input", "f32", 0)[0], size)


class Sets:
    """`count` sets of a case's buffers in one piece of memory; inputs of all sets are equal, outputs poisoned."""

    def __init__(self, driver: Driver, case: Case, count: int) -> None:
        self._driver, self._case = driver, case
        offsets, stride = [], 0
        for buffer in (*case.inputs, *case.outputs):
            offsets.append(stride)
            stride += -(-buffer.size // ALIGNMENT) * ALIGNMENT
        self._base = driver.allocate(stride * count)
        self.addresses = [[self._base + i * stride + offset for offset in offsets] for i in range(count)]
        self._fill()
        for i in range(1, count):
            driver.copy(self._base + i * stride, self._base, stride)
        driver.wait()

    def _fill(self) -> None:
        first = self.addresses[0]
        for number, (buffer, address) in enumerate(zip(self._case.inputs, first)):
            repeat(self._driver, address, _tile(buffer.role, buffer.dtype, number)[0], buffer.size)
        for buffer, address in zip(self._case.outputs, first[len(self._case.inputs) :]):
            self._driver.fill(address, POISON[buffer.dtype], buffer.size)

    def outputs(self) -> Dict[str, bytearray]:
        """The outputs of the first set."""
        addresses = self.addresses[0][len(self._case.inputs) :]
        pairs: Sequence[Tuple[Buffer, int]] = list(zip(self._case.outputs, addresses))
        return {buffer.name: self._driver.download(address, buffer.size) for buffer, address in pairs}

    def free(self) -> None:
        """Gives the memory back."""
        self._driver.free(self._base)
