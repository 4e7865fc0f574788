"""What docs/Conventions.md says that our ops are written as, run by norm-runner and compared with NumPy in f64."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Callable

import numpy as np

from . import probes
from .facts import EPSILON, EXCHANGE, GROUPS, IMPORTING, LARGE_MEANS, ROUNDING, RUNNING, WINDOW, ZEROS, Fact, short

Array = np.ndarray
REFUSED = "refused"
MLIR_TYPES = {"float64": "f64", "float32": "f32", "float16": "f16", "int64": "i64"}


@dataclass(frozen=True)
class Spelling:
    """A function body, what it is given, what it must give, and the words of the page's section that it stands for.

    In the body %0, %1, ... are the arguments, {0}, {1}, ... their types; it returns `results`, of the expected types.
    `judge`, where there is one, says of the first result what is `claimed`, in place of comparing it.
    """

    section: str
    cited: str
    body: str
    results: str
    inputs: tuple[Array, ...]
    expected: tuple[Array, ...]
    claimed: str = "as written here"
    judge: Callable[[Array], str] | None = None

    def text(self) -> str:
        """The function as MLIR."""
        given = [mlir_type(array) for array in self.inputs]
        wanted = ", ".join(mlir_type(array) for array in self.expected)
        arguments = ", ".join(f"%arg{number}: {kind}" for number, kind in enumerate(given))
        body = self.body
        for number, kind in enumerate(given):
            body = body.replace(f"%{number}", f"%arg{number}").replace(f"{{{number}}}", kind)
        return f"func.func @f({arguments}) -> ({wanted}) {{\n{body}\n  return {self.results} : {wanted}\n}}\n"


def mlir_type(array: Array) -> str:
    """The tensor type of an array."""
    return "tensor<" + "x".join([*map(str, array.shape), MLIR_TYPES[array.dtype.name]]) + ">"


def run(spelling: Spelling, runner: Path) -> str:
    """What the spelling claims, or what is wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "f.mlir").write_text(spelling.text())
        command = [str(runner), str(folder / "f.mlir"), "--verify"]
        for number, array in enumerate(spelling.inputs):
            np.save(folder / f"in{number}.npy", array)
            command.append(f"--input={folder / f'in{number}.npy'}")
        command += [f"--output={folder / f'out{number}.npy'}" for number in range(len(spelling.expected))]
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0 and spelling.claimed == REFUSED and " op expects " in result.stderr:
            return REFUSED
        if result.returncode != 0:
            return f"norm-runner fails: {short(Exception(result.stderr or result.stdout))}"
        found = [np.load(folder / f"out{number}.npy") for number in range(len(spelling.expected))]
    if spelling.judge:
        return spelling.judge(found[0])
    if spelling.claimed == REFUSED:
        return "runs"
    for number, (value, wanted) in enumerate(zip(found, spelling.expected)):
        if not np.allclose(value, wanted, rtol=1e-5, atol=1e-6, equal_nan=True):
            return f"result {number} is off by {np.nanmax(np.abs(value - wanted)):.3g}"
    return spelling.claimed


def spelling_facts(runner: Path) -> list[Fact]:
    """A fact for each spelling, which the page's section must cite."""
    return [Fact(s.section, "ours", s.cited, (), partial(run, s, runner), s.claimed, s.cited) for s in spellings()]


def spellings() -> list[Spelling]:
    """Every spelling, in the order of the page but for refusals."""
    kinds = (windows, running, steps, corrected, divisors, added, groups, roundings, conversions, large_means, refusals)
    return [spelling for kind in kinds for spelling in kind()]


def single(*arrays: Array | list[float]) -> tuple[Array, ...]:
    """Arrays as f32."""
    return tuple(np.asarray(array, np.float32) for array in arrays)


