"""The outward form of each kind of row; the names of `factcheck.exports.claim_page` where it has
them."""

from rest_framework import serializers
from rest_framework.serializers import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    DateTimeField,
    IntegerField,
    Serializer,
)

from articles.models import Basis, Precision
from factcheck.exports.claim_page import claim_object, claim_summary, evidence_object
from factcheck.models import (
    ActorKind,
    Difference,
    Directness,
    FindingStatus,
    RelationKind,
    RelationStatus,
    Resolution,
    Severity,
    Slot,
    Stance,
    State,
)
from factcheck.rules.as_of import Clock
from factcheck.rules.evidence_state import EvidenceState

STATES = [(state.value, state.label) for state in EvidenceState]
CLOCKS = [clock.value for clock in Clock]


class Page(serializers.URLField):
    """The address of the row's page on the site."""

    def __init__(self, **options):
        super().__init__(**{"source": "*", "help_text": "Its page on the site"} | options)

    def to_representation(self, value):
        return self.context["request"].build_absolute_uri(value.get_absolute_url())


class Names(serializers.ListField):
    child = CharField()

    def to_representation(self, data):
        return [row.name for row in data.all()]


class Sides(Serializer):
    articles = IntegerField()
    origins = IntegerField(help_text="Independent origins: what copies one text counts once")


class Mentions(Serializer):
    articles = IntegerField()


class Tally(Serializer):
    supports = Sides()
    contradicts = Sides()
    mentions = Mentions()


class WholeSide(Sides):
    evidence = IntegerField()


class WholeTally(Serializer):
    supports = WholeSide()
    contradicts = WholeSide()
    mentions = WholeSide()


class Hop(Serializer):
    actor = CharField(allow_null=True, help_text="null: somebody whom nobody names")
    said_on = DateField(allow_null=True)
    directness = ChoiceField(Directness.choices, allow_blank=True)


class Said(Serializer):
    """What a claim's object tells of a piece of evidence."""

    stance = ChoiceField(Stance.choices)
    speaker = CharField(allow_null=True, help_text="null: the outlet in its own words")
    directness = ChoiceField(Directness.choices)
    exact = CharField(help_text="The words, as they were published")
    url = serializers.URLField(help_text="Where the words stand, on the site")
    source = CharField(help_text="The file or address that the article came from")
    outlet = CharField(allow_null=True)
    published_on = DateField(allow_null=True)
    asserted_on = DateField(allow_null=True, help_text="The day on which the speaker said it")
    via = Hop(many=True, help_text="Through whom the words came, from the article inwards")


class SaidOnClaim(Said):
    origin = IntegerField(help_text="The same number for evidence of one origin")


class EvidenceKeys(Serializer):
    id = IntegerField()
    claim = CharField(help_text="The claim's slug")
    passage = IntegerField(help_text="The passage's id")
    article = IntegerField(help_text="The article's id")
    actor = CharField(allow_null=True, help_text="The speaker's slug")


class Evidence(EvidenceKeys, Said):
    """A piece of evidence by itself."""

    def to_representation(self, row):
        return super().to_representation(
            evidence_object(row, self.context["request"].build_absolute_uri)
        )


class RelationOfClaim(Serializer):
    kind = ChoiceField(RelationKind.choices)
    inverse = BooleanField(help_text="It is the other that entails, refines or supersedes this one")
    difference = ChoiceField(Difference.choices, allow_blank=True)
    status = ChoiceField(RelationStatus.choices)
    resolution = ChoiceField(Resolution.choices, allow_blank=True)
    internal = BooleanField(help_text="One article takes both sides")
    claim = CharField(help_text="The other claim's slug")

    def get_fields(self):
        itself = BooleanField(help_text="One actor takes both sides")  # `self` names no attribute
        return super().get_fields() | {"self": itself}


class What(Serializer):
    """What lists and single rows tell of a claim alike."""

    slug = CharField()
    url = serializers.URLField(help_text="Its page on the site")
    proposition = CharField()
    topic = CharField(help_text="The topic's slug")
    question = CharField(allow_null=True, help_text="The key of the question that it answers")
    state = ChoiceField(State.choices)
    holds_from = DateField(allow_null=True)
    holds_to = DateField(allow_null=True)
    changed_at = DateTimeField(help_text="When its wording, state or evidence last changed")
    evidence_state = ChoiceField(STATES, help_text="Computed from the tally; no verdict")
    verdict = CharField(allow_null=True, help_text="null: no verdict was published")


class ClaimSummary(What):
    tally = Tally()

    def to_representation(self, claim):
        return super().to_representation(
            claim_summary(claim, self.context["request"].build_absolute_uri)
        )


class AsOf(Serializer):
    day = DateField()
    by = ChoiceField(CLOCKS)


