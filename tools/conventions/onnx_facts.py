"""ONNX: what its text says, and what the onnx package's reference, onnxruntime, OpenVINO and IREE do with one node."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any, Callable

import numpy as np

from . import probes
from .facts import EPSILON, GROUPS, LARGE_MEANS, ROUNDING, RUNNING, WINDOW, ZEROS, Fact, NotHere, listed
from .onnx_models import RUNNERS, model

ONNX = ("onnx",)
ONE, NONE = np.ones(1, np.float32), np.zeros(1, np.float32)


def _text(op: str, phrase: str, expected: str, version: int = 1000) -> str:
    """`expected` where the description of an op holds a phrase, whatever its line breaks are."""
    import onnx

    words = " ".join(onnx.defs.get_schema(op, version).doc.split())
    return expected if phrase in words else "another text"


def _default(op: str, attribute: str) -> str:
    import onnx

    value = onnx.helper.get_attribute_value(onnx.defs.get_schema(op).attributes[attribute].default_value)
    return f"{value:.6g}"


def _mvn_text(part: int) -> str:
    """Epsilon, its place and the variance, in the function that the format gives for MeanVarianceNormalization."""
    import onnx

    body = onnx.defs.get_schema("MeanVarianceNormalization").function_body
    made = {name: node for node in body.node for name in node.output}
    divisor = made[made[body.output[0]].input[1]]
    kinds = [made[name].op_type for name in divisor.input]
    value = [node.attribute[0].t.float_data[0] for node in body.node if "Epsilon" in node.output]
    added = (divisor.op_type, sorted(kinds)) == ("Add", ["Constant", "Sqrt"])
    root = made[divisor.input[kinds.index("Sqrt")]]
    square = made[root.input[0]]
    terms = [square.op_type, *(made[name].op_type for name in square.input)]
    said = (
        f"{value[0]:.0e}".replace("e-0", "e-"),
        "added to the deviation" if added else str(kinds),
        "E[x^2] - E[x]^2" if terms == ["Sub", "ReduceMean", "Pow"] else str(terms),
    )
    return said[part]


def _one(op: str, who: str, inputs: list[np.ndarray], opset: int = 0, **attributes: Any) -> np.ndarray:
    """The first result of a node, which has the shape of its first input."""
    made = model(op, inputs, [inputs[0].shape], opset, **attributes)
    return np.asarray(RUNNERS[who][1](made, inputs)[0])


def _lrn(x: np.ndarray, alpha: float, who: str, size: int, beta: float = 1.0) -> np.ndarray:
    return _one("LRN", who, [x], 13, size=size, alpha=alpha, beta=beta, bias=1.0)


def _window(who: str, size: int) -> str:
    return probes.window(partial(_lrn, who=who, size=size), size)


def _even_refused(who: str, size: int) -> str:
    return probes.refused(lambda: _window(who, size))


def _spread(who: str) -> str:
    return probes.spread(partial(_lrn, alpha=3.0, who=who, size=3, beta=0.75))


def _batch_loop(who: str) -> str:
    """One batch index and four channels of ones, beside as many of both."""
    exact = np.float32([1 / 3, 1 / 4, 1 / 4, 1 / 3])
    right = []
    for size in (1, 4):
        y = _lrn(np.ones((size, 4, 1, 1), np.float32), 3.0, who, 3)[0, :, 0, 0]
        right.append(np.allclose(y, exact, atol=1e-3))
    return {(True, True): "right", (False, True): "right where N = C only"}.get(tuple(right), "wrong")


def _batch_norm(who: str, results: int = 3) -> list[np.ndarray]:
    x = probes.BATCH.reshape(4, 1, 1, 1)
    inputs = [x, ONE, NONE, NONE, ONE]
    shapes = [x.shape, (1,), (1,)][:results]
    made = model("BatchNormalization", inputs, shapes, 15, training_mode=1, momentum=probes.MOMENTUM)
    return RUNNERS[who][1](made, inputs)


def _running(who: str) -> str:
    return probes.running(*_batch_norm(who)[1:3])


def _alone(who: str) -> str:
    return probes.refused(lambda: _batch_norm(who, 1))


def _inference(who: str, opset: int) -> str:
    """BatchNormalization with mean 0 and variance 1 gives x."""
    x = probes.BATCH.reshape(4, 1, 1, 1)
    try:
        y = _one("BatchNormalization", who, [x, ONE, NONE, NONE, ONE], opset)
    except Exception as error:
        return f"refused ({type(error).__name__})"
    return "given statistics" if np.allclose(y, x, atol=1e-3) else "mixes the batch's statistics in"


def _zeros(who: str) -> str:
    x = np.zeros((2, 3), np.float32)
    return probes.zero([_one("LpNormalization", who, [x], 22, p=p, axis=1) for p in (1, 2)])


def _constant(who: str, op: str) -> str:
    parameters = [] if op.startswith("Mean") else [ONE, NONE]
    return probes.constant(lambda x: _one(op, who, [x, *parameters], 13 if not parameters else 22), (1, 1, 20, 50))


def _nearly_constant(who: str) -> str:
    x = np.full((1, 1, 8, 8), 0.1, np.float32)
    x[0, 0, 0, :2] = np.nextafter(np.float32(0.1), np.float32([1, 0]))
    return "NaN" if np.isnan(_one("MeanVarianceNormalization", who, [x], 13)).any() else "finite"


def _group_scale(who: str, opset: int) -> str:
    """Which channels a scale of one per group, or one per channel, multiplies."""
    x = np.random.default_rng(0).standard_normal((1, 4, 3)).astype(np.float32)
    scale = np.arange(1, 3 if opset == 18 else 5).astype(np.float32)
    factors = _one("GroupNormalization", who, [x, scale, scale * 0], opset, num_groups=2) / probes.normalized(x, (), 2)
    found = [round(float(factor)) for factor in factors[0].mean(1)]
    return {(1, 1, 2, 2): "per group", (1, 2, 3, 4): "per channel"}.get(tuple(found), str(found))


def _group_scale_refused(who: str, opset: int) -> str:
    return probes.refused(lambda: _group_scale(who, opset))


def _converted() -> str:
    """What onnx's converter makes of the scale of GroupNormalization-18 for version 21."""
    from onnx import version_converter

    scale = np.ones(2, np.float32)
    x = np.ones((1, 4, 3), np.float32)
    made = model("GroupNormalization", [x, scale, scale], [x.shape], 18, num_groups=2)
    nodes = [node.op_type for node in version_converter.convert_version(made, 21).graph.node]
    return "left per group" if nodes == ["GroupNormalization"] else ", ".join(nodes)


