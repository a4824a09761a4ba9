"""Typical experience: work list, library, one experience with its acts, and the draft (Art. 18, 20)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import READERS, REGISTER, TYPISTS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.acts import attempt, typed
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.versions import version_of
from training import workflow_experiences as workflow
from training.actions import experiences
from training.exports.promotion import EXPERIENCES
from training.facts import experiences as facts
from training.forms.experiences import ExperienceFilter, ExperienceForm, LibraryFilter, MoveForm, ReasonForm
from training.models import Experience
from training.policies import experiences as policies
from training.rules.prose import blocks
from training.views.promo import PromoList

VIEWS = {"waiting": gettext_lazy("待办理"), "mine": gettext_lazy("本机关撰写")}
NAMES = ("title", "summary", "body")
ACTS: dict[str, Callable[..., Experience]] = {
    "submit": experiences.submit,
    "send": experiences.send,
    "report": experiences.report,
    "return": experiences.give_back,
    "withdraw": experiences.withdraw,
    "publish": experiences.publish,
    "decline": experiences.decline,
    "retract": experiences.retract,
}


class ExperienceListPage(PromoList):
    """``?view=``: mine, waiting (for this office or for the region), or all that the user may see."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER
    template = "training/experience_list.html"
    title = gettext_lazy("典型经验")
    what = "experiences"
    spec = EXPERIENCES
    sorts: ClassVar[Any] = {"id": "id"}
    default = "-id"
    columns = (
        ("", gettext_lazy("标题")),
        ("", gettext_lazy("作者")),
        ("", gettext_lazy("报送机关")),
        ("", gettext_lazy("状态")),
        ("", gettext_lazy("报送日期")),
    )

    def found(self) -> Any:
        """What the user asked for, in scope."""
        return ExperienceFilter(self.request.GET, queryset=self.viewed())

    def viewed(self) -> Any:
        """The rows of the view."""
        user, view = self.request.user, self.request.GET.get("view", "")
        rows = Experience.objects.visible_to(user).select_related("authority", "enterprise", "about")
        if user.is_enterprise:
            return rows.filter(enterprise=user.enterprise_id)
        if view == "mine" and user.is_officer:
            return rows.filter(authority=user.authority_id, enterprise__isnull=True)
        if view == "waiting":
            return rows.awaiting_region() if user.sees_region else rows.awaiting_office()
        return rows

    def words(self) -> list[Criterion]:
        """The view, where it narrows."""
        view = self.request.GET.get("view", "")
        narrows = view == "waiting" or (view == "mine" and self.request.user.is_officer)
        return [Criterion("view", _("范围"), str(VIEWS[view]), free=False)] if narrows else []

    def more(self, found: Any) -> dict[str, Any]:
        """The view, and whether there is something to write."""
        user = self.request.user
        view = self.request.GET.get("view", "")
        return {"may_write": policies.may_write(user), "view": view, "mine": user.is_officer}


class ExperienceExportPage(ExperienceListPage):
    """The list as a workbook, for officers."""

    roles = READERS
    http_method_names = ["get", "options"]
    exporting = True


class ExperienceLibraryPage(ExperienceListPage):
    """What is published, for everybody who files or reviews."""

    template = "training/experience_library.html"

    def found(self) -> Any:
        """The published ones, searched."""
        rows = Experience.objects.visible_to(self.request.user).published()
        return LibraryFilter(
            self.request.GET, queryset=rows.select_related("authority", "enterprise", "about")
        )


def find(user: User, pk: int) -> Experience:
    """The experience in the user's scope, or 404."""
    rows = Experience.objects.visible_to(user).select_related("authority", "enterprise", "about")
    return get_object_or_404(rows, pk=pk)


