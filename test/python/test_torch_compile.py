"""torch.compile with our backend and our pass of Inductor's: regions of norms and their neighbours as one op."""

from __future__ import annotations

import copy
import json
import operator
from importlib import metadata
from typing import Any, Callable, Iterator

import pytest
import torch
from norm_mlir import compile as compile_expressions
from norm_mlir.bench.models import ResidualBlock, TransformerBlock, UNetBlock, randomize
from norm_mlir.bench.networks import Ours
from norm_mlir.expressions import write_function
from norm_mlir.torch import dynamo, program, regions, steps
from norm_mlir.torch.program import Program, Step
from torch import fx, nn
from torch.nn import functional as F

aten = torch.ops.aten


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Each test compiles anew."""
    torch._dynamo.reset()
    yield
    torch._dynamo.reset()


class WrittenRMSNorm(nn.Module):
    """As Llama's, or with `late`, as T5's: what is multiplied is what was not yet widened."""

    def __init__(self, width: int, late: bool = False) -> None:
        super().__init__()
        self.weight, self.late = nn.Parameter(torch.rand(width)), late

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The norm over the last axis."""
        wide = x.to(torch.float32)
        rstd = torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + 1e-6)
        return self.weight * ((x if self.late else wide) * rstd).to(x.dtype)


