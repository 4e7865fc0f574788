"""Whole models of ONNX: those that other runtimes share, control flow, functions, files, and where runtimes depart."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any, List

import numpy as np
import onnx_models as models
import pytest
from onnx_models import exact, node, normalized, positive, random

import norm_mlir.onnx
from norm_mlir.onnx import import_model

import onnx  # isort: skip
from onnx import TensorProto, helper  # isort: skip

ort = pytest.importorskip("onnxruntime", reason="needs onnxruntime: pip install './python[onnx]'")


def by_onnxruntime(model: onnx.ModelProto, **inputs: np.ndarray) -> List[np.ndarray]:
    """The outputs of onnxruntime."""
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, inputs)


def mixed(sizes: Any) -> onnx.ModelProto:
    """13 ops, of which norms and their neighbours are five regions among others."""
    nodes = [
        node("Conv", "x k", "c", pads=[1, 1, 1, 1]),
        node("BatchNormalization", "c s b m v", "bn"),
        node("Relu", "bn", "r"),
        node("Add", "r x", "a"),
        node("MatMul", "a p", "mm"),
        node("LayerNormalization", "mm lw lb", "ln"),
        node("Gelu", "ln", "g"),
        node("Softmax", "g", "sm", axis=-1),
        node("GroupNormalization", "sm s b", "gn", num_groups=3),
        node("LRN", "gn", "l", size=3),
        node("Transpose", "l", "t", perm=[0, 1, 3, 2]),
        node("Sigmoid", "t", "si"),
        node("Concat", "si a", "y", axis=1),
    ]
    held = {
        "k": random(6, 6, 3, 3) * np.float32(0.2),
        "s": random(6, seed=1),
        "b": random(6, seed=2),
        "m": random(6, seed=3),
        "v": positive(6),
        "p": random(5, 5, seed=4),
        "lw": random(5, seed=5),
        "lb": random(5, seed=6),
    }
    return models.model(nodes, {"x": (np.float32, sizes)}, ["y", "a", "gn"], held)


@pytest.mark.parametrize("sizes", ([2, 6, 5, 5], ["N", 6, "S", "S"], None))
@pytest.mark.parametrize("rest", ("auto", "onnxruntime", "reference"))
def test_mixed_model(sizes: Any, rest: str) -> None:
    """Agrees with onnxruntime within 1e-5 of the largest value; as few parts as the graph allows."""
    model = mixed(sizes)
    imported = import_model(model, rest=rest)
    runners = {place.op: place.runner for place in imported.nodes}
    other = "onnxruntime" if rest == "auto" else rest
    assert runners == {
        **dict.fromkeys(["BatchNormalization", "Relu", "Add", "LayerNormalization", "Gelu"], "norm_mlir"),
        **dict.fromkeys(["GroupNormalization", "LRN"], "norm_mlir"),
        **dict.fromkeys(["Conv", "MatMul", "Softmax", "Transpose", "Sigmoid", "Concat"], other),
    }
    assert len(imported.regions) == 3 and len(imported._parts) == 7
    x = random(2, 6, 5, 5)
    for got, wanted in zip(imported(x), by_onnxruntime(model, x=x)):
        np.testing.assert_allclose(got, wanted, rtol=0, atol=1e-5 * np.max(np.abs(wanted)))


def test_names_and_positions() -> None:
    """Inputs by position, by name, or both; outputs as a tuple or by name."""
    nodes = [node("Add", "x z", "s"), node("LpNormalization", "s", "y")]
    model = import_model(models.model(nodes, {name: (np.float32, ["N", 4]) for name in "xz"}, ["y", "s"]))
    x, z = random(3, 4), random(3, 4, seed=1)
    wanted = model(x, z)
    for got in (model(x, z=z), model(x=x, z=z)):
        assert all(np.array_equal(a, b) for a, b in zip(got, wanted))
    assert list(model.run({"x": x, "z": z})) == ["y", "s"]
    assert [(value.name, value.dtype, value.sizes) for value in model.inputs] == [
        ("x", np.float32, ("N", 4)),
        ("z", np.float32, ("N", 4)),
    ]
    assert models.names(model.outputs) == ["y", "s"]


def test_inputs_of_any_strides() -> None:
    """Transposed, reversed and read-only arrays are taken as they are."""
    nodes = [node("LpNormalization", "x", "y"), node("MatMul", "y y", "z")]
    model = import_model(models.model(nodes, {"x": (np.float32, [4, 4])}, ["y", "z"]))
    x = random(4, 4)
    for given in (x.T, x[::-1], np.broadcast_to(x[0], (4, 4))):
        for got, wanted in zip(model(given), model(np.ascontiguousarray(given))):
            np.testing.assert_array_equal(got, wanted)


def test_control_flow() -> None:
    """If and Loop read values of regions, by name; other runtimes run them."""
    branches = {
        name: helper.make_graph(
            [node(op, "n one", name)], name, [], [helper.make_tensor_value_info(name, 1, [None, 4])]
        )
        for name, op in (("then", "Add"), ("else", "Sub"))
    }
    body = helper.make_graph(
        [node("Mul", "v n", "w"), node("Identity", "c", "d")],
        "body",
        [
            helper.make_tensor_value_info("i", TensorProto.INT64, []),
            helper.make_tensor_value_info("c", TensorProto.BOOL, []),
            helper.make_tensor_value_info("v", 1, [None, 4]),
        ],
        [helper.make_tensor_value_info("d", TensorProto.BOOL, []), helper.make_tensor_value_info("w", 1, [None, 4])],
    )
    nodes = [
        node("LayerNormalization", "x o", "n"),
        node("If", "cond", "b", then_branch=branches["then"], else_branch=branches["else"]),
        node("Loop", "three cond b", "l", body=body),
        node("RMSNormalization", "l o", "r"),
        node("Relu", "r", "y"),
    ]
    inputs = {"x": (np.float32, ["N", 4]), "cond": (np.bool_, [])}
    held = {"o": np.ones(4, np.float32), "one": np.array(1, np.float32), "three": np.array(3)}
    model = models.model(nodes, inputs, ["y", "n"], held, 23)
    x = random(3, 4)
    for rest in ("onnxruntime", "reference"):
        imported = import_model(model, rest=rest)
        assert [place.runner for place in imported.nodes] == ["norm_mlir", rest, rest, "norm_mlir", "norm_mlir"]
        for cond in (True, False):
            for got, wanted in zip(imported(x, np.array(cond)), by_onnxruntime(model, x=x, cond=np.array(cond))):
                np.testing.assert_allclose(got, wanted, atol=1e-5)


def test_norms_of_subgraphs() -> None:
    """They are run by who runs their node, which a warning says."""
    info = [helper.make_tensor_value_info("t", 1, [None, 4])]
    branch = helper.make_graph([node("LpNormalization", "x", "t")], "branch", [], info)
    of = node("If", "cond", "y", then_branch=branch, else_branch=branch)
    model = models.model([of], {"x": (np.float32, ["N", 4]), "cond": (np.bool_, [])}, ["y"])
    with pytest.warns(UserWarning, match="LpNormalization in If 'y' is run by onnxruntime, and not compiled"):
        imported = import_model(model)
    x = random(3, 4)
    np.testing.assert_allclose(imported(x, np.array(True))[0], x / np.linalg.norm(x, axis=1, keepdims=True), rtol=1e-6)


def test_norms_of_onnxruntime_in_subgraphs() -> None:
    """Ops that onnxruntime has in ONNX's domain reach it there."""
    info = [helper.make_tensor_value_info("t", 1, [None, 4])]
    inner = node("SimplifiedLayerNormalization", "x w", "t", stash_type=1)
    branch = helper.make_graph([inner], "branch", [], info)
    of = node("If", "cond", "y", then_branch=branch, else_branch=branch)
    inputs = {"x": (np.float32, ["N", 4]), "cond": (np.bool_, [])}
    model = models.model([of], inputs, ["y"], {"w": np.ones(4, np.float32)}, 17)
    with pytest.warns(UserWarning, match="SimplifiedLayerNormalization in If 'y'"):
        imported = import_model(model, rest="onnxruntime")
    x, cond = random(3, 4), np.array(True)
    np.testing.assert_array_equal(imported(x, cond)[0], by_onnxruntime(model, x=x, cond=cond)[0])


