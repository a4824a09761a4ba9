"""What is asked before an act on recommendations, members and tasks of the pool (Art. 15)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.confirming import asks
from talent_pool.models import Assignment, Membership, Nomination

asks(
    "talent_pool:nomination_admit",
    _("同意入库"),
    _("该人员即为人才库成员，企业和推荐机关会收到通知。"),
    of=Nomination,
)
asks(
    "talent_pool:nomination_decline",
    _("不予入库"),
    _("这件推荐随即办结，理由会告知推荐机关和企业。"),
    of=Nomination,
    hurts=True,
)
asks(
    "talent_pool:nomination_withdraw",
    _("撤回推荐"),
    _("不再办理这件推荐，可以重新推荐。"),
    of=Nomination,
    hurts=True,
)
asks(
    "talent_pool:member_wish",
    _("登记退出申请"),
    _("不再收到新的邀请，由自治区局办理出库。"),
    of=Membership,
    hurts=True,
)
asks(
    "talent_pool:member_depart",
    _("办理出库"),
    _("未完成的任务一并取消，企业会收到通知。"),
    of=Membership,
    hurts=True,
)
asks(
    "talent_pool:member_remove",
    _("决定出库"),
    _("未完成的任务一并取消，理由会告知企业，以后可以重新推荐。"),
    of=Membership,
    hurts=True,
)
asks(
    "talent_pool:assignment_decline",
    _("谢绝邀请"),
    _("邀请机关会收到通知，这次邀请随即结束。"),
    of=Assignment,
    hurts=True,
)
asks(
    "talent_pool:assignment_recuse",
    _("申请回避"),
    _("邀请机关会看到理由，专家不再参加这项任务。"),
    of=Assignment,
    hurts=True,
)
asks(
    "talent_pool:assignment_done",
    _("登记完成"),
    _("记入专家的工作记录，登记后不能更改。"),
    of=Assignment,
)
asks(
    "talent_pool:assignment_cancel",
    _("取消任务"),
    _("企业和专家会收到通知，取消后不能恢复。"),
    of=Assignment,
    hurts=True,
)
