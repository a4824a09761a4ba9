"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.accounts``."""

    name = "cqo_registry.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Let the trail know what the acts of this app are called."""
        import cqo_registry.accounts.workflow  # noqa: F401
