"""Who is told what: one function per event, called by the actions in their transaction (Art. 12 to 14).

Mail goes only where somebody must act or a decision fell; everything else is a line on the site, and the
officers' daily digest sums it up. Whoever did the thing is not told of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from cqo_registry.accounts.models import User
from cqo_registry.casework.recipients import enterprise_users, officers_of, region_officers, without_numbers
from cqo_registry.directory.models import Authority, Enterprise, EnterpriseTransfer
from cqo_registry.notifications.actions.telling import settle, tell
from cqo_registry.notifications.enums import NoticeKind
from filings.enums import FilingStatus
from filings.models import Disqualification, Filing, Replacement


@dataclass(frozen=True, slots=True)
class Event:
    """What follows from a transition: who is told, with which text and page, and whether by mail too."""

    to: Callable[[Filing], QuerySet[User]]
    text: str
    kind: NoticeKind
    page: str = "filings:detail"
    mail: bool = False


def _enterprise(filing: Filing) -> QuerySet[User]:
    return enterprise_users(filing.enterprise_id)


def _office(filing: Filing) -> QuerySet[User]:
    return officers_of(filing.authority_id)


def _region(filing: Filing) -> QuerySet[User]:
    return region_officers()


EVENTS: Mapping[str, Event] = {
    "submit": Event(_office, "filing_submitted", NoticeKind.TASK, "filings:desk"),
    "return": Event(_enterprise, "filing_returned", NoticeKind.TASK, mail=True),
    "accept": Event(_enterprise, "filing_accepted", NoticeKind.DECISION, mail=True),
    "refuse": Event(_enterprise, "filing_refused", NoticeKind.DECISION, mail=True),
    "record": Event(_enterprise, "filing_recorded", NoticeKind.NEWS),
    "query": Event(_office, "filing_queried", NoticeKind.TASK, "filings:desk", mail=True),
    "reply": Event(_region, "filing_query_answered", NoticeKind.NEWS),
}


def filing_moved(
    filing: Filing, name: str, *, by: User, reason: str = "", holder: User | None = None
) -> None:
    """Tell of a transition, and settle the tasks it did away with.

    ``holder`` is who held the filing before it, told when it was withdrawn.
    """
    settle(_thing(filing))
    if name == "withdraw":
        _tell_of(filing, [holder] if holder else [], "filing_withdrawn", NoticeKind.NEWS, event=name)
        return
    event = EVENTS.get(name)
    if event is not None:
        to = event.to(filing).exclude(pk=by.pk)
        more = {"reason": without_numbers(reason)}
        if name == "return":
            more["count"] = str(filing.return_items.open().count())
        _tell_of(filing, to, event.text, event.kind, event=name, page=event.page, mail=event.mail, more=more)


def handed_over(filing: Filing, *, to: User, by: User) -> None:
    """The new holder learns of a filing handed to them."""
    more = {"who": by.name}
    _tell_of(
        filing, [to], "filing_handed_over", NoticeKind.TASK, event="hand", page="filings:desk", more=more
    )


def taken_over(filing: Filing, *, holder: User, by: User) -> None:
    """The old holder learns that a colleague took the filing over."""
    more = {"who": by.name}
    _tell_of(
        filing, [holder], "filing_taken_over", NoticeKind.NEWS, event="take", page="filings:desk", more=more
    )


def all_handed_over(filings: Sequence[Filing], *, to: User, by: User) -> None:
    """The stand-in learns of all filings of an absent colleague at once."""
    if not filings:
        return
    newest = max(filing.pk for filing in filings)
    tell(
        [to],
        "filings_handed_over",
        key=f"filing:{newest}:hand_all:{max(filing.version for filing in filings)}:{by.pk}",
        kind=NoticeKind.TASK,
        path=reverse("filings:queue") + "?view=mine",
        context={"who": by.name, "count": len(filings)},
    )


def all_taken_over(filings: Sequence[Filing], *, holder: User, by: User) -> None:
    """The absent colleague learns, once, that what they held is in other hands."""
    newest = max(filing.pk for filing in filings)
    tell(
        [holder],
        "filings_taken_over",
        key=f"filing:{newest}:take_all:{max(filing.version for filing in filings)}:{by.pk}",
        kind=NoticeKind.NEWS,
        path=reverse("filings:absence"),
        context={"who": by.name, "count": len(filings)},
    )


def due(filing: Filing, *, due_on: date, offset: int) -> None:
    """Remind the enterprise ``offset`` days before (-1: after) a day it has to act by (Art. 14)."""
    returned = filing.status == FilingStatus.RETURNED
    tell(
        _enterprise(filing),
        "filing_due",
        key=f"due:{filing.pk}:{due_on.isoformat()}:{offset}",
        kind=NoticeKind.REMINDER,
        path=filing.get_absolute_url(),
        mail=True,
        context={**_words(filing), "day": due_on, "late": offset < 0, "returned": returned},
    )


def reply_due(replacement: Replacement, *, reply_by: date, offset: int) -> None:
    """Remind the enterprise of the answer to a recommendation (Art. 12)."""
    tell(
        enterprise_users(replacement.enterprise_id),
        "replacement_due",
        key=f"reply:{replacement.pk}:{reply_by.isoformat()}:{offset}",
        kind=NoticeKind.REMINDER,
        path=replacement.get_absolute_url(),
        mail=True,
        context={"letter_no": replacement.letter_no, "day": reply_by, "late": offset < 0},
    )


def digest(user: User, lines: Sequence[tuple[Any, int]], *, on: date, page: str) -> None:
    """The morning mail of an officer: what waits, each with its number; nothing to say sends nothing."""
    lines = [(label, count) for label, count in lines if count]
    if lines:
        tell(
            [user],
            "digest",
            key=f"digest:{on.isoformat()}",
            kind=NoticeKind.DIGEST,
            path=reverse(page),
            notice=False,
            mail=True,
            context={"lines": lines, "day": on, "body": user.body},
        )


def replacement_clue(replacement: Replacement, *, by: User) -> None:
    """The region learns of a clue against a CQO (Art. 12)."""
    tell(
        region_officers().exclude(pk=by.pk),
        "replacement_clue",
        key=f"replacement:{replacement.pk}:clue",
        kind=NoticeKind.TASK,
        path=replacement.get_absolute_url(),
        about=f"replacement:{replacement.pk}",
        context={"enterprise": replacement.enterprise.name, "office": replacement.authority.name},
    )


def replacement_moved(replacement: Replacement) -> None:
    """What was to be done about it has been done; the next task is told anew."""
    settle(f"replacement:{replacement.pk}")


def replacement_issued(replacement: Replacement, *, by: User) -> None:
    """The enterprise receives the region's recommendation and has to answer (Art. 12)."""
    tell(
        enterprise_users(replacement.enterprise_id),
        "replacement_issued",
        key=f"replacement:{replacement.pk}:issued",
        kind=NoticeKind.TASK,
        path=replacement.get_absolute_url(),
        about=f"replacement:{replacement.pk}",
        mail=True,
        context={"letter_no": replacement.letter_no, "reply_by": replacement.reply_by},
    )


