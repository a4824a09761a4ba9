"""Appointment: the fact that a person holds the post at an enterprise from a day to a day."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.enums import SizeClass
from cqo_registry.directory.models import Authority, Enterprise
from filings.models.disqualification import Disqualification
from filings.models.person import Person

# The two groups of Art. 6; rules.qualification holds what each asks.
LOWER_NEED = (SizeClass.SMALL, SizeClass.MICRO)
HIGHER_NEED = (SizeClass.LARGE, SizeClass.MEDIUM)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Sentences about appointments."""

    def visible_to(self, user: Viewer) -> AppointmentQuerySet:
        """The appointments this user may know exist; a moved enterprise brings its former ones (D14)."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(Q(authority=user.authority_id) | Q(enterprise__authority=user.authority_id))
        if user.is_enterprise and user.enterprise_id:
            return self.filter(enterprise=user.enterprise_id)
        return self.none()

    def in_office(self) -> AppointmentQuerySet:
        """Those that have not ended."""
        return self.filter(ended_on__isnull=True)

    def in_office_on(self, day: date) -> AppointmentQuerySet:
        """Who held the post on ``day``: from the effective date to the day before leaving.

        The day of leaving belongs to a successor who begins on it; without one nobody holds the post.
        """
        return self.filter(effective_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def barred(self) -> AppointmentQuerySet:
        """Of persons with a confirmed bar (Art. 9, decision D19); asked each time, never stored."""
        confirmed = Disqualification.objects.confirmed().values("identity_index")
        return self.filter(person__identity_index__in=confirmed)

    def to_requalify(self) -> AppointmentQuerySet:
        """资格复核: in office at an enterprise that has grown into a class of which Art. 6 asks more.

        The appointment stands (D6); a review at that class ends the flag until the enterprise grows again.
        """
        grown = Q(size__in=LOWER_NEED, enterprise__profile__size__in=HIGHER_NEED)
        reviewed = Q(requalified_size=F("enterprise__profile__size"))
        return self.in_office().filter(grown).exclude(reviewed)


class Appointment(models.Model):
    """At most one in office per enterprise (Art. 2, decision D12); carries the filing number (D23).

    ``size`` is the class Art. 6 was judged by, frozen on the day of appointment (D5).
    """

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="appointments", verbose_name=_("企业")
    )
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("备案机关"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="appointments", verbose_name=_("首席质量官")
    )
    filing_no = models.CharField(_("备案编号"), max_length=40, unique=True)
    effective_on = models.DateField(_("任命生效日期"))
    ended_on = models.DateField(_("离任日期"), null=True, blank=True)
    size = models.CharField(_("任命时规模"), max_length=12, choices=SizeClass.choices, blank=True)
    requalified_size = models.CharField(
        _("资格复核时规模"), max_length=12, choices=SizeClass.choices, blank=True
    )
    requalified_on = models.DateField(_("资格复核日期"), null=True, blank=True)
    requalified_note = models.CharField(_("资格复核意见"), max_length=500, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("任职")
        indexes = [models.Index(fields=["effective_on", "id"], name="appointment_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=Q(ended_on__isnull=True),
                name="appointment_one_in_office_per_enterprise",
                violation_error_message=_("该企业已有在任的首席质量官，人员更换请办理变更备案。"),
            ),
            models.CheckConstraint(
                name="appointment_ends_after_it_begins",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("effective_on")),
                violation_error_message=_("离任日期不能早于任命生效日期。"),
            ),
        ]

    def __str__(self) -> str:
        return self.filing_no
