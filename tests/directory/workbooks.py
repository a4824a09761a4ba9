"""Directory workbooks for the tests."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from cqo_registry.directory.imports.words import TITLES
from tests.factories import uscc

SAMPLES = Path(__file__).parent.parent / "samples"
FIELDS = tuple(name for name in TITLES if name != "stated_size")
ROW: dict[str, Any] = {
    "name": "西藏试验水泥有限公司",
    "domicile": "拉萨市城关区江苏路1号",
    "prefecture": "拉萨市",
    "county": "城关区",
    "industry": "C30",
    "employees": 300,
    "revenue": 2000,
    "assets": 3000.5,
    "data_year": 2025,
    "products": "通用硅酸盐水泥",
    "category": "生产许可",
    "certificates": "XK08-001-00001",
    "legal_representative": "扎西•次仁",
    "principal_officer": "多吉",
    "contact_person": "央金",
    "contact_phone": "0891-6331234",
}


def workbook(*rows: dict[str, Any], fields: tuple[str, ...] = FIELDS) -> bytes:
    """A directory with these rows; what a row leaves out comes from ``ROW``, each code is a fresh one."""
    book = Workbook()
    book.active.title = "企业名录"
    book.active.append([TITLES[name][0] for name in fields])
    for number, row in enumerate(rows, 1):
        values = {"ordinal": number, "uscc": uscc(), **ROW, **row}
        book.active.append([values.get(name) for name in fields])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sample(name: str) -> bytes:
    """A workbook of tests/samples."""
    return (SAMPLES / name).read_bytes()
