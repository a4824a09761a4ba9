"""任职资格自测: the rules of a filing for anybody, without sign-in and without storing anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory import industries
from cqo_registry.directory.enums import SizeClass
from cqo_registry.directory.models import Authority
from cqo_registry.directory.rules.size import Figures, check_figures, classify
from filings import facts
from filings.enums import EducationLevel, StudyForm
from filings.forms.self_check import CandidateQuestion, DateQuestion, Question, SizeQuestion
from filings.rules import dates, deadlines, qualification


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rules say: one sentence and the verdict behind it."""

    text: str
    verdict: Verdict


def answer_size(form: Question) -> Answer:
    """The size class, and what Art. 6 then asks for."""
    given = form.cleaned_data
    figures = Figures(
        group=industries.group_of(given["industry"]),
        employees=given["employees"],
        revenue=given["revenue"],
        assets=given["assets"],
    )
    verdict = check_figures(figures)
    if not verdict:
        return Answer(_("数据不全或有误，不能划型。"), verdict)
    size = classify(figures)
    if size is SizeClass.UNCLASSIFIED:
        return Answer(_("该行业没有划型标准，由备案机关核定规模。"), verdict)
    need = qualification.REQUIREMENTS.on(timezone.localdate())[size]
    asked = _("任职条件：%(education)s以上学历，%(years)d 年以上质量工作经历。") % {
        "education": need.education.label,
        "years": need.years,
    }
    return Answer(
        _("按标准划型：%(size)s。") % {"size": size.label},
        verdict & Verdict((Reason("needs", asked, "6", Severity.INFO),)),
    )


def answer_candidate(form: Question) -> Answer:
    """Whether Art. 6 is met on the effective date."""
    given = form.cleaned_data
    jobs = tuple(facts.intervals(form.rows.values() if form.rows else []))
    verdict = qualification.check_qualification(
        qualification.Candidate(
            size=SizeClass(given["size"]),
            education=EducationLevel(given["education"]),
            quality_work=jobs,
            effective_on=given["effective_on"],
            study_form=StudyForm(given["study_form"]) if given["study_form"] else None,
            graduated_on=given["graduated_on"],
        )
    )
    verdict &= dates.check_quality_work(jobs, timezone.localdate())
    worked = qualification.quality_years(jobs, given["effective_on"])
    result = _("符合任职条件。") if verdict else _("不符合任职条件。")
    years = _("截至任命生效日，质量工作 %(years)d 年 %(days)d 天。") % {
        "years": worked.years,
        "days": worked.days,
    }
    return Answer(f"{result}{years}", verdict)


def answer_date(form: Question) -> Answer:
    """The last day to report by, and the days past it."""
    given = form.cleaned_data
    calendar = facts.calendar_of(Authority.objects.get(code=given["office"]))
    due = deadlines.due_date(given["effective_on"], calendar)
    submitted_on = given["submitted_on"] or timezone.localdate()
    late = deadlines.overdue_days(due.due_on, submitted_on)
    text = _("变更应在 %(day)s 24 时前报送。") % {"day": due.due_on.isoformat()}
    return Answer(
        text,
        deadlines.check_change_date(given["effective_on"])
        & Verdict.unless(
            Reason("late", _("报送已逾期 %(days)d 天；逾期仍可报送。") % {"days": late}, "14", Severity.WARN)
            if late
            else Reason("in_time", _("在期限内。"), "14", Severity.INFO),
            due.provisional
            and Reason("provisional", _("当年节假日安排尚未公布，此日期为暂定。"), "14", Severity.INFO),
            Reason("initial", _("首次备案没有法定期限，一个月为报送目标。"), "14", Severity.INFO),
        ),
    )


QUESTIONS: dict[str, tuple[type[Question], Callable[[Question], Answer], Any]] = {
    "size": (SizeQuestion, answer_size, gettext_lazy("一、企业规模")),
    "candidate": (CandidateQuestion, answer_candidate, gettext_lazy("二、任职条件")),
    "date": (DateQuestion, answer_date, gettext_lazy("三、报送期限")),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One question with what was asked and answered."""

    name: str
    title: Any
    form: Question
    answer: Answer | None


class SelfCheckPage(View):
    """Three questions in the query string, three answers on the page."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page; only the question that was sent is answered."""
        asked = request.GET.get("part", "")
        parts = [self.part(request, name, asked == name) for name in QUESTIONS]
        return render(request, "filings/self_check.html", {"parts": parts})

    def part(self, request: HttpRequest, name: str, asked: bool) -> Part:
        """One question; rows are added and removed without an answer."""
        form_class, answer, title = QUESTIONS[name]
        form = form_class(request.GET if asked else None, name)
        action = request.GET.get("action", "") if asked else ""
        if form.rows is not None and action.startswith("add:"):
            form.rows = form.rows.added()
        elif form.rows is not None and (match := re.fullmatch(r"remove:work:([0-9]{1,4})", action)):
            form.rows = form.rows.without(int(match[1]))
        elif asked and form.answerable:
            return Part(name, title, form, answer(form))
        return Part(name, title, form, None)