def replacement_replied(replacement: Replacement, *, by: User) -> None:
    """The region learns of the enterprise's answer (Art. 12)."""
    tell(
        region_officers(),
        "replacement_replied",
        key=f"replacement:{replacement.pk}:replied",
        kind=NoticeKind.NEWS,
        path=replacement.get_absolute_url(),
        context={"letter_no": replacement.letter_no, "enterprise": replacement.enterprise.name},
    )


def bar_proposed(bar: Disqualification, *, by: User) -> None:
    """The region has to decide on a proposed bar (Art. 9); no text about a bar names the person."""
    _tell_of_bar(bar, region_officers().exclude(pk=by.pk), "bar_proposed", NoticeKind.TASK)


def bar_decided(bar: Disqualification, *, by: User) -> None:
    """The office that proposed the bar learns what the region decided (Art. 9)."""
    settle(f"bar:{bar.pk}")
    _tell_of_bar(bar, officers_of(bar.authority_id), "bar_decided", NoticeKind.NEWS)


def bar_found(bar: Disqualification, office: Authority, numbers: Sequence[str]) -> None:
    """An office learns that somebody of its ledger or its queue is barred (Art. 9)."""
    more = {"numbers": "、".join(numbers)}
    _tell_of_bar(bar, officers_of(office.pk), "bar_found", NoticeKind.NEWS, more)


