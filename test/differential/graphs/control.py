"""Steps with regions and calls: loops and conditions that carry tensors, with norms inside; scalars."""

from __future__ import annotations

from typing import List, Optional

from graphs import elementwise
from graphs.builder import Builder, Op, identity
from graphs.norms import NORMS, Norm, bounded
from graphs.values import Value

INNER = (elementwise.unary, elementwise.binary, elementwise.broadcast_binary, elementwise.several)


def _body(builder: Builder, carried: Value) -> Value:
    """Some steps on a carried tensor, the last of which bounds its result, which has the type of `carried`."""
    builder.values.append(carried)
    for _ in range(builder.rng.randrange(3)):
        builder.rng.choice(INNER)(builder)
    if builder.rng.random() < 0.4:
        name = builder.rng.choice(sorted(NORMS))
        NORMS[name](Norm(builder, name, carried))
    latest = [v for v in builder.values if v.sizes == carried.sizes and v.element == carried.element]
    return builder.restate(bounded(builder, latest[-1]), carried.is_dynamic)


def _embed(op: Op, inner: Builder) -> List[str]:
    """The lines of a region, indented; what it reads of outside is read by `op`."""
    own = {value.name for value in inner.values}
    for statement in inner.statements:
        own.update(result.name for result in statement.results)
    for statement in inner.statements:
        for name in statement.operands:
            if name not in own and name not in op.operands:
                op.operands.append(name)
    return [f"  {line}" for statement in inner.statements for line in statement.lines]


def _start(builder: Builder) -> Optional[Value]:
    return builder.choose_float(lambda v: v.rank > 0, limit=100.0)


def loop(builder: Builder) -> bool:
    """scf.for with one carried tensor or two; the number of steps is known or not, and may be 0."""
    x = _start(builder)
    if x is None:
        return False
    rng = builder.rng
    op = builder.op("for")
    first, step = op.constant(0, "index"), op.constant(1, "index")
    steps = rng.choice((0, 1, 2, 3))
    last = op.hidden(steps) if rng.random() < 0.3 else op.constant(steps, "index")
    starts = [x]
    if rng.random() < 0.3:
        other = builder.choose_float(lambda v: v.rank > 0, limit=100.0)
        starts.append(other or x)
    inner = builder.nest()
    carried = [Value(op.fresh("c"), s.sizes, s.element, s.is_dynamic, -100.0, 100.0) for s in starts]
    inner.values += carried
    yielded = [_body(inner, value) for value in carried]
    if len(yielded) == 2 and starts[0].type == starts[1].type and rng.random() < 0.3:
        yielded.reverse()
    results = [builder.result(op, s, low=-12.0, high=12.0) for s in starts]
    types = ", ".join(s.type for s in starts)
    pairs = ", ".join(f"{c.name} = {op.use(s)}" for c, s in zip(carried, starts))
    names = ", ".join(result.name for result in results)
    op.lines += [
        f"{names} = scf.for {op.fresh('i')} = {first} to {last} step {step} iter_args({pairs}) -> ({types}) {{",
        *_embed(op, inner),
        f"  scf.yield {', '.join(y.name for y in yielded)} : {types}",
        "}",
    ]
    wide = [
        builder.result(op, r, name=r.name, low=min(r.low, s.low), high=max(r.high, s.high))
        for r, s in zip(results, starts)
    ]
    op.finish(*wide)
    return True


