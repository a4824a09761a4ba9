"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.portal``."""

    name = "cqo_registry.portal"
    label = "portal"

    def ready(self) -> None:
        """Let the trail know what the acts of this app are called."""
        import cqo_registry.portal.workflow  # noqa: F401
