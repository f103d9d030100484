"""Filters: one FilterSet for page, feed and export."""

from collections import Counter
from functools import cached_property

import django_filters
from django import forms
from django.db.models import Count, Exists, OuterRef, Q
from drf_spectacular.utils import extend_schema_field

from articles.models import Outlet
from factcheck import queries, search
from factcheck.models import Actor, Claim, Evidence, Stance, State, Topic
from factcheck.rules.evidence_state import EvidenceState

ORDERS = {
    "contested": (
        "most contested first",
        "Claims with most independent origins on the weaker of the two sides come first.",
        ["-weaker_side", "-stronger_side", "-changed_at", "pk"],
    ),
    "changed": (
        "last changed first",
        "Claims whose wording, state or evidence changed last come first.",
        ["-changed_at", "pk"],
    ),
    "words": ("by wording", "Alphabetical, by the wording of the claim.", ["folded", "pk"]),
}
EVIDENCE_FILTERS = ("actor", "outlet", "stance", "attribution", "since", "until")
UNNAMED = "unnamed"


def _choices(model, *, label):
    made = django_filters.ModelMultipleChoiceFilter(
        queryset=model.objects.all(), to_field_name="slug", label=label
    )
    return _described(made, description=f"{label}: slugs")


def _described(made, **told):
    """A filter as the API's description tells of it, where that cannot be read from the model."""
    return extend_schema_field({"type": "string"} | told)(made)


