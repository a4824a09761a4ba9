"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.notifications``."""

    name = "cqo_registry.notifications"
    label = "notifications"
