#!/usr/bin/env bash
# PyTorch 2.13.0 calls a Python kernel of torch.library without the trailing arguments that equal the defaults of the
# op's schema, also where the caller wrote them. Nothing in the help of Library.impl or register_kernel says so. A
# kernel with the schema's parameters and no defaults of its own fails; one with another default computes with that one,
# silently: asked for the epsilon 1e-5 of the schema, it takes its own 1e-6, asked for any other it takes what was
# asked. Kernels put under PyTorch's own ops, layer_norm for one, are called in the same way. So the defaults of a
# kernel have to repeat the schema's to the last digit, and a test of it has to ask for the default values as well.
#
# Seen: asked for 1e-3, 1e-5 and 1e-6, the kernel gets 1e-3, 1e-6 and 1e-6; "missing 2 required positional arguments:
# 'weight' and 'eps'", of register_kernel "missing 1"; of F.layer_norm(x, [4], w, b, eps) 5 arguments for 1e-3, 4 for
# 1e-5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import warnings

import torch

warnings.simplefilter("ignore")
print("torch", torch.__version__)
x = torch.ones(4)
library = torch.library.Library("norms", "DEF")


def define(name, kernel):
    library.define(f"{name}(Tensor x, Tensor? weight=None, float eps=1e-5) -> Tensor")
    library.impl(name, kernel, "CPU")
    return getattr(torch.ops.norms, name)


def fails(op, *arguments):
    try:
        op(*arguments)
    except TypeError as error:
        print(error)
        return str(error)
    return ""


another = define("another", lambda x, weight=None, eps=1e-6: torch.full([], eps, dtype=torch.float64))
taken = [another(x, None, eps).item() for eps in (1e-3, 1e-5, 1e-6)]
print("asked for 1e-3, 1e-5, 1e-6:", *taken)
assert taken == [1e-3, 1e-6, 1e-6]

none = define("none", lambda x, weight, eps: x * eps)
assert "missing 2 required positional arguments: 'weight' and 'eps'" in fails(none, x, None, 1e-5)
assert torch.equal(none(x, None, 1e-3), x * 1e-3)


@torch.library.custom_op("norms::custom", mutates_args=())
def custom(x: torch.Tensor, eps: float = 1e-5) -> torch.Tensor:
    return x * eps


custom.register_kernel("cpu")(lambda x, eps: x * eps)
assert "missing 1 required positional argument: 'eps'" in fails(custom, x, 1e-5)
assert torch.equal(custom(x, 1e-3), x * 1e-3)

counts = []
with torch.library._scoped_library("aten", "IMPL") as aten:
    aten.impl("layer_norm", lambda *arguments: counts.append(len(arguments)) or arguments[0] + 0, "CPU")
    for eps in (1e-3, 1e-5):
        torch.nn.functional.layer_norm(x, [4], x, x, eps)
print("arguments of layer_norm with 1e-3 and 1e-5:", *counts)
assert counts == [5, 4]
PYTHON
