"""What enterprises tell, with a filing, of the support of their CQO (Art. 7, 8): optional, never a duty."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q

from cqo_registry.core.regulation import cites
from filings.enums import AttachmentKind, SupportMeasure
from filings.models import Attachment
from filings.models.filing import FilingQuerySet

TICKS = {
    SupportMeasure.ALLOWANCE: "has_allowance",
    SupportMeasure.APPRAISAL: "has_appraisal",
    SupportMeasure.BUDGET: "has_budget",
}


@cites("7", "8")
def told(measure: SupportMeasure) -> Q:
    """The filings that tell of it; a duty document handed in earlier for the same post still counts."""
    if measure in TICKS:
        return Q(**{TICKS[measure]: True})
    papers = Attachment.objects.current().filter(kind=AttachmentKind.DUTY_DOCUMENT)
    earlier = {
        "filing__appointment": OuterRef("appointment"),
        "filing__accepted_at__lte": OuterRef("accepted_at"),
    }
    # Two questions, each answered by an index; one with OR inside reads every attachment for every row.
    return Q(Exists(papers.filter(filing=OuterRef("pk")))) | Q(Exists(papers.filter(**earlier)))


def counts(filings: FilingQuerySet) -> dict[SupportMeasure, int]:
    """How many of the filings tell of each measure, in one question."""
    wanted = {measure.value: Count("pk", filter=told(measure)) for measure in SupportMeasure}
    found = filings.order_by().aggregate(**wanted)
    return {measure: found[measure.value] for measure in SupportMeasure}
