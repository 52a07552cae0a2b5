"""The encoder: one ONNX file with many heads. Nothing outside this folder knows which model it is."""

from sayso.encoder.encoder import Encoder
from sayso.encoder.session import MODELS, digest_of, model_file

__all__ = ["MODELS", "Encoder", "digest_of", "model_file"]
