"""The declared fields of a filing: their step, whether they are required, and what is said when missing.

This one table feeds the steps of the form, the completeness check, the fields an officer may return,
and the comparison of two submissions (domain §2.1). ``asked(case)`` narrows it to what one filing asks:
an initial filing everything, a change filing only the ticked sections (Art. 14).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.enums import AttachmentKind, ChangeType, FilingKind, FilingSource

STEPS = (
    ("change", _("变更事项")),
    ("enterprise", _("企业信息")),
    ("cqo", _("首席质量官")),
    ("appointment", _("任职与履历")),
    ("materials", _("材料与承诺")),
    ("review", _("核对提交")),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field; an empty ``missing`` sentence makes it optional."""

    name: str
    step: str
    missing: Any = ""
    article: str = ""

    @property
    def required(self) -> bool:
        """Whether the filing cannot be submitted without it."""
        return bool(self.missing)


def _attachment(kind: AttachmentKind, missing: Any = "") -> Field:
    return Field(f"attachment_{kind.value}", "materials", missing, "14" if missing else "")


FIELDS = (
    Field("changed_on", "change", _("请填写变更发生日期。"), "14"),
    Field("change_reason", "change", _("请填写变更原因。"), "14"),
    Field("enterprise_name", "enterprise", _("请填写企业名称。"), "14"),
    Field("enterprise_type", "enterprise", _("请选择企业类型。"), "14"),
    Field("domicile", "enterprise", _("请填写企业住所。"), "13"),
    Field("county", "enterprise", _("请选择住所所在区县，备案机关据此确定。"), "13"),
    Field("production_sites", "enterprise", _("请填写生产地址，与住所相同的也请写明。"), "4"),
    Field("legal_representative", "enterprise", _("请填写法定代表人姓名。"), "2"),
    Field("principal_officer", "enterprise", _("请填写主要负责人姓名。"), "2"),
    Field("contact_person", "enterprise", _("请填写联系人姓名。"), "14"),
    Field("contact_phone", "enterprise", _("请填写联系电话。"), "14"),
    Field("industry", "enterprise", _("请选择所属行业。"), "6"),
    Field("employees", "enterprise"),
    Field("revenue", "enterprise"),
    Field("assets", "enterprise"),
    Field("data_year", "enterprise", _("请填写数据所属年度。"), "6"),
    Field("figures_estimated", "enterprise"),
    Field("stated_size", "enterprise", _("请选择企业自报规模。"), "6"),
    Field("products", "enterprise", _("请至少填写一种主要产品及其类别。"), "4"),
    Field("certificates", "enterprise"),
    Field("quality_award", "enterprise"),
    Field("has_safety_director", "enterprise"),
    Field("cqo_name", "cqo", _("请填写首席质量官姓名。"), "2"),
    Field("cqo_name_bo", "cqo"),
    Field("cqo_other_names", "cqo"),
    Field("document_type", "cqo", _("请选择证件类型。"), "14"),
    Field("identity_no", "cqo", _("请填写证件号码。"), "14"),
    Field("cqo_phone", "cqo", _("请填写首席质量官手机号码。"), "14"),
    Field("education", "cqo", _("请选择学历。"), "6"),
    Field("study_form", "cqo", _("请选择学习形式。"), "6"),
    Field("school", "cqo", _("请填写毕业院校。"), "6"),
    Field("major", "cqo", _("请填写所学专业。"), "6"),
    Field("graduated_on", "cqo", _("请填写毕业日期。"), "6"),
    Field("education_certificate_no", "cqo", _("请填写毕业证书编号。"), "6"),
    Field("title_level", "cqo"),
    Field("title_name", "cqo"),
    Field("position_level", "appointment", _("请选择任职层级。"), "5"),
    Field("other_post", "appointment", _("请填写兼任职务。"), "5"),
    Field("position_reason", "appointment"),
    Field("leads_management", "appointment"),
    Field("leads_inspection", "appointment"),
    Field("leads_safety", "appointment"),
    Field("appointment_mode", "appointment", _("请选择任命方式。"), "2"),
    Field("appointer", "appointment", _("请填写任命人姓名。"), "2"),
    Field("document_no", "appointment", _("请填写任命文件号。"), "14"),
    Field("signed_on", "appointment", _("请填写任命签署日期。"), "14"),
    Field("effective_on", "appointment", _("请填写任命生效日期。"), "14"),
    Field("quality_work", "appointment", _("请至少填写一段质量工作经历。"), "6"),
    _attachment(AttachmentKind.APPOINTMENT_DOCUMENT, _("请上传任命文件。")),
    _attachment(AttachmentKind.EDUCATION_CERTIFICATE, _("请上传学历证书。")),
    _attachment(AttachmentKind.QUALITY_WORK_PROOF, _("请上传质量工作经历证明。")),
    _attachment(AttachmentKind.SEAL_PAGE, _("请上传盖章页。")),
    _attachment(AttachmentKind.IDENTITY_COPY),
    _attachment(AttachmentKind.TRAINING_CERTIFICATE),
    _attachment(AttachmentKind.DUTY_DOCUMENT),
    _attachment(AttachmentKind.REMOVAL_DOCUMENT, _("请上传离任或解聘文件。")),
    _attachment(AttachmentKind.CHANGE_PROOF),
    Field("paper_received_on", "materials", _("请填写收到纸质材料的日期。"), "14"),
    _attachment(AttachmentKind.PAPER_FORM, _("请上传纸质备案表的扫描件。")),
    Field("declares_conduct", "materials", _("请确认职业道德与法规知识承诺。"), "6"),
    Field("declares_no_g1", "materials", _("请确认第九条第一项情形的承诺。"), "9"),
    Field("declares_no_g2", "materials", _("请确认第九条第二项情形的承诺。"), "9"),
    Field("declares_no_g3", "materials", _("请确认第九条第三项情形的承诺。"), "9"),
    Field("declares_no_g4", "materials", _("请确认第九条第四项情形的承诺。"), "9"),
    Field("declares_true", "materials", _("请确认企业对所填内容真实性的承诺。"), "14"),
    Field("has_allowance", "materials"),
    Field("has_appraisal", "materials"),
    Field("has_budget", "materials"),
)
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}

