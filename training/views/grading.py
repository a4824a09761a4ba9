"""Results of a session's trainees, their correction, and the certificate (Art. 16)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import REGISTER, REVIEWERS, ForRoles
from cqo_registry.casework.acts import attempt, carry_out
from cqo_registry.casework.papers import send_pdf
from cqo_registry.core.verdicts import Reason, Verdict
from training.actions import grading
from training.enums import TrainingResult
from training.exports.papers import certificate_pdf
from training.facts import enrolling as facts
from training.facts.certificates import has_certificate
from training.forms.results import CorrectForm, GradeSheet
from training.models import Enrolment, TrainingSession
from training.models.enrolment import EnrolmentQuerySet
from training.policies.sessions import may_run
from training.views.attending import find_own
from training.views.enrolling import UNPROCESSABLE, find_enrolment

SHEET_MAX = 200  # rows of one page: three fields each, well below what one POST may hold


class ResultsPage(ForRoles):
    """One page with a row for everybody who has a seat and no result yet."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The rows; ``?fill`` proposes a pass with all hours for who was there, absence for the others."""
        session = find_own(self.request.user, pk)
        sheet = self.sheet(session)
        if "fill" in request.GET:
            propose(sheet, session)
        return self.show(session, sheet)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Enter all rows that were filled in, or none."""
        session = find_own(self.request.user, pk)
        sheet = self.sheet(session, request.POST)
        if not sheet.is_valid():
            return self.show(session, sheet)
        tried = carry_out(request, lambda: self.enter(session, sheet))
        sheet.add_reasons(tried.verdict)
        shown = self.renewed(session) if tried.overtaken else sheet
        return tried.answer or self.show(session, shown, tried.status)

    def sheet(self, session: TrainingSession, data: Any = None) -> GradeSheet:
        """The forms of the first who wait for a result; the others follow once these are saved."""
        return GradeSheet(session, pending_of(session)[:SHEET_MAX], data)

    def renewed(self, session: TrainingSession) -> GradeSheet:
        """What was typed over the rows as they stand now, so that it can be saved after a look."""
        typed = self.request.POST.copy()
        sheet = self.sheet(session, typed)
        for form in sheet.forms:
            typed[form.add_prefix("version")] = str(form.trainee.version)
        sheet.general.append(
            _(
                "您打开页面之后，名单或签到已有变化，没有写入任何结果。您填写的内容仍在本页，核对后请再次保存。"
            )
        )
        return sheet

    def enter(self, session: TrainingSession, sheet: GradeSheet) -> str:
        """The act, and back to the session. Raises ``Stale`` and ``Refused``."""
        grades = sheet.grades
        Verdict.unless(not grades and Reason("nobody", _("请至少填写一个人的结果。"), "16")).require()
        number = len(grading.grade(session.pk, grades, by=self.request.user))
        messages.success(self.request, _("已评定 %(number)d 人的结果。") % {"number": number})
        return session.get_absolute_url()

    def show(self, session: TrainingSession, sheet: GradeSheet, status: int = 0) -> HttpResponse:
        """The page with everything as typed."""
        may = facts.gradable(session, on=timezone.localdate())
        more = max(pending_of(session).count() - len(sheet.forms), 0)
        context = {"session": session, "sheet": sheet, "may": may, "more": more}
        status = status or (UNPROCESSABLE if sheet.errors else 200)
        return render(self.request, "training/results.html", context, status=status)


def pending_of(session: TrainingSession) -> EnrolmentQuerySet:
    """Who has a seat and no result, by seat."""
    rows: EnrolmentQuerySet = session.enrolments.seated().filter(result=TrainingResult.PENDING)
    return rows.select_related("enterprise").order_by("seat")


def propose(sheet: GradeSheet, session: TrainingSession) -> None:
    """Fill the empty rows with what attendance suggests; the officer still reads and saves them."""
    for form in sheet.forms:
        there = form.trainee.attended_at is not None
        form.initial["result"] = TrainingResult.PASSED if there else TrainingResult.ABSENT
        form.initial["hours"] = session.hours if there else None


class CorrectPage(ForRoles):
    """Put a result right, with the reason."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The result as it stands."""
        row = self.find(pk)
        return self.show(row, CorrectForm(trainee=row, session=row.session))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Correct it; what was overtaken or refused comes back as typed."""
        row = self.find(pk)
        form = CorrectForm(request.POST, trainee=row, session=row.session)
        sentence = _("您打开页面之后，这个结果已有变化，请核对最新内容后重新提交。")
        tried = attempt(request, form, lambda: self.correct(row, form), overtaken=sentence)
        if tried.overtaken:
            typed = request.POST.copy()
            typed["version"] = str(row.version)
            form.data = typed
        return tried.answer or self.show(row, form, tried.status)

    def find(self, pk: int) -> Enrolment:
        """The trainee of a session this user runs."""
        row = find_enrolment(self.request.user, pk)
        may_run(self.request.user, row.session).require()
        return row

    def correct(self, row: Enrolment, form: CorrectForm) -> str:
        """The act, and back to the session."""
        reason = form.cleaned_data["reason"]
        grading.correct(row.pk, form.grade, by=self.request.user, reason=reason)
        messages.success(self.request, _("已更正%(name)s的结果。") % {"name": row.name})
        return row.session.get_absolute_url()

    def show(self, row: Enrolment, form: CorrectForm, status: int = 200) -> HttpResponse:
        """The page."""
        context = {
            "form": form,
            "heading": _("更正结果：%(name)s（%(title)s）") % {"name": row.name, "title": row.session.title},
            "submit": _("更正"),
            "back": row.session.get_absolute_url(),
            "may": facts.gradable(row.session, on=timezone.localdate()),
        }
        return render(self.request, "training/promo_form.html", context, status=status)


class CertificatePage(ForRoles):
    """The certificate of who passed."""

    roles = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The PDF. Raises ``Refused`` without a certificate."""
        row = find_enrolment(self.request.user, pk)
        has_certificate(row).require()
        path = reverse("training:certificate_check", args=[row.certificate_code])
        return send_pdf(
            request,
            lambda: certificate_pdf(row, verify_url=request.build_absolute_uri(path)),
            name=_("培训合格证书-%s") % row.certificate_no,
            back=row.session.get_absolute_url(),
        )
