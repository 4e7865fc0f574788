"""PyTorch: gradients, ops of torch.library, export, and models whose norms are made ours."""

from __future__ import annotations

import copy
from typing import Any, Callable

import pytest
import torch
from torch import nn
from torch.nn import functional as F

import norm_mlir
import norm_mlir.torch
from norm_mlir.bench.models import ResidualBlock, TransformerBlock, UNetBlock, randomize
from norm_mlir.torch import fused, modules

OPS = torch.ops.norm_mlir


def _random(*sizes: int, grad: bool = True) -> torch.Tensor:
    return torch.randn(*sizes, dtype=torch.float64, generator=torch.Generator().manual_seed(1)).requires_grad_(grad)


def _variance(size: int) -> torch.Tensor:
    return _random(size, grad=False).abs() + 0.5


FUNCTIONS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (norm_mlir.layer_norm, (_random(3, 4, 5), [5], _random(5), _random(5), 1e-5)),
    (norm_mlir.layer_norm, (_random(3, 4, 5), [4, 5])),
    (norm_mlir.rms_norm, (_random(3, 4, 5), [5], _random(5), 1e-5)),
    (norm_mlir.rms_norm, (_random(5), [5])),
    (norm_mlir.group_norm, (_random(2, 6, 3), 3, _random(6), _random(6), 1e-5)),
    (norm_mlir.batch_norm, (_random(2, 3, 4), None, None, _random(3), _random(3), True)),
    (norm_mlir.batch_norm, (_random(2, 3, 4), _random(3, grad=False), _variance(3), _random(3), _random(3))),
    (norm_mlir.instance_norm, (_random(2, 3, 4), None, None, _random(3), _random(3))),
    (norm_mlir.local_response_norm, (_random(2, 7, 4), 3, 0.5, 0.75, 1.0)),
    (norm_mlir.local_response_norm, (_random(2, 7, 4), 4, 0.5, 0.75, 1.0)),
    (norm_mlir.normalize, (_random(2, 3, 4),)),
    (norm_mlir.normalize, (_random(2, 3, 4), 3.0, (0, 2))),
    (norm_mlir.weight_norm, (_random(4, 3, 2), _random(4, 1, 1), 0)),
    (norm_mlir.weight_norm, (_random(4, 3, 2), _random(1), None)),
]


def _of_tensors(
    function: Callable[..., Any], arguments: tuple[Any, ...]
) -> tuple[Callable[..., Any], list[torch.Tensor]]:
    """The function of those arguments that require gradients, and these."""
    wanted = [value for value in arguments if isinstance(value, torch.Tensor) and value.requires_grad]

    def call(*tensors: torch.Tensor) -> torch.Tensor:
        given = iter(tensors)
        values = [next(given) if any(value is other for other in wanted) else value for value in arguments]
        result = function(*values)
        return result[0] if isinstance(result, tuple) else result

    return call, wanted


def _name(value: Any) -> str:
    return getattr(value, "__name__", "")


