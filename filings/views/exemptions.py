"""The region's exemption from Art. 6, recorded on the filing's page (Art. 21, decision D2)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import REGION
from cqo_registry.casework.acts import attempt
from cqo_registry.casework.versions import version_of
from filings.actions import interpreting
from filings.forms.interpreting import ExemptForm
from filings.models import Filing
from filings.views.desk import find
from filings.views.lists import FilingPage


class ExemptPage(FilingPage):
    """Record an exemption; a refused or outdated form comes back on the filing's page as typed."""

    roles = REGION
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record it and show the filing, judged anew."""
        filing, form = find(self.request.user, pk), ExemptForm(request.POST)
        sentence = _("您打开页面之后，这件备案已有变化，请核对后重新提交。")
        tried = attempt(request, form, lambda: self.exempt(filing, form), overtaken=sentence)
        return tried.answer or self.show(find(self.request.user, pk), exempting=form, status=tried.status)

    def exempt(self, filing: Filing, form: ExemptForm) -> str:
        """Carry it out."""
        version = version_of(self.request)
        interpreting.record_exemption(filing.pk, by=self.request.user, version=version, **form.cleaned_data)
        messages.success(self.request, _("已登记豁免，备案已重新判定。"))
        return filing.get_absolute_url()
