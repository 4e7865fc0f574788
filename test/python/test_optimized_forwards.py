"""Forwards that optimize() puts in place of a module's own: norms written by hand, forwards called in several ways."""

from __future__ import annotations

import copy
import math
import pickle
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable

import norm_mlir.torch
import pytest
import torch
from norm_mlir.torch import fused, modules, written
from torch import nn
from torch.nn import functional as F


class RMSNorm(nn.Module):
    """Llama's, or T5's with `late`."""

    def __init__(self, width: int, late: bool = False) -> None:
        super().__init__()
        self.weight, self.late, self.eps = nn.Parameter(torch.rand(width) + 0.5), late, 1e-6

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Over the last axis."""
        wide = x.to(torch.float32)
        rstd = torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + self.eps)
        return self.weight * ((x if self.late else wide) * rstd).to(x.dtype)


class GemmaNorm(RMSNorm):
    """Scaled by 1 + weight before the result is rounded."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Over the last axis."""
        wide = x.float()
        y = wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + self.eps)
        return (y * (1.0 + self.weight.float())).type_as(x)


class MovedNorm(nn.LayerNorm):
    """ConvNeXt's: channels come first."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[batch, channels, height, width]."""
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class PlainNorm(nn.Module):
    """Statistics one by one, over channels that come first."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.rand(channels, 1, 1)), nn.Parameter(torch.rand(channels, 1, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[batch, channels, height, width]."""
        variance, mean = torch.var_mean(x, 1, correction=0, keepdim=True)
        return self.weight * ((x - mean) * torch.rsqrt(variance + 1e-6)) + self.bias


WRITTEN: dict[str, tuple[Callable[[], nn.Module], tuple[int, ...]]] = {
    "llama": (lambda: RMSNorm(17), (2, 3, 17)),
    "t5": (lambda: RMSNorm(17, late=True), (2, 3, 17)),
    "gemma": (lambda: GemmaNorm(16), (5, 16)),
    "moved": (lambda: MovedNorm(6), (2, 6, 3, 5)),
    "plain": (lambda: PlainNorm(6), (2, 6, 3, 5)),
}


def _uses_kernel(module: Any) -> bool:
    return any(vars(module)["forward"].traced.values())


@pytest.mark.parametrize("dtype", modules.FLOATS, ids=str)
@pytest.mark.parametrize("name", WRITTEN)
@torch.no_grad()
def test_written_norms(name: str, dtype: torch.dtype) -> None:
    """Values, types and strides of tensors of several sizes and orders; gradients and state as before."""
    create, sizes = WRITTEN[name]
    torch.manual_seed(0)
    model = create().to(dtype)
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    assert isinstance(vars(ours)["forward"], written.WrittenForward)
    assert list(ours.state_dict()) == list(model.state_dict())
    for step, given in enumerate((sizes, sizes, (1, *sizes[1:]), (0, *sizes[1:]))):
        x = torch.randn(*given, generator=torch.Generator().manual_seed(step)).to(dtype)
        for each in (x, x.to(memory_format=torch.channels_last) if x.dim() == 4 else x):
            found, wanted = ours(each), model(each)
            assert (found.dtype, found.stride()) == (wanted.dtype, wanted.stride())
            if name == "plain":  # Statistics that are rounded to 16 bits, which ours are not.
                exact = copy.deepcopy(model).double()(each.double())
                torch.testing.assert_close(found, exact.to(dtype), rtol=0.03, atol=0.02)
            else:  # What is asked of f64 is asked of f32 where that is what is computed in.
                rounded = {"rtol": 1e-6, "atol": 1e-6} if dtype == torch.float64 and name != "moved" else {}
                torch.testing.assert_close(found, wanted, **rounded)
    # T5's product of f64 and a factor that was rounded to f32 is no norm's.
    assert _uses_kernel(ours) is ((name, dtype) != ("t5", torch.float64))
    with torch.enable_grad():
        x = torch.randn(*sizes).to(dtype).requires_grad_()
        ours(x).float().sum().backward()
        assert x.grad is not None


@torch.no_grad()
def test_parameters_that_change() -> None:
    """A kernel reads a module's parameters when it is called; another type is another trace."""
    model = RMSNorm(8)
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    x = torch.randn(3, 8)
    for _ in range(2):
        for each in (model, ours):
            each.weight.add_(1.0)
        torch.testing.assert_close(ours(x), model(x))
    model.weight, ours.weight = nn.Parameter(torch.rand(8)), nn.Parameter(torch.rand(8))
    ours.weight.copy_(model.weight)
    torch.testing.assert_close(ours(x), model(x))
    for each in (model.half(), ours.half()):
        torch.testing.assert_close(each(x.half()), model(x.half()))


