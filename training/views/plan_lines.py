"""The lines of a plan: written by the region, and the people behind their figures (Art. 16)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import READERS, REGION, ForRoles
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Exporter, area_of, send
from cqo_registry.casework.versions import version_of
from cqo_registry.core.lists import heads, keyset_page
from training.actions import plans as actions
from training.exports.people import people
from training.facts import plans as facts
from training.forms.plans import LineForm
from training.models import Enrolment, PlanItem, TrainingPlan
from training.models.enrolment import EnrolmentQuerySet
from training.policies import sessions as policies
from training.views.acts import Act, EditPage
from training.views.plans import PlanPage
from training.views.plans import find as find_plan

SORTS = {"day": "session__starts_on", "enterprise": "enterprise__name"}
COLUMNS = (
    ("", gettext_lazy("姓名")),
    ("", gettext_lazy("人员类别")),
    ("enterprise", gettext_lazy("企业")),
    ("day", gettext_lazy("培训班")),
    ("", gettext_lazy("结果")),
)


def find(user: User, pk: int) -> PlanItem:
    """The line of a plan in the user's scope, or 404."""
    plans = TrainingPlan.objects.visible_to(user)
    rows = PlanItem.objects.select_related("plan", "organiser").filter(plan__in=plans)
    return get_object_or_404(rows, pk=pk)


class LineCreatePage(EditPage):
    """Put a line into a plan; the address names the plan."""

    roles = REGION

    def find(self, pk: int) -> Any:
        """The plan in scope, or 404."""
        return find_plan(self.request.user, pk)

    def form_for(self, row: Any, data: Any = None) -> LineForm:
        """The empty form."""
        return LineForm(data, initial={"planned_sessions": 1})

    def show(
        self, row: Any, *, form: PlainForm | None = None, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The page of the form."""
        context = {"plan": row, "line": None, "form": form, "overtaken": overtaken}
        return render(self.request, "training/plan_line.html", context, status=status)

    def done(self, row: Any, form: PlainForm) -> str:
        """Add it and show the plan."""
        actions.add_line(row.pk, form.cleaned_data, by=self.request.user, version=version_of(self.request))
        messages.success(self.request, _("已添加计划项目。"))
        url: str = row.get_absolute_url()
        return url


class LineEditPage(EditPage):
    """Change a line."""

    roles = REGION

    def find(self, pk: int) -> Any:
        """The line in scope, or 404."""
        return find(self.request.user, pk)

    def form_for(self, row: Any, data: Any = None) -> LineForm:
        """The form with what stands now."""
        return LineForm(data, initial={name: getattr(row, name) for name in actions.LINE_FIELDS})

    def show(
        self, row: Any, *, form: PlainForm | None = None, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The page of the form, with the button that removes the line."""
        context = {"plan": row.plan, "line": row, "form": form, "overtaken": overtaken}
        return render(self.request, "training/plan_line.html", context, status=status)

    def done(self, row: Any, form: PlainForm) -> str:
        """Change it and show the plan."""
        version = version_of(self.request)
        actions.edit_line(row.pk, form.cleaned_data, by=self.request.user, version=version)
        messages.success(self.request, _("已保存计划项目。"))
        url: str = row.plan.get_absolute_url()
        return url


class LineRemovePage(Act, PlanPage):
    """Take a line out; a refusal is shown on the page of the plan."""

    roles = REGION

    def find(self, pk: int) -> Any:
        """The line in scope, or 404."""
        return find(self.request.user, pk)

    def show(
        self, row: Any, *, form: PlainForm | None = None, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The plan's page."""
        return super().show(row.plan, form=form, status=status, overtaken=overtaken)

    def act(self, row: Any, given: dict[str, Any]) -> tuple[Any, str]:
        """Remove it."""
        plan = actions.remove_line(row.pk, by=self.request.user, version=version_of(self.request))
        return _("已删除计划项目。"), plan.get_absolute_url()


class LinePeoplePage(ForRoles):
    """Who came to the sessions of a line: the list behind its figure."""

    roles = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """One page of them."""
        line = self.find(pk)
        rows = self.people(line).select_related("enterprise", "session")
        page = keyset_page(request, rows, sorts=SORTS, default="-day")
        context = {"line": line, "page": page, "heads": heads(request, COLUMNS, page.sort)}
        return render(request, "training/plan_people.html", context)

    def find(self, pk: int) -> PlanItem:
        """The line in scope; for whom it is none of theirs, there is none."""
        line = find(self.request.user, pk)
        if not policies.may_read_progress(self.request.user, line):
            raise Http404
        return line

    def people(self, line: PlanItem) -> EnrolmentQuerySet:
        """Those the reader may see."""
        visible = Enrolment.objects.visible_to(self.request.user).values("pk")
        return facts.people_of(line).filter(pk__in=visible)


class LinePeopleExportPage(LinePeoplePage):
    """The same list as a workbook; as with every export, the GET leaves its audit line."""

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Everybody of the list, on all its pages."""
        user, line = self.request.user, self.find(pk)
        chosen = [Criterion("line", _("计划项目"), line.topic, free=False)]
        return send(people(self.people(line), Exporter(user), area=area_of(user), criteria=chosen))
