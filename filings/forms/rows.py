"""Small tables inside a step: products and quality work, kept as JSON lists on the filing.

Rows are posted as ``products-0-name``; the mark ``products-present`` says that the table was on the
page, so that a request without it leaves the stored rows alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Protocol, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.fields import DayField, LineField, PickField
from cqo_registry.directory.enums import ProductCategory

LICENCE_FORM = re.compile(r"(\([\u4e00-\u9fff]\))?XK\d{2}-\d{3}-\d{5}")


class RowForm(forms.Form):
    """One row; ``warnings`` are sentences by field that stop nothing."""

    starred: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            dress(field, starred=name in self.starred)
        if self.is_bound:
            self.full_clean()
            show_bad_days(self)
        self.warn()

    def warn(self) -> None:
        """Look at what is doubtful; a row form of its own says what."""

    def typed(self, name: str) -> str:
        """The text in a field as it stands."""
        return str(self[name].value() or "")

    def value(self) -> dict[str, Any]:
        """The row as it is stored; a field with a fault is left empty."""
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed anywhere."""
        return not self.errors and not any(self.cleaned_data.values())


class ProductRow(RowForm):
    """A product and why it makes its producer a target of Art. 4."""

    starred: ClassVar[tuple[str, ...]] = ("name", "category")
    name = LineField(label=_("产品名称"), max_length=200, required=False)
    category = PickField(
        label=_("类别"),
        choices=[(value, f"{value} {label}") for value, label in ProductCategory.choices],
        required=False,
    )
    licence_no = LineField(
        label=_("生产许可证编号"), max_length=60, required=False, help_text=_("类别 L 填写")
    )
    ccc_no = LineField(label=_("强制性认证证书号"), max_length=60, required=False, help_text=_("类别 C 填写"))
    standard_no = LineField(
        label=_("强制性国家标准号"), max_length=100, required=False, help_text=_("类别 S 填写")
    )
    other_regime = forms.BooleanField(label=_("食品、药品等另有专门监管制度的产品"), required=False)

    def warn(self) -> None:
        """The usual form of a licence number (domain §1.2)."""
        number = self.typed("licence_no").strip().replace("（", "(").replace("）", ")")
        if number and not LICENCE_FORM.fullmatch(number):
            dressed(self, "licence_no").warning = _("许可证编号一般形如 (藏)XK08-001-00001，请核对。")


class SpanRow(RowForm):
    """An interval alone, for the self-check; without an end it goes on."""

    starred: ClassVar[tuple[str, ...]] = ("start",)
    start = DayField(label=_("开始日期"), required=False)
    end = DayField(
        label=_("结束日期"), required=False, help_text=_("最后一个工作日，当日计入；至今仍从事的，不填")
    )

    def value(self) -> dict[str, Any]:
        """The row with its days as text, an open end as null."""
        days = {name: self.cleaned_data.get(name) for name in ("start", "end")}
        return {**super().value(), **{name: day.isoformat() if day else None for name, day in days.items()}}

    def warn(self) -> None:
        """An end before its start, and days still to come: both go back for correction (D37)."""
        if self.errors:
            return
        start, end = (self._day(name) for name in ("start", "end"))
        today = timezone.localdate()
        if start and start > today:
            dressed(self, "start").warning = _("开始日期晚于今天，请改正。")
        if start and end and end < start:
            dressed(self, "end").warning = _("结束日期早于开始日期，请改正。")
        elif end and end > today:
            dressed(self, "end").warning = _("结束日期晚于今天；至今仍从事的，不填。")

    def _day(self, name: str) -> date | None:
        """The day as typed, or as stored."""
        stored = self.initial.get(name)
        return (
            self.cleaned_data.get(name) if self.is_bound else date.fromisoformat(stored) if stored else None
        )


class WorkRow(SpanRow):
    """An interval of quality work (Art. 6): where, and as what."""

    starred: ClassVar[tuple[str, ...]] = ("employer", "post", "start")
    employer = LineField(label=_("工作单位"), max_length=200, required=False)
    post = LineField(label=_("岗位"), max_length=100, required=False, help_text=_("从事的质量工作"))
    field_order = ("employer", "post", "start", "end")


