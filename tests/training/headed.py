"""Four made statements as the statement head learns them, with states that tell nothing but where a word stands.

Import it only where torch is known to be there.
"""

from __future__ import annotations

import re

import numpy as np

from inquit.model.regions import Words, regions
from inquit.types import Act, Flag, Type
from training.statement_examples import Example, examples
from training.statements import Document, spans

WIDTH = 768


def document(text: str, **statement: object) -> Document:
    """One statement of a text: spans are told by their words."""
    fields = {
        name: [[text.index(told), text.index(told) + len(told)]] if told else []
        for name, told in statement.items()
        if isinstance(told, str) and name not in {"act", "type", "root"}
    }
    marked = {**statement, **fields}
    bounds = np.array([m.span() for m in re.finditer(r"\w+", text)], dtype=np.int64)
    states = np.random.default_rng(len(text)).normal(size=(len(bounds), WIDTH)).astype(np.float32)
    words = Words(bounds[:, 0], bounds[:, 1], states)

    class Places:
        source, cue, content = (spans(marked.get(name)) for name in ("source", "cue", "content"))

    return Document(text, "made", text, (marked,), words, tuple(regions(text, words, [Places()])))


DOCUMENTS = [
    document(
        "Ada vowed to pay if asked", source="Ada", cue="vowed", content="to pay if asked",
        type=Type.EVENTUALITY, act=Act.PROMISE, flags=[Flag.CONDITIONAL], condition="if asked", addressee="",
    ),
    document(
        "Tor blamed the guild in Holm", source="Tor", cue="blamed", content="the guild in Holm",
        type=Type.ASSERTION, act=Act.ACCUSE, also=[Act.ASSERT], flags=[], target="the guild", setting="in Holm",
    ),
    document(
        "The mayor may leave the town said Kari", source="Kari", cue="said", content="The mayor may leave the town",
        type=Type.ASSERTION, act=Act.PREDICT, flags=[Flag.HEDGED], condition="", target="",
    ),
    document("Skarvik asked Brask for boats", source="Skarvik", cue="", content="asked Brask for boats", root="REQUEST",
             target="Brask"),
]  # fmt: skip


def rows() -> list[Example]:
    return list(examples(DOCUMENTS))
