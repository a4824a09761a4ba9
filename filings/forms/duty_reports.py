"""The form and the filter of duty reports (Art. 7, 8, 10, 11)."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.casework.fields import CountField, LineField, MoneyField
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.names import tidy_name
from cqo_registry.core.uploads import MAX_BYTES
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.filters import in_area
from cqo_registry.directory.models import Authority
from filings.actions.duty_reporting import SUPPORT, TEXTS, WRITTEN
from filings.models import DutyReport
from filings.models.duty_report import DutyReportQuerySet
from filings.rules.duty import check_hazards

HINTS: dict[str, Any] = {
    "allowance": _("没有的留空。"),
    "duties_defined": _("可在下方上传文件。"),
    "vetoes": _("首席质量官对质量安全行使一票否决的次数。"),
}
MISSED = 10**9  # a number that could not be read is no reason against another
YUAN = _("请填写不小于 0 的金额（元，最多两位小数），如 12000.00。")
# What a list can be narrowed to; each is a figure above the list too.
SUPPORTS: dict[str, tuple[Any, Q]] = {
    "allowance": (_("设有岗位津贴"), Q(allowance__gt=0)),
    "appraised": (_("纳入绩效考核"), Q(appraised=True)),
    "budget": (_("有质量工作经费"), Q(quality_budget__gt=0)),
    "duties": (_("有职责权限文件"), Q(duties_defined=True)),
    "veto": (_("行使过一票否决"), Q(vetoes__gt=0)),
    "open_hazards": (_("有未整改隐患"), Q(hazards_closed__lt=F("hazards_found"))),
}


class YuanField(MoneyField):
    """元 with two decimals."""

    sentence = YUAN


def _field(name: str) -> forms.Field:
    """The form field of a column; nothing is required, whatever is typed gets a sentence."""
    column: Any = DutyReport._meta.get_field(name)
    given = {"label": column.verbose_name, "required": False, "help_text": HINTS.get(name, "")}
    match column.get_internal_type():
        case "DecimalField":
            return YuanField(**given)
        case "PositiveIntegerField":
            return CountField(**given)
        case "BooleanField":
            return forms.BooleanField(**given)
        case "TextField":
            return LineField(**given, max_length=column.max_length, widget=forms.Textarea(attrs={"rows": 4}))
    return LineField(**given, max_length=column.max_length)


class DutyReportForm(PlainForm):
    """The year under the headings of the articles, the support, and the duty document."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WRITTEN:
            self.fields[name] = _field(name)
        self.fields["document"] = forms.FileField(
            label=_("职责权限文件"),
            required=False,
            help_text=_("PDF、JPEG 或 PNG，不超过 5 MB；再次上传会替换原来的文件。"),
            error_messages={
                "empty": _("文件是空的（0 字节），请重新选择文件。"),
                "max_length": _("文件名太长，请改短后再上传。"),
            },
            widget=forms.FileInput(
                attrs={"accept": ".pdf,.jpg,.jpeg,.png", "data-max-bytes": str(MAX_BYTES)}
            ),
        )

    def clean(self) -> dict[str, Any]:
        """More hazards closed than found is said beside all else that is wrong."""
        given = super().clean() or self.cleaned_data
        found, closed = given.get("hazards_found", MISSED), given.get("hazards_closed", 0)
        self.add_reasons(check_hazards(0 if found is None else found, closed or 0))
        return given

    def values(self) -> dict[str, Any]:
        """What was written, without the document; an empty counter is nought."""
        given = {name: self.cleaned_data[name] for name in WRITTEN}
        return {name: 0 if value is None and name not in SUPPORT else value for name, value in given.items()}

    def add_reasons(self, verdict: Verdict) -> None:
        """A fault of the upload stands at the document."""
        for reason in verdict.blocking:
            name = "document" if reason.field == "file" else reason.field
            self.add_error(name if name in self.fields else None, str(reason.message))


def written(report: DutyReport) -> dict[str, Any]:
    """The report as the form's initial values."""
    return {name: getattr(report, name) for name in WRITTEN}


class DutyReportFilter(StyledFilter):
    """By year, by what the enterprise does for its CQO, and by words anywhere in the report."""

    keyword = df.CharFilter(method="with_keyword", label=_("关键词"), max_length=100)
    year = df.NumberFilter(
        label=_("年度"), widget=forms.NumberInput(attrs={"min": 2023, "max": 2100, "step": 1})
    )
    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.offices(),
        to_field_name="code",
        method="of_area",
        label=_("备案机关（地市含其经开区）"),
        empty_label=_("全部"),
    )
    support = df.ChoiceFilter(
        choices=[(name, label) for name, (label, _q) in SUPPORTS.items()],
        method="with_support",
        label=_("保障和履职"),
        empty_label=_("全部"),
    )

    class Meta:
        model = DutyReport
        fields: list[str] = []

    def with_keyword(self, queryset: DutyReportQuerySet, name: str, value: str) -> DutyReportQuerySet:
        """The enterprise, the CQO by any of the names, or a word under any heading."""
        found, person = Q(enterprise__search_text__icontains=value), tidy_name(value)
        found |= Q(enterprise__uscc__icontains=value)
        for name in ("name", "name_bo", "other_names"):
            found |= Q(**{f"appointment__person__{name}__icontains": person})
        for text in (*TEXTS, "further_education", "awards", "career_path"):
            found |= Q(**{f"{text}__icontains": value})
        return queryset.filter(found)

    def of_area(self, queryset: DutyReportQuerySet, name: str, value: Authority) -> DutyReportQuerySet:
        """Of enterprises of the office and of the zones inside its area."""
        return queryset.filter(in_area(value, "enterprise__authority"))

    def with_support(self, queryset: DutyReportQuerySet, name: str, value: str) -> DutyReportQuerySet:
        """Only those to which the statement applies."""
        return queryset.filter(SUPPORTS[value][1])


def duty_report_filter(data: Any, user: User) -> DutyReportFilter:
    """The filter of what this user may see."""
    found = DutyReportFilter(data, queryset=DutyReport.objects.visible_to(user))
    if not user.sees_region:
        del found.filters["authority"]
    return found
