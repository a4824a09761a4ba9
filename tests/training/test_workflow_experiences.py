"""The table of typical experience against every state and every role (Art. 18, 20)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit.acts import WORDS
from filings.actions import deregistering
from tests import factories
from tests.factories import promotion
from training import workflow_experiences as workflow
from training.enums import ExperienceStatus
from training.models import Experience
from training.policies import experiences as policies

pytestmark = pytest.mark.django_db

# state of the scene → the status it stands in, and who may do what in it
STATES = {
    "draft": ("draft", {"submit": "filer"}),
    "submitted": ("submitted", {"report": "officer", "return": "officer", "withdraw": "filer"}),
    "returned": ("returned", {"submit": "filer", "withdraw": "filer"}),
    "reported": ("reported", {"publish": "region", "decline": "region", "withdraw": "filer"}),
    "published": ("published", {"retract": "region"}),
    "declined": ("declined", {}),
    "retracted": ("retracted", {}),
    "withdrawn": ("withdrawn", {}),
}
# The same of what an office wrote itself.
OFFICE_STATES = {
    "draft": {"send": "officer"},
    "reported": {"publish": "region", "decline": "region", "withdraw": "officer"},
}


def people(experience: Experience) -> dict[str, User]:
    return {
        "filer": factories.filer(experience.enterprise) if experience.enterprise else factories.filer(),
        "other_filer": factories.filer(),
        "officer": factories.officer(experience.authority.code),
        "other_office": factories.officer("5402"),
        "zone": factories.officer("LSJKQ"),
        "region": factories.region_officer(),
        "auditor": factories.auditor(),
        "admin": factories.admin(),
    }


def test_the_table_names_every_status_and_every_act() -> None:
    assert {status for status, _acts in STATES.values()} == set(ExperienceStatus.values)
    named = {name for _status, acts in STATES.values() for name in acts} | set(OFFICE_STATES["draft"])
    assert named == {act.name for act in workflow.EXPERIENCE}
    assert {f"experience.{name}" for name in named} <= set(WORDS)


def check(experience: Experience, acts: dict[str, str]) -> None:
    """Every role and every act: live where the row says so, refused with a sentence everywhere else."""
    for who, user in people(experience).items():
        live = {each.name for each, verdict in workflow.EXPERIENCE.offered(experience, user) if verdict}
        assert live == {name for name, whose in acts.items() if whose == who}, (experience.status, who)
        for transition in workflow.EXPERIENCE:
            name = transition.name
            verdict = transition.check(experience, user, "理由")
            assert verdict.passes is (acts.get(name) == who), (experience.status, who, name)
            assert verdict.passes or str(verdict.blocking[0].message)


@pytest.mark.parametrize("state", STATES)
def test_an_act_is_open_to_its_own_role_in_its_own_states_alone(state: str) -> None:
    experience = getattr(promotion, state)()
    status, acts = STATES[state]
    assert experience.status == status
    check(experience, acts)


@pytest.mark.parametrize("state", OFFICE_STATES)
def test_what_an_office_wrote_goes_straight_up(state: str) -> None:
    office = factories.officer()
    experience = promotion.draft(by=office) if state == "draft" else promotion.sent()
    check(experience, OFFICE_STATES[state])


def test_a_deregistered_enterprise_only_reads_what_it_wrote() -> None:
    draft, waiting = promotion.draft(), promotion.submitted()
    for row in (draft, waiting):
        enterprise = row.enterprise
        deregistering.deregister(
            enterprise.pk,
            timezone.localdate(),
            by=factories.officer(enterprise.authority.code),
            version=enterprise.version,
            reason="注销登记",
        )
        author = User.objects.get(pk=row.created_by_id)
        assert not workflow.EXPERIENCE.offered(row, author)
        for verdict in (policies.may_write(author), policies.may_edit(author, row)):
            assert [reason.code for reason in verdict.blocking] == ["deregistered"]


def test_nothing_unfinished_is_submitted_and_nothing_goes_back_without_a_reason() -> None:
    empty = promotion.draft(summary="")
    assert not workflow.SUBMIT.check(empty, empty.created_by)
    waiting = promotion.reported()
    assert not workflow.DECLINE.check(waiting, factories.region_officer(), " ")


KNOWING = {
    "draft": {"filer"},
    "submitted": {"filer", "officer"},
    "returned": {"filer", "officer"},
    "reported": {"filer", "officer", "region", "auditor"},
    "published": {
        "filer", "other_filer", "officer", "other_office", "zone", "region", "auditor"
    },
    "declined": {"filer", "officer", "region", "auditor"},
    "retracted": {"filer", "officer", "region", "auditor"},
    "withdrawn": {"filer", "officer", "region", "auditor"},
}  # fmt: skip


@pytest.mark.parametrize("state", KNOWING)
def test_who_knows_of_an_experience(state: str) -> None:
    experience = getattr(promotion, state)()
    found = {who for who, user in people(experience).items() if Experience.objects.visible_to(user).exists()}
    assert found == KNOWING[state]


def test_a_draft_of_an_office_is_its_own_alone() -> None:
    experience = promotion.draft(by=factories.officer())
    found = {who for who, user in people(experience).items() if Experience.objects.visible_to(user).exists()}
    assert found == {"officer"}
