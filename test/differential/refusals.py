"""Functions of dynamic sizes whose inputs do not fit: each is refused at run time with the line that is expected."""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

from runner import Function

Sizes = Tuple[int, ...]


def _dynamic(sizes: Sequence[int], element: str = "f32") -> str:
    return "tensor<" + "?x" * len(sizes) + element + ">"


def _static(sizes: Sequence[int], element: str = "f32") -> str:
    return "tensor<" + "".join(f"{size}x" for size in sizes) + element + ">"


def _function(name: str, arguments: Dict[str, Tuple[str, Sizes]], ops: str, result: str, refusal: str) -> Function:
    """A function of the given arguments (type and sizes) that returns %y."""
    written = ", ".join(
        f'%{argument}: {type_} {{norm.input = "random@{"x".join(map(str, sizes))}"}}'
        for argument, (type_, sizes) in arguments.items()
    )
    text = f"func.func @{name}({written}) -> {result} {{\n  {ops}\n  return %y : {result}\n}}\n"
    return Function(name, text, refusal=refusal)


def _parameters(
    op: str, clause: str, given: Sequence[str], inputs: Sequence[Tuple[Sizes, Sizes]], more: str = ""
) -> List[Function]:
    """Each parameter of `given` one too short, one too long, and with static sizes that differ, in turn. `inputs`:
    sizes of the input and of the parameters that fit."""
    functions = []
    place = "".join(filter(str.isdigit, clause))
    for case, (sizes, fit) in enumerate(inputs):
        for wrong in given:
            for change in ("short", "long", "static", "zero"):
                delta = {"short": -1, "long": 1, "static": 2, "zero": -fit[-1]}[change]
                bad = (*fit[:-1], fit[-1] + delta)
                arguments = {"x": (_dynamic(sizes), sizes)}
                clauses = []
                for keyword in given:
                    own = bad if keyword == wrong else fit
                    type_ = _static(own) if keyword == wrong and change == "static" else _dynamic(own)
                    arguments[keyword] = (type_, own)
                    clauses.append(f"{keyword}(%{keyword} : {type_})")
                results = 3 if "running_mean" in given else 1
                names = "%y, %m, %v" if results == 3 else "%y"
                ops = f"{names} = norm.{op} %x {' '.join(clauses)} {clause} epsilon = 1.0e-5{more} : {_dynamic(sizes)}"
                refusal = f"expects {wrong} shape {list(fit)}; got {list(bad)}"
                name = f"refuse_{op}_{place}_{wrong}_{change}_{case}"
                functions.append(_function(name, arguments, ops, _dynamic(sizes), refusal))
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
        name = f"refuse_training_one_value_{len(functions)}"
        ops = f"%y = norm.batch_norm_training %x channel_axis = {channel} epsilon = 1.0e-5 : {types}"
        refusal = f"expects more than 1 value per channel when training; got input size {list(sizes)}"
        functions.append(_function(name, {"x": (types, sizes)}, ops, types, refusal))
    return functions


def _group_sizes() -> List[Function]:
    """Sizes that group and instance normalization refuse."""
    functions = []
    group = "group_norm %x num_groups = 3 channel_axis = 1 axes = [2]"
    instance = "instance_norm %x channel_axis = 1 axes = [2]"
    empty = "expects sizes of more than 0 along channel_axis and axes; got input size"
    single = "expects more than 1 value per group over the batch with num_groups = 3; got input size"
    for op, sizes, refusal in (
        (group, (2, 4, 5), "expects a number of channels divisible by num_groups = 3; got 4"),
        (group, (2, 2, 5), "expects a number of channels divisible by num_groups = 3; got 2"),
        (group, (2, 0, 5), f"{empty} [2, 0, 5]"),
        (group, (2, 3, 0), f"{empty} [2, 3, 0]"),
        (group, (1, 3, 1), f"{single} [1, 3, 1]"),
        (instance, (2, 3, 1), "expects more than 1 spatial element with use_input_stats; got input size [2, 3, 1]"),
        (instance, (0, 0, 1), "expects more than 1 spatial element with use_input_stats; got input size [0, 0, 1]"),
    ):
        type_ = _dynamic(sizes)
        name = f"refuse_group_sizes_{len(functions)}"
        ops = f"%y = norm.{op} epsilon = 1.0e-5 : {type_}"
        functions.append(_function(name, {"x": (type_, sizes)}, ops, type_, refusal))
    return functions


def _neighbours() -> List[Function]:
    """Operands of the ops around a norm op that do not agree."""
    functions = []
    for a, b, first, second in (((2, 4), (2, 5), 4, 5), ((3, 4), (2, 4), 3, 2), ((0, 4), (1, 4), 0, 1)):
        name = f"refuse_residual_{len(functions)}"
        type_ = _dynamic(a)
        ops = (
            f"%s = arith.addf %x, %r : {type_}\n"
            f"  %y = norm.layer_norm %s axes = [1] epsilon = 1.0e-5 : {type_}"
        )
        refusal = f"expects operands of arith.addf to agree in size; got {first} and {second}"
        functions.append(_function(name, {"x": (type_, a), "r": (type_, b)}, ops, type_, refusal))
    return functions


def create_refusals() -> List[Function]:
    """All of them."""
    return [
        *_parameters("layer_norm", "axes = [1]", ("scale", "bias"), (((3, 4), (4,)), ((0, 7), (7,)))),
        *_parameters("layer_norm", "axes = [0, 2]", ("scale", "bias"), (((3, 4, 5), (3, 5)),)),
        *_parameters("rms_norm", "axes = [1]", ("scale",), (((3, 4), (4,)),)),
        *_parameters("batch_norm", "channel_axis = 1", ("mean", "variance", "scale", "bias"), (((2, 3, 4), (3,)),)),
        *_parameters("batch_norm", "channel_axis = 2", ("mean", "variance"), (((2, 3, 4), (4,)),)),
        *_parameters("batch_norm_training", "channel_axis = 0", ("scale", "bias"), (((3, 4), (3,)),)),
        *_parameters(
            "batch_norm_training",
            "channel_axis = 1",
            ("running_mean", "running_variance"),
            (((2, 3, 4), (3,)),),
            more=" momentum = 0.1",
        ),
        *_parameters(
            "group_norm", "num_groups = 2 channel_axis = 1 axes = [2]", ("scale", "bias"), (((2, 4, 3), (4,)),)
        ),
        *_parameters("instance_norm", "channel_axis = 2 axes = [1]", ("scale", "bias"), (((2, 4, 3), (3,)),)),
        *_parameters(
            "instance_norm",
            "channel_axis = 1 axes = [2]",
            ("running_mean", "running_variance"),
            (((2, 3, 4), (3,)),),
            more=" momentum = 0.1",
        ),
        *_group_sizes(),
        *_one_value_per_channel(),
        *_neighbours(),
    ]
