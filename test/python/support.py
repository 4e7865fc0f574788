"""What the tests of the package share: functions of IR, element types, and what a program prints."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator

import ml_dtypes
import numpy as np
import pytest

import norm_mlir

ROOT = Path(__file__).resolve().parents[2]

FLOATS = {
    "f64": np.float64,
    "f32": np.float32,
    "f16": np.float16,
    "bf16": ml_dtypes.bfloat16,
}
NARROW = {"f8E4M3FN": ml_dtypes.float8_e4m3fn, "f8E5M2": ml_dtypes.float8_e5m2}
INTEGERS = {
    "i8": np.int8,
    "i16": np.int16,
    "i32": np.int32,
    "i64": np.int64,
    "ui8": np.uint8,
    "ui16": np.uint16,
    "ui32": np.uint32,
    "ui64": np.uint64,
}
ELEMENTS = {**FLOATS, **NARROW, **INTEGERS, "i1": np.bool_}


def negate(type_: str, name: str = "f") -> str:
    """A function that negates a tensor of this type."""
    return f"func.func @{name}(%x: tensor<{type_}>) -> tensor<{type_}> {{ {_define('negf %x', type_)} }}"


def add(type_: str, name: str = "f") -> str:
    """A function that adds two tensors of this type."""
    head = f"func.func @{name}(%x: tensor<{type_}>, %y: tensor<{type_}>) -> tensor<{type_}>"
    return f"{head} {{ {_define('addf %x, %y', type_)} }}"


def both(type_: str) -> str:
    """A function that returns the negatives and the doubles of a tensor of this type."""
    types = f"tensor<{type_}>, tensor<{type_}>"
    return f"""func.func @f(%x: tensor<{type_}>) -> ({types}) {{
      %0 = arith.negf %x : tensor<{type_}>
      %1 = arith.addf %x, %x : tensor<{type_}>
      return %0, %1 : {types}
    }}"""


def identity(type_: str) -> str:
    """A function that returns its argument, of this type of the IR."""
    return f"func.func @f(%x: {type_}) -> {type_} {{ return %x : {type_} }}"


def norm(type_: str) -> str:
    """A function that normalizes over the second axis of a tensor of this type."""
    return f"""func.func @f(%x: tensor<{type_}>) -> tensor<{type_}> {{
      %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<{type_}>
      return %0 : tensor<{type_}>
    }}"""


def _define(op: str, type_: str) -> str:
    return f"%0 = arith.{op} : tensor<{type_}> return %0 : tensor<{type_}>"


def floats(*shape: int, dtype: Any = np.float32, seed: int = 0) -> np.ndarray:
    """Random values, the same ones in every run."""
    return np.random.default_rng(seed).standard_normal(shape).astype(dtype)


@contextmanager
def refuses(kind: type[BaseException], *parts: str) -> Iterator[None]:
    """Demands an exception of this class whose text is one line with these parts."""
    with pytest.raises(kind) as caught:
        yield
    text = str(caught.value)
    assert text and "\n" not in text, f"expects one line; got {text!r}"
    for part in parts:
        assert part in text, f"expects {part!r} in {text!r}"


def run(program: str, interpreter: str = sys.executable) -> str:
    """What another process prints that runs a program; fails where it does not end with 0."""
    package = Path(norm_mlir.__file__).parents[1]
    path = os.pathsep.join([str(package), str(ROOT / "test/python")])
    done = subprocess.run(
        [interpreter, "-c", textwrap.dedent(program)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, f"ended with {done.returncode}: {done.stderr[-2000:]}"
    return done.stdout.strip()
