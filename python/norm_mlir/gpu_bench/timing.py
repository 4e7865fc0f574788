"""Times participants against one another with events: replayed graphs over rotating buffers, in random order."""

from __future__ import annotations

import math
import random
import time
from dataclasses import dataclass, field
from typing import Callable, Dict, List, Sequence

from ..bench.figures import median, percentile
from .driver import Driver

# A sample is about this long at the bandwidth that is assumed for its length alone.
SAMPLE_SECONDS = 1e-3
# How long the rounds of one case may take together, where three are enough.
WINDOW_SECONDS = 2.0
_ASSUMED_BANDWIDTH = 3e12
_SHORTEST_CALL = 2e-6
_MOST_CALLS = 512


def set_count(footprint: int, minimal: int, cache: int, memory: int) -> int:
    """How many sets of buffers rotate, so that none is left in a cache: as many as fill three of them, four at least
    and 256 at most, and no more than `memory` bytes hold."""
    fitting = memory // max(1, footprint + minimal)
    return max(1, min(max(4, math.ceil(3 * cache / footprint)), 256, fitting))


def call_count(minimal: int, sets: int) -> int:
    """How many calls make a sample, every set being used as often."""
    each = max(_SHORTEST_CALL, minimal / _ASSUMED_BANDWIDTH)
    rounds = min(math.ceil(SAMPLE_SECONDS / each), _MOST_CALLS) / sets
    return sets * max(1, math.ceil(rounds))


@dataclass
class Participant:
    """Something that is timed: `enqueue` gives `calls` calls to the stream. `release` gives back what it holds."""

    name: str
    calls: int
    enqueue: Callable[[], None]
    release: Callable[[], None] = lambda: None
    samples: List[float] = field(default_factory=list)
    host_samples: List[float] = field(default_factory=list)

    def figures(self) -> Dict[str, float]:
        """Microseconds of a call."""
        micro = [sample * 1e6 for sample in self.samples]
        return {
            "median": median(micro),
            "p10": percentile(micro, 0.1),
            "p90": percentile(micro, 0.9),
            "host": median(self.host_samples) * 1e6,
        }


class Clock:
    """Samples participants in rounds."""

    def __init__(self, driver: Driver, seed: int = 1) -> None:
        self._driver, self._random = driver, random.Random(seed)
        self._begin, self._end = driver.event(), driver.event()

    def _sample(self, participant: Participant) -> None:
        driver = self._driver
        driver.record(self._begin)
        begin = time.perf_counter()
        participant.enqueue()
        host = time.perf_counter() - begin
        driver.record(self._end)
        participant.samples.append(driver.seconds(self._begin, self._end) / participant.calls)
        participant.host_samples.append(host / participant.calls)

    def _round(self, order: List[Participant]) -> None:
        self._random.shuffle(order)
        for participant in order:
            self._sample(participant)

    def interleave(self, participants: Sequence[Participant], rounds: int) -> None:
        """One sample of each per round, in an order new in each round, after some that do not count.

        Slow ones have fewer rounds, three at least.
        """
        order = list(participants)
        begin = time.monotonic()
        self._round(order)
        if time.monotonic() - begin < WINDOW_SECONDS / 4:
            self._round(order)
        for participant in participants:
            participant.samples.clear()
            participant.host_samples.clear()
        for number in range(rounds):
            if number >= 3 and time.monotonic() - begin > WINDOW_SECONDS:
                break
            self._round(order)
