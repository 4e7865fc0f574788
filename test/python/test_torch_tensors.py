"""Calls on torch tensors: what is taken without a copy, and what is refused."""

from __future__ import annotations

from typing import Any, Callable

import numpy as np
import pytest
import torch
from torch._subclasses import FakeTensorMode

from norm_mlir import compile_ir
from support import add, both, floats, identity, negate, norm, refuses

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


@pytest.mark.parametrize("element", DTYPES)
def test_elements(element: str) -> None:
    """Tensors of each element type come back as torch's, bit by bit."""
    x = torch.tensor([0, 1, 2, 3]).to(DTYPES[element])
    result = compile_ir(identity(f"tensor<?x{element}>"))(x)
    assert type(result) is torch.Tensor and result.dtype == x.dtype and result.data_ptr() != x.data_ptr()
    assert torch.equal(result.view(torch.uint8), x.view(torch.uint8))


@pytest.mark.parametrize("shape", [(), (0,), (0, 3), (3, 0), (1,), (2, 3, 4)])
def test_shapes(shape: tuple[int, ...]) -> None:
    """Sizes of 0 and rank 0."""
    x = torch.from_numpy(floats(*shape).reshape(shape))
    result = compile_ir(negate("x".join([*"?" * len(shape), "f32"])))(x)
    assert torch.equal(result, -x) and result.shape == x.shape


VIEWS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "transposed": lambda x: x.transpose(1, 3),
    "channels last": lambda x: x.contiguous(memory_format=torch.channels_last),
    "expanded": lambda x: x[:1].expand(5, -1, -1, -1),
    "expanded inside": lambda x: x[..., :1].expand(-1, -1, -1, 7),
    "slice": lambda x: x[:, 1:, ::2, ::3],
    "offset": lambda x: x[1:],
}


@pytest.mark.parametrize("view", VIEWS)
def test_views(view: str) -> None:
    """Tensors of any strides are read as they lie."""
    x = VIEWS[view](torch.from_numpy(floats(3, 4, 5, 6)))
    assert torch.equal(compile_ir(negate("?x?x?x?xf32"))(x), -x)


def test_no_copy() -> None:
    """Results are written to the memory of the tensor that is given, and what shares it sees them."""
    array = floats(6)
    out = torch.from_numpy(array)
    x = torch.arange(6.0)
    assert compile_ir(negate("?xf32"))(x, out=out) is out
    np.testing.assert_array_equal(array, -x.numpy())
    first, second = torch.empty(6), torch.empty(6)
    compile_ir(both("?xf32"))(x, out=(first, second))
    assert torch.equal(first, -x) and torch.equal(second, x + x)


def test_bf16_norm() -> None:
    """A norm of bfloat16 is close to torch's in float64."""
    x = torch.from_numpy(floats(5, 64)).bfloat16()
    expected = torch.nn.functional.layer_norm(x.double(), (64,))
    torch.testing.assert_close(compile_ir(norm("?x?xbf16"))(x).double(), expected, rtol=8e-3, atol=8e-3)


def test_library_of_results() -> None:
    """Results are of the library of the first tensor."""
    x = floats(4)
    function = compile_ir(add("?xf32"))
    assert type(function(torch.from_numpy(x), x)) is torch.Tensor
    assert type(function(x, torch.from_numpy(x))) is np.ndarray
    out = np.empty_like(x)
    assert function(torch.from_numpy(x), x, out=out) is out
    np.testing.assert_array_equal(out, x + x)


def test_gradients() -> None:
    """A tensor that requires gradients is refused while they are recorded, as an argument and as a result."""
    function = compile_ir(negate("?xf32"))
    x = torch.ones(4, requires_grad=True)
    for tensor in (x, x * 2, torch.nn.Parameter(torch.ones(4))):
        with refuses(TypeError, "argument 0", "requires_grad", "detach"):
            function(tensor)
    with refuses(TypeError, "result 0", "requires_grad"):
        function(torch.ones(4), out=x)
    assert torch.equal(x, torch.ones(4))
    assert torch.equal(function(x.detach()), -torch.ones(4))
    with torch.no_grad():
        assert torch.equal(function(torch.nn.Parameter(torch.ones(4))), -torch.ones(4))
        function(torch.full((4,), 3.0), out=x)
    assert torch.equal(x, torch.full((4,), -3.0))


def test_gradients_unchecked() -> None:
    """Without the check, they are the caller's business; but not those of results."""
    function = compile_ir(negate("?xf32"), checks_gradients=False)
    x = torch.ones(4, requires_grad=True)
    result = function(x)
    assert torch.equal(result, -torch.ones(4)) and not result.requires_grad
    with refuses(TypeError, "result 0", "requires_grad"):
        function(torch.ones(4), out=x)


