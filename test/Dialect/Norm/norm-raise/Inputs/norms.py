"""Norms in random spellings: every choice is one that norm-raise must see through; or a mutation, of which it must not
make another function."""

from __future__ import annotations

import math
import random
from typing import Optional, Sequence

from writer import Tensor, Writer

KINDS = ("layer", "rms", "group", "batch", "instance", "given", "vector")
# What is changed in a function that is no norm, or another one.
MUTATIONS = ("epsilon outside", "other axes", "n - 1", "rounded mean", "foreign mean")


def mean(writer: Writer, total: Tensor, reduced: Sequence[int], less: int = 0) -> Tensor:
    """A sum divided by the number of elements, less so many."""
    count = 1
    for d in reduced:
        count *= writer.sizes[d]
    count -= less
    if not any(d in writer.dynamic for d in reduced):
        if writer.pick("divide", "multiply") == "divide":
            return writer.apply("arith.divf", total, float(count))
        return writer.apply("arith.mulf", total, 1.0 / count)
    index = writer.add("arith.constant 1 : index")
    for d in reduced:
        size = f"%size{d}" if d in writer.dynamic else writer.add(f"arith.constant {writer.sizes[d]} : index")
        index = writer.add(f"arith.muli {index}, {size} : index")
    integer = writer.add(f"arith.index_cast {index} : index to i64")
    if less:
        integer = writer.add(f"arith.subi {integer}, {writer.add(f'arith.constant {less} : i64')} : i64")
    scalar = writer.add(f"arith.sitofp {integer} : i64 to {total.element}")
    return writer.apply("arith.divf", total, writer.filled(scalar, total.dims, total.element))


def average(writer: Writer, value: Tensor, reduced: Sequence[int], inner: str = "", less: int = 0) -> Tensor:
    """The mean of a tensor, or of its squares."""
    return mean(writer, writer.reduce("arith.addf", value, reduced, 0.0, inner), reduced, less)


def variance(
    writer: Writer, x: Tensor, centre: Tensor, reduced: Sequence[int], mutation: Optional[str]
) -> tuple[Tensor, Optional[Tensor]]:
    """The variance and, where it is there, the difference from the mean."""
    less = 1 if mutation == "n - 1" else 0
    # Of a few elements, which may be near each other, little is left of the difference.
    is_large = math.prod(writer.sizes[d] for d in reduced) > 12
    of_squares = mutation is None and is_large and x.element != "f64" and writer.random.random() < 0.4
    if of_squares:
        squares = average(writer, x, reduced, "square")
        result = writer.apply("arith.subf", squares, writer.apply("arith.mulf", centre, centre))
        if writer.pick("clamp", "leave") == "clamp":
            result = writer.apply("arith.maximumf", result, 0.0)
        return result, None
    if writer.pick("own mean", "wide", "same") == "wide" and x.element == "f32":
        # Of torch-mlir: the variance in f64, with a mean of its own.
        wide = writer.cast(x, "f64")
        difference = writer.apply("arith.subf", wide, average(writer, wide, reduced))
        return writer.cast(average(writer, difference, reduced, "square", less), "f32"), None
    difference = writer.apply("arith.subf", x, centre)
    return average(writer, difference, reduced, "square", less), difference


def divide(writer: Writer, value: Tensor, statistic: Tensor, epsilon: float) -> tuple[Tensor, Tensor]:
    """value / (statistic + epsilon)^1/2, and what it is multiplied or divided by."""
    inside = writer.apply("arith.addf", statistic, epsilon) if epsilon else statistic
    way = writer.pick("sqrt", "rsqrt", "power", "reciprocal", "half")
    if way == "sqrt":
        deviation = writer.apply("math.sqrt", inside)
        return writer.apply("arith.divf", value, deviation), deviation
    if way == "half":
        deviation = writer.apply("math.powf", inside, 0.5)
        return writer.apply("arith.divf", value, deviation), deviation
    if way == "rsqrt":
        factor = writer.apply("math.rsqrt", inside)
    elif way == "power":
        factor = writer.apply("math.powf", inside, -0.5)
    else:
        factor = writer.apply("arith.divf", 1.0, writer.apply("math.sqrt", inside))
    return writer.apply("arith.mulf", value, factor), factor


