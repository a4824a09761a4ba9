"""What the filing and the directory say of the enterprise: its size, and whether it may file."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory import industries
from cqo_registry.directory.enums import EnterpriseStatus, SizeClass
from cqo_registry.directory.models import Enterprise
from cqo_registry.directory.rules.size import Figures, check_figures, classify
from filings.models import Appointment, Filing


def figures_of(filing: Filing) -> Figures | None:
    """The size figures of the declaration; None while the industry is missing or unknown."""
    try:
        group = industries.group_of(filing.industry)
    except LookupError:
        return None
    return Figures(group=group, employees=filing.employees, revenue=filing.revenue, assets=filing.assets)


@cites("6")
def size_of(filing: Filing) -> str:
    """The class by the statistics standard; empty while figures are missing (decision D4)."""
    figures = figures_of(filing)
    if figures is None or not check_figures(figures):
        return ""
    return classify(figures).value


@cites("6")
def check_size(filing: Filing) -> Verdict:
    """Missing figures, and a stated class that differs from the computed one."""
    figures = figures_of(filing)
    if figures is None:
        return Verdict()
    differs = filing.size and filing.stated_size and filing.size != filing.stated_size
    return check_figures(figures) & Verdict.unless(
        differs
        and Reason(
            "size_differs",
            _("企业自报规模与按标准划型结果（%(size)s）不一致，任职条件按划型结果判定。")
            % {"size": SizeClass(filing.size).label},
            "6",
            Severity.WARN,
            "stated_size",
        ),
        filing.size == SizeClass.UNCLASSIFIED
        and not filing.officer_size
        and Reason(
            "size_unclassified", _("该行业没有划型标准，由备案机关核定规模。"), "6", Severity.WARN, "industry"
        ),
    )


@cites("14")
def changeable(enterprise: Enterprise) -> Verdict:
    """Whether a change or removal may be started: somebody is filed as in office."""
    return Verdict.unless(
        enterprise.status != EnterpriseStatus.ACTIVE
        and Reason("deregistered", _("企业已注销，不能办理备案。"), "14"),
        not Appointment.objects.in_office().filter(enterprise=enterprise).exists()
        and Reason("nobody_in_office", _("该企业没有在任的首席质量官，请办理备案。"), "14"),
    )


@cites("14")
def standing(filing: Filing) -> Verdict:
    """Whether what the filing rests on still holds: nobody in office, or the one it changes still is."""
    if filing.changes is None:
        return startable(filing.enterprise)
    return changeable(filing.enterprise) & Verdict.unless(
        filing.changes.ended_on is not None
        and Reason("superseded", _("这件备案所变更的任职已经结束，请撤回后重新办理。"), "14")
    )


def vacant_since(filing: Filing, today: date) -> date | None:
    """The day the last CQO of the enterprise left; None once the filing itself put somebody into office.

    Who was accepted with a day of effect still to come, and was ended before it, was never in office.
    """
    if filing.appointment_id is not None:
        return None
    former = Appointment.objects.filter(enterprise=filing.enterprise_id, ended_on__lte=today)
    return former.aggregate(day=Max("ended_on"))["day"]


def startable(enterprise: Enterprise) -> Verdict:
    """Whether an initial filing may be started: the enterprise exists and has nobody in office (D12)."""
    return Verdict.unless(
        enterprise.status != EnterpriseStatus.ACTIVE
        and Reason("deregistered", _("企业已注销，不能办理备案。"), "14"),
        Appointment.objects.in_office().filter(enterprise=enterprise).exists()
        and Reason("in_office", _("该企业已有在任的首席质量官，人员更换请办理变更备案。"), "14"),
    )
