"""The Tibetan headings of an office's printed papers."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core.printing import missing_characters
from cqo_registry.core.text import tidy
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory import policies
from cqo_registry.directory.models import Authority
from cqo_registry.directory.rules.headings import HEADINGS, check_headings


@transaction.atomic
def save_headings(pk: int, values: Mapping[str, str], *, by: User, version: int | None) -> Authority:
    """Store the headings as typed, in one normal form. Raises ``Refused`` for what cannot be printed."""
    authority = Authority.objects.lock(pk, version=version)
    typed = {name: tidy(values.get(name, "")) for name in HEADINGS}
    (policies.may_edit_headings(by, authority) & check_headings(typed) & _printable(typed)).require()
    changed = sorted(name for name, text in typed.items() if getattr(authority, name) != text)
    if changed:
        for name, text in typed.items():
            setattr(authority, name, text)
        write(authority, typed)
        trail.record("directory.headings", by=by, target=authority, details={"fields": changed})
    return authority


def _printable(values: Mapping[str, str]) -> Verdict:
    lost = {name: missing_characters([text]) for name, text in values.items()}
    return Verdict(
        tuple(
            Reason("unprintable", _("字体中没有这些字符，无法打印：%s") % " ".join(letters), field=name)
            for name, letters in lost.items()
            if letters
        )
    )
