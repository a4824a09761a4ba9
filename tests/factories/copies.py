"""Many filings for pages that must ask as much for many as for one.

The first is reached through the real actions; the others are rows like it, each of an enterprise, a person
and a post of its own. Nobody acts on them, and their identity numbers cannot be opened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cqo_registry.directory.models import Enterprise
from filings.models import Appointment, Filing
from tests import factories


def many(count: int, make: Callable[..., Filing], **values: Any) -> list[Filing]:
    """``make(**values)``, and as many like it as make ``count``."""
    first = make(**values)
    first = Filing.objects.get(pk=first.pk)
    return [first, *(_like(first, number) for number in range(1, count))]


def _added(row: Any, **values: Any) -> Any:
    """A new row with the values of another."""
    copy = type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
    copy.pk = None
    for name, value in values.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    return copy


def _like(filing: Filing, number: int) -> Filing:
    enterprise = _enterprise(filing.enterprise, number)
    own = {
        "enterprise": enterprise,
        "enterprise_name": enterprise.name,
        "filing_no": filing.filing_no and f"{filing.filing_no}-{number}",
        "receipt_code": filing.receipt_code and f"{filing.receipt_code}{number}",
        "identity_index": f"{number:064}",
    }
    if filing.appointment is not None:
        own["appointment"] = _post(filing.appointment, enterprise, number, own["filing_no"])
    copy: Filing = _added(filing, **own)
    for attachment in filing.attachments.all():
        _added(attachment, filing=copy)
    return copy


def _enterprise(enterprise: Enterprise, number: int) -> Enterprise:
    made: Enterprise = _added(
        enterprise, uscc=factories.uscc(), name=f"{enterprise.name}之{number}", profile=None
    )
    made.profile = _added(enterprise.profile, enterprise=made, enterprise_name=made.name)
    made.save()
    return made


def _post(post: Appointment, enterprise: Enterprise, number: int, filing_no: str) -> Appointment:
    person = _added(post.person, identity_index=f"{number:064}")
    made: Appointment = _added(post, enterprise=enterprise, person=person, filing_no=filing_no)
    return made
