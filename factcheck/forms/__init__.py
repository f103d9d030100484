"""What editors send in."""

from collections import Counter

from django import forms
from django.conf import settings
from django.utils.formats import date_format

from articles.models.imports import LONGEST_PATH
from articles.text import dates, terms
from factcheck.models import (
    Actor,
    ActorKind,
    Claim,
    Difference,
    Directness,
    Question,
    RelationKind,
    RelationStatus,
    Resolution,
    Stance,
    Topic,
)

KINDS = [("", "choose…"), *(kind for kind in ActorKind.choices if kind[0] != ActorKind.PLACE)]


class WordsField(forms.CharField):
    """Words to the letter: nothing is stripped, and a form's line ends become "\\n" again."""

    def __init__(self, **options):
        super().__init__(strip=False, widget=forms.HiddenInput, **options)

    def to_python(self, value):
        return (super().to_python(value) or "").replace("\r\n", "\n")


class ClaimField(forms.ModelChoiceField):
    """One of the claims that are listed, by its slug."""

    default_error_messages = {
        "required": "Choose the other claim.",
        "invalid_choice": "This claim was withdrawn or merged, or was never there. Choose another.",
    }

    def __init__(self, claims, **options):
        super().__init__(claims, to_field_name="slug", **options)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class SelectionForm(forms.Form):
    """The words chosen in an article: code points, end excluded."""

    start = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    exact = WordsField(required=False)


def not_after(day, last_day):
    """The day; refused where it is after the last one of the article, if that is known."""
    if day and last_day and day > last_day:
        raise forms.ValidationError(
            f"This is after {date_format(last_day, 'j F Y')}, the last day of the article."
        )
    return day


