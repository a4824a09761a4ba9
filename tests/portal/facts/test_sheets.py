"""The figures of a sheet, their lists, and that a frozen moment computes to the same later (Art. 19)."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.directory.models import County, EnterpriseProfile
from cqo_registry.portal.facts.areas import areas_of
from cqo_registry.portal.facts.sheets import figures
from cqo_registry.portal.facts.sources import SOURCES
from cqo_registry.portal.facts.span import Span
from cqo_registry.portal.rules.indicators import ASSESSMENT, STATISTICS
from cqo_registry.portal.views.coverage import coverage
from filings.actions import barring, deregistering, moving
from filings.models import Filing
from talent_pool.actions import leaving
from talent_pool.models import Membership
from tests import factories
from tests.factories import bars, pool, promotion, sheets
from tests.once import once
from training.actions import activities, experiences
from training.models import Activity, Experience

pytestmark = pytest.mark.django_db
BOTH = (*ASSESSMENT, *STATISTICS)


def sheet(user: User, span=None):
    return figures(BOTH, areas_of(user, with_region=True), span or sheets.this_year())


def test_an_office_reads_its_own_row_and_its_zone_alone():
    assert [area.code for area in areas_of(factories.officer())] == ["5401", "LSJKQ"]
    assert [area.code for area in areas_of(factories.officer("LSJKQ"))] == ["LSJKQ"]
    assert areas_of(factories.filer()) == []


def later_acceptance(register):
    factories.changed(register["lhasa"], "K2")


def later_enterprise(register):
    factories.accepted(factories.make_enterprise("5403"))


def later_profile(register):
    enterprise = register["lhasa"].enterprise
    enterprise.profile = EnterpriseProfile.objects.create(
        enterprise=enterprise, valid_from=date(2020, 1, 1), source="import", categories=["V"]
    )
    enterprise.save()


def later_deregistration(register):
    enterprise, day = register["zone"].enterprise, timezone.localdate()
    enterprise.refresh_from_db()
    by = factories.officer("LSJKQ")
    deregistering.deregister(enterprise.pk, day, by=by, version=enterprise.version, reason="注销登记")


def later_reinstatement(register):
    later_deregistration(register)
    enterprise = register["zone"].enterprise
    enterprise.refresh_from_db()
    deregistering.reinstate(
        enterprise.pk, by=factories.officer("LSJKQ"), version=enterprise.version, reason="登记有误"
    )


def later_move(register):
    enterprise = register["lhasa"].enterprise
    enterprise.refresh_from_db()
    offer = moving.propose(
        enterprise.pk,
        factories.authority("5402"),
        by=factories.officer(),
        version=enterprise.version,
        reason="迁址",
    )
    moving.confirm(offer.pk, by=factories.officer("5402"), version=offer.version)


def later_class(register):
    sheets.trained(factories.accepted())


def later_strike(register):
    row = Activity.objects.filter(authority__code="5401").get()
    activities.strike_activity(row.pk, by=row.created_by, reason="重复登记", version=row.version)


def later_restoring(register):
    later_strike(register)
    row = Activity.objects.filter(authority__code="5401").get()
    activities.restore_activity(row.pk, by=row.created_by, version=row.version)


def later_amendment(register):
    row = Activity.objects.filter(authority__code="5401").get()
    given = {name: getattr(row, name) for name in activities.FIELDS}
    given |= {"held_on": row.held_on - timedelta(days=800), "enterprises": list(row.enterprises.all())}
    activities.amend_activity(row.pk, given, by=row.created_by, version=row.version)


def later_activity(register):
    promotion.activity(held_on=timezone.localdate() - timedelta(days=1))


def later_retraction(register):
    row = Experience.objects.published().get()
    experiences.retract(row.pk, by=row.decided_by, version=row.version, reason="数据有误")


def later_withdrawal(register):
    row = Experience.objects.awaiting_region().get()
    author = User.objects.get(pk=row.created_by_id)
    experiences.withdraw(row.pk, by=author, version=row.version)


def later_domicile(register):
    to = County.objects.filter(authority__code="5402").first()
    factories.changed(register["lhasa"], "K4", county=to, products=[{"name": "青稞饼", "category": "V"}])


def later_bar(register):
    row = Membership.objects.select_related("person").get()
    held = Filing.objects.filter(appointment__person=row.person).latest("pk")
    bar = bars.confirmed(bars.candidate(held))
    barring.lift(bar.pk, by=bar.confirmed_by, version=bar.version, reason="判决已撤销")


def later_publication(register):
    promotion.published()


def later_member(register):
    pool.member()


def later_leaving(register):
    row = Membership.objects.get()
    leaving.remove(row.pk, by=row.admitted_by, version=row.version, reason="不再需要")


def later_due_date(register):
    filing = Filing.objects.filter(change_types=["K1"]).get()
    before, filing.due_on = filing.due_on, date(2000, 1, 1)
    filing.save(update_fields=["due_on"])
    details = {"due_on": [str(before), "2000-01-01"]}
    trail.record(
        "filing.recalculate", by=None, target=filing, before=str(before), after="2000-01-01", details=details
    )


LATER = [value for name, value in sorted(globals().items()) if name.startswith("later_")]


def test_every_counted_indicator_has_its_rows():
    assert {each.code for each in BOTH if not each.part} == set(SOURCES)


def test_the_queries_do_not_grow_with_rows(django_assert_num_queries):
    user, span = factories.region_officer(), sheets.this_year()
    counted = len({each.code for each in ASSESSMENT if not each.part})
    areas = areas_of(user)
    with django_assert_num_queries(counted):
        figures(ASSESSMENT, areas, span)
    sheets.register()
    with django_assert_num_queries(counted):
        figures(ASSESSMENT, areas, sheets.this_year())


register = once(sheets.register)


class TestTheRegister:
    """Of one register, made once."""

    def test_the_sheet_counts_what_was_counted_by_hand(self, register):
        held = sheet(factories.region_officer())
        lhasa, zone, total = held["5401"], held["LSJKQ"], held[""]
        assert (zone["targets"], zone["filed"], zone["coverage"]) == (1, 1, "100.0")
        assert (held["5402"]["targets_C"], held["5402"]["targets_S"], held["5402"]["filed"]) == (1, 1, 0)
        assert held["5402"]["coverage"] == "0.0"
        assert held["5403"]["coverage"] is None
        assert (lhasa["vacant"], lhasa["changes"], lhasa["on_time"], lhasa["overdue"]) == (1, 2, 2, 0)
        assert (lhasa["trained"], lhasa["cqo_heads"], lhasa["staff_heads"], lhasa["sessions"]) == (1, 1, 1, 1)
        assert (lhasa["reported"], lhasa["published"], lhasa["members"]) == (2, 1, 1)
        assert (lhasa["activities"], held["54"]["activities"], total["activities"]) == (1, 1, 2)
        assert held["ZQ"]["filed"] == 1
        for code in ("targets", "filed", "ledger", "added", "changed"):
            outer = [
                area for area in areas_of(factories.region_officer(email="x@example.cn")) if not area.inside
            ]
            assert total[code] == sum(held[area.code][code] for area in outer if area.code), code

    def test_the_sheet_and_the_coverage_of_the_home_page_agree(self, register):
        user = factories.region_officer()
        held = sheet(user)
        for area, row in zip(areas_of(user), coverage(user), strict=True):
            counted = [held[area.code][f"targets_{kind}"] for kind in "LCS"]
            assert [cell.value for cell in row.kinds] == counted
            assert (row.targets.value, row.filed.value) == (
                held[area.code]["targets"],
                held[area.code]["filed"],
            )

    @pytest.mark.parametrize("happens", LATER, ids=lambda each: each.__name__)
    def test_what_happens_later_never_changes_the_figures_of_a_moment(self, happens, register):
        user, span = factories.region_officer(), sheets.this_year()
        before = sheet(user, span)
        happens(deepcopy(register))
        assert sheet(user, span) == before

    def test_a_deregistration_counts_from_when_it_is_entered(self, register):
        later_deregistration(deepcopy(register))
        held = sheet(factories.region_officer())
        assert (held["LSJKQ"]["targets"], held["LSJKQ"]["filed"], held["LSJKQ"]["deregistered"]) == (0, 0, 1)

    def test_what_an_office_accepted_stays_its_own_when_the_enterprise_moves(self, register):
        before = sheet(factories.region_officer())
        later_move(deepcopy(register))
        after = sheet(factories.region_officer(email="moved@example.cn"))
        for code in ("added", "changed", "changes", "on_time", "lag"):
            assert [after[area][code] for area in ("5401", "5402")] == [
                before[area][code] for area in ("5401", "5402")
            ], code
        assert (before["5402"]["filed"], after["5402"]["filed"]) == (0, 1)
        assert after["5401"]["filed"] == before["5401"]["filed"] - 1


def test_a_deregistration_counts_on_its_day_though_the_enterprise_came_on_file_later():
    gone = timezone.localdate() - timedelta(days=1)
    enterprise = factories.make_enterprise("LSJKQ")
    by = factories.officer("LSJKQ")
    deregistering.deregister(enterprise.pk, gone, by=by, version=enterprise.version, reason="注销登记")
    held = sheet(factories.region_officer(), Span(gone, gone, timezone.now()))
    assert held["LSJKQ"]["deregistered"] == 1
