"""Steps that normalize: every named op on any value, the core ops, and any subset of their results."""

from __future__ import annotations

import math
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from graphs.builder import Builder
from graphs.values import WIDTHS, Value

READ_ONLY = "use_running_stats, update_running_stats = false"


class Norm:
    """A norm op under construction."""

    def __init__(self, builder: Builder, op_name: str, x: Value) -> None:
        self.builder = builder
        self.rng = builder.rng
        self.x = x
        self.op = builder.op(op_name)
        self.words = [f"norm.{op_name} {self.op.use(x)}"]
        self.attributes: List[str] = []
        self.results: List[Value] = []
        self.compute = "f64" if x.element == "f64" else "f32"
        wider = [e for e in ("f32", "f64") if WIDTHS[e] > WIDTHS[x.element]]
        self.parameters = self.rng.choice([x.element, x.element, *wider])

    def parameter(self, sizes: Sequence[int], spec: str, low: float, high: float) -> Value:
        """A tensor for an operand: one of the graph that fits, or an argument."""
        sizes = tuple(sizes)

        def fits(value: Value) -> bool:
            return (
                value.sizes == sizes
                and value.element == self.parameters
                and low <= value.low
                and value.high <= max(high, 40)
            )

        if self.rng.random() < 0.5:
            found = self.builder.choose_float(fits)
            if found is not None:
                return found
        return self.builder.argument(sizes, self.parameters, spec, low, high)

    def give(self, keyword: str, value: Value) -> Value:
        """Writes an operand."""
        self.words.append(f"{keyword}({self.op.use(value)} : {value.type})")
        return value

    def maybe_affine(self, sizes: Sequence[int], with_bias: bool = True) -> float:
        """Scale and bias, or not; returns how large they may make a result."""
        factor = 1.0
        if self.rng.random() < 0.5:
            self.give("scale", self.parameter(sizes, "normal:1,0.5", -40, 5.2))
            factor = 4.0
        if with_bias and self.rng.random() < 0.5:
            self.give("bias", self.parameter(sizes, "normal:0,1", -40, 8.3))
        return factor

    def sum_up(self, kinds: Sequence[str] = ("", "", "estimator = #norm.estimator<two_pass>")) -> None:
        """How moments are summed."""
        choice = self.rng.choice(kinds)
        if choice:
            self.attributes.append(choice)

    def take(self, count: int, high: float = math.inf) -> None:
        """The first result: the normalized tensor."""
        limit = min(math.sqrt(max(count, 1)), 12.0, high)
        self.results.insert(0, self.builder.result(self.op, self.x, low=-limit, high=limit))

    def statistic(self, axes: Sequence[int], low: float, high: float, element: str = "") -> None:
        """A statistic along axes."""
        x = self.x
        self.results.append(
            self.builder.result(
                self.op,
                x,
                sizes=tuple(x.sizes[a] for a in axes),
                is_dynamic=tuple(x.is_dynamic[a] for a in axes),
                element=element or self.compute,
                low=low,
                high=high,
            )
        )

    def finish(self) -> bool:
        """Writes the op."""
        dictionary = f" {{{', '.join(self.attributes)}}}" if self.attributes else ""
        names = ", ".join(value.name for value in self.results)
        self.op.lines.append(f"{names} = {' '.join(self.words)}{dictionary} : {self.x.type}")
        self.op.finish(*self.results)
        return True


def _epsilon(norm: Norm) -> str:
    return "epsilon = " + norm.rng.choice(("1.0e-5", "1.0e-3", "1.0e-1"))


def _some_axes(norm: Norm) -> List[int]:
    rank = norm.x.rank
    if norm.rng.random() < 0.6:
        return [rank - 1]
    return sorted(norm.rng.sample(range(rank), norm.rng.randint(1, rank)))


def _count(x: Value, axes: Sequence[int]) -> int:
    return math.prod(x.sizes[axis] for axis in axes)


