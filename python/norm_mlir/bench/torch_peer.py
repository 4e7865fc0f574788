"""The same graphs in PyTorch: eager, without gradients, in its own layout, writing given results where it takes them."""

from __future__ import annotations

import time
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence

import numpy as np

from .graphs import Graph
from .graphs.channels import EPSILON, LRN, MOMENTUM

try:
    import torch
    from torch.nn import functional
except ImportError:
    torch = None  # type: ignore[assignment]

Tensors = Dict[str, Any]


def version() -> Optional[str]:
    """PyTorch's version; None where it is not installed."""
    return torch.__version__ if torch is not None else None


def set_threads(threads: int) -> None:
    """Threads inside one operation."""
    torch.set_num_threads(threads)


def _view(array: np.ndarray, channel_axis: int) -> Any:
    """A tensor on the same memory, NCHW to PyTorch; channels that are innermost make it channels_last."""
    if array.dtype.kind == "V" or array.dtype.name == "bfloat16":
        tensor = torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    else:
        tensor = torch.from_numpy(array)
    return tensor.permute(0, 3, 1, 2) if channel_axis == 3 and tensor.dim() == 4 else tensor


def _array(tensor: Any, channel_axis: int) -> np.ndarray:
    """The values in memory's order."""
    if channel_axis == 3 and tensor.dim() == 4:
        tensor = tensor.permute(0, 2, 3, 1)
    return (tensor.float() if tensor.dtype == torch.bfloat16 else tensor).numpy()


def _activate(y: Any, after: str) -> Any:
    """The activation, in place."""
    if after == "gelu":
        return torch.ops.aten.gelu_(y)
    return functional.silu(y, inplace=True) if after == "silu" else torch.relu_(y)


def _rows(description: Mapping[str, Any], t: Tensors) -> Callable[[], Tensors]:
    columns, after = t["w"].shape, description.get("after", "")
    # A scale of another type would widen the result.
    weight = t["w"].to(t["x"].dtype)

    def run() -> Tensors:
        results: Tensors = {}
        x = t["x"]
        if description.get("before") == "add":
            x = results["sum"] = torch.add(x, t["r"], out=t["sum"])
        if description["norm"] == "layer_norm":
            y = functional.layer_norm(x, columns, t["w"], t["b"], EPSILON)
        else:
            y = functional.rms_norm(x, columns, weight, EPSILON)
        if after == "int8":
            scale = y.abs().amax(-1, keepdim=True).float().clamp_(min=1e-12).div_(127)
            scaled = y.div_(scale) if y.dtype == torch.float32 else y.float().div_(scale)
            results["q"] = scaled.round_().clamp_(-127, 127).to(torch.int8)
            results["s"] = scale.flatten()
        else:
            results["z" if after else "y"] = _activate(y, after) if after else y
        return results

    return run


def _channels(description: Mapping[str, Any], t: Tensors) -> Callable[[], Tensors]:
    norm, after = description["norm"], description.get("after", "")
    x, y = t["x"], t["y"]
    result = "z" if after else "y"
    training = norm == "batch_norm_training"
    # Training writes the running statistics over the old ones.
    mean, variance = (t[name].clone() if training else t.get(name) for name in ("mean", "variance"))
    saved = [torch.empty(x.shape[1] if training else 0) for _ in range(2)]
    native = torch.ops.aten.native_batch_norm.out

    def run() -> Tensors:
        if norm in ("batch_norm", "batch_norm_training"):
            native(
                x, t["w"], t["b"], mean, variance, training, MOMENTUM, EPSILON,
                out=y, save_mean=saved[0], save_invstd=saved[1],
            )  # fmt: skip
            z = y
        elif norm == "group_norm":
            z = functional.group_norm(x, description.get("groups", 32), t["w"], t["b"], EPSILON)
        elif norm == "instance_norm":
            z = functional.instance_norm(x, weight=t["w"], bias=t["b"], eps=EPSILON)
        else:
            z = functional.local_response_norm(x, **LRN)
        results = {result: _activate(z, after) if after else z}
        return {**results, "new_mean": mean, "new_variance": variance} if training else results

    return run


class TorchPeer:
    """One graph in PyTorch over sets of buffers."""

    def __init__(
        self, description: Mapping[str, Any], graph: Graph, sets: Sequence[Mapping[str, np.ndarray]]
    ) -> None:
        self._graph = graph
        self._axis = description.get("channel_axis", 1)
        build = _rows if description["norm"] in ("layer_norm", "rms_norm") else _channels
        self._runs: List[Callable[[], Tensors]] = []
        for arrays in sets:
            tensors = {name: _view(array, self._axis) for name, array in arrays.items()}
            self._runs.append(build(description, tensors))
        # Results that PyTorch allocates live until their set is next, so that memory rotates as the buffers do.
        self._results: List[Optional[Tensors]] = [None] * len(sets)

    def results(self) -> Dict[str, np.ndarray]:
        """The outputs of one call on the first set."""
        with torch.inference_mode():
            tensors = self._runs[0]()
        return {name: _array(tensors[name], self._axis) for name in self._graph.outputs}

    def run(self, start: int, iterations: int) -> float:
        """Seconds of `iterations` calls from Python."""
        runs, results, count = self._runs, self._results, len(self._runs)
        with torch.inference_mode():
            begin = time.perf_counter()
            for i in range(start, start + iterations):
                results[i % count] = runs[i % count]()
            return time.perf_counter() - begin
