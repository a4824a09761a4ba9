"""Art. 14: which changes go together, and the days they may carry."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.enums import ChangeType, FilingKind

K1, K2, K3 = ChangeType.PERSON, ChangeType.VACANCY, ChangeType.PERSON_DATA


@cites("14")
def kind_of(changes: Collection[ChangeType]) -> FilingKind:
    """The kind of filing that reports these changes: a vacancy is a removal, anything else a change."""
    return FilingKind.REMOVAL if K2 in changes else FilingKind.CHANGE


@cites("14")
def check_change_types(changes: Collection[ChangeType]) -> Verdict:
    """At least one; K2 stands alone; a new person has new data anyway."""
    return Verdict.unless(
        not changes and Reason("no_change", _("请至少选择一项变更事项。"), "14", field="change_types"),
        K2 in changes
        and len(changes) > 1
        and Reason(
            "vacancy_alone", _("离任且岗位空缺的，请单独办理，不与其他事项合并。"), "14", field="change_types"
        ),
        K1 in changes
        and K3 in changes
        and Reason(
            "person_or_data",
            _("更换首席质量官时已填写新任人员的全部信息，不再选择“人员信息变更”。"),
            "14",
            field="change_types",
        ),
    )


@cites("14")
def check_change_days(
    changes: Collection[ChangeType],
    *,
    changed_on: date | None,
    effective_on: date | None,
    predecessor_from: date,
    today: date,
) -> Verdict:
    """Days that cannot be: a change still to come, an end before the beginning, two CQOs at once (D12)."""
    left_on = changed_on if {K1, K2} & set(changes) else None
    return Verdict.unless(
        changed_on is not None
        and changed_on > today
        and Reason("change_ahead", _("变更尚未发生，请在发生后报送。"), "14", field="changed_on"),
        # A beginning still to come was accepted by mistake: it must not hold the enterprise for good.
        left_on is not None
        and left_on < predecessor_from <= today
        and Reason(
            "left_before_begun",
            _("原任离任日期早于其任命生效日期（%(day)s），请核对。") % {"day": predecessor_from},
            "14",
            field="changed_on",
        ),
        K1 in changes
        and changed_on is not None
        and effective_on is not None
        and effective_on < changed_on
        and Reason(
            "two_at_once",
            _("新任生效日期早于原任离任日期，同一企业同时只能有一名首席质量官，请核对。"),
            "14",
            field="effective_on",
        ),
    )


@cites("2", "14")
def check_refill(effective_on: date | None, vacant_since: date | None) -> Verdict:
    """Whoever fills a vacancy begins when the last CQO has left, not before (D12).

    ``vacant_since`` is the day that one left; None where nobody was CQO before.
    """
    return Verdict.unless(
        effective_on is not None
        and vacant_since is not None
        and effective_on < vacant_since
        and Reason(
            "two_at_once",
            _("任命生效日期早于前任离任日期（%(day)s），同一企业同时只能有一名首席质量官，请核对。")
            % {"day": vacant_since},
            "14",
            field="effective_on",
        )
    )


@cites("14")
def clock_starts(
    changes: Collection[ChangeType], changed_on: date | None, effective_on: date | None
) -> date | None:
    """The day the one month is counted from: the earlier of dismissal and new appointment (D8)."""
    days = [changed_on, effective_on] if K1 in changes or not changes else [changed_on]
    return min((day for day in days if day), default=None)


@cites("14")
def check_successor(changes: Collection[ChangeType], *, same: bool) -> Verdict:
    """Another person comes; ``same`` says that it is the one who left."""
    return Verdict.unless(
        K1 in changes
        and same
        and Reason(
            "same_person",
            _("新任与原任为同一人；只是信息有变化的，请改选“人员信息变更”。"),
            "14",
            field="identity_no",
        )
    )


@cites("14")
def check_altered(*, altered: bool) -> Verdict:
    """Where data change, something did."""
    return Verdict.unless(
        not altered and Reason("nothing_changed", _("所选事项没有任何修改，请先修改有关内容。"), "14")
    )