class Written(nn.Module):
    """Residual sums around norms that are written by hand."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.second = WrittenRMSNorm(width), WrittenRMSNorm(width, late=True)
        self.linear = nn.Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """A block."""
        x = x + self.linear(self.first(x))
        return x + self.linear(F.silu(self.second(x)))


class MovedLayerNorm(nn.Module):
    """A layer norm of channels, between exchanges of axes, and a standardization by hand with 16-bit statistics."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[batch, channels, height, width]."""
        y = self.norm(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        return F.gelu(y, approximate="tanh") * 0.5 + x


# A model, the sizes of its input, and how many regions it has in inference and in training, beside eager ops.
MODELS: dict[str, tuple[Callable[[], nn.Module], tuple[int, ...], int, int]] = {
    "transformer": (lambda: TransformerBlock(32), (2, 7, 32), 2, 2),
    "written": (lambda: Written(32), (3, 5, 32), 2, 2),
    "moved": (lambda: MovedLayerNorm(6), (2, 6, 3, 5), 1, 1),
    "residual": (lambda: ResidualBlock(8), (2, 8, 5, 7), 2, 2),
    "unet": (lambda: UNetBlock(8), (2, 8, 5, 7), 2, 2),
}


def _tolerance(dtype: torch.dtype) -> dict[str, float]:
    return {"rtol": 4e-2, "atol": 4e-2} if dtype == torch.bfloat16 else {"rtol": 1e-4, "atol": 1e-5}


def _check_inference(backend: Ours, model: nn.Module, x: torch.Tensor) -> None:
    model.eval()
    compiled = torch.compile(copy.deepcopy(model), backend=backend, fullgraph=True)
    with torch.no_grad():
        found, wanted = compiled(x), model(x)
    assert found.stride() == wanted.stride()
    torch.testing.assert_close(found, wanted, **_tolerance(x.dtype))


def _check_training(backend: Ours, model: nn.Module, x: torch.Tensor) -> None:
    """Two steps: results, gradients of parameters and input, and buffers."""
    model.train()
    ours = copy.deepcopy(model)
    compiled = torch.compile(ours, backend=backend, fullgraph=True)
    for _ in range(2):
        given, own = x.clone().requires_grad_(), x.clone().requires_grad_()
        wanted, found = model(given), compiled(own)
        torch.testing.assert_close(found, wanted, **_tolerance(x.dtype))
        wanted.float().square().mean().backward()
        found.float().square().mean().backward()
    torch.testing.assert_close(own.grad, given.grad, **_tolerance(x.dtype))
    for mine, theirs in zip(ours.parameters(), model.parameters()):
        torch.testing.assert_close(mine.grad, theirs.grad, **_tolerance(x.dtype))
    for mine, theirs in zip(ours.buffers(), model.buffers()):
        torch.testing.assert_close(mine, theirs, **_tolerance(x.dtype))


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("last", [False, True], ids=["contiguous", "channels-last"])
@pytest.mark.parametrize("name", MODELS)
def test_beside_eager_ops(name: str, last: bool, dtype: torch.dtype) -> None:
    """Results, strides, gradients and updated statistics are PyTorch's, without a graph break."""
    create, sizes, inference, training = MODELS[name]
    if last and len(sizes) < 4:
        pytest.skip("a tensor of three axes has no channels-last order")
    model = randomize(create()).to(dtype)
    x = torch.randn(*sizes, generator=torch.Generator().manual_seed(1)).to(dtype)
    x = x.to(memory_format=torch.channels_last) if last else x
    backend = Ours(rest="eager", min_elements=0)
    _check_inference(backend, model, x)
    assert backend.count == inference
    _check_training(backend, model, x)
    assert backend.count == inference + training


@pytest.mark.parametrize("name", ["written", "residual", "unet"])
def test_beside_inductor(inductor: None, name: str) -> None:
    """The same where Inductor compiles the rest; batch norm of given statistics stays with it."""
    create, sizes, _, training = MODELS[name]
    model = randomize(create()).to(torch.bfloat16)
    x = torch.randn(*sizes, generator=torch.Generator().manual_seed(1)).to(torch.bfloat16)
    backend = Ours(min_elements=0)
    _check_training(backend, model, x)
    assert backend.count == training


def test_pass_of_inductors(inductor: None) -> None:
    """Under Inductor itself, which takes layer norm apart: its pieces are found again."""
    norms, before = dynamo.NormPass(min_elements=0), dynamo.count_regions()
    model = randomize(nn.Sequential(nn.LayerNorm(33), nn.GELU(), nn.Linear(33, 8), nn.RMSNorm(8))).eval()
    compiled = torch.compile(model, options={"joint_custom_pre_pass": norms, "fx_graph_cache": False})
    x = torch.randn(5, 33)
    with torch.no_grad():
        torch.testing.assert_close(compiled(x), model(x))
    assert dynamo.count_regions() - before == 2
    assert norms.uuid() == dynamo.NormPass(0).uuid() != dynamo.NormPass(1).uuid()


def test_small_tensors_stay_with_inductor(inductor: None) -> None:
    """Below min_elements, group norm is taken apart as Inductor does it, in training with statistics of its types."""
    backend = Ours()
    _check_training(backend, randomize(UNetBlock(8)).to(torch.bfloat16), torch.randn(2, 8, 5, 7).to(torch.bfloat16))
    assert backend.count == 0


@pytest.mark.parametrize("dynamic", [True, None], ids=["dynamic", "automatic"])
def test_sizes_that_change(dynamic: bool | None) -> None:
    """Symbolic sizes, one of them 1."""
    backend = Ours(rest="eager")
    model = randomize(Written(16)).eval()
    compiled = torch.compile(model, backend=backend, fullgraph=True, dynamic=dynamic)
    with torch.no_grad():
        for sizes in ((3, 5, 16), (4, 7, 16), (2, 1, 16), (1, 9, 16), (6, 11, 16)):
            x = torch.randn(*sizes)
            torch.testing.assert_close(compiled(x), model(x), rtol=1e-4, atol=1e-5)
    assert backend.count >= 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rest": "jax"}, "expects the option rest to be inductor or eager; got 'jax'"),
        ({"foo": 1}, "expects the options rest, min_elements, and those of torch._inductor; got 'foo'"),
        ({"min_elements": -1}, "expects the option min_elements to be a number, 0 or more; got -1"),
        (
            {"min_elements": True, "rest": "eager"},
            "expects the option min_elements to be a number, 0 or more; got True",
        ),
        ({"rest": "eager", "max_autotune": True}, "expects no mode and no options of Inductor's beside rest = eager; "),
    ],
)
def test_options_that_are_refused(options: dict[str, Any], message: str) -> None:
    """Each names what was expected and what was given."""
    with pytest.raises(ValueError) as caught:
        dynamo.backend(fx.symbolic_trace(nn.LayerNorm(4)), [torch.ones(2, 4)], options=options)
    assert message in str(caught.value)


