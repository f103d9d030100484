"""Forms of the queue."""

from django import forms

from factcheck.queries.queue import KINDS

MOST_AT_ONCE = 300


class KeysField(forms.Field):
    """Some keys of rows, as a list of whole numbers."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        given = super().clean(value)
        keys = [int(key) for key in given if key.isdecimal() and len(key) < 19]
        if len(keys) < len(given) or len(keys) > MOST_AT_ONCE:
            raise forms.ValidationError("These are no things that wait.")
        return keys


class AssignForm(forms.Form):
    """Things of one kind that wait, and who is to look after them; blank: nobody."""

    kind = forms.TypedChoiceField(
        choices=[(name, name) for name in KINDS], coerce=KINDS.__getitem__
    )
    item = KeysField()

    def __init__(self, *args, editors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ModelChoiceField(editors, required=False)
