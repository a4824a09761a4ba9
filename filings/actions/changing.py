"""Starting a change or removal filing from what is filed, and choosing again what it changes (Art. 14)."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core import crypto
from cqo_registry.core.rows import next_id
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Enterprise
from cqo_registry.directory.models.enterprise import ENTERPRISE_FACTS
from filings import facts, policies
from filings.actions.drafting import known_facts, new_draft, set_due
from filings.enums import ChangeType
from filings.models import CQO_FACTS, Appointment, Filing
from filings.rules.changes import check_change_types, kind_of

K1, K3, K4 = ChangeType.PERSON, ChangeType.PERSON_DATA, ChangeType.ENTERPRISE_DATA
CHANGE_FACTS = {"changed_on", "change_reason", "paper_received_on"}


@transaction.atomic
def start_change(enterprise: Enterprise, types: Collection[str], *, by: User) -> Filing:
    """A change or removal filing cloned from what is filed, or the open filing there already is.

    Only the ticked sections open; ``baseline`` keeps what was filed beside what will be declared. An
    officer starts it from a paper form (代录). Raises ``Refused``.
    """
    enterprise = Enterprise.objects.select_for_update(of=("self",), no_key=True).get(pk=enterprise.pk)
    filing = new_draft(enterprise, by)
    policies.may_file(by, filing).require()
    going_on = Filing.objects.open().filter(enterprise=enterprise).first()
    if going_on:
        return going_on
    ticked = _known(types)
    (check_change_types(ticked) & facts.changeable(enterprise)).require()
    filing.pk = next_id(Filing)  # the number that is cloned is sealed for this row
    filing.changes = Appointment.objects.in_office().select_related("person").get(enterprise=enterprise)
    _clone_person(filing)
    filing.baseline = _plain(_filed_values(filing))
    _tick(filing, ticked)
    _clone_person(filing)
    filing.save(force_insert=True)
    trail.record(
        "filing.start", by=by, target=filing, after=filing.status, details={"changes": filing.change_types}
    )
    return filing


@transaction.atomic
def choose_changes(pk: int, types: Collection[str], *, by: User, version: int | None) -> Filing:
    """Tick other changes in a draft: a section no longer ticked goes back to what is filed."""
    filing = Filing.objects.lock(pk, version=version)
    ticked = _known(types)
    (
        policies.may_file(by, filing)
        & Verdict.unless(
            not (filing.is_draft and filing.is_change)
            and Reason("frozen", _("只有变更备案的草稿可以重新选择变更事项。"), "14", field="change_types")
        )
        & check_change_types(ticked)
    ).require()
    before, was = list(filing.change_types), _section(filing)
    had_data = K4 in filing.change_types
    _tick(filing, ticked)
    if _section(filing) != was:
        _clone_person(filing)
    if had_data and K4 not in filing.change_types:
        known_facts(filing)
    write(filing, {"kind", "change_types", "authority", *CQO_FACTS, *ENTERPRISE_FACTS, *set_due(filing)})
    trail.record(
        "filing.choose_changes",
        by=by,
        target=filing,
        before="、".join(before),
        after="、".join(filing.change_types),
    )
    return filing


def _known(types: Collection[str]) -> set[ChangeType]:
    """The ticked changes; a word that is none of them is left out, as an unticked box would be."""
    return {ChangeType(value) for value in types if value in ChangeType.values}


def _section(filing: Filing) -> str:
    """What the person's sections hold: somebody new, changed data, or what is filed."""
    if K1 in filing.change_types:
        return "new"
    return "changed" if K3 in filing.change_types else "filed"


def _tick(filing: Filing, ticked: set[ChangeType]) -> None:
    """Set the changes and the kind that follows; a new CQO cannot be judged without the size figures."""
    if K1 in ticked and not facts.check_size(filing):
        ticked = ticked | {K4}
    filing.change_types = sorted(ticked)
    filing.kind = kind_of(ticked)


def _clone_person(filing: Filing) -> None:
    """The person's sections: empty for somebody new, as last filed for all else."""
    source = Filing() if _section(filing) == "new" else _last_filed(filing)
    for name in CQO_FACTS:
        setattr(filing, name, getattr(source, name))
    if source.identity_sealed:
        filing.identity_sealed = crypto.reseal(
            source.identity_sealed, source.identity_place, filing.identity_place
        )
    filing.declares_true = False  # declared anew with every filing
    if not filing.replaces_person:
        filing.officer_size, filing.officer_size_reason = source.officer_size, source.officer_size_reason


def _last_filed(filing: Filing) -> Filing:
    """The filing that stands in the prefecture ledger for the appointment."""
    filed = Filing.objects.filter(appointment=filing.changes_id, accepted_at__isnull=False)
    return filed.latest("accepted_at", "id")


def _filed_values(filing: Filing) -> dict[str, Any]:
    """What is filed, as the clone holds it; documents stay with the filing they came with."""
    return {name: value for name, value in facts.declared_values(filing).items() if name not in CHANGE_FACTS}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain
