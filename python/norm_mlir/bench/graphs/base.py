"""A benchmarked graph: stages that write tensors, as IR in one function or in one per stage, and in float64."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, Mapping, Sequence, Tuple

import numpy as np

from ..tensors import Tensor

Arrays = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Stage:
    """One step of a graph, and one function of its unfused form.

    `body` is MLIR that defines `%name` for every tensor in `writes` from those in `reads`. `evaluate` does the same in
    float64; what it returns is rounded to the tensors' types before another stage reads it.
    """

    name: str
    reads: Tuple[str, ...]
    writes: Tuple[str, ...]
    body: str
    evaluate: Callable[[Arrays], Dict[str, np.ndarray]]


@dataclass(frozen=True)
class Graph:
    """Tensors by name, which of them are inputs and outputs, and the stages in order.

    `slab` is how many bytes of the main input have to stay in cache between the sweep that takes statistics and the
    one that applies them: one row, channel or group.
    """

    tensors: Dict[str, Tensor]
    inputs: Tuple[str, ...]
    outputs: Tuple[str, ...]
    stages: Sequence[Stage]
    slab: int
    dynamic: bool = False

    def select(self, names: Iterable[str]) -> List[Tensor]:
        """The tensors of these names."""
        return [self.tensors[name] for name in names]

    @property
    def temporaries(self) -> Tuple[str, ...]:
        """What one stage writes and another reads, beside the outputs."""
        written = [name for stage in self.stages for name in stage.writes]
        return tuple(name for name in written if name not in self.outputs)

    def fused_ir(self) -> str:
        """The module in which `@main` is the whole graph."""
        body = "".join(stage.body for stage in self.stages)
        return self._function("main", self.inputs, self.outputs, body)

    def unfused_ir(self) -> str:
        """The module in which every stage is a function of its own."""
        functions = (self._function(stage.name, stage.reads, stage.writes, stage.body) for stage in self.stages)
        return "".join(functions)

    def _function(self, name: str, reads: Sequence[str], writes: Sequence[str], body: str) -> str:
        types = {key: tensor.mlir(self.dynamic) for key, tensor in self.tensors.items()}
        arguments = ", ".join(f"%{key}: {types[key]}" for key in reads)
        results = ", ".join(types[key] for key in writes)
        values = ", ".join(f"%{key}" for key in writes)
        return f"func.func @{name}({arguments}) -> ({results}) {{\n{body}  return {values} : {results}\n}}\n"

    def minimal_bytes(self, cache: int) -> int:
        """The bytes that have to be moved: all once, the main input twice where a slab exceeds `cache`."""
        total = sum(tensor.size for tensor in self.select([*self.inputs, *self.outputs]))
        return total + (self.tensors[self.inputs[0]].size if self.slab > cache else 0)


def clause(keyword: str, name: str, types: Mapping[str, str]) -> str:
    """` scale(%w : tensor<4xf32>)`."""
    return f" {keyword}(%{name} : {types[name]})"


def _maps(rank: int, operands: Sequence[Sequence[int]]) -> str:
    dimensions = ", ".join(f"d{i}" for i in range(rank))
    maps = (f"affine_map<({dimensions}) -> ({', '.join(f'd{i}' for i in axes)})>" for axes in operands)
    return f"indexing_maps = [{', '.join(maps)}]"


def empty(name: str, tensor: Tensor, like: str, like_type: str, axes: Sequence[int], dynamic: bool) -> str:
    """`%name = tensor.empty` of `tensor`'s type, whose sizes are those of `%like` along `axes`."""
    if not dynamic:
        return f"  %{name} = tensor.empty() : {tensor.mlir(False)}\n"
    lines, sizes = [], []
    for position, axis in enumerate(axes):
        index, size = f"%{name}_i{position}", f"%{name}_d{position}"
        lines.append(f"  {index} = arith.constant {axis} : index\n")
        lines.append(f"  {size} = tensor.dim %{like}, {index} : {like_type}\n")
        sizes.append(size)
    return "".join(lines) + f"  %{name} = tensor.empty({', '.join(sizes)}) : {tensor.mlir(True)}\n"


