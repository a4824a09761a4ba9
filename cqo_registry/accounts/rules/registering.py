"""Who may register or be let in, and which user name is free; the register says what is the case."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.verdicts import Reason, Verdict

REGISTRATIONS_PER_HOUR = 10  # of one origin
USERNAME_TAKEN = Reason("username", _("该用户名已被使用，请换一个。"), field="username")
PENDING = Reason("pending", _("该企业已有一份待审核的注册申请，请等待备案机关审核。"), field="uscc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An enterprise of the directory, as an approval finds it."""

    other_office: bool
    deregistered: bool
    has_members: bool


def check_username(*, taken: bool) -> Verdict:
    """A name belongs to one person."""
    return Verdict.unless(taken and USERNAME_TAKEN)


def check_registrable(*, has_members: bool, pending: bool) -> Verdict:
    """An enterprise registers once; whoever has an account lets the others in."""
    return Verdict.unless(
        has_members
        and Reason("has_members", _("该企业已有账号，请联系本企业同事，由其发出成员邀请。"), field="uscc"),
        pending and PENDING,
    )


def check_approvable(known: Known) -> Verdict:
    """What the directory and the accounts say against an approval now."""
    return Verdict.unless(
        known.other_office
        and Reason("other_office", _("该企业的名录由其他备案机关管理，请不予通过并说明应向何处申请。")),
        known.deregistered and Reason("deregistered", _("该企业在名录中已注销，请先核实名录。")),
        known.has_members and Reason("has_members", _("该企业已有账号，请不予通过并告知其联系本企业同事。")),
    )


def check_sent(sent: int) -> Verdict:
    """``sent`` are the registrations of one origin within the hour."""
    return Verdict.unless(
        sent >= REGISTRATIONS_PER_HOUR
        and Reason("too_many", _("一小时内提交的注册申请过多，请一小时后再试，或联系备案机关。"))
    )
