"""What a page sends as one types."""

import json

from django import forms

LONGEST = 100_000  # characters of all fields together


class KeepForm(forms.Form):
    """The name and place of a form, what it is about, and what stands in its fields."""

    form = forms.RegexField(r"\A[\w-]{8,40}\Z")
    place = forms.RegexField(r"\A/(?!/)", max_length=500)
    about = forms.CharField(max_length=200)
    typed = forms.JSONField()

    def clean_typed(self):
        typed = self.cleaned_data["typed"]
        is_flat = isinstance(typed, dict) and all(isinstance(v, str) for v in typed.values())
        if not is_flat or len(json.dumps(typed)) > LONGEST:
            raise forms.ValidationError(f"At most {LONGEST:,} characters are kept.")
        return {_storable(name): _storable(words) for name, words in typed.items()}


def _storable(words):
    """Words that both databases take: without NUL and halves of a character."""
    return words.encode("utf-8", "replace").decode().replace("\0", "")
