"""Steps that change the shape: slices, pads, concatenations, reshapes, transposes, broadcasts."""

from __future__ import annotations

from typing import Callable, List, Optional, Tuple

from graphs.builder import MAX_ELEMENTS, Builder, identity, write_number
from graphs.values import FLOATS, Value


def _any_tensor(builder: Builder, least_rank: int = 1) -> Optional[Value]:
    if builder.rng.random() < 0.85:
        return builder.choose_float(lambda value: value.rank >= least_rank, limit=1e5)
    return builder.choose(lambda v: not v.is_scalar and v.rank >= least_rank and v.is_returnable)


def _slice(builder: Builder, x: Value, mode_of: Callable[[int], str]) -> Optional[Value]:
    """Takes from each axis what `mode_of(axis)` says: whole, first, last, middle or strided."""
    rng = builder.rng
    op = builder.op("slice")
    name = op.use(x)
    offsets, lengths, strides = [], [], []
    sizes: List[int] = []
    is_dynamic: List[bool] = []
    for axis, size in enumerate(x.sizes):
        mode = mode_of(axis) if size > 0 else "whole"
        dynamic, stride, offset, length = x.is_dynamic[axis], 1, 0, size
        if mode == "first":
            length = 1
        elif mode == "last":
            offset, length = size - 1, 1
        elif mode == "middle":
            offset = rng.randrange(size)
            length = rng.randint(0 if dynamic else 1, size - offset)
        elif mode == "strided":
            stride = rng.choice((2, 3))
            offset = rng.randrange(min(stride, size))
            length = (size - offset + stride - 1) // stride
        hidden = dynamic and mode in ("middle", "strided", "last") and rng.random() < 0.6
        offsets.append(op.hidden(offset) if hidden else str(offset))
        if mode == "whole" and dynamic:
            lengths.append(op.dim(x, axis))
        elif (hidden and length != 1) or length == 0:
            lengths.append(op.hidden(length))
        else:
            lengths.append(str(length))
        strides.append(str(stride))
        sizes.append(length)
        is_dynamic.append(not lengths[-1].isdigit())
    kept = [a for a in range(x.rank) if is_dynamic[a] or sizes[a] != 1 or rng.random() < 0.6]
    result = builder.result(
        op, x, sizes=tuple(sizes[a] for a in kept), is_dynamic=tuple(is_dynamic[a] for a in kept), exact=x.exact
    )
    op.lines.append(
        f"{result.name} = tensor.extract_slice {name}[{', '.join(offsets)}] [{', '.join(lengths)}]"
        f" [{', '.join(strides)}] : {x.type} to {result.type}"
    )
    op.finish(result)
    return result


def take(builder: Builder) -> bool:
    """A slice."""
    x = _any_tensor(builder)
    if x is None or x.has_static_zero:
        return False
    rng = builder.rng
    modes = ("whole", "whole", "first", "last", "middle", "strided")
    _slice(builder, x, lambda axis: rng.choice(modes))
    return True


def first(builder: Builder) -> bool:
    """The first element, row or token."""
    x = _any_tensor(builder)
    if x is None or x.has_static_zero:
        return False
    chosen = builder.rng.randrange(x.rank)
    _slice(builder, x, lambda axis: "first" if axis == chosen else "whole")
    return True


def views(builder: Builder) -> bool:
    """Q, K and V: equal parts of the last axis."""
    x = builder.choose_float(
        lambda v: v.rank > 0 and v.sizes[-1] > 2 and not v.is_dynamic[-1] and not v.has_static_zero
    )
    if x is None:
        return False
    part = x.sizes[-1] // 3
    for number in range(3):
        op = builder.op("slice")
        name = op.use(x)
        lengths = [op.size(x, axis) for axis in range(x.rank - 1)] + [str(part)]
        offsets = ["0"] * (x.rank - 1) + [str(number * part)]
        result = builder.result(op, x, sizes=(*x.sizes[:-1], part))
        op.lines.append(
            f"{result.name} = tensor.extract_slice {name}[{', '.join(offsets)}] [{', '.join(lengths)}]"
            f" [{', '.join(['1'] * x.rank)}] : {x.type} to {result.type}"
        )
        op.finish(result)
    return True