def windows() -> list[Spelling]:
    """Local response norms of random channels; alpha is 0.5, beta 0.75 and k 2."""
    x = np.random.default_rng(0).standard_normal((2, 7, 3))

    def exact(before: int, after: int, factor: float) -> Array:
        padded = np.pad(x * x, ((0, 0), (before, after), (0, 0)))
        sums = sum(padded[:, i : i + 7] for i in range(before + after + 1))
        return x / (2 + factor * sums) ** 0.75

    beside = np.ones((2, 16, 1))
    beside[:, 3, 0] = 1e5, np.nan
    beyond = "  %y = norm.local_response_norm %0 channel_axis = 1 size = 3 alpha = 3.0 beta = 0.75 k = 1.0 : {0}"

    def stays(y: Array) -> str:
        return "stays" if np.allclose(y[:, 6:15], 4**-0.75, rtol=1e-6) else "spreads"

    def spelling(cited: str, size: int, alpha: float, attributes: str, value: Array) -> Spelling:
        body = (
            f"  %y = norm.local_response_norm %0 channel_axis = 1 size = {size} alpha = {alpha:e} "
            f"beta = 0.75 k = 2.0 {attributes} : {{0}}"
        )
        return Spelling(WINDOW, cited, body, "%y", single(x), single(value))

    onnx, torch = "{window = #norm.window<onnx>}", "window = #norm.window<torch>"
    return [
        spelling("window = #norm.window<onnx>", 2, 0.5, onnx, exact(0, 1, 0.25)),
        spelling("window = #norm.window<onnx>", 4, 0.5, onnx, exact(1, 2, 0.125)),
        spelling("no attribute", 2, 0.5, "", exact(1, 0, 0.25)),
        spelling("no attribute", 4, 0.5, "", exact(2, 1, 0.125)),
        spelling(torch, 4, 0.5, f"{{{torch}}}", exact(2, 1, 0.125)),
        spelling("size - 1 and alpha * (size - 1) / size", 3, 0.375, "", exact(1, 1, 0.125)),
        spelling("size = 2 * radius + 1 and alpha * size", 5, 2.5, "", exact(2, 2, 0.5)),
        Spelling(WINDOW, "ours never spread", beyond, "%y", single(beside), single(beside), "stays", stays),
    ]


# Running statistics of two channels, before and after one batch.
PAIR = np.concatenate([probes.BATCH, probes.BATCH[::-1] * 2], axis=1)
MEAN, BIASED, UNBIASED = np.array([3, 6]), np.array([5, 20]), np.array([20 / 3, 80 / 3])
NORMALIZED = (PAIR - MEAN) / np.sqrt(BIASED + 1e-5)
OLD = (np.float32([0, 1]), np.float32([1, 2]))
CHANNELS = "tensor<2xf32>"
GIVEN = f"running_mean(%1 : {CHANNELS}) running_variance(%2 : {CHANNELS})"
AXIS = "channel_axis = 1 epsilon = 1.0e-5"
CONVENTION = "momentum_convention = #norm.momentum_convention<onnx>"


def updated(share: float, variance: Array) -> tuple[Array, ...]:
    """The statistics after an update whose new values have this share."""
    return single((1 - share) * OLD[0] + share * MEAN, (1 - share) * OLD[1] + share * variance)


def running() -> list[Spelling]:
    """Batch and instance normalization that update running statistics."""

    def spelling(cited: str, rest: str, expected: tuple[Array, ...]) -> Spelling:
        body = f"  %y, %m, %v = norm.batch_norm_training %0 {GIVEN} {AXIS} {rest} : {{0}}"
        return Spelling(RUNNING, cited, body, "%y, %m, %v", (PAIR, *OLD), (*single(NORMALIZED), *expected))

    def instance(cited: str, rest: str, expected: tuple[Array, ...]) -> Spelling:
        body = f"  %y, %m, %v = norm.instance_norm %0 {GIVEN} channel_axis = 1 axes = [2] epsilon = 1.0e-5 {rest}"
        x, y = (array.T.reshape(1, 2, 4) for array in (PAIR, NORMALIZED))
        return Spelling(RUNNING, cited, f"{body} : {{0}}", "%y, %m, %v", (*single(x), *OLD), (*single(y), *expected))

    theirs = f"{CONVENTION}, unbiased_running_variance = false"
    return [
        spelling("momentum = 0.1", "momentum = 0.1", updated(0.1, UNBIASED)),
        spelling(theirs, f"momentum = 0.9 {{{theirs}}}", updated(0.1, BIASED)),
        spelling("momentum = 1.0", "momentum = 1.0", updated(1, UNBIASED)),
        instance("norm.instance_norm", "momentum = 0.1", updated(0.1, UNBIASED)),
        instance("no momentum", "", OLD),
    ]


