#!/usr/bin/env bash
# PyTorch 2.13.0: an op's Python object keeps, for each dispatch key, which kernel tracing found, and Library does not
# make it forget when a kernel is taken away. aten::rms_norm is a composite: traced, it becomes differentiable parts.
# While a kernel of a library stands at AutogradCPU, torch.compile finds that one. When the library is gone, eager calls
# decompose again and have gradients; a graph that is compiled from then on still goes by the dispatch that is
# remembered, below autograd: its forward is right, and its gradients are None, without an error or a warning. A process
# that compiled nothing in between is not touched. So who takes kernels of composites away clears the ops'
# _dispatch_cache as well.
#
# Seen: gradients of a compiled rms_norm after a library was there and gone: present where nothing was compiled in
# between, None for the input and the weight where something was, present again with the cache cleared.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
cat >"$folder/gradients.py" <<'PYTHON'
import sys
import warnings

import torch
from torch.nn import functional as F

warnings.simplefilter("ignore")
between, clears = sys.argv[1] == "compiled", len(sys.argv) > 2
norm = torch.ops.aten.rms_norm.default


def compile_norm():
    torch._dynamo.reset()
    return torch.compile(lambda x, w: F.rms_norm(x, (8,), w), backend="aot_eager")


with torch.library._scoped_library("aten", "IMPL") as library:
    for key in ("CPU", "AutogradCPU"):
        library.impl("rms_norm", lambda x, shape, *more: norm.decompose(x, shape, *more), key)
    if between:
        compile_norm()(torch.randn(3, 8), torch.rand(8))
if clears:
    norm._dispatch_cache.clear()
x, w = torch.randn(3, 8, requires_grad=True), torch.rand(8, requires_grad=True)
y = compile_norm()(x, w)
torch.testing.assert_close(y, F.rms_norm(x, (8,), w))
found = torch.autograd.grad(y.sum(), [x, w], allow_unused=True)
print("None" if all(gradient is None for gradient in found) else "present" if None not in found else "some")
PYTHON
run() {
  "$folder/venv/bin/python" "$folder/gradients.py" "$@"
}
alone=$(run alone) compiled=$(run compiled) cleared=$(run compiled clear)
echo "nothing compiled in between: $alone; compiled: $compiled; compiled, and the cache cleared: $cleared"
[[ $alone == present && $compiled == None && $cleared == present ]]
