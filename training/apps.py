"""App configuration: training listens to CQOs leaving their post (Art. 14, 16)."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``training``."""

    name = "training"

    def ready(self) -> None:
        """Connect to the events of filings; a receiver runs in the transaction of the act."""
        from filings import events
        from training.actions import leaving

        events.appointment_ended.connect(leaving.on_appointment_ended, dispatch_uid="training.post")
