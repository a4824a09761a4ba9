"""Build the whole demonstration in one transaction."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cqo_registry.portal.demo.accounts import make_officers
from cqo_registry.portal.demo.casting import THREE_YEARS, cast, set_stage
from cqo_registry.portal.demo.clock import moved_clock, play
from cqo_registry.portal.demo.enterprises import import_directory

SEED = 20231214


@transaction.atomic
def build() -> None:
    """Accounts, directory and three years of filings up to now, the same for the same day."""
    now = timezone.now()
    with moved_clock() as move:
        move(now - timedelta(days=THREE_YEARS))
        officers = make_officers()
        enterprises = import_directory(by=officers["54"])
        move(now)
        stories = cast(set_stage(enterprises, officers, seed=SEED))
        play(stories, move=move, until=now)
