"""From a row of factors to the text of a function: sizes, types, inputs and ops."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Dict, List, Mapping, Sequence, Tuple

from factors import MAX_ELEMENTS, NO_AXIS, element_types, reduced_axes
from neighbours import Body, append_neighbours
from ops import OPS, Op, Operand

FILLERS = (1, 2, 3, 7)
EPSILONS = {"default": 1.0e-5, "small": 1.0e-12, "zero": 0.0, "large": 0.5}
# Mean and deviation of the input of a family. f16 ends at 65504 and 2^-24, bf16 has 8 bits: there the deviation is
# some units in the last place of the mean, as it is in the other types.
SCALES: Dict[str, Tuple[float, float]] = {
    "normal": (0.0, 1.0),
    "offset_1e3": (1e3, 1.0),
    "offset_1e5": (1e5, 1.0),
    "lognormal": (0.0, 4.0),
    "large": (0.0, 1e18),
    "tiny": (0.0, 1e-20),
}
SCALES_16_BIT: Dict[Tuple[str, str], Tuple[float, float]] = {
    ("bf16", "offset_1e3"): (1e3, 16.0),
    ("bf16", "offset_1e5"): (1e5, 2e3),
    ("f16", "offset_1e3"): (1e3, 4.0),
    ("f16", "offset_1e5"): (3e4, 100.0),
    ("f16", "lognormal"): (0.0, 1.8),
    ("f16", "large"): (0.0, 8e3),
    ("f16", "tiny"): (0.0, 1e-5),
}
CONSTANTS = (2.5, 0.1, -3.7, 0.0, 60000.0)
COUNTS = (0, 1, 1000)


@dataclass(frozen=True)
class Tensor:
    """A tensor type with the sizes it has at run time."""

    sizes: Tuple[int, ...]
    element: str
    is_dynamic: Tuple[bool, ...]

    @property
    def type(self) -> str:
        """The type as text."""
        dims = ("?" if dynamic else str(size) for size, dynamic in zip(self.sizes, self.is_dynamic))
        return "tensor<" + "".join(f"{dim}x" for dim in dims) + self.element + ">"

    def of(self, element: str) -> "Tensor":
        """The same sizes with another element type."""
        return Tensor(self.sizes, element, self.is_dynamic)


@dataclass
class Case:
    """A run: its name, its factors and its seed."""

    name: str
    row: Mapping[str, object]
    seed: int
    results: int = field(default=0, init=False)

    def __getitem__(self, factor: str) -> object:
        return self.row[factor]

    @property
    def op(self) -> Op:
        """The op's entry."""
        return next(op for op in OPS if op.name == self.row["op"])

    def write(self) -> str:
        """The text of the function; also counts its results."""
        return _Writer(self).write()


