"""When a typical experience is ready to go up (Art. 18, 20)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict

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
