"""What is the same on every row of a table."""

from __future__ import annotations

from django.utils import timezone

from cqo_registry.accounts.enums import Role
from cqo_registry.demo.seeding.classes import CAPACITY, TOPIC
from cqo_registry.directory.enums import EnterpriseStatus
from filings.enums import DocumentType, FilingSource
from filings.models import Filing
from talent_pool.enums import MembershipStatus, NominationSource
from training.enums import Audience, EnrolmentSource, EnrolmentStatus, SessionMode, SessionStatus, TraineeKind

Constants = dict[str, dict[str, object]]
PDF = "application/pdf"
HOURS = 8


def constants() -> Constants:
    """What is the same on every row of a table."""
    now = timezone.now()
    return {
        "enterprise": {
            "status": EnterpriseStatus.ACTIVE,
            "version": 1,
            "created_at": now,
            "deregistration_reason": "",
        },
        "user": {
            "role": Role.ENTERPRISE_FILER,
            "phone": "",
            "email": "",
            "is_active": True,
        },
        "person": {"document_type": DocumentType.IDENTITY_CARD, "other_names": ""},
        "appointment": {"requalified_size": "", "requalified_note": ""},
        "filing": {
            "version": 1,
            "source": FilingSource.ONLINE,
            "change_types": [],
            "change_reason": "",
            "baseline": {},
            "clock_used": 0,
        },
        "item": {"answer": ""},
        "query": {"answer": ""},
        **_papers(),
        **_training(),
        **_pool(),
    }


def _papers() -> Constants:
    return {
        "attachment": {"content_type": PDF, "removed_at": None},
        "event": {"target_type": Filing._meta.label_lower, "request_id": ""},
    }


def _training() -> Constants:
    return {
        "institution": {"version": 1, "scope": TOPIC, "ended_on": None, "end_reason": ""},
        "plan": {"version": 1, "aims": ""},
        "plan_item": {
            "topic": TOPIC,
            "audience": Audience.CQO,
            "planned_sessions": 3,
            "planned_hours": HOURS,
            "planned_heads": 3 * CAPACITY,
        },
        "session": {
            "version": 1,
            "mode": SessionMode.ONSITE,
            "online_address": "",
            "hours": HOURS,
            "syllabus": TOPIC,
            "capacity": CAPACITY,
            "audience": Audience.CQO,
            "fee": 0,
            "fee_reason": "",
            "status": SessionStatus.COMPLETED,
            "cancelled_at": None,
            "cancel_reason": "",
        },
        "enrolment": {
            "version": 1,
            "kind": TraineeKind.CQO,
            "post": "首席质量官",
            "source": EnrolmentSource.ENTERPRISE,
            "status": EnrolmentStatus.ENROLLED,
            "cancelled_at": None,
            "cancel_reason": "",
            "void_codes": [],
        },
    }


def _pool() -> Constants:
    return {
        "nomination": {
            "version": 1,
            "source": NominationSource.PREFECTURE,
            "consent_note": "",
            "evidence_name": "质量贡献证明.pdf",
            "evidence_type": PDF,
        },
        "member": {
            "version": 1,
            "status": MembershipStatus.CURRENT,
            "reviewed_on": None,
            "review_note": "",
            "wish_on": None,
            "wish_note": "",
            "left_at": None,
            "leaving_ground": "",
            "leaving_reason": "",
        },
    }
