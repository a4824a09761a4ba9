"""What the lines of the trail are called, for the audit pages and every timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext_lazy as _

GROUPS: Mapping[str, Any] = {
    "filing": _("备案办理"),
    "batch": _("上报批次"),
    "person": _("人员查询"),
    "bar": _("不得担任情形"),
    "replacement": _("撤换建议"),
    "duty_report": _("履职报告"),
    "nomination": _("人才库推荐"),
    "member": _("人才库成员"),
    "assignment": _("专家任务"),
    "interpretation": _("条款解释"),
    "activity": _("推广活动"),
    "experience": _("典型经验"),
    "budget": _("经费预算"),
    "spending": _("经费支出"),
    "session": _("培训班"),
    "institution": _("培训机构"),
    "plan": _("年度培训计划"),
    "enterprise": _("企业变动"),
    "directory": _("企业名录"),
    "calendar": _("工作日历"),
    "roster": _("导出"),
    "account": _("账号管理"),
    "mail": _("邮件"),
}
ACTIONS: Mapping[str, Any] = {
    "filing.start": _("新建备案"),
    "filing.save": _("保存备案"),
    "filing.attach": _("上传附件"),
    "filing.detach": _("删除附件"),
    "filing.discard": _("删除草稿"),
    "filing.submit": _("提交备案"),
    "filing.withdraw": _("撤回备案"),
    "filing.claim": _("领取备案"),
    "filing.release": _("放回队列"),
    "filing.hand_over": _("移交经办"),
    "filing.take_over": _("接手经办"),
    "filing.return": _("退回补正"),
    "filing.accept": _("受理并予以备案"),
    "filing.refuse": _("不予备案"),
    "filing.set_size": _("核定企业规模"),
    "filing.forward": _("上报自治区局"),
    "filing.record": _("入册"),
    "filing.query": _("提出疑问"),
    "filing.reply": _("答复疑问"),
    "filing.close": _("企业注销，终止办理"),
    "filing.reroute": _("随企业移交"),
    "filing.choose_changes": _("重新选择变更事项"),
    "appointment.end": _("任职结束"),
    "appointment.requalify": _("资格复核"),
    "appointment.resume": _("恢复在任"),
    "filing.exempt": _("登记任职条件豁免"),
    "filing.bar": _("登记册发现不得担任情形"),
    "filing.answer": _("说明补正事项"),
    "filing.recalculate": _("重算期限"),
    "filing.reveal_identity": _("查看完整证件号码"),
    "person.look_up": _("按证件号码查询人员"),
    "batch.create": _("生成上报批次"),
    "bar.propose": _("提出不得担任情形"),
    "bar.notify": _("告知本人不得担任情形"),
    "bar.hear": _("登记陈述申辩"),
    "bar.confirm": _("确认不得担任情形"),
    "bar.decline": _("不予确认不得担任情形"),
    "bar.lift": _("解除不得担任情形"),
    "snapshot.freeze": _("固定考核评价指标表"),
    "weight.enter": _("登记指标权重"),
    "replacement.clue": _("提出撤换线索"),
    "replacement.bar": _("线索并入不得担任情形"),
    "replacement.review": _("开始审查撤换线索"),
    "replacement.issue": _("发出撤换建议书"),
    "replacement.dismiss": _("不予发出撤换建议"),
    "replacement.reply": _("答复撤换建议"),
    "replacement.unanswered": _("登记逾期未答复"),
    "replacement.close": _("办结撤换建议"),
    "replacement.settle": _("变更入册，撤换建议办结"),
    "duty_report.start": _("新建履职报告"),
    "duty_report.save": _("保存履职报告"),
    "duty_report.hand_in": _("提交履职报告"),
    "duty_report.reopen": _("收回履职报告"),
    "nomination.propose": _("推荐进入人才库"),
    "nomination.consent": _("登记本人意见"),
    "nomination.admit": _("同意入库"),
    "nomination.decline": _("不予入库"),
    "nomination.withdraw": _("撤回人才库推荐"),
    "member.admit": _("进入人才库"),
    "member.wish": _("登记退出人才库申请"),
    "member.keep": _("复核后保留在库"),
    "member.depart": _("按本人申请出库"),
    "member.remove": _("决定出库"),
    "member.lose": _("人才库成员失去岗位"),
    "member.bar": _("因不得担任情形出库"),
    "member.misconduct": _("因违反职业操守出库"),
    "assignment.invite": _("邀请专家"),
    "assignment.accept": _("接受专家邀请"),
    "assignment.decline": _("谢绝专家邀请"),
    "assignment.recuse": _("专家申请回避"),
    "assignment.done": _("登记专家任务完成"),
    "assignment.cancel": _("取消专家任务"),
    "interpretation.publish": _("发布条款解释"),
    "interpretation.end": _("截止条款解释"),
    "enterprise.transfer_propose": _("提出移交企业"),
    "enterprise.transfer_confirm": _("接收移交企业"),
    "enterprise.transfer_decline": _("不予接收移交企业"),
    "enterprise.transfer_cancel": _("取消移交企业"),
    "enterprise.relocate": _("住所变更，备案机关变更"),
    "enterprise.deregister": _("登记企业注销"),
    "enterprise.reinstate": _("恢复已注销企业"),
    "enterprise.head_office": _("登记所属企业"),
    "activity.log": _("登记推广活动"),
    "activity.amend": _("修改推广活动"),
    "activity.strike": _("作废推广活动"),
    "activity.restore": _("恢复推广活动"),
    "activity.add_picture": _("添加活动图片"),
    "activity.remove_picture": _("移除活动图片"),
    "experience.start": _("新建典型经验"),
    "experience.save": _("保存典型经验"),
    "experience.submit": _("提交典型经验"),
    "experience.send": _("报送本机关典型经验"),
    "experience.report": _("报送典型经验"),
    "experience.return": _("退回典型经验"),
    "experience.withdraw": _("撤回典型经验"),
    "experience.publish": _("发布典型经验"),
    "experience.decline": _("不予采用典型经验"),
    "experience.retract": _("撤下典型经验"),
    "experience.add_picture": _("添加典型经验图片"),
    "experience.remove_picture": _("移除典型经验图片"),
    "budget.set": _("登记经费预算"),
    "budget.amend": _("修改经费预算"),
    "spending.log": _("登记经费支出"),
    "spending.strike": _("作废经费支出"),
    "spending.restore": _("恢复经费支出"),
    "session.create": _("新建培训班"),
    "session.edit": _("修改培训班"),
    "session.open": _("发布培训班"),
    "session.complete": _("培训班结业"),
    "session.cancel": _("取消培训班"),
    "session.discard": _("删除筹备中的培训班"),
    "institution.commission": _("委托培训机构"),
    "institution.amend": _("修改培训机构"),
    "institution.end": _("提前终止委托"),
    "institution.add_document": _("添加资质材料"),
    "institution.remove_document": _("移除资质材料"),
    "plan.create": _("新建年度培训计划"),
    "plan.edit": _("修改年度培训计划"),
    "plan.add_line": _("添加计划项目"),
    "plan.edit_line": _("修改计划项目"),
    "plan.remove_line": _("删除计划项目"),
    "plan.publish": _("发布年度培训计划"),
    "plan.discard": _("删除年度培训计划草稿"),
    "directory.import": _("导入企业名录"),
    "directory.register": _("注册时新建企业"),
    "directory.headings": _("填写藏文标题"),
    "calendar.add": _("添加放假或上班日"),
    "calendar.change": _("修改放假或上班日"),
    "calendar.remove": _("删除放假或上班日"),
    "calendar.import": _("导入工作日历"),
    "roster.export": _("导出花名册"),
    "roster.export_failed": _("花名册导出中断"),
    "list.export": _("导出备案清单"),
    "member.export": _("导出人才库名册"),
    "nomination.export": _("导出人才库推荐清单"),
    "assignment.export": _("导出专家任务清单"),
    "account.create": _("新建账号"),
    "account.edit": _("修改账号"),
    "account.activate": _("启用账号"),
    "account.deactivate": _("停用账号"),
    "account.unlock": _("解除登录锁定"),
    "account.reset_password": _("重置密码"),
    "account.change_password": _("修改本人密码"),
    "account.register": _("提交注册申请"),
    "account.registration_approve": _("通过注册申请"),
    "account.registration_decline": _("不予通过注册申请"),
    "account.invite": _("邀请成员"),
    "account.invitation_revoke": _("撤销邀请"),
    "account.invitation_accept": _("接受邀请"),
    "mail.send_again": _("重新发送邮件"),
    "mail.cancel": _("取消发送邮件"),
    "enrolment.enrol": _("培训报名"),
    "enrolment.promote": _("候补转为报名"),
    "enrolment.cancel": _("取消培训报名"),
    "enrolment.attend": _("培训签到"),
    "enrolment.unmark": _("撤销培训签到"),
    "enrolment.result": _("评定培训结果"),
    "enrolment.correct": _("更正培训结果"),
    "enrolment.invite": _("邀请参加培训"),
}
_CHOSEN = ("status", "state", "size", "role")  # fields whose values a line may hold


def action_label(action: str) -> str:
    """The official name of an action; its code when it has none yet."""
    return str(ACTIONS.get(action, action))


def value_label(target_type: str, value: str) -> str:
    """A value before or after as people call it: ``submitted`` of a filing reads 待审核."""
    try:
        model = apps.get_model(target_type)
    except (LookupError, ValueError):
        return value
    for name in _CHOSEN:
        try:
            labels = dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
        except FieldDoesNotExist:
            continue
        if value in labels:
            return str(labels[value])
    return value


def target_label(target_type: str) -> str:
    """What kind of thing a line is about."""
    try:
        return str(apps.get_model(target_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return target_type
