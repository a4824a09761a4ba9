"""The sample directory of two hundred invented enterprises, brought in as an office would."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.accounts.models import User
from cqo_registry.directory import industries
from cqo_registry.directory.enums import ProductCategory
from cqo_registry.directory.models import County, Enterprise, EnterpriseProfile
from cqo_registry.directory.rules.size import Figures, classify

WORKBOOK = Path(__file__).with_name("directory.xlsx")
NUMBER_FIELDS = {"L": "licence_no", "C": "ccc_no", "S": "standard_no"}
CATEGORIES = {str(label): value for value, label in ProductCategory.choices}


def import_directory(*, by: User) -> list[Enterprise]:
    """The enterprises of the sample workbook in its order, each with its first profile."""
    counties = {county.name: county for county in County.objects.select_related("authority")}
    book = load_workbook(WORKBOOK, read_only=True)
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    book.close()
    return [_store(row, counties, by) for row in rows]


def _store(row: tuple[Any, ...], counties: dict[str, County], by: User) -> Enterprise:
    county = counties[row[5]]
    enterprise = Enterprise.objects.create(
        uscc=row[2], name=row[1], county=county, authority=county.authority, search_text=f"{row[1]} {row[2]}"
    )
    enterprise.profile = EnterpriseProfile.objects.create(
        enterprise=enterprise,
        valid_from=timezone.localdate(),
        source=EnterpriseProfile.Source.IMPORT,
        created_by=by,
        county=county,
        **_facts(row),
    )
    enterprise.save(update_fields=["profile"])
    return enterprise


def _facts(row: tuple[Any, ...]) -> dict[str, Any]:
    category = CATEGORIES[row[12]]
    product = {"name": row[11], "category": category}
    if category in NUMBER_FIELDS:
        product[NUMBER_FIELDS[category]] = str(row[13])
    employees, revenue, assets = row[7], Decimal(str(row[8])), Decimal(str(row[9]))
    return {
        "enterprise_name": row[1],
        "domicile": row[3],
        "industry": row[6],
        "employees": employees,
        "revenue": revenue,
        "assets": assets,
        "data_year": row[10],
        "size": classify(Figures(industries.group_of(row[6]), employees, revenue, assets)),
        "products": [product],
        "categories": [category],
        "legal_representative": row[14],
        "principal_officer": row[15],
        "contact_person": row[16],
        "contact_phone": row[17],
    }
