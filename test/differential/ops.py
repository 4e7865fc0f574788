"""The ops under test: one entry each, which says what its text holds and which values of the factors it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Mapping, Sequence, Tuple

from covering import Rule
from layouts import ACROSS_AXES, CHANNEL_AXES, ROW_AXES, SPATIAL_AXES

READ_ONLY = "use_running_stats, update_running_stats = false"
# Factors that are clauses of the text, in its order, and those that are entries of the attribute dictionary.
CLAUSES = ("size", "alpha", "beta", "k", "p", "bound", "epsilon", "momentum")
ATTRIBUTES = (
    *("statistics", "scale_offset", "cast_point", "epsilon_mode", "affine", "convention", "unbiased", "use_running"),
    *("use_batch", "window", "zero_norm", "summation"),
)


@dataclass(frozen=True)
class Operand:
    """An operand beside the input, written `keyword(%name : type)`.

    `given` has the values of a factor for which it is there; empty: always. `role` says what it holds: `scale`,
    `bias`, `mean` and `variance` are tensors along the op's affine axes of the parameters' type, `weights` one of two
    or three numbers, `counter` is an i64 scalar. A `returned` operand comes back as a result of its own type, unless
    the op only reads its running statistics.
    """

    keyword: str
    role: str
    factor: str = ""
    given: Tuple[str, ...] = ()
    returned: bool = False

    def is_given(self, row: Mapping[str, object]) -> bool:
        """Whether a run has it."""
        return not self.factor or row.get(self.factor) in self.given


@dataclass(frozen=True)
class Op:
    """An op of the dialect.

    `factors` lists the values of the factors that only this op takes, or of shared ones that it takes some of, and
    `rules` what they refuse. `place` is how the axes are written: `axes` (those inside a group), `channel_axis`,
    `both` (the channel's and the spatial ones), or `axis` (a channel's, or nothing). `statistics` is how many tensors
    `return_statistics` adds. `needs_two_values`: a group of one value is refused.
    """

    name: str
    place: str
    factors: Dict[str, Sequence[object]]
    operands: Tuple[Operand, ...] = ()
    rules: Tuple[Rule, ...] = ()
    statistics: int = 0
    needs_two_values: bool = False


SCALE = Operand("scale", "scale", "operands", ("scale", "both"))
BIAS = Operand("bias", "bias", "operands", ("bias", "both"))
RUNNING = ("running", "counted")
RUNNING_MEAN = Operand("running_mean", "mean", "running", RUNNING, returned=True)
RUNNING_VARIANCE = Operand("running_variance", "variance", "running", RUNNING, returned=True)

AFFINE = ("none", "scale", "bias", "both")
STATISTICS = ("", "return_statistics")
SCALE_OFFSET = ("", "scale_offset = 1.0 : f64")
CAST_POINT = ("", "cast_point = #norm.cast_point<before_scale>")
POSITIVE_EPSILON = ("epsilon = 1.0e-5", "epsilon = 1.0e-12", "epsilon = 0.5")
EPSILON = (*POSITIVE_EPSILON, "epsilon = 0.0")
SUMS = ("", "accumulator = f32", "accumulator = f64")
MOMENTS = (
    "",
    "estimator = #norm.estimator<shifted>",
    "estimator = #norm.estimator<two_pass>",
    "estimator = #norm.estimator<two_pass>, accumulator = f32",
    "accumulator = f64",
)
MOMENTUM = ("", "momentum = 0.1", "momentum = 0.9")
ONNX_MOMENTUM = ("", "momentum_convention = #norm.momentum_convention<onnx>")
TORCH_MOMENTUM = ("", "momentum_convention = #norm.momentum_convention<torch>")
USE_RUNNING = ("", "use_running_stats", READ_ONLY)
CHANNEL_RANKS = (2, 3, 4, 5, 6)


def _use_of_running(running: str, use: str) -> bool:
    return not use or running == "running" or (running == "counted" and use != READ_ONLY)


def _updates_with_momentum(running: str, momentum: str, use: str) -> bool:
    """Absent, the momentum is 1 / (counter + 1), which an update needs then."""
    return bool(momentum) or running != "running" or use == READ_ONLY


def _is_alone(use: str, attribute: str) -> bool:
    """Where nothing is taken from the input, there is nothing to choose."""
    return not use or not attribute


OPS: Tuple[Op, ...] = (
    Op(
        "layer_norm",
        place="axes",
        factors={
            "axes": ROW_AXES,
            "operands": AFFINE,
            "scale_offset": SCALE_OFFSET,
            "cast_point": CAST_POINT,
            "epsilon": EPSILON,
            "epsilon_mode": ("", "epsilon_mode = #norm.epsilon_mode<outside_sqrt>"),
            "statistics": STATISTICS,
            "summation": MOMENTS,
        },
        operands=(SCALE, BIAS),
        statistics=2,
    ),
    Op(
        "rms_norm",
        place="axes",
        factors={
            "axes": ROW_AXES,
            "operands": ("none", "scale"),
            "scale_offset": SCALE_OFFSET,
            "cast_point": CAST_POINT,
            "epsilon": ("", *EPSILON),
            "statistics": STATISTICS,
            "summation": SUMS,
        },
        operands=(SCALE,),
        statistics=1,
    ),
    Op(
        "batch_norm",
        place="channel_axis",
        factors={"rank": CHANNEL_RANKS, "axes": CHANNEL_AXES, "operands": AFFINE, "epsilon": EPSILON},
        operands=(Operand("mean", "mean"), Operand("variance", "variance"), SCALE, BIAS),
    ),
    Op(
        "batch_norm_training",
        place="channel_axis",
        factors={
            "rank": CHANNEL_RANKS,
            "axes": CHANNEL_AXES,
            "operands": AFFINE,
            "running": ("none", "running", "counted", "counter"),
            "use_running": USE_RUNNING,
            "momentum": MOMENTUM,
            "convention": ONNX_MOMENTUM,
            "unbiased": ("", "unbiased_running_variance = false"),
            "epsilon": POSITIVE_EPSILON,
            "statistics": STATISTICS,
            "summation": MOMENTS,
        },
        operands=(
            *(SCALE, BIAS, RUNNING_MEAN, RUNNING_VARIANCE),
            Operand("num_batches_tracked", "counter", "running", ("counted", "counter"), returned=True),
        ),
        rules=(
            Rule(("running", "use_running"), _use_of_running),
            Rule(("running", "momentum", "use_running"), _updates_with_momentum),
        ),
        statistics=2,
        needs_two_values=True,
    ),
    Op(
        "group_norm",
        place="both",
        factors={
            "rank": CHANNEL_RANKS,
            "axes": (*SPATIAL_AXES, *ACROSS_AXES),
            "reduced": (1, 2, 3, 7, 31, 64, 65, 127, 1000, 1024, 1025, 4097),
            "operands": AFFINE,
            "groups": ("one", "all", "between"),
            "affine": ("", "affine = #norm.affine<per_group>"),
            "epsilon": EPSILON,
            "statistics": STATISTICS,
            "summation": MOMENTS,
        },
        operands=(SCALE, BIAS),
        statistics=2,
    ),
    Op(
        "instance_norm",
        place="both",
        factors={
            "rank": CHANNEL_RANKS,
            "axes": SPATIAL_AXES,
            "operands": AFFINE,
            "running": ("none", "running"),
            "use_running": USE_RUNNING,
            "momentum": MOMENTUM,
            "convention": ONNX_MOMENTUM,
            "epsilon": EPSILON,
            "statistics": STATISTICS,
            "summation": MOMENTS,
        },
        operands=(SCALE, BIAS, RUNNING_MEAN, RUNNING_VARIANCE),
        rules=(
            Rule(("running", "use_running"), _use_of_running),
            Rule(("use_running", "statistics"), _is_alone),
        ),
        statistics=2,
        needs_two_values=True,
    ),
    Op(
        "switchable_norm",
        place="both",
        factors={
            "rank": CHANNEL_RANKS,
            "axes": SPATIAL_AXES,
            "operands": AFFINE,
            "running": ("none", "running"),
            "use_running": USE_RUNNING,
            "use_batch": ("", "use_batch = false"),
            "momentum": MOMENTUM,
            "convention": TORCH_MOMENTUM,
            "unbiased": ("", "unbiased_variance = false"),
            "epsilon": EPSILON,
            "summation": MOMENTS,
        },
        operands=(
            *(SCALE, BIAS),
            *(Operand("mean_weights", "weights"), Operand("variance_weights", "weights")),
            *(RUNNING_MEAN, RUNNING_VARIANCE),
        ),
        rules=(
            Rule(("running", "use_running"), _use_of_running),
            Rule(("running", "use_batch"), lambda running, use: not use or running == "none"),
        ),
        needs_two_values=True,
    ),
    Op(
        "local_response_norm",
        place="channel_axis",
        factors={
            "rank": (3, 4, 5, 6),
            "axes": ACROSS_AXES,
            "size": ("size = 1", "size = 2", "size = 3", "size = 4", "size = 5", "size = 8", "size = 101"),
            "alpha": ("alpha = 1.0e-4", "alpha = 1.0", "alpha = 0.0"),
            "beta": ("beta = 0.75", "beta = 0.5", "beta = 1.0", "beta = 2.0", "beta = 3.0", "beta = 0.3", "beta = -0.4"),
            "k": ("k = 1.0", "k = 2.0", "k = 0.0"),
            "window": ("", "window = #norm.window<onnx>"),
        },
    ),
    Op(
        "lp_normalize",
        place="axes",
        factors={
            "axes": ROW_AXES,
            "p": ("p = 2.0", "p = 1.0", "p = inf", "p = 3.0", "p = 0.5", "p = 2.5", "p = 60.0"),
            "bound": ("epsilon = 1.0e-12", "epsilon = 0.0", "epsilon = 0.001", "epsilon = 5.0"),
            "zero_norm": ("", "zero_norm = #norm.zero_norm<zero>"),
            "statistics": STATISTICS,
            "summation": SUMS,
        },
        statistics=1,
    ),
    Op(
        "weight_norm",
        place="axis",
        factors={"axes": (*CHANNEL_AXES, "all"), "summation": SUMS},
        operands=(Operand("scale", "scale"),),
    ),
)