def layer_norm(norm: Norm) -> bool:
    """norm.layer_norm over any axes."""
    x, axes = norm.x, _some_axes(norm)
    factor = norm.maybe_affine([x.sizes[a] for a in axes])
    norm.words += [f"axes = {axes}", _epsilon(norm)]
    norm.sum_up()
    if norm.rng.random() < 0.1:
        norm.attributes.append("epsilon_mode = #norm.epsilon_mode<outside_sqrt>")
    norm.take(int(_count(x, axes) * factor))
    if norm.rng.random() < 0.4:
        norm.attributes.append("return_statistics")
        kept = [a for a in range(x.rank) if a not in axes]
        norm.statistic(kept, x.low, x.high)
        norm.statistic(kept, 0.0, 400.0)
    return norm.finish()


def rms_norm(norm: Norm) -> bool:
    """norm.rms_norm over any axes."""
    x, axes = norm.x, _some_axes(norm)
    factor = norm.maybe_affine([x.sizes[a] for a in axes], with_bias=False)
    norm.words.append(f"axes = {axes}")
    norm.words.append(_epsilon(norm))
    norm.take(int(_count(x, axes) * factor))
    if norm.rng.random() < 0.3:
        norm.attributes.append("return_statistics")
        norm.statistic([a for a in range(x.rank) if a not in axes], 0.0, 400.0)
    return norm.finish()


def batch_norm(norm: Norm) -> bool:
    """norm.batch_norm with given statistics."""
    x = norm.x
    if x.rank < 2:
        return False
    axis = norm.rng.randrange(x.rank)
    sizes = [x.sizes[axis]]
    norm.give("mean", norm.parameter(sizes, "normal:0,1", -40, 8.3))
    norm.give("variance", norm.parameter(sizes, "normal:1,0.1", 0.15, 2.0))
    norm.maybe_affine(sizes)
    norm.words += [f"channel_axis = {axis}", _epsilon(norm)]
    norm.take(10**4)
    return norm.finish()


def _running(norm: Norm, axis: int, attribute_share: float, read: str = READ_ONLY) -> Tuple[bool, bool]:
    """Running statistics, perhaps; whether they are used and whether they come back."""
    if norm.rng.random() < 0.5:
        return False, False
    sizes = [norm.x.sizes[axis]]
    mean = norm.give("running_mean", norm.parameter(sizes, "normal:0,1", -40, 8.3))
    variance = norm.give("running_variance", norm.parameter(sizes, "normal:1,0.1", 0.15, 2.0))
    used, updated = False, True
    if norm.rng.random() < attribute_share:
        choice = norm.rng.choice(("use_running_stats", read))
        norm.attributes.append(choice)
        used, updated = True, choice != READ_ONLY
    if updated:
        for value in (mean, variance):
            low = 0.0 if value is variance else min(value.low, norm.x.low)
            norm.results.append(norm.builder.result(norm.op, value, low=low, high=max(value.high, norm.x.magnitude**2)))
    return used, updated


def batch_norm_training(norm: Norm) -> bool:
    """norm.batch_norm_training, with running statistics or without."""
    x = norm.x
    if x.rank < 2:
        return False
    axis = norm.rng.randrange(x.rank)
    others = [a for a in range(x.rank) if a != axis]
    if _count(x, others) == 1:
        return False
    norm.maybe_affine([x.sizes[axis]])
    used, updated = _running(norm, axis, 0.2)
    del used
    norm.words += [f"channel_axis = {axis}", _epsilon(norm)]
    if updated:
        norm.words.append("momentum = 0.1")
        if norm.rng.random() < 0.3:
            norm.attributes.append("unbiased_running_variance = false")
    running = norm.results
    norm.results = []
    norm.take(4 * _count(x, others))
    if norm.rng.random() < 0.3:
        norm.attributes.append("return_statistics")
        norm.statistic([axis], x.low, x.high)
        norm.statistic([axis], 0.0, 400.0)
    norm.results += running
    norm.sum_up()
    return norm.finish()


