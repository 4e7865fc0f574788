"""The programs that README.md and docs/Python.md show."""

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
    names: dict[str, object] = {"model": torch.nn.LayerNorm(4)}
    programs = _programs("docs/Python.md")
    assert len(programs) == 4
    try:
        for program in programs:
            exec(program, names)
    finally:
        import norm_mlir.torch

        norm_mlir.torch.disable()
    r = torch.randn(3, 4096).bfloat16()
    y, s = names["g"](r, r, torch.ones(4096))  # type: ignore[operator]
    assert torch.equal(s, r + r) and y.dtype == torch.bfloat16
