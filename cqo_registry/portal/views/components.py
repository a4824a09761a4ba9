"""The catalogue of components, for whoever builds a page: each one drawn with values of no meaning.

Served in demonstration and debug mode alone; elsewhere the page does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import EVERYBODY, ForRoles
from cqo_registry.core.lists import Page
from cqo_registry.core.tones import TONES, Tone
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.portal.charts import Point, bars, columns

TONES_SAID = {
    Tone.QUIET: _("未办或已了"),
    Tone.GOING: _("办理中"),
    Tone.WAITING: _("等待答复"),
    Tone.GOOD: _("已办妥"),
    Tone.BAD: _("不利"),
}


class SampleForm(forms.Form):
    """A field of each kind that filters and acts use."""

    name = forms.CharField(
        label=_("企业名称"),
        error_messages={"required": _("请填写企业名称")},
        widget=forms.TextInput({"class": "form-control"}),
    )
    kind = forms.ChoiceField(
        label=_("办理事项"),
        choices=[("", _("全部")), ("a", _("首次备案"))],
        widget=forms.Select({"class": "form-select"}),
    )
    late = forms.BooleanField(
        label=_("只看逾期"), required=False, widget=forms.CheckboxInput({"class": "form-check-input"})
    )


@dataclass(frozen=True, slots=True)
class Example:
    """A component: the name of its file, what it is for, and one set of values it takes or more."""

    name: str
    use: Any
    values: tuple[dict[str, Any], ...]

    def drawn(self, request: HttpRequest) -> list[str]:
        """The component with each set of values."""
        return [render_to_string(f"components/{self.name}.html", each, request) for each in self.values]


class ComponentsPage(ForRoles):
    """All components on one page."""

    roles = EVERYBODY

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw them; in production there is no such page."""
        if not (settings.DEMO or settings.DEBUG):
            raise Http404
        shown = [(example, example.drawn(request)) for example in examples()]
        return render(request, "portal/components.html", {"shown": shown})


def examples() -> list[Example]:
    """Every component but those of the frame, which stand on every page."""
    return [*_states(), *_figures(), *_lists(), *_forms(), *_acts()]


def _verdict() -> Verdict:
    return Verdict(
        (
            Reason("degree", _("学历不符合任职条件。"), "6"),
            Reason("late", _("任命后超过一个月。"), "14", severity=Severity.WARN),
            Reason("size", _("按小微企业判定。"), "6", severity=Severity.INFO),
        )
    )


def _states() -> list[Example]:
    words = {tone: next(word for word, each in TONES.items() if each is tone) for tone in Tone}
    return [
        Example(
            "_status",
            _("状态，五种色调"),
            tuple({"status": words[tone], "label": TONES_SAID[tone]} for tone in Tone),
        ),
        Example(
            "_due",
            _("期限"),
            (
                {"days_left": 12, "due_on": timezone.localdate()},
                {"days_left": 0},
                {"overdue_days": 3, "due_on": timezone.localdate(), "provisional": True},
            ),
        ),
        Example(
            "_verdict",
            _("规则核对"),
            ({"title": _("任职条件"), "verdict": _verdict()}, {"title": _("任职条件"), "verdict": Verdict()}),
        ),
        Example("_steps", _("填报步骤"), ({"steps": _steps()},)),
        Example("_progress", _("进度"), ({"done": 3, "total": 8, "label": _("已填写")},)),
        Example("_empty", _("空白"), ({"title": _("没有备案"), "text": _("请放宽查询条件。")},)),
    ]


def _steps() -> list[dict[str, Any]]:
    names = {"done": _("企业"), "error": _("人员"), "current": _("任命"), "todo": _("确认")}
    return [{"state": state, "label": label, "url": ""} for state, label in names.items()]


def _figures() -> list[Example]:
    points = [Point(_("拉萨"), 12, url="#"), Point(_("经开区"), 5, part=True), Point(_("日喀则"), 8)]
    return [
        Example(
            "_stat",
            _("数字"),
            (
                {"label": _("待办"), "value": 12, "tone": "gold", "hint": _("三日内到期"), "url": "#"},
                {"label": _("已备案"), "value": 34, "tone": "green"},
            ),
        ),
        Example("_fact", _("事实"), ({"label": _("备案机关"), "value": _("拉萨市")}, {"label": _("备注")})),
        Example("_column_chart", _("柱形图"), ({"chart": columns(_("按月份"), points)},)),
        Example("_bar_chart", _("条形图"), ({"chart": bars(_("按地区"), points)},)),
        Example("_chart_table", _("图的数据表"), ({"chart": bars(_("按地区"), points)},)),
        Example("_timeline", _("办理情况"), ({"events": _events()},)),
    ]


def _events() -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {"at": now, "label": _("退回补正"), "who": _("拉萨市 次仁"), "reason": _("请补传任命文件。")},
        {"at": now, "label": _("提交"), "who": _("企业 卓玛"), "reason": ""},
    ]


def _lists() -> list[Example]:
    heads = [
        {"label": _("企业"), "url": "#", "sort": "ascending"},
        {"label": _("件数"), "url": "", "sort": ""},
    ]
    notice = {"row": 4, "sheet": "1", "title": _("行业"), "value": "X", "message": _("已按空白处理。")}
    page = Page((), "", "#", str(_("共 120 条")), 120, "time")
    return [
        Example("_heads", _("表头"), ({"heads": heads, "numbers": "2"},)),
        Example("_pager", _("翻页"), ({"page": page},)),
        Example("_import_notices", _("导入的提示"), ({"notices": [notice, {**notice, "row": 0}]},)),
    ]


def _forms() -> list[Example]:
    wrong = SampleForm({"kind": "a"})
    return [
        Example("_error_summary", _("错误一览"), ({"form": wrong},)),
        Example("_filter", _("按筛选器查询"), ({"filter": {"form": SampleForm()}, "reset": "#"},)),
        Example("_filter_form", _("按表单查询"), ({"form": wrong, "reset": "#"},)),
        Example("_filter_fields", _("查询的各栏"), ({"form": SampleForm()},)),
        Example(
            "_form_actions",
            _("表单的按钮"),
            ({"submit_label": _("提交"), "draft_label": _("保存草稿"), "cancel_url": "#"},),
        ),
        Example("_typed", _("没有生效的内容"), ({"typed": [_("请补传任命文件。")]},)),
        Example(
            "_overtaken",
            _("情况已有变化"),
            ({"overtaken": True, "events": _events(), "typed": [_("同意。")]},),
        ),
    ]


def _acts() -> list[Example]:
    link = {"label": _("查看"), "url": "#", "tone": "primary"}
    act = {
        "name": "sample",
        "label": _("确认"),
        "button": _("确认"),
        "tone": "primary",
        "url": "#",
        "act": {"text": _("核对依据文书后确认。"), "opens": False},
        "live": Verdict(),
        "form": SampleForm(),
    }
    return [
        Example(
            "_action",
            _("可以办理、不能办理的按钮"),
            ({**link, "verdict": True}, {**link, "verdict": _verdict()}),
        ),
        Example("_act", _("要填写的办理"), ({"act": act, "version": 1},)),
        Example("_acts", _("一页的全部办理"), ({"buttons": [act], "acts": [], "version": 1},)),
    ]
