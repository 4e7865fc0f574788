"""The compiler and the functions it makes, in C++ (python/src)."""

from typing import Any, List, Tuple, Union

import numpy as np

class CompileError(ValueError):
    """IR that does not parse, is not valid, or cannot be compiled; its text is the compiler's message, with the place."""

class Function:
    """A compiled function."""

    @property
    def name(self) -> str:
        """Its name in the IR, without the @."""

    @property
    def inputs(self) -> List[str]:
        """The types of its arguments, such as ?x4xf32; scalars are "scalar f32"."""

    @property
    def outputs(self) -> List[str]:
        """The types of its results."""

    @property
    def specializations(self) -> int:
        """The number of sizes that have code of their own."""

    def __call__(self, *arguments: Any, out: Any = None, stream: Any = None) -> Any:
        """Computes the results of tensors and numbers; see norm_mlir.compile_ir."""

    def result_types(self, *arguments: Any) -> List[str]:
        """The types of the results for these arguments, sizes in numbers; compiles what computes them."""

class DeviceArray:
    """A dense array in memory of a GPU, or of the emulator of one."""

    @property
    def shape(self) -> Tuple[int, ...]:
        """Its sizes."""

    @property
    def ndim(self) -> int:
        """Its rank."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """NumPy's type of its elements."""

    @property
    def target(self) -> str:
        """cuda or emulate."""

    def numpy(self) -> np.ndarray:
        """A copy in memory of the CPU, once the elements are there."""

    def __dlpack__(self, *, stream: Any = None, max_version: Any = None, dl_device: Any = None, copy: Any = None) -> Any:
        """DLPack's protocol."""

    def __dlpack_device__(self) -> Tuple[int, int]:
        """DLPack's device."""

class EmulatedStream:
    """A stream of the emulator that keeps what it is given until `run`."""

    def __cuda_stream__(self) -> Tuple[int, int]:
        """A version, and the stream's number."""

    def run(self) -> int:
        """Does it, and returns how much that was."""

def to_device(array: Any, target: str, device: int) -> DeviceArray: ...
def compile_text(
    text: Union[str, bytes],
    entry: str,
    limit: int,
    name: str,
    checks_gradients: bool,
    leaves_out_none: bool,
    unit_axes: List[int],
    target: str,
) -> Function: ...
def use_openmp_runtime(path: str) -> None: ...
def get_openmp_runtime() -> str: ...
def get_max_threads() -> int: ...
def set_max_threads(threads: int) -> None: ...
def jax_handler() -> Any: ...
def add_jax_function(key: str, function: Function) -> None: ...