def test_entry_point() -> None:
    """Where the package is installed, PyTorch finds the backend by its name."""
    try:
        found = metadata.entry_points(group="torch_dynamo_backends")["norm_mlir"]
        metadata.distribution("norm-mlir")
    except (KeyError, metadata.PackageNotFoundError):
        pytest.skip("norm-mlir is not installed")
    assert found.load() is dynamo.backend
    assert "norm_mlir" in torch._dynamo.list_backends()
    model = randomize(nn.Sequential(nn.LayerNorm(8), nn.ReLU())).eval()
    compiled = torch.compile(model, backend="norm_mlir", options={"rest": "eager"})
    x = torch.randn(3, 8)
    with torch.no_grad():
        torch.testing.assert_close(compiled(x), model(x))


#
# Regions of graphs.
#


def _trace(function: Callable[..., Any], *inputs: torch.Tensor) -> fx.GraphModule:
    return torch.fx.experimental.proxy_tensor.make_fx(function, tracing_mode="fake")(*inputs)


def _programs(graph: fx.Graph) -> list[Program]:
    return [Program.read(n.args[1]) for n in graph.nodes if n.target is torch.ops.norm_mlir.region.default]


def _check_graph(function: Callable[..., Any], *inputs: torch.Tensor) -> list[Program]:
    """The programs of a function's regions, whose graph gives what the function does."""
    module = _trace(function, *inputs)
    regions.fuse(module.graph)
    module.recompile()
    for found, wanted in zip(torch.utils._pytree.tree_leaves(module(*inputs)), _leaves(function(*inputs))):
        torch.testing.assert_close(found, wanted)
    return _programs(module.graph)


def _leaves(results: Any) -> list[torch.Tensor]:
    return torch.utils._pytree.tree_leaves(results)


def _norm(x: torch.Tensor) -> torch.Tensor:
    return F.layer_norm(x, x.shape[-1:])


def test_sum_and_norm_are_both_results() -> None:
    """A residual sum that goes on."""
    x, r = torch.randn(3, 8), torch.randn(3, 8)
    (found,) = _check_graph(lambda x, r: (_norm(x + r), torch.cumsum(x + r, 0)), x, r)
    assert [step.name for step in found.steps] == ["add", "layer_norm"]
    assert len(_check_graph(lambda x, r: (lambda s: (_norm(s), torch.cumsum(s, 0)))(x + r), x, r)[0].outputs) == 2


def test_cast_with_other_readers_is_computed_again() -> None:
    """It is cheaper than to write what it gives."""
    x = torch.randn(3, 8).bfloat16()

    def function(x: torch.Tensor) -> Any:
        wide = x.float()
        return _norm(wide).bfloat16(), torch.cumsum(wide, 1)

    (found,) = _check_graph(function, x)
    assert [step.name for step in found.steps] == ["cast", "layer_norm", "cast"]
    assert len(found.outputs) == 1


def test_what_depends_on_a_region_is_not_taken_in() -> None:
    """A sum of the norm and of what was computed from it by other means."""
    x = torch.randn(8, 8)
    (found,) = _check_graph(lambda x: (lambda y: torch.relu(y + y @ y))(_norm(x)), x)
    assert [step.name for step in found.steps] == ["layer_norm"]


def test_regions_do_not_wait_for_each_other() -> None:
    """Two norms whose neighbours are crossed: as single ops, each would need the other's result first."""
    x, z = torch.randn(4, 8), torch.randn(4, 8)

    def function(x: torch.Tensor, z: torch.Tensor) -> Any:
        first, second = _norm(x), _norm(z)
        return (first * 2.0 + torch.tanh(second)), (second * 3.0 - torch.sigmoid(first))

    found = _check_graph(function, x, z)
    assert sum(step.name == "layer_norm" for program_ in found for step in program_.steps) == 2


