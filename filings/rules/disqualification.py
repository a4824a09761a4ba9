"""Art. 9: the bars in the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.identifiers import Checked
from cqo_registry.core.names import tidy_name
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from filings.enums import BarGround, BarStatus


def code_of(status: BarStatus, ground: BarGround) -> str:
    """The code of the finding on a bar of this state and ground."""
    return f"bar_{status.value}_{ground.value}"


# The codes of all findings on the register, and of those on what the region has still to decide.
CODES = frozenset(code_of(status, ground) for status in BarStatus for ground in BarGround)
PROPOSED_CODES = frozenset(code_of(BarStatus.PROPOSED, ground) for ground in BarGround)


@dataclass(frozen=True, slots=True)
class Bar:
    """One entry of the register: since when it stands as it stands, and until when if it was lifted."""

    ground: BarGround
    status: BarStatus
    since: date
    lifted_on: date | None = None

    def stands(self, on: date) -> bool:
        """Whether the entry is in the register on that day; the day of lifting is free."""
        return self.since <= on and (self.lifted_on is None or on < self.lifted_on)


@cites("9")
def check_bars(bars: Iterable[Bar], on: date) -> Verdict:
    """Whether the register is clear on ``on``: a confirmed bar blocks, a proposed one warns the officer."""
    return Verdict(tuple(_finding(bar) for bar in bars if bar.status != BarStatus.LIFTED and bar.stands(on)))


def _finding(bar: Bar) -> Reason:
    if bar.status == BarStatus.CONFIRMED:
        message, severity = _("该人员有已确认的不得担任情形，不得担任首席质量官。"), Severity.BLOCK
    else:
        message, severity = _("该人员有待确认的不得担任情形，请先核实。"), Severity.WARN
    return Reason(code_of(bar.status, bar.ground), message, "9", severity)


@cites("9")
def check_notice_day(proposed_on: date, notified_on: date, today: date) -> Verdict:
    """The person is told after the proposal, and not in days to come."""
    return Verdict.unless(
        notified_on < proposed_on
        and Reason("notified_early", _("告知日期不能早于提出日期。"), "9", field="notified_on"),
        notified_on > today
        and Reason("notified_ahead", _("告知日期不能晚于今天。"), "9", field="notified_on"),
    )


@cites("9")
def check_stated_after(notified_on: date, stated_on: date) -> Verdict:
    """Nobody answers before being told."""
    return Verdict.unless(
        stated_on < notified_on
        and Reason("stated_early", _("陈述申辩日期不能早于告知日期。"), "9", field="statement_on")
    )


@cites("9")
def check_statement(statement: str, waived: bool, notified_on: date, stated_on: date, today: date) -> Verdict:
    """Either a statement or the word that none was made, on a day from the notification to today."""
    return check_stated_after(notified_on, stated_on) & Verdict.unless(
        bool(statement) == waived
        and Reason(
            "statement",
            _("请填写陈述申辩内容；本人未提出的，请勾选“本人未提出陈述申辩”。两者只能选其一。"),
            "9",
            field="statement",
        ),
        stated_on > today
        and Reason("stated_ahead", _("陈述申辩日期不能晚于今天。"), "9", field="statement_on"),
    )


@cites("9")
def check_notified(notified_on: date | None) -> Verdict:
    """Nobody is heard who was not told."""
    return Verdict.unless(notified_on is None and Reason("not_notified", _("请先登记告知本人的日期。"), "9"))


@cites("9")
def check_heard(notified_on: date | None, stated_on: date | None) -> Verdict:
    """Whether the region may confirm: the person was told, and has stated or let it be (decision D19)."""
    return check_notified(notified_on) & Verdict.unless(
        stated_on is None
        and Reason("not_heard", _("请先登记本人的陈述申辩，或登记本人未提出陈述申辩。"), "9")
    )


@cites("9")
def check_subject(number: Checked, name: Checked) -> Verdict:
    """Whom a bar is about has a number and a name that can be right."""
    return Verdict.unless(
        not number.valid and Reason("identity_no", number.message, "9", field="identity_no"),
        not name.valid and Reason("person_name", name.message, "9", field="person_name"),
    )


@cites("9")
def check_known_name(name: str, known: Collection[str]) -> Verdict:
    """The register knows nobody by the number, or by one of these names."""
    return Verdict.unless(
        bool(known)
        and name not in {tidy_name(each) for each in known}
        and Reason(
            "other_name",
            _("这个证件号码在登记册中是另一个姓名，请核对证件号码和姓名。"),
            "9",
            field="person_name",
        )
    )