def test_inference_mode() -> None:
    """Tensors of inference mode are taken inside and outside."""
    function = compile_ir(negate("?xf32"))
    with torch.inference_mode():
        x, out = torch.arange(4.0), torch.empty(4)
        assert torch.equal(function(x), -x)
    assert torch.equal(function(x, out=out), -x)


class Tagged(torch.Tensor):
    """A subclass without memory of another kind."""


def test_subclasses() -> None:
    """Tensors of subclasses with memory are taken."""
    x = torch.arange(4.0).as_subclass(Tagged)
    assert torch.equal(compile_ir(negate("?xf32"))(x), torch.tensor([-0.0, -1.0, -2.0, -3.0]))


def _fake() -> torch.Tensor:
    with FakeTensorMode():
        return torch.ones(4)


def _released() -> torch.Tensor:
    x = torch.ones(4)
    x.untyped_storage().resize_(0)
    return x


WITHOUT_MEMORY: dict[str, Callable[[], Any]] = {
    "sparse": lambda: torch.ones(4).to_sparse(),
    "compressed": lambda: torch.eye(4).to_sparse_csr(),
    "meta": lambda: torch.ones(4, device="meta"),
    "fake": _fake,
    "released": _released,
    "opaque": lambda: torch.ones(4).to_mkldnn(),
    "nested": lambda: torch.nested.nested_tensor([torch.ones(2), torch.ones(3)]),
    "complex": lambda: torch.ones(4, dtype=torch.complex64),
    "conjugate": lambda: torch.ones(4, dtype=torch.complex64).conj(),
}


@pytest.mark.parametrize("case", WITHOUT_MEMORY)
@pytest.mark.filterwarnings("ignore")
def test_without_memory(case: str) -> None:
    """Tensors whose elements do not lie in memory as they are are refused, as arguments and as results."""
    function = compile_ir(negate("?xf32"))
    tensor = WITHOUT_MEMORY[case]()
    with refuses(TypeError, "argument 0 of @f"):
        function(tensor)
    with refuses(TypeError, "result 0 of @f"):
        function(torch.ones(4), out=tensor)


def test_transforms() -> None:
    """Tensors inside transforms of functions are refused, instead of losing what these follow."""
    function = compile_ir(negate("?xf32"))
    for transformed in (torch.vmap(function), torch.func.grad(lambda x: function(x).sum())):
        with refuses(TypeError, "argument 0 of @f"):
            transformed(torch.ones(3, 4)[0] if transformed.__name__ != "function" else torch.ones(3, 4))


def test_negated() -> None:
    """A tensor whose values are the negatives of its memory is refused, or read as the values."""
    x = torch.complex(torch.ones(4), torch.arange(4.0)).conj().imag
    assert x.is_neg()
    function = compile_ir(negate("?xf32"))
    with refuses(TypeError, "argument 0 of @f", "resolve_neg"):
        function(x)
    with refuses(TypeError, "result 0 of @f", "resolve_neg"):
        function(torch.ones(4), out=x)
    assert torch.equal(function(x.resolve_neg()), torch.arange(4.0))


def test_results_beyond_memory() -> None:
    """A result larger than memory is an error of one line."""
    type_ = "tensor<1000000000000000xf32>"
    function = compile_ir(f"""func.func @f(%x: tensor<f32>) -> {type_} {{
      %0 = tensor.empty() : {type_}
      %1 = linalg.broadcast ins(%x : tensor<f32>) outs(%0 : {type_}) dimensions = [0]
      return %1 : {type_}
    }}""")
    with refuses(MemoryError, "1000000000000000xf32"):
        function(torch.ones(()))


OUTS: dict[str, tuple[Callable[[], torch.Tensor], type[Exception], list[str]]] = {
    "dtype": (lambda: torch.full((4,), 7.0, dtype=torch.float64), TypeError, ["4xf32", "4xf64"]),
    "size": (lambda: torch.full((5,), 7.0), ValueError, ["4xf32", "5xf32"]),
    "expanded": (lambda: torch.full((1,), 7.0).expand(4), ValueError, ["strides [0]"]),
}


@pytest.mark.parametrize("case", OUTS)
def test_refused_out(case: str) -> None:
    """Results that do not fit are refused before anything is written."""
    make, kind, parts = OUTS[case]
    out = make()
    with refuses(kind, "result 0", *parts):
        compile_ir(negate("?xf32"))(torch.ones(4), out=out)
    assert (out == 7).all()


def test_out_over_input() -> None:
    """A result that overlaps an argument, or another one, is refused."""
    x = torch.arange(8.0)
    before = x.clone()
    with refuses(ValueError, "result 0 overlaps input 0"):
        compile_ir(negate("?xf32"))(x[:4], out=x[2:6])
    with refuses(ValueError, "result 1 overlaps result 0"):
        compile_ir(both("?xf32"))(torch.ones(4), out=(x[:4], x[3:7]))
    assert torch.equal(x, before)
