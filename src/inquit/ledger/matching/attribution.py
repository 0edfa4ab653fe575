"""Who says it, in a wording that tells so: words that are not part of what is said.

Statements of a ledger hold what is said alone.  Texts that people paste, headlines and sentences of an article have
the speaker in them, and two statements of one speaker must not be alike for that.  Only plain words of saying count:
*denied* and *promised* are part of what is told.
"""

from __future__ import annotations

import re

_SAYING = (
    r"(?:said|says|say|told|tells|added|adds|wrote|writes|replied|explained|noted|stated|announced|announces|shouted)"
)
_NAME = r"(?:[\w.’'-]+\s){0,5}?[\w.’'-]+"
_HEARERS = "crowd|press|reporters|journalists|parliament|court|council|Gazette|Post|Times|Echo|Wire"
_TO = rf"(?:\s(?:the\s)?(?:\w+\s)?(?:{_HEARERS}))?"
_WHEN = r"(?:\s(?:on|in|at|after)\s[^“”\".]{2,40})?"
_FIRST = re.compile(
    rf"^\s*{_NAME}\s(?:has\s|have\s|had\s)?{_SAYING}{_TO}{_WHEN}(?::|,?\sthat\b|,|(?=\s))", re.IGNORECASE
)
_LATER = re.compile(
    rf"(?<=[,?!”\"’…]\s)(?:{_NAME}\s(?:has\s|had\s)?{_SAYING}|{_SAYING}\s{_NAME}|according\sto\s{_NAME})\b"
    rf"{_TO}{_WHEN}(?=[\s]*(?:[.,:;“\"]|$))",
    re.IGNORECASE,
)
_SUBJECT = re.compile(  # "The minister urged …": who, but not how, which says something about what is said
    r"^\s*(?:the|a|an|mr|ms|mrs|dr|his|her|their|its|he|she|they|it|we|[A-Z][\w’'-]+)\b\s?(?:[\w.’'-]+\s){0,4}?"
    r"(?=(?:has\s|have\s|had\s|also\s)?(?:den(?:y|ies|ied)|urged?s?|call(?:s|ed)\son|ruled\sout|rules\sout"
    r"|demand(?:s|ed)|ask(?:s|ed)|complain(?:s|ed)|promised?s?|warn(?:s|ed)|announced|accused?s?|oppos(?:es|ed)|threaten(?:s|ed)|expects?|plans?|wants?"
    r"|propos(?:es|ed)|declared?|apologi[sz]e[sd]|refuse[sd]|reject(?:s|ed)|insist(?:s|ed)|admit(?:s|ted)|argue[sd]|vow(?:s|ed)"
    r"|pledge[sd]|claim(?:s|ed)|predict(?:s|ed)|support(?:s|ed)|agree[sd])\b)",
    re.IGNORECASE,
)
_LONGEST = 120
"""Characters of the longest stretch that is taken for an attribution."""


def attributions(text: str) -> list[tuple[int, int]]:
    """`(start, end)` of the words that tell who says it, in order."""
    found = []
    first = _FIRST.match(text[:_LONGEST])
    if first and not any(mark in first.group() for mark in '“"‘'):
        found.append(first.span())
    elif not first and (subject := _SUBJECT.match(text[:_LONGEST])):
        found.append(subject.span())
    found += [match.span() for match in _LATER.finditer(text)]
    return found
