"""How many blocks of a kernel a multiprocessor holds at once."""

from __future__ import annotations

from dataclasses import dataclass

WARP = 32
# A warp's registers are allocated by so many, and so many warps together.
REGISTERS_PER_STEP, WARPS_PER_STEP = 256, 4
# Bytes that every block takes for itself, and by which shared memory is allocated.
SHARED_RESERVED, SHARED_STEP = 1024, 128


@dataclass(frozen=True)
class Multiprocessor:
    """What a multiprocessor has: warps, blocks and registers, and shared memory in bytes."""

    warps: int
    blocks: int
    registers: int
    shared: int


# "Technical Specifications per Compute Capability" of the CUDA C++ Programming Guide.
CHIPS = {
    "sm_80": Multiprocessor(warps=64, blocks=32, registers=65536, shared=164 * 1024),
    "sm_90": Multiprocessor(warps=64, blocks=32, registers=65536, shared=228 * 1024),
    "sm_100": Multiprocessor(warps=64, blocks=32, registers=65536, shared=228 * 1024),
    "sm_89": Multiprocessor(warps=48, blocks=24, registers=65536, shared=100 * 1024),
    "sm_120": Multiprocessor(warps=48, blocks=24, registers=65536, shared=100 * 1024),
}

# Those of data centres, which are checked where no other is asked for.
DEFAULT_CHIPS = ("sm_80", "sm_90", "sm_100")


def round_up(value: int, step: int) -> int:
    """The next multiple of `step`."""
    return -(-value // step) * step


def blocks_per_multiprocessor(chip: str, threads: int, registers: int, shared: int) -> int:
    """Blocks of `threads` threads with `registers` each and `shared` bytes; 0 where not one fits."""
    limits = CHIPS[chip]
    warps = -(-threads // WARP)
    fitting = limits.registers // round_up(registers * WARP, REGISTERS_PER_STEP)
    fitting -= fitting % WARPS_PER_STEP
    by_shared = limits.shared // (round_up(shared, SHARED_STEP) + SHARED_RESERVED)
    return min(limits.blocks, limits.warps // warps, fitting // warps, by_shared)
