"""The navigation of each role, for the header of every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.enums import Role
from cqo_registry.notifications.models import Notice

Entry = tuple[Any, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together and open under one word."""

    label: Any
    entries: tuple[Entry, ...]


HOME = (_("工作台"), "portal:home")
PUBLIC = (
    (_("首页"), "portal:home"),
    (_("任职资格自测"), "filings:self_check"),
    (_("回执查验"), "receipts:verify"),
)
FILINGS = (
    (_("全部备案"), "filings:list"),
    (_("备案台账"), "filings:ledger_home"),
    (_("两级台账差异"), "filings:ledger_difference"),
    (_("上报批次"), "filings:batch_list"),
    (_("岗位空缺"), "filings:vacancies"),
    (_("资格复核"), "filings:requalification"),
    (_("履职报告"), "filings:duty_report_list"),
)
DIRECTORY = (
    (_("企业名录"), "directory:enterprise_list"),
    (_("人员查询"), "filings:person_find"),
    (_("企业移交"), "filings:transfer_list"),
)
OVERSIGHT = Group(
    _("监督"), ((_("不得担任登记"), "filings:bar_list"), (_("撤换建议"), "filings:replacement_list"))
)
TRAINING = (
    (_("年度培训计划"), "training:plan_list"),
    (_("培训班"), "training:session_list"),
    (_("参训人员"), "training:enrolment_list"),
    (_("未参训名单"), "training:untrained"),
    (_("培训机构"), "training:institution_list"),
    (_("推广活动"), "training:activity_list"),
    (_("典型经验"), "training:experience_list"),
    (_("培训经费"), "training:funding"),
)
PROMOTION = Group(_("培训推广"), TRAINING)
OWN_TRAINING = Group(
    _("培训推广"),
    (
        (_("我的培训"), "training:my_training"),
        (_("培训班"), "training:session_list"),
        (_("年度培训计划"), "training:plan_list"),
        (_("我的典型经验"), "training:experience_list"),
        (_("典型经验库"), "training:experience_library"),
    ),
)
POOL = Group(
    _("人才库"),
    (
        (_("人才库名册"), "talent_pool:member_list"),
        (_("人才库推荐"), "talent_pool:nomination_list"),
        (_("专家任务"), "talent_pool:assignment_list"),
    ),
)
OWN_POOL = Group(
    _("人才库"),
    (
        (_("人才库推荐"), "talent_pool:nomination_list"),
        (_("专家任务"), "talent_pool:assignment_list"),
    ),
)
SHEETS = Group(
    _("考核统计"),
    (
        (_("考核评价指标"), "portal:assessment"),
        (_("固定的指标表"), "portal:snapshot_list"),
        (_("统计表"), "portal:statistics"),
    ),
)
OVERVIEW = Group(SHEETS.label, (*SHEETS.entries, (_("统计分析"), "portal:analysis")))
READING = (_("办法解释"), "filings:interpretation_list")
CALENDAR = (_("工作日历"), "filings:calendar")
TRAIL = (_("审计日志"), "audit:event_list")
HEADINGS = (_("藏文标题"), "directory:headings")
NAVIGATION: dict[str, tuple[Entry | Group, ...]] = {
    Role.ENTERPRISE_FILER: (
        HOME,
        (_("我的备案"), "filings:list"),
        (_("履职报告"), "filings:duty_report_list"),
        OWN_TRAINING,
        OWN_POOL,
        (_("成员管理"), "accounts:member_list"),
        READING,
        (_("任职资格自测"), "filings:self_check"),
    ),
    Role.PREFECTURE_OFFICER: (
        HOME,
        (_("审核队列"), "filings:queue"),
        Group(_("备案"), FILINGS),
        Group(_("企业和人员"), (*DIRECTORY, (_("注册审核"), "accounts:registration_list"))),
        OVERSIGHT,
        PROMOTION,
        POOL,
        SHEETS,
        READING,
        Group(_("本机关"), (CALENDAR, (_("移交经办"), "filings:absence"), HEADINGS, TRAIL)),
    ),
    Role.REGION_OFFICER: (
        HOME,
        (_("待入册"), "filings:arrivals"),
        Group(_("备案"), FILINGS),
        Group(_("企业和人员"), DIRECTORY),
        OVERSIGHT,
        PROMOTION,
        POOL,
        OVERVIEW,
        READING,
        Group(_("本机关"), (CALENDAR, HEADINGS, TRAIL)),
    ),
    Role.AUDITOR: (
        HOME,
        TRAIL,
        Group(_("备案"), FILINGS),
        Group(_("企业和人员"), DIRECTORY),
        OVERSIGHT,
        PROMOTION,
        POOL,
        OVERVIEW,
        READING,
        CALENDAR,
    ),
    Role.SYSTEM_ADMIN: (HOME, (_("账号管理"), "accounts:user_list"), (_("发件箱"), "notices:outbox")),
}


UNREAD_SHOWN = 99  # a longer count tells nobody more


def navigation(request: HttpRequest) -> dict[str, Any]:
    """``navigation``: links and groups of links, each with whether the page shown belongs to it.

    ``navigation_drawn``: the same as HTML, drawn once for all readers of a role and a place.
    ``demo``: whether to show the band of the demonstration. ``unread``: how many notices wait, at most one
    more than is shown; asked only when a page prints it.
    """
    user = getattr(request, "user", None)
    whose = user.role if user is not None and user.is_authenticated else ""
    nearest, current = _place(whose, request.path)
    return {
        "navigation": _listed(whose, nearest, current),
        "navigation_drawn": partial(_drawn, whose, nearest, current, get_language()),
        "demo": settings.DEMO,
        "unread": SimpleLazyObject(lambda: _unread(user)),
    }


@lru_cache(maxsize=1000)
def _drawn(whose: str, nearest: str, current: str, language: str) -> str:
    """Drawing it anew would be a third of what a short page costs."""
    return render_to_string("components/_navigation.html", {"navigation": _listed(whose, nearest, current)})


@lru_cache(maxsize=1000)
def _listed(whose: str, nearest: str, current: str) -> list[dict[str, Any]]:
    return [_shown(entry, nearest, current) for entry in _entries(whose)]


def _entries(whose: str) -> tuple[Entry | Group, ...]:
    """The entries of a role; of visitors for none."""
    return NAVIGATION[whose] if whose else PUBLIC


@cache
def address(name: str) -> str:
    """The address of an entry, looked up once: every page of every visitor prints two dozen of them."""
    return reverse(name)


@cache
def _links(whose: str) -> frozenset[str]:
    """Every address of a role's navigation."""
    groups = (entry.entries if isinstance(entry, Group) else (entry,) for entry in _entries(whose))
    return frozenset(address(name) for links in groups for _label, name in links)


def _place(whose: str, path: str) -> tuple[str, str]:
    """The address of the entry the page belongs to, the longest one it lies below, and the page's own entry.

    Below the home page lies every other: it is nearest only to itself.
    """
    links, home = _links(whose), address("portal:home")
    current = path if path in links else ""
    nearest = max((url for url in links if path.startswith(url)), key=len, default="")
    return nearest if nearest != home else current, current


def _shown(entry: Entry | Group, nearest: str, path: str) -> dict[str, Any]:
    if isinstance(entry, Group):
        links = [_shown(link, nearest, path) for link in entry.entries]
        return {"label": entry.label, "links": links, "active": any(link["active"] for link in links)}
    label, name = entry
    url = address(name)
    return {"label": label, "url": url, "active": url == nearest, "current": url == path}


def _unread(user: Any) -> int:
    return Notice.objects.visible_to(user).unread()[: UNREAD_SHOWN + 1].count()
