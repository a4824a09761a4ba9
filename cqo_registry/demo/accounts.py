"""The accounts of the demonstration; everybody has the same, published password."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.directory.models import Authority, Enterprise

PASSWORD = settings.DEMO_PASSWORD
OFFICERS = {
    "prefecture.lhasa": ("5401", "次仁旺姆"),
    "prefecture.lhasa2": ("5401", "普布卓玛"),
    "prefecture.shigatse": ("5402", "米玛多吉"),
    "prefecture.chamdo": ("5403", "格桑平措"),
    "prefecture.nyingchi": ("5404", "白玛拉姆"),
    "prefecture.lhoka": ("5405", "索朗德吉"),
    "prefecture.nagqu": ("5406", "达瓦罗布"),
    "prefecture.ngari": ("5425", "旦增卓玛"),
    "zone.jkq": ("LSJKQ", "李建国"),
    "zone.zangqing": ("ZQ", "马秀英"),
}
SECOND_OFFICER = "prefecture.lhasa2"  # the colleague to hand a filing over to
REGION = ("region", "益西曲珍")
OTHERS = (("auditor", "边巴次仁", Role.AUDITOR), ("admin", "王静", Role.SYSTEM_ADMIN))
VISITORS = {
    "enterprise.lhasa": "5401",
    "enterprise.shigatse": "5402",
    "enterprise.chamdo": "5403",
    "enterprise.nyingchi": "5404",
    "enterprise.lhoka": "5405",
}


@cache
def _hashed() -> str:
    """Hashed once: two hundred slow hashes would take a minute."""
    return make_password(PASSWORD)


def make_officers() -> dict[str, User]:
    """The first officer of each office by its code, the region's under ``54``; the others come beside."""
    offices = {office.code: office for office in Authority.objects.all()}
    for username, name, role in OTHERS:
        _save(username, name, role=role)
    users: dict[str, User] = {}
    for username, (code, name) in OFFICERS.items():
        user = _save(username, name, role=Role.PREFECTURE_OFFICER, authority=offices[code])
        users.setdefault(code, user)
    username, name = REGION
    users["54"] = _save(username, name, role=Role.REGION_OFFICER, authority=offices["54"])
    return users


def make_filer(enterprise: Enterprise, username: str = "") -> User:
    """The account of an enterprise; its user name is the credit code unless another is given."""
    profile = enterprise.profile
    return _save(
        username or enterprise.uscc.lower(),
        profile.contact_person if profile else enterprise.name,
        role=Role.ENTERPRISE_FILER,
        enterprise=enterprise,
        phone=profile.contact_phone if profile else "",
    )


def _save(username: str, name: str, **fields: object) -> User:
    user = User(username=username, name=name, password=_hashed(), **fields)
    user.save(force_insert=True)
    return user
