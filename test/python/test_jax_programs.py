"""norm_mlir.jax.compile and call, and what JAX does with programs that call kernels."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
import pytest

from jax_support import jax
from conftest import CLANG
from support import add, both, floats, identity, negate, norm, refuses, run

import norm_mlir
import norm_mlir.jax as nj
from norm_mlir import CompileError

jnp = jax.numpy

DTYPES = {
    "f64": np.float64,
    "f32": np.float32,
    "f16": np.float16,
    "bf16": ml_dtypes.bfloat16,
    "f8E4M3FN": ml_dtypes.float8_e4m3fn,
    "f8E5M2": ml_dtypes.float8_e5m2,
    "i1": np.bool_,
    "i8": np.int8,
    "i16": np.int16,
    "i32": np.int32,
    "i64": np.int64,
    "ui8": np.uint8,
    "ui16": np.uint16,
    "ui32": np.uint32,
    "ui64": np.uint64,
}


@pytest.mark.parametrize("element", DTYPES)
def test_elements(element: str) -> None:
    """Arrays of each element type come through bit by bit."""
    with jax.enable_x64(True):
        x = jnp.asarray(np.arange(4).astype(DTYPES[element]))
        y = jax.jit(nj.compile(identity(f"tensor<?x{element}>")))(x)
        assert y.dtype == x.dtype
        np.testing.assert_array_equal(np.asarray(y).view(np.uint8), np.asarray(x).view(np.uint8))


def test_sizes_of_a_trace() -> None:
    """IR of dynamic sizes has those of each trace; more than get code of their own."""
    function = jax.jit(nj.compile(norm("?x?xf32")))
    for rows in range(1, 13):
        x = floats(rows, 7 + rows)
        expected = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-5)
        np.testing.assert_allclose(function(x), expected, rtol=1e-5, atol=1e-5)


def test_several_results() -> None:
    """Several results are a tuple."""
    negative, double = nj.call(both("?x3xf32"), jnp.ones((2, 3)))
    assert (negative == -1).all() and (double == 2).all()


def test_expressions() -> None:
    """A norm with its neighbours is one call."""
    x, r = norm_mlir.argument("?x64xf32"), norm_mlir.argument("?x64xf32")
    total = x + r
    function = nj.compile(total.rms_norm([1], epsilon=1e-6).silu(), total, arguments=[x, r])
    a, b = floats(5, 64), floats(5, 64, seed=1)
    y, s = jax.jit(lambda a, b: function(a, b))(a, b)
    np.testing.assert_array_equal(s, a + b)
    normed = (a + b) / np.sqrt(((a + b) ** 2).mean(1, keepdims=True) + 1e-6)
    np.testing.assert_allclose(y, normed / (1 + np.exp(-normed)), rtol=1e-5, atol=1e-6)
    assert function.inputs == ["?x64xf32", "?x64xf32"] and function.outputs == ["?x64xf32", "?x64xf32"]


def test_scalars() -> None:
    """Scalars are arrays of rank 0, as arguments and as results."""
    text = """func.func @f(%x: tensor<?xf32>, %s: f32) -> (tensor<?xf32>, f32) {
      %c0 = arith.constant 0 : index
      %n = tensor.dim %x, %c0 : tensor<?xf32>
      %t = tensor.splat %s[%n] : tensor<?xf32>
      %y = arith.mulf %x, %t : tensor<?xf32>
      %twice = arith.addf %s, %s : f32
      return %y, %twice : tensor<?xf32>, f32
    }"""
    y, twice = jax.jit(nj.compile(text))(jnp.arange(3.0), jnp.float32(2.5))
    assert y.tolist() == [0, 2.5, 5] and twice.shape == () and twice == 5
    with refuses(TypeError, "@f expects argument 1 of type scalar f32; got 3xf32"):
        nj.call(text, jnp.arange(3.0), jnp.arange(3.0))
    with refuses(TypeError, "@f expects argument 1 of type scalar f32; got i32"):
        nj.call(text, jnp.arange(3.0), jnp.int32(1))


def test_refused() -> None:
    """What does not fit is refused while a function is traced."""
    x = jnp.ones((2, 3))
    for kind, text, arguments, message in [
        (CompileError, "nonsense", [x], "ir:1:1: "),
        (TypeError, add("?x3xf32"), [x], "@f expects 2 arguments; got 1"),
        (TypeError, add("?x3xf32"), [x, x.astype("int32")], "@f expects argument 1 of type ?x3xf32; got 2x3xi32"),
        (ValueError, add("?x3xf32"), [x, x[:, :2]], "@f expects argument 1 of type ?x3xf32; got 2x2xf32"),
        (ValueError, add("?x3xf32"), [x, x[:1]], "@f: expects operands of arith.addf to agree in size; got 2 and 1"),
        (TypeError, negate("?x3xf32"), [x.astype("complex64")], "got complex64"),
    ]:
        with refuses(kind, message):
            nj.call(text, *arguments)
        with refuses(kind, message):
            jax.jit(lambda *arguments, text=text: nj.call(text, *arguments))(*arguments)
    with refuses(TypeError, "expects IR text, or expressions; got int"):
        nj.compile(3)  # type: ignore[arg-type]
    wide = "func.func @f(%x: tensor<2xf32>) -> tensor<2xf64> { %y = arith.extf %x : tensor<2xf32> to tensor<2xf64> return %y : tensor<2xf64> }"
    with jax.enable_x64(True):
        assert nj.call(wide, jnp.ones(2, "float32")).dtype == "float64"
    with refuses(TypeError, "@f returns 2xf64, which JAX has with jax_enable_x64 alone; got it disabled"):
        nj.call(wide, jnp.ones(2))
    (size,) = jax.export.symbolic_shape("n")
    with pytest.raises(TypeError, match="expects sizes that are known when a function is traced; got n"):
        jax.export.export(jax.jit(nj.layer_norm))(jax.ShapeDtypeStruct((size, 3), np.float32))


def test_gradients() -> None:
    """Functions of IR have the derivatives of a formula, or none."""
    x = jnp.arange(4.0)
    with pytest.raises(ValueError, match="cannot be differentiated"):
        jax.grad(lambda x: nj.call(negate("?xf32"), x).sum())(x)
    function = nj.compile(negate("?xf32"), formula=lambda x: -x)
    assert jax.grad(lambda x: (function(x) ** 2).sum())(x).tolist() == [0, 2, 4, 6]
    pair = nj.compile(both("?xf32"), formula=lambda x: (-x, 2 * x))
    assert jax.grad(lambda x: (pair(x)[0] * pair(x)[1]).sum())(x).tolist() == [0, -4, -8, -12]


def test_vmap() -> None:
    """Under vmap, examples are calls one after the other."""
    x, y = floats(3, 5), floats(3, 5, seed=1)
    function = nj.compile(add("5xf32"))
    np.testing.assert_array_equal(jax.vmap(function)(x, y), x + y)
    np.testing.assert_array_equal(jax.vmap(function, in_axes=(0, None))(x, y[0]), x + y[0])


def test_in_loops() -> None:
    """Kernels in scan, while and cond, and rematerialized."""
    x, scale = floats(4, 32), floats(6, 32, seed=1)

    def step(x: Any, scale: Any) -> Any:
        return x + nj.rms_norm(x, scale), None

    def loss(norm_: Any) -> Any:
        def total(x: Any, scale: Any) -> Any:
            body = jax.checkpoint(lambda x, scale: (x + norm_(x, scale), None))
            return (jax.lax.scan(body, x, scale)[0] ** 2).sum()

        return jax.jit(jax.value_and_grad(total, argnums=(0, 1)))(x, scale)

    from norm_mlir.jax import formulas

    ours = loss(nj.rms_norm)
    theirs = loss(lambda x, scale: formulas.rms_norm(x, scale, [1], 1e-6, 0.0))
    for a, b in zip(jax.tree.leaves(ours), jax.tree.leaves(theirs)):
        np.testing.assert_allclose(a, b, rtol=2e-4, atol=1e-3)
    chosen = jax.jit(lambda flag, x: jax.lax.cond(flag, nj.layer_norm, lambda x: x, x))
    np.testing.assert_array_equal(chosen(False, x), x)
    np.testing.assert_allclose(chosen(True, x), nj.layer_norm(x), rtol=1e-6, atol=1e-6)


def test_from_several_threads() -> None:
    """Programs that run at the same time."""
    functions = [jax.jit(nj.compile(norm("?x?xf32"))) for _ in range(4)]
    inputs = [floats(64, 500 + i, seed=i) for i in range(16)]

    def compute(index: int) -> Any:
        return [np.asarray(functions[index % 4](inputs[index])) for _ in range(5)][-1]

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(compute, range(16)))
    for x, result in zip(inputs, results):
        expected = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-5)
        np.testing.assert_allclose(result, expected, rtol=1e-5, atol=1e-5)


def test_on_threads_of_xla() -> None:
    """Large arrays are shared among XLA's threads: none is started."""
    program = """
        import os, jax, numpy as np, norm_mlir.jax as nj
        x = jax.random.normal(jax.random.key(0), (2048, 1024))
        (x @ x.T).block_until_ready()
        count = lambda: len(os.listdir("/proc/self/task"))
        before = count()
        ys = [nj.layer_norm(x).block_until_ready() for _ in range(5)]
        print(count() - before, all((np.asarray(y) == np.asarray(ys[0])).all() for y in ys))
    """
    assert run(program) == "0 True"


