"""What an officer says of a paper form before typing it in (代录)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.casework.fields import DayField, LineField
from cqo_registry.core.text import compact
from cqo_registry.directory.models import Enterprise
from filings.enums import ChangeType, FilingKind

SHOWN_NAMESAKES = 5


class PaperForm(PlainForm):
    """Whose form it is, what it reports, and when it came in; ``found`` is the enterprise."""

    enterprise = LineField(
        label=_("企业名称或统一社会信用代码"),
        max_length=200,
        help_text=_("填写完整的名称或代码；只能代录本辖区的企业。"),
    )
    kind = forms.ChoiceField(
        label=_("备案类型"), choices=FilingKind.choices, widget=forms.RadioSelect, initial=FilingKind.INITIAL
    )
    change_types = forms.MultipleChoiceField(
        label=_("变更事项（变更备案勾选）"),
        choices=[choice for choice in ChangeType.choices if choice[0] != ChangeType.VACANCY],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("请从列表中选择变更事项。")},
    )
    paper_received_on = DayField(label=_("收到纸质材料的日期"))
    found: Enterprise | None = None

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_enterprise(self) -> str:
        """Exactly one enterprise of the own area, by code or by whole name."""
        text: str = self.cleaned_data["enterprise"]
        if not text:
            raise forms.ValidationError(_("请填写企业名称或统一社会信用代码。"))
        own = Enterprise.objects.visible_to(self.by).active()
        code = compact(text).upper().replace("-", "")
        found = list(own.filter(uscc=code)[:1]) or list(own.filter(name=text)[:SHOWN_NAMESAKES])
        if not found:
            raise forms.ValidationError(_("本辖区没有这个名称或代码的存续企业，请核对，或先列入企业名录。"))
        if len(found) > 1:
            codes = "、".join(enterprise.uscc for enterprise in found)
            raise forms.ValidationError(_("有多家同名企业，请改填代码：%(codes)s。") % {"codes": codes})
        self.found = found[0]
        return text

    def clean(self) -> dict[str, Any]:
        """A change filing says what changed."""
        values = super().clean() or self.cleaned_data
        if values.get("kind") == FilingKind.CHANGE and values.get("change_types") == []:
            self.add_error("change_types", _("变更备案请至少勾选一项变更事项。"))
        return values

    @property
    def types(self) -> list[str]:
        """The ticked changes: none for an initial filing, the vacancy for a removal."""
        match self.cleaned_data["kind"]:
            case FilingKind.REMOVAL:
                return [ChangeType.VACANCY.value]
            case FilingKind.CHANGE:
                return list(self.cleaned_data["change_types"])
        return []
