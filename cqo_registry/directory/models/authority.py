"""Authorities (one region, seven prefectures, two zones), their counties and their calendars."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.enums import AuthorityLevel


class AuthorityQuerySet(VersionedQuerySet["Authority"]):
    """Sentences about authorities."""

    def offices(self) -> AuthorityQuerySet:
        """The nine filing offices: prefectures and zones (decision D17)."""
        return self.exclude(level=AuthorityLevel.REGION)

    def filing_directly(self) -> AuthorityQuerySet:
        """The offices that decide filings themselves."""
        return self.offices().filter(files_directly=True)


class Authority(models.Model):
    """A bureau that works in the register; zones decide as prefectures do (decision D17).

    The Tibetan headings are what its own translators entered for printed papers (domain §7).
    """

    code = models.CharField(_("代码"), max_length=8, unique=True)
    level = models.CharField(_("层级"), max_length=12, choices=AuthorityLevel.choices)
    name = models.CharField(_("名称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40)
    name_bo = models.CharField(_("藏文名称"), max_length=200, blank=True)
    receipt_title_bo = models.CharField(_("备案回执藏文标题"), max_length=200, blank=True)
    form_title_bo = models.CharField(_("备案表藏文标题"), max_length=200, blank=True)
    letter_title_bo = models.CharField(_("撤换建议书藏文标题"), max_length=200, blank=True)
    certificate_title_bo = models.CharField(_("培训合格证书藏文标题"), max_length=200, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("上级"))
    files_directly = models.BooleanField(_("直接办理备案"), default=True)
    order = models.PositiveSmallIntegerField(_("排序"), default=0)
    version = models.PositiveIntegerField(_("版本"), default=1)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = verbose_name_plural = _("市场监管机构")
        constraints = [
            models.CheckConstraint(
                name="authority_only_the_region_has_no_parent",
                condition=Q(level="region", parent__isnull=True)
                | ~Q(level="region") & Q(parent__isnull=False),
                violation_error_message=_("自治区局没有上级，其他机构必须有上级。"),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def is_region(self) -> bool:
        """Whether this is the regional bureau."""
        return self.level == AuthorityLevel.REGION


class County(models.Model):
    """A county-level unit and the office that files for it; former names and codes find it too."""

    code = models.CharField(_("代码"), max_length=8, unique=True)
    name = models.CharField(_("名称"), max_length=40)
    aliases = models.JSONField(_("曾用名和旧代码"), default=list, blank=True)
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="counties", verbose_name=_("备案机关")
    )

    class Meta:
        ordering = ["code"]
        verbose_name = verbose_name_plural = _("区县")

    def __str__(self) -> str:
        return self.name


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """Sentences about days off and make-up work days."""

    def visible_to(self, user: Viewer) -> HolidayQuerySet:
        """An office sees the national days and its own, the region those of every office."""
        if user.sees_region:
            return self
        if user.is_officer:
            return self.for_office(user.authority_id)
        return self.none()

    def for_office(self, office: Authority | int | None) -> HolidayQuerySet:
        """The national days, and those of the office if one is named."""
        return self.filter(Q(authority__isnull=True) | Q(authority=office))


class Holiday(models.Model):
    """A day off or a make-up work day, national (no authority) or of one office."""

    class Kind(models.TextChoices):
        """What the day is."""

        OFF = "off", _("放假")
        WORK = "work", _("上班")

    authority = models.ForeignKey(
        Authority, models.CASCADE, null=True, blank=True, verbose_name=_("适用机构")
    )
    date = models.DateField(_("日期"))
    kind = models.CharField(_("类型"), max_length=4, choices=Kind.choices)
    name = models.CharField(_("名称"), max_length=60)
    notice_no = models.CharField(_("通知文号"), max_length=80, blank=True)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["date"]
        verbose_name = verbose_name_plural = _("节假日")
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "date"],
                name="holiday_once_per_office_and_day",
                nulls_distinct=False,
                violation_error_message=_("该机构的这一天已有安排。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    @property
    def shown(self) -> str:
        """All a page says of the day, as the version a form was drawn from."""
        return "|".join([str(self.date), self.kind, self.name, self.notice_no])
