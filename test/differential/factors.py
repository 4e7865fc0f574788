"""The factors of a run, their values, and the combinations that make no sense.

What differs between ops is in `ops.py`; a factor that an op does not take has its first value there.
"""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

from covering import Rule, Space
from ops import OPS

SIZES = (0, 1, 2, 3, 7, 13, 31, 64, 65, 127, 1000, 1024, 1025, 4097)
MAX_ELEMENTS = 2**19
NO_AXIS = -1  # the size of an axis that is not there

DTYPES = ("f64", "f32", "bf16", "f16")
# The parameters' type: the input's, the next wider one, f64 for 16-bit inputs.
PARAMETERS = ("same", "wider", "widest")
# `constant`: all elements of all groups are one number. The numbers of each type are in cases.py.
FAMILIES = ("normal", "offset_1e3", "offset_1e5", "lognormal", "large", "tiny", "constant")
# Which sizes the types state; `mixed`: every other one.
SIZE_KINDS = ("static", "dynamic", "mixed")
GRAPHS = ("none", "relu", "gelu", "silu", "leaky_relu", "residual", "cast", "chain", "twice")

# In the order in which the search gives them values. The first value is the one of ops without the factor.
FACTORS: Dict[str, Sequence[object]] = {
    "op": tuple(op.name for op in OPS),
    "dtype": DTYPES,
    "rank": (1, 2, 3, 4, 5, 6),
    "axes": ("last", "first", "middle", "several", "trailing", "all", "channel_first", "channel_middle", "channel_last"),
    "reduced": SIZES,  # the size of one axis inside a group
    "kept": (*SIZES, NO_AXIS),  # the size of one axis that numbers the groups
    "operands": ("none", "scale", "bias", "both"),
    "parameters": PARAMETERS,
    "running": ("none", "running", "counted", "counter"),
    "momentum": ("none", "torch", "onnx"),
    "unbiased": (True, False),
    "statistics": (False, True),
    "offset": (0.0, 1.0),
    "cast_point": ("result", "before_scale"),
    "epsilon": ("default", "small", "zero", "large", "absent"),
    "summation": ("default", "shifted", "two_pass", "f32", "f64"),
    "sizes": SIZE_KINDS,
    "family": FAMILIES,
    "graph": GRAPHS,
}


def reduced_axes(axes: str, rank: int) -> List[int]:
    """The axes inside a group."""
    channel = {"channel_first": 0, "channel_middle": rank // 2, "channel_last": rank - 1}
    if axes in channel:
        return [axis for axis in range(rank) if axis != channel[axes]]
    return {
        "last": [rank - 1],
        "first": [0],
        "middle": [rank // 2],
        "several": list(range(rank % 2, rank, 2)),
        "trailing": [rank - 2, rank - 1],
        "all": list(range(rank)),
    }[axes]


def _axes_suit_rank(axes: str, rank: int) -> bool:
    least = {"last": 1, "all": 1, "first": 2, "channel_first": 2, "channel_last": 2}
    return rank >= least.get(axes, 3)


def _kept_suits_axes(axes: str, rank: int, kept: int) -> bool:
    return (kept == NO_AXIS) == (len(reduced_axes(axes, rank)) == rank)


def _more_than_one_value(op: str, axes: str, rank: int, reduced: int) -> bool:
    needed = next(entry for entry in OPS if entry.name == op).needs_two_values
    return not needed or reduced != 1 or len(reduced_axes(axes, rank)) > 1


def _parameters_are_wider(dtype: str, parameters: str) -> bool:
    return parameters == "same" or (dtype in ("bf16", "f16") if parameters == "widest" else dtype != "f64")


def _has_parameters(op: str, operands: str, running: str, parameters: str) -> bool:
    given = operands != "none" or running in ("running", "counted")
    return parameters == "same" or given or bool(next(entry for entry in OPS if entry.name == op).required)


def _summation_suits_dtype(dtype: str, summation: str) -> bool:
    return dtype != "f64" or summation not in ("shifted", "f32")


def _op_takes(factor: str) -> Rule:
    domains = {op.name: op.domain(factor, FACTORS[factor]) for op in OPS}
    return Rule(("op", factor), lambda op, value: value in domains[op])


RULES = (
    *(_op_takes(factor) for factor in FACTORS if factor != "op"),
    Rule(("axes", "rank"), _axes_suit_rank),
    Rule(("axes", "rank", "kept"), _kept_suits_axes),
    Rule(("reduced", "kept"), lambda reduced, kept: reduced * max(kept, 1) <= MAX_ELEMENTS),
    Rule(("op", "axes", "rank", "reduced"), _more_than_one_value),
    Rule(("dtype", "parameters"), _parameters_are_wider),
    Rule(("op", "operands", "running", "parameters"), _has_parameters),
    Rule(("operands", "offset"), lambda operands, offset: offset == 0.0 or operands in ("scale", "both")),
    # Absent, the momentum is 1 / (counter + 1), which running statistics need then.
    Rule(("running", "momentum"), lambda running, momentum: momentum != "none" or running != "running"),
    Rule(("running", "unbiased"), lambda running, unbiased: unbiased or running in ("running", "counted")),
    Rule(("dtype", "summation"), _summation_suits_dtype),
)


def create_space() -> Space:
    """The space of all runs."""
    return Space(FACTORS, RULES)


def product(factors: Sequence[str]) -> List[Dict[str, object]]:
    """Every combination of values of `factors` that no rule over them refuses."""
    rows: List[Dict[str, object]] = [{}]
    for factor in factors:
        rules = [rule for rule in RULES if factor in rule.factors and set(rule.factors) <= set(factors)]
        extended = ({**row, factor: value} for row in rows for value in FACTORS[factor])
        rows = [
            row
            for row in extended
            if all(rule.holds(*(row[f] for f in rule.factors)) for rule in rules if set(rule.factors) <= set(row))
        ]
    return rows


def element_types(dtype: str, parameters: str) -> Tuple[str, str]:
    """The compute type of an input and the element type of its parameters."""
    compute = "f64" if dtype == "f64" else "f32"
    wider = "f64" if dtype == "f32" or parameters == "widest" else "f32"
    return compute, dtype if parameters == "same" else wider
