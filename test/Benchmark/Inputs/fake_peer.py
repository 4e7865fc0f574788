"""A peer that needs NumPy alone, for tests of what is around peers. It stands for the interpreter of a peer: started
with the arguments of one, it is the peer's process.

Its threads are how it behaves: 1 right, 2 wrong, 3 crashes when it prepares, 4 when it is timed, and not before, 5
wrong unless it is to be precise.
"""

import os
import signal
import sys
from typing import Any

import numpy as np

from norm_mlir.bench.peers import worker
from norm_mlir.bench.peers.base import Peer, PythonProgram


class ThePeer(Peer):
    """RMS normalization of rows in f32."""

    title = "Fake"
    packages = ("numpy",)
    norms = ("rms_norm",)
    dtypes = ("f32",)
    has_precise_way = True

    def prepare(self, problem, sets):
        if self.threads == 3:
            os.kill(os.getpid(), signal.SIGSEGV)

        is_wrong = self.threads == 2 or (self.threads == 5 and not problem.is_precise)

        def bind(arrays):
            def call():
                x = arrays["x"].astype(np.float64)
                y = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5) * arrays["w"]
                arrays["y"][...] = y + is_wrong

            return call

        return Timed([bind(arrays) for arrays in sets], lambda _: {"y": sets[0]["y"]}, self.threads)


class Timed(PythonProgram):
    """Crashes when it is timed, where its peer is told so."""

    def __init__(self, calls: Any, read: Any, threads: int) -> None:
        super().__init__(calls, read)
        self._threads = threads

    def run(self, start: int, iterations: int, sets: int) -> float:
        if self._threads == 4 and start > 0:
            print("going down", file=sys.stderr, flush=True)
            os.kill(os.getpid(), signal.SIGABRT)
        return super().run(start, iterations, sets)


# Found as the module of a peer is.
sys.modules["norm_mlir.bench.peers.fake"] = sys.modules[__name__]

if __name__ == "__main__":
    del sys.argv[1:3]  # -m and the module.
    worker.main()
