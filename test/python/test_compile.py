"""Functions of IR text and bytecode: which are found, what they say of themselves, and what is refused."""

from __future__ import annotations

import copy
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

import norm_mlir
from norm_mlir import CompileError, Function, compile_ir
from support import ROOT, add, both, floats, negate, norm, refuses, run


def test_only_function() -> None:
    """A function says its name and its types as the text has them."""
    function = compile_ir(add("?x4xf32", "sum_of_two"))
    assert isinstance(function, Function)
    assert function.name == "sum_of_two"
    assert function.inputs == ["?x4xf32", "?x4xf32"]
    assert function.outputs == ["?x4xf32"]


def test_scalar_types() -> None:
    """Scalars are told apart from tensors of rank 0."""
    function = compile_ir(
        "func.func @f(%s: f32, %x: tensor<f32>) -> (i1, tensor<f32>) { "
        "%t = arith.constant true return %t, %x : i1, tensor<f32> }"
    )
    assert function.inputs == ["scalar f32", "f32"]
    assert function.outputs[1] == "f32"


@pytest.mark.parametrize("entry", ["f", "g"])
def test_one_of_several(entry: str) -> None:
    """An entry chooses among public functions."""
    text = negate("4xf32", "f") + "\n" + add("4xf32", "g")
    x = floats(4)
    function = compile_ir(text, entry)
    result = function(x) if entry == "f" else function(x, x)
    np.testing.assert_array_equal(result, -x if entry == "f" else x + x)


def test_private_functions_are_called() -> None:
    """Private functions are none to choose, and are called."""
    text = """
      func.func private @twice(%x: tensor<?xf32>) -> tensor<?xf32> {
        %0 = arith.addf %x, %x : tensor<?xf32>
        return %0 : tensor<?xf32>
      }
      func.func @f(%x: tensor<?xf32>) -> tensor<?xf32> {
        %0 = func.call @twice(%x) : (tensor<?xf32>) -> tensor<?xf32>
        %1 = func.call @twice(%0) : (tensor<?xf32>) -> tensor<?xf32>
        return %1 : tensor<?xf32>
      }"""
    x = floats(5)
    np.testing.assert_array_equal(compile_ir(text)(x), 4 * x)
    with refuses(CompileError, "@f", "@twice"):
        compile_ir(text, "twice")


def test_several_without_name() -> None:
    """Of several, one must be named; the message names them."""
    text = negate("4xf32", "f") + "\n" + add("4xf32", "g")
    with refuses(CompileError, "@f, @g"):
        compile_ir(text)
    with refuses(CompileError, "@f, @g", "@h"):
        compile_ir(text, "h")


@pytest.mark.parametrize("entry", ["a\nb", "\ud800", "@f", " "])
def test_strange_names(entry: str) -> None:
    """Names that no function has are refused in one line."""
    with refuses(CompileError, "expects the name of a public function"):
        compile_ir(negate("4xf32"), entry)


def test_bytes() -> None:
    """Text may be bytes."""
    x = floats(4)
    np.testing.assert_array_equal(compile_ir(negate("4xf32").encode())(x), -x)


def _find_opt() -> str | None:
    """norm-opt, which writes bytecode: on the path, or of a build of this tree."""
    builds = sorted(ROOT.glob("build*/**/bin/norm-opt"))
    return shutil.which("norm-opt") or (str(builds[0]) if builds else None)


def _write_bytecode(text: str, folder: Path) -> bytes:
    opt = _find_opt()
    if opt is None:
        pytest.skip("needs norm-opt on the path")
    (folder / "f.mlir").write_text(text)
    subprocess.run([opt, "f.mlir", "--emit-bytecode", "-o", "f.mlirbc"], cwd=folder, check=True)
    return (folder / "f.mlirbc").read_bytes()


def test_bytecode(tmp_path: Path) -> None:
    """Bytecode is compiled as its text is."""
    x = floats(3, 4)
    expected = compile_ir(norm("?x4xf32"))(x)
    np.testing.assert_array_equal(compile_ir(_write_bytecode(norm("?x4xf32"), tmp_path))(x), expected)


