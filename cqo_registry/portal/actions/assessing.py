"""Freezing an assessment sheet, and entering the weights of its indicators (Art. 19, decision D28)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.regulation import cites, rule_set_on
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.portal import policies
from cqo_registry.portal.facts.areas import areas_of
from cqo_registry.portal.facts.sheets import digest_of, figures, weights_on
from cqo_registry.portal.facts.span import Span
from cqo_registry.portal.models import AssessmentSnapshot, IndicatorWeight
from cqo_registry.portal.rules.indicators import ASSESSMENT
from filings.actions.numbers import next_number

SERIES = "XZKH"
HUNDRED = Decimal(100)


@cites("19")
@transaction.atomic
def freeze(span: Span, *, by: User, title: str) -> AssessmentSnapshot:
    """Keep the sheet of a period as it stands at ``as_of``, with number and digest; it never changes.

    Raises ``Refused`` for who may not, for a moment to come, for one before the period begins, and
    without a title.
    """
    now = timezone.now()
    (policies.may_freeze(by) & _computable(span, title, now >= span.as_of)).require()
    number = next_number(SERIES, office=by.office.code, year=timezone.localdate(now).year)
    snapshot = AssessmentSnapshot(
        number=number,
        title=title.strip(),
        period_start=span.start,
        period_end=span.end,
        as_of=span.as_of,
        rule_set=rule_set_on(span.last_day).id,
        figures=figures(ASSESSMENT, areas_of(by), span),
        weights=weights_on(span.last_day),
        frozen_at=now,
        frozen_by=by,
    )
    snapshot.digest = digest_of(snapshot)
    snapshot.save(force_insert=True)
    trail.record("snapshot.freeze", by=by, target=snapshot, details={"digest": snapshot.digest})
    return snapshot


def _computable(span: Span, title: str, past: bool) -> Verdict:
    return Verdict.unless(
        not past and Reason("ahead", _("统计时点不能晚于现在。"), "19", field="as_of"),
        span.end < span.start and Reason("order", _("考核期结束日期不能早于开始日期。"), "19", field="end"),
        span.as_of <= span.begin and Reason("early", _("统计时点不能早于考核期开始。"), "19", field="as_of"),
        not title.strip() and Reason("title", _("请填写标题。"), "19", field="title"),
    )


@cites("19")
@transaction.atomic
def enter_weights(
    weights: Mapping[str, Decimal], *, by: User, valid_from: date, document_no: str
) -> list[IndicatorWeight]:
    """Add weights in force from a day on, with the document that lays them down; none is ever edited.

    Raises ``Refused`` for who may not, for an unknown indicator, a share outside 0 to 100, and without
    any weight or document.
    """
    (policies.may_enter_weights(by) & _sound(weights, document_no)).require()
    rows = []
    for code, weight in weights.items():
        row = IndicatorWeight.objects.create(
            indicator=code,
            weight=weight,
            valid_from=valid_from,
            document_no=document_no.strip(),
            created_by=by,
        )
        trail.record("weight.enter", by=by, target=row, after=f"{weight}", details={"indicator": code})
        rows.append(row)
    return rows


def _sound(weights: Mapping[str, Decimal], document_no: str) -> Verdict:
    known = {each.code for each in ASSESSMENT}
    return Verdict.unless(
        not weights and Reason("nothing", _("请至少填写一项权重。"), "19"),
        not set(weights) <= known and Reason("unknown", _("没有这项指标。"), "19"),
        any(not 0 <= weight <= HUNDRED for weight in weights.values())
        and Reason("share", _("权重在 0 至 100 之间。"), "19"),
        not document_no.strip()
        and Reason("document", _("请填写规定权重的文件号。"), "19", field="document_no"),
    )
