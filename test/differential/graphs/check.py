"""Runs graphs through every route, judges what came out, and shrinks what failed."""

from __future__ import annotations

import concurrent.futures
import re
from dataclasses import dataclass, field
from typing import Dict, List, Sequence, Tuple

from graphs.generate import create_graph
from graphs.shrink import shrink
from graphs.values import Graph
from runner import EMULATED, Failure, Function, Runner

KERNELS = "kernels"
# The other routes, each for one graph in so many.
OTHER_ROUTES: Tuple[Tuple[str, int], ...] = (("upstream", 4), ("upstream-through-kernels", 4))
BATCH = 25
# One graph of each way to fail is made smaller, so many at most.
MAX_SHRUNK = 40
# Wrong numbers may have different reasons.
WRONG_SHRUNK = 8


def classify(line: str) -> str:
    """How a graph failed: `wrong`, `crash`, or the text that refuses it without its names and numbers."""
    if "FAILED at" in line:
        return "wrong"
    status = re.match(r"status (-?\d+): (.*)", line)
    if status and status.group(1) not in ("1", "0"):
        text = "no end" if status.group(1) == "124" else status.group(2)
        return "crash: " + _anonymous(text)
    return "refused: " + _anonymous(status.group(2) if status else line)


def _anonymous(text: str) -> str:
    text = re.sub(r"^(norm-runner: )?(\S*\.mlir:\d+:\d+: )?", "", text)
    text = re.sub(r"0x[0-9a-f]+|[%@][\w#]+", "N", text)
    text = re.sub(r"tensor<[^>]*>|memref<[^>]*>|vector<[^>]*>", "T", text)
    return re.sub(r"-?\d+", "N", text)[:120]


@dataclass
class Outcome:
    """What the check found, beside the failures of its runner."""

    runs: int = 0
    # Results that were compared, and those among them of which some elements have no bound.
    results: int = 0
    unbounded: int = 0
    failures: List[Failure] = field(default_factory=list)
    groups: Dict[str, int] = field(default_factory=dict)


def create_graphs(count: int, seed: int, without: Sequence[str] = ()) -> List[Graph]:
    """`count` graphs; `without` names families of steps that none of them takes."""
    return [create_graph(f"graph_{seed}_{number:05}", f"{seed}/{number}", without) for number in range(count)]


def to_function(graph: Graph) -> Function:
    """The function that the runner takes."""
    return Function(graph.name, graph.write(), len(graph.returned))


def check_graphs(runner: Runner, graphs: Sequence[Graph], own: str = KERNELS, with_shrinking: bool = True) -> Outcome:
    """Runs all graphs through the route `own`, and with that of kernels some through the others; what failed is in the
    outcome, one line for each, smaller where that was cheap."""
    by_name = {graph.name: graph for graph in graphs}
    functions = [to_function(graph) for graph in graphs]
    batches = [(own, functions[i : i + BATCH]) for i in range(0, len(functions), BATCH)]
    outcome = Outcome(runs=len(functions))
    for number, (route, share) in enumerate(OTHER_ROUTES if own == KERNELS else ()):
        chosen = functions[number::share]
        outcome.runs += len(chosen)
        batches += [(route, chosen[i : i + BATCH]) for i in range(0, len(chosen), BATCH)]
    before, unbounded = len(runner.failures), runner.unbounded
    runner.run_all(batches)
    outcome.unbounded = runner.unbounded - unbounded
    outcome.results = sum(function.results for _, batch in batches for function in batch)
    failures = runner.failures[before:]
    del runner.failures[before:]
    groups: Dict[str, List[Failure]] = {}
    for failure in failures:
        key = f"{route_of(failure)}: {classify(failure.line)}"
        groups.setdefault(key, []).append(failure)
    outcome.groups = {key: len(members) for key, members in groups.items()}
    if with_shrinking:
        picked = [f for key, members in groups.items() for f in members[: WRONG_SHRUNK if "wrong" in key else 1]]
        picked = [failure for failure in picked if failure.function.name in by_name]
        with concurrent.futures.ThreadPoolExecutor(runner.jobs) as pool:
            jobs = [(runner, by_name[failure.function.name], failure) for failure in picked[:MAX_SHRUNK]]
            smaller = dict(zip(map(id, picked), pool.map(lambda job: _shrink(*job), jobs)))
        failures = [smaller.get(id(failure), failure) for failure in failures]
    outcome.failures = [explain(runner, failure) for failure in failures]
    return outcome


def route_of(failure: Failure) -> str:
    """The route that a failure's command names."""
    if "--target=emulate" in failure.command:
        chip = re.search(r"--chip=(\S+)", failure.command)
        order = re.search(r"--thread-order=(\S+)", failure.command)
        return f"{EMULATED}:{chip.group(1)}:{order.group(1)}" if chip and order else EMULATED
    match = re.search(r"--route=(\S+)", failure.command)
    return match.group(1) if match else KERNELS


def _shrink(runner: Runner, graph: Graph, failure: Failure) -> Failure:
    route, kind = route_of(failure), classify(failure.line)
    latest = failure

    def fails(smaller: Graph) -> bool:
        nonlocal latest
        found = runner.run_one(to_function(smaller), route)
        if found is None or classify(found.line) != kind:
            return False
        latest = found
        return True

    small = shrink(graph, fails)
    return runner.fail(Function(small.name, small.write(), len(small.returned)), latest.line, route)


def explain(runner: Runner, failure: Failure) -> Failure:
    """Says of what our kernels' routes refuse whether upstream's compiles it."""
    is_ours = route_of(failure).split(":")[0] in (KERNELS, EMULATED)
    if not is_ours or "--all" in failure.command or not classify(failure.line).startswith("refused"):
        return failure
    found = runner.run_one(failure.function, "upstream")
    fate = "refused by both routes"
    if found is None or not classify(found.line).startswith(("refused", "crash")):
        fate = "refused though upstream compiles it"
    return Failure(failure.function, failure.command, f"{fate}: {failure.line}")
