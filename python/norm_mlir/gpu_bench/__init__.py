"""Benchmarks of GPU code in two steps: `pack` compiles, and `run` checks and measures where a GPU is."""
