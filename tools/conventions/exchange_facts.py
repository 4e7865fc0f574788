"""What is lost or changed where tensors and models go from one package to another."""

from __future__ import annotations

import io
import warnings
from functools import partial
from typing import Any

import numpy as np

from . import probes
from .facts import EPSILON, EXCHANGE, LARGE_MEANS, listed


def _exported(kind: str) -> tuple[list[Any], str]:
    """What torch.onnx.export writes for a module: its nodes, and their kinds as words."""
    import torch

    nn = torch.nn
    module, x = {
        "LRN": (nn.LocalResponseNorm(3).eval(), torch.ones(1, 4, 5, 5)),
        "RMS": (nn.RMSNorm(4).eval(), torch.ones(2, 4)),
        "batch": (nn.BatchNorm2d(3).train(), torch.ones(2, 3, 4, 4)),
        "instance": (nn.InstanceNorm2d(3, track_running_stats=True).train(), torch.ones(2, 3, 4, 4)),
    }[kind]
    program = torch.onnx.export(module, (x,), dynamo=True, opset_version=23, verbose=False)
    nodes = list(program.model_proto.graph.node)
    return nodes, ", ".join(dict.fromkeys(node.op_type for node in nodes))


def _exported_lrn() -> str:
    kinds = _exported("LRN")[1]
    return "LRN" if "LRN" in kinds.split(", ") else f"no LRN ({kinds})"


def _exported_training(kind: str) -> str:
    """Whether the node has training_mode, or gives new statistics."""
    nodes, kinds = _exported(kind)
    trains = any(a.name == "training_mode" and a.i for node in nodes for a in node.attribute)
    return "training mode" if trains or any(len(node.output) > 1 for node in nodes) else f"{kinds}, no update"


def _exported_epsilon() -> str:
    found = [a.f for node in _exported("RMS")[0] for a in node.attribute if a.name == "epsilon"]
    return probes.power_of_two(found[0]) if found else "no epsilon"


def _torch_export(kind: str) -> str:
    """Whether torch.export, decomposed, keeps one op for a norm."""
    import torch

    nn = torch.nn
    module, x = {
        "LayerNorm": (nn.LayerNorm(4), torch.ones(2, 4)),
        "GroupNorm": (nn.GroupNorm(2, 4), torch.ones(2, 4, 3)),
        "RMSNorm": (nn.RMSNorm(4), torch.ones(2, 4)),
        "LocalResponseNorm": (nn.LocalResponseNorm(3), torch.ones(1, 4, 5, 5)),
    }[kind]
    graph = torch.export.export(module.eval(), (x,)).run_decompositions().graph
    names = [str(node.target) for node in graph.nodes if node.op == "call_function"]
    return "one op" if any("norm" in name for name in names) else f"several ops ({', '.join(names)})"


def _dlpack(kind: str) -> str:
    import torch

    tensor = {
        "bf16": lambda: torch.ones(2, dtype=torch.bfloat16),
        "fp8": lambda: torch.ones(2).to(torch.float8_e4m3fn),
        "gradient": lambda: torch.ones(2, requires_grad=True),
    }[kind]()
    return probes.refused(lambda: np.from_dlpack(tensor))


def _read_only() -> str:
    import torch

    array = np.zeros(2, np.float32)
    array.flags.writeable = False
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        torch.from_dlpack(array)[0] = 1
    return "writable, no word" if array[0] == 1 and not caught else f"{len(caught)} warnings, element {array[0]}"


def _lazy() -> str:
    """Loading what torch.save made of a lazy layer before its first call."""
    import torch

    file = io.BytesIO()
    torch.save(torch.nn.LazyBatchNorm2d().state_dict(), file)
    file.seek(0)
    return probes.refused(lambda: torch.load(file, weights_only=True))


def _lazy_features() -> str:
    import torch

    ready, lazy = torch.nn.BatchNorm2d(3), torch.nn.LazyBatchNorm2d()
    lazy.load_state_dict(ready.state_dict())
    return f"num_features {lazy.num_features}"


# Just above the middle of the bf16 values 1 and 1 + 2^-7, and at that middle as f32.
TIE = 1 + 2.0**-8 + 2.0**-40


