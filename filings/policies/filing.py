"""Who may do what with a filing: the rows of the permission matrix of domain §2.2."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.enums import FilingSource, FilingStatus
from filings.models import Filing
from filings.rules.disqualification import PROPOSED_CODES
from filings.rules.position import TWO_POSTS

FOR_OFFICERS = PROPOSED_CODES | {TWO_POSTS}  # the findings told to officers alone (decisions D11, D19)


@cites("14")
def may_file(user: User, filing: Filing) -> Verdict:
    """The enterprise files, corrects and withdraws its own; its office types what came on paper (代录).

    A deregistered enterprise only reads (decision D29).
    """
    return is_typist(user, filing) & Verdict.unless(
        not filing.enterprise.is_active
        and Reason("deregistered", _("企业已注销，只能查看，不能再办理。"), "14")
    )


@cites("14")
def is_typist(user: User, filing: Filing) -> Verdict:
    """Whose filing it is to fill in: the enterprise's, or of a paper form the office's (代录)."""
    if filing.source == FilingSource.PAPER:
        office = user.is_officer and user.authority_id == filing.authority_id
        return Verdict.unless(not office and Reason("not_office", _("只有代录的备案机关可以办理。"), "14"))
    own = user.is_enterprise and user.enterprise_id == filing.enterprise_id
    return Verdict.unless(not own and Reason("not_own", _("只有本企业的备案人员可以办理。"), "14"))


@cites("13")
def may_review(user: User, filing: Filing) -> Verdict:
    """The filing office of the enterprise's area reviews; no other office and not the region."""
    own = user.is_officer and user.authority_id == filing.authority_id
    return Verdict.unless(
        not own and Reason("not_office", _("只有负责该辖区的备案机关可以办理。"), "13"),
    )


@cites("13")
def may_decide(user: User, filing: Filing) -> Verdict:
    """An officer of the filing office who has claimed the filing decides."""
    holder = filing.claimed_by
    return may_review(user, filing) & Verdict.unless(
        holder is None and Reason("unclaimed", _("请先领取这件备案，再作出决定。")),
        holder is not None
        and holder.pk != user.pk
        and Reason("held_by_other", _("这件备案由%(name)s经办，请与其联系。") % {"name": holder.name}),
    )


@cites("13")
def may_claim(user: User, filing: Filing) -> Verdict:
    """Whether the filing is submitted, in this office's area and free."""
    holder = filing.claimed_by
    return may_review(user, filing) & Verdict.unless(
        filing.status != FilingStatus.SUBMITTED and Reason("wrong_state", _("只有待审核的备案可以领取。")),
        holder is not None
        and holder.pk != user.pk
        and Reason("held_by_other", _("这件备案已由%(name)s领取。") % {"name": holder.name}),
    )


@cites("13")
def may_take_over(user: User, filing: Filing) -> Verdict:
    """A colleague of the holder's office: nobody's absence holds a filing up."""
    holder = filing.claimed_by
    return may_review(user, filing) & Verdict.unless(
        holder is None and Reason("unclaimed", _("这件备案没有人经办，请直接领取。")),
        holder is not None and holder.pk == user.pk and Reason("own", _("这件备案已由您经办。")),
    )


@cites("13")
def may_receive(colleague: User, authority_id: int | None) -> Verdict:
    """Whether a filing of this office may be put into the colleague's hands."""
    works_there = colleague.is_officer and colleague.is_active and colleague.authority_id == authority_id
    return Verdict.unless(
        not works_there
        and Reason("not_colleague", _("只能移交给本机关在用账号的工作人员。"), "13", field="to")
    )


@cites("13")
def may_share_out(user: User, holder: User) -> Verdict:
    """An officer hands over what a colleague of the same office holds, also one whose account is closed."""
    same = user.is_officer and holder.is_officer and user.authority_id == holder.authority_id
    return Verdict.unless(
        not same and Reason("not_office", _("只能移交本机关工作人员经办的备案。"), "13", field="holder")
    )


@cites("14")
def may_forward(user: User, filing: Filing) -> Verdict:
    """The filing office reports its accepted filings to the region."""
    return may_review(user, filing)


@cites("14")
def may_record(user: User, filing: Filing) -> Verdict:
    """Only the region writes the regional ledger."""
    return Verdict.unless(
        not user.is_region and Reason("not_region", _("只有自治区局工作人员可以入册。"), "14"),
    )


def may_reveal_identity(user: User, filing: Filing) -> Verdict:
    """Who may open an identity number: the enterprise's own filers, its office, the region."""
    allowed = is_typist(user, filing) or may_review(user, filing) or user.is_region
    return Verdict.unless(not allowed and Reason("not_allowed", _("您无权查看完整证件号码。")))


@cites("9")
def readable(user: User, verdict: Verdict) -> Verdict:
    """The verdict as this user may read it.

    A proposed bar and a post at another enterprise are told to officers alone (decisions D11, D19).
    """
    if not user.is_enterprise:
        return verdict
    return Verdict(tuple(reason for reason in verdict if reason.code not in FOR_OFFICERS))
