"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.core``."""

    name = "cqo_registry.core"
    label = "core"
