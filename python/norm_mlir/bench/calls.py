"""What a call costs beside its kernel, what compiling costs, and two OpenMP runtimes in one process.

    python -m norm_mlir.bench.calls [--json FILE]

times, fastest of many: a LayerNorm of [1, 1024] in f32 from NumPy and from torch, through every way of calling it, with
apache-tvm-ffi and norm-compile through TVM-FFI too; the first call of a function beside torch.compile and JAX, each in a
process of its own; and our kernel and PyTorch's matrix product in turn, our threads being PyTorch's or those of a runtime
of our own. Needs PyTorch; JAX where it is installed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

from .compiler import CompileError, find_norm_compile

SIZE = 1024
REPEATS, CALLS = 15, 4000

_LAYER_NORM = """
func.func @f(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5
       : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
"""
_COMPILE_OURS = """
import time, numpy as np, norm_mlir
x, w, b = np.ones((64, 1000), "f4"), np.ones(1000, "f4"), np.zeros(1000, "f4")
norm_mlir.layer_norm(x[:, :10].copy(), (10,), w[:10], b[:10])
start = time.perf_counter(); norm_mlir.rms_norm(x, (1000,), w); print(time.perf_counter() - start)
"""
_COMPILE_TORCH = """
import os; os.environ["TORCHINDUCTOR_FORCE_DISABLE_CACHES"] = "1"
import time, torch
x, w, b = torch.ones(64, 1000), torch.ones(1000), torch.zeros(1000)
torch.compile(lambda x, w, b: torch.nn.functional.layer_norm(x, w.shape, w, b))(x[:, :10], w[:10], b[:10])
f = torch.compile(lambda x, w: torch.nn.functional.rms_norm(x, w.shape, w))
start = time.perf_counter(); f(x, w); print(time.perf_counter() - start)
"""
_COMPILE_JAX = """
import time, numpy as np, jax, jax.numpy as jnp
x, w = jnp.ones((64, 1000)), jnp.ones(1000)
def rms(x, w): return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-6) * w
jax.jit(lambda x: x - x.mean())(x).block_until_ready()
f = jax.jit(rms)
start = time.perf_counter(); f(x, w).block_until_ready(); print(time.perf_counter() - start)
"""


class _Exporter:
    """A tensor that offers `__dlpack__` and nothing else."""

    def __init__(self, array: Any) -> None:
        self.array = array

    def __dlpack__(self, **options: Any) -> Any:
        return self.array.__dlpack__(**options)

    def __dlpack_device__(self) -> Any:
        return self.array.__dlpack_device__()


def fastest(call: Callable[[], Any], calls: int = CALLS) -> float:
    """Seconds of a call: the least mean of several runs of many."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        for _ in range(calls):
            call()
        best = min(best, (time.perf_counter() - start) / calls)
    return best


def _load_through_tvm_ffi() -> Optional[Callable[..., Any]]:
    """The same LayerNorm in a library with TVM-FFI's symbol; None without TVM-FFI or norm-compile."""
    try:
        import tvm_ffi

        program = find_norm_compile()
    except (ImportError, CompileError):
        return None
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "layer_norm.so"
        command = [str(program), "-", "-o", str(library), "--abi=tvm-ffi"]
        subprocess.run(command, input=_LAYER_NORM, text=True, check=True)
        function: Callable[..., Any] = tvm_ffi.load_module(str(library)).f
    return function


