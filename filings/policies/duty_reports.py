"""Who writes a duty report: the enterprise of the CQO alone; whoever sees it may read it (Art. 8, 10)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Enterprise
from filings.models import DutyReport


@cites("10")
def may_report_duty(user: User, enterprise: Enterprise) -> Verdict:
    """The enterprise reports on its own CQO, while it exists (decision D29)."""
    own = user.is_enterprise and user.enterprise_id == enterprise.pk
    return Verdict.unless(
        not own and Reason("not_own", _("履职报告由本企业的人员填写。"), "10"),
        own
        and not enterprise.is_active
        and Reason("deregistered", _("企业已注销，只能查看，不能再办理。"), "10"),
    )


@cites("10")
def may_write(user: User, report: DutyReport) -> Verdict:
    """What was handed in is opened again before it is changed, so that readers are not surprised."""
    return may_report_duty(user, report.enterprise) & Verdict.unless(
        report.submitted_at is not None
        and Reason("handed_in", _("报告已提交。需要修改的，请先收回修改。"), "10")
    )


@cites("10")
def may_reopen(user: User, report: DutyReport) -> Verdict:
    """The enterprise takes its report back to correct it."""
    return may_report_duty(user, report.enterprise) & Verdict.unless(
        report.submitted_at is None and Reason("not_handed_in", _("报告还没有提交，可以直接修改。"), "10")
    )
