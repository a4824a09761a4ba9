"""Test objects; every state of a filing is reached through the real actions."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.core.identifiers import (
    identity_check_character,
    organisation_check_character,
    uscc_check_character,
)
from cqo_registry.directory.models import Authority, County, Enterprise, EnterpriseProfile
from filings import facts
from filings.actions import changing as changing_
from filings.actions import claiming, deciding, drafting, reporting, submitting
from filings.enums import REQUIRED_ATTACHMENTS
from filings.models import Attachment, Filing
from tests.factories.files import PDF_BYTES, PNG_BYTES

__all__ = ["PASSWORD", "PDF_BYTES", "PNG_BYTES"]

PASSWORD = "correct horse battery"
# One hash for all: argon2 is slow on purpose.
_counter = itertools.count(1)

ENTERPRISE_VALUES: dict[str, Any] = {
    "enterprise_type": "limited",
    "domicile": "拉萨市城关区江苏路1号",
    "production_sites": "与住所相同",
    "legal_representative": "多吉",
    "principal_officer": "多吉",
    "contact_person": "央金",
    "contact_phone": "13908910001",
    "industry": "C30",
    "employees": 30,
    "revenue": "500.00",
    "assets": "800.00",
    "data_year": 2025,
    "stated_size": "small",
    "products": [
        {
            "name": "通用硅酸盐水泥",
            "category": "L",
            "licence_no": "(藏)XK08-001-00001",
            "ccc_no": "",
            "standard_no": "",
            "other_regime": False,
        }
    ],
}
CQO_VALUES: dict[str, Any] = {
    "cqo_name": "扎西次仁",
    "cqo_name_bo": "བཀྲ་ཤིས་ཚེ་རིང",
    "document_type": "identity_card",
    "cqo_phone": "13908910002",
    "education": "college",
    "study_form": "full_time",
    "school": "西藏职业技术学院",
    "major": "质量管理",
    "graduated_on": date(2012, 7, 1),
    "education_certificate_no": "1234567890",
    "title_level": "none",
    "position_level": "deputy",
    "other_post": "副总经理",
    "leads_management": True,
    "leads_inspection": True,
    "leads_safety": True,
    "appointment_mode": "legal_representative",
    "appointer": "多吉",
    "document_no": "任字〔2026〕1号",
    "signed_on": date(2026, 10, 8),
    "effective_on": date(2026, 10, 9),
    "quality_work": [{"employer": "拉萨水泥厂", "post": "质检员", "start": "2015-01-01", "end": None}],
    "declares_conduct": True,
    "declares_no_g1": True,
    "declares_no_g2": True,
    "declares_no_g3": True,
    "declares_no_g4": True,
    "declares_true": True,
}


def uscc(number: int | None = None, office: str = "540102") -> str:
    """A valid synthetic credit code."""
    serial = f"{number if number is not None else next(_counter):06d}"
    body = f"91{office}MA{serial}"
    body += organisation_check_character(body[8:16])
    return body + uscc_check_character(body)


def identity_no(number: int | None = None, born: str = "19880229") -> str:
    """A valid synthetic identity number."""
    body = f"540102{born}{(number if number is not None else next(_counter)) % 1000:03d}"
    return body + identity_check_character(body)


def authority(code: str = "5401") -> Authority:
    """One of the seeded authorities."""
    return Authority.objects.get(code=code)


def make_enterprise(office: str = "5401", **values: Any) -> Enterprise:
    """An enterprise with a profile, in the directory of ``office``."""
    county = County.objects.filter(authority__code=office).first()
    assert county is not None
    number = next(_counter)
    enterprise = Enterprise.objects.create(
        uscc=values.pop("uscc", uscc(number)),
        name=values.pop("name", f"西藏试验水泥有限公司{number}号"),
        authority=county.authority,
        county=county,
    )
    facts = {**ENTERPRISE_VALUES, **values, "enterprise_name": enterprise.name, "county": county}
    facts["categories"] = sorted({product["category"] for product in facts["products"]})
    enterprise.profile = EnterpriseProfile.objects.create(
        enterprise=enterprise, valid_from=date(2026, 1, 1), source="import", size="small", **facts
    )
    enterprise.save()
    return enterprise


def make_user(role: Role, **values: Any) -> User:
    """A user of the role; sign in with ``client.force_login`` or ``PASSWORD``."""
    number = next(_counter)
    fields = {"name": f"用户{number}", **values}
    user = User(username=fields.pop("username", f"user{number}"), role=role, **fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def filer(enterprise: Enterprise | None = None, **values: Any) -> User:
    """A filer of an enterprise."""
    return make_user(Role.ENTERPRISE_FILER, enterprise=enterprise or make_enterprise(), **values)


def officer(office: str = "5401", **values: Any) -> User:
    """An officer of a prefecture or zone."""
    return make_user(Role.PREFECTURE_OFFICER, authority=authority(office), **values)


def region_officer(**values: Any) -> User:
    """An officer of the regional bureau."""
    return make_user(Role.REGION_OFFICER, authority=authority("54"), **values)


def auditor(**values: Any) -> User:
    """An auditor."""
    return make_user(Role.AUDITOR, **values)


def admin(**values: Any) -> User:
    """A system administrator."""
    return make_user(Role.SYSTEM_ADMIN, **values)


def draft(enterprise: Enterprise | None = None, *, by: User | None = None) -> Filing:
    """A draft as the enterprise finds it after the start button."""
    enterprise = enterprise or (by.enterprise if by else None) or make_enterprise()
    return drafting.start_filing(enterprise, by=by or filer(enterprise))


def complete_draft(enterprise: Enterprise | None = None, *, by: User | None = None, **values: Any) -> Filing:
    """A draft with everything filled, ready to submit; ``values`` replace declared fields."""
    filing = draft(enterprise, by=by)
    given = {**CQO_VALUES, "identity_no": identity_no(), **values}
    filing = drafting.save_draft(filing.pk, given, by=filing.created_by, version=filing.version)
    for kind in REQUIRED_ATTACHMENTS:
        add_attachment(filing, kind)
    return filing


def add_attachment(filing: Filing, kind: str) -> Attachment:
    """A stored attachment of one kind."""
    return Attachment.objects.create(
        filing=filing,
        kind=kind,
        file=ContentFile(PDF_BYTES, name="x"),
        original_name="任命文件.pdf",
        content_type="application/pdf",
        size=len(PDF_BYTES),
        sha256="0" * 64,
        uploaded_by=filing.created_by,
    )


def submitted(enterprise: Enterprise | None = None, **values: Any) -> Filing:
    """A filing waiting for its office."""
    filing = complete_draft(enterprise, **values)
    return submitting.submit(filing.pk, by=filing.created_by, version=filing.version)


def claimed(enterprise: Enterprise | None = None, *, by: User | None = None, **values: Any) -> Filing:
    """A filing in an officer's hands."""
    filing = submitted(enterprise, **values)
    return claiming.claim(filing.pk, by=by or officer(filing.authority.code))


