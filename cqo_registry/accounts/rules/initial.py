"""A password that somebody else chose: good once, for three days, and only to choose an own one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.verdicts import Reason, Verdict

VALID_FOR = timedelta(hours=72)


def valid_until(given_at: datetime) -> datetime:
    """The moment from which the password is worth nothing."""
    return given_at + VALID_FOR


def check_initial(until: datetime | None, used_at: datetime | None, at: datetime) -> Verdict:
    """Whether one may sign in at ``at``; without ``until`` the person chose the password."""
    if until is None:
        return Verdict()
    return Verdict.unless(
        used_at is not None
        and Reason("initial_used", _("初始密码只能使用一次，已经用过。请联系系统管理员重新重置密码。")),
        used_at is None
        and at >= until
        and Reason("initial_expired", _("初始密码已超过72小时，不再有效。请联系系统管理员重新重置密码。")),
    )
