"""Putting names on the list of a session and taking them off (Art. 16)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import ENTERPRISE, REVIEWERS, ForRoles
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.accounts.views.answers import carried_out
from cqo_registry.casework.acts import attempt
from cqo_registry.casework.versions import version_of
from cqo_registry.core.known import annotated
from cqo_registry.core.verdicts import Reason, Refused, Verdict
from cqo_registry.directory.models import Enterprise
from filings.models import Appointment
from training.actions import enrolling
from training.enums import EnrolmentStatus, TraineeKind
from training.facts import enrolling as facts
from training.forms.activities import find_enterprises
from training.forms.enrolling import CancelForm, EnrolForForm, StaffForm
from training.models import Enrolment, TrainingSession
from training.policies import enrolling as policies
from training.views.session_people import find_session, lines_of

OVERTAKEN = 409
UNPROCESSABLE = 422


class EnrolPage(ForRoles):
    """Where an enterprise enrols its own people, and an office those of its area."""

    roles = (*ENTERPRISE, *REVIEWERS)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The acts open to the reader; an office may search for the enterprise first."""
        session = find_session(self.request.user, pk)
        if self.request.user.is_enterprise:
            return self.own_page(session, StaffForm())
        initial = {"uscc": request.GET.get("uscc", "")[:40], "kind": TraineeKind.CQO}
        return self.office_page(session, EnrolForForm(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put somebody down, or show what is wrong with everything as typed."""
        session = find_session(self.request.user, pk)
        own = self.request.user.is_enterprise
        form: Any = StaffForm(request.POST) if own else EnrolForForm(request.POST)
        done = carried_out(request, form, lambda: self.put_down(session, form))
        if done is not None:
            return done
        return self.own_page(session, form) if own else self.office_page(session, form)

    def put_down(self, session: TrainingSession, form: Any) -> str:
        """The act, and where it leads. Raises ``Refused``."""
        user = self.request.user
        if user.enterprise is not None:
            row = enrolling.enrol_staff(session.pk, user.enterprise, form.trainee, by=user)
            return told(self.request, row, reverse("training:enrol", args=[session.pk]))
        enterprise = Enterprise.objects.visible_to(user).filter(uscc=form.cleaned_data["uscc"]).first()
        if enterprise is None:
            unknown = _("本辖区名录里没有这家企业，请核对统一社会信用代码。")
            raise Refused(Verdict((Reason("unknown", unknown, field="uscc"),)))
        if form.cleaned_data["kind"] == TraineeKind.CQO:
            facts.named_so(enterprise, form.cleaned_data.get("name") or "").require()
            row = enrolling.enrol_cqo(session.pk, enterprise, by=user)
        else:
            row = enrolling.enrol_staff(session.pk, enterprise, form.trainee, by=user)
        return told(self.request, row, session.get_absolute_url())

    def own_page(self, session: TrainingSession, form: StaffForm) -> HttpResponse:
        """The enterprise's page: its CQO with one button, its other staff, who stands on the list."""
        user = self.request.user
        enterprise: Any = user.enterprise
        held, today = facts.cqo_in_office(enterprise), timezone.localdate()
        context = {
            "session": session,
            "form": form,
            "held": held,
            "cqo": facts.enrollable_cqo(session, enterprise, held, on=today),
            "staff": facts.enrollable_staff(session, enterprise, "", "", on=today),
            "lines": lines_of(user, session),
            "free": free_seats(session),
        }
        return self.page("training/enrol_own.html", context, form)

    def office_page(self, session: TrainingSession, form: StaffForm | EnrolForForm) -> HttpResponse:
        """The office's page: the search, and the form."""
        user, search = self.request.user, self.request.GET.get("search", "")[:100]
        found = find_enterprises(user, search)
        posts = Appointment.objects.in_office().filter(enterprise__in=found).select_related("person")
        names = {post.enterprise_id: post.person.name for post in posts}
        rows = Enterprise.objects.filter(pk__in=found).select_related("authority").order_by("name")
        context = {
            "session": session,
            "form": form,
            "search": search,
            "found": [(row, names.get(row.pk, "")) for row in rows],
            "may": policies.may_enrol_for_others(user),
            "free": free_seats(session),
        }
        return self.page("training/enrol_for.html", context, form)

    def page(self, template: str, context: dict[str, Any], form: PlainForm) -> HttpResponse:
        """The page; 422 when the form has errors."""
        return render(self.request, template, context, status=UNPROCESSABLE if form.errors else 200)


class EnrolCqoPage(ForRoles):
    """The one button: the enterprise's CQO goes on the list."""

    roles = ENTERPRISE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the CQO down once. Raises ``Refused``."""
        session = find_session(self.request.user, pk)
        return once(request, lambda: self.put_down(session))

    def put_down(self, session: TrainingSession) -> str:
        """The act, and back to the page."""
        user = self.request.user
        enterprise: Any = user.enterprise
        row = enrolling.enrol_cqo(session.pk, enterprise, by=user)
        return told(self.request, row, reverse("training:enrol", args=[session.pk]))


class EnrolmentCancelPage(ForRoles):
    """Take a name off the list; an office says why."""

    roles = (*ENTERPRISE, *REVIEWERS)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The question."""
        return self.show(find_enrolment(self.request.user, pk), self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it off; what was overtaken or refused comes back as typed."""
        row, form = find_enrolment(self.request.user, pk), self.form(request.POST)
        sentence = _("您打开页面之后，这条报名已有变化，请核对后重新提交。")
        tried = attempt(request, form, lambda: self.carry(row, form), overtaken=sentence)
        return tried.answer or self.show(tried.row or row, form, tried.status)

    def form(self, data: Any = None) -> CancelForm:
        """The question; an office must give the reason."""
        form = CancelForm(data)
        form.fields["reason"].required = not self.request.user.is_enterprise
        return form

    def carry(self, row: Enrolment, form: CancelForm) -> str:
        """The act, and back to the list."""
        user, reason = self.request.user, form.cleaned_data["reason"]
        enrolling.cancel(row.pk, by=user, version=version_of(self.request), reason=reason)
        messages.success(self.request, _("已取消%(name)s的报名。") % {"name": row.name})
        own = user.is_enterprise
        return reverse("training:enrol", args=[row.session_id]) if own else row.session.get_absolute_url()

    def show(self, row: Enrolment, form: CancelForm, status: int = 200) -> HttpResponse:
        """The page."""
        heading = _("取消报名：%(name)s（%(title)s）") % {"name": row.name, "title": row.session.title}
        context = {
            "form": form,
            "row": row,
            "heading": heading,
            "submit": _("确定取消报名"),
            "back": row.session.get_absolute_url(),
            "may": policies.may_cancel(self.request.user, row),
        }
        return render(self.request, "training/promo_form.html", context, status=status)


def find_enrolment(user: User, pk: int) -> Enrolment:
    """The trainee in the user's scope, or 404."""
    rows = Enrolment.objects.visible_to(user).select_related("session__authority", "enterprise")
    row: Enrolment = get_object_or_404(rows, pk=pk)
    return row


def told(request: HttpRequest, row: Enrolment, url: str) -> str:
    """Leave the sentence of what came of it, and answer ``url``."""
    if row.status == EnrolmentStatus.ENROLLED:
        text = _("已为%(name)s报名，座位号 %(seat)d。") % {"name": row.name, "seat": row.seat}
        messages.success(request, text)
    else:
        text = _("名额已满，%(name)s列入候补；有空余名额时按顺序自动转为正式报名并通知企业。")
        messages.warning(request, text % {"name": row.name})
    return url


def free_seats(session: TrainingSession) -> int:
    """How many seats are left of a session read ``for_list``."""
    return max(session.capacity - annotated(session, "taken", int), 0)