def test_local_functions() -> None:
    """Functions of a model are written out, those of functions too, and their norms are compiled."""
    imports = [helper.make_opsetid("", 21), helper.make_opsetid("mine", 1)]
    inner = helper.make_function("mine", "Inner", ["a"], ["b"], [node("LpNormalization", "a", "b")], imports)
    outer = helper.make_function(
        "mine", "Outer", ["a"], ["c"], [node("Inner", "a", "b", domain="mine"), node("Exp", "b", "c")], imports
    )
    model = models.model([node("Outer", "x", "y", domain="mine")], {"x": (np.float32, ["N", 4])}, ["y"])
    model.functions.extend([inner, outer])
    x = random(3, 4)
    (y,) = import_model(model, rest=None)(x)
    np.testing.assert_allclose(y, np.exp(x / np.linalg.norm(x, axis=1, keepdims=True)), rtol=1e-6)


def test_function_of_a_norms_name() -> None:
    """A model's own function is what its name says, whatever ONNX has under it."""
    opset = [helper.make_opsetid("", 21)]
    function = helper.make_function("", "LpNormalization", ["a"], ["b"], [node("Neg", "a", "b")], opset)
    nodes = [node("LpNormalization", "x", "y"), node("MeanVarianceNormalization", "y", "z", axes=[0])]
    model = models.model(nodes, {"x": (np.float32, [4])}, ["y", "z"])
    model.functions.append(function)
    x = random(4)
    np.testing.assert_array_equal(import_model(model, rest=None)(x)[0], -x)


