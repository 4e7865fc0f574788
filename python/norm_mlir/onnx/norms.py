"""Normalization ops of ONNX as expressions: what the text of each version says, in the `norm` dialect's ops.

Each function takes a node and its operands, None where one is left out, and returns one expression for each output that
the op has, at least for those that the node names. A number of an attribute is the one that the file holds, a float.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from ..expressions import Expression
from .graph import CONTRIB, ModelError, Node
from .shaping import NeedsSizes, Size, broadcast, collapse, expand, flatten, size_of, squeeze, unsqueeze

Maybe = Optional[Expression]
Operands = Sequence[Maybe]
Check = Callable[[Node], None]

_WIDTHS = {"f64": 64, "f32": 32, "bf16": 16, "f16": 16}
#: The elements that `stash_type` names.
_STASHES = {1: "f32", 10: "f16", 11: "f64", 16: "bf16"}
_EPSILON_OF_MVN = 1e-9


@dataclass(frozen=True)
class Norm:
    """How an op is imported: its definitions by version, and what is asked of its attributes. Where onnx has none: the
    defaults of attributes, None for those that must be given, and the numbers of operands and results."""

    versions: Tuple[int, ...]
    define: Callable[[Node, Operands], List[Expression]]
    check: Check
    attributes: Optional[Dict[str, Any]] = None
    operands: Tuple[int, int] = (1, 1)
    results: int = 1


def wide(element: str) -> str:
    """The elements in which arithmetic on these is done."""
    return "f64" if element == "f64" else "f32"


def rounded(op: Callable[..., Expression], *values: Expression) -> Expression:
    """An elementwise operation on operands of one type that are broadcast, rounded to it."""
    element = values[0].type.element
    return op(*broadcast([value.cast(wide(element)) for value in values])).cast(element)


# Layer and RMS normalization.


def layer_normalization(node: Node, operands: Operands) -> List[Expression]:
    """Layer normalization over the axes from `axis` on: y, mean, rstd."""
    x, scale, bias = padded(operands, 3)
    axes, stash = _axes_from(node, x), _stash(node, x)
    attributes = {"epsilon": node.attributes["epsilon"], "return_statistics": any(node.outputs[1:])}
    if stash == wide(x.type.element) and all(_runs_along(p, x, axes) for p in (scale, bias)):
        parameters = [widened(_sized_along(parameter, axes), x) for parameter in (scale, bias)]
        y, *statistics = _results(x.layer_norm(axes, *parameters, cast_point=_two_stages(node, x), **attributes))
    else:
        y, *statistics = _results(x.cast(stash).layer_norm(axes, **attributes))
        y = _affine(y.cast(x.type.element), scale, bias)
    return [y, *(unsqueeze(statistic.cast(_kept(node)), axes) for statistic in statistics)]


def rms_normalization(node: Node, operands: Operands) -> List[Expression]:
    """RMS normalization over the axes from `axis` on: y, rstd."""
    x, scale = padded(operands, 2)
    axes, stash = _axes_from(node, x), _stash(node, x)
    attributes = {"epsilon": node.attributes["epsilon"], "return_statistics": any(node.outputs[1:])}
    same = scale is None or scale.type.element == x.type.element
    if stash == wide(x.type.element) and same and _runs_along(scale, x, axes):
        y, *rstd = _results(x.rms_norm(axes, _sized_along(scale, axes), cast_point=_two_stages(node, x), **attributes))
    else:
        y, *rstd = _results(x.cast(stash).rms_norm(axes, **attributes))
        y = y.cast(x.type.element)
        y = y if scale is None else _affine(y.cast(scale.type.element), scale, None)
    return [y, *(unsqueeze(statistic.cast(_kept(node)), axes) for statistic in rstd)]


# Norms of channels.


def _batch_normalization(node: Node, operands: Operands) -> List[Expression]:
    x, *parameters = padded(operands, 5)
    check_rank(node, x, 1)
    if node.version == 7 and not node.attributes["spatial"]:
        return [_batch_norm_of_activations(node, x, parameters)]
    is_vector = len(x.type.sizes) == 1
    x = unsqueeze(x, [1]) if is_vector else x
    results = _normalize_batch(node, x, parameters)
    return [squeeze(results[0], [1]) if is_vector else results[0], *results[1:]]


def _normalize_batch(node: Node, x: Expression, parameters: Operands) -> List[Expression]:
    scale, bias, mean, variance = (widened(parameter, x) for parameter in parameters)
    epsilon = node.attributes["epsilon"]
    if not node.attributes.get("training_mode", 0):
        return [x.batch_norm(1, mean=mean, variance=variance, scale=scale, bias=bias, epsilon=epsilon)]
    element = parameters[2].type.element  # type: ignore[union-attr]
    momentum = node.attributes["momentum"]
    axes = [axis for axis in range(len(x.type.sizes)) if axis != 1]
    if all(x.type.sizes[axis] == 1 for axis in axes):
        y, difference = of_single_values(x, scale, bias)
        # The batch's mean is its one value, and its variance 0.
        batch = [squeeze(value.cast(wide(mean.type.element)), axes) for value in (x, difference)]  # type: ignore
        old = [value.cast(wide(value.type.element)) for value in (mean, variance)]  # type: ignore[union-attr]
        return [y, *((o * momentum + b * (1 - momentum)).cast(element) for o, b in zip(old, batch))]
    y, *updated = x.batch_norm_training(
        1,
        scale=scale,
        bias=bias,
        running_mean=mean,
        running_variance=variance,
        epsilon=epsilon,
        momentum=momentum,
        momentum_convention="onnx",
        unbiased_running_variance=False,
    )
    return [y, *(value.cast(element) for value in updated)]


def _batch_norm_of_activations(node: Node, x: Expression, parameters: Operands) -> Expression:
    """BatchNormalization-7 with `spatial` 0: each place of an image has parameters of its own."""
    rank = len(x.type.sizes)
    if rank == 1:
        raise ModelError(f"expects {node.text} with spatial 0 of rank 2 or more; got 1")
    vectors = [collapse(p, [range(len(p.type.sizes))]) for p in parameters if p is not None]
    scale, bias, mean, variance = (widened(vector, x) for vector in vectors)
    y = flatten(x, 1).batch_norm(
        1, mean=mean, variance=variance, scale=scale, bias=bias, epsilon=node.attributes["epsilon"]
    )
    sizes: List[Size] = [size_of(x, axis) for axis in range(rank)]
    return expand(y, [[0], list(range(1, rank))], sizes)


def _instance_normalization(node: Node, operands: Operands) -> List[Expression]:
    x, scale, bias = padded(operands, 3)
    check_rank(node, x, 2)
    axes = list(range(2, len(x.type.sizes)))
    if all(x.type.sizes[axis] == 1 for axis in axes):
        return [of_single_values(x, scale, bias)[0]]
    return [x.instance_norm(1, axes, scale=scale, bias=bias, epsilon=node.attributes["epsilon"])[0]]


def _group_normalization(node: Node, operands: Operands) -> List[Expression]:
    x, scale, bias = padded(operands, 3)
    check_rank(node, x, 2)
    groups, sizes = node.attributes["num_groups"], x.type.sizes
    axes = list(range(2, len(sizes)))
    if 0 in sizes:
        return [x]
    if all(sizes[axis] == 1 for axis in axes):
        if sizes[1] is None:
            raise NeedsSizes
        if sizes[1] == groups:
            return [of_single_values(x, scale, bias)[0]]
    more: Dict[str, Any] = {"epsilon": node.attributes["epsilon"]}
    if node.version == 18:
        more["affine"] = "per_group"
    elif x.type.element != "f32" or node.attributes["stash_type"] != 1:
        # Two stages, of which the second is in the input's type.
        y = x.cast(_STASHES[node.attributes["stash_type"]]).group_norm(groups, 1, axes, **more)
        return [_affine(y.cast(x.type.element), *(along_channels(p, len(sizes)) for p in (scale, bias)))]
    return [x.group_norm(groups, 1, axes, scale=scale, bias=bias, **more)]


def _lrn(node: Node, operands: Operands) -> List[Expression]:
    (x,) = padded(operands, 1)
    check_rank(node, x, 2)
    rank, given = len(x.type.sizes), node.attributes
    spread = unsqueeze(x, [2]) if rank == 2 else x
    y = spread.local_response_norm(
        1, given["size"], alpha=given["alpha"], beta=given["beta"], k=given["bias"], window="onnx"
    )
    return [squeeze(y, [2]) if rank == 2 else y]


def of_single_values(x: Expression, scale: Maybe, bias: Maybe, channel_axis: int = 1) -> Tuple[Expression, Expression]:
    """The norm of groups that have one value each, which is its own mean; and x - mean: 0, or NaN for what is not
    finite."""
    element, rank = x.type.element, len(x.type.sizes)
    value = x.cast(wide(element))
    difference = y = value - value
    for op, parameter in ((Expression.__mul__, scale), (Expression.__add__, bias)):
        if parameter is not None:
            along = unsqueeze(parameter.cast(value.type.element), range(1, rank - channel_axis))
            y = op(*broadcast([y, along]))
    return y.cast(element), difference


# Others.


def _lp_normalization(node: Node, operands: Operands) -> List[Expression]:
    (x,) = padded(operands, 1)
    axis = _axis(node, node.attributes["axis"], x)
    return [x.lp_normalize([axis], p=node.attributes["p"], epsilon=0.0, zero_norm="zero")]


def _mean_variance_normalization(node: Node, operands: Operands) -> List[Expression]:
    (x,) = padded(operands, 1)
    axes = sorted({_axis(node, axis, x) for axis in node.attributes["axes"]})
    return [x.layer_norm(axes, epsilon=_EPSILON_OF_MVN, epsilon_mode="outside_sqrt")]


# What of their attributes is known before sizes are.


def check_nothing(node: Node) -> None:
    """All values are right."""


def _check_batch(node: Node) -> None:
    training = node.attributes.get("training_mode", 0)
    given = sum(bool(name) for name in node.outputs)
    if given > 1 and node.version < 14:
        raise ModelError(
            f"expects one output of {node.text} of opset {node.version}, which is inference; got {given}, and its text "
            "does not say which variance running statistics take in"
        )
    if given > 1 and not training:
        raise ModelError(f"expects one output of {node.text} without training_mode; got {given}")


def check_stash(*allowed: int) -> Check:
    """A check that `stash_type` is one of these."""

    def check(node: Node) -> None:
        stash = node.attributes["stash_type"]
        if stash not in allowed:
            names = " or ".join(f"{code} ({_STASHES[code]})" for code in allowed)
            raise ModelError(f"expects stash_type of {node.text} to be {names}; got {stash}")

    return check


def check_groups(node: Node, name: str = "num_groups") -> None:
    """Demands a number of groups."""
    if node.attributes[name] < 1:
        raise ModelError(f"expects {name} of {node.text} to be 1 or more; got {node.attributes[name]}")


def _check_group_norm(node: Node) -> None:
    check_groups(node)
    if node.version >= 21:
        check_stash(1, 10, 11, 16)(node)


def _check_lrn(node: Node) -> None:
    if node.attributes["size"] < 1:
        raise ModelError(f"expects size of {node.text} to be 1 or more; got {node.attributes['size']}")


def _check_lp(node: Node) -> None:
    if node.attributes["p"] not in (1, 2):
        raise ModelError(f"expects p of {node.text} to be 1 or 2; got {node.attributes['p']}")


def _check_mvn(node: Node) -> None:
    if not node.attributes["axes"]:
        raise ModelError(f"expects axes of {node.text} to be one or more; got none")


# Parts.


def padded(operands: Operands, number: int) -> List[Any]:
    """The operands, and None for each that is left out behind."""
    return [*operands, *([None] * (number - len(operands)))]


def _axis(node: Node, axis: int, x: Expression) -> int:
    rank = len(x.type.sizes)
    check_rank(node, x, 1)
    if not -rank <= axis < rank:
        raise ModelError(f"expects an axis of {node.text} from {-rank} to {rank - 1}; got {axis}")
    return axis % rank


def _axes_from(node: Node, x: Expression) -> List[int]:
    return list(range(_axis(node, node.attributes["axis"], x), len(x.type.sizes)))


def check_rank(node: Node, x: Expression, least: int) -> None:
    """Demands axes."""
    if len(x.type.sizes) < least:
        raise ModelError(f"expects {node.text} of rank {least} or more; got {len(x.type.sizes)}")


def _results(of: Any) -> List[Any]:
    return list(of) if isinstance(of, tuple) else [of]


def _stash(node: Node, x: Expression) -> str:
    """The type of the first stage; onnxruntime's ops of f64 are computed in it."""
    return "f64" if node.domain == CONTRIB and x.type.element == "f64" else _kept(node)