class LinkForm(SelectionForm):
    """Links the chosen words to a claim that there is, or to a new one."""

    proposition = forms.CharField(
        label="New claim",
        max_length=500,
        required=False,
        help_text="One checkable sentence, without “said that”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(), to_field_name="slug", required=False, empty_label="choose…"
    )
    new_topic = forms.CharField(label="or a new topic", max_length=90, required=False)
    stance = forms.ChoiceField(
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the words support, contradict or mention it."},
    )
    speaker = forms.ModelChoiceField(
        Actor.objects.speakers(),
        to_field_name="slug",
        required=False,
        label="Whose words",
        error_messages={
            "invalid_choice": "This actor was merged into another one, or was never there."
            " Choose the speaker again."
        },
    )
    new_speaker = forms.CharField(label="Somebody new", max_length=200, required=False)
    new_speaker_kind = forms.ChoiceField(label="who is a", required=False, choices=KINDS)
    directness = forms.ChoiceField(
        label="How", choices=Directness.choices, initial=Directness.NARRATION
    )
    asserted_on = forms.DateField(label="Said on", required=False, widget=DayInput())
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    proposal = forms.IntegerField(
        min_value=1, max_value=2**63 - 1, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, claims, last_day=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.claims, self.last_day = claims, last_day
        self.fields["claim"] = ClaimField(claims, required=False)

    def clean_asserted_on(self):
        return not_after(self.cleaned_data["asserted_on"], self.last_day)

    def clean_proposition(self):
        return " ".join(self.cleaned_data["proposition"].split())

    def clean(self):
        super().clean()
        data = self.cleaned_data
        said = data.get("proposition") and self._claim_saying(data["proposition"])
        if data.get("claim") and data.get("proposition"):
            self.add_error("claim", "Choose a claim or write a new one, not both.")
        elif said:
            data |= {"claim": said, "proposition": ""}
        elif data.get("proposition"):
            if not data.get("topic") and not data.get("new_topic"):
                self.add_error("topic", "Choose a topic for the new claim, or name a new one.")
        elif not data.get("claim") and "claim" not in self.errors:
            self.add_error("claim", "Choose the claim that the words bear on, or write a new one.")
        if data.get("speaker") and data.get("new_speaker"):
            self.add_error("speaker", "Choose a speaker or name a new one, not both.")
        name, kind = data.get("new_speaker"), data.get("new_speaker_kind")
        if name and kind == "":
            self.add_error("new_speaker_kind", "Say what kind of actor the new speaker is.")
        # One of that name and kind is the same one: perhaps this form arrives for the second time.
        actor = Actor.objects.filter(name=name).first() if name else None
        if actor and actor.merged_into:
            merged = f"“{name}” was merged into “{actor.current}”. Choose that actor from the list."
            self.add_error("new_speaker", merged)
        elif actor and actor.kind != kind:
            there = "There is an actor of that name. Choose it from the list."
            self.add_error("new_speaker", there)
        return data

    def _claim_saying(self, proposition):
        """The claim that says just this, which is then the one that is meant."""
        return self.claims.filter(folded=terms.fold(proposition)).order_by("pk").first()


class StanceForm(forms.Form):
    stance = forms.ChoiceField(choices=Stance.choices)
    reason = forms.CharField(required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(required=False)


class RequiredReasonForm(forms.Form):
    reason = forms.CharField(max_length=1000)


class ClaimForm(forms.ModelForm):
    """The wording and the frame of a claim; a reason once readers have seen it."""

    question = forms.ModelChoiceField(Question.objects.select_related("topic"), required=False)
    reason = forms.CharField(
        label="Why",
        required=False,
        help_text="Needed once the claim is published; readers see it in the history.",
    )

    class Meta:
        model = Claim
        fields = ["proposition", "topic", "question", "holds_from", "holds_to"]
        widgets = {"holds_from": DayInput(), "holds_to": DayInput()}

    def clean_proposition(self):
        return " ".join(self.cleaned_data["proposition"].split())

    def clean(self):
        super().clean()
        data = self.cleaned_data
        first, last = data.get("holds_from"), data.get("holds_to")
        if first and last and last < first:
            self.add_error("holds_to", "This is before the day from which the claim holds.")
        question, topic = data.get("question"), data.get("topic")
        if question and topic and question.topic_id != topic.pk:
            self.add_error("question", f"This question belongs to the topic “{question.topic}”.")
        return data


class StepForm(ReasonForm):
    STEPS = ("review", "back", "publish", "withdraw")
    step = forms.ChoiceField(choices=[(step, step) for step in STEPS])


class OtherClaimForm(ReasonForm):
    """Another claim, chosen from a list."""

    def __init__(self, *args, claims, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["claim"] = ClaimField(claims)


class RelationForm(OtherClaimForm):
    kind = forms.ChoiceField(choices=RelationKind.choices, label="This claim")
    difference = forms.ChoiceField(
        choices=[("", "not said"), *Difference.choices], required=False, label="They differ in"
    )
    status = forms.ChoiceField(choices=RelationStatus.choices, initial=RelationStatus.OPEN)
    resolution = forms.ChoiceField(
        choices=[("", "not resolved"), *Resolution.choices], required=False
    )
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of uploaded files, each no larger than an import reads."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(SeveralFilesField, self).clean(file, initial) for file in files or [None]]
        limit = settings.MAX_IMPORT_BYTES
        for file in cleaned:
            if file and file.size > limit:
                raise forms.ValidationError(
                    f"{file.name} has {file.size:,} bytes; at most {limit:,} are read."
                    " Split it, or raise FACTCHECK_MAX_IMPORT_BYTES."
                )
        return cleaned


class UploadForm(forms.Form):
    """Files, and of those from a folder their paths in it, as a JSON list in the same order."""

    paths = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"] = SeveralFilesField(label="Files", allow_empty_file=True)

    def named_files(self):
        """The files as (name, file); a path is taken only if it leads to a file of that name."""
        files, paths = self.cleaned_data["files"], self.cleaned_data["paths"]
        if not isinstance(paths, list) or len(paths) != len(files):
            paths = [file.name for file in files]
        return [
            (path if _leads_to(path, file.name) else file.name, file)
            for path, file in zip(paths, files, strict=True)
        ]

    def clean(self):
        super().clean()
        if "files" in self.cleaned_data and "paths" in self.cleaned_data:
            names = Counter(name for name, _ in self.named_files())
            if twins := sorted(name for name, times in names.items() if times > 1):
                self.add_error("files", f"Two files are called {twins[0]}. Rename one of them.")


def _leads_to(path, name):
    if not isinstance(path, str) or len(path) > LONGEST_PATH or not path.isprintable():
        return False
    *folders, last = path.split("/")
    return last == name and not {"", ".", ".."}.intersection(folders)


class MomentField(forms.CharField):
    """A date as exactly as it is known: "2023-01-11T17:39+04:00", "2023-01", "2023"."""

    def __init__(self, **options):
        super().__init__(required=False, max_length=60, **options)

    def clean(self, value):
        text = super().clean(value)
        moment = dates.read_moment(text) if text else None
        if text and moment is None:
            raise forms.ValidationError(
                f"“{text}” is no date that can be read in one way only. Write 2023-01-11, 2023-01"
                " or 2023, or with a time 2023-01-11 17:39 and a zone +04:00."
            )
        return moment.isoformat() if moment else ""


class EncodingForm(forms.Form):
    """One of the encodings that a file may be in."""

    def __init__(self, *args, proposals, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(proposal["encoding"], proposal["encoding"]) for proposal in proposals]
        self.fields["encoding"] = forms.ChoiceField(choices=names)
