"""torch.compile with our backend over random graphs of norms, elementwise operations, views and reductions."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any, Callable, Iterator

import pytest
import torch
from norm_mlir.torch import dynamo
from torch import Tensor
from torch.nn import functional as F

DTYPES = (torch.float32, torch.float32, torch.float64, torch.bfloat16, torch.float16)

UNARY: list[Callable[[Tensor], Tensor]] = [
    F.relu,
    F.gelu,
    lambda x: F.gelu(x, approximate="tanh"),
    F.silu,
    torch.tanh,
    torch.sigmoid,
    F.hardswish,
    F.relu6,
    torch.neg,
    torch.abs,
    lambda x: F.leaky_relu(x, 0.2),
    lambda x: torch.exp(-x.abs()),
    lambda x: torch.sqrt(x.abs() + 0.1),
    lambda x: x.clamp(-1, 1),
    lambda x: x.clamp(min=-0.5),
    lambda x: x.clamp(0.5, -0.5),
    lambda x: 2 * x + 1,
    lambda x: 1 - x / 3,
    lambda x: 3 / (x.abs() + 1),
    lambda x: torch.add(x, 1.5, alpha=2),
    lambda x: torch.rsub(x, 2.0, alpha=0.5),
    lambda x: x * torch.tensor(0.25, dtype=torch.float64),
    lambda x: x.float(),
    lambda x: x.double(),
    lambda x: x.bfloat16(),
    lambda x: x.half(),
    lambda x: (x * 1.5).relu_(),
    lambda x: (x + 0).mul_(x),
    lambda x: F.dropout(x, 0.25),
    lambda x: x.detach() + x,
]
BINARY: list[Callable[[Tensor, Tensor], Tensor]] = [
    torch.add,
    torch.add,
    torch.sub,
    torch.mul,
    torch.maximum,
    torch.minimum,
    lambda x, y: x / (y.abs() + 1),
    lambda x, y: torch.sub(x, y, alpha=2),
    lambda x, y: (x + 0 * y).add_(y),
]
SHAPES: list[Callable[[Tensor], Tensor]] = [
    lambda x: x.transpose(0, -1),
    lambda x: x.flatten(),
    lambda x: x.unsqueeze(1),
    lambda x: x.sum(-1, keepdim=True),
    lambda x: x.mean(0, keepdim=True),
    lambda x: x[..., :2],
    lambda x: x.flip(0),
    lambda x: torch.cat([x, x], -1),
    lambda x: x.softmax(-1),
    lambda x: x.chunk(2, 0)[0],
    lambda x: x.cumsum(0),
]


def _rms(x: Tensor, weight: Tensor, is_wide: bool, is_late: bool) -> Tensor:
    wide = x.float() if is_wide else x
    y = wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + 1e-5)
    return (y * weight).to(x.dtype) if is_late else y.to(x.dtype) * weight


def _standardize(x: Tensor, weight: Tensor, axis: int, is_wide: bool) -> Tensor:
    wide = x.float() if is_wide else x
    variance, mean = torch.var_mean(wide, axis, correction=0, keepdim=True)
    return ((wide - mean) * torch.rsqrt(variance + 1e-3) * weight + weight).to(x.dtype)


@dataclass
class Graph:
    """A function of tensors, grown step by step: each step is a function, and which values and parameters it takes."""

    random: random.Random
    inputs: list[Tensor] = field(default_factory=list)
    parameters: list[Tensor] = field(default_factory=list)
    steps: list[tuple[Callable[..., Tensor], tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    outputs: tuple[int, ...] = (-1,)

    def __call__(self, inputs: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
        values = list(inputs)
        for function, operands, others in self.steps:
            values.append(function(*[values[i] for i in operands], *[parameters[i] for i in others]))
        return [values[i] for i in self.outputs]

    def sample(self, *sizes: int, dtype: torch.dtype) -> Tensor:
        """A tensor of random values, in some order in memory."""
        x = torch.randn(*sizes, generator=torch.Generator().manual_seed(self.random.randrange(1000)))
        kind = self.random.choice(["dense", "dense", "last", "every second", "expanded"])
        if kind == "last" and x.dim() > 2:
            x = x.movedim(1, -1).contiguous().movedim(-1, 1)
        if kind == "every second":
            x = torch.stack([x, x], -1)[..., 0]
        return x[:1].expand(sizes).to(dtype) if kind == "expanded" else x.to(dtype)

    def parameter(self, *sizes: int, dtype: torch.dtype) -> int:
        """The number of a new parameter, of this type or wider."""
        narrow = dtype in (torch.bfloat16, torch.float16)
        dtype = torch.float32 if narrow and self.random.random() < 0.3 else dtype
        self.parameters.append((torch.rand(*sizes) + 0.5).to(dtype))
        return len(self.parameters) - 1

    def norm(self, x: Tensor) -> tuple[Callable[..., Tensor], tuple[int, ...]]:
        """A norm of x, and its parameters."""
        kind = self.random.choice(["layer", "rms", "group", "batch", "training", "instance", "own", "own", "other"])
        flag, other = self.random.random() < 0.5, self.random.random() < 0.5
        width = x.shape[-1]
        if x.dim() < 3 or kind == "layer":
            w, b = self.parameter(width, dtype=x.dtype), self.parameter(width, dtype=x.dtype)
            w_and_b = self.parameters[w].dtype == self.parameters[b].dtype
            return (lambda x, w, *b: F.layer_norm(x, (width,), w, *b)), (w, b) if w_and_b else (w,)
        if kind == "rms":
            return (lambda x, w: F.rms_norm(x, (width,), w)), (self.parameter(width, dtype=x.dtype),)
        if kind == "own":
            return (lambda x, w: _rms(x, w, flag, other)), (self.parameter(width, dtype=x.dtype),)
        if kind == "other":
            axis = self.random.choice([1, -1])
            sizes = (width,) if axis == -1 else (x.shape[1], *[1] * (x.dim() - 2))
            return (lambda x, w: _standardize(x, w, axis, flag)), (self.parameter(*sizes, dtype=x.dtype),)
        channels = x.shape[1]
        weight = self.parameter(channels, dtype=x.dtype)
        if kind == "group":
            groups = self.random.choice([n for n in range(1, channels + 1) if channels % n == 0])
            return (lambda x, w: F.group_norm(x, groups, w, eps=1e-3)), (weight,)
        if kind == "instance":
            return (lambda x, w: F.instance_norm(x, None, None, w, eps=1e-3)), (weight,)
        dtype, training = self.parameters[weight].dtype, kind == "training"

        def batch_norm(x: Tensor, w: Tensor) -> Tensor:
            mean, variance = torch.zeros(channels, dtype=dtype), torch.ones(channels, dtype=dtype)
            return F.batch_norm(x, mean, variance, w, training=training, eps=1e-3)

        return batch_norm, (weight,)

    def step(self, values: list[Tensor]) -> None:
        """One more, of some of the values."""
        index, kind = self.random.randrange(max(0, len(values) - 4), len(values)), self.random.random()
        x = values[index]
        if kind < 0.4:
            function, parameters = self.norm(x)
            self.steps.append((function, (index,), parameters))
        elif kind < 0.7:
            self.steps.append((self.random.choice(UNARY), (index,), ()))
        elif kind < 0.88:
            others = [i for i, y in enumerate(values) if _broadcast(x, y)]
            self.steps.append((self.random.choice(BINARY), (index, self.random.choice(others)), ()))
        else:
            self.steps.append((self.random.choice(SHAPES), (index,), ()))
        function, operands, others = self.steps[-1]
        values.append(function(*[values[i] for i in operands], *[self.parameters[i] for i in others]))


def _broadcast(x: Tensor, y: Tensor) -> bool:
    return all(a == b or 1 in (a, b) for a, b in zip(reversed(x.shape), reversed(y.shape)))


def _grow(seed: int) -> Graph:
    choose = random.Random(seed)
    torch.manual_seed(seed)
    graph = Graph(choose)
    sizes = [choose.choice([1, 2, 3, 4, 5, 7, 8]) for _ in range(choose.choice([1, 2, 3, 3, 4, 5]))]
    dtype = choose.choice(DTYPES)
    while not graph.steps or len(graph.steps) < choose.randrange(4, 12):
        try:
            if not graph.steps:
                graph.inputs = [graph.sample(*sizes, dtype=dtype), graph.sample(*sizes, dtype=choose.choice(DTYPES))]
                values = list(graph.inputs)
            graph.step(values)
        except (RuntimeError, ValueError):  # Sizes that PyTorch does not take.
            graph.steps.pop()
            if not graph.steps:
                sizes = [3, 4, 8]
    graph.outputs = (-1, *choose.sample(range(len(values)), 2))
    return graph


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Each test compiles anew."""
    torch._dynamo.reset()
    yield
    torch._dynamo.reset()


