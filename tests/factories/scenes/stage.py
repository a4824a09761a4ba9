"""The people of a scene and the two filings that the objects of every package belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.directory.models import Enterprise
from filings.models import Filing
from tests import factories


@dataclass(frozen=True)
class Stage:
    """One enterprise and its office; ``made`` holds what the parts have made so far, by name."""

    enterprise: Enterprise
    people: dict[Role, User]
    filing: Filing  # of the enterprise: in the officer's hands, or withdrawn to make room for a draft
    forwarded: Filing  # of another enterprise of the same office: its CQO is in office
    with_draft: bool
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def filer(self) -> User:
        """Who files for the enterprise."""
        return self.people[Role.ENTERPRISE_FILER]

    @property
    def officer(self) -> User:
        """The officer of its office."""
        return self.people[Role.PREFECTURE_OFFICER]

    @property
    def region(self) -> User:
        """The officer of the region."""
        return self.people[Role.REGION_OFFICER]


def set_stage(*, with_draft: bool) -> Stage:
    """An enterprise, everybody who might come to it, and two filings."""
    enterprise = factories.make_enterprise()
    people = {
        Role.ENTERPRISE_FILER: factories.filer(enterprise),
        Role.PREFECTURE_OFFICER: (officer := factories.officer()),
        Role.REGION_OFFICER: factories.region_officer(email="region@example.cn"),
        Role.AUDITOR: factories.auditor(),
        Role.SYSTEM_ADMIN: factories.admin(),
    }
    return Stage(
        enterprise=enterprise,
        people=people,
        filing=factories.withdrawn(enterprise) if with_draft else factories.claimed(enterprise, by=officer),
        forwarded=factories.forwarded(factories.make_enterprise(), by=officer),
        with_draft=with_draft,
    )
