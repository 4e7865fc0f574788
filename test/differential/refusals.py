"""Functions of dynamic sizes whose inputs do not fit: each is refused at run time with the line that is expected."""

from __future__ import annotations

import itertools
from typing import Dict, Iterator, List, Sequence, Tuple

from runner import Function

Sizes = Tuple[int, ...]

_numbers: Iterator[int] = itertools.count()


def _dynamic(sizes: Sequence[int], element: str = "f32") -> str:
    return "tensor<" + "?x" * len(sizes) + element + ">"


def _static(sizes: Sequence[int], element: str = "f32") -> str:
    return "tensor<" + "".join(f"{size}x" for size in sizes) + element + ">"


def _function(name: str, arguments: Dict[str, Tuple[str, Sizes]], ops: str, result: str, refusal: str) -> Function:
    """A function of the given arguments (type and sizes) that returns %y; the name gets a number of its own."""
    name = f"{name}_{next(_numbers)}"
    written = ", ".join(
        f'%{argument}: {type_} {{norm.input = "random@{"x".join(map(str, sizes))}"}}'
        for argument, (type_, sizes) in arguments.items()
    )
    text = f"func.func @{name}({written}) -> {result} {{\n  {ops}\n  return %y : {result}\n}}\n"
    return Function(name, text, refusal=refusal)


def _parameters(
    op: str,
    clause: str,
    given: Sequence[str],
    inputs: Sequence[Tuple[Sizes, Sizes]],
    more: str = "epsilon = 1.0e-5",
    fixed: Sequence[str] = (),
) -> List[Function]:
    """Each parameter of `given` one too short, one too long, and with static sizes that differ, in turn. `inputs`:
    sizes of the input and of the parameters that fit. The sizes of `fixed` ones are known when they are compiled, so
    that static ones are refused then."""
    functions = []
    updates = "running_mean" in given and "false" not in more
    names = "%y, %m, %v" if updates else "%y"
    for sizes, fit in inputs:
        for wrong in given:
            for change in ("short", "long", "static", "zero"):
                if change == "static" and wrong in fixed:
                    continue
                delta = {"short": -1, "long": 1, "static": 2, "zero": -fit[-1]}[change]
                bad = (*fit[:-1], fit[-1] + delta)
                arguments = {"x": (_dynamic(sizes), sizes)}
                clauses = []
                for keyword in given:
                    own = bad if keyword == wrong else fit
                    type_ = _static(own) if keyword == wrong and change == "static" else _dynamic(own)
                    arguments[keyword] = (type_, own)
                    clauses.append(f"{keyword}(%{keyword} : {type_})")
                words = (f"norm.{op} %x", *clauses, clause, *([more] if more else []))
                ops = f"{names} = {' '.join(words)} : {_dynamic(sizes)}"
                # Instance normalization by running statistics is batch normalization by given ones, in its words.
                word = wrong.replace("running_", "") if "update_running_stats = false" in more else wrong
                refusal = f"expects {word} shape {list(fit)}; got {list(bad)}"
                functions.append(_function(f"refuse_{op}_{wrong}_{change}", arguments, ops, _dynamic(sizes), refusal))
    return functions


def _one_value_per_channel() -> List[Function]:
    """PyTorch: `Expected more than 1 value per channel when training, got input size ...`."""
    functions = []
    for sizes, channel, types in (
        ((1, 4), 1, _dynamic((1, 4))),
        ((1, 4, 1, 1), 1, _dynamic((1, 4, 1, 1))),
        ((1, 1, 5), 2, _dynamic((1, 1, 5))),
        ((4, 1), 0, "tensor<4x?xf32>"),
        ((1, 3, 1), 1, "tensor<?x3x1xf32>"),
    ):
        ops = f"%y = norm.batch_norm_training %x channel_axis = {channel} epsilon = 1.0e-5 : {types}"
        refusal = f"expects more than 1 value per channel when training; got input size {list(sizes)}"
        functions.append(_function("refuse_training_one_value", {"x": (types, sizes)}, ops, types, refusal))
    return functions