@pytest.mark.parametrize(("function", "arguments"), FUNCTIONS, ids=_name)
def test_gradients(function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Gradients, and gradients of gradients, are those of finite differences."""
    call, wanted = _of_tensors(function, arguments)
    assert torch.autograd.gradcheck(call, wanted)
    assert torch.autograd.gradgradcheck(call, wanted)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [f for f in FUNCTIONS if _name(f[0]) in ("layer_norm", "rms_norm", "group_norm", "batch_norm", "instance_norm")],
    ids=_name,
)
def test_gradients_of_pytorchs_ops(function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """So are those of PyTorch's functions with our kernels under them."""
    call, wanted = _of_tensors(getattr(F, function.__name__), arguments)
    norm_mlir.torch.enable()
    norm_mlir.torch.reset_calls()
    try:
        assert torch.autograd.gradcheck(call, wanted)
        assert torch.autograd.gradgradcheck(call, wanted)
        assert sum(ours for ours, _ in norm_mlir.torch.calls().values()) > 0
    finally:
        norm_mlir.torch.disable()


LIBRARY: list[tuple[Any, tuple[Any, ...]]] = [
    (OPS.layer_norm, (_random(3, 4, 5), [5], _random(5), _random(5), 1e-5)),
    (OPS.rms_norm, (_random(3, 4, 5), [4, 5], _random(4, 5), None)),
    (OPS.group_norm, (_random(2, 6, 3), 3, _random(6), None, 1e-5)),
    (OPS.batch_norm, (_random(2, 3, 4), _random(3, grad=False), _variance(3), _random(3), _random(3), 1e-5)),
    (OPS.batch_norm_training, (_random(2, 3, 4), _random(3, grad=False), _variance(3), _random(3), None, 0.1, 1e-5)),
    (OPS.batch_norm_training, (_random(2, 3, 4), None, None, None, None, 0.1, 1e-5)),
    (OPS.local_response_norm, (_random(2, 7, 4), 4, 0.5, 0.75, 1.0)),
    (OPS.normalize, (_random(2, 3, 4), 2.0, [0, 2], 1e-12)),
    (OPS.weight_norm, (_random(4, 3, 2), _random(4, 1, 1), 0)),
]


@pytest.mark.parametrize(("op", "arguments"), LIBRARY, ids=str)
def test_library_ops(op: Any, arguments: tuple[Any, ...]) -> None:
    """PyTorch's own check of ops: schema, autograd, tensors without data, and compilation; and gradients."""
    results = torch.library.opcheck(op.default, arguments)
    assert set(results.values()) == {"SUCCESS"}
    assert torch.autograd.gradcheck(*_of_tensors(op, arguments))


def test_library_ops_keep_channels_last() -> None:
    """Tensors without data have the strides that the kernel gives."""
    x = torch.randn(2, 6, 3, 4).to(memory_format=torch.channels_last)
    torch.library.opcheck(OPS.group_norm.default, (x, 3, None, None, 1e-5))
    assert OPS.group_norm(x, 3, None, None, 1e-5)[0].is_contiguous(memory_format=torch.channels_last)


MODELS: list[tuple[Callable[[], nn.Module], tuple[int, ...], int]] = [
    (lambda: TransformerBlock(32), (2, 5, 32), 1),
    (lambda: ResidualBlock(8), (2, 8, 6, 7), 2),
    (lambda: UNetBlock(8), (2, 8, 6, 7), 2),
    (lambda: nn.Sequential(nn.Conv1d(4, 6, 3), nn.InstanceNorm1d(6, affine=True), nn.LeakyReLU(0.2)), (2, 4, 9), 1),
]
_IDS = ["attention", "residual", "unet", "sequential"]


def _traced(model: nn.Module) -> Any:
    """The one trace that a model has."""
    (traced,) = vars(model)["forward"].traced.values()
    return traced


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize(("create", "sizes", "regions"), MODELS, ids=_IDS)
def test_optimized_inference(
    create: Callable[[], nn.Module], sizes: tuple[int, ...], regions: int, dtype: torch.dtype
) -> None:
    """Results are PyTorch's, from as many kernels of several operations as the model has."""
    if dtype == torch.bfloat16 and sizes == (2, 4, 9):
        pytest.skip("PyTorch rounds the mean of an instance to bfloat16 before it takes the variance")
    model = randomize(create()).to(dtype).eval()
    x = torch.randn(*sizes, dtype=dtype)
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    with torch.no_grad():
        for _ in range(2):  # The first call traces.
            torch.testing.assert_close(ours(x), model(x))
        last = x.to(memory_format=torch.channels_last) if x.dim() == 4 else x
        torch.testing.assert_close(ours(last), model(last))
    traced = _traced(ours).regions
    assert len(traced) == regions
    assert all(call._functions for call in traced), "a region that was not compiled"


@pytest.mark.parametrize(("create", "sizes", "regions"), MODELS, ids=_IDS)
def test_optimized_training(create: Callable[[], nn.Module], sizes: tuple[int, ...], regions: int) -> None:
    """Gradients, updated statistics and names of the state are PyTorch's, step after step."""
    model = randomize(create())
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    assert list(ours.state_dict()) == list(model.state_dict())
    for step in range(2):
        x = torch.randn(*sizes)
        for each in (model, ours):
            each.train()
            each.zero_grad()
            each(x).square().sum().backward()
        for (name, theirs), own in zip(model.named_parameters(), ours.parameters()):
            torch.testing.assert_close(own.grad, theirs.grad, rtol=1e-4, atol=1e-4, msg=lambda text: f"{name}: {text}")
        torch.testing.assert_close(ours.state_dict(), model.state_dict())


def test_optimized_model_is_loaded_and_copied() -> None:
    """A state goes into a model that is ours, and a copy is a model of its own."""
    model = randomize(ResidualBlock(8)).eval()
    ours = norm_mlir.torch.optimize(ResidualBlock(8)).eval()
    ours.load_state_dict(model.state_dict())
    copied = copy.deepcopy(ours)
    x = torch.randn(1, 8, 4, 4)
    with torch.no_grad():
        torch.testing.assert_close(ours(x), model(x))
        copied.bn1.weight.zero_()
        assert not torch.allclose(copied(x), ours(x))


def test_hooks_of_modules_in_a_region() -> None:
    """A hook on a module that was taken into a kernel runs, and sees what the module alone gives."""
    model = randomize(UNetBlock(8)).eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    seen: dict[str, torch.Tensor] = {}
    ours.norm1.register_forward_hook(lambda module, given, result: seen.update(result=result, given=given[0]))
    x = torch.randn(2, 8, 4, 4)
    with torch.no_grad():
        torch.testing.assert_close(ours(x), model(x))
        torch.testing.assert_close(seen["result"], model.norm1(seen["given"]))


def test_sum_with_other_readers_is_returned() -> None:
    """A residual sum that a norm reads and that goes on, too."""

    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.norm = nn.LayerNorm(16)

        def forward(self, x: torch.Tensor, r: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            s = x + r
            return self.norm(s), s

    model = Block().eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    with torch.no_grad():
        x, r = torch.randn(3, 16), torch.randn(3, 16)
        for _ in range(2):
            torch.testing.assert_close(ours(x, r), model(x, r))
        assert [len(call.region.outputs) for call in _traced(ours).regions] == [2]
        # Sizes that broadcast are not the kernel's.
        torch.testing.assert_close(ours(x, r[:1]), model(x, r[:1]))
        with pytest.raises(RuntimeError):
            ours(x, torch.randn(3, 15))


class _Between(nn.Module):
    """What a region makes is read, or its input written to, before the region ends."""

    def __init__(self, in_place: bool) -> None:
        super().__init__()
        self.norm, self.in_place = nn.LayerNorm(16), in_place

    def forward(self, x: torch.Tensor, r: torch.Tensor) -> torch.Tensor:
        s = x + r
        y = self.norm(s)
        z = r.mul_(2.0) if self.in_place else torch.tanh(s)
        return F.relu(y + z)


@pytest.mark.parametrize("in_place", [False, True], ids=["read", "written"])
def test_order_of_operations_is_kept(in_place: bool) -> None:
    """A region never crosses what depends on it, or changes what it reads."""
    model = _Between(in_place).eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    with torch.no_grad():
        for _ in range(2):
            x, r = torch.randn(3, 16), torch.randn(3, 16)
            other = r.clone()
            torch.testing.assert_close(ours(x, r), model(x, other))
            torch.testing.assert_close(r, other)


def test_what_cannot_be_traced_is_kept() -> None:
    """Control flow on values stays; its norms are ours nevertheless."""

    class Branch(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.norm = nn.LayerNorm(4)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return F.relu(self.norm(x)) if x.sum() > 0 else x

    ours = norm_mlir.torch.optimize(Branch())
    assert type(ours.norm) is modules.LayerNorm
    with torch.no_grad():
        x = torch.ones(2, 4)
        torch.testing.assert_close(ours(x), torch.zeros(2, 4))
        torch.testing.assert_close(ours(-x), -x)
    assert isinstance(vars(ours)["forward"], fused.FusedForward)


def test_export_keeps_norms() -> None:
    """An exported program has our ops, and gives the model's results."""
    model = randomize(UNetBlock(8)).eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(model))
    x = torch.randn(2, 8, 4, 4)
    program = torch.export.export(ours, (x,))
    targets = [str(node.target) for node in program.graph.nodes]
    assert targets.count("norm_mlir.group_norm.default") == 2
    torch.testing.assert_close(program.module()(x), model(x))


def test_sync_batch_norm_alone() -> None:
    """On the CPU and outside of a process group, it is batch norm."""
    model = nn.Sequential(nn.Conv2d(3, 4, 1), nn.SyncBatchNorm(4))
    other = nn.Sequential(nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4))
    other.load_state_dict(model.state_dict())
    x = torch.randn(2, 3, 4, 5)
    torch.testing.assert_close(norm_mlir.torch.optimize(model)(x), other(x))
    torch.testing.assert_close(model.state_dict(), other.state_dict())


@pytest.mark.parametrize("last", [False, True], ids=["contiguous", "channels-last"])
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16], ids=str)
def test_rms_norm_that_pytorch_does_not_fuse(dtype: torch.dtype, last: bool) -> None:
    """A weight of f32 beside 16 bits, and channels-last tensors, under PyTorch's own op; with gradients."""
    x = torch.randn(2, 3, 4, 32).to(dtype)
    x = x.to(memory_format=torch.channels_last) if last else x
    weight = torch.rand(32)

    def run() -> tuple[torch.Tensor, ...]:
        given, parameter = x.clone().requires_grad_(), weight.clone().requires_grad_()
        y = F.rms_norm(given, (32,), parameter)
        y.float().square().sum().backward()
        assert y.is_contiguous(memory_format=torch.channels_last) is last
        return y.detach(), given.grad, parameter.grad

    wanted = run()
    norm_mlir.torch.enable()
    norm_mlir.torch.reset_calls()
    try:
        found = run()
        assert norm_mlir.torch.calls()["aten::rms_norm"] == (1, 0)
    finally:
        norm_mlir.torch.disable()
    for own, theirs in zip(found, wanted):
        torch.testing.assert_close(own, theirs, rtol=2e-2, atol=2e-2)


