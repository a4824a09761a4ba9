"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.notifications``."""

    name = "cqo_registry.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Let the trail know what the acts of this app are called."""
        import cqo_registry.notifications.workflow  # noqa: F401
