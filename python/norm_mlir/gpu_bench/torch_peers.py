"""The same graphs in PyTorch, eager and compiled, on the same device buffers, replayed from graphs as ours are."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Sequence

from .manifest import Buffer, Case
from .reference import EPSILON, GROUPS, LIMITS, LRN, MOMENTUM

try:
    import torch
    from torch.nn import functional
except ImportError:
    torch = None  # type: ignore[assignment]

Tensors = Dict[str, Any]
# Those that are compared with ours, and how far they may be from it; a peer may round where our IR does not.
_MAIN = ("y", "z", "q", "sum", "dx_m")
_TOLERANCE = {"f32": 1e-4, "bf16": 2.0**-5, "f16": 2.0**-8, "i8": 1.0, "f8E4M3FN": 0.25}


def missing() -> Optional[str]:
    """Why PyTorch takes no part; none where it does."""
    if torch is None:
        return "torch is not installed"
    return None if torch.cuda.is_available() else "torch finds no GPU"


def versions() -> Dict[str, str]:
    """Versions of what is installed."""
    return {"torch": torch.__version__} if torch is not None else {}


def _types() -> Dict[str, Any]:
    return {
        "f32": torch.float32,
        "bf16": torch.bfloat16,
        "f16": torch.float16,
        "i8": torch.int8,
        "f8E4M3FN": torch.float8_e4m3fn,
    }


class _Memory:
    """Device memory of the driver, as libraries of arrays take it."""

    def __init__(self, address: int, size: int) -> None:
        self.__cuda_array_interface__ = {
            "shape": (size,), "typestr": "|u1", "data": (address, False), "strides": None, "version": 3,
        }  # fmt: skip


def view(buffer: Buffer, address: int) -> Any:
    """A tensor on a device buffer, in memory's order."""
    memory = torch.as_tensor(_Memory(address, buffer.size), device="cuda")
    return memory.view(_types()[buffer.dtype]).view(buffer.shape)


def _nchw(tensor: Any, axis: int) -> Any:
    """Channels that are innermost make it channels_last."""
    return tensor.movedim(-1, 1) if axis != 1 and tensor.dim() > 2 else tensor


def _activate(after: str, y: Any) -> Any:
    return {"silu": functional.silu, "gelu": functional.gelu, "relu": functional.relu}[after](y)


def _quantize(after: str, y: Any) -> Tensors:
    limit = LIMITS[after]
    wide = y.float()
    scale = wide.abs().amax(-1, keepdim=True).clamp(min=1e-12) / limit
    q = (wide / scale).clamp(-limit, limit)
    q = q.round().to(torch.int8) if after == "int8" else q.to(torch.float8_e4m3fn)
    return {"q": q, "s": scale.flatten()}


def _rows(case: Case, t: Tensors) -> Tensors:
    norm, after = case.graph["norm"], case.graph.get("after", "")
    results: Tensors = {}
    x = t["x"]
    if case.graph.get("before") == "add":
        x = results["sum"] = x + t["r"]
    if norm == "layer_norm":
        y = functional.layer_norm(x, t["w"].shape, t["w"], t["b"], EPSILON)
    elif norm == "rms_norm":
        y = functional.rms_norm(x, t["w"].shape, t["w"], EPSILON)
    elif norm == "softmax":
        y = functional.softmax(x, -1)
    else:
        y = functional.normalize(x, dim=-1)
    if after in LIMITS:
        return {**results, **_quantize(after, y)}
    return {**results, "z": _activate(after, y)} if after else {**results, "y": y}


def _backward(case: Case, t: Tensors) -> Tensors:
    gradients = torch.ops.aten.native_layer_norm_backward(
        t["dy_m"], t["x_m"], t["w_c"].shape, t["mean_r"], t["rstd_r"], t["w_c"], t["w_c"], [True, True, True]
    )
    return dict(zip(("dx_m", "dw_c", "db_c"), gradients))


