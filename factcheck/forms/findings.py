"""What people make of a finding."""

from django import forms

from factcheck.models import Finding, FindingStatus

DECISIONS = [choice for choice in FindingStatus.choices if choice[0] != FindingStatus.OPEN]


class JudgeForm(forms.Form):
    status = forms.ChoiceField(choices=DECISIONS)
    note = forms.CharField(required=False, max_length=Finding._meta.get_field("note").max_length)