@torch.no_grad()
def test_sizes_that_do_not_fit() -> None:
    """The module's own error."""
    ours = norm_mlir.torch.optimize(RMSNorm(8))
    for _ in range(2):
        ours(torch.randn(3, 8))
    with pytest.raises(RuntimeError, match="must match the size"):
        ours(torch.randn(3, 9))


class Threshold(RMSNorm):
    """Looks at values."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Its norm, or zeros."""
        return super().forward(x) if x.sum() > 0 else torch.zeros_like(x)


class Scaled(nn.Module):
    """Is called a norm, and is none."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.rand(8))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """A product."""
        return x * self.weight


class ScaledNorm(Scaled):
    """So is this one."""


class SizedNorm(RMSNorm):
    """Its result depends on a size."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Its norm over a length."""
        return super().forward(x) / x.shape[0]


class NoisyNorm(RMSNorm):
    """Draws numbers."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Its norm with noise."""
        return super().forward(x) + torch.rand_like(x)


class BranchNorm(RMSNorm):
    """Asks about sizes and the order in memory."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Its norm, scaled by what it is told."""
        y = super().forward(x)
        if x.shape[0] == 3 or x.shape[0] == x.shape[1]:
            return y
        return y * (2.0 if x.shape[0] > 4 else 3.0) * (1.0 if x.is_contiguous() else 4.0)


class OrderNorm(RMSNorm):
    """Asks about the order in memory alone."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Its norm."""
        return super().forward(x) * (1.0 if x.is_contiguous() else 4.0)


@pytest.mark.parametrize(
    "create",
    [
        lambda: Threshold(8),
        ScaledNorm,
        lambda: SizedNorm(8),
        lambda: NoisyNorm(8),
        lambda: BranchNorm(8),
        lambda: OrderNorm(8),
    ],
)
@torch.no_grad()
def test_what_is_no_norm_is_kept(create: Callable[[], nn.Module]) -> None:
    """Control flow on values, no norm at all, sizes as numbers, and random numbers."""
    model = create()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    for sizes in (
        (8, 8),
        (3, 8),
        (3, 8),
        (5, 8),
        (2, 8),
        (8, 8),
        (8, 3, 8),
        (3, 5, 8),
        (5, 5, 8),
        (4, 5, 8),
        (6, 5, 8),
    ):
        x = torch.randn(*sizes)
        x = x if len(sizes) == 2 else x.transpose(0, 1)
        torch.manual_seed(0)
        wanted = model(x)
        torch.manual_seed(0)
        found = ours(x)
        torch.testing.assert_close(found, wanted)


@torch.no_grad()
def test_copies_and_pickles() -> None:
    """A copy has a forward of its own."""
    ours = norm_mlir.torch.optimize(nn.Sequential(RMSNorm(8), nn.Linear(8, 8)))
    x = torch.randn(3, 8)
    ours(x)
    for other in (copy.deepcopy(ours), pickle.loads(pickle.dumps(ours))):
        assert vars(other[0])["forward"].module is other[0]
        torch.testing.assert_close(other(x), ours(x))


class Optional(nn.Module):
    """A forward with optional arguments, flags, and arguments that nobody gives."""

    def __init__(self) -> None:
        super().__init__()
        self.norm, self.linear = nn.LayerNorm(16), nn.Linear(16, 16)

    def forward(
        self, x: torch.Tensor, residual: torch.Tensor | None = None, scale: float = 1.0, *args: Any, **kwargs: Any
    ) -> torch.Tensor:
        """A sum, a norm, an activation."""
        if args or kwargs:
            raise ValueError("unused")
        if residual is not None:
            x = x + residual
        y = F.gelu(self.norm(x))
        return self.linear(y) * scale if scale != 1.0 else self.linear(y)


@torch.no_grad()
def test_ways_to_call() -> None:
    """Each has a trace, up to a limit."""
    model = Optional().eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    x, r = torch.randn(3, 16), torch.randn(3, 16)
    calls: list[Callable[[nn.Module], Any]] = [
        lambda m: m(x),
        lambda m: m(x, r),
        lambda m: m(x, None),
        lambda m: m(x, residual=r),
        lambda m: m(x, residual=None, scale=2.0),
        lambda m: m(residual=r, x=x),
        *(lambda m, scale=scale: m(x, r, scale) for scale in range(2, 9)),
    ]
    for call in calls:
        for _ in range(2):
            torch.testing.assert_close(call(ours), call(model))
    traced = vars(ours)["forward"].traced
    assert len(traced) == 8 and all(traced.values())
    with pytest.raises(ValueError, match="unused"):
        ours(x, r, 1.0, 2.0)