def _group_sizes() -> List[Function]:
    """Sizes that group, instance and switchable normalization refuse."""
    functions = []
    group = "group_norm %x num_groups = 3 channel_axis = 1 axes = [2]"
    instance = "instance_norm %x channel_axis = 1 axes = [2]"
    weights = "mean_weights(%w : tensor<?xf32>) variance_weights(%w : tensor<?xf32>)"
    switchable = f"switchable_norm %x {weights} channel_axis = 1 axes = [2]"
    alone = "expects more than 1 value per instance for its unbiased variance; got input size"
    empty = "expects sizes of more than 0 along channel_axis and axes; got input size"
    single = "expects more than 1 value per group over the batch with num_groups = 3; got input size"
    for op, sizes, refusal in (
        (group, (2, 4, 5), "expects a number of channels divisible by num_groups = 3; got 4"),
        (group, (2, 2, 5), "expects a number of channels divisible by num_groups = 3; got 2"),
        (group, (2, 0, 5), f"{empty} [2, 0, 5]"),
        (group, (2, 3, 0), f"{empty} [2, 3, 0]"),
        (group, (1, 3, 1), f"{single} [1, 3, 1]"),
        (instance, (2, 3, 1), "expects more than 1 spatial element when training; got input size [2, 3, 1]"),
        (switchable, (2, 3, 1), f"{alone} [2, 3, 1]"),
        (switchable, (0, 3, 1), f"{alone} [0, 3, 1]"),
        (instance, (0, 0, 1), "expects more than 1 spatial element when training; got input size [0, 0, 1]"),
    ):
        type_ = _dynamic(sizes)
        arguments = {"x": (type_, sizes), **({"w": (_dynamic((3,)), (3,))} if "%w" in op else {})}
        ops = f"%y = norm.{op} epsilon = 1.0e-5 : {type_}"
        functions.append(_function("refuse_sizes", arguments, ops, type_, refusal))
    return functions


def _neighbours() -> List[Function]:
    """Operands of the ops around a norm op that do not agree."""
    functions = []
    for a, b, first, second in (((2, 4), (2, 5), 4, 5), ((3, 4), (2, 4), 3, 2), ((0, 4), (1, 4), 0, 1)):
        type_ = _dynamic(a)
        ops = (
            f"%s = arith.addf %x, %r : {type_}\n"
            f"  %y = norm.layer_norm %s axes = [1] epsilon = 1.0e-5 : {type_}"
        )
        refusal = f"expects operands of arith.addf to agree in size; got {first} and {second}"
        functions.append(_function("refuse_residual", {"x": (type_, a), "r": (type_, b)}, ops, type_, refusal))
    # A cast to a size that the tensor does not have.
    type_ = _dynamic((2, 4))
    ops = (
        f"%n = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : {type_}\n"
        f"  %y = tensor.cast %n : {type_} to tensor<?x5xf32>"
    )
    refusal = "expects a size that the tensor.cast states; got 5 and 4"
    functions.append(_function("refuse_cast", {"x": (type_, (2, 4))}, ops, "tensor<?x5xf32>", refusal))
    return functions


def create_refusals() -> List[Function]:
    """All of them."""
    affine = ("scale", "bias")
    running = ("running_mean", "running_variance")
    weights = ("mean_weights", "variance_weights")
    epsilon = "epsilon = 1.0e-5"
    momentum = f"{epsilon} momentum = 0.1"
    nchw = (((2, 3, 4), (3,)),)
    groups = "num_groups = 2 channel_axis = 1 axes = [2]"
    per_group = f"{epsilon} {{affine = #norm.affine<per_group>}}"
    spatial = "channel_axis = 1 axes = [2]"
    two_ways = f"{epsilon} {{use_batch = false}}"
    return [
        *_parameters("layer_norm", "axes = [1]", affine, (((3, 4), (4,)), ((0, 7), (7,)))),
        *_parameters("layer_norm", "axes = [0, 2]", affine, (((3, 4, 5), (3, 5)),)),
        *_parameters("rms_norm", "axes = [1]", ("scale",), (((3, 4), (4,)),)),
        *_parameters("batch_norm", "channel_axis = 1", ("mean", "variance", *affine), nchw),
        *_parameters("batch_norm", "channel_axis = 2", ("mean", "variance"), (((2, 3, 4), (4,)),)),
        *_parameters("batch_norm_training", "channel_axis = 0", affine, (((3, 4), (3,)),)),
        *_parameters("batch_norm_training", "channel_axis = 1", running, nchw, momentum),
        *_parameters("group_norm", groups, affine, (((2, 4, 3), (4,)),)),
        *_parameters("group_norm", groups, affine, (((2, 6, 3), (2,)),), per_group, fixed=affine),
        *_parameters("instance_norm", "channel_axis = 2 axes = [1]", affine, (((2, 4, 3), (3,)),)),
        *_parameters("instance_norm", spatial, running, nchw, momentum),
        *_parameters("instance_norm", spatial, running, nchw, f"{epsilon} {{use_running_stats, update_running_stats = false}}"),
        *_parameters("switchable_norm", spatial, (*affine, *weights), nchw, fixed=weights),
        *_parameters("switchable_norm", spatial, (*weights, *running), nchw, momentum, fixed=weights),
        *_parameters("switchable_norm", spatial, weights, (((2, 3, 4), (2,)),), two_ways, fixed=weights),
        *_parameters("weight_norm", "axis = 1", ("scale",), nchw, more=""),
        *_group_sizes(),
        *_one_value_per_channel(),
        *_neighbours(),
    ]
