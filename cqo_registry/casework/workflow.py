"""Workflow: the table of one matter, which buttons, checks, the trail, the diagram and the tests all read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Model, TextChoices
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import acts
from cqo_registry.core.verdicts import Reason, Verdict

Row = TypeVar("Row", bound=Model)
Policy = Callable[[User, Any], Verdict]
Fact = Callable[[Any], Verdict]
WORKFLOWS: list[Workflow[Any]] = []  # in the order of their making, for the drawing and the tests of all


def nothing(row: Any) -> Verdict:
    """The fact of an act that asks for nothing beyond the state and the person."""
    return Verdict()


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of a table: from which states, to which, who, and on which facts.

    ``noted`` is what the trail calls the act where the button says less. ``by_itself`` marks what has no
    button: the register brings it about with another act.
    """

    name: str
    label: Any
    sources: frozenset[TextChoices]
    target: TextChoices
    policy: Policy
    fact: Fact
    article: str
    noted: Any = ""
    needs_reason: bool = False
    releases: bool = False
    by_itself: bool = False

    def may(self, row: Any, by: User) -> Verdict:
        """Whether the act is this user's to do in this state; the facts are not asked yet."""
        fits = row.status in self.sources
        return self.policy(by, row) & Verdict.unless(
            not fits
            and Reason(
                "wrong_state",
                _("当前状态为“%(status)s”，不能%(act)s。")
                % {"status": row.get_status_display(), "act": self.label},
            )
        )

    def live(self, row: Any, by: User) -> Verdict:
        """Whether its button is live: person, state and facts, so that a dead one can say why."""
        verdict = self.may(row, by)
        return verdict & self.fact(row) if verdict else verdict

    def check(self, row: Any, by: User, reason: str = "") -> Verdict:
        """Everything that must hold at the moment of the act, the reason with it."""
        verdict = self.may(row, by) & Verdict.unless(
            self.needs_reason and not reason.strip() and Reason("reason", _("请写明理由。"), field="reason")
        )
        return verdict & self.fact(row) if verdict else verdict


@dataclass(frozen=True, slots=True)
class Line:
    """What the trail keeps of a transition: about which row, and from what to what."""

    target: Model
    before: str
    after: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Workflow(Generic[Row]):
    """The transitions of one matter, and what the trail calls its acts.

    The acts' names in the trail begin with ``prefix``; ``group`` is what its filter calls them together.
    ``also`` names the acts that change no state, ``drafting`` those among them that nobody but the writer
    sees before it is submitted. ``line`` says what a line is about, where that is not the row itself.
    """

    prefix: str
    group: Any
    model: type[Row]
    rows: tuple[Transition, ...]
    also: Mapping[str, Any] = field(default_factory=dict)
    drafting: tuple[str, ...] = ()
    line: Callable[[Any, str, str], Line] = Line

    def __post_init__(self) -> None:
        words = {row.name: row.noted or row.label for row in self.rows}
        acts.name(self.prefix, self.group, {**words, **self.also}, drafting=self.drafting)
        WORKFLOWS.append(self)

    def __iter__(self) -> Iterator[Transition]:
        return iter(self.rows)

    def __getitem__(self, name: str) -> Transition:
        return next(row for row in self.rows if row.name == name)

    def may(self, row: Any, by: User) -> dict[str, Verdict]:
        """Every act by name with whether it is this user's to do in this state."""
        return {each.name: each.may(row, by) for each in self.rows}

    def offered(self, row: Any, by: User) -> list[tuple[Transition, Verdict]]:
        """The acts that are this user's to do in this state, each live or with why not."""
        return [(each, each.fact(row)) for each in self.rows if not each.by_itself and each.may(row, by)]
