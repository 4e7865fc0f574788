"""Models of ONNX with their norms compiled: `norm_mlir.onnx.import_model(path)` (docs/ONNX.md).

Needs onnx; onnxruntime, where it is installed, runs what is not compiled.
"""

from .backend import Backend
from .graph import ModelError
from .model import Model, Placement, Value, import_model

__all__ = ["Backend", "Model", "ModelError", "Placement", "Value", "import_model"]