class Rows:
    """The rows of one table, as typed or as stored."""

    def __init__(
        self, name: str, *, bound: bool, typed: Iterable[Mapping[str, Any]], over: bool = False
    ) -> None:
        self.name, self.bound, self.over = name, bound, over
        self.row_form, self.limit, self.title, self.add_label = TABLES[name]
        self.typed = [dict(row) for row in typed] or [{}]
        self.forms = [self._form(number, row) for number, row in enumerate(self.typed)]

    def _form(self, number: int, row: Mapping[str, Any]) -> RowForm:
        prefix = f"{self.name}-{number}"
        if self.bound:
            return self.row_form({f"{prefix}-{key}": value for key, value in row.items()}, prefix=prefix)
        return self.row_form(initial=row, prefix=prefix)

    @classmethod
    def posted(cls, name: str, data: Mapping[str, Any]) -> Rows | None:
        """The rows of a request; None when the table was not on its page."""
        if f"{name}-present" not in data:
            return None
        row_form, limit, *_rest = TABLES[name]
        found: dict[int, dict[str, Any]] = {}
        for key in data:
            match = re.fullmatch(rf"{name}-([0-9]{{1,4}})-([a-z_]+)", key)
            if match and match[2] in row_form.base_fields:
                found.setdefault(int(match[1]), {})[match[2]] = data[key]
        typed = [found[number] for number in sorted(found)]
        return cls(name, bound=True, typed=typed[:limit], over=len(typed) > limit)

    def added(self) -> Rows:
        """With an empty row at the end, if there is room."""
        return self._again([*self.typed, {}][: self.limit])

    def without(self, number: int) -> Rows:
        """Without the row of that number."""
        return self._again([row for place, row in enumerate(self.typed) if place != number])

    def _again(self, typed: list[dict[str, Any]]) -> Rows:
        return Rows(self.name, bound=self.bound, typed=typed)

    def values(self) -> list[dict[str, Any]]:
        """What is stored: every row in which something was typed."""
        if not self.bound:
            return [row for row in self.typed if row]
        return [form.value() for form in self.forms if not form.is_blank]

    @property
    def full(self) -> bool:
        """Whether no row can be added."""
        return len(self.forms) >= self.limit

    @property
    def over_sentence(self) -> Any:
        """What to say when more rows came than fit."""
        return _("最多填写 %(limit)d 行，超出的没有保留。") % {"limit": self.limit} if self.over else ""

    @property
    def has_faults(self) -> bool:
        """Whether something typed cannot be stored."""
        return self.over or any(form.errors for form in self.forms)


TABLES: dict[str, tuple[type[RowForm], int, Any, Any]] = {
    "products": (ProductRow, 20, _("主要产品"), _("增加一种产品")),
    "quality_work": (WorkRow, 30, _("质量工作经历"), _("增加一段经历")),
    "work": (SpanRow, 10, _("质量工作经历"), _("增加一段经历")),
}


class Dress(Protocol):
    """What a dressed field carries to its page beside what Django knows."""

    starred: bool
    wide: bool
    is_tick: bool
    warning: Any
    stored: str


def dress(field: forms.Field, *, starred: bool = False, wide: bool = False) -> None:
    """Give a field its classes and what the page says of it."""
    widget = field.widget
    match widget:
        case forms.CheckboxInput():
            look = "form-check-input"
        case forms.Select():
            look = "form-select"
        case _:
            look = "form-control"
    widget.attrs["class"] = look
    worn: Dress = cast("Any", field)
    worn.starred, worn.wide = starred, wide
    worn.warning = worn.stored = ""
    worn.is_tick = look == "form-check-input"


def dressed(form: forms.BaseForm, name: str) -> Dress:
    """What the page says of a field that was dressed."""
    worn: Dress = cast("Any", form.fields[name])
    return worn


def show_bad_days(form: forms.BaseForm) -> None:
    """A day that cannot be read stays visible: browsers leave a date control empty for it."""
    for name in form.errors:
        if isinstance(form.fields.get(name), DayField):
            form.fields[name].widget.input_type = "text"
            form.fields[name].widget.attrs.pop("type", None)
    for name in form.errors:
        if name in form.fields:
            widget = form.fields[name].widget
            widget.attrs["class"] = f"{widget.attrs.get('class', '')} is-invalid".strip()
