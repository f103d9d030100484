"""English words by which news reports what somebody said: verbs, roles, and the words around them.

Verbs stand here as lemmas; `FORMS` has every form of each. All words are in small letters.
"""

_IRREGULAR = {
    "foretell": "foretold",
    "forewarn": "forewarned",
    "hold": "held",
    "put": "put",
    "read": "read",
    "say": "said",
    "swear": "swore",
    "tell": "told",
    "think": "thought",
    "write": "wrote",
}
_DOUBLED = frozenset("admit blog concur infer quip refer regret slam snap sob submit".split())

# What takes a clause after it, with "that" or without ("said the road was open").
CLAUSE = frozenset(
    "acknowledge add admit advise affirm allege announce argue assert assure caution claim "
    "clarify complain concede conclude confess confirm contend counter declare disclose "
    "elaborate emphasise emphasize estimate explain forecast hint indicate inform insist joke "
    "maintain note notify opine point predict pledge promise quip reaffirm reassure recall "
    "recount reiterate remark remind repeat reply report respond retort reveal say speculate "
    "state stress suggest swear tell underline underscore vow warn write".split()
)
# What takes a clause with "that" only; without, it has an object ("demanded a ceasefire").
THAT_CLAUSE = CLAUSE | frozenset(
    "accept accuse agree answer attest bemoan boast charge comment concur demand deny detail "
    "divulge email exclaim express grumble highlight hold imply infer interject lament mention "
    "object observe order post proclaim profess propose protest recommend refer reason regret "
    "relate relay request rule share shout signal specify stipulate submit teach testify "
    "threaten tweet urge voice volunteer whisper".split()
)
# What reports words in quotation marks only.
QUOTE_ONLY = frozenset(
    "ask begin blast brand bristle blog blurt call chant chide condemn continue criticise "
    "criticize cry decry denounce describe dismiss dub fume gush hail inquire enquire interrupt "
    "label lambast laugh smile grin chuckle nod shrug lambaste lash mock murmur muse mutter "
    "plead praise pray put question read recite reject scoff scold scream sigh slam snap sob "
    "summarise summarize think thunder wonder yell".split()
)
# What names the content in a noun, a gerund or an infinitive: "urged an immediate stop".
DEMAND = frozenset("urge demand".split())
TO_DO = frozenset("pledge promise vow threaten swear offer propose".split())
FOR_ON = frozenset("call".split())  # called for talks, called on Baku to talk
BLAME = frozenset("accuse".split())  # accused Baku of blocking the road
ASK = frozenset("ask wonder inquire enquire question explain query".split())
ASKED = frozenset("whether if why how what when where who which".split())

# What inanimate things do as well: "the figures suggest that" is nobody's speech.
SHOWING = frozenset(
    "suggest indicate confirm reveal imply hint signal hold rule reflect reason relate".split()
)


_OTHER_FORMS = {
    "labelled": ("label", "past"),
    "labelling": ("label", "ing"),
    "signalled": ("signal", "past"),
    "signalling": ("signal", "ing"),
    "sworn": ("swear", "past"),
    "written": ("write", "past"),
}


def _past(lemma: str) -> str:
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if lemma in _DOUBLED else "") + "ed"


