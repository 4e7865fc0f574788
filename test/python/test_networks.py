"""Whole networks of transformers and diffusers, with random weights: results, kernels, whole graphs.

Two of them; NORM_TEST_NETWORKS=all runs the rest, and each beside Inductor too.
"""

from __future__ import annotations

import os
import warnings
from typing import Any

import pytest
import torch

pytest.importorskip("transformers", reason="transformers is not installed")

from norm_mlir.bench import networks

ALL = os.environ.get("NORM_TEST_NETWORKS") == "all"
EVERY_TIME = ("Llama", "ResNet")

# Modules that optimize() gives a kernel of their own, or one with their neighbours; and regions of the whole graph.
NORMS = {
    "Llama": (9, 9),
    "BERT": (17, 9),
    "ViT": (13, 9),
    "T5": (17, 17),
    "ConvNeXt": (15, 15),
    "ResNet": (29, 20),
    "UNet": (41, 33),
    "VAE decoder": (21, 14),
}


def _prepare(name: str, dtype: torch.dtype) -> tuple[Any, Any, torch.Tensor]:
    if not ALL and name not in EVERY_TIME:
        pytest.skip("NORM_TEST_NETWORKS=all runs it")
    if name in ("UNet", "VAE decoder"):
        pytest.importorskip("diffusers", reason="diffusers is not installed")
    torch._dynamo.reset()
    model, inputs = networks.build(name, dtype)
    exact, wide = networks.build(name, torch.float64)
    return model, inputs, networks.call(exact, wide)


def _check(found: torch.Tensor, model: Any, inputs: Any, exact: torch.Tensor) -> None:
    """About as close to the results in float64 as PyTorch's own."""
    theirs = networks.relative_error(networks.call(model, inputs), exact)
    assert networks.relative_error(found, exact) <= 3 * theirs


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("name", NORMS)
@torch.no_grad()
def test_optimized(name: str, dtype: torch.dtype) -> None:
    """The first call traces, the second one runs kernels."""
    model, inputs, exact = _prepare(name, dtype)
    ours = networks.optimized(model)
    for _ in range(2):
        _check(networks.call(ours, inputs), model, inputs, exact)
    assert networks.count_kernels(ours) == NORMS[name][0]


@pytest.mark.parametrize("rest", ["eager", "inductor"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("name", NORMS)
@torch.no_grad()
def test_compiled(name: str, dtype: torch.dtype, rest: str, request: pytest.FixtureRequest) -> None:
    """No graph is broken, and every norm is in a region."""
    if rest == "inductor" and not ALL:
        pytest.skip("NORM_TEST_NETWORKS=all runs it")
    model, inputs, exact = _prepare(name, dtype)
    if rest == "inductor":
        request.getfixturevalue("inductor")
    backend = networks.Ours(rest=rest, min_elements=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compiled = torch.compile(model, backend=backend, fullgraph=True, dynamic=False)
        found = networks.call(compiled, inputs)
    _check(found, model, inputs, exact)
    # Inductor takes batch norm of given statistics apart, and does it well.
    wanted = NORMS[name][1] if rest == "eager" or name != "ResNet" else 0
    assert backend.count == wanted
