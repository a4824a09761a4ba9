"""Every workflow against every state, act and role; what has states stands in a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from cqo_registry.accounts.enums import RegistrationStatus
from cqo_registry.accounts.models import Invitation, Registration, User
from cqo_registry.accounts.workflow import INVITATION, REGISTRATION
from cqo_registry.audit.acts import WORDS
from cqo_registry.casework.workflow import WORKFLOWS, Workflow
from cqo_registry.directory.models import EnterpriseTransfer
from cqo_registry.directory.workflow import ENTERPRISE, TRANSFER
from tests import factories
from training.models import Enrolment
from training.workflow_enrolments import ENROLMENT

# What has a `state` and no table: a mail of the outbox is a job that repeats itself, nobody's matter.
NO_MATTER = {"notifications.Mail"}


def registration(status: str) -> Registration:
    county = factories.make_enterprise().county
    return Registration.objects.create(
        uscc=factories.uscc(),
        enterprise_name="西藏新注册企业",
        county=county,
        authority=county.authority,
        applicant_name="央金",
        phone="13908910009",
        username=f"new{timezone.now().timestamp()}",
        password="x",
        status=status,
    )


def invitation(status: str) -> Invitation:
    member = factories.filer()
    return Invitation.objects.create(
        enterprise=member.enterprise,
        name="达娃",
        phone="13908910008",
        token_hash=f"{timezone.now().timestamp()}",
        status=status,
        invited_by=member,
        expires_at=timezone.now(),
    )


def transfer(status: str) -> EnterpriseTransfer:
    enterprise, officer = factories.make_enterprise(), factories.officer()
    decided = {} if status == "proposed" else {"decided_at": timezone.now(), "decided_by": officer}
    return EnterpriseTransfer.objects.create(
        enterprise=enterprise,
        origin=enterprise.authority,
        destination=factories.authority("5402"),
        reason="住所迁移",
        status=status,
        proposed_at=timezone.now(),
        proposed_by=officer,
        **decided,
    )


def enterprise(status: str) -> Any:
    row = factories.make_enterprise()
    row.status = status
    row.deregistered_on = timezone.localdate() if status == "deregistered" else None
    row.deregistration_reason = "注销" if status == "deregistered" else ""
    row.save()
    return row


def people(row: Any) -> dict[str, User]:
    """One of each kind; ``filer`` and ``officer`` are those of the row's own enterprise and office."""
    own = row if row._meta.model_name == "enterprise" else getattr(row, "enterprise", None)
    return {
        "filer": factories.filer(own) if own is not None else factories.filer(),
        "other_filer": factories.filer(),
        "officer": factories.officer("5401"),
        "other_office": factories.officer("5402"),
        "zone": factories.officer("LSJKQ"),
        "region": factories.region_officer(),
        "auditor": factories.auditor(),
        "admin": factories.admin(),
    }


KEEPERS = {"officer", "region"}
Scene = tuple[Workflow, Callable[[str], Any], dict[str, set[str]]]
SCENES: dict[str, Scene] = {
    "registration": (REGISTRATION, registration, {"approve": {"officer"}, "decline": {"officer"}}),
    "invitation": (INVITATION, invitation, {"accept": {"filer"}, "revoke": {"filer"}}),
    "transfer": (
        TRANSFER,
        transfer,
        {"confirm": {"other_office"}, "decline": {"other_office"}, "cancel": KEEPERS},
    ),
    "enterprise": (ENTERPRISE, enterprise, {"deregister": KEEPERS, "reinstate": KEEPERS}),
}
CASES = [
    pytest.param(matter, status, id=f"{matter}-{status}")
    for matter, (workflow, _make, _who) in SCENES.items()
    for status in workflow.model._meta.get_field("status").choices  # type: ignore[union-attr]
]


@pytest.mark.django_db
@pytest.mark.parametrize(("matter", "status"), CASES)
def test_an_act_is_open_to_its_own_roles_in_its_own_states_alone(matter: str, status: tuple[str, Any]):
    workflow, make, who = SCENES[matter]
    row = make(status[0])
    assert set(who) == {act.name for act in workflow}
    for role, user in people(row).items():
        for act in workflow:
            verdict = act.check(row, user, "理由")
            expected = status[0] in act.sources and role in who[act.name]
            assert verdict.passes == expected, (role, act.name)
            assert verdict.passes or str(verdict.blocking[0].message)


@pytest.mark.django_db
@pytest.mark.parametrize("matter", SCENES)
def test_an_act_that_asks_for_a_reason_is_refused_without_one(matter: str):
    workflow, make, who = SCENES[matter]
    for act in workflow:
        row = make(next(iter(act.sources)).value)
        user = people(row)[next(iter(who[act.name]))]
        assert bool(act.check(row, user, " ")) is not act.needs_reason


@pytest.mark.django_db
def test_only_what_has_a_button_is_offered():
    row = invitation("open")
    offered = INVITATION.offered(row, people(row)["filer"])
    assert [(act.name, bool(live)) for act, live in offered] == [("revoke", True)]


def test_every_act_of_every_workflow_has_its_words_in_the_trail():
    for workflow in WORKFLOWS:
        for name in (*(act.name for act in workflow), *workflow.also):
            assert WORDS[f"{workflow.prefix}{name}"]


def test_no_two_workflows_share_a_name():
    names = [f"{workflow.prefix}{act.name}" for workflow in WORKFLOWS for act in workflow]
    assert len(names) == len(set(names))


def test_whatever_has_states_stands_in_a_table():
    own = {
        app.label for app in apps.get_app_configs() if not app.name.startswith(("django.", "procrastinate"))
    }
    with_states = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in own
        for field in model._meta.get_fields()
        if field.name in ("status", "state") and getattr(field, "choices", None)
    }
    assert with_states - NO_MATTER == {workflow.model._meta.label for workflow in WORKFLOWS}


def test_a_workflow_gives_its_acts_by_name():
    assert REGISTRATION["approve"].target == RegistrationStatus.APPROVED
    assert ENROLMENT.model is Enrolment
