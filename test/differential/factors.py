"""The factors of a run, their values, and the combinations that make no sense.

Every op has a space of its own: the factors that all ops share, those that `ops.py` lists for it, and the rules over
them. The values of a factor that is a clause or an attribute of the op are its text, "" where it is left out.
"""

from __future__ import annotations

from typing import Dict, List, Mapping, Sequence, Tuple

from covering import Rule, Space
from layouts import VIEWS, create_layout, is_layout
from ops import Op

SIZES = (0, 1, 2, 3, 7, 31, 64, 65, 127, 1000, 1024, 1025, 4097)
MAX_ELEMENTS = 2**19
NO_AXIS = -1  # the size of an axis that is not there

# `constant`: all elements of all groups are one number; `special`: some are NaN or infinite; `outlier_first`, `_last`
# and `_block`: the first or last of a group's elements, or its first quarter, are far larger than the others;
# `alternating`: large numbers of both signs in turn. The numbers of each type are in cases.py.
FAMILIES = (
    *("normal", "offset_1e3", "offset_1e5", "lognormal", "large", "huge", "tiny", "constant", "special"),
    *("outlier_first", "outlier_last", "outlier_block", "alternating"),
)

# In the order in which the search gives them values; those of an op's own come before `sizes`.
SHARED: Dict[str, Sequence[object]] = {
    "dtype": ("f64", "f32", "bf16", "f16"),
    "rank": (1, 2, 3, 4, 5, 6),
    "axes": (),
    "reduced": SIZES,  # the size of one axis inside a group
    "kept": (*SIZES, NO_AXIS),  # the size of one axis that numbers the groups
    "operands": ("none",),
    # The parameters' type: the input's, the next wider one, f64 for 16-bit inputs.
    "parameters": ("same", "wider", "widest"),
}
AROUND: Dict[str, Sequence[object]] = {
    # Which sizes the types state; `mixed`: every other one.
    "sizes": ("static", "dynamic", "mixed"),
    "family": FAMILIES,
    # How the tensor to normalize lies in the argument that it is a slice of.
    "view": tuple(VIEWS),
    "graph": ("none", "relu", "gelu", "silu", "leaky_relu", "residual", "cast", "chain", "twice"),
}


def _kept_suits_axes(axes: str, rank: int, kept: int) -> bool:
    return (kept == NO_AXIS) == (not create_layout(axes, rank).outside)


def _parameters_are_wider(dtype: str, parameters: str) -> bool:
    return parameters == "same" or (dtype in ("bf16", "f16") if parameters == "widest" else dtype != "f64")


def _more_than_one_value(axes: str, rank: int, reduced: int) -> bool:
    return reduced != 1 or len(create_layout(axes, rank).inside) > 1


def _summation_suits_dtype(dtype: str, summation: str) -> bool:
    return dtype != "f64" or not ("shifted" in summation or "f32" in summation)


def divisors(size: int) -> List[int]:
    """The divisors of a size other than 1 and itself."""
    return [number for number in range(2, size // 2 + 1) if size % number == 0]


def _groups_suit_sizes(axes: str, rank: int, reduced: int, kept: int, groups: str) -> bool:
    """Whether group normalization has a number of channels to divide and more than one value for each group."""
    layout = create_layout(axes, rank)
    if kept == 0 and not layout.batch:
        return False
    if not layout.spatial:
        return bool(divisors(reduced)) if groups == "between" else kept != 1 and (groups == "all" or reduced > 1)
    if groups == "between":
        return bool(layout.batch or divisors(kept))
    return reduced > 1 or len(layout.spatial) > 1 or (bool(layout.batch) and kept != 1)


def _slice_can_be_stated(reduced: int, kept: int, sizes: str, view: str) -> bool:
    """MLIR refuses a slice that is empty by its type."""
    return view == "dense" or sizes == "dynamic" or 0 not in (reduced, kept)


_RULES = (
    Rule(("axes", "rank"), is_layout),
    Rule(("axes", "rank", "kept"), _kept_suits_axes),
    Rule(("reduced", "kept"), lambda reduced, kept: reduced * max(kept, 1) <= MAX_ELEMENTS),
    Rule(("dtype", "parameters"), _parameters_are_wider),
    Rule(("operands", "scale_offset"), lambda operands, offset: not offset or operands in ("scale", "both")),
    Rule(("operands", "affine"), lambda operands, affine: not affine or operands != "none"),
    Rule(("dtype", "summation"), _summation_suits_dtype),
    Rule(("axes", "rank", "reduced", "kept", "groups"), _groups_suit_sizes),
    # 1e-12 is 0 in f16, and refused.
    Rule(("dtype", "bound"), lambda dtype, bound: dtype != "f16" or bound != "epsilon = 1.0e-12"),
    Rule(("reduced", "kept", "sizes", "view"), _slice_can_be_stated),
    Rule(("p", "summation"), lambda p, summation: p != "p = inf" or not summation),
)


def _has_parameters(op: Op) -> Rule:
    """Parameters of another type need an operand that has it."""
    operands = [operand for operand in op.operands if operand.role != "counter"]
    factors = tuple(dict.fromkeys(operand.factor for operand in operands if operand.factor))

    def holds(parameters: str, *values: str) -> bool:
        row = dict(zip(factors, values))
        return parameters == "same" or any(operand.is_given(row) for operand in operands)

    return Rule(("parameters", *factors), holds)


def create_space(op: Op) -> Space:
    """The space of all runs of an op."""
    shared = {factor: op.factors.get(factor, values) for factor, values in SHARED.items()}
    own = {factor: values for factor, values in op.factors.items() if factor not in SHARED}
    factors = {**shared, **own, **AROUND}
    rules = [rule for rule in (*_RULES, *op.rules) if set(rule.factors) <= set(factors)]
    rules.append(_has_parameters(op))
    if op.needs_two_values:
        rules.append(Rule(("axes", "rank", "reduced"), _more_than_one_value))
    return Space(factors, rules)


def product(space: Space, factors: Sequence[str]) -> List[Dict[str, object]]:
    """Every combination of values of `factors` that no rule over them refuses."""
    rows: List[Dict[str, object]] = [{}]
    for factor in factors:
        extended = ({**row, factor: value} for row in rows for value in space.factors[factor])
        rows = [row for row in extended if space.allows(row, factor)]
    return rows


def element_types(row: Mapping[str, object]) -> Tuple[str, str]:
    """The compute type of an input and the element type of its parameters."""
    dtype = str(row["dtype"])
    compute = "f64" if dtype == "f64" else "f32"
    wider = "f64" if dtype == "f32" or row["parameters"] == "widest" else "f32"
    return compute, dtype if row["parameters"] == "same" else wider
