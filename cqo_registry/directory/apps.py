"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.directory``."""

    name = "cqo_registry.directory"
    label = "directory"

    def ready(self) -> None:
        """Let the trail know what the acts of this app are called."""
        import cqo_registry.directory.workflow  # noqa: F401
