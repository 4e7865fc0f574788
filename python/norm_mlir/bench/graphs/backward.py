"""The gradients of a layer norm, in linalg, as a front end writes them."""

from __future__ import annotations

from typing import Dict, List, Mapping, Sequence

import numpy as np

from ..tensors import ELEMENT_BYTES, Tensor
from .base import Arrays, Graph, Stage

_MAPS = {"m": "affine_map<(i, j) -> (i, j)>", "r": "affine_map<(i, j) -> (i)>", "c": "affine_map<(i, j) -> (j)>"}


def _generic(
    types: Mapping[str, str],
    results: str,
    reads: Sequence[str],
    writes: Sequence[str],
    starts: Sequence[str],
    iterators: str,
    lines: Sequence[str],
) -> str:
    """A linalg.generic of two axes. A name's letter after the last `_` says what it is indexed by: the matrix, its rows
    or its columns. Values of the body have the names of the operands, those of 16 bits widened; `lines` leave what is
    written in `%new_...`."""
    kinds = {"p": '"parallel"', "r": '"reduction"'}
    maps = ", ".join(_MAPS[name[-1]] for name in (*reads, *writes))
    text = f"  {results} = linalg.generic {{indexing_maps = [{maps}], iterator_types = "
    text += f"[{', '.join(kinds[letter] for letter in iterators)}]}} "
    text += f"ins({', '.join('%' + name for name in reads)} : {', '.join(types[name] for name in reads)}) "
    text += f"outs({', '.join('%' + name for name in starts)} : {', '.join(types[name] for name in writes)}) {{\n"
    elements = {name: types[name].rstrip(">").split("x")[-1] for name in (*reads, *writes)}
    arguments = [f"%l_{name}{'' if elements[name] == 'f32' else '_n'}: {elements[name]}" for name in reads]
    arguments += [f"%old_{name}: {elements[name]}" for name in writes]
    text += f"  ^bb0({', '.join(arguments)}):\n"
    wide = [f"%l_{n} = arith.extf %l_{n}_n : {elements[n]} to f32" for n in reads if elements[n] != "f32"]
    narrow = [f"%narrow_{n} = arith.truncf %new_{n} : f32 to {elements[n]}" for n in writes if elements[n] != "f32"]
    left = ", ".join(f"%{'new' if elements[n] == 'f32' else 'narrow'}_{n}" for n in writes)
    last = f"linalg.yield {left} : {', '.join(elements[name] for name in writes)}"
    text += "".join(f"    {line}\n" for line in (*wide, *lines, *narrow, last))
    written = ", ".join(types[name] for name in writes)
    return text + f"  }} -> {f'({written})' if len(writes) > 1 else written}\n"


def _body(types: Dict[str, str], columns: int) -> str:
    f32 = {"matrix": types["xhat_m"], "rows": types["mean_r"], "columns": types["w_c"]}
    text = "".join(f"  %{name} = tensor.empty() : {type_}\n" for name, type_ in f32.items())
    text += f"  %result = tensor.empty() : {types['x_m']}\n  %zero = arith.constant 0.0 : f32\n"
    for name in ("rows", "columns"):
        text += f"  %{name}0 = linalg.fill ins(%zero : f32) outs(%{name} : {f32[name]}) -> {f32[name]}\n"
    text += f"  %count = arith.constant {columns}.0 : f32\n"
    centred = ["%d = arith.subf %l_x_m, %l_mean_r : f32", "%new_xhat_m = arith.mulf %d, %l_rstd_r : f32"]
    text += _generic(types, "%xhat_m", ["x_m", "mean_r", "rstd_r"], ["xhat_m"], ["matrix"], "pp", centred)
    scaled = ["%new_g_m = arith.mulf %l_dy_m, %l_w_c : f32"]
    text += _generic(types, "%g_m", ["dy_m", "w_c"], ["g_m"], ["matrix"], "pp", scaled)
    sums = [
        "%p = arith.mulf %l_g_m, %l_xhat_m : f32",
        "%new_s_r = arith.addf %old_s_r, %p : f32",
        "%new_t_r = arith.addf %old_t_r, %l_g_m : f32",
    ]
    text += _generic(types, "%s_r, %t_r", ["g_m", "xhat_m"], ["s_r", "t_r"], ["rows0", "rows0"], "pr", sums)
    gradient = [
        "%a = arith.divf %l_s_r, %count : f32",
        "%b = arith.divf %l_t_r, %count : f32",
        "%c = arith.mulf %l_xhat_m, %a : f32",
        "%d = arith.addf %c, %b : f32",
        "%e = arith.subf %l_g_m, %d : f32",
        "%new_dx_m = arith.mulf %e, %l_rstd_r : f32",
    ]
    reads = ["g_m", "xhat_m", "s_r", "t_r", "rstd_r"]
    text += _generic(types, "%dx_m", reads, ["dx_m"], ["result"], "pp", gradient)
    product = ["%p = arith.mulf %l_dy_m, %l_xhat_m : f32", "%new_dw_c = arith.addf %old_dw_c, %p : f32"]
    text += _generic(types, "%dw_c", ["dy_m", "xhat_m"], ["dw_c"], ["columns0"], "rp", product)
    sum_ = ["%new_db_c = arith.addf %old_db_c, %l_dy_m : f32"]
    return text + _generic(types, "%db_c", ["dy_m"], ["db_c"], ["columns0"], "rp", sum_)


def _evaluate(arrays: Arrays) -> Dict[str, np.ndarray]:
    xhat = (arrays["x_m"] - arrays["mean_r"][:, None]) * arrays["rstd_r"][:, None]
    dy = arrays["dy_m"]
    g = dy * arrays["w_c"]
    own = xhat * (g * xhat).mean(-1, keepdims=True) + g.mean(-1, keepdims=True)
    return {"dx_m": (g - own) * arrays["rstd_r"][:, None], "dw_c": (dy * xhat).sum(0), "db_c": dy.sum(0)}


def build_layer_norm_backward(shape: List[int], dtype: str, dynamic: bool) -> Graph:
    """dx, and the sums over rows for scale and bias, from dy, x, the scale, and the rows' mean and 1 / deviation.

    dy, x and dx are of `dtype`, all else is f32. Sizes are static.
    """
    if dynamic:
        raise ValueError("layer_norm_backward: expects static sizes")
    rows, columns = shape
    matrix = ("dy_m", "x_m", "dx_m")
    tensors = {name: Tensor(name, (rows, columns), dtype) for name in matrix}
    tensors.update({name: Tensor(name, (rows, columns), "f32") for name in ("xhat_m", "g_m")})
    roles = {"mean_r": "mean", "rstd_r": "scale", "s_r": "input", "t_r": "input"}
    tensors.update({name: Tensor(name, (rows,), "f32", role) for name, role in roles.items()})
    tensors.update({name: Tensor(name, (columns,), "f32", "scale") for name in ("w_c", "dw_c", "db_c")})
    types = {name: tensor.mlir(False) for name, tensor in tensors.items()}
    inputs, outputs = ("dy_m", "x_m", "w_c", "mean_r", "rstd_r"), ("dx_m", "dw_c", "db_c")
    stage = Stage("backward", inputs, outputs, _body(types, columns), _evaluate)
    return Graph(tensors, inputs, outputs, [stage], columns * ELEMENT_BYTES[dtype])
