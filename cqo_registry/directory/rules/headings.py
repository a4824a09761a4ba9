"""What a Tibetan heading may hold: Tibetan script as the office's translators wrote it, nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.names import TIBETAN
from cqo_registry.core.verdicts import Reason, Verdict

HEADINGS = ("name_bo", "receipt_title_bo", "form_title_bo", "letter_title_bo", "certificate_title_bo")


def check_headings(values: Mapping[str, str]) -> Verdict:
    """Every heading is empty or Tibetan throughout, blanks aside (domain §7)."""
    return Verdict(
        tuple(
            Reason("not_tibetan", _("请只用藏文填写；没有藏文译文的请留空。"), field=name)
            for name, text in values.items()
            if any(not character.isspace() and ord(character) not in TIBETAN for character in text)
        )
    )
