"""The region's question about a forwarded filing, and the office's answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from filings.forms.decisions import REASON_MAX, ReasonForm


class QuestionForm(ReasonForm):
    """What the region asks."""

    name = "query"
    reason = forms.CharField(
        label=_("请备案机关核实的内容"),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        error_messages={"required": _("请写明需要备案机关核实的内容。")},
    )


class AnswerForm(ReasonForm):
    """What the office answers."""

    name = "reply"
    reason = forms.CharField(
        label=_("答复"),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        error_messages={"required": _("请写明核实结果。")},
    )
