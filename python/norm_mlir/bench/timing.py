"""Times participants against one another: calibrated, interleaved in random order, after a rest each."""

from __future__ import annotations

import math
import random
import time
from dataclasses import dataclass, field
from typing import Callable, Dict, List, Sequence


class Lost(Exception):
    """A participant failed or its process is gone; the text is one line."""


class OutOfTime(Exception):
    """The time that a run may take is over."""


@dataclass(frozen=True)
class Budget:
    """When a run has to end, by time.monotonic(); without it, whenever it is through."""

    end: float = math.inf

    @staticmethod
    def of(seconds: float) -> "Budget":
        """One that ends so many seconds from now."""
        return Budget(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds until the end."""
        return self.end - time.monotonic()

    def limit(self, seconds: float) -> float:
        """For how long something may be waited that should take `seconds` at most; raises OutOfTime after the end."""
        self.check()
        return min(seconds, self.left)

    def check(self) -> None:
        """Raises OutOfTime after the end."""
        if self.left <= 0:
            raise OutOfTime("no time left")


@dataclass
class Participant:
    """Something that is timed. `run(start, iterations)` returns seconds; iteration i takes buffer set start + i.

    `problem` tells what ended its sampling.
    """

    name: str
    run: Callable[[int, int], float]
    iterations: int = 1
    position: int = 0
    samples: List[float] = field(default_factory=list)
    problem: str = ""

    def advance(self, iterations: int) -> float:
        """Runs and moves on to the next buffer sets; seconds for one iteration."""
        seconds = self.run(self.position, iterations)
        self.position += iterations
        return seconds / iterations

    def calibrate(self, at_least: float) -> float:
        """Chooses how many iterations make a sample of `at_least` seconds; returns seconds for one iteration."""
        self.advance(1)
        while True:
            each = self.advance(self.iterations)
            if each * self.iterations >= at_least / 2:
                break
            self.iterations *= 2 if each * self.iterations * 8 > at_least else 4
        self.iterations = max(1, -(-int(at_least * 1e9) // max(1, int(each * 1e9))))
        return each


@dataclass(frozen=True)
class Protocol:
    """How long a sample is, how many there are, and for how long the machine rests before each, in seconds.

    The rest is longer than threads of an OpenMP runtime wait actively, so those of one participant sleep while another
    one is timed; iterations that are not timed then wake the participant's own threads.
    """

    samples: int = 30
    sample_seconds: float = 2e-3
    rest_seconds: float = 3e-3
    warm_up_seconds: float = 5e-4


def interleave(
    participants: Sequence[Participant],
    protocol: Protocol,
    rng: random.Random,
    say: Callable[[str], None] = lambda name: None,
) -> None:
    """Adds the samples of all participants, calibrated before: one of each per round, in an order new in each round.

    One that is lost has no samples, and takes no part from then on. `say` is told who is next, before the rest.
    """
    order = list(participants)
    share = protocol.warm_up_seconds / protocol.sample_seconds
    for _ in range(protocol.samples):
        rng.shuffle(order)
        for participant in list(order):
            say(participant.name)
            time.sleep(protocol.rest_seconds)
            try:
                participant.advance(max(1, int(participant.iterations * share)))
                participant.samples.append(participant.advance(participant.iterations))
            except Lost as error:
                participant.problem, participant.samples = str(error), []
                order.remove(participant)


def fastest(participants: Sequence[Participant], protocol: Protocol) -> Participant:
    """Calibrates several ways of the same work and returns the fastest of them, by the best of three samples."""
    best: Dict[str, float] = {}
    for participant in participants:
        participant.calibrate(protocol.sample_seconds)
        best[participant.name] = min(participant.advance(participant.iterations) for _ in range(3))
    return min(participants, key=lambda participant: best[participant.name])
