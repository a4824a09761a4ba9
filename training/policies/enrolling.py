"""Who puts names on the list of a session, takes them off, marks and grades (Art. 16)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Enterprise
from training.models import Enrolment
from training.policies.sessions import may_run


@cites("16")
def may_enrol(user: User, enterprise: Enterprise) -> Verdict:
    """The enterprise itself, its office on its behalf, and the region."""
    own = user.is_enterprise and user.enterprise_id == enterprise.pk
    return Verdict.unless(
        not (own or _area(user, enterprise.authority_id))
        and Reason("not_allowed", _("只有企业本身、其备案机关和自治区局可以报名。"), "16")
    )


@cites("16")
def may_enrol_for_others(user: User) -> Verdict:
    """Offices and the region put down enterprises of their area, one by one or from Excel."""
    return Verdict.unless(
        not (user.is_officer or user.is_region)
        and Reason("not_office", _("只有市场监管机构可以代企业报名。"), "16")
    )


@cites("16")
def may_cancel(user: User, enrolment: Enrolment) -> Verdict:
    """The enterprise, its office, the organiser and the region."""
    own = user.is_enterprise and user.enterprise_id == enrolment.enterprise_id
    mine = own or _area(user, enrolment.enterprise.authority_id) or may_run(user, enrolment.session)
    return Verdict.unless(
        not mine and Reason("not_allowed", _("只有企业本身、其备案机关和主办机关可以取消报名。"), "16")
    )


@cites("16")
def may_sign_in(user: User, enrolment: Enrolment) -> Verdict:
    """At the door the trainee's own enterprise confirms, by the code that hangs there."""
    own = user.is_enterprise and user.enterprise_id == enrolment.enterprise_id
    return Verdict.unless(not own and Reason("not_own", _("只能为本企业的参训人员签到。"), "16"))


@cites("16")
def may_invite(user: User, enterprise: Enterprise) -> Verdict:
    """An office invites the CQOs of its area to a session, the region everybody's."""
    return Verdict.unless(
        not _area(user, enterprise.authority_id)
        and Reason("not_office", _("只能邀请本辖区企业的首席质量官。"), "16")
    )


def _area(user: User, authority_id: int) -> bool:
    return user.is_region or (user.is_officer and user.authority_id == authority_id)
