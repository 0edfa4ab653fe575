"""Is this English?  Told by the share of function words, without a dependency.

Enough for the one question that matters, whether the model may read the text; which other language it is, is told only
where the same count makes it plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Common function words, for English without those that another language of the list shares often.
WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in that is was for on with as his he by at it be from this they had an were which"
        " have not are has but or who their said its will would been more about i you",
        "de": "der die das und ist von zu den mit sich des auf für nicht ein eine im dem auch als es an werden"
        " aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder"
        " aber vor zur bis mehr",
        "fr": "le la les des et est du une que dans qui au pour pas par plus ce sur ne se sont avec il aux"
        " cette mais ont été elle ces être leur fait nous selon après",
        "es": "el los las y del que una por con para su al lo como más pero sus le ya fue este ha sí porque"
        " esta son entre cuando muy sin sobre también hasta hay según",
        "it": "il di che è per un della del in non sono si dei le una con alla da nel più anche gli ha come dal"
        " delle ma lo nella alle ai sul questo ed stato",
        "pt": "o os do da dos das em um uma para não com que é por mais foi ao no na nos nas pelo pela são"
        " também seu sua ou já mas após segundo",
        "nl": "het een van en dat niet zijn op te voor met ze aan er om ook maar dan nog bij uit naar deze"
        " wordt heeft werd hij door worden zich",
        "sv": "och att det som en på är av för med den till inte om ett han har de jag från vid så men sig hade"
        " under kan efter säger",
        "no": "og det som på er av til med ikke den har de for å et om han var fra at ble en etter men også kan"
        " sier skal ved hun",
        "pl": "w i na z do się nie to że jest o jak po od za przez dla przy są który oraz już ale tym",
        "tr": "ve bir bu da de için ile olarak daha çok olan gibi sonra kadar en ancak ya",
    }.items()
}
SCRIPTS = (
    ("ru", "Cyrillic", re.compile("[\u0400-\u04ff]")), ("el", "Greek", re.compile("[\u0370-\u03ff]")),
    ("ar", "Arabic", re.compile("[\u0600-\u06ff]")), ("he", "Hebrew", re.compile("[\u0590-\u05ff]")),
    ("hi", "Devanagari", re.compile("[\u0900-\u097f]")), ("ko", "Hangul", re.compile("[\uac00-\ud7af]")),
    ("ja", "kana", re.compile("[\u3040-\u30ff]")), ("zh", "Chinese", re.compile("[\u4e00-\u9fff]")),
    ("th", "Thai", re.compile("[\u0e00-\u0e7f]")),
)  # fmt: skip
# Scripts of one common language only; Cyrillic, Arabic and Devanagari serve several, so those name none.
ONE_LANGUAGE = {"el", "he", "ko", "ja", "zh", "th"}

MIN_WORDS = 20  # below that a headline full of names looks like no language at all
MAX_CHARS = 20_000  # a sample from the start is as good as the whole

# Measured on 840 English news articles and texts of other genres: whole texts have an English share of 0.12 to 0.45 and
# no other language above 0.13; the first 20 words alone have anything from 0 to 0.5.
ENGLISH_SHARE = 0.12
OTHER_SHARE = 0.15
OTHER_LEAD = 1.5  # so many times the English share must another language reach
NO_ENGLISH_SHARE = 0.05  # below this, and long enough, it is not English even if nothing else was recognised
NO_ENGLISH_WORDS = 100
NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "sv": "Swedish", "no": "Norwegian", "pl": "Polish", "tr": "Turkish", "el": "Greek", "he": "Hebrew", "ko": "Korean",
    "ja": "Japanese", "zh": "Chinese", "th": "Thai",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What the words tell about their language.

    Attributes:
        code: ISO 639-1 code; `None` where the words do not tell.
        english: Whether it may be read as English; true where nothing speaks against it.
        why: What was counted, for a message; empty where nothing speaks against English.
    """

    code: str | None
    english: bool = True
    why: str = ""


def tell(text: str) -> Told:
    """Tell the language of a text by its script and its function words."""
    sample = text[:MAX_CHARS]
    letters = sum(1 for char in sample if char.isalpha()) or 1
    for code, name, script in SCRIPTS:
        share = len(script.findall(sample)) / letters
        if share > 0.3:  # Chinese and Japanese newspapers mix in Latin names, figures and each other's signs
            return Told(code if code in ONE_LANGUAGE else None, False, f"{share:.0%} of its letters are {name}")
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < MIN_WORDS:
        return Told(None)
    share_of = {code: sum(1 for word in words if word in known) / len(words) for code, known in WORDS.items()}
    english = share_of.pop("en")
    other = max(share_of, key=lambda code: share_of[code])
    if share_of[other] >= OTHER_SHARE and share_of[other] > OTHER_LEAD * english:
        why = f"{share_of[other]:.0%} of its words are common {NAMES[other]} words, {english:.0%} common English ones"
        return Told(other, False, why)
    if english < NO_ENGLISH_SHARE and len(words) >= NO_ENGLISH_WORDS:
        return Told(None, False, f"only {english:.0%} of its words are common English words")
    return Told("en" if english >= ENGLISH_SHARE else None)
