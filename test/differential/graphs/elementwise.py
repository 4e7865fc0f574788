"""Steps that keep the shape: functions on tensors, in bodies of linalg ops and by named ops, casts, masks, integers."""

from __future__ import annotations

from typing import List, Sequence

from graphs.builder import Body, Builder, Op, Scope, identity
from graphs.functions import BINARY, UNARY, Function, Range
from graphs.values import WIDTHS, Value

NARROWER = {"f64": ("f32", "bf16", "f16"), "f32": ("bf16", "f16"), "bf16": (), "f16": ()}
WIDER = {"f64": (), "f32": ("f64",), "bf16": ("f32", "f64"), "f16": ("f32", "f64")}
F8 = {"f8E4M3FN": 448.0, "f8E5M2": 57344.0}


def _range(value: Value) -> Range:
    return value.low, value.high


def _pick(builder: Builder, table: Sequence[Function], *values: Value) -> Function:
    ranges = [_range(value) for value in values]
    return builder.rng.choice([function for function in table if function.accepts(*ranges)])


def _pointwise(op: Op, inputs: Sequence[Value], element: str, write: Body, results: int = 1) -> List[str]:
    """A generic over tensors of one type."""
    like = inputs[0]
    map_ = identity(like.rank)
    init = op.empty(like, element)
    type_ = op.tensors(like).type(element)
    reads = [(op.use(value), value.type, map_) for value in inputs]
    return op.generic(reads, [(init, type_, map_)] * results, "p" * like.rank, write)


def unary(builder: Builder) -> bool:
    """A function of one tensor, as an op on tensors, as a generic or as a linalg.map."""
    x = builder.choose_float()
    if x is None:
        return False
    function = _pick(builder, list(UNARY.values()), x)
    op = builder.op("unary")
    low, high = function.gives(_range(x))
    way = builder.rng.random()
    if way < 0.5:
        name = function.write(op.tensors(x), x.element, op.use(x))
    elif way < 0.95:
        name = _pointwise(op, [x], x.element, lambda s, i, o: [function.write(s, x.element, *i)])[0]
    else:
        low, high = UNARY["tanh"].gives(_range(x))
        init = op.empty(x)
        name = op.define(f"linalg.map {{ math.tanh }} ins({op.use(x)} : {x.type}) outs({init} : {x.type})", "m")
    op.finish(builder.result(op, x, name=name, low=low, high=high))
    return True


def binary(builder: Builder) -> bool:
    """A function of two tensors of one type."""
    a = builder.choose_float()
    if a is None:
        return False
    b = builder.partner(a)
    function = _pick(builder, list(BINARY.values()), a, b)
    op = builder.op("binary")
    low, high = function.gives(_range(a), _range(b))
    way = builder.rng.random()
    if way < 0.5:
        name = function.write(op.tensors(a), a.element, op.use(a), op.use(b))
    elif way < 0.85:
        name = _pointwise(op, [a, b], a.element, lambda s, i, o: [function.write(s, a.element, *i)])[0]
    else:
        low, high = BINARY["add"].gives(_range(a), _range(b))
        init = op.empty(a)
        operands = f"ins({op.use(a)}, {op.use(b)} : {a.type}, {b.type}) outs({init} : {a.type})"
        name = op.define(f"linalg.add {operands} -> {a.type}", "m")
    op.finish(builder.result(op, a, name=name, low=low, high=high))
    return True


def several(builder: Builder) -> bool:
    """A generic with two results, of which one may be unused."""
    a = builder.choose_float()
    if a is None:
        return False
    b = builder.partner(a)
    first, second = _pick(builder, list(BINARY.values()), a, b), _pick(builder, list(UNARY.values()), a)
    op = builder.op("several")

    def body(scope: Scope, inputs: List[str], outputs: List[str]) -> List[str]:
        return [first.write(scope, a.element, *inputs), second.write(scope, a.element, inputs[0])]

    names = _pointwise(op, [a, b], a.element, body, 2)
    ranges = (first.gives(_range(a), _range(b)), second.gives(_range(a)))
    op.finish(*(builder.result(op, a, name=n, low=r[0], high=r[1]) for n, r in zip(names, ranges)))
    return True


def broadcast_binary(builder: Builder) -> bool:
    """A generic with an operand that varies over some of the axes only, in one of its spellings."""
    a = builder.choose_float(lambda value: value.rank > 0)
    if a is None:
        return False
    rng = builder.rng
    axes = [axis for axis in range(a.rank) if rng.random() < 0.5]
    unit = rng.random() < 0.4 and bool(axes)
    sizes = tuple(a.sizes[x] if x in axes else 1 for x in range(a.rank)) if unit else tuple(a.sizes[x] for x in axes)
    b = builder.choose_float(lambda v: v.sizes == sizes and v.element == a.element) if rng.random() < 0.7 else None
    if b is None:
        b = builder.argument(sizes, a.element)
    # A map's constant needs a size that is stated.
    if unit:
        b = builder.restate(b, tuple(b.is_dynamic[x] if x in axes else False for x in range(b.rank)))
    function = _pick(builder, list(BINARY.values()), a, b)
    op = builder.op("broadcast")
    map_ = (
        ", ".join((f"d{x}" if x in axes else "0") for x in range(a.rank)) if unit else ", ".join(f"d{x}" for x in axes)
    )
    init = op.empty(a)
    name = op.generic(
        [(op.use(a), a.type, identity(a.rank)), (op.use(b), b.type, map_)],
        [(init, a.type, identity(a.rank))],
        "p" * a.rank,
        lambda s, i, o: [function.write(s, a.element, *i)],
    )[0]
    low, high = function.gives(_range(a), _range(b))
    op.finish(builder.result(op, a, name=name, low=low, high=high))
    return True


