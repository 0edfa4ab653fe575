"""The words by which `tense` tells what was from what will be: verbs and what stands with them, class by class."""

from __future__ import annotations

FUTURE = frozenset("will shall won't won’t shan't would due upcoming going may might must can tentatively".split())
# With "to" they look ahead, though they end like past forms: "was expected to meet", "set to begin".
INTENT = frozenset(
    """scheduled planned expected slated poised set due hoped intended bound supposed designed projected prepared
    invited""".split()
)
# By themselves too: "the meeting scheduled for Friday"; behind these it was only said or done so.
AHEAD = frozenset("scheduled slated planned expected due set forecast".split())
ACTORS = frozenset("had he she they we i who it government company officials".split())
PAST = frozenset(
    """was were had did said been became began brought built came caught chose dealt died drew drove fell felt flew
    fought found gave got went grew heard held kept knew laid led left lent lost made meant met paid quit ran rang rose
    sat saw sold sent shot spoke spent stood stole struck swept swore taught took told thought threw won wore wrote has
    have having wasn't weren't didn't hadn't hasn't haven't wasn’t weren’t didn’t hadn’t sought slid shed sank withdrew
    broke bought lay split burst undertook overthrew""".split()
)
# End like past forms and are none, or say nothing of when.
NO_VERB = frozenset(
    """need indeed speed feed seed weed breed bleed greed red bed hundred united exceed proceed succeed unprecedented
    wicked naked sacred based""".split()
)
# Stand behind a "to" that is a preposition.
NO_BASE = frozenset(
    """the a an this that these those his her its their our my your early late about around all any some each every more
    most nearly almost over one two three four five both end mid date him them us me it in at on by today yesterday
    tomorrow""".split()
)
# What they tell of has come about, so the verb behind their "to" did too: "forced him to resign on Monday".
REALISED = frozenset(
    """forced managed began came went lined gathered met used failed tried traveled travelled flew returned continued
    started led allowed caused prompted helped ceased rushed refused stopped took drove""".split()
)
# "Would not say on Friday": a refusal that has been.
NOT_SAID = frozenset("say comment discuss elaborate confirm reveal specify identify speculate answer".split())
DENIED = frozenset("wouldn't wouldn’t not couldn't couldn’t".split())
# End in s and are verbs, unlike "voters" in "spoke to voters on Friday".
BASE_IN_S = ("ss", "ocus", "iscus")
# Told in the present, they are of the days to come: "the council meets on Friday".
SCHEDULED = frozenset(
    """meets votes opens begins starts faces visits travels heads arrives leaves returns speaks expires resumes reopens
    convenes hears turns heading departs flies""".split()
)
# The same of several: "the leaders meet on Friday"; elsewhere they are nouns or base forms, which tell nothing.
SCHEDULED_PLURAL = frozenset("begin start open vote leave return go travel visit fly end".split())
# No nouns: verbs of several, unless one of the words below makes them base forms.
SCHEDULED_VERBS = frozenset("meet arrive depart convene".split())
BEFORE_BASE = frozenset(
    """to did didn't didn’t not will would could can may might must should shall do does let and or help helped make
    made a the""".split()
)
SUBJECT = frozenset("which who that they we".split())
# End in s and are no plural that a verb could follow.
NO_PLURAL = frozenset(
    "was this does his less press across plus thus yes previous business news congress besides".split()
)
IS = frozenset("is are am i'm he's she's it's we're they're i’m he’s she’s it’s we’re they’re".split())
# Before a "to" that only says what a thing or an act is for; what plans and wants look ahead all the same.
NOUN_ENDS = tuple("s ion ment ce ity ship way bid force talk offer effort move attempt".split())
LOOK_AHEAD = frozenset(
    """plans wants hopes expects intends needs seeks aims vows is was has promises pledges proposes wishes prepares
    threatens continues agrees decision intention was us officials years months weeks days hours""".split()
)
ASKED = frozenset(
    "asked urged ordered told invited expected persuaded instructed required directed called gave has have had".split()
)
