"""Models of ONNX for the tests, and what ONNX's text says of norms, in float64."""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, Sequence, Tuple

import ml_dtypes
import numpy as np
import pytest

pytest.importorskip("onnx", reason="needs onnx: pip install './python[onnx]'")

from onnx import ModelProto, NodeProto, helper, numpy_helper  # noqa: E402

CONTRIB = "com.microsoft"
FLOATS = {"f64": np.float64, "f32": np.float32, "f16": np.float16, "bf16": ml_dtypes.bfloat16}
# Half the distance of 1 from the next number.
UNITS = {"f64": 2.0**-53, "f32": 2.0**-24, "f16": 2.0**-11, "bf16": 2.0**-8}
Sizes = Optional[Sequence[Any]]


def compute_unit(element: str) -> float:
    """That of the type in which elementwise arithmetic on these elements is done."""
    return UNITS["f64" if element == "f64" else "f32"]


def code_of(dtype: Any) -> int:
    """ONNX's number of a NumPy dtype."""
    return helper.np_dtype_to_tensor_dtype(np.dtype(dtype))


def model(
    nodes: Sequence[NodeProto],
    inputs: Mapping[str, Tuple[Any, Sizes]],
    outputs: Sequence[str] | Mapping[str, Any],
    constants: Optional[Mapping[str, np.ndarray]] = None,
    opset: int = 21,
    **more: Any,
) -> ModelProto:
    """A model of these nodes: inputs by name, with dtype and sizes; outputs, with dtypes where they are not f32; and
    arrays that it holds."""
    dtypes = outputs if isinstance(outputs, Mapping) else dict.fromkeys(outputs, np.float32)
    graph = helper.make_graph(
        list(nodes),
        "graph",
        [helper.make_tensor_value_info(name, code_of(dtype), sizes) for name, (dtype, sizes) in inputs.items()],
        [helper.make_tensor_value_info(name, code_of(dtype), None) for name, dtype in dtypes.items()],
        [numpy_helper.from_array(array, name) for name, array in (constants or {}).items()],
    )
    domains = sorted({node.domain for node in nodes if node.domain})
    imports = [helper.make_opsetid("", opset), *(helper.make_opsetid(domain, 1) for domain in domains)]
    return helper.make_model(graph, opset_imports=imports, ir_version=10, **more)


def node(op: str, inputs: str, outputs: str, **attributes: Any) -> NodeProto:
    """A node; names stand apart by spaces, and - is one that is left out."""
    first, second = ([name if name != "-" else "" for name in names.split()] for names in (inputs, outputs))
    return helper.make_node(op, first, second, **attributes)


def random(*sizes: int, dtype: Any = np.float32, seed: int = 0, mean: float = 0.0) -> np.ndarray:
    """Normally distributed numbers of deviation 1, the same ones in every run."""
    return (np.random.default_rng(seed).standard_normal(sizes) + mean).astype(dtype)


def positive(*sizes: int, dtype: Any = np.float32, seed: int = 0) -> np.ndarray:
    """Numbers from 0.5 to 1.5."""
    return (np.random.default_rng(seed).random(sizes) + 0.5).astype(dtype)


def exact(array: Optional[np.ndarray]) -> Any:
    """The same numbers in float64."""
    return None if array is None else np.asarray(array).astype(np.float64)


def moments(x: np.ndarray, axes: Sequence[int]) -> Tuple[np.ndarray, np.ndarray]:
    """Mean and biased variance, axes kept, in float64."""
    mean = x.mean(tuple(axes), keepdims=True)
    return mean, ((x - mean) ** 2).mean(tuple(axes), keepdims=True)


def normalized(x: np.ndarray, axes: Sequence[int], epsilon: float) -> np.ndarray:
    """(x - mean) / sqrt(variance + epsilon)."""
    mean, variance = moments(x, axes)
    return (x - mean) / np.sqrt(variance + epsilon)


def along_channels(parameter: np.ndarray, rank: int) -> np.ndarray:
    """A parameter of channels, to be broadcast."""
    return parameter.reshape((-1,) + (1,) * (rank - 2))


def in_groups(x: np.ndarray, groups: int) -> np.ndarray:
    """Channels as groups: of size (N, G, everything else)."""
    return x.reshape(x.shape[0], groups, -1)


def check_within(got: np.ndarray, wanted: np.ndarray, bound: np.ndarray, element: str) -> None:
    """Demands results within a bound of what they should be, in float64, and of that type."""
    assert got.dtype == FLOATS[element] and got.shape == wanted.shape, (got.dtype, got.shape, wanted.shape)
    smallest = 2.0**-25 if element == "f16" else 1e-38  # Half of the smallest number.
    excess = np.abs(exact(got) - wanted) - bound - smallest
    assert not excess.size or np.max(excess) <= 0, f"{np.max(excess)} beyond the bound"


def staged(x: np.ndarray, scale: Any, bias: Any, element: str) -> Tuple[np.ndarray, np.ndarray]:
    """Both stages of ONNX for a normalized value: the result without rounding, and how far rounding may take it: that
    of the normalized value, which in f32 and f64 includes its computation, of the product and of the sum."""
    unit = UNITS[element]
    product = x if scale is None else x * exact(scale)
    wanted = product if bias is None else product + exact(bias)
    largest = np.max(np.abs(product), initial=0.0)
    if element in ("f32", "f64"):
        # 8 units of 2^-23 of the largest value, and the bias's.
        return wanted, 16 * unit * (largest + (0 if bias is None else np.abs(exact(bias))))
    bound = unit * (np.abs(product) * (1 if scale is None else 2) + np.abs(wanted))
    return wanted, 1.01 * bound + 2.0**-20 * largest


def names(values: Sequence[Any]) -> List[str]:
    """Names of placements or values."""
    return [value.name for value in values]
