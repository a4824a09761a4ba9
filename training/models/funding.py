"""Funds of training and related work, per office and year (Art. 17); amounts are in 元 with two decimals."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority
from training.enums import FundSource, SpendingItem
from training.models.activity import Activity
from training.models.session import TrainingSession


class BudgetQuerySet(VersionedQuerySet["Budget"]):
    """Sentences about budgets."""

    def visible_to(self, user: Viewer) -> BudgetQuerySet:
        """The region and the auditor all, an office its own."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(authority=user.authority_id)
        return self.none()


class Budget(Versioned):
    """What an office has for a year from one source."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="budgets", verbose_name=_("机关"))
    year = models.PositiveSmallIntegerField(_("年度"))
    source = models.CharField(_("经费来源"), max_length=8, choices=FundSource.choices)
    amount = models.DecimalField(_("预算金额（元）"), max_digits=12, decimal_places=2)
    document_no = models.CharField(_("文件号"), max_length=100, blank=True)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )

    objects = BudgetQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "authority", "source"]
        verbose_name = verbose_name_plural = _("经费预算")
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "source"],
                name="budget_once_per_office_year_and_source",
                violation_error_message=_("本机关该年度这一来源的预算已经登记，请修改原有记录。"),
            ),
            models.CheckConstraint(
                name="budget_is_no_debt",
                condition=Q(amount__gte=0),
                violation_error_message=_("预算金额不能为负数。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_source_display()}"

    def get_absolute_url(self) -> str:
        """The sheet it belongs to."""
        return reverse("training:funding_sheet", args=[self.authority.code, self.year])


class SpendingQuerySet(VersionedQuerySet["Spending"]):
    """Sentences about spending."""

    def visible_to(self, user: Viewer) -> SpendingQuerySet:
        """The region and the auditor all, an office its own."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(authority=user.authority_id)
        return self.none()

    def standing(self) -> SpendingQuerySet:
        """Those not struck out."""
        return self.filter(struck_at__isnull=True)


class Spending(Versioned):
    """One line of spending; a wrong line is struck out with a reason and never deleted."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="spendings", verbose_name=_("机关"))
    year = models.PositiveSmallIntegerField(_("年度"))
    spent_on = models.DateField(_("支出日期"))
    source = models.CharField(_("经费来源"), max_length=8, choices=FundSource.choices)
    item = models.CharField(_("支出项目"), max_length=12, choices=SpendingItem.choices)
    amount = models.DecimalField(_("金额（元）"), max_digits=12, decimal_places=2)
    session = models.ForeignKey(
        TrainingSession,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="spendings",
        verbose_name=_("培训班"),
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="spendings", verbose_name=_("活动")
    )
    note = models.CharField(_("说明"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    struck_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    strike_reason = models.CharField(_("作废原因"), max_length=500, blank=True)

    objects = SpendingQuerySet.as_manager()

    class Meta:
        ordering = ["-spent_on", "-id"]
        verbose_name = verbose_name_plural = _("经费支出")
        indexes = [
            models.Index(fields=["authority", "year", "-spent_on"], name="spending_by_office_and_year")
        ]
        constraints = [
            models.CheckConstraint(
                name="spending_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("支出金额必须大于 0。"),
            ),
            models.CheckConstraint(
                name="spending_for_one_thing",
                condition=Q(session__isnull=True) | Q(activity__isnull=True),
                violation_error_message=_("一笔支出只能对应一个培训班或一次活动。"),
            ),
            models.CheckConstraint(
                name="spending_struck_has_its_reason",
                condition=Q(struck_at__isnull=True) | ~Q(strike_reason=""),
                violation_error_message=_("作废支出必须写明原因。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_item_display()} {self.amount}"

    def get_absolute_url(self) -> str:
        """The line's page."""
        return reverse("training:spending_detail", args=[self.pk])
