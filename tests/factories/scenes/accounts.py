"""What accounts adds to a scene: an applicant, an invitation, members."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cqo_registry.accounts.models import Invitation, Registration, User
from cqo_registry.directory.models import Enterprise
from tests import factories
from tests.factories.scenes.stage import Stage


def objects(stage: Stage) -> dict[str, Any]:
    """The objects by the names the matrix uses."""
    token = f"token-{stage.filing.pk}"
    return {
        "registration": _registration(stage.enterprise, f"newcomer{stage.filing.pk}").pk,
        "invitation": _invitation(stage.enterprise, stage.filer, token).pk,
        "token": token,
        "member": factories.filer(stage.enterprise).pk,
        "user": stage.region.pk,
    }


def _registration(enterprise: Enterprise, username: str) -> Registration:
    """Another enterprise of the same county asks for its account."""
    return Registration.objects.create(
        uscc=factories.uscc(),
        enterprise_name="新来企业",
        county=enterprise.county,
        authority=enterprise.authority,
        applicant_name="央金",
        phone="13908910009",
        username=username,
        password="!",
    )


def _invitation(enterprise: Enterprise, filer: User, token: str) -> Invitation:
    """An open invitation of a second member."""
    return Invitation.objects.create(
        enterprise=enterprise,
        name="达瓦",
        phone="13908910008",
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        invited_by=filer,
        expires_at=timezone.now() + timedelta(days=7),
    )
