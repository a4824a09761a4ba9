"""The figures of the home pages; each carries the address of exactly the list it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import Registration, User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.directory.models import EnterpriseTransfer
from filings.enums import FilingStatus as S
from filings.enums import ReplacementStatus
from filings.models import Filing, Replacement
from filings.views.queue import figures as queue_figures
from filings.views.rows import Days

OFFICER_VIEWS = ("pending", "soon", "late", "queried", "forward", "returned", "mine")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and its list."""

    label: Any
    value: int
    url: str
    tone: str = "blue"
    hint: Any = ""


def link(name: str, *args: Any, **query: Any) -> str:
    """An address with its query."""
    address = reverse(name, args=args)
    return f"{address}?{urlencode(query, doseq=True)}" if query else address


def of_officer(user: User, days: Days) -> list[Figure]:
    """Whose turn it is, what runs out, what is to be reported, and who asks for an account or hands over."""
    found = {figure["name"]: figure for figure in queue_figures(user, days)}
    shown = [found[name] for name in OFFICER_VIEWS]
    figures = [Figure(each["label"], each["value"], each["url"], each["tone"]) for each in shown]
    waiting = Registration.objects.visible_to(user).pending().count()
    asked = Figure(_("注册待审核"), waiting, link("accounts:registration_list", status="pending"), "gold")
    offered = EnterpriseTransfer.objects.open().filter(destination=user.authority_id).count()
    incoming = Figure(_("待接收企业"), offered, link("filings:transfer_list", status="proposed", way="in"))
    return [*figures, asked, incoming]


def of_region(user: User) -> list[Figure]:
    """What arrived, what the offices still have, and how far both ledgers are apart."""
    filings = Filing.objects.visible_to(user)
    today = timezone.localdate()
    counts = filings.aggregate(
        forwarded=Count("pk", filter=Q(status=S.FORWARDED)),
        queried=Count("pk", filter=Q(status=S.QUERIED)),
        accepted=Count("pk", filter=Q(status=S.ACCEPTED)),
        submitted=Count("pk", filter=Q(status=S.SUBMITTED)),
        returned=Count("pk", filter=Q(status=S.RETURNED)),
        late=Count("pk", filter=Q(status=S.SUBMITTED, decide_by__lt=today)),
        recorded=Count("pk", filter=Q(status=S.RECORDED)),
    )
    return [
        Figure(_("待入册"), counts["forwarded"], link("filings:arrivals"), "gold"),
        Figure(_("有疑问待答复"), counts["queried"], link("filings:list", status=S.QUERIED.value), "gold"),
        Figure(_("已备案未上报"), counts["accepted"], link("filings:list", status=S.ACCEPTED.value)),
        Figure(_("各地审核中"), counts["submitted"], link("filings:list", status=S.SUBMITTED.value)),
        Figure(_("退回补正中"), counts["returned"], link("filings:list", status=S.RETURNED.value), "gold"),
        Figure(_("超过办理时限"), counts["late"], link("filings:list", late="on"), "red"),
        Figure(_("已入册"), counts["recorded"], link("filings:list", status=S.RECORDED.value), "green"),
        *_replacements(user, today),
    ]


def _replacements(user: User, today: date) -> list[Figure]:
    """The clues the region has to review, and the letters nobody answered in time (Art. 12)."""
    rows = Replacement.objects.visible_to(user)
    counts = rows.aggregate(
        clues=Count("pk", filter=Q(status=ReplacementStatus.CLUE)),
        late=Count("pk", filter=Q(pk__in=rows.reply_overdue(on=today).values("pk"))),
    )
    address = "filings:replacement_list"
    return [
        Figure(
            _("撤换线索待审查"), counts["clues"], link(address, status=ReplacementStatus.CLUE.value), "gold"
        ),
        Figure(_("撤换建议逾期未答复"), counts["late"], link(address, late="on"), "red"),
    ]


def of_auditor(user: User) -> list[Figure]:
    """The lines of the trail of today and of the last seven days, and what the register holds."""
    today = timezone.localdate()
    week = today - timedelta(days=6)
    events = AuditEvent.objects.visible_to(user)
    counts = events.filter(at__date__gte=week).aggregate(
        week=Count("pk"), today=Count("pk", filter=Q(at__date=today))
    )
    return [
        Figure(_("今日日志"), counts["today"], link("audit:event_list", since=today, until=today)),
        Figure(_("近七日日志"), counts["week"], link("audit:event_list", since=week)),
        Figure(_("全部备案"), Filing.objects.visible_to(user).count(), link("filings:list")),
    ]


def of_admin() -> list[Figure]:
    """The accounts, all, by role and locked out of use."""
    counts = User.objects.aggregate(
        total=Count("pk"),
        inactive=Count("pk", filter=Q(is_active=False)),
        **{role.value: Count("pk", filter=Q(role=role)) for role in Role},
    )
    by_role = [
        Figure(role.label, counts[role.value], link("accounts:user_list", role=role.value)) for role in Role
    ]
    return [
        Figure(_("全部账号"), counts["total"], link("accounts:user_list"), "green"),
        *by_role,
        Figure(_("已停用"), counts["inactive"], link("accounts:user_list", active="False"), "red"),
    ]
