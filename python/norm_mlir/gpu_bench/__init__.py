"""Benchmarks of GPU code in two steps: `pack` compiles, `run` checks and measures where a GPU is; docs/Benchmarks.md."""