def convert(builder: Builder) -> bool:
    """A tensor of another float type."""
    x = builder.choose_float()
    if x is None:
        return False
    target = builder.rng.choice([*NARROWER[x.element], *WIDER[x.element]])
    op = builder.op("convert")
    word = "arith.truncf" if WIDTHS[target] < WIDTHS[x.element] else "arith.extf"
    if builder.rng.random() < 0.6:
        name = op.tensors(x).convert(word, op.use(x), x.element, target)
    else:
        name = _pointwise(op, [x], target, lambda s, i, o: [s.convert(word, i[0], x.element, target)])[0]
    op.finish(builder.result(op, x, name=name, element=target))
    return True


def quantize(builder: Builder) -> bool:
    """To i8 by rounding and clamping, and perhaps back."""
    x = builder.choose_float()
    if x is None:
        return False
    op = builder.op("quantize")
    scope = op.tensors(x)
    scaled = scope.call("arith.mulf", x.element, op.use(x), scope.constant(16.0, x.element))
    rounded = scope.call("math.roundeven", x.element, scaled)
    least = scope.call("arith.maximumf", x.element, rounded, scope.constant(-128.0, x.element))
    most = scope.call("arith.minimumf", x.element, least, scope.constant(127.0, x.element))
    name = scope.convert("arith.fptosi", most, x.element, "i8")
    results = [builder.result(op, x, name=name, element="i8", low=-128.0, high=127.0)]
    if builder.rng.random() < 0.4:
        back = scope.convert("arith.sitofp", name, "i8", x.element)
        back = scope.call("arith.mulf", x.element, back, scope.constant(0.0625, x.element))
        results.append(builder.result(op, x, name=back, low=-8.0, high=8.0))
    op.finish(*results)
    return True


def eight_bits(builder: Builder) -> bool:
    """To an 8-bit float type: its bits, or back to the wider type."""
    x = builder.choose_float(limit=400.0)
    if x is None:
        return False
    element = builder.rng.choice(sorted(F8))
    op = builder.op("fp8")
    scope = op.tensors(x)
    name = scope.convert("arith.truncf", op.use(x), x.element, element)
    if builder.rng.random() < 0.7:
        bits = scope.convert("arith.bitcast", name, element, "i8")
        op.finish(builder.result(op, x, name=bits, element="i8", low=-128.0, high=127.0))
    else:
        op.finish(builder.result(op, x, name=scope.convert("arith.extf", name, element, x.element)))
    return True


def mask(builder: Builder) -> bool:
    """A comparison, which is a value of its own, and a choice by it."""
    x = builder.choose_float()
    if x is None:
        return False
    y = builder.partner(x)
    rng = builder.rng
    masks = [v for v in builder.visible() if v.element == "i1" and not v.is_scalar and v.sizes == x.sizes]
    if masks and rng.random() < 0.7:
        test = builder.restate(rng.choice(masks), x.is_dynamic)
    elif rng.random() < 0.5:
        test = builder.restate(builder.argument(x.sizes, "i1", "random", 0, 1), x.is_dynamic)
    else:
        op = builder.op("compare")
        predicate = rng.choice(("ogt", "olt", "une", "oeq", "uno", "ule"))
        scope = op.tensors(x)
        other = op.use(y) if rng.random() < 0.5 else scope.constant(0.3, x.element)
        name = scope.define(f"arith.cmpf {predicate}, {op.use(x)}, {other} : {x.type}")
        test = builder.result(op, x, name=name, element="i1", low=0.0, high=1.0)
        op.finish(test)
    op = builder.op("select")
    scope = op.tensors(x)
    name = scope.define(f"arith.select {op.use(test)}, {op.use(x)}, {op.use(y)} : {test.type}, {x.type}")
    op.finish(builder.result(op, x, name=name, low=min(x.low, y.low), high=max(x.high, y.high)))
    return True


