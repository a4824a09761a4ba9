"""How a person is looked for: by name, or by the exact identity number."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from filings.enums import DocumentType


class NameForm(PlainForm):
    """Any of the names, Han or Tibetan."""

    name = forms.CharField(
        label=_("姓名、曾用名或藏文姓名"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )


class NumberForm(PlainForm):
    """The exact number; it travels in the body of the request alone."""

    document_type = forms.ChoiceField(
        label=_("证件类型"),
        choices=DocumentType.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": _("没有这一项，请从列表中选择。")},
    )
    identity_no = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
    )
