"""Who may manage accounts, members and registrations; each answers a Verdict."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import Invitation, Registration, User
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Authority, Enterprise


def is_active(user: User) -> Verdict:
    """Whether the account was not ended while the page was open."""
    return Verdict.unless(not user.is_active and Reason("ended", _("您的账号已停用。")))


def may_manage_accounts(user: User) -> Verdict:
    """Only the system administrator manages accounts (三员分立)."""
    return Verdict.unless(not user.is_system_admin and Reason("not_admin", _("只有系统管理员可以管理账号。")))


def may_decide_registration(user: User, registration: Registration) -> Verdict:
    """The office the registration is addressed to decides."""
    own = user.is_officer and user.authority_id == registration.authority_id
    return Verdict.unless(
        not own and Reason("not_office", _("只有负责该辖区的备案机关可以审核注册申请。")),
    )


def may_invite(user: User, enterprise: Enterprise) -> Verdict:
    """A member invites to the own enterprise."""
    own = user.is_enterprise and user.enterprise_id == enterprise.pk
    return Verdict.unless(not own and Reason("not_own", _("只有本企业成员可以管理成员。")))


def may_revoke(user: User, invitation: Invitation) -> Verdict:
    """A member takes back what the enterprise offered."""
    return may_invite(user, invitation.enterprise)


def was_invited(user: User, invitation: Invitation) -> Verdict:
    """Whoever holds the link has become a member of the enterprise by it."""
    return may_invite(user, invitation.enterprise)


def may_deactivate_member(user: User, member: User) -> Verdict:
    """Another member of the same enterprise may; so the last one always stays."""
    own = user.is_enterprise and user.enterprise_id == member.enterprise_id
    return Verdict.unless(
        not own and Reason("not_own", _("只有本企业成员可以管理成员。")),
        user.pk == member.pk and Reason("self", _("不能停用自己的账号，请由本企业其他成员办理。")),
        not member.is_active and Reason("inactive", _("该成员已经停用。")),
    )


def paired(role: str, authority: Authority | None, enterprise: Enterprise | None) -> Verdict:
    """Whether the role stands with the one body it works for, and with no other."""
    wants_enterprise = role == Role.ENTERPRISE_FILER
    wants_office, wants_region = role == Role.PREFECTURE_OFFICER, role == Role.REGION_OFFICER
    return Verdict.unless(
        wants_enterprise
        and enterprise is None
        and Reason("enterprise_missing", _("企业备案人员须填写所属企业。"), field="uscc"),
        not wants_enterprise
        and enterprise is not None
        and Reason("enterprise_extra", _("只有企业备案人员填写所属企业，请清空。"), field="uscc"),
        wants_office
        and (authority is None or authority.is_region)
        and Reason("office", _("地市局工作人员须选择地（市）或园区的机构。"), field="authority"),
        wants_region
        and (authority is None or not authority.is_region)
        and Reason("region", _("自治区局工作人员须选择自治区局。"), field="authority"),
        not (wants_office or wants_region)
        and authority is not None
        and Reason("authority_extra", _("该角色不属于任何机构，请选择“无”。"), field="authority"),
    )


def may_export_identities(user: User) -> Verdict:
    """Who may take full identity numbers out in a roster: an office for its area, the region for all."""
    return Verdict.unless(
        not (user.is_officer or user.is_region)
        and Reason("not_allowed", _("只有备案机关和自治区局可以导出完整证件号码，您导出的花名册已脱敏。")),
    )
