"""App configuration."""

from django.apps import AppConfig

from cqo_registry.core.typed import tidy_what_is_typed


class Config(AppConfig):
    """The app ``cqo_registry.core``."""

    name = "cqo_registry.core"
    label = "core"

    def ready(self) -> None:
        """Tidy what is typed into any form."""
        tidy_what_is_typed()
