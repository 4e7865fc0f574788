"""The ops around a norm op: tensor arith and math, one snippet for each activation."""

from __future__ import annotations

from typing import Dict, List, Optional, Protocol, Tuple

# What a cast after the op gives.
NARROWED: Dict[str, str] = {"f64": "f32", "f32": "bf16", "bf16": "f32", "f16": "f32"}
WIDTHS: Dict[str, int] = {"f64": 64, "f32": 32, "bf16": 16, "f16": 16}


class TensorLike(Protocol):
    """What is read of a tensor type (cases.Tensor)."""

    sizes: Tuple[int, ...]
    element: str
    is_dynamic: Tuple[bool, ...]

    @property
    def type(self) -> str:
        """The type as text."""

    def of(self, element: str) -> "TensorLike":
        """The same sizes with another element type."""


class Body:
    """The lines of a function under construction, and the dynamic sizes of its tensors."""

    def __init__(self) -> None:
        self.lines: List[str] = []
        self._source: Optional[Tuple[str, TensorLike]] = None
        self._dims: List[str] = []
        self._count = 0

    def add(self, line: str) -> None:
        """Appends a line."""
        self.lines.append(line)

    def define(self, name: str, text: str) -> str:
        """Appends `%name = text` with a name that is new; returns it."""
        self._count += 1
        self.lines.append(f"%{name}_{self._count} = {text}")
        return f"%{name}_{self._count}"

    def describe_sizes(self, value: str, tensor: TensorLike) -> None:
        """Says which value has the dynamic sizes of the tensors that follow."""
        self._source = (value, tensor)

    def dims(self) -> str:
        """The dynamic sizes as operands, created where they are first asked for."""
        assert self._source
        value, tensor = self._source
        if not self._dims:
            for dim in (i for i, dynamic in enumerate(tensor.is_dynamic) if dynamic):
                index = self.define("c", f"arith.constant {dim} : index")
                self._dims.append(self.define("d", f"tensor.dim {value}, {index} : {tensor.type}"))
        return ", ".join(self._dims)

    def splat(self, number: float, tensor: TensorLike) -> str:
        """A tensor with one value everywhere."""
        if not any(tensor.is_dynamic):
            return self.define("k", f"arith.constant dense<{number:.6e}> : {tensor.type}")
        dims = self.dims()
        scalar = self.define("k", f"arith.constant {number:.6e} : {tensor.element}")
        return self.define("s", f"tensor.splat {scalar}[{dims}] : {tensor.type}")

    def cast(self, value: str, source: TensorLike, element: str) -> str:
        """`value` converted to another float type."""
        op = "arith.truncf" if WIDTHS[element] < WIDTHS[source.element] else "arith.extf"
        return self.define("t", f"{op} {value} : {source.type} to {source.of(element).type}")


def _binary(body: Body, op: str, a: str, b: str, tensor: TensorLike) -> str:
    return body.define("v", f"{op} {a}, {b} : {tensor.type}")


def relu(body: Body, x: str, tensor: TensorLike) -> str:
    """max(x, 0)"""
    return _binary(body, "arith.maximumf", x, body.splat(0.0, tensor), tensor)


def gelu(body: Body, x: str, tensor: TensorLike) -> str:
    """x / 2 * (1 + erf(x / sqrt 2))"""
    inner = _binary(body, "arith.mulf", x, body.splat(0.70710678118654752, tensor), tensor)
    erf = body.define("v", f"math.erf {inner} : {tensor.type}")
    factor = _binary(body, "arith.addf", erf, body.splat(1.0, tensor), tensor)
    half = _binary(body, "arith.mulf", x, body.splat(0.5, tensor), tensor)
    return _binary(body, "arith.mulf", half, factor, tensor)


def silu(body: Body, x: str, tensor: TensorLike) -> str:
    """x / (1 + exp(-x))"""
    negated = body.define("v", f"arith.negf {x} : {tensor.type}")
    power = body.define("v", f"math.exp {negated} : {tensor.type}")
    divisor = _binary(body, "arith.addf", power, body.splat(1.0, tensor), tensor)
    return _binary(body, "arith.divf", x, divisor, tensor)


def leaky_relu(body: Body, x: str, tensor: TensorLike) -> str:
    """x >= 0 ? x : x / 100, as a linalg.generic."""
    rank = len(tensor.sizes)
    element = tensor.element
    dims = ", ".join(f"d{i}" for i in range(rank))
    identity = f"affine_map<({dims}) -> ({dims})>"
    iterators = ", ".join(['"parallel"'] * rank)
    empty = body.define("e", f"tensor.empty({body.dims()}) : {tensor.type}")
    zero = body.define("k", f"arith.constant 0.0 : {element}")
    slope = body.define("k", f"arith.constant 0.01 : {element}")
    return body.define(
        "g",
        f"linalg.generic {{indexing_maps = [{identity}, {identity}], iterator_types = [{iterators}]}}"
        f" ins({x} : {tensor.type}) outs({empty} : {tensor.type}) {{\n"
        f"  ^bb0(%a: {element}, %b: {element}):\n"
        f"    %keep = arith.cmpf oge, %a, {zero} : {element}\n"
        f"    %small = arith.mulf %a, {slope} : {element}\n"
        f"    %chosen = arith.select %keep, %a, %small : {element}\n"
        f"    linalg.yield %chosen : {element}\n"
        f"  }} -> {tensor.type}",
    )


ACTIVATIONS = {"relu": relu, "gelu": gelu, "silu": silu, "leaky_relu": leaky_relu}


def _norm_again(body: Body, value: str, tensor: TensorLike) -> str:
    axes = f"[{len(tensor.sizes) - 1}]"
    return body.define("n", f"norm.layer_norm {value} axes = {axes} epsilon = 1.000000e-03 : {tensor.type}")


def append_neighbours(body: Body, graph: str, value: str, tensor: TensorLike) -> Tuple[str, str]:
    """Appends what follows the op in `graph`; returns the final value and its type."""
    if graph in ACTIVATIONS:
        return ACTIVATIONS[graph](body, value, tensor), tensor.type
    if graph == "twice":
        return _norm_again(body, relu(body, value, tensor), tensor), tensor.type
    if graph == "chain":
        value = silu(body, value, tensor)
    if graph in ("cast", "chain"):
        element = NARROWED[tensor.element]
        return body.cast(value, tensor, element), tensor.of(element).type
    return value, tensor.type
