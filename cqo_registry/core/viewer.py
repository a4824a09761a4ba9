"""Who asks: what the queries and policies below the accounts need to know of a user.

They lie under the package of the users and cannot import it, so they name what they ask. Whatever else a
user is or does is the business of ``accounts.models.User`` alone.
"""

from __future__ import annotations

from typing import Protocol


class Viewer(Protocol):
    """A user to whoever asks which rows are to be seen and which acts are to be done."""

    @property
    def role(self) -> str:
        """The one role."""

    @property
    def authority_id(self) -> int | None:
        """The authority an office's or the region's user works for."""

    @property
    def enterprise_id(self) -> int | None:
        """The enterprise a filer works for."""

    @property
    def is_enterprise(self) -> bool:
        """Whether this user files for an enterprise."""

    @property
    def is_officer(self) -> bool:
        """Whether this user works for one of the nine filing offices."""

    @property
    def is_region(self) -> bool:
        """Whether this user works for the regional bureau."""

    @property
    def is_auditor(self) -> bool:
        """Whether this user reads everything and changes nothing."""

    @property
    def is_system_admin(self) -> bool:
        """Whether this user manages accounts and sees no filing."""

    @property
    def sees_region(self) -> bool:
        """Whether this user's scope is the whole region."""
