"""Compiled functions as calls within XLA's programs."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any, Callable, List, Optional, Sequence, Tuple, Union

import jax
import numpy as np
from jax import numpy as jnp

from .. import _native
from ..compiler import DEFAULT_SPECIALIZATIONS, Function, compile_ir
from ..expressions import Expression, write_function
from ..ir import Type

Array = jax.Array

#: The name by which XLA's programs call the handler of the native module.
TARGET = "norm_mlir"

# As messages and `Function.inputs` name them.
_ELEMENTS = {
    "bool": "bool",
    "int8": "i8",
    "int16": "i16",
    "int32": "i32",
    "int64": "i64",
    "uint8": "u8",
    "uint16": "u16",
    "uint32": "u32",
    "uint64": "u64",
    "float64": "f64",
    "float32": "f32",
    "bfloat16": "bf16",
    "float16": "f16",
    "float8_e4m3fn": "f8E4M3FN",
    "float8_e5m2": "f8E5M2",
}
_DTYPES = {element: name for name, element in _ELEMENTS.items()}


def get_type(array: Any) -> Type:
    """The type of an array, or of anything with a shape and a dtype."""
    name = np.dtype(array.dtype).name
    if name not in _ELEMENTS:
        raise TypeError(f"expects elements of {', '.join(_ELEMENTS)}; got {name}")
    if unknown := next((size for size in array.shape if not isinstance(size, int)), None):
        raise TypeError(f"expects sizes that are known when a function is traced; got {unknown}")
    return Type(tuple(array.shape), _ELEMENTS[name])


def _parse(text: str) -> Type:
    """The type that is written so, "2x3xf32"."""
    *sizes, element = text.split("x")
    return Type(tuple(map(int, sizes)), element)


@lru_cache(maxsize=1024)
def find(text: str, entry: str) -> Tuple[str, Function]:
    """The function of this IR, and the key by which XLA's programs call it."""
    function = compile_ir(text, entry or None, specializations=DEFAULT_SPECIALIZATIONS)
    key = hashlib.sha256(f"{entry}\n{text}".encode()).hexdigest()
    _native.add_jax_function(key, function)
    return key, function


@lru_cache(maxsize=4096)
def _infer(text: str, entry: str, types: Tuple[Type, ...]) -> Tuple[Type, ...]:
    """The types of the results for arguments of these types; compiles what a call of them needs."""
    _, function = find(text, entry)
    # Sizes are all that is read; memory of zeros is not touched until it is.
    arguments: List[Any] = [np.zeros([size or 0 for size in type_.sizes], _DTYPES[type_.element]) for type_ in types]
    for index, stated in enumerate(function.inputs[: len(arguments)]):
        if stated.startswith("scalar "):
            if types[index].text != stated[len("scalar ") :]:
                raise TypeError(f"@{function.name} expects argument {index} of type {stated}; got {types[index].text}")
            arguments[index] = 0
    return tuple(_parse(written) for written in function.result_types(*arguments))


def _get_result(type_: Type, name: str) -> jax.ShapeDtypeStruct:
    """A result of the function of this name as JAX describes it; TypeError where JAX has no such elements now."""
    dtype = np.dtype(_DTYPES[type_.element])
    if jax.dtypes.canonicalize_dtype(dtype) != dtype:
        raise TypeError(f"@{name} returns {type_.text}, which JAX has with jax_enable_x64 alone; got it disabled")
    return jax.ShapeDtypeStruct(type_.sizes, dtype)


def call_text(text: str, entry: str, arguments: Sequence[Array]) -> Tuple[Array, ...]:
    """The results of a function of IR, as a call in the program that is traced."""
    types = _infer(text, entry, tuple(get_type(argument) for argument in arguments))
    key, function = find(text, entry)
    results = [_get_result(type_, function.name) for type_ in types]
    ffi_call = jax.ffi.ffi_call(TARGET, results, vmap_method="sequential")
    return tuple(ffi_call(*arguments, key=key, module=text, entry=entry))


class CompiledFunction:
    """A function of JAX arrays that computes what IR says."""

    def __init__(self, text: str, entry: str = "", formula: Optional[Callable[..., Any]] = None) -> None:
        _, self._function = find(text, entry)
        self._text, self._entry = text, entry
        self._evaluate: Callable[..., Tuple[Array, ...]] = self._call
        if formula is not None:
            self._evaluate = self._with_formula(formula)

    @property
    def inputs(self) -> List[str]:
        """The types of its arguments, such as ?x4xf32; scalars are "scalar f32"."""
        return self._function.inputs

    @property
    def outputs(self) -> List[str]:
        """The types of its results."""
        return self._function.outputs

    def __call__(self, *arguments: Any) -> Any:
        """The result, or a tuple of several."""
        results = self._evaluate(*map(jnp.asarray, arguments))
        return results[0] if len(results) == 1 else results

    def _call(self, *arguments: Array) -> Tuple[Array, ...]:
        return call_text(self._text, self._entry, arguments)

    def _with_formula(self, formula: Callable[..., Any]) -> Callable[..., Tuple[Array, ...]]:
        """The call, differentiated as the formula is."""

        def as_tuple(*arguments: Array) -> Tuple[Array, ...]:
            results = formula(*arguments)
            return tuple(results) if isinstance(results, (tuple, list)) else (results,)

        return differentiate_as(as_tuple, self._call)


def differentiate_as(formula: Callable[..., Any], function: Callable[..., Any]) -> Callable[..., Any]:
    """A function with the derivatives of another one that computes the same."""
    wrapped = jax.custom_jvp(function)

    @wrapped.defjvp
    def derive(primals: Tuple[Array, ...], tangents: Tuple[Array, ...]) -> Tuple[Any, Any]:
        _, derivatives = jax.jvp(formula, primals, tangents)
        return wrapped(*primals), derivatives

    return wrapped


def compile(
    *results: Union[str, Expression],
    arguments: Optional[Sequence[Expression]] = None,
    entry: Optional[str] = None,
    formula: Optional[Callable[..., Any]] = None,
) -> CompiledFunction:
    """A function of JAX arrays that computes IR text, or these expressions (see `norm_mlir.compile`).

    It may be called inside and outside of `jax.jit`, and under `jax.vmap`, which calls it for one example after the
    other. It has derivatives where `formula`, a function of jax.numpy that computes the same, is given. Raises
    `CompileError`.
    """
    if len(results) == 1 and isinstance(results[0], str):
        return CompiledFunction(results[0], entry or "", formula)
    for result in results:
        if not isinstance(result, Expression):
            raise TypeError(f"expects IR text, or expressions; got {type(result).__name__}")
    if not results:
        raise TypeError("expects IR text, or expressions; got nothing")
    return CompiledFunction(write_function(results, arguments, entry or "f"), "", formula)  # type: ignore[arg-type]


def call(module: str, *arguments: Any, entry: Optional[str] = None) -> Any:
    """The result, or a tuple of several, of a function of this IR text, `entry` or the only one; it is compiled once."""
    return CompiledFunction(module, entry or "")(*arguments)


# For programs that were compiled elsewhere too, which find the kernels' IR in themselves.
jax.ffi.register_ffi_target(TARGET, _native.jax_handler(), platform="cpu")