def test_operands_that_are_made_later() -> None:
    """What a region reads may stand behind what reads the region: nodes are put in order."""
    x, z = torch.randn(4, 8), torch.randn(4, 8)

    def function(x: torch.Tensor, z: torch.Tensor) -> Any:
        y = _norm(x)
        early = torch.cumsum(y, 0)
        late = torch.cumsum(z, 0)
        return early, y * late

    (found,) = _check_graph(function, x, z)
    assert [step.name for step in found.steps] == ["layer_norm", "mul"]


@pytest.mark.parametrize("dim", [0, 1, 2])
def test_standardization_over_any_axis(dim: int) -> None:
    """(x - mean) / sqrt(variance + eps), as Inductor has it; with a scale that varies along other axes."""
    x, scale = torch.randn(3, 5, 7) + 100.0, torch.rand(5, 1)

    def function(x: torch.Tensor, scale: torch.Tensor) -> Any:
        variance, mean = torch.var_mean(x, [dim], correction=0, keepdim=True)
        return (x - mean) * torch.rsqrt(variance + 1e-5) * scale, mean

    module = _trace(function, x, scale)
    assert regions.fuse(module.graph) == 1
    module.recompile()
    found, mean = module(x, scale)
    wanted, middle = function(x.double(), scale.double())
    torch.testing.assert_close(found.double(), wanted, rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(mean.double(), middle, rtol=1e-6, atol=1e-6)
    (text,) = _programs(module.graph)
    assert [step.name for step in text.steps] == ["standardize", "mul", "cast"]


@pytest.mark.parametrize(
    "function",
    [
        lambda x: (x - x.mean(-1, keepdim=True)) * torch.rsqrt(x.var(-1, correction=1, keepdim=True) + 1e-5),
        lambda x: x * torch.rsqrt(x.pow(3).mean(-1, keepdim=True) + 1e-5),
        lambda x: x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) - 1e-5),
        lambda x: x * torch.rsqrt(x.pow(2).mean(-1) + 1e-5),
        lambda x: x.exp() * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5),
        lambda x: F.layer_norm(x.long().double().to(torch.complex64).real.to(torch.float8_e5m2).float(), (8,))[:0],
    ],
    ids=["unbiased", "cube", "minus", "no-keepdim", "other", "empty"],
)
def test_near_misses_stay(function: Callable[[torch.Tensor], torch.Tensor]) -> None:
    """What is not quite a norm is left alone, or at least computed as PyTorch does."""
    _check_graph(function, torch.rand(8, 8) + 0.5)


#
# The op.
#

_UNARY = ["neg", "abs", "exp", "erf", "tanh", "sqrt", "reciprocal", "sigmoid", "relu", "silu", "hardsigmoid"]
_UNARY += ["hardswish"]
_NUMBERS = {
    "gelu": {"approximate": "none"},
    "leaky_relu": {"negative_slope": 0.1},
    "hardtanh": {"min_val": -0.5, "max_val": 0.75},
    **{f"{name}_number": {"number": 0.7} for name in ("add", "sub", "mul", "div", "rsub")},
}
_BINARY = ["add", "sub", "mul", "div", "maximum", "minimum"]


def _sample(dtype: torch.dtype, *sizes: int) -> torch.Tensor:
    return torch.randn(*sizes, generator=torch.Generator().manual_seed(4)).abs().add(0.25).to(dtype)


def _check_program(text: Program, *inputs: torch.Tensor, rtol: float | None = None) -> None:
    found = torch.ops.norm_mlir.region(list(inputs), text.write())
    wanted = text.run([x.double() for x in inputs])
    for own, theirs, real in zip(found, wanted, text.run(inputs)):
        assert (own.dtype, own.shape, own.stride()) == (real.dtype, real.shape, real.stride())
        atol = None if rtol is None else rtol
        torch.testing.assert_close(own, theirs.to(own.dtype), rtol=rtol, atol=atol, equal_nan=True)


