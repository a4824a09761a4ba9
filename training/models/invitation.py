"""TrainingInvitation: an untrained CQO's enterprise was asked to send them (Art. 16)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.viewer import Viewer
from filings.models import Appointment
from training.models.session import TrainingSession


class TrainingInvitationQuerySet(models.QuerySet["TrainingInvitation"]):
    """Sentences about invitations."""

    def visible_to(self, user: Viewer) -> TrainingInvitationQuerySet:
        """The region all; an office those of its area; an enterprise those it was sent."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(appointment__enterprise__authority=user.authority_id)
        if user.is_enterprise and user.enterprise_id:
            return self.filter(appointment__enterprise=user.enterprise_id)
        return self.none()


class TrainingInvitation(models.Model):
    """One post invited to one session, once; accepting it is the enrolment itself."""

    session = models.ForeignKey(
        TrainingSession, models.PROTECT, related_name="invitations", verbose_name=_("培训班")
    )
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="training_invitations", verbose_name=_("任职")
    )
    sent_at = models.DateTimeField(_("邀请时间"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("邀请人")
    )

    objects = TrainingInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("参训邀请")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "appointment"],
                name="training_invitation_once",
                violation_error_message=_("已就这期培训班邀请过该首席质量官。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.appointment_id}"
