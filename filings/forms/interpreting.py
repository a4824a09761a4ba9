"""Forms and the filter of interpretations and exemptions (Art. 21)."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as df
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.casework.fields import offer
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.columns import length_of
from cqo_registry.core.regulation import ARTICLES
from filings.models import Exemption, Interpretation
from filings.models.interpretation import InterpretationQuerySet

VALIDITY = (("in_force", _("现行")), ("coming", _("尚未施行")), ("ended", _("已截止")))
REASON_MAX = 1000


def articles() -> list[tuple[str, Any]]:
    """Every article with what it is about."""
    return [
        (number, _("第%(number)s条　%(title)s") % {"number": number, "title": title})
        for number, title in ARTICLES.items()
    ]


def _day(label: Any, *, required: bool = True, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("请按“年-月-日”填写日期，例如 2026-11-23。")},
        **kwargs,
    )


class PublishForm(PlainForm):
    """What the region publishes; the text cannot be changed afterwards."""

    article = forms.ChoiceField(
        label=_("条款"),
        error_messages={"invalid_choice": _("没有这一项，请从列表中选择。")},
    )
    title = forms.CharField(label=_("标题"), max_length=length_of(Interpretation, "title"))
    body = forms.CharField(
        label=_("解释内容"),
        max_length=length_of(Interpretation, "body"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("发布后不能修改；有变化时截止这一项，另行发布。"),
    )
    document_no = forms.CharField(
        label=_("文号"), max_length=length_of(Interpretation, "document_no"), required=False
    )
    valid_from = _day(_("适用起始日期"))
    valid_to = _day(_("适用截止日期"), required=False, help_text=_("长期适用的留空。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "article", [("", _("请选择")), *articles()])


class EndForm(PlainForm):
    """The last day of an interpretation, and why it ends."""

    on = _day(_("适用截止日期"), help_text=_("当日仍适用，次日起不再适用。"))
    reason = forms.CharField(
        label=_("截止理由"), max_length=REASON_MAX, widget=forms.Textarea(attrs={"rows": 2})
    )


class ExemptForm(PlainForm):
    """The document by which the region lets a filing pass against Art. 6."""

    document_no = forms.CharField(label=_("豁免文号"), max_length=length_of(Exemption, "document_no"))
    reason = forms.CharField(
        label=_("豁免理由"),
        max_length=length_of(Exemption, "reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    interpretation = forms.ModelChoiceField(
        label=_("依据的解释"),
        queryset=Interpretation.objects.none(),
        required=False,
        empty_label=_("无"),
        error_messages={"invalid_choice": _("没有这一项，请从列表中选择。")},
    )

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "exempt-%s", **kwargs})
        known: Any = self.fields["interpretation"]
        known.queryset = Interpretation.objects.in_force(today or timezone.localdate())


class InterpretationFilter(StyledFilter):
    """By article and by whether it holds today."""

    article = df.ChoiceFilter(choices=articles, label=_("条款"), empty_label=_("全部"))
    validity = df.ChoiceFilter(
        choices=VALIDITY, method="with_validity", label=_("效力"), empty_label=_("全部")
    )

    class Meta:
        model = Interpretation
        fields: list[str] = []

    def with_validity(
        self, queryset: InterpretationQuerySet, name: str, value: str
    ) -> InterpretationQuerySet:
        """Those in force today, still to come, or ended."""
        found: InterpretationQuerySet = getattr(queryset, value)(timezone.localdate())
        return found
