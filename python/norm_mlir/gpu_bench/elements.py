"""Element types as bytes and as numbers, with Python's standard library only."""

from __future__ import annotations

import struct
from array import array
from typing import Dict, List, Sequence, Union

BYTES = {"f32": 4, "bf16": 2, "f16": 2, "f8E4M3FN": 1, "i8": 1}
# Letters of Python's own arrays.
_LETTERS = {"f32": "f", "bf16": "H", "f16": "H", "f8E4M3FN": "B", "i8": "B"}
# A byte that no kernel writes into a whole element: floats of it are no numbers, and values to int8 end at -127.
POISON = {"f32": 0xFF, "bf16": 0xFF, "f16": 0xFF, "f8E4M3FN": 0xFF, "i8": 0x80}
# Largest |result - definition| / (1 + |definition|); 8-bit results may be the neighbour of the right one.
TOLERANCE = {"f32": 2e-5, "bf16": 2.0**-7, "f16": 2.0**-10}

_tables: Dict[str, List[float]] = {}


def _decode_f8e4m3fn(bits: int) -> float:
    sign, exponent, mantissa = -1.0 if bits >> 7 else 1.0, bits >> 3 & 15, bits & 7
    if exponent == 15 and mantissa == 7:
        return float("nan")
    return sign * (mantissa * 2.0**-9 if exponent == 0 else (8 + mantissa) * 2.0 ** (exponent - 10))


def _table(dtype: str) -> List[float]:
    """The values of all bit patterns of a type of 8 or 16 bits."""
    if dtype not in _tables:
        if dtype == "bf16":
            table = list(array("f", array("I", (bits << 16 for bits in range(1 << 16))).tobytes()))
        elif dtype == "f16":
            table = list(struct.unpack(f"<{1 << 16}e", array("H", range(1 << 16)).tobytes()))
        elif dtype == "f8E4M3FN":
            table = [_decode_f8e4m3fn(bits) for bits in range(256)]
        else:
            table = [float(bits - 256 if bits > 127 else bits) for bits in range(256)]
        _tables[dtype] = table
    return _tables[dtype]


def decode(data: Union[bytes, bytearray, memoryview], dtype: str, where: Union[slice, Sequence[int]]) -> List[float]:
    """The elements of a buffer at a slice, or at indices."""
    bits = memoryview(data).cast("B").cast(_LETTERS[dtype])
    chosen = bits[where].tolist() if isinstance(where, slice) else [bits[index] for index in where]
    if dtype == "f32":
        return chosen
    table = _table(dtype)
    return [table[each] for each in chosen]


def encode(values: Sequence[float], dtype: str) -> bytes:
    """Floats of 16 or 32 bits, rounded to the nearest, ties to even."""
    if dtype == "f16":
        return struct.pack(f"<{len(values)}e", *values)
    single = array("f", values).tobytes()
    if dtype == "f32":
        return single
    if dtype != "bf16":
        raise ValueError(f"expects a float of 16 or 32 bits; got {dtype}")
    return array("H", (bits + 0x7FFF + (bits >> 16 & 1) >> 16 for bits in array("I", single))).tobytes()


def rounded(values: Sequence[float], dtype: str) -> List[float]:
    """Values as a buffer of this type holds them."""
    return decode(encode(values, dtype), dtype, slice(None))


def has_poison(data: Union[bytes, bytearray, memoryview], dtype: str) -> bool:
    """Whether an element still is what the buffer was poisoned with."""
    width = BYTES[dtype]
    if width == 1:
        return bytes([POISON[dtype]]) in bytes(data)
    code = "H" if width == 2 else "I"
    pattern = int.from_bytes(bytes([POISON[dtype]] * width), "little")
    try:
        import numpy

        return bool((numpy.frombuffer(data, numpy.dtype(f"u{width}")) == pattern).any())
    except ImportError:
        return array(code, bytes(data)).count(pattern) > 0
