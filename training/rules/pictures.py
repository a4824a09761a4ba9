"""How many pictures a page carries, and that each has its text alternative."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.verdicts import Reason, Verdict

PICTURES_MAX = 9


def check_picture(caption: str, standing: int) -> Verdict:
    """Whether one more picture may stand beside ``standing`` ones, with this caption."""
    return Verdict.unless(
        not caption.strip()
        and Reason("caption", _("请填写图片说明，看不到图片的人靠它了解内容。"), field="caption"),
        standing >= PICTURES_MAX
        and Reason("too_many_pictures", _("最多 9 张图片，请先移除不需要的图片。"), field="file"),
    )
