"""PyTorch's own kernels: eager, without gradients, in its own layout, writing given results where it takes them."""

from __future__ import annotations

from typing import Any, Callable, Dict, Sequence

import numpy as np

from ..graphs.channels import EPSILON, LRN, MOMENTUM
from ..graphs.plain_rows import EPSILON as NORMALIZE_EPSILON
from .base import CHANNELS, PLAIN, Arrays, Peer, Problem, Program, PythonProgram

Tensors = Dict[str, Any]
# Of torch and torch.nn.functional, imported where a peer is made.
torch: Any = None
functional: Any = None


def import_torch(threads: int) -> None:
    """Imports PyTorch and sets how many threads an operation has."""
    global torch, functional  # pylint: disable=global-statement
    import torch as module

    torch, functional = module, module.nn.functional
    torch.set_num_threads(threads)


def view(array: np.ndarray, problem: Problem) -> Any:
    """A tensor on the same memory, NCHW to PyTorch; channels that are innermost make it channels_last."""
    if array.dtype.name == "bfloat16":
        tensor = torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    else:
        tensor = torch.from_numpy(array)
    return tensor.permute(0, 3, 1, 2) if problem.channels_last and tensor.dim() == 4 else tensor


def read(tensors: Tensors, problem: Problem) -> Arrays:
    """The values in memory's order; bf16 as its bits."""
    arrays = {}
    for name, tensor in tensors.items():
        if problem.channels_last and tensor.dim() == 4:
            tensor = tensor.permute(0, 2, 3, 1)
        arrays[name] = (tensor.contiguous().view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor).numpy()
    return arrays


def _activate(y: Any, after: str) -> Any:
    """The activation, in place."""
    if after == "gelu":
        return torch.ops.aten.gelu_(y)
    return functional.silu(y, inplace=True) if after == "silu" else torch.relu_(y)


def _rows(problem: Problem, t: Tensors) -> Callable[[], Tensors]:
    after = problem.after
    x, columns = t["x"], t["x"].shape[-1:]

    def run() -> Tensors:
        results: Tensors = {}
        source = x
        if problem.adds:
            source = results["sum"] = torch.add(x, t["r"], out=t["sum"])
        if problem.norm == "layer_norm":
            y = functional.layer_norm(source, columns, t["w"], t["b"], EPSILON)
        else:
            y = functional.rms_norm(source, columns, t["w"], EPSILON)
        if after == "int8":
            scale = y.abs().amax(-1, keepdim=True).float().clamp_(min=1e-12).div_(127)
            scaled = y.div_(scale) if y.dtype == torch.float32 else y.float().div_(scale)
            results["q"] = scaled.round_().clamp_(-127, 127).to(torch.int8)
            results["s"] = scale.flatten()
        else:
            results[problem.result] = _activate(y, after) if after else y
        return results

    return run


def _plain(problem: Problem, t: Tensors) -> Callable[[], Tensors]:
    if problem.norm == "softmax":
        return lambda: {"y": torch.softmax(t["x"], -1, out=t["y"])}
    return lambda: {"y": functional.normalize(t["x"], dim=-1, eps=NORMALIZE_EPSILON, out=t["y"])}


def _channels(problem: Problem, t: Tensors) -> Callable[[], Tensors]:
    norm, after = problem.norm, problem.after
    x, y = t["x"], t["y"]
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
            z = functional.group_norm(x, problem.groups, t["w"], t["b"], EPSILON)
        elif norm == "instance_norm":
            z = functional.instance_norm(x, weight=t["w"], bias=t["b"], eps=EPSILON)
        else:
            z = functional.local_response_norm(x, **LRN)
        results = {problem.result: _activate(z, after) if after else z}
        return {**results, "new_mean": mean, "new_variance": variance} if training else results

    return run


class ThePeer(Peer):
    """Eager kernels called from Python. Outputs are given to them where they take them; activations are in place."""

    title = "PyTorch eager"
    packages = ("torch",)
    uses_openmp = True
    is_quick = True

    def __init__(self, threads: int, processors: Sequence[int]) -> None:
        super().__init__(threads, processors)
        import_torch(threads)
        torch.autograd.grad_mode._enter_inference_mode(True)

    def prepare(self, problem: Problem, sets: Sequence[Arrays]) -> Program:
        build = _channels if problem.norm in CHANNELS else _plain if problem.norm in PLAIN else _rows
        calls = [build(problem, {name: view(array, problem) for name, array in arrays.items()}) for arrays in sets]
        return PythonProgram(calls, lambda tensors: read(tensors, problem))
