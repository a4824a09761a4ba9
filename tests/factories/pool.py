"""Nominations, members and assignments in every state, reached through the real actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.directory.models import Enterprise, EnterpriseProfile
from filings.models import Appointment, Filing
from talent_pool.actions import assigning, leaving, nominating
from talent_pool.actions.assigning import Call
from talent_pool.models import Assignment, Membership, Nomination
from tests import factories

CASE: dict[str, Any] = {
    "contributions": "主持水泥强度波动治理，不良率下降。",
    "skills": ["process", "metrology"],
}


def evidence() -> SimpleUploadedFile:
    """A document of the contributions."""
    return SimpleUploadedFile("贡献证明.pdf", factories.PDF_BYTES)


def in_office(enterprise: Enterprise | None = None, **values: Any) -> Appointment:
    """A CQO in office."""
    appointment = factories.accepted(enterprise, **values).appointment
    assert appointment is not None
    return appointment


def proposed(appointment: Appointment | None = None, *, by: User | None = None, **values: Any) -> Nomination:
    """Put forward by the office of the enterprise unless ``by`` says otherwise."""
    held = appointment or in_office()
    by = by or factories.officer(held.enterprise.authority.code)
    return nominating.nominate(held.pk, by=by, **{**CASE, "evidence": evidence(), **values})


def answered(appointment: Appointment | None = None, *, answer: str = "given", **values: Any) -> Nomination:
    """The enterprise has recorded the person's answer."""
    row = proposed(appointment, **values)
    by = factories.filer(row.appointment.enterprise)
    given = {"answer": answer, "on": timezone.localdate(), "note": "本人签字。"}
    return nominating.record_consent(row.pk, by=by, version=row.version, **given)


def consented(appointment: Appointment | None = None, **values: Any) -> Nomination:
    """The person agreed; the region can decide."""
    return answered(appointment, **values)


def refused(appointment: Appointment | None = None, **values: Any) -> Nomination:
    """The person did not agree."""
    return answered(appointment, answer="refused", **values)


def declined(appointment: Appointment | None = None, **values: Any) -> Nomination:
    """The region did not admit."""
    row = consented(appointment, **values)
    return nominating.decline(row.pk, by=factories.region_officer(), version=row.version, reason="贡献不突出")


def withdrawn(appointment: Appointment | None = None, **values: Any) -> Nomination:
    """The office took it back."""
    row = proposed(appointment, **values)
    return nominating.withdraw(row.pk, by=row.proposed_by, version=row.version)


def admitted(appointment: Appointment | None = None, **values: Any) -> Nomination:
    """The nomination of a member."""
    return member(appointment, **values).nomination


def member(appointment: Appointment | None = None, **values: Any) -> Membership:
    """An active member."""
    row = consented(appointment, **values)
    return nominating.admit(row.pk, by=factories.region_officer(), version=row.version)


def wishing(appointment: Appointment | None = None, **values: Any) -> Membership:
    """A member who asked to leave."""
    row = member(appointment, **values)
    by, today = factories.filer(row.nomination.appointment.enterprise), timezone.localdate()
    return leaving.record_wish(row.pk, by=by, version=row.version, on=today, note="工作变动。")


def inactive(filing: Filing | None = None, **values: Any) -> Membership:
    """A member whose post has ended; to be reviewed."""
    filing = filing or factories.accepted()
    row = member(filing.appointment, **values)
    factories.changed(filing, "K2", by=factories.officer(filing.authority.code))
    return Membership.objects.get(pk=row.pk)


def kept(**values: Any) -> Membership:
    """An inactive member the region has reviewed."""
    row = inactive(**values)
    return leaving.keep(row.pk, by=factories.region_officer(), version=row.version, note="待其重新任职。")


def left(appointment: Appointment | None = None, **values: Any) -> Membership:
    """A member whom the region removed."""
    row = member(appointment, **values)
    return leaving.remove(row.pk, by=factories.region_officer(), version=row.version, reason="长期不参加任务")


def other_enterprise(office: str = "5401", **values: Any) -> Enterprise:
    """An enterprise bound to no expert."""
    return factories.make_enterprise(office, **{"legal_representative": "格桑", **values})


def represented_by(enterprise: Enterprise, name: str) -> None:
    """Another legal representative from today on."""
    profile = enterprise.profile
    assert profile is not None
    profile.pk, profile.legal_representative = None, name
    profile.save(force_insert=True)
    Enterprise.objects.filter(pk=enterprise.pk).update(
        profile=EnterpriseProfile.objects.filter(enterprise=enterprise).latest("pk")
    )


def call(enterprise: Enterprise | None = None, **values: Any) -> Call:
    """A diagnosis from today to tomorrow."""
    today = timezone.localdate()
    given: dict[str, Any] = {
        "kind": "diagnosis",
        "title": "水泥强度质量诊断",
        "starts_on": today,
        "ends_on": today + timedelta(days=1),
        "skill": "process",
        "place": "企业厂区",
    }
    return Call(enterprise=enterprise or other_enterprise(), **{**given, **values})


def consultation(**values: Any) -> Call:
    """Advice for the authority itself."""
    today: date = timezone.localdate()
    given = {"kind": "consultation", "title": "质量提升规划咨询", "starts_on": today, "ends_on": today}
    return Call(**{**given, **values})  # type: ignore[arg-type]


def invited(
    stay: Membership | None = None,
    *,
    by: User | None = None,
    enterprise: Enterprise | None = None,
    **values: Any,
) -> Assignment:
    """An invitation of the office of the enterprise concerned."""
    stay = stay or member()
    asked = call(enterprise, **values)
    by = by or factories.officer(asked.enterprise.authority.code if asked.enterprise else "5401")
    return assigning.invite([stay.pk], asked, by=by)[0]


def speaker(row: Assignment) -> User:
    """Who answers for the expert."""
    return factories.filer(row.membership.nomination.appointment.enterprise)


def accepted(stay: Membership | None = None, **values: Any) -> Assignment:
    """The expert comes."""
    row = invited(stay, **values)
    return assigning.accept(row.pk, by=speaker(row), version=row.version)


def turned_down(stay: Membership | None = None, **values: Any) -> Assignment:
    """The expert does not come."""
    row = invited(stay, **values)
    return assigning.decline(row.pk, by=speaker(row), version=row.version, reason="出差")


def recused(stay: Membership | None = None, **values: Any) -> Assignment:
    """The expert must stay away."""
    row = invited(stay, **values)
    return assigning.recuse(row.pk, by=speaker(row), version=row.version, reason="曾在该企业任职")


def done(stay: Membership | None = None, **values: Any) -> Assignment:
    """Carried out, with its result."""
    row = accepted(stay, **values)
    result: dict[str, Any] = {"outcome": "提出改进意见五条。", "days": 1, "rating": 4, "feedback": "认真负责"}
    return assigning.finish(row.pk, by=row.invited_by, version=row.version, **result)


def cancelled(stay: Membership | None = None, **values: Any) -> Assignment:
    """Called off by the office."""
    row = invited(stay, **values)
    return assigning.cancel(row.pk, by=row.invited_by, version=row.version, reason="活动取消")
