"""App configuration: training listens to CQOs leaving their post, and fills 参训情况 (Art. 14, 16)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.apps import AppConfig
from django.utils import timezone


def in_words(persons: Collection[int], as_of: date) -> Mapping[int, str]:
    """The column 参训情况, as it was known at the end of a day."""
    from training.facts.standing import in_words_of

    return in_words_of(persons, as_of, today=timezone.localdate())


class Config(AppConfig):
    """The app ``training``."""

    name = "training"

    def ready(self) -> None:
        """Connect to the events of filings; a receiver runs in the transaction of the act.

        Lists of the packages below ask for the training of persons by this name.
        """
        from cqo_registry.core import filling
        from filings import events
        from training import (  # noqa: F401 - the trail learns what their acts are called
            workflow,
            workflow_enrolments,
            workflow_experiences,
            workflow_sessions,
        )
        from training.actions import leaving

        filling.fill("training", in_words)
        events.appointment_ended.connect(leaving.on_appointment_ended, dispatch_uid="training.post")
