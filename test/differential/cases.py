"""From a row of factors to the text of a function: types, inputs and ops."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Dict, List, Mapping, Sequence, Tuple

from factors import element_types
from layouts import VIEWS, create_layout
from neighbours import Body, append_neighbours
from ops import ATTRIBUTES, CLAUSES, READ_ONLY, Op, Operand
from sizes import choose_sizes

# Mean and deviation of the input of a family. f16 ends at 65504 and 2^-24, bf16 has 8 bits: there the deviation is
# some units in the last place of the mean, as it is in the other types.
SCALES: Dict[str, Tuple[float, float]] = {
    "normal": (0.0, 1.0),
    "offset_1e3": (1e3, 1.0),
    "offset_1e5": (1e5, 1.0),
    "lognormal": (0.0, 4.0),
    "large": (0.0, 1e18),
    "huge": (0.0, 1e30),
    "tiny": (0.0, 1e-20),
}
SCALES_16_BIT: Dict[Tuple[str, str], Tuple[float, float]] = {
    ("bf16", "offset_1e3"): (1e3, 16.0),
    ("bf16", "offset_1e5"): (1e5, 2e3),
    ("f16", "offset_1e3"): (1e3, 4.0),
    ("f16", "offset_1e5"): (3e4, 100.0),
    ("f16", "lognormal"): (0.0, 1.8),
    ("f16", "large"): (0.0, 8e3),
    ("f16", "huge"): (0.0, 7e3),
    ("f16", "tiny"): (0.0, 1e-5),
}
# How much larger outliers are than the other elements, and what alternates.
OUTLIERS = {"f64": 1e6, "f32": 1e6, "bf16": 1e4, "f16": 1e3}
MAGNITUDES = {"f64": 1e6, "f32": 1e4, "bf16": 256.0, "f16": 1024.0}
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
    """A run: its name, its op, its factors and its seed."""

    name: str
    op: Op
    row: Mapping[str, object]
    seed: int
    results: int = field(default=0, init=False)

    def __getitem__(self, factor: str) -> object:
        return self.row[factor]

    def write(self) -> str:
        """The text of the function; also counts its results."""
        return _Writer(self).write()


def spread(case: Case) -> Tuple[float, float]:
    """Mean and deviation of the input (of its logarithm's, for lognormal)."""
    family, dtype = str(case["family"]), str(case["dtype"])
    return SCALES_16_BIT.get((dtype, family), SCALES.get(family, (0.0, 1.0)))


class _Writer:
    """Writes one function."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.rng = random.Random(case.seed)
        self.compute, self.parameters = element_types(case.row)
        self.layout = create_layout(str(case["axes"]), int(case["rank"]))  # type: ignore[call-overload]
        self.sizes, self.groups = choose_sizes(case.op, case.row, self.layout, self.rng)
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

    def view(self, name: str, tensor: Tensor, spec: str) -> str:
        """Adds an argument of which the tensor is the slice that the run's `view` says; returns the slice."""
        view = VIEWS[str(self.case["view"])]
        if view is None:
            return self.argument(name, tensor, spec)
        rank = len(tensor.sizes)
        axis = view.axis % rank
        sizes = list(tensor.sizes)
        sizes[axis] = sizes[axis] * view.stride + view.extra
        whole = Tensor(tuple(sizes), tensor.element, tensor.is_dynamic)
        argument = self.argument(name, whole, spec)
        texts = [str(size) for size in tensor.sizes]
        for dim in (dim for dim, dynamic in enumerate(tensor.is_dynamic) if dynamic):
            index = self.body.define("c", f"arith.constant {dim} : index")
            texts[dim] = self.body.define("d", f"tensor.dim {argument}, {index} : {whole.type}")
            if dim == axis:
                extra = self.body.define("c", f"arith.constant {view.extra} : index")
                texts[dim] = self.body.define("d", f"arith.subi {texts[dim]}, {extra} : index")
                stride = self.body.define("c", f"arith.constant {view.stride} : index")
                texts[dim] = self.body.define("d", f"arith.divui {texts[dim]}, {stride} : index")
        offsets = ", ".join("1" if dim == axis else "0" for dim in range(rank))
        strides = ", ".join(str(view.stride) if dim == axis else "1" for dim in range(rank))
        return self.body.define(
            name,
            f"tensor.extract_slice {argument}[{offsets}] [{', '.join(texts)}] [{strides}]"
            f" : {whole.type} to {tensor.type}",
        )

    def normal(self, mean: float, deviation: float) -> str:
        """Specification of normally distributed values, with a seed of their own."""
        return f"normal:{mean:g},{deviation:g},{self.case.seed * 16 + len(self.arguments)}"

    def input_spec(self) -> str:
        """Specification of the tensor to normalize."""
        if self.case["family"] == "constant":
            return f"constant:{self.constant:g}"
        if self.case["family"] == "lognormal":
            return f"lognormal:{spread(self.case)[1]:g},{self.case.seed * 16}"
        if self.case["family"] == "special":
            return f"special:{self.case.seed * 16}"
        if self.case["family"] == "alternating":
            return f"alternating:{MAGNITUDES[str(self.case['dtype'])]:g},{self.case.seed * 16}"
        if str(self.case["family"]).startswith("outlier"):
            return self.outliers()
        return self.normal(self.mean, self.deviation)

    def outliers(self) -> str:
        """Specification of an input some of whose elements are far larger than the others of their group."""
        period = max(1, int(self.case["reduced"]))  # type: ignore[call-overload]
        first, count = {
            "outlier_first": (0, 1),
            "outlier_last": (period - 1, 1),
            "outlier_block": (0, max(1, period // 4)),
        }[str(self.case["family"])]
        return f"outliers:{OUTLIERS[str(self.case['dtype'])]:g},{first},{count},{period},{self.case.seed * 16}"

    def operand_spec(self, operand: Operand) -> str:
        """Specification of a parameter. Variances are positive: a normal value stays within 8.3 deviations."""
        if operand.role == "weights":
            return self.normal(0.0, 1.0)
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
        entries = [str(self.case.row[factor]) for factor in ATTRIBUTES if self.case.row.get(factor)]
        return f" {{{', '.join(entries)}}}" if entries else ""

    def clauses(self) -> List[str]:
        """The clauses between the operands and the attributes."""
        layout, place = self.layout, self.case.op.place
        words = [] if self.groups is None else [f"num_groups = {self.groups}"]
        if place in ("channel_axis", "both"):
            words.append(f"channel_axis = {layout.channel}")
        if place == "axis" and layout.channel is not None:
            words.append(f"axis = {layout.channel}")
        if place in ("axes", "both"):
            words.append(f"axes = {layout.spatial}")
        return words + [str(self.case.row[factor]) for factor in CLAUSES if self.case.row.get(factor)]

    def statistics(self, tensor: Tensor) -> Tensor:
        """The type of returned statistics: one number for each group."""
        sizes, is_dynamic = list(tensor.sizes), list(tensor.is_dynamic)
        axes = self.layout.outside
        if self.groups is not None:
            assert self.layout.channel is not None
            sizes[self.layout.channel], is_dynamic[self.layout.channel] = self.groups, False
            axes = sorted({*axes, self.layout.channel})
        return Tensor(tuple(sizes[axis] for axis in axes), self.compute, tuple(is_dynamic[axis] for axis in axes))

    def parameter(self, operand: Operand, tensor: Tensor) -> Tensor:
        """The type of an operand beside the input."""
        if operand.role == "counter":
            return Tensor((), "i64", ())
        layout, row = self.layout, self.case.row
        sizes = [tensor.sizes[axis] for axis in ([layout.channel] if layout.channel is not None else layout.inside)]
        if operand.role == "weights":
            sizes = [2 if row.get("use_batch") else 3]
        elif row.get("affine"):
            assert self.groups is not None
            sizes = [self.groups]
        elif self.case.op.place == "axis" and layout.channel is None:
            sizes = []
        return self.make(sizes, self.parameters, flip=True)

    def norm(self, name: str, source: str, tensor: Tensor) -> Tuple[List[str], List[str]]:
        """Appends the op; returns the names and the types of its results."""
        row, op = self.case.row, self.case.op
        words = [f"norm.{op.name} {source}"]
        types = [tensor.type]
        if row.get("statistics"):
            types += [self.statistics(tensor).type] * op.statistics
        updates = row.get("use_running") != READ_ONLY
        for operand in op.operands:
            if operand.is_given(row):
                parameter = self.parameter(operand, tensor)
                value = self.argument(operand.keyword, parameter, self.operand_spec(operand))
                words.append(f"{operand.keyword}({value} : {parameter.type})")
                types += [parameter.type] if operand.returned and updates else []
        words += self.clauses()
        count = f":{len(types)}" if len(types) > 1 else ""
        self.body.add(f"%{name}{count} = {' '.join(words)}{self.attributes()} : {tensor.type}")
        return [f"%{name}#{i}" for i in range(len(types))] if count else [f"%{name}"], types

    def write(self) -> str:
        """The function's text."""
        case = self.case
        tensor = self.make(self.sizes, str(case["dtype"]))
        value = source = self.view("x", tensor, self.input_spec())
        graph = str(case["graph"])
        if graph in ("residual", "chain"):
            # Small beside the input, so that the sum stays in f16.
            residual = self.view("residual", tensor, self.normal(0.0, self.deviation / 4))
            value = self.body.define("sum", f"arith.addf {value}, {residual} : {tensor.type}")
        names, types = self.norm("y", value, tensor)
        self.body.describe_sizes(source, tensor)
        names[0], types[0] = append_neighbours(self.body, graph, names[0], tensor)
        case.results = len(types)
        joined = ", ".join(types)
        return (
            f"func.func @{case.name}({', '.join(self.arguments)}) -> ({joined}) {{\n"
            + "".join(f"  {line}\n" for line in self.body.lines)
            + f"  return {', '.join(names)} : {joined}\n}}\n"
        )
