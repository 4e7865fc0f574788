"""The process of one peer: reads requests, one JSON value a line, and answers each with a line.

    python -m norm_mlir.bench.peers.worker --versions
    python -m norm_mlir.bench.peers.worker NAME THREADS PROCESSORS ANSWERS

The first form prints what this interpreter can run. In the second one PROCESSORS is a list with commas, and
ANSWERS the number of the pipe to write to, because libraries print to standard output.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import sys
import time
import traceback
from typing import Any, Dict, List, Optional

import numpy as np

from ..buffers import Arena, fill_inputs
from . import NAMES, PACKAGE, peer_class
from .base import Peer, Problem, Program, Unsupported


class Worker:
    """Answers requests about one peer."""

    def __init__(self, name: str, threads: int, processors: List[int]) -> None:
        self._class, self._threads, self._processors = peer_class(name), threads, processors
        self._peer: Optional[Peer] = None
        self._program: Optional[Program] = None
        self._arena: Optional[Arena] = None
        self._problem: Optional[Problem] = None

    def prepare(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """Compiles for a problem on new buffers; says how many milliseconds that took without the buffers."""
        self.drop(request)
        problem = Problem(request["description"], tuple(request["shape"]), request["dtype"], request["precise"])
        reason = self._class.reason(problem)
        if reason:
            return {"unsupported": reason}
        if self._peer is None:
            self._peer = self._class(self._threads, self._processors)
        graph = problem.graph()
        names = [*graph.inputs, *graph.outputs]
        names += [name for name in graph.temporaries if name not in names]
        self._arena = Arena(graph.select(names), request["sets"])
        first, *others = self._arena.sets
        fill_inputs(graph, first, request["seed"])
        for arrays in others:
            for name in graph.inputs:
                arrays[name][...] = first[name]
        for name in graph.outputs:
            first[name].view(np.int8)[...] = -1  # Not a number, where that exists.
        begin = time.perf_counter()
        self._program, self._problem = self._peer.prepare(problem, self._arena.sets), problem
        return {"ms": (time.perf_counter() - begin) * 1e3}

    def results(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """Writes the outputs of one call into a folder."""
        assert self._program is not None and self._problem is not None
        graph = self._problem.graph()
        arrays = self._program.results()
        for tensor in graph.select(graph.outputs):
            array = arrays[tensor.name]
            if array.nbytes != tensor.size or array.size != np.prod(tensor.shape):
                raise Unsupported(f"gives {tensor.name} as {array.dtype}{list(array.shape)}")
            np.ascontiguousarray(array).tofile(os.path.join(request["folder"], tensor.name))
        return {}

    def settle(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """Calls until a pass over all sets faults in no memory, or some seconds have passed: heaps grow for a while."""
        assert self._program is not None and self._arena is not None
        end, sets = time.monotonic() + request["seconds"], len(self._arena.sets)
        faults, quiet = -1, 0
        while quiet < 2 and time.monotonic() < end:
            self._program.run(0, sets, sets)
            before, faults = faults, resource.getrusage(resource.RUSAGE_SELF).ru_minflt
            quiet = quiet + 1 if faults == before else 0
        return {}

    def run(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """Seconds of some calls."""
        assert self._program is not None
        return {"seconds": self._program.run(request["start"], request["iterations"], request["sets"])}

    def drop(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """Lets go of the buffers."""
        del request
        self._program = self._problem = self._arena = None
        gc.collect()
        return {}

    def answer(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """The answer to one request; what goes wrong is one line of text."""
        try:
            answer: Dict[str, Any] = getattr(self, request["do"])(request)
            return answer
        except (Unsupported, NotImplementedError) as error:
            return {"unsupported": (str(error).strip().splitlines() or ["not implemented"])[0][:200]}
        except Exception as error:  # pylint: disable=broad-except
            traceback.print_exc()
            text = str(error).strip().splitlines() or [""]
            return {"error": f"{type(error).__name__}: {text[0][:200]}"}


def start_openmp() -> None:
    """Has the preloaded OpenMP runtime look at its processors before a library brings GNU's, which binds the first
    thread to one of them as soon as it is loaded; all threads would then share that one."""
    places = getattr(ctypes.CDLL(None), "omp_get_num_places", None)
    if places is not None:
        places()


def versions() -> Dict[str, str]:
    """The peers of this interpreter, and the package where it can be imported."""
    return {name: peer_class(name).version() for name in (*NAMES, PACKAGE) if not peer_class(name).missing()}


def main() -> None:
    """Answers until standard input ends."""
    if sys.argv[1] == "--versions":
        print(json.dumps(versions()))
        return
    name, threads, processors, answers = sys.argv[1:]
    numbers = [int(number) for number in processors.split(",")]
    os.sched_setaffinity(0, numbers)
    start_openmp()
    worker = Worker(name, int(threads), numbers)
    with os.fdopen(int(answers), "w", encoding="utf-8") as stream:
        for line in sys.stdin:
            print(json.dumps(worker.answer(json.loads(line))), file=stream, flush=True)
        # Threads of some libraries do not end by themselves.
        stream.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
