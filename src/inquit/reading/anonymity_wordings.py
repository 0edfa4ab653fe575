"""The wordings by which English news tells how unnamed speakers know, that they stay unnamed, and why.

Tables of patterns, each under a made example; add a row to teach another one.  `<asks>` in a pattern stands for that
entry of `_WORDS`, a space for any white space.  Patterns begin with words of their own, not with a repetition, and
repeat within bounds only, so that no text makes them slow.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from inquit.reading.lazy_pattern import LazyPattern

_NAMEISH = r"(?:(?:sur)?names?|identit(?:y|ies)|initials?)"
_WORDS = {
    "asks": r"(?:ask|request|insist|demand|want|prefer+|beg+|plead|stipulat|requir|seek|sought|wish|choose|chose"
    r"|opt|agree)"
    r"(?:s|es|d|ed|e|ing|red|ring)?",
    "declines": r"(?:declin|refus)(?:es?|ed|ing)",
    "not": r"(?:(?:did|does|do|would|could|will|has|have|had) not|(?:did|does|do|would|could|has|had)n['’]t|won['’]t"
    r"|can(?:not| not|['’]t)|would never)",
    "is": r"(?:is|are|was|were|be|being|been|has been|have been|had been)",
    "named": r"(?:named|identified|quoted|cited|mentioned|attributed)(?: or (?:named|identified|quoted|photographed))?"
    r"(?: by (?:\w+ )?names?| publicly| in print)?",
    "name": _NAMEISH,
    "their": r"(?:his|her|their)",
    "gives": r"(?:giv(?:e|es|ing)|gave|provid(?:es?|ed|ing)|us(?:es?|ed|ing)|offer(?:s|ed|ing)?"
    r"|disclos(?:es?|ed|ing)|reveal(?:s|ed|ing)?|shar(?:es?|ed|ing)|stat(?:es?|ed|ing)|say|said|tell|told|print"
    r"|publish)",
    "hidden": r"(?:withheld|changed|concealed|protected|hidden|shielded|disclosed|revealed|released|published|printed"
    r"|used|given|mentioned|made public|left out|left off|omitted|suppressed|shared|reported|reproduced|broadcast"
    r"|known|named|identified|quoted|cited|anonymous|unnamed|nameless|unidentified"
    r"|kept (?:secret|confidential|private|anonymous|hidden|back|out of (?:it|print|this|the \w+)))"
    r"(?: by name| publicly| in print)?",
    "unnamed": r"(?:anonymous|unnamed|nameless|unidentified|off the record|in the background)",
    "anonymity": r"(?:(?:strict|complete|full|total|absolute|continued|lifelong|legal|<their>) )?"
    r"(?:anonymity|confidentiality)",
    "cover": r"(?:, )?[\"“‘']?(?-i:[A-Z][\w'’-]*(?:\.(?=,? [a-z]|,? (?-i:[A-Z])))?"
    r"(?: [A-Z][\w'’-]*\.?(?=,|\s|$))?)[\"”’']?",
    "cover_noun": r"(?:(?:first |middle |last )?(?:names?|initials?)|nickname|alias|pseudonym|rank|job|age|title"
    r"|occupation|call[- ]?sign|nom de guerre)",
    "speaks": r"(?:speak|talk|discuss|comment|disclose|brief|share|reveal|give|make|address|describe|be quoted"
    r"|release|divulge|communicate|say|provide|answer|publicly|publically)",
}


class Where(Enum):
    """Where outside a source the words of a pattern count; inside they do anywhere."""

    ANYWHERE = auto()
    """In the rest of the sentence: they can hardly mean anybody else."""
    ASIDE = auto()
    """Near the source or set off by a comma, as participles are: “…, speaking off the record”."""
    PREDICATE = auto()
    """As the predicate of the speaker, or joined to it by a comma, “and” or “but”."""
    DIRECTLY = auto()
    """Right after the source."""


def _compile(pattern: str) -> LazyPattern:
    while found := re.search(r"(?<!\?P)<(\w+)>", pattern):
        pattern = pattern.replace(found[0], _WORDS[found[1]])
    return LazyPattern(rf"\b(?:{pattern})(?!\w)".replace(" ", r"\s"), re.IGNORECASE)


_ANY, _ASIDE, _VERB, _NEXT = Where.ANYWHERE, Where.ASIDE, Where.PREDICATE, Where.DIRECTLY

GRANTED: tuple[tuple[Where, LazyPattern], ...] = tuple(
    (where, _compile(pattern))
    for where, pattern in (
        # spoke on condition of strict anonymity; under cover of anonymity; with a promise of anonymity
        (_ANY, r"(?:on|under|with|behind|from behind) (?:the |a )?(?:strict )?(?:conditions?|promise|understanding"
               r"|guarantee|assurance"
               r"|cover|cloak|veil|shield|protection|terms?|basis) of <anonymity>"),
        # on condition that she not be named; on the promise that his name be kept out of it; on condition we not use it
        (_ANY, r"(?:on|with|under|against) (?:the |an? )?(?:strict )?(?:condition|understanding|promise|basis"
               r"|agreement|proviso|assurance"
               r"|guarantee)(?: that)?"
               r" (?=[^;~]{0,120}(?:name|identi|initial|quoted|anonymous|nickname))[^;~]{1,120}? (?:<hidden>"
               r"|not (?:to )?(?:publish|print|use|reveal|disclose|give|mention) (?:the|<their>) (?:\w+ )?<name>"
               r"|not (?:to )?(?:name|identify) (?:him|her|them))"),
        # on condition of not being named; on the understanding of remaining nameless
        (_ANY, r"on (?:the |a )?(?:strict )?(?:condition|understanding|promise|basis) of (?:not being <named>"
               r"|(?:remaining|staying|being|going) <unnamed>)"),
        # in return for anonymity; in exchange for not being named; in return for their names being left out
        (_ANY, r"in (?:return|exchange) for (?:a (?:promise|guarantee) of )?(?:<anonymity>|not being <named>"
               r"|(?:remaining|staying|being kept) <unnamed>|<their> (?:\w+ )?<name> (?:not )?being <hidden>)"),
        # only after being promised anonymity; if granted confidentiality; once assured that her name would not appear
        (_ASIDE, r"(?:only )?(?:if|after|once|when|until) (?:(?:he|she|they) (?:was|were|had been) "
                 r"|being )?(?:granted"
                 r"|promised|guaranteed|assured(?: of)?|given|offered) <anonymity>"),
        (_ANY, r"(?:promised|assured|guaranteed|told)(?: (?:him|her"
               r"|them))? (?:that )?<their> (?:\w+ )?<name> (?:would|will)"
               r" (?:not |never )(?:be <hidden>|appear|come out|get out)"),
        # under an assumed name; spoke under a different name
        (_ASIDE, r"under (?:an assumed|a false|a different|another|a made-up|an invented|a fictitious) <name>"
                 r"|not <their> real <name>"),
        # for background only; not for quotation; unattributably
        (_ASIDE, r"for background(?: only)?|not for quotation|unattributably"),
        # would talk only if she was not named; but only so long as neither name nor town was printed
        (_ASIDE, r"(?:only |but )?(?:if|so long as|as long as|provided|providing)(?: that)? (?=[^;,~]{0,60}\b(?:not"
                 r"|neither|no|never))"
                 r"[^;,~]{0,80}? <hidden>"),
        # said on background; on deep background
        (_ASIDE, r"on (?:deep )?background(?! (?:check|noise|music|radiation|image))"),
        # off the record; not for attribution; on a no-names basis
        (_ASIDE, r"on (?:an? |the )?(?:strictly )?(?:not[- ]for[- ]attribution|non-attributable|unattributable"
                 r"|off[- ]the[- ]record|no[- ]names?"
                 r"|background|confidential|anonymous) basis|off[ -]the[ -]record(?! \w+ (?:said|was|is))"
                 r"|not for attribution|without attribution"),
        # under customary ground rules; under ground rules set by the ministry; under the Chatham House rule
        (_ANY, r"under (?:[\w'’-]+ ){0,4}?(?:ground|briefing|lobby|attribution) (?:rules|terms|conditions)"
               r"(?: (?:set|imposed|established|laid down|agreed|that|which|requiring|barring"
               r"|forbidding)[^,;:.~]{1,80})?"),
        (_ANY, r"under (?:the )?chatham house rules?"),
        # told the paper in confidence
        (_ASIDE, r"in (?:strict |strictest |the strictest )?confidence|confidentially"),
        # spoke anonymously; quoted without a name
        (_ASIDE, r"anonymously|(?:quoted|cited|speaking|spoke|talking|talked|commenting"
                 r"|appearing) without (?:a name|names|being <named>|giving (?:a"
                 r"|<their>) (?:\w+ )?<name>)"),
        # insisted on anonymity; requesting anonymity; asked for his anonymity to be kept
        (_VERB, r"<asks> (?:for |on |upon )?<anonymity>(?: to be \w+| be \w+)?"),
        # was granted anonymity; promised anonymity; given a guarantee of anonymity; speaks with guaranteed anonymity
        (_VERB, r"(?:<is> )?(?:granted|given|promised|offered|guaranteed|assured(?: of)?|accorded|afforded|allowed"
                r"|extended)"
                 r" (?:a (?:promise|guarantee) of )?<anonymity>"),
        # made anonymity a condition of the interview; has a right to lifelong anonymity; is entitled to anonymity
        (_VERB, r"ma(?:de|kes?|king) <anonymity> (?:a|the|their|his|her) condition"
                r"(?: (?:of|for) (?:the |an? |any |<their> )?(?:interview|talking|speaking|conversation|meeting"
                r"|call|comment|remarks))?"),
        (_VERB, r"(?:ha(?:s|ve|d|ving)|enjoys?) (?:a |the )?(?:legal |automatic )?right to <anonymity>"
                r"|(?:<is> )?(?:entitled to|protected by) <anonymity>"),
        # asked to remain anonymous; preferring to stay nameless; wishes to be kept off the record
        (_VERB, r"<asks> (?:for <their> <name> )?to (?:remain|stay|be|be kept|go|speak|be left"
                r"|keep <their> <name>) <unnamed>"
                r"|(?:remain|stay)ing <unnamed>|<not> (?:wish|want) to be anything but anonymous"),
        # asked not to be named; wanted to not be quoted by name; insisted on not being identified
        (_VERB, r"<asks> (?:not to be|to not be|not be|to avoid being|against being|(?:on |for )?not being) <named>"),
        # preferred not to give his name; asked not to have her surname printed
        (_VERB, r"<asks> not to (?:<gives>|have) (?:a|<their>) (?:\w+ )?<name>(?: (?:<hidden>|in print))?"),
        # would rather not be named; would sooner not give her name
        (_VERB, r"(?:would|['’]d) (?:rather|sooner|prefer) (?:not|to not) (?:be <named>"
                r"|<gives> <their> (?:\w+ )?<name>)"),
        # would not let the paper print her name; did not allow us to use his surname
        (_VERB, r"<not> (?:let|allow|permit) (?:\w+ ){1,3}?(?:to )?(?:use|print|publish|give|mention)"
                r" <their> (?:\w+ )?<name>"),
        # did not want his name in the paper; asked us to keep her name out of it
        (_VERB, r"<not> (?:want|wish|like) (?:to see |to have )?<their> (?:\w+ )?<name> in (?:print|public"
                r"|the \w+)"),
        (_VERB, r"<asks> (?:\w+ ){0,3}?(?:to |that \w+ )keep <their> (?:\w+ )?<name> (?:out of|off|from) (?:it"
                r"|print|this|the \w+)"),
        # asked to go unnamed; wished to go unidentified
        (_VERB, r"<asks> to go <unnamed>"),
        # declined to be identified; refused to be named
        (_VERB, r"<declines> to be <named>"),
        # without wishing to be named
        (_ASIDE, r"(?:without|not) (?:wishing|wanting|willing) to be <named>"),
        # did not want to be named; would not consent to be quoted; doesn’t wish his name to be used
        (_VERB, r"<not> (?:(?:wish|want|care|like|agree|consent|choose|dare|ask) (?:for <their> <name> )?to )?(?:be"
                r"|being) <named>"),
        (_VERB, r"<not> (?:want|wish|like|allow|let|permit"
                r"|agree to)(?: for)?(?: \w+)? (?=[^;.~]{0,30}(?:<name>))[^;.~]{1,80}? <hidden>"),
        # unwilling to be named; too frightened to give her name
        (_VERB, r"(?:<is> )?(?:unwilling|reluctant|not willing|not prepared|not ready|unable|hesitant|loath|afraid"
                r"|(?:too|so) \w+(?: as)?(?: not)?)"
                 r" to (?:be <named>|<gives> <their> (?:\w+ )?<name>)"),
        # declined to give his name; refusing to provide her last name or age
        (_VERB, r"<declines> to <gives> (?:\w+ )?(?:a|the|their|his|her|its) (?:\w+ ){0,2}?(?:<name>)"
                r"|<declines> to (?:name|identify) (?:him|her|them)sel(?:f|ves)"),
        # would not give her name; did not want to provide a surname; did not give a name
        (_VERB, r"<not> (?:(?:wish|want|care|agree|dare) to )?<gives> (?:\w+ )?(?:a|any|his|her"
                r"|their) (?:\w+ ){0,2}?<name>"),
        # withheld his name; hung up before giving a name; left without giving her surname
        (_VERB, r"with(?:held|holds?|holding) <their> (?:\w+ )?<name>|kee?p(?:s|t"
                r"|ing)? <their> (?:\w+ )?<name> (?:secret|private|to (?:him|her|them)sel(?:f|ves))"),
        (_VERB, r"(?:\w+ (?:up|off|out|away) |left )?(?:before|without) (?:giving|leaving|stating) (?:a|any|his|her"
                r"|their) (?:\w+ )?<name>"),
        # gave no name; left no surname; would not say who he was
        (_VERB, r"(?:g[ai]v(?:e|es|ing)|offer(?:s|ed|ing)?|le(?:ft|aves?|aving)) no (?:\w+ )?<name>"
                r"|<not> (?:say|tell (?:\w+ ){1,3}?|reveal|disclose) ?who (?:he|she|they) (?:is|was|are|were)"),
        # insisted that she stay unnamed; asked that his name not appear; asked that it stay between us
        (_VERB, r"<asks> (?:that )?(?:he|she|they) (?:should )?(?:remain|stay|be|be kept|go) <unnamed>"
                r"|<asks> (?:that )?(?=[^;~]{0,60}<name>)[^;~]{1,90}? (?:not|never|nor) (?:to )?(?:appear"
                r"|come out|get out|leak)"),
        # called himself only Falcon; calling herself just Ada
        (_VERB, r"call(?:s|ed|ing) (?:him|her|them)sel(?:f|ves) (?:only |just |simply |merely )<cover>"),
        # named by nobody at her own request; unnamed by choice
        (_ASIDE, r"(?:unnamed|anonymous|nameless|not (?:being )?<named>) (?:by choice"
                 r"|at <their> (?:own )?(?:request|wish))"),
        # gave his name just as M.; with a whole name he has one
        (_VERB, r"(?:gave|gives?|giving) <their> (?:\w+ )?<name> (?:only|just|simply) as (?-i:(?:(?:Mr|Mrs"
                r"|Ms)\.? )?[A-Z](?:\.|(?= )))"),
        # gave only her initials; using only his nickname, Old Salt; would only give her first initial, R
        (_VERB, r"(?:gave|gives?|giving|us(?:es?|ed|ing)|provid(?:es?|ed|ing)|offer(?:s|ed|ing)) (?:only"
                r"|just) (?:an?|his|her|their|the) (?:\w+ ){0,2}?<cover_noun>(?:<cover>)?"
                r"|(?:(?:would|agreed to|did) )?only (?:gave|gives?|giving|us(?:es?|ed|ing)|provid(?:es?|ed"
                r"|ing)) (?:an?|<their>) (?:\w+ ){0,2}?<cover_noun>(?:<cover>)?"),
        # goes by the alias Falcon; uses the name Heron; speaks under the pseudonym Ada
        (_VERB, r"(?:us(?:es?|ed|ing)|go(?:es)? by|went by|going by|under|adopted|chose) (?:only )?(?:the|an?|his"
                r"|her|their) (?:\w+ )?"
                r"(?:name|alias|nickname|pseudonym|nom de guerre|call[- ]?sign)(?: of)? <cover>|under (?:a"
                r"|an) (?:\w+ )?(?:pseudonym|alias)"),
        # asked to be identified by first name only; wanted to be known by initials
        (_VERB, r"<asks> (?:only )?(?:to be|that (?:he|she|they) be) (?:identified|named|known|called|quoted"
                r"|referred to)"
                r"(?: only| just| solely)? by <cover_noun>(?: only| alone)?|<asks> to (?:use"
                r"|give) only <their> (?:\w+ )?<cover_noun>"),
        # asked to be called Lena; wanted to be identified only by her job
        (_VERB, r"<asks> (?:only )?(?:to be|that (?:he|she|they) be|(?:he|she|they) be) (?:\w+ )?(?:called"
                r"|identified|named|known|referred to|quoted)"
                r"(?: only| simply| just| solely)?(?: (?:as|by))? (?:<cover>|(?:an?|<their>"
                r"|the) (?:(?:[\w-]+ ){0,2}?<cover_noun>|(?:[\w-]+ ){0,2}?[\w-]+(?: of \w+)?)(?:<cover>)?)"),
        # identified only as Witness C; known only by his call sign; would be named in court papers just as Mr. V.
        (_VERB, r"(?:(?:would|can|could|may|will|must) be |<is> |is being )?(?:identified|named|known|referred to"
                r"|described|quoted|cited)"
                 r"(?: \w+){0,4}? (?:only|solely|just|simply|merely) (?:as|by) (?:<cover>|(?:an?|<their>"
                 r"|the) (?:(?:[\w-]+ ){0,2}?<cover_noun>|(?:[\w-]+ ){0,2}?[\w-]+)(?:<cover>)?)"),
        # known in court as Witness C; called Mr. B by the court; appeared as Juror 7
        (_VERB, r"(?:known|identified|referred to|named)(?: \w+){0,4}? as (?-i:(?:Witness|Juror|Patient|Pupil|Mr\.?"
                r"|Ms\.?|Mrs\.?|Agent|Source|Person|Child)"
                 r" (?:[A-Z]\.?|\d+|[A-Z][a-z]*))(?! (?-i:[A-Z]))"),
        # asked that his name be withheld; that neither name nor town be printed; asked for her name to be left out
        (_VERB, r"<asks> (?:that |for |if |whether |(?=(?:he|she|they|his|her|their|the|no|only"
                r"|neither) ))(?=[^;~]{0,90}(?:name|identi|initial|quoted|anonym|only <their>))[^;~]{1,110}? (?:be"
                r"|is|was|were|are|being) "
                r"(?:not )?<hidden>"),
        # asked that the paper use only her age, 29; requested that we not print his name
        (_VERB, r"<asks> (?:that )?(?:the |this |we )?(?:\w+ ){0,3}?(?:(?:not|only) (?:to )?)?(?:use|print|publish"
                r"|give|quote|reveal|disclose|mention|include)s? "
                r"(?:only |just )?(?:a|the|his|her|their) (?:\w+ ){0,2}?(?:<name>|age|job|rank|title"
                r"|occupation)(?:, \d+)?"),
        # asked a reporter not to use her name; asked us to withhold his name
        (_VERB, r"<asks> (?:\w+ ){1,3}?(?:not to (?:use|print|publish|give|reveal|disclose|mention)|to (?:withhold"
                r"|conceal|omit|protect|change|leave out|keep back))"
                r" (?:the |his |her |their )(?:\w+ )?<name>|<asks> (?:the |this )?\w+ not to (?:name"
                r"|identify) (?:him|her|them)"),
        # whose name was withheld; whose identity cannot be published; whose name the court ordered to be kept secret
        (_NEXT, r"whose (?:\w+ ){0,2}?<name> [^;,.~]{1,80}?(?:<hidden>|(?:to )?withhold(?:ing|s)?"
                r"|(?:to )?protect(?:ing|s)?|leav(?:es|ing) out|secret|confidential|known to [^,;.~]{1,40}"
                r"|not (?:using|publishing|printing|disclosing|revealing))"),
        # cannot be named; has not been identified; is not being named
        (_VERB, r"(?:(?:can(?:not| not|['’]t)|may not|must not|could not|will not|should not|would not) be|(?:is"
                r"|are|was|were) not(?: being)?|(?:has|have|had) not been"
                 r"|not being|isn['’]t being|aren['’]t being) (?:publicly )?<named>"),
        # whom the Lantern is not naming; whom this paper has agreed not to identify; whom the court did not name
        (_NEXT, r"(?<=whom )[^,;~]{1,60}? (?:not (?:to )?(?:name|naming|named|identify|identifying|identified)"
                r"|granted anonymity)"),
    )
)  # fmt: skip

# A whole sentence about the speaker with somebody else as its subject.
ABOUT: tuple[LazyPattern, ...] = tuple(
    map(
        _compile,
        (
            # His name was withheld; The woman’s identity has been concealed
            r"(?:his|her|their|the \w+['’]s?) (?:\w+ )?<name> (?:ha(?:s|ve) been|ha(?:s|ve) not been|was|were|is"
            r"|are|cannot|could not)"
            r"(?: being)?(?: be)?(?: not)? <hidden>",
            # The Lantern is not naming her; This paper agreed not to identify the man; Meridian granted him anonymity
            r"(?:[\w'’&-]+ ){1,6}?(?:(?:not|agreed not to|chosen not to) (?:nam(?:e|ing)|identify(?:ing)?) (?:him"
            r"|her|them|the \w+)"
            r"|(?:grant(?:ed|ing)?|promised|gave|agreed to grant) (?:him|her|them|the \w+) anonymity"
            r"|(?:withholding|agreed to withhold|withheld|changed|not (?:using|publishing|printing|disclosing"
            r"|revealing)) (?:his|her|their|the \w+['’]s?) <name>)",
        ),
    )
)

# Tell why by themselves, before or after the granted or without one.
REASON_ALONE: tuple[LazyPattern, ...] = tuple(
    _compile(pattern)
    for pattern in (
        # was not authorised to speak publicly; not being allowed to comment; lacked permission to talk to the press
        r"(?:(?:is|was|are|were|has|have|had) )?(?:not|n['’]t|never|no longer|un)(?: being| been)? ?(?:yet "
        r"|officially |formally |legally )?"
                 r"(?:authori[sz]ed|allowed|permitted|cleared|free|at liberty|supposed|entitled|empowered|licensed)"
                 r" (?:by [^,;.~]{1,40} )?(?:to (?:\w+ )?<speaks>)",
        r"(?:(?:is|was|are|were)n['’]t|unauthori[sz]ed|cannot|may not|lacks?|lacked|lacking|(?:has|have|had"
        r"|having) no|without(?: the)?) ?"
                 r"(?:(?:authori[sz]ed|allowed|permitted|supposed|cleared|authori[sz]ation|permission|authority"
                 r"|clearance|official|the) )*"
                 r"(?:to (?:\w+ )?<speaks>|(?:speak|talk) (?:publicly|openly|to (?:the )?(?:press|media|reporters"
                 r"|journalists)))",
        # barred by law from giving interviews; forbidden to speak to reporters
        r"(?:(?:is|was|are|were|being) )?(?:barred|banned|forbidden|prohibited|prevented|restricted|restrained"
        r"|precluded)"
                 r" (?:(?:by|under) [^,;.~]{1,50} )?(?:from (?:\w+ )?(?:speak|talk|giv|discuss|comment|disclos|mak"
                 r"|brief|shar|be)\w*|to (?:\w+ )?<speaks>)",
        # is bound by confidentiality; sworn to secrecy; had signed a non-disclosure agreement
        r"(?:(?:is|was|are|were|being) )?bound (?:by|to) [^,;.~]{0,40}?(?:confidentiality|secrecy|silence|rules?"
        r"|agreements?|oath|clause|order)"
                 r"|(?:(?:is|was|are|were) )?sworn to (?:secrecy|silence)|(?:(?:has|have|had"
                 r"|having) )?signed (?:an? )?(?:non-?disclosure|confidentiality) agreements?",
        # was under the same restriction; is subject to a gag order
        r"(?:(?:is|was|are|were) )(?:under|subject to) (?:an? |the )?(?:same |similar |court |strict )?"
                 r"(?:restrictions?|gag|gag order|order|rules?|ban|prohibition|confidentiality)(?: (?:order"
                 r"|agreement|rules?))?",
    )
)  # fmt: skip

# Feelings tell why only where something was granted.
_FEAR = (
    r"fearing|(?:is |was |were |are )?(?:afraid|fearful|wary|worried|concerned|anxious|nervous|mindful|scared"
    r"|frightened|terrified|conscious)"
    r" (?:of|that|about|for|to)"
)
_REASON_FAR = (
    r"because|citing|for fear|in fear|out of|lest|due to|owing to|on account of|given (?:the|that|his|her|their|how"
    r"|its|these)"
    rf"|so as|in order|so that|in view of|in (?:the )?light of|for (?:\w+ ){{0,3}}?reasons?|in line with"
    rf"|in keeping with|in accordance with|{_FEAR}"
)
_REASON_NEAR = (
    rf"{_REASON_FAR}|as(?! (?:well|a|an)(?!\w))|since|given|under|while|ahead of|before|pending|amid|until|per|saying"
    r"|so (?:he|she|they|it)|by (?:law|order|court order|convention|tradition)|at the request|in the interests? of"
    r"|for (?:his|her|their|the|fear|safety|security|privacy|protection|personal|legal)(?! (?:record|first|story"
    r"|article))"
    r"|to (?!the |an? |his |her |their |this |our |us |me |reporters|journalists|media|press|be named)(?-i:[a-z]+)"
    r"|(?:when |while )?(?:discussing|describing|speaking about)"
    r"|with [^,;.~]{1,40} (?:pending|ongoing|under way|underway|unfinished|unresolved)"
)
REASON_FAR = LazyPattern(rf"[^,;:.~]{{0,60}}?[,\s–—-]*\b({_REASON_FAR})(?!\w)".replace(" ", r"\s"), re.IGNORECASE)
REASON_NEAR = LazyPattern(rf"[,\s–—-]*\b({_REASON_NEAR})(?!\w)".replace(" ", r"\s"), re.IGNORECASE)
REASON_BEFORE = _compile(_FEAR)
REASON_FIRST = LazyPattern(
    rf"\W*({_REASON_NEAR}|not (?:being )?(?:authori[sz]ed|allowed|permitted))(?!\w)".replace(" ", r"\s"), re.I
)

_PLACE = r"(?:opposite|near|nearby|next (?:to|door)|across|beside|above|below|behind|close to|on the same)"
BASIS = _compile(
    # familiar with the matter; briefed on the talks; privy to the plan; with direct knowledge of the deal
    r"(?:(?:is|are|was|were|been) )?(?:(?:\w+ly|not) )?(?:familiar|acquainted|conversant|involved|engaged"
    r"|knowledgeable|briefed|informed"
    r"|privy|apprised|present|close) (?:with|in|on|about|of|to|by|at|for|during|when|as|as well)"
    r"|aware of|with (?:[\w-]+ ){0,3}?(?:knowledge|access|insights?|understanding|sight|information|awareness"
    r"|visibility|ties|links)"
    # inside the negotiations; on duty that night; at the scene; in the room
    r"|(?:(?:is|are|was|were|been) )?(?:(?:inside|within) (?:the|his|her|their|its)|on duty|(?:at|on) the (?:scene"
    r"|spot)|in the (?:room|meeting|courtroom|audience|crowd|hall|building))"
    # walking his dog nearby; who lives opposite the depot; working on the plan; shown the letter
    r"|(?:walking|queu?e?ing|standing|waiting|sitting|watching|passing|sheltering|marching|attending|participating"
    r"|taking part|advising)"
    rf"|liv(?:ing|es?|ed) {_PLACE}|working (?:on|with)|(?:shown|sent|handed) (?:the|a|an|it)|told (?:of|about)"
    rf"|nearby(?= *,)|tracking|following"
)
# “who heard her say it”: how they know, unless it only says what they are or do.
BASIS_CLAUSE = _compile(
    r"(?<![,–—] )(?:who|that) (?!(?:(?:\w+ly|together|also|once|now|still|like [^,]{1,60}) )?(?:hold|owns?|owned"
    r"|runs?|heads?|headed|lead|chair|represent"
    r"|answer|called|calls|lives? in|work(?:s|ed)? (?:for|at|in|as)|identif|describ|g[ai]ve|declin|refus|ask|speak"
    r"|spoke|insist|request|wants?"
    r"|wanted|prefer|wish|uses?|used|goes|went by|demand|withh|requir|agree|would|will|chose|plead|cannot|hung up"
    r"|brief\w+ (?:the )?(?:reporters|journalists|media|press)"
    r"|(?:has|have|had|is|are|was|were|did|does|do|could|can)(?: not|n['’]t| never)|(?:is|are|was|were) (?:an?|the"
    r"|also|now|only|known|identified|granted)))"
    r"(?P<clause>\w+)"
)
