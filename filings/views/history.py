"""What happened, when, by whom and why, with every field that changed: the moments of every timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.audit.acts import value_label
from cqo_registry.audit.models import AuditEvent
from cqo_registry.directory.models import County, EnterpriseProfile
from cqo_registry.directory.models.enterprise import ENTERPRISE_FACTS
from filings.forms.labels import label_of
from filings.models import Attachment, Filing, FilingSnapshot
from filings.rules.fields import FIELDS
from filings.views.declaration import TIBETAN, Lines, Names, readable
from filings.views.timeline import timeline_of

Values = Mapping[str, Any]
SUBMIT = "filing.submit"
GIVEN = ("filing.hand_over", "filing.take_over")
# A change filing is compared with what was filed by these; documents and promises come anew with each.
COMPARED = tuple(
    declared.name
    for declared in FIELDS
    if declared.step != "change" and not declared.name.startswith(("attachment_", "declares_"))
)
PROFILE = tuple(name for name in ENTERPRISE_FACTS if name != "categories")  # they follow from the products


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after."""

    label: str
    before: Lines
    after: Lines
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened; ``clock`` is False where only the day is known."""

    at: datetime
    label: str
    who: str = ""
    reason: str = ""
    note: str = ""
    url: str = ""
    action: str = ""
    clock: bool = True
    differences: Sequence[Difference] = field(default_factory=tuple)


def on_day(day: date, label: Any, **more: Any) -> Moment:
    """A moment of which the day alone is known, at its beginning in Beijing."""
    at = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    return Moment(at=at, label=str(label), clock=False, **more)


def by_whom(user: User | None) -> str:
    """A person with the body they work for, as the trail writes it; needs ``body`` loaded."""
    return f"{user.name}（{user.body or user.get_role_display()}）" if user else ""


def newest_first(moments: Iterable[Moment]) -> list[Moment]:
    """The moments of a timeline in its order; of one time the later told comes first."""
    return sorted(moments, key=lambda moment: moment.at)[::-1]


# --- differences -----------------------------------------------------------------------------------


def differences(before: Values, after: Values, names: Names, fields: Iterable[str]) -> list[Difference]:
    """The fields that differ between two stored declarations; the number by its index, shown masked."""
    return [
        Difference(
            label=str(label_of(name)),
            before=readable(name, before.get(name), names),
            after=readable(name, after.get(name), names),
            lang="bo" if name in TIBETAN else "",
        )
        for name in fields
        if before.get(name) != after.get(name) or (name == "identity_no" and _other(before, after))
    ]


def _other(before: Values, after: Values) -> bool:
    return before.get("identity_index") != after.get("identity_index")


def names_of(declarations: Iterable[Values], filings: Iterable[Filing]) -> Names:
    """What the county ids and check sums of all these declarations stand for, in two queries."""
    counties = [values["county"] for values in declarations if values.get("county")]
    documents = Attachment.objects.filter(filing__in=filings).order_by("id")
    return Names(
        counties=dict(County.objects.filter(pk__in=counties).values_list("pk", "name")),
        attachments=dict(documents.values_list("sha256", "original_name")),
    )


def against_baseline(filing: Filing, data: Values, names: Names) -> list[Difference]:
    """What a change filing changes of what was filed; nothing for an initial one."""
    return differences(filing.baseline, data, names, COMPARED) if filing.baseline else []


def between_submissions(filing: Filing, snapshots: Sequence[FilingSnapshot]) -> list[list[Difference]]:
    """Per submission what it changed: the first against what was filed, each other against the one before."""
    data = [snapshot.data for snapshot in snapshots]
    names = (
        names_of([*data, filing.baseline], [filing]) if filing.baseline or len(data) > 1 else Names({}, {})
    )
    every = [declared.name for declared in FIELDS]
    return [
        differences(data[number - 1], now, names, every) if number else against_baseline(filing, now, names)
        for number, now in enumerate(data)
    ]


# --- one filing ------------------------------------------------------------------------------------


def filing_moments(filing: Filing, user: User) -> list[Moment]:
    """The timeline of a filing the user was found to see, newest first."""
    events = timeline_of(filing, user)
    changed = iter(reversed(between_submissions(filing, list(filing.snapshots.order_by("number")))))
    return [_moment(event, next(changed, ()) if event.action == SUBMIT else ()) for event in events]


def _moment(event: AuditEvent, found: Sequence[Difference]) -> Moment:
    return Moment(
        at=event.at,
        label=event.label,
        who=event.who,
        reason=event.reason,
        note=_note(event),
        action=event.action,
        differences=found,
    )


def _note(event: AuditEvent) -> str:
    """From what to what, in words."""
    if event.action in GIVEN:
        return f"{event.before} → {event.after or _('（放回队列）')}"
    if not (event.before and event.after):
        return ""
    before, after = (value_label(event.target_type, value) for value in (event.before, event.after))
    return f"{before} → {after}"


# --- many filings, and the enterprise's data --------------------------------------------------------


def filings_moments(filings: Sequence[Filing]) -> list[Moment]:
    """What became of each filing: its end, its entry in both ledgers, and what it changed."""
    latest: dict[int, FilingSnapshot] = {}
    for snapshot in FilingSnapshot.objects.filter(filing__in=filings).order_by("number"):
        latest[snapshot.filing_id] = snapshot
    names = names_of([*(s.data for s in latest.values()), *(f.baseline for f in filings)], [])
    return [moment for filing in filings for moment in _of_filing(filing, latest.get(filing.pk), names)]


def _of_filing(filing: Filing, snapshot: FilingSnapshot | None, names: Names) -> Iterable[Moment]:
    what = f"{filing.get_kind_display()} {filing.filing_no}".strip()
    kinds, url = "、".join(filing.change_labels), filing.get_absolute_url()
    if filing.first_submitted_at:
        note = "；".join(part for part in (kinds, filing.cqo_name) if part)
        yield Moment(filing.first_submitted_at, _("提交%s") % filing.get_kind_display(), note=note, url=url)
    if filing.decided_at:
        verb = _("予以备案：%s") if filing.accepted_at else _("不予备案：%s")
        yield Moment(
            filing.decided_at,
            verb % what,
            who=by_whom(filing.decided_by),
            reason=filing.decision_reason or filing.change_reason,
            url=url,
            differences=against_baseline(filing, snapshot.data, names) if snapshot else (),
        )
    if filing.recorded_at:
        yield Moment(filing.recorded_at, _("入册：%s") % what, who=by_whom(filing.recorded_by), url=url)


def profile_moments(profiles: Sequence[EnterpriseProfile]) -> list[Moment]:
    """The versions of the enterprise's data, given oldest first, each with what it changed."""
    data = [_values(profile) for profile in profiles]
    names = names_of(data, [])
    return [
        Moment(
            at=profile.created_at,
            label=_("企业信息更新") if number else _("企业建档"),
            who=by_whom(profile.created_by),
            note=_("来源：%(source)s，自 %(day)s 起")
            % {"source": profile.get_source_display(), "day": profile.valid_from.isoformat()},
            differences=differences(data[number - 1], values, names, PROFILE) if number else (),
        )
        for number, (profile, values) in enumerate(zip(profiles, data, strict=True))
    ]


def _values(profile: EnterpriseProfile) -> dict[str, Any]:
    """What differs from version to version; the county by its id, as a declaration stores it."""
    return {name: profile.county_id if name == "county" else getattr(profile, name) for name in PROFILE}
