"""What is asked before an act on classes, plans, funds and experiences (Art. 16–18, 20)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.confirming import Given, asks
from training.models import (
    Activity,
    Enrolment,
    Experience,
    Institution,
    PlanItem,
    Spending,
    TrainingPlan,
    TrainingSession,
)

asks(
    "training:session_complete",
    _("办理结业"),
    _("合格人员的证书随即有效，名单和结果不再变动。"),
    of=TrainingSession,
)
asks(
    "training:session_cancel",
    _("取消培训班"),
    _("已报名的企业会收到通知和邮件，取消后不能恢复。"),
    of=TrainingSession,
    hurts=True,
)
asks(
    "training:session_discard",
    _("删除培训班"),
    _("删除后不能恢复。"),
    of=TrainingSession,
    hurts=True,
)
asks(
    "training:unmark",
    _("撤销签到"),
    _("签到记录随即撤销，可以重新登记。"),
    of=Enrolment,
    hurts=True,
)
asks(
    "training:session_open",
    _("发布培训班"),
    _("发布后编号并通知企业，可以报名。"),
    of=TrainingSession,
)
asks(
    "training:institution_end",
    _("提前终止委托"),
    _("终止后不能恢复，受影响的培训班主办机关会收到通知。"),
    of=Institution,
    hurts=True,
)
asks(
    "training:plan_publish",
    _("发布年度培训计划"),
    _("各机关随即可以查阅并收到通知。"),
    of=TrainingPlan,
)
asks(
    "training:plan_discard",
    _("删除年度培训计划"),
    _("删除后不能恢复。"),
    of=TrainingPlan,
    hurts=True,
)
asks(
    "training:plan_line_remove",
    _("删除计划项目"),
    _("删除后不能恢复，主办机关会收到通知。"),
    of=PlanItem,
    hurts=True,
)
asks(
    "training:activity_strike",
    _("作废推广活动"),
    _("不再计入统计，记录和原因仍可查阅，也可以恢复。"),
    of=Activity,
    hurts=True,
)
asks(
    "training:activity_restore",
    _("恢复推广活动"),
    _("重新计入统计。"),
    of=Activity,
)
asks(
    "training:spending_strike",
    _("作废经费支出"),
    _("不再计入统计，记录和原因仍可查阅，也可以恢复。"),
    of=Spending,
    hurts=True,
)
asks(
    "training:spending_restore",
    _("恢复经费支出"),
    _("重新计入统计。"),
    of=Spending,
)


def _experience_act(request: HttpRequest, given: Given) -> Any:
    return EXPERIENCE_ACTS[given["act"]][0]


def _experience_follows(request: HttpRequest, given: Given) -> Any:
    return EXPERIENCE_ACTS[given["act"]][1]


EXPERIENCE_ACTS = {
    "submit": (_("提交备案机关"), _("提交后不能修改，备案机关会收到通知。")),
    "send": (_("报送自治区局"), _("报送后不能修改，自治区局会收到通知。")),
    "report": (_("报送自治区局"), _("自治区局会收到通知，由其决定是否发布。")),
    "return": (_("退回修改"), _("企业会收到通知和修改意见。")),
    "withdraw": (_("撤回"), _("撤回后不再办理，可以另拟。")),
    "publish": (_("发布"), _("全区企业随即可以阅读，作者会收到通知。")),
    "decline": (_("不予采用"), _("作者和报送机关会看到理由，决定后不能恢复。")),
    "retract": (_("撤下"), _("企业不再能阅读，作者会看到理由。")),
}
asks("training:experience_act", _experience_act, _experience_follows, of=Experience)
asks("training:invite", _("邀请参加培训"), _("所选企业会收到通知和邮件。"))
asks("training:activity_picture_remove", _("移除图片"), _("页面上不再显示，记录和文件保留备查。"), hurts=True)
asks(
    "training:experience_picture_remove", _("移除图片"), _("页面上不再显示，记录和文件保留备查。"), hurts=True
)
asks("training:institution_document_remove", _("移除资质材料"), _("记录和文件保留备查。"), hurts=True)
