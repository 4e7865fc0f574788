"""Networks of transformers and diffusers with random weights: PyTorch eager, `optimize()`, and torch.compile.

    python -m norm_mlir.bench.networks [--only REGEX] [--types float32,bfloat16] [--threads N] [--json FILE]

Networks are built from their configurations, nothing is loaded. For each and in inference, prints how far results are
from those in float64, relative to the largest of these, and times: eager's over that of `optimize()`, and Inductor's
over that of `backend="norm_mlir"`, whose graphs must be whole. Ways are timed in turn, fastest sample of each. Exits
with 1 where one of ours is further off than three times PyTorch's own, or a graph is broken.
"""

from __future__ import annotations

import argparse
import copy
import json
import re
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple

import torch
from torch import nn

import norm_mlir.torch
from norm_mlir.torch import dynamo
from norm_mlir.torch.forwards import Forward

from .models import in_turn, randomize

SAMPLES = 15

Inputs = Dict[str, torch.Tensor]


def _tokens(*sizes: int) -> torch.Tensor:
    return torch.randint(0, 500, sizes, generator=torch.Generator().manual_seed(1))


def _values(*sizes: int) -> torch.Tensor:
    return torch.randn(*sizes, generator=torch.Generator().manual_seed(2))


def _llama() -> Tuple[nn.Module, Inputs]:
    from transformers import LlamaConfig, LlamaModel

    config = LlamaConfig(
        hidden_size=512,
        intermediate_size=1376,
        num_hidden_layers=4,
        num_attention_heads=8,
        num_key_value_heads=4,
        vocab_size=500,
        use_cache=False,
    )
    return LlamaModel(config), {"input_ids": _tokens(1, 512)}


def _bert() -> Tuple[nn.Module, Inputs]:
    from transformers import BertConfig, BertModel

    config = BertConfig(
        hidden_size=384, intermediate_size=1536, num_hidden_layers=4, num_attention_heads=6, vocab_size=500
    )
    return BertModel(config), {"input_ids": _tokens(4, 128), "attention_mask": torch.ones(4, 128, dtype=torch.int64)}


def _vit() -> Tuple[nn.Module, Inputs]:
    from transformers import ViTConfig, ViTModel

    config = ViTConfig(hidden_size=384, intermediate_size=1536, num_hidden_layers=4, num_attention_heads=6)
    return ViTModel(config), {"pixel_values": _values(4, 3, 224, 224)}


def _t5() -> Tuple[nn.Module, Inputs]:
    from transformers import T5Config, T5Model

    config = T5Config(
        d_model=512, d_kv=64, d_ff=1024, num_layers=3, num_heads=8, vocab_size=500, use_cache=False,
        feed_forward_proj="gated-gelu",
    )  # fmt: skip
    return T5Model(config), {"input_ids": _tokens(2, 256), "decoder_input_ids": _tokens(2, 256)}


def _convnext() -> Tuple[nn.Module, Inputs]:
    from transformers import ConvNextConfig, ConvNextModel

    config = ConvNextConfig(hidden_sizes=[48, 96, 192, 384], depths=[2, 2, 4, 2])
    return ConvNextModel(config), {"pixel_values": _values(2, 3, 224, 224)}


def _resnet() -> Tuple[nn.Module, Inputs]:
    from transformers import ResNetConfig, ResNetModel

    config = ResNetConfig(hidden_sizes=[64, 128, 256, 512], depths=[2, 2, 2, 2], layer_type="basic")
    return ResNetModel(config), {"pixel_values": _values(2, 3, 224, 224)}


def _unet() -> Tuple[nn.Module, Inputs]:
    from diffusers import UNet2DConditionModel

    model = UNet2DConditionModel(
        sample_size=32,
        block_out_channels=(64, 128),
        layers_per_block=1,
        cross_attention_dim=64,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
    )
    sample = {"sample": _values(2, 4, 32, 32), "timestep": torch.tensor([10])}
    return model, {**sample, "encoder_hidden_states": _values(2, 16, 64)}


def _vae() -> Tuple[nn.Module, Inputs]:
    from diffusers.models.autoencoders.vae import Decoder

    model = Decoder(
        in_channels=4,
        up_block_types=("UpDecoderBlock2D", "UpDecoderBlock2D"),
        block_out_channels=(64, 128),
        layers_per_block=1,
    )
    return model, {"sample": _values(1, 4, 32, 32)}


#: What builds each network, and its inputs.
NETWORKS: Dict[str, Callable[[], Tuple[nn.Module, Inputs]]] = {
    "Llama": _llama,
    "BERT": _bert,
    "ViT": _vit,
    "T5": _t5,
    "ConvNeXt": _convnext,
    "ResNet": _resnet,
    "UNet": _unet,
    "VAE decoder": _vae,
}


