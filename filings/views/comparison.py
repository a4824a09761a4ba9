"""Old beside new: what a change filing changes, and what its acceptance will bring about (Art. 14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filings import facts
from filings.enums import ChangeType
from filings.models import Filing
from filings.rules.fields import BY_NAME, STEPS
from filings.views.declaration import Row, Section, compared

PERSON_STEPS = ("cqo", "appointment")


@dataclass(frozen=True, slots=True)
class Group:
    """The changed rows of one section, with the words above its two columns."""

    step: str
    title: Any
    before: Any
    after: Any
    rows: list[Row]


def comparison(filing: Filing) -> list[Group]:
    """Every changed field beside what was filed, by section; for K1 the two persons side by side."""
    rows = compared(filing)
    return [
        Group(step, title, *_heads(filing, step), found)
        for step, title in STEPS
        if (found := [row for row in rows if BY_NAME[row.name].step == step])
    ]


def _heads(filing: Filing, step: str) -> tuple[Any, Any]:
    if step in PERSON_STEPS and filing.replaces_person:
        return gettext_lazy("原任"), gettext_lazy("新任")
    return gettext_lazy("变更前"), gettext_lazy("变更后")


def unchanged(sections: Iterable[Section], groups: Iterable[Group]) -> list[Section]:
    """The sections without the rows that stand side by side already."""
    shown = {row.name for group in groups for row in group.rows}
    left = [
        Section(part.step, part.title, [row for row in part.rows if row.name not in shown])
        for part in sections
    ]
    return [part for part in left if part.rows]


def asked_and_filed(filing: Filing, sections: Iterable[Section]) -> tuple[list[Section], list[Section]]:
    """The sections this filing asks for, and those that only stand as they are filed."""
    asked, parts = facts.case_of(filing).steps, list(sections)
    return [part for part in parts if part.step in asked], [part for part in parts if part.step not in asked]


def outcome_of(filing: Filing) -> str:
    """What acceptance will do, in one sentence; nothing for an initial filing or once it is done."""
    if filing.changes is None or filing.accepted_at is not None:
        return ""
    return _("予以备案后：%(effects)s。") % {"effects": "；".join(_effects(filing))}


def _effects(filing: Filing) -> Iterator[str]:
    ticked = set(filing.change_types)
    words = {
        "old": filing.changes.person.name if filing.changes else "",
        "left": filing.changed_on or _("（日期未填）"),
        "new": filing.cqo_name or _("（姓名未填）"),
        "since": filing.effective_on or _("（日期未填）"),
    }
    if ChangeType.PERSON in ticked:
        yield _("原任%(old)s于 %(left)s 离任，%(new)s自 %(since)s 起任首席质量官") % words
    if ChangeType.VACANCY in ticked:
        yield _("%(old)s于 %(left)s 离任，该企业首席质量官岗位空缺") % words
    if ChangeType.PERSON_DATA in ticked:
        yield _("更新首席质量官%(old)s的人员信息，任职不变") % words
    if ChangeType.ENTERPRISE_DATA in ticked:
        yield _("更新企业信息")
        if filing.enterprise.authority_id != filing.authority_id:
            yield _("企业改由%(office)s管辖") % {"office": filing.authority.name}
