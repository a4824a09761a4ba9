"""Who is told what about typical experience (Art. 18, 20).

Mail goes to whom it waits for and to the author when a decision fell; a new publication is one line on the
site of every enterprise.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.casework.recipients import enterprise_users, officers_of, region_officers, without_numbers
from cqo_registry.directory.enums import EnterpriseStatus
from cqo_registry.notifications.actions.telling import settle, tell
from cqo_registry.notifications.enums import NoticeKind
from training.models import Experience

# What each act tells its author of, and as what.
TO_AUTHOR = {
    "return": ("experience_returned", NoticeKind.TASK),
    "decline": ("experience_declined", NoticeKind.DECISION),
    "publish": ("experience_published", NoticeKind.DECISION),
    "retract": ("experience_retracted", NoticeKind.DECISION),
}


def authors(experience: Experience) -> QuerySet[User]:
    """Who files for the author enterprise, or works in the office that wrote it."""
    if experience.enterprise_id:
        return enterprise_users(experience.enterprise_id)
    return officers_of(experience.authority_id)


def all_enterprises() -> QuerySet[User]:
    """Who files for any enterprise that is not deregistered."""
    return User.objects.filter(
        role=Role.ENTERPRISE_FILER, is_active=True, enterprise__status=EnterpriseStatus.ACTIVE
    )


def experience_moved(experience: Experience, name: str, *, by: User, reason: str = "") -> None:
    """Tell of a transition, and settle the tasks it did away with."""
    settle(f"experience:{experience.pk}")
    if name == "submit":
        _tell(experience, officers_of(experience.authority_id), "experience_submitted", NoticeKind.TASK, by)
    if name in ("send", "report"):
        _tell(experience, region_officers(), "experience_reported", NoticeKind.TASK, by)
    if name in TO_AUTHOR:
        text, kind = TO_AUTHOR[name]
        _tell(experience, authors(experience), text, kind, by, reason=reason)
    if name in ("decline", "publish", "retract") and experience.enterprise_id:
        office = officers_of(experience.authority_id)
        _tell(experience, office, TO_AUTHOR[name][0], NoticeKind.NEWS, by, reason=reason, mail=False)
    if name == "publish":
        others = all_enterprises().exclude(pk__in=authors(experience).values("pk"))
        _tell(experience, others, "experience_new", NoticeKind.NEWS, by, mail=False)


def _tell(
    experience: Experience,
    to: Iterable[User],
    text: str,
    kind: NoticeKind,
    by: User,
    *,
    reason: str = "",
    mail: bool = True,
) -> None:
    tell(
        [user for user in to if user.pk != by.pk],
        text,
        key=f"experience:{experience.pk}:{text}:{experience.version}",
        kind=kind,
        path=experience.get_absolute_url(),
        about=f"experience:{experience.pk}" if kind == NoticeKind.TASK else "",
        mail=mail,
        context={
            "title": without_numbers(experience.title),
            "author": experience.author.name,
            "reason": without_numbers(reason),
        },
    )
