"""Typical experience: enterprises and offices write, the office reports up, the region publishes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from training.models import Experience


@cites("18")
def may_write(user: User) -> Verdict:
    """Enterprises write of themselves while they exist (decision D29), offices of their area."""
    return _exists(user) & Verdict.unless(
        not (user.is_enterprise or user.is_officer)
        and Reason("not_author", _("典型经验由企业或者地（市）市场监管局撰写。"), "18")
    )


@cites("18")
def may_edit(user: User, experience: Experience) -> Verdict:
    """The author: the enterprise, or the office where no enterprise is."""
    return _exists(user) & Verdict.unless(
        not wrote(user, experience) and Reason("not_author", _("只有作者可以修改、提交和撤回。"), "18")
    )


@cites("18")
def may_submit(user: User, experience: Experience) -> Verdict:
    """An enterprise submits its own to its office."""
    own = user.is_enterprise and wrote(user, experience)
    return _exists(user) & Verdict.unless(
        not own and Reason("not_enterprise", _("只有作者企业可以提交。"), "18")
    )


@cites("20")
def may_send(user: User, experience: Experience) -> Verdict:
    """What an office wrote itself goes straight up."""
    own = user.is_officer and wrote(user, experience)
    return Verdict.unless(not own and Reason("not_office", _("只有撰写机关可以报送。"), "20"))


@cites("20")
def may_report(user: User, experience: Experience) -> Verdict:
    """The enterprise's office reports what was submitted to it, or returns it."""
    own = user.is_officer and user.authority_id == experience.authority_id
    return Verdict.unless(
        not (own and experience.enterprise_id)
        and Reason("not_office", _("只有企业所在地的备案机关可以报送或者退回。"), "20")
    )


@cites("20")
def may_publish(user: User, experience: Experience) -> Verdict:
    """Only the region publishes, declines and retracts."""
    return Verdict.unless(
        not user.is_region and Reason("not_region", _("只有自治区局可以发布、不予采用或者撤下。"), "20")
    )


def _exists(user: User) -> Verdict:
    gone = user.enterprise is not None and not user.enterprise.is_active
    return Verdict.unless(
        gone and Reason("deregistered", _("企业已注销，只能查看，不能再办理。"), "18"),
    )


def wrote(user: User, experience: Experience) -> bool:
    """Whether this user's enterprise or office is the author."""
    if experience.enterprise_id:
        return user.is_enterprise and user.enterprise_id == experience.enterprise_id
    return user.is_officer and user.authority_id == experience.authority_id
