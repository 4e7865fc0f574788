"""Norms as front ends write them: many generics, axes of one element that stay, windows of padded tensors."""

from __future__ import annotations

from typing import Callable, List, Optional, Sequence

from graphs.builder import Builder, Scope, identity
from graphs.reductions import reduce_by
from graphs.shapes import collapse, expand
from graphs.values import Value


def pointwise(
    builder: Builder, x: Value, word: str, other: Optional[Value] = None, number: Optional[float] = None
) -> Value:
    """A generic of one op on `x`, whose second operand is a tensor of the same type or a number."""
    op = builder.op("pointwise")
    reads = [(op.use(x), x.type, identity(x.rank))]
    if other is not None:
        reads.append((op.use(other), other.type, identity(x.rank)))

    def body(scope: Scope, inputs: List[str], outputs: List[str]) -> List[str]:
        operands = list(inputs)
        if number is not None:
            operands.append(scope.constant(number, x.element))
        return [scope.call(word, x.element, *operands)]

    name = op.generic(reads, [(op.empty(x), x.type, identity(x.rank))], "p" * x.rank, body)[0]
    result = builder.result(op, x, name=name, low=-20.0, high=20.0)
    op.finish(result)
    return result


def along(builder: Builder, x: Value, word: str, other: Value, map_: str) -> Value:
    """A generic of one op on `x` and a tensor that `map_` reads."""
    op = builder.op("along")
    reads = [(op.use(x), x.type, identity(x.rank)), (op.use(other), other.type, map_)]
    outs = [(op.empty(x), x.type, identity(x.rank))]
    name = op.generic(reads, outs, "p" * x.rank, lambda s, i, o: [s.call(word, x.element, *i)])[0]
    result = builder.result(op, x, name=name, low=-20.0, high=20.0)
    op.finish(result)
    return result


def spread(builder: Builder, statistic: Value, like: Value, map_: str) -> Value:
    """A generic that repeats a statistic to the sizes of `like`."""
    op = builder.op("spread")
    outs = [(op.empty(like), like.type, identity(like.rank))]
    name = op.generic([(op.use(statistic), statistic.type, map_)], outs, "p" * like.rank, lambda s, i, o: i)[0]
    result = builder.result(op, like, name=name, low=statistic.low, high=statistic.high)
    op.finish(result)
    return result


def _start(builder: Builder, accept: Callable[[Value], bool]) -> Optional[Value]:
    return builder.choose_float(lambda v: accept(v) and v.count > 0, limit=100.0)


def _with_range(builder: Builder, value: Value, low: float, high: float) -> Value:
    """The same value with a range that is known better."""
    better = Value(**{**value.__dict__, "low": low, "high": high})
    builder.values[builder.values.index(value)] = better
    return better


def layer_norm(builder: Builder) -> bool:
    """Mean and variance by two reductions, each value spread out before it is used."""
    x = _start(builder, lambda v: v.rank in (2, 3))
    if x is None:
        return False
    rng = builder.rng
    last = x.rank - 1
    keep, join, out = rng.random() < 0.6, rng.random() < 0.5, rng.random() < 0.5
    kept = ", ".join(f"d{a}" for a in range(last))
    unit = ", ".join([*(f"d{a}" for a in range(last)), "0"])
    count = float(x.sizes[last])

    def use(statistic: Value, value: Value, word: str) -> Value:
        map_ = unit if keep else kept
        if keep and join:
            groups = [[a] for a in range(last - 1)] + [[last - 1, last]]
            statistic, map_ = collapse(builder, statistic, groups), kept
        if out:
            return pointwise(builder, value, word, spread(builder, statistic, value, map_))
        return along(builder, value, word, statistic, map_)

    mean = pointwise(builder, reduce_by(builder, x, [last], "sum", keep), "arith.divf", number=count)
    mean = _with_range(builder, mean, x.low, x.high)
    centred = use(mean, x, "arith.subf")
    centred = _with_range(builder, centred, x.low - x.high, x.high - x.low)
    square = pointwise(builder, centred, "arith.mulf", centred)
    variance = pointwise(builder, reduce_by(builder, square, [last], "sum", keep), "arith.divf", number=count)
    safe = pointwise(builder, variance, "arith.addf", number=1e-2)
    rstd = pointwise(builder, safe, "math.rsqrt")
    y = use(_with_range(builder, rstd, 0.0, 10.0), centred, "arith.mulf")
    if rng.random() < 0.6:
        y = along(builder, y, "arith.mulf", builder.argument((x.sizes[last],), x.element), f"d{last}")
    if rng.random() < 0.6:
        along(builder, y, "arith.addf", builder.argument((x.sizes[last],), x.element), f"d{last}")
    return True


