"""norm_mlir.jax: every norm inside JAX's programs, with derivatives."""

from __future__ import annotations

from typing import Any

import ml_dtypes
import numpy as np
import pytest

from jax_support import CASES, Case, jax
from support import refuses

import norm_mlir.jax as nj
from norm_mlir import CompileError

jnp = jax.numpy

DTYPES = {
    "f64": (np.float64, 1e-12),
    "f32": (np.float32, 3e-6),
    "f16": (np.float16, 3e-3),
    "bf16": (ml_dtypes.bfloat16, 2e-2),
}


def compare(results: Any, expected: Any, tolerance: float, dtype: Any = None) -> None:
    """Demands the same numbers of results of the same structure."""
    results, expected = jax.tree.leaves(results), jax.tree.leaves(expected)
    assert len(results) == len(expected)
    for result, wanted in zip(results, expected):
        assert isinstance(result, jax.Array) and result.shape == wanted.shape
        assert dtype is None or result.dtype == dtype
        wide = [np.asarray(value).astype(np.float64) for value in (result, wanted)]
        np.testing.assert_allclose(*wide, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_values(case: Case, dtype: str) -> None:
    """Results in each type, outside of jit and inside, beside the formula in float64."""
    type_, tolerance = DTYPES[dtype]
    with jax.enable_x64(True):
        operands = case.operands(type_)
        expected = case.formula(*(operand.astype(np.float64) for operand in operands))
        compare(case.call(*operands), expected, tolerance, type_)
        compare(jax.jit(case.call)(*operands), expected, tolerance, type_)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_derivatives(case: Case) -> None:
    """Derivatives of both modes and their derivatives, beside differences of the kernel's values."""
    from jax.test_util import check_grads

    with jax.enable_x64(True):
        operands = case.operands(np.float64)
        check_grads(jax.jit(case.call), operands, order=1, modes=("fwd", "rev"), atol=1e-5, rtol=1e-5)
        # Maxima have corners.
        if "largest" not in str(case.call.__code__.co_consts):
            weights = [
                np.cos(np.arange(value.size)).reshape(value.shape) for value in jax.tree.leaves(case.call(*operands))
            ]

            def loss(*operands: Any, f: Any = case.call) -> Any:
                return sum((weight * value).sum() for weight, value in zip(weights, jax.tree.leaves(f(*operands))))

            def second(f: Any) -> Any:
                gradient = jax.grad(lambda *operands: loss(*operands, f=f), argnums=range(len(operands)))
                return jax.jit(lambda *operands: jax.jvp(gradient, operands, operands))(*operands)

            compare(second(case.call), second(case.formula), 1e-9)


@pytest.mark.parametrize("dtype", ["f32", "bf16", "f16"])
@pytest.mark.parametrize("name", ["layer_norm", "rms_norm", "group_norm", "batch_norm_training"])
def test_gradients_of_narrow_types(name: str, dtype: str) -> None:
    """Gradients have the types of what they are of."""
    case = CASES[name]
    operands = case.operands(DTYPES[dtype][0])

    def gradient(f: Any, operands: Any) -> Any:
        def loss(*operands: Any) -> Any:
            return (jax.tree.leaves(f(*operands))[0].astype(np.float32) ** 3).sum()

        return jax.jit(jax.grad(loss, argnums=range(len(operands))))(*operands)

    gradients = gradient(case.call, operands)
    for value, operand in zip(gradients, operands):
        assert value.dtype == operand.dtype
    wide = gradient(case.formula, [operand.astype(np.float32) for operand in operands])
    for value, expected in zip(gradients, wide):
        scale = float(jnp.abs(expected).max()) or 1.0
        compare(value.astype(np.float32) / scale, expected / scale, 3 * DTYPES[dtype][1])


@pytest.mark.parametrize("axis", [0, 1, -1])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_vmap(case: Case, axis: int) -> None:
    """Examples along any axis, with parameters of their own and without."""
    examples = [case.operands(np.float32, seed) for seed in range(4)]
    single = [case.call(*operands) for operands in examples]
    stacked = [jnp.stack(values) for values in zip(*examples)]
    all_batched = jax.vmap(case.call)(*stacked)
    compare(all_batched, jax.tree.map(lambda *values: jnp.stack(values), *single), 1e-6)
    # The input alone.
    x = jnp.moveaxis(stacked[0], 0, axis)
    call = jax.vmap(case.call, in_axes=(axis, *[None] * (len(stacked) - 1)))
    expected = [case.call(operands[0], *examples[0][1:]) for operands in examples]
    expected = jax.tree.map(lambda *values: jnp.stack(values), *expected)
    compare(call(x, *examples[0][1:]), expected, 1e-6)
    compare(jax.jit(call)(x, *examples[0][1:]), expected, 1e-6)


def test_vmap_is_one_kernel() -> None:
    """Examples of one norm are rows of one."""
    x, scale = jnp.ones((4, 5, 16)), jnp.ones(16)
    program = jax.jit(jax.vmap(lambda x: nj.layer_norm(x, scale))).lower(x).as_text()
    assert program.count("stablehlo.custom_call @norm_mlir") == 1 and "while" not in program
    assert "tensor<4x5x16xf32>" in program


def test_vmap_of_gradients() -> None:
    """Gradients for each example, and a gradient through vmap."""
    case = CASES["layer_norm"]
    examples = [case.operands(np.float32, seed) for seed in range(3)]
    stacked = [jnp.stack(values) for values in zip(*examples)]

    def loss(f: Any) -> Any:
        return lambda *operands: (f(*operands) ** 3).sum()

    per_example = jax.jit(jax.vmap(jax.grad(loss(case.call), argnums=(0, 1, 2))))(*stacked)
    expected = jax.jit(jax.vmap(jax.grad(loss(case.formula), argnums=(0, 1, 2))))(*stacked)
    compare(per_example, expected, 1e-4)
    together = jax.jit(jax.grad(lambda *operands: loss(jax.vmap(case.call))(*operands), argnums=(0, 1, 2)))(*stacked)
    compare(together, per_example, 1e-5)
    nested = jax.vmap(jax.vmap(lambda x: nj.rms_norm(x)))(stacked[0])
    compare(nested, nj.rms_norm(stacked[0]), 1e-6)


@pytest.mark.parametrize("shape", [(0, 4), (1, 1), (1, 7), (31, 1023), (2, 3, 5, 8)])
def test_shapes(shape: tuple[int, ...]) -> None:
    """Empty arrays, single elements, primes: each shape is traced anew."""
    x = jnp.asarray(np.random.default_rng(0).standard_normal(shape), dtype=np.float32)
    compare(nj.layer_norm(x), CASES["layer_norm"].formula(x.reshape(-1, shape[-1]), None, None).reshape(shape), 1e-5)


def test_wide_parameters() -> None:
    """Parameters are wider than the input, or narrower, and keep their types' gradients."""
    x = jnp.ones((3, 8), "bfloat16") * jnp.arange(8, dtype="bfloat16")
    scale, bias = jnp.full(8, 1.001953125, "float32"), jnp.zeros(8, "float16")
    y = nj.layer_norm(x, scale, bias)
    assert y.dtype == "bfloat16"
    compare(y, nj.layer_norm(x.astype("float32"), scale).astype("bfloat16"), 0)
    gradients = jax.grad(lambda *values: nj.layer_norm(*values).astype("float32").sum(), argnums=(0, 1, 2))(
        x, scale, bias
    )
    assert [gradient.dtype.name for gradient in gradients] == ["bfloat16", "float32", "float16"]


def test_lists_of_axes() -> None:
    """Axes may be lists, and are counted from the end."""
    x = jnp.asarray(np.random.default_rng(0).standard_normal((3, 4, 5)), dtype=np.float32)
    compare(nj.layer_norm(x, axis=[-1, 1]), nj.layer_norm(x, axis=(1, 2)), 0)


def test_refused() -> None:
    """What does not fit is refused while a function is traced, by a message that names both."""
    x = jnp.ones((3, 8))
    with refuses(CompileError, "'norm.layer_norm' op expects scale shape [8]; got [5]"):
        nj.layer_norm(x, jnp.ones(5))
    with refuses(CompileError, "'norm.layer_norm' op expects scale shape [8]; got [5]"):
        jax.jit(lambda x: nj.layer_norm(x, jnp.ones(5)))(x)
    with refuses(TypeError, "expects elements of float64, float32, bfloat16 or float16; got int32"):
        nj.layer_norm(jnp.ones((3, 8), "int32"))
    with refuses(ValueError, "expects different axes of an array of rank 2; got 2"):
        nj.layer_norm(x, axis=2)
    with refuses(ValueError, "expects different axes of an array of rank 2; got (1, -1)"):
        nj.rms_norm(x, axis=(1, -1))
    with refuses(CompileError, "expects a number of channels divisible by num_groups = 3; got 8"):
        nj.group_norm(x, 3)
    with refuses(ValueError, "expects running_mean and running_variance, both or none; got the mean alone"):
        nj.batch_norm_training(x, running_mean=jnp.ones(8))
    with refuses(ValueError, "expects running statistics without training; got none"):
        nj.switchable_norm(x, jnp.ones(2), jnp.ones(2), training=False)
