"""Beside other libraries that hold LLVM, MLIR or OpenMP: imported and used in one process, in both orders."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

# Each imports its library and uses what it holds.
PROGRAMS = {
    "torch": """
import torch
assert (torch.ones(64, 64) @ torch.ones(64, 64)).sum() == 64 ** 3
""",
    "triton": """
import triton
from triton._C.libtriton import ir
context = ir.context()
ir.load_dialects(context)
""",
    "jax": """
import jax
assert jax.jit(lambda x: x * 2)(jax.numpy.ones(3)).sum() == 6
assert "stablehlo" in str(jax.jit(lambda x: x * 2).lower(jax.numpy.ones(3)).compiler_ir("stablehlo"))
""",
    "torch_mlir": """
from torch_mlir import ir
with ir.Context():
    assert "func.func" in str(ir.Module.parse("func.func @f() { return }"))
""",
    "norm_mlir": """
import numpy, norm_mlir
x = numpy.arange(40000, dtype="f4").reshape(40, 1000)
y = norm_mlir.layer_norm(x, (1000,))
assert abs(y.mean()) < 1e-5 and abs(y.std() - 1) < 1e-4
""",
}
OTHERS = [name for name in PROGRAMS if name != "norm_mlir"]


def _run(names: tuple[str, ...]) -> None:
    """Runs the libraries' programs one after the other, and all of them once more, in a process of its own."""
    program = "".join(PROGRAMS[name] for name in (*names, *names)) + "print('done')\n"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0 and done.stdout.endswith("done\n"), done.stderr[-2000:]


def _is_installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


@pytest.mark.parametrize("name", OTHERS)
def test_in_both_orders(name: str) -> None:
    if not _is_installed(name):
        pytest.skip(f"{name} is not installed")
    _run((name, "norm_mlir"))
    _run(("norm_mlir", name))


def test_all_together() -> None:
    """All that are installed, ours first, last and between."""
    installed = tuple(name for name in OTHERS if _is_installed(name))
    for index in range(len(installed) + 1):
        _run((*installed[:index], "norm_mlir", *installed[index:]))