def _present(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")


def _ing(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if lemma in _DOUBLED else "") + "ing"


def _forms() -> dict[str, tuple[str, str]]:
    """Map every form to its lemma and to one of "past", "s", "ing", "base"."""
    lemmas = THAT_CLAUSE | QUOTE_ONLY | DEMAND | TO_DO | FOR_ON | BLAME | ASK
    forms = {}
    for lemma in sorted(lemmas):
        forms[lemma] = (lemma, "base")
        forms[_present(lemma)] = (lemma, "s")
        forms[_ing(lemma)] = (lemma, "ing")
        forms[_past(lemma)] = (lemma, "past")
    return forms | _OTHER_FORMS


FORMS = _forms()

# Whoever speaks for himself or for others. The last part of a compound counts ("vice-chairman").
PERSONS = frozenset(
    "academic activist actor actress adviser advisor advocate aide ambassador analyst "
    "archbishop artist astronaut attorney author banker bishop boss candidate captain cardinal "
    "ceo chair chairman chairperson chairwoman chancellor chief citizen coach colleague colonel "
    "columnist commander commissioner congressman congresswoman consul contractor coordinator "
    "correspondent councillor counsel counterpart critic deputy detective developer diplomat "
    "director doctor driver economist editor emperor employee engineer envoy executive expert "
    "eyewitness farmer father fighter filmmaker fisherman founder general geologist governor "
    "guard head historian host ideologue imam inspector insider investigator investor "
    "journalist judge king lawmaker lawyer leader lecturer legislator lieutenant lobbyist "
    "magistrate major manager marshal mayor mediator member minister monk mother mp musician "
    "negotiator neighbor neighbour nurse observer officer official ombudsman ombudswoman "
    "operator opponent organiser organizer owner pastor patriarch peacekeeper person pilot "
    "player policeman politician pope preacher premier president priest prince princess "
    "producer professor prosecutor protester protestor psychologist queen rapporteur reader "
    "rector refugee relative reporter representative researcher resident rival scholar "
    "scientist secretary secretary-general senator sergeant sheriff singer sister sociologist "
    "soldier speaker specialist spokesman spokesperson spokeswoman strategist student supporter "
    "survivor teacher tourist trader treasurer veteran victim villager volunteer voter witness "
    "woman man worker writer fm pm demonstrator campaigner environmentalist ecologist "
    "defender guest passenger customer client neighbour buyer seller dealer clerk gardener nun "
    "patient prisoner hostage caller viewer user parent son daughter wife husband boy girl".split()
)
# Titles that stand before a name and say nothing of a role.
TITLES = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady gen col lt maj sgt capt gov sen rep rev hon vice "
    "prime first acting former then-president ex-president".split()
)
# Words that bodies are called by.
BODIES = frozenset(
    "academy administration agency alliance army assembly association authorities authority "
    "bank board body brigade broadcaster bureau cabinet caucus center centre chamber channel "
    "charity church city coalition college command commission committee community company "
    "conference confederation congress consortium contingent corporation council country court "
    "delegation department directorate duma embassy federation fire firm force foundation fund "
    "government group headquarters hospital house institute institution junta leadership league "
    "legislature media military militia ministry mission monitor movement municipality nation "
    "navy network newspaper ngo office opposition organisation organization outlet paper "
    "parliament party peacekeepers police portal prosecution regulator school secretariat "
    "senate service side society staff state station syndicate team television think-tank times "
    "post treasury tribunal troops union university watch watchdog wing website affairs nations "
    "states".split()
)
# What speaks for whoever wrote it.
SOURCES = frozenset(
    "account analysis announcement article book bulletin communique complaint data decree "
    "dispatch document editorial estimate evidence figure filing finding indictment information "
    "intelligence investigation lawsuit letter memo message note paper plaintiff poll "
    "publication record release report resolution review source statement statistic study "
    "summary survey text testimony tweet".split()
)
PLURALS = frozenset("media police people authorities women men data troops mps".split())
CROWDS = frozenset("people locals others critics parents families data media police".split())
PERSON_ENDINGS = ("man", "woman", "person", "ologist", "crat", "keeper", "maker", "ant", "eer")

