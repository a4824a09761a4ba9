"""Keeping the budget and the spending of an office (Art. 17)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Authority
from training.facts import promotion as facts
from training.models import Budget, Spending
from training.policies import promotion as policies
from training.rules import funding as rules
from training.rules.striking import check_reason

SPENT = ("spent_on", "source", "item", "amount", "session", "activity", "note")


@cites("17")
@transaction.atomic
def set_budget(given: dict[str, Any], *, by: User) -> Budget:
    """Enter what the office has for a year from one source; one row each. Raises ``Refused``."""
    policies.may_keep_funds(by).require()
    # Two clerks at once wait for each other here, not at the database's constraint.
    office = Authority.objects.lock(by.authority_id or 0)
    same = Budget.objects.filter(authority=office, year=given["year"], source=given["source"])
    known = same.exists() and Reason(
        "known", _("本机关该年度这一来源的预算已经登记，请修改原有记录。"), "17", field="source"
    )
    check = rules.check_budget(given["year"], given["amount"], today=timezone.localdate())
    (check & Verdict.unless(known)).require()
    budget = Budget.objects.create(authority=office, created_by=by, **given)
    trail.record("budget.set", by=by, target=budget, after=str(budget.amount))
    return budget


@cites("17")
@transaction.atomic
def amend_budget(pk: int, given: dict[str, Any], *, by: User, version: int | None) -> Budget:
    """Change the sum, the document or the note of a budget; year and source stay."""
    budget = Budget.objects.lock(pk, version=version)
    policies.may_change_funds(by, budget).require()
    rules.check_budget(budget.year, given["amount"], today=timezone.localdate()).require()
    before = str(budget.amount)
    for name in ("amount", "document_no", "note"):
        setattr(budget, name, given[name])
    write(budget)
    trail.record("budget.amend", by=by, target=budget, before=before, after=str(budget.amount))
    return budget


@cites("17")
@transaction.atomic
def spend(given: dict[str, Any], *, by: User) -> Spending:
    """Enter one line of spending; it counts in the year it was paid in. Never stopped by the budget."""
    policies.may_keep_funds(by).require()
    session, activity = given["session"], given["activity"]
    foreign = any(row is not None and row.authority_id != by.authority_id for row in (session, activity))
    check = rules.check_spending(
        given["spent_on"],
        given["amount"],
        today=timezone.localdate(),
        session=session is not None,
        activity=activity is not None,
    )
    (
        check
        & Verdict.unless(
            foreign and Reason("foreign", _("只能选择本机关的培训班或活动。"), "17", field="session")
        )
    ).require()
    values = {name: given[name] for name in SPENT}
    row = Spending.objects.create(
        authority=by.office,
        year=given["spent_on"].year,
        created_by=by,
        **values,
    )
    trail.record("spending.log", by=by, target=row, after=str(row.amount))
    return row


@cites("17")
@transaction.atomic
def strike_spending(pk: int, *, by: User, reason: str, version: int | None) -> Spending:
    """Take a wrong line out of every sum; it stays readable with the reason."""
    row = Spending.objects.lock(pk, version=version)
    (policies.may_change_funds(by, row) & facts.standing(row) & check_reason(reason)).require()
    row.struck_at, row.strike_reason = timezone.now(), reason.strip()
    return _marked(row, "spending.strike", by, reason.strip())


@cites("17")
@transaction.atomic
def restore_spending(pk: int, *, by: User, version: int | None) -> Spending:
    """Undo a strike: the line counts again."""
    row = Spending.objects.lock(pk, version=version)
    (policies.may_change_funds(by, row) & facts.struck(row)).require()
    row.struck_at, row.strike_reason = None, ""
    return _marked(row, "spending.restore", by, "")


def _marked(row: Spending, action: str, by: User, reason: str) -> Spending:
    write(row, {"struck_at", "strike_reason"})
    trail.record(action, by=by, target=row, before=str(row.amount), reason=reason)
    return row
