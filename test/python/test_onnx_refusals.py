"""Models that are not imported and inputs that are not taken: what the exceptions say."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Sequence

import numpy as np
import onnx_models as models
import pytest
from onnx_models import node
from support import refuses

from norm_mlir.onnx import ModelError, import_model

import onnx  # isort: skip

X = {"x": (np.float32, ["N", 4])}
ONES = {"a": np.ones(4, np.float32)}


def one(op: str, operands: str = "x", outputs: str = "y", opset: int = 21, held: Any = ONES, **attributes: Any) -> Any:
    """A model of one node on x, of sizes [N, 4]; a is four ones."""
    of = node(op, operands, outputs, **attributes)
    return models.model([of], X, [name for name in outputs.split() if name != "-"], held, opset)


def of_type(dtype: Any, **more: Any) -> Any:
    """A layer normalization of this type."""
    return models.model([node("LayerNormalization", "x a", "y")], {"x": (dtype, ["N", 4])}, {"y": dtype}, **more)


# Models, and parts of what is said of them.
MODELS: Dict[str, tuple[Any, Sequence[str]]] = {
    "an opset of the future": (one("LpNormalization", opset=99), ("expects an opset up to", "got 99")),
    "batch norm 6": (one("BatchNormalization", "x a a a a", opset=6), ("opset 7, 9, 14 or 15; got 6",)),
    "instance norm 1": (one("InstanceNormalization", "x a a", opset=1), ("of opset 6 or 22; got 1",)),
    "an op that is younger": (one("RMSNormalization", "x a", opset=17), ("of opset 23; got opset 17, which has none",)),
    "group norm 17": (one("GroupNormalization", "x a a", opset=17, num_groups=2), ("of opset 18 or 21; got opset 17",)),
    "groups": (one("GroupNormalization", "x a a", num_groups=3), ("divisible by num_groups = 3; got 4",)),
    "no groups": (one("GroupNormalization", "x a a", num_groups=0), ("num_groups", "1 or more; got 0")),
    "without groups": (one("GroupNormalization", "x a a", opset=18), ("an attribute num_groups", "got none")),
    "scale of groups in 21": (
        one("GroupNormalization", "x a a", num_groups=2, held={"a": np.ones(2, np.float32)}),
        ("expects scale shape [4]; got [2]",),
    ),
    "axis": (one("LayerNormalization", "x a", axis=2), ("an axis of LayerNormalization 'y' from -2 to 1; got 2",)),
    "scale": (
        one("LayerNormalization", "x a", held={"a": np.ones(5, np.float32)}),
        ("LayerNormalization 'y'", "broadcast to ?x4xf32; got 5xf32"),
    ),
    "rank of the scale": (
        one("LayerNormalization", "x a", held={"a": np.ones((2, 3, 4), np.float32)}),
        ("broadcast to ?x4xf32; got 2x3x4xf32",),
    ),
    "stash type": (one("LayerNormalization", "x a", stash_type=10), ("to be 1 (f32) or 16 (bf16); got 10",)),
    "negative epsilon": (one("LayerNormalization", "x a", epsilon=-1.0), ("non-negative epsilon; got -1",)),
    "scale of another type": (of_type(np.float32, constants={"a": np.ones(4)}), ("LayerNormalization 'y'", "double")),
    "integers": (of_type(np.int64, constants={"a": np.ones(4, np.int64)}), ("LayerNormalization 'y'", "int64")),
    "p": (one("LpNormalization", p=3), ("expects p of LpNormalization 'y' to be 1 or 2; got 3",)),
    "axis of lp": (one("LpNormalization", axis=5), ("from -2 to 1; got 5",)),
    "window": (one("LRN", size=0), ("expects size of LRN 'y' to be 1 or more; got 0",)),
    "axes of mvn": (one("MeanVarianceNormalization"), ("from -2 to 1; got 2",)),
    "an unknown attribute": (one("LpNormalization", foo=1), ("Unrecognized attribute: foo",)),
    "an unknown attribute of group norm 18": (
        one("GroupNormalization", "x a a", opset=18, num_groups=2, foo=1),
        ("among epsilon, num_groups; got 'foo'",),
    ),
    "an unknown attribute of onnxruntime's": (
        one("SkipLayerNormalization", "x x a", domain=models.CONTRIB, foo=1),
        ("among epsilon; got 'foo'",),
    ),
    "operands of onnxruntime's": (
        one("SkipLayerNormalization", "x x", domain=models.CONTRIB),
        ("expects 3 to 5 operands of SkipLayerNormalization 'y'; got x, x",),
    ),
    "an operand of onnxruntime's that is left out": (
        one("SkipSimplifiedLayerNormalization", "x - a", domain=models.CONTRIB),
        ("expects 3 to 4 operands", "got x, none, a"),
    ),
    "results of onnxruntime's": (
        one("SimplifiedLayerNormalization", "x a", "y r s", domain=models.CONTRIB),
        ("expects up to 2 results", "got 3"),
    ),
    "an activation of onnxruntime's": (
        one("GroupNorm", "x a a", domain=models.CONTRIB, groups=2, activation=2),
        ("expects activation of GroupNorm 'y' to be 0 or 1; got 2",),
    ),
    "without groups of onnxruntime's": (
        one("GroupNorm", "x a a", domain=models.CONTRIB, activation=0),
        ("expects an attribute groups of GroupNorm 'y'; got none",),
    ),
    "training before 14": (
        one("BatchNormalization", "x a a a a", "y m v s t", opset=9),
        ("expects one output", "got 5", "which variance"),
    ),
    "statistics without training": (
        one("BatchNormalization", "x a a a a", "y m v"),
        ("expects one output of BatchNormalization 'y' without training_mode; got 3",),
    ),
    "channels": (
        one("BatchNormalization", "x a a a a", held={"a": np.ones(5, np.float32)}),
        ("BatchNormalization 'y'", "between 5 and 4"),
    ),
    "an unknown op": (
        models.model([node("LpNormalization", "x", "z"), node("Foo", "z", "y", domain="bar")], X, ["y"]),
        ("expects ops that", "got bar.Foo"),
    ),
    "an unknown op before a norm": (
        models.model([node("Foo", "x", "z", domain="bar"), node("LpNormalization", "z", "y")], X, ["y"]),
        ("expects floating-point elements for 'z' of LpNormalization 'y'; got unknown ones",),
    ),
    "an op that ONNX lacks": (one("Foo"), ("No Op registered for Foo",)),
    "a value that nothing makes": (one("LpNormalization", "q"), ("input 'q'",)),
    "nodes out of order": (
        models.model([node("Relu", "z", "y"), node("LpNormalization", "x", "z")], X, ["y"]),
        ("topologically sorted",),
    ),
    "two nodes of one value": (
        models.model([node("Relu", "x", "y"), node("LpNormalization", "x", "y")], X, ["y"]),
        ("'y' has been used as output names multiple times",),
    ),
    "an output of another type": (
        models.model([node("LpNormalization", "x", "y")], X, {"y": np.float64}),
        ("expects elements float for 'y'", "got double"),
    ),
    "sizes that do not broadcast": (
        models.model(
            [node("LpNormalization", "x", "z"), node("Add", "z b", "y")], X, ["y"], {"b": np.ones((3, 5), np.float32)}
        ),
        ("Add 'y'",),
    ),
    "a new shape of other sizes": (
        models.model(
            [node("LpNormalization", "x", "z"), node("Reshape", "z t", "y")],
            {"x": (np.float32, [3, 4])},
            ["y"],
            {"t": np.array([5, 2])},
        ),
        ("expects Reshape 'y' to keep the 12 elements of 3x4xf32; got [5, 2]",),
    ),
}


@pytest.mark.parametrize("name", MODELS)
def test_models(name: str) -> None:
    """One line that names the node, what is expected and what was given; nothing is returned."""
    model, parts = MODELS[name]
    with refuses(ModelError, *parts):
        import_model(model)


def test_what_is_no_model(tmp_path: Path) -> None:
    """Bytes, paths and objects."""
    with refuses(ModelError, "expects the bytes of an ONNX model; got 12 others"):
        import_model(b"\x00\x01 no model.")
    with refuses(ModelError, "expects a model with a graph; got one without"):
        import_model(b"")
    with refuses(FileNotFoundError, "expects the path of an ONNX model", "missing.onnx"):
        import_model(tmp_path / "missing.onnx")
    (tmp_path / "other.onnx").write_bytes(b"\x00\x01 no model.")
    with refuses(ModelError, "expects an ONNX model in", "other.onnx"):
        import_model(tmp_path / "other.onnx")
    with refuses(TypeError, "expects an ONNX model, its bytes or its path; got int"):
        import_model(3)  # type: ignore[arg-type]


def test_rest() -> None:
    """Who runs other nodes."""
    model = models.model([node("LpNormalization", "x", "z"), node("Softplus", "z", "y")], X, ["y"])
    with refuses(ValueError, "expects rest to be 'auto', 'onnxruntime', 'reference' or None; got 'tract'"):
        import_model(model, rest="tract")
    with refuses(ModelError, "rest is None; got Softplus"):
        import_model(model, rest=None)


def test_without_onnxruntime(monkeypatch: pytest.MonkeyPatch) -> None:
    """onnx's own evaluator runs the rest, unless onnxruntime is asked for."""
    monkeypatch.setattr("norm_mlir.onnx.model.has_onnxruntime", lambda: False)
    model = models.model([node("LpNormalization", "x", "z"), node("Softplus", "z", "y")], X, ["y"])
    assert [place.runner for place in import_model(model).nodes] == ["norm_mlir", "reference"]
    with refuses(ModuleNotFoundError, "expects onnxruntime to be installed for rest='onnxruntime'"):
        import_model(model, rest="onnxruntime")


