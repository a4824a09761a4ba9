"""Query: what the region asks about a forwarded filing, and what the office answers (Art. 13)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filings.models.filing import Filing


class QueryQuerySet(models.QuerySet["Query"]):
    """Sentences about queries."""

    def open(self) -> QueryQuerySet:
        """Those the office has not answered."""
        return self.filter(answered_at__isnull=True)


class Query(models.Model):
    """One question of the region (有疑问) and the office's answer; at most one is open per filing."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="queries", verbose_name=_("备案"))
    question = models.CharField(_("疑问"), max_length=1000)
    asked_at = models.DateTimeField(_("提出时间"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    answer = models.CharField(_("答复"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("答复人"),
    )

    objects = QueryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = _("疑问")
        constraints = [
            models.UniqueConstraint(
                fields=["filing"],
                condition=Q(answered_at__isnull=True),
                name="query_one_open_per_filing",
                violation_error_message=_("这件备案已有一条未答复的疑问。"),
            ),
            models.CheckConstraint(
                name="query_answered_has_its_answer",
                condition=Q(answered_at__isnull=True)
                | Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer=""),
                violation_error_message=_("已答复的疑问必须有答复内容和答复人。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id}/{self.pk}"
