"""Filing: the procedure by which an enterprise reports an appointment (Art. 13, 14)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core import crypto
from cqo_registry.core.crypto import Place
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.enums import EnterpriseType, SizeClass
from cqo_registry.directory.models import Authority, Enterprise, EnterpriseFacts, EnterpriseProfile
from cqo_registry.directory.models.enterprise import ENTERPRISE_FACTS
from filings.enums import (
    AppointmentMode,
    ChangeType,
    DocumentType,
    EducationLevel,
    FilingKind,
    FilingSource,
    FilingStatus,
    PositionLevel,
    StudyForm,
    TitleLevel,
)
from filings.models.appointment import Appointment
from filings.models.filing_queryset import FilingSentences
from filings.models.sorting import EFFECTIVE, SENT


class CqoFacts(models.Model):
    """What the enterprise declares of its CQO and of the appointment (Art. 2, 5, 6, 9).

    ``quality_work`` is a list of ``{"employer", "post", "start", "end"}`` with ISO dates and a null
    ``end`` for work that goes on. The identity number itself is only ever stored sealed.
    """

    cqo_name = models.CharField(_("首席质量官姓名"), max_length=100, blank=True)
    cqo_name_bo = models.CharField(_("藏文姓名"), max_length=200, blank=True)
    cqo_other_names = models.CharField(_("曾用名、别名"), max_length=200, blank=True)
    document_type = models.CharField(
        _("证件类型"), max_length=16, choices=DocumentType.choices, default=DocumentType.IDENTITY_CARD
    )
    identity_sealed = models.TextField(_("证件号码（密文）"), blank=True, editable=False)
    identity_index = models.CharField(
        _("证件号码索引"), max_length=64, blank=True, editable=False, db_index=True
    )
    identity_masked = models.CharField(_("证件号码"), max_length=40, blank=True)
    sex = models.CharField(_("性别"), max_length=6, blank=True)
    cqo_phone = models.CharField(_("手机号码"), max_length=30, blank=True)
    education = models.CharField(_("学历"), max_length=12, choices=EducationLevel.choices, blank=True)
    study_form = models.CharField(_("学习形式"), max_length=16, choices=StudyForm.choices, blank=True)
    school = models.CharField(_("毕业院校"), max_length=200, blank=True)
    major = models.CharField(_("所学专业"), max_length=100, blank=True)
    graduated_on = models.DateField(_("毕业日期"), null=True, blank=True)
    education_certificate_no = models.CharField(_("毕业证书编号"), max_length=60, blank=True)
    title_level = models.CharField(_("职称级别"), max_length=16, choices=TitleLevel.choices, blank=True)
    title_name = models.CharField(_("职称名称"), max_length=100, blank=True)
    quality_work = models.JSONField(_("质量工作经历"), default=list, blank=True)
    position_level = models.CharField(_("任职层级"), max_length=12, choices=PositionLevel.choices, blank=True)
    other_post = models.CharField(_("兼任职务"), max_length=100, blank=True)
    position_reason = models.CharField(_("未在决策层任职的说明"), max_length=500, blank=True)
    leads_management = models.BooleanField(_("直接领导质量管理部门"), default=False)
    leads_inspection = models.BooleanField(_("直接领导质量检验部门"), default=False)
    leads_safety = models.BooleanField(_("直接领导质量安全部门"), default=False)
    appointment_mode = models.CharField(
        _("任命方式"), max_length=20, choices=AppointmentMode.choices, blank=True
    )
    appointer = models.CharField(_("任命人"), max_length=100, blank=True)
    document_no = models.CharField(_("任命文件号"), max_length=100, blank=True)
    signed_on = models.DateField(_("任命签署日期"), null=True, blank=True)
    effective_on = models.DateField(_("任命生效日期"), null=True, blank=True)
    declares_conduct = models.BooleanField(_("承诺具备良好职业道德和法规知识"), default=False)
    declares_no_g1 = models.BooleanField(_("承诺无质量岗位重大失误或刑事处分情形"), default=False)
    declares_no_g2 = models.BooleanField(_("承诺无利用职务谋取不正当利益情形"), default=False)
    declares_no_g3 = models.BooleanField(_("承诺无滥用职权干预经营秩序情形"), default=False)
    declares_no_g4 = models.BooleanField(_("承诺无泄露信息造成严重损害情形"), default=False)
    declares_true = models.BooleanField(_("企业承诺所填内容真实"), default=False)
    has_allowance = models.BooleanField(_("设有岗位津贴"), default=False)
    has_appraisal = models.BooleanField(_("纳入内部绩效考核"), default=False)
    has_budget = models.BooleanField(_("提供质量工作经费"), default=False)

    class Meta:
        abstract = True


CQO_FACTS = tuple(field.name for field in CqoFacts._meta.local_fields)
DECLARED = ENTERPRISE_FACTS + CQO_FACTS  # all that freezes at submission


class ChangeFacts(models.Model):
    """What a change or removal filing says of the change itself (Art. 14).

    ``changed_on`` is the day the change took effect: for K1 and K2 the day the former CQO left the post.
    ``baseline`` holds what was filed when the filing was cloned from it, as ``facts.declared_values``.
    """

    change_types = ArrayField(
        models.CharField(max_length=2, choices=ChangeType.choices),
        verbose_name=_("变更事项"),
        default=list,
        blank=True,
    )
    changes = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("变更前任职")
    )
    changed_on = models.DateField(_("变更发生日期"), null=True, blank=True)
    change_reason = models.CharField(_("变更原因"), max_length=500, blank=True)
    baseline = models.JSONField(_("变更前内容"), default=dict, blank=True)

    class Meta:
        abstract = True


class FilingQuerySet(FilingSentences["Filing"]):
    """The sentences, said of filings."""


class Filing(EnterpriseFacts, CqoFacts, ChangeFacts):
    """One filing; only ``actions.move`` writes ``status``; the declaration freezes at submission."""

    kind = models.CharField(
        _("备案类型"), max_length=8, choices=FilingKind.choices, default=FilingKind.INITIAL
    )
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="filings", verbose_name=_("企业"))
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="filings", verbose_name=_("备案机关")
    )
    status = models.CharField(
        _("状态"), max_length=10, choices=FilingStatus.choices, default=FilingStatus.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(_("版本"), default=1)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("填报人")
    )
    saved_at = models.DateTimeField(_("保存时间"), null=True, blank=True)
    source = models.CharField(
        _("来源"), max_length=6, choices=FilingSource.choices, default=FilingSource.ONLINE
    )
    paper_received_on = models.DateField(_("收到纸质材料日期"), null=True, blank=True)

    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    first_submitted_at = models.DateTimeField(_("首次提交时间"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("提交人"),
    )
    reported_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    correct_by = models.DateField(_("补正期限"), null=True, blank=True)
    decide_by = models.DateField(_("办理时限"), null=True, blank=True)
    clock_used = models.PositiveSmallIntegerField(_("已用工作日"), default=0)
    due_from = models.DateField(_("期限起算日期"), null=True, blank=True)
    due_on = models.DateField(_("报送期限"), null=True, blank=True)
    due_provisional = models.BooleanField(_("期限为暂定"), default=False)
    rule_set = models.CharField(_("适用规则版本"), max_length=20, blank=True)
    verdict = models.JSONField(_("规则判定"), default=list, blank=True)

    officer_size = models.CharField(_("核定规模"), max_length=12, choices=SizeClass.choices, blank=True)
    officer_size_reason = models.CharField(_("核定规模理由"), max_length=300, blank=True)

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经办人"),
    )
    claimed_at = models.DateTimeField(_("领取时间"), null=True, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("决定人"),
    )
    decision_reason = models.TextField(_("决定理由"), blank=True)
    accepted_at = models.DateTimeField(_("备案时间"), null=True, blank=True)
    forwarded_at = models.DateTimeField(_("上报时间"), null=True, blank=True)
    batch = models.ForeignKey(
        "ForwardingBatch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filings",
        verbose_name=_("上报批次"),
    )
    recorded_at = models.DateTimeField(_("入册时间"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("入册人"),
    )
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="filings", verbose_name=_("任职")
    )
    profile = models.ForeignKey(
        EnterpriseProfile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("企业信息版本"),
    )
    filing_no = models.CharField(_("备案编号"), max_length=40, blank=True)
    receipt_code = models.CharField(_("回执查验码"), max_length=40, blank=True, editable=False)

    # The office it came from with its enterprise, where a list asked for it (``FilingQuerySet.with_moves``).
    moved_from = ""

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("备案")
        indexes = [
            models.Index(fields=["authority", "status", "-id"], name="filing_by_office_and_status"),
            models.Index(fields=["enterprise", "-id"], name="filing_by_enterprise"),
            models.Index(fields=["status", "-id"], name="filing_by_status"),
            models.Index(fields=["enterprise", "-accepted_at", "-id"], name="filing_accepted_newest_first"),
            models.Index(fields=["appointment", "-id"], name="filing_by_appointment"),
            # What the long lists sort by, with the id that breaks ties: a page begins where it says.
            models.Index(SENT, "id", name="filing_by_time"),
            models.Index(EFFECTIVE, "id", name="filing_by_effective_day"),
            models.Index(fields=["enterprise_name", "id"], name="filing_by_enterprise_name"),
            models.Index(fields=["cqo_name", "id"], name="filing_by_cqo_name"),
            models.Index(fields=["filing_no", "id"], name="filing_by_number"),
            models.Index(fields=["accepted_at", "id"], name="filing_by_acceptance"),
            models.Index(fields=["recorded_at", "id"], name="filing_by_record"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=Q(status__in=["draft", "submitted", "returned"]),
                name="filing_one_open_per_enterprise",
                violation_error_message=_("该企业已有一件正在办理的备案，请继续办理那一件。"),
            ),
            models.UniqueConstraint(
                fields=["filing_no"],
                condition=~Q(filing_no=""),
                name="filing_number_never_reused",
                violation_error_message=_("该备案编号已被使用。"),
            ),
            models.CheckConstraint(
                name="filing_in_a_ledger_has_its_facts",
                condition=~Q(status__in=["accepted", "forwarded", "queried", "recorded"])
                | Q(accepted_at__isnull=False, appointment__isnull=False, profile__isnull=False)
                & ~Q(filing_no=""),
                violation_error_message=_("已备案的事项必须有备案时间、备案编号和任职记录。"),
            ),
            models.UniqueConstraint(
                fields=["receipt_code"],
                condition=~Q(receipt_code=""),
                name="filing_receipt_code_is_unique",
                violation_error_message=_("该回执查验码已被使用。"),
            ),
            models.CheckConstraint(
                name="filing_changes_fit_its_kind",
                condition=Q(kind="initial", change_types=[], changes__isnull=True)
                | Q(kind="removal", change_types=["K2"], changes__isnull=False)
                | Q(kind="change", changes__isnull=False, change_types__len__gte=1)
                & ~Q(change_types__contains=["K2"])
                & ~Q(change_types__contains=["K1", "K3"]),
                violation_error_message=_("变更事项与备案类型不符。"),
            ),
            models.CheckConstraint(
                name="filing_recorded_has_its_time",
                condition=~Q(status="recorded") | Q(recorded_at__isnull=False),
                violation_error_message=_("已入册的事项必须有入册时间。"),
            ),
            models.CheckConstraint(
                name="filing_refused_has_its_reason",
                condition=~Q(status="refused") | ~Q(decision_reason=""),
                violation_error_message=_("不予备案必须写明理由。"),
            ),
        ]

    def __str__(self) -> str:
        return self.filing_no or f"{self.enterprise_name or self.enterprise_id} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The filing's page."""
        return reverse("filings:detail", args=[self.pk])

    @property
    def judged(self) -> Verdict:
        """The verdict stored when the filing was last submitted or decided."""
        return Verdict.from_json(self.verdict)

    @property
    def judged_size(self) -> str:
        """The class Art. 6 is judged by: the officer's where the standard gives none (domain §3)."""
        return self.officer_size or self.size

    @property
    def identity_place(self) -> Place:
        """Where the identity number is sealed."""
        return Place.of(self, "identity_sealed")

    @property
    def identity_no(self) -> str:
        """The identity number, opened. Raises ``SealBroken``; whoever shows it records the look."""
        return crypto.unseal(self.identity_sealed, self.identity_place) if self.identity_sealed else ""

    @property
    def is_change(self) -> bool:
        """Whether it changes or ends what is filed, rather than being the first (Art. 14)."""
        return self.kind != FilingKind.INITIAL

    @property
    def replaces_person(self) -> bool:
        """Whether it puts somebody into office: an initial filing, or K1."""
        return self.kind == FilingKind.INITIAL or ChangeType.PERSON in self.change_types

    @property
    def change_labels(self) -> list[str]:
        """The ticked changes in words."""
        return [str(ChangeType(value).label) for value in self.change_types]

    @property
    def is_paper(self) -> bool:
        """Whether the office typed it from a paper form (代录)."""
        return self.source == FilingSource.PAPER

    @property
    def is_branch(self) -> bool:
        """Whether it is the filing of a branch (decision D15)."""
        return self.enterprise_type == EnterpriseType.BRANCH or self.enterprise.head_office_id is not None

    @property
    def is_draft(self) -> bool:
        """Whether everything is still open to the enterprise."""
        return self.status == FilingStatus.DRAFT

    def latest_events(self) -> list[Any]:
        """The newest acts, for the page that says what changed meanwhile; a look changes nothing."""
        return list(AuditEvent.objects.about(self).exclude(action="filing.reveal_identity")[:3])