class ByKind(nn.Module):
    """A branch that a trace takes otherwise than a call: what stands for a tensor is none."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(16)

    def forward(self, x: Any) -> torch.Tensor:
        """A norm, of what a tensor is alone."""
        y = torch.relu(self.norm(x))
        return y if isinstance(x, torch.Tensor) else y + 100.0


@torch.no_grad()
def test_a_trace_that_computes_something_else_is_dropped() -> None:
    """It is compared with the module's own forward first."""
    model = ByKind().eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    for _ in range(2):
        x = torch.randn(3, 16)
        torch.testing.assert_close(ours(x), model(x))
    assert isinstance(vars(ours)["forward"], fused.FusedForward)
    assert list(vars(ours)["forward"].traced.values()) == [None]


class Kept(nn.Module):
    """Keeps a value, counts its calls in an attribute, a list and a buffer."""

    def __init__(self) -> None:
        super().__init__()
        self.norm, self.last, self.calls, self.values = nn.LayerNorm(16), None, 0, []
        self.register_buffer("count", torch.zeros(()))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """A norm, scaled by the number of calls."""
        self.calls += 1
        self.count += 1
        self.last = torch.relu(self.norm(x))
        self.values.append(self.last)
        return self.last * self.calls


class KeptNorm(RMSNorm):
    """Keeps its result."""

    last: torch.Tensor | None = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Over the last axis."""
        self.last = super().forward(x)
        return self.last


class Counted(nn.Module):
    """Calls a child that counts, and a norm."""

    def __init__(self) -> None:
        super().__init__()
        self.child, self.norm = Kept(), nn.LayerNorm(16)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Both."""
        return torch.relu(self.norm(self.child(x)))


@pytest.mark.parametrize("training", [False, True])
@torch.no_grad()
def test_what_a_forward_keeps(training: bool) -> None:
    """Attributes, lists and buffers are as after the module's own forward, at each call; a trace leaves nothing."""
    model = Counted().train(training)
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    attributes = list(vars(ours)), list(vars(ours.child))
    for calls in range(1, 4):
        x = torch.randn(3, 16)
        torch.testing.assert_close(ours(x), model(x))
        found, wanted = ours.child, model.child
        assert found.calls == wanted.calls == found.count.item() == len(found.values) == calls
        torch.testing.assert_close(found.last, wanted.last)
    assert (list(vars(ours)), list(vars(ours.child))) == attributes
    norm = norm_mlir.torch.optimize(KeptNorm(16))
    for _ in range(3):
        assert norm(torch.randn(3, 16)) is norm.last


class Noisy(nn.Module):
    """Draws numbers of PyTorch's, and of Python's, on which the result depends."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(16)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """A norm with noise."""
        return torch.relu(self.norm(x)) * random.random() + torch.rand(16)


class NoisyInput(Noisy):
    """Draws numbers as many as x has, which a trace does too."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """A norm with noise."""
        return torch.relu(self.norm(x)) + torch.rand_like(x)


@pytest.mark.parametrize("create", [Noisy, NoisyInput])
@pytest.mark.parametrize("training", [False, True])
@torch.no_grad()
def test_random_numbers(create: Callable[[], nn.Module], training: bool) -> None:
    """Those that the module itself would draw."""
    model = create().train(training)
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    x, results = torch.randn(3, 16), []
    for each in (ours, model):
        torch.manual_seed(0)
        random.seed(0)
        results.append([each(x) for _ in range(3)])
    torch.testing.assert_close(*results)


class InPlace(nn.Module):
    """Writes to what it is given, and reads it by another name."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(16)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """A norm of the sum, and the sum."""
        same = x
        x += 1.0
        return torch.relu(self.norm(x)) + same


@pytest.mark.parametrize("training", [False, True])
@torch.no_grad()
def test_sums_in_place(training: bool) -> None:
    """x += 1 changes the caller's tensor."""
    model = InPlace().train(training)
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    for _ in range(3):
        x = torch.randn(3, 16)
        other = x.clone()
        torch.testing.assert_close(ours(x), model(other))
        assert torch.equal(x, other)


