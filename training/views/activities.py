"""Promotion activities: the list with its totals, one activity, and its form (Art. 18, 20)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import READERS, REVIEWERS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.acts import attempt
from cqo_registry.casework.versions import version_of
from training.actions import activities
from training.enums import ActivityKind
from training.exports.promotion import ACTIVITIES
from training.facts import promotion as facts
from training.forms.activities import (
    FOUND_MAX,
    ActivityFilter,
    ActivityForm,
    StrikeForm,
    find_enterprises,
)
from training.models import Activity
from training.policies import promotion as policies
from training.views.promo import PromoList, StrikePage

NAMES = ("kind", "title", "held_on", "place", "enterprise_count", "heads", "summary")


class ActivityListPage(PromoList):
    """What the offices did, the newest first; totals by kind of what is listed and counts."""

    template = "training/activity_list.html"
    title = gettext_lazy("推广活动")
    what = "activities"
    spec = ACTIVITIES
    sorts = {"day": "held_on", "heads": "heads"}
    default = "-day"
    columns = (
        ("", gettext_lazy("活动名称")),
        ("", gettext_lazy("活动形式")),
        ("", gettext_lazy("主办机关")),
        ("day", gettext_lazy("活动日期")),
        ("", gettext_lazy("企业数")),
        ("heads", gettext_lazy("人数")),
    )

    def found(self) -> ActivityFilter:
        """What the user sees, filtered."""
        return self.narrowed(self.request.GET)

    def narrowed(self, query: Any) -> ActivityFilter:
        """What the user sees, as far as the query goes."""
        rows = Activity.objects.visible_to(self.request.user).select_related("authority")
        return ActivityFilter(query, queryset=rows)

    def more(self, found: ActivityFilter) -> dict[str, Any]:
        """The totals, each with the address of exactly its rows: kind and standing are its own."""
        query = self.request.GET.copy()
        for name in ("after", "before", "kind", "standing"):
            query.pop(name, None)
        counted = self.narrowed(query).qs.standing().order_by()
        counts = dict(counted.values_list("kind").annotate(Count("pk")))
        base = query.urlencode()
        totals = [
            (kind.label, counts.get(kind, 0), f"?{base}&{urlencode({'kind': kind.value, 'standing': 'yes'})}")
            for kind in ActivityKind
        ]
        return {"totals": totals, "may_log": policies.may_log(self.request.user)}


class ActivityExportPage(ActivityListPage):
    """The list as a workbook."""

    http_method_names = ["get", "options"]
    exporting = True


def find(user: User, pk: int) -> Activity:
    """The activity in the user's scope, or 404."""
    rows = Activity.objects.visible_to(user).select_related("authority", "created_by")
    return get_object_or_404(rows, pk=pk)


class ActivityPage(ForRoles):
    """One activity with its pictures and what happened to it."""

    roles = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        user, activity = self.request.user, find(self.request.user, pk)
        context = {
            "activity": activity,
            "enterprises": activity.enterprises.order_by("name"),
            "pictures": activity.pictures.filter(removed_at__isnull=True),
            "owns": policies.may_change_activity(user, activity),
            "standing": facts.standing(activity),
            "may_pictures": policies.may_change_activity(user, activity) & facts.standing(activity),
            "form": StrikeForm(),
            "events": AuditEvent.objects.visible_to(user).about(activity),
        }
        return render(request, "training/activity_detail.html", context)


class LoggingPage(ForRoles):
    """The form; "find" searches the directory and keeps all that was typed."""

    roles = REVIEWERS
    activity: Activity | None = None

    def taken(self, request: HttpRequest) -> HttpResponse:
        """Log what was posted, or show what was found or is wrong."""
        chosen = {int(x) for x in request.POST.getlist("enterprises") if x.isascii() and x.isdigit()}
        chosen = {pk for pk in chosen if pk < 2**31}
        if request.POST.get("action") == "find":
            return self.searched(chosen)
        form = self.form(chosen, request.POST)
        sentence = _("您打开页面之后，这项活动已有变化，请核对最新内容后重新提交。")
        tried = attempt(request, form, lambda: self.act(form), overtaken=sentence)
        return tried.answer or self.show(form, tried.status)

    def form(self, shown: set[int], data: Any = None, initial: Any = None) -> ActivityForm:
        """The form over the enterprises shown."""
        user = self.request.user
        return ActivityForm(data, initial=initial, user=user, shown=shown, activity=self.activity)

    def searched(self, chosen: set[int]) -> HttpResponse:
        """What was typed, with the enterprises found beside those ticked."""
        found = find_enterprises(self.request.user, self.request.POST.get("search", "")[:100])
        typed = {name: self.request.POST.get(name, "") for name in NAMES}
        form = self.form(chosen | set(found), initial={**typed, "enterprises": list(chosen)})
        many = len(found) >= FOUND_MAX
        return self.show(form, 200, searched=True, none_found=not found, many_found=many)

    def act(self, form: ActivityForm) -> str:
        """Log what was typed; where it leads."""
        raise NotImplementedError

    def show(self, form: ActivityForm, status: int, **more: Any) -> HttpResponse:
        """The page."""
        back = self.activity.get_absolute_url() if self.activity else reverse("training:activity_list")
        may = policies.may_change_activity(self.request.user, self.activity) if self.activity else None
        context = {"form": form, "activity": self.activity, "may": may, "back": back, **more}
        context["search"] = self.request.POST.get("search", "")
        return render(self.request, "training/activity_form.html", context, status=status)


class ActivityCreatePage(LoggingPage):
    """A new activity."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self.show(self.form(set()), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Log it."""
        return self.taken(request)

    def act(self, form: ActivityForm) -> str:
        """Log it and show its page."""
        row = activities.log_activity(form.cleaned_data, by=self.request.user)
        messages.success(self.request, _("已登记，可以继续添加图片。"))
        return row.get_absolute_url()


class ActivityEditPage(LoggingPage):
    """Put an activity right."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form as it stands."""
        self.activity = find(self.request.user, pk)
        named = {row.pk for row in self.activity.enterprises.all()}
        values = {name: getattr(self.activity, name) for name in NAMES}
        return self.show(self.form(named, initial={**values, "enterprises": list(named)}), 200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Amend it."""
        self.activity = find(self.request.user, pk)
        return self.taken(request)

    def act(self, form: ActivityForm) -> str:
        """Amend it and show its page."""
        row = activities.amend_activity(
            self.kwargs["pk"], form.cleaned_data, by=self.request.user, version=version_of(self.request)
        )
        messages.success(self.request, _("已修改。"))
        return row.get_absolute_url()


class ActivityStrikePage(StrikePage):
    """Strike an activity out."""

    model = Activity
    act = staticmethod(activities.strike_activity)


class ActivityRestorePage(StrikePage):
    """Let it count again."""

    model = Activity
    act = staticmethod(activities.restore_activity)
    restores = True
