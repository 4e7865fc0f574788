"""Writes test/FrontEnds/StableHLO/jax, by JAX's lowering and, for open sizes, by jax.export; and StableHLO/written."""

from __future__ import annotations

import functools
import re
import textwrap
from importlib.metadata import version
from typing import Any, Callable, Iterator

import flax.linen
import flax.nnx
import jax
import jax._src.interpreters.mlir
import jax.export
import jax.extend.mlir
import jax.numpy as jnp
import numpy
from jaxlib.mlir import ir

from corpus.cases import Case, read_cases

ELEMENTS = {"f32": jnp.float32, "f64": jnp.float64, "bf16": jnp.bfloat16, "f16": jnp.float16, "i32": jnp.int32}


def make_function(case: Case) -> Callable[..., Any]:
    """A function that returns the case's source."""
    source = case.source if "return" in case.source else f"return {case.source}"
    text = f"def function({', '.join(case.arguments)}):\n{textwrap.indent(source, '    ')}\n"
    names = {
        "functools": functools,
        "jax": jax,
        "jnp": jnp,
        "lax": jax.lax,
        "np": numpy,
        "linen": flax.linen,
        "nnx": flax.nnx,
    }
    scope: dict[str, Any] = dict(names)
    exec(compile(case.setup, case.name, "exec"), scope)
    exec(compile(text, case.name, "exec"), scope)
    return scope["function"]


def export(case: Case) -> str:
    """The case's function in generic form."""
    if case.folder == "StableHLO/written":
        return parse(case)
    with jax.enable_x64(any(shape.element == "f64" for shape in case.arguments.values())):
        return lower(case)


def lower(case: Case) -> str:
    """What JAX makes of a function."""
    scope = jax.export.SymbolicScope()
    arguments = []
    for shape in case.arguments.values():
        sizes = ", ".join(str(size) for size in shape.sizes)
        made = jax.export.symbolic_shape(sizes, scope=scope) if shape.letters else shape.sizes
        arguments.append(jax.ShapeDtypeStruct(made, ELEMENTS[shape.element]))
    function = jax.jit(make_function(case))
    if case.form == "static":
        operation = function.lower(*arguments).compiler_ir("stablehlo").operation
        return operation.get_asm(print_generic_op_form=True, enable_debug_info=False)
    # The portable artifact, which is VHLO bytecode, brought back to StableHLO.
    exported = jax.export.export(function)(*arguments)
    with jax._src.interpreters.mlir.make_ir_context():
        module = jax.extend.mlir.deserialize_portable_artifact(exported.mlir_module_serialized)
        return module.operation.get_asm(print_generic_op_form=True, enable_debug_info=False)


def parse(case: Case) -> str:
    """The case's text in generic form, checked by StableHLO's verifiers."""
    with jax._src.interpreters.mlir.make_ir_context():
        operation = ir.Module.parse(case.as_function(case.source, "main")).operation
        operation.verify()
        return operation.get_asm(print_generic_op_form=True, enable_debug_info=False)


def cases() -> Iterator[Case]:
    """Both folders' cases."""
    for folder in ("StableHLO/jax", "StableHLO/written"):
        yield from read_cases("StableHLO/cases.toml", folder)


def evaluate(case: Case, values: dict[str, numpy.ndarray]) -> list[numpy.ndarray]:
    """What JAX computes; bf16 as f32."""
    with jax.enable_x64(any(shape.element == "f64" for shape in case.arguments.values())):
        arrays = [jnp.asarray(value, ELEMENTS[case.arguments[name].element]) for name, value in values.items()]
        if case.folder == "StableHLO/written":
            raise NotImplementedError("text is not run")
        made = jax.jit(make_function(case))(*arrays)
    made = made if isinstance(made, tuple) else (made,)
    return [numpy.asarray(array.astype(jnp.float32) if array.dtype == jnp.bfloat16 else array) for array in made]


def made_by(case: Case) -> str:
    """Who makes a case's file."""
    if case.folder == "StableHLO/written":
        return f"Written by hand, parsed by jax {version('jax')}"
    libraries = ["jax", *(["flax"] if re.search(r"linen|nnx", case.source) else [])]
    return ", ".join(f"{library} {version(library)}" for library in libraries)
