"""Functions of `norm-compile --abi=tvm-ffi`, called through TVM-FFI on tensors of NumPy, torch and JAX."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any, Callable, Iterator

import numpy as np
import pytest
import torch

from norm_mlir.bench.compiler import CompileError, find_norm_compile
from support import add, both, floats, identity, negate, norm, run

tvm_ffi = pytest.importorskip("tvm_ffi", reason="needs apache-tvm-ffi")

DTYPES = {
    "f64": torch.float64,
    "f32": torch.float32,
    "f16": torch.float16,
    "bf16": torch.bfloat16,
    "f8E4M3FN": torch.float8_e4m3fn,
    "f8E5M2": torch.float8_e5m2,
    "i8": torch.int8,
    "ui8": torch.uint8,
    "i16": torch.int16,
    "i32": torch.int32,
    "i64": torch.int64,
    "i1": torch.bool,
}
FLOATS = {"f64": 1e-14, "f32": 1e-6, "f16": 2e-3, "bf16": 1.6e-2}

Compile = Callable[..., Any]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compile]:
    """Compiles IR to a library and loads it."""
    try:
        program = find_norm_compile()
    except CompileError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("tvm_ffi")
    libraries: dict[str, Any] = {}

    def compile_(text: str) -> Any:
        if text not in libraries:
            path = folder / f"{len(libraries)}.so"
            arguments = [program, "-", "-o", path, "--abi=tvm-ffi"]
            done = subprocess.run(arguments, input=text, capture_output=True, text=True, timeout=120)
            assert done.returncode == 0, done.stderr
            libraries[text] = tvm_ffi.load_module(str(path))
        return libraries[text]

    yield compile_


def refused(kind: type[BaseException], function: Any, *arguments: Any) -> str:
    """The first line of the error of this class that a call ends with."""
    with pytest.raises(kind) as caught:
        function(*arguments)
    assert type(caught.value) is kind
    return str(caught.value)


def layer_norm(x: np.ndarray) -> np.ndarray:
    """Over the last axis, in float64."""
    wide = x.astype(np.float64)
    centred = wide - wide.mean(-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)


@pytest.mark.parametrize("given", [True, False])
@pytest.mark.parametrize("element", DTYPES)
def test_elements(compiled: Compile, element: str, given: bool) -> None:
    """Tensors of each element type come through bit by bit, to a result that is given or allocated."""
    x = torch.tensor([0, 1, 2, 3]).to(DTYPES[element])
    function = compiled(identity(f"tensor<?x{element}>")).f
    out = torch.zeros_like(x)
    result = function(x, out) if given else function(x)
    assert (result is None) == given
    result = out if given else result
    assert type(result) is torch.Tensor and result.dtype == x.dtype and result.data_ptr() != x.data_ptr()
    assert torch.equal(result.view(torch.uint8), x.view(torch.uint8))


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (7, 1023), (64, 1000), (0, 4), (2, 0)])
@pytest.mark.parametrize("element", FLOATS)
def test_norms(compiled: Compile, element: str, shape: tuple[int, int]) -> None:
    """Norms of dynamic sizes, beside the formula in float64."""
    x = torch.from_numpy(floats(*shape)).to(DTYPES[element])
    result = compiled(norm(f"?x?x{element}")).f(x)
    assert result.dtype == x.dtype and result.shape == x.shape
    if x.numel():
        expected = layer_norm(x.double().numpy())
        np.testing.assert_allclose(result.double().numpy(), expected, rtol=FLOATS[element], atol=FLOATS[element])


def test_numpy(compiled: Compile) -> None:
    """Arrays of NumPy are taken; their results are given, because NumPy allocates none."""
    x = floats(5, 33)
    function = compiled(norm("?x?xf32")).f
    y = np.empty_like(x)
    assert function(x, y) is None
    np.testing.assert_allclose(y, layer_norm(x), rtol=1e-6, atol=1e-6)
    text = refused(TypeError, function, x)
    assert text == (
        "@f: expects its results as last arguments where the library of the others allocates none; got 1 arguments"
    )


def test_tensors_of_tvm_ffi(compiled: Compile) -> None:
    """TVM-FFI's own tensors are objects instead of views."""
    x = floats(4, 9)
    y = np.empty_like(x)
    compiled(norm("?x?xf32")).f(tvm_ffi.from_dlpack(x), tvm_ffi.from_dlpack(y))
    np.testing.assert_allclose(y, layer_norm(x), rtol=1e-6, atol=1e-6)


VIEWS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "transposed": lambda x: x.t(),
    "slice": lambda x: x[1:, ::3],
    "offset": lambda x: x[2:],
    "expanded": lambda x: x[:1].expand(5, -1),
}


