"""资格复核: CQOs whose enterprise has grown into a class of which Art. 6 asks more (decision D6)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import OFFICE, READERS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.accounts.views.answers import UNPROCESSABLE, carried_out
from cqo_registry.core.lists import heads, keyset_page
from filings import policies
from filings.actions import requalifying
from filings.forms.requalifying import RequalificationFilter, RequalifyForm
from filings.models import Appointment

SORTS = {"since": "effective_on", "enterprise": "enterprise__name", "number": "filing_no"}
HEADS = (
    ("enterprise", gettext_lazy("企业")),
    ("", gettext_lazy("备案机关")),
    ("", gettext_lazy("首席质量官")),
    ("since", gettext_lazy("任命生效日期")),
    ("", gettext_lazy("任命时规模")),
    ("", gettext_lazy("现规模")),
    ("", gettext_lazy("复核")),
)


def requalification_filter(data: Any, user: User) -> RequalificationFilter:
    """The filter of what this user may see; those due without a choice."""
    given = data.copy()
    given["state"] = given.get("state") or "due"
    found = RequalificationFilter(given, queryset=Appointment.objects.visible_to(user))
    if not user.sees_region:
        del found.filters["authority"]
    return found


class RequalificationPage(ForRoles):
    """``?state=done`` shows the reviews; the form stands beside each one due."""

    roles: ClassVar[tuple[Role, ...]] = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list in this user's scope."""
        return self.page()

    def page(self, tried: int = 0, form: RequalifyForm | None = None) -> HttpResponse:
        """The list, with the form that was refused at its row."""
        request, user = self.request, self.request.user
        found = requalification_filter(request.GET, user)
        listed = found.qs.select_related(
            "enterprise__profile", "enterprise__authority", "authority", "person"
        )
        page = keyset_page(request, listed, sorts=SORTS, default="since")
        context = {
            "filter": found,
            "page": page,
            "rows": [(row, bool(policies.may_requalify(user, row)) and _due(row)) for row in page.rows],
            "heads": heads(request, HEADS, page.sort),
            "tried": tried,
            "form": form,
        }
        return render(
            request, "filings/requalification_list.html", context, status=UNPROCESSABLE if form else 200
        )


def _due(appointment: Appointment) -> bool:
    """Whether a row of the list still waits for its review."""
    profile = appointment.enterprise.profile
    return profile is not None and appointment.requalified_size != profile.size


class RequalifyPage(RequalificationPage):
    """Note a review."""

    roles = OFFICE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note it, or show the list again with what was typed at its row."""
        user = self.request.user
        appointment = get_object_or_404(Appointment.objects.visible_to(user), pk=pk)
        form = RequalifyForm(request.POST)
        return carried_out(request, form, lambda: self.note(appointment, form)) or self.page(pk, form)

    def note(self, appointment: Appointment, form: RequalifyForm) -> str:
        """Carry it out and go on with the list."""
        requalifying.note(appointment.pk, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("已记录复核意见，现有备案继续有效。"))
        return reverse("filings:requalification")
