"""The trained model: word pieces, windows, the ONNX sessions and the decoding of tags."""
