"""The workbook that is taken, and what a report confirms: signed, kept by nobody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.forms import UploadForm
from training.models import TrainingSession

SHOWN_FOR = 3600  # seconds a report may be confirmed
_SALT = "training.imports"
Lines = list[list[Any]]


class ListForm(UploadForm):
    """A list from Excel."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.Field = self.fields["workbook"]
        field.label = _("名单文件")
        field.error_messages["required"] = _("请选择要上传的名单文件。")


def seal(matter: str, session: TrainingSession, lines: Lines, user: User) -> str:
    """The lines of a report, signed for this matter, session and user."""
    return signing.dumps([matter, session.pk, user.pk, lines], salt=_SALT, compress=True)


def unseal(text: str, matter: str, session: TrainingSession, user: User) -> Lines:
    """What ``seal`` signed; ``Refused`` when it is old, changed, or meant for another matter or user."""
    try:
        *whose, lines = signing.loads(text, salt=_SALT, max_age=SHOWN_FOR)
    except signing.BadSignature:
        whose, lines = [], []
    Verdict.unless(
        whose != [matter, session.pk, user.pk]
        and Reason("expired", _("检查结果已失效，什么都没有写入。请重新上传文件。")),
    ).require()
    return lines
