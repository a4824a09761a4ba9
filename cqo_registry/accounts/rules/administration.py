"""Somebody always manages the accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.verdicts import Reason, Verdict


def check_administration(*, is_one: bool, stays_one: bool, others: bool) -> Verdict:
    """An administrator is left: another one, or the one who ``is_one`` and ``stays_one``."""
    return Verdict.unless(
        is_one
        and not stays_one
        and not others
        and Reason("last_admin", _("这是最后一名启用的系统管理员，不能停用或改变角色。"), field="is_active")
    )
