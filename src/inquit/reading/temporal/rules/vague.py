"""Words for the past, the present and the future that no calendar can place.

TIMEX3: TimeML 1.2.1, 2.1.1: `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
"""

from __future__ import annotations

from inquit.reading.temporal import ambiguous_words
from inquit.reading.temporal.relative import part_of, refer, refer_in
from inquit.reading.temporal.rule import Rule

VAGUE: tuple[Rule, ...] = (
    Rule("vague", "(right|just|even|until|by)? now=_", refer("PRESENT_REF"), ambiguous_words.not_now_and_then),
    Rule("vague", "(currently|nowadays|presently)", refer("PRESENT_REF")),
    Rule("vague", "at (present|the moment|this time|this moment|the present time)", refer("PRESENT_REF")),
    Rule("vague", "current", refer("PRESENT_REF"), ambiguous_words.describes),
    Rule("vague", "these days", refer("PRESENT_REF")),
    Rule("vague", "(more|most|until|as)? recently", refer("PAST_REF"), ambiguous_words.not_as_recently_as),
    Rule("vague", "lately", refer("PAST_REF")),
    Rule("vague", "the (recent|distant)? past", refer("PAST_REF"), ambiguous_words.as_noun),
    Rule(
        "vague",
        "the (near|foreseeable|immediate|distant|not too distant)? future",
        refer("FUTURE_REF"),
        ambiguous_words.as_noun,
    ),
    Rule("vague", "the (long|short|near|medium) term", refer("FUTURE_REF"), ambiguous_words.as_noun),
    Rule(
        "vague", "(soon|as soon as possible)", refer_in("FUTURE_REF", narrative=False), ambiguous_words.not_soon_after
    ),
    # Adjectives that TIDES 2005 (section 3.1) counts among the triggers; in news "former" only tells a role
    Rule("vague", "former", refer_in("PAST_REF", narrative=True)),
    Rule("vague", "recent", refer_in("PAST_REF", narrative=True), ambiguous_words.describes),
    Rule("vague", "future", refer_in("FUTURE_REF", narrative=True), ambiguous_words.describes),
    Rule("vague", "to date=one", part_of("one", "PRESENT_REF"), ambiguous_words.as_noun),
    Rule("vague", "the? (coming|future) UNITS", refer("FUTURE_REF")),
)
