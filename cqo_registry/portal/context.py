"""The navigation of each role, for the header of every page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.enums import Role
from cqo_registry.notifications.models import Notice

HOME = (_("工作台"), "portal:home")
PUBLIC = (
    (_("首页"), "portal:home"),
    (_("任职资格自测"), "filings:self_check"),
    (_("回执查验"), "receipts:verify"),
)
NAVIGATION: dict[str, tuple[tuple[Any, str], ...]] = {
    Role.ENTERPRISE_FILER: (
        HOME,
        (_("我的备案"), "filings:list"),
        (_("成员管理"), "accounts:member_list"),
        (_("办法解释"), "filings:interpretation_list"),
        (_("任职资格自测"), "filings:self_check"),
    ),
    Role.PREFECTURE_OFFICER: (
        HOME,
        (_("审核队列"), "filings:queue"),
        (_("备案台账"), "filings:ledger_home"),
        (_("全部备案"), "filings:list"),
        (_("上报批次"), "filings:batch_list"),
        (_("不得担任登记"), "filings:bar_list"),
        (_("撤换建议"), "filings:replacement_list"),
        (_("企业名录"), "directory:enterprise_list"),
        (_("工作日历"), "filings:calendar"),
        (_("办法解释"), "filings:interpretation_list"),
        (_("注册审核"), "accounts:registration_list"),
        (_("审计日志"), "audit:event_list"),
        (_("藏文标题"), "directory:headings"),
    ),
    Role.REGION_OFFICER: (
        HOME,
        (_("待入册"), "filings:arrivals"),
        (_("备案台账"), "filings:ledger_home"),
        (_("全部备案"), "filings:list"),
        (_("上报批次"), "filings:batch_list"),
        (_("不得担任登记"), "filings:bar_list"),
        (_("撤换建议"), "filings:replacement_list"),
        (_("企业名录"), "directory:enterprise_list"),
        (_("工作日历"), "filings:calendar"),
        (_("审计日志"), "audit:event_list"),
        (_("办法解释"), "filings:interpretation_list"),
        (_("藏文标题"), "directory:headings"),
    ),
    Role.AUDITOR: (
        HOME,
        (_("审计日志"), "audit:event_list"),
        (_("备案台账"), "filings:ledger_home"),
        (_("全部备案"), "filings:list"),
        (_("上报批次"), "filings:batch_list"),
        (_("不得担任登记"), "filings:bar_list"),
        (_("撤换建议"), "filings:replacement_list"),
        (_("企业名录"), "directory:enterprise_list"),
        (_("工作日历"), "filings:calendar"),
        (_("办法解释"), "filings:interpretation_list"),
    ),
    Role.SYSTEM_ADMIN: (HOME, (_("账号管理"), "accounts:user_list"), (_("发件箱"), "notices:outbox")),
}


UNREAD_SHOWN = 99  # a longer count tells nobody more


def navigation(request: HttpRequest) -> dict[str, Any]:
    """``navigation``: label, address and whether it is the page shown; ``demo``: the band.

    ``unread``: how many notices wait, at most one more than is shown; asked only when a page prints it.
    """
    user = getattr(request, "user", None)
    entries = NAVIGATION[user.role] if user is not None and user.is_authenticated else PUBLIC
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {
        "navigation": [
            {"label": label, "url": reverse(name), "active": name == here} for label, name in entries
        ],
        "demo": settings.DEMO,
        "unread": SimpleLazyObject(lambda: _unread(user)),
    }


def _unread(user: Any) -> int:
    return Notice.objects.visible_to(user).unread()[: UNREAD_SHOWN + 1].count()
