"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.audit``."""

    name = "cqo_registry.audit"
    label = "audit"
