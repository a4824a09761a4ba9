"""Forms of the calendar: a day or a leave of several days, the workbook, and what a report confirms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.casework import intake
from cqo_registry.casework.fields import DayField, LineField, PickField
from cqo_registry.directory.actions.calendar import Entry
from cqo_registry.directory.forms import UploadForm
from cqo_registry.directory.models import Authority, Holiday
from cqo_registry.directory.rules import calendar as rules

_SALT = "filings.calendar"


class DayForm(PlainForm):
    """What the calendar says of a day."""

    kind = PickField(label=_("类型"), choices=Holiday.Kind.choices, empty="", required=True)
    name = LineField(label=_("名称"), required=True, help_text=_("如“藏历新年”“藏历新年调休上班”。"))
    notice_no = LineField(label=_("通知文号"), required=False, help_text=_("依据的放假通知文号，可以不填。"))

    def clean(self) -> dict[str, Any]:
        """A name, and texts that fit."""
        values = super().clean() or self.cleaned_data
        self.add_reasons(rules.check_words(values.get("name", ""), values.get("notice_no", "")))
        return values


class SpanForm(DayForm):
    """One day, or all days from the first to the last."""

    field_order = ["first_on", "last_on", "kind", "name", "notice_no"]
    first_on = DayField(label=_("起始日期"), required=True)
    last_on = DayField(label=_("截止日期"), required=False, help_text=_("只有一天时可以不填。"))

    def clean(self) -> dict[str, Any]:
        """Days of years a calendar is kept for, in order, not too many."""
        values = super().clean()
        first = values.get("first_on")
        if first is not None:
            last = values.get("last_on") or first
            today = timezone.localdate()
            verdict = rules.check_day(first, today) & rules.check_span(first, last)
            self.add_reasons(verdict if not verdict else rules.check_day(last, today))
        return values

    @property
    def entries(self) -> list[Entry]:
        """One entry for each day of a valid form."""
        given = self.cleaned_data
        first: date = given["first_on"]
        count = ((given["last_on"] or first) - first).days + 1
        days = [first + timedelta(days=number) for number in range(count)]
        return [Entry(day, given["kind"], given["name"], given["notice_no"]) for day in days]


class WorkbookForm(UploadForm):
    """A calendar from Excel."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.Field = self.fields["workbook"]
        field.label = _("工作日历文件")
        field.error_messages["required"] = _("请选择要上传的工作日历文件。")


def seal(office: Authority | None, entries: Sequence[Entry], user: User) -> str:
    """The entries of a report, signed for this user and calendar."""
    rows = [[str(value) for value in astuple(entry)] for entry in entries]
    return intake.seal(rows, [user.pk, office and office.pk], salt=_SALT)


def unseal(text: str, office: Authority | None, user: User) -> list[Entry]:
    """What ``seal`` signed; ``Refused`` when it is old, changed, or meant for another user or calendar."""
    rows = intake.unseal(text, [user.pk, office and office.pk], salt=_SALT)
    return [Entry(date.fromisoformat(day), *words) for day, *words in rows]