def insert(builder: Builder) -> bool:
    """A tensor put into a larger one, at an offset and with strides."""
    x = _any_tensor(builder)
    if x is None or x.has_static_zero or x.count * 4 > MAX_ELEMENTS:
        return False
    rng = builder.rng
    strides = [rng.choice((1, 1, 1, 2)) for _ in x.sizes]
    offsets = [rng.choice((0, 0, 1, 3)) for _ in x.sizes]
    sizes = tuple(o + n * s + rng.choice((0, 0, 2)) for o, n, s in zip(offsets, x.sizes, strides))
    spec = "normal:0,1" if x.element in FLOATS else "random"
    target = builder.argument(sizes, x.element, spec, x.low, x.high)
    if any(o >= size for o, size, is_dynamic in zip(offsets, sizes, target.is_dynamic) if not is_dynamic):
        # MLIR refuses an offset at the end of a tensor by its type, whatever has that place.
        return False
    op = builder.op("insert")
    lengths = [op.size(x, axis) for axis in range(x.rank)]
    places = [op.hidden(o) if d and rng.random() < 0.5 else str(o) for o, d in zip(offsets, target.is_dynamic)]
    result = builder.result(op, target, low=min(x.low, -8.3), high=max(x.high, 8.3))
    op.lines.append(
        f"{result.name} = tensor.insert_slice {op.use(x)} into {op.use(target)}[{', '.join(places)}]"
        f" [{', '.join(lengths)}] [{', '.join(map(str, strides))}] : {x.type} into {target.type}"
    )
    op.finish(result)
    return True


def pad(builder: Builder) -> bool:
    """Rows or columns around a tensor."""
    x = _any_tensor(builder)
    if x is None or x.count * 4 > MAX_ELEMENTS or x.element == "i1":
        return False
    rng = builder.rng
    op = builder.op("pad")
    name = op.use(x)
    chosen = rng.randrange(x.rank)
    lows, highs, sizes, is_dynamic = [], [], [], []
    for axis, size in enumerate(x.sizes):
        low, high = (rng.choice((0, 1, 2)), rng.choice((0, 1, 5))) if axis == chosen or rng.random() < 0.2 else (0, 0)
        hidden = (low or high) and rng.random() < 0.3
        lows.append(op.hidden(low) if hidden else str(low))
        highs.append(op.hidden(high) if hidden else str(high))
        sizes.append(low + size + high)
        is_dynamic.append(bool(x.is_dynamic[axis] or hidden))
    number = rng.choice((0.0, 1.0, -2.0))
    constant = op.define(f"arith.constant {write_number(number, x.element)} : {x.element}")
    result = builder.result(
        op, x, sizes=tuple(sizes), is_dynamic=tuple(is_dynamic), low=min(x.low, number), high=max(x.high, number)
    )
    indices = ", ".join(f"{op.fresh('i')}: index" for _ in x.sizes)
    op.lines += [
        f"{result.name} = tensor.pad {name} low[{', '.join(lows)}] high[{', '.join(highs)}] {{",
        f"^bb0({indices}):",
        f"  tensor.yield {constant} : {x.element}",
        f"}} : {x.type} to {result.type}",
    ]
    op.finish(result)
    return True


def concatenate(builder: Builder) -> bool:
    """Two or three tensors along an axis."""
    x = builder.choose_float(lambda v: v.rank > 0 and v.count * 3 <= MAX_ELEMENTS)
    if x is None:
        return False
    rng = builder.rng
    axis = rng.randrange(x.rank)
    parts = [x]
    for _ in range(rng.choice((1, 1, 2))):
        if rng.random() < 0.5:
            parts.append(builder.partner(x))
        else:
            sizes = tuple(rng.choice((1, 2, 5)) if a == axis else size for a, size in enumerate(x.sizes))
            is_dynamic = tuple(rng.random() < builder.dynamic if a == axis else d for a, d in enumerate(x.is_dynamic))
            parts.append(builder.argument(sizes, x.element, is_dynamic=is_dynamic))
    rng.shuffle(parts)
    op = builder.op("concat")
    result = builder.result(
        op,
        x,
        sizes=tuple(sum(p.sizes[a] for p in parts) if a == axis else size for a, size in enumerate(x.sizes)),
        is_dynamic=tuple(any(p.is_dynamic[a] for p in parts) for a in range(x.rank)),
        low=min(p.low for p in parts),
        high=max(p.high for p in parts),
    )
    op.lines.append(
        f"{result.name} = tensor.concat dim({axis}) {', '.join(op.use(p) for p in parts)}"
        f" : ({', '.join(p.type for p in parts)}) -> {result.type}"
    )
    op.finish(result)
    return True


def _write_groups(groups: List[List[int]]) -> str:
    return "[" + ", ".join("[" + ", ".join(map(str, group)) + "]" for group in groups) + "]"