def while_loop(builder: Builder) -> bool:
    """scf.while that counts."""
    x = _start(builder)
    if x is None:
        return False
    op = builder.op("while")
    first, step = op.constant(0, "index"), op.constant(1, "index")
    last = op.constant(builder.rng.choice((0, 1, 3)), "index")
    inner = builder.nest()
    carried = Value(op.fresh("c"), x.sizes, x.element, x.is_dynamic, -100.0, 100.0)
    inner.values.append(carried)
    yielded = _body(inner, carried)
    result = builder.result(op, x, low=min(x.low, -12.0), high=max(x.high, 12.0))
    before, count, inside, test, more = (op.fresh("c") for _ in range(5))
    types = f"{x.type}, index"
    starts = f"{before} = {op.use(x)}, {count} = {first}"
    op.lines += [
        f"{result.name}, {op.fresh('n')} = scf.while ({starts}) : ({types}) -> ({types}) {{",
        f"  {test} = arith.cmpi slt, {count}, {last} : index",
        f"  scf.condition({test}) {before}, {count} : {types}",
        "} do {",
        f"^bb0({carried.name}: {x.type}, {inside}: index):",
        *_embed(op, inner),
        f"  {more} = arith.addi {inside}, {step} : index",
        f"  scf.yield {yielded.name}, {more} : {types}",
        "}",
    ]
    op.finish(result)
    return True


def condition(builder: Builder) -> bool:
    """scf.if that gives a tensor, on an exact condition."""
    x = _start(builder)
    if x is None:
        return False
    rng = builder.rng
    op = builder.op("if")
    flags = [v for v in builder.visible() if v.is_scalar and v.element == "i1"]
    if flags and rng.random() < 0.5:
        test = op.use(rng.choice(flags))
    else:
        test = op.define(f"arith.cmpi sgt, {op.hidden(3)}, {op.constant(rng.choice((2, 3)), 'index')} : index")
    branches = [builder.nest(), builder.nest()]
    yielded = []
    for branch in branches:
        branch.values.append(x)
        yielded.append(_body(branch, x) if rng.random() < 0.8 else x)
        branch.values.remove(x)
    result = builder.result(op, x, low=min(x.low, -12.0), high=max(x.high, 12.0))
    op.use(x)
    op.lines += [
        f"{result.name} = scf.if {test} -> ({x.type}) {{",
        *_embed(op, branches[0]),
        f"  scf.yield {yielded[0].name} : {x.type}",
        "} else {",
        *_embed(op, branches[1]),
        f"  scf.yield {yielded[1].name} : {x.type}",
        "}",
    ]
    op.finish(result)
    return True


def tokens(builder: Builder) -> bool:
    """A loop over rows: each is sliced out, normalized and put into the result."""
    x = builder.choose_float(lambda v: v.rank == 2 and 0 < v.sizes[0] <= 64 and not v.has_static_zero, limit=100.0)
    if x is None:
        return False
    op = builder.op("tokens")
    first, step = op.constant(0, "index"), op.constant(1, "index")
    init = op.fill(op.empty(x), x.type, 0.0, x.element)
    last = op.dim(x, 0) if x.is_dynamic[0] else op.constant(x.sizes[0], "index")
    width = op.size(x, 1)
    carried, index = op.fresh("c"), op.fresh("i")
    inner = builder.nest()
    reduced = builder.rng.random() < 0.5
    sizes, is_dynamic = ((x.sizes[1],), (x.is_dynamic[1],)) if reduced else ((1, x.sizes[1]), (False, x.is_dynamic[1]))
    row = builder.result(op, x, sizes=sizes, is_dynamic=is_dynamic)
    inner.values.append(row)
    y = _body(inner, row)
    result = builder.result(op, x, low=-12.0, high=12.0)
    place = f"[{index}, 0] [1, {width}] [1, 1]"
    put = op.fresh("p")
    head = f"scf.for {index} = {first} to {last} step {step}"
    op.lines += [
        f"{result.name} = {head} iter_args({carried} = {init}) -> ({x.type}) {{",
        f"  {row.name} = tensor.extract_slice {op.use(x)}{place} : {x.type} to {row.type}",
        *_embed(op, inner),
        f"  {put} = tensor.insert_slice {y.name} into {carried}{place} : {row.type} into {x.type}",
        f"  scf.yield {put} : {x.type}",
        "}",
    ]
    op.finish(result)
    return True


