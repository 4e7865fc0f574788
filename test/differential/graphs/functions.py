"""Functions of one or two numbers: how they are written, where they may be asked, and what they give."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Callable, Dict, Tuple

from graphs.builder import Scope
from graphs.values import WIDTHS

Range = Tuple[float, float]
# Writes the function of some operands of an element type.
Write = Callable[..., str]


@dataclass(frozen=True)
class Function:
    """`accepts` looks at the ranges of the operands; `gives` is the range of the result."""

    write: Write
    accepts: Callable[..., bool]
    gives: Callable[..., Range]


def _named(op: str) -> Write:
    return lambda scope, element, *operands: scope.call(op, element, *operands)


def _anything(*ranges: Range) -> bool:
    return True


def _positive(a: Range) -> bool:
    return a[0] >= 0.01


def _small(a: Range) -> bool:
    return -10 <= a[0] and a[1] <= 5


def _monotone(function: Callable[[float], float]) -> Callable[[Range], Range]:
    return lambda a: (min(function(a[0]), function(a[1])), max(function(a[0]), function(a[1])))


def _bounded(low: float, high: float) -> Callable[..., Range]:
    return lambda *ranges: (low, high)


def _absolute(a: Range) -> Range:
    low = 0.0 if a[0] <= 0 <= a[1] else min(abs(a[0]), abs(a[1]))
    return low, max(abs(a[0]), abs(a[1]))


def _product(a: Range, b: Range) -> Range:
    ends = [x * y for x in a for y in b]
    return min(ends), max(ends)


def _square(a: Range) -> Range:
    low, high = _absolute(a)
    return low * low, high * high


def _away_from_zero(a: Range, b: Range) -> bool:
    return b[0] >= 0.05


def _quotient(a: Range, b: Range) -> Range:
    return _product(a, (1 / b[1], 1 / b[0]))


def _relu(scope: Scope, element: str, x: str) -> str:
    return scope.call("arith.maximumf", element, x, scope.constant(0.0, element))


def _gelu(scope: Scope, element: str, x: str) -> str:
    erf = scope.call("math.erf", element, scope.call("arith.mulf", element, x, scope.constant(0.70710678, element)))
    factor = scope.call("arith.addf", element, erf, scope.constant(1.0, element))
    return scope.call("arith.mulf", element, scope.call("arith.mulf", element, x, scope.constant(0.5, element)), factor)


def _sigmoid(scope: Scope, element: str, x: str) -> str:
    power = scope.call("math.exp", element, scope.call("arith.negf", element, x))
    one = scope.constant(1.0, element)
    return scope.call("arith.divf", element, one, scope.call("arith.addf", element, power, one))


def _silu(scope: Scope, element: str, x: str) -> str:
    return scope.call("arith.mulf", element, x, _sigmoid(scope, element, x))


def _leaky_relu(scope: Scope, element: str, x: str) -> str:
    kept = scope.define(f"arith.cmpf ogt, {x}, {scope.constant(0.0, element)} : {scope.type(element)}")
    small = scope.call("arith.mulf", element, x, scope.constant(0.125, element))
    return scope.define(f"arith.select {kept}, {x}, {small} : {scope.type('i1')}, {scope.type(element)}")


def _clamp(scope: Scope, element: str, x: str) -> str:
    least = scope.call("arith.maximumf", element, x, scope.constant(-1.5, element))
    return scope.call("arith.minimumf", element, least, scope.constant(2.5, element))


def _clampf(scope: Scope, element: str, x: str) -> str:
    low, high = scope.constant(-1.5, element), scope.constant(2.5, element)
    return scope.define(f"math.clampf {x} to [{low}, {high}] : {scope.type(element)}")


def _if_finite(scope: Scope, element: str, x: str) -> str:
    """x, or 1 where it is no normal number."""
    test = scope.define(f"math.isnormal {x} : {scope.type(element)}")
    infinite = scope.define(f"math.isinf {x} : {scope.type(element)}")
    taken = scope.define(f"arith.ori {test}, {infinite} : {scope.type('i1')}")
    one = scope.constant(1.0, element)
    return scope.define(f"arith.select {taken}, {x}, {one} : {scope.type('i1')}, {scope.type(element)}")


def _reciprocal(scope: Scope, element: str, x: str) -> str:
    return scope.call("arith.divf", element, scope.constant(1.0, element), x)


def _away(scope: Scope, element: str, x: str) -> str:
    absolute = scope.call("math.absf", element, x)
    return scope.call("arith.addf", element, absolute, scope.constant(0.5, element))


def _twice(scope: Scope, element: str, x: str) -> str:
    return scope.call("arith.addf", element, x, x)


def _self_product(scope: Scope, element: str, x: str) -> str:
    return scope.call("arith.mulf", element, x, x)


def _power(exponent: float) -> Write:
    return lambda scope, element, x: scope.call("math.powf", element, x, scope.constant(exponent, element))


def _whole_power(exponent: int) -> Write:
    """math.fpowi, whose exponent is an integer of the same shape."""

    def write(scope: Scope, element: str, x: str) -> str:
        number = scope.constant(exponent, "i32")
        return scope.define(f"math.fpowi {x}, {number} : {scope.type(element)}, {scope.type('i32')}")

    return write


def _through_bits(scope: Scope, element: str, x: str) -> str:
    """|x| by its bits."""
    bits = f"i{WIDTHS[element]}"
    integer = scope.convert("arith.bitcast", x, element, bits)
    mask = scope.constant(2 ** (WIDTHS[element] - 1) - 1, bits)
    return scope.convert("arith.bitcast", scope.call("arith.andi", bits, integer, mask), bits, element)


def _fast_sum(scope: Scope, element: str, x: str) -> str:
    """Ops with flags."""
    product = scope.define(f"arith.mulf {x}, {x} fastmath<contract> : {scope.type(element)}")
    return scope.define(f"arith.addf {product}, {x} fastmath<contract> : {scope.type(element)}")


def _fma(scope: Scope, element: str, a: str, b: str) -> str:
    return scope.call("math.fma", element, a, b, scope.constant(0.75, element))


def _larger(scope: Scope, element: str, a: str, b: str) -> str:
    """The larger one by a comparison."""
    test = scope.define(f"arith.cmpf ogt, {a}, {b} : {scope.type(element)}")
    return scope.define(f"arith.select {test}, {a}, {b} : {scope.type('i1')}, {scope.type(element)}")


UNARY: Dict[str, Function] = {
    "tanh": Function(_named("math.tanh"), _anything, _bounded(-1, 1)),
    "erf": Function(_named("math.erf"), _anything, _bounded(-1, 1)),
    "sin": Function(_named("math.sin"), _anything, _bounded(-1, 1)),
    "cos": Function(_named("math.cos"), _anything, _bounded(-1, 1)),
    "abs": Function(_named("math.absf"), _anything, _absolute),
    "neg": Function(_named("arith.negf"), _anything, lambda a: (-a[1], -a[0])),
    "exp": Function(_named("math.exp"), _small, _monotone(math.exp)),
    "exp2": Function(_named("math.exp2"), _small, _monotone(lambda x: 2.0**x)),
    "expm1": Function(_named("math.expm1"), _small, _monotone(math.expm1)),
    "log": Function(_named("math.log"), _positive, _monotone(math.log)),
    "log1p": Function(_named("math.log1p"), lambda a: a[0] > -0.5, _monotone(math.log1p)),
    "sqrt": Function(_named("math.sqrt"), _positive, _monotone(math.sqrt)),
    "rsqrt": Function(_named("math.rsqrt"), _positive, _monotone(lambda x: x**-0.5)),
    "relu": Function(_relu, _anything, lambda a: (max(a[0], 0.0), max(a[1], 0.0))),
    "gelu": Function(_gelu, _anything, lambda a: (-0.2, max(a[1], 0.0))),
    "sigmoid": Function(_sigmoid, lambda a: a[0] > -10, _bounded(0.0, 1)),
    "silu": Function(_silu, lambda a: a[0] > -10, lambda a: (-0.3, max(a[1], 0.0))),
    "leaky_relu": Function(_leaky_relu, _anything, lambda a: a),
    "clamp": Function(_clamp, _anything, lambda a: (max(a[0], -1.5), min(max(a[1], -1.5), 2.5))),
    "clampf": Function(_clampf, _anything, lambda a: (max(a[0], -1.5), min(max(a[1], -1.5), 2.5))),
    "if_finite": Function(_if_finite, lambda a: a[0] >= 0.01, lambda a: (min(a[0], 1.0), max(a[1], 1.0))),
    "reciprocal": Function(_reciprocal, lambda a: a[0] >= 0.05, _monotone(lambda x: 1 / x)),
    "away": Function(_away, _anything, lambda a: (_absolute(a)[0] + 0.5, _absolute(a)[1] + 0.5)),
    "twice": Function(_twice, lambda a: max(map(abs, a)) < 100, lambda a: (2 * a[0], 2 * a[1])),
    "square": Function(_self_product, lambda a: max(map(abs, a)) < 30, _square),
    "power": Function(_power(1.5), _positive, _monotone(lambda x: x**1.5)),
    "root": Function(_power(-0.25), _positive, _monotone(lambda x: x**-0.25)),
    "fpowi": Function(_whole_power(2), lambda a: max(map(abs, a)) < 30, _square),
    "fpowi3": Function(_whole_power(3), lambda a: max(map(abs, a)) < 10, _monotone(lambda x: x**3)),
    "bits": Function(_through_bits, _anything, _absolute),
    "fast": Function(_fast_sum, lambda a: max(map(abs, a)) < 30, lambda a: (-0.25, _square(a)[1] + max(map(abs, a)))),
}

BINARY: Dict[str, Function] = {
    "add": Function(_named("arith.addf"), _anything, lambda a, b: (a[0] + b[0], a[1] + b[1])),
    "sub": Function(_named("arith.subf"), _anything, lambda a, b: (a[0] - b[1], a[1] - b[0])),
    "mul": Function(_named("arith.mulf"), lambda a, b: _product(_absolute(a), _absolute(b))[1] < 1e3, _product),
    "div": Function(_named("arith.divf"), _away_from_zero, _quotient),
    "max": Function(_named("arith.maximumf"), _anything, lambda a, b: (max(a[0], b[0]), max(a[1], b[1]))),
    "min": Function(_named("arith.minimumf"), _anything, lambda a, b: (min(a[0], b[0]), min(a[1], b[1]))),
    "maxnum": Function(_named("arith.maxnumf"), _anything, lambda a, b: (max(a[0], b[0]), max(a[1], b[1]))),
    "copysign": Function(_named("math.copysign"), _anything, lambda a, b: (-max(map(abs, a)), max(map(abs, a)))),
    "larger": Function(_larger, _anything, lambda a, b: (max(a[0], b[0]), max(a[1], b[1]))),
    "fma": Function(
        _fma,
        lambda a, b: _product(_absolute(a), _absolute(b))[1] < 1e3,
        lambda a, b: (_product(a, b)[0] + 0.75, _product(a, b)[1] + 0.75),
    ),
}
