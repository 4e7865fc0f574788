"""Networks of transformers and diffusers with random weights: PyTorch eager, `optimize()`, and torch.compile.

    python -m norm_mlir.bench.networks [--only REGEX] [--threads N] [--types float32,bfloat16] [--json FILE]

Networks are built from their configurations, nothing is loaded. For each, prints the largest difference of its results
from eager's relative to their largest value, and times in inference: eager's over that of `optimize()`, and Inductor's
over that of `backend="norm_mlir"`. Ways are timed in turn, fastest sample of each. Exits with 1 when a graph was broken
or a result is further from eager in float64 than 3 times eager's own in the type at hand.
"""

from __future__ import annotations

import argparse
import copy
import gc
import json
import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

import torch
from torch import nn

import norm_mlir.torch

from .models import randomize

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
