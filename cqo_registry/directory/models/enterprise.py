"""Enterprises and what is known of them by date."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.enums import EnterpriseStatus, EnterpriseType, ProductCategory, SizeClass
from cqo_registry.directory.models.authority import Authority, County


class EnterpriseFacts(models.Model):
    """What an enterprise says of itself; shared by its dated profiles and by the filing form.

    Revenue and assets are in 万元 with two decimals; ``products`` is a list of
    ``{"name", "category", "licence_no", "ccc_no", "standard_no", "other_regime"}``;
    ``categories`` repeats their categories so that the database can filter on them (Art. 4).
    """

    enterprise_name = models.CharField(_("企业名称"), max_length=200, blank=True)
    enterprise_type = models.CharField(
        _("企业类型"), max_length=20, choices=EnterpriseType.choices, blank=True
    )
    domicile = models.CharField(_("住所"), max_length=300, blank=True)
    county = models.ForeignKey(
        County, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("住所所在区县")
    )
    production_sites = models.TextField(_("生产地址"), blank=True, max_length=1000)
    legal_representative = models.CharField(_("法定代表人"), max_length=100, blank=True)
    principal_officer = models.CharField(_("主要负责人"), max_length=100, blank=True)
    contact_person = models.CharField(_("联系人"), max_length=100, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    industry = models.CharField(_("行业代码"), max_length=6, blank=True)
    employees = models.PositiveIntegerField(_("从业人员（人）"), null=True, blank=True)
    revenue = models.DecimalField(
        _("营业收入（万元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    assets = models.DecimalField(
        _("资产总额（万元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    data_year = models.PositiveSmallIntegerField(_("数据年度"), null=True, blank=True)
    figures_estimated = models.BooleanField(_("新设企业暂估数"), default=False)
    stated_size = models.CharField(_("企业自报规模"), max_length=12, choices=SizeClass.choices, blank=True)
    size = models.CharField(_("按标准划型"), max_length=12, choices=SizeClass.choices, blank=True)
    products = models.JSONField(_("主要产品"), default=list, blank=True)
    categories = ArrayField(
        models.CharField(max_length=1, choices=ProductCategory.choices),
        verbose_name=_("类别"),
        default=list,
        blank=True,
    )
    certificates = models.CharField(_("管理体系认证"), max_length=300, blank=True)
    quality_award = models.CharField(_("政府质量奖"), max_length=200, blank=True)
    has_safety_director = models.BooleanField(_("已设质量安全总监"), default=False)

    class Meta:
        abstract = True

    @property
    def category(self) -> str:
        """The one category that counts in totals, precedence L > C > S > V (Art. 4)."""
        return next((c for c in "LCSV" if c in self.categories), "")


ENTERPRISE_FACTS = tuple(field.name for field in EnterpriseFacts._meta.local_fields)


class EnterpriseQuerySet(VersionedQuerySet["Enterprise"]):
    """Sentences about enterprises."""

    def visible_to(self, user: Viewer) -> EnterpriseQuerySet:
        """The enterprises this user may know exist."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(authority=user.authority_id)
        if user.is_enterprise and user.enterprise_id:
            return self.filter(pk=user.enterprise_id)
        return self.none()

    def active(self) -> EnterpriseQuerySet:
        """Those not deregistered (decision D29)."""
        return self.filter(status=EnterpriseStatus.ACTIVE)


class Enterprise(models.Model):
    """One enterprise by its unified social credit code; what changes lives in its profiles."""

    uscc = models.CharField(_("统一社会信用代码"), max_length=18, unique=True)
    name = models.CharField(_("企业名称"), max_length=200)
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="enterprises", verbose_name=_("备案机关")
    )
    county = models.ForeignKey(
        County, models.PROTECT, null=True, blank=True, related_name="enterprises", verbose_name=_("区县")
    )
    status = models.CharField(
        _("状态"), max_length=14, choices=EnterpriseStatus.choices, default=EnterpriseStatus.ACTIVE
    )
    profile = models.ForeignKey(
        "EnterpriseProfile",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("现行信息"),
    )
    head_office = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="branches", verbose_name=_("所属企业")
    )
    deregistered_on = models.DateField(_("注销日期"), null=True, blank=True)
    deregistration_reason = models.CharField(_("注销原因"), max_length=300, blank=True)
    search_text = models.TextField(_("检索文本"), blank=True, editable=False)
    created_at = models.DateTimeField(_("建档时间"), auto_now_add=True)
    version = models.PositiveIntegerField(_("版本"), default=1)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = _("企业")
        indexes = [
            models.Index(fields=["authority", "-id"], name="enterprise_by_office"),
            models.Index(fields=["name", "id"], name="enterprise_by_name"),
            models.Index(fields=["authority", "name", "id"], name="enterprise_by_office_and_name"),
        ]
        constraints = [
            models.CheckConstraint(
                name="enterprise_deregistered_has_its_day",
                condition=Q(status="active", deregistered_on__isnull=True)
                | Q(status="deregistered", deregistered_on__isnull=False),
                violation_error_message=_("注销的企业必须有注销日期，存续的企业没有。"),
            ),
            models.CheckConstraint(
                name="enterprise_is_not_its_own_head_office",
                condition=Q(head_office__isnull=True) | ~Q(head_office=F("id")),
                violation_error_message=_("企业不能是自己的所属企业。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The enterprise's page."""
        return reverse("directory:enterprise_detail", args=[self.pk])

    @property
    def is_active(self) -> bool:
        """Whether it was not deregistered (decision D29)."""
        return self.status == EnterpriseStatus.ACTIVE

    @property
    def is_branch(self) -> bool:
        """Whether it is a branch (分支机构): it files and counts for itself all the same (decision D15)."""
        of_type = self.profile is not None and self.profile.enterprise_type == EnterpriseType.BRANCH
        return self.head_office_id is not None or of_type


class EnterpriseProfile(EnterpriseFacts):
    """What was known of an enterprise from a day on; never changed afterwards (a trigger refuses)."""

    class Source(models.TextChoices):
        """Where the profile came from."""

        IMPORT = "import", _("名录导入")
        FILING = "filing", _("备案申报")
        REGISTRATION = "registration", _("企业注册")

    enterprise = models.ForeignKey(
        Enterprise, models.CASCADE, related_name="profiles", verbose_name=_("企业")
    )
    valid_from = models.DateField(_("生效日期"))
    source = models.CharField(_("来源"), max_length=12, choices=Source.choices)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("登记人"),
    )

    class Meta:
        ordering = ["enterprise", "-valid_from", "-id"]
        verbose_name = verbose_name_plural = _("企业信息")
        indexes = [models.Index(fields=["enterprise", "-valid_from", "-id"], name="profile_newest_first")]

    def __str__(self) -> str:
        return f"{self.enterprise_name}（{self.valid_from}）"
