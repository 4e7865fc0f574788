#!/usr/bin/env bash
# PyTorch 2.13.0: what is inferred of a norm's results without data (FakeTensor, "meta") and what its CPU kernel returns
# have other element types for 16-bit inputs. Graphs are traced by what is inferred. Of
# _native_batch_norm_legit_functional on bf16, updated running statistics of bf16 are inferred to be f32; with parameters
# and running statistics of f32, the saved statistics of batch, group and layer norm, f32 in truth, are inferred to be
# bf16. As long as the op is decomposed nothing is seen of it; a compiler that keeps it whole,
# as an op of its own or as a fallback, and lays out memory by the inferred types reads other numbers than were written.
# So whoever replaces such an op returns the types that the graph was traced with.
#
# Seen: batch norm of bf16: bf16 x 5 returned, bf16 x 3 and f32 x 2 inferred; with f32 parameters: bf16, f32 x 4
# returned, bf16 x 3, f32 x 2 inferred; group and layer norm of bf16 with f32 parameters: bf16, f32 x 2 returned,
# bf16 x 3 inferred.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import torch
from torch._subclasses import FakeTensorMode

print("torch", torch.__version__)
short = {torch.bfloat16: "bf16", torch.float32: "f32"}
x = torch.randn(2, 8, 5, 5).bfloat16()


def types(op, tensors, *more):
    """The types of the op's results: returned by the kernel, and inferred."""
    mode = FakeTensorMode()
    with mode:
        inferred = op(*[mode.from_tensor(tensor) for tensor in tensors], *more)
    both = [" ".join(short[result.dtype] for result in results) for results in (op(*tensors, *more), inferred)]
    print(op, short[tensors[1].dtype], *both, sep=": ")
    return both


batch_norm = torch.ops.aten._native_batch_norm_legit_functional.default
group_norm = torch.ops.aten.native_group_norm.default
narrow, wide = torch.ones(8).bfloat16(), torch.ones(8)
for parameter, returned, inferred in (
    (narrow, "bf16 bf16 bf16 bf16 bf16", "bf16 bf16 bf16 f32 f32"),
    (wide, "bf16 f32 f32 f32 f32", "bf16 bf16 bf16 f32 f32"),
):
    assert types(batch_norm, [x] + [parameter] * 4, True, 0.1, 1e-5) == [returned, inferred]
assert types(group_norm, [x, narrow, narrow], 2, 8, 25, 2, 1e-5) == ["bf16 bf16 bf16"] * 2
assert types(group_norm, [x, wide, wide], 2, 8, 25, 2, 1e-5) == ["bf16 f32 f32", "bf16 bf16 bf16"]
layer_norm = torch.ops.aten.native_layer_norm.default
y, weight = x.transpose(1, 3).contiguous(), [torch.ones(8), torch.ones(8)]
mode = FakeTensorMode()
with mode:
    guess = layer_norm(mode.from_tensor(y), [8], *map(mode.from_tensor, weight), 1e-5)
found = [" ".join(short[t.dtype] for t in results) for results in (layer_norm(y, [8], *weight, 1e-5), guess)]
print(layer_norm, "f32", *found, sep=": ")
assert found == ["bf16 f32 f32", "bf16 bf16 bf16"]
PYTHON