def time_calls() -> Dict[str, float]:
    """Microseconds of each way to call a LayerNorm of one row."""
    import numpy as np
    import torch
    from torch.nn import functional as F

    import norm_mlir
    import norm_mlir.torch

    x, w, b = np.ones((1, SIZE), "f4"), np.ones(SIZE, "f4"), np.zeros(SIZE, "f4")
    tx, tw, tb = (torch.from_numpy(array) for array in (x, w, b))
    a = norm_mlir.argument
    scale, bias = a("?xf32"), a("?xf32")
    value = a("?x?xf32")
    compiled = norm_mlir.compile(value.layer_norm([1], scale, bias), arguments=[value, scale, bias])
    y, ty = np.empty_like(x), torch.empty_like(tx)
    module = torch.nn.LayerNorm(SIZE)
    ours = norm_mlir.torch.optimize(torch.nn.LayerNorm(SIZE))
    exported = [_Exporter(array) for array in (x, w, b)]
    ways: Dict[str, Callable[[], Any]] = {
        "NumPy: compiled function": lambda: compiled(x, w, b),
        "NumPy: compiled function, out=": lambda: compiled(x, w, b, out=y),
        "NumPy: norm_mlir.layer_norm": lambda: norm_mlir.layer_norm(x, (SIZE,), w, b),
        "objects with __dlpack__ alone: compiled function": lambda: compiled(*exported),
        "torch: compiled function": lambda: compiled(tx, tw, tb),
        "torch: compiled function, out=": lambda: compiled(tx, tw, tb, out=ty),
        "torch: norm_mlir.layer_norm": lambda: norm_mlir.layer_norm(tx, (SIZE,), tw, tb),
        "torch: optimized nn.LayerNorm": lambda: ours(tx),
        "PyTorch's F.layer_norm": lambda: F.layer_norm(tx, (SIZE,), tw, tb),
        "PyTorch's nn.LayerNorm": lambda: module(tx),
    }
    if through := _load_through_tvm_ffi():
        ways["NumPy: TVM-FFI, result given"] = lambda: through(x, w, b, y)
        ways["torch: TVM-FFI"] = lambda: through(tx, tw, tb)
        ways["torch: TVM-FFI, result given"] = lambda: through(tx, tw, tb, ty)
    with torch.no_grad():
        times = {name: fastest(call) * 1e6 for name, call in ways.items()}
        norm_mlir.torch.enable()
        times["PyTorch's F.layer_norm, enable()"] = fastest(lambda: F.layer_norm(tx, (SIZE,), tw, tb)) * 1e6
        norm_mlir.torch.disable()
    return times


def time_compiling() -> Dict[str, Optional[float]]:
    """Milliseconds of the first call of a second function, each library in its own process; None where it lacks."""
    times: Dict[str, Optional[float]] = {}
    programs = {"norm_mlir": _COMPILE_OURS, "torch.compile": _COMPILE_TORCH, "jax.jit": _COMPILE_JAX}
    for name, program in programs.items():
        found = []
        for _ in range(3):
            done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
            if done.returncode == 0:
                found.append(float(done.stdout.split()[-1]) * 1e3)
        times[name] = min(found) if found else None
    return times


_ALTERNATE = """
import sys, time, torch, norm_mlir
from norm_mlir.bench.calls import fastest
if sys.argv[1] != "theirs":
    norm_mlir.use_openmp_runtime(sys.argv[1])
x, m = torch.ones(2048, 1024), torch.ones(512, 512)
w = torch.ones(1024)
with torch.no_grad():
    norm = lambda: norm_mlir.layer_norm(x, (1024,), w)
    product = lambda: m @ m
    for _ in range(600): norm(); product()
    both = fastest(lambda: (norm(), product()), 60)
    alone = fastest(norm, 60) + fastest(product, 60)
print(both, alone, norm_mlir.get_openmp_runtime())
"""


def time_runtimes() -> List[Dict[str, Any]]:
    """Our kernel and PyTorch's matrix product in turn, on one pool of threads and on two: seconds of both in turn, and
    the sum of what each takes alone."""
    own = Path(__file__).resolve().parent.parent / "lib" / "libomp.so.5"
    rows = []
    for name, runtime in (("PyTorch's", "theirs"), ("a second one", str(own))):
        done = subprocess.run([sys.executable, "-c", _ALTERNATE, runtime], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            both, alone, path = done.stdout.split()
            rows.append({"runtime": name, "in turn": float(both), "alone": float(alone), "file": Path(path).name})
    return rows


def main() -> None:
    """Prints three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="where to write the figures, too")
    options = parser.parse_args()
    calls, compiling, runtimes = time_calls(), time_compiling(), time_runtimes()
    print(f"| LayerNorm of [1, {SIZE}], f32 | us |\n|---|---|")
    for name, value in calls.items():
        print(f"| {name} | {value:.2f} |")
    print("\n| first call of a second function, RMSNorm of [64, 1000] | ms |\n|---|---|")
    for name, seconds in compiling.items():
        print(f"| {name} | {'not installed' if seconds is None else f'{seconds:.0f}'} |")
    print("\n| threads of our kernel | kernel and matrix product in turn, us | each alone, sum, us |\n|---|---|---|")
    for row in runtimes:
        print(f"| {row['runtime']} ({row['file']}) | {row['in turn'] * 1e6:.0f} | {row['alone'] * 1e6:.0f} |")
    if options.json:
        options.json.write_text(json.dumps({"calls": calls, "compiling": compiling, "runtimes": runtimes}, indent=1))


if __name__ == "__main__":
    main()
