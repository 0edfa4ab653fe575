"""Which file holds the encoder's graph: its own, or a quicker one over the same weights.

A graph is 5 MB and the weights are 62, so a better graph is a file of its own, `encoder.graph.onnx`, which takes the
weights from where they lie in `encoder.onnx` (`training.encoder_graph` writes it).  Both give the same numbers.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

WEIGHTS = "encoder.onnx"
GRAPH = "encoder.graph.onnx"

_HEAD_BYTES = 1_000_000
_MARK_BYTES = 1_000  # the graph's note on itself comes before its nodes


def graph_of(folder: Path) -> Path:
    """The file to load: the graph where it was made for these very weights, else `encoder.onnx`."""
    weights, graph = folder / WEIGHTS, (folder / GRAPH).resolve()
    # Some installers fill a folder with links; onnxruntime takes weights from the folder that the graph really is in.
    if not graph.is_file() or graph.with_name(WEIGHTS) != weights.resolve():
        return weights
    with graph.open("rb") as file:
        return graph if mark_of(weights) in file.read(_MARK_BYTES) else weights


def mark_of(weights: Path) -> bytes:
    """What a graph carries to tell which weights it was made for; weights that were trained anew have another.

    Of their size and their beginning, which lies in the table of words: reading all of it would take longer than
    loading the model.
    """
    with weights.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    return f"weights {weights.stat().st_size} {hashlib.sha256(head).hexdigest()}".encode()
