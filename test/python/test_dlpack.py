"""Calls on tensors of other libraries, which offer only `__dlpack__`."""

from __future__ import annotations

import gc
from typing import Any

import numpy as np
import pytest
import torch

from norm_mlir import compile_ir
from support import add, floats, negate, refuses, run


class Versioned:
    """A tensor of a library that speaks DLPack 1."""

    def __init__(self, tensor: Any) -> None:
        self.tensor = tensor

    def __dlpack__(self, **keywords: Any) -> object:
        return self.tensor.__dlpack__(**keywords)


class Unversioned(Versioned):
    """A tensor of a library from before, whose method takes no version."""

    def __dlpack__(self, stream: object = None) -> object:  # type: ignore[override]
        return self.tensor.__dlpack__()


class OfLibrary(Versioned):
    """A tensor of a library that makes its own of others': here, torch's."""

    def __array_namespace__(self, api_version: object = None) -> Any:
        return torch


KINDS = [Versioned, Unversioned, OfLibrary]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("make", [floats, lambda *shape: torch.from_numpy(floats(*shape))], ids=["NumPy", "torch"])
def test_arguments(kind: type[Versioned], make: Any) -> None:
    """Tensors are read, strided ones too, and results are NumPy's where the library says nothing else."""
    x = make(3, 4)
    function = compile_ir(negate("?x?xf32"))
    for tensor in (x, x[:, ::2], x.T, x[:0]):
        result = function(kind(tensor))
        assert type(result) is (torch.Tensor if kind is OfLibrary else np.ndarray)
        np.testing.assert_array_equal(result, -np.asarray(tensor))


@pytest.mark.parametrize("kind", [Versioned, OfLibrary])
def test_out(kind: type[Versioned]) -> None:
    """Results are written to their memory."""
    x, out = floats(4), np.zeros(4, np.float32)
    wanted = kind(out)
    assert compile_ir(negate("?xf32"))(x, out=wanted) is wanted
    np.testing.assert_array_equal(out, -x)
    with refuses(ValueError, "result 0 overlaps input 0"):
        compile_ir(negate("?xf32"))(x, out=kind(x))


def test_library_of_results() -> None:
    """The first tensor says the library."""
    x = floats(4)
    function = compile_ir(add("?xf32"))
    assert type(function(Versioned(x), torch.ones(4))) is np.ndarray
    assert type(function(torch.ones(4), Versioned(x))) is torch.Tensor
    assert type(function(OfLibrary(x), x)) is torch.Tensor


def test_read_only() -> None:
    """Tensors that are marked read-only are arguments, and no results."""
    x = floats(4)
    x.flags.writeable = False
    before = x.copy()
    function = compile_ir(negate("?xf32"))
    np.testing.assert_array_equal(function(Versioned(x)), -before)
    with refuses(ValueError, "result 0", "read-only Versioned"):
        function(np.ones(4, np.float32), out=Versioned(x))
    np.testing.assert_array_equal(x, before)


def test_perhaps_read_only() -> None:
    """Tensors of before DLPack 1 do not say whether they may be written, and are no results, as NumPy has it."""
    out = np.full(4, 7, np.float32)
    with refuses(ValueError, "result 0", "read-only Unversioned"):
        compile_ir(negate("?xf32"))(np.ones(4, np.float32), out=Unversioned(out))
    assert (out == 7).all()


class Fresh:
    """A tensor whose memory lives as long as what `__dlpack__` returned."""

    freed = 0

    def __dlpack__(self, **keywords: Any) -> object:
        array = np.full(1 << 16, 3, np.float32).view(_Counted)
        return array.__dlpack__(**keywords)


class _Counted(np.ndarray):
    def __del__(self) -> None:
        Fresh.freed += 1


def test_memory_is_kept_and_freed() -> None:
    """The memory lives until the call ends, and not longer."""
    function = compile_ir(negate("?xf32"))
    for _ in range(20):
        assert (function(Fresh()) == -3).all()
    with refuses(ValueError):
        compile_ir(negate("?x?xf32"))(Fresh())
    gc.collect()
    assert Fresh.freed >= 21


class Wrong(Versioned):
    """A class whose `__dlpack__` returns something else."""

    def __dlpack__(self, **keywords: Any) -> object:
        return self.tensor


class Failing(Versioned):
    """A class whose `__dlpack__` raises."""

    def __dlpack__(self, **keywords: Any) -> object:
        raise self.tensor


def test_wrong_classes() -> None:
    """What is no capsule is refused; exceptions of the library come through."""
    function = compile_ir(negate("?xf32"))
    with refuses(TypeError, "argument 0", "DLPack capsule", "int"):
        function(Wrong(5))
    for error in (BufferError("no buffer"), KeyError("key"), TypeError("type")):
        with pytest.raises(type(error)):
            function(Failing(error))


def test_other_devices() -> None:
    """Tensors on another device are refused."""
    function = compile_ir(negate("?xf32"))
    with pytest.raises((TypeError, BufferError)):
        function(Versioned(torch.ones(4, device="meta")))


def test_changing_list_of_results() -> None:
    """A list that a tensor's method empties meanwhile is harmless."""
    assert (
        run("""
        import gc, numpy, norm_mlir, support
        norm_mlir.compile_ir(support.negate("4xf32"))
        class Emptying:
            def __dlpack__(self, **keywords):
                outs.clear()
                gc.collect()
                return numpy.zeros(4, "float32").__dlpack__(**keywords)
        outs = [Emptying(), numpy.zeros(4, "float32")]
        norm_mlir.compile_ir(support.both("?xf32"))(numpy.ones(4, "float32"), out=outs)
        print("computed")
    """)
        == "computed"
    )