def test_exported(tmp_path: Path) -> None:
    """A program that was exported finds its kernels in another process; so do programs of the compilation cache."""
    x = floats(3, 40)
    exported = jax.export.export(
        jax.jit(lambda x: nj.layer_norm(x) * 2),
        disabled_checks=[jax.export.DisabledSafetyCheck.custom_call("norm_mlir")],
    )(x)
    path = tmp_path / "program"
    path.write_bytes(exported.serialize())
    np.save(tmp_path / "x.npy", x)
    program = f"""
        import jax, numpy as np, norm_mlir.jax
        exported = jax.export.deserialize(bytearray(open({str(path)!r}, "rb").read()))
        np.save({str(tmp_path / "y.npy")!r}, exported.call(np.load({str(tmp_path / "x.npy")!r})))
    """
    run(program)
    np.testing.assert_array_equal(np.load(tmp_path / "y.npy"), np.asarray(nj.layer_norm(x) * 2))


def test_several_devices() -> None:
    """Shards of an array on several devices, each normalized where it is."""
    program = """
        import os
        os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"
        import jax, numpy as np, norm_mlir.jax as nj
        from jax.sharding import NamedSharding, PartitionSpec as P
        mesh = jax.make_mesh((2,), ("rows",))
        x = np.random.default_rng(0).standard_normal((8, 33)).astype("f4")
        expected = nj.layer_norm(x)
        placed = jax.device_put(x, NamedSharding(mesh, P("rows")))
        whole = nj.layer_norm(placed)
        parts = jax.jit(jax.shard_map(lambda x: nj.layer_norm(x), mesh=mesh, in_specs=P("rows"), out_specs=P("rows")))(placed)
        print((np.asarray(whole) == expected).all(), (np.asarray(parts) == expected).all())
    """
    assert run(program) == "True True"


def test_layouts() -> None:
    """Our declarations of XLA's interface are those of jaxlib's header."""
    import subprocess

    if not Path(CLANG).exists():
        pytest.skip("no clang++")
    here = Path(__file__).parent
    command = [CLANG, "-std=c++17", "-fsyntax-only", f"-I{jax.ffi.include_dir()}", str(here / "xla_ffi_layouts.cpp")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