def test_damaged_bytecode(tmp_path: Path) -> None:
    """Bytecode that ends early is refused in one line, at every length."""
    code = _write_bytecode(norm("?x4xf32"), tmp_path)
    for length in range(4, len(code), max(1, len(code) // 40)):
        with refuses(CompileError):
            compile_ir(code[:length])


@pytest.mark.parametrize(
    "text, parts",
    [
        ("", ["expects a public function"]),
        ("\0", ["expects a public function"]),
        ("garbage", ["ir:1:"]),
        ("func.func @f(\n\n%x: tensor<?xf32>) -> tensor<?xf32> {\n return %y\n : tensor<?xf32> }", ["ir:4:9"]),
        ("func.func private @f(tensor<4xf32>) -> tensor<4xf32>", ["expects a public function"]),
        (add("4xf32").replace("addf", "addx"), ["arith.addx"]),
        ("func.func @f(%x: tuple<f32>) { return }", ["argument 0", "tuple<f32>"]),
        (norm("?x4xf32").replace("[1]", "[2]"), ["axes", "[2]"]),
        (norm("?x4xf32").replace("1.0e-5", "-1.0"), ["epsilon"]),
    ],
)
def test_bad_text(text: str, parts: list[str]) -> None:
    """What does not parse, is not valid or has no function is refused in one line, with the place where it has one."""
    with refuses(CompileError, *parts):
        compile_ir(text)


@pytest.mark.parametrize("before, after", [("module {\n", "}\n"), ("[", "]"), ("tuple<", ">"), ("(", ")")])
@pytest.mark.parametrize("depth", [300, 100_000])
def test_nesting(before: str, after: str, depth: int) -> None:
    """Brackets nested too deep are refused, instead of running out of stack."""
    text = before * depth + after * depth
    if before != "module {\n":
        text = f"func.func private @f() attributes {{a = {text}}}"
    with refuses(CompileError, "256"):
        compile_ir(text)


def test_recursion() -> None:
    """A function that calls itself is refused."""
    text = """func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
      %0 = func.call @f(%x) : (tensor<4xf32>) -> tensor<4xf32>
      return %0 : tensor<4xf32>
    }"""
    with refuses(CompileError, "recursive"):
        compile_ir(text)


def test_what_is_no_text() -> None:
    """Arguments of other types are refused with what they are."""
    with refuses(TypeError, "int"):
        compile_ir(5)  # type: ignore[arg-type]
    with refuses(TypeError, "int"):
        compile_ir(negate("4xf32"), 5)  # type: ignore[arg-type]
    with refuses(TypeError, "list"):
        norm_mlir.compile([negate("4xf32")])  # type: ignore[arg-type]
    with refuses(TypeError, "nothing"):
        norm_mlir.compile()
    with refuses(UnicodeEncodeError, "surrogates"):
        compile_ir("\ud800")
    for number in (-1, 1.5, None):
        with refuses(ValueError, "specializations"):
            compile_ir(negate("?xf32"), specializations=number)  # type: ignore[arg-type]


def test_many_specializations() -> None:
    """A limit of any size is one."""
    x = floats(3)
    np.testing.assert_array_equal(compile_ir(norm("?x3xf32"), specializations=2**70)(x.reshape(1, 3)).shape, (1, 3))


def test_no_copies() -> None:
    """A function is neither made by its class nor copied; none of it crashes."""
    function = compile_ir(both("4xf32"))
    with refuses(TypeError, "constructor"):
        Function()
    with refuses(TypeError, "pickle"):
        copy.copy(function)
    with pytest.raises(TypeError):
        Function.__new__(Function)(floats(4))


def test_first_function_of_a_process() -> None:
    """The first function of a process may be one of dynamic sizes without ops of the tensor dialect."""
    assert (
        run("""
        import numpy, norm_mlir, support
        print(norm_mlir.compile_ir(support.negate("?xf32"))(numpy.ones(3, "float32")).tolist())
    """)
        == "[-1.0, -1.0, -1.0]"
    )
