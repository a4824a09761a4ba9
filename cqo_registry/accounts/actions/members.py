"""Members of an enterprise look after each other's accounts."""

from __future__ import annotations

from django.db import transaction

from cqo_registry.accounts import policies
from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.directory.models import Enterprise


@transaction.atomic
def deactivate_member(pk: int, *, by: User) -> User:
    """End a colleague's access; the enterprise's row lock keeps two from ending each other's."""
    Enterprise.objects.select_for_update(of=("self",), no_key=True).filter(users=by).first()
    by.refresh_from_db(fields=["is_active"])
    member = User.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    (policies.may_deactivate_member(by, member) & policies.is_active(by)).require()
    member.is_active = False
    member.save(update_fields=["is_active"])
    trail.record("account.deactivate", by=by, target=member)
    return member