@pytest.mark.parametrize("dtype", steps.FLOATS, ids=str)
@pytest.mark.parametrize("name", [*_UNARY, *_NUMBERS, *_BINARY])
def test_steps(name: str, dtype: torch.dtype) -> None:
    """Every elementwise step, alone, with NaN and infinities beside numbers, and f32 beside x where it has two."""
    x = _sample(dtype, 3, 7)
    x[0, :3] = torch.tensor([float("nan"), float("inf"), 0.0])
    axes: tuple[tuple[int, ...], ...] = ((0, 1),)
    given = [x]
    if name in _BINARY:
        axes, given = ((0, 1), (1,)), [x, _sample(torch.float32, 7)]
    step = Step(name, tuple(range(len(given))), tuple(_NUMBERS.get(name, {}).items()))
    _check_program(Program(2, axes, (step,), (len(given),)), *given)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 2, 3, 1), (3, 1, 0, 2)], ids=str)
@pytest.mark.parametrize("dtype", steps.FLOATS, ids=str)
def test_program_over_any_layout(dtype: torch.dtype, order: tuple[int, ...]) -> None:
    """An input in some order of axes, one broadcast along two of them, statistics as results."""
    sizes = [2, 3, 4, 5]
    x = _sample(dtype, *[sizes[axis] for axis in order]).permute([order.index(axis) for axis in range(4)])
    scale = _sample(dtype, 2, 1, 1, 5)
    steps_ = (
        Step("standardize", (0,), (("axes", [1, 2]), ("eps", 1e-5))),
        Step("mul", (2, 1)),
        Step("gelu", (5,), (("approximate", "tanh"),)),
    )
    _check_program(Program(4, ((0, 1, 2, 3), (0, 3)), steps_, (6, 3)), x, scale, rtol=3 * torch.finfo(dtype).eps)


def test_opcheck() -> None:
    """Schema, sizes without data, and tracing, as PyTorch asks of an op."""
    step = Step("layer_norm", (0, 1, None), (("count", 1), ("eps", 1e-5)))
    text = Program(2, ((0, 1), (1,)), (step, Step("relu", (2,))), (5, 3)).write()
    torch.library.opcheck(torch.ops.norm_mlir.region.default, ([torch.randn(3, 8), torch.rand(8)], text))
    norm = Step("batch_norm_training", (0, None, None, 1, 2), (("eps", 1e-5), ("momentum", 0.1)))
    text = Program(3, ((0, 1, 2), (1,), (1,)), (norm,), (3, 6, 7)).write()
    torch.library.opcheck(
        torch.ops.norm_mlir.region.default, ([torch.randn(2, 3, 8), torch.rand(3), torch.rand(3)], text)
    )


_TEXTS = ["", "[]", '[2,[[0]],[["add",[0,9],{}]],[1]]', '[2,[[0]],[["sub2",[0],{}]],[1]]', "[" * 100000]
_TEXTS += [
    '[2,[[1,0]],[["relu",[0],{}]],[1]]',
    '[2,[[0,7]],[["relu",[0],{}]],[1]]',
    '[2,[[0,1]],[["relu",[0.0],{}]],[1]]',
]
_TEXTS += ['[2,[[0,1]],[["relu",[0],{}]],[]]', '[-1,[[0,1]],[["relu",[0],{}]],[1]]']


@pytest.mark.parametrize("text", _TEXTS)
def test_texts_that_are_no_program(text: str) -> None:
    """One line that shows the text."""
    with pytest.raises(ValueError, match="expects a program that Program.write gave; got "):
        torch.ops.norm_mlir.region([torch.ones(2)], text)