def call(builder: Builder) -> bool:
    """A call of a private function."""
    x = _start(builder)
    if x is None:
        return False
    name = f"{builder.graph.name}_helper{len(builder.graph.helpers)}"
    axis = x.rank - 1
    ops = f"  %y = norm.rms_norm %x axes = [{axis}] epsilon = 1.0e-3 : {x.type}\n"
    builder.graph.helpers.append(
        f"func.func private @{name}(%x: {x.type}) -> {x.type} {{\n{ops}  return %y : {x.type}\n}}\n"
    )
    op = builder.op("call")
    result = builder.result(op, x, low=-12.0, high=12.0)
    op.lines.append(f"{result.name} = func.call @{name}({op.use(x)}) : ({x.type}) -> {x.type}")
    op.finish(result)
    return True


def scalar_operand(builder: Builder) -> bool:
    """A scalar argument as a splat, or as an operand of a generic."""
    x = builder.choose_float(limit=100.0)
    if x is None:
        return False
    rng = builder.rng
    scalars = [v for v in builder.visible() if v.is_scalar and v.element == x.element]
    s = rng.choice(scalars) if scalars else builder.scalar(x.element, rng.choice((0.5, 1.5, -2.0)))
    op = builder.op("scalar")
    if rng.random() < 0.5:
        dims = f"[{', '.join(op.dims(x))}]" if any(x.is_dynamic) else ""
        splat = op.define(f"tensor.splat {op.use(s)}{dims} : {x.type}")
        name = op.tensors(x).call("arith.mulf", x.element, op.use(x), splat)
    else:
        map_ = identity(x.rank)
        name = op.generic(
            [(op.use(x), x.type, map_), (op.use(s), s.element, "")],
            [(op.empty(x), x.type, map_)],
            "p" * x.rank,
            lambda scope, i, o: [scope.call("arith.mulf", x.element, *i)],
        )[0]
    op.finish(builder.result(op, x, name=name, low=-2 * x.magnitude, high=2 * x.magnitude))
    return True


def scalar_flag(builder: Builder) -> bool:
    """A scalar i1, i64 or index argument in use."""
    x = builder.choose_float(lambda v: v.rank > 0, limit=100.0)
    if x is None:
        return False
    rng = builder.rng
    element = rng.choice(("i1", "i64", "index"))
    s = builder.scalar(element, 1 if element == "i1" else rng.choice((0, 1, 2)))
    op = builder.op("scalar")
    if element == "i1":
        y = builder.partner(x)
        name = op.define(f"arith.select {op.use(s)}, {op.use(x)}, {op.use(y)} : {x.type}")
        op.finish(builder.result(op, x, name=name, low=min(x.low, y.low), high=max(x.high, y.high)))
        return True
    number = op.use(s)
    if element == "index":
        number = op.define(f"arith.index_cast {number} : index to i64")
    factor = op.define(f"arith.sitofp {number} : i64 to {x.element}")
    map_ = identity(x.rank)
    name = op.generic(
        [(op.use(x), x.type, map_)],
        [(op.empty(x), x.type, map_)],
        "p" * x.rank,
        lambda scope, i, o: [scope.call("arith.mulf", x.element, i[0], factor)],
    )[0]
    op.finish(builder.result(op, x, name=name, low=-2 * x.magnitude, high=2 * x.magnitude))
    return True


def scalar_result(builder: Builder) -> bool:
    """One element of a tensor, or a size, as a scalar that the function may return."""
    x = builder.choose_float(lambda v: v.count > 0)
    if x is None:
        return False
    rng = builder.rng
    op = builder.op("scalar")
    places = [op.constant(rng.randrange(size), "index") for size in x.sizes]
    name = op.define(f"tensor.extract {op.use(x)}[{', '.join(places)}] : {x.type}")
    op.finish(builder.result(op, x, name=name, sizes=(), is_dynamic=(), is_scalar=True))
    if rng.random() < 0.4:
        op = builder.op("scalar")
        tensor = op.define(f"tensor.from_elements {op.use(builder.values[-1])} : tensor<{x.element}>")
        op.finish(builder.result(op, x, name=tensor, sizes=(), is_dynamic=()))
    return True