def _channel_and_spatial(norm: Norm, least: int) -> Tuple[int, List[int]]:
    rank = norm.x.rank
    axis = norm.rng.choice((0, 1, rank - 1)) % rank
    rest = [a for a in range(rank) if a != axis]
    if rank >= 3 and norm.rng.random() < 0.6:
        return axis, rest[1:]
    return axis, sorted(norm.rng.sample(rest, norm.rng.randint(min(least, len(rest)), len(rest))))


def group_norm(norm: Norm) -> bool:
    """norm.group_norm, statistics by group."""
    x = norm.x
    if x.rank < 2:
        return False
    channel, spatial = _channel_and_spatial(norm, 0)
    channels = x.sizes[channel]
    if channels == 0 or _count(x, spatial) == 0:
        return False
    groups = norm.rng.choice([g for g in range(1, channels + 1) if channels % g == 0])
    batch = [a for a in range(x.rank) if a != channel and a not in spatial]
    if channels == groups and _count(x, spatial) * _count(x, batch) == 1:
        return False
    factor = norm.maybe_affine([channels])
    norm.words += [f"num_groups = {groups}", f"channel_axis = {channel}", f"axes = {spatial}", _epsilon(norm)]
    norm.sum_up()
    norm.take(int(channels // groups * _count(x, spatial) * factor))
    if norm.rng.random() < 0.3:
        norm.attributes.append("return_statistics")
        axes = sorted([*batch, channel])
        for low, high in ((x.low, x.high), (0.0, 400.0)):
            norm.statistic(axes, low, high)
            value = norm.results[-1]
            place = axes.index(channel)
            norm.results[-1] = norm.builder.result(
                norm.op,
                value,
                sizes=tuple(groups if i == place else s for i, s in enumerate(value.sizes)),
                is_dynamic=tuple(False if i == place else d for i, d in enumerate(value.is_dynamic)),
            )
    return norm.finish()


def instance_norm(norm: Norm) -> bool:
    """norm.instance_norm, with running statistics or without."""
    x = norm.x
    if x.rank < 2:
        return False
    channel, spatial = _channel_and_spatial(norm, 1)
    if _count(x, spatial) == 1:
        return False
    norm.maybe_affine([x.sizes[channel]])
    used, updated = _running(norm, channel, 0.2)
    norm.words += [f"channel_axis = {channel}", f"axes = {spatial}", _epsilon(norm)]
    if updated:
        norm.words.append("momentum = 0.1")
    running = norm.results
    norm.results = []
    norm.take(4 * _count(x, spatial))
    if not used and norm.rng.random() < 0.3:
        norm.attributes.append("return_statistics")
        kept = [a for a in range(x.rank) if a not in spatial]
        norm.statistic(kept, x.low, x.high)
        norm.statistic(kept, 0.0, 400.0)
    norm.results += running
    return norm.finish()


def switchable_norm(norm: Norm) -> bool:
    """norm.switchable_norm."""
    x = norm.x
    if x.rank < 3:
        return False
    channel, spatial = _channel_and_spatial(norm, 1)
    if _count(x, spatial) == 1 or len(spatial) + 1 == x.rank:
        return False
    norm.maybe_affine([x.sizes[channel]])
    for keyword in ("mean_weights", "variance_weights"):
        norm.give(keyword, norm.builder.argument((3,), norm.parameters))
    _running(norm, channel, 0.2)
    norm.words += [f"channel_axis = {channel}", f"axes = {spatial}", _epsilon(norm)]
    if norm.rng.random() < 0.5 and norm.results:
        norm.words.append("momentum = 0.25")
    norm.take(10**4)
    return norm.finish()


def local_response_norm(norm: Norm) -> bool:
    """norm.local_response_norm."""
    x = norm.x
    if x.rank < 3:
        return False
    numbers = (
        f"size = {norm.rng.choice((1, 2, 3, 5))}",
        "alpha = 1.0e-1",
        f"beta = {norm.rng.choice((0.5, 0.75, 1.0))}",
    )
    norm.words += [f"channel_axis = {norm.rng.randrange(x.rank)}", *numbers, "k = 1.0"]
    norm.take(10**6, max(x.magnitude, 0.1))
    return norm.finish()


def lp_normalize(norm: Norm) -> bool:
    """norm.lp_normalize over any axes."""
    x, axes = norm.x, _some_axes(norm)
    norm.words += [f"axes = {axes}", f"p = {norm.rng.choice(('2.0', '2.0', '1.0', 'inf', '3.0'))}", "epsilon = 1.0e-2"]
    norm.take(1)
    if norm.rng.random() < 0.3:
        norm.attributes.append("return_statistics")
        norm.statistic([a for a in range(x.rank) if a not in axes], 0.0, x.magnitude * _count(x, axes))
    return norm.finish()


def weight_norm(norm: Norm) -> bool:
    """norm.weight_norm, of slices or of the whole tensor."""
    x = norm.x
    if x.rank < 1 or x.low <= 0 <= x.high and x.count < 30:
        return False
    axis: Optional[int] = norm.rng.choice([None, *range(x.rank)])
    sizes = [] if axis is None else [x.sizes[axis]]
    norm.give("scale", norm.parameter(sizes, "normal:1,0.5", -40, 5.2))
    if axis is not None:
        norm.words.append(f"axis = {axis}")
    norm.take(10**4, 6.0)
    return norm.finish()


def stats_and_apply(norm: Norm) -> bool:
    """The core ops: norm.stats of the input, elementwise ops on its moments, norm.apply."""
    x, axes = norm.x, _some_axes(norm)
    kept = [a for a in range(x.rank) if a not in axes]
    norm.words = [f"norm.stats <moments> {x.name}", f"axes = {axes}"]
    norm.statistic(kept, x.low, x.high, "f64")
    norm.statistic(kept, 0.0, x.magnitude**2 * max(_count(x, axes), 1), "f64")
    mean, moment = norm.results
    norm.finish()
    op = norm.builder.op("deviation")
    scope = op.tensors(moment)
    average = scope.call("arith.mulf", "f64", op.use(moment), scope.constant(1.0 / max(_count(x, axes), 1), "f64"))
    name = scope.call("math.rsqrt", "f64", scope.call("arith.addf", "f64", average, scope.constant(1e-3, "f64")))
    deviation = norm.builder.result(op, moment, name=name, low=0.0, high=40.0)
    op.finish(deviation)
    apply = Norm(norm.builder, "apply", x)
    apply.give("mean", mean)
    apply.give("rstd", deviation)
    apply.maybe_affine([x.sizes[a] for a in axes])
    apply.words += [f"statistics_axes = {kept}", f"affine_axes = {axes}"]
    apply.take(_count(x, axes))
    return apply.finish()


NORMS: Dict[str, Callable[[Norm], bool]] = {
    "layer_norm": layer_norm,
    "rms_norm": rms_norm,
    "batch_norm": batch_norm,
    "batch_norm_training": batch_norm_training,
    "group_norm": group_norm,
    "instance_norm": instance_norm,
    "switchable_norm": switchable_norm,
    "local_response_norm": local_response_norm,
    "lp_normalize": lp_normalize,
    "weight_norm": weight_norm,
    "stats": stats_and_apply,
}


def step(name: str) -> Callable[[Builder], bool]:
    """The step that appends one op."""

    def append(builder: Builder) -> bool:
        x = builder.choose_float(lambda value: value.rank > 0)
        return x is not None and NORMS[name](Norm(builder, name, x))

    return append


def bounded(builder: Builder, x: Value) -> Value:
    """`x` normalized along its last axis, with a result of its type: what the body of a loop ends with."""
    norm = Norm(builder, "layer_norm", x)
    norm.words += [f"axes = [{x.rank - 1}]", _epsilon(norm)]
    norm.take(_count(x, [x.rank - 1]))
    norm.finish()
    return norm.results[0]
