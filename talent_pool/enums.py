"""The choices of the talent pool (Art. 15)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NominationSource(models.TextChoices):
    """The two ways into the pool that Art. 15 names."""

    PREFECTURE = "prefecture", _("地（市）推荐")
    REGION = "region", _("自治区局从备案信息选拔")


class NominationStatus(models.TextChoices):
    """From the recommendation to the region's decision."""

    PROPOSED = "proposed", _("待决定")
    ADMITTED = "admitted", _("已入库")
    DECLINED = "declined", _("不予入库")
    WITHDRAWN = "withdrawn", _("已撤回")


class Consent(models.TextChoices):
    """What the person said to being in the pool; nobody is admitted against their will."""

    ASKED = "asked", _("待本人答复")
    GIVEN = "given", _("本人同意")
    REFUSED = "refused", _("本人不同意")


class Skill(models.TextChoices):
    """What an expert can be asked for; tags, no tiers (decision D26)."""

    MANAGEMENT_SYSTEM = "system", _("质量管理体系")
    INSPECTION = "inspection", _("检验检测")
    METROLOGY = "metrology", _("计量")
    STANDARDS = "standards", _("标准化")
    CERTIFICATION = "certification", _("认证认可")
    BRAND = "brand", _("品牌培育")
    PROCESS = "process", _("工艺改进")
    RISK = "risk", _("质量安全风险防控")
    DIGITAL = "digital", _("质量数字化")
    AWARD = "award", _("质量奖评审")


class MembershipStatus(models.TextChoices):
    """Whether the expert is in the pool; without a post in office a member is inactive, which is computed."""

    CURRENT = "current", _("在库")
    LEFT = "left", _("已出库")


class LeavingGround(models.TextChoices):
    """Why an expert left; the first two come about by themselves (Art. 9, 12)."""

    BAR = "bar", _("确认有不得担任情形")
    MISCONDUCT = "misconduct", _("因违反职业操守被撤换")
    WISH = "wish", _("本人申请退出")
    DECISION = "decision", _("自治区局决定")


class AssignmentKind(models.TextChoices):
    """What experts of the pool are recommended for (Art. 15)."""

    IMPROVEMENT = "improvement", _("质量提升")
    DIAGNOSIS = "diagnosis", _("质量诊断")
    REVIEW = "review", _("质量评审")
    CONSULTATION = "consultation", _("决策咨询")


class AssignmentStatus(models.TextChoices):
    """From the invitation to the feedback."""

    INVITED = "invited", _("已邀请")
    ACCEPTED = "accepted", _("已接受")
    DECLINED = "declined", _("已谢绝")
    RECUSED = "recused", _("已回避")
    DONE = "done", _("已完成")
    CANCELLED = "cancelled", _("已取消")