def expand(builder: Builder, x: Value, axis: int, factors: Tuple[int, ...]) -> Value:
    """Splits an axis; the first of `factors` is the size that isn't stated where the axis is dynamic."""
    op = builder.op("expand")
    name = op.use(x)
    groups: List[List[int]] = []
    sizes: List[int] = []
    is_dynamic: List[bool] = []
    shape: List[str] = []
    for a, size in enumerate(x.sizes):
        start = len(sizes)
        if a != axis:
            sizes.append(size)
            is_dynamic.append(x.is_dynamic[a])
            shape.append(op.size(x, a))
        else:
            rest = 1
            for factor in factors[1:]:
                rest *= factor
            for number, factor in enumerate(factors):
                dynamic = number == 0 and x.is_dynamic[a]
                text = str(factor)
                if dynamic:
                    text = op.define(f"arith.divui {op.dim(x, a)}, {op.constant(max(rest, 1), 'index')} : index", "d")
                sizes.append(factor)
                is_dynamic.append(dynamic)
                shape.append(text)
        groups.append(list(range(start, len(sizes))))
    result = builder.result(op, x, sizes=tuple(sizes), is_dynamic=tuple(is_dynamic), exact=x.exact)
    op.lines.append(
        f"{result.name} = tensor.expand_shape {name} {_write_groups(groups)} output_shape [{', '.join(shape)}]"
        f" : {x.type} into {result.type}"
    )
    op.finish(result)
    return result


def collapse(builder: Builder, x: Value, groups: List[List[int]]) -> Value:
    """Joins axes; no groups make one number of a tensor of ones."""
    op = builder.op("collapse")
    sizes, is_dynamic = [], []
    for group in groups:
        size = 1
        for axis in group:
            size *= x.sizes[axis]
        sizes.append(size)
        is_dynamic.append(any(x.is_dynamic[axis] for axis in group))
    result = builder.result(op, x, sizes=tuple(sizes), is_dynamic=tuple(is_dynamic), exact=x.exact)
    op.lines.append(
        f"{result.name} = tensor.collapse_shape {op.use(x)} {_write_groups(groups)} : {x.type} into {result.type}"
    )
    op.finish(result)
    return result


def _factors(builder: Builder, size: int) -> Tuple[int, ...]:
    """Two factors of a size, 1 among them."""
    choices = [f for f in range(1, max(size, 1) + 1) if size % f == 0 and f <= 512] or [1]
    second = builder.rng.choice(choices)
    return size // second, second


def split(builder: Builder) -> bool:
    """Splits an axis in two."""
    x = _any_tensor(builder)
    if x is None or x.rank > 5:
        return False
    axis = builder.rng.randrange(x.rank)
    expand(builder, x, axis, _factors(builder, x.sizes[axis]))
    return True


def join(builder: Builder) -> bool:
    """Joins neighbouring axes."""
    x = _any_tensor(builder, 2)
    if x is None:
        return False
    axis = builder.rng.randrange(x.rank - 1)
    groups = [[a] for a in range(axis)] + [[axis, axis + 1]] + [[a] for a in range(axis + 2, x.rank)]
    collapse(builder, x, groups)
    return True


def regroup(builder: Builder) -> bool:
    """All axes joined and split elsewhere, as group normalization by hand does."""
    x = _any_tensor(builder, 2)
    if x is None:
        return False
    flat = collapse(builder, x, [list(range(x.rank))])
    result = expand(builder, flat, 0, _factors(builder, flat.sizes[0]))
    if builder.rng.random() < 0.3:
        expand(builder, result, 1, _factors(builder, result.sizes[1]))
    return True


def to_rank_zero(builder: Builder) -> bool:
    """One number as a tensor of rank 0: an argument of one element, collapsed, or one that is rank 0 already."""
    rng = builder.rng
    ones = [v for v in builder.visible() if v.is_float and v.rank > 0 and all(s == 1 for s in v.sizes)]
    ones = [v for v in ones if not any(v.is_dynamic) and v.magnitude < 100]
    x = rng.choice(ones) if ones and rng.random() < 0.6 else None
    if x is None:
        element = rng.choice([v.element for v in builder.visible() if v.is_float] or ["f32"])
        spec = ("normal:1,0.2", 0.1, 2.0)
        if rng.random() < 0.3:
            builder.argument((), element, *spec)
            return True
        x = builder.argument(rng.choice(((1,), (1, 1))), element, *spec)
        x = builder.restate(x, (False,) * x.rank)
    collapse(builder, x, [])
    return True


