"""The append-only audit trail, and what the keys of the site must open."""

from cqo_registry.audit.models.canary import KeyCanary
from cqo_registry.audit.models.event import AuditEvent

__all__ = ["AuditEvent", "KeyCanary"]
