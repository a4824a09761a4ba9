"""Publishing what the articles mean, and recording exemptions from Art. 6: the region's verbs (Art. 21)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings import facts, policies
from filings.actions.submitting import judge_into
from filings.models import Exemption, Filing, Interpretation
from filings.rules import interpretations as rules


@cites("21")
@transaction.atomic
def publish(
    *,
    by: User,
    article: str,
    title: str,
    body: str,
    valid_from: date,
    valid_to: date | None = None,
    document_no: str = "",
) -> Interpretation:
    """Publish a reading of an article for everybody; its text stays, a new one takes its place later."""
    title, body = title.strip(), body.strip()
    (
        policies.may_interpret(by)
        & rules.check_interpretation(article, valid_from, valid_to)
        & Verdict.unless(
            not title and Reason("title", _("请填写标题。"), "21", field="title"),
            not body and Reason("body", _("请填写解释内容。"), "21", field="body"),
        )
    ).require()
    interpretation = Interpretation.objects.create(
        article=article,
        title=title,
        body=body,
        document_no=document_no.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
        published_at=timezone.now(),
        published_by=by,
    )
    trail.record("interpretation.publish", by=by, target=interpretation, details={"article": article})
    return interpretation


@cites("21")
@transaction.atomic
def end(pk: int, on: date, *, by: User, version: int | None, reason: str) -> Interpretation:
    """Let an interpretation hold until ``on`` and no longer."""
    interpretation = Interpretation.objects.lock(pk, version=version)
    (
        policies.may_interpret(by)
        & rules.check_ending(
            valid_from=interpretation.valid_from,
            valid_to=interpretation.valid_to,
            on=on,
            today=timezone.localdate(),
        )
        & Verdict.unless(not reason.strip() and Reason("reason", _("请写明理由。"), "21", field="reason"))
    ).require()
    before, interpretation.valid_to = interpretation.valid_to, on
    write(interpretation, {"valid_to"})
    trail.record(
        "interpretation.end",
        by=by,
        target=interpretation,
        before=before.isoformat() if before else "",
        after=on.isoformat(),
        reason=reason.strip(),
    )
    return interpretation


@cites("6", "21")
@transaction.atomic
def record_exemption(
    pk: int,
    *,
    by: User,
    version: int | None,
    document_no: str,
    reason: str,
    interpretation: Interpretation | None = None,
) -> Exemption:
    """Let a filing that fails Art. 6 be accepted, by a document of the region; the filing is judged anew.

    Never for Art. 9: a bar is lifted or it stands.
    """
    filing = Filing.objects.lock(pk, version=version)
    document_no, reason = document_no.strip(), reason.strip()
    (
        policies.may_exempt(by, filing)
        & facts.exemptable(filing)
        & Verdict.unless(
            not document_no and Reason("document_no", _("请填写豁免文号。"), "21", field="document_no"),
            not reason and Reason("reason", _("请写明豁免理由。"), "21", field="reason"),
        )
    ).require()
    exemption = Exemption.objects.create(
        filing=filing,
        document_no=document_no,
        reason=reason,
        interpretation=interpretation,
        identity_index=filing.identity_index,
        findings=[finding.code for finding in facts.judge_qualification(filing).blocking],
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    write(filing, judge_into(filing))
    trail.record(
        "filing.exempt", by=by, target=filing, after=document_no, reason=reason, details=_details(exemption)
    )
    return exemption


def _details(exemption: Exemption) -> dict[str, object]:
    return {"findings": exemption.findings, "interpretation": exemption.interpretation_id}