def test_files_and_external_data(tmp_path: Path) -> None:
    """Paths, with the data in files beside; bytes."""
    x, w = random(3, 512), random(512, seed=1)
    model = models.model([node("LayerNormalization", "x w", "y")], {"x": (np.float32, ["N", 512])}, ["y"], {"w": w})
    wanted = import_model(model)(x)[0]
    path, held = tmp_path / "model.onnx", model.SerializeToString()
    onnx.save(model, path, save_as_external_data=True, location="data", size_threshold=0)
    for source in (path, str(path), held):
        np.testing.assert_array_equal(import_model(source)(x)[0], wanted)
    with pytest.raises(norm_mlir.onnx.ModelError, match="expects a path for a model with external data; got 'w'"):
        import_model(path.read_bytes())


def test_models_larger_than_a_protocol_buffer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of onnxruntime's that are too large to be handed over in one piece."""
    monkeypatch.setattr("norm_mlir.onnx.rest.LARGEST", 1000)
    model = mixed([2, 6, 5, 5])
    x = random(2, 6, 5, 5)
    for got, wanted in zip(import_model(model, rest="onnxruntime")(x), by_onnxruntime(model, x=x)):
        np.testing.assert_allclose(got, wanted, rtol=0, atol=1e-5 * np.max(np.abs(wanted)))


def test_nodes_wait_for_those_that_read_them() -> None:
    """What only a later part reads is in that part: two parts of onnxruntime, not three."""
    nodes = [
        node("Softplus", "x", "early"),
        node("LpNormalization", "x", "a"),
        node("MatMul", "a k", "b"),
        node("LpNormalization", "b", "c"),
        node("Mul", "early c", "d"),
        node("Softmax", "d", "y"),
    ]
    model = models.model(nodes, {"x": (np.float32, ["N", 4])}, ["y"], {"k": random(4, 4)})
    imported = import_model(model)
    assert [part.runner for part in imported._parts] == ["norm_mlir", "onnxruntime", "norm_mlir", "onnxruntime"]
    x = random(3, 4)
    np.testing.assert_allclose(imported(x)[0], by_onnxruntime(model, x=x)[0], atol=1e-6)


