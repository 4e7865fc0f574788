"""Functions for a GPU on tensors of DLPack, whose memory and driver are the emulator's."""

from __future__ import annotations

import gc
from typing import Any, Iterator

import numpy as np
import pytest

import norm_mlir
from device_support import EmulatedStream, OfDLPack, OfExchange, OfLibrary, to_device
from support import FLOATS, add, both, floats, negate, norm, refuses

KINDS = [to_device, OfDLPack, OfLibrary, OfExchange]


def compile_(text: str) -> norm_mlir.Function:
    """For the emulator."""
    return norm_mlir.compile(text, target="emulate")


def layer_norm(x: np.ndarray) -> np.ndarray:
    """Over the last axis, in float64."""
    centred = x.astype(np.float64) - x.astype(np.float64).mean(-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)


@pytest.fixture(autouse=True)
def default_stream() -> Iterator[None]:
    """Each test begins on the default stream."""
    OfExchange.current_stream = None
    yield
    OfExchange.current_stream = None


@pytest.mark.parametrize("element", FLOATS)
@pytest.mark.parametrize("kind", KINDS)
def test_elements(kind: Any, element: str) -> None:
    """Tensors of each library and type, and results of the same library."""
    x = floats(5, 300).astype(FLOATS[element])
    result = compile_(norm(f"?x?x{element}"))(kind(x))
    expected = {to_device: norm_mlir.DeviceArray, OfDLPack: norm_mlir.DeviceArray}.get(kind, kind)
    assert type(result) is expected
    values = result.numpy()
    assert values.dtype == x.dtype and values.shape == x.shape
    tolerance = {"f64": 1e-13, "f32": 2e-6, "f16": 2e-3, "bf16": 2e-2}[element]
    np.testing.assert_allclose(values.astype(np.float64), layer_norm(x), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("shape", [(0, 4), (1, 1), (3, 1023), (64, 33), (2, 5000)])
def test_shapes(shape: tuple[int, int]) -> None:
    """Sizes of each call, for the first of which there is code of its own."""
    x = floats(*shape)
    result = compile_(norm("?x?xf32"))(to_device(x)).numpy()
    assert result.shape == shape
    np.testing.assert_allclose(result, layer_norm(x), rtol=2e-6, atol=2e-6)


def test_functional() -> None:
    """The norms of torch.nn.functional run where their input is."""
    x, w, b = floats(4, 65), floats(65, seed=1), floats(65, seed=2)
    on_device = [to_device(value) for value in (x, w, b)]
    y = norm_mlir.layer_norm(on_device[0], (65,), *on_device[1:])
    assert type(y) is norm_mlir.DeviceArray
    np.testing.assert_allclose(y.numpy(), norm_mlir.layer_norm(x, (65,), w, b), rtol=1e-5, atol=1e-5)
    y = norm_mlir.rms_norm(on_device[0], (65,), on_device[1])
    np.testing.assert_allclose(y.numpy(), norm_mlir.rms_norm(x, (65,), w), rtol=1e-5, atol=1e-5)
    y = norm_mlir.normalize(on_device[0])
    np.testing.assert_allclose(y.numpy(), norm_mlir.normalize(x), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_out(kind: Any) -> None:
    """Results are written to what is given."""
    x, out = floats(3, 50), kind(np.zeros((3, 50), np.float32))
    assert compile_(norm("?x?xf32"))(kind(x), out=out) is out
    np.testing.assert_allclose(out.numpy(), layer_norm(x), rtol=2e-6, atol=2e-6)


def test_strides() -> None:
    """Views are read and written as they lie."""
    x, y = floats(40, 6), floats(40, 6, seed=1)
    out = OfExchange(np.zeros((40, 6), np.float32), axes=(1, 0))
    compile_(norm("?x?xf32"))(OfExchange(x, axes=(1, 0)), out=out)
    np.testing.assert_allclose(out.numpy(), layer_norm(x.T), rtol=2e-6, atol=2e-6)
    result = compile_(add("?x?xf32"))(OfExchange(x, axes=(1, 0)), to_device(y.T))
    np.testing.assert_array_equal(result.numpy(), (x + y).T)


def test_scalars() -> None:
    """Scalar arguments are numbers; scalar results are tensors of rank 0, for their values are not there yet."""
    text = """func.func @f(%x: tensor<?xf32>, %s: f32) -> (tensor<?xf32>, f32) {
      %c0 = arith.constant 0 : index
      %n = tensor.dim %x, %c0 : tensor<?xf32>
      %t = tensor.splat %s[%n] : tensor<?xf32>
      %y = arith.mulf %x, %t : tensor<?xf32>
      %twice = arith.addf %s, %s : f32
      return %y, %twice : tensor<?xf32>, f32
    }"""
    y, twice = compile_(text)(to_device(np.arange(3, dtype="f4")), 2.5)
    assert y.numpy().tolist() == [0, 2.5, 5] and twice.shape == () and twice.numpy() == 5


def test_given_stream() -> None:
    """Work goes to the stream that is given, and nothing waits for it."""
    x, out, stream = floats(3, 64), to_device(np.zeros((3, 64), np.float32)), EmulatedStream()
    on_device = to_device(x)  # Which stays until it has been read.
    compile_(norm("?x?xf32"))(on_device, out=out, stream=stream)
    assert (out.numpy() == 0).all()
    assert stream.run() == 1
    np.testing.assert_allclose(out.numpy(), layer_norm(x), rtol=2e-6, atol=2e-6)


@pytest.mark.parametrize("wrap", ["number", "torch", "CuPy"])
def test_forms_of_streams(wrap: str) -> None:
    """Streams as libraries have them."""

    class Stream:
        pass

    stream, given = EmulatedStream(), Stream()
    number = stream.__cuda_stream__()[1]
    if wrap == "torch":
        given.cuda_stream = number  # type: ignore[attr-defined]
    else:
        given.ptr = number  # type: ignore[attr-defined]
    x, out = to_device(floats(4)), to_device(np.zeros(4, np.float32))
    compile_(negate("?xf32"))(x, out=out, stream=number if wrap == "number" else given)
    assert (out.numpy() == 0).all() and stream.run() == 1
    np.testing.assert_array_equal(out.numpy(), -floats(4))


def test_current_stream() -> None:
    """Without one, the stream is that which is current in the tensors' library; its allocator has the results."""
    x, stream = floats(3, 64), EmulatedStream()
    OfExchange.current_stream = stream
    function = compile_(norm("?x?xf32"))
    tensor, array = OfExchange(x), to_device(x)
    result = function(tensor)
    assert type(result) is OfExchange and (result.numpy() == 7).all()
    assert OfExchange._allocated[-1][1:] == (2, 0)
    assert stream.run() == 1
    np.testing.assert_allclose(result.numpy(), layer_norm(x), rtol=2e-6, atol=2e-6)
    # Whichever argument says so; a stream that is given counts more.
    out = OfExchange(np.zeros((3, 64), np.float32))
    compile_(add("?x?xf32"))(array, tensor, out=out)
    assert (out.numpy() == 0).all() and stream.run() == 1 and (out.numpy() == x + x).all()
    other = EmulatedStream()
    function(tensor, out=out, stream=other)
    assert stream.run() == 0 and other.run() == 1


def test_producers_are_told_the_stream() -> None:
    """`__dlpack__` gets the stream on which the elements must be there: 1 is the default one."""
    stream, x = EmulatedStream(), OfDLPack(floats(4))
    function = compile_(negate("?xf32"))
    function(x)
    out = OfDLPack(np.zeros(4, np.float32))
    number = stream.__cuda_stream__()[1]
    function(x, out=out, stream=stream)
    assert x.streams == [1, number] and out.streams == [number]


def test_before_dlpack_1() -> None:
    """Tensors whose method takes no version are arguments."""

    class Unversioned(OfDLPack):
        def __dlpack__(self, stream: Any = None) -> Any:  # type: ignore[override]
            return super().__dlpack__(stream=stream)

    x = Unversioned(floats(4))
    np.testing.assert_array_equal(compile_(negate("?xf32"))(x).numpy(), -floats(4))
    assert x.streams == [1]


def test_consumers_wait() -> None:
    """Consumers on another stream find the elements there; on the same one, nobody waits."""
    x = to_device(floats(4))
    y = compile_(negate("?xf32"))(x)
    for stream in (None, 1, 2, -1):
        assert "dltensor" in repr(y.__dlpack__(stream=stream))
        assert "dltensor_versioned" in repr(y.__dlpack__(stream=stream, max_version=(1, 1)))
    assert y.__dlpack_device__() == (2, 0)
    with pytest.raises((BufferError, RuntimeError)):
        np.from_dlpack(y)


def test_memory_is_kept_and_freed() -> None:
    """What DLPack exports lives as long as its capsule, or what has taken it; the emulator finds what is freed twice."""
    function = compile_(negate("?xf32"))
    capsules = [function(to_device(floats(1000, seed=seed))).__dlpack__() for seed in range(20)]
    gc.collect()
    results = [function(OfLibrary(floats(1000, seed=seed))) for seed in range(20)]
    del capsules
    gc.collect()
    for seed, result in enumerate(results):
        np.testing.assert_array_equal(result.numpy(), -floats(1000, seed=seed))


def test_refused() -> None:
    """What does not fit is refused before anything is launched."""
    x = to_device(floats(4))
    function = compile_(add("?xf32"))
    with refuses(TypeError, "expects argument 0 of @f in the memory of a CUDA device; got a NumPy array"):
        function(floats(4), x)
    with refuses(TypeError, "expects argument 1 of @f in the memory of a CUDA device", "on DLPack device 1:0"):
        function(x, OfCPU())
    with refuses(TypeError, "expects argument 0 of @f in the memory of the CPU; got DeviceArray on DLPack device 2:0"):
        norm_mlir.compile(add("?xf32"))(x, x)
    with refuses(
        ValueError, "expects argument 1 of @f on CUDA device 0, where the first tensor is; got one on device 1"
    ):
        function(x, OfExchange(floats(4), device=1))
    with refuses(TypeError, "@f expects argument 1 of type ?xf32; got 4xf64"):
        function(x, to_device(np.zeros(4)))
    with refuses(ValueError, "@f: expects operands of arith.addf to agree in size; got 4 and 3"):
        function(x, to_device(floats(3)))
    with refuses(ValueError, "@f expects result 0 of type 4xf32; got 3xf32"):
        function(x, x, out=to_device(floats(3)))
    with refuses(ValueError, "result 0 overlaps input 0"):
        function(x, x, out=x)
    with refuses(TypeError, "expects stream to be a number, or an object with __cuda_stream__; got str"):
        function(x, x, stream="stream")
    with refuses(TypeError, "no keyword argument but out and stream"):
        function(x, x, device=1)
    with refuses(TypeError, "no keyword argument but out; got others"):
        norm_mlir.compile(add("?xf32"))(floats(4), floats(4), stream=1)
    with refuses(ValueError, "expects the target cpu, cuda or emulate; got tpu"):
        norm_mlir.compile(add("?xf32"), target="tpu")
    with refuses(ValueError, "expects the target cuda or emulate; got cpu"):
        norm_mlir.to_device(floats(4), "cpu")
    with refuses(ValueError, "expects a dense array; got strides [2]"):
        norm_mlir.to_device(floats(8)[::2], "emulate")
    with refuses(MemoryError, "expects device 0; got 1"):
        norm_mlir.to_device(floats(4), "emulate", 1)


class OfCPU:
    """A tensor of the CPU that offers only `__dlpack__`."""

    def __dlpack__(self, **_: Any) -> Any:
        return floats(4).__dlpack__()

    def __dlpack_device__(self) -> tuple[int, int]:
        return (1, 0)


def test_without_a_gpu() -> None:
    """Without a driver, code for CUDA is refused."""
    try:
        norm_mlir.compile(negate("?xf32"), target="cuda")
    except RuntimeError as error:
        assert "\n" not in str(error) and str(error).startswith(("dlopen: ", "dlsym: ", "cuInit: ", "expects a GPU"))


def test_several_results() -> None:
    """Several results, and a function for each target from the same text."""
    text = both("?xf32")
    x = floats(6)
    negative, double = compile_(text)(to_device(x))
    np.testing.assert_array_equal(negative.numpy(), -x)
    np.testing.assert_array_equal(double.numpy(), x + x)
    np.testing.assert_array_equal(norm_mlir.compile(text)(x)[0], -x)


def test_torch_ops_have_kernels_for_cuda() -> None:
    """torch.ops.norm_mlir has kernels under CUDA's dispatch key as well."""
    torch = pytest.importorskip("torch")
    import norm_mlir.torch  # noqa: F401

    for name in ("layer_norm", "rms_norm", "group_norm", "batch_norm", "batch_norm_training", "weight_norm"):
        assert torch._C._dispatch_has_kernel_for_dispatch_key(f"norm_mlir::{name}", "CUDA")
