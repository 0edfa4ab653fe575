"""Which way a date lies that the words leave open, and the words right around it that tell without a verb.

"Ahead of the vote on Friday" looks ahead and "Friday's ruling" back, whatever the verb of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum


class Tense(IntEnum):
    """The direction in which a date lies that the words leave open."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class Cue:
    """What a sentence tells of the direction.

    Attributes:
        near: Whether the verb stands a few words before the expression, with no mark in between: hardly another's.
        sure: Whether the other direction cannot be meant: "since April", "will vote in November".
        loose: Whether a “to” or an “if” gives it, behind which a thing may be named by its day: "wants to see Friday's
            papers".
    """

    tense: Tense
    near: bool = False
    sure: bool = False
    loose: bool = False


_LEAD_LIMIT = 80
_MARK = re.compile(r"[,;:()“”\"—.]")
# "Extended the deadline until Friday", "as early as Monday"; not "up until", "not until" or "Until Friday, …", which
# tell of what was.
_AHEAD_OF = re.compile(r".*\w\W+\w+\W+(?:(?<!not )(?<!up )(?:until|till)|as (?:soon|early) as)\s\Z", re.S | re.I)
# "Looks past November", "come November".
_BEYOND = re.compile(r".*\b(?:past|beyond|come)\s\Z", re.S | re.I)
# "Ahead of Friday's vote", "ahead of the caucuses on Monday".
_COMING = re.compile(r".*\b(?:ahead|in advance) of ((?:[\w'’-]+ ){0,5})\Z", re.S)
# "The results of Tuesday's vote will force her to leave": they are known.
_KNOWN = re.compile(r".*\b(?:results|aftermath|wake) of (?:last )?\Z", re.S | re.I)
# "Because of the killing on Friday of her cousin": what followed tells that it has been.
_SINCE_THEN = re.compile(
    r".*\b(?:because of|after|following|since|despite|in response to) (?:the|an?|his|her|its|their) (?:[\w-]+ ){0,2}"
    r"(?:slaying|murder|killing|shooting|attack|bombing|death|arrest|crash|explosion|blast|resignation|defeat|win|victory)s?"
    r" (?:[\w'’-]+ ){0,4}\Z",
    re.S,
)
# "The attack in Paris on Friday", "the killings early Sunday".
_EVENT_OF = re.compile(
    r".*\b(?:slaughter|massacre|attacks?|killings?|shootings?|bombings?|murders?|riots?|crash|earthquake|explosions?|blasts?)"
    r" (?:(?:in|at|near|outside) (?:[A-Z][\w.'’]+ ){1,3})?(?:on |early |late |last )*\Z",
    re.S,
)
# "Seats up in November", "her chances in November".
_AT_STAKE = re.compile(r".*\b(?:up|chances|prospects|hopes|odds) (?:in|on) \Z", re.S)
# What comes of something and is named by its day has been: "a way around Friday's ruling", whatever the verb.
_OUTCOME = re.compile(
    r"(?:['’]s)? (?!to |is |was |are |were )(?:[a-z-]+ ){0,2}"
    r"(?:ruling|decision|verdict|announcement|statement|remarks|comments|attacks?"
    r"|bombings?|shootings?|killings?|raids?|blasts?|explosions?|crash|quake|earthquake|accident|incident|clash(?:es)?"
    r"|violence|coup|collapse|crackdown|arrests?|resignation|defeat|victory|loss(?:es)?|close|closing|decline|drop"
    r"|plunge|disaster|tragedy|massacre)\b"
)


def sign(text: str, start: int, end: int, begins: int) -> Cue | None:
    """What the words right around the expression at `[start, end)` tell; `None` for nothing.

    Args:
        text: The whole text.
        start: Where the expression begins.
        end: Where it ends.
        begins: Where its sentence begins.
    """
    lead = text[max(begins, start - _LEAD_LIMIT) : start]
    if _AHEAD_OF.match(lead) or _BEYOND.match(lead):
        return Cue(Tense.FUTURE, near=True)
    if (coming := _COMING.match(lead)) and not _MARK.search(coming[1]):
        return Cue(Tense.FUTURE, near=True)
    if lead[-6:].lower() == "since ":
        return Cue(Tense.PAST, near=True, sure=True)
    if re.search(r"\b(?:is|are) \Z", lead):
        return Cue(Tense.FUTURE, near=True)  # "the deadline is Friday"
    if _AT_STAKE.match(lead):
        return Cue(Tense.FUTURE, near=True)
    if _EVENT_OF.match(lead) or _OUTCOME.match(text, end) or _KNOWN.match(lead) or _SINCE_THEN.match(lead):
        return Cue(Tense.PAST, near=True)
    return None
