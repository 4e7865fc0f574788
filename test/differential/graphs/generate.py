"""Draws graphs: which steps a graph may take, its first inputs, its steps, and what it returns."""

from __future__ import annotations

import random
from typing import Callable, Dict, List, Sequence, Tuple

from graphs import control, elementwise, foreign, norms, reductions, shapes
from graphs.builder import Builder
from graphs.values import Graph, Sizes, Value

Step = Callable[[Builder], bool]

# Every step with its weight, by family; each graph takes a part of the families only, so that some combinations come
# up often.
FAMILIES: Dict[str, List[Tuple[Step, float]]] = {
    "functions": [(elementwise.unary, 3), (elementwise.binary, 3), (elementwise.several, 1)],
    "broadcasts": [(elementwise.broadcast_binary, 3), (shapes.broadcast, 1)],
    "casts": [(elementwise.convert, 2), (elementwise.quantize, 1), (elementwise.eight_bits, 1)],
    "masks": [(elementwise.mask, 2), (elementwise.integers, 2), (elementwise.positions, 1)],
    "doubled": [(elementwise.doubled, 1)],
    "slices": [(shapes.take, 2), (shapes.first, 2), (shapes.views, 1)],
    "copies": [(shapes.insert, 1), (shapes.pad, 1), (shapes.concatenate, 1)],
    "reshapes": [(shapes.split, 1), (shapes.join, 1), (shapes.regroup, 1), (shapes.unit_axes, 1)],
    "rank_zero": [(shapes.to_rank_zero, 1), (elementwise.broadcast_binary, 1)],
    "transposes": [(shapes.transpose, 2), (shapes.with_transpose, 1), (shapes.reverse, 0.3)],
    "sizes": [(shapes.restate_sizes, 1)],
    "reductions": [
        (reductions.reduce, 2),
        (reductions.reduce_two, 1),
        (reductions.reduce_named, 1),
        (reductions.reduce_integers, 1),
    ],
    "products": [(reductions.matmul, 1)],
    "softmax": [(reductions.softmax, 1)],
    "foreign": [(step, 0.6) for step in foreign.all_steps()],
    "loops": [(control.loop, 1), (control.while_loop, 0.5), (control.condition, 0.7), (control.tokens, 0.5)],
    "calls": [(control.call, 0.5)],
    "scalars": [(control.scalar_operand, 1), (control.scalar_flag, 1), (control.scalar_result, 1)],
}
# The weight of the norms, which are always there, beside the families of a graph.
NORM_SHARE = 0.4

LENGTHS = (0, 1, 2, 3, 4, 5, 7, 8, 13, 16, 17, 31, 32, 33, 64, 65, 96, 127, 128, 257, 1000)
LENGTH_WEIGHTS = (1, 4, *[3] * (len(LENGTHS) - 4), 1, 1)
ELEMENTS = ("f32", "f32", "f32", "f32", "f64", "bf16", "f16")
SPECS = (
    *[("normal:0,1", -8.3, 8.3)] * 6,
    ("normal:3,1", -5.3, 11.3),
    ("normal:100,1", 91.0, 109.0),
    ("random", 0.0, 1.0),
    ("lognormal:0.5", 0.015, 64.0),
    ("constant:0.75", 0.75, 0.75),
    ("special", -8.3, 8.3),
)
MAX_INPUT = 2**13


def _sizes(rng: random.Random) -> Sizes:
    rank = rng.choice((1, 2, 2, 2, 3, 3, 4))
    sizes: List[int] = []
    for _ in range(rank):
        left = MAX_INPUT
        for size in sizes:
            left //= max(size, 1)
        fitting = [(n, w) for n, w in zip(LENGTHS, LENGTH_WEIGHTS) if n <= max(left, 1)]
        sizes.append(rng.choices([n for n, _ in fitting], [w for _, w in fitting])[0])
    rng.shuffle(sizes)
    return tuple(sizes)


def _add_input(builder: Builder) -> None:
    rng = builder.rng
    spec, low, high = rng.choice(SPECS)
    element = rng.choice(ELEMENTS)
    # Numbers near 100 are a few units in the last place apart there.
    if element in ("bf16", "f16") and low > 50:
        spec, low, high = SPECS[0]
    builder.argument(_sizes(rng), element, spec, low, high)


def _returned(builder: Builder) -> List[Value]:
    """Some of the values, late ones rather than early ones."""
    rng = builder.rng
    values = [value for value in builder.values if value.is_returnable]
    if not values:
        return [builder.graph.arguments[0].value]
    last = values[-1]
    others = [value for value in values[:-1] if rng.random() < rng.choice((0.0, 0.15, 0.5))]
    chosen = others + ([last] if rng.random() < 0.9 or not others else [])
    if rng.random() < 0.05:
        chosen.append(rng.choice(chosen))
    if rng.random() < 0.03:
        chosen.append(builder.graph.arguments[0].value)
    return chosen[:8]


def create_graph(name: str, seed: str, without: Sequence[str] = ()) -> Graph:
    """The graph of this seed, which takes no step of the families named in `without`."""
    rng = random.Random(seed)
    graph = Graph(name)
    builder = Builder(graph, rng, dynamic=rng.choice((0.0, 0.0, 0.3, 0.6, 1.0)))
    for _ in range(rng.choice((1, 1, 2))):
        _add_input(builder)
    allowed = sorted(set(FAMILIES) - set(without))
    families = rng.sample(allowed, min(rng.randint(2, 6), len(allowed)))
    steps: List[Tuple[Step, float]] = [entry for family in families for entry in FAMILIES[family]]
    total = sum(weight for _, weight in steps)
    names = sorted(norms.NORMS)
    share = total * NORM_SHARE / (1 - NORM_SHARE) / len(names)
    steps += [(norms.step(norm), share) for norm in names]
    done = 0
    for _ in range(60):
        step = rng.choices([step for step, _ in steps], [weight for _, weight in steps])[0]
        done += step(builder)
        if done >= 2 and rng.random() < 0.2 or done >= 9:
            break
    graph.returned = _returned(builder)
    return graph.prune()