PRONOUNS = frozenset("he she they it".split())
POSSESSIVES = frozenset("his her their its my our your whose".split())
ARTICLES = frozenset("the a an this these those that".split())
QUANTITIES = frozenset(
    "one two three four five six seven eight nine ten dozens hundreds some many several both "
    "all most another other few no any each every".split()
)
DETERMINERS = ARTICLES | POSSESSIVES | QUANTITIES
# Prepositions by which a subject goes on: "the head of the delegation in Geneva".
WITHIN = frozenset(
    "of for from in at with to on by near under inside within close against about".split()
)
PREPOSITIONS = WITHIN | frozenset(
    "during after before via through since until amid despite among between behind over into "
    "following without upon around across along towards toward per according".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would can could shall "
    "should may might must isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't "
    "didn't won't wouldn't can't couldn't shouldn't".split()
)
BEING = frozenset("is are was were be been being isn't wasn't aren't weren't am gets got".split())
HAVING = frozenset("has have had having".split())
# After these, nothing was said: "did not say", "refused to say", "would say".
UNSAID = (AUXILIARIES - BEING - HAVING) | frozenset(
    "to not never cannot n't let hasn't haven't hadn't nor neither nobody".split()
)
BREAKS = frozenset(
    "that which who whom when while whereas because if as but than although though whether "
    "where how what why so once unless i you we he she they it him me us them himself there "
    "then not never yet nor either neither".split()
)
ADVERBS = frozenset(
    "also then later earlier again once further meanwhile moreover however still now today "
    "yesterday tomorrow tonight recently previously often twice already just even too only thus "
    "therefore afterwards afterward instead always soon first finally separately himself "
    "herself itself themselves furthermore besides additionally".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sept sep oct nov dec".split()
)
PERIODS = frozenset(
    "day days week weeks weekend month months year years morning afternoon evening night noon "
    "midnight hour hours time".split()
)
# Where one speaks: "in a statement", "at a briefing", "on Facebook".
OCCASIONS = frozenset(
    "statement interview briefing conference speech address report comment comments post tweet "
    "letter remarks video message meeting session telegram facebook twitter x phone telephone "
    "email television tv radio air parliament article broadcast call column debate event forum "
    "hearing podcast release response reply rally summit talks testimony text vote note memo "
    "blog channel commentary announcement page website platform media visit trip camera "
    "condition ceremony question questions reporters journalists program programme show".split()
)
LISTENERS = frozenset(
    "reporters journalists lawmakers parliament media television radio tv mps deputies senators "
    "investors viewers listeners residents officials supporters him her them us me reporter "
    "correspondents newsmen people everyone audience".split()
)
TELLING = frozenset("tell inform remind assure reassure warn notify advise ask caution".split())
FINITE = AUXILIARIES - {"be", "been", "being"}
FEELINGS = frozenset(
    "hope confidence concern regret belief conviction fear doubt certainty optimism opinion "
    "view surprise concerns fears hopes doubts satisfaction disappointment".split()
)
# "According to the plan" is nobody's speech.
RULES = frozenset(
    "plan plans law laws legislation constitution tradition agreement agreements rule rules "
    "terms schedule need needs procedure protocol treaty contract custom regulations article "
    "principle principles standards requirements scenario preference age size taste ability "
    "means instructions wishes deal timetable calendar".split()
)
# Nouns after which "saying" tells what they say: "a statement saying".
SAYERS = frozenset("statement letter post message report tweet video note comment comments".split())

GRAMMAR = BREAKS | AUXILIARIES
PLACES_AND_EARS = OCCASIONS | LISTENERS
OUTSIDE = PREPOSITIONS - WITHIN  # prepositions that end a subject
AFTER_SUBJECT = (GRAMMAR | WEEKDAYS | ADVERBS) - PRONOUNS
DATES = PERIODS | MONTHS | WEEKDAYS
BEFORE_OCCASIONS = frozenset(
    "in at during on via through from by after before following over".split()
)
# With these no clause begins after "said": "said so", "said of him", "said nothing".
NO_CLAUSE = (PREPOSITIONS - frozenset("in on at after since during despite".split())) | frozenset(
    "so nothing as what who whether how why and or but to which that".split()
)
# Words for whoever spoke last: "the diplomat said".
ANYBODY = frozenset(
    "official diplomat politician lawmaker leader billionaire expert analyst economist scientist "
    "lawyer author professor activist".split()
)
PEOPLES = ("an", "ish", "ese", "i", "french", "dutch", "greek", "german", "czech", "swiss", "us")