def integers(builder: Builder) -> bool:
    """Integer tensors: arguments, arithmetic, casts to one another, to narrower ones, to index and to floats."""
    rng = builder.rng
    x = builder.choose(lambda v: v.element in ("i8", "i32", "i64") and not v.is_scalar)
    if x is None or rng.random() < 0.3:
        like = builder.choose(lambda v: not v.is_scalar)
        if like is None:
            return False
        x = builder.argument(like.sizes, rng.choice(("i8", "i32", "i64")), "random", 0, 99, like.is_dynamic)
    element = x.element
    op = builder.op("integers")
    scope = op.tensors(x)
    way = rng.choice(("arithmetic", "float", "narrow", "index", "mask", "extended", "rest", "from_mask"))
    low, high = 0.0, 127.0
    if way == "arithmetic":
        word = rng.choice(("arith.andi", "arith.xori", "arith.maxsi", "arith.minui", "arith.subi"))
        name = scope.call(word, element, op.use(x), scope.constant(29, element))
    elif way == "float":
        element = rng.choice(("f32", "f64", "bf16", "f16"))
        name = scope.convert(rng.choice(("arith.sitofp", "arith.uitofp")), op.use(x), x.element, element)
        low, high = (-128.0, 256.0) if x.element == "i8" else (min(x.low, -128.0), max(x.high, 256.0))
    elif way == "narrow":
        narrow = scope.convert("arith.trunci", op.use(x), x.element, "i4")
        name = scope.convert(rng.choice(("arith.extsi", "arith.extui")), narrow, "i4", x.element)
        low, high = -8.0, 15.0
    elif way == "index":
        index = scope.convert("arith.index_cast", op.use(x), x.element, "index")
        index = scope.call("arith.addi", "index", index, scope.constant(3, "index"))
        name = scope.convert("arith.index_cast", index, "index", x.element)
    elif way == "mask":
        name = scope.define(f"arith.cmpi ult, {op.use(x)}, {scope.constant(50, x.element)} : {x.type}")
        element, high = "i1", 1.0
    elif way == "rest":
        odd = scope.call("arith.ori", element, op.use(x), scope.constant(1, element))
        word = rng.choice(("arith.remui", "arith.divui", "arith.remsi", "arith.floordivsi"))
        # Signed, -1 would overflow.
        divisor = odd if word.endswith("ui") else scope.constant(7, element)
        name = scope.call(word, element, scope.constant(99, element) if divisor == odd else op.use(x), divisor)
        low, high = -128.0, 127.0
        if element != "i8":
            low, high = -(2.0 ** (WIDTHS[element] - 1)), 2.0 ** (WIDTHS[element] - 1)
    elif way == "extended":
        first, second = scope.define_two(
            f"arith.mului_extended {op.use(x)}, {scope.constant(77, x.element)} : {x.type}"
        )
        name = scope.call("arith.addi", x.element, first, second)
        low, high = -(2.0 ** (WIDTHS[element] - 1)), 2.0 ** (WIDTHS[element] - 1)
    else:
        test = scope.define(f"arith.cmpi sgt, {op.use(x)}, {scope.constant(20, x.element)} : {x.type}")
        name, element = scope.convert("arith.uitofp", test, "i1", "f32"), "f32"
        high = 1.0
    op.finish(builder.result(op, x, name=name, element=element, low=low, high=high))
    return True


def positions(builder: Builder) -> bool:
    """Elements that depend on where they are: linalg.index, affine.apply and index arithmetic in a body."""
    x = builder.choose_float(lambda value: value.rank > 0)
    if x is None:
        return False
    rng = builder.rng
    op = builder.op("positions")
    axis = rng.randrange(x.rank)
    way = rng.choice(("affine", "index", "arith"))

    def body(scope: Scope, inputs: List[str], outputs: List[str]) -> List[str]:
        index = scope.define(f"linalg.index {axis} : index")
        if way == "affine":
            index = scope.define(f"affine.apply affine_map<(d0) -> (d0 * 2 + 1)>({index})")
        elif way == "index":
            index = scope.define(f"index.add {index}, {index}")
        else:
            index = scope.define(f"arith.muli {index}, {index} : index")
        number = scope.convert("arith.index_cast", index, "index", "i32")
        place = scope.convert("arith.sitofp", number, "i32", "f32")
        place = scope.call("arith.mulf", "f32", place, scope.constant(2.0**-6, "f32"))
        place = scope.call("math.sin", "f32", place)
        if x.element != "f32":
            word = "arith.extf" if x.element == "f64" else "arith.truncf"
            place = scope.convert(word, place, "f32", x.element)
        return [scope.call("arith.addf", x.element, inputs[0], place)]

    name = _pointwise(op, [x], x.element, body)[0]
    op.finish(builder.result(op, x, name=name, low=x.low - 1, high=x.high + 1))
    return True


def doubled(builder: Builder) -> bool:
    """w = w + w, some times over."""
    x = builder.choose_float(limit=20.0)
    if x is None:
        return False
    times = builder.rng.randrange(2, 6)
    for _ in range(times):
        op = builder.op("doubled")
        name = op.tensors(x).call("arith.addf", x.element, op.use(x), op.use(x))
        x = builder.result(op, x, name=name, low=2 * x.low, high=2 * x.high)
        op.finish(x)
    return True
