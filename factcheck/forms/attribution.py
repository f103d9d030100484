"""What editors send in about a link: whose words they are, and the way they came."""

import calendar
from itertools import pairwise

from django import forms

from articles.models import Basis
from articles.models.articles import Precision
from factcheck import search
from factcheck.forms import KINDS, DayInput, not_after
from factcheck.models import Actor, Directness, Stance

MOST_STEPS = 8  # that can be added; a longer chain that was imported keeps its steps
MOST_READ = 100
STEP_FIELDS = ("who", "kind", "is_unnamed", "said_on", "directness")


class WhoForm(forms.Form):
    """Names an actor by any of its spellings, or somebody new with a kind.

    `cleaned_data["actor"]` is the actor, or the name and kind of a new one, or None.
    """

    who = forms.CharField(
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-actors", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label="If new, who is a", choices=KINDS, required=False)

    def clean(self):
        super().clean()
        data = self.cleaned_data
        data["actor"] = self._actor(data["who"], data.get("kind")) if data.get("who") else None
        return data

    def _actor(self, name, kind):
        named = Actor.objects.filter(name=name)
        found = list(named.speakers()) or search.actors_spelled(name)
        if len(found) == 1:
            return found[0]
        if found:
            names = " or ".join(f"“{actor}”" for actor in found)
            self.add_error("who", f"“{name}” may be {names}. Write the name that is meant.")
        elif named.exists():
            self.add_error("who", f"“{name}” is a place, and places say nothing. Name another.")
        elif kind:
            return name, kind
        elif not self.has_error("kind"):
            self.add_error("who", self._unknown(name))
        return None

    def _unknown(self, name):
        near = search.actors_named(name, limit=1)
        meant = f" Did you mean “{near[0]}”?" if near else ""
        return f"No actor is called “{name}”.{meant} If it is somebody new, say of which kind."


class StepForm(WhoForm):
    """One step of a chain; one of which nothing is said goes."""

    is_unnamed = forms.BooleanField(label="an unnamed source", required=False)
    said_on = forms.DateField(label="Said on", required=False, widget=DayInput())
    directness = forms.ChoiceField(
        label="How", choices=[("", "not said"), *Directness.choices], required=False
    )

    def __init__(self, *args, last_day=None, **kwargs):
        self.last_day, self.focus = last_day, ""
        super().__init__(*args, **kwargs)
        self.fields["who"].label = "Who passed the words on"

    def go_on_at(self, name):
        """Let the focus be on a field or button once the page is there."""
        if name in self.fields:
            self.fields[name].widget.attrs["autofocus"] = True
        else:
            self.focus = name

    @property
    def is_empty(self):
        return not any(self.cleaned_data.get(name) for name in STEP_FIELDS)

    def clean_said_on(self):
        return not_after(self.cleaned_data["said_on"], self.last_day)

    def clean(self):
        data = super().clean()
        if data.get("who") and data.get("is_unnamed"):
            self.add_error("who", "Name somebody or say that the source is unnamed, not both.")
        elif not (data.get("who") or data.get("is_unnamed") or self.errors or self.is_empty):
            self.add_error("who", "Say who it was, or tick that the source is unnamed.")
        return data


class Chain:
    """The steps of a chain as an editor types them, from the article inwards.

    `rows` holds what stands in the fields of each step; it is judged only once it `is_sent`.
    `focus` is where an editor goes on after a button was pressed: (the step, the field or button).
    """

    def __init__(self, rows, *, article, is_sent=False, focus=None):
        self.last_day = last_day(article)
        self.forms = [
            StepForm(
                {f"step-{n}-{name}": value for name, value in row.items()} if is_sent else None,
                initial=row,
                prefix=f"step-{n}",
                last_day=self.last_day,
            )
            for n, row in enumerate(rows)
        ]
        self.goes_on_adding = focus is not None and not self.forms
        if focus and self.forms:
            self.forms[focus[0]].go_on_at(focus[1])

    @classmethod
    def of(cls, evidence, article):
        """The chain of a link as it stands."""
        rows = [
            {
                "who": hop.actor.name if hop.actor else "",
                "is_unnamed": hop.actor is None,
                "said_on": hop.said_on,
                "directness": hop.directness,
            }
            for hop in evidence.hops.select_related("actor")
        ]
        return cls(rows, article=article)

    @classmethod
    def typed(cls, data, article, is_sent=False):
        """The chain that a form holds; a button of it adds, takes out or moves a step."""
        rows, focus = rows_in(data), None
        if asked := data.get("chain"):
            rows, focus = rearranged(rows, asked)
        return cls(rows, article=article, is_sent=is_sent, focus=focus)

    @property
    def is_full(self):
        return len(self.forms) >= MOST_STEPS

    @property
    def steps(self):
        """What is left of the sent steps, as the services take them."""
        kept = [form.cleaned_data for form in self.forms if not form.is_empty]
        return [{name: row[name] for name in ("actor", "said_on", "directness")} for row in kept]

    def is_valid(self):
        if not self.errors:
            self._check_order()
        return not self.errors

    def _check_order(self):
        """Nobody passes on what they hear only later."""
        dated = [form for form in self.forms if form.cleaned_data.get("said_on")]
        for outer, inner in pairwise(dated):
            if inner.cleaned_data["said_on"] > (day := outer.cleaned_data["said_on"]):
                inner.add_error(
                    "said_on", f"A step before this passed it on already on {_written(day)}."
                )

    @property
    def errors(self):
        """Every fault with its step, in words."""
        return [
            f"Step {n}: {error}"
            for n, form in enumerate(self.forms, start=1)
            for errors in form.errors.values()
            for error in errors
        ]


class CorrectionForm(WhoForm):
    """What a link says of its words, the chain aside."""

    stance = forms.ChoiceField(choices=Stance.choices, widget=forms.RadioSelect)
    directness = forms.ChoiceField(label="How", choices=Directness.choices)
    asserted_on = forms.DateField(label="Said on, if known", required=False, widget=DayInput())
    note = forms.CharField(
        label="Note for the desk", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label="Why",
        max_length=1000,
        required=False,
        help_text="Needed once the claim is published; readers see it in the history.",
    )

    def __init__(self, *args, last_day=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.last_day = last_day
        self.fields["who"].label = "Whose words"
        self.fields["who"].help_text = "Leave it empty for the outlet's own words."

    def clean_asserted_on(self):
        return not_after(self.cleaned_data["asserted_on"], self.last_day)

    @staticmethod
    def says(evidence):
        """What the fields hold of a link as it stands."""
        return {
            "who": evidence.speaker.name if evidence.speaker else "",
            "stance": evidence.stance,
            "directness": evidence.directness,
            "asserted_on": evidence.asserted_on,
            "note": evidence.note,
        }


def rows_in(data):
    """What a form holds of each step; their fields are numbered from 0."""
    numbers = [n for n in range(MOST_READ) if f"step-{n}-who" in data]
    return [{name: data.get(f"step-{n}-{name}", "") for name in STEP_FIELDS} for n in numbers]


def rearranged(rows, asked):
    """The rows after a button was pressed, such as "add" or "up-1", and what is to be focused."""
    verb, _, number = asked.partition("-")
    at = int(number) if number.isdecimal() and len(number) < 3 else -1
    if verb == "add" and len(rows) < MOST_STEPS:
        return [*rows, {}], (len(rows), "who")
    if verb == "remove" and 0 <= at < len(rows):
        left = rows[:at] + rows[at + 1 :]
        return left, (min(at, len(left) - 1), "remove")
    to = at + {"up": -1, "down": 1}.get(verb, 0)
    if to != at and 0 <= at < len(rows) and 0 <= to < len(rows):
        moved = rows.copy()
        moved.insert(to, moved.pop(at))
        at_end = {0: "down", len(rows) - 1: "up"}  # where a step cannot go on in its direction
        return moved, (to, at_end.get(to, verb))
    return rows, None


def last_day(article):
    """The last day on which what the article tells can have been said; None where it is not sure.

    That is the day of its last update, or else the last of those that its date may mean.
    """
    if article.updated_on:
        return article.updated_on
    day = article.published_on
    if day is None or article.published_basis == Basis.INFERRED:
        return None
    if article.published_precision == Precision.YEAR:
        return day.replace(month=12, day=31)
    if article.published_precision == Precision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def _written(day):
    return f"{day.day} {day:%B %Y}"
