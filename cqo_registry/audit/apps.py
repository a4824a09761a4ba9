"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.audit``."""

    name = "cqo_registry.audit"
    label = "audit"

    def ready(self) -> None:
        """Stand behind the door through which the packages below write their lines."""
        from cqo_registry.audit import trail as audit_trail
        from cqo_registry.core import trail

        trail.register(audit_trail.record)
