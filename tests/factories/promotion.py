"""Activities, typical experience and funds, each state reached through the real actions."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.directory.models import Enterprise
from tests import factories
from training.actions import activities, experiences, funding, pictures
from training.models import Activity, ActivityPicture, Budget, Experience, Spending

BODY = "一、主要做法\n建立首席质量官制度，明确职责。\n" + "全员参与质量改进，成效明显。" * 8


def activity(*, by: User | None = None, **values: Any) -> Activity:
    """A forum held today by the office 5401 unless ``by`` says otherwise."""
    given: dict[str, Any] = {
        "kind": "forum",
        "title": "首席质量官座谈会",
        "held_on": timezone.localdate(),
        "place": "拉萨市城关区",
        "enterprises": [],
        "enterprise_count": 5,
        "heads": 12,
        "summary": "交流履职情况。",
        **values,
    }
    return activities.log_activity(given, by=by or factories.officer())


def struck_activity(**values: Any) -> Activity:
    """An activity taken out of the counts."""
    row = activity(**values)
    return activities.strike_activity(row.pk, by=row.created_by, reason="重复登记", version=row.version)


def upload(content: bytes = factories.PNG_BYTES, name: str = "现场.png") -> SimpleUploadedFile:
    """A picture as a browser sends it."""
    return SimpleUploadedFile(name, content)


def picture(of: Activity) -> ActivityPicture:
    """A picture of an activity."""
    return pictures.add_picture(pictures.ACTIVITY, of.pk, upload(), caption="会场", by=of.created_by)


def draft(enterprise: Enterprise | None = None, *, by: User | None = None, **values: Any) -> Experience:
    """A finished draft of an enterprise of the office 5401, or of an office with ``by``."""
    given = {"title": "以制度促质量", "summary": "制度先行。", "body": BODY, "about": None, **values}
    by = by or factories.filer(enterprise or factories.make_enterprise())
    return experiences.start_experience(given, by=by)


def submitted(enterprise: Enterprise | None = None, **values: Any) -> Experience:
    """With the enterprise's office."""
    row = draft(enterprise, **values)
    return experiences.submit(row.pk, by=row.created_by, version=row.version)


def returned(enterprise: Enterprise | None = None, **values: Any) -> Experience:
    """Back with the enterprise."""
    row = submitted(enterprise, **values)
    by = factories.officer(row.authority.code)
    return experiences.give_back(row.pk, by=by, version=row.version, reason="请补充成效数据。")


def reported(enterprise: Enterprise | None = None, **values: Any) -> Experience:
    """An enterprise's, with the region."""
    row = submitted(enterprise, **values)
    return experiences.report(row.pk, by=factories.officer(row.authority.code), version=row.version)


def sent(office: str = "5401", **values: Any) -> Experience:
    """An office's own, with the region."""
    row = draft(by=factories.officer(office), **values)
    return experiences.send(row.pk, by=row.created_by, version=row.version)


def published(enterprise: Enterprise | None = None, **values: Any) -> Experience:
    """Readable for every enterprise."""
    row = reported(enterprise, **values)
    return experiences.publish(row.pk, by=factories.region_officer(), version=row.version)


def declined(enterprise: Enterprise | None = None, **values: Any) -> Experience:
    """Not taken up."""
    row = reported(enterprise, **values)
    return experiences.decline(row.pk, by=factories.region_officer(), version=row.version, reason="内容雷同")


def retracted(enterprise: Enterprise | None = None, **values: Any) -> Experience:
    """Published once, and taken down."""
    row = published(enterprise, **values)
    return experiences.retract(row.pk, by=factories.region_officer(), version=row.version, reason="数据有误")


def withdrawn(enterprise: Enterprise | None = None, **values: Any) -> Experience:
    """Taken back by its author after the office had reported it."""
    row = reported(enterprise, **values)
    return experiences.withdraw(row.pk, by=row.created_by, version=row.version)


def budget(*, by: User | None = None, **values: Any) -> Budget:
    """100,000 元 of this year's fiscal budget of the office 5401."""
    given = {
        "year": timezone.localdate().year,
        "source": "fiscal",
        "amount": Decimal("100000.00"),
        "document_no": "拉财〔2026〕1号",
        "note": "",
        **values,
    }
    return funding.set_budget(given, by=by or factories.officer())


def spending(*, by: User | None = None, **values: Any) -> Spending:
    """3,000 元 for a lecturer, paid today by the office 5401."""
    given = {
        "spent_on": timezone.localdate(),
        "source": "fiscal",
        "item": "lecturers",
        "amount": Decimal("3000.00"),
        "session": None,
        "activity": None,
        "note": "",
        **values,
    }
    return funding.spend(given, by=by or factories.officer())


def struck_spending(**values: Any) -> Spending:
    """A line taken out of the sums."""
    row = spending(**values)
    return funding.strike_spending(row.pk, by=row.created_by, reason="重复登记", version=row.version)


def yesterday() -> Any:
    """The day before today."""
    return timezone.localdate() - timedelta(days=1)
