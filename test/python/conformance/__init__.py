"""PyTorch's own samples of the normalization ops and modules, computed by norm_mlir.

    pytest test/python/conformance [--write-table docs/Conformance.md]

Needs PyTorch, pytest and expecttest, which PyTorch's lists of samples import.
"""
