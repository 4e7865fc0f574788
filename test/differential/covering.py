"""Covering sets: few rows in which every feasible pair of values of every two factors occurs.

A *space* is a table of factors and rules. A row gives every factor a value; a rule refuses some combinations of a few
factors. A pair is feasible when some row that no rule refuses has both values. Everything is a function of the seed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import combinations
from typing import Callable, Dict, List, Optional, Sequence, Set, Tuple

Value = object
Row = Dict[str, Value]
# Two (factor, value) couples, in the order of the factors.
Pair = Tuple[Tuple[str, Value], Tuple[str, Value]]


@dataclass(frozen=True)
class Rule:
    """`holds` is asked as soon as all of `factors` have values, which are its arguments."""

    factors: Tuple[str, ...]
    holds: Callable[..., bool]


@dataclass
class Space:
    """Factors with their values, in an order in which rules close early, and rules over them."""

    factors: Dict[str, Sequence[Value]]
    rules: Sequence[Rule]
    feasible: Set[Pair] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self._names = list(self.factors)
        self._position = {name: i for i, name in enumerate(self._names)}
        self._rules: Dict[str, List[Rule]] = {name: [] for name in self._names}
        for rule in self.rules:
            for name in rule.factors:
                self._rules[name].append(rule)
        self._find_feasible()

    def pair(self, a: Tuple[str, Value], b: Tuple[str, Value]) -> Pair:
        """The pair of two (factor, value) couples."""
        return (a, b) if self._position[a[0]] < self._position[b[0]] else (b, a)

    def pairs_of(self, row: Row) -> List[Pair]:
        """All pairs of a complete row."""
        return list(combinations(((name, row[name]) for name in self._names), 2))

    def allows(self, row: Row, name: str) -> bool:
        """Whether no rule that the factor `name` takes part in refuses the values known so far."""
        for rule in self._rules[name]:
            if all(factor in row for factor in rule.factors) and not rule.holds(*(row[f] for f in rule.factors)):
                return False
        return True

    def complete(self, row: Row, rng: Optional[random.Random] = None) -> Optional[Row]:
        """A row that extends `row`, or None; random values with `rng`, the first ones that fit without."""
        row = dict(row)
        if not all(self.allows(row, name) for name in row):
            return None
        rest = [name for name in self._names if name not in row]

        def extend(index: int) -> bool:
            if index == len(rest):
                return True
            name = rest[index]
            values = list(self.factors[name])
            if rng:
                rng.shuffle(values)
            for value in values:
                row[name] = value
                if self.allows(row, name) and extend(index + 1):
                    return True
            del row[name]
            return False

        return row if extend(0) else None

    def _find_feasible(self) -> None:
        for first, second in combinations(self._names, 2):
            for a in self.factors[first]:
                for b in self.factors[second]:
                    if ((first, a), (second, b)) in self.feasible:
                        continue
                    row = self.complete({first: a, second: b})
                    if row:
                        self.feasible.update(self.pairs_of(row))

    def _extend_greedily(self, row: Row, missing: Set[Pair], rng: random.Random) -> Optional[Row]:
        """`row` completed with the values that add the most missing pairs, or None where that led astray."""
        row = dict(row)
        rest = [name for name in self._names if name not in row]
        rng.shuffle(rest)
        for name in rest:
            best: List[Value] = []
            best_gain = -1
            for value in self.factors[name]:
                new = [self.pair((name, value), known) for known in row.items()]
                if not all(pair in self.feasible for pair in new):
                    continue
                row[name] = value
                fits = self.allows(row, name)
                del row[name]
                gain = sum(pair in missing for pair in new)
                if fits and gain >= best_gain:
                    best = [value] if gain > best_gain else [*best, value]
                    best_gain = gain
            if not best:
                return None
            row[name] = rng.choice(best)
        return row

    def cover(self, seeds: Sequence[Row], rng: random.Random) -> List[Row]:
        """Rows that extend each of `seeds`, then rows until no feasible pair is missing."""
        missing = set(self.feasible)
        rows: List[Row] = []

        def add(seed: Row) -> None:
            row = None
            for _ in range(20):
                row = self._extend_greedily(seed, missing, rng)
                if row:
                    break
            row = row or self.complete(seed, rng)
            if row is None:
                raise ValueError(f"no row has {seed}")
            rows.append(row)
            missing.difference_update(self.pairs_of(row))

        for seed in seeds:
            add(seed)
        order = sorted(missing, key=repr)
        rng.shuffle(order)
        for a, b in order:
            if (a, b) in missing:
                add(dict([a, b]))
        return rows
