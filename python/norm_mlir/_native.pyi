"""The compiler and the functions it makes, in C++ (python/src)."""

from typing import Any, List, Union

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

    def __call__(self, *arguments: Any, out: Any = None) -> Any:
        """Computes the results of tensors and numbers; see norm_mlir.compile_ir."""

    def result_types(self, *arguments: Any) -> List[str]:
        """The types of the results for these arguments, sizes in numbers; compiles what computes them."""

def compile_text(
    text: Union[str, bytes],
    entry: str,
    limit: int,
    name: str,
    checks_gradients: bool,
    leaves_out_none: bool,
    unit_axes: List[int],
) -> Function: ...
def use_openmp_runtime(path: str) -> None: ...
def get_openmp_runtime() -> str: ...
def get_max_threads() -> int: ...
def set_max_threads(threads: int) -> None: ...
def jax_handler() -> Any: ...
def add_jax_function(key: str, function: Function) -> None: ...
