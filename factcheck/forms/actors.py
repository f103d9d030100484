"""What editors send in about actors."""

from django import forms
from django.core.validators import RegexValidator

from articles.text.lookalikes import alike, is_seen
from factcheck.forms import DayInput
from factcheck.forms.sources import ReasonedForm
from factcheck.models import Actor, ActorKind
from factcheck.rules import spellings

WIKIDATA_ID = RegexValidator(
    r"\AQ[1-9][0-9]*\Z", "Write the number of the item of Wikidata with its Q, such as Q42."
)
LONGEST = 200
MOST_ADDED = 100


class NamedActorForm(ReasonedForm):
    """The name and kind of an actor, or of a new one. `near` holds others of nearly that name."""

    name = forms.CharField(max_length=LONGEST)
    kind = forms.ChoiceField(choices=ActorKind.choices)
    keep_name = forms.BooleanField(label="They are different: keep this name", required=False)

    def __init__(self, data=None, *, actor=None, initial=None):
        self.actor, self.near = actor, []
        super().__init__(data, initial=initial)

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if self.actor and name == self.actor.name:
            return name
        if not is_seen(name):
            raise forms.ValidationError("This name has no letter and no digit. Write another.")
        others = Actor.objects.all()
        if self.actor:
            others = others.exclude(pk=self.actor.pk)
        if taken := others.filter(name=name).first():
            raise forms.ValidationError(_taken(taken, is_new=self.actor is None))
        read = spellings.Name.read(name)
        self.near = [
            other
            for other in others.filter(merged_into=None).order_by("name", "pk")
            if alike(other.name, name) or spellings.why_alike(spellings.Name.read(other.name), read)
        ]
        return name

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if self.near and not data.get("keep_name"):
            same = "If they are one, merge them" if self.actor else "If it is this one, edit it"
            self.add_error(
                "name",
                f"Another actor is called “{self.near[0]}”. {same}; if not, tick the box below.",
            )
        return data


def _taken(actor, is_new):
    if actor.merged_into:
        return f"“{actor}” was merged into “{actor.current}”. Edit that actor, or part the two."
    way_out = "Edit that actor." if is_new else "If they are one, merge them."
    return f"Another actor is called “{actor}”. {way_out}"


class ActorForm(NamedActorForm):
    """What is said of an actor; spellings are taken off one by one, and added one a line."""

    description = forms.CharField(
        max_length=500, required=False, help_text="In a few words: who or what this is."
    )
    wikidata_id = forms.CharField(
        label="Wikidata id",
        max_length=20,
        required=False,
        help_text="The item of Wikidata, such as Q42; empty where there is none.",
    )
    added = forms.CharField(
        label="Add spellings",
        required=False,
        help_text="One a line. A search for any of them finds the others.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data=None, *, actor):
        fields = ("name", "kind", "description", "wikidata_id")
        initial = {name: getattr(actor, name) for name in fields}
        super().__init__(data, actor=actor, initial=initial)
        choices = [(alias.pk, alias.name) for alias in actor.aliases.live()]
        self.fields["removed"] = forms.TypedMultipleChoiceField(
            label="Tick to take off",
            choices=choices,
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "One of the spellings was taken off meanwhile."},
        )

    def clean_wikidata_id(self):
        return self.checked("wikidata_id", WIKIDATA_ID)

    def clean_added(self):
        lines = (" ".join(line.split()) for line in self.cleaned_data["added"].splitlines())
        names = list(dict.fromkeys(line for line in lines if line))
        if long := next((name for name in names if len(name) > LONGEST), None):
            raise forms.ValidationError(
                f"“{long[:60]}…” has {len(long)} characters; a spelling has at most {LONGEST}."
            )
        if unseen := next((name for name in names if not is_seen(name)), None):
            raise forms.ValidationError(f"“{unseen}” has no letter and no digit. Take it out.")
        if len(names) > MOST_ADDED:
            raise forms.ValidationError(f"Add at most {MOST_ADDED} spellings at once.")
        return names


class RoleForm(forms.Form):
    """A role with its days; one whose title is emptied is taken off."""

    pk = forms.IntegerField(
        min_value=1, max_value=2**63 - 1, required=False, widget=forms.HiddenInput
    )
    title = forms.CharField(label="Role", max_length=LONGEST, required=False)
    holds_from = forms.DateField(label="From", required=False, widget=DayInput())
    holds_to = forms.DateField(label="To", required=False, widget=DayInput())

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean(self):
        super().clean()
        data = self.cleaned_data
        first, last = data.get("holds_from"), data.get("holds_to")
        if first and last and last < first:
            self.add_error("holds_to", "This is before the first day.")
        if (first or last) and not data.get("title") and not data.get("pk"):
            self.add_error("title", "Say what the role is.")
        return data


RoleForms = forms.formset_factory(RoleForm, extra=2, max_num=60, absolute_max=60)


def role_forms(actor, data=None):
    """A form for each role of an actor, and two for new ones."""
    roles = [
        {
            "pk": role.pk,
            "title": role.title,
            "holds_from": role.holds_from,
            "holds_to": role.holds_to,
        }
        for role in actor.held()
    ]
    return RoleForms(data, initial=roles, prefix="role")


class MergeActorForm(ReasonedForm):
    """Another actor that stands, chosen by its slug."""

    def __init__(self, data=None, *, actor):
        super().__init__(data)
        others = Actor.objects.standing().exclude(pk=actor.pk).order_by("name", "pk")
        self.fields["into"] = forms.ModelChoiceField(
            others,
            label="Into",
            to_field_name="slug",
            error_messages={
                "required": "Choose the other actor.",
                "invalid_choice": "This actor was merged, or was never there. Choose another.",
            },
        )


class SpellingForm(forms.Form):
    """A spelling, and the actor or the two actors that it is about."""

    actor = forms.ModelChoiceField(Actor.objects.standing(), to_field_name="slug")
    other = forms.ModelChoiceField(Actor.objects.standing(), to_field_name="slug", required=False)
    spelling = forms.CharField(max_length=LONGEST, required=False)
    next = forms.RegexField(r"\A[0-9a-f]{0,16}\Z", required=False)

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if not self.errors and (data["other"] is None) == (data["spelling"] == ""):
            raise forms.ValidationError("Name another actor or a spelling.")
        if not self.errors and data["other"] == data["actor"]:
            raise forms.ValidationError("An actor is not told apart from itself.")
        return data