def reciprocal(writer: Writer, statistic: Tensor, epsilon: float) -> Tensor:
    """(statistic + epsilon)^-1/2"""
    inside = writer.apply("arith.addf", statistic, epsilon)
    if writer.pick("rsqrt", "sqrt") == "rsqrt":
        return writer.apply("math.rsqrt", inside)
    return writer.apply("arith.divf", 1.0, writer.apply("math.sqrt", inside))


def parameters(
    writer: Writer, dims: Sequence[int], element: str, has_bias: bool
) -> tuple[Optional[Tensor], Optional[Tensor]]:
    """Scale and bias in one of the forms that they have; None where they are missing."""
    if not dims or writer.pick("none", "affine", "affine") == "none":
        return None, None
    units = [d for d in range(len(writer.sizes))] if writer.pick("flat", "units") == "units" else list(dims)
    places = [d if d in dims else None for d in units]
    scale = writer.argument(places, element, f"normal:1,1,{writer.random.randrange(999)}")
    if writer.pick("plain", "plain", "offset") == "offset":
        scale = writer.apply("arith.addf", scale, 1.0)
    bias = None
    if has_bias and writer.pick("bias", "none") == "bias":
        bias = writer.argument(places, element, f"normal:0,1,{writer.random.randrange(999)}")
    return scale, bias


def centred_norm(
    writer: Writer, x: Tensor, reduced: Sequence[int], affine: Sequence[int], mutation: Optional[str]
) -> Tensor:
    """Layer, batch and instance normalization: they differ in the axes only."""
    epsilon = writer.random.choice((1e-5, 1e-3, 0.125))
    centre = average(writer, x, reduced)
    if mutation == "rounded mean":
        centre = writer.cast(writer.cast(centre, "bf16"), x.element)
    other = list(reduced)[1:] if mutation == "other axes" else reduced
    about = average(writer, x, other) if mutation == "other axes" else centre
    spread, difference = variance(writer, x, about, other, mutation)
    if mutation == "foreign mean":
        centre, difference = average(writer, writer.apply("arith.mulf", x, 1.5), reduced), None
    if mutation == "other axes":
        difference = None
    scale, bias = parameters(writer, affine, x.element, True)
    if mutation == "epsilon outside":
        deviation = writer.apply("arith.addf", writer.apply("math.sqrt", spread), epsilon)
        y = writer.apply("arith.divf", difference or writer.apply("arith.subf", x, centre), deviation)
    elif scale and writer.random.random() < 0.3:
        factor = reciprocal(writer, spread, epsilon)
        # The folded form: x * s + (b - m * s), or (x - m) * (r * w) + b.
        joint = writer.apply("arith.mulf", *spread_out(writer, factor, scale, x))
        if writer.pick("folded", "joint") == "folded":
            shift = writer.apply("arith.mulf", *spread_out(writer, centre, joint, x))
            shift = writer.apply("arith.negf", shift)
            if bias:
                shift = writer.apply("arith.addf", *spread_out(writer, bias, shift, x))
            return writer.apply("arith.addf", writer.apply("arith.mulf", x, joint), shift)
        y = writer.apply("arith.mulf", writer.apply("arith.subf", x, centre), joint)
        return writer.apply("arith.addf", y, bias) if bias else y
    else:
        y, _ = divide(writer, difference or writer.apply("arith.subf", x, centre), spread, epsilon)
    if scale:
        y = writer.apply("arith.mulf", y, scale)
    return writer.apply("arith.addf", y, bias) if bias else y


