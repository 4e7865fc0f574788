"""What must be refused: `error_inputs` of OpInfo, and more arguments that PyTorch refuses."""

from __future__ import annotations

import re
from typing import Any, Callable

import pytest
import torch

import norm_mlir

from .samples import Arguments
from .suites import OPS, Op
from .tally import Count, Tally
from .test_enabled import enabled

WITH_ERRORS = [op for op in OPS if op.info.error_inputs_func]


def _refuse(call: Callable[[], Any], wanted: type[BaseException], text: str, sample: object, count: Count) -> None:
    """Counts whether a call is refused with an exception of a type, and whether its text matches."""
    try:
        call()
    except wanted as error:
        count.add([])
        count.texts += re.search(text, str(error)) is not None
    except Exception as error:
        count.fail(sample, f"expects {wanted.__name__}; got {type(error).__name__}: {error}")
    else:
        count.fail(sample, f"expects {wanted.__name__}; got a result")


@pytest.mark.parametrize("op", WITH_ERRORS, ids=lambda op: op.name)
def test_error_inputs(op: Op, tally: Tally) -> None:
    """The functional API refuses each, and so does PyTorch's op with our kernels under it."""
    direct, under = tally.start("errors", op.name), tally.start("errors enabled", op.name)
    for error in op.info.error_inputs("cpu"):
        sample = error.sample_input
        arguments = Arguments((sample.input, *sample.args), dict(sample.kwargs))
        for count, function in ((direct, op.compute), (under, op.info.op)):

            def call() -> Any:
                return function(*arguments.args, **arguments.kwargs)

            with enabled():
                _refuse(call, error.error_type, error.error_regex, arguments, count)
    direct.check()
    under.check()


def _zeros(*sizes: int) -> torch.Tensor:
    return torch.zeros(sizes)


def _ones(*sizes: int) -> torch.Tensor:
    return torch.ones(sizes)


# Arguments by function of the functional API, which torch.nn.functional has by the same name.
REFUSED: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {
    "layer_norm": [
        ((_ones(2, 3), ()), {}),
        ((_ones(2, 3), (4,)), {}),
        ((_ones(3), (2, 3)), {}),
        ((torch.tensor(1.0), (1,)), {}),
        ((_ones(2, 3), (3,)), {"weight": _ones(4)}),
        ((_ones(2, 3), (3,)), {"weight": _ones(1, 3)}),
        ((_ones(2, 3), (3,)), {"weight": _ones(3), "bias": _ones(4)}),
        ((_ones(2, 3), (3,)), {"bias": _ones(3, 1)}),
    ],
    "rms_norm": [
        ((_ones(2, 3), ()), {}),
        ((_ones(2, 3), (4,)), {}),
        ((_ones(3), (2, 3)), {}),
        ((_ones(2, 3), (3,)), {"weight": _ones(4)}),
        ((_ones(2, 3), (3,)), {"weight": _ones(1, 3)}),
    ],
    "group_norm": [
        ((_ones(6), 2), {}),
        ((_ones(2, 7, 4), 2), {}),
        ((_ones(1, 2), 2), {}),
        ((_ones(2, 6, 3), 2), {"weight": _ones(5)}),
        ((_ones(2, 6, 3), 2), {"weight": _ones(6), "bias": _ones(7)}),
        ((_ones(2, 6, 3), 2), {"weight": _ones(6, 1)}),
    ],
    "batch_norm": [
        ((_ones(1, 3), None, None), {"training": True}),
        ((_ones(1, 3, 1, 1), None, None), {"training": True}),
        ((_ones(2, 3), None, None), {"training": True, "eps": 0.0}),
        ((_ones(2, 3), None, None), {"training": True, "eps": -1.0}),
        ((_ones(2, 3), _zeros(3), _ones(3)), {"eps": -1.0}),
        ((_ones(2, 3), None, None), {}),
        ((_ones(2, 3), _zeros(3), None), {}),
        ((_ones(2, 3), None, _ones(3)), {}),
        ((_ones(2, 3), _zeros(3), None), {"training": True}),
        ((_ones(2, 3), _zeros(4), _ones(3)), {}),
        ((_ones(2, 3), _zeros(3), _ones(4)), {}),
        ((_ones(2, 3), _zeros(2), _ones(2)), {"training": True}),
        ((_ones(2, 3), _zeros(3), _ones(3)), {"weight": _ones(4)}),
        ((_ones(2, 3), _zeros(3), _ones(3)), {"bias": _ones(2)}),
    ],
    "instance_norm": [
        ((_ones(2, 3, 1),), {}),
        ((_ones(2, 3),), {}),
        ((_ones(2, 3, 4),), {"use_input_stats": False}),
        ((_ones(2, 3, 4), _zeros(3), None), {"use_input_stats": False}),
        ((_ones(2, 3, 4), _zeros(4), _ones(4)), {}),
        ((_ones(2, 3, 4), _zeros(3), _ones(4)), {}),
        ((_ones(2, 3, 4),), {"weight": _ones(4)}),
        ((_ones(2, 3, 4),), {"bias": _ones(2)}),
    ],
    "local_response_norm": [((_ones(6), 2), {}), ((_ones(2, 6), 2), {}), ((torch.tensor(1.0), 1), {})],
    "normalize": [
        ((_ones(3),), {}),
        ((_ones(2, 3),), {"dim": 2}),
        ((_ones(2, 3),), {"dim": -3}),
        ((_ones(2, 3),), {"dim": (0, 2)}),
        ((_ones(2, 3),), {"dim": (1, 1)}),
    ],
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str, tally: Tally) -> None:
    """What torch.nn.functional refuses is refused with an exception of the same type."""
    count = tally.start("refusals", name)
    for args, kwargs in REFUSED[name]:
        given = Arguments(args, kwargs)
        with pytest.raises(Exception) as refusal:
            getattr(torch.nn.functional, name)(*given.copy().args, **given.copy().kwargs)
        text = re.escape(str(refusal.value))

        def call() -> Any:
            return getattr(norm_mlir, name)(*given.copy().args, **given.copy().kwargs)

        _refuse(call, refusal.type, text, given, count)
    count.check()
