"""Errors tell what, where and what now, also after they came home from another process."""

from __future__ import annotations

import pickle

import pytest

from inquit import errors
from inquit.errors import Failure, FetchError, FormatError, InquitError, LanguageError, ModelError, SourceError, located

WHAT = "text of 9 characters, limit 5"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (InquitError(WHAT), WHAT),
        (InquitError(WHAT, where="a.txt"), f"a.txt: {WHAT}"),
        (InquitError(WHAT, where="a.jsonl", record=17), f"a.jsonl, record 17: {WHAT}"),
        (InquitError(WHAT, record=1), f"record 1: {WHAT}"),
        (InquitError(WHAT, record=0), f"record 0: {WHAT}"),
        (InquitError(WHAT, remedy="cut it"), f"{WHAT}; cut it"),
        (InquitError(WHAT, where="a.jsonl", record=2, remedy="cut it"), f"a.jsonl, record 2: {WHAT}; cut it"),
    ],
)
def test_the_message_has_what_is_known(error: InquitError, message: str) -> None:
    assert str(error) == message


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        (SourceError, InquitError),
        (FetchError, SourceError),
        (LanguageError, SourceError),
        (FormatError, InquitError),
        (ModelError, InquitError),
    ],
)
def test_the_family(kind: type[InquitError], base: type[InquitError]) -> None:
    assert kind.__bases__ == (base,)
    assert kind.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize("kind", [InquitError, SourceError, FetchError, LanguageError, FormatError, ModelError])
def test_errors_come_whole_from_another_process(kind: type[InquitError]) -> None:
    error = pickle.loads(pickle.dumps(kind(WHAT, where="a.txt", record=3, remedy="cut it")))

    assert type(error) is kind
    assert (error.what, error.where, error.record, error.remedy) == (WHAT, "a.txt", 3, "cut it")


def test_located_fills_in_what_is_not_known() -> None:
    with pytest.raises(SourceError) as caught, located("a.jsonl", 4):
        raise SourceError(WHAT, remedy="cut it")
    assert str(caught.value) == f"a.jsonl, record 4: {WHAT}; cut it"


def test_the_innermost_place_wins() -> None:
    with pytest.raises(SourceError) as caught, located("folder"), located("a.jsonl", 4):
        raise SourceError(WHAT, record=9)
    assert str(caught.value) == f"a.jsonl, record 9: {WHAT}"


def test_other_errors_pass_untouched() -> None:
    with pytest.raises(ValueError, match=r"^odd$"), located("a.txt"):
        raise ValueError("odd")


def test_a_failure_reads_as_its_error() -> None:
    error = FormatError(WHAT, where="a.jsonl", record=2)

    assert str(Failure("a.jsonl", 2, error)) == str(error) == f"a.jsonl, record 2: {WHAT}"
