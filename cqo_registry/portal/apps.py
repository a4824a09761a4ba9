"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.portal``."""

    name = "cqo_registry.portal"
    label = "portal"
