"""The programs that README.md and the pages of docs show."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from norm_mlir.bench.compiler import CompileError, find_norm_compile

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
    assert len(programs) == 6
    if "norm_mlir" not in torch._dynamo.list_backends():  # The package is not installed.
        from norm_mlir.torch.dynamo import backend

        torch._dynamo.register_backend(backend, name="norm_mlir")
    try:
        for program in programs:
            exec(program, names)
    finally:
        import norm_mlir.torch

        norm_mlir.torch.disable()
    np.testing.assert_allclose(names["v"].numpy(), names["y"], rtol=1e-5, atol=1e-5)  # type: ignore[attr-defined]
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


def test_jax_page() -> None:
    """The page's examples run, one after the other."""
    pytest.importorskip("jax", reason="needs jax: pip install './python[jax]'")
    names: dict[str, Any] = {}
    programs = _programs("docs/JAX.md")
    assert len(programs) == 2
    for program in programs:
        exec(program, names)
    assert [gradient.shape for gradient in names["gradients"]] == [(64, 1024), (1024,), (1024,)]
    np.testing.assert_allclose(names["rows"], 1, rtol=1e-5)
    np.testing.assert_array_equal(names["s"], 3 * np.ones((64, 1024), "f4"))
    np.testing.assert_array_equal(names["z"], -np.ones(1024, "f4"))
    np.testing.assert_array_equal(names["slope"], -np.ones(1024, "f4"))


def test_runtimes_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's command and examples run, one after the other."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("tvm_ffi", reason="needs apache-tvm-ffi")
    try:
        program = find_norm_compile()
    except CompileError as error:
        pytest.skip(str(error))
    (tmp_path / "layer_norm.mlir").write_text((ROOT / "docs/examples/c/layer_norm.mlir").read_text())
    monkeypatch.chdir(tmp_path)
    command = "norm-compile layer_norm.mlir --abi=tvm-ffi -o layer_norm.so"
    assert command in (ROOT / "docs/Runtimes.md").read_text()
    subprocess.run([program, *command.split()[1:]], check=True)
    names: dict[str, Any] = {}
    call, bridge = _programs("docs/Runtimes.md")
    exec(call, names)
    expected = torch.nn.functional.layer_norm(names["x"], (1000,), names["scale"], names["bias"])
    torch.testing.assert_close(names["y"], expected)
    np.testing.assert_allclose(names["z"], np.zeros((3, 5)), atol=1e-6)
    pytest.importorskip("jax_tvm_ffi", reason="needs jax-tvm-ffi")
    exec(bridge, names)
    np.testing.assert_allclose(names["y"], np.zeros((3, 5)), atol=1e-6)