def test_new_shapes_at_the_ends_of_a_region() -> None:
    """They are the other runtime's, and the region has one function for all sizes."""
    nodes = [
        node("MatMul", "x k", "a"),
        node("Reshape", "a merged", "b"),
        node("LayerNormalization", "b w", "c"),
        node("Gelu", "c", "d"),
        node("Reshape", "d heads", "e"),
        node("MatMul", "e k2", "y"),
    ]
    held = {
        "k": random(8, 8),
        "k2": random(4, 4),
        "w": random(8),
        "merged": np.array([-1, 8]),
        "heads": np.array([0, -1, 4]),
    }
    model = models.model(nodes, {"x": (np.float32, ["N", "S", 8])}, ["y"], held)
    imported = import_model(model)
    assert [len(part.nodes) for part in imported._parts] == [2, 2, 2]
    for shape in ((2, 3, 8), (4, 5, 8), (3, 7, 8)):
        x = random(*shape)
        np.testing.assert_allclose(imported(x)[0], by_onnxruntime(model, x=x)[0], atol=2e-5)
    assert len(imported.regions[0].ir) == 1


def test_outputs_that_are_not_computed() -> None:
    """Inputs, constants and folded values as outputs; the caller may write to them."""
    nodes = [node("Shape", "x", "s"), node("LpNormalization", "x", "y"), node("Cast", "s", "f", to=1)]
    outputs = {"x": np.float32, "c": np.float32, "s": np.int64, "f": np.float32, "y": np.float32}
    model = import_model(models.model(nodes, {"x": (np.float32, [2, 4])}, outputs, {"c": np.zeros(3, np.float32)}))
    x = random(2, 4)
    for _ in range(2):
        same, constant, sizes, floats, _y = model(x)
        assert np.array_equal(same, x) and not np.shares_memory(same, x)
        assert constant.tolist() == [0, 0, 0] and sizes.tolist() == [2, 4] and floats.tolist() == [2, 4]
        constant += 1
        sizes += 1
    assert [place.runner for place in model.nodes] == ["folded", "norm_mlir", "folded"]


def test_results_are_the_callers() -> None:
    """Those of the reference too, which returns operands and constants as they are."""
    nodes = [node("Identity", "x", "i"), node("LpNormalization", "x", "n"), node("Add", "n n", "m")]
    nodes += [node("If", "cond", "y", **dict.fromkeys(("then_branch", "else_branch"), _constant_branch()))]
    inputs = {"x": (np.float32, ["N", 4]), "cond": (np.bool_, [])}
    for rest in ("onnxruntime", "reference"):
        model = import_model(models.model(nodes, inputs, ["i", "m", "y"], {"k": np.ones(4, np.float32)}), rest=rest)
        x = random(3, 4)
        for _ in range(2):
            same, _m, constant = model(x, np.array(True))
            assert np.array_equal(same, x) and not np.shares_memory(same, x) and constant.tolist() == [1] * 4
            constant += 1


def _constant_branch() -> Any:
    info = [helper.make_tensor_value_info("b", 1, [4])]
    return helper.make_graph([node("Identity", "k", "b")], "branch", [], info)


def test_sizes_that_exporters_write_as_minus_one() -> None:
    """They are not known."""
    model = models.model([node("LpNormalization", "x", "y")], {"x": (np.float32, [-1, 4])}, ["y"])
    imported = import_model(model)
    assert imported.inputs[0].sizes == (None, 4) and imported(random(3, 4))[0].shape == (3, 4)