def unit_axes(builder: Builder) -> bool:
    """An axis of one element more."""
    x = _any_tensor(builder, 0)
    if x is None or x.rank > 4:
        return False
    if x.rank == 0:
        op = builder.op("expand")
        result = builder.result(op, x, sizes=(1, 1), is_dynamic=(False, False), exact=x.exact)
        op.lines.append(
            f"{result.name} = tensor.expand_shape {op.use(x)} [] output_shape [1, 1] : {x.type} into {result.type}"
        )
        op.finish(result)
        return True
    axis = builder.rng.randrange(x.rank)
    expand(builder, x, axis, (x.sizes[axis], 1))
    return True


def transpose_of(builder: Builder, x: Value, order: List[int]) -> Value:
    """The axes in another order, by linalg.transpose or a generic."""
    op = builder.op("transpose")
    init, like = op.empty_of([(x, axis) for axis in order], x.element)
    if builder.rng.random() < 0.5:
        text = f"ins({op.use(x)} : {x.type}) outs({init} : {like.type}) permutation = [{', '.join(map(str, order))}]"
        name = op.define(f"linalg.transpose {text}", "v")
    else:
        map_ = ", ".join(f"d{order.index(axis)}" for axis in range(x.rank))
        name = op.generic(
            [(op.use(x), x.type, map_)], [(init, like.type, identity(x.rank))], "p" * x.rank, lambda s, i, o: i
        )[0]
    result = builder.result(op, x, name=name, sizes=like.sizes, is_dynamic=like.is_dynamic, exact=x.exact)
    op.finish(result)
    return result


def transpose(builder: Builder) -> bool:
    """The axes in another order."""
    x = _any_tensor(builder, 2)
    if x is None:
        return False
    order = list(range(x.rank))
    builder.rng.shuffle(order)
    transpose_of(builder, x, order)
    return True


def with_transpose(builder: Builder) -> bool:
    """x + transpose(x), of a square."""
    x = builder.choose_float(lambda v: v.rank == 2 and v.sizes[0] == v.sizes[1])
    if x is None:
        size = builder.rng.choice((1, 4, 9, 33))
        x = builder.argument((size, size), builder.rng.choice(FLOATS))
    y = builder.restate(transpose_of(builder, x, [1, 0]), x.is_dynamic)
    op = builder.op("binary")
    name = op.tensors(x).call("arith.addf", x.element, op.use(x), op.use(y))
    op.finish(builder.result(op, x, name=name, low=2 * x.low, high=2 * x.high))
    return True


def broadcast(builder: Builder) -> bool:
    """A new axis along which everything is repeated."""
    x = builder.choose_float(lambda v: v.rank < 4 and v.count * 8 <= MAX_ELEMENTS)
    if x is None:
        return False
    rng = builder.rng
    axis = rng.randrange(x.rank + 1)
    other = builder.choose(lambda v: not v.is_scalar and v.rank > 0 and 0 < v.sizes[0] <= 8)
    op = builder.op("repeat")
    if other is None:
        return False
    sources: List[Tuple[Value, int]] = [(x, a) for a in range(x.rank)]
    sources.insert(axis, (other, 0))
    init, like = op.empty_of(sources, x.element)
    if rng.random() < 0.5:
        text = f"ins({op.use(x)} : {x.type}) outs({init} : {like.type}) dimensions = [{axis}]"
        name = op.define(f"linalg.broadcast {text}", "v")
    else:
        map_ = ", ".join(f"d{a}" for a in range(x.rank + 1) if a != axis)
        name = op.generic(
            [(op.use(x), x.type, map_)],
            [(init, like.type, identity(x.rank + 1))],
            "p" * (x.rank + 1),
            lambda s, i, o: i,
        )[0]
    op.finish(builder.result(op, x, name=name, sizes=like.sizes, is_dynamic=like.is_dynamic, exact=x.exact))
    return True


def restate_sizes(builder: Builder) -> bool:
    """A tensor.cast to a type that states more sizes or fewer."""
    x = _any_tensor(builder)
    if x is None:
        return False
    builder.restate(x, tuple(builder.rng.random() < 0.5 for _ in x.sizes))
    return True


def reverse(builder: Builder) -> bool:
    """An axis backwards, by a map with a negative factor."""
    x = builder.choose_float(lambda v: v.rank > 0 and not any(v.is_dynamic) and not v.has_static_zero)
    if x is None:
        return False
    axis = builder.rng.randrange(x.rank)
    op = builder.op("reverse")
    map_ = ", ".join(f"-d{a} + {x.sizes[a] - 1}" if a == axis else f"d{a}" for a in range(x.rank))
    init = op.empty(x)
    name = op.generic([(op.use(x), x.type, map_)], [(init, x.type, identity(x.rank))], "p" * x.rank, lambda s, i, o: i)[
        0
    ]
    op.finish(builder.result(op, x, name=name))
    return True
