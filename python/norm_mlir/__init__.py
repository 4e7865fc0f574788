"""norm-mlir from Python."""
