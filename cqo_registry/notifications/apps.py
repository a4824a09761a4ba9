"""App configuration."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app ``cqo_registry.notifications``."""

    name = "cqo_registry.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Let the trail know what the acts of this app are called; hear of accounts."""
        import cqo_registry.notifications.workflow  # noqa: F401
        from cqo_registry.accounts import events
        from cqo_registry.notifications.actions import accounts

        events.password_reset.connect(accounts.on_password_reset, dispatch_uid="notifications.password")