class ClaimFilter(django_filters.FilterSet):
    """Narrows claims. What is asked of the evidence (actor, outlet, stance, attribution, days) must
    be true of one and the same piece of it."""

    q = django_filters.CharFilter(label="Words in the claim")
    evidence = _described(
        django_filters.MultipleChoiceFilter(
            label="Evidence", choices=[(state.value, state.label) for state in EvidenceState]
        ),
        description="Evidence state",
        enum=[state.value for state in EvidenceState],
    )
    topic = _choices(Topic, label="Topic")
    actor = _choices(Actor, label="Said by")
    outlet = _choices(Outlet, label="Printed by")
    stance = django_filters.MultipleChoiceFilter(label="Stance", choices=Stance.choices)
    attribution = django_filters.MultipleChoiceFilter(
        label="Attribution", choices=[(UNNAMED, "ends with an unnamed source")]
    )
    state = django_filters.MultipleChoiceFilter(label="State", choices=State.choices)
    since = django_filters.DateFilter(
        label="Printed from", widget=forms.DateInput(attrs={"type": "date"})
    )
    until = django_filters.DateFilter(
        label="Printed until", widget=forms.DateInput(attrs={"type": "date"})
    )
    order = django_filters.ChoiceFilter(
        label="Order",
        empty_label=None,
        choices=[(name, label) for name, (label, _, _) in ORDERS.items()],
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def __init__(self, *args, as_of=None, **kwargs):
        """What is asked is asked of the evidence that was there by `as_of`, if it is given.

        Topics and actors of none of these claims are no choice: drafts alone may hold them. An
        actor that was merged stands for the one that it became, as old addresses name it.
        """
        super().__init__(*args, **kwargs)
        self.as_of = as_of
        spoken = Evidence.objects.live().filter(claim__in=self.queryset.values("pk"))
        topics = Topic.objects.filter(pk__in=self.queryset.values("topic"))
        speaks = Exists(spoken.filter(speaker=OuterRef("pk")))
        became = Exists(spoken.filter(speaker=OuterRef("merged_into")))
        speakers = Actor.objects.filter(speaks | became)
        self.form.fields["topic"].queryset = topics
        self.form.fields["actor"].queryset = speakers

    @property
    def cleaned(self):
        """What was asked for and understood; what was not is in `form.errors`."""
        self.form.is_valid()
        return getattr(self.form, "cleaned_data", {})

    @property
    def chosen_order(self):
        return self.cleaned.get("order") or "contested"

    def filter_queryset(self, queryset):
        return self.narrowed().order_by(*ORDERS[self.chosen_order][2])

    def then(self):
        """The claims that fit, as they stood by `as_of`: a list, in the order that was chosen."""
        found = self._stood()
        if states := self.cleaned.get("evidence"):
            found = [claim for claim in found if claim.evidence_state in states]
        if self.chosen_order == "contested":
            found.sort(key=lambda claim: (-claim.weaker_side, -claim.stronger_side))
        return found

    def _stood(self):
        order = "changed" if self.chosen_order == "contested" else self.chosen_order
        claims = self.narrowed(without="evidence").order_by(*ORDERS[order][2])
        return queries.as_it_stood(claims, self.as_of)

    def narrowed(self, without=None):
        """The claims that fit every filter but the one named `without`."""
        asked = {name: value for name, value in self.cleaned.items() if value and name != without}
        claims = self.queryset
        if words := asked.get("q"):
            claims = search.matching(claims, words)
        if topics := asked.get("topic"):
            claims = claims.filter(topic__in=topics)
        if states := asked.get("state"):
            claims = claims.filter(state__in=states)
        if states := asked.get("evidence"):
            claims = claims.filter(self._in_state(states))
        if any(name in asked for name in EVIDENCE_FILTERS):
            # Exists, not a join: joined rows would be counted twice.
            claims = claims.filter(Exists(self.fitting(asked).filter(claim=OuterRef("pk"))))
        return claims

    def _in_state(self, states):
        if self.as_of is None:
            return Q(evidence_state__in=states)
        return Q(pk__in=[pk for pk, state in self._states_then.items() if state in states])

    @cached_property
    def _states_then(self):
        return {c.pk: c.evidence_state for c in queries.as_it_stood(self.queryset, self.as_of)}

    def fitting(self, asked):
        """Live evidence that fits what was asked of it."""
        article = "passage__revision__article__"
        wanted = {
            "actor": "speaker__in",
            "outlet": article + "outlet__in",
            "stance": "stance__in",
            "since": article + "published_on__gte",
            "until": article + "published_on__lte",
        }
        for name in ("actor", "outlet"):
            if name in asked:
                asked = asked | {name: [row.current for row in asked[name]]}
        conditions = {lookup: asked[name] for name, lookup in wanted.items() if name in asked}
        evidence = Evidence.objects.live().known(self.as_of).filter(**conditions)
        return evidence.ending_unnamed() if asked.get("attribution") else evidence

    def counts(self):
        """For each filter with choices: how many claims each choice would give, the others kept.

        A dict of dicts, in one query for each filter.
        """
        return {
            "evidence": self._count_states(),
            "topic": self._count_claims("topic", "topic__slug"),
            "state": self._count_claims("state", "state"),
            "actor": self._count_evidence("actor", "speaker__slug"),
            "outlet": self._count_evidence("outlet", "passage__revision__article__outlet__slug"),
            "stance": self._count_evidence("stance", "stance"),
            "attribution": self._count_unnamed(),
        }

    def _count_unnamed(self):
        asked = {name: value for name, value in self.cleaned.items() if value}
        fitting = self.fitting(asked | {"attribution": [UNNAMED]}).filter(claim=OuterRef("pk"))
        found = self.narrowed().filter(Exists(fitting)).count()
        return {UNNAMED: found} if found else {}

    def _count_states(self):
        if self.as_of is None:
            return self._count_claims("evidence", "evidence_state")
        return Counter(claim.evidence_state for claim in self._stood())

    def _count_claims(self, name, field):
        rows = self.narrowed(without=name).order_by().values(field).annotate(n=Count("pk"))
        return {row[field]: row["n"] for row in rows}

    def _count_evidence(self, name, field):
        asked = {key: value for key, value in self.cleaned.items() if value and key != name}
        claims = self.narrowed(without=name).order_by().values("pk")
        evidence = self.fitting(asked).filter(~Q(**{field: None}), claim__in=claims)
        rows = evidence.order_by().values(field).annotate(n=Count("claim", distinct=True))
        return {row[field]: row["n"] for row in rows}
