"""What editors send in about articles and outlets."""

from django import forms
from django.core.validators import RegexValidator, URLValidator

from articles.formats.fields import LANGUAGE
from articles.models import Outlet, ReadersSee
from articles.models.articles import LONGEST
from articles.text import dates
from articles.text.lookalikes import alike, is_seen
from factcheck.forms import MomentField
from factcheck.rules.countries import COUNTRIES

NEW = "+"  # no outlet has this address
CODE = RegexValidator(
    rf"\A(?:{LANGUAGE.pattern})\Z", "Write the language as a code such as en or pt-BR."
)
WEB_ADDRESS = URLValidator(
    schemes=["http", "https"], message="Write the whole address, with https:// at its beginning."
)


def written(moment):
    """A Moment as an editor would type it: "2023-01-11 17:39+04:00", "2023-02"."""
    return moment.isoformat().replace("T", " ") if moment else ""


class ReasonedForm(forms.Form):
    """A change that says why."""

    reason = forms.CharField(label="Why", max_length=1000, required=False)

    def checked(self, name, validate):
        """What was typed in a field, held against a rule; what was not touched may stay."""
        value = self.cleaned_data[name]
        if value and name in self.changed_data:
            validate(value)
        return value

    def differing(self):
        """Of each field that holds other words than are stored: its label, and the stored words."""
        stored = {name: self.initial[name] for name in self.changed_data if name in self.initial}
        for name, value in stored.items():
            words = dict(getattr(self.fields[name], "choices", [])).get(value or "", value)
            yield self.fields[name].label or self[name].label, words


class DetailsForm(ReasonedForm):
    """What is said of an article. `near` holds the outlets that a new name may mean."""

    title = forms.CharField(max_length=LONGEST["title"], required=False)
    outlet = forms.CharField(
        max_length=LONGEST["outlet"],
        required=False,
        help_text="Choose one that is there, or write the name of a new one.",
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
    )
    which = forms.CharField(max_length=220, required=False)
    byline = forms.CharField(max_length=LONGEST["byline"], required=False)
    language = forms.CharField(
        max_length=LONGEST["language"], required=False, help_text="A code: en, az, ru."
    )
    url = forms.CharField(
        label="Address of the original",
        max_length=LONGEST["url"],
        required=False,
        widget=forms.URLInput,
    )
    published = MomentField(
        help_text="As exactly as it is known: 2023, 2023-02, 2023-02-01, 2023-02-01 17:39+04:00.",
    )
    is_date_unknown = forms.BooleanField(label="It is not known when", required=False)
    readers_see = forms.ChoiceField(
        label="Readers see", choices=[("", "as its outlet says"), *ReadersSee.choices]
    )

    def __init__(self, data=None, *, article, may_open):
        self.article, self.near = article, []
        initial = {
            "title": article.title,
            "outlet": article.outlet.name if article.outlet else "",
            "byline": article.byline,
            "language": article.language,
            "url": article.url,
            "published": written(article.published),
            "is_date_unknown": article.is_date_unknown,
            "readers_see": article.readers_see,
        }
        super().__init__(data, initial=initial)
        self.fields["readers_see"].required = False
        if not may_open:
            del self.fields["readers_see"]

    def clean_language(self):
        return self.checked("language", CODE)

    def clean_url(self):
        return self.checked("url", WEB_ADDRESS)

    def clean_published(self):
        text = self.cleaned_data["published"]
        return dates.read_moment(text) if text else None

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if "outlet" in data:
            data["outlet"] = self._outlet(data["outlet"], data.get("which", ""))
        if "published" in data and "published" not in self.errors:
            self._check_unknown(data)
        return data

    def _check_unknown(self, data):
        """A date that was there goes where it is said to be not known, and only there."""
        touched = "published" in self.changed_data
        if data["is_date_unknown"] and touched and data["published"]:
            self.add_error("published", "Write a date or say that it is not known, not both.")
        elif data["is_date_unknown"]:
            data["published"] = None
        elif touched and not data["published"]:
            self.add_error("published", "Write a date, or tick that it is not known when.")

    def _outlet(self, name, which):
        """The outlet that is meant, the name of a new one, or None; an error asks where unsure."""
        if name == self.initial["outlet"]:
            return self.article.outlet
        if not name:
            return None
        if not is_seen(name):
            self.add_error("outlet", "This name has no letter and no digit. Write another.")
            return None
        outlets = [o for o in Outlet.objects.order_by("name", "pk") if alike(o.name, name)]
        exact = {o.current for o in outlets if o.name == name}
        if len(exact) == 1:
            return exact.pop()
        self.near = sorted(exact or {o.current for o in outlets}, key=lambda o: (o.name, o.pk))
        if which == NEW and not exact:
            return name
        for outlet in self.near:
            if which == outlet.slug:
                return outlet
        if self.near:
            self.add_error("outlet", f"Is “{name}” an outlet that is there already? Choose below.")
        return name

    @property
    def may_be_new(self):
        return all(outlet.name != self.data.get("outlet", "").strip() for outlet in self.near)