def _kept(node: Node) -> str:
    """The type of statistics that are returned."""
    return _STASHES[node.attributes["stash_type"]]


def _two_stages(node: Node, x: Expression) -> Optional[str]:
    """Where the normalized value is rounded; in f32 both are the same, and onnxruntime's ops round once."""
    return "before_scale" if _WIDTHS[x.type.element] == 16 and node.domain != CONTRIB else None


def _runs_along(parameter: Maybe, x: Expression, axes: Sequence[int]) -> bool:
    """Whether a parameter that broadcasts has one element for each of these last axes of x."""
    if parameter is None:
        return True
    sizes = parameter.type.sizes
    if any(size != 1 for size in sizes[: -len(axes)]) or len(sizes) < len(axes):
        return False
    return sizes[-len(axes) :] == tuple(x.type.sizes[axis] for axis in axes)


def _sized_along(parameter: Maybe, axes: Sequence[int]) -> Maybe:
    """Such a parameter without axes of size 1 before those."""
    if parameter is None:
        return None
    return squeeze(parameter, range(len(parameter.type.sizes) - len(axes)))


def widened(parameter: Maybe, x: Expression) -> Maybe:
    """A parameter in its own type where that is the input's or a wider one; else in one that holds both."""
    if parameter is None or parameter.type.element == x.type.element:
        return parameter
    return (
        parameter if _WIDTHS[parameter.type.element] > _WIDTHS[x.type.element] else parameter.cast(wide(x.type.element))
    )