def test_shapes_of_a_call() -> None:
    """What follows from the sizes of a call: read in a region, and by another runtime."""
    nodes = [
        node("Shape", "x", "s"),
        node("Gather", "s zero", "n"),
        node("Unsqueeze", "n axis", "u"),
        node("Concat", "u minus", "t", axis=0),
        node("LpNormalization", "x", "p"),
        node("Reshape", "p t", "y"),
        node("Tile", "y two", "z"),
        node("Add", "n n", "m"),
    ]
    held = {"zero": np.array(0), "axis": np.array([0]), "minus": np.array([-1]), "two": np.array([1, 2])}
    outputs = {"y": np.float32, "z": np.float32, "m": np.int64}
    model = import_model(models.model(nodes, {"x": (np.float32, ["N", "M", 4])}, outputs, held))
    for shape in ((2, 3, 4), (1, 1, 4), (5, 2, 4)):
        y, z, m = model(random(*shape))
        assert y.shape == (shape[0], shape[1] * 4) and z.shape == (shape[0], shape[1] * 8) and m == 2 * shape[0]


def test_bf16_goes_through_other_runtimes() -> None:
    """Values of bf16 reach onnxruntime, and the reference where onnxruntime has no kernel."""
    bf16 = models.FLOATS["bf16"]
    nodes = [
        node("Transpose", "x", "t"),
        node("LayerNormalization", "t w", "n"),
        node("Softplus", "n", "s"),
        node("LpNormalization", "s", "y"),
    ]
    model = models.model(nodes, {"x": (bf16, ["N", 4])}, {"y": bf16, "n": bf16}, {"w": np.ones(3, bf16)}, 22)
    imported = import_model(model)
    runners = {place.op: place.runner for place in imported.nodes}
    assert runners["LayerNormalization"] == runners["LpNormalization"] == "norm_mlir"
    x = random(3, 4, dtype=bf16)
    y, n = imported(x)
    wanted = normalized(exact(x).T, [1], 1e-5)
    np.testing.assert_allclose(exact(n), wanted, atol=0.02)
    soft = np.log1p(np.exp(exact(n)))
    np.testing.assert_allclose(exact(y), soft / np.linalg.norm(soft, axis=1, keepdims=True), atol=0.01)


def test_ops_of_onnxruntime() -> None:
    """An op that onnx has no definition of, before a norm: its runtime says which type it gives."""
    nodes = [node("BiasGelu", "x w", "g", domain=models.CONTRIB), node("LayerNormalization", "g w", "y")]
    model = models.model(nodes, {"x": (np.float32, ["N", 4])}, ["y"], {"w": random(4)})
    x = random(3, 4)
    np.testing.assert_allclose(import_model(model)(x)[0], by_onnxruntime(model, x=x)[0], atol=1e-6)


def test_models_that_were_written_for_training() -> None:
    """Batch normalization for inference beside what only training has."""
    bn = node("BatchNormalization", "x s s s v", "n")
    held = {"s": random(4), "v": positive(4), "r": np.array(0.5, np.float32), "t": np.array(True)}
    inputs = {"x": (np.float32, ["N", 4])}
    drop = models.model([bn, node("Dropout", "n r t", "y")], inputs, ["y"], held)
    with pytest.warns(UserWarning, match="BatchNormalization 'n' has no training_mode.*Dropout has training_mode"):
        import_model(drop)
    training = node("BatchNormalization", "n s s s v", "y a b", training_mode=1)
    with pytest.warns(UserWarning, match="another BatchNormalization has it"):
        import_model(models.model([bn, training], inputs, ["y", "a", "b"], held))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        import_model(models.model([bn, node("Dropout", "n r", "y")], inputs, ["y"], held))


def test_models_are_called_by_threads() -> None:
    """One model, many threads, several sizes."""
    from concurrent.futures import ThreadPoolExecutor

    model = import_model(mixed(["N", 6, "S", "S"]))
    inputs = [random(1 + index % 3, 6, 5, 5, seed=index) for index in range(12)]
    wanted = [model(x) for x in inputs]
    with ThreadPoolExecutor(4) as pool:
        for got, expected in zip(pool.map(lambda x: model(x), inputs), wanted):
            assert all(np.array_equal(a, b) for a, b in zip(got, expected))


