"""The declared fields of a filing: their step, whether they are required, and what is said when missing.

This one table feeds the steps of the form, the completeness check, the fields an officer may return,
and the comparison of two submissions (domain §2.1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.enums import AttachmentKind

STEPS = (
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


@cites("14")
def check_complete(filled: Collection[str]) -> Verdict:
    """Whether every required field is among the filled ones; all that miss are named at once."""
    return Verdict(
        tuple(
            Reason(f"missing_{field.name}", field.missing, field.article, field=field.name)
            for field in FIELDS
            if field.required and field.name not in filled
        )
    )
