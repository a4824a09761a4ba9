"""Pictures of activities and experiences: added, removed, and shown through the scope of their page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import READERS, REGISTER, REVIEWERS, TYPISTS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.accounts.views.answers import carried_out, show_form
from cqo_registry.core import confirming
from training.actions import pictures
from training.actions.pictures import Album
from training.forms.activities import PictureForm

SEALED = "sandbox; default-src 'none'; img-src 'self'"


class PictureAddPage(ForRoles):
    """The form of one more picture."""

    roles: ClassVar[tuple[Role, ...]] = REVIEWERS
    album: ClassVar[Album] = pictures.ACTIVITY

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The empty form."""
        return self.show(self.row(pk), PictureForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add it and go back to the page, or say what is wrong."""
        row, form = self.row(pk), PictureForm(request.POST, request.FILES)
        return carried_out(request, form, lambda: self.add(row, form)) or self.show(row, form)

    def row(self, pk: int) -> Any:
        """The page's object, in scope."""
        return get_object_or_404(self.album.rows.objects.visible_to(self.request.user), pk=pk)

    def add(self, row: Any, form: PictureForm) -> str:
        """Carry it out."""
        given = form.cleaned_data
        pictures.add_picture(
            self.album, row.pk, given["file"], caption=given["caption"], by=self.request.user
        )
        messages.success(self.request, _("已添加图片。"))
        return str(row.get_absolute_url())

    def show(self, row: Any, form: PictureForm) -> HttpResponse:
        """The form page."""
        words = {"heading": _("添加图片"), "submit": _("添加"), "back": row.get_absolute_url()}
        may = self.album.may(self.request.user, row)
        return show_form(self.request, "training/promo_form.html", form, may=may, **words)


class ExperiencePictureAddPage(PictureAddPage):
    """The same for an experience."""

    roles = TYPISTS
    album = pictures.EXPERIENCE


class PictureRemovePage(ForRoles):
    """Take a picture down."""

    roles: ClassVar[tuple[Role, ...]] = REVIEWERS
    album: ClassVar[Album] = pictures.ACTIVITY
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove it and go back."""
        picture = find_picture(self.album, self.request.user, pk, removed=True)
        confirming.ask(request)
        pictures.remove_picture(self.album, picture.pk, by=self.request.user)
        messages.success(request, _("已移除图片。"))
        response = HttpResponse(status=302)
        response["Location"] = getattr(picture, self.album.parent).get_absolute_url()
        return response


class ExperiencePictureRemovePage(PictureRemovePage):
    """The same for an experience."""

    roles = TYPISTS
    album = pictures.EXPERIENCE


class PicturePage(ForRoles):
    """One picture, for whoever may open the page it stands on."""

    roles: ClassVar[tuple[Role, ...]] = READERS
    album: ClassVar[Album] = pictures.ACTIVITY

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        """The stored bytes; 404 for a removed one."""
        picture = find_picture(self.album, self.request.user, pk)
        try:
            stream = picture.image.open("rb")
        except FileNotFoundError as gone:
            raise Http404 from gone
        response = FileResponse(stream, filename=picture.original_name, content_type=picture.content_type)
        response["X-Content-Type-Options"], response["Cache-Control"] = "nosniff", "private, no-store"
        response["Content-Security-Policy"] = SEALED
        return response


class ExperiencePicturePage(PicturePage):
    """The same of an experience."""

    roles = REGISTER
    album = pictures.EXPERIENCE


def find_picture(album: Album, user: User, pk: int, *, removed: bool = False) -> Any:
    """A picture whose page is in the user's scope; one taken down only where a second click may meet it."""
    rows = album.pictures.objects.filter(**{f"{album.parent}__in": album.rows.objects.visible_to(user)})
    rows = rows if removed else rows.filter(removed_at__isnull=True)
    return get_object_or_404(rows.select_related(album.parent), pk=pk)
