"""What the pages of promotion and funds share: a filtered list with its workbook, and striking out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import READERS, REVIEWERS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.casework.acts import attempt
from cqo_registry.casework.criteria import Criterion, criteria
from cqo_registry.casework.download import send
from cqo_registry.casework.versions import version_of
from cqo_registry.core.lists import heads, keyset_page
from training.exports.promotion import Spec, listed
from training.forms.activities import StrikeForm


class PromoList(ForRoles):
    """One filtered list; ``?export`` has its own address with the same query."""

    roles: ClassVar[tuple[Role, ...]] = READERS
    template: str
    title: Any
    what: str
    spec: ClassVar[Spec]
    sorts: ClassVar[Mapping[str, str]]
    default: str
    columns: ClassVar[tuple[tuple[str, Any], ...]]
    exporting: ClassVar[bool] = False

    def found(self) -> Any:
        """The bound filter over what the user sees."""
        raise NotImplementedError

    def words(self) -> list[Criterion]:
        """What narrows the list beside its filter, for the note sheet of the workbook."""
        return []

    def more(self, found: Any) -> dict[str, Any]:
        """What else the page shows."""
        return {}

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page, or everything listed as a workbook."""
        found, user = self.found(), self.request.user
        if self.exporting:
            words = [*self.words(), *(criteria(found.form) if found.form.is_valid() else ())]
            return send(listed(found.qs, self.spec, user, title=self.title, what=self.what, criteria=words))
        page = keyset_page(request, found.qs, sorts=self.sorts, default=self.default)
        query = request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        context = {
            "filter": found,
            "page": page,
            "heads": heads(request, self.columns, page.sort),
            "filtered": bool(found.form.changed_data),
            "query": query.urlencode(),
            **self.more(found),
        }
        return render(request, self.template, context)


class StrikePage(ForRoles):
    """Strike a row out with a reason, or take that back."""

    roles = REVIEWERS
    http_method_names = ["post", "options"]
    model: ClassVar[Any] = None
    act: ClassVar[Callable[..., Any]]
    restores: ClassVar[bool] = False

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Carry it out; without a reason the question comes back."""
        row = get_object_or_404(self.model.objects.visible_to(self.request.user), pk=pk)
        form = StrikeForm(request.POST)
        if self.restores:
            del form.fields["reason"]
        sentence = _("您打开页面之后，这条记录已有变化，请核对后重新提交。")
        tried = attempt(request, form, lambda: self.carry(row, form), overtaken=sentence)
        return tried.answer or self.again(row, form, tried.status)

    def carry(self, row: Any, form: StrikeForm) -> str:
        """Act and lead back."""
        words = {} if self.restores else {"reason": form.cleaned_data["reason"]}
        type(self).act(row.pk, by=self.request.user, version=version_of(self.request), **words)
        messages.success(self.request, _("已恢复。") if self.restores else _("已作废，不再计入统计。"))
        return str(row.get_absolute_url())

    def again(self, row: Any, form: StrikeForm, status: int) -> HttpResponse:
        """The question with what was typed."""
        row.refresh_from_db()
        word = _("恢复") if self.restores else _("作废")
        words = {"heading": word, "submit": word, "back": row.get_absolute_url()}
        context = {"form": form, "row": row, **words}
        return render(self.request, "training/promo_form.html", context, status=status)
