"""What editors send in about the sides of a topic and the words that are watched in it."""

from django import forms

from articles.text.lookalikes import is_seen
from factcheck.forms.sources import ReasonedForm
from factcheck.models import Claim

NO_SIDE = ("", "none")
MOST_SIDES, MOST_TERMS = 20, 60


class RowForm(forms.Form):
    """A row of what stands, or a new one."""

    pk = forms.IntegerField(
        min_value=1, max_value=2**63 - 1, required=False, widget=forms.HiddenInput
    )

    def in_one_line(self, name):
        """What was typed, with single spaces; it must have something to be seen."""
        value = " ".join(self.cleaned_data[name].split())
        if value and not is_seen(value):
            raise forms.ValidationError("This has no letter and no digit. Write other words.")
        return value


class SideForm(RowForm):
    """A side of a topic; one whose label is emptied is taken off."""

    label = forms.CharField(label="Side", max_length=60, required=False)
    position = forms.IntegerField(label="Place", min_value=1, max_value=99, required=False)

    def clean_label(self):
        return self.in_one_line("label")

    @property
    def is_told(self):
        return bool(self.cleaned_data.get("label") or self.cleaned_data.get("pk"))


class TermForm(RowForm):
    """Words to watch, with the claim that they presuppose; emptied ones are taken off."""

    phrase = forms.CharField(label="Words", max_length=100, required=False)
    claim = forms.CharField(
        label="Claim that they presuppose",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"list": "claims", "autocomplete": "off"}),
    )
    note = forms.CharField(label="Note, shown to readers", max_length=300, required=False)

    def clean_phrase(self):
        return self.in_one_line("phrase")

    def clean_claim(self):
        """The claim of these words, or of this key; what was not touched stays."""
        told = self.cleaned_data["claim"]
        if "claim" not in self.changed_data:
            return self.initial.get("presupposed")
        if not told:
            return None
        claims = Claim.objects.listed().order_by("pk")
        found = claims.filter(proposition=told).first() or claims.filter(key=told).first()
        if not found:
            raise forms.ValidationError(
                "No claim reads so. Choose one from the list, or leave this empty."
            )
        return found

    def clean(self):
        super().clean()
        data = self.cleaned_data
        said = data.get("claim") or data.get("note")
        if said and not data.get("phrase") and not data.get("pk") and "phrase" not in self.errors:
            self.add_error("phrase", "Write the words that are meant.")
        return data

    @property
    def is_told(self):
        return bool(self.cleaned_data.get("phrase") or self.cleaned_data.get("pk"))


SideForms = forms.formset_factory(
    SideForm, extra=2, max_num=MOST_SIDES, absolute_max=MOST_SIDES, validate_max=True
)
TermForms = forms.formset_factory(
    TermForm, extra=2, max_num=MOST_TERMS, absolute_max=MOST_TERMS, validate_max=True
)


def side_forms(sides, data=None):
    """A form for each side of a topic, and two for new ones."""
    initial = [{"pk": s.pk, "label": s.label, "position": s.position} for s in sides]
    return SideForms(data, initial=initial, prefix="side")


def term_forms(terms, data=None):
    """A form for each term of a topic, and two for new ones."""
    initial = [
        {
            "pk": term.pk,
            "phrase": term.phrase,
            "claim": str(term.claim or ""),
            "note": term.note,
            "presupposed": term.claim,
        }
        for term in terms
    ]
    return TermForms(data, initial=initial, prefix="term")


class GivenForm(ReasonedForm):
    """The side of each of the `holders`, and why, of all that is changed at once."""

    def __init__(self, data=None, *, holders, sides):
        self.sides = {str(side.pk): side for side in sides}
        initial = {h.name: str(h.side.pk) if h.side else "" for h in holders}
        super().__init__(data, initial=initial)
        choices = [NO_SIDE, *((str(side.pk), side.label) for side in sides)]
        self.holders = {holder.name: holder for holder in holders}
        for name, holder in self.holders.items():
            self.fields[name] = forms.ChoiceField(
                label=str(holder.who),
                choices=choices,
                required=False,
                error_messages={"invalid_choice": "This side was taken off. Choose another."},
            )

    def rows(self):
        """Each of the holders with the field of its side."""
        return [(holder, self[name]) for name, holder in self.holders.items()]

    def given(self):
        """Whoever is given another side than it has: (who, the side or None)."""
        return [
            (holder.who, self.sides.get(self.cleaned_data[name]))
            for name, holder in self.holders.items()
            if name in self.data and name in self.changed_data
        ]
