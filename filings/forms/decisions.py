"""Forms of the officers' decisions: what they type comes back whole when an act is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.columns import length_of
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import SizeClass
from filings.forms.labels import label_of
from filings.models import Filing, ReturnItem
from filings.rules.fields import FIELDS

COMMENT_MAX = length_of(ReturnItem, "comment")
SIZE_REASON_MAX = length_of(Filing, "officer_size_reason")
REASON_MAX = 1000


class ReasonForm(forms.Form):
    """A reason in writing."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={"required": _("请写明理由。")},
    )
    name = "reason"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Several of these stand on one page, so each has ids of its own.
        super().__init__(*args, **{"auto_id": f"{self.name}-%s", **kwargs})


class RefuseForm(ReasonForm):
    """Why the filing is refused; the grounds of Art. 6 or 9 come from the verdict.

    It belongs to the one form of all decisions, wherever it stands on the desk.
    """

    name = "refuse"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["form"] = "decision-form"

    @classmethod
    def kept(cls, data: Mapping[str, Any]) -> RefuseForm:
        """With what was typed and nothing said of it: another decision was pressed."""
        return cls(initial={"reason": data.get("reason", "")})


class RevealForm(ReasonForm):
    """Why an identity number is looked at."""

    name = "reveal"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("查看完整证件号码的理由")
        self.fields["reason"].error_messages["required"] = _("请写明查看理由。")


class SizeForm(ReasonForm):
    """The size class of an enterprise for which the statistics standard has none (domain §3)."""

    name = "size"
    size = forms.ChoiceField(
        label=_("核定规模"),
        choices=[("", _("请选择")), *(c for c in SizeClass.choices if c[0] != SizeClass.UNCLASSIFIED)],
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": _("请选择核定的规模。"), "invalid_choice": _("请从列表中选择规模。")},
    )
    reason = forms.CharField(
        label=_("核定理由"),
        max_length=SIZE_REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"required": _("请写明核定规模的理由。")},
    )
    field_order = ("size", "reason")


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """What the officer ticked and wrote beside one field."""

    name: str
    label: Any
    ticked: bool
    comment: str
    error: str = ""

    @property
    def touched(self) -> bool:
        """Whether there is anything to keep."""
        return self.ticked or bool(self.comment)


class ReturnForm:
    """A tick and a comment beside every declared field, sent together (Art. 13: all defects at once)."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        bound = data is not None
        self.lines = {declared.name: _line(declared.name, data or {}, bound) for declared in FIELDS}

    def __iter__(self) -> Iterator[ReturnLine]:
        return iter(self.lines.values())

    @property
    def touched(self) -> list[ReturnLine]:
        """The lines with something typed, kept on the page whatever happens."""
        return [line for line in self if line.touched]

    @property
    def comments(self) -> dict[str, str]:
        """Field to comment, as the action takes them."""
        return {line.name: line.comment for line in self if line.ticked}

    def check(self) -> Verdict:
        """Every line that is half filled, and an empty form."""
        faults = [
            Reason("line", f"{line.label}：{line.error}", field=line.name) for line in self if line.error
        ]
        if not self.touched:
            faults.append(Reason("no_items", _("请至少选择一个需要补正的字段，并写明要求。")))
        return Verdict(tuple(faults))


def _line(name: str, data: Mapping[str, Any], bound: bool) -> ReturnLine:
    ticked, comment = f"tick-{name}" in data, str(data.get(f"comment-{name}", "")).replace("\0", "").strip()
    return ReturnLine(name, label_of(name), ticked, comment, _fault(ticked, comment) if bound else "")


def _fault(ticked: bool, comment: str) -> str:
    if ticked and not comment:
        return gettext("请写明补正要求。")
    if comment and not ticked:
        return gettext("已写补正要求但没有勾选，请勾选，或清空内容。")
    if len(comment) > COMMENT_MAX:
        return gettext("补正要求最多 %(max)d 字，请精简。") % {"max": COMMENT_MAX}
    return ""
