"""The region's yearly plan: the list, the page of one with its progress, and the acts on it (Art. 16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import READERS, REGION, REGISTER, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.accounts.views.answers import carried_out, show_form
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.download import Exporter, area_of, send
from cqo_registry.casework.versions import version_of
from cqo_registry.core.lists import heads, keyset_page
from training.actions import plans as actions
from training.exports.plans import plan_lines
from training.facts import plans as facts
from training.forms.plans import PlanForm
from training.models import PlanItem, TrainingPlan
from training.policies import sessions as policies
from training.rules import plans as rules
from training.rules.plans import Progress
from training.views.acts import Act, EditPage, RowPage

SORTS = {"year": "year"}
COLUMNS = (
    ("year", gettext_lazy("年度")),
    ("", gettext_lazy("标题")),
    ("", gettext_lazy("发布时间")),
    ("", gettext_lazy("状态")),
)


class PlanListPage(ForRoles):
    """The plans, the newest year first; the region its drafts too."""

    roles = REGISTER

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        user = self.request.user
        plans = TrainingPlan.objects.visible_to(user)
        page = keyset_page(request, plans, sorts=SORTS, default="-year")
        context = {
            "page": page,
            "heads": heads(request, COLUMNS, page.sort),
            "may_plan": policies.may_plan(user),
        }
        return render(request, "training/plan_list.html", context)


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line with its progress, None for whom it does not concern, and where the figures lead."""

    line: PlanItem
    progress: Progress | None
    may_hold: bool


def line_shown(line: PlanItem, user: User, *, published: bool) -> LineShown:
    """The line as this user reads it."""
    reads = published and policies.may_read_progress(user, line)
    own = user.authority_id == line.organiser_id and bool(policies.may_organise(user))
    return LineShown(line, facts.progress_of(line) if reads else None, published and own)


def find(user: User, pk: int) -> TrainingPlan:
    """The plan in the user's scope, or 404."""
    rows = TrainingPlan.objects.visible_to(user).select_related("published_by")
    return get_object_or_404(rows, pk=pk)


class PlanPage(RowPage):
    """One plan for everybody who may see it."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        return self.show(self.find(pk))

    def find(self, pk: int) -> TrainingPlan:
        """The plan in scope, or 404."""
        return find(self.request.user, pk)

    def show(
        self, row: Any, *, form: PlainForm | None = None, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The page with the acts of the region."""
        user, published = self.request.user, row.published_at is not None
        lines = [line_shown(line, user, published=published) for line in facts.lines_of(row)]
        context = {
            "plan": row,
            "lines": lines,
            "progress": any(each.progress for each in lines),
            "region": policies.may_plan(user),
            "exports": lines and not user.is_enterprise,
            "publishable": rules.check_publishing(len(lines), published),
            "refused": form,
            "overtaken": overtaken,
            "events": AuditEvent.objects.about(row) if user.sees_region else [],
        }
        return render(self.request, "training/plan_detail.html", context, status=status)


class PlanExportPage(ForRoles):
    """The plan as a workbook; as with every export, the GET leaves its audit line."""

    roles = READERS
    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Its lines, with what was carried out as far as the reader follows it."""
        user = self.request.user
        return send(plan_lines(find(user, pk), Exporter(user), area=area_of(user)))


class PlanCreatePage(ForRoles):
    """Draft the plan of a year."""

    roles = REGION
    template = "training/plan_create.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, with the first year that has no plan."""
        year = timezone.localdate().year
        taken = set(TrainingPlan.objects.values_list("year", flat=True))
        year = next(each for each in (year, year + 1, year + 2) if each not in taken or each > year + 1)
        title = _("%(year)s 年度企业首席质量官培训计划") % {"year": year}
        return show_form(request, self.template, PlanForm(initial={"year": year, "title": title}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Draft it, or say what is wrong with everything as typed."""
        form = PlanForm(request.POST)
        answer = carried_out(request, form, lambda: self.create(form))
        return answer or show_form(request, self.template, form)

    def create(self, form: PlainForm) -> str:
        """Carry it out and show the page, where lines are added."""
        plan = actions.create_plan(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("已保存草稿，请添加计划项目。"))
        return plan.get_absolute_url()


class PlanEditPage(EditPage):
    """Change title and aims."""

    roles = REGION

    def find(self, pk: int) -> TrainingPlan:
        """The plan in scope, or 404."""
        return find(self.request.user, pk)

    def form_for(self, row: Any, data: Any = None) -> PlanForm:
        """The form with what stands now."""
        return PlanForm(data, year_settled=True, initial={"title": row.title, "aims": row.aims})

    def show(
        self, row: Any, *, form: PlainForm | None = None, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The page of the form."""
        context = {"plan": row, "form": form, "overtaken": overtaken}
        return render(self.request, "training/plan_edit.html", context, status=status)

    def done(self, row: Any, form: PlainForm) -> str:
        """Change it and show it."""
        version = version_of(self.request)
        plan = actions.edit_plan(row.pk, by=self.request.user, version=version, **form.cleaned_data)
        messages.success(self.request, _("已保存修改。"))
        return plan.get_absolute_url()


class PlanPublishPage(Act, PlanPage):
    """Publish a plan."""

    roles = REGION

    def act(self, row: Any, given: dict[str, Any]) -> tuple[Any, str]:
        """Publish it."""
        actions.publish_plan(row.pk, by=self.request.user, version=version_of(self.request))
        return _("已发布，各备案机关会收到通知。"), row.get_absolute_url()


class PlanDiscardPage(Act, PlanPage):
    """Delete a draft."""

    roles = REGION

    def act(self, row: Any, given: dict[str, Any]) -> tuple[Any, str]:
        """Delete it."""
        actions.discard_plan(row.pk, by=self.request.user, version=version_of(self.request))
        return _("已删除计划草稿。"), reverse("training:plan_list")
