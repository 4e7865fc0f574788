"""Counts of a run: how many samples each suite has of an op and a type, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from .compare import Difference


@dataclass
class Count:
    """The samples of one op and type, or module and mode."""

    samples: int = 0
    passed: int = 0
    # Of calls of kernels of aten: how many ours computed, and how many it was to compute.
    ours: int = 0
    expected: int = 0
    # Of refusals: how many have PyTorch's text.
    texts: int = 0
    # What is left out: why, or in what it differs from a result of PyTorch that is less exact.
    excluded: list[str | list[Difference]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, reason: str | list[Difference]) -> None:
        """A sample that passed, or was left out for a reason."""
        self.samples += 1
        if reason:
            self.excluded.append(reason)
        else:
            self.passed += 1

    def fail(self, sample: object, error: object) -> None:
        """A sample that failed."""
        self.samples += 1
        self.failures.append(f"{sample}: {error}")

    def merge(self, other: Count) -> None:
        """Adds another one's counts."""
        self.samples += other.samples
        self.passed += other.passed
        self.ours += other.ours
        self.expected += other.expected
        self.texts += other.texts
        self.excluded += other.excluded
        self.failures += other.failures

    def check(self) -> None:
        """Fails a test when one of the samples did."""
        assert self.samples > 0, "no samples"
        assert not self.failures, f"{len(self.failures)} of {self.samples} samples:\n" + "\n".join(self.failures)

    def __str__(self) -> str:
        left = f", {len(self.excluded)} excluded" if self.excluded else ""
        return f"{self.passed} of {self.samples}{left}"


@dataclass
class Tally:
    """All counts of a run, by suite, op or module, and type or mode."""

    counts: dict[tuple[str, str, str], Count] = field(default_factory=dict)

    def start(self, suite: str, name: str, variant: str = "") -> Count:
        """A count to fill."""
        count = self.counts[suite, name, variant] = Count()
        return count

    def of(self, suite: str) -> list[tuple[str, str, Count]]:
        """A suite's counts with what they are of, in order."""
        return [(name, variant, count) for (of, name, variant), count in sorted(self.counts.items()) if of == suite]

    def total(self, suite: str, name: str | None = None, variant: str | None = None) -> Count:
        """The sum over those that are not told apart."""
        total = Count()
        for of, kind, count in self.of(suite):
            if name in (None, of) and variant in (None, kind):
                total.merge(count)
        return total