# Where onnxruntime departs from ONNX's text.


def test_group_norm_of_large_means() -> None:
    """onnxruntime subtracts squares; ours is within 8 units."""
    x, one = random(2, 6, 16, 16, mean=1e3), np.ones(6, np.float32)
    of = node("GroupNormalization", "x w b", "y", num_groups=2)
    model = models.model([of], {"x": (np.float32, [2, 6, 16, 16])}, ["y"], {"w": one, "b": 0 * one})
    wanted = normalized(models.in_groups(exact(x), 2), [2], 1e-5).reshape(x.shape)
    largest = np.max(np.abs(wanted)) * 2.0**-23
    units = [np.max(np.abs(y - wanted)) / largest for y in (import_model(model)(x)[0], by_onnxruntime(model, x=x)[0])]
    assert units[0] <= 8 and units[1] > 1e4, units


def test_lrn_of_one_large_channel() -> None:
    """onnxruntime's running sum over channels never forgets a large one: far channels, here right, are 0.84 there."""
    x = np.ones((1, 16, 2, 2), np.float32)
    x[:, 3] = 1e5
    of = node("LRN", "x", "y", size=3, alpha=1.0, beta=0.75, bias=1.0)
    model = models.model([of], {"x": (np.float32, [1, 16, 2, 2])}, ["y"])
    ours, theirs = import_model(model)(x)[0], by_onnxruntime(model, x=x)[0]
    inner = 2.0**-0.75  # 1 / (1 + 3 / 3)^0.75
    np.testing.assert_allclose(ours[0, 6:15], inner, rtol=1e-6)
    assert np.max(np.abs(theirs[0, 6:15] - inner)) > 0.1 or np.isnan(theirs).any(), theirs[0, :, 0, 0]


def test_mvn_of_constant_planes() -> None:
    """onnxruntime adds nothing to the deviation: planes of zeros are NaN."""
    x = np.zeros((1, 2, 112, 112), np.float32)
    x[:, 1] = 0.1
    model = models.model(
        [node("MeanVarianceNormalization", "x", "y", axes=[2, 3])],
        {"x": (np.float32, [1, 2, 112, 112])},
        ["y"],
        opset=13,
    )
    assert np.all(import_model(model)(x)[0] == 0)
    theirs = by_onnxruntime(model, x=x)[0]
    assert np.isnan(theirs[0, 0]).all() and np.max(np.abs(theirs[0, 1])) > 0.5


def test_backend() -> None:
    """onnx's interface."""
    backend = norm_mlir.onnx.Backend
    x = random(3, 4)
    of = node("LpNormalization", "x", "y", p=1)
    model = models.model([of], {"x": (np.float32, [3, 4])}, ["y"])
    wanted = x / np.abs(x).sum(1, keepdims=True)
    for results in (
        backend.run_model(model, [x]),
        backend.prepare(model).run([x]),
        backend.prepare(model, rest=None).run({"x": x}),
        backend.run_node(of, [x]),
        backend.run_node(of, {"x": x}, opset_version=13),
    ):
        np.testing.assert_allclose(results[0], wanted, rtol=1e-6)
    assert backend.supports_device("CPU") and not backend.supports_device("CUDA")
    assert backend.is_compatible(model)
    bad = models.model([node("LpNormalization", "x", "y", p=3)], {"x": (np.float32, [3, 4])}, ["y"])
    assert not backend.is_compatible(bad)
    y, mean, variance = backend.run_node(
        node("BatchNormalization", "x s s s v", "y m n", training_mode=1), [x, *[np.ones(4, np.float32)] * 2]
    )
    assert y.shape == x.shape and mean.shape == variance.shape == (4,)