class StagedDetailsForm(forms.Form):
    """What is said of an article before it is imported; what was read of it may stay as it is."""

    title = forms.CharField(required=False, max_length=LONGEST["title"])
    outlet = forms.CharField(required=False, max_length=LONGEST["outlet"])
    byline = forms.CharField(required=False, max_length=LONGEST["byline"])
    language = forms.CharField(
        required=False,
        max_length=LONGEST["language"],
        validators=[CODE],
        help_text="A code: en, az, ru.",
    )
    url = forms.CharField(
        label="Address of the original",
        required=False,
        max_length=LONGEST["url"],
        validators=[WEB_ADDRESS],
        widget=forms.URLInput,
    )
    published = MomentField(
        help_text="2023-01-11, 2023-01 or 2023; with a time 2023-01-11 17:39 +04:00"
    )

    def clean_outlet(self):
        name = self.cleaned_data["outlet"]
        if name and not is_seen(name):
            raise forms.ValidationError("This name has no letter and no digit. Write another.")
        return name


class NamedForm(ReasonedForm):
    """The name of an outlet, or of a new one. `near` holds others of nearly the same name."""

    name = forms.CharField(max_length=LONGEST["outlet"])
    keep_name = forms.BooleanField(label="They are different: keep this name", required=False)

    def __init__(self, data=None, *, outlet=None, initial=None):
        self.outlet, self.near = outlet, []
        super().__init__(data, initial=initial)

    def clean_name(self):
        name = self.cleaned_data["name"]
        if self.outlet and name == self.outlet.name:
            return name
        if not is_seen(name):
            raise forms.ValidationError("This name has no letter and no digit. Write another.")
        others = Outlet.objects.standing().order_by("name", "pk")
        self.near = [o for o in others if o != self.outlet and alike(o.name, name)]
        return name

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if self.near and not data.get("keep_name"):
            same = "If they are one, merge them" if self.outlet else "If it is this one, edit it"
            self.add_error(
                "name",
                f"Another outlet is called “{self.near[0]}”. {same}; if not, tick the box below.",
            )
        return data


class OutletForm(NamedForm):
    """What is said of an outlet."""

    homepage = forms.CharField(
        label="Home page", max_length=200, required=False, widget=forms.URLInput
    )
    owner = forms.ModelChoiceField(
        Outlet.objects.standing(), to_field_name="slug", required=False, empty_label="nobody known"
    )
    readers_see = forms.ChoiceField(
        label="Of its articles, readers see", choices=ReadersSee.choices
    )

    def __init__(self, data=None, *, outlet, may_manage):
        initial = {
            "name": outlet.name,
            "homepage": outlet.homepage,
            "country": outlet.country,
            "owner": outlet.owner and outlet.owner.slug,
            "readers_see": outlet.readers_see,
        }
        super().__init__(data, outlet=outlet, initial=initial)
        countries = {"": "not known", outlet.country: outlet.country or "not known"} | COUNTRIES
        self.fields["country"] = forms.ChoiceField(choices=countries.items(), required=False)
        if not may_manage:
            del self.fields["owner"], self.fields["readers_see"]

    def clean_homepage(self):
        return self.checked("homepage", WEB_ADDRESS)


class MergeOutletForm(ReasonedForm):
    """Another outlet that stands, chosen by its slug."""

    def __init__(self, data=None, *, outlet):
        super().__init__(data)
        others = Outlet.objects.standing().exclude(pk=outlet.pk).order_by("name", "pk")
        self.fields["into"] = forms.ModelChoiceField(
            others,
            label="Into",
            to_field_name="slug",
            error_messages={
                "required": "Choose the other outlet.",
                "invalid_choice": "This outlet was merged, or was never there. Choose another.",
            },
        )
