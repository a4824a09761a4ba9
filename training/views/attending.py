"""Attendance: the printed list, the code at the door, the officer's marks (Art. 16)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import ENTERPRISE, REVIEWERS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.casework.acts import carry_out
from cqo_registry.casework.papers import send_pdf
from cqo_registry.casework.versions import version_of
from cqo_registry.core.verdicts import Reason, Verdict
from training.actions import attending
from training.enums import TrainingResult
from training.exports.papers import attendance_pdf, door_pdf
from training.facts import enrolling as facts
from training.models import TrainingSession
from training.policies.sessions import may_run
from training.views.enrolling import UNPROCESSABLE, find_enrolment
from training.views.session_people import find_session


def find_own(user: User, pk: int) -> TrainingSession:
    """A session this user runs: 404 out of scope, ``Refused`` for a reader alone."""
    session = find_session(user, pk)
    may_run(user, session).require()
    return session


def ticked(request: HttpRequest, name: str = "present") -> set[int]:
    """The keys that were ticked; what is no key is left out."""
    given = request.POST.getlist(name)
    return {int(text) for text in given if text.isascii() and text.isdigit() and len(text) < 10}


class AttendanceListPage(ForRoles):
    """The list for signatures."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The PDF."""
        session = find_own(self.request.user, pk)
        name = _("签到表-%s") % (session.number or session.title)
        return send_pdf(request, lambda: attendance_pdf(session), name=name, back=session.get_absolute_url())


class DoorPage(ForRoles):
    """The code that hangs at the door."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The PDF; a draft has no code yet."""
        session = find_own(self.request.user, pk)
        Verdict.unless(
            not session.door_code and Reason("no_code", _("培训班发布后才有签到二维码。"), "16")
        ).require()
        address = request.build_absolute_uri(reverse("training:sign_in", args=[session.door_code]))
        return send_pdf(
            request,
            lambda: door_pdf(session, address=address),
            name=_("签到二维码-%s") % session.number,
            back=session.get_absolute_url(),
        )


class AttendancePage(ForRoles):
    """Marks by hand, from the signed list."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Who has a seat; ``?all`` ticks everybody who is not marked."""
        return self.show(find_own(self.request.user, pk), set(), Verdict())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Mark who was ticked."""
        session, chosen = find_own(self.request.user, pk), ticked(request)
        tried = carry_out(request, lambda: self.mark(session, chosen))
        return tried.answer or self.show(session, chosen, tried.verdict)

    def mark(self, session: TrainingSession, chosen: set[int]) -> str:
        """The act, and back to the same page. Raises ``Refused``."""
        Verdict.unless(not chosen and Reason("nobody", _("请勾选到场的人员。"), "16")).require()
        number = attending.mark(session.pk, chosen, by=self.request.user)
        messages.success(self.request, _("已登记 %(number)d 人到场。") % {"number": number})
        return reverse("training:attendance", args=[session.pk])

    def show(self, session: TrainingSession, chosen: set[int], refused: Verdict) -> HttpResponse:
        """The page with what was ticked."""
        rows = session.enrolments.seated().select_related("enterprise").order_by("seat")
        context = {
            "session": session,
            "rows": rows,
            "chosen": chosen,
            "all": "all" in self.request.GET,
            "refused": refused,
            "may": facts.gradable(session, on=timezone.localdate()),
        }
        status = 200 if refused else UNPROCESSABLE
        return render(self.request, "training/attendance.html", context, status=status)


class UnmarkPage(ForRoles):
    """Take a mark back."""

    roles = REVIEWERS
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Once. Raises ``Stale`` and ``Refused``."""
        row = find_enrolment(self.request.user, pk)
        return once(request, lambda: self.unmark(row))

    def unmark(self, row: Any) -> str:
        """The act, and back to the marks."""
        attending.unmark(row.pk, by=self.request.user, version=version_of(self.request))
        messages.success(self.request, _("已撤销%(name)s的签到。") % {"name": row.name})
        return reverse("training:attendance", args=[row.session_id])


class SignInPage(ForRoles):
    """Where the scanned code leads: the enterprise confirms who of its people is there."""

    roles = ENTERPRISE

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """The enterprise's trainees; nothing is written."""
        return self.show(self.find(code), set(), Verdict())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Sign in who was ticked."""
        session, chosen = self.find(code), ticked(request)
        tried = carry_out(request, lambda: self.sign_in(session, chosen))
        return tried.answer or self.show(session, chosen, tried.verdict)

    def find(self, code: str) -> TrainingSession:
        """The session whose door shows this code, or 404."""
        if not code.isprintable():  # the database holds no NUL to compare with
            raise Http404
        rows = TrainingSession.objects.exclude(door_code="").select_related("authority")
        session: TrainingSession = get_object_or_404(rows, door_code=code)
        return session

    def sign_in(self, session: TrainingSession, chosen: set[int]) -> str:
        """The act, and back to the page that says so. Raises ``Refused``."""
        number = attending.sign_in(session.door_code, chosen, by=self.request.user)
        messages.success(self.request, _("已签到 %(number)d 人。") % {"number": number})
        return reverse("training:sign_in", args=[session.door_code])

    def show(self, session: TrainingSession, chosen: set[int], refused: Verdict) -> HttpResponse:
        """The page with what was ticked."""
        rows = list(session.enrolments.visible_to(self.request.user).seated().order_by("seat"))
        waiting = [row for row in rows if row.attended_at is None and row.result == TrainingResult.PENDING]
        context = {
            "session": session,
            "rows": rows,
            "waiting": waiting,
            "chosen": chosen or {row.pk for row in waiting},
            "graded": any(row.attended_at is None and row.result != TrainingResult.PENDING for row in rows),
            "refused": refused,
            "open": facts.door_open(session, on=timezone.localdate()),
        }
        status = 200 if refused else UNPROCESSABLE
        return render(self.request, "training/sign_in.html", context, status=status)
