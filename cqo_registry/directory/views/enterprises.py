"""The enterprises of the directory: the list and one enterprise's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, REGISTER, ForRoles
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory import industries, policies
from cqo_registry.directory.enums import ProductCategory, SizeClass
from cqo_registry.directory.filters import EnterpriseFilter, has_cqo, post_held
from cqo_registry.directory.models import Enterprise, EnterpriseProfile
from cqo_registry.directory.rules.products import check_paper
from cqo_registry.directory.workflow import DEREGISTER, REINSTATE

SORTS = {"office": "authority__order", "name": "name", "uscc": "uscc", "entered": "id"}
COLUMNS = (
    ("office", _("备案机关")),
    ("", _("区县")),
    ("name", _("企业名称")),
    ("uscc", _("统一社会信用代码")),
    ("", _("行业")),
    ("", _("规模")),
    ("", _("主要产品")),
    ("", _("类别")),
    ("", _("首席质量官")),
)
HISTORY = 50


class EnterpriseList(ForRoles):
    """The enterprises in the user's scope."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of the filtered list."""
        user = self.request.user
        office = user.authority if user.is_officer else None
        rows = Enterprise.objects.visible_to(user).select_related("authority", "county", "profile")
        found = EnterpriseFilter(request.GET, queryset=rows, office=office)
        page = keyset_page(request, found.qs.annotate(has_cqo=post_held()), sorts=SORTS, default="name")
        context = {
            "page": page,
            "rows": [_row(enterprise) for enterprise in page.rows],
            "filter": found,
            "filtered": any(request.GET.get(name) for name in found.filters),
            "columns": heads(request, COLUMNS, page.sort),
            "may_import": policies.may_import(user),
        }
        return render(request, "directory/enterprise_list.html", context)


class EnterpriseDetail(ForRoles):
    """What is known of an enterprise now, and what was known before."""

    roles = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The enterprise, or 404 outside the user's scope."""
        rows = Enterprise.objects.visible_to(self.request.user)
        rows = rows.select_related("authority", "county", "profile__county", "head_office").annotate(
            has_cqo=has_cqo()
        )
        enterprise = get_object_or_404(rows, pk=pk)
        profile = enterprise.profile
        history = enterprise.profiles.select_related("created_by").order_by("-valid_from", "-id")[:HISTORY]
        context = {
            "enterprise": enterprise,
            "profile": profile,
            "industry": _industry(profile),
            "products": _products(profile),
            "size_differs": bool(profile and profile.stated_size and profile.stated_size != profile.size),
            "history": list(history),
            "acts": self.acts(enterprise),
            "transfer": enterprise.transfers.open().select_related("destination").first(),
        }
        return render(request, "directory/enterprise_detail.html", context)

    def acts(self, enterprise: Enterprise) -> dict[str, Verdict]:
        """What an office may do with the enterprise as a whole; nothing for those who only read."""
        user = self.request.user
        if not (user.is_officer or user.is_region):
            return {}
        return {
            "transfer": policies.may_propose_transfer(user, enterprise),
            "deregister": DEREGISTER.may(enterprise, user),
            "reinstate": REINSTATE.may(enterprise, user),
            "head_office": policies.may_set_head_office(user, enterprise),
            "paper": policies.may_enter_paper(user, enterprise),
        }


def _row(enterprise: Enterprise) -> dict[str, Any]:
    profile = enterprise.profile
    return {
        "enterprise": enterprise,
        "industry": _industry(profile),
        "size": profile.get_size_display() if profile else "",
        "stated": _stated(profile),
        "products": "、".join(dict.fromkeys(p.get("name", "") for p in profile.products)) if profile else "",
        "categories": "、".join(_category(code) for code in profile.categories) if profile else "",
    }


def _stated(profile: EnterpriseProfile | None) -> str:
    """The class the enterprise states, where it differs from the computed one."""
    if profile is None or profile.stated_size in ("", profile.size):
        return ""
    return str(SizeClass(profile.stated_size).label)


def _category(code: str) -> str:
    return str(ProductCategory(code).label) if code in ProductCategory.values else code


def _industry(profile: EnterpriseProfile | None) -> dict[str, Any]:
    """Code and official name; the name is empty for a code the standard does not know."""
    code = profile.industry if profile else ""
    try:
        return {"code": code, "label": industries.label_of(code) if code else ""}
    except LookupError:
        return {"code": code, "label": ""}


def _products(profile: EnterpriseProfile | None) -> list[dict[str, Any]]:
    return [
        {
            "product": product,
            "category": _category(product.get("category", "")),
            "warnings": [str(reason.message) for reason in check_paper(product)],
        }
        for product in (profile.products if profile else [])
    ]