def spread_out(writer: Writer, a: Tensor, b: Tensor, like: Tensor) -> tuple[Tensor, Tensor]:
    """Two tensors along different dimensions, the first repeated to all."""
    return writer.broadcast(a, like.dims), b


def rms_norm(writer: Writer, x: Tensor, reduced: Sequence[int], mutation: Optional[str]) -> Tensor:
    """RMS normalization."""
    epsilon = writer.random.choice((1e-6, 1e-3, 0.0))
    square = average(writer, x, reduced, "square", 1 if mutation == "n - 1" else 0)
    if mutation == "epsilon outside":
        y = writer.apply("arith.divf", x, writer.apply("arith.addf", writer.apply("math.sqrt", square), 0.125))
    else:
        y, _ = divide(writer, x, square, epsilon)
    scale, _ = parameters(writer, reduced, x.element, False)
    return writer.apply("arith.mulf", y, scale) if scale else y


def vector_norm(writer: Writer, x: Tensor, reduced: Sequence[int], mutation: Optional[str]) -> Tensor:
    """Division by a 1-norm, a 2-norm or the largest magnitude."""
    way = writer.pick("1", "2", "infinity")
    if way == "2":
        norm = writer.apply("math.sqrt", writer.reduce("arith.addf", x, reduced, 0.0, "square"))
    elif way == "1":
        norm = writer.reduce("arith.addf", x, reduced, 0.0, "abs")
    else:
        start = writer.random.choice((0.0, float("-inf")))
        norm = writer.reduce("arith.maximumf", x, reduced, start, "abs")
    if mutation == "epsilon outside":
        return writer.apply("arith.divf", x, writer.apply("arith.addf", norm, 0.125))
    return writer.apply("arith.divf", x, writer.apply("arith.maximumf", norm, writer.random.choice((1e-12, 0.5))))


def given_norm(writer: Writer, x: Tensor, channel: int, mutation: Optional[str]) -> Tensor:
    """Batch normalization with given mean and variance."""
    units = writer.pick("flat", "units") == "units"
    places = [d if d == channel else None for d in range(len(writer.sizes))] if units else [channel]
    centre = writer.argument(places, x.element, f"normal:0,1,{writer.random.randrange(999)}")
    spread = writer.argument(places, x.element, f"lognormal:0.5,{writer.random.randrange(999)}")
    if mutation == "epsilon outside":
        deviation = writer.apply("arith.addf", writer.apply("math.sqrt", spread), 0.125)
        return writer.apply("arith.divf", writer.apply("arith.subf", x, centre), deviation)
    y, _ = divide(writer, writer.apply("arith.subf", x, centre), spread, 1e-3)
    scale, bias = parameters(writer, [channel], x.element, True)
    if scale:
        y = writer.apply("arith.mulf", y, scale)
    return writer.apply("arith.addf", y, bias) if bias else y


def group_norm(writer: Writer, x: Tensor, mutation: Optional[str]) -> Tensor:
    """Group normalization of a tensor whose dimensions 1 and 2 are groups and their channels. The argument has both in
    one dimension, as has the result."""
    y = centred_norm(writer, x, [d for d in range(len(writer.sizes)) if d >= 2], [], mutation)
    scale, bias = parameters(writer, [1, 2], x.element, True)
    if scale:
        y = writer.apply("arith.mulf", y, scale)
    return writer.apply("arith.addf", y, bias) if bias else y


def regroup(writer: Writer, value: Tensor, joined: str, is_split: bool) -> Tensor:
    """Splits the channels of a group norm's argument into groups, or joins them."""
    rank = len(writer.sizes)
    groups = [[0], [1, 2], *([d] for d in range(3, rank))]
    split_type = writer.type(range(rank), value.element)
    if is_split:
        sizes = ", ".join(f"%size{d}" if d in writer.dynamic else str(writer.sizes[d]) for d in range(rank))
        name = writer.add(
            f"tensor.expand_shape {value.name} {groups} output_shape [{sizes}] : {joined} into {split_type}"
        )
    else:
        name = writer.add(f"tensor.collapse_shape {value.name} {groups} : {split_type} into {joined}")
    return Tensor(name, tuple(range(rank)), value.element)


