"""One call each: a text is always a text, a place always a place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli.fake import FakeReader

import inquit
from inquit import api
from inquit.errors import FormatError, InquitError, LanguageError, SourceError
from inquit.types import PublishedCandidate

STORY = "Vera Lund said the bridge needs new cables."
GERMAN = (
    "Der Bürgermeister hat gesagt, dass die Brücke im Mai nicht mehr geöffnet wird"
    " und dass niemand weiß, warum das so ist und was nun kommt."
)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "packaged_reader", FakeReader)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


class TestReadText:
    def test_gives_a_reading(self) -> None:
        reading = inquit.read_text(STORY)

        assert [str(statement) for statement in reading] == ["Vera Lund (said): the bridge needs new cables"]
        assert (reading.article.published, reading.article.outlet) == (None, None)

    def test_takes_day_and_outlet(self) -> None:
        article = inquit.read_text(STORY, published="2024-02-01", outlet="The Sound Observer").article

        assert (article.published, article.outlet) == ("2024-02-01", "The Sound Observer")
        assert article.published_candidates == (PublishedCandidate("2024-02-01", "user"),)

    @pytest.mark.parametrize("text", [__file__, "/", "-", "https://sound.example/ferry"])
    def test_never_takes_a_text_for_a_place(self, text: str) -> None:
        assert inquit.read_text(text).article.text == text

    @pytest.mark.parametrize(
        ("text", "options", "error", "message"),
        [
            ("", {}, SourceError, "holds no text; check that it holds the article itself"),
            (" \n\t", {}, SourceError, "holds no text; check that it holds the article itself"),
            (
                STORY,
                {"published": "soon"},
                SourceError,
                "published: 'soon' is not a date; write it as 2024-03-09 or 2024-03-09T18:30",
            ),
        ],
    )
    def test_refuses(self, text: str, options: dict[str, str], error: type[InquitError], message: str) -> None:
        with pytest.raises(error) as caught:
            inquit.read_text(text, **options)
        assert str(caught.value) == message

    def test_reads_other_languages_only_when_told(self) -> None:
        with pytest.raises(LanguageError, match="not English, probably German"):
            inquit.read_text(GERMAN)
        assert inquit.read_text(GERMAN, any_language=True).article.language == "de"


class TestRead:
    def test_reads_a_path(self, file: Path) -> None:
        assert inquit.read(file) == inquit.read(str(file)) == inquit.read_text(STORY)

    def test_takes_day_and_outlet(self, file: Path) -> None:
        article = inquit.read(file, published="2024-02-01", outlet="The Sound Observer").article

        assert (article.published, article.outlet) == ("2024-02-01", "The Sound Observer")

    def test_reads_the_one_record_of_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "one.jsonl").write_text('{"text": "Vera Lund said no."}\n', encoding="utf-8")

        assert [str(statement) for statement in inquit.read(tmp_path / "one.jsonl")] == ["Vera Lund (said): no"]

    @pytest.mark.parametrize("place", [STORY, "missing.txt", "ftp://sound.example/ferry"])
    def test_a_string_that_is_no_place_is_told_of_read_text(self, place: str) -> None:
        with pytest.raises(SourceError) as caught:
            inquit.read(place)
        assert str(caught.value) == (
            f"{place}: there is no such file, and it is no http or https address;"
            " check the path; a text itself goes to read_text, or by a pipe to inquit read -"
        )

    @pytest.mark.parametrize(
        ("content", "error", "message"),
        [
            pytest.param("", SourceError, "empty (0 bytes); check that it was saved or downloaded whole", id="empty"),
            pytest.param(
                '{"text": "Vera Lund said no."}\n{"text": "Vera Lund said yes."}\n',
                FormatError,
                "holds more than one article; use inquit.ingest.readings for many",
                id="two articles",
            ),
            pytest.param(
                '{"text":\n{"text": "Vera Lund said yes."}\n',
                FormatError,
                "record 1: not valid JSON: Expecting value at character 9; mend the record or take it out",
                id="the first is broken",
            ),
            pytest.param(
                '{"text": "Vera Lund said yes."}\n{"text":\n',
                FormatError,
                "record 2: not valid JSON: Expecting value at character 9; mend the record or take it out",
                id="the second is broken",
            ),
        ],
    )
    def test_what_holds_not_one_article_is_refused(
        self, tmp_path: Path, content: str, error: type[InquitError], message: str
    ) -> None:
        path = tmp_path / "stories.jsonl"
        path.write_text(content, encoding="utf-8")

        with pytest.raises(error) as caught:
            inquit.read(path)
        parted = ", " if message.startswith("record") else ": "
        assert str(caught.value) == f"{path}{parted}{message}"

    def test_a_directory_is_refused_with_advice(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=f"^{re.escape(str(tmp_path))}: is a directory; name the files in it"):
            inquit.read(tmp_path)

    def test_what_the_advice_names_can_be_given(self, file: Path) -> None:
        with pytest.raises(SourceError, match=r"\(--max-bytes N; ReadOptions\(max_bytes=N\)\)$"):
            inquit.read(file, options=inquit.ReadOptions(max_bytes=10))
        with pytest.raises(SourceError, match=r"\(--recursive; ReadOptions\(recursive=True\)\)$"):
            inquit.read(file.parent)
        assert inquit.read(file.parent, options=inquit.ReadOptions(recursive=True)) == inquit.read(file)

    def test_what_is_named_beside_the_options_wins(self, file: Path) -> None:
        options = inquit.ReadOptions(published="2024-02-01", outlet="The Sound Observer")
        for article in (
            inquit.read(file, outlet="Norwire", options=options).article,
            inquit.read_text(STORY, outlet="Norwire", options=options).article,
        ):
            assert (article.published, article.outlet) == ("2024-02-01", "Norwire")

    def test_an_empty_string_is_no_place(self) -> None:
        with pytest.raises(SourceError, match=r"; a text itself goes to read_text, or by a pipe to inquit read -$"):
            inquit.read("")
