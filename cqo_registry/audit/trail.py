"""trail.record(): the one way a line gets into the audit trail, in the transaction of the act."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.request import request_id

CHAINED = (
    "at",
    "action",
    "actor_id",
    "actor_label",
    "role",
    "target_type",
    "target_id",
    "before",
    "after",
    "reason",
)


def digest(event: AuditEvent) -> str:
    """The hash of a line over its contents and the hash of the line before it."""
    values = [str(getattr(event, name)) for name in CHAINED[1:]]
    body = [event.previous_hash, event.at.astimezone(tz=None).timestamp(), *values, event.details]
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def record(
    action: str,
    *,
    by: User | None,
    target: models.Model,
    before: str = "",
    after: str = "",
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write one line about ``target``; the caller holds the target's row lock, which orders the chain."""
    last = AuditEvent.objects.about(target).values_list("hash", flat=True).first()
    event = AuditEvent(
        at=timezone.now(),
        action=action,
        actor=by,
        actor_label=f"{by.name}（{by.body or by.get_role_display()}）" if by else "系统",
        role=by.role if by else "",
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:300],
        authority_id=_scope(target, "authority"),
        enterprise_id=_scope(target, "enterprise"),
        before=before[:300],
        after=after[:300],
        reason=reason,
        details=details or {},
        request_id=request_id.get(),
        previous_hash=last or "",
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    return event


def broken_lines() -> list[int]:
    """The ids of lines whose hash or link to the line before does not fit; empty when the trail is whole."""
    broken: list[int] = []
    tails: dict[tuple[str, str], str] = {}
    for event in AuditEvent.objects.order_by("id").iterator(chunk_size=2000):
        key = (event.target_type, event.target_id)
        if event.previous_hash != tails.get(key, "") or event.hash != digest(event):
            broken.append(event.pk)
        tails[key] = event.hash
    return broken


def _scope(target: models.Model, name: str) -> int | None:
    """The authority or enterprise a line belongs to, so that an office sees its own area's lines."""
    own = target._meta.model_name == name
    found: int | None = target.pk if own else getattr(target, f"{name}_id", None)
    return found