def write_group_norm(writer: Writer, element: str, compute: str, mutation: Optional[str]) -> str:
    """A function with a group norm."""
    sizes = [*writer.sizes[:1], writer.sizes[1] * writer.sizes[2], *writer.sizes[3:]]
    dynamic = [0 in writer.dynamic, False, *(d in writer.dynamic for d in range(3, len(writer.sizes)))]
    text = "".join("?x" if is_dynamic else f"{size}x" for size, is_dynamic in zip(sizes, dynamic))
    joined = f"tensor<{text}{element}>"
    spec = f"normal:0,1,{writer.random.randrange(999)}@{'x'.join(map(str, sizes))}"
    writer.arguments.append(f'%arg0: {joined} {{norm.input = "{spec}"}}')
    for place, is_dynamic in enumerate(dynamic):
        if is_dynamic:
            d = place if place == 0 else place + 1
            index = writer.add(f"arith.constant {place} : index")
            writer.lines.append(f"    %size{d} = tensor.dim %arg0, {index} : {joined}")
    x = regroup(writer, Tensor("%arg0", (), element), joined, is_split=True)
    y = writer.cast(group_norm(writer, writer.cast(x, compute), mutation), element)
    y = regroup(writer, y, joined, is_split=False)
    lines = "\n".join(writer.lines)
    return f"  func.func @{writer.name}({', '.join(writer.arguments)}) -> {joined} {{\n{lines}\n    return {y.name} : {joined}\n  }}\n"


def write_norm(name: str, seed: str, kind: str, mutation: Optional[str]) -> str:
    """A function of one norm."""
    rng = random.Random(seed)
    rank = {"group": rng.choice((4, 5)), "given": rng.choice((2, 3, 4))}.get(kind, rng.choice((2, 3, 4)))
    sizes = tuple(rng.choice((2, 3, 4, 5, 7)) for _ in range(rank))
    dynamic = frozenset(d for d in range(rank) if rng.random() < 0.3 and not (kind == "group" and d in (1, 2)))
    element = rng.choice(("f32", "f32", "f32", "f64", "bf16", "f16"))
    compute = element if element in ("f32", "f64") else "f32"
    writer = Writer(name, sizes, dynamic, rng)
    if kind == "group":
        return write_group_norm(writer, element, compute, mutation)
    argument = writer.argument(range(rank), element, f"normal:{rng.choice((0, 0.5))},1,{rng.randrange(999)}")
    x = writer.cast(argument, compute)
    channel = rng.randrange(rank)
    others = [d for d in range(rank) if d != channel]
    if kind == "given":
        y = given_norm(writer, x, channel, mutation)
    elif kind == "batch":
        y = centred_norm(writer, x, others, [channel], mutation)
    elif kind == "instance":
        reduced = others[-1:] if rank == 2 else others[1:]
        y = centred_norm(writer, x, reduced, [channel], mutation)
    else:
        count = rng.randrange(1, rank) if mutation != "other axes" else rng.randrange(2, rank + 1)
        reduced = sorted(rng.sample(range(rank), count))
        if kind == "layer":
            y = centred_norm(writer, x, reduced, reduced, mutation)
        elif kind == "rms":
            y = rms_norm(writer, x, reduced, mutation)
        else:
            y = vector_norm(writer, x, reduced, mutation)
    return writer.finish(writer.cast(y, element))


def may_mutate(kind: str, mutation: str) -> bool:
    """Whether a mutation makes sense for a kind of norm."""
    if kind in ("rms", "vector", "given"):
        return mutation == "epsilon outside" or (kind == "rms" and mutation == "n - 1")
    return kind == "layer" or mutation != "other axes"
