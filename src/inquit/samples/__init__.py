"""Eighteen news stories of our own, as untidy as real ones: what `inquit demo`, tests and benchmarks read.

Every country, city, person, outlet and event is invented, every sentence written for this package.  What each shows:

    01-water-deal-herald.html        one event in three outlets: quotations shortened, a condition lost
    02-water-deal-wire.html          the same, agency style: straight marks, the condition whole, unnamed officials
    03-water-deal-post.html          the same, British single marks, quotations reworded
    04-cod-ban.html                  non-answers, a conditional offer, an opinion inside a statement, an embedded post
    05-interview-governor.html       a transcript: "WALDEN: …"
    06-lighthouse-qa.html            questions and answers: "Q: … A: …"
    07-commission-press-release.txt  a press release: "“…” – Commissioner X", "And from Chairwoman Y:"
    08-port-strike.html              promises, threats, conditions, refusals
    09-bank-letter.html              unnamed sources, why they are not named, and what each of them knows
    10-ferry-trial.html              a quotation over three paragraphs, one interrupted, straight marks
    11-storm-gazette.html            a mark that is never closed; the page is encoded in windows-1252
    12-telescope-dust.txt            long indirect speech, sources left out, a date line with an update
    13-coach-walks-out.txt           an agency story as sent by mail, its lines wrapped at 72 characters
    14-ropewalk-400.html             a pledge with a figure and a date, a promise on a condition, an offer to sell
    15-ropewalk-300.html             the condition is met, the figure is smaller, an opponent reports another pledge
    16-ropewalk-dispute.html         smaller still and on a condition, a threat and two refusals
    17-ferry-fares.html              an article that drops the second half of a sentence
    18-ferry-fares-corrected.html    the same, corrected by the outlet: one address, two versions
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

NAMES = (
    "01-water-deal-herald.html",
    "02-water-deal-wire.html",
    "03-water-deal-post.html",
    "04-cod-ban.html",
    "05-interview-governor.html",
    "06-lighthouse-qa.html",
    "07-commission-press-release.txt",
    "08-port-strike.html",
    "09-bank-letter.html",
    "10-ferry-trial.html",
    "11-storm-gazette.html",
    "12-telescope-dust.txt",
    "13-coach-walks-out.txt",
    "14-ropewalk-400.html",
    "15-ropewalk-300.html",
    "16-ropewalk-dispute.html",
    "17-ferry-fares.html",
    "18-ferry-fares-corrected.html",
)


def paths() -> list[Path]:
    """The stories' files, always in the same order."""
    # A string and back: a Traversable of an installed package is a path, but its type does not say so.
    folder = Path(str(files(__name__)))
    return [folder / name for name in NAMES]