def group_norm(builder: Builder) -> bool:
    """Channels split into groups by reshapes, as ONNX's function does: n, c, s -> n * g, c / g * s and back."""
    x = _start(builder, lambda v: v.rank in (3, 4) and 1 < v.sizes[1] <= 64 and not any(v.is_dynamic[1:]))
    if x is None:
        return False
    rng = builder.rng
    channels = x.sizes[1]
    groups = rng.choice([g for g in range(1, channels + 1) if channels % g == 0])
    flat = collapse(builder, x, [list(range(x.rank))])
    rest = x.count // (x.sizes[0] * groups)
    rows = expand(builder, flat, 0, (x.sizes[0] * groups, rest))
    mean = pointwise(builder, reduce_by(builder, rows, [1], "sum", True), "arith.divf", number=float(rest))
    centred = along(builder, rows, "arith.subf", _with_range(builder, mean, x.low, x.high), "d0, 0")
    moment = reduce_by(builder, centred, [1], "square", True)
    variance = pointwise(builder, moment, "arith.divf", number=float(rest))
    rstd = pointwise(builder, pointwise(builder, variance, "arith.addf", number=1e-2), "math.rsqrt")
    y = along(builder, centred, "arith.mulf", rstd, "d0, 0")
    flat = collapse(builder, y, [[0, 1]])
    y = expand(builder, flat, 0, x.sizes)
    y = builder.restate(y, x.is_dynamic)
    if rng.random() < 0.6:
        along(builder, y, "arith.mulf", builder.argument((channels,), x.element), "d1")
    return True


