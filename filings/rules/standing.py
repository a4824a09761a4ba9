"""Art. 14: what an enterprise may report: a first CQO while it has none, changes of the one it has."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict


@cites("14")
def check_active(*, active: bool) -> Verdict:
    """Nothing is filed for an enterprise that is gone (decision D29)."""
    return Verdict.unless(not active and Reason("deregistered", _("企业已注销，不能办理备案。"), "14"))


@cites("14")
def check_startable(*, active: bool, held: bool) -> Verdict:
    """An initial filing finds the post vacant (D12)."""
    return check_active(active=active) & Verdict.unless(
        held and Reason("in_office", _("该企业已有在任的首席质量官，人员更换请办理变更备案。"), "14")
    )


@cites("14")
def check_changeable(*, active: bool, held: bool) -> Verdict:
    """A change or removal finds somebody filed as in office."""
    return check_active(active=active) & Verdict.unless(
        not held and Reason("nobody_in_office", _("该企业没有在任的首席质量官，请办理备案。"), "14")
    )


@cites("14")
def check_unended(*, ended: bool) -> Verdict:
    """The appointment that a filing changes has not ended meanwhile."""
    return Verdict.unless(
        ended and Reason("superseded", _("这件备案所变更的任职已经结束，请撤回后重新办理。"), "14")
    )
