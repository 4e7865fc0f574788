"""What the tests of norm_mlir.jax share: every norm with its operands, and its formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

import numpy as np
import pytest

jax = pytest.importorskip("jax", reason="needs jax: pip install './python[jax]'")

import norm_mlir.jax as nj  # noqa: E402
from norm_mlir.jax import formulas  # noqa: E402


@dataclass(frozen=True)
class Case:
    """A norm of operands of these shapes, which are made positive where their names are in `positive`."""

    call: Callable[..., Any]
    formula: Callable[..., Any]
    shapes: tuple[tuple[int, ...], ...]
    positive: tuple[int, ...] = ()

    def operands(self, dtype: Any, seed: int = 0) -> list[Any]:
        """Random values of these shapes."""
        generator = np.random.default_rng(seed)
        values = [generator.standard_normal(shape) for shape in self.shapes]
        for index in self.positive:
            values[index] = np.abs(values[index]) + 0.5
        return [jax.numpy.asarray(value.astype(dtype)) for value in values]


def first(results: Any) -> Any:
    """The result where there is one."""
    return results[0] if isinstance(results, tuple) and len(results) == 1 else results


N, H, W, C = 3, 5, 4, 6
IMAGE, CHANNELS = (N, H, W, C), (C,)
CASES: dict[str, Case] = {
    "layer_norm": Case(
        lambda x, s, b: nj.layer_norm(x, s, b),
        lambda x, s, b: formulas.layer_norm(x, s, b, [1], 1e-6),
        ((7, 13), (13,), (13,)),
    ),
    "layer_norm without parameters": Case(
        lambda x: nj.layer_norm(x, epsilon=1e-3), lambda x: formulas.layer_norm(x, None, None, [1], 1e-3), ((5, 33),)
    ),
    "layer_norm over inner axes": Case(
        lambda x, s, b: nj.layer_norm(x, s, b, axis=(1, 2)),
        lambda x, s, b: formulas.layer_norm(x, s, b, [1, 2], 1e-6),
        (IMAGE, (H, W), (H, W)),
    ),
    "rms_norm": Case(
        lambda x, s: nj.rms_norm(x, s), lambda x, s: formulas.rms_norm(x, s, [1], 1e-6, 0.0), ((7, 13), (13,))
    ),
    "rms_norm of 1 + scale": Case(
        lambda x, s: nj.rms_norm(x, s, scale_offset=1.0),
        lambda x, s: formulas.rms_norm(x, s, [2], 1e-6, 1.0),
        ((2, 3, 17), (17,)),
    ),
    "batch_norm": Case(
        lambda x, m, v, s, b: nj.batch_norm(x, m, v, s, b),
        lambda x, m, v, s, b: formulas.batch_norm(x, m, v, s, b, 3, 1e-5),
        (IMAGE, *(CHANNELS,) * 4),
        (2,),
    ),
    "batch_norm of NCHW": Case(
        lambda x, m, v: nj.batch_norm(x, m, v, channel_axis=1),
        lambda x, m, v: formulas.batch_norm(x, m, v, None, None, 1, 1e-5),
        ((N, C, H, W), CHANNELS, CHANNELS),
        (2,),
    ),
    "batch_norm_training": Case(
        lambda x, s, b, m, v: nj.batch_norm_training(x, s, b, m, v),
        lambda x, s, b, m, v: formulas.batch_norm_training(x, s, b, m, v, 3, 1e-5, 0.99, False),
        (IMAGE, *(CHANNELS,) * 4),
        (4,),
    ),
    "batch_norm_training, unbiased": Case(
        lambda x, m, v: nj.batch_norm_training(
            x, running_mean=m, running_variance=v, momentum=0.75, unbiased_running_variance=True
        ),
        lambda x, m, v: formulas.batch_norm_training(x, None, None, m, v, 3, 1e-5, 0.75, True),
        (IMAGE, CHANNELS, CHANNELS),
        (2,),
    ),
    "batch_norm_training alone": Case(
        lambda x: nj.batch_norm_training(x, channel_axis=1),
        lambda x: formulas.batch_norm_training(x, None, None, None, None, 1, 1e-5, 0.99, False)[0],
        ((N, C, H),),
    ),
    "group_norm": Case(
        lambda x, s, b: nj.group_norm(x, 3, s, b),
        lambda x, s, b: formulas.group_norm(x, s, b, 3, 3, [1, 2], 1e-6),
        (IMAGE, CHANNELS, CHANNELS),
    ),
    "group_norm of NCHW": Case(
        lambda x: nj.group_norm(x, 2, channel_axis=1),
        lambda x: formulas.group_norm(x, None, None, 2, 1, [2, 3], 1e-6),
        ((N, C, H, W),),
    ),
    "instance_norm": Case(
        lambda x, s, b: nj.instance_norm(x, s, b),
        lambda x, s, b: formulas.instance_norm(x, s, b, 3, [1, 2], 1e-6),
        (IMAGE, CHANNELS, CHANNELS),
    ),
    "local_response_norm": Case(
        lambda x: nj.local_response_norm(x, 3, alpha=0.5),
        lambda x: formulas.local_response_norm(x, 3, 3, 0.5, 0.75, 1.0),
        (IMAGE,),
    ),
    "local_response_norm of an even window": Case(
        lambda x: nj.local_response_norm(x, 4, channel_axis=1, alpha=0.5, beta=0.6, k=2.0),
        lambda x: formulas.local_response_norm(x, 1, 4, 0.5, 0.6, 2.0),
        ((N, C, H),),
    ),
    "normalize": Case(lambda x: nj.normalize(x), lambda x: formulas.normalize(x, [1], 2.0, 1e-12), ((7, 13),)),
    "normalize, p = 3": Case(
        lambda x: nj.normalize(x, axis=(0, 2), p=3, epsilon=0.0),
        lambda x: formulas.normalize(x, [0, 2], 3.0, 0.0),
        ((4, 3, 5),),
    ),
    "normalize by the largest": Case(
        lambda x: nj.normalize(x, p=float("inf"), epsilon=0.0),
        lambda x: formulas.normalize(x, [1], float("inf"), 0.0),
        ((7, 13),),
    ),
    "weight_norm": Case(
        lambda v, g: nj.weight_norm(v, g), lambda v, g: formulas.weight_norm(v, g, 2), ((4, 3, 5), (5,))
    ),
    "weight_norm as a whole": Case(
        lambda v, g: nj.weight_norm(v, g, axis=None), lambda v, g: formulas.weight_norm(v, g, None), ((4, 3), ())
    ),
    "switchable_norm": Case(
        lambda x, mw, vw, s, b, m, v: nj.switchable_norm(x, mw, vw, s, b, m, v),
        lambda *operands: formulas.switchable_norm(*operands, 3, [1, 2], 1e-5, 0.9, True),
        (IMAGE, (3,), (3,), *(CHANNELS,) * 4),
        (6,),
    ),
    "switchable_norm of rows": Case(
        lambda x, mw, vw: nj.switchable_norm(x, mw, vw),
        lambda x, mw, vw: formulas.switchable_norm(x, mw, vw, None, None, None, None, 1, [], 1e-5, 0.9, True)[0],
        ((7, 13), (2,), (2,)),
    ),
    "switchable_norm in evaluation": Case(
        lambda x, mw, vw, m, v: nj.switchable_norm(x, mw, vw, running_mean=m, running_variance=v, training=False),
        lambda x, mw, vw, m, v: formulas.switchable_norm(x, mw, vw, None, None, m, v, 3, [1, 2], 1e-5, 0.9, False)[0],
        (IMAGE, (3,), (3,), CHANNELS, CHANNELS),
        (4,),
    ),
}
