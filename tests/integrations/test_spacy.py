from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of packages that spaCy brings
    spacy = pytest.importorskip("spacy", reason="the extra is not installed: pip install 'inquit[spacy]'")
    from spacy.tokens import Doc, DocBin

    import inquit.integrations.spacy as integration

from importlib.metadata import entry_points

from cli.fake import FakeReader
from ledger.readings import FERRY, reading

from inquit import ingest
from inquit.errors import Failure, SourceError
from inquit.types import Article, Reading


class Reader:
    """Finds what the tests' readings find, and refuses an empty text."""

    def __init__(self) -> None:
        self.published: list[str | None] = []

    def read_many(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
        for article in articles:
            assert isinstance(article, Article)
            self.published.append(article.published)
            if article.text.strip():
                yield reading(article.text)
            else:
                yield Failure(article.id, None, SourceError("empty", where=article.id))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr(ingest, "packaged_reader", lambda workers=1: made)
    return made


@pytest.fixture
def nlp(reader: Reader) -> Any:
    blank = spacy.blank("en")
    blank.add_pipe("inquit")
    return blank


def test_a_blank_pipeline_finds_statements_and_speakers(nlp: Any) -> None:
    doc = nlp(FERRY)
    assert [(s.who, s.words, s.act) for s in doc._.statements] == [
        ("Vera Lund", "the engine needs new bolts", "assert"),
        ("Otto Brandt", "the ferry would sail on Friday", "promise"),
    ]
    assert [speaker.name for speaker in doc._.speakers] == ["Vera Lund", "Otto Brandt"]


def test_the_words_are_spans_of_the_doc(nlp: Any) -> None:
    doc = nlp(FERRY)
    spans = doc.spans["inquit"]
    assert [(span.label_, span.text) for span in spans][:3] == [
        ("SOURCE", "Vera Lund"),
        ("CUE", "said"),
        ("CONTENT", "the engine needs new bolts"),
    ]
    assert {span.id_ for span in spans} == {statement.id for statement in doc._.statements}
    assert spans[0]._.statement == doc._.statements[0]
    assert all(span._.exact for span in spans)


def test_a_place_inside_a_token_takes_the_whole_token(reader: Reader) -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=text.split(" "))  # full stops stay with their words
    nlp.add_pipe("inquit")
    doc = nlp("Vera Lund said the ferry stays. Otto Brandt denied nothing.")
    content = [span for span in doc.spans["inquit"] if span.label_ == "CONTENT"]
    assert [(span.text, span._.exact) for span in content] == [("the ferry stays.", False), ("nothing.", False)]
    assert [statement.words for statement in doc._.statements] == ["the ferry stays", "nothing"]


def test_offsets_count_the_characters_of_the_doc(nlp: Any) -> None:
    text = "\n\n  😀 Vera Lund said  the ferry\tstays.\r\nOtto Brandt denied it.  "
    doc = nlp(text)
    assert doc.text == text
    assert [statement.words for statement in doc._.statements] == [" the ferry\tstays", "it"]
    assert [span.text for span in doc.spans["inquit"] if span.label_ == "CUE"] == ["said", "denied"]


def test_docs_go_through_a_pipe_in_order(nlp: Any) -> None:
    texts = [f"Vera Lund said number {i}." for i in range(70)]
    assert [doc._.statements[0].words for doc in nlp.pipe(texts)] == [f"number {i}" for i in range(70)]


def test_a_doc_that_cannot_be_read_says_why(nlp: Any) -> None:
    with pytest.raises(SourceError, match="empty"):
        nlp("  ")


def test_docs_survive_being_packed(nlp: Any) -> None:
    doc = nlp(FERRY)
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert again._.statements == doc._.statements
    assert [span.text for span in again.spans["inquit"]] == [span.text for span in doc.spans["inquit"]]
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.speakers == doc._.speakers


def test_a_pipeline_can_be_saved_and_loaded(nlp: Any, tmp_path: Any) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert len(loaded(FERRY)._.statements) == 2


def test_a_doc_tells_its_day_or_the_pipeline_does(reader: Reader) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit", config={"published": "2024-03-09", "spans_key": "said"})
    doc = nlp.make_doc(FERRY)
    doc.user_data["published"] = "2023-01-01"
    assert "said" in nlp(doc).spans
    nlp(FERRY)
    assert reader.published == ["2023-01-01", "2024-03-09"]


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(SourceError, match="published: 'soon' is not a date"):
        spacy.blank("en").add_pipe("inquit", config={"published": "soon"})


def test_a_doc_that_was_not_read_has_no_statements() -> None:
    doc = spacy.blank("en")("Vera Lund said no.")
    assert (doc._.statements, doc._.speakers, doc[0:2]._.statement, doc[0:2]._.exact) == ((), (), None, False)


def test_it_stands_beside_other_components(reader: Reader) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("inquit", first=True)
    doc = nlp("Vera Lund said no. Otto Brandt denied it.")
    assert (len(list(doc.sents)), len(doc._.statements)) == (2, 2)


def test_spacy_finds_it_by_its_entry_point() -> None:
    found = [point.value for point in entry_points(group="spacy_factories") if point.name == "inquit"]
    assert found[:1] == ["inquit.integrations.spacy:make"]


def test_a_reader_can_be_given() -> None:
    component = integration.Inquit(reader=FakeReader())
    doc = component(spacy.blank("en")("Vera Lund said no."))
    assert doc._.statements[0].words == "no"
