"""The stage of the state machine: its people, and how an act is tried and compared with the shadow."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core import crypto
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from filings.models import Filing, Person
from tests import factories
from tests.machine.shadow import Paper, Shadow

OFFICES = ["5401", "5401", "5402"]
PERSONS = 4
TYPES = ((), ("K1",), ("K2",), ("K3",), ("K4",), ("K1", "K4"), ("K3", "K4"))

enterprises = st.integers(0, len(OFFICES) - 1)
persons = st.integers(0, PERSONS - 1)
# Mostly the right one, so that filings get far; now and then anybody.
anybody = st.sampled_from(
    ["filer0", "filer1", "filer2", "lhasa1", "lhasa2", "other", "region", "auditor", "admin"]
)


class Cast:
    """The people and enterprises of every run, made once."""

    def __init__(self) -> None:
        self.enterprises = [factories.make_enterprise(office) for office in OFFICES]
        self.users: dict[str, User] = {
            **{f"filer{n}": factories.filer(enterprise) for n, enterprise in enumerate(self.enterprises)},
            "lhasa1": factories.officer("5401"),
            "lhasa2": factories.officer("5401"),
            "other": factories.officer("5402"),
            "region": factories.region_officer(),
            "auditor": factories.auditor(),
            "admin": factories.admin(),
        }
        self.numbers = [factories.identity_no(900 + n) for n in range(PERSONS)]
        self.today = timezone.localdate()
        self.shadow = Shadow(OFFICES)

    def person(self, number: int) -> Person:
        """The person row of a number, as the register of bars needs it."""
        identity_no = self.numbers[number]
        person, _created = Person.objects.get_or_create(
            identity_index=crypto.blind_index(identity_no),
            defaults={
                "identity_masked": "540*************00",
                "name": f"人员{number}",
            },
        )
        return person


def office_of(who: str) -> str:
    """The filing office an actor works for, or nothing."""
    return {"lhasa1": "5401", "lhasa2": "5401", "other": "5402"}.get(who, "")


class Stage(RuleBasedStateMachine):
    """One run: everything happens inside a savepoint that is rolled back afterwards."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.shadow = copy.deepcopy(self.cast.shadow)
        self.seen: Counter[str] = Counter()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self) -> None:
        """Look at the whole trail, then forget the run."""
        try:
            assert trail.broken_lines() == []
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    # --- helpers ---------------------------------------------------------------------------------

    def attempt(self, allowed: bool, act: Callable[[], Any]) -> Any:
        """Do it: it must succeed exactly when allowed; refused, it must leave no trace."""
        before = self.state()
        try:
            with transaction.atomic():
                result = act()
        except (Refused, Stale) as refusal:
            result, refused = None, str(refusal)
        else:
            refused = ""
        assert allowed or refused, "wrongly permitted"
        assert not (allowed and refused), f"wrongly refused: {refused}"
        if refused:
            assert self.state() == before
        return result

    def state(self) -> list[Any]:
        """Every filing's status and version, and the number of lines."""
        rows = list(Filing.objects.order_by("pk").values_list("pk", "status", "version", "claimed_by"))
        return [*rows, AuditEvent.objects.count()]

    def pick(self, data: Any, *statuses: str) -> tuple[int, Paper]:
        """A filing, by preference one in these states."""
        fitting = [pk for pk, paper in self.shadow.papers.items() if paper.status in statuses]
        pk = data.draw(st.sampled_from(sorted(fitting) or sorted(self.shadow.papers)), label="filing")
        return pk, self.shadow.papers[pk]

    def someone(self, data: Any, likely: str) -> str:
        """Mostly the likely actor."""
        return data.draw(st.one_of(st.just(likely), st.just(likely), anybody), label="who")

    def clerk(self, paper: Paper) -> str:
        """An officer of the filing's office, by preference its holder."""
        if paper.holder:
            return paper.holder
        return "other" if paper.office == "5402" else "lhasa1"

    def user(self, who: str) -> User:
        """The user behind a name."""
        return self.cast.users[who]

    def in_office_of(self, who: str, paper: Paper) -> bool:
        """Whether the actor works in the filing's office."""
        return office_of(who) == paper.office
