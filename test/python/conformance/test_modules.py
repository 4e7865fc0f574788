"""ModuleInfo samples: modules as they are, and after `norm_mlir.torch.optimize`."""

from __future__ import annotations

import copy
import re
from typing import Any, Callable

import pytest
import torch
from torch.testing._internal.common_modules import FunctionInput, ModuleErrorEnum, ModuleInput
from torch.utils._pytree import tree_leaves

import norm_mlir.torch

from .compare import Difference, Seen, compare
from .samples import Arguments, cotangent
from .suites import CHAIN_FACTOR, EXCLUDED_SAMPLES, HOLDERS, MODULES, Module, name_of
from .tally import Count, Tally

CASES = [(module, dtype) for module in MODULES for dtype in module.dtypes()]
WITH_ERRORS = [module for module in MODULES if module.info.module_error_inputs_func and module.name == module.entry]
# PyTorch warns of ways of its own that are slower.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
MODES = {True: "train", False: "eval"}


def _create(module: Module, given: FunctionInput) -> torch.nn.Module:
    args = given.args[1:] if module.lazy else given.args
    return module.cls(*args, **given.kwargs)


def _randomize(module: torch.nn.Module) -> None:
    """Fills parameters and statistics, whose initial zeros and ones show little."""
    generator = torch.Generator().manual_seed(11)
    for name, tensor in [*module.named_parameters(), *module.named_buffers()]:
        if tensor.is_floating_point():
            values = torch.rand(tensor.shape, generator=generator)
            tensor.detach().copy_(values + 0.5 if "var" in name else values * 2 - 1)


def _observe(module: torch.nn.Module, given: Arguments, backward: bool) -> Seen:
    """What a call gives: the result, gradients, and the state afterwards."""
    given = given.copy()
    result = module(*given.args, **given.kwargs)
    seen = {"result": result.detach()}
    if backward:
        result.backward(cotangent(result))
        tensors = [tensor for tensor in tree_leaves((given.args, given.kwargs)) if isinstance(tensor, torch.Tensor)]
        seen.update((f"gradient of input {i}", t.grad) for i, t in enumerate(tensors) if t.grad is not None)
        seen.update((f"gradient of {n}", p.grad) for n, p in module.named_parameters() if p.grad is not None)
    seen.update((f"state {name}", value.detach().clone()) for name, value in module.state_dict().items())
    return seen


def _is_ours(module: torch.nn.Module) -> bool:
    return any(type(part).__module__.partition(".")[0] == "norm_mlir" for part in module.modules())


def _prepare(module: Module, sample: ModuleInput, dtype: torch.dtype, training: bool) -> tuple[Any, Any]:
    """A module as it is, and another one of the same state that is ours."""
    # Modules without sizes cannot be copied.
    theirs, same = (_create(module, sample.constructor_input).to(dtype).train(training) for _ in range(2))
    if not module.lazy:
        _randomize(theirs)
        same.load_state_dict(theirs.state_dict())
    ours = norm_mlir.torch.optimize(same)
    assert list(ours.state_dict()) == list(theirs.state_dict()), "other names in the state"
    assert ours.training is training, f"expects training {training}"
    assert module.lazy or _is_ours(ours), "no module of norm_mlir"
    return ours, theirs


def _check(module: Module, sample: ModuleInput, dtype: torch.dtype, training: bool, backward: bool) -> list[Difference]:
    """Compares the two modules on one sample; where PyTorch's refuses it, so must ours."""
    given = Arguments(tuple(sample.forward_input.args), dict(sample.forward_input.kwargs))
    ours, theirs = _prepare(module, sample, dtype, training)
    exact = copy.deepcopy(theirs).double() if not module.lazy else theirs
    wide = given.widen()
    try:
        wanted = _observe(theirs, given, backward)
    except Exception as refusal:
        with pytest.raises(type(refusal)):
            _observe(ours, given, backward)
        return []
    factor = CHAIN_FACTOR if module in HOLDERS else 1.0
    return compare(_observe(ours, given, backward), wanted, lambda: _observe(exact, wide, backward), factor)


def _check_all(
    module: Module, dtype: torch.dtype, count: Count, training: bool, check: Callable[[ModuleInput], list[Difference]]
) -> None:
    for index, sample in enumerate(module.samples(dtype, training)):
        name = f"{index} {sample.desc}".strip()
        if reason := EXCLUDED_SAMPLES.get((module.name, name_of(dtype), name)):
            count.add(reason)
            continue
        try:
            count.add(check(sample))
        except (Exception, pytest.fail.Exception) as error:
            count.fail(name, f"{type(error).__name__}: {error}")
    count.check()


@pytest.mark.parametrize("training", MODES, ids=MODES.get)
@pytest.mark.parametrize(("module", "dtype"), CASES, ids=lambda value: getattr(value, "name", None) or name_of(value))
def test_samples(module: Module, dtype: torch.dtype, training: bool, tally: Tally) -> None:
    """Results, gradients and states afterwards are close to those of PyTorch's module."""
    count = tally.start("modules", module.name, f"{name_of(dtype)} {MODES[training]}")
    _check_all(module, dtype, count, training, lambda sample: _check(module, sample, dtype, training, True))


@pytest.mark.parametrize("training", MODES, ids=MODES.get)
@pytest.mark.parametrize("module", HOLDERS, ids=lambda module: module.name)
def test_modules_inside(module: Module, training: bool, tally: Tally) -> None:
    """So are those of modules that have normalization modules inside; without gradients in eval mode, where PyTorch
    goes a faster way that reads parameters of normalization modules itself."""
    count = tally.start("modules inside", module.name, f"float32 {MODES[training]}")
    with torch.set_grad_enabled(training):
        _check_all(
            module,
            torch.float32,
            count,
            training,
            lambda sample: _check(module, sample, torch.float32, training, training),
        )


@pytest.mark.parametrize("module", WITH_ERRORS, ids=lambda module: module.name)
def test_error_inputs(module: Module, tally: Tally) -> None:
    """What a module refuses is refused by ours."""
    count = tally.start("module errors", module.name)
    errors = module.info.module_error_inputs_func(
        module.info, device="cpu", dtype=torch.float32, requires_grad=False, training=True
    )
    for error in errors:
        sample = error.module_error_input
        if error.error_on is ModuleErrorEnum.CONSTRUCTION_ERROR:
            count.add("PyTorch's constructor refuses it; there is no module to make ours")
            continue
        ours = norm_mlir.torch.optimize(_create(module, sample.constructor_input))
        with pytest.raises(error.error_type) as refusal:
            ours(*sample.forward_input.args, **sample.forward_input.kwargs)
        count.add([])
        count.texts += re.search(error.error_regex, str(refusal.value)) is not None
    count.check()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_hooks_are_kept(module: Module) -> None:
    """Hooks of a module run once for each call of ours."""
    sample = module.samples(torch.float32, True)[0]
    theirs = _create(module, sample.constructor_input)
    called = []
    theirs.register_forward_pre_hook(lambda *_: called.append("before"))
    theirs.register_forward_hook(lambda *_: called.append("after"))
    norm_mlir.torch.optimize(theirs)(*sample.forward_input.args)
    assert called == ["before", "after"]