def steps() -> list[Spelling]:
    """Cumulative averages, and statistics that are used after their update."""
    counted = f"norm.batch_norm_training %0 {GIVEN} num_batches_tracked(%3 : tensor<i64>) {AXIS} : {{0}}"
    after = (
        f"  %t, %m, %v = norm.batch_norm_training %0 {GIVEN} {AXIS} momentum = 0.99 "
        f"{{{CONVENTION}, unbiased_running_variance = false}} : {{0}}\n"
        f"  %y = norm.batch_norm %0 mean(%m : {CHANNELS}) variance(%v : {CHANNELS}) {AXIS} : {{0}}"
    )
    mean, variance = updated(0.01, BIASED)
    used = single((PAIR - mean) / np.sqrt(variance + 1e-5))
    return [
        Spelling(
            RUNNING,
            "num_batches_tracked and no momentum",
            f"  %y, %m, %v, %n = {counted}",
            "%y, %m, %v, %n",
            (PAIR, *OLD, np.array(3)),
            (*single(NORMALIZED), *updated(1 / 4, UNBIASED), np.array(4)),
        ),
        Spelling(
            RUNNING,
            "norm.batch_norm with the updated ones",
            after,
            "%y, %m, %v",
            (PAIR, *OLD),
            (*used, mean, variance),
        ),
    ]


def corrected() -> list[Spelling]:
    """Running statistics after one update from 0, divided by 1 - momentum, and what StableHLO's op gives."""
    divided = (
        f"  %m = arith.divf %1, %3 : {CHANNELS}\n  %v = arith.divf %2, %3 : {CHANNELS}\n"
        f"  %y = norm.batch_norm %0 mean(%m : {CHANNELS}) variance(%v : {CHANNELS}) {AXIS} : {{0}}"
    )
    batch = (
        f"  %y, %m, %v = norm.batch_norm_training %0 {GIVEN} {AXIS} "
        "momentum = 1.0 {unbiased_running_variance = false} : {0}"
    )
    weighed = single(PAIR, MEAN * 0.75, BIASED * 0.75, np.full(2, 0.75))
    return [
        Spelling(RUNNING, "divided in arith", divided, "%y", weighed, single(NORMALIZED)),
        Spelling(
            IMPORTING,
            "momentum = 1.0, unbiased_running_variance = false",
            batch,
            "%y, %m, %v",
            (PAIR, *OLD),
            single(NORMALIZED, MEAN, BIASED),
        ),
    ]


def divisors() -> list[Spelling]:
    """What is divided by: epsilon's place, and groups that leave nothing to divide by."""
    row = np.array([[0.3, -0.4, 0.0, 0.0], [3.0, -4.0, 0.0, 0.0]])
    norm = np.array([[0.5], [5.0]])
    zeros = np.zeros((2, 4))
    small = np.full((2, 4), 1e-3)
    wide = np.random.default_rng(0).standard_normal((2, 8))
    deviation = wide.std(axis=1, keepdims=True)

    def spelling(section: str, cited: str, op: str, x: Array, y: Array) -> Spelling:
        body = f"  %y = {op} : {{0}}"
        if cited == "0 exactly":
            return Spelling(section, cited, body, "%y", single(x), single(y), "0", probes.zero)
        return Spelling(section, cited, body, "%y", single(x), single(y))

    lp = "norm.lp_normalize %0 axes = [1] p = 2.0 epsilon = "
    zero = "{zero_norm = #norm.zero_norm<zero>}"
    outside = "{epsilon_mode = #norm.epsilon_mode<outside_sqrt>}"
    constant, plane = np.full((2, 1000), 12345.6), np.full((1, 2, 20, 50), 12345.6)
    instance = "norm.instance_norm %0 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5"
    return [
        spelling(EPSILON, "no epsilon", "norm.rms_norm %0 axes = [1]", small, small / np.sqrt(small**2 + 2.0**-23)),
        spelling(EPSILON, "norm.lp_normalize", lp + "2.0", row, row / np.maximum(norm, 2)),
        spelling(EPSILON, "epsilon = sqrt(theirs)", lp + "2.0", row, row / np.sqrt(np.maximum(norm**2, 4))),
        spelling(
            EPSILON,
            "epsilon_mode = #norm.epsilon_mode<outside_sqrt>",
            f"norm.layer_norm %0 axes = [1] epsilon = 0.5 {outside}",
            wide,
            (wide - wide.mean(axis=1, keepdims=True)) / (deviation + 0.5),
        ),
        spelling(ZEROS, "epsilon = 0.0, zero_norm = #norm.zero_norm<zero>", lp + "0.0 " + zero, zeros, zeros),
        spelling(ZEROS, "epsilon = 0.0", lp + "0.0", zeros, zeros * np.nan),
        spelling(ZEROS, "epsilon = 1.0e-12", lp + "1.0e-12", zeros, zeros),
        spelling(ZEROS, "epsilon = 1.0e-6", lp + "1.0e-6", zeros, zeros),
        spelling(
            ZEROS,
            "0 exactly",
            "norm.layer_norm %0 axes = [1] epsilon = 1.0e-9 " + outside,
            constant,
            constant * 0,
        ),
        spelling(ZEROS, "0 exactly", "norm.layer_norm %0 axes = [1] epsilon = 1.0e-5", constant, constant * 0),
        spelling(ZEROS, "0 exactly", instance, plane, plane * 0),
        Spelling(
            ZEROS,
            "norm.weight_norm",
            "  %y = norm.weight_norm %0 scale(%1 : {1}) axis = 0 : {0}",
            "%y",
            single(zeros, np.ones(2)),
            single(zeros * np.nan),
        ),
    ]