def _torch_twice() -> str:
    import torch

    value = float(torch.tensor(TIE, dtype=torch.float64).to(torch.bfloat16))
    return {1.0: "twice", 1 + 2.0**-7: "once"}.get(value, str(value))


def _torch_fp8() -> str:
    import torch

    values = torch.tensor([465.0, float("inf")]).to(torch.float8_e4m3fn).float().tolist()
    return ", ".join(f"{value:.6g}" for value in values)


def _ml_dtypes_twice() -> str:
    import ml_dtypes

    value = float(np.array(TIE).astype(ml_dtypes.bfloat16))
    return {1.0: "twice", 1 + 2.0**-7: "once"}.get(value, str(value))


def _ml_dtypes_fp8() -> str:
    import ml_dtypes

    values = np.float32([465, np.inf]).astype(ml_dtypes.float8_e4m3fn).astype(np.float32)
    return ", ".join(f"{value:.6g}" for value in values)


def _ml_dtypes_sum() -> str:
    import ml_dtypes

    return f"{float(np.ones(1000, ml_dtypes.bfloat16).sum()):.6g}"


def _npy() -> str:
    import ml_dtypes

    file = io.BytesIO()
    np.save(file, np.ones(2, ml_dtypes.bfloat16))
    file.seek(0)
    return f"read as {np.load(file).dtype.str.lstrip('|')}"


TORCH, ONNXSCRIPT, ML_DTYPES = ("torch",), ("torch", "onnx", "onnxscript"), ("ml_dtypes",)
EXPORT = "torch.onnx.export"

_ONNXSCRIPT = [
    (f"{EXPORT}, LocalResponseNorm", "written", _exported_lrn, "no LRN"),
    (
        f"{EXPORT}, BatchNorm2d in training",
        "written",
        partial(_exported_training, "batch"),
        "BatchNormalization, no update",
    ),
    (
        f"{EXPORT}, InstanceNorm2d in training",
        "written",
        partial(_exported_training, "instance"),
        "InstanceNormalization, no update",
    ),
]
_TORCH = [
    ("torch.export, LayerNorm", "written", partial(_torch_export, "LayerNorm"), "one op"),
    ("torch.export, GroupNorm", "written", partial(_torch_export, "GroupNorm"), "one op"),
    ("torch.export, RMSNorm", "written", partial(_torch_export, "RMSNorm"), "several ops"),
    ("torch.export, LocalResponseNorm", "written", partial(_torch_export, "LocalResponseNorm"), "several ops"),
    ("numpy.from_dlpack of torch's bf16", "read", partial(_dlpack, "bf16"), "refused"),
    ("numpy.from_dlpack of torch's float8_e4m3fn", "read", partial(_dlpack, "fp8"), "refused"),
    ("numpy.from_dlpack with requires_grad", "read", partial(_dlpack, "gradient"), "refused"),
    ("torch.from_dlpack of a read-only array", "read", _read_only, "writable, no word"),
    ("LazyBatchNorm2d saved before its first call, weights_only", "read", _lazy, "refused"),
    ("LazyBatchNorm2d that loads a state", "read", _lazy_features, "num_features 0"),
    ("PyTorch, f64 to bf16", "rounded", _torch_twice, "twice"),
    ("PyTorch, 465 and infinity to float8_e4m3fn", "rounded", _torch_fp8, "448, 448"),
]
_ML_DTYPES = [
    ("ml_dtypes, f64 to bf16", "rounded", _ml_dtypes_twice, "twice"),
    ("ml_dtypes, 465 and infinity to float8_e4m3fn", "rounded", _ml_dtypes_fp8, "nan, nan"),
    ("numpy.save of bf16", "read", _npy, "read as V2"),
]

FACTS = [
    *listed(EXCHANGE, ONNXSCRIPT, _ONNXSCRIPT),
    *listed(EPSILON, ONNXSCRIPT, [(f"{EXPORT}, RMSNorm", "None in float32", _exported_epsilon, "2^-23")]),
    *listed(EXCHANGE, TORCH, _TORCH),
    *listed(EXCHANGE, ML_DTYPES, _ML_DTYPES),
    *listed(LARGE_MEANS, ML_DTYPES, [("ml_dtypes", "sum of 1,000 ones of bf16", _ml_dtypes_sum, "256")]),
]
