"""Logging activities, amending them and striking out what was wrong (Art. 18, 20)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Enterprise
from training.facts import promotion as facts
from training.models import Activity
from training.policies import promotion as policies
from training.rules import activities as rules
from training.rules.striking import check_reason

# Free texts may name somebody: of them the trail says only that they changed.
PLAIN = ("kind", "held_on", "enterprise_count", "heads")
FIELDS = (*PLAIN, "title", "place", "summary")


@cites("18", "20")
@transaction.atomic
def log_activity(given: dict[str, Any], *, by: User) -> Activity:
    """Put an activity of the user's office on record; ``given`` are ``FIELDS`` and ``enterprises``.

    Raises ``Refused`` for who may not, for a day to come, counts that cannot be, a kind of the region's
    and an enterprise of another area.
    """
    policies.may_log(by).require()
    activity = Activity(authority=by.authority, created_by=by)
    named = _fill(activity, given, by, already=())
    activity.save()
    activity.enterprises.set(named)
    trail.record("activity.log", by=by, target=activity, details=_counts(activity, named))
    return activity


@cites("18", "20")
@transaction.atomic
def amend_activity(pk: int, given: dict[str, Any], *, by: User, version: int | None) -> Activity:
    """Put a standing activity right; the trail keeps what changed. Raises ``Stale`` or ``Refused``."""
    activity = Activity.objects.lock(pk, version=version)
    (policies.may_change_activity(by, activity) & facts.standing(activity)).require()
    before = {name: getattr(activity, name) for name in FIELDS}
    known = list(activity.enterprises.all())
    named = _fill(activity, given, by, already=known)
    write(activity)
    activity.enterprises.set(named)
    changed = {
        name: [str(before[name]), str(getattr(activity, name))] if name in PLAIN else True
        for name in FIELDS
        if before[name] != getattr(activity, name)
    }
    if {row.pk for row in known} != {row.pk for row in named}:
        changed["enterprises"] = [str(len(known)), str(len(named))]
    trail.record("activity.amend", by=by, target=activity, details={"changed": changed})
    return activity


@cites("18")
@transaction.atomic
def strike_activity(pk: int, *, by: User, reason: str, version: int | None) -> Activity:
    """Take a wrong activity out of every count; it stays readable with the reason."""
    activity = Activity.objects.lock(pk, version=version)
    (policies.may_change_activity(by, activity) & facts.standing(activity) & check_reason(reason)).require()
    activity.struck_at, activity.strike_reason = timezone.now(), reason.strip()
    return _marked(activity, "activity.strike", by, reason.strip())


@cites("18")
@transaction.atomic
def restore_activity(pk: int, *, by: User, version: int | None) -> Activity:
    """Undo a strike: the activity counts again."""
    activity = Activity.objects.lock(pk, version=version)
    (policies.may_change_activity(by, activity) & facts.struck(activity)).require()
    activity.struck_at, activity.strike_reason = None, ""
    return _marked(activity, "activity.restore", by, "")


def _marked(activity: Activity, action: str, by: User, reason: str) -> Activity:
    write(activity, {"struck_at", "strike_reason"})
    trail.record(action, by=by, target=activity, reason=reason)
    return activity


def _fill(
    activity: Activity, given: dict[str, Any], by: User, *, already: Sequence[Enterprise]
) -> list[Enterprise]:
    """Check what was given and set it on the row; the enterprises named."""
    named = list(given["enterprises"])
    asked = {row.pk for row in named} - {row.pk for row in already}
    own = Enterprise.objects.visible_to(by).filter(pk__in=asked).count()
    (
        rules.check_kind(given["kind"], region=by.is_region)
        & rules.check_activity(
            given["kind"],
            given["held_on"],
            today=timezone.localdate(),
            named=len(named),
            enterprises=given["enterprise_count"],
            heads=given["heads"],
        )
        & Verdict.unless(
            own < len(asked)
            and Reason("other_area", _("所选企业不在本机关名录中，请重新选择。"), "18", field="enterprises")
        )
    ).require()
    for name in FIELDS:
        setattr(activity, name, given[name])
    return named


def _counts(activity: Activity, named: Sequence[Enterprise]) -> dict[str, Any]:
    plain = {name: str(getattr(activity, name)) for name in PLAIN}
    return {**plain, "named": len(named)}
