"""The ops under test: one entry each, which says what its text holds and which values of the factors it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Mapping, Sequence, Tuple

ROW_AXES = ("last", "first", "middle", "several", "trailing", "all")
CHANNEL_AXES = ("channel_first", "channel_middle", "channel_last")
SCALED = ("scale", "both")
BIASED = ("bias", "both")


@dataclass(frozen=True)
class Operand:
    """An operand beside the input, written `keyword(%name : type)`.

    `factor` and `values` say when it is there (always without a factor). `role` says what it holds: `scale`, `bias`,
    `mean` and `variance` are tensors along the op's affine axes of the parameters' type, `counter` is an i64 scalar.
    A `returned` operand comes back as a result of its own type.
    """

    keyword: str
    role: str
    factor: str = ""
    values: Tuple[str, ...] = ()
    returned: bool = False

    def is_given(self, case: Mapping[str, object]) -> bool:
        """Whether a run has it."""
        return not self.factor or case[self.factor] in self.values


@dataclass(frozen=True)
class Op:
    """An op of the dialect.

    `domains` lists the values of the factors that the op takes; `rank`, `dtype`, `reduced`, `kept`, `parameters`,
    `sizes`, `family` and `graph` are all taken unless they are listed, any other factor has its first value.
    `axes_clause` is `axes` (the reduced ones) or `channel_axis` (the one that is kept). `statistics` is how many
    tensors `return_statistics` adds. `needs_two_values`: a group of one value is refused. `has_estimator`: an f32
    accumulator goes with the attribute `estimator`.
    """

    name: str
    axes_clause: str
    domains: Dict[str, Sequence[object]]
    operands: Tuple[Operand, ...]
    statistics: int = 0
    needs_two_values: bool = False
    has_estimator: bool = False
    required: Tuple[Operand, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "required", tuple(operand for operand in self.operands if not operand.factor))

    def domain(self, factor: str, values: Sequence[object]) -> Sequence[object]:
        """The values of `factor`, out of all its `values`, that the op takes."""
        taken_by_all = ("dtype", "rank", "reduced", "kept", "parameters", "sizes", "family", "graph")
        return self.domains.get(factor, values if factor in taken_by_all else values[:1])


SCALE = Operand("scale", "scale", "operands", SCALED)
BIAS = Operand("bias", "bias", "operands", BIASED)
RUNNING = ("running", "counted")

OPS: Tuple[Op, ...] = (
    Op(
        "layer_norm",
        axes_clause="axes",
        domains={
            "axes": ROW_AXES,
            "operands": ("none", "scale", "bias", "both"),
            "offset": (0.0, 1.0),
            "cast_point": ("result", "before_scale"),
            "statistics": (False, True),
            "epsilon": ("default", "small", "zero", "large"),
            "summation": ("default", "shifted", "two_pass", "f32", "f64"),
        },
        operands=(SCALE, BIAS),
        statistics=2,
        has_estimator=True,
    ),
    Op(
        "rms_norm",
        axes_clause="axes",
        domains={
            "axes": ROW_AXES,
            "operands": ("none", "scale"),
            "offset": (0.0, 1.0),
            "cast_point": ("result", "before_scale"),
            "statistics": (False, True),
            "epsilon": ("default", "small", "zero", "large", "absent"),
            "summation": ("default", "f32", "f64"),
        },
        operands=(SCALE,),
        statistics=1,
    ),
    Op(
        "batch_norm",
        axes_clause="channel_axis",
        domains={
            "rank": (2, 3, 4, 5, 6),
            "axes": CHANNEL_AXES,
            "operands": ("none", "scale", "bias", "both"),
            "epsilon": ("default", "small", "zero", "large"),
        },
        operands=(Operand("mean", "mean"), Operand("variance", "variance"), SCALE, BIAS),
    ),
    Op(
        "batch_norm_training",
        axes_clause="channel_axis",
        domains={
            "rank": (2, 3, 4, 5, 6),
            "axes": CHANNEL_AXES,
            "operands": ("none", "scale", "bias", "both"),
            "running": ("none", "running", "counted", "counter"),
            "momentum": ("none", "torch", "onnx"),
            "unbiased": (True, False),
            "statistics": (False, True),
            "epsilon": ("default", "small", "large"),
            "summation": ("default", "shifted", "two_pass", "f32", "f64"),
        },
        operands=(
            SCALE,
            BIAS,
            Operand("running_mean", "mean", "running", RUNNING, returned=True),
            Operand("running_variance", "variance", "running", RUNNING, returned=True),
            Operand("num_batches_tracked", "counter", "running", ("counted", "counter"), returned=True),
        ),
        statistics=2,
        needs_two_values=True,
        has_estimator=True,
    ),
)
