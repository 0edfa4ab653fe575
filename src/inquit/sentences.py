"""Paragraph and sentence bounds of English news.

A paragraph is a line.  A sentence ends at a full stop, question mark, exclamation mark or ellipsis, with the marks that
close behind it, where white space follows and what comes next can begin a sentence.  A full stop that belongs to an
abbreviation, an initial or a list number ends a sentence only where the next word says so.

Ours and not a library's: the splitters on the package index bring a language model or turn the text into tokens first,
and bounds are needed each time a statement is shown.  Each mark is looked at once, with a few characters around it, so
that time grows with the length of the text whatever the text holds.
"""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]+")
_SPACE = re.compile(r"\s+")
# One match for a whole run of marks: a page of nothing but full stops is read once, not once for each stop.
# Numbers in square brackets refer to notes and belong to the sentence before.
_MARKS = re.compile(r"[.!?…][.!?…\"'”’»)\]]*(?:[^\S\n]?\[\d{1,3}\])*")
_LEAD = re.compile(r"[\s\"'“”‘’«„(\[<*_]*")  # what may stand before the first word of a sentence
_WORD = re.compile(r"\w[\w'’-]*")
_ABBREVIATION_LIMIT = 16
_LAST_WORD = re.compile(r"(?:^|(?<=[\s\"'“‘«„(\[/–—-]))\w+(?:[.&]\w+)*$")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")  # "J", "U.S", "p.m"
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])\.")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Stand before a name, with a capital of their own ("a union rep." is none).
_TITLES = _words(
    """adm amb atty brig capt cmdr col cpl cpt det dr ft gen gov hon insp lt maj messrs mlle mme mmes mr mrs ms msgr mt
    pfc pres prof pvt rep reps rev sen sens sgt spc ste supt"""
)
_NEVER_END = _words("approx ca cf e.g i.e v viz vs")
# Stand before a number; before anything else they end the sentence ("The answer was no.").
_BEFORE_NUMBER = _words("no nos vol vols p pp fig figs ch jan feb mar apr jun jul aug sep sept oct nov dec")
# May end a sentence or not, with a capital of their own: the next word decides.  "St." is a saint or a street.
_MAY_END = _words(
    """inc corp co cos ltd plc llc bros jr sr esq dept univ assn st ave blvd rd hwy ph.d
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn
    tex va vt wash wis wyo ont que alta jan feb mar apr jun jul aug sep sept oct nov dec"""
)
# Follow the time of day in the same sentence ("at 9 p.m. Tuesday"); any other capital begins a new one.
_AFTER_TIME = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Eastern Central Mountain Pacific ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT
    UTC BST CET CEST AEST AEDT IST JST"""
)
# Words whose capital hardly comes from anything but standing first.
_STARTERS = _words(
    """a about according across additionally after again all almost along already also although among an and another
    any anyone as at because before both but by can could currently despite did do does during each earlier
    either even every everyone few finally for from had has have he hence her here hers his how however i if in
    indeed instead is it its just last later like many meanwhile more moreover most much my neither never
    nevertheless next no nobody none nor not nothing now of officials on once one only or others our over people
    perhaps police previously rather recently separately several she should similarly since so some someone
    still such than that the their then there therefore these they this those though through throughout thus to
    today together tomorrow tonight two ultimately under unless until upon was we were what when where whether
    which while who why will with within without would yes yesterday yet you your"""
)
# '"Why now?" Ms Aldous asked.': the question mark closes the quotation, not the sentence.
_SPEAKER_AND_CUE = re.compile(
    r"\s+(?:[\w.'’-]+ ){1,4}(?:said|says|asked|asks|added|adds|wrote|replied|shouted|cried|wondered|exclaimed|joked)\b"
)
_OPENING_QUOTES = "\"'“‘«„"
_CLOSING_QUOTES = "\"'”’»"


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
        for match in _MARKS.finditer(text, start, stop):
            end = match.end()
            space = _SPACE.match(text, end, stop)
            if space and _ends_sentence(text, start, match.start(), end, stop):
                bounds.append((start, end))
                start = space.end()
        bounds.append((start, stop))
    return bounds


def _ends_sentence(text: str, start: int, mark: int, end: int, stop: int) -> bool:
    """Whether the sentence that began at `start` ends with the marks in `[mark, end)`, followed by white space."""
    lead = _LEAD.match(text, end, stop)
    first = lead.end() if lead else end
    word_match = _WORD.match(text, first, stop)
    if word_match is None:
        # No dash among them: it leads to the speaker ("… in our time." – Mr Aldous) or from the place of a dispatch.
        return first < stop and text[first] in "$€£¥#@•·…¿¡"
    word = word_match.group()
    if not _can_begin(word):
        return False
    marks = text[mark:end]
    if marks[0] == "." and not marks.startswith(".."):
        return _full_stop_ends(text, start, mark, word, quoted=text[first - 1] in _OPENING_QUOTES)
    if marks[-1] in _CLOSING_QUOTES and marks[0] != ".":
        return _SPEAKER_AND_CUE.match(text, end, stop) is None
    return True


def _can_begin(word: str) -> bool:
    # "iPhone" and "eBay" may, "the" may not; scripts without case may.
    return not word[0].islower() or (len(word) > 1 and word[1].isupper())


def _full_stop_ends(text: str, start: int, mark: int, following: str, *, quoted: bool) -> bool:
    """Whether the full stop at `mark` ends the sentence that began at `start`.

    `following` is the next word, one that can begin a sentence; `quoted`: a quotation mark stands before it.
    """
    if _LIST_NUMBER.fullmatch(text, start, mark + 1):
        return False
    last = _LAST_WORD.search(text, max(start, mark - _ABBREVIATION_LIMIT), mark)
    if last is None:
        return True
    word = last.group()
    lower, capital = word.lower(), word[0].isupper()
    if lower in _NEVER_END or (capital and lower in _TITLES):
        return False
    if lower in _BEFORE_NUMBER and following[0].isdigit():
        return False
    if lower in ("a.m", "p.m"):
        return following not in _AFTER_TIME
    if _INITIALS.fullmatch(word) or (capital and lower in _MAY_END):
        return quoted or _bare(following) in _STARTERS
    return True


def _bare(word: str) -> str:
    """The word in small letters, without what follows an apostrophe: `It's` is `it`."""
    return re.split("['’]", word, maxsplit=1)[0].lower()