def _channels(case: Case, t: Tensors) -> Tensors:
    norm, after = case.graph["norm"], case.graph.get("after", "")
    x = t["x"]
    if norm in ("batch_norm", "batch_norm_training"):
        training = norm == "batch_norm_training"
        y = functional.batch_norm(x, t["mean"], t["variance"], t["w"], t["b"], training, MOMENTUM, EPSILON)
    elif norm == "group_norm":
        y = functional.group_norm(x, case.graph.get("groups", GROUPS), t["w"], t["b"], EPSILON)
    elif norm == "instance_norm":
        y = functional.instance_norm(x, weight=t["w"], bias=t["b"], eps=EPSILON)
    else:
        y = functional.local_response_norm(x, **LRN)
    return {"z": _activate(after, y)} if after else {"y": y}


def function(case: Case) -> Callable[[Tensors], Tensors]:
    """The case's graph on tensors by name."""
    norm = case.graph["norm"]
    body = _rows if norm in ("layer_norm", "rms_norm", "softmax", "normalize") else _channels
    body = _backward if norm == "layer_norm_backward" else body
    return lambda tensors: body(case, tensors)


def prepare(case: Case, tensors: Tensors, same_type: bool) -> Tensors:
    """Tensors as PyTorch's functions take them: channels second, rows' statistics as columns, running ones of their
    own, which training overwrites, and with `same_type` parameters of the input's type."""
    axis = case.graph.get("channel_axis", 1)
    ready = {name: _nchw(tensor, axis) for name, tensor in tensors.items()}
    for name in ("mean_r", "rstd_r"):
        if name in ready:
            ready[name] = ready[name][:, None]
    if case.graph["norm"] == "batch_norm_training":
        ready.update({name: ready[name].clone() for name in ("mean", "variance")})
    if same_type:
        ready.update({name: ready[name].to(_types()[case.dtype]) for name in ("w", "b", "w_c") if name in ready})
    return ready


class Peer:
    """One function over sets of buffers; raises RuntimeError where PyTorch refuses."""

    def __init__(self, case: Case, addresses: Sequence[Sequence[int]], run: Callable[[Tensors], Tensors]) -> None:
        self._case, self._run = case, run
        count = len(case.inputs)
        plain = [{b.name: view(b, a) for b, a in zip(case.inputs, each)} for each in addresses]
        self._ours = {b.name: view(b, a) for b, a in zip(case.outputs, addresses[0][count:])}
        self._results: List[Optional[Tensors]] = [None] * len(addresses)
        self._graph: Any = None
        try:
            self._sets = [prepare(case, tensors, False) for tensors in plain]
            self.call(0)
        except RuntimeError:
            self._sets = [prepare(case, tensors, True) for tensors in plain]
            self.call(0)

    def call(self, number: int) -> None:
        """One call on a set; its results live until that set is next, so that memory rotates as ours does."""
        with torch.no_grad():
            self._results[number] = self._run(self._sets[number])

    def enqueue(self, calls: int) -> None:
        """Calls one after the other."""
        for i in range(calls):
            self.call(i % len(self._sets))

    def problem(self) -> str:
        """How the result differs from ours on the first set, which has been computed; empty where it does not."""
        self.call(0)
        results = self._results[0] or {}
        axis = self._case.graph.get("channel_axis", 1)
        for buffer in self._case.outputs:
            if buffer.name not in _MAIN or buffer.name not in results:
                continue
            theirs, ours = results[buffer.name], _nchw(self._ours[buffer.name], axis)
            difference = (theirs.float() - ours.float()).abs()
            if buffer.dtype != "i8":
                difference /= 1 + ours.float().abs()
            worst = difference.max().item()
            if not worst <= _TOLERANCE[buffer.dtype]:
                return f"differs from ours in {buffer.name} by {worst:.3g}"
        return ""

    def capture(self, calls: int) -> Callable[[], None]:
        """The same calls as a graph to replay."""
        for i in range(min(3, len(self._sets))):
            self.call(i)
        torch.cuda.synchronize()
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self.enqueue(calls)
        self._graph = graph
        return graph.replay

    def release(self) -> None:
        """Gives memory back."""
        self._results, self._sets, self._graph = [], [], None
        torch.cuda.empty_cache()


def use_stream(stream: int) -> None:
    """PyTorch works on this stream from now on."""
    torch.cuda.init()
    torch.cuda.set_stream(torch.cuda.ExternalStream(stream))


def compiled(case: Case) -> Callable[[Tensors], Tensors]:
    """The graph by torch.compile, for these sizes alone."""
    torch._dynamo.reset()
    return torch.compile(function(case), dynamic=False)