@pytest.mark.parametrize(
    ("step", "sizes"),
    [
        (["add", [0, 1], {}], [(2, 3), (2,)]),
        (["add", [0, 1], {}], [(2, 3)]),
        (["relu", [0], {}], [(2, 3), (3,), (3,)]),
        (["relu", [None], {}], [(2, 3), (3,)]),
        (["relu", [0], {"slope": 1}], [(2, 3), (3,)]),
        (["cast", [0], {"element": "i8"}], [(2, 3), (3,)]),
        (["layer_norm", [0, None, None], {"count": 5, "eps": 1e-5}], [(2, 3), (3,)]),
        (["standardize", [0], {"axes": [], "eps": 1e-5}], [(2, 3), (3,)]),
    ],
)
def test_programs_and_tensors_that_do_not_fit(step: list[Any], sizes: list[tuple[int, ...]]) -> None:
    """One line that says what was given, whatever PyTorch or the compiler say."""
    text = json.dumps([2, [[0, 1], [1]], [step], [2]])
    with pytest.raises(ValueError, match="^expects .*; got .*$"):
        torch.ops.norm_mlir.region([torch.ones(*each) for each in sizes], text)


def test_a_program_is_found_again() -> None:
    """Text and back."""
    step = Step("rms_normalize", (0,), (("axes", [1]), ("eps", 1e-6)))
    text = Program(2, ((0, 1),), (step, Step("mul_number", (1,), (("number", float("inf")),))), (3,)).write()
    assert Program.read(text).write() == text
    assert program._find(text) is program._find(text)
    assert operator.is_not(Program.read(text), Program.read(text))


def _ir(monkeypatch: pytest.MonkeyPatch, function: Callable[..., Any], *inputs: torch.Tensor) -> str:
    """The IR of the one region of a function."""
    texts: list[str] = []

    def capture(*results: Any, arguments: Any, **options: Any) -> Any:
        texts.append(write_function(results, arguments))
        return compile_expressions(*results, arguments=arguments, **options)

    monkeypatch.setattr(program, "compile", capture)
    module = _trace(function, *inputs)
    assert regions.fuse(module.graph) == 1
    module.recompile()
    torch.testing.assert_close(module(*inputs), function(*inputs))
    (text,) = texts
    return text


NARROW: dict[str, tuple[Callable[..., Any], str]] = {
    "llama": (lambda x, w: w * _rms(x.float(), 1.25e-6).to(x.dtype), "norm.cast_point<before_scale>"),
    "scaled": (lambda x, w: (_rms(x.float(), 1.5e-6) * w).to(x.dtype), "scale("),
    "offset": (lambda x, w: (_rms(x.float(), 1.75e-6) * (1.0 + w.float())).to(x.dtype), "scale("),
    "plain": (lambda x, w: _rms(x.float(), 2e-6).to(x.dtype), "norm.rms_norm"),
    "shifted": (lambda x, w: (_standardize(x.float(), 2.25e-6) * w.float() + w.float()).to(x.dtype), "bias("),
}


def _rms(x: torch.Tensor, eps: float) -> torch.Tensor:
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps)


def _standardize(x: torch.Tensor, eps: float) -> torch.Tensor:
    variance, mean = torch.var_mean(x, [-1], correction=0, keepdim=True)
    return (x - mean) * torch.rsqrt(variance + eps)


