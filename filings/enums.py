"""The choices of a filing: the person, the post, the procedure, the bars."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EducationLevel(models.TextChoices):
    """Completed education, highest first; a degree without the certificate of education is none (Art. 6)."""

    DOCTOR = "doctor", _("博士研究生")
    MASTER = "master", _("硕士研究生")
    BACHELOR = "bachelor", _("大学本科")
    COLLEGE = "college", _("大学专科")
    SECONDARY = "secondary", _("中专、高中或技校")
    BELOW = "below", _("初中及以下")

    @property
    def rank(self) -> int:
        """6 for a doctor down to 1; a higher number is the higher education."""
        return len(EducationLevel) - list(EducationLevel).index(self)


# GB/T 4658 codes. 28 is 大学普通班, which counts as college and no more.
EDUCATION_BY_GB4658 = {
    "11": EducationLevel.DOCTOR,
    "14": EducationLevel.MASTER,
    "21": EducationLevel.BACHELOR,
    "28": EducationLevel.COLLEGE,
    "31": EducationLevel.COLLEGE,
    "41": EducationLevel.SECONDARY,
    "44": EducationLevel.SECONDARY,
    "47": EducationLevel.SECONDARY,
    "61": EducationLevel.SECONDARY,
    "71": EducationLevel.BELOW,
    "81": EducationLevel.BELOW,
    "90": EducationLevel.BELOW,
}


class StudyForm(models.TextChoices):
    """How the education was obtained; the last one needs a look at its equivalence."""

    FULL_TIME = "full_time", _("全日制")
    ADULT = "adult", _("成人教育")
    SELF_STUDY = "self_study", _("自学考试")
    ONLINE = "online", _("网络教育")
    PARTY_SCHOOL = "party_school", _("党校及其他")


class TitleLevel(models.TextChoices):
    """Professional title; it has no weight in Art. 6."""

    NONE = "none", _("无")
    CLERK = "clerk", _("员级")
    ASSISTANT = "assistant", _("助理级")
    INTERMEDIATE = "intermediate", _("中级")
    ASSOCIATE = "associate", _("副高级")
    SENIOR = "senior", _("正高级")


class PositionLevel(models.TextChoices):
    """The post held beside that of CQO (Art. 5)."""

    PRINCIPAL = "principal", _("主要负责人（正职）")
    DEPUTY = "deputy", _("副职（副总经理、总工程师等）")
    MIDDLE = "middle", _("中层")
    OTHER = "other", _("其他")


class AppointmentMode(models.TextChoices):
    """Who put the CQO in office, the two ways of Art. 2."""

    LEGAL_REPRESENTATIVE = "legal_representative", _("法定代表人聘任")
    PRINCIPAL_OFFICER = "principal_officer", _("主要负责人任命")


class DocumentType(models.TextChoices):
    """The identity document; only the identity card has a check digit we test."""

    IDENTITY_CARD = "identity_card", _("居民身份证")
    FOREIGN_PR = "foreign_pr", _("外国人永久居留身份证")
    PASSPORT = "passport", _("护照")


class FilingKind(models.TextChoices):
    """What the filing reports (Art. 14)."""

    INITIAL = "initial", _("首次备案")
    CHANGE = "change", _("变更备案")
    REMOVAL = "removal", _("离任备案")


class ChangeType(models.TextChoices):
    """What changed; only K1 and K2 run against the one month of Art. 14."""

    PERSON = "K1", _("更换首席质量官")
    VACANCY = "K2", _("首席质量官离任，岗位空缺")
    PERSON_DATA = "K3", _("人员信息变更")
    ENTERPRISE_DATA = "K4", _("企业信息变更")


TIMED_CHANGES = (ChangeType.PERSON, ChangeType.VACANCY)  # the change of a CQO itself (Art. 14)


class FilingSource(models.TextChoices):
    """Who typed the filing: the enterprise, or the office from a paper form (domain §7)."""

    ONLINE = "online", _("网上填报")
    PAPER = "paper", _("代录")


class FilingStatus(models.TextChoices):
    """Where the filing is on its way through the two tiers (Art. 13, 14)."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("退回补正")
    ACCEPTED = "accepted", _("已备案")
    FORWARDED = "forwarded", _("已上报")
    QUERIED = "queried", _("有疑问")
    RECORDED = "recorded", _("已入册")
    REFUSED = "refused", _("不予备案")
    WITHDRAWN = "withdrawn", _("已撤回")


