"""Taking data out: who may take what, and the line in the trail that every export leaves."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.accounts.policies import may_export_identities
from cqo_registry.audit import trail
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Authority

EXPORT = "roster.export"
LIST_EXPORT = "list.export"
BROKEN = "roster.export_failed"


@transaction.atomic
def record_export(
    *,
    by: User | None,
    details: dict[str, Any],
    action: str = EXPORT,
    identities: bool = False,
    reason: str = "",
    body: Authority | None = None,
) -> None:
    """Allow an export and write its line, before the first byte leaves. Raises ``Refused``.

    The line is about the body whose data go out: ``body`` for the command line, else that of the
    user. ``details`` hold what, as of when, filters and count, and no personal data.
    """
    if identities and by is not None:
        (
            may_export_identities(by)
            & Verdict.unless(
                not reason.strip() and Reason("reason", _("请写明导出完整证件号码的理由。"), field="reason")
            )
        ).require()
    _write(action, by, body, {**details, "identities": identities}, reason.strip())


@transaction.atomic
def record_broken_export(*, by: User | None, details: dict[str, Any], body: Authority | None = None) -> None:
    """Say in the trail that an export broke off; what arrived does not open as a workbook."""
    _write(BROKEN, by, body, details, "")


def _write(
    action: str, by: User | None, body: Authority | None, details: dict[str, Any], reason: str
) -> None:
    target: models.Model | None = body or (by.body or by if by else None)
    if target is None:
        raise ValueError("an export belongs to a user or to an authority")
    locked = target._meta.model._default_manager.select_for_update(of=("self",), no_key=True).get(
        pk=target.pk
    )
    trail.record(action, by=by, target=locked, reason=reason, details=details)
