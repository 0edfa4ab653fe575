from __future__ import annotations

import pytest

from inquit.reports.headline import CheckedClaim, HeadlineCheck, Verdict, check_headline
from inquit.reports.headline_claims import claims_of
from inquit.reports.prepared import prepared
from inquit.types import Act
from reports.stories import TOLL, say, story


def check(headline: str, body: str, *said: dict[str, object], **more: object) -> HeadlineCheck:
    found = check_headline(prepared(story(f"{headline}\n\n{body}", *said, **more)))
    assert found is not None
    return found


def only(found: HeadlineCheck) -> CheckedClaim:
    (claim,) = found.claims
    return claim


def lacks(claim: CheckedClaim) -> list[tuple[str, str]]:
    return [(str(lack.kind), lack.words) for lack in claim.lacks]


HOLM = {"Mayor Ida Holm": {"name": "Ida Holm", "role": "Mayor", "also": ["Holm"]}}


@pytest.mark.parametrize(
    ("headline", "act", "subject", "attributed"),
    [
        ("Mayor promises 40 buses", Act.PROMISE, "Mayor ", True),
        ("NATO chief makes promise", Act.PROMISE, "NATO chief makes ", True),
        ("Owner rules out sale", Act.REFUSE, "Owner ", True),
        ("Toll will rise, mayor says", None, "mayor", True),
        ("Toll will rise, says mayor", None, "mayor", True),
        ("Mayor: Toll will rise", None, "Mayor", True),
        ("Toll rises in Norvik", None, "", False),
        ("‘Toll will rise’ in Norvik", None, "", True),
        ("Promises of a mayor", None, "", False),
    ],
)
def test_what_a_headline_claims(headline: str, act: Act | None, subject: str, attributed: bool) -> None:
    page = prepared(story(f"{headline}\n\nA body."))

    (claim,) = claims_of(page, headline)
    assert (claim.act, claim.subject, claim.attributed) == (act, subject, attributed)


@pytest.mark.parametrize(
    ("headline", "claims"),
    [
        ("Mayor promises buses; owner says no", ["Mayor promises buses", "owner says no"]),
        ("Norvik waits for buses; The Harbour", ["Norvik waits for buses"]),
        ("Bus toll rises – but not for boats", ["Bus toll rises", "but not for boats"]),
        ("“Toll rises; boats wait” in Norvik", ["“Toll rises; boats wait” in Norvik"]),
        ("Toll", ["Toll"]),
    ],
)
def test_a_headline_is_cut_at_semicolons_and_dashes(headline: str, claims: list[str]) -> None:
    page = prepared(story(f"{headline}\n\nA body."))

    assert [claim.words for claim in claims_of(page, headline)] == claims


def test_the_same_act_by_the_same_speaker_bears_a_headline_out() -> None:
    body = "Mayor Ida Holm promised 40 buses for the town."
    claim = only(
        check("Mayor promises 40 buses", body, say("Mayor Ida Holm", "promised", "40 buses for the town", act="promise"),
              speakers=HOLM)
    )  # fmt: skip

    assert (claim.verdict, claim.support[0].who, claim.support[0].statement) == (Verdict.SUPPORTED, "Ida Holm", "s1")


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        ("40 buses if the bank lends money", "condition", "if the bank lends money"),
        ("up to 40 buses", "qualifier", "up to"),
        ("perhaps 40 buses", "hedge", "perhaps"),
        ("30 buses", "figure", "40"),
    ],
)
def test_what_a_headline_leaves_out_makes_it_more_than_the_body(content: str, kind: str, words: str) -> None:
    body = f"Mayor Ida Holm promised {content}."
    claim = only(
        check("Mayor promises 40 buses", body, say("Mayor Ida Holm", "promised", content, act="promise"), speakers=HOLM)
    )

    assert claim.verdict is Verdict.WEAKER
    assert (kind, words) in lacks(claim)


