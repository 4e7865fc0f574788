#!/usr/bin/env bash
# PyTorch 2.13.0 on the CPU: group_norm of an f32 tensor in channels_last takes the variance as E[x^2] - E[x]^2, in f32,
# while the same values in the usual layout get a stable one. So a change of memory format alone, which is said to be
# about speed, changes results by a hundredth where the mean is 100 standard deviations, and beyond use at 1000, where
# some groups get a variance of 0 or less, which counts as 0. instance_norm is as exact in both layouts. A reference for
# GroupNorm has to be contiguous, or f64.
#
# Seen, worst error of |y| <= 5.5 for [2, 128, 56, 56] in 32 groups: at a mean of 0 1e-6 and 2e-6 in channels_last; at
# 100 1e-5 and 0.05; at 1000 1e-4 and 1400, the largest 1 / std being sqrt(1e5), that of epsilon alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.13.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import torch

print("torch", torch.__version__)
torch.manual_seed(0)
groups = 32
noise = torch.randn(2, 128, 56, 56)


def norm(x):
    return torch.nn.functional.group_norm(x, groups)


errors = {}
for mean in (0, 100, 1000):
    x = noise + mean
    last = x.to(memory_format=torch.channels_last)
    assert torch.equal(x, last)
    right = norm(x.double())
    errors[mean] = [(norm(layout) - right).abs().max().item() for layout in (x, last)]
    print(f"mean {mean}: error {errors[mean][0]:.1e}, in channels_last {errors[mean][1]:.1e}")
rstd = torch.native_group_norm(last, None, None, 2, 128, 56 * 56, groups, 1e-5)[2].max().item()
print(f"largest 1 / std at a mean of 1000 in channels_last: {rstd:.1f}")
assert max(errors[0]) < 1e-5
assert errors[100][0] < 1e-4 and errors[100][1] > 1e-2
assert errors[1000][0] < 1e-3 and errors[1000][1] > 100
assert abs(rstd - 1e5**0.5) < 0.1
single = (torch.nn.functional.instance_norm(last) - torch.nn.functional.instance_norm(x.double())).abs().max().item()
print(f"instance_norm at a mean of 1000 in channels_last: error {single:.1e}")
assert single < 1e-3
PYTHON