def _tell_of_bar(
    bar: Disqualification,
    to: QuerySet[User],
    text: str,
    kind: NoticeKind,
    more: Mapping[str, str] | None = None,
) -> None:
    context = {
        "office": bar.authority.name,
        "ground": bar.get_ground_display(),
        "status": bar.get_status_display(),
        **(more or {}),
    }
    key = ":".join(["bar", str(bar.pk), text, bar.status, *(more or {}).values()])[:120]
    tell(
        to,
        text,
        key=key,
        kind=kind,
        path=bar.get_absolute_url(),
        about=f"bar:{bar.pk}" if kind == NoticeKind.TASK else "",
        context=context,
    )


def transfer_proposed(transfer: EnterpriseTransfer, *, by: User, path: str) -> None:
    """The receiving office has to confirm or decline (decision D14)."""
    _tell_of_transfer(transfer, transfer.destination, "transfer_proposed", NoticeKind.TASK, path=path)


def transfer_decided(transfer: EnterpriseTransfer, *, by: User, path: str) -> None:
    """The office that gave the enterprise away learns of the answer (decision D14)."""
    settle(f"transfer:{transfer.pk}")
    _tell_of_transfer(transfer, transfer.origin, "transfer_decided", NoticeKind.NEWS, path=path)


def transfer_cancelled(transfer: EnterpriseTransfer) -> None:
    """Nobody has to answer an offer that was taken back."""
    settle(f"transfer:{transfer.pk}")


def enterprise_moved(transfer: EnterpriseTransfer) -> None:
    """The enterprise learns which office it files with from now on (decision D14)."""
    tell(
        enterprise_users(transfer.enterprise_id),
        "enterprise_moved",
        key=f"transfer:{transfer.pk}:moved",
        kind=NoticeKind.NEWS,
        path=transfer.enterprise.get_absolute_url(),
        context={"origin": transfer.origin.name, "destination": transfer.destination.name},
    )


def filing_rerouted(filing: Filing) -> None:
    """What the old office was to do is the new one's task; its queue shows the filing as handed over."""
    settle(_thing(filing))


def enterprise_deregistered(enterprise: Enterprise, *, by: User) -> None:
    """The enterprise learns that its office noted it as gone, and may object (decision D29)."""
    tell(
        enterprise_users(enterprise.pk),
        "enterprise_deregistered",
        key=f"enterprise:{enterprise.pk}:deregistered:{enterprise.version}",
        kind=NoticeKind.DECISION,
        path=enterprise.get_absolute_url(),
        mail=True,
        context={
            "enterprise": enterprise.name,
            "office": enterprise.authority.name,
            "day": enterprise.deregistered_on,
            "reason": without_numbers(enterprise.deregistration_reason),
        },
    )


def _tell_of_transfer(
    transfer: EnterpriseTransfer, to: Authority, text: str, kind: NoticeKind, *, path: str
) -> None:
    tell(
        officers_of(to.pk),
        text,
        key=f"transfer:{transfer.pk}:{transfer.status}",
        kind=kind,
        path=path,
        about=f"transfer:{transfer.pk}" if kind == NoticeKind.TASK else "",
        context={
            "enterprise": transfer.enterprise.name,
            "origin": transfer.origin,
            "destination": transfer.destination,
            "status": transfer.get_status_display(),
        },
    )


def _tell_of(
    filing: Filing,
    to: QuerySet[User] | Sequence[User],
    text: str,
    kind: NoticeKind,
    *,
    event: str,
    page: str = "filings:detail",
    mail: bool = False,
    more: Mapping[str, Any] | None = None,
) -> None:
    """One event of one filing; its version makes the key, so that a second return is told too."""
    tell(
        to,
        text,
        key=f"filing:{filing.pk}:{event}:{filing.version}",
        kind=kind,
        path=reverse(page, args=[filing.pk]),
        about=_thing(filing),
        mail=mail,
        context={**_words(filing), **(more or {})},
    )


def _thing(filing: Filing) -> str:
    return f"filing:{filing.pk}"


def _words(filing: Filing) -> dict[str, Any]:
    """What every text about a filing may say."""
    return {
        "enterprise": filing.enterprise_name or filing.enterprise.name,
        "matter": filing.get_kind_display(),
        "filing_no": filing.filing_no,
        "office": filing.authority.name,
        "correct_by": filing.correct_by,
    }
