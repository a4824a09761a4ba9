"""Figures of training, experience and the talent pool on the home pages, each with its list (Art. 15-20)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.portal.views.figures import Figure, link
from talent_pool.enums import NominationStatus
from talent_pool.models import Assignment, Membership, Nomination
from training.enums import SessionStatus
from training.facts.untrained import untrained
from training.models import Experience, TrainingSession


def of_training(user: User) -> list[Figure]:
    """The classes that take names, those to be wound up, and the experience that waits for this office."""
    today = timezone.localdate()
    sessions = TrainingSession.objects.visible_to(user)
    experiences = Experience.objects.visible_to(user)
    waiting = experiences.awaiting_region() if user.sees_region else experiences.awaiting_office()
    told = _("待审核典型经验") if user.sees_region else _("待报送典型经验")
    return [
        Figure(_("未参训"), untrained(user, on=today).count(), link("training:untrained"), "gold"),
        Figure(
            _("可报名的培训班"),
            sessions.open_to_enrolment(on=today).count(),
            link("training:session_list", enrolling="on"),
        ),
        Figure(
            _("已发布的培训班"),
            sessions.open().count(),
            link("training:session_list", status=SessionStatus.OPEN.value),
        ),
        Figure(told, waiting.count(), link("training:experience_list", view="waiting"), "gold"),
    ]


def of_pool(user: User) -> list[Figure]:
    """Who is in the pool; for the region also what waits for its decision."""
    members = Membership.objects.visible_to(user)
    figures = [
        Figure(_("人才库成员"), members.current().count(), link("talent_pool:member_list"), "green"),
        Figure(
            _("专家任务待答复"),
            Assignment.objects.visible_to(user).filter(status="invited").count(),
            link("talent_pool:assignment_list", status="invited"),
        ),
    ]
    if not user.sees_region:
        return figures
    proposed = Nomination.objects.visible_to(user).filter(status=NominationStatus.PROPOSED).count()
    return [
        *figures,
        Figure(
            _("人才库推荐待决定"), proposed, link("talent_pool:nomination_list", status="proposed"), "gold"
        ),
        Figure(
            _("失去岗位待复核"),
            members.to_review().count(),
            link("talent_pool:member_list", standing="review"),
            "gold",
        ),
    ]
