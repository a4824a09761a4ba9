"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.demo``: two commands, no models."""

    name = "cqo_registry.demo"
    label = "demo"