def choose_sizes(case: Case, rng: random.Random) -> Tuple[int, ...]:
    """The input's sizes: the stated ones on one reduced and one kept axis, mostly the last, small ones elsewhere."""
    rank = int(case["rank"])  # type: ignore[call-overload]
    inside = reduced_axes(str(case["axes"]), rank)
    outside = [axis for axis in range(rank) if axis not in inside]

    def choose(axes: Sequence[int]) -> int:
        return axes[-1] if rng.random() < 0.6 else rng.choice(axes)

    sizes: Dict[int, int] = {choose(inside): int(case["reduced"])}  # type: ignore[call-overload]
    if case["kept"] != NO_AXIS:
        sizes[choose(outside)] = int(case["kept"])  # type: ignore[call-overload]
    elements = 1
    for size in sizes.values():
        elements *= max(size, 1)
    limit = max(elements, MAX_ELEMENTS // 8)
    rest = [axis for axis in range(rank) if axis not in sizes]
    # One value per group is refused where an op needs two.
    if case.op.needs_two_values and case["reduced"] == 1:
        axis = next(axis for axis in rest if axis in inside)
        sizes[axis] = rng.choice((2, 3))
        elements *= sizes[axis]
        rest.remove(axis)
    for axis in rest:
        sizes[axis] = rng.choice([size for size in FILLERS if size == 1 or elements * size <= limit])
        elements *= sizes[axis]
    return tuple(sizes[axis] for axis in range(rank))


def spread(case: Case) -> Tuple[float, float]:
    """Mean and deviation of the input (of its logarithm's, for lognormal)."""
    family, dtype = str(case["family"]), str(case["dtype"])
    return SCALES_16_BIT.get((dtype, family), SCALES.get(family, (0.0, 1.0)))


class _Writer:
    """Writes one function."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.rng = random.Random(case.seed)
        self.compute, self.parameters = element_types(str(case["dtype"]), str(case["parameters"]))
        self.arguments: List[str] = []
        self.body = Body()
        self.mean, self.deviation = spread(case)
        if case["family"] == "lognormal":
            self.mean, self.deviation = 1.0, 4.0
        self.constant = self.rng.choice(CONSTANTS)

    def make(self, sizes: Sequence[int], element: str, flip: bool = False) -> Tensor:
        """A tensor whose sizes are stated as the run's `sizes` says; `flip` for the other ones of `mixed`."""
        kind = self.case["sizes"]
        dynamic = tuple(kind == "dynamic" or (kind == "mixed" and (i % 2 == 0) != flip) for i in range(len(sizes)))
        return Tensor(tuple(sizes), element, dynamic)

    def argument(self, name: str, tensor: Tensor, spec: str) -> str:
        """Adds an argument; returns its name."""
        sizes = "x".join(map(str, tensor.sizes))
        self.arguments.append(f'%{name}: {tensor.type} {{norm.input = "{spec}@{sizes}"}}')
        return f"%{name}"

    def normal(self, mean: float, deviation: float) -> str:
        """Specification of normally distributed values, with a seed of their own."""
        return f"normal:{mean:g},{deviation:g},{self.case.seed * 16 + len(self.arguments)}"

    def input_spec(self) -> str:
        """Specification of the tensor to normalize."""
        if self.case["family"] == "constant":
            return f"constant:{self.constant:g}"
        if self.case["family"] == "lognormal":
            return f"lognormal:{spread(self.case)[1]:g},{self.case.seed * 16}"
        return self.normal(self.mean, self.deviation)

    def operand_spec(self, operand: Operand) -> str:
        """Specification of a parameter. Variances are positive: a normal value stays within 8.3 deviations."""
        if operand.role == "scale":
            return self.normal(1.0, 0.5)
        if operand.role == "bias":
            return self.normal(0.0, 1.0)
        if operand.role == "counter":
            return f"constant:{self.rng.choice(COUNTS)}"
        if self.case["family"] == "constant":
            return f"constant:{self.constant if operand.role == 'mean' else 0.0:g}"
        if operand.role == "mean":
            return self.normal(self.mean, self.deviation)
        # f16 does not hold the square of every deviation.
        largest = 3e4 if self.parameters == "f16" else 1e37
        variance = min(self.deviation**2, largest)
        return self.normal(variance, variance / 10)

    def attributes(self) -> str:
        """The attribute dictionary, with a space before it, or nothing."""
        case, entries = self.case, []
        if case["statistics"]:
            entries.append("return_statistics")
        if case["offset"] != 0.0:
            entries.append(f"scale_offset = {case['offset']:.6e} : f64")
        if case["cast_point"] != "result":
            entries.append(f"cast_point = #norm.cast_point<{case['cast_point']}>")
        if case["momentum"] == "onnx":
            entries.append("momentum_convention = #norm.momentum_convention<onnx>")
        if not case["unbiased"]:
            entries.append("unbiased_running_variance = false")
        summation = str(case["summation"])
        if summation in ("shifted", "two_pass") or (summation == "f32" and case.op.has_estimator):
            estimator = "two_pass" if summation == "f32" else summation
            entries.append(f"estimator = #norm.estimator<{estimator}>")
        if summation in ("f32", "f64"):
            entries.append(f"accumulator = {summation}")
        return f" {{{', '.join(entries)}}}" if entries else ""

    def norm(self, name: str, source: str, tensor: Tensor) -> Tuple[List[str], List[str]]:
        """Appends the op; returns the names and the types of its results."""
        case, op = self.case, self.case.op
        inside = reduced_axes(str(case["axes"]), len(tensor.sizes))
        outside = [axis for axis in range(len(tensor.sizes)) if axis not in inside]
        affine = inside if op.axes_clause == "axes" else outside
        words = [f"norm.{op.name} {source}"]
        types = [tensor.type]
        if case["statistics"]:
            kept = Tensor(
                tuple(tensor.sizes[axis] for axis in outside),
                self.compute,
                tuple(tensor.is_dynamic[axis] for axis in outside),
            )
            types += [kept.type] * op.statistics
        for operand in op.operands:
            if not operand.is_given(case):
                continue
            if operand.role == "counter":
                parameter = Tensor((), "i64", ())
            else:
                parameter = self.make([tensor.sizes[axis] for axis in affine], self.parameters, flip=True)
            value = self.argument(operand.keyword, parameter, self.operand_spec(operand))
            words.append(f"{operand.keyword}({value} : {parameter.type})")
            types += [parameter.type] if operand.returned else []
        axes = f"[{', '.join(map(str, inside))}]" if op.axes_clause == "axes" else str(outside[0])
        words.append(f"{op.axes_clause} = {axes}")
        if case["epsilon"] != "absent":
            words.append(f"epsilon = {EPSILONS[str(case['epsilon'])]:.6e}")
        if case["momentum"] != "none":
            words.append(f"momentum = {0.1 if case['momentum'] == 'torch' else 0.9:.6e}")
        count = f":{len(types)}" if len(types) > 1 else ""
        self.body.add(f"%{name}{count} = {' '.join(words)}{self.attributes()} : {tensor.type}")
        return [f"%{name}#{i}" for i in range(len(types))] if count else [f"%{name}"], types

    def write(self) -> str:
        """The function's text."""
        case = self.case
        tensor = self.make(choose_sizes(case, self.rng), str(case["dtype"]))
        value = self.argument("x", tensor, self.input_spec())
        graph = str(case["graph"])
        if graph in ("residual", "chain"):
            # Small beside the input, so that the sum stays in f16.
            residual = self.argument("residual", tensor, self.normal(0.0, self.deviation / 4))
            value = self.body.define("sum", f"arith.addf {value}, {residual} : {tensor.type}")
        names, types = self.norm("y", value, tensor)
        self.body.describe_sizes("%x", tensor)
        names[0], types[0] = append_neighbours(self.body, graph, names[0], tensor)
        case.results = len(types)
        joined = ", ".join(types)
        return (
            f"func.func @{case.name}({', '.join(self.arguments)}) -> ({joined}) {{\n"
            + "".join(f"  {line}\n" for line in self.body.lines)
            + f"  return {', '.join(names)} : {joined}\n}}\n"
        )
