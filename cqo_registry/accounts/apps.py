"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.accounts``."""

    name = "cqo_registry.accounts"
    label = "accounts"
