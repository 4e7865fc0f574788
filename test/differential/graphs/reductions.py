"""Steps that reduce: sums and maxima in the spellings of linalg, products with matrices, pooling."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from graphs.builder import MAX_ELEMENTS, Builder, Op, Scope, identity
from graphs.values import Value

# op, start value, and whether it grows with the number of addends.
COMBINERS = {
    "sum": ("arith.addf", 0.0),
    "square": ("arith.addf", 0.0),
    "absolute": ("arith.addf", 0.0),
    "max": ("arith.maximumf", -1e4),
    "min": ("arith.minimumf", 1e4),
}


def _kept(op: Op, x: Value, axes: Sequence[int], keep: bool, element: str) -> Tuple[str, Value, str]:
    """The init of a reduction over `axes`, its type as a value, and its map; `keep` leaves axes of one element."""
    kept = [a for a in range(x.rank) if a not in axes]
    if not keep:
        init, like = op.empty_of([(x, a) for a in kept], element)
        return init, like, ", ".join(f"d{a}" for a in kept)
    sizes = tuple(1 if a in axes else x.sizes[a] for a in range(x.rank))
    is_dynamic = tuple(a not in axes and x.is_dynamic[a] for a in range(x.rank))
    like = Value("", sizes, element, is_dynamic, 0.0, 0.0)
    dims = [op.dim(x, a) for a in kept if x.is_dynamic[a]]
    init = op.define(f"tensor.empty({', '.join(dims)}) : {like.type}", "e")
    return init, like, ", ".join("0" if a in axes else f"d{a}" for a in range(x.rank))


def reduce_by(builder: Builder, x: Value, axes: Sequence[int], kind: str, keep: bool) -> Value:
    """A reduction as front ends write it: fill, then a generic."""
    op = builder.op("reduce")
    word, start = COMBINERS[kind]
    init, like, map_ = _kept(op, x, axes, keep, x.element)
    filled = op.fill(init, like.type, start, x.element)

    def body(scope: Scope, inputs: List[str], outputs: List[str]) -> List[str]:
        value = inputs[0]
        if kind == "square":
            value = scope.call("arith.mulf", x.element, value, value)
        elif kind == "absolute":
            value = scope.call("math.absf", x.element, value)
        operands = [outputs[0], value] if builder.rng.random() < 0.5 else [value, outputs[0]]
        return [scope.call(word, x.element, *operands)]

    iterators = "".join("r" if a in axes else "p" for a in range(x.rank))
    name = op.generic([(op.use(x), x.type, identity(x.rank))], [(filled, like.type, map_)], iterators, body)[0]
    count = 1
    for axis in axes:
        count *= x.sizes[axis]
    grown = {"sum": x.magnitude * count, "square": x.magnitude**2 * count, "absolute": x.magnitude * count}
    high = grown.get(kind, 1e4)
    result = builder.result(
        op,
        x,
        name=name,
        sizes=like.sizes,
        is_dynamic=like.is_dynamic,
        low=-high if kind == "sum" else min(0.0, -high if kind in ("max", "min") else 0.0),
        high=high,
    )
    op.finish(result)
    return result


def _some_axes(builder: Builder, x: Value) -> List[int]:
    if builder.rng.random() < 0.5:
        return [x.rank - 1]
    return sorted(builder.rng.sample(range(x.rank), builder.rng.randint(1, x.rank)))


def reduce(builder: Builder) -> bool:
    """A reduction, which leaves its axes out or leaves one element along them."""
    x = builder.choose_float(lambda v: v.rank > 0, limit=50.0)
    if x is None:
        return False
    axes = _some_axes(builder, x)
    reduce_by(builder, x, axes, builder.rng.choice(sorted(COMBINERS)), builder.rng.random() < 0.4)
    return True


def reduce_named(builder: Builder) -> bool:
    """linalg.reduce."""
    x = builder.choose_float(lambda v: v.rank > 0, limit=50.0)
    if x is None:
        return False
    axes = _some_axes(builder, x)
    op = builder.op("reduce")
    init, like, _ = _kept(op, x, axes, False, x.element)
    filled = op.fill(init, like.type, 0.0, x.element)
    text = f"ins({op.use(x)} : {x.type}) outs({filled} : {like.type}) dimensions = {axes}"
    name = op.define(f"linalg.reduce {{ arith.addf }} {text}", "v")
    high = x.magnitude * x.count
    op.finish(builder.result(op, x, name=name, sizes=like.sizes, is_dynamic=like.is_dynamic, low=-high, high=high))
    return True


def reduce_two(builder: Builder) -> bool:
    """Sum and sum of squares by one generic, of which one may be unused."""
    x = builder.choose_float(lambda v: v.rank > 0, limit=50.0)
    if x is None:
        return False
    axes = _some_axes(builder, x)
    op = builder.op("reduce")
    init, like, map_ = _kept(op, x, axes, False, x.element)
    filled = op.fill(init, like.type, 0.0, x.element)

    def body(scope: Scope, inputs: List[str], outputs: List[str]) -> List[str]:
        square = scope.call("arith.mulf", x.element, inputs[0], inputs[0])
        return [
            scope.call("arith.addf", x.element, outputs[0], inputs[0]),
            scope.call("arith.addf", x.element, square, outputs[1]),
        ]

    iterators = "".join("r" if a in axes else "p" for a in range(x.rank))
    outputs = [(filled, like.type, map_)] * 2
    names = op.generic([(op.use(x), x.type, identity(x.rank))], outputs, iterators, body)
    highs = (x.magnitude * x.count, x.magnitude**2 * x.count)
    op.finish(
        *(
            builder.result(op, x, name=n, sizes=like.sizes, is_dynamic=like.is_dynamic, low=-h, high=h)
            for n, h in zip(names, highs)
        )
    )
    return True


def reduce_integers(builder: Builder) -> bool:
    """A sum or a maximum of integers, or whether any is true."""
    x = builder.choose(lambda v: v.element in ("i1", "i8", "i32", "i64") and not v.is_scalar and v.rank > 0)
    if x is None:
        return False
    axes = _some_axes(builder, x)
    op = builder.op("reduce")
    init, like, map_ = _kept(op, x, axes, False, x.element)
    word = builder.rng.choice(("arith.ori", "arith.andi") if x.element == "i1" else ("arith.addi", "arith.maxsi"))
    filled = op.fill(init, like.type, 1.0 if word == "arith.andi" else 0.0, x.element)
    iterators = "".join("r" if a in axes else "p" for a in range(x.rank))
    name = op.generic(
        [(op.use(x), x.type, identity(x.rank))],
        [(filled, like.type, map_)],
        iterators,
        lambda s, i, o: [s.call(word, x.element, o[0], i[0])],
    )[0]
    high = 1.0 if x.element == "i1" else 127.0 * max(x.count, 1)
    op.finish(builder.result(op, x, name=name, sizes=like.sizes, is_dynamic=like.is_dynamic, low=-high, high=high))
    return True


def matmul(builder: Builder) -> bool:
    """A product with a matrix that is an argument."""
    x = builder.choose_float(lambda v: v.rank in (2, 3) and v.sizes[-1] <= 256, limit=20.0)
    if x is None:
        return False
    rng = builder.rng
    columns = rng.choice((1, x.sizes[-1], 7, 32))
    batch = [x.sizes[0]] if x.rank == 3 else []
    if x.count * columns > 64 * MAX_ELEMENTS or x.count // max(x.sizes[-1], 1) * columns > MAX_ELEMENTS:
        return False
    w = builder.argument((*batch, x.sizes[-1], columns), x.element, "normal:0,0.1", -0.9, 0.9)
    op = builder.op("matmul")
    axes = [(x, a) for a in range(x.rank - 1)] + [(w, w.rank - 1)]
    init, like = op.empty_of(axes, x.element)
    filled = op.fill(init, like.type, 0.0, x.element)
    word = "linalg.batch_matmul" if batch else "linalg.matmul"
    operands = f"ins({op.use(x)}, {op.use(w)} : {x.type}, {w.type}) outs({filled} : {like.type})"
    name = op.define(f"{word} {operands} -> {like.type}", "v")
    high = min(x.magnitude * x.sizes[-1], 40.0)
    op.finish(builder.result(op, x, name=name, sizes=like.sizes, is_dynamic=like.is_dynamic, low=-high, high=high))
    return True


def softmax(builder: Builder) -> bool:
    """linalg.softmax."""
    x = builder.choose_float(lambda v: v.rank > 0)
    if x is None:
        return False
    op = builder.op("softmax")
    init = op.empty(x)
    axis = builder.rng.randrange(x.rank)
    operands = f"ins({op.use(x)} : {x.type}) outs({init} : {x.type})"
    name = op.define(f"linalg.softmax dimension({axis}) {operands} -> {x.type}", "v")
    op.finish(builder.result(op, x, name=name, low=0.0, high=1.0))
    return True