def build(name: str, dtype: torch.dtype) -> Tuple[nn.Module, Inputs]:
    """A network in evaluation, with random parameters and statistics, and its inputs, in a type."""
    torch.manual_seed(0)
    model, inputs = NETWORKS[name]()
    model = randomize(model.eval()).to(dtype)
    return model, {key: x.to(dtype) if x.is_floating_point() else x for key, x in inputs.items()}


def call(model: nn.Module, inputs: Inputs) -> torch.Tensor:
    """The network's main result."""
    result: Any = model(**inputs)
    return result if isinstance(result, torch.Tensor) else result[0]


def optimized(model: nn.Module) -> nn.Module:
    """A copy with our norms."""
    return norm_mlir.torch.optimize(copy.deepcopy(model))


def count_kernels(model: nn.Module) -> int:
    """How many modules of an optimized network have a kernel: norms, and forwards with norms and their neighbours."""
    forwards = [vars(module).get("forward") for module in model.modules()]
    traced = sum(isinstance(forward, Forward) and any(forward.traced.values()) for forward in forwards)
    return traced + sum(type(module).__module__ == "norm_mlir.torch.modules" for module in model.modules())


class Ours:
    """Our backend for torch.compile, beside Inductor or PyTorch's own ops; counts the regions it finds."""

    def __init__(self, **options: Any) -> None:
        self.options = options
        self.count = 0

    def __call__(self, graph: Any, inputs: Any) -> Any:
        """Compiles a graph."""
        before = dynamo.count_regions()
        compiled = dynamo.backend(graph, inputs, options=self.options)
        self.count += dynamo.count_regions() - before
        return compiled


def relative_error(found: torch.Tensor, wanted: torch.Tensor) -> float:
    """The largest difference, relative to the largest value."""
    wanted = wanted.double()
    return ((found.double() - wanted).abs().max() / wanted.abs().max()).item()


@torch.no_grad()
def measure(name: str, dtype: torch.dtype) -> Dict[str, Any]:
    """A row of the table."""
    torch._dynamo.reset()
    model, inputs = build(name, dtype)
    exact, wide = build(name, torch.float64)
    wanted = call(exact, wide)
    ours, backend = optimized(model), Ours()
    inductor = torch.compile(copy.deepcopy(model), fullgraph=True, dynamic=False)
    compiled = torch.compile(copy.deepcopy(model), backend=backend, fullgraph=True, dynamic=False)
    ways = {"eager": model, "optimize": ours, "inductor": inductor, "norm_mlir": compiled}
    errors = {}
    for way, network in ways.items():
        call(network, inputs)  # The first call of ours traces.
        errors[way] = relative_error(call(network, inputs), wanted)
    times = in_turn([lambda network=network: call(network, inputs) for network in ways.values()], SAMPLES)  # type: ignore[misc]
    row = {"network": name, "type": str(dtype).removeprefix("torch."), "kernels": count_kernels(ours)}
    return {**row, "regions": backend.count, "errors": errors, "times": dict(zip(ways, times))}


def is_close(row: Dict[str, Any]) -> bool:
    """Whether our results are about as close to those in float64 as PyTorch's."""
    errors = row["errors"]
    return max(errors["optimize"], errors["norm_mlir"]) <= 3 * max(errors["eager"], errors["inductor"])


def write(rows: List[Dict[str, Any]]) -> str:
    """The table."""
    head = (
        "| network | type | error of eager, optimize() | of Inductor, norm_mlir | eager, ms | optimize() | Inductor, ms"
    )
    lines = [head + " | norm_mlir | regions |", "|---" * 9 + "|"]
    for row in rows:
        errors, times = row["errors"], row["times"]
        cells = [row["network"], row["type"]]
        cells += [
            f"{errors['eager']:.1e}, {errors['optimize']:.1e}",
            f"{errors['inductor']:.1e}, {errors['norm_mlir']:.1e}",
        ]
        for theirs, own in (("eager", "optimize"), ("inductor", "norm_mlir")):
            cells += [f"{times[theirs] * 1e3:.1f}", f"{times[theirs] / times[own]:.2f}"]
        lines.append(f"| {' | '.join([*cells, str(row['regions'])])} |")
    return "\n".join(lines)


def main(arguments: Optional[List[str]] = None) -> int:
    """Prints the table; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="networks whose name has a match of this regular expression")
    parser.add_argument("--types", default="float32,bfloat16")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--json", type=Path, help="where to write the figures, too")
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    types = [getattr(torch, name) for name in options.types.split(",")]
    rows = [measure(name, dtype) for name in NETWORKS if re.search(options.only, name) for dtype in types]
    print(write(rows))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1))
    far = [f"{row['network']} {row['type']}" for row in rows if not is_close(row)]
    if far:
        print(f"further from float64 than three times PyTorch's results: {', '.join(far)}")
    return 1 if far else 0


if __name__ == "__main__":
    raise SystemExit(main())
