"""What the stories of chapter five share: the officers, the working days, who holds a post."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.demo.accounts import VISITORS, make_filer
from cqo_registry.demo.playing.clock import Diary
from cqo_registry.demo.playing.plans import Stage
from cqo_registry.directory.models import Enterprise
from filings.models import Appointment
from talent_pool.models import Membership
from training.models import Institution

OPENING = time(9, 30)
STEP = timedelta(minutes=50)  # between what would have fallen on one day of rest and the next
SPREAD = 37  # minutes: the same hour of every day would look like a machine


@dataclass
class Scene:
    """The officers, the working days, and what later stories go on with."""

    officers: dict[str, User]
    diary: Diary
    now: datetime
    leaving: Enterprise | None
    barred: Enterprise | None
    set_apart: list[Enterprise]
    centre: Institution | None = field(default=None, init=False)
    members: list[Membership] = field(default_factory=list, init=False)

    @classmethod
    def of(cls, stage: Stage, now: datetime) -> Scene:
        """The scene of a stage that is cast: the region's calendar is everybody's."""
        diary = stage.diaries["54"]
        return cls(stage.officers, diary, now, stage.leaving, stage.barred, stage.set_apart)

    @property
    def region(self) -> User:
        """The officer of the regional bureau."""
        return self.officers["54"]

    @property
    def today(self) -> date:
        """The day the demonstration is built."""
        return self.diary.today

    def day(self, days: int) -> date:
        """The latest working day at least so many days ago."""
        return self.diary.back(self.diary.ago(days))

    def at(self, days: int) -> datetime:
        """Within opening hours of that working day; of two that share a day the later one comes later."""
        day = self.day(days)
        waited = max((self.today - day).days - days, 0)
        return self.on(day, waited * STEP + timedelta(minutes=days * 7 % SPREAD))

    def on(self, day: date, after: timedelta = timedelta(0)) -> datetime:
        """So long after opening that day, Beijing time."""
        return timezone.make_aware(datetime.combine(day, OPENING)) + after

    def holders(self, office: str, *, since: int) -> list[Appointment]:
        """Whoever holds a post in the area for so many days at least, the earliest filed first.

        Those a visitor signs in for, and those something happens to, have stories of their own.
        """
        held = Appointment.objects.in_office().filter(enterprise__authority__code=office)
        early = timezone.localdate(self.now) - timedelta(days=since)
        return list(
            held.filter(effective_on__lt=early, filings__accepted_at__date__lt=early)
            .exclude(enterprise__users__username__in=VISITORS)
            .exclude(enterprise__in=self.set_apart)
            .select_related("enterprise__authority", "enterprise__profile", "person")
            .distinct()
            .order_by("pk")
        )

    def visitor(self, username: str) -> Appointment:
        """The post held at the enterprise that a visitor signs in for."""
        held = Appointment.objects.in_office().select_related("enterprise__authority", "person")
        return held.get(enterprise__users__username=username)


def filer_of(enterprise: Enterprise) -> User:
    """Who files for it."""
    return enterprise.users.filter(is_active=True).first() or make_filer(enterprise)