def test_enabled_kernels_under_torch_compile() -> None:
    """Tracing sees PyTorch's ops, whether our kernels are under them or not."""
    norm_mlir.torch.enable()
    try:
        x, w = torch.randn(3, 8), torch.rand(8)
        compiled = torch.compile(lambda x, w: F.rms_norm(F.layer_norm(x, (8,), w), (8,), w), backend="aot_eager")
        torch.testing.assert_close(compiled(x, w), F.rms_norm(F.layer_norm(x, (8,), w), (8,), w))
    finally:
        norm_mlir.torch.disable()


@pytest.mark.parametrize("compiles", [False, True], ids=["enabled", "compiled-while-enabled"])
def test_torch_compile_after_disable(compiles: bool) -> None:
    """Graphs that are traced later have PyTorch's gradients again."""
    torch._dynamo.reset()
    norm_mlir.torch.enable()
    try:
        if compiles:
            x, w = torch.randn(3, 8), torch.rand(8)
            torch.compile(lambda x, w: F.rms_norm(x, (8,), w), backend="aot_eager")(x, w)
    finally:
        norm_mlir.torch.disable()
    torch._dynamo.reset()
    x, w = torch.randn(3, 8, requires_grad=True), torch.rand(8, requires_grad=True)
    compiled = torch.compile(lambda x, w: F.rms_norm(x, (8,), w), backend="aot_eager")
    found = torch.autograd.grad(compiled(x, w).square().sum(), [x, w])
    wanted = torch.autograd.grad(F.rms_norm(x, (8,), w).square().sum(), [x, w])
    torch.testing.assert_close(found, wanted)


