"""The append-only audit trail."""

from cqo_registry.audit.models.event import AuditEvent

__all__ = ["AuditEvent"]
