"""What the benchmarks run on, and the environment that both OpenMP runtimes are given."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Dict, Iterator, List

# Set before the process starts, because the runtimes and the allocator read them then; docs/Benchmarks.md says why.
ENVIRONMENT = {
    "OMP_WAIT_POLICY": "active",
    # Threads wait actively for a millisecond, in LLVM's runtime and in GNU's, then sleep.
    "KMP_BLOCKTIME": "1",
    "GOMP_SPINCOUNT": "100000",
    # Unbound, two threads may share a processor for milliseconds after a rest.
    "OMP_PROC_BIND": "true",
    # PyTorch's allocations: huge pages as for our buffers, from a heap that is not given back.
    "THP_MEM_ALLOC_ENABLE": "1",
    "GLIBC_TUNABLES": "glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=17179869184:glibc.malloc.hugetlb=1",
}
_MARK = "NORM_BENCH_STARTED"
# Those that this process may use, before an OpenMP runtime binds its first thread to one of them.
_PROCESSORS = frozenset(os.sched_getaffinity(0))


def find_llvm_openmp() -> str:
    """LLVM's OpenMP runtime, which compiled functions use; empty where it is not found."""
    compiler = shutil.which("clang-22") or shutil.which("clang")
    if compiler:
        command = [compiler, "-print-file-name=libomp.so.5"]
        path = subprocess.run(command, capture_output=True, text=True).stdout.strip()
        if os.path.isabs(path) and os.path.exists(path):
            return path
    candidate = "/usr/lib/llvm-22/lib/libomp.so.5"
    return candidate if os.path.exists(candidate) else ""


def restart_with_environment(arguments: List[str], one_runtime: bool) -> None:
    """Starts this program again with ENVIRONMENT, once; variables that are set already stay as they are.

    With `one_runtime`, LLVM's OpenMP runtime is loaded first, and PyTorch takes it instead of the one it brings.
    """
    if os.environ.get(_MARK):
        return
    environment = {**ENVIRONMENT, **os.environ, _MARK: "1"}
    if one_runtime and find_llvm_openmp():
        environment.setdefault("LD_PRELOAD", find_llvm_openmp())
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-m", "norm_mlir.bench", *arguments], environment)


def processors() -> int:
    """How many processors this process may use."""
    return len(_PROCESSORS)


def processor_numbers() -> List[int]:
    """The processors that this process may use."""
    return sorted(_PROCESSORS)


@contextmanager
def all_processors() -> Iterator[None]:
    """While it lasts, what this thread starts may use all processors, though it is bound to one itself."""
    bound = os.sched_getaffinity(0)
    os.sched_setaffinity(0, _PROCESSORS)
    try:
        yield
    finally:
        os.sched_setaffinity(0, bound)


def last_level_cache() -> int:
    """Bytes of the largest cache of the first processor; 32 MiB where the system does not say."""
    sizes = []
    for path in Path("/sys/devices/system/cpu/cpu0/cache").glob("index*/size"):
        match = re.fullmatch(r"(\d+)([KMG]?)", path.read_text().strip())
        if match:
            sizes.append(int(match.group(1)) << {"": 0, "K": 10, "M": 20, "G": 30}[match.group(2)])
    return max(sizes, default=32 << 20)


def memory() -> int:
    """Bytes of memory."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def describe() -> Dict[str, object]:
    """The processor, its cache and the load before the run."""
    text = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    fields = dict(re.findall(r"^(model name|model|cpu family)\s*: (.*)$", text, re.MULTILINE))
    name = fields.get("model name", platform.machine())
    if "cpu family" in fields:
        name += f" (family {fields['cpu family']}, model {fields['model']})"
    return {
        "processor": name,
        "processors": processors(),
        "last_level_cache": last_level_cache(),
        "load": os.getloadavg()[0],
        "environment": {key: os.environ.get(key, "") for key in (*ENVIRONMENT, "LD_PRELOAD")},
    }