def added() -> list[Spelling]:
    """x / (norm + epsilon), epsilon being 2."""
    rows = np.array([[0.3, -0.4, 0.0, 0.0], [3.0, -4.0, 0.0, 0.0]])
    body = (
        "  %n, %norm = norm.lp_normalize %0 axes = [1] p = 2.0 epsilon = 0.0 {return_statistics} : {0}\n"
        "  %two = arith.constant dense<2.0> : tensor<2xf32>\n  %s = arith.addf %norm, %two : tensor<2xf32>\n"
        "  %e = tensor.empty() : {0}\n"
        "  %b = linalg.broadcast ins(%s : tensor<2xf32>) outs(%e : {0}) dimensions = [1]\n  %y = arith.divf %0, %b : {0}"
    )
    cited = "return_statistics, addition and division in arith"
    return [Spelling(EPSILON, cited, body, "%y", single(rows), single(rows / np.array([[2.5], [7.0]])))]


def groups() -> list[Spelling]:
    """Groups of channels, and divisors that are not those of what is subtracted."""
    x = np.random.default_rng(0).standard_normal((2, 4, 3))
    neighbours = probes.normalized(x, (), 2)
    order = [0, 2, 1, 3]
    strided = probes.normalized(x[:, order], (), 2)[:, order]
    scale = single([1, 2], [1, 2, 3, 4])
    op = "norm.group_norm %0 scale(%1 : {1}) num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5"
    split, joined = "tensor<2x2x2x3xf32>", "[[0], [1, 2], [3]]"
    row = np.random.default_rng(0).standard_normal((2, 8)) + 3
    return [
        Spelling(
            GROUPS,
            "affine = #norm.affine<per_group>",
            f"  %y = {op} {{affine = #norm.affine<per_group>}} : {{0}}",
            "%y",
            (*single(x), scale[0]),
            single(neighbours * np.repeat(scale[0], 2)[:, None]),
        ),
        Spelling(
            GROUPS,
            "no attribute",
            f"  %y = {op} : {{0}}",
            "%y",
            (*single(x), scale[1]),
            single(neighbours * scale[1][:, None]),
        ),
        Spelling(
            GROUPS,
            "tensor.expand_shape",
            f"  %e = tensor.expand_shape %0 {joined} output_shape [2, 2, 2, 3] : {{0}} into {split}\n"
            f"  %n = norm.group_norm %e num_groups = 2 channel_axis = 2 axes = [1, 3] epsilon = 1.0e-5 : {split}\n"
            f"  %y = tensor.collapse_shape %n {joined} : {split} into {{0}}",
            "%y",
            single(x),
            single(strided),
        ),
        Spelling(
            GROUPS,
            "return_statistics",
            "  %n, %mean, %rstd = norm.layer_norm %0 axes = [1] epsilon = 1.0e-5 {return_statistics} : {0}\n"
            "  %e = tensor.empty() : {0}\n"
            "  %r = linalg.broadcast ins(%rstd : tensor<2xf32>) outs(%e : {0}) dimensions = [1]\n"
            "  %y = arith.mulf %0, %r : {0}",
            "%y",
            single(row),
            single(row / np.sqrt(row.var(axis=1, keepdims=True) + 1e-5)),
        ),
    ]