class Activated(nn.Module):
    """A norm and an activation."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Sequential(nn.LayerNorm(16), nn.ReLU())
        self.norm, self.activation = nn.LayerNorm(16), nn.ReLU()

    def forward(self, x: torch.Tensor, divisor: float = 1.0) -> torch.Tensor:
        """Of the inner ones."""
        return self.activation(self.norm(self.inner(x))) / divisor


@torch.no_grad()
def test_children_that_are_replaced() -> None:
    """A call uses the modules that are there."""
    model = Activated().eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    x = torch.randn(3, 16)
    for change in (
        lambda m: None,
        lambda m: setattr(m, "activation", nn.Tanh()),
        lambda m: setattr(m, "norm", nn.LayerNorm(16, eps=10.0)),
        lambda m: m.inner.__setitem__(1, nn.Softplus()),
        lambda m: setattr(m, "inner", nn.Identity()),
        lambda m: setattr(m, "norm", nn.Identity()),
    ):
        change(ours)
        change(model)
        for _ in range(2):
            torch.testing.assert_close(ours(x), model(x))


@torch.no_grad()
def test_zeros_of_both_signs() -> None:
    """-0.0 is another number than 0.0, and NaN the same again."""
    ours = norm_mlir.torch.optimize(Activated().eval())
    x = torch.randn(3, 16)
    for divisor in (0.0, -0.0, 0.0, -0.0):
        assert ours(x, divisor).nan_to_num(0.0, 1.0, -1.0).sum() * math.copysign(1.0, divisor) > 0
    for _ in range(9):
        ours(x, float("nan"))
    assert len(vars(ours)["forward"].traced) == 3


@torch.no_grad()
def test_hooks_of_all_modules() -> None:
    """A hook of the process sees the modules of a region."""
    ours = norm_mlir.torch.optimize(Activated().eval())
    x, seen = torch.randn(3, 16), []
    for _ in range(2):
        ours(x)
    handle = nn.modules.module.register_module_forward_hook(lambda module, *_: seen.append(module))
    try:
        ours(x)
    finally:
        handle.remove()
    assert {ours.norm, ours.activation, *ours.inner} <= set(seen)


def test_first_calls_of_several_threads() -> None:
    """fx calls modules of all threads through a tracer while it traces."""
    for _ in range(4):
        model = nn.Sequential(*[Activated() for _ in range(4)], RMSNorm(16)).eval()
        ours, x = norm_mlir.torch.optimize(copy.deepcopy(model)), torch.randn(3, 16)
        barrier = threading.Barrier(4)

        def call(_: int, ours: nn.Module = ours, x: torch.Tensor = x, barrier: Any = barrier) -> list[torch.Tensor]:
            barrier.wait()
            with torch.inference_mode():
                return [ours(x) for _ in range(4)]

        with ThreadPoolExecutor(4) as pool:
            found = [y for results in pool.map(call, range(4)) for y in results]
        with torch.no_grad():
            wanted = model(x)
        for y in found:
            torch.testing.assert_close(y, wanted)


@pytest.mark.parametrize("create", [Activated, lambda: RMSNorm(16)])
def test_transforms_and_forward_mode(create: Callable[[], nn.Module]) -> None:
    """Tensors of torch.func's have no memory of their own, and tangents go through PyTorch's ops."""
    model = create().eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    x, t = torch.randn(3, 16), torch.randn(3, 16)
    for context in (torch.no_grad, torch.enable_grad):
        with context():
            for _ in range(2):
                ours(x)
            torch.testing.assert_close(torch.vmap(ours)(x), torch.vmap(model)(x))
            torch.testing.assert_close(torch.func.jvp(ours, (x,), (t,)), torch.func.jvp(model, (x,), (t,)))
            tangents = []
            for each in (ours, model):
                with torch.autograd.forward_ad.dual_level():
                    y = each(torch.autograd.forward_ad.make_dual(x, t))
                    tangents.append(torch.autograd.forward_ad.unpack_dual(y).tangent)
            torch.testing.assert_close(*tangents)
    torch.testing.assert_close(torch.func.jacrev(ours)(x), torch.func.jacrev(model)(x))


@pytest.mark.parametrize("create", [Activated, lambda: nn.LayerNorm(16), lambda: RMSNorm(16)])
@torch.no_grad()
def test_negated_values(create: Callable[[], nn.Module]) -> None:
    """The imaginary part of a conjugate has its negated values in memory."""
    model = create().eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    x = torch.randn(3, 16, dtype=torch.complex64).conj().imag
    assert x.is_neg()
    for _ in range(2):
        torch.testing.assert_close(ours(torch.randn(3, 16)).shape, x.shape)
        torch.testing.assert_close(ours(x), model(x))


@pytest.mark.parametrize("create", [Activated, lambda: nn.LayerNorm(16), lambda: RMSNorm(16)])
def test_optimized_models_compile_whole(create: Callable[[], nn.Module]) -> None:
    """Nothing of ours breaks the graph, before and after a module was traced."""
    model = create().eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    x = torch.randn(3, 16)
    with torch.no_grad():
        for _ in range(2):
            torch._dynamo.reset()
            compiled = torch.compile(ours, backend="eager", fullgraph=True)
            torch.testing.assert_close(compiled(x), model(x))
            ours(x)
    torch.testing.assert_close(torch.export.export(ours, (x,)).module()(x), model(x))
