"""verify_audit: prove that no line of the audit trail was changed, removed or slipped in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cqo_registry.audit import trail
from cqo_registry.audit.models import AuditEvent


class Command(BaseCommand):
    """Checks every hash and every link; exit code 1 and the ids when something does not fit."""

    help = "Check the hash chains of the audit trail."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the outcome."""
        broken = trail.broken_lines()
        if broken:
            ids = " ".join(str(pk) for pk in broken)
            raise CommandError(_("审计日志校验不通过，有问题的记录编号：%(ids)s") % {"ids": ids})
        self.stdout.write(_("审计日志校验通过，共 %(count)d 条。") % {"count": AuditEvent.objects.count()})
