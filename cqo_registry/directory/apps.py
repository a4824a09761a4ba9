"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.directory``."""

    name = "cqo_registry.directory"
    label = "directory"