def roundings() -> list[Spelling]:
    """Where the values of f16 rows are rounded."""
    x, scale = probes.sixteen_bits()
    weight = scale.astype(np.float32)
    wide = x.astype(np.float64)
    unit = wide / np.sqrt((wide**2).mean(axis=1, keepdims=True) + 1e-5)
    stages, result = "cast_point = #norm.cast_point<before_scale>", "cast_point = #norm.cast_point<result>"
    rows, row = "tensor<64x256xf32>", "tensor<64xf32>"
    axes = "axes = [1] epsilon = 1.0e-5"

    def spelling(cited: str, claimed: str, op: str, attributes: str = "") -> Spelling:
        judge = partial(probes.rounding, x, scale, centred=op == "layer_norm")
        body = f"  %y = norm.{op} %0 scale(%1 : {{1}}) {axes} {attributes} : {{0}}"
        return Spelling(ROUNDING, cited, body, "%y", (x, scale), (x,), claimed, judge)

    def same(values: Array) -> Callable[[Array], str]:
        return lambda y: probes.ONCE if np.mean(y != values) < 0.01 else "otherwise"

    widened = f"  %w = arith.extf %0 : {{0}} to {rows}\n"
    norm = np.sqrt((wide**2).sum(axis=1, keepdims=True)).astype(np.float16)
    divided = (
        "  %t, %norm = norm.lp_normalize %0 axes = [1] p = 2.0 epsilon = 0.0 {return_statistics} : {0}\n"
        f"  %n16 = arith.truncf %norm : {row} to tensor<64xf16>\n  %n = arith.extf %n16 : tensor<64xf16> to {row}\n"
        f"{widened}  %e = tensor.empty() : {rows}\n"
        f"  %b = linalg.broadcast ins(%n : {row}) outs(%e : {rows}) dimensions = [1]\n"
        f"  %q = arith.divf %w, %b : {rows}\n  %y = arith.truncf %q : {rows} to {{0}}"
    )
    product = (
        f"  %n = norm.rms_norm %0 {axes} : {{0}}\n  %w = arith.extf %n : {{0}} to {rows}\n"
        f"  %e = tensor.empty() : {rows}\n"
        f"  %b = linalg.broadcast ins(%1 : {{1}}) outs(%e : {rows}) dimensions = [0]\n"
        f"  %y = arith.mulf %w, %b : {rows}"
    )
    first = f"{widened}  %y = norm.rms_norm %w scale(%1 : {{1}}) {axes} : {rows}"
    half = unit.astype(np.float16)
    return [
        spelling("no attribute", probes.ONCE, "layer_norm"),
        spelling("no attribute", probes.ONCE, "rms_norm"),
        spelling(result, probes.ONCE, "layer_norm", f"{{{result}}}"),
        spelling(stages, probes.STAGES, "layer_norm", f"{{{stages}}}"),
        spelling(stages, probes.STAGES, "rms_norm", f"{{{stages}}}"),
        rounded_statistics(),
        Spelling(
            ROUNDING,
            "return_statistics, arith.truncf of the norm, arith.divf",
            divided,
            "%y",
            (x,),
            (x,),
            probes.ONCE,
            same((wide / norm).astype(np.float16)),
        ),
        Spelling(ROUNDING, "arith.extf first", first, "%y", (x, weight), single(unit * weight)),
        Spelling(
            ROUNDING, "the product in arith", product, "%y", (x, weight), single(unit), probes.ONCE, same(half * weight)
        ),
    ]


def rounded_statistics() -> Spelling:
    """Batch normalization of f16 with mean and rstd rounded to f16."""
    x, scale = probes.sixteen_bits()
    image, scale = x.reshape(64, 16, 4, 4), scale[:16]
    wide, half = "tensor<16xf32>", "tensor<16xf16>"
    body = (
        "  %n, %m, %r = norm.batch_norm_training %0 channel_axis = 1 epsilon = 1.0e-5 {return_statistics} : {0}\n"
        f"  %m16 = arith.truncf %m : {wide} to {half}\n  %r16 = arith.truncf %r : {wide} to {half}\n"
        f"  %mw = arith.extf %m16 : {half} to {wide}\n  %rw = arith.extf %r16 : {half} to {wide}\n"
        f"  %y = norm.apply %0 mean(%mw : {wide}) rstd(%rw : {wide}) scale(%1 : {{1}}) "
        "statistics_axes = [1] affine_axes = [1] : {0}"
    )
    judge = partial(probes.rounding, image, scale.reshape(1, 16, 1, 1), axis=(0, 2, 3))
    cited = "return_statistics, arith.truncf, arith.extf, norm.apply"
    return Spelling(ROUNDING, cited, body, "%y", (image, scale), (image,), probes.STATISTICS, judge)


