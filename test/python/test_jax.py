"""Calls on arrays of JAX."""

from __future__ import annotations

import numpy as np
import pytest

from norm_mlir import compile_ir
from support import add, floats, negate, norm, refuses

jax = pytest.importorskip("jax")
jnp = jax.numpy


@pytest.mark.parametrize(
    "element, name", [("f32", "float32"), ("bf16", "bfloat16"), ("f16", "float16"), ("i32", "int32")]
)
def test_elements(element: str, name: str) -> None:
    """Arrays are taken, and results are JAX's."""
    x = jnp.arange(12).astype(name).reshape(3, 4)
    text = negate(f"?x?x{element}")
    if element == "i32":
        text = text.replace("negf %x", "addi %x, %x")
    result = compile_ir(text)(x)
    assert isinstance(result, jax.Array) and result.dtype == x.dtype
    assert (result == (x + x if element == "i32" else -x)).all()


def test_norms() -> None:
    """Norms of arrays that JAX made and forgets."""
    function = compile_ir(norm("?x?xf32"))
    for seed in range(20):
        x = jax.random.normal(jax.random.key(seed), (4, 64), dtype="float32")
        expected = (x - x.mean(1, keepdims=True)) / jnp.sqrt(x.var(1, keepdims=True) + 1e-5)
        assert jnp.allclose(function(x * 1.0), expected, rtol=1e-4, atol=1e-5)


def test_beside_numpy() -> None:
    """The first tensor says the library of results, and results of JAX may be written to NumPy's."""
    x = floats(4)
    function = compile_ir(add("?xf32"))
    assert isinstance(function(jnp.asarray(x), x), jax.Array)
    assert type(function(x, jnp.asarray(x))) is np.ndarray
    out = np.empty_like(x)
    assert function(jnp.asarray(x), x, out=out) is out
    np.testing.assert_array_equal(out, x + x)


def test_never_written() -> None:
    """An array of JAX is no place for results."""
    out = jnp.full(4, 7.0)
    with refuses(ValueError, "result 0", "read-only"):
        compile_ir(negate("?xf32"))(floats(4), out=out)
    assert (out == 7).all()


def test_inside_jit() -> None:
    """Arrays without values, of a trace, are refused."""
    function = compile_ir(negate("?xf32"))
    with pytest.raises(Exception, match="Tracer|__dlpack__|abstract"):
        jax.jit(lambda x: function(x))(jnp.ones(4))
