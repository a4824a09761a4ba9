"""What the articles mean: the region's interpretations for everybody, and the editions of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import EVERYBODY, REGION, ForRoles
from cqo_registry.accounts.views.answers import carried_out, show_form
from cqo_registry.casework.acts import attempt
from cqo_registry.casework.versions import version_of
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.core.regulation import RULE_SETS, RuleSet
from cqo_registry.directory.enums import SizeClass
from filings import policies
from filings.actions import interpreting
from filings.forms.interpreting import EndForm, InterpretationFilter, PublishForm
from filings.models import Interpretation
from filings.rules.qualification import REQUIREMENTS, Requirement

SORTS = {"from": "valid_from", "article": "number"}
COLUMNS = (
    ("", gettext_lazy("标题")),
    ("article", gettext_lazy("条款")),
    ("", gettext_lazy("文号")),
    ("from", gettext_lazy("适用日期")),
    ("", gettext_lazy("效力")),
)


def validity_of(interpretation: Interpretation, on: date) -> tuple[str, Any]:
    """The badge and the word of whether it holds on a day."""
    if interpretation.valid_from > on:
        return "pending", _("尚未施行")
    if interpretation.valid_to and interpretation.valid_to < on:
        return "withdrawn", _("已截止")
    return "accepted", _("现行")


class InterpretationListPage(ForRoles):
    """Every interpretation, for every role; newest first or by article."""

    roles = EVERYBODY

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        numbered = Interpretation.objects.annotate(number=Cast("article", IntegerField())).defer("body")
        found = InterpretationFilter(request.GET, queryset=numbered)
        page = keyset_page(request, found.qs, sorts=SORTS, default="-from")
        today = timezone.localdate()
        context = {
            "filter": found,
            "page": page,
            "rows": [(row, *validity_of(row, today)) for row in page.rows],
            "heads": heads(request, COLUMNS, page.sort),
            "filtered": bool(found.form.changed_data),
            "may_publish": policies.may_interpret(self.request.user),
        }
        return render(request, "filings/interpretation_list.html", context)


class InterpretationPage(ForRoles):
    """One interpretation; the region may end it here."""

    roles = EVERYBODY

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The text with its days."""
        return self.show(find(pk), EndForm())

    def show(
        self, interpretation: Interpretation, form: EndForm, *, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The page with the end form as it stands."""
        today = timezone.localdate()
        badge, word = validity_of(interpretation, today)
        ended = interpretation.valid_to is not None and interpretation.valid_to < today
        context = {
            "interpretation": interpretation,
            "badge": badge,
            "word": word,
            "form": form if policies.may_interpret(self.request.user) and not ended else None,
            "overtaken": overtaken,
        }
        return render(self.request, "filings/interpretation_detail.html", context, status=status)


def find(pk: int) -> Interpretation:
    """The interpretation, or 404; everybody may read each of them."""
    return get_object_or_404(Interpretation.objects.select_related("published_by"), pk=pk)


class InterpretationEndPage(InterpretationPage):
    """Let an interpretation end."""

    roles = REGION
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End it; a refused or outdated form comes back as typed."""
        interpretation, form = find(pk), EndForm(request.POST)
        tried = attempt(request, form, lambda: self.end(interpretation, form))
        if tried.answer is not None:
            return tried.answer
        return self.show(find(pk), form, status=tried.status, overtaken=tried.overtaken)

    def end(self, interpretation: Interpretation, form: EndForm) -> str:
        """Carry it out and show the page."""
        version = version_of(self.request)
        given = form.cleaned_data
        interpreting.end(
            interpretation.pk, given["on"], by=self.request.user, version=version, reason=given["reason"]
        )
        messages.success(self.request, _("已设定截止日期。"))
        return interpretation.get_absolute_url()


class InterpretationCreatePage(ForRoles):
    """Publish an interpretation."""

    roles = REGION
    template = "filings/interpretation_create.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return show_form(request, self.template, PublishForm(initial={"valid_from": timezone.localdate()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Publish, or say what is wrong with everything as typed."""
        form = PublishForm(request.POST)
        return carried_out(request, form, lambda: self.publish(form)) or show_form(
            request, self.template, form
        )

    def publish(self, form: PublishForm) -> str:
        """Carry it out and show the page everybody reads."""
        interpretation = interpreting.publish(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("已发布，所有用户都能看到。"))
        return interpretation.get_absolute_url()


# --- the editions of the rules ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edition:
    """One rule set: its days, and what Art. 6 asks by it; ``until`` is the first day of the next one."""

    id: str
    since: date
    until: date | None
    upper: Requirement
    lower: Requirement


def editions() -> list[Edition]:
    """Every rule set, newest first (decision D30)."""
    ordered = sorted(RULE_SETS, key=lambda each: each.valid_from)
    following: list[RuleSet | None] = [later for _earlier, later in pairwise(ordered)]
    return [
        Edition(
            edition.id,
            edition.valid_from,
            later.valid_from if later else None,
            REQUIREMENTS.on(edition.valid_from)[SizeClass.LARGE],
            REQUIREMENTS.on(edition.valid_from)[SizeClass.SMALL],
        )
        for edition, later in reversed(list(zip(ordered, [*following, None], strict=True)))
    ]


class RuleSetPage(ForRoles):
    """The editions of the rules, so that a filing judged by an old one can be understood (Art. 22)."""

    roles = EVERYBODY

    def get(self, request: HttpRequest) -> HttpResponse:
        """All of them."""
        return render(request, "filings/rule_sets.html", {"editions": editions()})
