"""The programs that README.md, docs/Python.md and docs/ONNX.md show."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]


def _programs(document: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (ROOT / document).read_text(), re.DOTALL)


def test_readme() -> None:
    """README's example computes what it says."""
    (program,) = _programs("README.md")
    names: dict[str, object] = {}
    exec(program, names)
    x, y, z = (np.asarray(names[name], np.float64) for name in "xyz")
    wanted = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-5)
    np.testing.assert_allclose(y, wanted, atol=1e-5)
    s = x + y
    s /= np.sqrt((s * s).mean(1, keepdims=True) + 2.0**-23)
    np.testing.assert_allclose(z, s / (1 + np.exp(-s)), atol=1e-5)


def test_python_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's examples run, one after the other."""
    torch = pytest.importorskip("torch")
    layer_norm = (
        "func.func @f(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf32> {\n"
        "  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5"
        " : tensor<?x?xf32>\n  return %y : tensor<?x?xf32>\n}\n"
    )
    (tmp_path / "layer_norm.mlir").write_text(layer_norm)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"model": torch.nn.LayerNorm(4), "torch": torch}
    programs = _programs("docs/Python.md")
    assert len(programs) == 5
    if "norm_mlir" not in torch._dynamo.list_backends():  # The package is not installed.
        from norm_mlir.torch.dynamo import backend

        torch._dynamo.register_backend(backend, name="norm_mlir")
    try:
        for program in programs:
            exec(program, names)
    finally:
        import norm_mlir.torch

        norm_mlir.torch.disable()
    x = torch.randn(3, 4)
    torch.testing.assert_close(names["compiled"](x), names["model"](x))  # type: ignore[operator]
    r = torch.randn(3, 4096).bfloat16()
    y, s = names["g"](r, r, torch.ones(4096))  # type: ignore[operator]
    assert torch.equal(s, r + r) and y.dtype == torch.bfloat16


def test_onnx_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The page's examples run, one after the other, and print what their comments say."""
    onnx = pytest.importorskip("onnx", reason="needs onnx: pip install './python[onnx]'")
    pytest.importorskip("onnxruntime", reason="needs onnxruntime: pip install './python[onnx]'")
    helper, sizes = onnx.helper, {"x": ["N", 64], "y": ["N", 64]}
    x, y = (helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, sizes[name]) for name in "xy")
    w = onnx.numpy_helper.from_array(np.ones(64, np.float32), "w")
    nodes = [helper.make_node("LayerNormalization", ["x", "w"], ["n"]), helper.make_node("Softmax", ["n"], ["y"])]
    graph = helper.make_graph(nodes, "graph", [x], [y], [w])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]), tmp_path / "model.onnx")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    programs = _programs("docs/ONNX.md")
    assert len(programs) == 3
    for program in programs:
        exec(program, names)
    printed = capsys.readouterr().out
    assert "x float32 ('N', 64)\nLayerNormalization 17 norm_mlir\n" in printed
    assert "norm.layer_norm" in printed
    assert printed.endswith("expects p of LpNormalization 'y' to be 1 or 2; got 3\n")
    window = np.array([3, 4, 4, 4, 4, 4, 3, 2]).reshape(8, 1, 1)
    np.testing.assert_allclose(names["z"], np.broadcast_to((1 + 1e-4 / 4 * window) ** -0.75, (2, 8, 5, 5)), rtol=1e-6)
