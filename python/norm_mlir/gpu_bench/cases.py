"""Which graphs are packed, on which shapes. Shapes are in memory's order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Sequence, Tuple

SIZES = ("tiny", "quick", "default")
_NHWC = {"channel_axis": 3}
# Elements of a matrix of rows.
_ELEMENTS = 1 << 26
_LENGTHS = (64, 128, 256, 512, 768, 1000, 1024, 2048, 4096, 5120, 8192, 16384, 32768, 65536, 131072)


@dataclass(frozen=True)
class Choice:
    """A graph on a shape, before it is compiled. Those that are not `timed` are only checked; `sanitized` ones also run
    under compute-sanitizer."""

    graph: Dict[str, Any] = field(hash=False)
    shape: Tuple[int, ...]
    dtype: str
    timed: bool = True
    sanitized: bool = False

    @property
    def name(self) -> str:
        """`add+layer_norm+int8 nhwc 32x64 bf16`."""
        words = [self.graph.get("before", ""), self.graph["norm"], self.graph.get("after", "")]
        layout = " nhwc" if self.graph.get("channel_axis", 1) != 1 else ""
        op = "+".join(word for word in words if word)
        return f"{op}{layout} {'x'.join(map(str, self.shape))} {self.dtype}"


def _each(graph: Dict[str, Any], shapes: Sequence[Tuple[int, ...]], dtypes: Sequence[str]) -> Iterator[Choice]:
    for shape in shapes:
        for dtype in dtypes:
            yield Choice(graph, shape, dtype)


def _matrices(lengths: Sequence[int]) -> List[Tuple[int, ...]]:
    return [(_ELEMENTS // length, length) for length in lengths]


def _quick() -> Iterator[Choice]:
    """One or a few of each class, the most telling first."""
    for norm in ("rms_norm", "layer_norm"):
        yield from _each({"norm": norm}, _matrices((256, 4096, 32768)), ["bf16"])
        yield from _each({"norm": norm}, _matrices((4096,)), ["f32"])
    yield from _each({"norm": "group_norm", "after": "silu"}, [(1, 128, 512, 512), (2, 640, 32, 32)], ["bf16"])
    yield from _each({"norm": "rms_norm", "before": "add"}, _matrices((4096,)), ["bf16"])
    yield from _each({"norm": "layer_norm", "after": "int8"}, _matrices((4096,)), ["bf16"])
    yield from _each({"norm": "rms_norm", "after": "fp8"}, _matrices((4096,)), ["bf16"])
    yield from _each({"norm": "softmax"}, _matrices((1024,)), ["bf16"])
    yield from _each({"norm": "layer_norm_backward"}, [(8192, 4096)], ["bf16"])
    yield from _each({"norm": "batch_norm"}, [(32, 256, 56, 56)], ["bf16"])
    yield from _each({"norm": "batch_norm_training"}, [(32, 256, 56, 56)], ["bf16"])
    yield from _each({"norm": "batch_norm_training", **_NHWC}, [(32, 56, 56, 256)], ["bf16"])
    yield from _each({"norm": "instance_norm"}, [(8, 64, 256, 256)], ["f32"])
    yield from _each({"norm": "local_response_norm"}, [(32, 96, 55, 55)], ["f32"])
    yield from _each({"norm": "normalize"}, _matrices((128,)), ["f32"])
    yield from _each({"norm": "rms_norm"}, [(1, 4096), (64, 8192)], ["bf16"])


def _rows() -> Iterator[Choice]:
    few = (256, 1024, 4096, 16384, 65536)
    for norm in ("rms_norm", "layer_norm"):
        yield from _each({"norm": norm}, _matrices(_LENGTHS), ["bf16", "f32"])
        yield from _each({"norm": norm}, _matrices(few), ["f16"])
        # Few rows: what a launch costs.
        yield from _each({"norm": norm}, [(1, 4096), (16, 4096), (64, 8192), (4, 131072)], ["bf16"])
    yield from _each({"norm": "rms_norm", "before": "add"}, _matrices((1024, 4096, 8192, 16384)), ["bf16"])
    yield from _each({"norm": "rms_norm", "before": "add"}, _matrices((4096,)), ["f32"])
    yield from _each({"norm": "layer_norm", "before": "add"}, _matrices((1024, 4096)), ["bf16"])
    for norm in ("rms_norm", "layer_norm"):
        for after in ("int8", "fp8"):
            yield from _each({"norm": norm, "after": after}, _matrices((1024, 4096, 8192)), ["bf16"])
    yield from _each({"norm": "softmax"}, _matrices(few), ["bf16", "f32"])
    yield from _each({"norm": "normalize"}, _matrices((128, 4096)), ["bf16", "f32"])
    yield from _each({"norm": "layer_norm_backward"}, _matrices((1024, 4096, 8192)), ["bf16", "f32"])


def _channels() -> Iterator[Choice]:
    silu = {"norm": "group_norm", "after": "silu"}
    # In 32 groups; N*G = 32 in those of one image.
    images = [(2, 320, 64, 64), (2, 640, 32, 32), (2, 1280, 16, 16), (2, 320, 128, 128), (1, 512, 128, 128)]
    yield from _each(silu, [*images, (1, 256, 256, 256), (1, 128, 512, 512), (1, 128, 20, 256, 256)], ["bf16"])
    yield from _each(silu, [(2, 320, 64, 64), (1, 128, 512, 512)], ["f32"])
    yield from _each({**silu, **_NHWC}, [(2, 64, 64, 320), (1, 512, 512, 128)], ["bf16", "f32"])
    for norm in ("batch_norm", "batch_norm_training"):
        yield from _each({"norm": norm}, [(32, 64, 112, 112), (32, 256, 56, 56), (32, 2048, 7, 7)], ["bf16", "f32"])
        yield from _each({"norm": norm, **_NHWC}, [(32, 112, 112, 64), (32, 56, 56, 256)], ["bf16", "f32"])
    yield from _each({"norm": "batch_norm", "after": "relu"}, [(32, 256, 56, 56)], ["bf16"])
    yield from _each({"norm": "instance_norm"}, [(1, 32, 512, 512), (8, 64, 256, 256)], ["bf16", "f32"])
    yield from _each({"norm": "instance_norm", **_NHWC}, [(8, 256, 256, 64)], ["f32"])
    yield from _each({"norm": "local_response_norm"}, [(32, 96, 55, 55), (32, 256, 27, 27)], ["bf16", "f32"])


def _tiny() -> Iterator[Choice]:
    """Every class and every kind of schedule on so few elements that an emulator runs them."""
    for norm in ("layer_norm", "rms_norm"):
        yield from _each({"norm": norm}, [(37, 64), (5, 1000), (3, 4097)], ["f32", "bf16"])
        yield from _each({"norm": norm}, [(2, 16384)], ["f16"])
    yield from _each({"norm": "layer_norm"}, [(1, 1), (3, 7), (2, 131072)], ["f32"])
    yield from _each({"norm": "rms_norm", "before": "add"}, [(5, 768)], ["bf16"])
    yield from _each({"norm": "layer_norm", "after": "int8"}, [(5, 1024)], ["bf16"])
    yield from _each({"norm": "rms_norm", "after": "fp8"}, [(5, 1024)], ["f32"])
    yield from _each({"norm": "softmax"}, [(5, 1000)], ["f32"])
    yield from _each({"norm": "normalize"}, [(5, 130)], ["bf16"])
    yield from _each({"norm": "group_norm", "after": "silu"}, [(1, 64, 16, 16)], ["bf16"])
    yield from _each({"norm": "group_norm", **_NHWC}, [(2, 7, 5, 64)], ["f32"])
    yield from _each({"norm": "batch_norm"}, [(2, 6, 5, 5)], ["f32"])
    yield from _each({"norm": "batch_norm_training"}, [(4, 6, 5, 5)], ["f32"])
    yield from _each({"norm": "batch_norm_training", **_NHWC}, [(4, 9, 9, 32)], ["bf16"])
    yield from _each({"norm": "instance_norm"}, [(2, 3, 17, 17)], ["f32"])
    yield from _each({"norm": "local_response_norm"}, [(2, 9, 6, 6)], ["f32"])
    yield from _each({"norm": "layer_norm_backward"}, [(67, 260)], ["f32"])


def list_cases(size: str) -> List[Choice]:
    """The cases of a size; the later ones include the ones before. Tiny ones are timed only by themselves."""
    if size == "tiny":
        return list(_tiny())
    chosen = {choice.name: choice for choice in _quick()}
    if size == "default":
        chosen.update((choice.name, choice) for choice in (*_channels(), *_rows()) if choice.name not in chosen)
    tiny = {one.name: Choice(one.graph, one.shape, one.dtype, timed=False, sanitized=True) for one in _tiny()}
    return [*tiny.values(), *chosen.values()]
