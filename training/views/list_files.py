"""Enrolment and results from Excel: template, upload with its report, confirmation (Art. 16)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import REVIEWERS, ForRoles
from cqo_registry.accounts.once import once
from cqo_registry.casework.download import Download, Exporter, send
from cqo_registry.casework.intake import Lines, examined
from cqo_registry.core.verdicts import Reason, Refused, Verdict
from cqo_registry.directory.models import Enterprise
from training.actions import enrolling, grading
from training.actions.enrolling import Trainee
from training.actions.grading import Grade
from training.enums import AttendanceMethod
from training.exports.people import enrolment_template, result_sheet
from training.facts import enrolling as facts
from training.forms.imports import ListForm, seal, unseal
from training.imports.enrolments import check_enrolments
from training.imports.report import Report
from training.imports.results import check_results
from training.models import TrainingSession
from training.policies import enrolling as policies
from training.views.attending import find_own
from training.views.enrolling import UNPROCESSABLE
from training.views.session_people import find_session


class Import(ForRoles):
    """Take a workbook, examine it, show the report; nothing is written before it is confirmed."""

    roles = REVIEWERS
    matter: ClassVar[str]
    words: ClassVar[dict[str, Any]]

    def find(self, pk: int) -> TrainingSession:
        """The session, or 404."""
        raise NotImplementedError

    def may(self, session: TrainingSession) -> Verdict:
        """Whether there is any use in uploading."""
        raise NotImplementedError

    def check(self, content: bytes, session: TrainingSession) -> Report:
        """The report on a workbook; ``Unreadable`` when it is none."""
        raise NotImplementedError

    def write(self, session: TrainingSession, lines: Lines) -> str:
        """Write the lines in one transaction; the sentence that says so. Raises ``Refused``."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The empty form."""
        return self.form_page(self.find(pk), ListForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The report with its button; the form with what is wrong; or, confirmed, the import."""
        session = self.find(pk)
        if "lines" in request.POST:
            lines = unseal(request.POST["lines"], self.matter, session, self.request.user)
            return once(request, lambda: self.apply(session, lines))
        form = ListForm(request.POST, request.FILES)
        report = examined(form, lambda content: self.check(content, session))
        return self.form_page(session, form) if report is None else self.report_page(session, report)

    def apply(self, session: TrainingSession, lines: Lines) -> str:
        """Let the lines in, and back to the session."""
        messages.success(self.request, self.write(session, lines))
        return session.get_absolute_url()

    def form_page(self, session: TrainingSession, form: ListForm) -> HttpResponse:
        """The form that takes the workbook."""
        context = {"form": form, **self.frame(session), "may": self.may(session)}
        status = UNPROCESSABLE if form.errors else 200
        return render(self.request, "training/list_import.html", context, status=status)

    def report_page(self, session: TrainingSession, report: Report) -> HttpResponse:
        """What the workbook would write, and every fault of it."""
        sound = report.lines and not report.faults
        sealed = seal(self.matter, session, report.lines, self.request.user) if sound else ""
        context = {"report": report, "sealed": sealed, **self.frame(session)}
        status = UNPROCESSABLE if report.faults else 200
        return render(self.request, "training/list_report.html", context, status=status)

    def frame(self, session: TrainingSession) -> dict[str, Any]:
        """What both pages say."""
        urls = {
            "here": reverse(f"training:{self.matter}_import", args=[session.pk]),
            "template_url": reverse(f"training:{self.matter}_template", args=[session.pk]),
        }
        return {"session": session, **self.words, **urls}


class EnrolmentImportPage(Import):
    """Enrol many enterprises' people of the area at once."""

    matter = "enrolment"
    words: ClassVar[dict[str, Any]] = {
        "heading": gettext_lazy("批量报名"),
        "download": gettext_lazy("下载模板"),
        "hint": gettext_lazy(
            "每人一行：统一社会信用代码、人员类别和姓名；首席质量官的姓名可以不填。"
            "按行的顺序取得座位，名额用完后依次候补。"
        ),
    }

    def find(self, pk: int) -> TrainingSession:
        """Every session the office may see takes the enterprises of its area."""
        return find_session(self.request.user, pk)

    def may(self, session: TrainingSession) -> Verdict:
        """Whether this office may, and the session still takes names."""
        closed = session.status != "open"
        return policies.may_enrol_for_others(self.request.user) & Verdict.unless(
            closed and Reason("not_open", _("培训班未发布、已结业或者已取消，不能报名。"), "16")
        )

    def check(self, content: bytes, session: TrainingSession) -> Report:
        """Every fault of every row."""
        return check_enrolments(content, session=session, user=self.request.user)

    def write(self, session: TrainingSession, lines: Lines) -> str:
        """Everybody or nobody."""
        user = self.request.user
        known = (
            Enterprise.objects.visible_to(user).select_related("authority").in_bulk([row[0] for row in lines])
        )
        if len(known) < len({row[0] for row in lines}):
            moved = _("有企业已移出本辖区，什么都没有写入。请重新上传文件。")
            raise Refused(Verdict((Reason("moved", moved),)))
        rows = [(known[pk], Trainee(*words) if words[0] else None) for pk, *words in lines]
        done = enrolling.enrol_many(session.pk, rows, by=user)
        seated = sum(row.seat is not None for row in done)
        counts = {"seated": seated, "waiting": len(done) - seated}
        return _("已报名 %(seated)d 人，候补 %(waiting)d 人。") % counts


class ResultImportPage(Import):
    """Read the filled-in list of attendance and results back."""

    matter = "result"
    words: ClassVar[dict[str, Any]] = {
        "heading": gettext_lazy("导入签到和结果"),
        "download": gettext_lazy("下载名单"),
        "hint": gettext_lazy(
            "下载名单，填写“实到学时”和“结果”（合格、不合格或缺席）后上传；两列都空的人员以后再评定。"
        ),
    }

    def find(self, pk: int) -> TrainingSession:
        """A session this user runs."""
        return find_own(self.request.user, pk)

    def may(self, session: TrainingSession) -> Verdict:
        """Whether results may be entered today."""
        return facts.gradable(session, on=timezone.localdate())

    def check(self, content: bytes, session: TrainingSession) -> Report:
        """Every fault of every row."""
        return check_results(content, session=session)

    def write(self, session: TrainingSession, lines: Lines) -> str:
        """All results or none; attendance follows from the hours."""
        grades = {
            pk: Grade(result, Decimal(hours) if hours else None, version)
            for pk, version, result, hours in lines
        }
        done = grading.grade(session.pk, grades, by=self.request.user, method=AttendanceMethod.IMPORT)
        return _("已导入 %(number)d 人的结果。") % {"number": len(done)}


class EnrolmentTemplate(ForRoles):
    """The empty workbook."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The download."""
        find_session(self.request.user, pk)
        return send(Download(_("批量报名模板.xlsx"), enrolment_template()))


class ResultTemplate(ForRoles):
    """The list with everybody who has a seat; as with every export, the GET leaves its audit line."""

    roles = REVIEWERS
    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The download."""
        session = find_own(self.request.user, pk)
        return send(result_sheet(session, Exporter(self.request.user)))