def returned(enterprise: Enterprise | None = None, *, by: User | None = None, **items: str) -> Filing:
    """A filing sent back; ``items`` are field to comment."""
    filing = claimed(enterprise, by=by)
    comments = items or {"school": "请填写毕业证书上的院校全称。"}
    return deciding.return_for_correction(filing.pk, comments, by=holder(filing), version=filing.version)


def accepted(enterprise: Enterprise | None = None, *, by: User | None = None, **values: Any) -> Filing:
    """A filing in the prefecture ledger."""
    filing = claimed(enterprise, by=by, **values)
    return deciding.accept(filing.pk, by=holder(filing), version=filing.version)


def accepted_draft(draft_: Filing, *, by: User) -> Filing:
    """A complete draft submitted, claimed and accepted."""
    sent = submitting.submit(draft_.pk, by=draft_.created_by, version=draft_.version)
    held = claiming.claim(sent.pk, by=by)
    return deciding.accept(held.pk, by=by, version=held.version)


def refused(enterprise: Enterprise | None = None, *, by: User | None = None, **values: Any) -> Filing:
    """A filing refused for education below Art. 6."""
    filing = claimed(enterprise, by=by, education="secondary", **values)
    return deciding.refuse(filing.pk, by=holder(filing), version=filing.version, reason="学历未达到任职条件")


def withdrawn(enterprise: Enterprise | None = None, **values: Any) -> Filing:
    """A filing taken back by the enterprise."""
    filing = submitted(enterprise, **values)
    return submitting.withdraw(filing.pk, by=filing.created_by, version=filing.version)


def forwarded(enterprise: Enterprise | None = None, *, by: User | None = None, **values: Any) -> Filing:
    """A filing reported to the region."""
    filing = accepted(enterprise, by=by, **values)
    reporting.forward([filing.pk], by=by or officer(filing.authority.code))
    return Filing.objects.get(pk=filing.pk)


def recorded(enterprise: Enterprise | None = None, *, by: User | None = None, **values: Any) -> Filing:
    """A filing in the regional ledger."""
    filing = forwarded(enterprise, by=by, **values)
    return reporting.record(filing.pk, by=region_officer())


def queried(enterprise: Enterprise | None = None, *, by: User | None = None, **values: Any) -> Filing:
    """A forwarded filing the region has asked about."""
    filing = forwarded(enterprise, by=by, **values)
    return reporting.query(
        filing.pk, by=region_officer(), version=filing.version, question="任命文件日期与申报不一致，请核实。"
    )


def changing(filing: Filing | None = None, *types: str, by: User | None = None, **values: Any) -> Filing:
    """A complete draft that changes what ``filing`` reported, the day before today; K1 brings somebody new.

    ``values`` replace declared fields; K2 and K1 end the post on ``changed_on``.
    """
    filing = filing or accepted()
    types = types or ("K1",)
    by = by or filer(Enterprise.objects.get(pk=filing.enterprise_id))
    yesterday = timezone.localdate() - timedelta(days=1)
    enterprise = Enterprise.objects.get(pk=filing.enterprise_id)
    change = changing_.start_change(enterprise, types, by=by)
    given: dict[str, Any] = {"changed_on": yesterday, "change_reason": "岗位调整", "declares_true": True}
    if "K1" in types:
        given |= {
            **CQO_VALUES,
            "cqo_name": "央金卓玛",
            "identity_no": identity_no(),
            "effective_on": yesterday,
        }
    if "K3" in types:
        given |= {"cqo_phone": "13908910077"}
    if "K4" in types:
        given |= {"contact_phone": "13908910088"}
    change = drafting.save_draft(change.pk, {**given, **values}, by=by, version=change.version)
    for field in facts.fields_of(change).values():
        if field.required and field.name.startswith("attachment_"):
            add_attachment(change, field.name.removeprefix("attachment_"))
    return change


def changed(filing: Filing | None = None, *types: str, by: User | None = None, **values: Any) -> Filing:
    """An accepted change; ``by`` is the officer."""
    draft_ = changing(filing, *types, **values)
    sent = submitting.submit(draft_.pk, by=draft_.created_by, version=draft_.version)
    held = claiming.claim(sent.pk, by=by or officer(sent.authority.code))
    return deciding.accept(held.pk, by=holder(held), version=held.version)


def holder(filing: Filing) -> User:
    """The officer who has claimed the filing."""
    assert filing.claimed_by is not None
    return filing.claimed_by
