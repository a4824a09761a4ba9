"""The three questions of the public self-check; nothing of them is stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.fields import CountField, DayField, MoneyField, PickField, offer
from cqo_registry.directory.enums import SizeClass
from cqo_registry.directory.models import Authority
from filings.enums import EducationLevel, StudyForm
from filings.forms.fields import IndustryField
from filings.forms.rows import Rows, dress, show_bad_days


class Question(forms.Form):
    """A form of the self-check: ``needed`` are the fields without which there is no answer."""

    needed: dict[str, Any] = {}
    table = ""

    def __init__(self, data: Any, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        for name, field in self.fields.items():
            dress(field, starred=name in self.needed)
        posted = Rows.posted(self.table, data) if self.table and data is not None else None
        self.rows = posted or (Rows(self.table, bound=False, typed=[]) if self.table else None)

    def clean(self) -> dict[str, Any]:
        """What is needed must be there."""
        for name, sentence in self.needed.items():
            if name not in self.errors and self.cleaned_data.get(name) in (None, ""):
                self.add_error(name, sentence)
        show_bad_days(self)
        return self.cleaned_data

    @property
    def answerable(self) -> bool:
        """Whether everything typed can be read."""
        return self.is_valid() and not (self.rows is not None and self.rows.has_faults)


class SizeQuestion(Question):
    """How large is an enterprise? (Art. 6 by the statistics standard)"""

    needed = {"industry": _("请选择所属行业。")}
    industry = IndustryField(label=_("所属行业"), required=False)
    employees = CountField(label=_("从业人员（人）"), required=False)
    revenue = MoneyField(label=_("营业收入（万元）"), required=False)
    assets = MoneyField(label=_("资产总额（万元）"), required=False)


class CandidateQuestion(Question):
    """May somebody be CQO? (Art. 6)"""

    needed = {
        "size": _("请选择企业规模。"),
        "education": _("请选择学历。"),
        "effective_on": _("请填写任命生效日期。"),
    }
    table = "work"
    size = PickField(label=_("企业规模"), choices=SizeClass.choices, required=False)
    education = PickField(label=_("学历"), choices=EducationLevel.choices, required=False)
    study_form = PickField(label=_("学习形式"), choices=StudyForm.choices, required=False)
    graduated_on = DayField(label=_("毕业日期"), required=False)
    effective_on = DayField(label=_("任命生效日期"), required=False)


class DateQuestion(Question):
    """Until when must a change be reported? (Art. 14)"""

    needed = {"office": _("请选择备案机关。"), "effective_on": _("请填写变更或任命生效日期。")}
    office = PickField(label=_("备案机关"), required=False)
    effective_on = DayField(label=_("变更（任命）生效日期"), required=False)
    submitted_on = DayField(label=_("报送日期"), required=False, help_text=_("不填的按今天计算"))

    def __init__(self, data: Any, prefix: str) -> None:
        super().__init__(data, prefix)
        offices = [(office.code, office.name) for office in Authority.objects.offices()]
        offer(self, "office", [("", _("请选择")), *offices])
