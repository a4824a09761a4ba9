"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``talent_pool``."""

    name = "talent_pool"
