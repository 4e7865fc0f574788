"""Softmax and `F.normalize` of the rows of a matrix: norms without parameters."""

from __future__ import annotations

from typing import Dict, List

import numpy as np

from ..tensors import ELEMENT_BYTES, Tensor
from .base import Arrays, Graph, Stage, elementwise, row_reduction

EPSILON = 1e-12


def _softmax(arrays: Arrays) -> Dict[str, np.ndarray]:
    powers = np.exp(arrays["x"] - arrays["x"].max(-1, keepdims=True))
    return {"y": powers / powers.sum(-1, keepdims=True)}


def _normalize(arrays: Arrays) -> Dict[str, np.ndarray]:
    x = arrays["x"]
    return {"y": x / np.maximum(np.sqrt(np.sum(x * x, -1, keepdims=True)), EPSILON)}


def _graph(tensors: Dict[str, Tensor], stage: Stage, dynamic: bool) -> Graph:
    rows = tensors["x"]
    return Graph(tensors, ("x",), ("y",), [stage], rows.shape[1] * ELEMENT_BYTES[rows.dtype], dynamic)


def build_softmax(shape: List[int], dtype: str, dynamic: bool) -> Graph:
    """exp(x - max) / sum(exp(x - max)) along rows, computed in f32 and rounded once."""
    matrix, rows = tuple(shape), (shape[0],)
    tensors = {
        "x": Tensor("x", matrix, dtype),
        "top": Tensor("top", rows, "f32"),
        "powers": Tensor("powers", matrix, "f32"),
        "total": Tensor("total", rows, "f32"),
        "y": Tensor("y", matrix, dtype),
    }
    largest = ["%r = arith.maximumf %a, %sofar : f32"]
    power = ["%d = arith.subf %a0, %a1 : f32", "%r = math.exp %d : f32"]
    body = row_reduction(tensors, "x", "top", "0xFF800000", largest, dynamic)
    body += elementwise(tensors, ["x", "top"], "powers", power, "r", dynamic)
    body += row_reduction(tensors, "powers", "total", "0.0", ["%r = arith.addf %a, %sofar : f32"], dynamic)
    body += elementwise(tensors, ["powers", "total"], "y", ["%r = arith.divf %a0, %a1 : f32"], "r", dynamic)
    return _graph(tensors, Stage("softmax", ("x",), ("y",), body, _softmax), dynamic)


def build_normalize(shape: List[int], dtype: str, dynamic: bool) -> Graph:
    """x / max(|x|, epsilon) along rows, |x| being the 2-norm."""
    tensors = {name: Tensor(name, tuple(shape), dtype) for name in ("x", "y")}
    attributes = f"axes = [1] p = 2.0 epsilon = {EPSILON:e}"
    body = f"  %y = norm.lp_normalize %x {attributes} : {tensors['x'].mlir(dynamic)}\n"
    return _graph(tensors, Stage("normalize", ("x",), ("y",), body, _normalize), dynamic)