def _run(function: Any, graph: Graph, training: bool) -> tuple[list[Tensor], list[Tensor]]:
    """Results and gradients."""
    inputs = [x.detach().requires_grad_(training) for x in graph.inputs]
    parameters = [p.clone().requires_grad_(training) for p in graph.parameters]
    torch.manual_seed(0)
    with torch.set_grad_enabled(training):
        results = function(inputs, parameters)
        terms = [y.double().mul(torch.linspace(0.5, 1.5, y.numel()).reshape(y.shape)).sum() for y in results]
        if not training:
            return results, []
        gradients = torch.autograd.grad(sum(terms), [*inputs, *parameters], allow_unused=True, materialize_grads=True)  # type: ignore[arg-type]
    return results, list(gradients)


def _check(found: list[Tensor], wanted: list[Tensor], tolerance: float, scale: float | None = None) -> None:
    for own, real in zip(found, wanted):
        assert (own.dtype, own.shape, own.requires_grad) == (real.dtype, real.shape, real.requires_grad)
        bound = tolerance * (scale or 1.0)
        torch.testing.assert_close(own.double(), real.double(), rtol=tolerance, atol=bound, equal_nan=True)


@pytest.mark.parametrize("training", [False, True], ids=["inference", "training"])
@pytest.mark.parametrize("seed", [*range(30), 34, 135])
def test_random_graph(seed: int, training: bool) -> None:
    """Values, types and gradients as PyTorch's, without a graph break, under the same random numbers."""
    graph = _grow(seed)
    wanted, gradients = _run(graph, graph, training)
    compiled = torch.compile(
        lambda inputs, parameters: graph(inputs, parameters),
        backend=lambda g, i: dynamo.backend(g, i, options={"rest": "eager"}),
        fullgraph=True,
    )
    found, own = _run(compiled, graph, training)
    is_narrow = any(y.element_size() == 2 for y in (*graph.inputs, *graph.parameters, *wanted))
    tolerance = 6e-2 if is_narrow else 1e-3
    _check(found, wanted, tolerance)
    _check(own, gradients, tolerance, max([1.0, *[g.double().abs().max().item() for g in gradients if g.numel()]]))
