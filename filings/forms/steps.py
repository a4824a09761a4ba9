"""The four steps of the filing form that hold fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.fields import LineField
from cqo_registry.core.identifiers import check_document, check_mobile, check_name, check_phone
from filings.enums import DocumentType
from filings.forms.fields import CountyField, IndustryField, draft_field
from filings.forms.rows import dressed
from filings.forms.step_form import StepForm
from filings.models import Filing


class ChangeForm(StepForm):
    """变更事项 (Art. 14): when the change took effect, and why."""

    step = "change"
    wide = ("change_reason",)
    sections = ((_("变更情况"), ("changed_on", "change_reason")),)
    hints = {"change_reason": _("如：原任首席质量官离职、岗位调整、企业更名")}

    class Meta:
        model = Filing
        fields = ("changed_on", "change_reason")
        formfield_callback = draft_field
        widgets = {"change_reason": forms.Textarea(attrs={"rows": 2})}

    def _prepare(self) -> None:
        if "changed_on" in self.fields and {"K1", "K2"} & set(self.instance.change_types):
            self.fields["changed_on"].label = _("原任首席质量官离任日期")


class EnterpriseForm(StepForm):
    """企业信息 (Art. 4, 6, 13): who files, where, and how large."""

    step = "enterprise"
    table = "products"
    wide = ("domicile", "production_sites", "certificates")
    sections = (
        (
            _("基本信息"),
            ("enterprise_name", "enterprise_type", "domicile", "county", "production_sites"),
        ),
        (
            _("负责人和联系人"),
            ("legal_representative", "principal_officer", "contact_person", "contact_phone"),
        ),
        (
            _("行业和规模"),
            ("industry", "data_year", "employees", "revenue", "assets", "stated_size", "figures_estimated"),
        ),
        (_("质量管理情况"), ("certificates", "quality_award", "has_safety_director")),
    )
    hints = {
        "county": _("备案机关按住所所在区县确定"),
        "production_sites": _("有多处的每行写一处；与住所相同的请写“与住所相同”"),
        "contact_phone": _("手机号码，或带区号的固定电话，如 0891-6331234"),
        "industry": _("按 GB/T 4754-2017 选择主营业务所在的大类"),
        "data_year": _("以下数据所属年度，如 2025"),
        "stated_size": _("企业自报；系统按标准另行划型"),
        "figures_estimated": _("新设企业没有上年数据的，可填预计数并勾选"),
        "certificates": _("如 ISO 9001，没有的不填"),
    }
    checks = {
        "legal_representative": check_name,
        "principal_officer": check_name,
        "contact_person": check_name,
        "contact_phone": check_phone,
    }

    class Meta:
        model = Filing
        fields = (
            "enterprise_name", "enterprise_type", "domicile", "county", "production_sites",
            "legal_representative", "principal_officer", "contact_person", "contact_phone", "industry",
            "data_year", "employees", "revenue", "assets", "stated_size", "figures_estimated", "certificates",
            "quality_award", "has_safety_director",
        )  # fmt: skip
        formfield_callback = draft_field
        widgets = {"production_sites": forms.Textarea(attrs={"rows": 3})}

    def _prepare(self) -> None:
        county, industry = self.fields.get("county"), self.fields.get("industry")
        if isinstance(county, CountyField):
            county.group()
        if isinstance(industry, IndustryField):
            industry.offer(self.instance.industry)


class CqoForm(StepForm):
    """首席质量官 (Art. 2, 6): the person and the education."""

    step = "cqo"
    sections = (
        (
            _("身份信息"),
            ("cqo_name", "cqo_name_bo", "cqo_other_names", "document_type", "identity_no", "cqo_phone"),
        ),
        (
            _("学历和职称"),
            (
                "education", "study_form", "school", "major", "graduated_on", "education_certificate_no",
                "title_level", "title_name",
            ),
        ),
    )  # fmt: skip
    hints = {
        "cqo_name": _("与证件一致；姓名各部分之间用间隔号“·”"),
        "cqo_name_bo": _("选填"),
        "identity_no": _("保存后加密，只显示前三位和后两位；性别由号码得出"),
        "education": _("以毕业证书为准，结业、肄业和只有学位的不算"),
        "graduated_on": _("毕业证书上的日期"),
    }
    checks = {"cqo_name": check_name, "cqo_phone": check_mobile}

    identity_no = LineField(label=_("证件号码"), max_length=40, required=False)

    class Meta:
        model = Filing
        fields = (
            "cqo_name", "cqo_name_bo", "cqo_other_names", "document_type", "cqo_phone", "education",
            "study_form", "school", "major", "graduated_on", "education_certificate_no", "title_level",
            "title_name",
        )  # fmt: skip
        formfield_callback = draft_field
        widgets = {"cqo_name_bo": forms.TextInput(attrs={"lang": "bo"})}

    def _prepare(self) -> None:
        if "identity_no" in self.fields:
            self.fields["identity_no"].widget.attrs.update({"autocomplete": "off", "spellcheck": "false"})
            dressed(self, "identity_no").stored = self.instance.identity_masked

    def clean_identity_no(self) -> str:
        """A number that can be right; a wrong one stays on the page and is not stored."""
        number = self.cleaned_data["identity_no"]
        if not number:
            return ""
        kind = self.cleaned_data.get("document_type") or self.instance.document_type
        checked = check_document(kind if kind in DocumentType.values else DocumentType.IDENTITY_CARD, number)
        if not checked.valid:
            raise forms.ValidationError(checked.message, code=checked.reason)
        return checked.normalised

    def kept_open(self, saved: Filing, editable: Collection[str]) -> StepForm:
        """A number that was saved leaves the page; only its mask is shown again."""
        if "identity_no" not in self.errors:
            self.data = {**{name: self.data[name] for name in self.data}, "identity_no": ""}
        return super().kept_open(saved, editable)

    def values(self) -> dict[str, Any]:
        """An empty number leaves the stored one alone; the type comes first, the number rests on it."""
        sent = super().values()
        number = sent.pop("identity_no", "")
        return {**sent, "identity_no": number} if number else sent


class AppointmentForm(StepForm):
    """任职与履历 (Art. 2, 5, 6, 14): the appointment, the post and the quality work."""

    step = "appointment"
    table = "quality_work"
    wide = ("position_reason",)
    sections = (
        (_("任命"), ("appointment_mode", "appointer", "document_no", "signed_on", "effective_on")),
        (
            _("任职"),
            (
                "position_level", "other_post", "leads_management", "leads_inspection", "leads_safety",
                "position_reason",
            ),
        ),
    )  # fmt: skip
    hints = {
        "effective_on": _("任职条件按这一天判定"),
        "position_level": _("一般由企业高层副职以上领导兼任"),
        "position_reason": _("任职层级为中层或其他的，请说明原因"),
    }
    checks = {"appointer": check_name}

    class Meta:
        model = Filing
        fields = (
            "appointment_mode", "appointer", "document_no", "signed_on", "effective_on", "position_level",
            "other_post", "leads_management", "leads_inspection", "leads_safety", "position_reason",
        )  # fmt: skip
        formfield_callback = draft_field
        widgets = {"position_reason": forms.Textarea(attrs={"rows": 2})}


class MaterialsForm(StepForm):
    """材料与承诺 (Art. 6, 7, 9): the declarations; documents have forms of their own."""

    step = "materials"
    wide = (
        "declares_conduct", "declares_no_g1", "declares_no_g2", "declares_no_g3", "declares_no_g4",
        "declares_true",
    )  # fmt: skip
    sections = (
        (_("纸质材料"), ("paper_received_on",)),
        (_("承诺"), wide),
        (_("支持措施（选填）"), ("has_allowance", "has_appraisal", "has_budget")),
    )
    labels: ClassVar[Mapping[str, Any]] = {
        "declares_conduct": _(
            "首席质量官具备良好的职业道德和诚信品质，熟悉质量法律法规和质量管理知识。（第六条）"
        ),
        "declares_no_g1": _("没有在质量工作岗位上违法违规造成重大失误或者受刑事处分的情形。（第九条）"),
        "declares_no_g2": _("没有利用履职之便谋取不正当利益的情形。（第九条）"),
        "declares_no_g3": _("没有滥用职权干预企业经营秩序的情形。（第九条）"),
        "declares_no_g4": _("没有泄露企业或者合作伙伴信息并造成严重损害的情形。（第九条）"),
        "declares_true": _("企业和首席质量官本人承诺所填内容和所附材料真实。"),
    }

    class Meta:
        model = Filing
        fields = (
            "paper_received_on", "declares_conduct", "declares_no_g1", "declares_no_g2", "declares_no_g3",
            "declares_no_g4", "declares_true", "has_allowance", "has_appraisal", "has_budget",
        )  # fmt: skip
        formfield_callback = draft_field

    def _prepare(self) -> None:
        for name, label in self.labels.items():
            if name in self.fields:
                self.fields[name].label = label


FORMS: dict[str, type[StepForm]] = {
    form.step: form for form in (ChangeForm, EnterpriseForm, CqoForm, AppointmentForm, MaterialsForm)
}
