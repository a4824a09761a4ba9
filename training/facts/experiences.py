"""What is known of a typical experience before it moves (Art. 18, 20)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.verdicts import Reason, Verdict
from training.enums import ExperienceStatus as S
from training.models import Experience
from training.rules.experiences import check_ready

EDITABLE = (S.DRAFT, S.RETURNED)
OVER = (S.DECLINED, S.RETRACTED, S.WITHDRAWN)


def ready(experience: Experience) -> Verdict:
    """Whether everything is written that goes up."""
    return check_ready(experience.title, experience.summary, experience.body)


def editable(experience: Experience) -> Verdict:
    """Whether the text is still, or again, in its author's hands."""
    return Verdict.unless(
        experience.status not in EDITABLE
        and Reason("not_editable", _("已提交的内容不能修改；需要修改的请先撤回，再复制为新稿。"), "18")
    )


def copyable(experience: Experience) -> Verdict:
    """Whether its way has ended, so that its text may begin a new one."""
    return Verdict.unless(
        experience.status not in OVER
        and Reason("not_over", _("撤回、不予采用或者撤下之后才能复制为新稿。"), "18")
    )
