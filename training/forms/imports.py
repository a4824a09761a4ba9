"""The workbook that is taken, and what a report confirms: signed, kept by nobody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.casework import intake
from cqo_registry.casework.intake import Lines
from cqo_registry.directory.forms import UploadForm
from training.models import TrainingSession

_SALT = "training.imports"


class ListForm(UploadForm):
    """A list from Excel."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.Field = self.fields["workbook"]
        field.label = _("名单文件")
        field.error_messages["required"] = _("请选择要上传的名单文件。")


def seal(matter: str, session: TrainingSession, lines: Lines, user: User) -> str:
    """The lines of a report, signed for this matter, session and user."""
    return intake.seal(lines, [matter, session.pk, user.pk], salt=_SALT)


def unseal(text: str, matter: str, session: TrainingSession, user: User) -> Lines:
    """What ``seal`` signed; ``Refused`` when it is old, changed, or meant for another matter or user."""
    return intake.unseal(text, [matter, session.pk, user.pk], salt=_SALT)
