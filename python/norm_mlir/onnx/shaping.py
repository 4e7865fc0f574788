"""Expressions of other sizes: axes joined and split, and operands broadcast to each other.

Sizes are numbers where they are known, and None elsewhere. A size that is None is neither 0 nor 1: those that are have
a function of their own (`norm_mlir.onnx.region`), so that which axes repeat does not depend on the call.
"""

from __future__ import annotations

import math
from typing import List, Optional, Sequence, Tuple, Union

from ..expressions import Expression, _results
from ..ir import Operation, Type, Writer

Sizes = Sequence[Optional[int]]
#: A size: a number, or the axis of an expression that has as many.
Size = Union[int, Tuple[Expression, int]]


class NeedsSizes(Exception):
    """What is written depends on sizes that are not known yet."""


def collapse(value: Expression, groups: Sequence[Sequence[int]]) -> Expression:
    """Neighbouring axes as one, for each group; no groups make a tensor of one element a scalar."""
    if all(len(group) == 1 for group in groups) and len(groups) == len(value.type.sizes):
        return value
    sizes = [_product([value.type.sizes[axis] for axis in group]) for group in groups]
    type_ = Type(tuple(sizes), value.type.element)

    def write(writer: Writer, names: List[str], results: List[str]) -> None:
        op = f"tensor.collapse_shape {names[0]} {_reassociation(groups)}"
        writer.line(f"{results[0]} = {op} : {value.type.ir} into {type_.ir}")

    return _results(Operation((value,), (type_,), write))[0]


def expand(value: Expression, groups: Sequence[Sequence[int]], sizes: Sequence[Size]) -> Expression:
    """Each axis as the neighbouring ones of its group, which have these sizes."""
    if all(len(group) == 1 for group in groups) and len(groups) == len(sizes):
        return value
    sources = [size[0] for size in sizes if not isinstance(size, int)]
    known = tuple(size if isinstance(size, int) else size[0].type.sizes[size[1]] for size in sizes)
    type_ = Type(known, value.type.element)

    def write(writer: Writer, names: List[str], results: List[str]) -> None:
        shape, of = [], iter(names[1:])
        for size in sizes:
            if isinstance(size, int):
                shape.append(str(size))
                continue
            name, (source, axis) = next(of), size
            given = source.type.sizes[axis]
            shape.append(writer.sizes(source.type, name, source.type, [axis])[0] if given is None else str(given))
        writer.line(
            f"{results[0]} = tensor.expand_shape {names[0]} {_reassociation(groups)} output_shape "
            f"[{', '.join(shape)}] : {value.type.ir} into {type_.ir}"
        )

    return _results(Operation((value, *sources), (type_,), write))[0]


def size_of(value: Expression, axis: int) -> Size:
    """A tensor's size along an axis, as `expand` takes it."""
    size = value.type.sizes[axis]
    return (value, axis) if size is None else size


def reshape(value: Expression, sizes: Sequence[int]) -> Expression:
    """The elements in order as a tensor of these sizes, which are as many; raises NeedsSizes for one of sizes that are
    not known."""
    before, after = value.type.sizes, tuple(sizes)
    if before == after:
        return value
    if None in before:
        raise NeedsSizes
    joined, split = _common_groups(before, after)  # type: ignore[arg-type]
    return expand(collapse(value, joined), split, after)


def unsqueeze(value: Expression, axes: Sequence[int]) -> Expression:
    """With axes of size 1 at these places of the result."""
    rank = len(value.type.sizes) + len(axes)
    if not axes:
        return value
    if not value.type.sizes:
        return expand(value, [], [1] * rank)
    kept = [axis for axis in range(rank) if axis not in axes]
    sizes: List[Size] = [1] * rank
    for index, axis in enumerate(kept):
        sizes[axis] = size_of(value, index)
    return expand(value, _groups_around(kept, rank), sizes)


def squeeze(value: Expression, axes: Sequence[int]) -> Expression:
    """Without these axes, whose size is 1."""
    rank = len(value.type.sizes)
    kept = [axis for axis in range(rank) if axis not in axes]
    return collapse(value, _groups_around(kept, rank))


def flatten(value: Expression, axis: int) -> Expression:
    """The axes before `axis` as one, and those from it on."""
    rank = len(value.type.sizes)
    if 0 < axis < rank:
        return collapse(value, [range(axis), range(axis, rank)])
    one = collapse(value, [range(rank)]) if rank else expand(value, [], [1])
    return unsqueeze(one, [0 if axis == 0 else 1])


