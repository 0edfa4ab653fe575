"""The closed sets of words: kinds of speaker, acts and flags of a statement, and what else has a name of its own."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of speaker speaks."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"


class Mode(StrEnum):
    """How much of the content stands in quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Type(StrEnum):
    """How the speaker is tied to the content (PDTB 2.0, section 5; PARC 3)."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    FACT = "fact"
    EVENTUALITY = "eventuality"


class Act(StrEnum):
    """What a speaker does by a statement (docs/acts.md): Searle's classes, with PLOVER's names where one fits."""

    ASSERT = "assert"
    PREDICT = "predict"
    PROMISE = "promise"
    PLAN = "plan"
    THREATEN = "threaten"
    REFUSE = "refuse"
    DEMAND = "demand"
    ASK = "ask"
    ACCUSE = "accuse"
    DENY = "deny"
    CONCEDE = "concede"
    SUPPORT = "support"
    EXPRESS = "express"
    DECLINE = "decline"


class Flag(StrEnum):
    """What can hold beside any act."""

    CONDITIONAL = "conditional"
    NEGATED = "negated"
    HEDGED = "hedged"


class Basis(StrEnum):
    """Where the time of a statement comes from: words of the text, or the article's own date."""

    TEXT = "text"
    PUBLISHED = "published"


class TimexType(StrEnum):
    """The four types of TIMEX3 (TimeML 1.2.1, section 2.1.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"
