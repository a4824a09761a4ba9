"""Art. 12: an expert stays away from the own enterprise and from what is bound to it (主动回避)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.names import SEPARATOR, tidy_name
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Party:
    """An enterprise as recusal looks at it, by its current profile; 0 for no head office."""

    enterprise: int
    legal_representative: str = ""
    head_office: int = 0


@cites("12", "15")
def check_recusal(own: Iterable[Party], served: Party | None) -> Verdict:
    """Whether an expert who holds the posts ``own`` may work for ``served``; every tie is named.

    A consultation of an authority concerns no enterprise and binds nobody.
    """
    if served is None:
        return Verdict()
    reasons = {reason.code: reason for party in own for reason in _ties(party, served)}
    return Verdict(tuple(reasons.values()))


def _ties(own: Party, served: Party) -> tuple[Reason, ...]:
    if own.enterprise == served.enterprise:
        return (Reason("own_enterprise", _("该专家在服务企业任首席质量官，应当回避。"), "12"),)
    return Verdict.unless(
        _same_house(own, served)
        and Reason("same_house", _("服务企业与专家任职企业是总部与分支机构关系，应当回避。"), "12"),
        _same_person(own.legal_representative, served.legal_representative)
        and Reason("same_representative", _("服务企业与专家任职企业的法定代表人相同，应当回避。"), "12"),
    ).reasons


def _same_house(own: Party, served: Party) -> bool:
    """Head office and branch, or two branches of one head office."""
    return bool({own.head_office or own.enterprise} & {served.head_office or served.enterprise})


def _same_person(one: str, other: str) -> bool:
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _plain(name: str) -> str:
    """A name without the ways of writing it: separators, blanks and case say nothing."""
    return "".join(tidy_name(name).replace(SEPARATOR, "").split()).casefold()