def mean_variance(builder: Builder) -> bool:
    """E[x^2] - E[x]^2 over all axes but the channel's, kept as ones, with math.fpowi; the epsilon is large."""
    x = _start(builder, lambda v: v.rank in (3, 4) and v.element in ("f32", "f64") and v.magnitude < 20)
    if x is None:
        return False
    axes = [a for a in range(x.rank) if a != 1]
    count = float(x.count // x.sizes[1])
    unit = ", ".join("d1" if a == 1 else "0" for a in range(x.rank))

    def squared(value: Value) -> Value:
        op = builder.op("pointwise")

        def body(scope: Scope, inputs: List[str], outputs: List[str]) -> List[str]:
            two = scope.constant(2, "i64")
            return [scope.define(f"math.fpowi {inputs[0]}, {two} : {value.element}, i64")]

        map_ = identity(value.rank)
        name = op.generic(
            [(op.use(value), value.type, map_)], [(op.empty(value), value.type, map_)], "p" * value.rank, body
        )[0]
        result = builder.result(op, value, name=name, low=0.0, high=value.magnitude**2)
        op.finish(result)
        return result

    mean = pointwise(builder, reduce_by(builder, x, axes, "sum", True), "arith.divf", number=count)
    mean = _with_range(builder, mean, x.low, x.high)
    second = pointwise(builder, reduce_by(builder, squared(x), axes, "sum", True), "arith.divf", number=count)
    variance = pointwise(builder, second, "arith.subf", squared(mean))
    safe = pointwise(builder, variance, "arith.addf", number=0.25)
    deviation = pointwise(builder, safe, "math.sqrt")
    centred = along(builder, x, "arith.subf", mean, unit)
    along(builder, centred, "arith.divf", deviation, unit)
    return True


def softmax(builder: Builder) -> bool:
    """exp(x - max) / sum, by hand."""
    x = _start(builder, lambda v: v.rank in (2, 3))
    if x is None:
        return False
    last = x.rank - 1
    keep = builder.rng.random() < 0.5
    map_ = ", ".join([*(f"d{a}" for a in range(last)), *(["0"] if keep else [])])
    most = reduce_by(builder, x, [last], "max", keep)
    shifted = along(builder, x, "arith.subf", most, map_)
    power = _with_range(builder, pointwise(builder, shifted, "math.exp"), 0.0, 1.0)
    total = _with_range(builder, reduce_by(builder, power, [last], "sum", keep), 0.0, 1e4)
    y = along(builder, power, "arith.divf", total, map_)
    _with_range(builder, y, 0.0, 1.0)
    return True


def l2_normalize(builder: Builder) -> bool:
    """x / max(||x||, epsilon), by hand, along any axis."""
    x = _start(builder, lambda v: v.rank > 0 and v.magnitude < 50)
    if x is None:
        return False
    axis = builder.rng.randrange(x.rank)
    keep = builder.rng.random() < 0.5
    dims = ["0" if a == axis else f"d{a}" for a in range(x.rank) if keep or a != axis]
    moment = reduce_by(builder, x, [axis], "square", keep)
    least = pointwise(builder, moment, "arith.maximumf", number=1e-2)
    y = along(builder, x, "arith.divf", pointwise(builder, least, "math.sqrt"), ", ".join(dims))
    _with_range(builder, y, -1.0, 1.0)
    return True


def _padded_squares(builder: Builder, x: Value, axis: int, before: int, after: int) -> Value:
    square = pointwise(builder, x, "arith.mulf", x)
    op = builder.op("pad")
    zero = op.constant(0.0, x.element)
    lows = ", ".join(str(before) if a == axis else "0" for a in range(x.rank))
    highs = ", ".join(str(after) if a == axis else "0" for a in range(x.rank))
    sizes = tuple(s + before + after if a == axis else s for a, s in enumerate(x.sizes))
    padded = builder.result(op, x, sizes=sizes, low=0.0, high=x.magnitude**2)
    indices = ", ".join(f"{op.fresh('i')}: index" for _ in range(x.rank))
    op.lines += [
        f"{padded.name} = tensor.pad {op.use(square)} low[{lows}] high[{highs}] {{",
        f"^bb0({indices}):",
        f"  tensor.yield {zero} : {x.element}",
        f"}} : {x.type} to {padded.type}",
    ]
    op.finish(padded)
    return padded


def _window_generic(builder: Builder, x: Value, padded: Value, axis: int, size: int) -> Value:
    """The sum over a window that a map slides: d_axis + the window's own dimension."""
    op = builder.op("window")
    window = op.define(f"tensor.empty() : tensor<{size}x{x.element}>", "e")
    filled = op.fill(op.empty(x), x.type, 0.0, x.element)
    map_ = ", ".join(f"d{a} + d{x.rank}" if a == axis else f"d{a}" for a in range(x.rank))
    name = op.generic(
        [(op.use(padded), padded.type, map_), (window, f"tensor<{size}x{x.element}>", f"d{x.rank}")],
        [(filled, x.type, identity(x.rank))],
        "p" * x.rank + "r",
        lambda s, i, o: [s.call("arith.addf", x.element, o[0], i[0])],
    )[0]
    result = builder.result(op, x, name=name, low=0.0, high=padded.high * size)
    op.finish(result)
    return result


def _window_slices(builder: Builder, x: Value, padded: Value, axis: int, size: int) -> Value:
    """The sum over a window as slices added up."""
    total: Optional[Value] = None
    for number in range(size):
        op = builder.op("slice")
        offsets = ", ".join(str(number) if a == axis else "0" for a in range(x.rank))
        lengths = ", ".join(op.size(x, a) for a in range(x.rank))
        part = builder.result(op, padded, sizes=x.sizes, is_dynamic=x.is_dynamic)
        op.lines.append(
            f"{part.name} = tensor.extract_slice {op.use(padded)}[{offsets}] [{lengths}]"
            f" [{', '.join(['1'] * x.rank)}] : {padded.type} to {part.type}"
        )
        op.finish(part)
        total = part if total is None else pointwise(builder, total, "arith.addf", part)
    assert total is not None
    return _with_range(builder, total, 0.0, padded.high * size)


def _window_pooling(builder: Builder, x: Value, padded: Value, size: int) -> Value:
    """The sum over a window as linalg.pooling_ncw_sum, whose window slides along the last of three axes."""
    op = builder.op("pooling")
    window = op.define(f"tensor.empty() : tensor<{size}x{x.element}>", "e")
    filled = op.fill(op.empty(x), x.type, 0.0, x.element)
    name = op.define(
        "linalg.pooling_ncw_sum {dilations = dense<1> : vector<1xi64>, strides = dense<1> : vector<1xi64>}"
        f" ins({op.use(padded)}, {window} : {padded.type}, tensor<{size}x{x.element}>)"
        f" outs({filled} : {x.type}) -> {x.type}",
        "v",
    )
    result = builder.result(op, x, name=name, low=0.0, high=padded.high * size)
    op.finish(result)
    return result


def local_response_norm(builder: Builder) -> bool:
    """x / (k + alpha * window sum of squares)^beta, the window in one of the front ends' spellings."""
    x = _start(builder, lambda v: v.rank == 3 and v.magnitude < 20)
    if x is None:
        return False
    rng = builder.rng
    size = rng.choice((2, 3, 5))
    before = rng.choice((size // 2, (size - 1) // 2))
    way = rng.choice(("generic", "slices", "pooling"))
    axis = 2 if way == "pooling" else rng.randrange(3)
    padded = _padded_squares(builder, x, axis, before, size - 1 - before)
    if way == "generic":
        total = _window_generic(builder, x, padded, axis, size)
    elif way == "slices":
        total = _window_slices(builder, x, padded, axis, size)
    else:
        total = _window_pooling(builder, x, padded, size)
    scaled = pointwise(builder, total, "arith.mulf", number=0.05)
    based = pointwise(builder, scaled, "arith.addf", number=1.0)
    divisor = pointwise(builder, based, "math.powf", number=rng.choice((0.75, 0.5, 1.0)))
    y = pointwise(builder, x, "arith.divf", divisor)
    _with_range(builder, y, x.low, x.high)
    return True


def layer_norm_gradient(builder: Builder) -> bool:
    """The gradient of layer normalization in its input, of a given one in its result; also that of the scale."""
    x = _start(builder, lambda v: v.rank == 2)
    if x is None:
        return False
    count = float(x.sizes[1])
    g = builder.restate(builder.argument(x.sizes, x.element), x.is_dynamic)
    mean = pointwise(builder, reduce_by(builder, x, [1], "sum", False), "arith.divf", number=count)
    centred = along(builder, x, "arith.subf", _with_range(builder, mean, x.low, x.high), "d0")
    variance = pointwise(builder, reduce_by(builder, centred, [1], "square", False), "arith.divf", number=count)
    rstd = pointwise(builder, pointwise(builder, variance, "arith.addf", number=1e-1), "math.rsqrt")
    normalized = along(builder, centred, "arith.mulf", rstd, "d0")
    product = pointwise(builder, g, "arith.mulf", normalized)
    reduce_by(builder, product, [0], "sum", False)
    inner = pointwise(builder, reduce_by(builder, product, [1], "sum", False), "arith.divf", number=count)
    outer = pointwise(builder, reduce_by(builder, g, [1], "sum", False), "arith.divf", number=count)
    part = along(builder, normalized, "arith.mulf", inner, "d0")
    rest = along(builder, pointwise(builder, g, "arith.subf", part), "arith.subf", outer, "d0")
    along(builder, rest, "arith.mulf", rstd, "d0")
    return True


def crossing(builder: Builder) -> bool:
    """Two chains, each of which reads what the other one makes, along rows: kernels that would read each other."""
    x = _start(builder, lambda v: v.rank == 2 and v.magnitude < 5)
    if x is None:
        return False
    rows = builder.argument((x.sizes[0],), x.element, "normal:2,0.2", 0.3, 3.7, (x.is_dynamic[0],))
    root = _with_range(builder, pointwise(builder, rows, "math.sqrt"), 0.5, 2.0)
    power = _with_range(builder, pointwise(builder, x, "math.exp"), 0.0, 150.0)
    column = expand(builder, root, 0, (x.sizes[0], 1))
    along(builder, power, "arith.mulf", column, "d0, 0")
    scaled = along(builder, power, "arith.mulf", root, "d0")
    reduce_by(builder, scaled, [1], "sum", builder.rng.random() < 0.5)
    return True


def all_steps() -> Sequence[Callable[[Builder], bool]]:
    """Every step of this file."""
    return (
        layer_norm,
        group_norm,
        mean_variance,
        softmax,
        l2_normalize,
        local_response_norm,
        layer_norm_gradient,
        crossing,
    )
