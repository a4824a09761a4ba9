"""The forms of the directory: a workbook, the headings of an office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.spreadsheets.intake import MAX_BYTES, Unreadable, check_archive
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.models import Authority
from cqo_registry.directory.rules.headings import HEADINGS

EXTENSION = ".xlsx"


class UploadForm(forms.Form):
    """One workbook of at most 10 MB; the cleaned ``workbook`` is its bytes."""

    workbook = forms.FileField(
        label=_("名录文件"),
        help_text=_("Excel 工作簿（.xlsx），不超过 10 MB。"),
        error_messages={
            "required": _("请选择要上传的名录文件。"),
            "empty": _("文件是空的（0 字节），请重新选择文件。"),
            "invalid": _("没有收到文件，请重新选择后上传。"),
            "missing": _("没有收到文件，请重新选择后上传。"),
            "max_length": _("文件名太长，请改短后再上传。"),
        },
        widget=forms.FileInput(
            attrs={"accept": EXTENSION, "data-max-bytes": str(MAX_BYTES), "class": "form-control"}
        ),
    )

    def clean_workbook(self) -> bytes:
        """The bytes, looked at from outside before anything is parsed."""
        upload: Any = self.cleaned_data["workbook"]
        content: bytes = upload.read(MAX_BYTES + 1)
        try:
            check_archive(content)
        except Unreadable as fault:
            raise forms.ValidationError(fault.message) from fault
        return content


class HeadingsForm(forms.ModelForm):
    """The Tibetan headings of one office, all optional."""

    class Meta:
        model = Authority
        fields = HEADINGS
        widgets = {
            name: forms.TextInput(attrs={"lang": "bo", "class": "form-control bo", "autocomplete": "off"})
            for name in HEADINGS
        }

    def add_reasons(self, verdict: Verdict) -> None:
        """Show what refused them at the headings it names."""
        for reason in verdict.blocking:
            self.add_error(reason.field if reason.field in self.fields else None, str(reason.message))