class ExperiencePage(ForRoles):
    """The readable page; its author and its reviewers also find state, reason and acts."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        return self.show(find(self.request.user, pk))

    def show(self, row: Experience, *, name: str = "", form: Any = None, status: int = 200) -> HttpResponse:
        """The page; ``form`` is the one of the act that was refused, as typed."""
        user = self.request.user
        acts = [
            (each, live, form if each.name == name else form_of(each.name)(auto_id=f"{each.name}-%s"))
            for each, live in workflow.EXPERIENCE.offered(row, user)
        ]
        context = {
            "row": row,
            "blocks": blocks(row.body),
            "acts": acts,
            "refused": form,
            # What was typed for an act that is over stays readable.
            "typed": typed(form) if name not in {each.name for each, _live, _form in acts} else [],
            "pictures": row.pictures.filter(removed_at__isnull=True),
            "may_edit": policies.may_edit(user, row) & facts.editable(row),
            "may_copy": policies.may_edit(user, row) & facts.copyable(row),
            "reason": row.reason if row.status in ("returned", "declined", "retracted") else "",
            "events": AuditEvent.objects.visible_to(user).about(row) if not user.is_enterprise else [],
        }
        return render(self.request, "training/experience_detail.html", context, status=status)


def form_of(name: str) -> type[PlainForm]:
    """What an act asks for."""
    return ReasonForm if workflow.EXPERIENCE[name].needs_reason else MoveForm


class ExperienceActPage(ExperiencePage):
    """A POST on one experience; refused or outdated, the page comes back as typed."""

    roles = (*TYPISTS, Role.REGION_OFFICER)
    http_method_names = ["post", "options"]
    act = ""

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        """Carry the act out once; for an act nobody knows there is no page."""
        if act not in ACTS:
            raise Http404
        self.act = act
        row, form = find(self.request.user, pk), form_of(self.act)(request.POST, auto_id=f"{self.act}-%s")
        sentence = _("您打开页面之后，这份典型经验已有变化，请核对后重新提交。")
        tried = attempt(request, form, lambda: self.carry(row, form), overtaken=sentence)
        return tried.answer or self.show(
            find(self.request.user, pk), name=self.act, form=form, status=tried.status
        )

    def carry(self, row: Experience, form: PlainForm) -> str:
        """Act, say so, and lead back; the region does not see what was withdrawn from elsewhere."""
        ACTS[self.act](row.pk, by=self.request.user, version=version_of(self.request), **form.cleaned_data)
        label = workflow.EXPERIENCE[self.act].label
        messages.success(self.request, _("已办理：%(act)s。") % {"act": label})
        return row.get_absolute_url()


class WritingPage(ForRoles):
    """The form of a draft, new or begun."""

    roles = TYPISTS
    row: Experience | None = None

    def taken(self, request: HttpRequest) -> HttpResponse:
        """Save what was posted, or say what is wrong with everything as typed."""
        form = self.form(request.POST)
        sentence = _("您打开页面之后，这份草稿已有变化，请复制您填写的内容后重新打开。")
        tried = attempt(request, form, lambda: self.act(form), overtaken=sentence)
        return tried.answer or self.show(form, tried.status)

    def form(self, data: Any = None, **given: Any) -> ExperienceForm:
        """The form over what this user may write about."""
        about = self.row.about if self.row else None
        return ExperienceForm(data, user=self.request.user, about=about, **given)

    def act(self, form: ExperienceForm) -> str:
        """Save the draft; where it leads."""
        raise NotImplementedError

    def saved(self, row: Experience) -> str:
        """Say when it was saved, and show it."""
        moment = timezone.localtime(row.saved_at).strftime("%H:%M")
        messages.success(self.request, _("已保存 %(time)s") % {"time": moment})
        return row.get_absolute_url()

    def show(self, form: ExperienceForm, status: int = 200) -> HttpResponse:
        """The form page."""
        user, row = self.request.user, self.row
        may = policies.may_edit(user, row) & facts.editable(row) if row else policies.may_write(user)
        back = row.get_absolute_url() if row else reverse("training:experience_list")
        words = {"heading": _("撰写典型经验"), "submit": _("保存草稿"), "back": back}
        saved = row and row.saved_at
        lost = {"typed": [] if may else typed(form)}
        context = {"form": form, "row": row, "may": may, "saved": saved, **words, **lost}
        return render(self.request, "training/promo_form.html", context, status=status)


class ExperienceCreatePage(WritingPage):
    """A new draft."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self.show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save it."""
        return self.taken(request)

    def act(self, form: ExperienceForm) -> str:
        """Start the draft."""
        row = experiences.start_experience({"about": None, **form.cleaned_data}, by=self.request.user)
        return self.saved(row)


class ExperienceEditPage(WritingPage):
    """Go on writing."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The draft as saved."""
        self.row = find(self.request.user, pk)
        initial = {name: getattr(self.row, name) for name in NAMES}
        initial["about"] = self.row.about.name if self.row.about else ""
        return self.show(self.form(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save it."""
        self.row = find(self.request.user, pk)
        return self.taken(request)

    def act(self, form: ExperienceForm) -> str:
        """Keep what is written."""
        pk, version = self.kwargs["pk"], version_of(self.request)
        return self.saved(
            experiences.save_experience(pk, form.cleaned_data, by=self.request.user, version=version)
        )


class ExperienceCopyPage(ForRoles):
    """A new draft from one whose way has ended."""

    roles = TYPISTS
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Copy it once and open the draft."""
        old = find(self.request.user, pk)
        return once(request, lambda: self.copy(old))

    def copy(self, old: Experience) -> str:
        """The address of the new draft."""
        row = experiences.copy_experience(old.pk, by=self.request.user)
        messages.success(self.request, _("已复制为新稿；图片不随文字复制，需要的请重新添加。"))
        return reverse("training:experience_edit", args=[row.pk])
