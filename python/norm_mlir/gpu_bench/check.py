"""Compares what a device computed with the definition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Sequence

from .buffers import Reader
from .elements import TOLERANCE, decode, has_poison
from .manifest import Case
from .reference import Expectation, expectations


@dataclass(frozen=True)
class Verdict:
    """The largest error as a share of the tolerance, where it is, and how many values were compared."""

    error: float
    place: str
    compared: int
    problem: str = ""

    @property
    def good(self) -> bool:
        """Whether all is within the tolerance."""
        return not self.problem and self.error <= 1


def _allowed(case: Case, dtype: str, expected: Expectation, value: float) -> float:
    """How far from the definition a result may be."""
    if dtype == "i8":
        return 1.0
    if dtype == "f8E4M3FN":
        return abs(value) / 8 + 2.0**-8
    tolerance = TOLERANCE[dtype]
    if expected.output == "s":
        # The largest magnitude of values that were rounded to the input's type.
        tolerance = TOLERANCE[case.dtype]
    return tolerance * (expected.magnitude + abs(value))


def _compare(case: Case, dtype: str, expected: Expectation, results: Sequence[float]) -> Verdict:
    worst, place = 0.0, ""
    for index, value, result in zip(expected.indices, expected.values, results):
        # Beside 0 a number below all others may be.
        error = abs(result - value) / (_allowed(case, dtype, expected, value) + 1e-37)
        if not error <= worst:
            worst = error if error == error else float("inf")
            place = f"{expected.output}[{index}] is {result:.7g}; expects {value:.7g}"
    return Verdict(worst, place, len(expected.values))


def check(case: Case, read: Reader, outputs: Mapping[str, bytearray]) -> Verdict:
    """The worst of all outputs at the places of the reference; elements that were not written are a problem."""
    types = {buffer.name: buffer.dtype for buffer in case.outputs}
    unwritten = [name for name, dtype in types.items() if has_poison(outputs[name], dtype)]
    if unwritten:
        return Verdict(float("inf"), "", 0, f"not all elements of {', '.join(unwritten)} are written")
    worst, compared = Verdict(0.0, "", 0), 0
    for expected in expectations(case, read):
        dtype = types[expected.output]
        where = expected.indices
        if isinstance(where, range) and where.step > 0:
            where = slice(where.start, where.stop, where.step)  # type: ignore[assignment]
        verdict = _compare(case, dtype, expected, decode(outputs[expected.output], dtype, where))
        compared += verdict.compared
        if verdict.error > worst.error:
            worst = verdict
    return Verdict(worst.error, worst.place, compared)
