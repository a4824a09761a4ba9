"""What a document of the region lets pass: findings of Art. 6 on the person it was recorded for (Art. 21)."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from filings.models import Exemption, Filing


def exemption_of(filing: Filing) -> Exemption | None:
    """The exemption recorded for the filing, in force or not; at most one (decision D2)."""
    return filing.exemptions.select_related("interpretation").first() if filing.pk else None


@cites("6", "21")
def let_pass(filing: Filing, verdict: Verdict) -> Verdict:
    """The verdict on Art. 6 with what is exempted only warning, each sentence naming the document.

    An exemption holds for the person and the findings it was recorded for: another person, or a condition
    that failed later, is judged as if there were none.
    """
    if verdict.passes:
        return verdict
    exemption = exemption_of(filing)
    if exemption is None or exemption.identity_index != filing.identity_index:
        return verdict
    return Verdict(tuple(_exempted(reason, exemption) for reason in verdict))


def _exempted(reason: Reason, exemption: Exemption) -> Reason:
    if reason.severity is not Severity.BLOCK or reason.code not in exemption.findings:
        return reason
    message = _("%(finding)s自治区局已以%(document)s豁免。") % {
        "finding": reason.message,
        "document": exemption.document_no,
    }
    return replace(reason, severity=Severity.WARN, message=message)