# The steps that a ticked change opens; a removal opens none.
OPENED = {
    ChangeType.PERSON: frozenset({"cqo", "appointment"}),
    ChangeType.VACANCY: frozenset[str](),
    ChangeType.PERSON_DATA: frozenset({"cqo"}),
    ChangeType.ENTERPRISE_DATA: frozenset({"enterprise"}),
}
# Another number or kind of document is another person: that is K1, never a change of data.
OF_THE_PERSON = frozenset({"identity_no", "document_type"})
SEAL, REMOVAL, PROOF, PAPER = (
    f"attachment_{kind.value}"
    for kind in (
        AttachmentKind.SEAL_PAGE,
        AttachmentKind.REMOVAL_DOCUMENT,
        AttachmentKind.CHANGE_PROOF,
        AttachmentKind.PAPER_FORM,
    )
)
ON_PAPER = frozenset({PAPER, "paper_received_on"})
DATA_MATERIALS = frozenset({SEAL, PROOF, "declares_true"})  # of K3 and K4: no more than the law needs
CERTIFICATES = frozenset({"attachment_education_certificate", "attachment_training_certificate"})


@dataclass(frozen=True, slots=True)
class Case:
    """What kind of filing it is: its kind, its ticked changes, and whether the office types it from paper."""

    kind: FilingKind = FilingKind.INITIAL
    changes: frozenset[ChangeType] = frozenset()
    source: FilingSource = FilingSource.ONLINE

    @property
    def puts_in_office(self) -> bool:
        """Whether somebody enters the post by it: an initial filing, or K1."""
        return self.kind == FilingKind.INITIAL or ChangeType.PERSON in self.changes

    @property
    def pages(self) -> tuple[str, ...]:
        """The steps of the form in their order, with the last look."""
        return tuple(name for name, _title in STEPS if name in self.steps or name == "review")

    @property
    def steps(self) -> frozenset[str]:
        """The steps with fields to fill; materials are always among them."""
        if self.kind == FilingKind.INITIAL:
            opened = {"enterprise", "cqo", "appointment"}
        else:
            opened = {"change"}.union(*(OPENED[change] for change in self.changes))
        return frozenset({*opened, "materials"})


@cites("14")
def asked(case: Case) -> Iterator[Field]:
    """The fields this filing asks for, each required or optional as it is here."""
    for field in FIELDS:
        if field.step in case.steps and _belongs(field, case):
            yield replace(field, missing="") if _optional(field, case) else field


def _belongs(field: Field, case: Case) -> bool:
    if field.step == "materials":
        return field.name in _materials(case)
    return case.puts_in_office or field.name not in OF_THE_PERSON


def _materials(case: Case) -> frozenset[str]:
    """The documents and declarations that fit the case."""
    paper = ON_PAPER if case.source == FilingSource.PAPER else frozenset[str]()
    if case.puts_in_office:
        named = {field.name for field in FIELDS if field.step == "materials"} - {PROOF, *ON_PAPER}
        return frozenset(named - ({REMOVAL} if case.kind == FilingKind.INITIAL else set()) | paper)
    if case.kind == FilingKind.REMOVAL:
        return frozenset({REMOVAL, SEAL, "declares_true"}) | paper
    certificates = CERTIFICATES if ChangeType.PERSON_DATA in case.changes else frozenset()
    return DATA_MATERIALS | certificates | paper


def _optional(field: Field, case: Case) -> bool:
    """A document that only the other kinds of filing must bring; a scanned form carries the seal itself."""
    if field.name == SEAL:
        return case.source == FilingSource.PAPER
    if field.name == REMOVAL:
        return case.kind != FilingKind.REMOVAL
    return field.name in CERTIFICATES and not case.puts_in_office


@cites("14")
def check_complete(filled: Collection[str], case: Case | None = None) -> Verdict:
    """Whether every field required in this case is among the filled ones; all that miss are named at once."""
    return Verdict(
        tuple(
            Reason(f"missing_{field.name}", field.missing, field.article, field=field.name)
            for field in asked(case or Case())
            if field.required and field.name not in filled
        )
    )
