"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``filings``."""

    name = "filings"

    def ready(self) -> None:
        """Let the trail know what the acts of this app are called."""
        from filings import workflow, workflow_bars, workflow_replacement  # noqa: F401
