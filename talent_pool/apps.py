"""App configuration: the pool listens to what happens to CQOs in the register (Art. 9, 12, 14)."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``talent_pool``."""

    name = "talent_pool"

    def ready(self) -> None:
        """Connect to the events of filings; a receiver runs in the transaction of the act."""
        from filings import events
        from talent_pool import (  # noqa: F401 - the trail learns what their acts are called
            workflow_assignments,
            workflow_members,
            workflow_nominations,
        )
        from talent_pool.actions import leaving

        events.bar_confirmed.connect(leaving.on_bar_confirmed, dispatch_uid="talent_pool.bar")
        events.replacement_settled.connect(
            leaving.on_replacement_settled, dispatch_uid="talent_pool.misconduct"
        )
        events.appointment_ended.connect(leaving.on_appointment_ended, dispatch_uid="talent_pool.post")