def _rounding(who: str, op: str) -> str:
    x, scale = probes.sixteen_bits()
    return probes.rounding(x, scale, _one(op, who, [x, scale]), centred=op.startswith("Layer"))


def _error(who: str, op: str) -> str:
    if op == "LayerNormalization":
        x = probes.large_mean((64, 512))
        scale = np.ones(512, np.float32)
        return probes.error(_one(op, who, [x, scale, scale * 0]), probes.normalized(x, (1,)))
    x = probes.large_mean((4, 32, 16, 16))
    scale = np.ones(32, np.float32)
    if op == "GroupNormalization":
        y = _one(op, who, [x, scale, scale * 0], 21, num_groups=8)
        return probes.error(y, probes.normalized(x, (), 8))
    if op == "InstanceNormalization":
        return probes.error(_one(op, who, [x, scale, scale * 0], 22), probes.normalized(x, (2, 3)))
    if op == "MeanVarianceNormalization":
        return probes.error(_one(op, who, [x], 13), probes.normalized(x, (0, 2, 3), added=0))
    inputs = [x, scale, scale * 0, scale * 0, scale]
    made = model(op, inputs, [x.shape, (32,), (32,)], 15, training_mode=1)
    return probes.error(RUNNERS[who][1](made, inputs)[0], probes.normalized(x, (0, 2, 3)))


