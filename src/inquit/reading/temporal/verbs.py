"""The words by which `tense` tells what was from what will be: verbs and what stands with them, class by class."""

from __future__ import annotations

FUTURE = frozenset("will shall won't won’t shan't would due upcoming going may might must can tentatively".split())
# "Has a lead", "have no plans" tell of now; "has won" of what was.
OWNED = frozenset("a an the no his her its their my your enough many few little".split())
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
    broke bought lay split burst undertook overthrew
    taken given shown sang drank ate hid shook wept crept dug froze blew bit clung forgot forgave hung overcame rode
    sprang stuck swam swung tore woke bent bled flung forbade foresaw leapt learnt misled mistook overran oversaw
    rebuilt repaid rewrote shone shrank slept spun stung strode strove undid upheld withstood withheld underwent
    understood undercut""".split()
)
# End like past forms and are none, or say nothing of when.
NO_VERB = frozenset(
    """need indeed speed feed seed weed breed bleed greed red bed hundred united exceed proceed succeed unprecedented
    wicked naked sacred based""".split()
)
# Begin verbs of their own: "unveiled", "undermined".
REAL_UN = ("under", "unveil", "uncover", "unleash", "unload", "unfold", "unravel", "unearth", "unseat")
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
# What the town "holds on Friday" is one to come where it is one of these; shares it may hold since.
HOLDS = frozenset("holds hold hosts host".split())
EVENTS = frozenset(
    """primary primaries caucus caucuses election elections meeting hearing hearings vote referendum rally rallies talks
    convention debate conference summit contest contests""".split()
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
    "asked urged ordered told invited expected persuaded instructed required directed called gave has have".split()
)
# Leave no doubt behind them where the words tell when: "will vote in November".
WILL = frozenset("will won't won’t shall".split())
SURE = WILL | frozenset(
    "i'll you'll he'll she'll it'll we'll they'll i’ll you’ll he’ll she’ll it’ll we’ll they’ll".split()
)
WHEN = frozenset("in on by until".split())
COMPARED = frozenset("than as since from".split())
# Begin a sentence and tell what its main clause follows.
AFTERMATH = frozenset("After Following Despite".split())
# Of these what is "to" be done has been done: "the first to make the appeal".
RANKS = frozenset("first second third last latest only".split())
# What they are of or for lies ahead: "her chances of winning in November".
CHANCES = frozenset(
    """chance chances prospect prospects hope hopes strategy strategies plan plans odds likelihood path goal way risk
    possibility idea""".split()
)
# Behind them "if" asks and sets no condition.
ASKING = frozenset("ask asks asked asking wonder wonders wondered see know knew clear unclear even as only".split())
# What somebody was "trying to" do is told by the verb before: "were held trying to cross on Monday".
TRYING = frozenset("attempting trying seeking struggling failing".split())
# Between them and a noun stands no verb: "a contested vote".
ARTICLES = frozenset("a an the his her its their".split())
# What somebody was "quick to" do has been done.
QUICK = frozenset("quick slow able unable swift careful reluctant glad forced".split())
# What follows them may be what was said will be: "announced a vote in May".
SAYING = frozenset("said told announced reported proposed predicted promised pledged scheduled planned".split())
