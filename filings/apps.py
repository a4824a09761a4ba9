"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``filings``."""

    name = "filings"
