"""Graphs on images with channels: batch, group, instance and local response normalization, NCHW and NHWC."""

from __future__ import annotations

from math import prod
from typing import Callable, Dict, List, Tuple

import numpy as np

from ..tensors import ELEMENT_BYTES, Tensor
from .activations import activation_stage
from .base import Arrays, Graph, Stage, clause

EPSILON = 1e-5
MOMENTUM = 0.1
LRN = {"size": 5, "alpha": 1e-4, "beta": 0.75, "k": 1.0}


def _along(values: np.ndarray, rank: int, axis: int) -> np.ndarray:
    """One value per channel, shaped to broadcast."""
    return values.reshape([-1 if i == axis else 1 for i in range(rank)])


def _scaled(y: np.ndarray, arrays: Arrays, axis: int) -> np.ndarray:
    return y * _along(arrays["w"], y.ndim, axis) + _along(arrays["b"], y.ndim, axis)


def _batch_norm(arrays: Arrays, axis: int) -> Dict[str, np.ndarray]:
    x = arrays["x"]
    mean, variance = (_along(arrays[name], x.ndim, axis) for name in ("mean", "variance"))
    return {"y": _scaled((x - mean) / np.sqrt(variance + EPSILON), arrays, axis)}


def _batch_norm_training(arrays: Arrays, axis: int) -> Dict[str, np.ndarray]:
    x = arrays["x"]
    axes = tuple(i for i in range(x.ndim) if i != axis)
    count = x.size // x.shape[axis]
    mean = x.mean(axes)
    centred = x - _along(mean, x.ndim, axis)
    variance = np.mean(centred * centred, axes)
    return {
        "y": _scaled(centred / np.sqrt(_along(variance, x.ndim, axis) + EPSILON), arrays, axis),
        "new_mean": (1 - MOMENTUM) * arrays["mean"] + MOMENTUM * mean,
        "new_variance": (1 - MOMENTUM) * arrays["variance"] + MOMENTUM * variance * count / (count - 1),
    }


def _group_norm(arrays: Arrays, axis: int, groups: int) -> Dict[str, np.ndarray]:
    x = np.moveaxis(arrays["x"], axis, 1)
    rows = x.reshape(x.shape[0], groups, -1)
    centred = rows - rows.mean(-1, keepdims=True)
    variance = np.mean(centred * centred, -1, keepdims=True)
    y = (centred / np.sqrt(variance + EPSILON)).reshape(x.shape)
    return {"y": _scaled(np.moveaxis(y, 1, axis), arrays, axis)}


def _local_response_norm(arrays: Arrays, axis: int) -> Dict[str, np.ndarray]:
    x = np.moveaxis(arrays["x"], axis, 1)
    channels, half = x.shape[1], LRN["size"] // 2
    padded = np.zeros((x.shape[0], channels + 2 * half, *x.shape[2:]))
    padded[:, half : half + channels] = x * x
    total = sum(padded[:, i : i + channels] for i in range(2 * half + 1))
    y = x / (LRN["k"] + LRN["alpha"] / LRN["size"] * total) ** LRN["beta"]
    return {"y": np.moveaxis(y, 1, axis)}


def _slab(norm: str, shape: List[int], element: int, axis: int, groups: int) -> int:
    """Bytes of one slab; where the channels are innermost, no less than a cache line of them at each position."""
    channels = shape[axis]
    if norm in ("batch_norm", "local_response_norm"):
        return 0
    count = 1 if norm in ("batch_norm_training", "instance_norm") else channels // groups
    if axis == len(shape) - 1:
        count = min(channels, max(count, 64 // element))
    positions = prod(shape) // channels
    return count * element * (positions if norm == "batch_norm_training" else positions // shape[0])


def build_channels(
    norm: str, after: str, shape: List[int], dtype: str, dynamic: bool, channel_axis: int = 1, groups: int = 32
) -> Graph:
    """`norm` of a tensor whose channels are on `channel_axis`, then the activation `after` or nothing.

    `shape` is in memory's order. Scale, bias and running statistics are f32.
    """
    rank, channels = len(shape), (shape[channel_axis],)
    tensors = {
        "x": Tensor("x", tuple(shape), dtype),
        "w": Tensor("w", channels, "f32", "scale"),
        "b": Tensor("b", channels, "f32", "bias"),
        "mean": Tensor("mean", channels, "f32", "mean"),
        "variance": Tensor("variance", channels, "f32", "variance"),
        "new_mean": Tensor("new_mean", channels, "f32"),
        "new_variance": Tensor("new_variance", channels, "f32"),
        "y": Tensor("y", tuple(shape), dtype),
        "z": Tensor("z", tuple(shape), dtype),
    }
    types = {name: tensor.mlir(dynamic) for name, tensor in tensors.items()}
    axes = [i for i in range(1, rank) if i != channel_axis]
    spatial = f"channel_axis = {channel_axis} axes = {axes} epsilon = {EPSILON:e}"
    channel = f"channel_axis = {channel_axis} epsilon = {EPSILON:e}"
    window = f"size = {LRN['size']} alpha = {LRN['alpha']:e} beta = {LRN['beta']:e} k = {LRN['k']:e}"

    # Keyword and tensor of every operand after the input, attributes, results after the first, and the definition.
    affine = [("scale", "w"), ("bias", "b")]
    running = [("running_mean", "mean"), ("running_variance", "variance")]
    new = ("new_mean", "new_variance")
    forms: Dict[str, Tuple[list, str, tuple, Callable[[Arrays], Dict[str, np.ndarray]]]] = {
        "batch_norm": (
            [("mean", "mean"), ("variance", "variance"), *affine],
            channel,
            (),
            lambda a: _batch_norm(a, channel_axis),
        ),
        "batch_norm_training": (
            [*affine, *running],
            f"{channel} momentum = {MOMENTUM:e}",
            new,
            lambda a: _batch_norm_training(a, channel_axis),
        ),
        "group_norm": (
            affine,
            f"num_groups = {groups} {spatial}",
            (),
            lambda a: _group_norm(a, channel_axis, groups),
        ),
        "instance_norm": (affine, spatial, (), lambda a: _group_norm(a, channel_axis, shape[channel_axis])),
        "local_response_norm": (
            [],
            f"channel_axis = {channel_axis} {window}",
            (),
            lambda a: _local_response_norm(a, channel_axis),
        ),
    }
    operands, attributes, more, evaluate = forms[norm]
    names = tuple(name for _, name in operands)
    clauses = "".join(clause(keyword, name, types) for keyword, name in operands)
    written = ("y", *more)
    left = ", ".join(f"%{name}" for name in written)
    body = f"  {left} = norm.{norm} %x{clauses} {attributes} : {types['x']}\n"
    stages = [Stage("norm", ("x", *names), written, body, evaluate)]
    outputs = list(written)
    if after:
        stages.append(activation_stage(after, tensors, "y", "z", dynamic))
        outputs[0] = "z"
    slab = _slab(norm, shape, ELEMENT_BYTES[dtype], channel_axis, groups)
    return Graph(tensors, ("x", *names), tuple(outputs), stages, slab, dynamic)