class Claim(What):
    """A claim with all of its evidence, and how it stands to others."""

    as_of = AsOf(allow_null=True)
    tally = WholeTally()
    evidence = SaidOnClaim(many=True)
    relations = RelationOfClaim(many=True)

    def to_representation(self, page):
        return super().to_representation(
            claim_object(page, self.context["request"].build_absolute_uri)
        )


class Passage(Serializer):
    id = IntegerField()
    url = Page()
    article = IntegerField(source="revision.article_id", help_text="The article's id")
    source = CharField(source="revision.article.source_name")
    revision = IntegerField(source="revision.number")
    sha256 = CharField(source="revision.sha256", help_text="Of the revision's text in UTF-8")
    start = IntegerField(help_text="In code points of the revision's text")
    end = IntegerField(help_text="Excluded")
    exact = CharField(help_text="The words, as they were published")


class ArticleSummary(Serializer):
    id = IntegerField()
    url = Page()
    source = CharField(source="source_name", help_text="The file or address that it came from")
    original = CharField(source="url", help_text="Its address at the outlet; may be empty")
    name = CharField(source="__str__", help_text="Its title, or else its first words")
    title = CharField(help_text="May be empty")
    outlet = CharField(source="outlet.slug", allow_null=True, help_text="The outlet's slug")
    byline = CharField()
    language = CharField(help_text="BCP 47; empty: not known")
    published_on = DateField(allow_null=True)
    published_precision = ChoiceField(Precision.choices)
    published_basis = ChoiceField(
        Basis.choices, allow_blank=True, help_text="Where the date was taken from"
    )
    updated_on = DateField(allow_null=True)
    may_read = BooleanField(help_text="Whether the text is given here")


class Revision(Serializer):
    number = IntegerField()
    url = Page()
    sha256 = CharField(help_text="Of the text in UTF-8")
    imported_at = DateTimeField()


class Article(ArticleSummary):
    text = CharField(
        allow_null=True, help_text="The newest revision's, or null where may_read is false"
    )
    revisions = Revision(many=True, source="revisions_told", help_text="Newest first")


class Role(Serializer):
    title = CharField()
    holds_from = DateField(allow_null=True)
    holds_to = DateField(allow_null=True)


class Actor(Serializer):
    slug = CharField()
    url = Page()
    name = CharField()
    kind = ChoiceField(ActorKind.choices)
    description = CharField()
    wikidata_id = CharField()
    aliases = Names(help_text="Other spellings")
    roles = Role(many=True)


class Outlet(Serializer):
    slug = CharField()
    url = Page()
    name = CharField()
    homepage = CharField()
    country = CharField(help_text="ISO 3166-1, two letters; may be empty")
    owner = CharField(source="owner.slug", allow_null=True, help_text="The owner's slug")
    articles = IntegerField(source="article_count", help_text="How many were imported")


class Question(Serializer):
    key = CharField()
    url = Page()
    text = CharField()
    slot = ChoiceField(Slot.choices, help_text="What an answer gives")


class Topic(Serializer):
    slug = CharField()
    url = Page()
    name = CharField()
    claims = IntegerField(source="claim_count")
    questions = Question(many=True)


class Relation(Serializer):
    id = IntegerField()
    kind = ChoiceField(RelationKind.choices)
    a = CharField(source="a.slug", help_text="The claim that contradicts, entails, refines …")
    b = CharField(source="b.slug", help_text="The other claim")
    difference = ChoiceField(Difference.choices, allow_blank=True)
    status = ChoiceField(RelationStatus.choices)
    resolution = ChoiceField(Resolution.choices, allow_blank=True)
    made_at = DateTimeField()


class Words(Serializer):
    """Words of a text, by their place; null where they stand nowhere."""

    article = IntegerField(source="revision.article_id", allow_null=True)
    revision = IntegerField(source="revision.number", allow_null=True)
    start = IntegerField(allow_null=True, help_text="In code points of the revision's text")
    end = IntegerField(allow_null=True, help_text="Excluded")


class OtherWords(Words):
    article = IntegerField(source="other.article_id", allow_null=True)
    revision = IntegerField(source="other.number", allow_null=True)
    start = IntegerField(source="other_start", allow_null=True)
    end = IntegerField(source="other_end", allow_null=True)


class Finding(Serializer):
    id = IntegerField()
    check = CharField(source="check_name")
    severity = ChoiceField(Severity.choices)
    status = ChoiceField(FindingStatus.choices)
    claim = CharField(source="claim.slug", allow_null=True)
    actor = CharField(source="actor.slug", allow_null=True, help_text="The slug of who speaks")
    words = Words(source="*")
    other = OtherWords(source="*", help_text="What these words do not fit")
    expected = CharField()
    found = CharField()
    why = CharField()
    made_at = DateTimeField()
