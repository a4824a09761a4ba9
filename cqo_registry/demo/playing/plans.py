"""The stage of the demonstration: a plan for each filing, and what plans are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto
from random import Random
from typing import Any

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.demo.accounts import make_filer
from cqo_registry.demo.people import Somebody, crowd
from cqo_registry.demo.playing.clock import Diary
from cqo_registry.directory.models import Enterprise
from filings import facts
from filings.enums import ChangeType
from filings.models import Appointment

FIRST_FILINGS_ON = date(2024, 1, 2)  # the regulation took force in the middle of December 2023
THREE_YEARS = 3 * 366
AREAS = ["540102", "540202", "540302", "540402", "540502", "542301", "542121", "542621", "542221", "542421"]


class Ending(Enum):
    """Where a story leaves its filing."""

    DRAFT = auto()
    WITHDRAWN = auto()
    SUBMITTED = auto()
    CLAIMED = auto()
    RETURNED = auto()
    RESUBMITTED = auto()
    REFUSED = auto()
    ACCEPTED = auto()


@dataclass
class Plan:
    """One filing to come: whose, about whom, and how many working days ago it was last acted upon.

    With ``changes`` it reports these changes of what is filed; ``due_in`` lets the month of a change run
    out about that many days from now. A ``filer`` of the office types in what came on paper.
    """

    enterprise: Enterprise
    person: Somebody
    filer: User
    officer: User
    diary: Diary
    rng: Random
    ending: Ending
    back: int
    corrected: bool = False
    qualified: bool = True
    experienced: bool = True
    late: bool = False
    refusal: str = ""
    changes: tuple[ChangeType, ...] = ()
    values: dict[str, object] = field(default_factory=dict)
    due_in: int = 0
    pk: int = field(default=0, init=False)

    @property
    def submitted(self) -> int:
        """How many working days ago it is first handed in; something may happen to it after that."""
        goes_on = self.corrected or self.ending not in (Ending.SUBMITTED, Ending.CLAIMED)
        return self.back + 12 if goes_on else self.back

    @property
    def started(self) -> int:
        """How many working days ago it is begun: a change, which has its month, soon before."""
        if self.changes:
            return self.back if self.ending is Ending.DRAFT else self.submitted + 1
        return self.back + 14

    def pick_effective_on(self) -> date:
        """A day of appointment: some weeks before submission, for a late one some months."""
        before = self.rng.randrange(45, 120) if self.late else self.rng.randrange(4, 26)
        return self.diary.back(self.back + 12) - timedelta(days=before)

    def pick_changed_on(self) -> date:
        """The day of a change: within the month before it is reported, for a late one before that."""
        if self.due_in:
            return self.diary.day_due_in(self.due_in)
        before = self.rng.randrange(40, 80) if self.late else self.rng.randrange(5, 25)
        return self.diary.back(self.submitted) - timedelta(days=before)

    def appointment(self) -> Appointment:
        """The appointment that the accepted filing brought about."""
        return Appointment.objects.select_related("person").get(filings=self.pk)


@dataclass
class Stage:
    """Everything a story is made from.

    ``leaving`` is an enterprise whose CQO left not long ago, ``barred`` one whose CQO was barred; both and
    all others about which something happens beside their first filing are ``set_apart``.
    """

    rng: Random
    officers: dict[str, User]
    diaries: dict[str, Diary]
    people: Iterator[Somebody]
    free: dict[str, list[Enterprise]]
    leaving: Enterprise | None = None
    barred: Enterprise | None = None
    set_apart: list[Enterprise] = field(default_factory=list)

    @property
    def region(self) -> User:
        """The officer of the regional bureau."""
        return self.officers["54"]

    def plan(self, office: str, ending: Ending, back: int, **more: Any) -> Plan:
        """A story for the next free enterprise of the office."""
        enterprise = self.free[office].pop(0)
        return self.plan_for(enterprise, make_filer(enterprise), ending, back, **more)

    def plan_for(self, enterprise: Enterprise, filer: User, ending: Ending, back: int, **more: Any) -> Plan:
        """A story for this enterprise, with a new person unless one is given."""
        office = enterprise.authority.code
        person = more.pop("person", None) or next(self.people)
        officer, diary = self.officers[office], self.diaries[office]
        return Plan(enterprise, person, filer, officer, diary, self.rng, ending, back, **more)

    def change(self, first: Plan, ending: Ending, back: int, *changes: ChangeType, **more: Any) -> Plan:
        """A story that changes what an earlier plan has filed."""
        return self.plan_for(first.enterprise, first.filer, ending, back, changes=changes, **more)


def set_stage(enterprises: list[Enterprise], officers: dict[str, User], *, seed: int) -> Stage:
    """Enterprises by office in directory order, and each office's working days of three years."""
    rng, today = Random(seed), timezone.localdate()  # noqa: S311 - a fixed seed is the point
    since = max(FIRST_FILINGS_ON, date.fromordinal(today.toordinal() - THREE_YEARS))
    diaries = {
        code: Diary(facts.calendar_of(user.authority), today=today, since=since)
        for code, user in officers.items()
        if user.authority
    }
    free: dict[str, list[Enterprise]] = defaultdict(list)
    for enterprise in enterprises:
        free[enterprise.authority.code].append(enterprise)
    return Stage(rng, officers, diaries, crowd(rng, AREAS), free)
