"""When a typical experience is ready to go up, and in whose hands its text is (Art. 18, 20)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from training.enums import ExperienceStatus as S

EDITABLE = (S.DRAFT, S.RETURNED)
OVER = (S.DECLINED, S.RETRACTED, S.WITHDRAWN)
BODY_MIN = 100  # characters: less tells nobody what to do alike


@cites("18", "20")
def check_ready(title: str, summary: str, body: str) -> Verdict:
    """Whether title, summary and text are there; every missing one is named."""
    return Verdict.unless(
        not title.strip() and Reason("title", _("请填写标题。"), "18", field="title"),
        not summary.strip() and Reason("summary", _("请填写摘要。"), "18", field="summary"),
        len(body.strip()) < BODY_MIN
        and Reason("body", _("正文太短，至少 100 个字，写清做法和成效。"), "18", field="body"),
    )


@cites("18")
def check_editable(status: S) -> Verdict:
    """The text is still, or again, in its author's hands."""
    return Verdict.unless(
        status not in EDITABLE
        and Reason("not_editable", _("已提交的内容不能修改；需要修改的请先撤回，再复制为新稿。"), "18")
    )


@cites("18")
def check_copyable(status: S) -> Verdict:
    """Its way has ended, so that the text may begin a new one."""
    return Verdict.unless(
        status not in OVER and Reason("not_over", _("撤回、不予采用或者撤下之后才能复制为新稿。"), "18")
    )
