"""The choices of the directory: offices, enterprises, industries and sizes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuthorityLevel(models.TextChoices):
    """The place of an office: the region manages all, prefectures and zones file (Art. 13, decision D17)."""

    REGION = "region", _("自治区")
    PREFECTURE = "prefecture", _("地（市）")
    ZONE = "zone", _("经开区/工业园")


class EnterpriseType(models.TextChoices):
    """The legal form, as far as statistics need it."""

    STATE = "state", _("国有企业")
    COLLECTIVE = "collective", _("集体企业")
    LIMITED = "limited", _("有限责任公司")
    JOINT_STOCK = "joint_stock", _("股份有限公司")
    PRIVATE = "private", _("私营独资企业")
    PARTNERSHIP = "partnership", _("合伙企业")
    FOREIGN = "foreign", _("外商及港澳台投资企业")
    COOPERATIVE = "cooperative", _("农民专业合作社")
    INDIVIDUAL = "individual", _("个体工商户")
    BRANCH = "branch", _("分支机构")
    OTHER = "other", _("其他")


class EnterpriseStatus(models.TextChoices):
    """Whether the enterprise still exists in the region (decision D29)."""

    ACTIVE = "active", _("存续")
    DEREGISTERED = "deregistered", _("注销")


class SizeClass(models.TextChoices):
    """The statistical size that decides what Art. 6 asks for."""

    LARGE = "large", _("大型")
    MEDIUM = "medium", _("中型")
    SMALL = "small", _("小型")
    MICRO = "micro", _("微型")
    UNCLASSIFIED = "unclassified", _("未划型")


class ProductCategory(models.TextChoices):
    """Why a product makes its producer a target of Art. 4; totals count L before C before S before V."""

    LICENCE = "L", _("生产许可")
    CERTIFICATION = "C", _("强制性认证")
    STANDARD = "S", _("强制性标准")
    OTHER = "V", _("其他")


class IndustryGroup(models.TextChoices):
    """The sixteen groups of the size standard (国统字〔2017〕213号)."""

    AGR = "AGR", _("农、林、牧、渔业")
    IND = "IND", _("工业")
    CON = "CON", _("建筑业")
    WHO = "WHO", _("批发业")
    RET = "RET", _("零售业")
    TRA = "TRA", _("交通运输业")
    STO = "STO", _("仓储业")
    POS = "POS", _("邮政业")
    HOT = "HOT", _("住宿业")
    CAT = "CAT", _("餐饮业")
    INF = "INF", _("信息传输业")
    SOF = "SOF", _("软件和信息技术服务业")
    RED = "RED", _("房地产开发经营")
    PRO = "PRO", _("物业管理")
    LEA = "LEA", _("租赁和商务服务业")
    OTH = "OTH", _("其他未列明行业")
