"""Benchmarks of compiled normalizations against PyTorch and against a copy; see docs/Benchmarks.md."""
