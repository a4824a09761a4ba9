"""DutyReport: what an enterprise tells of its CQO's year; never a filing duty (Art. 7, 8, 10, 11)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.evidence import Evidence
from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority, Enterprise
from filings.models.appointment import Appointment


class DutyReportQuerySet(VersionedQuerySet["DutyReport"]):
    """Sentences about duty reports."""

    def visible_to(self, user: Viewer) -> DutyReportQuerySet:
        """The enterprise its own; its office and the region what was handed in."""
        if user.sees_region:
            return self.handed_in()
        if user.is_officer and user.authority_id:
            return self.handed_in().filter(enterprise__authority=user.authority_id)
        if user.is_enterprise and user.enterprise_id:
            return self.filter(enterprise=user.enterprise_id)
        return self.none()

    def handed_in(self) -> DutyReportQuerySet:
        """Those the enterprise has finished."""
        return self.filter(submitted_at__isnull=False)


class SupportFacts(models.Model):
    """How the enterprise supports its CQO (Art. 7, 8); amounts are in 元 a year, empty when not told."""

    allowance = models.DecimalField(
        _("岗位津贴（元/年）"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    appraised = models.BooleanField(_("纳入内部绩效考核"), default=False)
    quality_budget = models.DecimalField(
        _("质量工作经费（元/年）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    further_education = models.CharField(_("参加继续教育情况"), max_length=500, blank=True)
    awards = models.CharField(_("获得的表彰奖励"), max_length=500, blank=True)
    duties_defined = models.BooleanField(_("已制定职责权限文件"), default=False)
    career_path = models.CharField(_("职业发展通道"), max_length=500, blank=True)

    class Meta:
        abstract = True


class DutyHeadings(models.Model):
    """What the CQO did, under the headings of Art. 10, and the counters of Art. 11."""

    strategy = models.TextField(_("质量发展战略、年度计划和安全保障措施"), max_length=2000, blank=True)
    methods = models.TextField(_("推广先进质量管理体系和方法"), max_length=2000, blank=True)
    improvement = models.TextField(_("组织质量改进、质量攻关"), max_length=2000, blank=True)
    statistics = models.TextField(_("质量成本管理和统计分析"), max_length=2000, blank=True)
    education = models.TextField(_("质量教育培训和文化建设"), max_length=2000, blank=True)
    supervision = models.TextField(_("把关和监督检查情况"), max_length=2000, blank=True)
    proposals = models.PositiveIntegerField(_("提出质量管理建议（条）"), default=0)
    vetoes = models.PositiveIntegerField(_("行使一票否决（次）"), default=0)
    hazards_found = models.PositiveIntegerField(_("发现质量安全隐患（处）"), default=0)
    hazards_closed = models.PositiveIntegerField(_("完成整改（处）"), default=0)

    class Meta:
        abstract = True


class DutyReport(Versioned, Evidence, SupportFacts, DutyHeadings):
    """One enterprise's report on one year; the evidence is the duty document (职责文件)."""

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="duty_reports", verbose_name=_("企业")
    )
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("备案机关"))
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="duty_reports", verbose_name=_("任职")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    saved_at = models.DateTimeField(_("保存时间"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("填写人")
    )
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)

    objects = DutyReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        verbose_name = verbose_name_plural = _("年度履职报告")
        indexes = [models.Index(fields=["year", "id"], name="duty_report_by_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "year"],
                name="duty_report_once_a_year",
                violation_error_message=_("本年度的履职报告已经建立，请继续填写那一份。"),
            ),
            models.CheckConstraint(
                name="duty_report_closes_what_was_found",
                condition=Q(hazards_closed__lte=F("hazards_found")),
                violation_error_message=_("完成整改的隐患不能多于发现的隐患。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.year}"

    def get_absolute_url(self) -> str:
        """The report's page."""
        return reverse("filings:duty_report_detail", args=[self.pk])