def _place(who: str, op: str) -> str:
    return probes.place(lambda x: _one(op, who, [x, np.ones(4, np.float32)], epsilon=1.0))


def _openvino_precision() -> str:
    """What OpenVINO chooses, which depends on the processor."""
    import openvino

    information = Path("/proc/cpuinfo")
    if not information.exists() or "avx512_bf16" not in information.read_text():
        raise NotHere("no processor with AVX512-BF16 here")
    found = str(openvino.Core().get_property("CPU", "INFERENCE_PRECISION_HINT"))
    name = re.search(r"\w+(?='>)", found)
    return name.group() if name else found


def _result_type() -> str:
    """Whose type the result of RMSNormalization has."""
    import onnx

    schema = onnx.defs.get_schema(RMS)
    kinds = {value.type_str: value.name for value in schema.inputs}
    return f"Y has the type of {kinds[schema.outputs[0].type_str]}"


def _batch_norm_text() -> str:
    found = [
        _text("BatchNormalization", "`ReduceVar` refers to the population variance", "biased"),
        _text("BatchNormalization", "input_var * momentum + current_var * (1 - momentum)", "momentum weighs the old"),
    ]
    return ", ".join(found)


TWO_STAGES = "finally cast `Normalized` back to the original type of `X`"
LRN_TEXT = "max(0, c - floor((size - 1) / 2)) <= i <= min(C - 1, c + ceil((size - 1) / 2))"
LP_TEXT = "the output is defined to be zero to avoid division by zero"
LN, RMS, GN = "LayerNormalization", "RMSNormalization", "GroupNormalization"
IN, BN, MVN = "InstanceNormalization", "BatchNormalization", "MeanVarianceNormalization"
ROWS, CHANNELS = f"ONNX {LN}, {RMS}", f"ONNX {GN}, {IN}, {BN}"
REFERENCE, RUNTIME, OPENVINO, IREE = RUNNERS

LRN_SIZES = {"size 2": "c .. c+1, alpha / 2", "size 3": "c-1 .. c+1, alpha / 3", "size 4": "c-1 .. c+2, alpha / 4"}

TEXT = [
    *listed(
        WINDOW,
        ONNX,
        [("ONNX LRN-13", size, partial(_text, "LRN", LRN_TEXT, words), words) for size, words in LRN_SIZES.items()],
    ),
    *listed(
        RUNNING,
        ONNX,
        [
            ("ONNX BatchNormalization-15", "running", _batch_norm_text, probes.OLD_BIASED),
            ("ONNX BatchNormalization-15", "momentum", partial(_default, BN, "momentum"), "0.9"),
        ],
    ),
    *listed(
        EPSILON,
        ONNX,
        [
            *[(ROWS, "default", partial(_default, op, "epsilon"), "1e-05") for op in (LN, RMS)],
            *[(ROWS, "place", partial(_place, REFERENCE, op), "in the root") for op in (LN, RMS)],
            *[(CHANNELS, "default", partial(_default, op, "epsilon"), "1e-05") for op in (GN, IN, BN)],
            (f"ONNX {MVN}", "default", partial(_mvn_text, 0), "1e-9"),
            (f"ONNX {MVN}", "place", partial(_mvn_text, 1), "added to the deviation"),
        ],
    ),
    *listed(
        ZEROS,
        ONNX,
        [
            ("ONNX LpNormalization", "zeros", partial(_text, "LpNormalization", LP_TEXT, "0"), "0"),
            (f"ONNX {MVN}", "variance", partial(_mvn_text, 2), "E[x^2] - E[x]^2"),
        ],
    ),
    *listed(
        ROUNDING,
        ONNX,
        [
            ("ONNX", "LayerNorm", partial(_text, LN, TWO_STAGES, probes.STAGES), probes.STAGES),
            ("ONNX RMSNormalization", "a wider scale", _result_type, "Y has the type of scale"),
            ("ONNX", "RMSNorm", partial(_text, RMS, TWO_STAGES, probes.STAGES), probes.STAGES),
        ],
    ),
    *listed(GROUPS, ONNX, [("onnx.version_converter", "GroupNormalization 18 to 21", _converted, "left per group")]),
]

