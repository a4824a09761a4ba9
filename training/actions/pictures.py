"""Adding pictures to an activity or an experience, and removing them with a trace (Art. 18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.uploads import PDF, Document, check_size, open_document, sniff
from cqo_registry.core.verdicts import Reason, Verdict
from training.facts import experiences, promotion
from training.models import Activity, ActivityPicture, Experience, ExperiencePicture
from training.policies import experiences as experience_policies
from training.policies import promotion as policies
from training.rules.pictures import check_picture


@dataclass(frozen=True, slots=True)
class Album:
    """Where pictures hang: rows, the name of the parent in a picture, and when the owner may change them."""

    rows: Any
    pictures: Any
    parent: str
    may: Callable[[User, Any], Verdict]


ACTIVITY = Album(
    Activity,
    ActivityPicture,
    "activity",
    lambda user, row: policies.may_change_activity(user, row) & promotion.standing(row),
)
EXPERIENCE = Album(
    Experience,
    ExperiencePicture,
    "experience",
    lambda user, row: experience_policies.may_edit(user, row) & experiences.editable(row),
)


@transaction.atomic
def add_picture(album: Album, pk: int, upload: UploadedFile[bytes], *, caption: str, by: User) -> Any:
    """Hang the picture as it was drawn; the same one twice is one.

    Raises ``Refused`` for who may not, a tenth picture, no caption, and what is no JPEG or PNG of 1 B to
    5 MB.
    """
    row = album.rows.objects.lock(pk)
    album.may(by, row).require()
    standing = row.pictures.filter(removed_at__isnull=True)
    check_picture(caption, standing.count()).require()
    document = open_picture(upload)
    known = standing.filter(sha256=document.sha256).first()
    if known:
        return known
    picture = album.pictures(
        **{album.parent: row},
        original_name=document.name,
        content_type=document.content_type,
        size=len(document.content),
        sha256=document.sha256,
        caption=caption.strip(),
        added_by=by,
    )
    picture.image.save(document.name, ContentFile(document.content), save=False)
    picture.save(force_insert=True)
    trail.record(f"{album.parent}.add_picture", by=by, target=row, details=_mark(picture))
    return picture


@transaction.atomic
def remove_picture(album: Album, picture_pk: int, *, by: User) -> Any:
    """Take a picture down; it stays in the store, so that the trail can be followed."""
    parent = album.pictures.objects.values_list(f"{album.parent}_id", flat=True).get(pk=picture_pk)
    row = album.rows.objects.lock(parent)
    album.may(by, row).require()
    # Read again under the lock: another click may have been faster.
    picture = album.pictures.objects.get(pk=picture_pk)
    if picture.removed_at is None:
        picture.removed_at = timezone.now()
        picture.save(update_fields=["removed_at"])
        trail.record(f"{album.parent}.remove_picture", by=by, target=row, details=_mark(picture))
    return picture


def open_picture(upload: UploadedFile[bytes]) -> Document:
    """The upload as a picture without what the camera wrote into it. Raises ``Refused`` for all else."""
    check_size(upload.size or 0)
    content = upload.read()
    Verdict.unless(
        sniff(content) == PDF
        and Reason("file_kind", _("图片只接受 JPEG、PNG 格式，请转换格式后再上传。"), field="file")
    ).require()
    return open_document(upload.name or "", content)


def _mark(picture: Any) -> dict[str, Any]:
    return {"picture": picture.pk, "sha256": picture.sha256}
