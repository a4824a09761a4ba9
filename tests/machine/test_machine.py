"""A state machine drives all kinds of filings with all roles against the real actions and constraints.

After every step: no illegal state, never a second CQO in office, no lost line of the trail, both ledgers
as they must be. ``make machine`` runs it at length; the suite a few times.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db.models import Count
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core import crypto
from cqo_registry.directory.models import Enterprise
from filings import facts
from filings.actions import changing, claiming, deciding, drafting, reporting, submitting
from filings.models import Appointment, Attachment, Filing
from tests import factories
from tests.machine.affairs import Affairs
from tests.machine.shadow import Paper
from tests.machine.stage import OFFICES, TYPES, Cast, anybody, enterprises, office_of, persons

RUNS = int(os.environ.get("CQO_RUNS", "12"))
STEPS = int(os.environ.get("CQO_STEPS", "16"))
PARTS = int(os.environ.get("CQO_PARTS", "1"))  # the runs are dealt to so many tests, for as many workers


class Register(Affairs):
    """Filings from the draft to the regional ledger, and what must always hold."""

    # --- the enterprise --------------------------------------------------------------------------

    @initialize(data=st.data(), person=persons, educated=st.integers(0, 3).map(bool))
    def begin_with_a_filing(self, data: Any, person: int, educated: bool) -> None:
        """One filing is under way from the start."""
        self.start_something(data, person, educated)

    @rule(data=st.data(), person=persons, educated=st.integers(0, 3).map(bool))
    def start_and_fill(self, data: Any, person: int, educated: bool) -> None:
        """Another one."""
        self.start_something(data, person, educated)

    def start_something(self, data: Any, person: int, educated: bool) -> None:
        """Start a filing of any kind and fill all of it; mostly one that can be started."""
        free = [n for n in range(len(OFFICES)) if self.shadow.open_of(n) is None]
        enterprise = data.draw(st.one_of(st.sampled_from(free or [0]), enterprises), label="enterprise")
        fitting = [types for types in TYPES if self.shadow.may_start(enterprise, types)]
        types = data.draw(st.sampled_from([*(fitting or TYPES), *TYPES]), label="types")
        who = self.someone(data, f"filer{enterprise}")
        self.start(enterprise, types, person, educated, who)
        pk = self.shadow.open_of(enterprise)
        for _time in range(data.draw(st.sampled_from([0, 1, 3, 3, 5]), label="acts") if pk else 0):
            self.act_on(pk)

    def start(self, enterprise: int, types: tuple[str, ...], person: int, educated: bool, who: str) -> None:
        """The open filing there is, a new one, or a refusal."""
        target = Enterprise.objects.get(pk=self.cast.enterprises[enterprise].pk)
        going_on = self.shadow.open_of(enterprise)
        own = who == f"filer{enterprise}"
        allowed = own and (going_on is not None or self.shadow.may_start(enterprise, types))
        if office_of(who) == self.shadow.posts[enterprise].office:
            return  # an office types paper forms; those have tests of their own
        by = self.user(who)
        act = changing.start_change if types else drafting.start_filing
        filing = self.attempt(allowed, lambda: act(target, *([types] if types else []), by=by))
        if filing is None:
            return
        if going_on is not None:
            assert filing.pk == going_on
            return
        self.seen[f"start {' '.join(types) or 'initial'}"] += 1
        office = self.shadow.posts[enterprise].office
        types = tuple(map(str, filing.change_types))
        paper = Paper(enterprise, types, person, educated, office, lines=2)
        self.shadow.papers[filing.pk] = paper
        self.fill(filing, paper, by)

    def fill(self, filing: Filing, paper: Paper, by: User) -> None:
        """Everything the filing asks for, with its documents."""
        fields = facts.fields_of(filing)
        education = "college" if paper.educated else "secondary"
        values = {
            **factories.CQO_VALUES,
            "identity_no": self.cast.numbers[paper.person],
            "education": education,
            "cqo_phone": f"1390891{filing.pk % 10000:04d}",
            "contact_phone": f"1380891{filing.pk % 10000:04d}",
            "changed_on": self.cast.today,
            "change_reason": "岗位调整",
            "effective_on": self.cast.today,
        }
        asked = {name: value for name, value in values.items() if name in fields}
        drafting.save_draft(filing.pk, asked, by=by, version=filing.version)
        Attachment.objects.bulk_create(
            Attachment(
                filing=filing,
                kind=name.removeprefix("attachment_"),
                file="attachments/none",
                original_name="a.pdf",
                content_type="application/pdf",
                size=1,
                sha256="0" * 64,
                uploaded_by=by,
            )
            for name, field in fields.items()
            if name.startswith("attachment_") and field.required
        )

    @precondition(lambda self: self.going_on())
    @rule(data=st.data(), how_often=st.integers(1, 4))
    def go_on(self, data: Any, how_often: int) -> None:
        """The natural next acts of one filing, by those whose turn it is: so that runs get far."""
        pk = data.draw(st.sampled_from(self.going_on()), label="filing")
        for _time in range(how_often):
            self.act_on(pk)

    def act_on(self, pk: int) -> None:
        """The natural next act of a filing, by whose turn it is."""
        paper = self.shadow.papers[pk]
        match paper.status:
            case "draft" | "returned" if paper.touched:
                self.submit_as(pk, paper, f"filer{paper.enterprise}")
            case "submitted" if paper.holder:
                self.accept_as(pk, paper, paper.holder)
            case "submitted":
                self.claim_as(pk, paper, self.clerk(paper))
            case "accepted":
                self.forward_as(pk, paper, self.clerk(paper))
            case "forwarded":
                self.region_as(pk, paper, "region", "record")

    def going_on(self) -> list[int]:
        """The filings with a next act."""
        done = ("recorded", "refused", "withdrawn")
        return sorted(pk for pk, paper in self.shadow.papers.items() if paper.status not in done)

    @precondition(lambda self: self.shadow.papers)
    @rule(data=st.data())
    def submit(self, data: Any) -> None:
        """Hand a filing in."""
        pk, paper = self.pick(data, "draft", "returned")
        self.submit_as(pk, paper, self.someone(data, f"filer{paper.enterprise}"))

    def submit_as(self, pk: int, paper: Paper, who: str) -> None:
        """By this actor."""
        fits = paper.status in ("draft", "returned") and who == f"filer{paper.enterprise}"
        allowed = fits and self.shadow.submittable(paper)
        if self.attempt(allowed, lambda: submitting.submit(pk, by=self.user(who), version=None)):
            paper.status, paper.lines = "submitted", paper.lines + 1

    @precondition(lambda self: any(p.status == "returned" for p in self.shadow.papers.values()))
    @rule(data=st.data())
    def correct(self, data: Any) -> None:
        """The enterprise answers what was returned."""
        pk, paper = self.pick(data, "returned")
        filing = Filing.objects.get(pk=pk)
        item = filing.return_items.open().first()
        assert item is not None
        who = self.someone(data, f"filer{paper.enterprise}")
        allowed = who == f"filer{paper.enterprise}"
        values = {item.field: "已经核对无误，补正如下"}
        if self.attempt(
            allowed, lambda: drafting.save_draft(pk, values, by=self.user(who), version=filing.version)
        ):
            paper.lines += 1
            paper.touched = True

    @precondition(lambda self: self.shadow.papers)
    @rule(data=st.data())
    def withdraw(self, data: Any) -> None:
        """Take a filing back before the decision."""
        pk, paper = self.pick(data, "submitted", "returned")
        who = self.someone(data, f"filer{paper.enterprise}")
        allowed = paper.status in ("submitted", "returned") and who == f"filer{paper.enterprise}"
        if self.attempt(allowed, lambda: submitting.withdraw(pk, by=self.user(who), version=None)):
            paper.status, paper.holder, paper.lines = "withdrawn", "", paper.lines + 1

    @precondition(lambda self: self.shadow.papers)
    @rule(data=st.data())
    def discard(self, data: Any) -> None:
        """Throw a draft away."""
        pk, paper = self.pick(data, "draft")
        who = self.someone(data, f"filer{paper.enterprise}")
        allowed = paper.status == "draft" and who == f"filer{paper.enterprise}"
        before = Filing.objects.count()
        self.attempt(allowed, lambda: drafting.discard_draft(pk, by=self.user(who), version=None))
        if allowed:
            assert Filing.objects.count() == before - 1
            del self.shadow.papers[pk]

    # --- the office ------------------------------------------------------------------------------

    @precondition(lambda self: self.shadow.papers)
    @rule(data=st.data())
    def claim(self, data: Any) -> None:
        """Take a filing in hand."""
        pk, paper = self.pick(data, "submitted")
        self.claim_as(pk, paper, self.someone(data, self.clerk(paper)))

    def claim_as(self, pk: int, paper: Paper, who: str) -> None:
        """By this actor; claiming one's own again changes nothing."""
        free = paper.status == "submitted" and self.in_office_of(who, paper) and not paper.holder
        allowed = free or (bool(who) and paper.holder == who)
        if self.attempt(allowed, lambda: claiming.claim(pk, by=self.user(who))) and not paper.holder:
            paper.holder, paper.lines = who, paper.lines + 1

    @precondition(lambda self: any(p.holder for p in self.shadow.papers.values()))
    @rule(data=st.data(), way=st.sampled_from(["release", "hand_over", "take_over"]))
    def pass_on(self, data: Any, way: str) -> None:
        """Put it back, give it to a colleague, or take it from one."""
        pk, paper = self.pick(data, "submitted")
        who = self.someone(data, self.clerk(paper))
        holds = paper.status == "submitted" and paper.holder == who
        if way == "release":
            done = self.attempt(holds, lambda: claiming.release(pk, by=self.user(who)))
            holder = ""
        elif way == "hand_over":
            to = data.draw(anybody, label="to")
            allowed = holds and self.in_office_of(to, paper) and to != who
            done = self.attempt(
                allowed, lambda: claiming.hand_over(pk, to=self.user(to), by=self.user(who), reason="出差")
            )
            holder = to
        else:
            allowed = bool(paper.holder) and paper.holder != who and self.in_office_of(who, paper)
            done = self.attempt(allowed, lambda: claiming.take_over(pk, by=self.user(who), reason="同事请假"))
            holder = who
        if done:
            paper.holder, paper.lines = holder, paper.lines + 1

    @precondition(lambda self: self.shadow.papers)
    @rule(data=st.data())
    def send_back(self, data: Any) -> None:
        """Return one field for correction."""
        pk, paper = self.pick(data, "submitted")
        who = self.someone(data, self.clerk(paper))
        field = "change_reason" if paper.types else "school"
        allowed = paper.status == "submitted" and paper.holder == who
        if self.attempt(
            allowed,
            lambda: deciding.return_for_correction(
                pk, {field: "请写明具体情况。"}, by=self.user(who), version=None
            ),
        ):
            paper.status, paper.holder, paper.touched = "returned", "", False
            paper.lines += 1
            Filing.objects.get(pk=pk)

    @precondition(lambda self: self.shadow.papers)
    @rule(data=st.data())
    def accept(self, data: Any) -> None:
        """Enter it in the prefecture ledger."""
        pk, paper = self.pick(data, "submitted")
        self.accept_as(pk, paper, self.someone(data, self.clerk(paper)))

    def accept_as(self, pk: int, paper: Paper, who: str) -> None:
        """By this actor."""
        held = paper.status == "submitted" and bool(paper.holder) and paper.holder == who
        allowed = held and self.shadow.acceptable(paper)
        filing = self.attempt(allowed, lambda: deciding.accept(pk, by=self.user(who), version=None))
        if filing is None:
            return
        self.seen[f"accept {' '.join(paper.types) or 'initial'}"] += 1
        post = self.shadow.posts[paper.enterprise]
        paper.status, paper.holder, paper.lines = "accepted", "", paper.lines + 1
        self.shadow.accept(paper)
        if not post.base:
            post.base = paper.number = filing.filing_no
        assert filing.filing_no == paper.number

    @precondition(lambda self: self.shadow.papers)
    @rule(data=st.data())
    def refuse(self, data: Any) -> None:
        """Decline for a ground of Art. 6 or 9."""
        pk, paper = self.pick(data, "submitted")
        who = self.someone(data, self.clerk(paper))
        held = paper.status == "submitted" and bool(paper.holder) and paper.holder == who
        allowed = held and self.shadow.refusable(paper)
        if self.attempt(
            allowed, lambda: deciding.refuse(pk, by=self.user(who), version=None, reason="不符合任职条件")
        ):
            paper.status, paper.holder, paper.lines = "refused", "", paper.lines + 1
            self.seen["refuse"] += 1

    @precondition(lambda self: self.shadow.papers)
    @rule(data=st.data())
    def forward(self, data: Any) -> None:
        """Report it to the region."""
        pk, paper = self.pick(data, "accepted")
        self.forward_as(pk, paper, self.someone(data, self.clerk(paper)))

    def forward_as(self, pk: int, paper: Paper, who: str) -> None:
        """By this actor."""
        allowed = paper.status == "accepted" and self.in_office_of(who, paper)
        if self.attempt(allowed, lambda: reporting.forward([pk], by=self.user(who))):
            paper.status, paper.lines = "forwarded", paper.lines + 1

    # --- the region ------------------------------------------------------------------------------

    @precondition(lambda self: self.shadow.papers)
    @rule(data=st.data(), way=st.sampled_from(["record", "record", "query", "reply"]))
    def at_the_region(self, data: Any, way: str) -> None:
        """Record, ask, or answer."""
        pk, paper = self.pick(data, "queried" if way == "reply" else "forwarded")
        self.region_as(pk, paper, self.someone(data, self.clerk(paper) if way == "reply" else "region"), way)

    def region_as(self, pk: int, paper: Paper, who: str, way: str) -> None:
        """By this actor."""
        by = self.user(who)
        if way == "reply":
            allowed = paper.status == "queried" and self.in_office_of(who, paper)
            done = self.attempt(allowed, lambda: reporting.reply(pk, by=by, version=None, answer="已核实"))
            status = "forwarded"
        else:
            allowed = paper.status == "forwarded" and who == "region"
            if way == "record":
                done = self.attempt(allowed, lambda: reporting.record(pk, by=by))
            else:
                done = self.attempt(
                    allowed, lambda: reporting.query(pk, by=by, version=None, question="请核实日期")
                )
            status = "recorded" if way == "record" else "queried"
        if done:
            paper.status, paper.lines = status, paper.lines + 1
            self.seen[way] += 1
            if status == "recorded":
                self.shadow.enter(paper, "region")

    # --- what must always hold -------------------------------------------------------------------

    @invariant()
    def every_filing_stands_as_it_must(self) -> None:
        """Status, kind and holder of every filing; none lost, none too many."""
        rows = {
            pk: (status, kind, holder)
            for pk, status, kind, holder in Filing.objects.values_list(
                "pk", "status", "kind", "claimed_by__username"
            )
        }
        users = {who: user.username for who, user in self.cast.users.items()}
        assert rows == {
            pk: (paper.status, paper.kind, users.get(paper.holder))
            for pk, paper in self.shadow.papers.items()
        }

    @invariant()
    def at_most_one_is_in_office(self) -> None:
        """Exactly the person the filings put there, and never two."""
        held = dict(Appointment.objects.in_office().values_list("enterprise", "person__identity_index"))
        assert Appointment.objects.in_office().count() == len(held)
        assert held == {
            self.cast.enterprises[number].pk: crypto.blind_index(self.cast.numbers[post.person])
            for number, post in enumerate(self.shadow.posts)
            if post.person is not None
        }

    @invariant()
    def no_line_of_the_trail_is_lost(self) -> None:
        """As many lines about each filing as there were acts."""
        lines = dict(
            AuditEvent.objects.filter(target_type="filings.filing", target_id__in=self.shadow.papers)
            .values_list("target_id")
            .annotate(Count("pk"))
        )
        assert lines == {str(pk): paper.lines for pk, paper in self.shadow.papers.items()}

    @invariant()
    def both_ledgers_are_right(self) -> None:
        """Each tier's ledger of today."""
        for tier in ("prefecture", "region"):
            rows = Filing.objects.ledger(tier, as_of=date.max.replace(year=2100))
            assert set(rows.values_list("pk", flat=True)) == self.shadow.ledger(tier)


def begin(cast: Cast) -> None:
    """Every run begins in the middle of things: two enterprises have filed, one in each office."""
    machine = Register()
    for enterprise, person in ((0, 0), (2, 1)):
        machine.start(enterprise, (), person, True, f"filer{enterprise}")
        pk = machine.shadow.open_of(enterprise)
        assert pk is not None
        for _act in ("submit", "claim", "accept"):
            machine.act_on(pk)
    cast.shadow = machine.shadow
    machine.savepoint.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_no_way_leads_to_an_illegal_state(part: int, record_property: Any):
    Register.cast = Cast()
    begin(Register.cast)
    totals: Counter[str] = Counter()

    class Counted(Register):
        def teardown(self) -> None:
            totals.update(self.seen)
            totals["runs"] += 1
            super().teardown()

    runs = RUNS // PARTS + (part < RUNS % PARTS)
    same = "CQO_SAME_RUNS" in os.environ  # the same code gets the same answer
    run_state_machine_as_test(
        seed(part)(Counted) if same else Counted,
        settings=settings(
            max_examples=runs,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert totals["runs"] >= runs
    for name, count in sorted(totals.items()):
        record_property(name, count)
