"""tell(): write notices and mails in the transaction of the act; nothing is sent here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.core import jobs
from cqo_registry.notifications import facts
from cqo_registry.notifications.enums import NoticeKind
from cqo_registry.notifications.models import Mail, Notice

DELIVER = "cqo_registry.notifications.jobs.deliver"
FRAME = "emails/frame.txt"
TITLE_LENGTH = 200


class Letter(NamedTuple):
    """A text for people: its first line, and the rest."""

    title: str
    body: str


def compose(name: str, context: Mapping[str, Any]) -> Letter:
    """Print ``templates/emails/<name>.txt``: the first line is the title, the rest the body.

    Words of the context come in one line each, so that no name can break a title or a mail header.
    """
    words = {
        key: " ".join(value.split()) if isinstance(value, str) else value for key, value in context.items()
    }
    title, _newline, body = _print(f"emails/{name}.txt", words).strip().partition("\n")
    return Letter(title.strip()[:TITLE_LENGTH], body.strip())


@transaction.atomic
def tell(
    recipients: Iterable[User],
    name: str,
    *,
    key: str,
    kind: NoticeKind,
    path: str = "",
    about: str = "",
    context: Mapping[str, Any] | None = None,
    notice: bool = True,
    mail: bool = False,
) -> int:
    """Tell active users of one event; the number of users meant, also when they were told before.

    ``key`` names the event: the same one told again writes nothing. ``mail`` also puts a mail into the
    outbox for whoever has an address; it is sent after the commit, so no mail server can stop an act.
    """
    users = {user.pk: user for user in recipients if user.is_active}
    letter = compose(name, context or {}) if users else Letter("", "")
    if users and notice:
        Notice.objects.bulk_create(
            [_notice(user, letter, key=key, kind=kind, path=path, about=about) for user in users.values()],
            ignore_conflicts=True,
        )
    reachable = [user for user in users.values() if mail and user.email]
    if reachable:
        Mail.objects.bulk_create(
            [_mail(user, letter, key=key, path=path) for user in reachable], ignore_conflicts=True
        )
        transaction.on_commit(partial(jobs.enqueue, DELIVER), robust=True)
    return len(users)


@transaction.atomic
def settle(about: str) -> int:
    """Mark the open tasks about a thing as read: somebody acted on it; how many there were.

    A row that its reader is marking this moment is left to them: nothing waits for a notice.
    """
    rows = Notice.objects.open_tasks(about).select_for_update(skip_locked=True, of=("self",), no_key=True)
    found = list(rows.values_list("pk", flat=True))
    return Notice.objects.filter(pk__in=found).update(read_at=timezone.now()) if found else 0


def _notice(user: User, letter: Letter, *, key: str, kind: NoticeKind, path: str, about: str) -> Notice:
    return Notice(
        recipient=user,
        kind=kind,
        title=letter.title,
        body=letter.body,
        path=path,
        key=key,
        about=about,
        created_at=timezone.now(),
    )


def _mail(user: User, letter: Letter, *, key: str, path: str) -> Mail:
    now = timezone.now()
    body = _print(FRAME, {"name": user.name, "text": letter.body or letter.title, "link": facts.link(path)})
    return Mail(
        recipient=user,
        address=user.email,
        subject=letter.title,
        body=body.strip() + "\n",
        key=key,
        created_at=now,
        queued_at=now,
        next_try_at=now,
    )


def _print(template: str, context: Mapping[str, Any]) -> str:
    """A plain text: an ampersand in a name stays one."""
    found: Any = get_template(template)
    text: str = found.template.render(Context(dict(context), autoescape=False))
    return text
