"""What may be logged as a promotion activity (Art. 18), and as the region's exchange (Art. 20)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from training.enums import ActivityKind


@cites("18")
def check_activity(
    kind: str, held_on: date, *, today: date, named: int, enterprises: int, heads: int
) -> Verdict:
    """Whether date and counts of an activity can be true; every fault is named.

    ``named`` enterprises are of the directory, ``enterprises`` is the total with those that are not. Only
    publicity (宣传) may have had nobody to count.
    """
    return Verdict.unless(
        held_on > today and Reason("future", _("活动日期不能晚于今天。"), "18", field="held_on"),
        enterprises < named
        and Reason(
            "fewer_than_named",
            _("参加企业数不能少于所选企业（%(named)d 家）。") % {"named": named},
            "18",
            field="enterprise_count",
        ),
        heads < 1
        and kind != ActivityKind.PUBLICITY
        and Reason("nobody", _("参加人数至少为 1；只有宣传活动可以填 0。"), "18", field="heads"),
    )


@cites("20")
def check_kind(kind: str, *, region: bool) -> Verdict:
    """Exchange of experience (经验交流) is the region's; the forms of Art. 18 are for every office."""
    return Verdict.unless(
        kind == ActivityKind.EXCHANGE
        and not region
        and Reason("not_region", _("经验交流活动由自治区局组织，请选择其他活动形式。"), "20", field="kind")
    )


def kinds_of(*, region: bool) -> list[tuple[str, object]]:
    """The kinds an office may choose from, with their words."""
    return [(kind.value, kind.label) for kind in ActivityKind if check_kind(kind.value, region=region).passes]
