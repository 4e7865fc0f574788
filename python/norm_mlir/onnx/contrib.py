"""Normalization ops of onnxruntime's own, as expressions; its kernels are their definition.

They compute in f32, of f64 in f64, and round results once, at the end.
"""

from __future__ import annotations

from typing import Dict, List, Tuple

from ..expressions import Expression
from .graph import CONTRIB, ModelError, Node
from .norms import (
    Maybe,
    Norm,
    Operands,
    along_channels,
    check_groups,
    check_nothing,
    check_rank,
    check_stash,
    layer_normalization,
    of_single_values,
    padded,
    rms_normalization,
    wide,
    widened,
)
from .shaping import NeedsSizes, broadcast, unsqueeze


def _skip_layer_normalization(node: Node, operands: Operands) -> List[Expression]:
    x, skip, scale, bias, more = padded(operands, 5)
    total = _sum(x, skip, more)
    last = [len(total.type.sizes) - 1]
    y, mean, rstd = total.layer_norm(
        last, *(widened(p, total) for p in (scale, bias)), epsilon=node.attributes["epsilon"], return_statistics=True
    )
    statistics = (unsqueeze(statistic.cast("f32"), last) for statistic in (mean, rstd))
    return [y.cast(x.type.element), *statistics, total.cast(x.type.element)]


def _skip_rms_normalization(node: Node, operands: Operands) -> List[Expression]:
    x, skip, scale, more = padded(operands, 4)
    total = _sum(x, skip, more)
    last = [len(total.type.sizes) - 1]
    y, rstd = total.rms_norm(last, widened(scale, total), epsilon=node.attributes["epsilon"], return_statistics=True)
    rstd = unsqueeze(rstd.cast("f32"), last)
    # The second output, the mean, is zeros, as onnxruntime returns it.
    return [y.cast(x.type.element), rstd * 0.0, rstd, total.cast(x.type.element)]


def _sum(x: Expression, skip: Expression, more: Maybe) -> Expression:
    """The sum of a skip connection in the type of its statistics, not rounded to the operands'."""
    terms = broadcast([term.cast(wide(x.type.element)) for term in (x, skip, more) if term is not None])
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def _group_norm(node: Node, operands: Operands) -> List[Expression]:
    x, scale, bias = padded(operands, 3)
    return [_of_groups(node, x.cast(wide(x.type.element)), scale, bias).cast(x.type.element)]


def _skip_group_norm(node: Node, operands: Operands) -> List[Expression]:
    x, scale, bias, skip, more = padded(operands, 5)
    rank = len(x.type.sizes)
    if len(skip.type.sizes) == 2:
        # One value per channel of each image.
        channel = _channel_axis(node, rank)
        skip = unsqueeze(skip, [axis for axis in range(rank) if axis not in (0, channel)])
    if more is not None:
        more = more if node.attributes["channels_last"] else along_channels(more, rank)
    total = _sum(x, skip, more)
    return [value.cast(x.type.element) for value in (_of_groups(node, total, scale, bias), total)]


def _of_groups(node: Node, x: Expression, scale: Maybe, bias: Maybe) -> Expression:
    """The norm of groups of channels, and SiLU where the node has it."""
    rank, groups = len(x.type.sizes), node.attributes["groups"]
    check_rank(node, x, 3)
    channel = _channel_axis(node, rank)
    axes = [axis for axis in range(1, rank) if axis != channel]
    if 0 in x.type.sizes:
        return x
    if all(x.type.sizes[axis] == 1 for axis in axes) and x.type.sizes[channel] in (None, groups):
        if x.type.sizes[channel] is None:
            raise NeedsSizes
        y = of_single_values(x, scale, bias, channel)[0]
    else:
        parameters = {"scale": widened(scale, x), "bias": widened(bias, x)}
        y = x.group_norm(groups, channel, axes, epsilon=node.attributes["epsilon"], **parameters)
    return y.silu() if node.attributes["activation"] else y


def _channel_axis(node: Node, rank: int) -> int:
    return rank - 1 if node.attributes["channels_last"] else 1


def _check_group_norm(node: Node) -> None:
    check_groups(node, "groups")
    for name in ("activation", "channels_last"):
        if node.attributes[name] not in (0, 1):
            raise ModelError(f"expects {name} of {node.text} to be 0 or 1; got {node.attributes[name]}")


_EPSILON = 9.999999747378752e-06
_LAYER: Dict[str, object] = {"axis": -1, "epsilon": _EPSILON, "stash_type": 1}
_SKIP: Dict[str, object] = {"epsilon": 9.999999960041972e-13}
_GROUP: Dict[str, object] = {"activation": None, "channels_last": 1, "epsilon": _EPSILON, "groups": None}

#: The ops of onnxruntime.
NORMS: Dict[Tuple[str, str], Norm] = {
    (CONTRIB, "LayerNormalization"): Norm((1,), layer_normalization, check_stash(1, 16), _LAYER, (2, 3), 3),
    (CONTRIB, "SimplifiedLayerNormalization"): Norm((1,), rms_normalization, check_stash(1, 16), _LAYER, (2, 2), 2),
    (CONTRIB, "SkipLayerNormalization"): Norm((1,), _skip_layer_normalization, check_nothing, _SKIP, (3, 5), 4),
    (CONTRIB, "SkipSimplifiedLayerNormalization"): Norm((1,), _skip_rms_normalization, check_nothing, _SKIP, (3, 4), 4),
    (CONTRIB, "GroupNorm"): Norm((1,), _group_norm, _check_group_norm, _GROUP, (3, 3), 1),
    (CONTRIB, "SkipGroupNorm"): Norm((1,), _skip_group_norm, _check_group_norm, _GROUP, (4, 5), 2),
}
