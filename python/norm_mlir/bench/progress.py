"""What is being measured and how long it will take, on standard error."""

from __future__ import annotations

import sys
import time
from typing import Any, Optional

# Seconds between two looks of the bar: it is drawn while the machine rests before a sample.
_REFRESH_SECONDS = 0.2
_FORMAT = "{n_fmt}/{total_fmt} {bar:16} {elapsed}<{remaining}  {desc}"


def _make_bar(total: int) -> Optional[Any]:
    """A bar of tqdm without its thread, which would wake beside samples; None where tqdm is not installed."""
    try:
        from tqdm import tqdm
    except ImportError:
        return None

    class Bar(tqdm):  # type: ignore[type-arg]
        """Without a monitor."""

        monitor_interval = 0

    return Bar(total=total, file=sys.stderr, bar_format=_FORMAT, smoothing=0, dynamic_ncols=True)


class Progress:
    """A bar with the row, the participant and the time left; without `is_bar`, or without tqdm, a line for each row."""

    def __init__(self, total: int, is_bar: bool) -> None:
        self._total, self._done, self._begin = total, 0, time.monotonic()
        self._bar = _make_bar(total) if is_bar else None
        self._name, self._drawn = "", 0.0

    @property
    def rows_left(self) -> int:
        """How many rows are to come."""
        return self._total - self._done

    def begin(self, name: str) -> None:
        """Says which row is next."""
        self._name = name
        if self._bar is None:
            print(self._line(name), file=sys.stderr, flush=True)
        else:
            self.say("")

    def say(self, what: str) -> None:
        """Says what is done about the row: who computes. Only a bar shows that, a few times a second."""
        if self._bar is None or time.monotonic() < self._drawn + _REFRESH_SECONDS:
            return
        self._bar.set_description_str(f"{self._name}: {what}" if what else self._name, refresh=True)
        self._drawn = time.monotonic()

    def _line(self, what: str) -> str:
        seconds = time.monotonic() - self._begin
        left = f", about {seconds / self._done * self.rows_left:.0f} s left" if self._done and self.rows_left else ""
        return f"{self._done}/{self._total} {seconds:.0f} s{left}: {what}"

    def step(self, count: int = 1) -> None:
        """Counts rows that are done, or left out."""
        self._done += count
        if self._bar is not None:
            self._bar.update(count)

    def close(self, what: str) -> None:
        """Ends it, saying how it ended."""
        if self._bar is None:
            print(self._line(what), file=sys.stderr, flush=True)
        else:
            self._bar.set_description_str(what, refresh=True)
            self._bar.close()
