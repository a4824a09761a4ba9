"""AuditEvent: who did what to which row, when and why; the database refuses to change it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cqo_registry.audit import acts
from cqo_registry.core.viewer import Viewer


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Sentences about the trail."""

    def visible_to(self, user: Viewer) -> AuditEventQuerySet:
        """The auditor reads all, the region everything but accounts, an office its own area.

        What an enterprise does with a draft is no business of the authorities before it is submitted.
        """
        if user.is_auditor:
            return self
        handed_in = self.exclude(action__in=acts.DRAFTING)
        if user.is_region:
            return handed_in.exclude(action__startswith="account.")
        if user.is_officer and user.authority_id:
            return handed_in.filter(authority=user.authority_id)
        return self.none()

    def about(self, target: models.Model) -> AuditEventQuerySet:
        """What happened to one row, newest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk)).order_by("-id")


class AuditEvent(models.Model):
    """One line of the trail, hash-chained per target; values never hold personal data."""

    at = models.DateTimeField(_("时间"))
    action = models.CharField(_("动作"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("操作人"),
    )
    actor_label = models.CharField(_("操作人姓名和单位"), max_length=260)
    role = models.CharField(_("角色"), max_length=20, blank=True)
    target_type = models.CharField(_("对象类型"), max_length=60)
    target_id = models.CharField(_("对象编号"), max_length=40)
    target_label = models.CharField(_("对象"), max_length=300)
    authority = models.ForeignKey(
        "directory.Authority", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("辖区")
    )
    enterprise = models.ForeignKey(
        "directory.Enterprise",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("企业"),
    )
    before = models.CharField(_("原值"), max_length=300, blank=True)
    after = models.CharField(_("新值"), max_length=300, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    details = models.JSONField(_("明细"), default=dict, blank=True)
    request_id = models.CharField(_("请求编号"), max_length=32, blank=True)
    previous_hash = models.CharField(_("前一条校验值"), max_length=64, blank=True)
    hash = models.CharField(_("校验值"), max_length=64)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("审计日志")
        indexes = [
            models.Index(fields=["target_type", "target_id", "-id"], name="audit_by_target"),
            models.Index(fields=["authority", "-id"], name="audit_by_office"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"

    @property
    def label(self) -> str:
        """The official name of what was done, for timelines."""
        return acts.act_label(self.action)

    @property
    def who(self) -> str:
        """The actor and the body, as they were called then."""
        return self.actor_label