# Section, column or case, observation, and what it gives for each runner of RUNNERS in order; None is not asked.
TABLE: list[tuple[str, str, Callable[..., str], tuple[str | None, ...]]] = [
    (
        WINDOW,
        "size 2",
        partial(_window, size=2),
        ("c .. c+1, alpha / 2", None, "c, alpha / 2", "c-1 .. c, alpha / 2"),
    ),
    (
        WINDOW,
        "size 4",
        partial(_window, size=4),
        ("c-1 .. c+2, alpha / 4", None, "c-1 .. c+1, alpha / 4", "c-2 .. c+1, alpha / 4"),
    ),
    (WINDOW, "size 2", partial(_even_refused, size=2), (None, "refused", None, None)),
    (WINDOW, "size 3", partial(_window, size=3), ("c-1 .. c+1, alpha / 3",) * 4),
    (WINDOW, "size 4", partial(_even_refused, size=4), (None, "refused", None, None)),
    (WINDOW, "far channels", _spread, (None, "1e5 spreads, NaN spreads", "1e5 stays, NaN stays", None)),
    (WINDOW, "batches", _batch_loop, ("right where N = C only", None, None, None)),
    (RUNNING, "running", _running, (probes.OLD_BIASED,) * 4),
    (RUNNING, "training, y alone", _alone, ("runs", "refused", "runs", "refused")),
    (
        RUNNING,
        "BatchNormalization-9",
        partial(_inference, opset=9),
        ("mixes the batch's statistics in", "given statistics", "given statistics", "refused"),
    ),
    (ZEROS, "zeros", _zeros, ("0", "0", "0", "NaN")),
    (ZEROS, MVN, partial(_constant, op=MVN), ("not 0",) * 4),
    (ZEROS, "InstanceNorm", partial(_constant, op=IN), ("not 0",) * 4),
    (ZEROS, "MVN, nearly constant", _nearly_constant, ("NaN", "finite", "finite", None)),
    (GROUPS, f"{GN}-18", partial(_group_scale, opset=18), ("per group", "per group", "per group", None)),
    (GROUPS, f"{GN}-18", partial(_group_scale_refused, opset=18), (None, None, None, "refused")),
    (GROUPS, f"{GN}-21", partial(_group_scale, opset=21), ("per channel",) * 4),
    (ROUNDING, "LayerNorm", partial(_rounding, op=LN), ("in steps", probes.ONCE, probes.ONCE, probes.STAGES)),
    (ROUNDING, "RMSNorm", partial(_rounding, op=RMS), ("in steps", probes.ONCE, probes.ONCE, None)),
    (LARGE_MEANS, "LayerNorm", partial(_error, op=LN), (probes.BELOW,) * 4),
    (LARGE_MEANS, "InstanceNorm", partial(_error, op=IN), (probes.BELOW,) * 4),
    (LARGE_MEANS, "BatchNorm", partial(_error, op=BN), (probes.BELOW,) * 4),
    (LARGE_MEANS, "GroupNorm", partial(_error, op=GN), (probes.BEYOND, probes.BEYOND, probes.BELOW, probes.BELOW)),
    (LARGE_MEANS, MVN, partial(_error, op=MVN), (probes.BEYOND, probes.BELOW, probes.BELOW, "NaN")),
]

RUN = [
    Fact(section, who, what, RUNNERS[who][0], partial(observe, who), words)
    for section, what, observe, given in TABLE
    for who, words in zip(RUNNERS, given)
    if words is not None
]

PRECISION = ("OpenVINO", "default precision with AVX512-BF16", _openvino_precision, "bfloat16")
FACTS = [*TEXT, *RUN, *listed(ROUNDING, ("openvino",), [PRECISION])]
