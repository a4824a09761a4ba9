"""What happens around the filings: bars, exemptions, moves, deregistration, recommendations."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from cqo_registry.directory.models import EnterpriseTransfer
from filings.actions import barring, deregistering, interpreting, moving, replacing
from filings.models import Appointment, Disqualification, Replacement
from tests import factories
from tests.machine.stage import Stage, enterprises, office_of, persons


class Affairs(Stage):
    """The region's and the offices' other acts, each by mostly the right people."""

    # --- Art. 9 and 21 ---------------------------------------------------------------------------

    @rule(data=st.data(), person=persons)
    def bar(self, data: Any, person: int) -> None:
        """Propose somebody for the register, or carry the bar one step on: heard, confirmed, lifted."""
        bar = Disqualification.objects.of(self.cast.person(person).identity_index).first()
        who = self.someone(data, "lhasa1" if bar is None else "region")
        by, today = self.user(who), self.cast.today
        if bar is None:
            allowed = bool(office_of(who)) or who == "region"
            subject = self.cast.person(person)
            if self.attempt(
                allowed, lambda: barring.propose_bar(subject, "G2", by=by, document_no="藏市监〔2026〕1号")
            ):
                self.shadow.bars[person] = "proposed"
        elif bar.status == "confirmed":
            if self.attempt(who == "region", lambda: barring.lift(bar.pk, by=by, reason="判决撤销")):
                del self.shadow.bars[person]
        elif bar.notified_on is None:
            heard = who == "region" or bar.proposed_by == by or by.authority_id == bar.authority_id
            heard = heard and (bool(office_of(who)) or who == "region")
            self.attempt(heard, lambda: barring.notify(bar.pk, by=by, on=today))
        elif bar.statement_on is None:
            heard = who == "region" or (bool(office_of(who)) and by.authority_id == bar.authority_id)
            self.attempt(heard, lambda: barring.record_statement(bar.pk, by=by, on=today, waived=True))
        elif self.attempt(who == "region", lambda: barring.confirm_bar(bar.pk, by=by)):
            self.shadow.confirm_bar(person)
            self.seen["bar confirmed"] += 1

    @precondition(lambda self: self.shadow.papers)
    @rule(data=st.data())
    def exempt(self, data: Any) -> None:
        """The region exempts an unfit candidate from Art. 6, never from Art. 9."""
        pk, paper = self.pick(data, "submitted", "returned")
        who = self.someone(data, "region")
        unfit = paper.appoints and not paper.educated and not paper.exempted
        allowed = who == "region" and paper.status in ("submitted", "returned") and unfit
        if self.attempt(
            allowed,
            lambda: interpreting.record_exemption(
                pk, by=self.user(who), version=None, document_no="藏市监函〔2026〕9号", reason="特殊情况"
            ),
        ):
            paper.exempted, paper.lines = True, paper.lines + 1
            self.seen["exempt"] += 1

    # --- the enterprise comes and goes -----------------------------------------------------------

    @rule(data=st.data(), number=enterprises)
    def move_house(self, data: Any, number: int) -> None:
        """Offer the enterprise to the other office, or answer an offer."""
        enterprise = self.cast.enterprises[number]
        post = self.shadow.posts[number]
        offer = EnterpriseTransfer.objects.open().filter(enterprise=enterprise).first()
        elsewhere = "5402" if post.office == "5401" else "5401"
        if offer is None:
            who = self.someone(data, "other" if post.office == "5402" else "lhasa1")
            allowed = (office_of(who) == post.office or who == "region") and not post.deregistered
            self.attempt(
                allowed,
                lambda: moving.propose(
                    enterprise.pk,
                    factories.authority(elsewhere),
                    by=self.user(who),
                    version=None,
                    reason="住所迁移",
                ),
            )
            return
        who = self.someone(data, "other" if elsewhere == "5402" else "lhasa1")
        if self.attempt(
            office_of(who) == elsewhere, lambda: moving.confirm(offer.pk, by=self.user(who), version=None)
        ):
            post.office = elsewhere
            self.reroute(number, elsewhere)
            self.seen["moved"] += 1

    def reroute(self, number: int, office: str) -> None:
        """What is under way goes along, in nobody's hands."""
        pk = self.shadow.open_of(number)
        if pk is not None:
            paper = self.shadow.papers[pk]
            paper.office, paper.holder, paper.lines = office, "", paper.lines + 1

    @rule(data=st.data(), number=enterprises, seldom=st.integers(0, 3))
    def come_and_go(self, data: Any, number: int, seldom: int) -> None:
        """Deregister the enterprise, or take that back."""
        post, enterprise = self.shadow.posts[number], self.cast.enterprises[number]
        if seldom and not post.deregistered:
            return
        who = self.someone(data, "other" if post.office == "5402" else "lhasa1")
        allowed, by = office_of(who) == post.office or who == "region", self.user(who)
        if post.deregistered:
            act = lambda: deregistering.reinstate(enterprise.pk, by=by, version=None, reason="误操作")  # noqa: E731
        else:
            act = lambda: deregistering.deregister(  # noqa: E731
                enterprise.pk, self.cast.today, by=by, version=None, reason="吊销"
            )
        if self.attempt(allowed, act) is None:
            return
        post.deregistered = not post.deregistered
        post.person, post.resting = post.resting, post.person
        self.seen["deregistered" if post.deregistered else "reinstated"] += 1
        pk = self.shadow.open_of(number)
        if post.deregistered and pk is not None and self.shadow.papers[pk].status != "draft":
            paper = self.shadow.papers[pk]
            paper.status, paper.holder, paper.lines = "withdrawn", "", paper.lines + 1

    # --- Art. 12 ---------------------------------------------------------------------------------

    @rule(data=st.data(), number=enterprises)
    def recommend(self, data: Any, number: int) -> None:
        """Carry a recommendation one step on; it never touches a filing (D21)."""
        held = Appointment.objects.in_office().filter(enterprise=self.cast.enterprises[number]).first()
        if held is None:
            return
        row = Replacement.objects.open().filter(appointment=held).first()
        post = self.shadow.posts[number]
        likely = {None: "other" if post.office == "5402" else "lhasa1", "issued": f"filer{number}"}
        who = self.someone(data, likely.get(row.status if row else None, "region"))
        by = self.user(who)
        if row is None:
            self.attempt(
                office_of(who) == post.office or who == "region",
                lambda: replacing.report_clue(held.pk, by=by, grounds=["duty"], finding="未有效履职"),
            )
        elif row.status == "clue":
            self.attempt(who == "region", lambda: replacing.review(row.pk, by=by, version=None))
        elif row.status == "reviewing":
            self.attempt(
                who == "region",
                lambda: replacing.issue(row.pk, by=by, version=None, letter_text="建议"),
            )
        elif row.status == "issued":
            own = who == f"filer{number}"
            if self.attempt(
                own,
                lambda: replacing.reply(row.pk, by=by, version=None, reply="refused", reason="理由如下"),
            ):
                self.seen["letter answered"] += 1
        else:
            self.attempt(
                who == "region", lambda: replacing.close(row.pk, by=by, version=None, reason="不再跟进")
            )