@pytest.mark.parametrize("name", NARROW)
def test_parts_in_f32_are_one_op_of_narrow_values(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Nothing of x is widened in the IR."""
    function, wanted = NARROW[name]
    text = _ir(monkeypatch, function, _sample(torch.bfloat16, 5, 16), _sample(torch.bfloat16, 16))
    assert wanted in text
    assert "arith.extf %arg0" not in text


def test_parts_in_f32_that_are_read_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sum behind the scale, in f32, is rounded once."""
    text = _ir(monkeypatch, lambda x, r: (_rms(x.float(), 2.5e-6) + r).to(x.dtype), _sample(torch.bfloat16, 5, 16),
               _sample(torch.float32, 5, 16))  # fmt: skip
    assert "arith.extf %arg" in text


#
# What has broken.
#


def _compare(function: Callable[..., Any], *inputs: torch.Tensor, **tolerance: Any) -> None:
    """Compiled beside eager ops, a function gives what it does, under the same random numbers."""
    compiled = torch.compile(function, backend=lambda g, i: dynamo.backend(g, i, options={"rest": "eager"}))
    results = []
    for each in (function, compiled):
        torch.manual_seed(0)
        results.append(_leaves(each(*inputs)))
    torch.testing.assert_close(*results, equal_nan=True, **tolerance)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("create", [nn.BatchNorm1d, nn.InstanceNorm1d])
def test_training_beside_given_statistics(create: Callable[..., nn.Module], dtype: torch.dtype) -> None:
    """In evaluation with gradients, batch norm saves empty tensors."""
    norm = create(6, affine=True, track_running_stats=True).eval()
    model = nn.Sequential(nn.Conv1d(6, 6, 1, dtype=dtype), norm, nn.ReLU())
    compiled = torch.compile(copy.deepcopy(model), backend=lambda g, i: dynamo.backend(g, i, options={"rest": "eager"}))
    x = torch.randn(2, 6, 5, dtype=dtype)
    gradients = []
    for each in (model, compiled):
        own = x.clone().requires_grad_()
        each(own).square().sum().backward()
        gradients.append([own.grad, *[p.grad for p in each.parameters()]])
    torch.testing.assert_close(*gradients, **_tolerance(dtype))


def test_one_channel() -> None:
    """A parameter of one channel has an axis of size 1."""
    weight = torch.rand(1)
    x = torch.randn(2, 1, 5)
    _compare(lambda x: F.gelu(F.group_norm(x, 1, weight, weight)) + x, x)
    _compare(lambda x: F.batch_norm(x, weight, weight, weight), x)
    _compare(lambda x: F.relu(F.batch_norm(x, weight.clone(), weight.clone(), weight, weight, training=True)), x)


def test_empty_ranges() -> None:
    """clamp takes them, and gives the upper bound."""
    _compare(lambda x: _norm(x).clamp(0.5, -0.5) + x, torch.randn(3, 8))
    _compare(lambda x: _norm(x).clamp(float("nan"), 0.5) + x, torch.randn(3, 8))


@pytest.mark.parametrize("eps", [float("inf"), float("nan"), 0.0, 1e10])
def test_any_epsilon(eps: float) -> None:
    """Kernels take those that are numbers."""
    x = torch.randn(3, 8)
    _compare(lambda x: F.layer_norm(x, (8,), eps=eps), x)
    _compare(lambda x: F.group_norm(x[:, :, None], 2, eps=eps), x)
    _compare(lambda x: x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps), x)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16], ids=str)
@pytest.mark.parametrize("other", steps.FLOATS, ids=str)
def test_parameters_of_other_types(dtype: torch.dtype, other: torch.dtype) -> None:
    """Parts in f32 of 16-bit values, with parameters of any type, widened or not."""
    x, w = torch.randn(5, 16).to(dtype), torch.rand(16).to(other)

    def function(x: torch.Tensor, w: torch.Tensor) -> Any:
        y, z = _rms(x.float(), 1e-6), _standardize(x.float(), 1e-6)
        return (y * w).to(dtype), (y * w.float()).to(dtype), y.to(dtype) * w, (z * w + w).to(dtype)

    _compare(function, x, w, rtol=0.02, atol=0.02)


def test_random_numbers_are_drawn_in_order() -> None:
    """A region that waits for one does not change places with another."""

    def function(x: torch.Tensor) -> Any:
        y = _norm(x)
        return torch.rand_like(y.cumsum(0)) + y.cumsum(0), y * torch.rand(8), torch.relu(y + torch.rand_like(x))

    _compare(function, torch.randn(3, 8))
    _compare(lambda x: (lambda y: (F.dropout(y.cumsum(0)), y * F.dropout(x)))(_norm(x)), torch.randn(3, 8))
