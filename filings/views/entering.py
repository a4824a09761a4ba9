"""Where an officer begins to type in a paper form, and goes on with one begun (代录, domain §7)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import OFFICE, ForRoles
from cqo_registry.accounts.views.answers import carried_out, show_form
from cqo_registry.core.known import known
from cqo_registry.core.text import tidy
from filings import facts
from filings.actions.entering import start_paper
from filings.enums import FilingSource, FilingStatus
from filings.forms.entering import PaperForm
from filings.models import Filing
from filings.views.step_progress import next_step, step_url

TO_TYPE = (FilingStatus.DRAFT, FilingStatus.RETURNED)
SHOWN = 100


class PaperStartPage(ForRoles):
    """The enterprise, the matter and the day of receipt; then the steps of every filing."""

    roles = OFFICE

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; ``?enterprise=`` fills in whose it is."""
        named = tidy(request.GET.get("enterprise", "").replace("\0", ""))[:200]
        return self.page(PaperForm(by=self.request.user, initial={"enterprise": named}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """To the first step, or the form with what is to be corrected."""
        form = PaperForm(request.POST, by=self.request.user)
        return carried_out(request, form, lambda: self.act(form)) or self.page(form)

    def act(self, form: PaperForm) -> str:
        """Start, or go on with the office's open one."""
        received = form.cleaned_data["paper_received_on"]
        found = known(form.found)
        filing = start_paper(found.pk, form.types, received_on=received, by=self.request.user)
        if not facts.editable_fields(filing):
            messages.info(self.request, _("这家企业的代录备案已提交，等待审核。"))
            return filing.get_absolute_url()
        return step_url(filing, next_step(filing))

    def page(self, form: PaperForm) -> HttpResponse:
        """The form, and what the office has begun."""
        user = self.request.user
        begun = Filing.objects.visible_to(user).filter(
            source=FilingSource.PAPER, authority=user.authority_id, status__in=TO_TYPE
        )
        return show_form(
            self.request,
            "filings/paper_start.html",
            form,
            begun=list(begun.for_list().select_related("created_by").order_by("-id")[:SHOWN]),
        )
