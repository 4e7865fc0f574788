"""Random graphs of ONNX around norms against onnxruntime, with sizes that are stated, named, or not known."""

from __future__ import annotations

from typing import Any, Dict, List

import numpy as np
import onnx_models as models
import pytest
from onnx_models import node

from norm_mlir.onnx import import_model
from norm_mlir.onnx.folding import infer
from norm_mlir.onnx.graph import read
from norm_mlir.onnx.partition import split
from norm_mlir.onnx.table import VERSIONS

ort = pytest.importorskip("onnxruntime", reason="needs onnxruntime: pip install './python[onnx]'")

# Steps from a value {a}, and sometimes another one {b}, to {y}, over {p} and {q}.
STEPS = (
    ("InstanceNormalization", "{a} channels shift", "{y}", {}),
    ("GroupNormalization", "{a} channels shift", "{y}", {"num_groups": 3}),
    ("BatchNormalization", "{a} channels shift shift channels", "{y}", {}),
    ("LayerNormalization", "{a} row row", "{y}", {}),
    ("RMSNormalization", "{a} row", "{y}", {}),
    ("LRN", "{a}", "{y}", {"size": 3}),
    ("LpNormalization", "{a}", "{y}", {"axis": 2, "p": 1}),
    ("Relu", "{a}", "{y}", {}),
    ("Gelu", "{a}", "{y}", {}),
    ("Softmax", "{a}", "{y}", {}),
    ("Add", "{a} {b}", "{y}", {}),
    ("Mul", "{b} {a}", "{y}", {}),
    ("Sub", "planes {a}", "{y}", {}),
    ("Mul", "{a} number", "{y}", {}),
    ("MatMul", "{a} matrix", "{y}", {}),
    ("Clip", "{a} - number", "{y}", {}),
)
# Several nodes each: a mean that is taken off, a norm of other sizes, a matrix, and two transpositions.
WAYS = (
    (("ReduceMean", "{a} last", "{p}", {}), ("Sub", "{a} {p}", "{y}", {})),
    (
        ("Reshape", "{a} groups", "{p}", {}),
        ("LpNormalization", "{p}", "{q}", {}),
        ("Reshape", "{q} sizes", "{y}", {}),
    ),
    (("Flatten", "{a}", "{p}", {"axis": 2}), ("Tanh", "{p}", "{q}", {}), ("Reshape", "{q} sizes", "{y}", {})),
    (("Transpose", "{a}", "{p}", {"perm": [0, 1, 3, 2]}), ("Transpose", "{p}", "{y}", {"perm": [0, 1, 3, 2]})),
)


def _graph(generator: np.random.Generator, width: int) -> tuple[List[Any], List[str]]:
    """Nodes, and the values that are outputs."""
    values, nodes = ["x"], [node("Shape", "x", "sizes")]
    for index in range(int(generator.integers(5, 14))):
        recent, any_ = (values[int(generator.integers(first, len(values)))] for first in (max(0, len(values) - 3), 0))
        names = {"a": recent, "b": any_, "y": f"y{index}", "p": f"p{index}", "q": f"q{index}"}
        choice = int(generator.integers(len(STEPS) + len(WAYS)))
        for op, inputs, outputs, attributes in (STEPS[choice],) if choice < len(STEPS) else WAYS[choice - len(STEPS)]:
            nodes.append(node(op, inputs.format(**names), outputs.format(**names), **attributes))
        values.append(names["y"])
    others = {values[int(index)] for index in generator.integers(1, len(values), 2)}
    return nodes, sorted({values[-1], *others})


def _constants(generator: np.random.Generator, width: int) -> Dict[str, np.ndarray]:
    floats = {"channels": (6,), "shift": (6,), "row": (width,), "planes": (6, 1, 1), "matrix": (width, width)}
    held: Dict[str, np.ndarray] = {
        name: (generator.random(sizes) + 0.5).astype(np.float32) for name, sizes in floats.items()
    }
    held.update(number=np.array(0.75, np.float32), groups=np.array([0, 3, -1]), last=np.array([2, 3]))
    return held


@pytest.mark.parametrize("seed", range(24))
def test_graph(seed: int) -> None:
    """Every output within 2e-4 of its largest value, and the same bits in a second call."""
    generator = np.random.default_rng(seed)
    sizes = [2, 6, *map(int, generator.integers(1, 6, 2))]
    stated = (sizes, ["N", 6, "H", "W"], [None] * 4, None)[seed % 4]
    nodes, outputs = _graph(generator, sizes[3])
    model = models.model(nodes, {"x": (np.float32, stated)}, outputs, _constants(generator, sizes[3]), 23)
    x = generator.standard_normal(sizes).astype(np.float32)
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    imported = import_model(model)
    for got, again, wanted in zip(imported(x), imported(x), session.run(None, {"x": x})):
        np.testing.assert_array_equal(got, again)
        assert got.shape == wanted.shape and np.isfinite(wanted).all()
        np.testing.assert_allclose(got, wanted, rtol=0, atol=2e-4 * max(np.max(np.abs(wanted)), 1e-3))


@pytest.mark.parametrize("seed", range(60))
def test_parts_are_in_order(seed: int) -> None:
    """However nodes are spread over three runners, every part has its inputs before it runs, and each node one part."""
    generator = np.random.default_rng(seed)
    nodes, outputs = _graph(generator, 4)
    model = models.model(nodes, {"x": (np.float32, [2, 6, 4, 4])}, outputs, _constants(generator, 4), 23)
    graph = read(model, VERSIONS)
    infer(graph)
    runners = {node: ("onnxruntime", "reference")[int(generator.integers(2))] for node in graph.nodes}
    made = {*graph.inputs, *graph.known}
    parts = split(graph, runners.__getitem__)
    for part in parts:
        assert set(part.inputs) <= made, part.inputs
        made.update(part.outputs)
    assert set(outputs) <= made
    placed = [node for part in parts for node in part.nodes]
    assert len(placed) == len(set(placed))
