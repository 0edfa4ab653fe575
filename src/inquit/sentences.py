"""Paragraph and sentence bounds of English news.

A paragraph is a line.  A sentence ends at a full stop, question mark, exclamation mark or ellipsis, with the marks that
close behind it, where white space follows and what comes next can begin a sentence.  A full stop that belongs to an
abbreviation, an initial or a number ends a sentence only where the next word says so.

Ours and not a library's: the splitters on the package index bring a language model or turn the text into tokens first,
and this is needed each time a statement is shown.  Each mark is looked at once, with a few characters around it, so that
time grows with the length of the text whatever it holds.
"""

from __future__ import annotations

import re

# One match for each run of closing marks: it never fails and starts again, so a page of full stops is read once.
_END = re.compile(r"[.!?…][.!?…\"'”’»)\]]*")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+(?:[.'’&-]\w+)*")
_OPENING = "\"'“‘«„([<*_•·"
_CLOSING_QUOTES = frozenset("\"'”’»")
_WORD_LIMIT = 24  # longest abbreviation looked for, with room for the bracket or the quotation mark before it

# Stand before a name, never at the end of a sentence.
_TITLES = frozenset(
    """adm amb atty brig capt cmdr col comdr cpl cpt det dr fr gen gov hon insp lt maj messrs mlle mme mmes mr mrs ms msgr
    mt mx pfc pres prof pvt rep reps rev sen sens sgt spc supt st ste vs v cf e.g i.e viz al-gen lt.-gen maj.-gen approx
    est ca""".split()
) - {"est"}
# Stand before a number; elsewhere they are words like others ("The answer is no.").
_BEFORE_NUMBER = frozenset(
    """no nos vol vols p pp art arts sec secs fig figs ch chap para jan feb mar apr jun jul aug sep sept oct nov dec
    ver""".split()
)
# May end a sentence or not: the next word decides.
_MAY_END = frozenset(
    """inc corp co cos ltd plc llc bros jr sr esq etc al dept univ assn ave blvd rd hwy ph.d m.d b.a m.a
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex
    va vt wash wis wyo ont que alta ft jan feb mar apr aug sept oct nov dec""".split()
)
_INITIALS = re.compile(r"(?:\w\.)*\w", re.UNICODE)  # "J", "U.S", "p.m"
_TIME_OF_DAY = frozenset({"a.m", "p.m"})
_AFTER_TIME = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Eastern Central Mountain Pacific ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT
    UTC BST CET CEST AEST AEDT IST JST""".split()
)
# Words whose capital can only come from standing first, names apart.
_STARTERS = frozenset(
    """A About According Across After Again All Almost Along Already Also Although Among An And Another Any Anyone As Asked
    At Because Before Both But By Can Could Despite Did Do Does During Each Earlier Either Even Every Everyone Few For From
    Had Has Have He Hence Her Here Hers His How However I I'm I’m I'd I’d I'll I’ll I've I’ve If In Indeed Instead Is It Its
    It's It’s Just Last Later Like Many Meanwhile More Moreover Most Much My Neither Never Nevertheless Next No Nobody None
    Nor Not Nothing Now Of Officials On Once One Only Or Others Our Over People Perhaps Police Rather Several She Should
    Similarly Since So Some Someone Still Such Than That That's That’s The Their Then There There's There’s Therefore These
    They They're They’re This Those Though Through Throughout Thus To Today Together Tomorrow Tonight Two Under Unless Until
    Upon Was We We're We’re Were What When Where Whether Which While Who Why Will With Within Without Would Yes Yesterday
    Yet You Your""".split()
)
# "Why now?" Ms Aldous asked: the question mark closes the quotation, not the sentence.
_SPEAKER_AND_CUE = re.compile(
    r"(?:[\w.'’-]+ ){1,4}(?:said|says|asked|asks|added|adds|wrote|writes|tweeted|replied|shouted|cried|told|wondered"
    r"|exclaimed|joked|demanded)\b"
)


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """`(start, end)` of each paragraph: a run of characters without a line break, white space trimmed."""
    bounds = []
    for match in _LINE.finditer(text):
        line = match.group()
        if stripped := line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            bounds.append((start, start + len(stripped)))
    return bounds


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """`(start, end)` of each sentence, in order, white space between them left out.

    Paragraphs are hard bounds; every character that is not white space stands in exactly one sentence.
    """
    bounds = []
    for start, stop in paragraph_bounds(text):
        for match in _END.finditer(text, start, stop):
            end = match.end()
            if end < stop and text[end].isspace():
                following = _skip_space(text, end, stop)
                if _ends(text, start, match.start(), end, following, stop):
                    bounds.append((start, end))
                    start = following
        bounds.append((start, stop))
    return bounds
