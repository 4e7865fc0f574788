"""Checks results against the definition in float64."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Mapping

import numpy as np

from .buffers import numpy_type
from .graphs import Graph

# Largest |result - definition| / (1 + |definition|). Two roundings to bf16 may lie between input and output.
# Those to 8 bits are as far from their neighbours.
TOLERANCES = {"f64": 1e-12, "f32": 2e-5, "bf16": 2.0**-7, "f16": 2.0**-10, "f8E4M3FN": 2.0**-3}
# Quantized values are integers; one step is what a value close to the middle between two may differ by.
INTEGER_TOLERANCE = 1.0


@dataclass(frozen=True)
class Verdict:
    """The largest error as a share of the tolerance, and the output that has it."""

    error: float
    output: str

    @property
    def good(self) -> bool:
        """Whether every output is within the tolerance."""
        return self.error <= 1


def evaluate(graph: Graph, inputs: Mapping[str, np.ndarray], rounded: bool = True) -> Dict[str, np.ndarray]:
    """All outputs in float64; what lies between stages is rounded to its type, as the IR says, unless not `rounded`."""
    read = {name for stage in graph.stages for name in stage.reads}
    values = {name: inputs[name].astype(np.float64) for name in graph.inputs}
    outputs: Dict[str, np.ndarray] = {}
    for stage in graph.stages:
        for name, value in stage.evaluate(values).items():
            outputs[name] = value
            if name in read:
                dtype = numpy_type(graph.tensors[name].dtype)
                values[name] = value.astype(dtype).astype(np.float64) if rounded else value
    return {name: outputs[name] for name in graph.outputs}


def compare(graph: Graph, results: Mapping[str, np.ndarray], expected: Mapping[str, np.ndarray]) -> Verdict:
    """The worst of all outputs; an element that is not a number where the definition is one is infinitely wrong."""
    worst = Verdict(0.0, "")
    for name, reference in expected.items():
        difference = np.abs(results[name].astype(np.float64) - reference)
        dtype = graph.tensors[name].dtype
        if dtype == "i8":
            error = difference / INTEGER_TOLERANCE
        else:
            error = difference / (1 + np.abs(reference)) / TOLERANCES[dtype]
        largest = float(np.max(error, initial=0.0))
        if not largest <= worst.error:
            worst = Verdict(largest if largest == largest else float("inf"), name)
    return worst
