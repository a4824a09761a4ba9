"""Code lists of accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Who a person is in the register; each role sees exactly one scope."""

    ENTERPRISE_FILER = "enterprise_filer", _("企业备案人员")
    PREFECTURE_OFFICER = "prefecture_officer", _("地市局工作人员")
    REGION_OFFICER = "region_officer", _("自治区局工作人员")
    AUDITOR = "auditor", _("审计员")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")


class RegistrationStatus(models.TextChoices):
    """The life of an enterprise's registration or of an invitation."""

    PENDING = "pending", _("待审核")
    APPROVED = "approved", _("已通过")
    DECLINED = "declined", _("未通过")


class InvitationStatus(models.TextChoices):
    """The life of an invitation."""

    OPEN = "open", _("待接受")
    ACCEPTED = "accepted", _("已接受")
    REVOKED = "revoked", _("已撤销")
