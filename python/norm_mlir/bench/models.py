"""Blocks of models with their norms made ours, beside PyTorch eager.

    python -m norm_mlir.bench.models [--threads N] [--json FILE]

prints, for a Transformer's, a ResNet's and a diffusion UNet's block, the largest difference of their results from
PyTorch's relative to the largest value, and PyTorch's time over ours: of `optimize()` without gradients, of `enable()`
without gradients, and of a training step with `optimize()`. Ways are timed in turn, fastest sample of each.
"""

from __future__ import annotations

import argparse
import copy
import json
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

import torch
from torch import nn
from torch.nn import functional as F

import norm_mlir.torch

SAMPLES = 30


class TransformerBlock(nn.Module):
    """Attention and a feed-forward layer, each behind a norm; [batch, tokens, width]."""

    def __init__(self, width: int, heads: int = 4) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.RMSNorm(width, eps=1e-6)
        self.attention = nn.MultiheadAttention(width, heads, batch_first=True)
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The block."""
        y = self.norm1(x)
        x = x + self.attention(y, y, y, need_weights=False)[0]
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class ResidualBlock(nn.Module):
    """Two convolutions with batch norms, and the sum with the input; [batch, channels, height, width]."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1, self.conv2 = (nn.Conv2d(channels, channels, 3, padding=1, bias=False) for _ in range(2))
        self.bn1, self.bn2 = nn.BatchNorm2d(channels), nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The block."""
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += x
        return self.relu(out)


class UNetBlock(nn.Module):
    """Two convolutions behind group norms and SiLU; [batch, channels, height, width]."""

    def __init__(self, channels: int, groups: int = 4) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.GroupNorm(groups, channels), nn.GroupNorm(groups, channels)
        self.conv1, self.conv2 = (nn.Conv2d(channels, channels, 3, padding=1) for _ in range(2))
        self.act = nn.SiLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The block."""
        h = self.conv1(self.act(self.norm1(x)))
        h = self.conv2(F.silu(self.norm2(h)))
        return x + h


BLOCKS: Dict[str, Tuple[Callable[[], nn.Module], Tuple[int, ...]]] = {
    "Transformer, 512 tokens of 256": (lambda: TransformerBlock(256), (1, 512, 256)),
    "ResNet, 64 x 56 x 56": (lambda: ResidualBlock(64), (1, 64, 56, 56)),
    "ResNet, 8 of 64 x 56 x 56": (lambda: ResidualBlock(64), (8, 64, 56, 56)),
    "UNet, 128 x 32 x 32": (lambda: UNetBlock(128, 32), (1, 128, 32, 32)),
    "UNet, 2 of 320 x 32 x 32": (lambda: UNetBlock(320, 32), (2, 320, 32, 32)),
}


def randomize(model: nn.Module) -> nn.Module:
    """Fills parameters and statistics, whose initial zeros and ones show little."""
    generator = torch.Generator().manual_seed(3)
    for name, tensor in model.state_dict().items():
        if tensor.is_floating_point():
            scale = 1.0 if tensor.dim() < 2 else tensor[0].numel() ** -0.5
            values = torch.rand(tensor.shape, generator=generator)
            tensor.copy_(values + 0.5 if "var" in name else (2 * values - 1) * scale)
    return model


def in_turn(ways: List[Callable[[], Any]], samples: int = SAMPLES) -> List[float]:
    """The fastest call of each, in seconds, called in turn."""
    best = [float("inf")] * len(ways)
    for sample in range(samples + 3):
        for index, way in enumerate(ways):
            start = time.perf_counter()
            way()
            if sample >= 3:  # What compiles, and what starts threads, comes before.
                best[index] = min(best[index], time.perf_counter() - start)
    return best


def _step(model: nn.Module, x: torch.Tensor) -> None:
    model.zero_grad()
    model(x).square().mean().backward()


def measure(name: str, dtype: torch.dtype) -> Dict[str, Any]:
    """A row of the table."""
    create, sizes = BLOCKS[name]
    theirs = randomize(create()).to(dtype).eval()
    ours = norm_mlir.torch.optimize(copy.deepcopy(theirs))
    x = torch.randn(*sizes, generator=torch.Generator().manual_seed(5)).to(dtype)

    with torch.no_grad():
        wanted, found = theirs(x).double(), ours(x).double()
        error = ((found - wanted).abs().max() / wanted.abs().max()).item()
        eager, fused = in_turn([lambda: theirs(x), lambda: ours(x)])
        norm_mlir.torch.enable()
        enabled = min(in_turn([lambda: theirs(x)]))
        norm_mlir.torch.disable()
    trained, own = theirs.train(), ours.train()
    step, own_step = in_turn([lambda: _step(trained, x), lambda: _step(own, x)])
    return {
        "block": name,
        "type": str(dtype).removeprefix("torch."),
        "error": error,
        "eager": eager,
        "optimize": eager / fused,
        "enable": eager / enabled,
        "training": step / own_step,
    }


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--json", type=Path, help="where to write the figures, too")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    rows = [measure(name, dtype) for name in BLOCKS for dtype in (torch.float32, torch.bfloat16)]
    print("| block | type | max difference | eager, ms | optimize() | enable() | training step |\n" + "|---" * 7 + "|")
    for row in rows:
        ratios = " | ".join(f"{row[way]:.2f}" for way in ("optimize", "enable", "training"))
        print(f"| {row['block']} | {row['type']} | {row['error']:.1e} | {row['eager'] * 1e3:.2f} | {ratios} |")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