def broadcast(values: Sequence[Expression]) -> List[Expression]:
    """All of one shape, by NumPy's rules. ValueError where sizes do not suit; NeedsSizes where that is not known."""
    rank = max(len(value.type.sizes) for value in values)
    sizes: List[Size] = [_common_size(values, axis - rank) for axis in range(rank)]
    return [broadcast_to(value, sizes) for value in values]


def broadcast_to(value: Expression, sizes: Sequence[Size]) -> Expression:
    """Repeated along axes of size 1, and those that it lacks before its first one."""
    rank = len(sizes)
    type_ = Type(tuple(_known(size) for size in sizes), value.type.element)
    if value.type == type_:
        return value
    lacking = rank - len(value.type.sizes)
    repeated = [axis for axis, own in enumerate(value.type.sizes) if own == 1 and _known(sizes[axis + lacking]) != 1]
    small = squeeze(value, repeated)
    missing = [*range(lacking), *(axis + lacking for axis in repeated)]
    if not missing:
        return small
    sources = [size[0] for size in sizes if not isinstance(size, int)]

    def write(writer: Writer, names: List[str], results: List[str]) -> None:
        dynamic, of = [], iter(names[1:])
        for size in sizes:
            if not isinstance(size, int):
                dynamic += writer.sizes(size[0].type, next(of), size[0].type, [size[1]])
        empty = writer.name()
        writer.line(f"{empty} = tensor.empty({', '.join(dynamic)}) : {type_.ir}")
        writer.line(
            f"{results[0]} = linalg.broadcast ins({names[0]} : {small.type.ir}) outs({empty} : {type_.ir}) "
            f"dimensions = {missing}"
        )

    return _results(Operation((small, *sources), (type_,), write))[0]


def count(sizes: Sizes, axes: Sequence[int]) -> int:
    """How many elements there are over some axes; raises NeedsSizes where that is not known."""
    of = [sizes[axis] for axis in axes]
    if 0 in of:
        return 0
    if None in of:
        raise NeedsSizes
    return math.prod(of)  # type: ignore[arg-type]


def _known(size: Size) -> Optional[int]:
    return size if isinstance(size, int) else size[0].type.sizes[size[1]]


def _product(sizes: Sizes) -> Optional[int]:
    if 0 in sizes:
        return 0
    return None if None in sizes else math.prod(sizes)  # type: ignore[arg-type]


def _common_size(values: Sequence[Expression], axis: int) -> Size:
    """The size along an axis, counted from the last, that others than 1 agree on."""
    having = [value for value in values if -axis <= len(value.type.sizes)]
    long = [value for value in having if value.type.sizes[axis] != 1]
    if not long:
        return 1
    of = {value.type.sizes[axis] for value in long}
    if len(of) == 1:
        return size_of(long[0], len(long[0].type.sizes) + axis)
    if None in of:
        raise NeedsSizes
    raise ValueError(f"expects sizes that broadcast; got {' and '.join(value.type.text for value in values)}")


def _groups_around(kept: Sequence[int], rank: int) -> List[List[int]]:
    """Axes in groups, each with one that is kept and those behind it; the first one also with those before it."""
    groups: List[List[int]] = []
    for index, axis in enumerate(kept):
        end = kept[index + 1] if index + 1 < len(kept) else rank
        groups.append(list(range(axis if index else 0, end)))
    return groups


def _common_groups(before: Sequence[int], after: Sequence[int]) -> Tuple[List[List[int]], List[List[int]]]:
    """Axes of two shapes of as many elements in groups of which each holds as many as the other's."""
    if not before or not after:
        return [], []
    if 0 in before:
        return [list(range(len(before)))], [list(range(len(after)))]
    joined: List[List[int]] = []
    split: List[List[int]] = []
    first = second = 0
    while first < len(before) and second < len(after):
        left, right = [first], [second]
        here, there = before[first], after[second]
        first, second = first + 1, second + 1
        while here != there:
            if here < there:
                here, first = here * before[first], first + 1
                left.append(first - 1)
            else:
                there, second = there * after[second], second + 1
                right.append(second - 1)
        joined.append(left)
        split.append(right)
    joined[-1] += range(first, len(before))
    split[-1] += range(second, len(after))
    return joined, split


def _reassociation(groups: Sequence[Sequence[int]]) -> str:
    return str([list(group) for group in groups])
