"""Graphs on the rows of a matrix, as in transformers: normalization over the last axis."""

from __future__ import annotations

from typing import Dict, List, Mapping

import numpy as np

from ..tensors import ELEMENT_BYTES, Tensor
from .activations import activation_stage
from .base import Arrays, Graph, Stage, clause, elementwise, row_maximum

EPSILON = 1e-5


def _layer_norm(arrays: Arrays, source: str) -> Dict[str, np.ndarray]:
    x = arrays[source]
    centred = x - x.mean(-1, keepdims=True)
    variance = np.mean(centred * centred, -1, keepdims=True)
    return {"y": centred / np.sqrt(variance + EPSILON) * arrays["w"] + arrays["b"]}


def _rms_norm(arrays: Arrays, source: str) -> Dict[str, np.ndarray]:
    x = arrays[source]
    return {"y": x / np.sqrt(np.mean(x * x, -1, keepdims=True) + EPSILON) * arrays["w"]}


# The largest magnitude of each type to quantize to.
_LIMITS = {"int8": 127.0, "fp8": 448.0}


def _quantize(arrays: Arrays, after: str) -> Dict[str, np.ndarray]:
    limit = _LIMITS[after]
    scale = np.maximum(arrays["peak"], 1e-12) / limit
    q = np.clip(arrays["y"] / scale[:, None], -limit, limit)
    return {"q": np.rint(q) if after == "int8" else q, "s": scale}


def _quantize_stages(tensors: Mapping[str, Tensor], after: str, dynamic: bool) -> List[Stage]:
    """8-bit values and one scale per row, from the row's largest magnitude."""
    limit = ["%floor = arith.constant 1.0e-12 : f32", f"%limit = arith.constant {_LIMITS[after]} : f32"]
    scale = ["%kept = arith.maximumf %a0, %floor : f32", "%r = arith.divf %kept, %limit : f32"]
    values = [
        f"%limit = arith.constant {_LIMITS[after]} : f32",
        f"%lowest = arith.constant {-_LIMITS[after]} : f32",
        "%t = arith.divf %a0, %a1 : f32",
        "%e = math.roundeven %t : f32",
        f"%u = arith.minimumf {'%e' if after == 'int8' else '%t'}, %limit : f32",
        "%v = arith.maximumf %u, %lowest : f32",
        "%r = arith.fptosi %v : f32 to i8",
    ]
    if after == "fp8":
        values = [line for line in values if line[:2] not in ("%e", "%r")]
    body = row_maximum(tensors, "y", "peak", dynamic)
    body += elementwise(tensors, ["peak"], "s", limit + scale, "r", dynamic)
    body += elementwise(tensors, ["y", "s"], "q", values, "r" if after == "int8" else "v", dynamic)

    def evaluate(arrays: Arrays) -> Dict[str, np.ndarray]:
        return _quantize({**arrays, "peak": np.abs(arrays["y"]).max(-1)}, after)

    return [Stage("quantize", ("y",), ("q", "s"), body, evaluate)]


def build_rows(norm: str, before: str, after: str, shape: List[int], dtype: str, dynamic: bool) -> Graph:
    """`norm` (layer_norm or rms_norm) of the rows of a matrix.

    before: `add` sums a residual first and gives the sum as another output; empty for nothing. after: `gelu`, `silu`,
    `relu`, `int8`, `fp8` or empty. Scale and bias are of the input's type.
    """
    rows, columns = shape
    names = {"x": ("input",), "r": ("input",), "w": ("scale",), "b": ("bias",)}
    tensors = {
        name: Tensor(name, (rows, columns) if name in "xr" else (columns,), dtype, *role)
        for name, role in names.items()
    }
    for name in ("sum", "y", "z"):
        tensors[name] = Tensor(name, (rows, columns), dtype)
    tensors["peak"] = Tensor("peak", (rows,), "f32")
    tensors["s"] = Tensor("s", (rows,), "f32")
    tensors["q"] = Tensor("q", (rows, columns), "f8E4M3FN" if after == "fp8" else "i8")
    types = {name: tensor.mlir(dynamic) for name, tensor in tensors.items()}

    stages: List[Stage] = []
    inputs, outputs, source = ["x"], [], "x"
    if before == "add":
        body = f"  %sum = arith.addf %x, %r : {types['x']}\n"
        stages.append(Stage("add", ("x", "r"), ("sum",), body, lambda a: {"sum": a["x"] + a["r"]}))
        inputs, outputs, source = ["x", "r"], ["sum"], "sum"
    parameters = ("w", "b") if norm == "layer_norm" else ("w",)
    operands = "".join(clause(keyword, name, types) for keyword, name in zip(("scale", "bias"), parameters))
    body = f"  %y = norm.{norm} %{source}{operands} axes = [1] epsilon = {EPSILON:e} : {types['x']}\n"
    function = _layer_norm if norm == "layer_norm" else _rms_norm
    stages.append(Stage("norm", (source, *parameters), ("y",), body, lambda a: function(a, source)))
    if after in _LIMITS:
        stages += _quantize_stages(tensors, after, dynamic)
        outputs += ["q", "s"]
    elif after:
        stages.append(activation_stage(after, tensors, "y", "z", dynamic))
        outputs.append("z")
    else:
        outputs.append("y")
    slab = columns * ELEMENT_BYTES[dtype]
    return Graph(tensors, (*inputs, *parameters), tuple(outputs), stages, slab, dynamic)
