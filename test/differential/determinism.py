"""The same bits in every run and for every number of threads."""

from __future__ import annotations

import concurrent.futures
import random
from pathlib import Path
from typing import List, Mapping, Sequence, Tuple

from runner import EMULATED, Failure, Function, Runner, first_line

# Options of the runs of one function; all must write the same files.
RUNS = {
    "kernels": ("--route=kernels --threads=1", "--route=kernels --threads=1", "--threads=2", "--threads=2"),
    EMULATED: tuple(f"--target=emulate --thread-order={order}" for order in ("forward", "reverse", "shuffled")),
}


def _outputs(runner: Runner, function: Function, path: Path, number: int, run: str) -> Tuple[List[bytes], str]:
    """The files that one run writes, or why it wrote none."""
    files = [runner.folder / f"{function.name}.{number}.{result}.npy" for result in range(function.results)]
    outputs = [f"--output={file}" for file in files]
    status, _, errors = runner.execute(runner.command(path, f"--entry={function.name}", *run.split(), *outputs))
    if status != 0:
        return [], f"status {status} with {run}: {first_line(errors)}"
    contents = [file.read_bytes() for file in files]
    for file in files:
        file.unlink()
    return contents, ""


def _compare(runner: Runner, function: Function, route: str) -> List[Failure]:
    path = runner.folder / f"{function.name}.mlir"
    path.write_text(function.text, encoding="utf-8")
    first: List[bytes] = []
    way, *parameters = route.split(":")
    for number, run in enumerate(RUNS[way]):
        options = f"{run} --chip={parameters[0]}" if parameters else run
        contents, error = _outputs(runner, function, path, number, options)
        if number == 0:
            first = contents
        if not error and contents != first:
            error = f"{options} gives other bits than {RUNS[way][0]} in the first run"
        if error:
            return [runner.fail(function, error, route, options)]
    return []


def check_determinism(
    runner: Runner, functions: Mapping[str, Sequence[Function]], route: str, rng: random.Random
) -> int:
    """Compares one of the functions of each op, bit by bit; adds to the runner's failures and returns the number
    compared."""
    sample = [rng.choice(of_op) for of_op in functions.values()]
    with concurrent.futures.ThreadPoolExecutor(runner.jobs) as pool:
        for failures in pool.map(lambda function: _compare(runner, function, route), sample):
            runner.failures += failures
    return len(sample)