def along_channels(parameter: Expression, rank: int) -> Expression:
    """A parameter of channels, which are the second axis, to be broadcast."""
    return unsqueeze(parameter, range(1, rank - 1))


def _affine(y: Expression, scale: Maybe, bias: Maybe) -> Expression:
    """y * scale + bias in their type, rounded twice; parameters broadcast to y, and not the other way round."""
    for op, parameter in ((Expression.__mul__, scale), (Expression.__add__, bias)):
        if parameter is None:
            continue
        own = parameter.type.sizes
        lacking = len(y.type.sizes) - len(own)
        pairs = zip(own, y.type.sizes[max(lacking, 0) :])
        if lacking < 0 or any(size not in (1, other) and None not in (size, other) for size, other in pairs):
            raise ModelError(f"expects parameters that broadcast to {y.type.text}; got {parameter.type.text}")
        result = rounded(op, y, parameter)
        if result.type.sizes != y.type.sizes:
            raise ModelError(f"expects parameters that broadcast to {y.type.text}; got {parameter.type.text}")
        y = result
    return y


#: ONNX's own ops.
NORMS: Dict[Tuple[str, str], Norm] = {
    ("", "BatchNormalization"): Norm((7, 9, 14, 15), _batch_normalization, _check_batch),
    ("", "LayerNormalization"): Norm((17,), layer_normalization, check_stash(1, 16)),
    ("", "RMSNormalization"): Norm((23,), rms_normalization, check_stash(1, 10, 11, 16)),
    ("", "GroupNormalization"): Norm((18, 21), _group_normalization, _check_group_norm),
    ("", "InstanceNormalization"): Norm((6, 22), _instance_normalization, check_nothing),
    ("", "LRN"): Norm((1, 13), _lrn, _check_lrn),
    ("", "LpNormalization"): Norm((1, 22), _lp_normalization, _check_lp),
    ("", "MeanVarianceNormalization"): Norm((9, 13), _mean_variance_normalization, _check_mvn),
}