def test_a_condition_that_the_same_speaker_states_elsewhere_is_told() -> None:
    body = (
        "Mayor Ida Holm promised 40 buses. “If the bank lends nothing, there will be no buses,” Holm said. "
        "She would not say when."
    )
    claim = only(
        check(
            "Mayor promises 40 buses",
            body,
            say("Mayor Ida Holm", "promised", "40 buses", act="promise"),
            say("Holm", "said", "“If the bank lends nothing, there will be no buses,”", speaker="Mayor Ida Holm",
                flags=["conditional"]),
            say("She", "would not say", "when", speaker="Mayor Ida Holm", act="decline"),
            speakers=HOLM,
        )
    )  # fmt: skip

    assert claim.verdict is Verdict.WEAKER
    assert lacks(claim) == [
        ("condition", "“If the bank lends nothing, there will be no buses,” Holm said"),
        ("non-answer", "She would not say when"),
    ]


def test_a_non_answer_alone_makes_nothing_weaker() -> None:
    body = "Mayor Ida Holm promised 40 buses. She would not say when."
    claim = only(
        check(
            "Mayor promises 40 buses",
            body,
            say("Mayor Ida Holm", "promised", "40 buses", act="promise"),
            say("She", "would not say", "when", speaker="Mayor Ida Holm", act="decline"),
            speakers=HOLM,
        )
    )

    assert (claim.verdict, lacks(claim)) == (Verdict.SUPPORTED, [("non-answer", "She would not say when")])


def test_another_act_than_the_headlines_is_told() -> None:
    body = "Mayor Ida Holm plans 40 buses."
    claim = only(
        check("Mayor promises 40 buses", body, say("Mayor Ida Holm", "plans", "40 buses", act="plan"), speakers=HOLM)
    )

    assert ("act", "promises") in lacks(claim)
    assert claim.verdict is Verdict.WEAKER


def test_a_fact_that_the_body_only_has_from_somebody() -> None:
    body = "The ferry sank at night, Ida Holm said."
    claim = only(check("Ferry sinks at night", body, say("Ida Holm", "said", "The ferry sank at night")))

    assert (claim.verdict, lacks(claim)) == (Verdict.WEAKER, [("source", "Ida Holm")])


def test_a_fact_that_the_body_tells_itself() -> None:
    claim = only(check("Ferry sinks at night", "The ferry sank off Norvik at night."))

    assert (claim.verdict, claim.support[0].who, lacks(claim)) == (Verdict.SUPPORTED, None, [])


def test_a_negation_of_something_else_is_no_lack() -> None:
    claim = only(check("Storm tears roof off school", "Nobody was hurt when the storm tore the roof off the school."))

    assert claim.verdict is Verdict.SUPPORTED


def test_quoted_words_must_be_in_the_body() -> None:
    found = check(
        "‘We were lucky’, mayor says", "“We were lucky,” Ida Holm said.", say("Ida Holm", "said", "“We were lucky,”")
    )
    other = check(
        "‘We were lucky’, mayor says",
        "“We had some luck,” Ida Holm said.",
        say("Ida Holm", "said", "“We had some luck,”"),
    )

    assert only(found).verdict is Verdict.SUPPORTED
    assert ("quotation", "We were lucky") in lacks(only(other))


def test_what_the_body_does_not_say() -> None:
    found = check("Glacier swallows village", "The ferry sank off Norvik.")

    assert (found.verdict, only(found).support) == (Verdict.NOT_FOUND, ())


def test_the_worst_claim_counts() -> None:
    found = check("Ferry sinks at night; glacier swallows village", "The ferry sank off Norvik at night.")

    assert [claim.verdict for claim in found.claims] == [Verdict.SUPPORTED, Verdict.NOT_FOUND]
    assert found.verdict is Verdict.NOT_FOUND


def test_a_copy_of_the_headline_bears_nothing_out() -> None:
    found = check("Glacier swallows village", "Glacier swallows village\n\nThe ferry sank off Norvik.")

    assert found.verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize(("text", "title"), [("A toll.\n\nIt rises.", None), ("A toll", "A toll"), ("x\n", "")])
def test_without_headline_or_body_there_is_nothing_to_check(text: str, title: str | None) -> None:
    assert check_headline(prepared(story(text, title=title))) is None


def test_a_story_with_one_of_everything() -> None:
    found = check_headline(prepared(TOLL))

    assert found is not None
    (claim,) = found.claims
    assert (claim.verdict, claim.act, claim.support[0].statement) == (Verdict.WEAKER, Act.PROMISE, "s1")
    assert lacks(claim) == [
        ("condition", "if the bank lends the money"),
        ("non-answer", "Holm did not say when"),
    ]
