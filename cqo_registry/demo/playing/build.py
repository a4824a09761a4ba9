"""Build the whole demonstration in one transaction."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cqo_registry.demo.accounts import make_officers
from cqo_registry.demo.playing.casting import cast
from cqo_registry.demo.playing.classes import class_stories
from cqo_registry.demo.playing.clock import moved_clock, play
from cqo_registry.demo.playing.enterprises import directory_story, import_directory, sample_listings
from cqo_registry.demo.playing.experiences import experience_stories
from cqo_registry.demo.playing.plans import THREE_YEARS, set_stage
from cqo_registry.demo.playing.pool import pool_stories
from cqo_registry.demo.playing.promotion import promotion
from cqo_registry.demo.playing.reports import report_stories
from cqo_registry.demo.playing.scene import Scene
from cqo_registry.demo.playing.training import training_stories

SEED = 20231214
RENEWED_ON = 120  # working days before today


@transaction.atomic
def build() -> None:
    """Accounts, directory and three years of filings up to now, the same for the same day."""
    now, listings = timezone.now(), sample_listings()
    with moved_clock() as move:
        move(now - timedelta(days=THREE_YEARS))
        officers = make_officers()
        enterprises = import_directory(listings, by=officers["54"])
        move(now)
        stage = set_stage(enterprises, officers, seed=SEED)
        renewal = directory_story(listings, stage.region, stage.diaries["54"].moment(RENEWED_ON, stage.rng))
        filings = cast(stage)
        scene = Scene.of(stage, now)
        five = [*training_stories(scene), *class_stories(scene), *promotion(stage)]
        five += [*experience_stories(scene), *pool_stories(scene), *report_stories(scene)]
        play([*filings, renewal, *five], move=move, until=now)
