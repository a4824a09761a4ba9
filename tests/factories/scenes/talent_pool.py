"""What the talent pool adds to a scene: a nomination, a member and an invitation of the enterprise's CQOs."""

from __future__ import annotations

from typing import Any

from filings.models import Appointment
from tests.factories import pool
from tests.factories.scenes.stage import Stage


def objects(stage: Stage) -> dict[str, Any]:
    """The objects by the names the matrix uses; the member is in office, the nominated one has left."""
    former = _post(stage, "-B7")
    nomination = pool.proposed(former, by=stage.officer)
    former.ended_on = former.effective_on
    former.save()
    member = pool.member(_post(stage, "-B8"), by=stage.officer)
    assignment = pool.invited(member, by=stage.officer)
    return {"nomination": nomination.pk, "pool_member": member.pk, "assignment": assignment.pk}


def _post(stage: Stage, suffix: str) -> Appointment:
    """Somebody new in office at the enterprise."""
    post = pool.in_office()
    post.pk, post.enterprise, post.filing_no = None, stage.enterprise, f"{post.filing_no}{suffix}"
    post.save()
    return post
