"""The period of a sheet, its freezing, the weights, and the choice of two frozen sheets."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.casework.fields import FIRST_DAY, LAST_DAY, DayField, offer_rows
from cqo_registry.core.columns import length_of
from cqo_registry.portal.facts.span import Span
from cqo_registry.portal.models import AssessmentSnapshot, IndicatorWeight
from cqo_registry.portal.rules.indicators import ASSESSMENT

BAD_MOMENT = _("请按“年-月-日 时:分”填写时点，例如 2026-11-23 18:00。")
TITLE_MAX = length_of(AssessmentSnapshot, "title")
DOCUMENT_MAX = length_of(IndicatorWeight, "document_no")


class MomentInput(forms.DateTimeInput):
    """A local moment to the minute, also where an address named it with its offset."""

    def format_value(self, value: Any) -> str | None:
        """What the browser's field can show; what is no moment stands as it was typed."""
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(value or "")
            local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        except (ValueError, OverflowError):
            return value
        return local.strftime("%Y-%m-%dT%H:%M")


class SpanForm(PlainForm):
    """A period and a moment; without them this year, and now."""

    start = DayField(label=_("期间开始"))
    end = DayField(label=_("期间结束"))
    as_of = forms.DateTimeField(
        label=_("统计时点"),
        required=False,
        error_messages={"invalid": BAD_MOMENT},
        widget=MomentInput(attrs={"type": "datetime-local"}),
        help_text=_("此后发生、登记或更改的事项不计入；不填为现在。"),
    )

    @classmethod
    def asked(cls, data: Any) -> SpanForm:
        """The form as the address fills it; the current year where it names no period."""
        given = data.copy()
        year = timezone.localdate().year
        given["start"] = given.get("start") or date(year, 1, 1).isoformat()
        given["end"] = given.get("end") or date(year, 12, 31).isoformat()
        return cls(given)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean_as_of(self) -> datetime:
        """The moment named, or now."""
        now = timezone.now()
        moment: datetime = self.cleaned_data["as_of"] or now
        if not FIRST_DAY.year <= moment.year <= LAST_DAY.year:
            raise forms.ValidationError(BAD_MOMENT)
        if moment > now:
            raise forms.ValidationError(_("统计时点不能晚于现在。"))
        return moment

    def clean(self) -> dict[str, Any]:
        """The period runs forward and has begun by the moment."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        start, end, as_of = given.get("start"), given.get("end"), given.get("as_of")
        if start and end and end < start:
            self.add_error("end", _("考核期结束日期不能早于开始日期。"))
        elif start and as_of and timezone.localdate(as_of) < start:
            self.add_error("start", _("期间尚未开始，没有可以统计的内容。"))
        return given

    @property
    def span(self) -> Span:
        """The valid form's period and moment."""
        given = self.cleaned_data
        return Span(given["start"], given["end"], given["as_of"])


class FreezeForm(SpanForm):
    """The sheet to keep, and its title."""

    title = forms.CharField(label=_("标题"), max_length=TITLE_MAX)


class WeightForm(PlainForm):
    """A weight for every indicator that has one, the first day, and the document."""

    valid_from = DayField(label=_("启用日期"))
    document_no = forms.CharField(label=_("文件号"), max_length=DOCUMENT_MAX)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in ASSESSMENT:
            self.fields[each.code] = forms.DecimalField(
                label=_("%(name)s（%%）") % {"name": each.label},
                required=False,
                min_value=Decimal(0),
                max_value=Decimal(100),
                max_digits=5,
                decimal_places=2,
                error_messages=dict.fromkeys(
                    (
                        "invalid",
                        "min_value",
                        "max_value",
                        "max_digits",
                        "max_decimal_places",
                        "max_whole_digits",
                    ),
                    _("权重是 0 至 100 的数字，最多两位小数。"),
                ),
            )

    @property
    def weights(self) -> dict[str, Decimal]:
        """Those that were filled in."""
        filled = ((each.code, self.cleaned_data.get(each.code)) for each in ASSESSMENT)
        return {code: weight for code, weight in filled if weight is not None}


class CompareForm(PlainForm):
    """Two frozen sheets by number."""

    first = forms.ModelChoiceField(
        label=_("指标表甲"), queryset=AssessmentSnapshot.objects.none(), to_field_name="number"
    )
    second = forms.ModelChoiceField(
        label=_("指标表乙"), queryset=AssessmentSnapshot.objects.none(), to_field_name="number"
    )

    def __init__(self, *args: Any, snapshots: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            offer_rows(self, name, snapshots)
            field.widget.attrs["class"] = "form-select"