@pytest.mark.parametrize("view", VIEWS)
def test_views(compiled: Compile, view: str) -> None:
    """Tensors of any strides are read and written as they lie."""
    x = VIEWS[view](torch.from_numpy(floats(8, 24)))
    out = torch.zeros(x.shape[1], x.shape[0]).t()
    function = compiled(norm("?x?xf32")).f
    function(x, out)
    np.testing.assert_allclose(out.numpy(), layer_norm(x.numpy()), rtol=1e-6, atol=1e-6)
    assert torch.equal(function(x), out)


def test_several_results(compiled: Compile) -> None:
    """Several results are an array where they are allocated."""
    x = torch.from_numpy(floats(6))
    function = compiled(both("?xf32")).f
    negative, double = function(x)
    assert torch.equal(negative, -x) and torch.equal(double, x + x)
    outs = torch.zeros(6), torch.zeros(6)
    assert function(x, *outs) is None
    assert torch.equal(outs[0], -x) and torch.equal(outs[1], x + x)


SCALARS = """
func.func @f(%x: tensor<?xf32>, %s: f32, %n: i32, %b: i1, %h: bf16) -> (tensor<?xf32>, f32, i32) {
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  %size = tensor.dim %x, %c0 : tensor<?xf32>
  %wide = arith.extf %h : bf16 to f32
  %chosen = arith.select %b, %s, %wide : f32
  %empty = tensor.empty(%size) : tensor<?xf32>
  %filled = linalg.fill ins(%chosen : f32) outs(%empty : tensor<?xf32>) -> tensor<?xf32>
  %y = arith.mulf %x, %filled : tensor<?xf32>
  %twice = arith.addi %n, %n : i32
  return %y, %chosen, %twice : tensor<?xf32>, f32, i32
}
"""


@pytest.mark.parametrize("flag", [True, False, 1, 0])
def test_scalars(compiled: Compile, flag: Any) -> None:
    """Numbers are scalar arguments; scalar results are tensors of rank 0."""
    x = torch.from_numpy(floats(5))
    y, chosen, twice = compiled(SCALARS).f(x, 2.5, 21, flag, 3.140625)
    assert torch.equal(y, x * (2.5 if flag else 3.140625))
    assert chosen.shape == () and chosen.item() == (2.5 if flag else 3.140625)
    assert twice.dtype == torch.int32 and twice.item() == 42
    # Rounded once, and an integer is a number.
    _, chosen, _ = compiled(SCALARS).f(x, 3, -7, False, 1.00390626)
    assert chosen.item() == 1.0078125


def test_scalars_refused(compiled: Compile) -> None:
    """Numbers that the type of a scalar does not hold."""
    x = torch.zeros(5)
    function = compiled(SCALARS).f
    for arguments, kind, text in [
        (("1", 1, True, 0.0), TypeError, "argument 1 to be a number, scalar f32; got a str"),
        ((1.0, 1.5, True, 0.0), TypeError, "argument 2 to be an integer, scalar i32; got a float"),
        ((1.0, 2**31, True, 0.0), ValueError, "argument 2 to fit 32 bits, signed; got 2147483648"),
        ((1.0, -(2**31) - 1, True, 0.0), ValueError, "argument 2 to fit 32 bits, signed; got -2147483649"),
        ((1.0, 1, 2, 0.0), ValueError, "argument 3 to fit 1 bits, unsigned; got 2"),
        ((1.0, 1, True, x), TypeError, "argument 4 to be a number, scalar bf16; got a tensor"),
        ((1.0, 1, True, None), TypeError, "argument 4 to be a number, scalar bf16; got None"),
    ]:
        assert refused(kind, function, x, *arguments) == f"@f expects {text}"


