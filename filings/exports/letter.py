"""撤换建议书: the region's letter to an enterprise (Art. 12); a recommendation that ends no filing (D21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.casework.papers import day_words, frame
from cqo_registry.core.printing import render
from cqo_registry.directory.enums import AuthorityLevel
from cqo_registry.directory.models import Authority
from filings.enums import ReplacementGround
from filings.models import Replacement


def letter_pdf(replacement: Replacement) -> bytes:
    """The letter as PDF; before it is issued, a preview without number and day. Raises ``Unprintable``."""
    region = Authority.objects.get(level=AuthorityLevel.REGION)
    number = replacement.letter_no or _("（发出时编号）")
    head = frame(region, _("首席质量官撤换建议书"), title_bo="letter_title_bo", subtitle=number)
    return render("letter", {**head, **letter_parts(replacement)})


def letter_parts(replacement: Replacement) -> dict[str, Any]:
    """What the letter says, for the PDF and for the pages that show it."""
    return {
        "to": _("%s：") % replacement.enterprise.name,
        "opening": _opening(replacement),
        "grounds": [str(ReplacementGround(ground).label) for ground in replacement.grounds],
        "paragraphs": list(_paragraphs(replacement)),
        "day": day_words(replacement.issued_on),
    }


def _opening(replacement: Replacement) -> str:
    appointment = replacement.appointment
    return _(
        "根据《西藏自治区企业首席质量官管理办法（试行）》第十二条，经审查，你单位首席质量官%(name)s"
        "（备案编号 %(no)s，%(day)s起任职）有下列情形："
    ) % {
        "name": appointment.person.name,
        "no": appointment.filing_no,
        "day": day_words(appointment.effective_on),
    }


def _paragraphs(replacement: Replacement) -> Iterator[str]:
    """The facts, what is recommended, until when to reply, and that the filing stands (D21)."""
    yield from (replacement.letter_text or replacement.finding).splitlines()
    if replacement.incident_on:
        day, number = day_words(replacement.incident_on), replacement.incident_no
        said = (
            _("有关质量安全事故发生于%(day)s，调查文书号：%(no)s。")
            if number
            else _("有关质量安全事故发生于%(day)s。")
        )
        yield said % {"day": day, "no": number}
    yield _("现建议你单位撤换该首席质量官。")
    if replacement.reply_by:
        yield _(
            "请于%(day)s（含当日）前书面答复是否撤换；不予撤换的，请说明理由。撤换的，请在变更发生后一个月内办理变更备案。"
        ) % {"day": day_words(replacement.reply_by)}
    yield _("本建议不影响现有备案的记载；现有备案在你单位办理变更备案后更新。")