def test_functions_of_other_opsets() -> None:
    """Nothing is converted between opsets."""
    function = onnx.helper.make_function(
        "mine", "F", ["a"], ["b"], [node("LpNormalization", "a", "b")], [onnx.helper.make_opsetid("", 13)]
    )
    model = models.model([node("F", "x", "y", domain="mine")], X, ["y"])
    model.functions.append(function)
    with refuses(ModelError, "functions of the model's opsets; got 'F' of others"):
        import_model(model)


def test_inputs() -> None:
    """Of calls; the model goes on working."""
    nodes = [node("Add", "x z", "s"), node("LpNormalization", "s", "y")]
    model = import_model(models.model(nodes, {**X, "z": (np.float32, ["N", None])}, ["y"]))
    x = np.ones((3, 4), np.float32)
    with refuses(TypeError, "expects float32 for input 'x'; got float64"):
        model(x.astype("f8"), x)
    with refuses(ValueError, "expects sizes [N, 4] for input 'x'; got [4]"):
        model(x[0], x)
    with refuses(ValueError, "expects sizes [N, 4] for input 'x'; got [3, 2]"):
        model(x[:, :2], x)
    with refuses(ValueError, "expects size N of 'z' to be 3, as in 'x'; got 1"):
        model(x, x[:1])
    with refuses(ValueError, "Add 's'", "broadcast"):
        model(x, np.ones((3, 3), np.float32))
    with refuses(TypeError, "expects inputs 'x', 'z'; got no 'z'"):
        model(x)
    with refuses(TypeError, "expects 2 inputs; got 3"):
        model(x, x, x)
    with refuses(TypeError, "expects inputs 'x', 'z'; got 'w'"):
        model(x, w=x)
    with refuses(TypeError, "expects each input once; got 'x'"):
        model(x, x=x)
    np.testing.assert_allclose(model(x, x)[0], 0.5)