def _local(line: str) -> str:
    """A line of a region, its values renamed so that none is a tensor of the graph."""
    return re.sub(r"%(\w+)", r"%l_\1", line)


def elementwise(
    tensors: Mapping[str, Tensor], reads: Sequence[str], write: str, body: Sequence[str], result: str, dynamic: bool
) -> str:
    """A linalg.generic over all axes of `reads[0]`.

    Later reads may have fewer axes: the leading ones. `body` computes in f32 from `%a0`, `%a1`, ... and leaves its
    value in `%{result}`, f32 or already of the output's type where that is an integer.
    """
    out = tensors[write]
    rank = len(out.shape)
    types = {name: tensors[name].mlir(dynamic) for name in (*reads, write)}
    text = empty(f"{write}_empty", out, reads[0], types[reads[0]], range(rank), dynamic)
    operands = [range(len(tensors[name].shape)) for name in reads]
    iterators = ", ".join(['"parallel"'] * rank)
    ins = f"{', '.join('%' + name for name in reads)} : {', '.join(types[name] for name in reads)}"
    text += f"  %{write} = linalg.generic {{{_maps(rank, [*operands, range(rank)])}, iterator_types = [{iterators}]}}"
    text += f" ins({ins}) outs(%{write}_empty : {types[write]}) {{\n"
    elements = [tensors[name].dtype for name in reads]
    names = [f"%a{i}" if element == "f32" else f"%a{i}_n" for i, element in enumerate(elements)]
    lines = [f"%a{i} = arith.extf %a{i}_n : {e} to f32" for i, e in enumerate(elements) if e != "f32"]
    lines += body
    if out.dtype in ("bf16", "f16", "f8E4M3FN"):
        lines.append(f"%narrow = arith.truncf %{result} : f32 to {out.dtype}")
        result = "narrow"
    lines.append(f"linalg.yield %{result} : {out.dtype}")
    arguments = ", ".join(f"{name}: {element}" for name, element in zip(names, elements))
    text += _local(f"  ^bb0({arguments}, %unused: {out.dtype}):\n")
    return text + "".join(f"    {_local(line)}\n" for line in lines) + f"  }} -> {types[write]}\n"


def row_reduction(
    tensors: Mapping[str, Tensor], read: str, write: str, start: str, body: Sequence[str], dynamic: bool
) -> str:
    """What `body` makes of each row of a matrix, in f32: it combines the element `%a` and `%sofar`, at first `start`,
    to `%r`."""
    source, out = tensors[read], tensors[write]
    types = source.mlir(dynamic), out.mlir(dynamic)
    text = empty(f"{write}_empty", out, read, types[0], [0], dynamic)
    text += f"  %{write}_start = arith.constant {start} : f32\n"
    text += f"  %{write}_init = linalg.fill ins(%{write}_start : f32) "
    text += f"outs(%{write}_empty : {types[1]}) -> {types[1]}\n"
    text += f"  %{write} = linalg.generic {{{_maps(2, [[0, 1], [0]])}, "
    text += f'iterator_types = ["parallel", "reduction"]}} ins(%{read} : {types[0]}) '
    text += f"outs(%{write}_init : {types[1]}) {{\n"
    lines = [*body, "linalg.yield %r : f32"]
    value = "%a"
    if source.dtype != "f32":
        value = "%a_n"
        lines.insert(0, f"%a = arith.extf %a_n : {source.dtype} to f32")
    text += _local(f"  ^bb0({value}: {source.dtype}, %sofar: f32):\n")
    return text + "".join(f"    {_local(line)}\n" for line in lines) + f"  }} -> {types[1]}\n"


def row_maximum(tensors: Mapping[str, Tensor], read: str, write: str, dynamic: bool) -> str:
    """The largest magnitude of each row of a matrix, in f32."""
    lines = ["%m = math.absf %a : f32", "%r = arith.maximumf %m, %sofar : f32"]
    return row_reduction(tensors, read, write, "0.0", lines, dynamic)