def conversions() -> list[Spelling]:
    """What becomes of f64 near a tie, and of numbers beyond a type's range."""
    tie = np.array([1 + 2.0**-8 + 2.0**-40])
    values = np.array([465, np.inf, -1e9, 3])
    eight = "tensor<4xf8E4M3FN>"
    narrow = f" : {{0}} to {eight}\n  %y = arith.extf %n : {eight} to {{0}}"
    limits = (
        "  %low = arith.constant dense<-448.0> : {0}\n  %high = arith.constant dense<448.0> : {0}\n"
        "  %a = arith.maximumf %0, %low : {0}\n  %c = arith.minimumf %a, %high : {0}\n"
    )
    once = "  %n = arith.truncf %0 : {0} to tensor<1xbf16>\n  %y = arith.extf %n : tensor<1xbf16> to tensor<1xf32>"
    nan = single([np.nan, np.nan, np.nan, 3])
    return [
        Spelling(EXCHANGE, "arith.truncf rounds once", once, "%y", (tie,), single([1 + 2.0**-7])),
        Spelling(EXCHANGE, "arith.truncf: NaN", "  %n = arith.truncf %0" + narrow, "%y", single(values), nan),
        Spelling(
            EXCHANGE,
            "arith.minimumf",
            limits + "  %n = arith.truncf %c" + narrow,
            "%y",
            single(values),
            single([448, 448, -448, 3]),
        ),
    ]


def large_means() -> list[Spelling]:
    """Norms of samples of N(1000, 1), which are within 8 units."""
    rows, image = probes.large_mean((64, 512)), probes.large_mean((4, 32, 16, 16))
    last = " epsilon = 1.0e-5"

    units = "at most 8 units"

    def spelling(op: str, x: Array, exact: Array, cited: str = units) -> Spelling:
        def judge(y: Array) -> str:
            return probes.error(y, exact).split(" (")[0]

        return Spelling(LARGE_MEANS, cited, f"  %y = norm.{op} : {{0}}", "%y", (x,), (x,), units, judge)

    outside = " epsilon = 1.0e-9 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>}"
    narrow = "accumulator = f32, estimator = #norm.estimator<two_pass>"
    everywhere = probes.normalized(image, (0, 2, 3))
    return [
        spelling("layer_norm %0 axes = [1]" + last, rows, probes.normalized(rows, (1,))),
        spelling(
            "group_norm %0 num_groups = 8 channel_axis = 1 axes = [2, 3]" + last, image, probes.normalized(image, (), 8)
        ),
        spelling(f"layer_norm %0 axes = [1]{last} {{{narrow}}}", rows, probes.normalized(rows, (1,)), narrow),
        spelling("instance_norm %0 channel_axis = 1 axes = [2, 3]" + last, image, probes.normalized(image, (2, 3))),
        spelling("batch_norm_training %0 channel_axis = 1" + last, image, everywhere),
        spelling("layer_norm %0 axes = [0, 2, 3]" + outside, image, probes.normalized(image, (0, 2, 3), added=0)),
    ]


def refusals() -> list[Spelling]:
    """What our ops do not take."""

    def spelling(section: str, cited: str, op: str, x: Array) -> Spelling:
        return Spelling(section, cited, f"  %y = norm.{op} : {{0}}", "%y", (x,), (x,), REFUSED)

    tiny = "lp_normalize %0 axes = [1] p = 2.0 epsilon = 1.0e-12"
    one = "batch_norm_training %0 channel_axis = 1 epsilon = 1.0e-5"
    return [
        spelling(ZEROS, "refused as an attribute there", tiny, np.zeros((2, 4), np.float16)),
        spelling(RUNNING, "one value per channel", one, np.zeros((1, 3), np.float32)),
    ]
