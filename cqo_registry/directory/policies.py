"""Who may change the directory: offices their own area, the region all of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory import facts
from cqo_registry.directory.models import Authority, DirectoryImport, Enterprise, EnterpriseTransfer


def may_import(user: Viewer) -> Verdict:
    """Filing offices and the region keep the directory; everybody else reads."""
    return Verdict.unless(
        not (user.is_officer or user.is_region)
        and Reason("not_office", _("只有备案机关和自治区局的工作人员可以导入名录。"))
    )


def may_apply(user: Viewer, upload: DirectoryImport) -> Verdict:
    """Whether the upload may go in now: by its own office, without faults, and not yet done."""
    own = bool(may_import(user)) and user.authority_id == upload.authority_id
    return Verdict.unless(
        not own and Reason("not_own", _("只有上传机关的工作人员可以确认导入。")),
        bool(upload.faults) and Reason("faults", _("名录还有问题，请改正后重新上传。")),
        upload.applied_at is not None and Reason("applied", _("这份名录已经导入。")),
    )


def may_edit_headings(user: Viewer, authority: Authority) -> Verdict:
    """Each office enters its own Tibetan headings, the region those of all (domain §7)."""
    own = user.is_officer and user.authority_id == authority.pk
    return Verdict.unless(
        not (own or user.is_region) and Reason("not_own", _("藏文标题由本机关或自治区局的工作人员填写。")),
    )


def may_keep_calendar(user: Viewer, authority: Authority | None) -> Verdict:
    """Each office keeps its own days; the region keeps the national ones and may keep an office's."""
    own = user.is_officer and authority is not None and user.authority_id == authority.pk
    return Verdict.unless(
        not (own or user.is_region)
        and Reason("not_own", _("全国安排由自治区局维护，各机关只维护本机关的放假和上班日。")),
    )


def may_keep(user: Viewer, enterprise: Enterprise) -> Verdict:
    """The office of the enterprise's area, and the region for any office (Art. 13)."""
    own = user.is_officer and user.authority_id == enterprise.authority_id
    return Verdict.unless(
        not (own or user.is_region)
        and Reason("not_office", _("只有负责该辖区的备案机关和自治区局可以办理。"), "13")
    )


def may_propose_transfer(user: Viewer, enterprise: Enterprise) -> Verdict:
    """The office gives its enterprise to another one, or the region does it for the office (D14)."""
    return may_keep(user, enterprise) & facts.movable(enterprise)


def may_answer_transfer(user: Viewer, transfer: EnterpriseTransfer) -> Verdict:
    """Only the receiving office takes the enterprise or declines it (D14)."""
    receiver = user.is_officer and user.authority_id == transfer.destination_id
    return Verdict.unless(not receiver and Reason("not_receiver", _("只有接收机关可以答复移交。"), "13"))


def may_cancel_transfer(user: Viewer, transfer: EnterpriseTransfer) -> Verdict:
    """The office that gives the enterprise away, and the region, (D14)."""
    own = user.is_officer and user.authority_id == transfer.origin_id
    return Verdict.unless(
        not (own or user.is_region)
        and Reason("not_proposer", _("只有移出机关和自治区局可以取消移交。"), "13")
    )


def may_deregister(user: Viewer, enterprise: Enterprise) -> Verdict:
    """The office of the area or the region notes that the enterprise is gone (D29)."""
    return may_keep(user, enterprise)


def may_reinstate(user: Viewer, enterprise: Enterprise) -> Verdict:
    """Whoever may deregister may take it back: a wrong click hurts (D29)."""
    return may_keep(user, enterprise)


def may_set_head_office(user: Viewer, enterprise: Enterprise) -> Verdict:
    """The office of the area or the region says whose branch an enterprise is (D15)."""
    return may_keep(user, enterprise)


def may_enter_paper(user: Viewer, enterprise: Enterprise) -> Verdict:
    """Only the office of the enterprise's area types what came on paper (代录, domain §2.2)."""
    own = user.is_officer and user.authority_id == enterprise.authority_id
    return Verdict.unless(
        not own and Reason("not_office", _("只有负责该辖区的备案机关可以代录。"), "14")
    ) & facts.existing(enterprise)
