"""The first call of a compiled function: in a process of its own, so that a crash or a hang is a finding."""

from __future__ import annotations

import os
import pickle
import signal
from typing import Callable, Union

from .machine import all_processors
from .reference import Verdict
from .timing import Budget

SECONDS = 60


def try_in_child(work: Callable[[], Verdict], budget: Budget = Budget()) -> Union[Verdict, str]:
    """What `work` returns, or one line that says how it ended; raises OutOfTime where the budget ended it."""
    seconds = budget.limit(SECONDS)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, seconds)
            try:
                with all_processors():
                    result: Union[Verdict, str] = work()
            except Exception as error:  # pylint: disable=broad-except
                result = f"{type(error).__name__}: {error}"
            os.write(write, pickle.dumps(result))
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        data = stream.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        if os.WTERMSIG(status) == signal.SIGALRM:
            budget.check()
            return f"takes longer than {SECONDS} seconds"
        return f"crashes with {signal.Signals(os.WTERMSIG(status)).name}"
    return pickle.loads(data) if data else f"ends the process with status {os.WEXITSTATUS(status)}"