def test_enable_twice_and_disable_twice() -> None:
    """Once more changes nothing."""
    norm_mlir.torch.enable()
    norm_mlir.torch.enable()
    assert norm_mlir.torch.is_enabled()
    norm_mlir.torch.disable()
    norm_mlir.torch.disable()
    assert not norm_mlir.torch.is_enabled()


def test_optimize_refuses_what_is_no_module() -> None:
    with pytest.raises(TypeError, match="expects a torch.nn.Module; got int"):
        norm_mlir.torch.optimize(3)  # type: ignore[arg-type]


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("requires_grad", [False, True])
def test_results_lie_in_memory_as_pytorchs(training: bool, requires_grad: bool) -> None:
    """Views rely on it: instance norm's are dense, and batch norm's of less than four axes."""
    last = torch.randn(2, 6, 3, 4).to(memory_format=torch.channels_last)
    moved = torch.randn(2, 5, 6).transpose(1, 2)
    for norm, x in (
        (nn.InstanceNorm2d(6, affine=True), last),
        (nn.InstanceNorm2d(6, track_running_stats=True), last),
        (nn.InstanceNorm1d(6), moved),
        (nn.BatchNorm1d(6), moved),
        (nn.BatchNorm1d(6), torch.randn(6, 4).t()),
        (nn.BatchNorm2d(6), last),
        (nn.GroupNorm(2, 6), last),
    ):
        model = nn.Sequential(_Activated(norm), nn.Identity()).train(training)
        ours = norm_mlir.torch.optimize(copy.deepcopy(model))
        with torch.set_grad_enabled(requires_grad):
            for _ in range(2):
                found, wanted = ours(x.clone().requires_grad_(requires_grad)), model(x)
                torch.testing.assert_close(found, wanted, rtol=1e-4, atol=1e-5)
                assert found.stride() == wanted.stride()


class _Activated(nn.Module):
    def __init__(self, norm: nn.Module) -> None:
        super().__init__()
        self.norm = norm

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.norm(x))


@pytest.mark.parametrize("requires_grad", [False, True])
def test_tangents_are_not_lost(requires_grad: bool) -> None:
    """Functions have no forward mode, and say so."""
    x = torch.randn(3, 16, requires_grad=requires_grad)
    with torch.autograd.forward_ad.dual_level():
        dual = torch.autograd.forward_ad.make_dual(x, torch.ones(3, 16))
        for function in (norm_mlir.layer_norm, norm_mlir.rms_norm):
            with pytest.raises(TypeError, match="expects tensors without tangents, which would be lost; got one of"):
                function(dual, (16,))
        norm_mlir.layer_norm(x, (16,))