class AttachmentKind(models.TextChoices):
    """The documents of a filing; ``REQUIRED_ATTACHMENTS`` names those that must be there."""

    APPOINTMENT_DOCUMENT = "appointment_document", _("任命文件")
    EDUCATION_CERTIFICATE = "education_certificate", _("学历证书")
    QUALITY_WORK_PROOF = "quality_work_proof", _("质量工作经历证明")
    SEAL_PAGE = "seal_page", _("盖章页")
    IDENTITY_COPY = "identity_copy", _("身份证件复印件")
    TRAINING_CERTIFICATE = "training_certificate", _("培训证书")
    DUTY_DOCUMENT = "duty_document", _("职责文件")
    REMOVAL_DOCUMENT = "removal_document", _("离任或解聘文件")
    CHANGE_PROOF = "change_proof", _("变更证明材料")
    PAPER_FORM = "paper_form", _("纸质备案表扫描件")


class SupportMeasure(models.TextChoices):
    """What an enterprise gives its CQO and may tell with the filing (Art. 7, 8)."""

    ALLOWANCE = "allowance", _("设有岗位津贴")
    APPRAISAL = "appraisal", _("纳入内部绩效考核")
    BUDGET = "budget", _("提供质量工作经费")
    DUTIES = "duties", _("有职责文件")


REQUIRED_ATTACHMENTS = (
    AttachmentKind.APPOINTMENT_DOCUMENT,
    AttachmentKind.EDUCATION_CERTIFICATE,
    AttachmentKind.QUALITY_WORK_PROOF,
    AttachmentKind.SEAL_PAGE,
)  # of an initial filing; rules/fields.py knows the others


class BarGround(models.TextChoices):
    """Why a person may not be CQO (Art. 9)."""

    G1A = "G1A", _("质量工作岗位上违法违规造成重大失误")
    G1B = "G1B", _("质量工作岗位上受刑事处分")
    G2 = "G2", _("利用履职之便谋取不正当利益")
    G3 = "G3", _("滥用职权干预企业经营秩序")
    G4 = "G4", _("泄露企业或合作伙伴信息造成严重损害")


class BarStatus(models.TextChoices):
    """The life of a bar: only a confirmed one stops a filing (decision D19)."""

    PROPOSED = "proposed", _("已提出")
    CONFIRMED = "confirmed", _("已确认")
    DECLINED = "declined", _("不予确认")
    LIFTED = "lifted", _("已解除")


class ReplacementGround(models.TextChoices):
    """Why the region recommends to replace a CQO: the three of Art. 12, at least one."""

    CONDUCT = "conduct", _("违反职业操守")
    DUTY = "duty", _("未有效履职尽责")
    STANDARD = "standard", _("不再符合任职标准")


class ReplacementStatus(models.TextChoices):
    """The way of a replacement recommendation (Art. 12); it never ends a filing by itself (D21)."""

    CLUE = "clue", _("线索")
    REVIEWING = "reviewing", _("审查中")
    ISSUED = "issued", _("已发出建议")
    REPLIED = "replied", _("企业已答复")
    CLOSED = "closed", _("已办结")
    DISMISSED = "dismissed", _("不予发出")


class ReplacementReply(models.TextChoices):
    """What the enterprise answered (Art. 12)."""

    REPLACED = "replaced", _("予以撤换")
    REFUSED = "refused", _("不予撤换")
    NONE = "none", _("逾期未答复")


class ReceiptState(models.TextChoices):
    """What the public page says of a receipt (decision D24)."""

    VALID = "valid", _("有效")
    REPLACED = "replaced", _("已被替代")
    WITHDRAWN = "withdrawn", _("已失效")
    UNKNOWN = "unknown", _("查无此回执")
