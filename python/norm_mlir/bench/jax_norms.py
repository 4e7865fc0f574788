"""Norms inside JAX's programs beside the plain formula under jax.jit and PyTorch's eager ops.

    python -m norm_mlir.bench.jax_norms

prints a table of microseconds of a call that waits for its result, fastest of many, arrays being where they were left;
the formula is `norm_mlir.jax.formulas`. XLA's threads and PyTorch's are as many as the processors that the process may
use. Needs JAX; PyTorch where it is installed.
"""

from __future__ import annotations

import math
import time
from typing import Any, Callable, Dict, List, Tuple

import numpy as np

#: Rounds, seconds of a call's share of one, and seconds after which no further round begins.
ROUNDS, SECONDS, LONGEST = 60, 0.004, 8.0
#: Name, shape, and how many parameters run along the last axis.
CASES: List[Tuple[str, Tuple[int, ...], int]] = [
    ("layer_norm", (1, 1024), 2),
    ("layer_norm", (512, 1024), 2),
    ("layer_norm", (8192, 1024), 2),
    ("rms_norm", (512, 4096), 1),
    ("group_norm", (4, 56, 56, 64), 2),
    ("batch_norm_training", (8, 56, 56, 64), 2),
]


def fastest(calls: Dict[str, Callable[[], Any]]) -> Dict[str, float]:
    """Seconds of each call, the least mean of several rounds, in which they take turns."""
    counts, best = {}, dict.fromkeys(calls, math.inf)
    for name, call in calls.items():
        call()
        start = time.perf_counter()
        call()
        counts[name] = max(1, int(SECONDS / max(time.perf_counter() - start, 1e-6)))
    end = time.perf_counter() + LONGEST
    for _ in range(ROUNDS):
        if time.perf_counter() > end:
            break
        for name, call in calls.items():
            time.sleep(0.005)  # The threads of the one before go to sleep.
            call()
            start = time.perf_counter()
            for _ in range(counts[name]):
                call()
            best[name] = min(best[name], (time.perf_counter() - start) / counts[name])
    return best


def get_jax_calls(name: str, operands: List[np.ndarray], dtype: str) -> Dict[str, Callable[[], Any]]:
    """Ours and the formula, forward, and the gradient of both."""
    import jax
    from jax import numpy as jnp

    import norm_mlir.jax as ours
    from norm_mlir.jax import formulas

    x, *parameters = [jnp.asarray(operand).astype(dtype) for operand in operands]
    last = x.ndim - 1
    functions: Dict[str, Tuple[Callable[..., Any], Callable[..., Any]]] = {
        "layer_norm": (ours.layer_norm, lambda x, s, b: formulas.layer_norm(x, s, b, [last], 1e-6)),
        "rms_norm": (ours.rms_norm, lambda x, s: formulas.rms_norm(x, s, [last], 1e-6, 0.0)),
        "group_norm": (
            lambda x, s, b: ours.group_norm(x, 8, s, b),
            lambda x, s, b: formulas.group_norm(x, s, b, 8, last, range(1, last), 1e-6),
        ),
        "batch_norm_training": (
            ours.batch_norm_training,
            lambda x, s, b: formulas.batch_norm_training(x, s, b, None, None, last, 1e-5, 0.99, False)[0],
        ),
    }

    def differentiate(function: Callable[..., Any]) -> Callable[..., Any]:
        def loss(*operands: Any) -> Any:
            return (function(*operands).astype("float32") * jnp.cos(jnp.arange(x.shape[-1]))).sum()

        return jax.jit(jax.value_and_grad(loss, argnums=tuple(range(len(operands)))))

    calls = {}
    for label, function in zip(("norm_mlir.jax", "jax.jit"), functions[name]):
        for kind, compiled in (("", jax.jit(function)), (", gradient", differentiate(function))):
            calls[label + kind] = lambda compiled=compiled: jax.block_until_ready(compiled(x, *parameters))
    return calls


def get_torch_calls(name: str, operands: List[np.ndarray], dtype: str) -> Dict[str, Callable[[], Any]]:
    """PyTorch's eager op, of channels-last tensors where JAX's channels are last; none without PyTorch."""
    try:
        import torch
        from torch.nn import functional as F
    except ImportError:
        return {}
    x, *parameters = [torch.from_numpy(operand).to(getattr(torch, dtype)) for operand in operands]
    size = x.shape[-1:]
    if x.ndim > 2:
        x = x.movedim(-1, 1)
    functions = {
        "layer_norm": lambda: F.layer_norm(x, size, *parameters),
        "rms_norm": lambda: F.rms_norm(x, size, *parameters),
        "group_norm": lambda: F.group_norm(x, 8, *parameters),
        "batch_norm_training": lambda: F.batch_norm(x, None, None, *parameters, training=True),
    }
    return {"PyTorch eager": functions[name]}


def main() -> None:
    """Prints the table."""
    labels = ["norm_mlir.jax", "jax.jit", "PyTorch eager", "norm_mlir.jax, gradient", "jax.jit, gradient"]
    print("| norm | type | " + " | ".join(labels) + " |\n" + "|---" * (len(labels) + 2) + "|")
    for name, shape, count in CASES:
        generator = np.random.default_rng(0)
        operands = [generator.standard_normal(shape, dtype=np.float32)]
        operands += [generator.standard_normal(shape[-1:], dtype=np.float32) for _ in range(count)]
        for dtype in ("float32", "bfloat16"):
            times = fastest({**get_jax_calls(name, operands, dtype), **get_torch_calls(name, operands, dtype)})
            cells = [f"{times[label] * 1e6:.1f}" if label in times else "" for label in labels]
            sizes = " x ".join(map(str, shape))
            print(f"| {name}, {sizes} | {dtype} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