X = torch.ones(3, 4)
REFUSED: list[tuple[tuple[Any, ...], type[BaseException], str]] = [
    ((), TypeError, "@f: expects 3 arguments, the last 1 for results, or 2; got 0"),
    ((X, X, X, X), TypeError, "@f: expects 3 arguments, the last 1 for results, or 2; got 4"),
    ((X, 1), TypeError, "@f expects argument 1 to be a tensor of type ?x4xf32; got an int"),
    ((X, [X]), TypeError, "@f expects argument 1 to be a tensor of type ?x4xf32; got another object"),
    ((X.double(), X), TypeError, "@f expects argument 0 of type ?x4xf32; got 3x4xf64"),
    ((X, X.to(torch.int64)), TypeError, "@f expects argument 1 of type ?x4xf32; got 3x4xi64"),
    (
        (X, X.to(torch.complex64)),
        TypeError,
        "@f expects argument 1 of type ?x4xf32; got 3x4x(DLPack type 5 of 64 bits)",
    ),
    ((X, X[0]), ValueError, "@f expects argument 1 of type ?x4xf32; got 4xf32"),
    ((X[:, :3], X[:, :3]), ValueError, "@f: expects input 0 shape [?, 4]; got [3, 3]"),
    ((X, X[:2]), ValueError, "@f: expects operands of arith.addf to agree in size; got 3 and 2"),
    ((X, X, X[:2].clone()), ValueError, "@f expects result 0 of type 3x4xf32; got 2x4xf32"),
    ((X, X, X.to(torch.float16)), TypeError, "@f expects result 0 of type ?x4xf32; got 3x4xf16"),
    ((X, X, X), ValueError, "@f expects result 0 apart from all other buffers; got one that overlaps argument 0"),
    (
        (X, X, torch.ones(1, 4).expand(3, 4)),
        ValueError,
        "@f expects result 0, 3x4xf32, to have each element at an address of its own; got strides [0, 1]",
    ),
]


@pytest.mark.parametrize("arguments, kind, text", REFUSED, ids=range(len(REFUSED)))
def test_refused(compiled: Compile, arguments: tuple[Any, ...], kind: type[BaseException], text: str) -> None:
    """What does not fit is an error of Python's that names both, and nothing is written."""
    before = [argument.clone() if isinstance(argument, torch.Tensor) else None for argument in arguments]
    assert refused(kind, compiled(add("?x4xf32")).f, *arguments) == text
    for argument, value in zip(arguments, before):
        assert value is None or torch.equal(argument, value)


def test_without_strides(compiled: Compile) -> None:
    """A function whose code reads dense buffers refuses others."""
    function = compiled(identity("tensor<?x?xf32>")).f
    assert torch.equal(function(X), X)
    x = torch.from_numpy(floats(4, 3)).t()
    text = refused(ValueError, function, x)
    assert text == "@f expects argument 0, 3x4xf32, dense and row-major; got strides [1, 3]"


def test_misaligned(compiled: Compile) -> None:
    """Elements lie where the processor's own would."""
    x = np.zeros(17, np.uint8)[1:].view(np.float32)
    text = refused(ValueError, compiled(negate("?xf32")).f, x, np.empty_like(x))
    assert text.startswith(
        "@f expects argument 0, 4xf32, at an address that its elements divide; got one of remainder "
    )


def test_functions_of_a_module(compiled: Compile) -> None:
    """Each public function has its symbol, whatever its name."""
    text = negate("?xf32", "a") + add("?xf32", '"with space"') + negate("?xbf16", "c")
    module = compiled(text)
    x = torch.ones(3)
    assert torch.equal(module.a(x), -x)
    assert torch.equal(module["with space"](x, x), x + x)
    assert torch.equal(module.c(x.bfloat16()), -x.bfloat16())
    assert not hasattr(module, "a__prepare")


def test_threads(compiled: Compile) -> None:
    """Calls from several threads at once."""
    from concurrent.futures import ThreadPoolExecutor

    function = compiled(norm("?x?xf32")).f
    inputs = [torch.from_numpy(floats(16, 100 + i, seed=i)) for i in range(16)]
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda x: [function(x) for _ in range(20)][-1], inputs))
    for x, result in zip(inputs, results):
        np.testing.assert_allclose(result.numpy(), layer_norm(x.numpy()), rtol=2e-6, atol=2e-6)


def test_without_tvm_ffi(compiled: Compile, tmp_path: Path) -> None:
    """A program that calls the functions otherwise needs no TVM-FFI: its symbols are weak."""
    program = find_norm_compile()
    path = tmp_path / "f.so"
    subprocess.run(
        [program, "-", "-o", path, "--abi=tvm-ffi", "--serial"], input=negate("4xf32"), text=True, check=True
    )
    assert run(f"import ctypes; print(ctypes.CDLL({str(path)!r}, 2).f__prepare is not None)") == "True"


def test_jax(compiled: Compile) -> None:
    """Through JAX's bridge, inside jit."""
    jax = pytest.importorskip("jax")
    bridge = pytest.importorskip("jax_tvm_ffi")
    bridge.register_ffi_target("norm_test_layer_norm", compiled(norm("?x?xf32")).f, platform="cpu")
    x = floats(6, 50)
    call = jax.ffi.ffi_call("norm_test_layer_norm", jax.ShapeDtypeStruct(x.shape, x.dtype))
    result = jax.jit(lambda x: call(x) * 2)(x)
    np.testing.assert_allclose(result, 2 * layer_norm(x), rtol=2e-6, atol=2e-6)
